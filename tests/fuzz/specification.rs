//! Checks that hold for any documents that a package is generated from.
//!
//! Input: the text of `input.yaml`, then those of other documents, each after a line
//! `==> NAME`. The missing parts of a specification are added as for golden cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use generator::diagnostics::Report;
use generator::files::{FileSet, MARK};
use generator::{diff, generate, lint, read};

use super::completion::completed;
use super::findings;

/// The name of every directory in messages.
const DISPLAY: &str = "spec";

/// The maximum size of a package without documents: the support module and the client.
const FIXED_OUTPUT: usize = 420_000;
/// The maximum number of bytes of output for a byte of the documents.
const OUTPUT_PER_BYTE: usize = 400;

/// Generates a package or refuses its documents, in space that their length bounds. All
/// commands must agree on whether they are valid.
pub fn generates(text: &[u8]) {
    let documents = documents(&String::from_utf8_lossy(text));
    let files = completed(&documents);
    let bytes = files.values().map(String::len).sum();
    let dir = tempfile::tempdir().expect("a temporary directory can be made");
    for (name, text) in &files {
        fs::write(dir.path().join(name), text).expect("a file can be written");
    }
    let generated = generate(dir.path(), DISPLAY);
    match &generated {
        Ok(generated) => {
            assert!(!generated.warnings.diagnostics.has_errors());
            findings::check(&generated.warnings, bytes);
            check_files(&generated.files, bytes);
            differs_in_nothing_from_itself(dir.path());
        }
        Err(errors) => {
            assert!(errors.diagnostics.has_errors());
            findings::check(errors, bytes);
        }
    }
    // This check takes as long again, so it runs only for some texts.
    if text.len().is_multiple_of(16) {
        let again = generate(dir.path(), DISPLAY);
        let outcome = |outcome: &Result<generator::Generated, Report>| match outcome {
            Ok(generated) => (generated.warnings.to_json_lines(), generated.files.clone()),
            Err(errors) => (errors.to_json_lines(), FileSet::default()),
        };
        assert_eq!(
            outcome(&again),
            outcome(&generated),
            "twice is not the same"
        );
        assert_eq!(lint(dir.path(), DISPLAY).is_ok(), generated.is_ok());
    }
}

/// Splits a text into documents. A line with an invalid file name does not begin a
/// document.
fn documents(text: &str) -> Vec<(String, String)> {
    let mut documents = vec![("input.yaml".to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        let name = line.strip_prefix("==> ").map(str::trim_end);
        match name.filter(|name| is_name(name)) {
            Some(name) => documents.push((name.to_owned(), String::new())),
            None => {
                if let Some((_, text)) = documents.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    documents
}

fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    name.len() <= 64 && !name.starts_with('.') && !name.is_empty() && name.bytes().all(is_plain)
}

/// Checks that the files stay in their directory on every system, have the mark, are
/// valid Rust if they are Rust files, and are not too large.
fn check_files(files: &FileSet, bytes: usize) {
    let size: usize = files.iter().map(|(_, text)| text.len()).sum();
    assert!(
        size <= FIXED_OUTPUT + OUTPUT_PER_BYTE * bytes,
        "{bytes} bytes became {size}"
    );
    let mut paths = BTreeSet::new();
    for (path, text) in files.iter() {
        let is_plain = |part: &str| part.trim_start_matches('.') == part && is_name(part);
        assert!(path.split('/').all(is_plain), "{path}");
        assert!(paths.insert(path.to_lowercase()), "{path} stands twice");
        let first = text.lines().next();
        assert!(first.is_some_and(|line| line.contains(MARK)), "{path}");
        let is_rust = Path::new(path).extension().is_some_and(|it| it == "rs");
        if is_rust && !path.starts_with("src/support/") {
            let parsed = syn::parse_file(text);
            assert!(parsed.is_ok(), "{path}: {:?}\n{text}", parsed.err());
        }
    }
}

fn differs_in_nothing_from_itself(spec: &Path) {
    let mut findings = Report::default();
    let read = read(spec, DISPLAY, &mut findings).expect("it was generated from");
    let found = diff::compare(&read, &read);
    assert_eq!(found.changes, [], "{}", diff::table(&found));
}
