//! Tests in words, for violations and documentation.

use crate::model::{FieldPath, Literal, Test};

use super::Lowering;

impl Lowering<'_, '_> {
    /// A test in words.
    pub fn describe(&self, test: &Test) -> String {
        match test {
            Test::Always => "the object is given".to_owned(),
            Test::Never => "never".to_owned(),
            Test::Present(path) => format!("{} is given", self.wire_path(path)),
            Test::OneOf(path, values) => {
                let values: Vec<String> = values.iter().map(Literal::to_string).collect();
                format!("{} is {}", self.wire_path(path), values.join(" or "))
            }
            Test::All(tests) => self.join(tests, "and", "are given"),
            Test::Any(tests) => self.join(tests, "or", "is given"),
            Test::Not(inner) => match inner.as_ref() {
                Test::Present(path) => format!("{} is not given", self.wire_path(path)),
                Test::OneOf(path, values) => {
                    let values: Vec<String> = values.iter().map(Literal::to_string).collect();
                    format!("{} is not {}", self.wire_path(path), values.join(" or "))
                }
                Test::All(tests) => match self.names(tests, " and ") {
                    Some(names) => format!("{names} are not given together"),
                    None => format!("not ({})", self.describe(inner)),
                },
                Test::Any(tests) => match self.names(tests, " nor ") {
                    Some(names) => format!("neither {names} is given"),
                    None => format!("not ({})", self.describe(inner)),
                },
                Test::Always | Test::Never | Test::Not(_) | Test::Choice { .. } => {
                    format!("not ({})", self.describe(inner))
                }
            },
            Test::Choice {
                when,
                then,
                otherwise,
            } => format!(
                "{} if {}, and otherwise {}",
                self.part(then),
                self.part(when),
                self.part(otherwise)
            ),
        }
    }

    /// Tests with a word between them. Members that only have to be there share
    /// one verb.
    fn join(&self, tests: &[Test], word: &str, given: &str) -> String {
        let word = format!(" {word} ");
        if let Some(names) = self.names(tests, &word) {
            return format!("{names} {given}");
        }
        let parts: Vec<String> = tests.iter().map(|test| self.part(test)).collect();
        parts.join(&word)
    }

    /// The members that tests want to be there, if they want nothing else.
    fn names(&self, tests: &[Test], word: &str) -> Option<String> {
        let names = tests.iter().map(|test| match test {
            Test::Present(path) => Some(self.wire_path(path)),
            _ => None,
        });
        Some(names.collect::<Option<Vec<String>>>()?.join(word))
    }

    /// A test as a part of a longer sentence.
    fn part(&self, test: &Test) -> String {
        let words = self.describe(test);
        match test {
            Test::All(_) | Test::Any(_) | Test::Choice { .. } => format!("({words})"),
            Test::Always | Test::Never | Test::Present(_) | Test::OneOf(..) | Test::Not(_) => words,
        }
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
