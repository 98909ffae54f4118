//! Tests the imports of the generator and of the support module: files form no cycle,
//! and no layer imports a higher one.

mod graph;

use std::collections::{BTreeMap, BTreeSet};

use antom_tests::{report, root};

use graph::Graph;

/// The layers of the generator, the lowest first. A layer imports only earlier ones.
const LAYERS: [&str; 24] = [
    "parallel",
    "progress",
    "pattern",
    "syntax",
    "timings",
    "text",
    "diagnostics",
    "layout",
    "markdown",
    "model",
    "support",
    "names",
    "files",
    "load",
    "openapi",
    "overlay",
    "package",
    "resolve",
    "lower",
    "check",
    "plan",
    "specification",
    "diff",
    "lint",
];

/// The layers above these, in order, which generate the crate.
const OUTPUT: [&str; 3] = ["emit", "render", ""];

/// The number of files of the support module that may form a cycle: values are read
/// from their members, and members are values.
const READERS: usize = 3;

fn layers() -> impl Iterator<Item = &'static str> {
    LAYERS.into_iter().chain(OUTPUT)
}

#[test]
fn files_of_the_generator_form_no_cycle() {
    let graph = Graph::of(&root().join("generator/src"), "lib.rs");
    let cycles = graph.cycles();
    report(
        &cycles
            .iter()
            .map(|cycle| cycle.join(", "))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn no_layer_imports_a_higher_one() {
    let graph = Graph::of(&root().join("generator/src"), "lib.rs");
    let positions: BTreeMap<&str, usize> = layers().zip(0..).collect();
    let mut complaints = Vec::new();
    for (from, to) in graph.imports() {
        let (own, other) = (layer(from), layer(to));
        match (positions.get(own), positions.get(other)) {
            (Some(own), Some(other)) if other <= own => {}
            (Some(_), Some(_)) => {
                complaints.push(format!("`{from}` imports `{to}` of a higher layer"));
            }
            _ => complaints.push(format!("`{own}` or `{other}` is in no list of layers")),
        }
    }
    report(&complaints);
}

#[test]
fn only_readers_and_types_of_the_generated_crate_form_a_cycle() {
    let graph = Graph::of(&root().join("generated/src"), "lib.rs");
    let complaints = graph.cycles().into_iter().filter_map(|cycle| {
        let mut parts = cycle.iter().filter(|file| is_copied(file));
        let is_reading = parts.clone().all(|file| file.starts_with("support/read/"));
        let is_allowed = parts.next().is_none() || is_reading && cycle.len() <= READERS;
        (!is_allowed).then(|| cycle.join(", "))
    });
    report(&complaints.collect::<Vec<_>>());
}

/// Returns true for the files that the generator copies. The types of a specification
/// refer to each other as they like.
fn is_copied(file: &str) -> bool {
    let mut parts = ["client/", "signature/", "support/", "testing/"].into_iter();
    parts.any(|part| file.starts_with(part))
}

#[test]
fn types_of_a_layer_have_unique_names() {
    let graph = Graph::of(&root().join("generator/src"), "lib.rs");
    let mut known: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (file, name) in graph.types() {
        known.entry((layer(file), name)).or_default().insert(file);
    }
    let complaints = known.into_iter().filter(|(_, files)| files.len() > 1);
    let complaints = complaints.map(|((_, name), files)| {
        let files: Vec<&str> = files.into_iter().collect();
        format!("`{name}` is a type of {}", files.join(" and "))
    });
    report(&complaints.collect::<Vec<_>>());
}

/// Returns the layer of a file: its folder, or the file itself at the top.
fn layer(file: &str) -> &str {
    match file.split_once('/') {
        Some((folder, _)) => folder,
        None => match file {
            "lib.rs" => "",
            file => file.strip_suffix(".rs").unwrap_or(file),
        },
    }
}
