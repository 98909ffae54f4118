//! Reports warnings about a valid specification.
//!
//! Each module has one subject. Most modules read the model and find the place of an item
//! by its pointer. Others read the documents, the trees or the texts for what the model
//! does not contain: unused components, keywords as they are written, words, characters
//! and placeholders.
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
mod sets;
mod states;
mod unfilled;
mod unions;
mod unlisted;
mod values;
mod words;

use crate::diagnostics::Diagnostics;
use crate::load::Loaded;
use crate::model::Api;
use crate::openapi::Document;
use crate::text::places::Places;
use crate::text::source::Sources;

/// A specification without errors.
pub struct Spec<'a> {
    /// The model.
    pub api: &'a Api,
    /// The documents that the model was made from.
    pub documents: &'a [Document],
    /// The files, as trees.
    pub files: &'a [Loaded],
    /// The texts of the files.
    pub sources: &'a Sources,
}

/// Adds the warnings about a specification.
pub fn lint(spec: &Spec<'_>, diagnostics: &mut Diagnostics) {
    let files = spec.files.iter();
    let files = files.map(|file| (file.name.as_str(), &file.root));
    let places = Places::new(files, &spec.sources.moved);
    components::check(spec.documents, diagnostics);
    descriptions::check(spec.api, &places, diagnostics);
    examples::check(spec.api, &places, diagnostics);
    words::check(spec.files, diagnostics);
    numbers::check(spec.api, &places, diagnostics);
    lengths::check(spec.api, &places, diagnostics);
    conditions::check(spec.api, &places, diagnostics);
    states::check(spec.api, &places, diagnostics);
    codes::check(spec.api, &places, diagnostics);
    sets::check(spec.api, &places, diagnostics);
    secrets::check(spec.api, &places, diagnostics);
    unions::check(spec.api, &places, diagnostics);
    unlisted::check(spec.api, &places, diagnostics);
    values::check(spec.api, &places, diagnostics);
    unfilled::check(spec.files, spec.sources, diagnostics);
    characters::check(spec.files, diagnostics);
}
