//! Warns about unions whose values have to be tried.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Shape, Union, UnionKind};
use crate::plan;
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (id, def) in api.reachable() {
        let Shape::Union(union) = &def.shape else {
            continue;
        };
        // A program chooses what it sends, and nobody reads it.
        if union.kind != UnionKind::Json {
            continue;
        }
        let choice = plan::choice(api, id, union);
        let mut tried = choice.tried();
        let mut seen = HashSet::new();
        tried.retain(|&variant| seen.insert(variant));
        if tried.is_empty() {
            continue;
        }
        let span = places.span(&def.origin);
        let (base, names) = (&def.name.wire, names(union, &tried));
        // The schemas that extend a base may have no property for its discriminator.
        let (message, help) = if union.variants.iter().any(|it| it.is_base) {
            (
                format!("values of the base `{base}` and of {names} are told apart by trying"),
                "declare the property of the discriminator in the `properties` of the base"
                    .to_owned(),
            )
        } else if let Some(member) = choice.tried_without() {
            (
                format!("values of {names} without `{member}` are told apart by trying"),
                format!("add `{member}` to `required` of each"),
            )
        } else {
            (
                format!("values of {names} are told apart by trying"),
                "give each a constant, or a required member that no other has".to_owned(),
            )
        };
        diagnostics.push(
            Diagnostic::warning(Code::AmbiguousUnion, span, message)
                .at(def.origin.clone())
                .help(help)
                .help(format!(
                    "run `cargo xtask explain --union {}` with the same `--spec` to see every step",
                    def.name.rust
                )),
        );
    }
}

/// Returns the names of the variants. Those that the document does not tell apart have the
/// names of the crate.
fn names(union: &Union, tried: &[usize]) -> String {
    let names = || {
        let variants = tried.iter();
        variants.filter_map(|&variant| Some(&union.variants.get(variant)?.name))
    };
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for name in names() {
        *uses.entry(&name.wire).or_default() += 1;
    }
    let shown = names().map(|name| match uses.get(name.wire.as_str()) {
        Some(1) => format!("`{}`", name.wire),
        Some(_) | None => format!("`{}`", name.rust),
    });
    shown.collect::<Vec<_>>().join(", ")
}
