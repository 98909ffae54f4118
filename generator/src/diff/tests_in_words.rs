//! Conditions and advice as sentences, by which two versions are compared.
//!
//! Each demand is a sentence of its own, with the whole test in it, so that
//! two sentences are equal if and only if they demand the same.

use crate::model::{Api, Demand, FieldPath, Literal, Object, Test};

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
    let demanded = match demand {
        Demand::Present(path) => format!("{} is required", wire_path(api, path)),
        Demand::OneOf(path, values) => format!("{} must be {}", wire_path(api, path), list(values)),
        Demand::Excluded { at, test, .. } => {
            let test = test_words(api, test);
            if at.steps.is_empty() {
                format!("it must not be that {test}")
            } else {
                format!("in {} it must not be that {test}", wire_path(api, at))
            }
        }
    };
    match when {
        Test::Always => demanded,
        when => format!("when {}, {demanded}", test_words(api, when)),
    }
}

fn test_words(api: &Api, test: &Test) -> String {
    let all = |tests: &[Test], word: &str| {
        let parts: Vec<String> = tests.iter().map(|test| test_words(api, test)).collect();
        format!("({})", parts.join(word))
    };
    match test {
        Test::Always => "always".to_owned(),
        Test::Never => "never".to_owned(),
        Test::Present(path) => format!("{} is given", wire_path(api, path)),
        Test::OneOf(path, values) => format!("{} is {}", wire_path(api, path), list(values)),
        Test::All(tests) => all(tests, " and "),
        Test::Any(tests) => all(tests, " or "),
        Test::Not(inner) => format!("not {}", test_words(api, inner)),
        Test::Choice {
            when,
            then,
            otherwise,
        } => format!(
            "(if {} then {} else {})",
            test_words(api, when),
            test_words(api, then),
            test_words(api, otherwise)
        ),
    }
}

fn list(values: &[Literal]) -> String {
    let values: Vec<String> = values.iter().map(Literal::to_string).collect();
    values.join(" or ")
}

/// The wire names along a way, with dots between them.
fn wire_path(api: &Api, path: &FieldPath) -> String {
    pointer(api, path, ".")
}

/// The wire names along a way.
pub fn pointer(api: &Api, path: &FieldPath, between: &str) -> String {
    let names = path.steps.iter().filter_map(|step| {
        let member = api.object(step.owner)?.members.get(step.member)?;
        Some(member.name().wire.as_str())
    });
    names.collect::<Vec<_>>().join(between)
}
