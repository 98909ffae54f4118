//! Compiles and runs the tests of a crate that is generated without signatures: those of
//! `calls/program.rs`, which use its client and its credentials.

use std::fs;
use std::process::Command;

use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, cases, root};

/// The case of `tests/cases/emit/` whose crate is tested.
const CASE: &str = "credentials";

const MANIFEST: &str = "\
[package]
name = \"program\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
clinic = { path = \"../clinic\", features = [\"client\"] }
http = \"1\"

[[test]]
name = \"program\"
path = \"program.rs\"
";

#[test]
fn the_client_of_a_crate_without_signatures() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "calls");
    let cases = cases("emit");
    let mut cases = cases.iter();
    let case = cases
        .find(|case| case.name.ends_with(CASE))
        .expect("the case is there");
    let spec = case.specification();
    let generated = generator::generate(spec.path(), DISPLAY).expect("it has no errors");
    scratch.write_package("clinic", &generated.files);
    let program = root().join("tests/calls/program.rs");
    let program = fs::read_to_string(program).expect("the program is there");
    scratch.write("program/program.rs", &program);
    scratch.write("program/Cargo.toml", MANIFEST);
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"clinic\", \"program\"]\n",
    );
    let mut command: Command =
        scratch.command(&["test", "--offline", "-p", "program"], &scratch.target());
    let output = command
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .output()
        .expect("cargo can be run");
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
