//! Comparison of unions.

use crate::model::Union;

use super::change::Sides;
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::same::same_type;
use super::values::At;
use super::words;

impl Comparison<'_> {
    /// Compares two unions: by variant if they have the same types and tags, and
    /// otherwise as a whole.
    pub(super) fn union(&mut self, at: At<'_>, old: &Union, new: &Union) {
        let variants = || old.variants.iter().zip(&new.variants);
        let is_same = old.tag == new.tag
            && old.variants.len() == new.variants.len()
            && variants().all(|(old, new)| {
                old.tags == new.tags && same_type(&self.pairs, &old.value, &new.value)
            });
        if !is_same {
            let sides = Sides::both(words::union(self.old, old), words::union(self.new, new));
            self.push(ChangeKind::FieldType, at.site, at.usage, sides);
            return;
        }
        for (old, new) in variants() {
            self.value(at, &old.value, &new.value);
        }
    }
}
