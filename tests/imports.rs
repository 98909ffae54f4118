//! The imports of the generator and of the support module: no cycle among files,
//! and no arrow from a lower room to a higher one.

mod graph;

use std::collections::{BTreeMap, BTreeSet};

use antom_tests::{report, root};

use graph::Graph;

/// The rooms of the generator, from the ground up. A room imports those before it.
const ROOMS: [&str; 22] = [
    "parallel",
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
    "package",
    "resolve",
    "lower",
    "check",
    "plan",
    "specification",
    "diff",
    "lint",
];

/// The rooms above these, in order: what makes the crate.
const OUTPUT: [&str; 3] = ["emit", "render", ""];

/// The files of the support module that call each other: a value is read from its
/// members, and members are values.
const READERS: usize = 3;

fn rooms() -> impl Iterator<Item = &'static str> {
    ROOMS.into_iter().chain(OUTPUT)
}

#[test]
fn files_of_the_generator_import_each_other_in_one_direction() {
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
fn no_room_imports_a_higher_one() {
    let graph = Graph::of(&root().join("generator/src"), "lib.rs");
    let floors: BTreeMap<&str, usize> = rooms().zip(0..).collect();
    let mut complaints = Vec::new();
    for (from, to) in graph.imports() {
        let (own, other) = (room(from), room(to));
        match (floors.get(own), floors.get(other)) {
            (Some(own), Some(other)) if other <= own => {}
            (Some(_), Some(_)) => complaints.push(format!("{from} imports {to} upward")),
            _ => complaints.push(format!("`{own}` or `{other}` is in no list of rooms")),
        }
    }
    report(&complaints);
}

#[test]
fn files_of_support_import_each_other_in_one_direction_but_for_readers() {
    let graph = Graph::of(&root().join("generator/support"), "mod.rs");
    let complaints = graph.cycles().into_iter().filter_map(|cycle| {
        let is_reading = cycle.iter().all(|file| file.starts_with("read/"));
        (!is_reading || cycle.len() > READERS).then(|| cycle.join(", "))
    });
    report(&complaints.collect::<Vec<_>>());
}

#[test]
fn types_of_a_room_have_names_of_their_own() {
    let graph = Graph::of(&root().join("generator/src"), "lib.rs");
    let mut known: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (file, name) in graph.types() {
        known.entry((room(file), name)).or_default().insert(file);
    }
    let complaints = known.into_iter().filter(|(_, files)| files.len() > 1);
    let complaints = complaints.map(|((_, name), files)| {
        let files: Vec<&str> = files.into_iter().collect();
        format!("`{name}` is a type of {}", files.join(" and "))
    });
    report(&complaints.collect::<Vec<_>>());
}

/// Returns the room of a file: its folder, or the file itself at the top.
fn room(file: &str) -> &str {
    match file.split_once('/') {
        Some((folder, _)) => folder,
        None => match file {
            "lib.rs" => "",
            file => file.strip_suffix(".rs").unwrap_or(file),
        },
    }
}
