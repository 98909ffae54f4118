//! A syntax check of JSON.
//!
//! Input: a text. Output: a diagnostic if it is not JSON, which has no comments, no
//! trailing commas and only double quotes. The check allocates nothing and does not
//! recurse; the tree is then built within its bounds.

use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::{FileId, Source, Span};

/// Reports text that is not JSON; returns whether it is JSON.
pub fn check(source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> bool {
    let Err(error) = serde_json::from_str::<&RawValue>(&source.text) else {
        return true;
    };
    if source.text.trim_ascii().is_empty() {
        // The YAML parser reports that there is no document.
        return true;
    }
    let line = source.line_range(error.line());
    // The column is that of the last accepted byte, and a control character is not
    // accepted.
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

/// Returns the message and the help for an error at the beginning of `rest`.
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
        return (
            message.to_owned(),
            "complete the value; the file may have been cut off",
        );
    }
    if is_control(error) {
        let message = "a JSON string cannot contain a control character or a line break";
        return (
            message.to_owned(),
            "write an escape, such as \\n or \\u0007",
        );
    }
    if what == "trailing characters" {
        let message = "text after the end of the document";
        return (message.to_owned(), "remove it, or move it to its own file");
    }
    let help = "remove comments and trailing commas and use double quotes, or rename the file to *.yaml to write YAML";
    (format!("this is not JSON: {what}"), help)
}
