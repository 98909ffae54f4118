//! Whether a text is JSON.
//!
//! Input: a text. Output: a diagnostic where it is none. JSON is less than
//! YAML: no trailing commas, no comments, and every string in double quotes.
//! Nothing is built here, and nothing recurses; the tree is then read by the
//! same road as that of YAML, with its bounds.

use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::{FileId, Source, Span};

/// Reports what is not JSON; tells whether the text is.
pub(super) fn check(source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> bool {
    let Err(error) = serde_json::from_str::<&RawValue>(&source.text) else {
        return true;
    };
    if source.text.trim_ascii().is_empty() {
        // The next step says that there is no document.
        return true;
    }
    let line = source.line_range(error.line());
    // The column is that of the last byte that was taken, and a control
    // character is not.
    let taken = usize::from(!is_control(&error));
    let at = (line.start + error.column().saturating_sub(taken)).min(line.end);
    let start = source.boundary(at);
    let rest = source.text.get(start..line.end).unwrap_or_default();
    let width = rest.chars().next().map_or(0, char::len_utf8);
    let (message, help) = explain(&error, rest);
    let span = Span::new(file, start..start + width);
    diagnostics.push(Diagnostic::error(Code::YamlSyntax, span, message).help(help));
    false
}

fn is_control(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("control character")
}

/// What is wrong where `rest` stands, and what to do about it.
fn explain(error: &serde_json::Error, rest: &str) -> (String, &'static str) {
    let text = error.to_string();
    let what = match text.split(" at line ").next().unwrap_or(&text) {
        "key must be a string" | "expected value" if rest.starts_with(['}', ']']) => {
            "trailing comma"
        }
        what => what,
    };
    if error.classify() == Category::Eof {
        let message = "the file ends in the middle of a value";
        return (message.to_owned(), "complete it; was the file cut off?");
    }
    if is_control(error) {
        let message = "a control character or a line break cannot stand in a JSON string";
        return (
            message.to_owned(),
            "write it as an escape, such as \\n or \\u0007",
        );
    }
    if what == "trailing characters" {
        let message = "text after the end of the document";
        return (
            message.to_owned(),
            "remove it, or give it a file of its own",
        );
    }
    let help = "JSON has no comments and no trailing commas, and its strings are in double quotes; name the file *.yaml to write YAML";
    (format!("this is not JSON: {what}"), help)
}
