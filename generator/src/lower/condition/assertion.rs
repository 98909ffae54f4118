//! Fragments as demands: the contents of `then`, or the keywords of an object that relate
//! its members.
//!
//! Each demand has the position that JSON Schema gives to its error: a missing member, a
//! value, or the object whose members contradict each other.

use std::mem;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Demand, Test, TypeId};
use crate::openapi::{Conditional, DependentRequired, Schema};
use crate::text::source::Span;

use super::demands::Demands;
use super::fragment::{Fragments, listed};
use super::literals::are_both_flags;
use super::redundant::Redundant;
use super::simplify::{all, not};
use super::value_path::{ValuePath, presence};
use super::wording::describe;
use crate::lower::asserted::Part;

/// The reader of fragments as demands.
pub struct Assertions<'a, 'w, 'f> {
    fragments: &'f mut Fragments<'a, 'w>,
    redundant: &'f mut Redundant,
    demands: &'f mut Demands,
}

/// The value that a fragment describes, and the test that its demands depend on.
#[derive(Clone, Copy)]
pub struct Premise<'s> {
    /// The value.
    pub value: &'s ValuePath,
    /// The test.
    pub when: &'s Test,
}

impl<'a, 'w, 'f> Assertions<'a, 'w, 'f> {
    /// Creates a reader that adds to `demands`.
    pub fn new(
        fragments: &'f mut Fragments<'a, 'w>,
        redundant: &'f mut Redundant,
        demands: &'f mut Demands,
    ) -> Self {
        Self {
            fragments,
            redundant,
            demands,
        }
    }

    /// Adds the demands of a schema that relate the members of its object, among them those of
    /// these lists of alternatives. Others are types.
    pub fn relations_of(&mut self, schema: &Schema, object: TypeId, lists: &[Part]) {
        let premise = Premise {
            value: &ValuePath::root(object),
            when: &Test::Always,
        };
        self.alternatives(schema, lists, premise);
        self.relations(schema, premise);
    }

    /// Adds the demands of a fragment.
    pub fn fragment(&mut self, schema: &Schema, premise: Premise<'_>) {
        if !self.fragments.fits(schema, premise.value) {
            self.demands.marks.is_faulty = true;
            return;
        }
        self.values(schema, premise);
        for name in &schema.required {
            let Some(step) = self.fragments.step(premise.value, name) else {
                self.demands.marks.is_faulty = true;
                continue;
            };
            if self.fragments.types.is_optional(step) {
                let demand = Demand::Present(premise.value.fields_to(step));
                self.demands.push(premise.when, demand, &schema.pointer);
            }
        }
        for property in &schema.properties {
            let Some(step) = self.fragments.step(premise.value, &property.name()) else {
                self.demands.marks.is_faulty = true;
                continue;
            };
            let value = &premise.value.inside(step, self.fragments.types);
            self.fragment(&property.schema, Premise { value, ..premise });
        }
        for part in &schema.all_of {
            self.fragment(part, premise);
        }
        self.alternatives(schema, &[Part::AnyOf, Part::OneOf], premise);
        self.relations(schema, premise);
    }

    fn alternatives(&mut self, schema: &Schema, lists: &[Part], premise: Premise<'_>) {
        let any = schema.any_of.as_ref();
        if let Some(branches) = any.filter(|_| lists.contains(&Part::AnyOf)) {
            let test = self.fragments.any_test(&branches.value, premise.value);
            let pointer = format!("{}/anyOf", schema.pointer);
            self.hold(test, branches.span, &pointer, premise);
        }
        let one = schema.one_of.as_ref();
        if let Some(branches) = one.filter(|_| lists.contains(&Part::OneOf)) {
            let test = self.fragments.one_test(&branches.value, premise.value);
            let pointer = format!("{}/oneOf", schema.pointer);
            self.hold(test, branches.span, &pointer, premise);
        }
    }

    fn relations(&mut self, schema: &Schema, premise: Premise<'_>) {
        for dependent in &schema.rare().dependent_required {
            self.dependent(dependent, &schema.pointer, premise);
        }
        if let Some(inner) = &schema.not {
            let test = self.fragments.test(inner, premise.value).map(not);
            self.hold(test, inner.span, &inner.pointer, premise);
        }
        if let Some(conditional) = &schema.conditional {
            self.conditional(conditional, schema, premise);
        }
    }

    /// Adds the demand that a value is one of the values of a fragment.
    fn values(&mut self, schema: &Schema, premise: Premise<'_>) {
        let Some(nodes) = listed(schema) else {
            return;
        };
        let Some(literals) = self.fragments.literals(nodes, schema, premise.value) else {
            self.demands.marks.is_faulty = true;
            return;
        };
        match premise.value.constant(self.fragments.types) {
            Some(constant) if literals.contains(constant) => {}
            Some(_) => self.contradiction(schema.span, &schema.pointer),
            None if are_both_flags(&literals) => {}
            None => {
                let demand = Demand::OneOf(premise.value.fields(), literals);
                self.demands.push(premise.when, demand, &schema.pointer);
            }
        }
    }

