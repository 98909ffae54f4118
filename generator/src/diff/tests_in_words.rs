//! Conditions and advice as sentences, by which two versions are compared.
//!
//! Each demand is a sentence of its own, with the whole test in it, so that
//! the same sentences say that the same is demanded.

use crate::describe::{describe, list};
use crate::model::{Api, Demand, FieldPath, Object, Test};

/// What must hold between the members of an object.
pub fn conditions(api: &Api, object: &Object) -> Vec<String> {
    let rules = object.rules.iter();
    let demands = rules.flat_map(|rule| rule.then.iter().map(move |demand| (&rule.when, demand)));
    demands
        .map(|(when, demand)| sentence(api, when, demand))
        .collect()
}

/// What should hold, with what the user is told.
pub fn advisories(api: &Api, object: &Object) -> Vec<String> {
    let all = object.advisories.iter().flat_map(|advisory| {
        let demands = advisory.then.iter();
        demands.map(move |demand| {
            let sentence = sentence(api, &advisory.when, demand);
            let told: Vec<&str> = advisory.text.split_whitespace().collect();
            format!("{sentence} ({})", told.join(" "))
        })
    });
    all.collect()
}

fn sentence(api: &Api, when: &Test, demand: &Demand) -> String {
    let (demanded, link) = match demand {
        Demand::Present(path) => (format!("{} is required", wire_path(api, path)), " when "),
        Demand::OneOf(path, values) => {
            let demanded = format!("{} must be {}", wire_path(api, path), list(values));
            (demanded, " when ")
        }
        Demand::Excluded { at, text, .. } if at.steps.is_empty() => {
            (format!("it must hold that {text}"), ", when ")
        }
        Demand::Excluded { at, text, .. } => {
            let demanded = format!("in {} it must hold that {text}", wire_path(api, at));
            (demanded, ", when ")
        }
    };
    match when {
        Test::Always => demanded,
        when => {
            let condition = describe(when, &|path| wire_path(api, path));
            format!("{demanded}{link}{condition}")
        }
    }
}

/// The wire names along a way, with dots between them.
fn wire_path(api: &Api, path: &FieldPath) -> String {
    api.wire_names(path).collect::<Vec<_>>().join(".")
}
