//! Marks that an unfinished merge left in a text.
//!
//! Input: a text. Output: a diagnostic for each conflict. A line that begins
//! with such a mark cannot stand in YAML or JSON, but a parser would complain
//! of something else, and often of another line.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::{FileId, Span};

/// What the lines begin with, in their order, and what they mean.
const MARKS: [(&str, &str); 4] = [
    ("<<<<<<<", "one side begins here"),
    ("|||||||", "what both began with"),
    ("=======", "the other side begins here"),
    (">>>>>>>", "and ends here"),
];

/// Reports every conflict; tells whether there is one.
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
            // A mark that does not go on with the conflict begins the next one.
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

/// Which mark a line begins with: nothing may follow it but a space.
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
        .help("keep what is right of the two sides, and remove the lines with the marks")
}

fn diagnostics_of(conflict: Option<(usize, Diagnostic)>, diagnostics: &mut Diagnostics) {
    if let Some((_, conflict)) = conflict {
        diagnostics.push(conflict);
    }
}
