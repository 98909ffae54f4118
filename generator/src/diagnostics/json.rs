//! Diagnostics for programs: one JSON object per line.
//!
//! Input: the sorted diagnostics and the texts. Output: lines for an editor or a build
//! server. Lines and columns count from 1, columns in characters; bytes count from 0.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::text::source::Source;

use super::diagnostic::{Diagnostic, Level};
use super::report::Report;
use super::visible::is_hidden;

impl Report {
    /// Returns every diagnostic on its own line.
    #[must_use]
    pub fn to_json_lines(&self) -> String {
        let objects = self
            .diagnostics
            .iter()
            .map(|found| self.object(found).to_string());
        objects
            .flat_map(|object| [escaped(&object), "\n".to_owned()])
            .collect()
    }

    fn object(&self, found: &Diagnostic) -> Value {
        let primary = self
            .place(found)
            .map(|span| (span, true, found.label.as_str()));
        let others = found
            .labels
            .iter()
            .map(|label| (label.span, false, label.text.as_str()));
        let spans: Vec<Value> = primary
            .into_iter()
            .chain(others)
            .filter_map(|(span, is_primary, label)| {
                let source = self.sources.get(span.file)?;
                Some(json!({
                    "file": source.path,
                    "primary": is_primary,
                    "label": (!label.is_empty()).then_some(label),
                    "start": place(source, span.range().start),
                    "end": place(source, span.range().end),
                }))
            })
            .collect();
        json!({
            "code": found.code.as_str(),
            "level": match found.level {
                Level::Error => "error",
                Level::Warning => "warning",
            },
            "message": found.message,
            "pointer": self.pointer(found),
            "spans": spans,
            "help": found.help,
        })
    }
}

/// Escapes hidden characters and those that reorder a terminal's text. Outside of strings
/// JSON has no such characters.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text
}

fn place(source: &Source, byte: usize) -> Value {
    let byte = source.boundary(byte);
    let position = source.position(byte);
    json!({"line": position.line, "column": position.column, "byte": byte})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::text::source::Span;

    #[test]
    fn what_does_not_show_is_escaped() {
        let mut report = Report::default();
        let text = "\u{202e}\u{e0041}\u{9b}é";
        report
            .diagnostics
            .push(Diagnostic::warning(Code::Io, None, text));
        let line = report.to_json_lines();
        assert!(line.contains("\\u202e\\udb40\\udc41\\u009bé"), "{line}");
        let value: Value = serde_json::from_str(&line).unwrap_or_default();
        assert_eq!(value["message"], text);
    }

    #[test]
    fn a_finding_is_an_object_on_a_line() {
        let mut report = Report::default();
        let source = Source::new("spec/a.yaml", "é: 1\nOrder:\n  x: 3\n");
        let file = report.sources.add(source);
        report.diagnostics.push(
            Diagnostic::error(Code::UnknownKeyword, Span::new(file, 15..16), "no \"x\"")
                .at("spec/a.yaml#/Order/x")
                .labelled(Span::new(file, 0..2), "é")
                .help("remove it"),
        );
        report
            .diagnostics
            .push(Diagnostic::warning(Code::Io, None, "line\nbreak"));
        let text = report.to_json_lines();
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_default())
            .collect();
        let nowhere = json!({
            "code": "io", "level": "warning", "message": "line\nbreak",
            "pointer": null, "spans": [], "help": [],
        });
        let somewhere = json!({
            "code": "unknown-keyword", "level": "error", "message": "no \"x\"",
            "pointer": "spec/a.yaml#/Order/x",
            "spans": [
                {
                    "file": "spec/a.yaml", "primary": true, "label": null,
                    "start": {"line": 3, "column": 3, "byte": 15},
                    "end": {"line": 3, "column": 4, "byte": 16},
                },
                {
                    "file": "spec/a.yaml", "primary": false, "label": "é",
                    "start": {"line": 1, "column": 1, "byte": 0},
                    "end": {"line": 1, "column": 2, "byte": 2},
                },
            ],
            "help": ["remove it"],
        });
        assert_eq!(lines, [nowhere, somewhere]);
    }
}
