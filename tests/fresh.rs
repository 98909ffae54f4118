//! Tests that `generated/` is up to date, and that the output does not depend on the
//! place and the environment of a run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use antom_tests::{DISPLAY, root};
use generator::diagnostics::Style;
use generator::files::{FileSet, apply, compare};

fn generate(spec: &Path) -> FileSet {
    match generator::generate(spec, DISPLAY) {
        Ok(generated) => generated.files,
        Err(found) => panic!("{}", found.render(Style::Plain)),
    }
}

/// The files that the specification gives, generated once for all tests.
static EXPECTED: LazyLock<FileSet> = LazyLock::new(|| generate(&root().join("spec")));

fn write(files: &FileSet, out: &Path) {
    let comparison = compare(files, out).unwrap_or_else(|error| panic!("{error}"));
    apply(&comparison, out).unwrap_or_else(|error| panic!("{error}"));
}

/// Returns every file below `dir` by its relative path.
fn contents(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(dir: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).expect("the directory is there") {
            let entry = entry.expect("the directory can be listed");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(entry.path()).expect("the file can be read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(dir, "", &mut found);
    found
}

/// A lower level in the file would also apply in CI.
#[test]
fn the_specification_denies_every_warning() {
    let path = root().join("spec/package.yaml");
    let text = fs::read_to_string(path).expect("the package is there");
    let (_, lints) = text.split_once("\nlints:\n").expect("it has levels");
    assert_eq!(lints, "  warnings: deny\n");
}

#[test]
fn generated_is_up_to_date() {
    let comparison =
        compare(&EXPECTED, &root().join("generated")).unwrap_or_else(|error| panic!("{error}"));
    let stale: Vec<String> = comparison
        .changed
        .iter()
        .map(|change| format!("  {:?} generated/{}", change.kind, change.path))
        .collect();
    assert!(
        stale.is_empty(),
        "generated/ is not what spec/ gives:\n{}\nrun `cargo xtask codegen`",
        stale.join("\n")
    );
}

#[test]
fn generated_is_restored_from_its_manifest_alone() {
    let out = tempfile::tempdir().expect("a temporary directory can be made");
    let generated = root().join("generated");
    fs::copy(generated.join("Cargo.toml"), out.path().join("Cargo.toml"))
        .expect("the manifest is there");
    write(&EXPECTED, out.path());
    let rebuilt = contents(out.path());
    let paths: Vec<&str> = EXPECTED.iter().map(|(path, _)| path).collect();
    assert_eq!(
        rebuilt.keys().map(String::as_str).collect::<Vec<_>>(),
        paths
    );
    for (path, content) in rebuilt {
        let kept = fs::read(generated.join(&path)).unwrap_or_default();
        assert!(
            kept == content,
            "generated/{path} differs; run `cargo xtask codegen`"
        );
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(generate(&root().join("spec")) == *EXPECTED);
}

#[test]
fn the_output_does_not_depend_on_the_order_or_place_of_the_files() {
    let spec = root().join("spec");
    let mut names: Vec<_> = fs::read_dir(&spec)
        .expect("the specification is there")
        .map(|entry| entry.expect("it can be listed").file_name())
        .collect();
    names.sort();
    let backwards: Vec<_> = names.iter().rev().cloned().collect();
    for names in [names, backwards] {
        let copy = tempfile::tempdir().expect("a temporary directory can be made");
        for name in &names {
            fs::copy(spec.join(name), copy.path().join(name)).expect("a document can be copied");
        }
        assert!(
            generate(copy.path()) == *EXPECTED,
            "the copy gives something else"
        );
    }
}

#[test]
fn the_output_does_not_depend_on_the_name_of_the_directory() {
    let spec = root().join("spec");
    for display in ["./spec", "../elsewhere/spec/", "/absolute/spec"] {
        let found = match generator::generate(&spec, display) {
            Ok(generated) => generated.files,
            Err(found) => panic!("{}", found.render(Style::Plain)),
        };
        let differing: Vec<&str> = EXPECTED
            .iter()
            .filter(|(path, content)| found.get(path) != Some(content))
            .map(|(path, _)| path)
            .collect();
        assert!(differing.is_empty(), "{display}: {differing:?}");
    }
}

#[test]
fn the_changelog_has_an_entry_for_the_version() {
    let package = fs::read_to_string(root().join("spec/package.yaml")).expect("it is there");
    let version = package
        .lines()
        .find_map(|line| line.strip_prefix("version: "));
    let version = version.expect("the package has a version");
    let changelog = fs::read_to_string(root().join("spec/CHANGELOG.md")).expect("it is there");
    let heading = format!("## {version}");
    assert!(
        changelog.lines().any(|line| line == heading),
        "spec/CHANGELOG.md has no `{heading}`; `cargo xtask diff --format markdown` proposes it"
    );
}

#[test]
fn the_output_does_not_depend_on_the_process() {
    let out = tempfile::tempdir().expect("a temporary directory can be made");
    let status = Command::new(env!("CARGO_BIN_EXE_generate"))
        .arg(root().join("spec"))
        .arg(out.path().join("generated"))
        .current_dir(out.path())
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "tr_TR.UTF-8")
        .env("TZ", "Asia/Kathmandu")
        .env("HOME", "/nonexistent")
        .output()
        .expect("the test can run itself");
    assert!(
        status.status.success(),
        "{}",
        String::from_utf8_lossy(&status.stderr)
    );
    let found = contents(&out.path().join("generated"));
    assert_eq!(found.len(), EXPECTED.len());
    for (path, content) in EXPECTED.iter() {
        assert!(
            found
                .get(path)
                .is_some_and(|found| found == content.as_bytes()),
            "{path} differs"
        );
    }
}
