//! Features of the crate: one for each module of operations or webhooks at the top level.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Module, ModuleId, TypeId};
use crate::names;
use crate::support::CONVERSIONS;
use crate::text::places::Places;

/// The features of the modules. A crate with one module has none.
#[derive(Debug, Default)]
pub struct Features {
    names: BTreeSet<String>,
    types: HashMap<TypeId, BTreeSet<String>>,
}

impl Features {
    /// Plans the features of an API; reports modules whose features have other meanings.
    pub fn of(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Self {
        let names: BTreeSet<String> = bodies(api).map(|(feature, _)| feature).collect();
        if names.len() < 2 {
            return Self::default();
        }
        for operation in &api.operations {
            let feature = feature(api.module(operation.module));
            if let Some(feature) = feature.filter(|it| is_reserved(it)) {
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
        let mut types: HashMap<TypeId, BTreeSet<String>> = HashMap::new();
        for (feature, roots) in bodies(api) {
            for id in roots.into_iter().flat_map(|root| api.within(root)) {
                types.entry(id).or_default().insert(feature.clone());
            }
        }
        Self { names, types }
    }

    /// Returns the names of the features, in order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.names.iter().cloned().collect()
    }

    /// Returns the feature of a module at the top level.
    #[must_use]
    pub fn of_module(&self, module: &str) -> Option<&str> {
        self.names.get(&names::feature(module)).map(String::as_str)
    }

    /// Returns the features that need a type that modules share. No feature means that the
    /// type is always compiled.
    #[must_use]
    pub fn of_shared_type(&self, api: &Api, id: TypeId) -> Vec<&str> {
        let features = self.types.get(&id);
        let is_shared = api.get(id).module == ModuleId::SHARED;
        let features = features.filter(|it| is_shared && it.len() < self.names.len());
        features.into_iter().flatten().map(String::as_str).collect()
    }
}

/// Returns whether a feature of every crate has this name.
fn is_reserved(feature: &str) -> bool {
    let mut conversions = CONVERSIONS.iter();
    ["default", "ring", "signature"].contains(&feature)
        || conversions.any(|conversion| conversion.name == feature)
}

/// Returns the feature and the bodies of every operation and webhook.
fn bodies(api: &Api) -> impl Iterator<Item = (String, Vec<TypeId>)> {
    let operations = api.operations.iter();
    let operations = operations.map(|it| (it.module, it.messages().map(|(_, id)| id).collect()));
    let webhooks = api
        .webhooks
        .iter()
        .map(|it| (it.module, it.messages().map(|(_, id)| id).collect()));
    operations
        .chain(webhooks)
        .filter_map(|(module, bodies)| Some((feature(api.module(module))?, bodies)))
}

fn feature(module: &Module) -> Option<String> {
    Some(names::feature(&module.path.first()?.rust))
}
