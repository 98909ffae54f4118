//! The bodies of the fuzz targets over the saved corpus, on any toolchain: what
//! the fuzzer once reached, and what it once found.

#[path = "fuzz/lib.rs"]
mod bodies;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use antom_tests::instances::api;
use antom_tests::root;
use generator::model::Shape;

use bodies::{BODIES, SENSITIVE, run};

/// The files in a directory of texts, which may be missing.
fn texts(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the directory can be listed").path())
        .collect();
    paths.sort();
    paths
}

/// The body of a target takes every text of its corpus, and what was found by it.
fn takes_its_corpus(target: &str) {
    let corpus = texts(&root().join("tests/fuzz/corpus").join(target));
    assert!(corpus.len() > 20, "{target} has {} texts", corpus.len());
    let finds = texts(&root().join("tests/fuzz/finds").join(target));
    for path in corpus.iter().chain(&finds) {
        // A failure is told with the name of its text.
        println!("{}", path.display());
        run(target, &fs::read(path).expect("a text can be read"));
    }
}

#[test]
fn every_message_of_the_corpus_is_taken() {
    let generator = ["loader", "specification"];
    for (target, _) in BODIES.iter().filter(|(name, _)| !generator.contains(name)) {
        takes_its_corpus(target);
    }
}

#[test]
fn every_document_of_the_corpus_is_taken() {
    takes_its_corpus("loader");
}

#[test]
fn every_specification_of_the_corpus_is_taken() {
    takes_its_corpus("specification");
}

#[test]
fn every_target_has_a_body() {
    let targets = texts(&root().join("tests/fuzz/fuzz_targets"));
    let targets: Vec<&str> = targets
        .iter()
        .filter_map(|path| path.file_stem()?.to_str())
        .collect();
    assert_eq!(targets, BODIES.map(|(name, _)| name));
}

/// Members that are sensitive in every type that has them.
#[test]
fn the_sensitive_members_are_those_of_the_specification() {
    let api = api();
    let mut always: BTreeMap<&str, bool> = BTreeMap::new();
    for def in &api.types {
        let Shape::Object(object) = &def.shape else {
            continue;
        };
        for (_, field) in object.fields() {
            let sensitive = field.value.sensitivity().is_some();
            let known = always.entry(&field.name.wire).or_insert(true);
            *known &= sensitive;
        }
    }
    let found: BTreeSet<&str> = always
        .into_iter()
        .filter_map(|(name, sensitive)| sensitive.then_some(name))
        .collect();
    assert_eq!(SENSITIVE.iter().copied().collect::<BTreeSet<_>>(), found);
}
