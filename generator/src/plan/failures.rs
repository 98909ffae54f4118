//! The enums of failures. Operations whose failures have the same types share one, which has
//! the statuses of all of them; each operation reads its own statuses.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Api, ModuleId, Operation, Status};
use crate::names::{self, NameKind, Numbers};

use super::answers::{EMPTY, failures};

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
        let mut groups: BTreeMap<Types, Vec<Documented>> = BTreeMap::new();
        for operation in &api.operations {
            let home = if operation.outcome.is_some() {
                FailureHome::Response
            } else {
                let contents = contents(api, operation);
                if contents.is_empty() {
                    FailureHome::Undocumented
                } else {
                    let module = operation.module;
                    let group = groups.entry(types_of(&contents)).or_default();
                    group.push(Documented { module, contents });
                    FailureHome::Own
                }
            };
            plan.homes.insert(operation.module, home);
        }
        for (types, operations) in groups {
            for (contested, modules) in agreeing(&operations) {
                if may_share && modules.len() > 1 {
                    plan.share(&name(&types, &contested), &modules, &taken);
                }
            }
        }
        plan
    }

    /// Shares the enum of several operations. Only two sets whose names would be equal are
    /// numbered, in the order of their contents.
    fn share(&mut self, wish: &str, modules: &[ModuleId], taken: &HashSet<&str>) {
        let numbered = |number| format!("{wish}{number}");
        let name = self.numbers.free(wish, numbered, |name| {
            !taken.contains(name) && self.files.insert(names::file_stem(name))
        });
        for &module in modules {
            let home = FailureHome::Shared(name.clone());
            self.homes.insert(module, home);
        }
        self.shared.insert(name, modules.to_vec());
    }

    /// Returns the home of the failures of the operation with a module.
    #[must_use]
    pub fn home(&self, module: ModuleId) -> &FailureHome {
        self.homes
            .get(&module)
            .unwrap_or(&FailureHome::Undocumented)
    }

    /// Returns the modules that share an enum.
    #[must_use]
    pub fn modules(&self, name: &str) -> &[ModuleId] {
        self.shared.get(name).map_or(&[], Vec::as_slice)
    }

    /// Returns the enums that several operations share, each with their modules.
    pub fn shared(&self) -> impl Iterator<Item = (&str, &[ModuleId])> {
        let shared = self.shared.iter();
        shared.map(|(name, modules)| (name.as_str(), modules.as_slice()))
    }
}

/// The words for the types of contents. The operations that have the same ones can share an
/// enum.
type Types = BTreeSet<String>;

/// The contents of the failures with each status.
type Contents = BTreeMap<Status, Vec<ContentKey>>;

/// A content: the words for its type, and the content types by which it is told from others.
type ContentKey = (String, Vec<String>);

/// An operation with failures.
struct Documented {
    module: ModuleId,
    contents: Contents,
}

/// Returns the failures of an operation.
fn contents(api: &Api, operation: &Operation) -> Contents {
    let mut contents = Contents::new();
    for case in failures(api, operation) {
        let media_types = case.media_types.iter().copied();
        let media_types = media_types.chain(case.content.checked());
        let media_types = media_types.map(str::to_owned).collect();
        let content = (case.content.words(api), media_types);
        for status in case.statuses {
            contents.entry(status).or_default().push(content.clone());
        }
    }
    contents
}

fn types_of(contents: &Contents) -> Types {
    let contents = contents.values().flatten();
    contents.map(|(words, _)| words.clone()).collect()
}

/// Returns the sets of operations of which no two have different contents with a status. Each
/// set has the contents that keep it apart from the others.
fn agreeing(operations: &[Documented]) -> BTreeMap<Contents, Vec<ModuleId>> {
    let mut known: HashMap<Status, &[ContentKey]> = HashMap::new();
    let mut contested: HashSet<Status> = HashSet::new();
    for (&status, contents) in operations.iter().flat_map(|it| &it.contents) {
        if *known.entry(status).or_insert(contents) != contents.as_slice() {
            contested.insert(status);
        }
    }
    let mut sets: BTreeMap<Contents, Vec<ModuleId>> = BTreeMap::new();
    for operation in operations {
        let contents = operation.contents.iter();
        let own = contents.filter(|(status, _)| contested.contains(status));
        let own = own.map(|(status, contents)| (*status, contents.clone()));
        let set = sets.entry(own.collect()).or_default();
        set.push(operation.module);
    }
    sets
}

/// Returns the name of a shared enum: the types of the bodies, such as `ProblemFailure`, or
/// `PaymentFailureError` if the last one is a `PaymentFailure`. Another status with one of
/// these types does not change it. If a status has other contents in other operations, its type
/// and the status are part of it, as in `ErrorOrProblemFailureProblemOn404`.
fn name(types: &Types, contested: &Contents) -> String {
    let (bodies, empty): (Vec<&str>, Vec<&str>) = types
        .iter()
        .map(String::as_str)
        .partition(|words| *words != EMPTY);
    let empty = empty.iter().map(|_| "Empty");
    let types: Vec<&str> = bodies.into_iter().chain(empty).collect();
    let types = types.join("Or").replace(' ', "");
    // Some documents name their types as the enums are named.
    let kind = if types.ends_with("Failure") {
        "Error"
    } else {
        "Failure"
    };
    let name = format!("{types}{kind}{}", by_status(contested));
    names::shortened(name, NameKind::Type)
}

/// Returns the words for the contents of some statuses: each type with its statuses, such as
/// `ProblemOn400And404`.
fn by_status(contents: &Contents) -> String {
    let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
    let contents = contents.iter();
    let contents = contents.flat_map(|(status, them)| them.iter().map(move |it| (status, it)));
    for (status, (words, _)) in contents {
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
    parts.collect()
}
