//! Sets of strings: their values and whether they are open.

use crate::model::{Enum, Openness, Usage, Variant};

use super::words::in_type;
use super::{ChangeKind, Comparison, Place, Sides};

impl Comparison<'_> {
    /// The changes of a set of strings.
    pub(super) fn enumeration(&mut self, place: &Place, usage: Usage, old: &Enum, new: &Enum) {
        match (old.openness, new.openness) {
            (Openness::Closed, Openness::Open) => {
                self.push(ChangeKind::EnumOpened, place, usage, Sides::default());
            }
            (Openness::Open, Openness::Closed) => {
                self.push(ChangeKind::EnumClosed, place, usage, Sides::default());
            }
            (Openness::Open, Openness::Open) | (Openness::Closed, Openness::Closed) => {}
        }
        for variant in &old.variants {
            let at = in_type(place, &variant.name);
            if let Some(other) = same(variant, &new.variants) {
                self.variant(place, usage, variant, other);
            } else {
                let sides = Sides::gone(&variant.name.wire);
                self.push(ChangeKind::ValueRemoved, &at, usage, sides);
            }
        }
        let kind = match new.openness {
            Openness::Open => ChangeKind::ValueAddedOpen,
            Openness::Closed => ChangeKind::ValueAddedClosed,
        };
        for variant in &new.variants {
            if same(variant, &old.variants).is_none() {
                let at = in_type(place, &variant.name);
                self.push(kind, &at, usage, Sides::fresh(&variant.name.wire));
            }
        }
        let common = |of: &Enum, in_both: &[Variant]| -> Vec<String> {
            let variants = of.variants.iter();
            let variants = variants.filter(|variant| same(variant, in_both).is_some());
            variants.map(|variant| variant.name.wire.clone()).collect()
        };
        if common(old, &new.variants) != common(new, &old.variants) {
            self.push(ChangeKind::Documentation, place, usage, Sides::default());
        }
    }

    fn variant(&mut self, place: &Place, usage: Usage, old: &Variant, new: &Variant) {
        let at = in_type(place, &old.name);
        if old.name.rust != new.name.rust {
            let sides = Sides::both(&old.name.rust, &new.name.rust);
            self.push(ChangeKind::ValueRenamed, &at, usage, sides);
        }
        if old.description != new.description {
            self.push(ChangeKind::Documentation, &at, usage, Sides::default());
        }
    }
}

/// The same value in another set.
fn same<'v>(variant: &Variant, among: &'v [Variant]) -> Option<&'v Variant> {
    among
        .iter()
        .find(|other| other.name.wire == variant.name.wire)
}
