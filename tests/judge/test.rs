//! Judges the documents of this package and the golden cases.

use std::path::PathBuf;

use antom_judge::{Input, Settings, judge, module};
use antom_tests::scratch::Scratch;
use antom_tests::{Case, cases, is_long};

/// The number of instances of each type, and of a long run.
const INSTANCES: u64 = 60;
const LONG: u64 = 2000;

/// The golden cases that the validator cannot judge, each with the reason.
const LEFT_OUT: [(&str, &str); 3] = [
    (
        "emit_mapping_with_a_file",
        "its reading finds the target of a mapping by the pointer alone",
    ),
    (
        "emit_references_by_anchor",
        "its reading moves the schemas away from their anchors",
    ),
    (
        "emit_union_of_itself",
        "a schema that refers to itself without an end has no meaning in JSON Schema",
    ),
];

/// Returns the documents of this package.
fn documents() -> Vec<PathBuf> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/documents");
    let files = std::fs::read_dir(dir).expect("the documents are there");
    let mut files: Vec<PathBuf> = files
        .map(|file| file.expect("the documents can be listed").path())
        .collect();
    files.sort();
    files
}

fn has_overlay(case: &Case) -> bool {
    let specification = case.specification();
    let files = std::fs::read_dir(specification.path()).expect("the case is there");
    let mut names = files.map(|file| file.expect("the files can be listed").file_name());
    names.any(|name| name.to_string_lossy().contains(".overlay."))
}

#[test]
fn the_crates_agree_with_the_validator() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "judged");
    let files = documents();
    // The validator reads the documents as they are written.
    let mut cases = cases("emit");
    cases.retain(|case| !has_overlay(case));
    let count = cases.len();
    cases.retain(|case| !LEFT_OUT.iter().any(|(name, _)| *name == case.module()));
    assert_eq!(
        count - cases.len(),
        LEFT_OUT.len(),
        "every case that is left out exists"
    );
    let directories: Vec<_> = cases.iter().map(Case::specification).collect();
    let own = files.iter().map(|path| Input {
        name: module(path),
        path,
    });
    let golden = cases.iter().zip(&directories).map(|(case, dir)| Input {
        name: case.module(),
        path: dir.path(),
    });
    let inputs: Vec<Input<'_>> = own.chain(golden).collect();
    let instances = if is_long() { LONG } else { INSTANCES };
    let settings = Settings { instances, seed: 0 };
    let outcomes = judge(&scratch, &inputs, settings);
    let outcomes = outcomes.unwrap_or_else(|errors| panic!("{errors}"));
    let mut failures = Vec::new();
    for outcome in outcomes.iter().filter(|it| !it.differences.is_empty()) {
        failures.push(outcome.to_string());
        failures.extend(outcome.differences.iter().map(ToString::to_string));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    // The judgement would be worthless if no instance were valid.
    let (all, valid) = outcomes.iter().fold((0, 0), |(all, valid), it| {
        (all + it.instances, valid + it.valid)
    });
    assert!(valid * 4 > all, "{valid} of {all} instances are valid");
}
