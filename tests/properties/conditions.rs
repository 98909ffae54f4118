//! Whether a message keeps the rules between the members of an object: a
//! second, plain reading of the model, to pick valid messages by.

use generator::model::{Api, Demand, FieldPath, Object, Test};
use serde_json::Value;

/// Whether every rule of `object` holds.
pub fn hold(api: &Api, object: &Object, message: &Value) -> bool {
    object.rules.iter().all(|rule| {
        !test(api, &rule.when, message) || rule.then.iter().all(|demand| met(api, demand, message))
    })
}

fn test(api: &Api, condition: &Test, message: &Value) -> bool {
    match condition {
        Test::Always => true,
        Test::Never => false,
        Test::Present(path) => find(api, path, message).is_some(),
        Test::OneOf(path, values) => find(api, path, message).is_some_and(|found| {
            values
                .iter()
                .any(|value| found.as_str().is_some_and(|text| text == value.to_string()))
        }),
        Test::All(tests) => tests.iter().all(|inner| test(api, inner, message)),
        Test::Any(tests) => tests.iter().any(|inner| test(api, inner, message)),
        Test::Not(inner) => !test(api, inner, message),
        Test::Choice {
            when,
            then,
            otherwise,
        } => {
            let branch = if test(api, when, message) {
                then
            } else {
                otherwise
            };
            test(api, branch, message)
        }
    }
}

fn met(api: &Api, demand: &Demand, message: &Value) -> bool {
    match demand {
        Demand::Present(path) => test(api, &Test::Present(path.clone()), message),
        Demand::OneOf(path, values) => {
            let present = Test::Present(path.clone());
            !test(api, &present, message)
                || test(api, &Test::OneOf(path.clone(), values.clone()), message)
        }
        Demand::Excluded { test: inner, .. } => !test(api, inner, message),
    }
}

fn find<'m>(api: &Api, path: &FieldPath, message: &'m Value) -> Option<&'m Value> {
    path.steps.iter().try_fold(message, |at, step| {
        let member = api.object(step.owner)?.members.get(step.member)?;
        at.get(&member.name().wire)
    })
}
