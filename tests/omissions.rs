//! Tests that the comparison finds every omission in the specification.
//!
//! Lines of the real specification are left out one at a time, each with the lines that
//! belong to it. If the rest is a valid specification, there must be a change of the crate
//! in both directions if and only if the generated files differ.

use std::fs;
use std::path::Path;

use antom_tests::{DISPLAY, is_long, report, root};
use generator::Specification;
use generator::diagnostics::{Report, Style};
use generator::diff::{VersionStep, compare};
use generator::files::FileSet;

/// The distance between omitted lines in a long run, and in any other. It must have no
/// divisor in common with the layout of the files.
const STEPS: [usize; 2] = [101, 401];

struct Output {
    specification: Specification,
    files: FileSet,
}

fn read(spec: &Path) -> Result<Output, String> {
    let mut report = Report::default();
    let found = generator::read(spec, DISPLAY, &mut report);
    let specification = found.ok_or_else(|| report.render(Style::Plain))?;
    let generated = generator::generate(spec, DISPLAY);
    let files = generated.map_err(|found| found.render(Style::Plain))?.files;
    Ok(Output {
        specification,
        files,
    })
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

#[test]
fn every_omission_is_found() {
    let spec = root().join("spec");
    let whole = read(&spec).unwrap_or_else(|why| panic!("{why}"));
    let copy = tempfile::tempdir().expect("a temporary directory can be made");
    let mut documents = Vec::new();
    for entry in fs::read_dir(&spec).expect("the specification is there") {
        let entry = entry.expect("it can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(entry.path()).expect("it is text");
        fs::write(copy.path().join(&name), &text).expect("it can be copied");
        let is_yaml = entry
            .path()
            .extension()
            .is_some_and(|found| found == "yaml");
        if is_yaml && name != "package.yaml" {
            documents.push((name, text));
        }
    }
    documents.sort();
    let [long, short] = STEPS;
    let step = if is_long() { long } else { short };
    let mut complaints = Vec::new();
    let mut compared = 0;
    for (name, text) in &documents {
        let lines: Vec<&str> = text.lines().collect();
        for at in (0..lines.len()).step_by(step) {
            let path = copy.path().join(name);
            fs::write(&path, without(&lines, at)).expect("a copy can be written");
            let Ok(rest) = read(copy.path()) else {
                continue;
            };
            compared += 1;
            let differs = rest.files != whole.files;
            let seen = [
                compare(&whole.specification, &rest.specification),
                compare(&rest.specification, &whole.specification),
            ]
            .map(|diff| diff.step() > VersionStep::None);
            if seen != [differs, differs] {
                let line = at + 1;
                complaints.push(format!(
                    "without spec/{name}:{line} the output differs: {differs}; seen: {seen:?}"
                ));
            }
        }
        fs::write(copy.path().join(name), text).expect("a copy can be written");
    }
    assert!(compared >= 20, "only {compared} were specifications");
    report(&complaints);
}
