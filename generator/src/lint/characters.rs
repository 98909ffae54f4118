//! Warns about characters that are invisible or change the direction of text.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, is_hidden};
use crate::load::Loaded;
use crate::text::source::Span;

pub fn check(files: &[Loaded], diagnostics: &mut Diagnostics) {
    for (text, span) in files.iter().flat_map(|file| file.root.texts()) {
        look(text, span, diagnostics);
    }
}

fn look(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let hidden = text.char_indices().find(|(at, character)| {
        let is_layout = match character {
            '\n' | '\t' => true,
            // Lines of Windows end with both.
            '\r' => text.get(at + 1..).is_some_and(|it| it.starts_with('\n')),
            _ => false,
        };
        is_hidden(*character) && !is_layout
    });
    if let Some((_, character)) = hidden {
        let number = u32::from(character);
        diagnostics.push(
            Diagnostic::warning(
                Code::HiddenCharacter,
                span,
                format!("this text contains the invisible character `U+{number:04X}`"),
            )
            .help("remove the character"),
        );
    }
}
