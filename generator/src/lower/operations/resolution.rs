//! `x-inquiry` and `x-resolve`: the calls that find out the outcome of another call.
//!
//! They are lowered last, because they refer to other operations and to states.

use std::ops::RangeInclusive;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{
    FollowUp, Inquiry, Operation, OutcomeKind, Presence, Resolution, SharedId, Struct,
};
use crate::openapi::keyword::Keyword;
use crate::openapi::{self, Document};
use crate::text::pointer::child;
use crate::text::source::Spanned;

use crate::lower::duration::duration;
use crate::lower::parts::Parts;
use crate::lower::pointers::canonical;
use crate::lower::table::Table;

/// The seconds that a pause can have: from one second to one day.
const PAUSES: RangeInclusive<u32> = 1..=86_400;

/// Lowers the inquiries, and then the operations whose outcomes they find out.
pub fn lower(
    documents: &[Document],
    is_whole: bool,
    types: &Table<'_>,
    operations: &mut [Operation],
    diagnostics: &mut Diagnostics,
) {
    let mut lowering = Resolutions {
        documents,
        is_whole,
        types,
        operations,
        diagnostics,
    };
    let all = || documents.iter().flat_map(|document| &document.operations);
    for operation in all() {
        if let Some(entry) = &operation.inquiry {
            lowering.inquiry(operation, entry);
        }
    }
    for operation in all() {
        if let Some(entry) = &operation.resolve {
            lowering.resolution(operation, entry);
        }
    }
}

/// The purpose of a call about another call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Inquiry,
    Cancel,
}

struct Resolutions<'a, 'w> {
    documents: &'a [Document],
    /// True if no file of the specification is missing among the documents.
    is_whole: bool,
    types: &'w Table<'a>,
    operations: &'w mut [Operation],
    diagnostics: &'w mut Diagnostics,
}

impl<'a> Resolutions<'a, '_> {
    fn inquiry(&mut self, operation: &openapi::Operation, entry: &openapi::Inquiry) {
        let Some(position) = self.position(operation) else {
            return;
        };
        let lowered = &self.operations[position];
        if operation.outcome.is_none() || !self.has_state(lowered) {
            let message = "an inquiry needs `x-outcome`, and `x-state` of its response";
            self.diagnostics.push(
                Diagnostic::error(Code::InvalidExtension, entry.span, message)
                    .at(entry.pointer.clone())
                    .help("write both, or remove `x-inquiry`"),
            );
            return;
        }
        let response = lowered.response().and_then(|id| self.types.structure(id));
        let states = response.and_then(|it| it.state.as_ref());
        // A state or an outcome that could not be lowered was reported.
        let (Some(states), Some(outcome)) = (states, &lowered.outcome) else {
            return;
        };
        let names: Vec<&str> = states
            .values
            .iter()
            .map(|it| it.name.wire.as_str())
            .collect();
        let failures = lowered.codes.iter();
        let failures = failures.filter(|it| outcome.kind(&it.status) == Some(OutcomeKind::Failure));
        let failures: Vec<&str> = failures.map(|code| code.name.wire.as_str()).collect();
        let mut inquiry = Inquiry {
            open: Vec::new(),
            not_found: Vec::new(),
            pauses: pauses(entry, self.diagnostics),
        };
        for state in &entry.open {
            match names.iter().position(|name| *name == state.value) {
                Some(found) => inquiry.open.push(found),
                None => self.diagnostics.push(unknown("state", state, &names)),
            }
        }
        for code in &entry.not_found {
            if failures.contains(&code.value.as_str()) {
                inquiry.not_found.push(code.value.clone());
            } else {
                let report = unknown("result code of a failure", code, &failures);
                self.diagnostics.push(report);
            }
        }
        self.operations[position].inquiry = Some(inquiry);
    }

    /// Returns whether the schema of the response has `x-state`.
    fn has_state(&self, operation: &Operation) -> bool {
        let schema = operation.response().and_then(|id| self.types.schema(id));
        let parts = schema.map(|schema| Parts::of_root(schema, self.documents));
        parts.is_some_and(|parts| parts.holder(Keyword::State).is_some())
    }

    fn resolution(&mut self, operation: &openapi::Operation, entry: &openapi::Resolve) {
        let inquiry = self.follow_up(operation, &entry.inquiry, Purpose::Inquiry);
        let cancel = entry.cancel.as_ref();
        let cancel = cancel.map(|cancel| self.follow_up(operation, cancel, Purpose::Cancel));
        let position = self.position(operation);
        if let (Some(position), Some(inquiry)) = (position, inquiry) {
            let cancel = cancel.flatten();
            self.operations[position].resolution = Some(Resolution { inquiry, cancel });
        }
    }

    /// Returns the call about an operation, with the ids that both requests have.
    fn follow_up(
        &mut self,
        operation: &openapi::Operation,
        id: &Spanned<String>,
        purpose: Purpose,
    ) -> Option<FollowUp> {
        let other = self.named(id)?;
        if let Some((message, help)) = unfit(operation, other, purpose) {
            let message = format!("`{}` {message}", id.value);
            let report = Diagnostic::error(Code::InvalidExtension, id.span, message);
            self.diagnostics.push(report.help(help));
            return None;
        }
        // An operation that could not be lowered was reported.
        let (own, other) = (self.position(operation)?, self.position(other)?);
        let (call, follow_up) = (&self.operations[own], &self.operations[other]);
        let requests = (self.request(call)?, self.request(follow_up)?);
        let ids = shared_ids((call, requests.0), (follow_up, requests.1));
        if let Some((message, help)) = incomplete((call, follow_up), requests.1, &ids) {
            let message = format!("`{}` {message}", id.value);
            let report = Diagnostic::error(Code::InvalidExtension, id.span, message);
            self.diagnostics.push(report.help(help));
            return None;
        }
        Some(FollowUp {
            operation: other,
            ids,
        })
    }

    fn request(&self, operation: &Operation) -> Option<&Struct> {
        self.types.structure(operation.request()?)
    }

    /// Returns the operation with an id, or reports that there is no single one.
    fn named(&mut self, id: &Spanned<String>) -> Option<&'a openapi::Operation> {
        let documents = self.documents;
        let all = || documents.iter().flat_map(|document| &document.operations);
        let is_named =
            |it: &&openapi::Operation| it.id.as_ref().is_some_and(|it| it.value == id.value);
        let mut found = all().filter(is_named);
        let report = match (found.next(), found.next()) {
            (Some(operation), None) => return Some(operation),
            (Some(_), Some(_)) => {
                let message = format!("several operations have the id `{}`", id.value);
                Diagnostic::error(Code::InvalidExtension, id.span, message)
                    .help("refer to an operation without products")
            }
            (None, _) if !self.is_whole => return None,
            (None, _) => {
                let names = all().filter_map(|it| it.id.as_ref());
                let names: Vec<&str> = names.map(|name| name.value.as_str()).collect();
                unknown("operation", id, &names)
            }
        };
        self.diagnostics.push(report);
        None
    }

    /// Returns the position of an operation, unless it could not be lowered.
    fn position(&self, operation: &openapi::Operation) -> Option<usize> {
        let origin = canonical(&operation.pointer);
        let mut operations = self.operations.iter();
        operations.position(|lowered| lowered.origin == origin)
    }
}

