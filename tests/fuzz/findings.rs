//! What holds for all findings, whatever they are about: their places lie in
//! the texts, and they can be shown, in little space.

use generator::diagnostics::{Code, Report, Style, is_hidden};
use generator::text::source::Span;
use serde_json::Value;

/// What a finding takes in the form for people at most: a few lines of a
/// terminal's width, beside what it quotes.
const DRAWN: usize = 4_000;
/// What a finding takes in the form for programs at most, beside what it
/// quotes.
const TOLD: usize = 2_000;

/// Checks what was found about documents of so many bytes together.
pub fn check(findings: &Report, bytes: usize) {
    for found in findings.diagnostics.iter() {
        assert_ne!(found.code, Code::Internal, "{found:?}");
        let labels = found.labels.iter().map(|label| label.span);
        for span in found.span.into_iter().chain(labels) {
            lies_in_its_text(findings, span);
        }
    }
    // A name that is at fault is quoted by message, pointer and help.
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
    let told = findings.to_json_lines();
    assert_eq!(told.lines().count(), findings.diagnostics.len());
    assert!(
        told.len() <= findings.diagnostics.len() * (TOLD + quoted),
        "{} findings are told in {} bytes",
        findings.diagnostics.len(),
        told.len()
    );
    for line in told.lines() {
        let object: Value = serde_json::from_str(line).expect("a finding is JSON");
        assert!(object["message"].is_string(), "{line}");
    }
}

fn lies_in_its_text(findings: &Report, span: Span) {
    let text = findings.sources.get(span.file).map(|source| &source.text);
    let found = text.and_then(|text| text.get(span.range()));
    assert!(found.is_some(), "{span:?} is no part of its text {text:?}");
}
