//! Warns about unions whose values have to be tried.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Shape, Union};
use crate::plan;
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (id, def) in api.reachable() {
        let Shape::Union(union) = &def.shape else {
            continue;
        };
        // A program chooses the content of a request, and nobody reads it.
        if union.of_contents {
            continue;
        }
        let tried = plan::choice(api, id, union).tried();
        if tried.is_empty() {
            continue;
        }
        let span = places.span(&def.origin);
        let message = format!(
            "values of {} are told apart by trying",
            names(union, &tried)
        );
        diagnostics.push(
            Diagnostic::warning(Code::AmbiguousUnion, span, message)
                .at(def.origin.clone())
                .help("give each a constant, or a required member that no other has")
                .help(format!(
                    "run `cargo xtask explain --union {}` with the same `--spec` to see every step",
                    def.name.rust
                )),
        );
    }
}

fn names(union: &Union, tried: &[usize]) -> String {
    let names = tried
        .iter()
        .filter_map(|&variant| union.variants.get(variant));
    let names: Vec<String> = names.map(|it| format!("`{}`", it.name.wire)).collect();
    names.join(", ")
}
