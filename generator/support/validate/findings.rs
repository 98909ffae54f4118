//! The findings of an inspection: violations or advisories, each with its place.

use crate::support::extra::Extra;
use crate::support::syntax::Moment;

use super::advisory::{Advisory, Concern};
use super::at::{At, is_name};
use super::nearest::nearest;
use super::object_types::{Listed, Names, ObjectTypes};
use super::violation::{Rule, Violation};

/// The findings of an inspection: either violations or advisories.
pub struct Findings {
    asked: Asked,
    moment: Option<Moment>,
    /// The properties of the message, for members in the wrong place.
    root: Listed,
    object_types: Option<ObjectTypes>,
    pub(super) violations: Vec<Violation>,
    pub(super) advisories: Vec<Advisory>,
}

/// The kind of findings that an inspection collects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Violations,
    Advisories,
}

impl Findings {
    /// Creates empty findings for a message with these properties. Time windows
    /// start at `moment`, and are not checked without it.
    pub(super) fn new(asked: Asked, moment: Option<Moment>, root: Listed) -> Self {
        Self {
            asked,
            moment,
            root,
            object_types: None,
            violations: Vec::new(),
            advisories: Vec::new(),
        }
    }

    /// Returns whether violations are collected.
    pub fn wants_violations(&self) -> bool {
        self.asked == Asked::Violations
    }

    /// Returns the start of time windows, if the caller gave one.
    pub(super) fn moment(&self) -> Option<Moment> {
        self.moment
    }

    /// Returns whether advisories are collected.
    pub fn wants_advisories(&self) -> bool {
        self.asked == Asked::Advisories
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

    /// Reports unlisted members, each with the place where the member may belong.
    pub(super) fn unlisted(&mut self, extra: &Extra, names: Names, at: At<'_>) {
        if !self.wants_advisories() {
            return;
        }
        for name in extra.names() {
            if names.contains(&name) {
                continue;
            }
            let types = self
                .object_types
                .get_or_insert_with(|| ObjectTypes::of(self.root));
            let elsewhere = types.find(name).map(Into::into);
            let names = names.iter().copied();
            let nearest = is_name(name).then(|| nearest(name, names)).flatten();
            let concern = Concern::UnlistedMember { nearest, elsewhere };
            self.advisory(at.unlisted(name), concern);
        }
    }

    /// Reports a text that is probably a misspelling of a known one.
    pub(super) fn misspelt(&mut self, text: &str, known: &'static [&'static str], at: At<'_>) {
        if !self.wants_advisories() {
            return;
        }
        if let Some(nearest) = nearest(text, known.iter().copied()) {
            self.advisory(at, Concern::Misspelt { nearest });
        }
    }

    /// Reports unlisted members that have the name of a listed one.
    pub(super) fn repeated(&mut self, extra: &Extra, names: Names, at: At<'_>) {
        for name in extra.names() {
            if names.contains(&name) {
                self.violation(at.member(name), Rule::RepeatsMember);
            }
        }
    }
}
