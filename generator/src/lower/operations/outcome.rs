//! Outcomes: the members of a response that state its result, and the members that it has
//! with each result.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Base, Field, FieldPath, Outcome, Presence, Scalar, Sensitivity, Type, TypeId};
use crate::openapi;
use crate::openapi::Document;
use crate::text::source::{Span, Spanned};

use super::outcome_path::resolved;
use super::promises::promises;
use super::statuses::are_statuses_known;
use crate::lower::condition::fragment::Fragments;
use crate::lower::condition::redundant::Redundant;
use crate::lower::parts::Parts;
use crate::lower::table::Table;

/// The lowering of outcomes.
pub struct Outcomes<'a, 'w> {
    /// The documents.
    pub documents: &'a [Document],
    /// The named types. The members that state a result become optional.
    pub types: &'w mut Table<'a>,
    /// The conditions that may be redundant.
    pub redundant: &'w mut Redundant,
    /// The errors so far.
    pub diagnostics: &'w mut Diagnostics,
}

impl Outcomes<'_, '_> {
    /// Lowers `x-outcome` of an operation with this response.
    pub fn outcome(&mut self, outcome: &openapi::Outcome, response: TypeId) -> Option<Outcome> {
        let [status, code, message] = self.result(outcome, response)?;
        self.redact(&message);
        let are_known = self.are_statuses_known(&status, outcome);
        let mut outcome = Outcome {
            status,
            code,
            message,
            success: texts(&outcome.success),
            failure: texts(&outcome.failure),
            unknown: texts(&outcome.unknown),
            success_members: Vec::new(),
            given: Vec::new(),
        };
        self.check_payload(response, &outcome);
        if !are_known {
            return None;
        }
        let mut fragments = Fragments {
            documents: self.documents,
            types: self.types,
            diagnostics: self.diagnostics,
        };
        promises(&mut outcome, response, &mut fragments, self.redundant);
        Some(outcome)
    }

    /// Returns the paths to the status, the code and the message of a result. Their
    /// members become optional.
    fn result(&mut self, outcome: &openapi::Outcome, response: TypeId) -> Option<[FieldPath; 3]> {
        let pointers = [&outcome.status, &outcome.code, &outcome.message];
        let [status, code, message] = pointers.map(|pointer| {
            resolved(
                pointer,
                ("response", response),
                self.documents,
                self.types,
                self.diagnostics,
            )
        });
        let paths = [status?, code?, message?];
        let [_, _, message] = &paths;
        for (path, pointer) in paths.iter().zip(pointers) {
            let report = self
                .refuse_type(path, pointer, path == message)
                .or_else(|| self.refuse_request(path, pointer.span));
            if let Some(report) = report {
                self.diagnostics.push(report);
                return None;
            }
            // A response may lack them; `outcome()` handles that.
            self.make_optional(path);
        }
        Some(paths)
    }

    fn are_statuses_known(&mut self, status: &FieldPath, outcome: &openapi::Outcome) -> bool {
        let field = self.field(status);
        let known = field.map_or_else(Vec::new, |field| self.types.enum_values(&field.value.ty));
        are_statuses_known(&known, outcome, self.diagnostics)
    }

    fn field(&self, path: &FieldPath) -> Option<&Field> {
        let step = path.steps.last()?;
        self.types.structure(step.owner)?.field(step.member)
    }

    /// Returns an error if the member is not a string, or if it is sensitive and not the
    /// message.
    fn refuse_type(
        &self,
        path: &FieldPath,
        pointer: &Spanned<String>,
        is_message: bool,
    ) -> Option<Diagnostic> {
        let field = self.field(path);
        let is_text = field.is_some_and(|field| match field.value.ty {
            Type::Scalar(scalar) => scalar == Scalar::Text,
            Type::Named(_) => {
                let set = self.types.enumeration(&field.value.ty);
                set.is_some_and(|set| set.base() == Base::Text)
            }
            Type::Any | Type::List(_) | Type::Map(_) => false,
        });
        let is_sensitive = field.is_some_and(|field| field.value.sensitive.is_some());
        let text = &pointer.value;
        let (message, help) = if field.is_none() {
            (
                format!("`{text}` is a constant, so it states no result"),
                "remove its `const`, or write the pointer to another member",
            )
        } else if !is_text {
            (
                format!("`{text}` is not a plain string"),
                "use strings without `format` for status, code and message",
            )
        } else if is_sensitive && !is_message {
            (
                format!("`{text}` is sensitive, so it cannot be a status or a code"),
                "remove its `x-sensitive`, or write the pointer to another member",
            )
        } else {
            return None;
        };
        Some(Diagnostic::error(Code::InvalidExtension, pointer.span, message).help(help))
    }

    /// Returns an error if a request uses one of the objects on the path too.
    fn refuse_request(&self, path: &FieldPath, span: Span) -> Option<Diagnostic> {
        let owners = path
            .steps
            .iter()
            .filter_map(|step| self.types.def(step.owner));
        let def = owners.into_iter().find(|def| def.usage.written)?;
        let name = &def.name.wire;
        let message = format!("a request uses `{name}` too, so its members cannot become optional");
        Some(
            Diagnostic::warning(Code::NotSupported, span, message)
                .help("write a separate schema for the result of the response"),
        )
    }

    /// Makes every member on a path optional.
    fn make_optional(&mut self, path: &FieldPath) {
        for step in &path.steps {
            if let Some(field) = self.types.field_mut(*step) {
                field.presence = Presence::Optional;
            }
        }
    }

    /// Hides a text from `Debug`, since its sender may write anything there.
    fn redact(&mut self, path: &FieldPath) {
        let last = path.steps.last();
        if let Some(field) = last.and_then(|step| self.types.field_mut(*step)) {
            field.value.sensitive.get_or_insert(Sensitivity::FreeText);
        }
    }

    /// Reports members of a response that have the name of a part of the result.
    fn check_payload(&mut self, response: TypeId, outcome: &Outcome) {
        let (Some(schema), Some(object)) =
            (self.types.schema(response), self.types.structure(response))
        else {
            return;
        };
        let parts = Parts::of_root(schema, self.documents);
        let fields = object.fields();
        let others = fields.filter(|(member, _)| !outcome.is_result(*member));
        for (_, Field { name, .. }) in others {
            if !["code", "message"].contains(&name.rust.as_str()) {
                continue;
            }
            let message = format!(
                "`{}` gives the Rust name `{}`, which a part of the result has",
                name.wire, name.rust
            );
            let property = parts.property(&name.wire);
            let span = property.map(|property| property.key.span);
            self.diagnostics.push(
                Diagnostic::error(Code::NameCollision, span, message)
                    .help("rename the member with `x-rust-name`"),
            );
        }
    }
}

fn texts(statuses: &[Spanned<String>]) -> Vec<String> {
    statuses.iter().map(|status| status.value.clone()).collect()
}