/// Returns the seconds before each inquiry.
fn pauses(entry: &openapi::Inquiry, diagnostics: &mut Diagnostics) -> Vec<u32> {
    let pointer = child(&entry.pointer, "pauses");
    let pauses = entry.pauses.iter().filter_map(|pause| {
        let seconds = duration(pause, pointer.clone(), diagnostics)?;
        let seconds = u32::try_from(seconds).ok();
        let seconds = seconds.filter(|seconds| PAUSES.contains(seconds));
        if seconds.is_none() {
            let message = format!("`{}` is too short or too long for a pause", pause.value);
            diagnostics.push(
                Diagnostic::error(Code::InvalidExtension, pause.span, message)
                    .at(pointer.clone())
                    .help("write a duration from `PT1S` to `P1D`"),
            );
        }
        seconds
    });
    pauses.collect()
}

/// Returns the position of an id in the members of a request.
fn id_named(wire: &str, operation: &Operation, request: &Struct) -> Option<usize> {
    let mut ids = operation.ids.iter().map(|id| id.request);
    ids.find(|id| request.field(*id).is_some_and(|it| it.name.wire == wire))
}

/// Returns the reason why an operation cannot find out the outcome of another, and a help.
fn unfit(
    call: &openapi::Operation,
    other: &openapi::Operation,
    purpose: Purpose,
) -> Option<(&'static str, &'static str)> {
    if purpose == Purpose::Inquiry && other.inquiry.is_none() {
        Some(("has no `x-inquiry`", "write it at that operation"))
    } else if call.outcome.is_none() || other.outcome.is_none() {
        let message = "or this operation has no `x-outcome`";
        Some((message, "write it at both operations"))
    } else {
        None
    }
}

/// Returns the reason why a call about another cannot be made from these ids, and a help.
fn incomplete(
    (call, follow_up): (&Operation, &Operation),
    request: &Struct,
    ids: &[SharedId],
) -> Option<(String, &'static str)> {
    if call.signed_by.is_none() || follow_up.signed_by.is_none() {
        return Some((
            "or this operation is not signed, so no client sends it".to_owned(),
            "write a `security` with `x-signature` for both",
        ));
    }
    if ids.is_empty() {
        return Some((
            "has no id of this operation".to_owned(),
            "list a required member of this request in `x-ids` of both operations",
        ));
    }
    let is_given = |member: usize| ids.iter().any(|id| id.of_follow_up == member);
    let mut missing = request
        .fields()
        .filter(|(position, field)| field.presence == Presence::Required && !is_given(*position));
    let (_, field) = missing.next()?;
    let wire = &field.name.wire;
    Some((
        format!("requires `{wire}`, which is not an id of both operations"),
        "refer to an operation that requires the ids of this one only",
    ))
}

/// Returns the ids that a request always has and that another request can have.
fn shared_ids(
    (call, own): (&Operation, &Struct),
    (follow_up, others): (&Operation, &Struct),
) -> Vec<SharedId> {
    let ids = call.ids.iter().filter_map(|id| {
        let field = own.field(id.request)?;
        let is_given = field.presence == Presence::Required;
        let found = id_named(&field.name.wire, follow_up, others);
        Some(SharedId {
            of_call: id.request,
            of_follow_up: found.filter(|_| is_given)?,
        })
    });
    ids.collect()
}

/// Creates the error for a name that nothing has.
fn unknown(what: &str, name: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let message = format!("there is no {what} `{}`", name.value);
    let report = Diagnostic::error(Code::InvalidExtension, name.span, message);
    match suggestion(&name.value, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help(format!("write the name of a {what}")),
    }
}
