//! Comparison of the states that structs report.

use crate::model::{State, Usage};

use super::change::Sides;
use super::comparison::Comparison;
use super::condition_words::words;
use super::kind::ChangeKind;
use super::members::Side;
use super::words::{in_type, state_site};

impl Comparison<'_> {
    /// Compares the states of two structs.
    pub(super) fn state(&mut self, usage: Usage, old: Side<'_>, new: Side<'_>) {
        let (before, after) = (&old.object.state, &new.object.state);
        let sides = Sides {
            before: before.as_ref().map(items),
            after: after.as_ref().map(items),
        };
        match (before, after) {
            (None, Some(state)) => {
                let site = state_site(new.specification, new.id, state);
                self.push(ChangeKind::StateAdded, &site, usage, sides);
            }
            (Some(state), None) => {
                let site = state_site(old.specification, old.id, state);
                self.push(ChangeKind::StateRemoved, &site, usage, sides);
            }
            (Some(before), Some(after)) => {
                if before.name.rust != after.name.rust {
                    let site = state_site(old.specification, old.id, before);
                    self.push(ChangeKind::StateRenamed, &site, usage, sides);
                }
                self.state_values(usage, (old, before), (new, after));
            }
            (None, None) => {}
        }
    }

    fn state_values(
        &mut self,
        usage: Usage,
        (old_side, old): (Side<'_>, &State),
        (new_side, new): (Side<'_>, &State),
    ) {
        let site = state_site(new_side.specification, new_side.id, new);
        for value in &old.values {
            let at = in_type(&site, &value.name);
            let mut others = new.values.iter();
            let Some(other) = others.find(|it| it.name.wire == value.name.wire) else {
                let sides = Sides::gone(&value.name.wire);
                self.push(ChangeKind::StateValueRemoved, &at, usage, sides);
                continue;
            };
            let before = words(&old_side.specification.api, &value.when);
            let after = words(&new_side.specification.api, &other.when);
            if before != after {
                let sides = Sides::both(before, after);
                self.push(ChangeKind::StateCondition, &at, usage, sides);
            }
            if value.description != other.description {
                self.push(ChangeKind::Documentation, &at, usage, Sides::default());
            }
        }
        for value in &new.values {
            if !has(old, &value.name.wire) {
                let at = in_type(&site, &value.name);
                let sides = Sides::fresh(&value.name.wire);
                self.push(ChangeKind::StateValueAdded, &at, usage, sides);
            }
        }
        // The first value whose condition holds applies, so the order matters.
        let (before, after) = (common(old, new), common(new, old));
        if before != after {
            let sides = Sides::both(before.join(", "), after.join(", "));
            self.push(ChangeKind::StateCondition, &site, usage, sides);
        }
    }
}

/// Returns the enum and the method of a state.
fn items(state: &State) -> String {
    format!("{} and {}()", state.name.rust, state.method)
}

fn has(state: &State, value: &str) -> bool {
    state.values.iter().any(|it| it.name.wire == value)
}

/// Returns the values that both states have, in the order of the first one.
fn common<'a>(of: &'a State, other: &State) -> Vec<&'a str> {
    let values = of.values.iter().map(|value| value.name.wire.as_str());
    values.filter(|value| has(other, value)).collect()
}
