//! The inspection of one value: its place, and the findings to which it reports.

use super::advisory::Concern;
use super::at::At;
use super::findings::Findings;
use super::object_types::Names;
use super::violation::Rule;

/// The inspection of a value at its place.
///
/// A report names a member by the path to it.
pub struct Inspection<'a> {
    pub(super) at: At<'a>,
    /// The properties of the value, if it is an object.
    pub(super) names: Names,
    pub(super) found: &'a mut Findings,
}

impl Inspection<'_> {
    /// Returns the inspection of a member of the object.
    pub fn of_member<'a>(&'a mut self, name: &'a str) -> Inspection<'a> {
        Inspection {
            at: self.at.member(name),
            names: self.names,
            found: self.found,
        }
    }

    /// Returns the inspection of a parameter of the request.
    pub fn of_parameter<'a>(&'a mut self, name: &'a str) -> Inspection<'a> {
        Inspection {
            at: self.at.parameter(name),
            names: self.names,
            found: self.found,
        }
    }

    /// Returns the inspection of an entry of the map.
    pub fn of_key<'a>(&'a mut self, key: &'a str) -> Inspection<'a> {
        Inspection {
            at: self.at.key(key),
            names: self.names,
            found: self.found,
        }
    }

    /// Returns the inspection of a member that no documentation lists.
    pub fn of_unlisted<'a>(&'a mut self, name: &'a str) -> Inspection<'a> {
        Inspection {
            at: self.at.unlisted(name),
            names: self.names,
            found: self.found,
        }
    }

    /// Returns the inspection of an item of the list.
    pub fn of_item(&mut self, index: usize) -> Inspection<'_> {
        Inspection {
            at: self.at.index(index),
            names: self.names,
            found: self.found,
        }
    }

    /// Reports a member that is missing although it must be written.
    pub fn demanded(&mut self, name: &'static str, is_there: bool) {
        if !is_there {
            self.violation(&[name], Rule::Required);
        }
    }

    /// Advises against a member that would be written although it is only read.
    pub fn read_only(&mut self, name: &'static str, is_there: bool) {
        if is_there {
            self.found.advisory(self.at.member(name), Concern::ReadOnly);
        }
    }

    /// Reports a member that is missing under a condition.
    pub fn required_when(&mut self, path: &[&str], condition: &'static str) {
        self.violation(path, Rule::RequiredWhen { condition });
    }

    /// Reports those of the given members that are missing under a condition.
    pub fn all_required_when(&mut self, members: &[(&'static str, bool)], condition: &'static str) {
        for &(name, is_there) in members {
            if !is_there {
                self.required_when(&[name], condition);
            }
        }
    }

    /// Reports a member whose value is not allowed under a condition.
    pub fn value_when(
        &mut self,
        path: &[&str],
        allowed: &'static [&'static str],
        condition: &'static str,
    ) {
        self.violation(path, Rule::ValueWhen { allowed, condition });
    }

    /// Reports a relation between members that is not met.
    pub fn relation(
        &mut self,
        path: &[&str],
        demand: &'static str,
        condition: Option<&'static str>,
    ) {
        self.violation(path, Rule::Relation { demand, condition });
    }

    /// Reports advice that the value does not follow.
    pub fn advise(&mut self, path: &[&str], text: &'static str) {
        match path {
            [] => self.found.advisory(self.at, Concern::Advice { text }),
            [name, rest @ ..] => self.of_member(name).advise(rest, text),
        }
    }

    /// Reports a rule that the inspected value breaks.
    pub(in crate::support) fn report(&mut self, rule: Rule) {
        self.violation(&[], rule);
    }

    fn violation(&mut self, path: &[&str], rule: Rule) {
        match path {
            [] => self.found.violation(self.at, rule),
            [name, rest @ ..] => self.of_member(name).violation(rest, rule),
        }
    }
}
