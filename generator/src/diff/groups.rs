//! Comparison of the descriptions of groups of operations.

use crate::model::Group;

use super::change::{BOTH, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;

impl Comparison<'_> {
    /// Compares the descriptions of the groups that both specifications describe.
    pub(super) fn groups(&mut self) {
        let (old, new) = (&self.old.api.groups, &self.new.api.groups);
        for group in new {
            let mut known = old.iter();
            let known = known.find(|known| known.name.rust == group.name.rust);
            if known.is_some_and(|known| known.description != group.description) {
                let kind = ChangeKind::Documentation;
                self.push(kind, &site(group), BOTH, Sides::default());
            }
        }
    }
}

fn site(group: &Group) -> Site {
    Site {
        rust: group.name.rust.clone(),
        wire: format!("tag {}", group.name.wire),
        pointer: group.origin.clone(),
    }
}
