//! `x-idempotency` and `x-resends`: the handling of repeated requests, and the repetition of
//! notifications.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{IdMember, Idempotency, Operation};
use crate::openapi;
use crate::text::source::{Span, Spanned};

use super::outcome_path::resolved;
use crate::lower::duration::duration;
use crate::lower::types::value::Values;

/// Lowers `x-idempotency` of an operation whose ids and result codes are lowered.
pub fn idempotency(
    operation: &openapi::Operation,
    lowered: &Operation,
    values: &mut Values<'_, '_>,
) -> Option<Idempotency> {
    let entry = operation.idempotency.as_ref()?;
    let request = lowered.request()?;
    let key = key(&entry.key, lowered, values);
    let compare = entry.compare.iter().filter_map(|pointer| {
        let within = ("request", request);
        resolved(
            pointer,
            within,
            values.documents,
            values.types,
            values.diagnostics,
        )
    });
    let compare: Vec<_> = compare.collect();
    check_conflict(entry.conflict.as_ref(), lowered, values.diagnostics);
    Some(Idempotency {
        key: key?,
        compare,
        conflict: entry.conflict.as_ref().map(|code| code.value.clone()),
    })
}

/// Returns the id that `key` names.
fn key(
    name: &Spanned<String>,
    lowered: &Operation,
    values: &mut Values<'_, '_>,
) -> Option<IdMember> {
    let object = values.types.structure(lowered.request()?)?;
    let mut ids = lowered.ids.iter().copied();
    let wire = |id: &IdMember| object.members.get(id.request).map(|it| &it.name().wire);
    let found = ids.find(|id| wire(id) == Some(&name.value));
    if found.is_none() {
        let message = format!("`{}` is not an id of the request", name.value);
        values.diagnostics.push(
            Diagnostic::error(Code::InvalidExtension, name.span, message)
                .help("write a name of `x-ids`"),
        );
    }
    found
}

/// Reports a result code that the operation does not have.
fn check_conflict(
    code: Option<&Spanned<String>>,
    lowered: &Operation,
    diagnostics: &mut Diagnostics,
) {
    let known = || lowered.codes.iter().map(|code| code.name.wire.as_str());
    let Some(code) = code.filter(|code| known().all(|known| known != code.value)) else {
        return;
    };
    let message = format!("`{}` is not a result code of the operation", code.value);
    let report = Diagnostic::error(Code::InvalidExtension, code.span, message);
    diagnostics.push(match suggestion(&code.value, known()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("add it to `x-result-codes`"),
    });
}

/// Lowers `x-resends` of a webhook.
pub fn resends(webhook: &openapi::Operation, diagnostics: &mut Diagnostics) -> Vec<u64> {
    let pointer = format!("{}/x-resends", webhook.pointer);
    let delays = webhook
        .resends
        .iter()
        .enumerate()
        .filter_map(|(at, delay)| {
            let seconds = duration(delay, format!("{pointer}/{at}"), diagnostics)?;
            let seconds = u64::try_from(seconds).ok();
            if seconds.is_none() {
                let message = format!("`{}` is before the notification", delay.value);
                diagnostics.push(
                    Diagnostic::error(Code::InvalidExtension, delay.span, message)
                        .help("remove the sign"),
                );
            }
            seconds
        });
    delays.collect()
}

/// Reports `x-resends` of an operation, which nothing sends again.
pub fn refuse_resends(operation: &openapi::Operation, diagnostics: &mut Diagnostics) {
    if let Some(delay) = operation.resends.first() {
        refuse("x-resends", delay.span, "webhooks", diagnostics);
    }
}

/// Reports `x-idempotency` of a webhook, whose request the API makes.
pub fn refuse_idempotency(webhook: &openapi::Operation, diagnostics: &mut Diagnostics) {
    if let Some(idempotency) = &webhook.idempotency {
        refuse(
            "x-idempotency",
            idempotency.key.span,
            "operations",
            diagnostics,
        );
    }
}

fn refuse(keyword: &str, span: Span, of: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{keyword}` is for {of} only");
    diagnostics.push(
        Diagnostic::error(Code::InvalidExtension, span, message)
            .help(format!("remove `{keyword}`")),
    );
}
