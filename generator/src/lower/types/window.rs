//! Windows of time, whose ends are ISO 8601 durations.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Window;
use crate::openapi::keyword::Keyword;

use crate::lower::duration::duration;
use crate::lower::parts::Parts;

/// Returns the window of a date and time.
pub fn window(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Option<Window> {
    let mut schemas = parts.schemas.iter();
    let window = schemas.find_map(|schema| schema.extensions().window.as_ref())?;
    let pointer = parts.pointer_to(Keyword::Window);
    let mut end = |text, name| {
        let pointer = format!("{pointer}/{name}");
        duration(text, pointer, diagnostics)
    };
    let after = end(&window.after, "after");
    let before = end(&window.before, "before");
    let (after, before) = (after?, before?);
    let format = parts.format().map(|format| format.value.as_str());
    let report = if format != Some("date-time") {
        Diagnostic::error(
            Code::InvalidExtension,
            window.span,
            "`x-window` requires a string with `format: date-time`",
        )
        .help("add `format: date-time`, or remove the window")
    } else if after > before {
        Diagnostic::warning(
            Code::InvalidLimit,
            window.span,
            "the window ends before it begins",
        )
        .help("write the earliest distance as `after` and the latest as `before`")
    } else {
        return Some(Window {
            after,
            before,
            from: window.from.clone(),
        });
    };
    diagnostics.push(report.at(pointer));
    None
}
