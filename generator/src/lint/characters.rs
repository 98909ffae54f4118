//! Characters that do not show, or turn the text around.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, is_hidden};
use crate::load::Loaded;
use crate::source::Span;
use crate::tree::{Node, Value};

pub fn check(files: &[Loaded], diagnostics: &mut Diagnostics) {
    for file in files {
        let mut pending = vec![&file.root];
        while let Some(node) = pending.pop() {
            look(node, diagnostics, &mut pending);
        }
    }
}

fn look<'a>(node: &'a Node, diagnostics: &mut Diagnostics, pending: &mut Vec<&'a Node>) {
    match &node.value {
        Value::String(text) => report(text, node.span, diagnostics),
        Value::Sequence(items) => pending.extend(items),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                report(&entry.key.text, entry.key.span, diagnostics);
                pending.push(&entry.value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn report(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let is_layout = |character: &char| matches!(character, '\n' | '\t');
    let hidden = text.chars().find(|it| is_hidden(*it) && !is_layout(it));
    if let Some(character) = hidden {
        let number = u32::from(character);
        diagnostics.push(
            Diagnostic::warning(
                Code::HiddenCharacter,
                span,
                format!("this text holds U+{number:04X}, which does not show"),
            )
            .help("remove the character"),
        );
    }
}
