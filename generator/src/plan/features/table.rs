//! The features with the modules, the types and the other items that need them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Api, Module, ModuleId, Name, TypeId};
use crate::names;
use crate::support::CONVERSIONS;

use super::absence::NoFeatures;

/// The features of the modules.
#[derive(Debug, Default)]
pub struct Features {
    /// The features by the paths of their modules, such as `pay::entry_code`.
    pub(super) names: BTreeMap<String, String>,
    /// The features of modules with modules, and what each of them enables.
    parents: BTreeMap<String, BTreeSet<String>>,
    /// The features that others need, because a module has types of another one.
    needs: BTreeMap<String, BTreeSet<String>>,
    /// The features of types, but for those that are always compiled.
    pub(super) types: HashMap<TypeId, BTreeSet<String>>,
    /// The largest number of features on which an item depends. It is always compiled if it
    /// has more.
    pub(super) longest: usize,
    /// True if the features are those of groups of operations.
    pub(super) are_of_groups: bool,
    /// The reason why a large crate has none.
    absence: Option<NoFeatures>,
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
    /// Creates no features, for a reason.
    pub(super) fn absent(absence: NoFeatures) -> Self {
        Self {
            absence: Some(absence),
            ..Self::default()
        }
    }

    /// Creates the features with these names by the paths of modules.
    pub(super) fn named(
        api: &Api,
        names: BTreeMap<String, String>,
        parents: BTreeMap<String, BTreeSet<String>>,
    ) -> Self {
        let mut features = Self {
            longest: names.len().saturating_sub(1),
            names,
            parents,
            ..Self::default()
        };
        let always = always(api);
        for (id, own) in features.of_types(api) {
            features.need(api, id, &own);
            if !always.contains(&id) {
                features.types.insert(id, own);
            }
        }
        features
    }

    /// Returns the features whose operations and webhooks have each type.
    fn of_types(&self, api: &Api) -> HashMap<TypeId, BTreeSet<String>> {
        let operations = api.operations.iter();
        let operations = operations.map(|it| (it.module, it.messages().collect::<Vec<_>>()));
        let webhooks = api.webhooks.iter();
        let webhooks = webhooks.map(|it| (it.module, it.messages().collect::<Vec<_>>()));
        let mut roots: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
        for (module, messages) in operations.chain(webhooks) {
            for feature in self.of_module(&api.module(module).path) {
                let roots = roots.entry(feature).or_default();
                roots.extend(messages.iter().map(|(_, id)| *id));
            }
        }
        let mut types: HashMap<TypeId, BTreeSet<String>> = HashMap::new();
        for (feature, roots) in roots {
            for id in api.within_any(roots) {
                types.entry(id).or_default().insert(feature.to_owned());
            }
        }
        types
    }

    /// Makes the features that need a type enable that of its module.
    fn need(&mut self, api: &Api, id: TypeId, features: &BTreeSet<String>) {
        let module = api.get(id).module;
        if module == ModuleId::SHARED {
            return;
        }
        let home = self.of_module(&api.module(module).path);
        let [home] = home.as_slice() else {
            return;
        };
        let home = (*home).to_owned();
        for feature in features.iter().filter(|it| **it != home) {
            let needs = self.needs.entry(feature.clone()).or_default();
            needs.insert(home.clone());
        }
    }

    /// Returns the features, in order.
    #[must_use]
    pub fn all(&self) -> Vec<Feature> {
        let all: BTreeSet<&String> = self.names.values().chain(self.parents.keys()).collect();
        let enabled = |name: &String| {
            let enabled = [self.parents.get(name), self.needs.get(name)].into_iter();
            let enabled: BTreeSet<&String> = enabled.flatten().flatten().collect();
            enabled.into_iter().cloned().collect()
        };
        let all = all.into_iter().map(|name| Feature {
            name: name.clone(),
            enables: enabled(name),
        });
        all.collect()
    }

    /// Returns the names of the features that together enable every module.
    #[must_use]
    pub fn defaults(&self) -> Vec<String> {
        let enabled: BTreeSet<&String> = self.parents.values().flatten().collect();
        let all = self.all().into_iter().map(|feature| feature.name);
        all.filter(|name| !enabled.contains(name)).collect()
    }

