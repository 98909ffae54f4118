//! Markers of an unfinished merge.
//!
//! Input: a text. Output: a diagnostic for each conflict. Lines that begin with such a
//! marker are not valid YAML or JSON, but a parser would report another error, often on
//! another line.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::{FileId, Span};

/// The markers in the order of a conflict, each with its label.
const MARKS: [(&str, &str); 4] = [
    ("<<<<<<<", "one side begins here"),
    ("|||||||", "the common version begins here"),
    ("=======", "the other side begins here"),
    (">>>>>>>", "the conflict ends here"),
];

/// Reports every conflict; returns whether there is one.
pub(super) fn report(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> bool {
    let mut open: Option<(usize, Diagnostic)> = None;
    let mut found = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(file, start..start + MARK_LENGTH);
        start += line.len();
        let Some((order, says)) = mark(line) else {
            continue;
        };
        found = true;
        open = match open.take() {
            // A marker out of order begins the next conflict.
            Some((last, conflict)) if last < order => Some((order, conflict.labelled(span, says))),
            other => {
                diagnostics_of(other, diagnostics);
                Some((order, conflict(span, says)))
            }
        };
    }
    diagnostics_of(open, diagnostics);
    found
}

const MARK_LENGTH: usize = 7;

/// Returns the marker that begins a line; only a space may follow it.
fn mark(line: &str) -> Option<(usize, &'static str)> {
    let is_mark = |mark: &str| {
        line.strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
    };
    let order = MARKS.iter().position(|(mark, _)| is_mark(mark))?;
    MARKS.get(order).map(|(_, says)| (order, *says))
}

fn conflict(span: Span, says: &str) -> Diagnostic {
    Diagnostic::error(Code::YamlSyntax, span, "a merge conflict is not resolved")
        .label(says)
        .help("keep the correct lines of both sides, and remove the markers")
}

fn diagnostics_of(conflict: Option<(usize, Diagnostic)>, diagnostics: &mut Diagnostics) {
    if let Some((_, conflict)) = conflict {
        diagnostics.push(conflict);
    }
}
