//! The variants of enums.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, Variant};
use crate::names::{self, NameKind};
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
    let wished: HashSet<String> = items
        .iter()
        .filter_map(|item| names::variant_name(&item.value.value).ok())
        .collect();
    let mut known: HashMap<&str, Span> = HashMap::new();
    let mut variants = Vec::new();
    for item in items {
        let (wire, span) = (item.value.value.as_str(), item.value.span);
        if let Some(&first) = known.get(wire) {
            let message = format!("`{wire}` is listed twice");
            diagnostics.push(
                Diagnostic::warning(Code::InvalidValue, span, message)
                    .at(pointer)
                    .labelled(first, "first listed here")
                    .help("remove one of them"),
            );
            continue;
        }
        known.insert(wire, span);
        let chosen = item.rust_name.as_ref().or_else(|| names.get(wire).copied());
        let mut name = naming::variant_name(wire, span, chosen, diagnostics);
        if let Some(first) = taken.find([&name.rust]) {
            let wish = name.rust.clone();
            let mut number = 2;
            while taken.find([&name.rust]).is_some() || wished.contains(&name.rust) {
                name.rust = format!("{wish}{number}");
                number += 1;
            }
            diagnostics.push(collision(&name, &wish, (span, first)).at(pointer));
        }
        // The name is free.
        let _ = taken.claim(&name.rust, span);
        variants.push(Variant {
            name,
            description: item.description.clone().unwrap_or_default(),
        });
    }
    variants
}

fn collision(name: &Name, wish: &str, (span, first): (Span, Span)) -> Diagnostic {
    let Name { wire, rust } = name;
    let message =
        format!("`{wire}` and another value both give the variant `{wish}`: it becomes `{rust}`");
    naming::derived(span, message, NameKind::Variant).labelled(first, "the other value is here")
}
