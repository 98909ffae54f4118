//! Tests the command line without documents that are compiled.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Runs the command in a directory. Returns its exit code, output and errors.
fn run(dir: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_antom-judge"))
        .args(arguments)
        .current_dir(dir)
        .output()
        .expect("the command runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output.status.code(), out, err)
}

fn empty() -> TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

/// Returns the errors about a file that cannot be judged.
#[track_caller]
fn errors_of(content: &[u8]) -> String {
    let dir = empty();
    fs::write(dir.path().join("shop.yaml"), content).expect("a file");
    let (code, out, err) = run(dir.path(), &["shop.yaml"]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    err
}

#[test]
fn help_describes_every_option_and_exit_code() {
    let (code, out, _) = run(empty().path(), &["--help"]);
    assert_eq!(code, Some(0));
    let options = ["--components", "--parts", "--instances", "--seed", "FILE"];
    let codes = ["  0  there", "  1  there", "  2  the command line"];
    for expected in options.iter().chain(&codes) {
        assert!(out.contains(expected), "{expected} is missing in {out}");
    }
}

#[test]
fn the_version_is_printed() {
    let (code, out, _) = run(empty().path(), &["--version"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("antom-judge "), "{out}");
}

#[test]
fn a_wrong_command_line_exits_with_2_and_says_why() {
    let wrong: [(&[&str], &str); 6] = [
        (&[], "<FILE>"),
        (&["--part", "1", "a"], "--part"),
        (&["--seed", "x", "a"], "invalid value 'x'"),
        (&["--seed"], "a value is required for '--seed <N>'"),
        (&["--parts", "0", "a"], "it is at least 1"),
        (&["--components", "-1", "a"], "-1"),
    ];
    for (arguments, expected) in wrong {
        let (code, _, err) = run(empty().path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn every_file_is_tried_though_one_is_missing() {
    let dir = empty();
    fs::create_dir(dir.path().join("nothing")).expect("a directory");
    let (code, _, err) = run(dir.path(), &["first.yaml", "nothing", "last.json"]);
    assert_eq!(code, Some(1), "{err}");
    let place = |text: &str| {
        err.find(text)
            .unwrap_or_else(|| panic!("{text} is not in {err}"))
    };
    let places = [
        place("first.yaml cannot be read"),
        place("nothing"),
        place("last.json cannot"),
    ];
    assert!(places.is_sorted(), "{err}");
}

#[test]
fn a_file_that_is_no_document_is_named() {
    for content in [&b"\xff\xfe\x00"[..], b"{", b"just words", b""] {
        let err = errors_of(content);
        assert!(err.starts_with("error"), "{err}");
        assert!(err.contains("shop.yaml"), "{err}");
    }
}

#[test]
fn errors_of_a_document_are_shown_as_the_generator_shows_them() {
    let err = errors_of(b"info: {title: Shop, version: '1'}\npaths: {}\nopenapi: 4.0.0\n");
    assert!(err.starts_with("error["), "{err}");
    assert!(err.contains("shop.yaml:3:10"), "{err}");
}