    fn dependent(&mut self, dependent: &DependentRequired, pointer: &str, premise: Premise<'_>) {
        let step = self.fragments.step(premise.value, &dependent.member);
        let before = self.demands.count();
        for name in &dependent.required {
            let required = self.fragments.step(premise.value, name);
            let (Some(step), Some(required)) = (step, required) else {
                self.demands.marks.is_faulty = true;
                continue;
            };
            let types = self.fragments.types;
            if types.is_optional(required) {
                let present = presence(premise.value.fields_to(step), types);
                let when = all(vec![premise.when.clone(), present]);
                let demand = Demand::Present(premise.value.fields_to(required));
                self.demands.push(&when, demand, pointer);
            }
        }
        let span = dependent.member.span;
        let pointer = format!("{pointer}/dependentRequired/{}", dependent.member.value);
        self.note_if_redundant(
            span,
            &pointer,
            (before, premise.when),
            "its members are always required",
        );
    }

    /// Marks the condition at `span` as redundant, unless there are more demands than
    /// `before`.
    fn note_if_redundant(
        &mut self,
        span: Span,
        pointer: &str,
        (before, when): (usize, &Test),
        why: &str,
    ) {
        if *when == Test::Never {
            // The enclosing branch was marked as a whole.
            return;
        }
        if self.demands.count() > before {
            self.redundant.keep(span);
        } else if !self.demands.marks.is_faulty {
            let message = format!("this condition has no effect: {why}");
            self.redundant.note(span, pointer, &message);
            self.demands.marks.is_noted = true;
        }
    }

    /// Adds the demand that a test holds.
    fn hold(&mut self, test: Option<Test>, span: Span, pointer: &str, premise: Premise<'_>) {
        match test {
            Some(Test::Always) => {
                let before = self.demands.count();
                self.note_if_redundant(span, pointer, (before, premise.when), "it always holds");
            }
            None => self.demands.marks.is_faulty = true,
            Some(Test::Never) => self.contradiction(span, pointer),
            Some(test) => {
                let types = self.fragments.types;
                let at = premise.value.fields();
                let demand = Demand::Excluded {
                    text: describe(&test, types),
                    test: all(vec![presence(at.clone(), types), not(test)]),
                    at,
                };
                self.demands.push(premise.when, demand, pointer);
                self.redundant.keep(span);
            }
        }
    }

    fn conditional(&mut self, conditional: &Conditional, schema: &Schema, premise: Premise<'_>) {
        let name = match (&conditional.then, &conditional.otherwise) {
            (Some(_), _) => "then",
            (None, Some(_)) => "else",
            (None, None) => {
                self.fragments.test(&conditional.when, premise.value);
                self.without_branch(conditional, schema);
                return;
            }
        };
        let before = self.demands.count();
        let outer = mem::take(&mut self.demands.marks);
        let test = self.fragments.test(&conditional.when, premise.value);
        self.demands.marks.is_faulty = test.is_none();
        self.branches(conditional, test, premise);
        if self.demands.count() > before || !self.demands.marks.is_noted {
            let pointer = format!("{}/{name}", schema.pointer);
            let why = format!("the demands of `{name}` always hold");
            self.note_if_redundant(conditional.span, &pointer, (before, premise.when), &why);
        }
        self.demands.marks = self.demands.marks.or(outer);
    }

    /// Adds the demands of `then` and `else`.
    fn branches(&mut self, conditional: &Conditional, test: Option<Test>, premise: Premise<'_>) {
        // Branches are read even if the test could not be, to find their errors.
        let (test, opposite) = match test {
            Some(test) => (test.clone(), not(test)),
            None => (Test::Never, Test::Never),
        };
        let present = presence(premise.value.fields(), self.fragments.types);
        let branches = [
            (&conditional.then, test, false),
            (&conditional.otherwise, opposite, true),
        ];
        for (branch, test, is_else) in branches {
            let Some(branch) = branch else {
                continue;
            };
            if test != Test::Never {
                self.redundant.keep(branch.span);
            } else if !self.demands.marks.is_faulty {
                self.demands.marks.is_noted = true;
                let (span, pointer) = (conditional.span, &conditional.when.pointer);
                if is_else {
                    self.redundant.never_else(branch.span, span, pointer);
                } else {
                    self.redundant.never(branch.span, span, pointer);
                }
            }
            let when = &all(vec![premise.when.clone(), present.clone(), test]);
            self.fragment(branch, Premise { when, ..premise });
        }
    }

    fn without_branch(&mut self, conditional: &Conditional, schema: &Schema) {
        self.demands.marks.is_faulty = true;
        self.fragments.diagnostics.push(
            Diagnostic::warning(
                Code::InvalidCondition,
                conditional.span,
                "`if` has no effect without `then`",
            )
            .at(format!("{}/if", schema.pointer))
            .help("add `then`"),
        );
    }

    /// Reports a condition that a constant contradicts.
    fn contradiction(&mut self, span: Span, pointer: &str) {
        self.demands.marks.is_faulty = true;
        self.fragments.diagnostics.push(
            Diagnostic::warning(
                Code::InvalidCondition,
                span,
                "this condition never holds: it contradicts a constant",
            )
            .at(pointer)
            .help("remove the condition, or correct its value"),
        );
    }
}
