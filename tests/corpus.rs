//! The bodies of the fuzz targets over the saved corpus, on any toolchain: what
//! the fuzzer once reached, and what it once found.

#[path = "fuzz/lib.rs"]
mod bodies;

use std::fs;
use std::path::{Path, PathBuf};

use antom_tests::root;

use bodies::{BODIES, run};

/// The files in a directory of texts, which may be missing.
fn texts(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the directory can be listed").path())
        .collect();
    paths.sort();
    paths
}

/// The messages that the tests have as samples, of every operation.
fn samples() -> Vec<PathBuf> {
    let directories = texts(&root().join("tests/samples"));
    directories.iter().flat_map(|dir| texts(dir)).collect()
}

/// The targets whose texts are no messages.
const ABOUT_THE_GENERATOR: [&str; 2] = ["loader", "specification"];

/// The body of a target takes every text of its corpus, what was found by it, and
/// the samples if it reads messages.
fn takes_its_corpus(target: &str) {
    let corpus = texts(&root().join("tests/fuzz/corpus").join(target));
    assert!(corpus.len() > 20, "{target} has {} texts", corpus.len());
    let finds = texts(&root().join("tests/fuzz/finds").join(target));
    let samples = samples();
    let samples = samples
        .iter()
        .filter(|_| !ABOUT_THE_GENERATOR.contains(&target));
    for path in corpus.iter().chain(&finds).chain(samples) {
        // A failure is told with the name of its text.
        println!("{}", path.display());
        run(target, &fs::read(path).expect("a text can be read"));
    }
}

#[test]
fn every_message_of_the_corpus_is_taken() {
    let targets = BODIES.iter().map(|(target, _)| target);
    for target in targets.filter(|target| !ABOUT_THE_GENERATOR.contains(target)) {
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
