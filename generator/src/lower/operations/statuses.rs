//! The status values of an outcome.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::openapi::Outcome;
use crate::text::source::Spanned;

/// Returns whether each status value has one outcome and is among the known values, if
/// there are any; reports the others.
pub fn are_statuses_known(
    known: &[&str],
    outcome: &Outcome,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut are_known = true;
    for status in outcome.statuses() {
        if !known.is_empty() && !known.contains(&status.value.as_str()) {
            diagnostics.push(unknown(status, &outcome.status.value, known));
            are_known = false;
        }
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
                format!("`{text}` has two outcomes"),
                "the other outcome is here",
                "remove it from one of the outcomes",
            )
        };
        diagnostics.push(
            Diagnostic::error(Code::InvalidExtension, repeated.status.span, message)
                .labelled(repeated.first.span, label)
                .help(help),
        );
        are_known = false;
    }
    are_known
}

/// Creates the diagnostic for a value that the status at `pointer` never has.
fn unknown(status: &Spanned<String>, pointer: &str, known: &[&str]) -> Diagnostic {
    let message = format!(
        "`{}` is not a value of the status `{pointer}`",
        status.value
    );
    let report = Diagnostic::error(Code::InvalidExtension, status.span, message);
    match suggestion(&status.value, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help(format!("write one of {}", known.join(", "))),
    }
}
