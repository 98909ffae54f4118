//! Compiles and runs the tests of crates that are generated without signatures: those of
//! `calls/program.rs`, which use the client and the credentials, and those of
//! `calls/streams.rs`, which use the transports.

use std::fs;
use std::process::Command;

use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, cases, root};

#[test]
fn the_client_of_a_crate_without_signatures() {
    run("program", "credentials", &["client"], "");
}

#[test]
fn bodies_that_are_sent_and_received_in_pieces() {
    let tokio = "tokio = { version = \"1\", features = [\"net\", \"rt\", \"time\"] }\n";
    run("streams", "streams", &["reqwest", "ureq"], tokio);
}

/// Runs the tests of a program with the crate of a case of `tests/cases/emit/`, which has the
/// name `clinic`.
fn run(program: &str, case: &str, features: &[&str], dependencies: &str) {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), &format!("calls-{program}"));
    let cases = cases("emit");
    let name = format!("emit/{case}");
    let case = cases.iter().find(|case| case.name == name);
    let spec = case.expect("the case is there").specification();
    let generated = generator::generate(spec.path(), DISPLAY).expect("it has no errors");
    scratch.write_package("clinic", &generated.files);
    let text = root().join(format!("tests/calls/{program}.rs"));
    let text = fs::read_to_string(text).expect("the program is there");
    scratch.write(&format!("program/{program}.rs"), &text);
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nclinic = {{ path = \"../clinic\", features = {features:?} }}\n\
         http = \"1\"\n{dependencies}\n\
         [[test]]\nname = \"{program}\"\npath = \"{program}.rs\"\n"
    );
    scratch.write("program/Cargo.toml", &manifest);
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
    let complaints = scratch.complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
