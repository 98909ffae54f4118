//! Tests that the comparison finds every omission in the specification.
//!
//! Lines of the real specification are left out one at a time, each with the lines that
//! belong to it. If the rest is a valid specification, there must be a change of the crate
//! in both directions if and only if the generated files differ.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use antom_tests::{DISPLAY, is_long, report, root};
use generator::Generated;
use generator::diff::{VersionStep, compare};
use tempfile::TempDir;

/// The distance between omitted lines in a long run. It must have no divisor in common
/// with the layout of the files.
const LONG_STEP: usize = 101;

/// The number of omitted lines in any other run. Each costs a run of the generator, so the
/// number does not grow with the specification.
const SHORT_RUN: usize = 40;

fn generate(spec: &Path) -> Option<Generated> {
    generator::generate(spec, DISPLAY).ok()
}

/// A document of the specification.
struct Document {
    name: String,
    text: String,
}

/// A line to leave out.
struct Omission<'a> {
    document: &'a Document,
    line: usize,
}

/// Returns the text without a line and the deeper lines after it.
fn without(lines: &[&str], at: usize) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = lines.get(at).map_or(0, |line| indent(line));
    let below = lines.iter().skip(at + 1);
    let below = below.take_while(|line| line.trim().is_empty() || indent(line) > own);
    let end = at + 1 + below.count();
    let rest = lines.iter().take(at).chain(lines.iter().skip(end));
    rest.flat_map(|line| [line, "\n"]).collect()
}

/// Returns a copy of the specification, and its documents.
fn copied() -> (TempDir, Vec<Document>) {
    let copy = tempfile::tempdir().expect("a temporary directory can be made");
    let mut documents = Vec::new();
    for entry in fs::read_dir(root().join("spec")).expect("the specification is there") {
        let entry = entry.expect("it can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(entry.path()).expect("it is text");
        fs::write(copy.path().join(&name), &text).expect("it can be copied");
        let is_yaml = entry
            .path()
            .extension()
            .is_some_and(|found| found == "yaml");
        if is_yaml && name != "package.yaml" {
            documents.push(Document { name, text });
        }
    }
    documents.sort_by(|left, right| left.name.cmp(&right.name));
    (copy, documents)
}

/// Returns the omissions of this run, spread over all documents.
fn omissions(documents: &[Document]) -> Vec<Omission<'_>> {
    let lines = documents.iter().flat_map(|document| {
        let lines = 0..document.text.lines().count();
        lines.map(move |line| Omission { document, line })
    });
    let all: Vec<Omission<'_>> = lines.collect();
    let step = if is_long() {
        LONG_STEP
    } else {
        all.len().div_ceil(SHORT_RUN)
    };
    all.into_iter().step_by(step).collect()
}

impl Omission<'_> {
    /// Makes the omission in a copy of the specification. Returns nothing if the rest is
    /// no specification, and otherwise the complaints about the comparison.
    fn complaints(&self, copy: &Path, whole: &Generated) -> Option<Vec<String>> {
        let Document { name, text } = self.document;
        let lines: Vec<&str> = text.lines().collect();
        let path = copy.join(name);
        fs::write(&path, without(&lines, self.line)).expect("a copy can be written");
        let rest = generate(copy);
        fs::write(&path, text).expect("a copy can be written");
        let rest = rest?;
        let differs = rest.files != whole.files;
        let seen = [
            compare(&whole.specification, &rest.specification),
            compare(&rest.specification, &whole.specification),
        ]
        .map(|diff| diff.step() > VersionStep::None);
        let line = self.line + 1;
        let complaint = (seen != [differs, differs]).then(|| {
            format!("without spec/{name}:{line} the output differs: {differs}; seen: {seen:?}")
        });
        Some(complaint.into_iter().collect())
    }
}

#[test]
fn every_omission_is_found() {
    let whole = generate(&root().join("spec")).expect("the specification has no errors");
    let (_, documents) = copied();
    let omissions = omissions(&documents);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let compared: Vec<Vec<String>> = thread::scope(|scope| {
        let running: Vec<_> = omissions
            .chunks(omissions.len().div_ceil(threads))
            .map(|part| {
                scope.spawn(|| {
                    let (copy, _) = copied();
                    let found = part.iter().map(|it| it.complaints(copy.path(), &whole));
                    found.flatten().collect::<Vec<_>>()
                })
            })
            .collect();
        let finished = running.into_iter().map(|it| it.join().expect("no panic"));
        finished.flatten().collect()
    });
    assert!(
        compared.len() >= 20,
        "only {} were specifications",
        compared.len()
    );
    report(&compared.into_iter().flatten().collect::<Vec<_>>());
}
