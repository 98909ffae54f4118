//! Warns about placeholders of a skeleton that are still there.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::text::source::{Sources, Span};

/// The mark in a comment, followed by what to write.
const COMMENT: &str = "# FILL IN:";
/// The mark in a path or an address, which cannot contain spaces.
const VALUE: &str = "FILL-IN";

pub fn check(files: &[Loaded], sources: &Sources, diagnostics: &mut Diagnostics) {
    for file in files {
        if !file.is_json() {
            comments(file, sources, diagnostics);
        }
        for (text, span) in file.root.texts() {
            if text.contains(VALUE) {
                report(
                    span,
                    format!("`{text}` is a placeholder"),
                    help(text),
                    diagnostics,
                );
            }
        }
    }
}

/// Reports each comment with the mark. The comment lines below it belong to it.
fn comments(file: &Loaded, sources: &Sources, diagnostics: &mut Diagnostics) {
    let Some(source) = sources.get(file.file) else {
        return;
    };
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut start = 0;
    let mut is_open = false;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if let Some(wanted) = text.strip_prefix(COMMENT) {
            let span = Span::new(file.file, at..at + text.len());
            found.push((span, wanted.trim().to_owned()));
            is_open = true;
        } else if let (true, Some(more), Some((_, wanted))) =
            (is_open, text.strip_prefix('#'), found.last_mut())
        {
            wanted.extend([" ", more.trim()]);
        } else {
            is_open = false;
        }
    }
    for (span, wanted) in found {
        let help = format!("fill this in, and remove the comment: {wanted}");
        report(
            span,
            "this placeholder is not filled in".to_owned(),
            &help,
            diagnostics,
        );
    }
}

fn help(text: &str) -> &'static str {
    if text.starts_with('/') {
        "write the path as the page gives it, without the base path of the servers"
    } else if text.contains("://") {
        "write the address of the page, or remove `externalDocs` if there is none"
    } else {
        "write the text that belongs here"
    }
}

fn report(span: Span, message: String, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::warning(Code::NotFilledIn, span, message).help(help));
}
