//! Tests long chains of references: they are reported and never overflow the stack.

use std::fmt::Write as _;
use std::fs;

use generator::diagnostics::{Code, Report};

/// Returns the codes of the findings in a specification of one document.
fn codes(components: &str) -> Vec<Code> {
    let spec = tempfile::tempdir().expect("a temporary directory can be made");
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\ncomponents:\n  schemas:\n{components}"
    );
    fs::write(spec.path().join("pets.yaml"), document).expect("the document can be written");
    let mut report = Report::default();
    let _ = generator::read_model(spec.path(), "spec", &mut report);
    report.diagnostics.iter().map(|found| found.code).collect()
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
fn a_part_that_is_merged_twice_at_every_level_is_read_once() {
    let components = chain(40, |next| {
        format!(
            "{{allOf: [{{$ref: '#/components/schemas/T{next}'}}, {{$ref: '#/components/schemas/T{next}'}}]}}"
        )
    });
    assert!(!codes(&components).contains(&Code::Recursion));
}

/// Types nest like lists of lists, as the compiler sees them.
#[test]
fn nested_lists_count_across_references() {
    let lists = |depth: usize, innermost: &str| {
        let (begin, end) = ("{type: array, items: ".repeat(depth), "}".repeat(depth));
        format!("{begin}{innermost}{end}")
    };
    let reference = |index: usize| format!("{{$ref: '#/components/schemas/T{index}'}}");
    let member = |schema: &str| format!("{{type: object, properties: {{member: {schema}}}}}");
    let too_long = [
        // Each component is short; the whole chain is never followed to its end.
        chain(60, |next| lists(40, &reference(next))),
        chain(1, |_| lists(65, "{type: string}")),
        chain(1, |_| member(&lists(65, "{type: string}"))),
        chain(2, |next| match next {
            1 => member(&lists(40, &reference(1))),
            _ => lists(40, &reference(next)),
        }),
    ];
    for (case, components) in too_long.iter().enumerate() {
        let found = codes(components);
        let recursion = found.iter().filter(|&&code| code == Code::Recursion);
        assert_eq!(recursion.count(), 1, "{case}: {found:?}");
    }
    let fine = chain(1, |_| member(&lists(64, "{type: string}")));
    assert!(!codes(&fine).contains(&Code::Recursion));
}

/// The compiler looks through lists and boxes for everything in a value.
#[test]
fn deeply_nested_types_raise_the_recursion_limit() {
    let root_of = |depth: usize| {
        let spec = tempfile::tempdir().expect("a temporary directory can be made");
        let components = chain(depth, |next| {
            let list = format!("{{type: array, items: {{$ref: '#/components/schemas/T{next}'}}}}");
            format!("{{type: object, properties: {{list: {list}}}}}")
        });
        let document = format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\ncomponents:\n  schemas:\n{components}"
        );
        let path = spec.path().join("pets.yaml");
        fs::write(&path, document).expect("the document can be written");
        let generated = generator::generate(&path, "pets.yaml").expect("there is no error");
        let mut files = generated.files.iter();
        let root = files.find(|(path, _)| *path == "src/lib.rs");
        root.expect("a crate has a root").1.to_owned()
    };
    assert!(root_of(30).contains("#![recursion_limit = \"368\"]"));
    assert!(!root_of(8).contains("recursion_limit"));
}