    /// Returns the features of groups of operations, each with the module of the group.
    pub fn of_groups(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.names.iter().filter(|_| self.are_of_groups);
        names.map(|(module, feature)| (feature.as_str(), module.as_str()))
    }

    /// Returns the features of groups of operations in a few words, or the reason why a large
    /// crate has none.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        if let Some(absence) = self.absence {
            return Some(format!("none of groups: {}", absence.because()));
        }
        let count = self.of_groups().count();
        (count > 0).then(|| format!("{count}, one for each group of operations"))
    }

    /// Returns the reason why a large crate has no features.
    #[must_use]
    pub fn absence(&self) -> Option<NoFeatures> {
        self.absence
    }

    /// Returns whether each module of an operation has a feature of its own.
    #[must_use]
    pub fn are_of_modules(&self) -> bool {
        !self.names.is_empty() && !self.are_of_groups
    }

    /// Returns the features that need a module.
    #[must_use]
    pub fn of_module(&self, path: &[Name]) -> Vec<&str> {
        let group = path.get(..1).unwrap_or_default();
        let own = self.names.get(&text(path));
        if let Some(own) = own.or_else(|| self.names.get(&text(group))) {
            return vec![own];
        }
        let inner = self.parents.get(&feature(path));
        let inner = inner.filter(|_| path.len() == 1).into_iter().flatten();
        inner.map(String::as_str).collect()
    }

    /// Returns the features that need a module within another one, which has features itself.
    #[must_use]
    pub fn of_inner_module(&self, path: &[Name]) -> Vec<&str> {
        let own = self.names.get(&text(path)).into_iter();
        own.map(String::as_str).collect()
    }

    /// Returns the features that need an item of several modules. No feature means that it is
    /// always compiled.
    #[must_use]
    pub fn of_modules(&self, api: &Api, modules: &[ModuleId]) -> Vec<&str> {
        let paths = modules.iter().map(|module| &api.module(*module).path);
        let features: BTreeSet<&str> = paths.flat_map(|path| self.of_module(path)).collect();
        if features.len() > self.longest {
            return Vec::new();
        }
        features.into_iter().collect()
    }

    /// Returns the features that need a type that modules share. No feature means that the
    /// type is always compiled.
    #[must_use]
    pub fn of_shared_type(&self, api: &Api, id: TypeId) -> Vec<&str> {
        let features = self.types.get(&id);
        let is_shared = api.get(id).module == ModuleId::SHARED;
        let features = features.filter(|it| is_shared && it.len() <= self.longest);
        features.into_iter().flatten().map(String::as_str).collect()
    }
}

/// The features of every crate whose API signs its messages, and cargo's own.
pub const RESERVED: &[&str] = &[
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
pub fn is_reserved(feature: &str) -> bool {
    let mut conversions = CONVERSIONS.iter();
    RESERVED.contains(&feature) || conversions.any(|conversion| conversion.name == feature)
}

/// Returns the modules of all operations and webhooks.
pub fn modules(api: &Api) -> impl Iterator<Item = &Module> {
    let operations = api.operations.iter().map(|it| it.module);
    let modules = operations.chain(api.webhooks.iter().map(|it| it.module));
    modules.map(|module| api.module(module))
}

/// Returns the types that are always compiled, because no operation or webhook has them.
pub fn always(api: &Api) -> BTreeSet<TypeId> {
    let within = api.within_any(api.roots.iter().map(|(_, id)| *id));
    within.into_iter().collect()
}

/// Returns the path of a module as a text.
pub fn text(path: &[Name]) -> String {
    let names = path.iter().map(|name| name.rust.as_str());
    names.collect::<Vec<_>>().join("::")
}

/// Returns the name of the feature of a module, such as `pay-entry-code` for
/// `pay::entry_code`.
pub fn feature(path: &[Name]) -> String {
    let names = path.iter().map(|name| names::feature(&name.rust));
    names.collect::<Vec<_>>().join("-")
}
