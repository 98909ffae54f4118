//! Advisories: advice on the members of an object. They are not rules.

use crate::model::{Advisory, Test, TypeId};
use crate::openapi;
use crate::openapi::Schema;

use super::assertion::{Assertions, Premise};
use super::demands::Demands;
use super::fragment::Fragments;
use super::redundant::Redundant;
use super::value_path::ValuePath;
use crate::lower::pointers::canonical;

/// Lowers `x-advisory` of a schema of `owner`.
pub fn advisories(
    schema: &Schema,
    owner: TypeId,
    fragments: &mut Fragments<'_, '_>,
    redundant: &mut Redundant,
) -> Vec<Advisory> {
    let mut lowered = Vec::new();
    for advisory in &schema.extensions().advisories {
        let demands = demands(advisory, owner, fragments, redundant);
        lowered.extend(demands.groups.into_iter().map(|group| Advisory {
            when: group.when,
            then: group.then,
            text: advisory.text.clone(),
            origin: canonical(&group.origin),
        }));
    }
    lowered
}

fn demands(
    advisory: &openapi::Advisory,
    owner: TypeId,
    fragments: &mut Fragments<'_, '_>,
    redundant: &mut Redundant,
) -> Demands {
    let root = ValuePath::root(owner);
    let test = match &advisory.when {
        Some(when) => {
            let test = fragments.test(when, &root);
            match &test {
                Some(Test::Never) => redundant.never(when.span, when.span, &when.pointer),
                Some(_) => redundant.keep(when.span),
                None => {}
            }
            // Demands are read even if the test could not be, to find their errors.
            test.unwrap_or(Test::Never)
        }
        None => Test::Always,
    };
    let mut demands = Demands::default();
    let premise = Premise {
        value: &root,
        when: &test,
    };
    Assertions::new(fragments, redundant, &mut demands).fragment(&advisory.then, premise);
    if demands.count() > 0 {
        redundant.keep(advisory.span);
    } else if !demands.marks.any() && test != Test::Never {
        let message = "this advisory has no effect: its demands always hold";
        let pointer = &advisory.then.pointer;
        redundant.note(advisory.span, pointer, message);
    }
    demands
}
