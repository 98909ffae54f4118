//! The variants of enums.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, Variant};
use crate::openapi::EnumItem;
use crate::text::source::{Span, Spanned};

use crate::lower::naming;
use crate::lower::taken_names::TakenNames;

/// Returns the variants of an enum. `names` are the chosen Rust names of values, and
/// `pointer` leads to the list.
pub fn variants(
    items: &[EnumItem],
    names: &HashMap<&str, &Spanned<String>>,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Variant> {
    let mut taken = TakenNames::default();
    let mut known: HashMap<&str, Span> = HashMap::new();
    let mut variants = Vec::new();
    for item in items {
        let (wire, span) = (item.value.value.as_str(), item.value.span);
        if let Some(&first) = known.get(wire) {
            let message = format!("`{wire}` is listed twice");
            diagnostics.push(
                Diagnostic::error(Code::InvalidValue, span, message)
                    .at(pointer)
                    .labelled(first, "first listed here")
                    .help("remove one of them"),
            );
            continue;
        }
        known.insert(wire, span);
        let chosen = item.rust_name.as_ref().or_else(|| names.get(wire).copied());
        let Some(name) = naming::variant_name(wire, span, chosen, diagnostics) else {
            continue;
        };
        if let Err(known) = taken.claim(&name.rust, span) {
            diagnostics.push(collision(&name, span, known).at(pointer));
        }
        variants.push(Variant {
            name,
            description: item.description.clone().unwrap_or_default(),
        });
    }
    variants
}

fn collision(Name { wire, rust }: &Name, span: Span, known: Span) -> Diagnostic {
    let message = format!("`{wire}` and another value both give the variant `{rust}`");
    Diagnostic::error(Code::NameCollision, span, message)
        .labelled(known, "the other value is here")
        .help("rename one of them beside the list: `x-rust-names: {VALUE: Name}`")
}
