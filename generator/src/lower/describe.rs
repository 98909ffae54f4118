//! Tests in words, for violations and documentation.

use crate::model::{FieldPath, Literal, Test};

use super::Lowering;

impl Lowering<'_, '_> {
    /// A test in words.
    pub fn describe(&self, test: &Test) -> String {
        match test {
            Test::Always => "always".to_owned(),
            Test::Never => "never".to_owned(),
            Test::Present(path) => format!("{} is given", self.wire_path(path)),
            Test::OneOf(path, values) => {
                let values: Vec<String> = values.iter().map(Literal::to_string).collect();
                format!("{} is {}", self.wire_path(path), values.join(" or "))
            }
            Test::All(tests) => self.join(tests, " and "),
            Test::Any(tests) => self.join(tests, " or "),
            Test::Not(inner) => match inner.as_ref() {
                Test::Present(path) => format!("{} is not given", self.wire_path(path)),
                other => format!("not ({})", self.describe(other)),
            },
        }
    }

    pub fn join(&self, tests: &[Test], word: &str) -> String {
        let words: Vec<String> = tests.iter().map(|test| self.describe(test)).collect();
        words.join(word)
    }

    pub fn wire_path(&self, path: &FieldPath) -> String {
        let names: Vec<&str> = path
            .steps
            .iter()
            .filter_map(|step| {
                let member = self.lowered(step.owner)?.members.get(step.member)?;
                Some(member.name().wire.as_str())
            })
            .collect();
        names.join(".")
    }
}
