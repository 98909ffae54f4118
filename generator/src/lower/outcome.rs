//! Outcomes: where a response states its result, and what a success carries.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{
    Demand, Field, FieldPath, Given, Literal, Member, Outcome, Presence, Sensitivity, Test, Type,
    TypeId,
};
use crate::openapi::{self, Schema, Spanned};

use super::Lowering;
use super::condition::{Demands, Place};
use super::parts::Parts;

impl Lowering<'_, '_> {
    pub fn outcome(
        &mut self,
        operation: &openapi::Operation,
        response: Option<TypeId>,
    ) -> Option<Outcome> {
        let outcome = operation.outcome.as_ref()?;
        let response = response?;
        let status = self.pointer_path(&outcome.status, response);
        let code = self.pointer_path(&outcome.code, response);
        let message = self.pointer_path(&outcome.message, response);
        let (status, code, message) = (status?, code?, message?);
        for (path, span) in [
            (&status, outcome.status.span),
            (&code, outcome.code.span),
            (&message, outcome.message.span),
        ] {
            let is_hidden = self.is_sensitive(path) && *path != message;
            if is_hidden || !self.is_text(path) {
                self.diagnostics.push(
                    Diagnostic::error(Code::InvalidExtension, span, "this member is not a string")
                        .help("status, code and message are strings, and `x-sensitive` is none of a status or a code"),
                );
                return None;
            }
            if let Some(step) = path.steps.iter().find(|step| self.is_requested(step.owner)) {
                let name = self
                    .types
                    .get(step.owner.0)
                    .and_then(|slot| slot.def.as_ref());
                let name = name.map_or("", |def| def.name.wire.as_str());
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        span,
                        format!(
                            "a request uses `{name}` too, so its members cannot be read leniently"
                        ),
                    )
                    .help("give the response a schema of its own for its result"),
                );
                return None;
            }
            // An answer may lack them; `outcome()` tells what that means.
            self.make_optional(path);
        }
        self.redact(&message);
        let are_known = self.check_statuses(&status, outcome);
        self.check_payload(response, &[&status, &code, &message]);
        if !are_known {
            return None;
        }
        let texts = |statuses: &[Spanned<String>]| -> Vec<String> {
            let texts = statuses.iter().map(|status| status.value.clone());
            texts.collect()
        };
        let success = texts(&outcome.success);
        let mut outcome = Outcome {
            status,
            code,
            message,
            success,
            failure: texts(&outcome.failure),
            unknown: texts(&outcome.unknown),
            success_members: Vec::new(),
            given: Vec::new(),
        };
        self.promises(&mut outcome, response);
        Some(outcome)
    }

    pub fn is_requested(&self, id: TypeId) -> bool {
        let def = self.types.get(id.0).and_then(|slot| slot.def.as_ref());
        def.is_some_and(|def| def.usage.request)
    }

    /// What a success carries beside the members of the response has names too.
    pub fn check_payload(&mut self, response: TypeId, result: &[&FieldPath]) {
        let Some(slot) = self.types.get(response.0) else {
            return;
        };
        let parts = Parts::of_root(slot.schema, self.documents);
        let Some(object) = self.lowered(response) else {
            return;
        };
        let is_result = |member: usize| {
            let mut first = result.iter().filter_map(|path| path.steps.first());
            first.any(|step| step.member == member)
        };
        let clashing = object
            .fields()
            .filter(|(member, field)| {
                !is_result(*member) && ["code", "message"].contains(&field.name.rust.as_str())
            })
            .map(|(_, field)| field.name.clone());
        for name in clashing.collect::<Vec<_>>() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NameCollision,
                    parts.place_of(&name.wire),
                    format!(
                        "`{}` would be called `{}`, as a part of the result already is",
                        name.wire, name.rust
                    ),
                )
                .help("give the member another name with `x-rust-name`"),
            );
        }
    }

    /// The field at the end of a way.
    fn field_at(&self, path: &FieldPath) -> Option<&Field> {
        let step = path.steps.last()?;
        self.lowered(step.owner)?.field(step.member)
    }

    pub fn is_text(&self, path: &FieldPath) -> bool {
        self.field_at(path)
            .is_some_and(|field| match field.value.ty {
                Type::Text => true,
                Type::Named(id) => self.lowered(id).is_none(),
                _ => false,
            })
    }

    fn is_sensitive(&self, path: &FieldPath) -> bool {
        self.field_at(path)
            .is_some_and(|field| field.value.sensitive.is_some())
    }

    /// Keeps a text out of `Debug`: nobody knows what its sender writes there.
    fn redact(&mut self, path: &FieldPath) {
        let Some(last) = path.steps.last() else {
            return;
        };
        let object = self.lowered_mut(last.owner);
        if let Some(Member::Field(field)) =
            object.and_then(|object| object.members.get_mut(last.member))
        {
            field.value.sensitive.get_or_insert(Sensitivity::FreeText);
        }
    }

    pub fn make_optional(&mut self, path: &FieldPath) {
        for step in &path.steps {
            let object = self.lowered_mut(step.owner);
            if let Some(Member::Field(field)) =
                object.and_then(|object| object.members.get_mut(step.member))
            {
                field.presence = Presence::Optional;
            }
        }
    }

    /// Tells whether the three outcomes have known status values of their own.
    fn check_statuses(&mut self, path: &FieldPath, outcome: &openapi::Outcome) -> bool {
        let before = self.diagnostics.len();
        for value in outcome.statuses() {
            self.check_status(path, value);
        }
        for repeated in outcome.repeated() {
            let text = &repeated.status.value;
            let (message, label, help) = if repeated.same_outcome {
                (
                    format!("`{text}` is listed twice"),
                    "first listed here",
                    "remove one of them",
                )
            } else {
                (
                    format!("`{text}` cannot mean two outcomes"),
                    "it means another one here",
                    "give each outcome status values of its own",
                )
            };
            self.diagnostics.push(
                Diagnostic::error(Code::InvalidExtension, repeated.status.span, message)
                    .labelled(repeated.first.span, label)
                    .help(help),
            );
        }
        self.diagnostics.len() == before
    }

    /// Where the status is a set of strings, it knows this one.
    fn check_status(&mut self, path: &FieldPath, value: &Spanned<String>) {
        let field = self.field_at(path);
        let known = field.map_or_else(Vec::new, |field| self.known_values(&field.value.ty));
        if !known.is_empty() && !known.contains(&value.value.as_str()) {
            let report = Diagnostic::error(
                Code::InvalidExtension,
                value.span,
                format!("the status is never `{}`", value.value),
            );
            let report = match suggestion(&value.value, known.iter().copied()) {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help(format!("the known values are {}", known.join(", "))),
            };
            self.diagnostics.push(report);
        }
    }

    /// Adds what the conditions of the response promise for a status.
    fn promises(&mut self, outcome: &mut Outcome, response: TypeId) {
        let Some(schema) = self.types.get(response.0).map(|slot| slot.schema) else {
            return;
        };
        let parts = Parts::of_root(schema, self.documents);
        for schema in &parts.schemas {
            let mut demands = Demands::default();
            let place = Place::root(response);
            self.relations(schema, &place, &Test::Always, &mut demands);
            if demands.is_faulty() {
                continue;
            }
            for group in demands.into_groups() {
                let tested = tested(&group.when, outcome);
                let (Some(tested), Some(members)) = (tested, promised(&group.then)) else {
                    self.no_promise(schema, outcome);
                    break;
                };
                promise(outcome, tested, &members);
            }
        }
        outcome.success_members.sort_unstable();
        outcome.success_members.dedup();
    }

    /// Reports a condition on a response that promises no members for a status.
    fn no_promise(&mut self, schema: &Schema, outcome: &Outcome) {
        let known = outcome.meanings().map(|(status, _)| format!("`{status}`"));
        let known = known.collect::<Vec<_>>().join(", ");
        let conditional = schema.conditional.as_ref();
        self.diagnostics.push(
            Diagnostic::error(
                Code::NotSupported,
                conditional.map_or(schema.span, |conditional| conditional.span),
                "a condition on a response says which members it has with some status, and nothing else",
            )
            .at(format!("{}/if", schema.pointer))
            .help(format!("test in `if` that the status is present and one of {known}, and list members in `then: {{required: […]}}`")),
        );
    }
}

