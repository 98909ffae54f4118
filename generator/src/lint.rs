//! Reports warnings about a valid specification.
//!
//! Each module has one subject. Most modules read the model and find the place of an item
//! by its pointer. Others read the trees or the texts for what the model does not contain:
//! keywords as they are written, words, characters and placeholders. Unused components are
//! found in the documents, which the other checks do without.
#![warn(clippy::wildcard_enum_match_arm)]

mod cases;
mod characters;
mod codes;
mod components;
mod conditions;
mod descriptions;
mod examples;
mod given;
mod lengths;
mod numbers;
mod secrets;
mod servers;
mod sets;
mod states;
mod unfilled;
mod unions;
mod unlisted;
mod values;
mod words;

pub use components::check as unused_components;

use crate::diagnostics::Diagnostics;
use crate::load::Loaded;
use crate::model::Api;
use crate::parallel;
use crate::text::places::Places;
use crate::text::source::Sources;

/// A specification without errors.
pub struct Spec<'a> {
    /// The model.
    pub api: &'a Api,
    /// The files, as trees.
    pub files: &'a [Loaded],
    /// The texts of the files.
    pub sources: &'a Sources,
}

/// A check of one module.
type Check = fn(&Spec<'_>, &Places<'_>, &mut Diagnostics);

const CHECKS: [Check; 16] = [
    |spec, places, found| descriptions::check(spec.api, places, found),
    |spec, places, found| examples::check(spec.api, places, found),
    |spec, _, found| words::check(spec.files, found),
    |spec, places, found| numbers::check(spec.api, places, found),
    |spec, places, found| lengths::check(spec.api, places, found),
    |spec, places, found| conditions::check(spec.api, places, found),
    |spec, places, found| states::check(spec.api, places, found),
    |spec, places, found| codes::check(spec.api, places, found),
    |spec, places, found| sets::check(spec.api, places, found),
    |spec, places, found| secrets::check(spec.api, places, found),
    |spec, places, found| servers::check(spec.api, places, found),
    |spec, places, found| unions::check(spec.api, places, found),
    |spec, places, found| unlisted::check(spec.api, places, found),
    |spec, places, found| values::check(spec.api, places, found),
    |spec, _, found| unfilled::check(spec.files, spec.sources, found),
    |spec, _, found| characters::check(spec.files, found),
];

/// Adds the warnings about a specification, except those about its unused components.
pub fn lint(spec: &Spec<'_>, diagnostics: &mut Diagnostics) {
    let parts = parallel::map(&CHECKS, |check| {
        let files = spec.files.iter();
        let files = files.map(|file| (file.name.as_str(), &file.root));
        let places = Places::new(files, &spec.sources.moved);
        let mut found = Diagnostics::default();
        check(spec, &places, &mut found);
        found
    });
    for found in parts {
        diagnostics.append(found);
    }
}
