//! Descriptions of conditions and advisories, by which two structs are compared.
//!
//! Each demand is one sentence that contains its whole test, so equal sentences are equal
//! demands.

use crate::markdown;
use crate::model::condition_text::{describe, list};
use crate::model::{Api, Demand, FieldPath, Struct, Test};
use crate::text::words::one_line;

/// Returns the rules between the members of a struct.
pub fn conditions(api: &Api, object: &Struct) -> Vec<String> {
    let rules = object.rules.iter();
    let demands = rules.flat_map(|rule| rule.then.iter().map(move |demand| (&rule.when, demand)));
    demands
        .map(|(when, demand)| sentence(api, when, demand))
        .collect()
}

/// Returns the advisories, each with its text for the user.
pub fn advisories(api: &Api, object: &Struct) -> Vec<String> {
    let all = object.advisories.iter().flat_map(|advisory| {
        let demands = advisory.then.iter();
        demands.map(move |demand| {
            let sentence = sentence(api, &advisory.when, demand);
            format!("{sentence} ({})", one_line(&advisory.text))
        })
    });
    all.collect()
}

fn sentence(api: &Api, when: &Test, demand: &Demand) -> String {
    let (demanded, link) = match demand {
        Demand::Present(path) => (format!("{} is required", code(api, path)), " when "),
        Demand::OneOf(path, values) => {
            let demanded = format!("{} must be {}", code(api, path), list(values));
            (demanded, " when ")
        }
        Demand::Excluded { at, text, .. } if at.steps.is_empty() => {
            (format!("the object requires that {text}"), ", when ")
        }
        Demand::Excluded { at, text, .. } => {
            let demanded = format!("{} requires that {text}", code(api, at));
            (demanded, ", when ")
        }
    };
    match when {
        Test::Always => demanded,
        Test::Never
        | Test::Present(_)
        | Test::OneOf(..)
        | Test::All(_)
        | Test::Any(_)
        | Test::One(_)
        | Test::Not(_)
        | Test::Choice { .. } => {
            let condition = words(api, when);
            format!("{demanded}{link}{condition}")
        }
    }
}

/// Describes a test in words.
pub fn words(api: &Api, test: &Test) -> String {
    describe(test, &|path| wire_path(api, path))
}

/// Returns the wire names along a path in backquotes.
fn code(api: &Api, path: &FieldPath) -> String {
    markdown::code(&wire_path(api, path))
}

/// Returns the wire names along a path, with dots between them.
fn wire_path(api: &Api, path: &FieldPath) -> String {
    api.wire_names(path).collect::<Vec<_>>().join(".")
}
