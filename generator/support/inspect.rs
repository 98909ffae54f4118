//! Inspecting a value as a whole: takes a tree of objects, yields violations or
//! advisories with the place of each.
//!
//! The way from the root is a linked list on the stack; it becomes a pointer
//! only for a finding, so that inspecting a valid value allocates nothing.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::date_time::unix_moment;
use super::listed::{Held, Listed, Places, listed};
use super::nearest::nearest;
use super::pointer::{push_index, push_name};
use super::syntax::Moment;
use super::{Advisory, Concern, Extra, Rule, Violation, Violations};

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

    /// An unlisted member of the object here. A name that may be a value is not
    /// shown.
    pub fn unlisted(&'a self, name: &'a str) -> Self {
        self.inner(Step::Member(if is_name(name) {
            name
        } else {
            "[redacted]"
        }))
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

/// The most characters of an unlisted name that shows.
const LONGEST_NAME: usize = 64;

/// Returns whether a text has the form of a name, rather than that of a value
/// which stands in the place of one.
fn is_name(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b"_.-".contains(&b);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= LONGEST_NAME
        && text.bytes().all(is_part)
}

/// A value that can be inspected with all that is in it.
pub trait Inspect {
    /// The properties of an object, in the order of the document.
    const NAMES: &'static [&'static str] = &[];

    /// Those of them that hold objects.
    const HELD: &'static [Held] = &[];

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
    moment: Option<Moment>,
    /// The properties of the message, where members may be in the wrong place.
    root: Listed,
    places: Option<Places>,
    violations: Vec<Violation>,
    advisories: Vec<Advisory>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Violations,
    Advisories,
}

impl Findings {
    /// Findings in a message of a type.
    fn new<T: Inspect>(asked: Asked) -> Self {
        Self {
            asked,
            moment: None,
            root: listed::<T>(),
            places: None,
            violations: Vec::new(),
            advisories: Vec::new(),
        }
    }

    /// Inspects a message.
    fn of<T: Inspect>(mut self, message: &T) -> Self {
        message.inspect(&At::ROOT, &mut self);
        self
    }

    /// Whether violations are asked for.
    pub fn wants_violations(&self) -> bool {
        self.asked == Asked::Violations
    }

    /// The moment from which windows count, where the caller has said.
    pub(super) fn moment(&self) -> Option<Moment> {
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

    /// Reports those of some members that are not there under a condition.
    pub fn all_required_when(
        &mut self,
        at: At<'_>,
        members: &[(&'static str, bool)],
        condition: &'static str,
    ) {
        for &(name, is_there) in members {
            if !is_there {
                self.required_when(at.member(name), condition);
            }
        }
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

    /// Reports unlisted members, each with the place where it may belong.
    pub(super) fn unlisted(&mut self, extra: &Extra, names: &'static [&'static str], at: At<'_>) {
        if !self.wants_advisories() {
            return;
        }
        for (name, _) in extra {
            if names.contains(&name) {
                continue;
            }
            let places = self.places.get_or_insert_with(|| Places::of(self.root));
            let elsewhere = places.find(name).map(Into::into);
            let names = names.iter().copied();
            let nearest = is_name(name).then(|| nearest(name, names)).flatten();
            let concern = Concern::UnlistedMember { nearest, elsewhere };
            self.advisory(at.unlisted(name), concern);
        }
    }

    /// Reports unlisted members that have the name of a listed one.
    pub(super) fn repeated(&mut self, extra: &Extra, names: &'static [&'static str], at: At<'_>) {
        for (name, _) in extra {
            if names.contains(&name) {
                self.violation(at.member(name), Rule::RepeatsMember);
            }
        }
    }

    /// Reports advice that the value does not follow.
    pub fn advise(&mut self, at: At<'_>, text: &'static str) {
        self.advisory(at, Concern::Advice { text });
    }
}

/// Returns everything in the value that breaks a rule.
pub fn violations<T: Inspect>(value: &T) -> Result<(), Violations> {
    let found = Findings::new::<T>(Asked::Violations).of(value);
    Violations::unless_empty(found.violations)
}

/// Returns everything in the value that breaks a rule, windows of time included,
/// which count from `moment`.
pub fn violations_at<T: Inspect>(value: &T, moment: SystemTime) -> Result<(), Violations> {
    let found = Findings {
        moment: Some(unix_moment(moment)),
        ..Findings::new::<T>(Asked::Violations)
    };
    Violations::unless_empty(found.of(value).violations)
}

/// Returns everything in the message that is allowed and may still be refused.
pub fn advisories<T: Inspect>(message: &T) -> Vec<Advisory> {
    let found = Findings::new::<T>(Asked::Advisories);
    found.of(message).advisories
}
