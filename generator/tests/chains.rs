//! References that lead on and on: reported, whatever their number, and never a
//! stack that overflows.

use std::fmt::Write as _;
use std::fs;

use generator::diagnostics::{Code, Diagnostics};

/// The codes of what is wrong with a specification of one document.
fn codes(components: &str) -> Vec<Code> {
    let spec = tempfile::tempdir().expect("a temporary directory can be made");
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\ncomponents:\n  schemas:\n{components}"
    );
    fs::write(spec.path().join("pets.yaml"), document).expect("the document can be written");
    let mut diagnostics = Diagnostics::default();
    assert!(generator::model(spec.path(), "spec", &mut diagnostics).is_none());
    diagnostics.iter().map(|found| found.code).collect()
}

fn chain(length: usize, link: impl Fn(usize) -> String) -> String {
    let mut components = String::new();
    for index in 0..length {
        writeln!(components, "    T{index}: {}", link(index + 1)).expect("a string takes all");
    }
    writeln!(components, "    T{length}: {{type: string}}").expect("a string takes all");
    components
}

#[test]
fn a_long_chain_of_references_is_reported_once() {
    let links = [
        "{$ref: '#/components/schemas/TX'}",
        "{allOf: [{$ref: '#/components/schemas/TX'}]}",
        "{type: array, items: {$ref: '#/components/schemas/TX'}}",
        "{type: object, additionalProperties: {$ref: '#/components/schemas/TX'}}",
    ];
    for link in links {
        let components = chain(2_000, |next| link.replace("TX", &format!("T{next}")));
        let found = codes(&components);
        let recursion = found
            .iter()
            .filter(|&&code| code == Code::Recursion)
            .count();
        assert_eq!(recursion, 1, "{link}: {found:?}");
    }
}

#[test]
fn what_is_merged_twice_at_every_level_is_read_once() {
    let components = chain(40, |next| {
        format!(
            "{{allOf: [{{$ref: '#/components/schemas/T{next}'}}, {{$ref: '#/components/schemas/T{next}'}}]}}"
        )
    });
    assert!(!codes(&components).contains(&Code::Recursion));
}
