//! Runs the programs as cargo has compiled them, without compiling anything.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

/// Returns the directory of the compiled programs, beside that of the compiled tests.
fn compiled() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a file");
    let target = test.ancestors().nth(2).expect("it is below `target`");
    target.join("examples")
}

/// Runs a program and returns its output.
fn output(program: &str) -> String {
    let file = compiled().join(format!("{program}{EXE_SUFFIX}"));
    assert!(
        file.exists(),
        "{program} is not compiled: run `cargo test -p antom-examples` without `--test`"
    );
    let output = Command::new(file).output().expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    String::from_utf8(output.stdout).expect("the output is text")
}

#[test]
fn every_program_runs() {
    let directory = std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("it can be listed");
    let files = directory.map(|entry| entry.expect("it can be listed").path());
    let programs = files.filter(|file| file.extension().is_some_and(|it| it == "rs"));
    let names = programs.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()));
    let names: Vec<String> = names.filter(|name| name != "programs").collect();
    assert!(names.len() > 1, "{names:?}");
    for name in names {
        assert!(!output(&name).is_empty(), "{name} shows nothing");
    }
}

/// After an intended change, `cargo run --example take_a_payment` prints the new text.
#[test]
fn a_payment_takes_all_its_steps() {
    let expected = include_str!("take_a_payment.txt");
    assert_eq!(output("take_a_payment"), expected);
}
