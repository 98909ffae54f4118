//! Turns the model into Rust items, one function per kind of item.
//!
//! Input: the [`Api`]. Output: a [`Module`] per Rust file, with tokens that are
//! not formatted yet. Nothing here knows where the model came from.

mod builder;
mod client;
mod docs;
mod enums;
mod example;
mod files;
mod inspect;
mod message;
mod money;
mod object;
mod outcome;
mod paths;
pub mod pattern;
mod result_code;
mod root;
mod succeeded;
mod test;
mod text;
mod types;
mod wire;

use std::collections::{BTreeSet, HashMap};

use proc_macro2::TokenStream;

use crate::model::{self, Api, Operation, TypeId};

use docs::Conditions;

pub use docs::rule_text;
pub use example::Sample;
pub use files::title_text;
pub use result_code::retry_variant;
pub use text::{
    CodeTable, SetTable, answers_table, code_tables, retry_table, set_tables, shown_codes,
};

/// A Rust file that is not formatted yet.
#[derive(Debug)]
pub struct Module {
    /// Its path within the package, with `/`.
    pub path: String,
    /// What it was made from, such as `spec/pets.yaml`.
    pub origin: String,
    /// Its content.
    pub tokens: TokenStream,
}

/// What makes one Rust file. Files do not depend on each other, so they can be
/// made side by side; tokens cannot leave the thread that made them, so each is
/// rendered where it is made.
pub type Job<'a> = Box<dyn Fn() -> Module + Send + Sync + 'a>;

/// What several files need of the whole model, looked for once.
pub struct Prepared {
    conditions: Conditions,
    /// The operations whose messages hold a type, as positions in the model.
    holders: HashMap<TypeId, Vec<usize>>,
    /// The types of each module, in the order of the model.
    modules: HashMap<model::Module, Vec<TypeId>>,
}

impl Prepared {
    /// Looks through the model.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        let mut modules: HashMap<model::Module, Vec<TypeId>> = HashMap::new();
        for (id, def) in api.reachable() {
            modules.entry(def.module).or_default().push(id);
        }
        let mut holders: HashMap<TypeId, Vec<usize>> = HashMap::new();
        for (position, operation) in api.operations.iter().enumerate() {
            let within = |body| api.within(body).into_iter();
            let held: BTreeSet<TypeId> = within(operation.request)
                .chain(within(operation.response))
                .collect();
            for id in held {
                holders.entry(id).or_default().push(position);
            }
        }
        Self {
            conditions: Conditions::of(api),
            holders,
            modules,
        }
    }

    fn documents_of(&self, id: TypeId) -> &[usize] {
        self.holders.get(&id).map_or(&[], Vec::as_slice)
    }

    fn types_of(&self, module: model::Module) -> &[TypeId] {
        self.modules.get(&module).map_or(&[], Vec::as_slice)
    }
}

/// Everything that is Rust, file by file.
#[must_use]
pub fn emit<'a>(api: &'a Api, prepared: &'a Prepared) -> Vec<Job<'a>> {
    let mut jobs: Vec<Job<'_>> = vec![
        Box::new(|| root::library(api)),
        Box::new(|| root::servers(api)),
        Box::new(|| root::builder(api)),
        Box::new(|| files::shared(api, prepared)),
    ];
    for products in files::by_operation(api) {
        jobs.push(Box::new(move || files::operation_module(&products)));
    }
    for (index, operation) in api.operations.iter().enumerate() {
        jobs.push(Box::new(move || {
            files::product_module(api, prepared, index, operation)
        }));
        jobs.push(Box::new(move || result_code::module(api, index, operation)));
        jobs.push(Box::new(move || outcome::module(api, index, operation)));
    }
    for (id, def) in api.reachable() {
        jobs.push(Box::new(move || files::type_file(api, prepared, id, def)));
    }
    jobs
}

/// The first operation that has examples, and the program that shows it.
#[must_use]
pub fn sample(api: &Api) -> Option<(&Operation, Sample)> {
    let mut operations = api.operations.iter().enumerate();
    operations.find_map(|(position, operation)| {
        Some((operation, example::sample(api, position, operation)?))
    })
}
