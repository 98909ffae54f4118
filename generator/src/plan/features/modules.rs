//! Features of the modules of operations and webhooks, if no operations are in groups.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Api;
use crate::names;
use crate::text::places::Places;

use super::table::{Features, feature, is_reserved, modules, text};

/// Returns the features of an API: one for each module of an operation or a webhook, and one
/// for all modules of an operation with products, or of all webhooks. An API with one module
/// has none.
pub fn of(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Features {
    let names = modules(api).map(|it| (text(&it.path), feature(&it.path)));
    let names: BTreeMap<String, String> = names.collect();
    if names.len() < 2 {
        return Features::default();
    }
    report_reserved(api, places, diagnostics);
    let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for module in modules(api) {
        if let [parent, _, ..] = module.path.as_slice() {
            let parent = parents.entry(names::feature(&parent.rust)).or_default();
            parent.insert(feature(&module.path));
        }
    }
    Features::named(api, names, parents)
}

/// Reports operations whose features have other meanings.
fn report_reserved(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        let path = &api.module(operation.module).path;
        let own = [feature(path), feature(path.get(..1).unwrap_or_default())];
        if let Some(feature) = own.into_iter().find(|it| is_reserved(it)) {
            let span = places.value_span(&format!("{}/operationId", operation.origin));
            let wire = &operation.id.wire;
            let message =
                format!("`{wire}` gives the feature `{feature}`, which has another meaning");
            diagnostics.push(
                Diagnostic::error(Code::InvalidName, span, message)
                    .help("choose another `operationId`"),
            );
        }
    }
}
