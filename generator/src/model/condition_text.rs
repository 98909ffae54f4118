//! Tests in words: clauses such as `` `kind` is `DOG` or `age` is not given ``.
//!
//! Documentation, violations and the comparison of versions share them.

use crate::markdown;

use super::{FieldPath, Literal, Test};

/// A function that returns the name of a path, without backquotes.
type NameOf<'a> = &'a dyn Fn(&FieldPath) -> String;

/// Describes a test in words.
pub fn describe(test: &Test, name: NameOf<'_>) -> String {
    match test {
        Test::Always => "the object is given".to_owned(),
        Test::Never => "never".to_owned(),
        Test::Present(path) => format!("{} is given", code(path, name)),
        Test::OneOf(path, values) => format!("{} is {}", code(path, name), list(values)),
        Test::All(tests) => join(tests, "and", "are given", name),
        Test::Any(tests) => join(tests, "or", "is given", name),
        Test::One(tests) => exactly_one(tests, name),
        Test::Not(inner) => negation(inner, name),
        Test::Choice {
            when,
            then,
            otherwise,
        } => format!(
            "{} if {}, and otherwise {}",
            part(then, name),
            part(when, name),
            part(otherwise, name)
        ),
    }
}

/// Describes the alternative values of a member.
#[must_use]
pub fn list(values: &[Literal]) -> String {
    let values = values
        .iter()
        .map(|value| markdown::value(&value.to_string()));
    values.collect::<Vec<_>>().join(" or ")
}

/// Returns the name of a path in backquotes.
fn code(path: &FieldPath, name: NameOf<'_>) -> String {
    markdown::code(&name(path))
}

/// Describes the negation of a test.
fn negation(test: &Test, name: NameOf<'_>) -> String {
    let short = match test {
        Test::Present(path) => Some(format!("{} is not given", code(path, name))),
        Test::OneOf(path, values) => Some(format!("{} is not {}", code(path, name), list(values))),
        Test::All(tests) => {
            names(tests, " and ", name).map(|names| format!("{names} are not given together"))
        }
        Test::Any(tests) => {
            names(tests, " nor ", name).map(|names| format!("neither {names} is given"))
        }
        Test::Always | Test::Never | Test::One(_) | Test::Not(_) | Test::Choice { .. } => None,
    };
    short.unwrap_or_else(|| format!("not ({})", describe(test, name)))
}

/// Describes the test that exactly one test holds.
fn exactly_one(tests: &[Test], name: NameOf<'_>) -> String {
    if let Some(names) = names(tests, ", ", name) {
        return format!("exactly one of {names} is given");
    }
    let parts: Vec<String> = tests.iter().map(|test| part(test, name)).collect();
    format!("exactly one of these holds: {}", parts.join("; "))
}

/// Joins descriptions of tests with a word. Members that only have to be present share
/// one verb.
fn join(tests: &[Test], word: &str, given: &str, name: NameOf<'_>) -> String {
    let word = format!(" {word} ");
    if let Some(names) = names(tests, &word, name) {
        return format!("{names} {given}");
    }
    let parts: Vec<String> = tests.iter().map(|test| part(test, name)).collect();
    parts.join(&word)
}

/// Returns the members that tests require to be present, if that is all they require.
fn names(tests: &[Test], word: &str, name: NameOf<'_>) -> Option<String> {
    let names = tests
        .iter()
        .map(|test| test.as_present().map(|path| code(path, name)));
    Some(names.collect::<Option<Vec<String>>>()?.join(word))
}

/// Describes a test as a part of a longer sentence.
fn part(test: &Test, name: NameOf<'_>) -> String {
    let words = describe(test, name);
    match test {
        Test::All(_) | Test::Any(_) | Test::One(_) | Test::Choice { .. } => format!("({words})"),
        Test::Always | Test::Never | Test::Present(_) | Test::OneOf(..) | Test::Not(_) => words,
    }
}
