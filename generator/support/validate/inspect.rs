//! The inspection of a tree of objects for violations or advisories.

use std::collections::BTreeMap;
use std::time::SystemTime;

use crate::support::convert::unix_moment;
use crate::support::syntax::Moment;
use crate::support::value::Sensitive;

use super::advisory::Advisory;
use super::at::At;
use super::findings::{Asked, Findings};
use super::inspection::Inspection;
use super::object_types::{Held, Listed, Names, Objects};
use super::violation::Violations;

/// A value that can be inspected with everything in it.
pub trait Inspect {
    /// The properties of an object, in the order of the document. For a list or a map,
    /// those of its items.
    const NAMES: Names = &[];

    /// The properties that hold objects.
    const HELD: Objects = &[];

    /// Reports the findings in the value.
    fn inspect(&self, found: &mut Inspection<'_>);
}

impl<T: Inspect> Inspect for Option<T> {
    const NAMES: Names = T::NAMES;

    fn inspect(&self, found: &mut Inspection<'_>) {
        if let Some(value) = self {
            value.inspect(found);
        }
    }
}

impl<T: Inspect> Inspect for Box<T> {
    const NAMES: Names = T::NAMES;

    fn inspect(&self, found: &mut Inspection<'_>) {
        (**self).inspect(found);
    }
}

impl<T: Inspect> Inspect for Sensitive<T> {
    const NAMES: Names = T::NAMES;

    fn inspect(&self, found: &mut Inspection<'_>) {
        self.expose().inspect(found);
    }
}

impl<T: Inspect> Inspect for Vec<T> {
    const NAMES: Names = T::NAMES;

    fn inspect(&self, found: &mut Inspection<'_>) {
        for (index, item) in self.iter().enumerate() {
            item.inspect(&mut found.of_item(index));
        }
    }
}

impl<T: Inspect> Inspect for BTreeMap<String, T> {
    const NAMES: Names = T::NAMES;

    fn inspect(&self, found: &mut Inspection<'_>) {
        for (key, value) in self {
            value.inspect(&mut found.of_key(key));
        }
    }
}

/// Returns the properties of a type.
fn listed<T: Inspect>() -> Listed {
    Listed::new(T::NAMES, T::HELD)
}

/// Creates the entry of a property that holds an object.
pub const fn held<T: Inspect>(name: &'static str) -> Held {
    Held::Object(name, listed::<T>)
}

/// Creates the entry of a property that holds objects in a list or a map.
pub const fn held_items<T: Inspect>(name: &'static str) -> Held {
    Held::Items(name, listed::<T>)
}

impl Inspection<'_> {
    /// Inspects the content of a member of the object.
    pub fn inside<T: Inspect>(&mut self, name: &str, value: &T) -> &mut Self {
        self.of_member(name).within(value);
        self
    }

    /// Inspects the content of the value.
    ///
    /// The name differs from `inspect`, which is a method of `Option` in the
    /// standard library.
    pub fn within<T: Inspect>(&mut self, value: &T) {
        value.inspect(&mut Inspection {
            at: self.at,
            names: T::NAMES,
            found: self.found,
        });
    }
}

/// Inspects a message.
fn inspected<T: Inspect>(message: &T, asked: Asked, moment: Option<Moment>) -> Findings {
    let mut found = Findings::new(asked, moment, listed::<T>());
    message.inspect(&mut Inspection {
        at: At::ROOT,
        names: T::NAMES,
        found: &mut found,
    });
    found
}

/// Returns all violations in the value, without those of time windows.
pub fn violations<T: Inspect>(value: &T) -> Result<(), Violations> {
    let found = inspected(value, Asked::Violations, None);
    Violations::unless_empty(found.violations)
}

/// Returns the value, or all violations in it.
pub fn validated<T: Inspect>(value: T) -> Result<T, Violations> {
    violations(&value)?;
    Ok(value)
}

/// Returns all violations in the value, including those of time windows that start
/// at `moment`.
pub fn violations_at<T: Inspect>(value: &T, moment: SystemTime) -> Result<(), Violations> {
    let found = inspected(value, Asked::Violations, Some(unix_moment(moment)));
    Violations::unless_empty(found.violations)
}

/// Returns all advisories for the message.
pub fn advisories<T: Inspect>(message: &T) -> Vec<Advisory> {
    inspected(message, Asked::Advisories, None).advisories
}