/// Returns the status values for which a test holds, if it tests nothing else and
/// each of them means an outcome.
fn tested(test: &Test, outcome: &Outcome) -> Option<Vec<String>> {
    let Test::OneOf(path, values) = test else {
        return None;
    };
    let statuses = values.iter().map(|value| match value {
        Literal::Text(status) => outcome.kind(status).map(|_| status.clone()),
        Literal::Boolean(_) | Literal::Integer(_) => None,
    });
    (*path == outcome.status).then_some(())?;
    statuses.collect()
}

/// Adds members that a response has with these status values. A success has them if
/// each status that means success is among the values.
fn promise(outcome: &mut Outcome, mut statuses: Vec<String>, members: &[usize]) {
    if outcome.success.iter().all(|known| statuses.contains(known)) {
        outcome.success_members.extend(members);
        statuses.retain(|status| !outcome.success.contains(status));
    }
    if statuses.is_empty() {
        return;
    }
    outcome.given.extend(members.iter().map(|&member| Given {
        member,
        statuses: statuses.clone(),
    }));
}

/// The response's own members that the demands want to be there, if they want
/// nothing else.
fn promised(demands: &[Demand]) -> Option<Vec<usize>> {
    let members = demands.iter().map(|demand| match demand {
        Demand::Present(FieldPath { steps }) => match steps.as_slice() {
            [step] => Some(step.member),
            _ => None,
        },
        Demand::OneOf(..) | Demand::Excluded { .. } => None,
    });
    members.collect()
}
