//! Checks that hold for all findings: their places are in the texts, and they can be
//! shown in bounded space.

use generator::diagnostics::{Code, Report, Style, is_hidden};
use generator::text::source::Span;
use serde_json::Value;

/// The maximum size of a finding in the form for people, apart from its quotations: a few
/// lines of a terminal.
const DRAWN: usize = 4_000;
/// The maximum size of a finding in the form for programs, apart from its quotations.
const TOLD: usize = 2_000;

/// Checks the findings about documents with this total size.
pub fn check(findings: &Report, bytes: usize) {
    for found in findings.diagnostics.iter() {
        assert_ne!(found.code, Code::Internal, "{found:?}");
        let labels = found.labels.iter().map(|label| label.span);
        for span in found.span.into_iter().chain(labels) {
            lies_in_its_text(findings, span);
        }
    }
    // The message, the pointer and the help quote a wrong name.
    let quoted = 20 * bytes;
    for style in [Style::Plain, Style::Colour] {
        let drawn = findings.render(style);
        assert_eq!(drawn.is_empty(), findings.diagnostics.is_empty());
        assert!(
            drawn.len() <= 51 * (DRAWN + quoted),
            "{} bytes are drawn",
            drawn.len()
        );
        if style == Style::Plain {
            let hidden = drawn.chars().find(|char| *char != '\n' && is_hidden(*char));
            assert_eq!(hidden, None, "{drawn:?}");
        }
    }
    let json = findings.to_json_lines();
    assert_eq!(json.lines().count(), findings.diagnostics.len());
    assert!(
        json.len() <= findings.diagnostics.len() * (TOLD + quoted),
        "{} findings take {} bytes",
        findings.diagnostics.len(),
        json.len()
    );
    for line in json.lines() {
        let object: Value = serde_json::from_str(line).expect("a finding is JSON");
        assert!(object["message"].is_string(), "{line}");
    }
}

fn lies_in_its_text(findings: &Report, span: Span) {
    let text = findings.sources.get(span.file).map(|source| &source.text);
    let found = text.and_then(|text| text.get(span.range()));
    assert!(found.is_some(), "{span:?} is no part of its text {text:?}");
}
