//! Fragments of schemas as demands: takes what stands in a `then`, or beside the
//! members of an object, and gives what must hold and when.
//!
//! Each demand has the place that JSON Schema gives to its error: a missing
//! member, a value, or the object whose members do not go together.

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
    }

    /// Adds a test that the value at `place` has to pass as a whole. One that
    /// it always passes asks for nothing: a shared base may be looser than the
    /// object that is made from it.
    fn hold(
        &mut self,
        test: Option<Test>,
        (span, pointer): (Span, String),
        place: &Place,
        when: &Test,
        demands: &mut Demands,
    ) {
        match test {
            Some(Test::Always) => {}
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
        let was_faulty = std::mem::take(&mut demands.is_faulty);
        let test = self.test(&conditional.when, place);
        demands.is_faulty = test.is_none();
        let here = [when.clone(), self.presence(place.path())];
        let test = test.unwrap_or(Test::Always);
        let branches = [
            (&conditional.then, test.clone()),
            (&conditional.otherwise, not(test)),
        ];
        for (branch, test) in branches {
            let Some(branch) = branch else {
                continue;
            };
            if test == Test::Never && !demands.is_faulty {
                demands.is_faulty = true;
                self.never_applies(branch);
            }
            let when = all(here.iter().cloned().chain([test]).collect());
            self.demands(branch, place, &when, demands);
        }
        if demands.count() == before && !demands.is_faulty {
            self.asks_for_nothing(conditional, schema);
        }
        demands.is_faulty |= was_faulty;
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

    /// Reports a branch whose test a fixed value decides against it.
    fn never_applies(&mut self, branch: &Schema) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidCondition,
                branch.span,
                "this never applies: a fixed value decides its `if`",
            )
            .at(branch.pointer.clone())
            .help("remove the branch, or correct the value that `if` names"),
        );
    }

    fn asks_for_nothing(&mut self, conditional: &Conditional, schema: &Schema) {
        let branch = match conditional.then {
            Some(_) => "then",
            None => "else",
        };
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidCondition,
                conditional.span,
                "this condition asks for nothing that is not required anyway",
            )
            .at(format!("{}/{branch}", schema.pointer))
            .help(format!(
                "say in `{branch}` which optional members must be there"
            )),
        );
    }
}
