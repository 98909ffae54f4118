//! Turns the model into Rust items, one function per kind of item.
//!
//! Input: the [`Api`]. Output: a [`Module`] per Rust file, with tokens that are
//! not formatted yet. Nothing here knows where the model came from.

mod builder;
mod docs;
mod enums;
mod example;
mod files;
mod inspect;
mod message;
mod object;
mod outcome;
mod paths;
pub mod pattern;
mod root;
mod test;
mod text;
mod types;
mod wire;

use proc_macro2::TokenStream;

use crate::model::Api;

pub use example::Sample;
pub use text::{CodeTable, code_tables};

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

/// Everything that is Rust.
#[must_use]
pub fn emit(api: &Api) -> Vec<Module> {
    let mut modules = vec![root::library(api), root::servers(api), root::builder(api)];
    modules.extend(files::tree(api));
    for (id, def) in api.reachable() {
        modules.push(files::type_file(api, id, def));
    }
    for operation in &api.operations {
        modules.push(enums::result_code(api, operation));
        modules.push(outcome::module(api, operation));
    }
    modules
}

/// The code of an example for each operation.
#[must_use]
pub fn samples(api: &Api) -> Vec<Sample> {
    let samples = api.operations.iter();
    samples
        .filter_map(|operation| example::sample(api, operation))
        .collect()
}
