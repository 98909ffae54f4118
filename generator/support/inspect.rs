//! Inspecting a value as a whole: takes a tree of objects, yields violations or
//! advisories with the place of each.
//!
//! The way from the root is a linked list on the stack; it becomes a pointer
//! only for a finding, so that inspecting a valid value allocates nothing.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::pointer::{push_index, push_name};
use super::{Advisory, Concern, Rule, Violation, Violations};

/// A place in a value, as the way to it from the root.
#[derive(Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The value as a whole.
    pub const ROOT: At<'static> = At {
        parent: None,
        step: Step::Root,
    };

    /// A member of the object here.
    pub fn member(&'a self, name: &'a str) -> Self {
        self.inner(Step::Member(name))
    }

    /// An entry of the map here.
    pub fn key(&'a self, key: &'a str) -> Self {
        self.inner(Step::Member(key))
    }

    /// An item of the list here.
    pub fn index(&'a self, index: usize) -> Self {
        self.inner(Step::Index(index))
    }

    /// The JSON pointer (RFC 6901) of the place.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    fn inner(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step,
        }
    }

    fn write(&self, pointer: &mut String) {
        if let Some(parent) = self.parent {
            parent.write(pointer);
        }
        match self.step {
            Step::Root => {}
            Step::Member(name) => push_name(pointer, name),
            Step::Index(index) => push_index(pointer, index),
        }
    }
}

/// A value that can be inspected with all that is in it.
pub trait Inspect {
    /// Reports what is found in the value at this place.
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

/// What an inspection has found so far; it collects only what was asked for.
pub struct Findings {
    asked: Asked,
    moment: Option<i64>,
    violations: Vec<Violation>,
    advisories: Vec<Advisory>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Violations,
    Advisories,
}

impl Findings {
    fn of<T: Inspect + ?Sized>(value: &T, asked: Asked, moment: Option<i64>) -> Self {
        let mut found = Self {
            asked,
            moment,
            violations: Vec::new(),
            advisories: Vec::new(),
        };
        value.inspect(&At::ROOT, &mut found);
        found
    }

    /// Whether violations are asked for.
    pub fn wants_violations(&self) -> bool {
        self.asked == Asked::Violations
    }

    /// The moment from which windows count, in seconds since 1970-01-01T00:00:00Z,
    /// where the caller has said.
    pub fn moment(&self) -> Option<i64> {
        self.moment
    }

    /// Whether advisories are asked for.
    pub fn wants_advisories(&self) -> bool {
        self.asked == Asked::Advisories
    }

    /// Inspects what is in the value at this place.
    ///
    /// For a field that is an `Option`, `field.inspect(…)` would be the
    /// standard library's method of that name.
    pub fn inside<T: Inspect>(&mut self, at: At<'_>, value: &T) {
        value.inspect(&at, self);
    }

    /// Reports a broken rule.
    pub fn violation(&mut self, at: At<'_>, rule: Rule) {
        if self.wants_violations() {
            self.violations.push(Violation::new(at.pointer(), rule));
        }
    }

    /// Reports a concern.
    pub fn advisory(&mut self, at: At<'_>, concern: Concern) {
        if self.wants_advisories() {
            self.advisories.push(Advisory::new(at.pointer(), concern));
        }
    }

    /// Reports a member that is missing under a condition.
    pub fn required_when(&mut self, at: At<'_>, condition: &'static str) {
        self.violation(at, Rule::RequiredWhen { condition });
    }

    /// Reports a member whose value is not allowed under a condition.
    pub fn value_when(
        &mut self,
        at: At<'_>,
        allowed: &'static [&'static str],
        condition: &'static str,
    ) {
        self.violation(at, Rule::ValueWhen { allowed, condition });
    }

    /// Reports members that do not go together.
    pub fn relation(&mut self, at: At<'_>, demand: &'static str, condition: Option<&'static str>) {
        self.violation(at, Rule::Relation { demand, condition });
    }

    /// Reports advice that the value does not follow.
    pub fn advise(&mut self, at: At<'_>, text: &'static str) {
        self.advisory(at, Concern::Advice { text });
    }
}

/// Everything in the value that breaks a rule.
pub fn violations<T: Inspect + ?Sized>(value: &T) -> Result<(), Violations> {
    Violations::unless_empty(Findings::of(value, Asked::Violations, None).violations)
}

/// Everything in the value that breaks a rule, windows of time included, which
/// count from `moment`.
pub fn violations_at<T: Inspect + ?Sized>(value: &T, moment: SystemTime) -> Result<(), Violations> {
    let moment = unix_seconds(moment);
    Violations::unless_empty(Findings::of(value, Asked::Violations, Some(moment)).violations)
}

/// Seconds since 1970-01-01T00:00:00Z, rounded down.
fn unix_seconds(moment: SystemTime) -> i64 {
    let seconds = |whole: u64| i64::try_from(whole).unwrap_or(i64::MAX);
    match moment.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => seconds(after.as_secs()),
        Err(error) => {
            let before = error.duration();
            -seconds(before.as_secs()) - i64::from(before.subsec_nanos() > 0)
        }
    }
}

/// Everything in the value that is allowed and may still be refused.
pub fn advisories<T: Inspect + ?Sized>(value: &T) -> Vec<Advisory> {
    Findings::of(value, Asked::Advisories, None).advisories
}
