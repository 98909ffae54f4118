//! Fragments of schemas as demands: takes what stands in a `then`, or beside the
//! members of an object, and gives what must hold and when.
//!
//! Each demand has the place that JSON Schema gives to its error: a missing
//! member, a value, or the object whose members do not go together.

use std::mem;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Demand, Test};
use crate::openapi::{Conditional, DependentRequired, Schema};
use crate::source::Span;

use super::simplify::{all, not};
use super::test::is_every_flag;
use super::{Demands, Place};
use crate::lower::Lowering;

impl Lowering<'_, '_> {
    /// Adds what a fragment asks of the value at `place` when a test holds.
    pub fn demands(&mut self, schema: &Schema, place: &Place, when: &Test, demands: &mut Demands) {
        if !self.is_fragment(schema, place) {
            demands.is_faulty = true;
            return;
        }
        self.value_demand(schema, place, when, demands);
        for name in &schema.required {
            let Some(step) = self.step(place, name) else {
                demands.is_faulty = true;
                continue;
            };
            if self.is_optional(step) {
                demands.push(when, Demand::Present(place.path_of(step)), &schema.pointer);
            }
        }
        for property in &schema.properties {
            let Some(step) = self.step(place, &property.name()) else {
                demands.is_faulty = true;
                continue;
            };
            let inner = self.inside(place, step);
            self.demands(&property.schema, &inner, when, demands);
        }
        for part in &schema.all_of {
            self.demands(part, place, when, demands);
        }
        self.relations(schema, place, when, demands);
    }

    /// Adds what a schema asks of members together, when a test holds.
    pub fn relations(
        &mut self,
        schema: &Schema,
        place: &Place,
        when: &Test,
        demands: &mut Demands,
    ) {
        for dependent in &schema.dependent_required {
            self.dependent_demands(dependent, &schema.pointer, place, when, demands);
        }
        if let Some(branches) = &schema.any_of {
            let test = self.any_test(&branches.value, place);
            let found = (branches.span, schema.pointer.clone() + "/anyOf");
            self.hold(test, found, place, when, demands);
        }
        if let Some(branches) = &schema.one_of {
            let test = self.one_test(&branches.value, place);
            let found = (branches.span, schema.pointer.clone() + "/oneOf");
            self.hold(test, found, place, when, demands);
        }
        if let Some(inner) = &schema.not {
            let test = self.test(inner, place).map(not);
            let found = (inner.span, inner.pointer.clone());
            self.hold(test, found, place, when, demands);
        }
        if let Some(conditional) = &schema.conditional {
            self.conditional(conditional, schema, place, when, demands);
        }
    }

    fn value_demand(&mut self, schema: &Schema, place: &Place, when: &Test, demands: &mut Demands) {
        let Some(values) = self.values(schema, place) else {
            return;
        };
        let Some(values) = values else {
            demands.is_faulty = true;
            return;
        };
        match self.fixed(place) {
            Some(fixed) if values.contains(fixed) => {}
            Some(_) => {
                demands.is_faulty = true;
                self.contradiction(schema.span, &schema.pointer);
            }
            None if is_every_flag(&values) => {}
            None => demands.push(when, Demand::OneOf(place.path(), values), &schema.pointer),
        }
    }

    fn dependent_demands(
        &mut self,
        dependent: &DependentRequired,
        pointer: &str,
        place: &Place,
        when: &Test,
        demands: &mut Demands,
    ) {
        let step = self.step(place, &dependent.member);
        let before = demands.count();
        for name in &dependent.required {
            let required = self.step(place, name);
            let (Some(step), Some(required)) = (step, required) else {
                demands.is_faulty = true;
                continue;
            };
            if self.is_optional(required) {
                let present = self.presence(place.path_of(step));
                let when = all(vec![when.clone(), present]);
                demands.push(&when, Demand::Present(place.path_of(required)), pointer);
            }
        }
        let span = dependent.member.span;
        let pointer = format!("{pointer}/dependentRequired/{}", dependent.member.value);
        self.settle(
            span,
            &pointer,
            (before, when),
            "its members are required",
            demands,
        );
    }

    /// Notes whether the demands have grown since there were `before`: if not,
    /// what stands at `span` asks for nothing that does not hold anyway.
    fn settle(
        &mut self,
        span: Span,
        pointer: &str,
        (before, when): (usize, &Test),
        why: &str,
        demands: &mut Demands,
    ) {
        if *when == Test::Never {
            // It stands in a branch that was noted as a whole.
            return;
        }
        if demands.count() > before {
            self.redundant.keep(span);
        } else if !demands.is_faulty {
            let message = format!("this condition asks for nothing: {why} anyway");
            self.redundant.note(span, pointer, &message);
            demands.is_noted = true;
        }
    }

    /// Adds a test that the value at `place` has to pass as a whole.
    fn hold(
        &mut self,
        test: Option<Test>,
        (span, pointer): (Span, String),
        place: &Place,
        when: &Test,
        demands: &mut Demands,
    ) {
        match test {
            Some(Test::Always) => {
                let before = demands.count();
                self.settle(span, &pointer, (before, when), "it holds", demands);
            }
            None => demands.is_faulty = true,
            Some(Test::Never) => {
                demands.is_faulty = true;
                self.contradiction(span, &pointer);
            }
            Some(test) => {
                let demand = Demand::Excluded {
                    at: place.path(),
                    text: self.describe(&test),
                    test: all(vec![self.presence(place.path()), not(test)]),
                };
                demands.push(when, demand, &pointer);
                self.redundant.keep(span);
            }
        }
    }

    fn conditional(
        &mut self,
        conditional: &Conditional,
        schema: &Schema,
        place: &Place,
        when: &Test,
        demands: &mut Demands,
    ) {
        if conditional.then.is_none() && conditional.otherwise.is_none() {
            demands.is_faulty = true;
            self.test(&conditional.when, place);
            self.without_branch(conditional, schema);
            return;
        }
        let before = demands.count();
        let was_faulty = mem::take(&mut demands.is_faulty);
        let was_noted = mem::take(&mut demands.is_noted);
        let test = self.test(&conditional.when, place);
        demands.is_faulty = test.is_none();
        let here = [when.clone(), self.presence(place.path())];
        // What hangs on a test that could not be read is read all the same.
        let (test, opposite) = match test {
            Some(test) => (test.clone(), not(test)),
            None => (Test::Never, Test::Never),
        };
        let branches = [
            (&conditional.then, test),
            (&conditional.otherwise, opposite),
        ];
        for (branch, test) in branches {
            let Some(branch) = branch else {
                continue;
            };
            if test != Test::Never {
                self.redundant.keep(branch.span);
            } else if !demands.is_faulty {
                demands.is_noted = true;
                self.redundant.never(branch.span, &branch.pointer);
            }
            let when = all(here.iter().cloned().chain([test]).collect());
            self.demands(branch, place, &when, demands);
        }
        let branch = match conditional.then {
            Some(_) => "then",
            None => "else",
        };
        let pointer = format!("{}/{branch}", schema.pointer);
        let why = format!("what `{branch}` demands holds");
        if demands.count() > before || !demands.is_noted {
            self.settle(conditional.span, &pointer, (before, when), &why, demands);
        }
        demands.is_faulty |= was_faulty;
        demands.is_noted |= was_noted;
    }

    fn without_branch(&mut self, conditional: &Conditional, schema: &Schema) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidCondition,
                conditional.span,
                "`if` without `then` says nothing",
            )
            .at(format!("{}/if", schema.pointer))
            .help("add the `then` that belongs to it"),
        );
    }
}
