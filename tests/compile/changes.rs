//! Compares the costs of changes in Rust with the compiler: a program for the crate of
//! one side of a pair compiles against the other side's crate, or fails, as the
//! classification predicts.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use antom_tests::scratch::{Message, Scratch};
use antom_tests::{DISPLAY, Pair, Side, pairs, report};
use generator::diff::{ChangeKind, VersionStep};
use generator::files::FileSet;

/// The kinds that no program can show. The package's name is in the manifest, and a type
/// whose last required field is removed also has a breaking change. A field without an
/// example is a note beside the new field, which costs more.
const NOT_IN_PROGRAMS: &[ChangeKind] = &[
    ChangeKind::PackageRenamed,
    ChangeKind::DefaultAdded,
    ChangeKind::FromMajorAdded,
    ChangeKind::FieldNotShown,
];

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

    /// Returns the target that compiles the program against the crate of a side.
    fn target(&self, against: Side) -> String {
        let (from, to) = (self.written_for.as_str(), against.as_str());
        format!("{}-of-{from}-against-{to}", self.pair)
    }

    /// Returns the program; the crate of a side has the name that the program uses.
    fn source(&self, against: Side, packages: &Packages) -> String {
        let package = packages.of(&self.pair, against);
        format!("extern crate {package} as clinic;\n{}", self.text)
    }

    /// Returns a complaint if the compiler disagrees with the prediction.
    fn complaint(&self, messages: &[Message]) -> Option<String> {
        let errors = |target: String| -> String {
            let messages = messages.iter();
            let errors = messages.filter(|message| message.is_error && message.target == target);
            errors.map(|message| message.rendered.as_str()).collect()
        };
        let before = errors(self.target(self.written_for));
        if !before.is_empty() {
            let target = self.target(self.written_for);
            return Some(format!("{target} does not compile:\n{before}"));
        }
        let target = self.target(self.written_for.other());
        let after = errors(target.clone());
        let kinds = self.kinds.iter().map(|kind| kind.as_str());
        let kinds: Vec<&str> = kinds.collect();
        match (self.compiles, after.is_empty()) {
            (true, true) | (false, false) => None,
            (true, false) => Some(format!(
                "{target} does not compile, for {kinds:?}:\n{after}"
            )),
            (false, true) => Some(format!("{target} compiles, in spite of {kinds:?}")),
        }
    }
}

#[test]
fn programs_compile_after_a_change_as_predicted() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "changes");
    let pairs = pairs();
    let trials = Trial::all(&pairs);
    let packages = Packages::all(&pairs);
    packages.write(&scratch);
    write_programs(&scratch, &packages, &trials);
    let (_, messages) = scratch.cargo(&["check", "--workspace", "--bins", "--lib"]);
    let of_packages = messages
        .iter()
        .filter(|message| message.is_error && !message.package.contains("/users#"));
    let mut complaints: Vec<String> = of_packages
        .map(|message| format!("{}:\n{}", message.package, message.rendered))
        .collect();
    complaints.extend(trials.iter().filter_map(|trial| trial.complaint(&messages)));
    report(&complaints);
}

#[test]
fn every_kind_of_change_has_a_program() {
    let trials = Trial::all(&pairs());
    let tried: HashSet<ChangeKind> = trials.into_iter().flat_map(|trial| trial.kinds).collect();
    let missing: Vec<String> = ChangeKind::ALL
        .iter()
        .filter(|kind| !tried.contains(kind) && !NOT_IN_PROGRAMS.contains(kind))
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

    fn names(&self) -> impl Iterator<Item = &String> {
        self.distinct.iter().map(|(name, _)| name)
    }

    fn write(&self, scratch: &Scratch) {
        let names: Vec<String> = self.names().cloned().collect();
        scratch.keep_only("packages", &names);
        for (name, files) in &self.distinct {
            let mut files = files.clone();
            let manifest = files.get("Cargo.toml").unwrap_or_default();
            let manifest = manifest.replacen("name = \"clinic\"", &format!("name = {name:?}"), 1);
            let manifest = manifest.replacen("name = \"hospital\"", &format!("name = {name:?}"), 1);
            files.insert("Cargo.toml", manifest);
            scratch.write_package(&format!("packages/{name}"), &files);
        }
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

/// Writes one package with all programs, each once for each side.
fn write_programs(scratch: &Scratch, packages: &Packages, trials: &[Trial]) {
    let mut manifest = "[package]\nname = \"users\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                        [dependencies]\nserde_json = \"1\"\n"
        .to_owned();
    for name in packages.names() {
        // Writing to a string cannot fail.
        let _ = writeln!(manifest, "{name} = {{ path = \"../packages/{name}\" }}");
    }
    let programs: Vec<(String, String)> = trials
        .iter()
        .flat_map(|trial| {
            Side::BOTH.map(|against| {
                (
                    format!("{}.rs", trial.target(against)),
                    trial.source(against, packages),
                )
            })
        })
        .collect();
    let names: Vec<String> = programs.iter().map(|(name, _)| name.clone()).collect();
    scratch.keep_only("users/src/bin", &names);
    for (name, text) in &programs {
        scratch.write(&format!("users/src/bin/{name}"), text);
    }
    scratch.write("users/Cargo.toml", &manifest);
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"packages/*\", \"users\"]\n",
    );
}
