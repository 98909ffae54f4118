//! Comparison of enums: their values and whether they are open.

use std::collections::HashMap;

use crate::model::{Enum, Openness, Usage, Variant};

use super::change::{Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words::in_type;

impl Comparison<'_> {
    /// Compares two enums.
    pub(super) fn enumeration(&mut self, site: &Site, usage: Usage, old: &Enum, new: &Enum) {
        match (old.openness, new.openness) {
            (Openness::Closed, Openness::Open) => {
                self.push(ChangeKind::EnumOpened, site, usage, Sides::default());
            }
            (Openness::Open, Openness::Closed) => {
                self.push(ChangeKind::EnumClosed, site, usage, Sides::default());
            }
            (Openness::Open, Openness::Open) | (Openness::Closed, Openness::Closed) => {}
        }
        let (known, fresh) = (by_value(old), by_value(new));
        for variant in &old.variants {
            let at = in_type(site, &variant.name);
            if let Some(other) = fresh.get(variant.name.wire.as_str()) {
                self.variant(site, usage, variant, other);
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
            if !known.contains_key(variant.name.wire.as_str()) {
                let at = in_type(site, &variant.name);
                self.push(kind, &at, usage, Sides::fresh(&variant.name.wire));
            }
        }
        let common = |of: &Enum, other: &HashMap<&str, &Variant>| -> Vec<String> {
            let values = of.variants.iter().map(|variant| &variant.name.wire);
            let values = values.filter(|value| other.contains_key(value.as_str()));
            values.cloned().collect()
        };
        if common(old, &fresh) != common(new, &known) {
            self.push(ChangeKind::Documentation, site, usage, Sides::default());
        }
    }

    fn variant(&mut self, site: &Site, usage: Usage, old: &Variant, new: &Variant) {
        let at = in_type(site, &old.name);
        if old.name.rust != new.name.rust {
            let sides = Sides::both(&old.name.rust, &new.name.rust);
            self.push(ChangeKind::ValueRenamed, &at, usage, sides);
        }
        if old.description != new.description {
            self.push(ChangeKind::Documentation, &at, usage, Sides::default());
        }
    }
}

/// Returns the variants of an enum by their values.
fn by_value(set: &Enum) -> HashMap<&str, &Variant> {
    let variants = set.variants.iter();
    variants
        .map(|variant| (variant.name.wire.as_str(), variant))
        .collect()
}
