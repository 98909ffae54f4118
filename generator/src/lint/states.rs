//! Warns about values of states that never apply.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, State};

use super::cases::Members;
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let objects = api.reachable().filter_map(|(id, _)| api.structure(id));
    for state in objects.filter_map(|object| object.state.as_ref()) {
        let Some(uses) = uses(api, state) else {
            continue;
        };
        for (value, found) in state.values.iter().zip(uses) {
            let (message, help) = match found {
                Use::Applies => continue,
                Use::Covered => (
                    "this condition never applies: an earlier value applies whenever it holds",
                    "move the value up, or correct one of the conditions",
                ),
                Use::Never => (
                    "this condition never holds",
                    "correct its tests, or remove the value",
                ),
            };
            let span = places.span(&value.origin);
            diagnostics.push(
                Diagnostic::warning(Code::ImpossibleCondition, span, message)
                    .at(value.origin.clone())
                    .help(help),
            );
        }
    }
}

/// The use of a value.
#[derive(Clone, Copy)]
enum Use {
    /// Its condition never holds.
    Never,
    /// An earlier condition holds whenever its condition does.
    Covered,
    /// It applies to some messages.
    Applies,
}

/// Returns the use of each value, unless there are too many cases.
fn uses(api: &Api, state: &State) -> Option<Vec<Use>> {
    let mut members = Members::new(api);
    for value in &state.values {
        members.test(&value.when);
    }
    let mut uses = vec![Use::Never; state.values.len()];
    for case in members.cases()? {
        let mut found = Use::Applies;
        for (value, known) in state.values.iter().zip(&mut uses) {
            if !value.when.holds(&case) {
                continue;
            }
            *known = match (*known, found) {
                (Use::Applies, _) | (_, Use::Applies) => Use::Applies,
                (Use::Never | Use::Covered, Use::Never | Use::Covered) => Use::Covered,
            };
            found = Use::Covered;
        }
    }
    Some(uses)
}
