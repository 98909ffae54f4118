//! Tests that every expected file of the emission cases compiles without a warning, in
//! its generated package.

use std::fs;

use antom_tests::scratch::Scratch;
use antom_tests::{Case, DISPLAY, cases, report, split};
use generator::files::FileSet;

#[test]
fn expected_files_compile_without_warnings() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "golden-cases");
    let cases = cases("emit");
    let packages: Vec<String> = cases.iter().map(package).collect();
    scratch.keep_only("packages", &packages);
    for (case, package) in cases.iter().zip(&packages) {
        let files = files(case, package);
        scratch.write_package(&format!("packages/{package}"), &files);
    }
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"packages/*\"]\n",
    );
    let (success, messages) = scratch.cargo(&["check", "--workspace"]);
    let complaints: Vec<String> = messages
        .iter()
        .map(|message| format!("{}:\n{}", message.package, message.rendered))
        .collect();
    report(&complaints);
    assert!(success, "cargo failed without a message");
}

fn package(case: &Case) -> String {
    case.name.replace(['/', '_'], "-")
}

/// Returns the generated package with the expected files in place of the generated ones
/// and its own name. Every warning is an error there.
fn files(case: &Case, package: &str) -> FileSet {
    let spec = case.specification();
    let generated = generator::generate(spec.path(), DISPLAY);
    let mut files = match generated {
        Ok(generated) => generated.files,
        Err(found) => panic!("{}: {} errors", case.name, found.diagnostics.len()),
    };
    let expected = fs::read_to_string(case.expected("rs"));
    let expected = expected.unwrap_or_else(|error| panic!("{}: {error}", case.name));
    for (path, text) in split(&expected) {
        assert!(
            files.get(&path).is_some(),
            "{}: `{path}` is no longer generated",
            case.name
        );
        files.insert(path, text);
    }
    let manifest = files.get("Cargo.toml").unwrap_or_default();
    let manifest = manifest
        .replace("name = \"clinic\"", &format!("name = \"{package}\""))
        .replace("[lints.rust]", "[lints.rust]\nwarnings = \"deny\"");
    assert!(
        manifest.contains(package) && manifest.contains("warnings"),
        "{manifest}"
    );
    files.insert("Cargo.toml", manifest);
    files
}
