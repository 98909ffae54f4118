//! Tests that `licences.txt` lists every crate of the lock files with its licence, also
//! crates for other systems, and that each licence is allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use antom_tests::{Expectation, diff, report, root};
use serde_json::Value;

/// The licences that a crate can have without a decision. None requires more than a notice.
const ALLOWED: &[&str] = &[
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "NCSA",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The directories with a lock file: the workspace, and the packages outside of it.
const LOCKED: [&str; 3] = [".", "tests/fuzz", "tests/webhooks"];

const LIST: &str = "tests/licences.txt";

const BLESS: &str = "UPDATE_EXPECT=1 cargo test -p antom-tests --test licences";

/// The licences of crates by their names.
type Licences = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_crate_is_listed_with_its_licence() {
    let listed = listed();
    let mut found = Licences::new();
    let mut complaints = Vec::new();
    for directory in LOCKED {
        match licences(directory) {
            Ok(licences) => licences.into_iter().for_each(|(name, licence)| {
                found.entry(name).or_default().insert(licence);
            }),
            // Cargo downloads only the crates that it compiles. The names are in the lock
            // file anyway, so a new crate is found.
            Err(why) => {
                for name in locked(directory) {
                    let known = found.get(&name).or_else(|| listed.get(&name)).cloned();
                    match known {
                        Some(licences) => drop(found.insert(name, licences)),
                        None => complaints.push(format!("{directory}: `{name}` is new; {why}")),
                    }
                }
            }
        }
    }
    report(&complaints);
    let found = text(&found);
    if Expectation::from_env() == Expectation::Bless {
        fs::write(root().join(LIST), &found).expect("the list can be written");
    }
    let expected = fs::read_to_string(root().join(LIST)).unwrap_or_default();
    assert!(
        expected == found,
        "{}\nread the licence and the source of a new crate, then run `{BLESS}`",
        diff(LIST, &expected, &found)
    );
}

#[test]
fn every_listed_licence_is_allowed() {
    let listed = listed();
    assert!(!listed.is_empty(), "{LIST} is empty; run `{BLESS}`");
    let complaints = listed.into_iter().flat_map(|(name, licences)| {
        let refused = licences.into_iter().filter(|licence| !is_allowed(licence));
        refused.map(move |licence| {
            format!(
                "`{name}` has the licence `{licence}`: use another crate, or read the licence \
                 and add it to `ALLOWED` in tests/licences.rs"
            )
        })
    });
    report(&complaints.collect::<Vec<_>>());
}

#[test]
fn a_licence_is_allowed_if_a_choice_of_each_part_is() {
    for licence in [
        "MIT",
        "GPL-3.0 OR MIT",
        "(GPL-3.0/MIT) AND ISC",
        "Zlib / Apache-2.0",
    ] {
        assert!(is_allowed(licence), "{licence}");
    }
    for licence in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR ISC) AND (GPL-3.0 OR MPL-2.0)",
    ] {
        assert!(!is_allowed(licence), "{licence}");
    }
}

/// Returns whether each part of a licence, joined by `AND`, offers an allowed one. This
/// reads `A OR B AND C` as `(A OR B) AND C`, which allows less.
fn is_allowed(licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| {
        let mut choices = part.split(" OR ");
        choices.any(|choice| ALLOWED.contains(&choice.trim()))
    })
}

/// Returns the crates and licences of a package, or the command that downloads them.
fn licences(directory: &str) -> Result<Vec<(String, String)>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--all-features", "--format-version", "1"])
        .args(["--offline", "--locked"])
        .current_dir(root().join(directory))
        .output()
        .expect("cargo runs");
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "run `cargo fetch --locked` in `{directory}`:\n{why}"
        ));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let foreign = packages.filter(|package| !package["source"].is_null());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(foreign
        .map(|package| (text(&package["name"]), text(&package["license"])))
        .collect())
}

/// Returns the crates of a lock file that come from a registry.
fn locked(directory: &str) -> BTreeSet<String> {
    let path = root().join(directory).join("Cargo.lock");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{directory}: {error}"));
    let packages = text.split("[[package]]").skip(1);
    let foreign = packages.filter(|package| package.contains("\nsource = "));
    let names = foreign.filter_map(|package| {
        let (_, name) = package.split_once("name = \"")?;
        Some(name.split_once('"')?.0.to_owned())
    });
    names.collect()
}

/// Returns the listed licences.
fn listed() -> Licences {
    let text = fs::read_to_string(root().join(LIST)).unwrap_or_default();
    let rows = text.lines().filter_map(|line| line.split_once(": "));
    let mut listed = Licences::new();
    for (name, licence) in rows.filter(|(name, _)| !name.starts_with('#')) {
        let licences = listed.entry(name.to_owned()).or_default();
        licences.insert(licence.to_owned());
    }
    listed
}

fn text(licences: &Licences) -> String {
    let mut text = format!("# The crates of all lock files, with their licences.\n# `{BLESS}`\n");
    for (name, licences) in licences {
        for licence in licences {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name}: {licence}");
        }
    }
    text
}
