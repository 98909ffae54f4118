//! The number of crates that the features need.

use std::collections::BTreeSet;
use std::process::Command;

/// Returns the crates that `antom` needs on this system, down to a depth.
fn crates(features: &str, depth: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package", "antom"])
        .args(["--no-default-features", "--features", features])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--depth",
            depth,
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("names are text");
    let names = text.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some(format!("{} {}", words.next()?, words.next()?))
    });
    names.filter(|name| !name.starts_with("antom ")).collect()
}

#[test]
fn each_feature_needs_few_crates() {
    for (features, most) in [
        ("reqwest,ring", 98),
        ("ureq,ring", 35),
        ("testing", 45),
        ("loopback", 58),
    ] {
        let crates = crates(features, "100");
        assert!(
            crates.len() <= most,
            "{features}: {}: {crates:#?}",
            crates.len()
        );
    }
}

#[test]
fn without_features_there_are_two_dependencies() {
    let crates = crates("", "1");
    let names: Vec<&str> = crates
        .iter()
        .filter_map(|it| it.split(' ').next())
        .collect();
    assert_eq!(names, ["serde", "serde_json"]);
}
