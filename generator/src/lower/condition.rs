//! Conditions: what holds between the members of an object.
//!
//! `if`, `not`, `anyOf` and `dependentRequired` become [`Test`]s and
//! [`Demand`]s with JSON Schema's exact meaning: a property that is not
//! required is tested only where it is present. Tests on fixed members are
//! decided here and now.

mod demand;
mod place;
mod redundant;
mod simplify;
mod test;

use crate::describe::describe;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Advisory, Demand, ObjectRule, Role, Test, TypeId};
use crate::openapi::Schema;
use crate::source::Span;

use super::parts::Parts;
use super::{Lowering, canonical};
pub use place::Place;
pub use redundant::Redundant;

/// What a condition asks for: each demand with the test that it depends on.
#[derive(Default)]
pub struct Demands {
    groups: Vec<Group>,
    /// Whether a part of the condition could not be read. That was reported
    /// where it was found, and once for all the types that share the condition.
    is_faulty: bool,
    /// A part of the condition was noted to ask for nothing.
    is_noted: bool,
}

/// Demands that depend on the same test.
pub struct Group {
    /// The test.
    pub when: Test,
    /// The demands.
    pub then: Vec<Demand>,
    /// The pointer to the schema that asks for the first of them.
    pub origin: String,
}

impl Demands {
    /// Adds a demand; what depends on the same test stays together, and what
    /// depends on one that never holds is none.
    fn push(&mut self, when: &Test, demand: Demand, origin: &str) {
        if *when == Test::Never {
            return;
        }
        match self.groups.last_mut() {
            Some(last) if last.when == *when => last.then.push(demand),
            _ => self.groups.push(Group {
                when: when.clone(),
                then: vec![demand],
                origin: origin.to_owned(),
            }),
        }
    }

    /// The demands by their tests, in the order in which they are written.
    pub fn into_groups(self) -> Vec<Group> {
        self.groups
    }

    /// Whether a part of the condition could not be read.
    pub fn is_faulty(&self) -> bool {
        self.is_faulty
    }

    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.then.len()).sum()
    }
}

impl<'a> Lowering<'a, '_> {
    /// Lowers what relates members to each other, in every object.
    pub fn lower_relations(&mut self) {
        self.check_type_names();
        let objects: Vec<(TypeId, &'a Schema)> = (0..self.types.len())
            .map(TypeId)
            .filter(|&id| self.lowered(id).is_some())
            .filter_map(|id| Some((id, self.types.get(id.0)?.schema)))
            .collect();
        for (id, schema) in objects {
            let parts = Parts::of_root(schema, self.documents);
            let is_response = self
                .lowered(id)
                .is_some_and(|object| matches!(object.role, Role::Response(_)));
            let mut demands = Demands::default();
            let mut advisories = Vec::new();
            for schema in &parts.schemas {
                // What a response promises by its status belongs to the outcome.
                if !is_response {
                    self.relations(schema, &Place::root(id), &Test::Always, &mut demands);
                }
                advisories.extend(self.advisories(schema, id));
            }
            let rules = self.object_rules(demands);
            if let Some(object) = self.lowered_mut(id) {
                object.rules = rules;
                object.advisories = advisories;
            }
        }
    }

    fn object_rules(&self, demands: Demands) -> Vec<ObjectRule> {
        let groups = demands.into_groups().into_iter();
        let rules = groups.map(|group| ObjectRule {
            text: self.describe(&group.when),
            when: group.when,
            then: group.then,
            origin: canonical(&group.origin),
        });
        rules.collect()
    }

    fn advisories(&mut self, schema: &Schema, owner: TypeId) -> Vec<Advisory> {
        let place = Place::root(owner);
        let mut advisories = Vec::new();
        for advisory in &schema.extensions().advisories {
            let when = match &advisory.when {
                Some(when) => self.test(when, &place),
                None => Some(Test::Always),
            };
            if let (Some(test), Some(when)) = (&when, &advisory.when) {
                if *test == Test::Never {
                    self.redundant.never(when.span, &when.pointer);
                } else {
                    self.redundant.keep(when.span);
                }
            }
            // What hangs on a test that could not be read is read all the same.
            let mut demands = Demands::default();
            let test = when.as_ref().unwrap_or(&Test::Never);
            self.demands(&advisory.then, &place, test, &mut demands);
            if demands.count() > 0 {
                self.redundant.keep(advisory.span);
            } else if !demands.is_faulty && !demands.is_noted && *test != Test::Never {
                let message = "this advisory asks for nothing that does not hold anyway";
                let pointer = &advisory.then.pointer;
                self.redundant.note(advisory.span, pointer, message);
            }
            let groups = demands.into_groups().into_iter();
            advisories.extend(groups.map(|group| Advisory {
                when: group.when,
                then: group.then,
                text: advisory.text.clone(),
                origin: canonical(&group.origin),
            }));
        }
        advisories
    }

    /// A test in words.
    pub fn describe(&self, test: &Test) -> String {
        describe(test, &|path| {
            let members = path.steps.iter().filter_map(|step| self.member_of(*step));
            let names: Vec<&str> = members.map(|member| member.name().wire.as_str()).collect();
            names.join(".")
        })
    }

    /// Reports a condition that a fixed value contradicts.
    fn contradiction(&mut self, span: Span, pointer: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidCondition,
                span,
                "this can never hold: it contradicts a fixed value",
            )
            .at(pointer)
            .help("remove the condition, or correct the value that it names"),
        );
    }
}
