//! The enums of failures. Operations with the same failures share one.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Api, ModuleId, Operation, Status};
use crate::names::{self, NameKind, Numbers};

use super::answers::failures;

/// The failures of the operations.
#[derive(Debug, Default)]
pub struct Failures {
    /// The enums that several operations share, by their names.
    shared: BTreeMap<String, Vec<ModuleId>>,
    /// Their files.
    files: HashSet<String>,
    numbers: Numbers,
    /// The home of the failures of each operation, by its module.
    homes: HashMap<ModuleId, FailureHome>,
}

/// The home of the failures of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureHome {
    /// The response has them.
    Response,
    /// No failure is documented.
    Undocumented,
    /// The module of the operation.
    Own,
    /// The module of shared failures, with the name of the enum.
    Shared(String),
}

impl Failures {
    /// Plans the enums of an API. `may_share` is false if a feature can leave out the types in
    /// a shared enum.
    #[must_use]
    pub fn of(api: &Api, may_share: bool) -> Self {
        let mut plan = Self::default();
        let types = api.reachable().map(|(_, def)| def.name.rust.as_str());
        let taken: HashSet<&str> = types.collect();
        let mut sets: BTreeMap<Vec<Failure>, Vec<&Operation>> = BTreeMap::new();
        for operation in &api.operations {
            let home = if operation.outcome.is_some() {
                FailureHome::Response
            } else {
                let set = key(api, operation);
                if set.is_empty() {
                    FailureHome::Undocumented
                } else {
                    sets.entry(set).or_default().push(operation);
                    FailureHome::Own
                }
            };
            plan.homes.insert(operation.module, home);
        }
        for (set, operations) in sets {
            if may_share && operations.len() > 1 {
                plan.share(&set, &operations, &taken);
            }
        }
        plan
    }

    /// Shares the enum of a set of failures. The name follows from the set alone; only two
    /// sets whose names would be equal are numbered, in the order of their contents.
    fn share(&mut self, set: &[Failure], operations: &[&Operation], taken: &HashSet<&str>) {
        let wish = name(set);
        let numbered = |number| format!("{wish}{number}");
        let name = self.numbers.free(&wish, numbered, |name| {
            !taken.contains(name) && self.files.insert(names::file_stem(name))
        });
        let modules = operations.iter().map(|it| it.module);
        for module in modules.clone() {
            let home = FailureHome::Shared(name.clone());
            self.homes.insert(module, home);
        }
        self.shared.insert(name, modules.collect());
    }

    /// Returns the home of the failures of the operation with a module.
    #[must_use]
    pub fn home(&self, module: ModuleId) -> &FailureHome {
        self.homes
            .get(&module)
            .unwrap_or(&FailureHome::Undocumented)
    }

    /// Returns the enums that several operations share, each with their modules.
    pub fn shared(&self) -> impl Iterator<Item = (&str, &[ModuleId])> {
        let shared = self.shared.iter();
        shared.map(|(name, modules)| (name.as_str(), modules.as_slice()))
    }
}

/// A documented failure: its status, the words for its type, and the content types by which
/// it is told from others.
type Failure = (Status, String, Vec<String>);

/// Returns the failures of an operation.
fn key(api: &Api, operation: &Operation) -> Vec<Failure> {
    let cases = failures(api, operation).into_iter();
    let failures = cases.filter_map(|case| {
        let media_types = case.media_types.iter().map(|it| (*it).to_owned());
        let status = *case.statuses.first()?;
        Some((status, case.content.words(api), media_types.collect()))
    });
    failures.collect()
}

/// Returns the name of a shared enum: each type of a body with its statuses, such as
/// `ProblemOn400And404`.
fn name(set: &[Failure]) -> String {
    let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
    for (status, words, _) in set {
        let status = match status {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("{class}xx"),
            Status::Default => "Default".to_owned(),
        };
        match parts.iter_mut().find(|(known, _)| known == words) {
            // A status can have several contents of the same type.
            Some((_, statuses)) if statuses.contains(&status) => {}
            Some((_, statuses)) => statuses.push(status),
            None => parts.push((words, vec![status])),
        }
    }
    let parts = parts.iter().map(|(words, statuses)| {
        let statuses = statuses.join("And");
        format!("{}On{statuses}", words.replace(' ', ""))
    });
    names::shortened(parts.collect(), NameKind::Type)
}
