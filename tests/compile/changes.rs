//! What changes cost in Rust, held against the compiler: a program that
//! compiled against the crate of one side of a pair compiles against the other
//! side's, or fails, as the classification says.

use std::collections::HashSet;

use antom_tests::scratch::{Message, Scratch};
use antom_tests::{DISPLAY, Pair, Side, pairs, report};
use generator::diff::{ChangeKind, Step};
use generator::files::{FileSet, apply, compare};

/// The kinds that no program of one crate shows: whoever depends on a package
/// names it in the manifest.
const NOT_IN_PROGRAMS: &[ChangeKind] = &[ChangeKind::PackageRenamed];

/// A program, the crate that it was written for, and what is predicted for it
/// against the crate of the other side.
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
                compiles: diff.step() < Step::Major,
                kinds: needed.map(|change| change.kind).collect(),
            })
        });
        trials.collect()
    }

    /// The target that compiles the program against the crate of a side.
    fn target(&self, against: Side) -> String {
        let (from, to) = (self.written_for.as_str(), against.as_str());
        format!("{}-of-{from}-against-{to}", self.pair)
    }

    /// The program with the crate of a side under the name that it knows.
    fn source(&self, against: Side) -> String {
        let package = package(&self.pair, against);
        format!("extern crate {package} as clinic;\n{}", self.text)
    }

    /// What is wrong with the compiler's opinion.
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
fn programs_survive_changes_or_not_as_predicted() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "changes");
    let pairs = pairs();
    let trials = Trial::all(&pairs);
    write_packages(&scratch, &pairs);
    write_programs(&scratch, &pairs, &trials);
    let (_, messages) = scratch.check(&["--workspace", "--bins", "--lib"]);
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
fn every_kind_of_change_is_tried() {
    let trials = Trial::all(&pairs());
    let tried: HashSet<ChangeKind> = trials.into_iter().flat_map(|trial| trial.kinds).collect();
    let missing: Vec<String> = ChangeKind::ALL
        .iter()
        .filter(|kind| !tried.contains(kind) && !NOT_IN_PROGRAMS.contains(kind))
        .map(|kind| kind.as_str().to_owned())
        .collect();
    report(&missing);
}

/// The name of the package of a side.
fn package(pair: &str, side: Side) -> String {
    format!("{pair}_{}", side.as_str())
}

/// The generated package of each side.
fn write_packages(scratch: &Scratch, pairs: &[Pair]) {
    let sides: Vec<(&Pair, Side)> = pairs
        .iter()
        .flat_map(|pair| Side::BOTH.map(|side| (pair, side)))
        .collect();
    let names: Vec<String> = sides
        .iter()
        .map(|(pair, side)| package(&pair.name, *side))
        .collect();
    scratch.keep_only("packages", &names);
    for ((pair, side), name) in sides.into_iter().zip(&names) {
        let files = files(pair, side, name);
        let dir = scratch.dir().join("packages").join(name);
        let comparison = compare(&files, &dir).unwrap_or_else(|error| panic!("{name}: {error}"));
        apply(&comparison, &dir).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

fn files(pair: &Pair, side: Side, name: &str) -> FileSet {
    let spec = pair.specification(side);
    let mut files = match generator::generate(spec.path(), DISPLAY) {
        Ok(generated) => generated.files,
        Err(found) => panic!("{name}: {} mistakes", found.len()),
    };
    let manifest = files.get("Cargo.toml").unwrap_or_default();
    let own = manifest.lines().find(|line| line.starts_with("name = "));
    let own = own.expect("a package has a name");
    let manifest = manifest.replacen(own, &format!("name = \"{name}\""), 1);
    files.insert("Cargo.toml", manifest);
    files
}

/// One package with all programs, each once for each side.
fn write_programs(scratch: &Scratch, pairs: &[Pair], trials: &[Trial]) {
    let mut manifest = "[package]\nname = \"users\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                        [dependencies]\nserde_json = \"1\"\n"
        .to_owned();
    for (pair, side) in pairs
        .iter()
        .flat_map(|pair| Side::BOTH.map(|side| (pair, side)))
    {
        let name = package(&pair.name, side);
        manifest.push_str(&format!("{name} = {{ path = \"../packages/{name}\" }}\n"));
    }
    let programs: Vec<(String, String)> = trials
        .iter()
        .flat_map(|trial| {
            Side::BOTH.map(|against| {
                (
                    format!("{}.rs", trial.target(against)),
                    trial.source(against),
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
