//! Features of the crate: one for each module of an operation or a webhook, and one for
//! all modules of an operation with products, or of all webhooks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Holder, Module, ModuleId, Name, TypeId};
use crate::names;
use crate::support::CONVERSIONS;
use crate::text::places::Places;

/// The features of the modules. A crate with one module or with groups of operations has
/// none.
#[derive(Debug, Default)]
pub struct Features {
    /// The features of modules with messages.
    names: BTreeSet<String>,
    /// The features of modules with modules, and what each of them enables.
    groups: BTreeMap<String, BTreeSet<String>>,
    types: HashMap<TypeId, BTreeSet<String>>,
}

/// A feature, and the features that it enables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The name.
    pub name: String,
    /// The names of the enabled features.
    pub enables: Vec<String>,
}

impl Features {
    /// Plans the features of an API; reports modules whose features have other meanings.
    pub fn of(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Self {
        let names: BTreeSet<String> = modules(api).map(|it| feature(&it.path)).collect();
        // With operations in groups, there would be too many.
        let mut operations = api.operations.iter();
        let is_grouped =
            operations.any(|it| it.product.is_none() && api.module(it.module).path.len() > 1);
        if names.len() < 2 || is_grouped {
            return Self::default();
        }
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
        let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for module in modules(api) {
            if let [group, _, ..] = module.path.as_slice() {
                let group = groups.entry(names::feature(&group.rust)).or_default();
                group.insert(feature(&module.path));
            }
        }
        let roots = api.roots.iter().flat_map(|(_, id)| api.within(*id));
        let always: BTreeSet<TypeId> = roots.collect();
        let holders = api.holders().into_iter();
        let types = holders
            .filter(|(id, _)| !always.contains(id))
            .map(|(id, holders)| {
                let modules = holders.into_iter().filter_map(|it| module_of(api, it));
                (id, modules.map(|module| feature(&module.path)).collect())
            });
        Self {
            names,
            groups,
            types: types.collect(),
        }
    }

    /// Returns the features, in order.
    #[must_use]
    pub fn all(&self) -> Vec<Feature> {
        let all: BTreeSet<&String> = self.names.iter().chain(self.groups.keys()).collect();
        let all = all.into_iter().map(|name| Feature {
            name: name.clone(),
            enables: self
                .groups
                .get(name)
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
        });
        all.collect()
    }

    /// Returns the names of the features that together enable every module.
    #[must_use]
    pub fn defaults(&self) -> Vec<String> {
        let enabled: BTreeSet<&String> = self.groups.values().flatten().collect();
        let all = self.all().into_iter().map(|feature| feature.name);
        all.filter(|name| !enabled.contains(name)).collect()
    }

    /// Returns the features that need a module.
    #[must_use]
    pub fn of_module(&self, path: &[Name]) -> Vec<&str> {
        let own = feature(path);
        if let Some(group) = self.groups.get(&own).filter(|_| path.len() == 1) {
            return group.iter().map(String::as_str).collect();
        }
        self.names
            .get(&own)
            .into_iter()
            .map(String::as_str)
            .collect()
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

/// The features of every crate whose API signs its messages, and cargo's own.
const RESERVED: &[&str] = &[
    "client",
    "default",
    "loopback",
    "reqwest",
    "ring",
    "signature",
    "testing",
    "tokio",
    "tracing",
    "ureq",
];

/// Returns whether a feature of every crate has this name.
fn is_reserved(feature: &str) -> bool {
    let mut conversions = CONVERSIONS.iter();
    RESERVED.contains(&feature) || conversions.any(|conversion| conversion.name == feature)
}

/// Returns the module of every operation and webhook.
fn modules(api: &Api) -> impl Iterator<Item = &Module> {
    let operations = api.operations.iter().map(|it| it.module);
    let modules = operations.chain(api.webhooks.iter().map(|it| it.module));
    modules.map(|module| api.module(module))
}

/// Returns the module of an operation or a webhook.
fn module_of(api: &Api, holder: Holder) -> Option<&Module> {
    let module = match holder {
        Holder::Operation(at) => api.operations.get(at)?.module,
        Holder::Webhook(at) => api.webhooks.get(at)?.module,
    };
    Some(api.module(module))
}

/// Returns the name of the feature of a module, such as `pay-entry-code` for
/// `pay::entry_code`.
fn feature(path: &[Name]) -> String {
    let names = path.iter().map(|name| names::feature(&name.rust));
    names.collect::<Vec<_>>().join("-")
}
