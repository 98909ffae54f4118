//! The inspection of a tree of objects for violations or advisories.

use std::collections::BTreeMap;
use std::time::SystemTime;

use crate::support::convert::unix_moment;
use crate::support::syntax::Moment;

use super::advisory::Advisory;
use super::at::At;
use super::findings::{Asked, Findings};
use super::object_types::{Held, Listed};
use super::violation::Violations;

/// A value that can be inspected with everything in it.
pub trait Inspect {
    /// The properties of an object, in the order of the document.
    const NAMES: &'static [&'static str] = &[];

    /// The properties that hold objects.
    const HELD: &'static [Held] = &[];

    /// Reports the findings in the value at this place.
    fn inspect(&self, at: &At<'_>, found: &mut Findings);
}

impl<T: Inspect> Inspect for Option<T> {
    fn inspect(&self, at: &At<'_>, found: &mut Findings) {
        if let Some(value) = self {
            value.inspect(at, found);
        }
    }
}

impl<T: Inspect> Inspect for Box<T> {
    fn inspect(&self, at: &At<'_>, found: &mut Findings) {
        (**self).inspect(at, found);
    }
}

impl<T: Inspect> Inspect for Vec<T> {
    fn inspect(&self, at: &At<'_>, found: &mut Findings) {
        for (index, item) in self.iter().enumerate() {
            item.inspect(&at.index(index), found);
        }
    }
}

impl<T: Inspect> Inspect for BTreeMap<String, T> {
    fn inspect(&self, at: &At<'_>, found: &mut Findings) {
        for (key, value) in self {
            value.inspect(&at.key(key), found);
        }
    }
}

/// Returns the properties of a type.
pub fn listed<T: Inspect>() -> Listed {
    Listed::new(T::NAMES, T::HELD)
}

impl Findings {
    /// Inspects the content of the value at this place.
    ///
    /// The name differs from `inspect`, which is a method of `Option` in the
    /// standard library.
    pub fn inside<T: Inspect>(&mut self, at: At<'_>, value: &T) {
        value.inspect(&at, self);
    }
}

/// Inspects a message.
fn inspected<T: Inspect>(message: &T, asked: Asked, moment: Option<Moment>) -> Findings {
    let mut found = Findings::new(asked, moment, listed::<T>());
    message.inspect(&At::ROOT, &mut found);
    found
}

/// Returns all violations in the value, without those of time windows.
pub fn violations<T: Inspect>(value: &T) -> Result<(), Violations> {
    let found = inspected(value, Asked::Violations, None);
    Violations::unless_empty(found.violations)
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
