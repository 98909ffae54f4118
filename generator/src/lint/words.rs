//! Plain words that readers of YAML 1.1 take for booleans.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::source::Span;

/// <https://yaml.org/type/bool.html>, but for what is a boolean in YAML 1.2 too.
const BOOLEANS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];

pub fn check(files: &[Loaded], diagnostics: &mut Diagnostics) {
    for (text, span) in files.iter().flat_map(|file| file.root.texts()) {
        look(text, span, diagnostics);
    }
}

fn look(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let is_word = BOOLEANS.iter().any(|word| text.eq_ignore_ascii_case(word));
    // A word in quotes takes up more room than itself.
    if !is_word || span.range().len() != text.len() {
        return;
    }
    let is_cased = [text.to_lowercase(), text.to_uppercase(), capitalised(text)];
    if is_cased.iter().any(|form| form == text) {
        diagnostics.push(
            Diagnostic::warning(
                Code::YamlBoolean,
                span,
                format!("readers of YAML 1.1 take `{text}` for a boolean"),
            )
            .help(format!("put it in quotes: \"{text}\"")),
        );
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let rest = characters.map(|character| character.to_ascii_lowercase());
    first.into_iter().chain(rest).collect()
}
