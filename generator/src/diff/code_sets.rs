//! Comparison of the documentation of sets of result codes. Changes of their codes are
//! reported with the operations that have them.

use crate::model::{Api, CodeSetId};

use super::change::{RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;

/// The parts of a set that the documentation shows.
#[derive(PartialEq)]
struct ShownSet<'a> {
    name: &'a str,
    description: &'a str,
    origin: &'a str,
    codes: Vec<&'a str>,
}

impl Comparison<'_> {
    /// Compares the shown sets: their texts, their order and their codes.
    pub(super) fn code_sets(&mut self) {
        let (old, new) = (shown(&self.old.api), shown(&self.new.api));
        if old == new {
            return;
        }
        let gone = old.iter().filter(|set| !new.contains(set));
        let fresh = new.iter().filter(|set| !old.contains(set));
        let mut changed: Vec<&ShownSet<'_>> = fresh.chain(gone).collect();
        if changed.is_empty() {
            // Only the order is different.
            changed.extend(new.first());
        }
        for set in changed {
            let site = Site {
                rust: "RESULT_CODES.md".to_owned(),
                wire: format!("result codes {}", set.name),
                pointer: set.origin.to_owned(),
            };
            let kind = ChangeKind::Documentation;
            self.push(kind, &site, RESPONSE, Sides::default());
        }
    }
}

/// Returns the sets that the documentation shows, in their order.
fn shown(api: &Api) -> Vec<ShownSet<'_>> {
    let sets = api.code_sets.iter().enumerate().map(|(position, set)| {
        let codes = api.shown_codes(CodeSetId(position)).into_iter();
        ShownSet {
            name: &set.name,
            description: &set.description,
            origin: &set.origin,
            codes: codes.map(|code| code.name.wire.as_str()).collect(),
        }
    });
    sets.filter(|set| !set.codes.is_empty()).collect()
}
