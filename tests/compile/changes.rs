//! Compares the costs of changes in Rust with the compiler: a program for the crate of
//! one side of a pair compiles against the other side's crate, or fails, as the
//! classification predicts.

use std::collections::{HashMap, HashSet};

use antom_tests::gathered::gathered;
use antom_tests::programs::{Errors, errors_of_programs};
use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, Pair, Side, pairs, report};
use generator::diff::{ChangeKind, VersionStep};
use generator::files::FileSet;

/// The kinds that no program can show. The package's name and features are in the manifest.
/// A type whose last required field is removed, or that responses no longer use, also has a
/// breaking change. A field without an example is a note beside the new field, which costs
/// more. A conversion into a union is added when another variant is removed, or has another
/// type. Programs do not enable the features of signatures and clients.
const NOT_IN_PROGRAMS: &[ChangeKind] = &[
    ChangeKind::PackageRenamed,
    ChangeKind::FeatureRemoved,
    ChangeKind::FeaturesIntroduced,
    ChangeKind::DefaultAdded,
    ChangeKind::FromMajorAdded,
    ChangeKind::ReadRemoved,
    ChangeKind::SignatureRemoved,
    ChangeKind::SignedRemoved,
    ChangeKind::ResolutionRemoved,
    ChangeKind::ResolutionChanged,
    ChangeKind::FieldNotShown,
    ChangeKind::VariantConversionAdded,
];

/// The manifest of the package with all programs.
const USERS: &str = r#"
[package]
name = "users"
version = "0.0.0"
edition = "2024"

[dependencies]
crates = { path = "../crates" }
serde_json = "1"
"#;

/// A program, the crate that it was written for, and the prediction for the crate of the
/// other side.
struct Trial {
    pair: String,
    written_for: Side,
    text: String,
    compiles: bool,
    kinds: Vec<ChangeKind>,
}

impl Trial {
    fn all(pairs: &[Pair]) -> Vec<Self> {
        let sides = pairs
            .iter()
            .flat_map(|pair| Side::BOTH.map(|of| (pair, of)));
        let trials = sides.filter_map(|(pair, written_for)| {
            let text = pair.program(written_for)?;
            let diff = pair.diff(written_for);
            let changes = diff.changes.iter();
            let needed = changes
                .clone()
                .filter(|change| change.rust() == diff.step());
            Some(Self {
                pair: pair.name.clone(),
                written_for,
                text,
                compiles: diff.step() < VersionStep::Major,
                kinds: needed.map(|change| change.kind).collect(),
            })
        });
        trials.collect()
    }

    /// Returns the name of the program with the crate of a side.
    fn name(&self, against: Side) -> String {
        let (from, to) = (self.written_for.as_str(), against.as_str());
        format!("{}-of-{from}-against-{to}", self.pair)
    }

    /// Returns the program; the crate of a side has the name that the program uses.
    fn source(&self, against: Side, packages: &Packages) -> String {
        let package = packages.of(&self.pair, against);
        format!("use crates::{package} as clinic;\n{}", self.text)
    }

    /// Returns a complaint if the compiler disagrees with the prediction.
    fn complaint(&self, errors: &Errors) -> Option<String> {
        let errors = |name: &str| errors.get(name).map(|errors| errors.concat());
        let name = self.name(self.written_for);
        if let Some(before) = errors(&name) {
            return Some(format!("{name} does not compile:\n{before}"));
        }
        let name = self.name(self.written_for.other());
        let after = errors(&name);
        let kinds = self.kinds.iter().map(|kind| kind.as_str());
        let kinds: Vec<&str> = kinds.collect();
        match (self.compiles, after) {
            (true, None) | (false, Some(_)) => None,
            (true, Some(after)) => {
                Some(format!("{name} does not compile, for {kinds:?}:\n{after}"))
            }
            (false, None) => Some(format!("{name} compiles, in spite of {kinds:?}")),
        }
    }
}

#[test]
fn programs_compile_after_a_change_as_predicted() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "changes");
    let pairs = pairs();
    let trials = Trial::all(pairs);
    let packages = Packages::all(pairs);
    scratch.write_package("crates", &gathered("crates", &packages.distinct));
    scratch.write("users/Cargo.toml", USERS);
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates\", \"users\"]\n",
    );
    let programs: Vec<(String, String)> = trials
        .iter()
        .flat_map(|trial| Side::BOTH.map(|side| (trial.name(side), trial.source(side, &packages))))
        .collect();
    let errors = errors_of_programs(&scratch, "users", &programs);
    let complaints = trials.iter().filter_map(|trial| trial.complaint(&errors));
    report(&complaints.collect::<Vec<_>>());
}

#[test]
fn every_kind_of_change_has_a_program() {
    let trials = Trial::all(pairs());
    let tried: HashSet<ChangeKind> = trials.into_iter().flat_map(|trial| trial.kinds).collect();
    let missing: Vec<String> = ChangeKind::ALL
        .iter()
        .filter(|kind| !tried.contains(kind))
        .filter(|kind| !NOT_IN_PROGRAMS.contains(kind))
        .map(|kind| kind.as_str().to_owned())
        .collect();
    report(&missing);
}

/// The generated packages. Sides with the same files share one, since each takes time to
/// compile.
struct Packages {
    /// The names and contents.
    distinct: Vec<(String, FileSet)>,
    /// The position of the package of each side.
    by_side: HashMap<(String, &'static str), usize>,
}

impl Packages {
    fn all(pairs: &[Pair]) -> Self {
        let mut packages = Self {
            distinct: Vec::new(),
            by_side: HashMap::new(),
        };
        for (pair, side) in sides(pairs) {
            let files = files(pair, side);
            let mut known = packages.distinct.iter();
            let position = known.position(|(_, known)| *known == files);
            let position = position.unwrap_or_else(|| {
                let name = format!("{}_{}", pair.name, side.as_str());
                packages.distinct.push((name, files));
                packages.distinct.len() - 1
            });
            let key = (pair.name.clone(), side.as_str());
            packages.by_side.insert(key, position);
        }
        packages
    }

    /// Returns the name of the package of a side.
    fn of(&self, pair: &str, side: Side) -> &str {
        &self.distinct[self.by_side[&(pair.to_owned(), side.as_str())]].0
    }
}

fn sides(pairs: &[Pair]) -> impl Iterator<Item = (&Pair, Side)> {
    pairs
        .iter()
        .flat_map(|pair| Side::BOTH.map(|side| (pair, side)))
}

fn files(pair: &Pair, side: Side) -> FileSet {
    let spec = pair.specification(side);
    match generator::generate(spec.path(), DISPLAY) {
        Ok(generated) => generated.files,
        Err(found) => panic!("{}: {} errors", pair.name, found.diagnostics.len()),
    }
}
