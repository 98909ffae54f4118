//! Tests the command line: exit codes, messages, and the files afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A small valid specification.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
x-product: counter
servers:
  - url: https://shop.example/api
    description: The shop.
paths:
  /v1/orders/place:
    post:
      operationId: placeOrder
      summary: Places an order.
      description: Places an order.
      x-outcome:
        status: /result/status
        code: /result/code
        message: /result/message
        success: S
        failure: F
        unknown: U
      x-result-codes:
        - code: SUCCESS
          status: S
          message: Success.
          action: Nothing.
          retry: not-needed
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              description: An order.
              required: [orderId]
              properties:
                orderId:
                  type: string
                  maxLength: 64
                  description: The order's number.
      responses:
        '200':
          description: The answer.
          content:
            application/json:
              schema:
                type: object
                description: The answer.
                required: [result]
                properties:
                  result:
                    $ref: '#/components/schemas/ResultInfo'
components:
  schemas:
    ResultInfo:
      type: object
      description: How it went.
      required: [status, code]
      properties:
        status:
          type: string
          description: S, F or U.
        code:
          type: string
          description: The code.
        message:
          type: string
          description: The message.
";

/// The components that the skeleton of an operation refers to.
const COMMON: &str = "\
openapi: 3.1.0
info: {title: Shared, version: '1'}
components:
  schemas:
    Result:
      type: object
      description: How it went.
      x-rust-name: ResultInfo
      required: [resultStatus, resultCode]
      properties:
        resultStatus: {type: string, description: 'S, F or U.'}
        resultCode: {type: string, description: The code.}
        resultMessage: {type: string, description: The message.}
";

const PACKAGE: &str = "\
name: shop
version: 0.1.0
description: A shop.
license: MIT
rust-version: '1.85'
";

/// Returns a directory with a specification in `spec`; the crate goes to `out`.
fn project() -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    write(dir.path(), "spec/shop.yaml", DOCUMENT);
    write(dir.path(), "spec/package.yaml", PACKAGE);
    dir
}

fn write(dir: &Path, path: &str, content: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    fs::write(path, content).expect("a file");
}

fn xtask(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(args)
        .current_dir(dir)
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .expect("the command runs")
}

fn codegen(dir: &Path, more: &[&str]) -> Output {
    let args = [&["codegen", "--spec", "spec", "--out", "out"], more].concat();
    xtask(dir, &args)
}

/// Asserts the exit code and returns standard output and standard error.
#[track_caller]
fn exits(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{err}");
    (out, err)
}

/// Returns every file below a directory with its content.
fn tree(dir: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(dir) = pending.pop() {
        for entry in fs::read_dir(dir).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let content = fs::read_to_string(&path).expect("a text");
                files.push((path.display().to_string(), content));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn help_shows_examples_and_exit_codes() {
    let dir = project();
    let (out, _) = exits(&xtask(dir.path(), &["--help"]), 0);
    for part in ["codegen", "Examples:", "Exit codes:"] {
        assert!(out.contains(part), "{out}");
    }
    let (out, _) = exits(&xtask(dir.path(), &["codegen", "--help"]), 0);
    for part in ["--check", "--spec", "--out", "Examples:", "Exit codes:"] {
        assert!(out.contains(part), "{out}");
    }
}

#[test]
fn a_wrong_command_line_exits_with_2_and_a_suggestion() {
    let dir = project();
    let (_, err) = exits(&xtask(dir.path(), &["codegen", "--chek"]), 2);
    assert!(err.contains("--check"), "{err}");
    let (_, err) = exits(&xtask(dir.path(), &["codgen"]), 2);
    assert!(err.contains("codegen"), "{err}");
    exits(&xtask(dir.path(), &[]), 2);
    for (args, flags) in [
        (&["codegen"][..], "set `--spec` and `--out`\n"),
        (&["lint"], "set `--spec`\n"),
        (&["diff"], "set `--spec`\n"),
        (&["new", "operation", "refund"], "set `--spec`\n"),
    ] {
        let (_, err) = exits(&xtask(dir.path(), args), 2);
        assert!(err.contains("cannot find the workspace"), "{err}");
        assert!(err.ends_with(flags), "{err}");
    }
}

#[test]
fn a_name_that_no_package_can_have_is_explained() {
    let dir = project();
    for (name, expected) in [
        ("std", "uses this name"),
        ("async", "uses this name"),
        ("1x", "begin with a letter"),
        ("My Shop", "lower-case letters"),
    ] {
        let (_, err) = exits(&codegen(dir.path(), &["--name", name]), 2);
        assert!(err.contains(expected), "{err}");
    }
}

#[test]
fn an_overlay_that_cannot_be_read_is_an_error() {
    let dir = project();
    let with = |overlay, code| exits(&codegen(dir.path(), &["--overlay", overlay]), code).1;
    for (overlay, why) in [
        ("missing.yaml", "it does not exist"),
        ("spec", "it is a directory"),
        ("https://shop.example/a.yaml", "nothing is fetched"),
    ] {
        let err = with(overlay, 2);
        assert!(
            err.contains(&format!("'{overlay}' for '--overlay <FILE>': {why}")),
            "{err}"
        );
    }
    let err = with("spec/shop.yaml", 1);
    assert!(err.contains("this file is no OpenAPI Overlay"), "{err}");
}

#[test]
fn the_output_cannot_contain_the_specification() {
    let dir = project();
    let args = ["codegen", "--spec", "spec", "--out", "."];
    let before = tree(dir.path());
    let (_, err) = exits(&xtask(dir.path(), &args), 2);
    assert!(err.contains("contains the specification"), "{err}");
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn errors_in_the_specification_are_reported_with_their_place() {
    let dir = project();
    write(dir.path(), "spec/broken.yaml", "a: [1\nb: 2\n");
    write(dir.path(), "spec/twice.yaml", "a: 1\na: 2\n");
    let (_, err) = exits(&codegen(dir.path(), &[]), 1);
    assert!(err.contains("error[yaml-syntax]"), "{err}");
    assert!(err.contains(" --> spec/broken.yaml:2:2"), "{err}");
    assert!(err.contains(" --> spec/twice.yaml:2:1"), "{err}");
    assert!(!err.contains('\u{1b}'), "no colour in a pipe");
    assert!(!dir.path().join("out").exists(), "nothing is written");
}

#[test]
fn a_missing_specification_is_named() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    fs::write(dir.path().join("file"), "x").expect("a file");
    let new = &["new", "operation", "refund"][..];
    let either = [&["codegen", "--out", "out"][..], &["lint"]];
    let missing = either.into_iter().chain([new, &["diff"]]);
    let missing = missing.map(|command| (command, "spec", "it does not exist"));
    let file = [(new, "file", "it is not a directory")];
    for (command, spec, why) in missing.chain(file) {
        let args = [command, &["--spec", spec]].concat();
        let (_, err) = exits(&xtask(dir.path(), &args), 2);
        let expected = format!("error: cannot read `{spec}`: {why}\nhelp: set `--spec` to ");
        assert!(err.starts_with(&expected), "{err}");
    }
    let args = [
        "codegen",
        "--out",
        "out",
        "--spec",
        "https://example.com/api.yaml",
    ];
    let (_, err) = exits(&xtask(dir.path(), &args), 2);
    assert!(err.contains("nothing is fetched"), "{err}");
    // A file that is no document, and a directory without documents, are errors of the
    // specification, not of the command line.
    for command in either {
        let args = [command, &["--spec", "file"]].concat();
        let (_, err) = exits(&xtask(dir.path(), &args), 1);
        assert!(
            err.starts_with("error[invalid-value]: an OpenAPI document "),
            "{err}"
        );
    }
    assert!(!dir.path().join("out").exists(), "nothing is written");
    fs::create_dir(dir.path().join("spec")).expect("a directory");
    let (_, err) = exits(&codegen(dir.path(), &[]), 1);
    assert!(err.contains("there are no documents in `spec`"), "{err}");
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let dir = project();
    let (out, _) = exits(&codegen(dir.path(), &[]), 0);
    assert!(out.contains("1 document, 1 operation, "), "{out}");
    assert!(out.contains(" written, 0 removed, 0 unchanged"), "{out}");
    let first = tree(&dir.path().join("out"));
    let (out, _) = exits(&codegen(dir.path(), &[]), 0);
    assert!(out.contains("0 files written, 0 removed"), "{out}");
    assert_eq!(tree(&dir.path().join("out")), first);
    let (out, _) = exits(&codegen(dir.path(), &["--check"]), 0);
    assert!(out.contains(" up to date"), "{out}");
}

#[test]
fn timings_of_each_stage_are_shown_on_request() {
    let dir = project();
    let (text, _) = exits(&codegen(dir.path(), &["--timings"]), 0);
    let stages: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("  ") && line.ends_with(" ms"))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(
        stages,
        [
            "load", "overlay", "openapi", "resolve", "lower", "check", "plan", "lint", "emit",
            "render", "compare", "write"
        ]
    );
    let (text, _) = exits(&codegen(dir.path(), &[]), 0);
    assert!(!text.contains(" ms"), "{text}");
}

#[test]
fn a_check_shows_the_difference_and_writes_nothing() {
    let dir = project();
    exits(&codegen(dir.path(), &[]), 0);
    let lib = dir.path().join("out/src/lib.rs");
    let text = fs::read_to_string(&lib).expect("a generated file");
    fs::write(&lib, format!("{text}// edited\n")).expect("a file");
    write(dir.path(), "out/src/stale.rs", "// @generated\n");
    let before = tree(dir.path());
    let (out, err) = exits(&codegen(dir.path(), &["--check"]), 1);
    assert!(out.contains("--- out/src/lib.rs\n+++ from spec\n"), "{out}");
    assert!(out.contains("\n-// edited\n"), "{out}");
    assert!(out.contains("--- out/src/stale.rs\n"), "{out}");
    assert!(err.contains("2 files out of date"), "{err}");
    assert!(
        err.contains("run: cargo xtask codegen --spec spec --out out"),
        "{err}"
    );
    assert_eq!(tree(dir.path()), before);

    exits(&codegen(dir.path(), &[]), 0);
    assert!(!dir.path().join("out/src/stale.rs").exists());
    exits(&codegen(dir.path(), &["--check"]), 0);
}

#[test]
fn hand_written_files_are_kept_and_named() {
    let dir = project();
    write(dir.path(), "out/notes.md", "mine\n");
    let (out, _) = exits(&codegen(dir.path(), &[]), 0);
    assert!(out.contains("out/notes.md (not generated)"), "{out}");
    let (_, err) = exits(&codegen(dir.path(), &["--check"]), 1);
    assert!(err.contains("not generated:\n  notes.md\n"), "{err}");

    write(dir.path(), "out/src/lib.rs", "fn mine() {}\n");
    let before = tree(dir.path());
    let (_, err) = exits(&codegen(dir.path(), &[]), 1);
    assert!(err.contains("out/src/lib.rs"), "{err}");
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn a_file_at_the_path_of_the_directory_is_an_error_with_help() {
    let dir = project();
    write(dir.path(), "file", "mine\n");
    for out in ["file", "file/out"] {
        for check in [&[][..], &["--check"]] {
            let args = [&["codegen", "--spec", "spec", "--out", out], check].concat();
            let (_, err) = exits(&xtask(dir.path(), &args), 1);
            assert!(
                err.contains("move the other file or directory, or choose another"),
                "{err}"
            );
            assert!(!err.contains("os error"), "{err}");
        }
    }
    let text = fs::read_to_string(dir.path().join("file")).expect("a file");
    assert_eq!(text, "mine\n");
    // Missing directories are created.
    let (_, err) = exits(
        &xtask(dir.path(), &["codegen", "--spec", "spec", "--out", "a/b/c"]),
        0,
    );
    assert_eq!(err, "");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_directories_are_refused() {
    use std::os::unix::fs::symlink;
    let dir = project();
    let link = |target: &str, path: &str| symlink(target, dir.path().join(path)).expect("a link");
    write(dir.path(), "secret.md", "hidden\n");
    link("../secret.md", "spec/CHANGELOG.md");
    let (_, err) = exits(&codegen(dir.path(), &[]), 1);
    assert!(
        err.contains("`spec/CHANGELOG.md`: it is a link to a file outside of the directory"),
        "{err}"
    );
    assert!(!dir.path().join("out").exists(), "nothing is written");
    fs::remove_file(dir.path().join("spec/CHANGELOG.md")).expect("a link");

    // The directories themselves may be links, if the target exists.
    fs::create_dir(dir.path().join("real")).expect("a directory");
    link("real", "out");
    link("spec", "linked");
    link("nowhere", "dangling");
    let args = ["codegen", "--spec", "linked", "--out", "out"];
    exits(&xtask(dir.path(), &args), 0);
    assert!(dir.path().join("real/src/lib.rs").exists());
    let args = ["codegen", "--spec", "spec", "--out", "dangling"];
    let (_, err) = exits(&xtask(dir.path(), &args), 1);
    assert!(err.contains("move the other file or directory"), "{err}");

    // Files are never written through a link below.
    fs::remove_dir_all(dir.path().join("real/src")).expect("a directory");
    fs::create_dir(dir.path().join("elsewhere")).expect("a directory");
    link("../elsewhere", "real/src");
    let (_, err) = exits(&codegen(dir.path(), &[]), 1);
    assert!(
        err.contains("would overwrite files that were not generated:\n  out/src\n"),
        "{err}"
    );
    let written = fs::read_dir(dir.path().join("elsewhere")).expect("a directory");
    assert_eq!(written.count(), 0);
}

#[test]
fn files_changed_by_hand_are_restored() {
    let dir = project();
    exits(&codegen(dir.path(), &[]), 0);
    let expected = tree(&dir.path().join("out"));
    let out = |path: &str| dir.path().join("out").join(path);
    fs::remove_dir_all(out("src/support")).expect("a directory");
    write(dir.path(), "out/src/support", "// @generated\n");
    fs::remove_file(out("src/lib.rs")).expect("a file");
    fs::create_dir(out("src/lib.rs")).expect("a directory");
    let text = fs::read_to_string(out("Cargo.toml")).expect("a file");
    fs::write(out("Cargo.toml"), text.replace('\n', "\r\n")).expect("a file");
    fs::write(out("README.md"), "").expect("a file");
    write(dir.path(), "out/src/.codegen-killed.tmp", "half");
    exits(&codegen(dir.path(), &["--check"]), 1);
    exits(&codegen(dir.path(), &[]), 0);
    assert_eq!(tree(&dir.path().join("out")), expected);
}

fn lint(dir: &Path, more: &[&str]) -> Output {
    xtask(dir, &[&["lint", "--spec", "spec"], more].concat())
}

#[test]
fn warnings_are_counted_by_codegen_and_shown_by_lint() {
    let dir = project();
    let (out, _) = exits(&codegen(dir.path(), &[]), 0);
    assert!(out.contains("lint  2 warnings; show them with"), "{out}");
    let (_, err) = exits(&lint(dir.path(), &[]), 0);
    assert!(err.contains("warning[not-shown]"), "{err}");
    assert!(err.contains("2 warnings in the specification"), "{err}");
    exits(&lint(dir.path(), &["--deny", "warnings"]), 1);
    let (_, err) = exits(&lint(dir.path(), &["--deny", "warning"]), 2);
    assert!(err.contains("warnings"), "{err}");
}

#[test]
fn findings_for_programs_are_json_and_nothing_else() {
    let dir = project();
    let json = ["--message-format", "json"];
    for output in [lint(dir.path(), &json), codegen(dir.path(), &json)] {
        let (out, err) = exits(&output, 0);
        assert_eq!((out.lines().count(), err.as_str()), (2, ""), "{out}");
        assert!(out.lines().all(|line| line.starts_with('{')), "{out}");
        assert!(out.contains(r#""level":"warning""#), "{out}");
    }
    write(dir.path(), "spec/twice.yaml", "a: 1\na: 2\n");
    for output in [lint(dir.path(), &json), codegen(dir.path(), &json)] {
        let (out, err) = exits(&output, 1);
        assert!(out.contains(r#""code":"duplicate-key""#), "{out}");
        assert!(out.contains(r#""file":"spec/twice.yaml""#), "{out}");
        assert_eq!(err, "");
    }
}

#[test]
fn codes_are_explained() {
    let dir = project();
    let (out, _) = exits(&xtask(dir.path(), &["explain"]), 0);
    assert!(out.contains("\nunknown-keyword "), "{out}");
    for code in ["unknown-keyword", "error[unknown-keyword]"] {
        let (out, _) = exits(&xtask(dir.path(), &["explain", code]), 0);
        assert!(out.contains("misspelt"), "{out}");
    }
    let (_, err) = exits(&xtask(dir.path(), &["explain", "unknown-keywrd"]), 2);
    assert!(err.contains("did you mean `unknown-keyword`?"), "{err}");
}

#[test]
fn the_steps_of_a_union_are_explained() {
    let dir = project();
    let document = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
components:
  schemas:
    Pet: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
";
    write(dir.path(), "pets.yaml", document);
    let explain = |name: &str, code| {
        let args = ["explain", "--union", name, "--spec", "pets.yaml"];
        exits(&xtask(dir.path(), &args), code)
    };
    for name in ["Pet", "/components/schemas/Pet"] {
        let (out, _) = explain(name, 0);
        assert!(out.contains("an object: by the value of `kind`"), "{out}");
        assert!(out.contains("  `dog`: Dog\n"), "{out}");
        let place = "Pet at ./pets.yaml#/components/schemas/Pet\n";
        assert!(out.contains(place), "{out}");
    }
    let (_, err) = explain("Dog", 2);
    assert!(err.contains("has no union `Dog`"), "{err}");
    assert!(err.ends_with("help: write one of `Pet`\n"), "{err}");
    let (_, err) = explain("Pets", 2);
    assert!(err.ends_with("help: did you mean `Pet`?\n"), "{err}");

    let overlay = "\
overlay: 1.0.0
actions:
  - {target: $.components.schemas.Pet, update: {oneOf: [{type: string}]}}
";
    write(dir.path(), "more.yaml", overlay);
    let args = ["--spec", "pets.yaml", "--overlay", "more.yaml"];
    let args = [&["explain", "--union", "Pet"][..], &args].concat();
    let (out, _) = exits(&xtask(dir.path(), &args), 0);
    assert!(out.contains("a text: Text"), "{out}");
}

#[test]
fn lint_reports_only_the_placeholders_of_a_new_operation() {
    let dir = project();
    let new = |name: &str| {
        let args = ["new", "operation", name, "--spec", "spec"];
        xtask(dir.path(), &args)
    };
    write(dir.path(), "spec/common.yaml", COMMON);
    let (out, _) = exits(&new("inquireOrder"), 0);
    assert!(out.contains("spec/inquire-order.yaml"), "{out}");
    exits(&codegen(dir.path(), &[]), 0);
    let (out, _) = exits(&lint(dir.path(), &["--message-format", "json"]), 0);
    let text = fs::read_to_string(dir.path().join("spec/inquire-order.yaml"));
    let text = text.expect("the skeleton");
    let marks = [": \"\"", "# FILL IN:", "FILL-IN"];
    let gaps: usize = marks.iter().map(|mark| text.matches(mark).count()).sum();
    let own = out
        .lines()
        .filter(|line| line.contains("inquire-order.yaml"));
    // The summary of the operation is required; its description is optional.
    assert_eq!(own.count(), gaps - 1, "{out}");

    let (_, err) = exits(&new("inquireOrder"), 1);
    assert!(err.contains("has a document already"), "{err}");
    exits(&new("Inquire-Order"), 2);
}

#[test]
fn concurrent_runs_wait_for_each_other() {
    let dir = project();
    exits(&codegen(dir.path(), &[]), 0);
    let expected = tree(&dir.path().join("out"));
    for round in 0..5 {
        fs::remove_dir_all(dir.path().join("out/src")).expect("a directory");
        write(dir.path(), "out/src/stale/old.rs", "// @generated\n");
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_xtask"))
                .args(["codegen", "--spec", "spec", "--out", "out"])
                .current_dir(dir.path())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the command runs")
        };
        for run in [start(), start(), start()] {
            let output = run.wait_with_output().expect("the command ends");
            exits(&output, 0);
        }
        assert_eq!(tree(&dir.path().join("out")), expected, "round {round}");
    }
}

/// Returns a workspace with a specification, generated, and with files of the user in the
/// directory of the crate.
fn workspace() -> TempDir {
    let dir = project();
    write(dir.path(), "Cargo.toml", "[workspace]\n");
    write(dir.path(), "generated/notes.md", "mine\n");
    write(dir.path(), "generated/src/mine.rs", "// mine\n");
    exits(&xtask(dir.path(), &["codegen"]), 0);
    dir
}

/// Returns the directories of a workspace that a command may run in.
fn directories(root: &Path) -> Vec<PathBuf> {
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("link")).expect("a link");
    let below = [
        "",
        "spec",
        "generated",
        "generated/src",
        "link",
        "link/spec",
    ];
    let below = below.map(|dir| root.join(dir));
    below.into_iter().filter(|dir| dir.exists()).collect()
}

#[test]
fn every_command_does_the_same_from_every_directory() {
    let workspace = workspace();
    let root = workspace.path();
    let directories = directories(root);
    let generated = root.join("generated");
    let expected = tree(&generated);
    let run = |dir: &Path, args: &[&str], code: i32| {
        let (out, err) = exits(&xtask(dir, args), code);
        let took = |line: &&str| !line.starts_with("time ");
        let out: Vec<&str> = out.lines().filter(took).collect();
        (out.join("\n"), err)
    };
    for dir in &directories {
        for args in [&["codegen", "--check"][..], &["lint"]] {
            let code = i32::from(args.len() > 1);
            assert_eq!(run(dir, args, code), run(root, args, code), "{args:?}");
        }
        let new = run(dir, &["new", "operation", "refund"], 0);
        let document = root.join("spec/refund.yaml");
        fs::remove_file(document).expect("it was written there");
        assert!(new.0.contains("spec/refund.yaml"), "{}", new.0);

        fs::remove_file(generated.join("src/lib.rs")).expect("a generated file");
        write(root, "generated/src/stale.rs", "// @generated\n");
        let (out, _) = run(dir, &["codegen"], 0);
        assert!(out.contains("1 file written, 1 removed"), "{out}");
        assert!(out.contains("generated/notes.md (not generated)"), "{out}");
        assert_eq!(tree(&generated), expected, "{}", dir.display());
    }
}

#[test]
fn another_specification_does_not_replace_the_crate_of_the_workspace() {
    let workspace = workspace();
    let root = workspace.path();
    write(root, "other.yaml", &DOCUMENT.replace("Shop", "Other"));
    let before = tree(root);
    for spec in ["other.yaml", "spec"] {
        for check in [&[][..], &["--check"]] {
            let args = [&["codegen", "--spec", spec], check].concat();
            let (_, err) = exits(&xtask(root, &args), 2);
            assert!(err.starts_with("error: `--spec` needs `--out`"), "{err}");
            assert!(err.contains("help: set `--out` to "), "{err}");
            assert_eq!(tree(root), before);
        }
    }
}

#[test]
fn hand_written_files_are_kept_from_every_directory() {
    let workspace = workspace();
    let root = workspace.path();
    write(root, "generated/src/lib.rs", "fn mine() {}\n");
    let before = tree(&root.join("generated"));
    for dir in directories(root) {
        let (_, err) = exits(&xtask(&dir, &["codegen"]), 1);
        assert!(
            err.contains("would overwrite files that were not generated"),
            "{err}"
        );
        assert!(err.contains("src/lib.rs"), "{err}");
        assert_eq!(tree(&root.join("generated")), before, "{}", dir.display());
    }
}

#[test]
fn directories_are_relative_to_the_current_directory() {
    let workspace = workspace();
    let root = workspace.path();
    let expected = tree(&root.join("generated"));
    let absolute = |dir: &str| root.join(dir).display().to_string();
    fs::create_dir(root.join("outside")).expect("a directory");
    let outside = tempfile::tempdir().expect("a temporary directory");
    let below = root.join("outside");
    let places = [
        (outside.path(), absolute("spec"), absolute("generated")),
        (root, "spec".to_owned(), "generated".to_owned()),
        (&below, "../spec".to_owned(), "../generated".to_owned()),
        (&below, absolute("spec"), "../generated/".to_owned()),
        (
            &root.join("spec"),
            ".".to_owned(),
            "../generated".to_owned(),
        ),
        (
            &root.join("generated"),
            "../spec".to_owned(),
            ".".to_owned(),
        ),
        (
            &root.join("generated/src"),
            "../../spec".to_owned(),
            "..".to_owned(),
        ),
    ];
    for (dir, spec, out) in &places {
        let args = ["codegen", "--spec", spec, "--out", out];
        fs::remove_file(root.join("generated/src/lib.rs")).expect("a generated file");
        let (text, _) = exits(&xtask(dir, &args), 0);
        assert!(text.contains("1 file written, 0 removed"), "{text}");
        assert_eq!(tree(&root.join("generated")), expected, "{args:?}");
        exits(&xtask(dir, &["lint", "--spec", spec]), 0);
    }
}

/// Commits a workspace, if git is installed.
fn commit(root: &Path) -> Option<()> {
    let git = |args: &[&str]| {
        let status = Command::new("git").args(args).current_dir(root).status();
        status.ok().filter(std::process::ExitStatus::success)
    };
    git(&["init", "--quiet"])?;
    git(&["add", "spec"])?;
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example"];
    let commit = ["commit", "--quiet", "--no-gpg-sign", "-m", "one"];
    git(&[&identity[..], &commit[..]].concat())?;
    Some(())
}

#[test]
fn diff_accepts_the_name_of_a_revision_that_its_table_shows() {
    let workspace = workspace();
    let root = workspace.path();
    if commit(root).is_none() {
        return;
    }
    let text = DOCUMENT.replace("maxLength: 64", "maxLength: 32");
    write(root, "spec/shop.yaml", &text);
    let (expected, _) = exits(&xtask(root, &["diff"]), 0);
    assert!(expected.starts_with("HEAD:spec -> spec\n"), "{expected}");
    for dir in directories(root) {
        for args in [&["diff"][..], &["diff", "HEAD"], &["diff", "HEAD:spec"]] {
            let (out, _) = exits(&xtask(&dir, args), 0);
            assert_eq!(out, expected, "{args:?} in {}", dir.display());
        }
    }
    let (_, err) = exits(&xtask(root, &["diff", "HEAD:nowhere"]), 2);
    assert!(
        err.contains("neither a file, nor a directory, nor a revision"),
        "{err}"
    );
}

#[test]
fn diff_compares_two_directories_outside_of_a_workspace() {
    let dir = project();
    let text = DOCUMENT.replace("maxLength: 64", "maxLength: 32");
    write(dir.path(), "new/shop.yaml", &text);
    write(dir.path(), "new/package.yaml", PACKAGE);
    let (out, _) = exits(&xtask(dir.path(), &["diff", "spec", "new"]), 0);
    assert!(out.starts_with("spec -> new\n"), "{out}");
    assert!(out.contains("limit narrowed"), "{out}");
    let args = ["diff", "spec", "new", "--require", "patch"];
    let (_, err) = exits(&xtask(dir.path(), &args), 1);
    assert_eq!(
        err,
        "error: the step is `minor`, more than `patch`, for 1 change\n"
    );
}

#[test]
fn diff_compares_a_document_with_another_and_with_the_last_commit() {
    let dir = project();
    if commit(dir.path()).is_none() {
        return;
    }
    let text = DOCUMENT.replace("maxLength: 64", "maxLength: 32");
    write(dir.path(), "new.yaml", &text);
    let (out, _) = exits(
        &xtask(dir.path(), &["diff", "spec/shop.yaml", "new.yaml"]),
        0,
    );
    assert!(out.starts_with("spec/shop.yaml -> new.yaml\n"), "{out}");
    assert!(out.contains("limit narrowed"), "{out}");
    assert!(!out.contains("documentation changed"), "{out}");

    write(dir.path(), "spec/shop.yaml", &text);
    let args = ["diff", "--spec", "spec/shop.yaml"];
    let (out, _) = exits(&xtask(dir.path(), &args), 0);
    assert!(
        out.starts_with("HEAD:spec/shop.yaml -> spec/shop.yaml\n"),
        "{out}"
    );
    assert!(out.contains("limit narrowed"), "{out}");

    let (_, err) = exits(&xtask(dir.path(), &["diff", "new.yaml", "missing.yaml"]), 2);
    assert!(err.contains("there is no such file or directory"), "{err}");
    let (_, err) = exits(&xtask(dir.path(), &["diff", "new.yaml"]), 2);
    assert!(err.ends_with("or set NEW or `--spec`\n"), "{err}");
    let (_, err) = exits(&xtask(dir.path(), &["diff", "--spec", "new.yaml"]), 2);
    assert!(
        err.contains("the revision has no file `HEAD:new.yaml`"),
        "{err}"
    );
}

#[test]
fn levels_of_the_command_line_override_those_of_the_package() {
    let dir = project();
    let with_lints = |lints: &str| {
        let text = format!("{PACKAGE}{lints}");
        write(dir.path(), "spec/package.yaml", &text);
    };
    let (_, err) = exits(&codegen(dir.path(), &["--deny", "documentation"]), 1);
    assert!(err.contains("error[not-shown]"), "{err}");
    assert!(err.contains("the command line denies it"), "{err}");
    assert!(!dir.path().join("out").exists(), "nothing is written");

    with_lints("lints: {warnings: deny}\n");
    for run in [codegen(dir.path(), &[]), lint(dir.path(), &[])] {
        let (_, err) = exits(&run, 1);
        assert!(err.contains("`lints` of package.yaml denies it"), "{err}");
    }
    exits(&codegen(dir.path(), &["--warn", "not-shown"]), 0);
    let (out, _) = exits(&lint(dir.path(), &["--allow", "documentation"]), 0);
    assert_eq!(out, "spec  no warnings\n");

    with_lints("lints: {not-shown: allow}\n");
    exits(&lint(dir.path(), &["--deny", "warnings"]), 0);
    let (_, err) = exits(&lint(dir.path(), &["--deny", "io"]), 2);
    assert!(err.contains("'--deny <LINT>'"), "{err}");
}

#[test]
fn a_check_for_programs_prints_json_and_nothing_else() {
    let dir = project();
    let json = ["--check", "--message-format", "json"];
    exits(&codegen(dir.path(), &[]), 0);
    fs::remove_file(dir.path().join("out/src/lib.rs")).expect("a generated file");
    write(dir.path(), "out/src/stale.rs", "// @generated\n");
    let (out, err) = exits(&codegen(dir.path(), &json), 1);
    assert!(
        out.contains(r#""message":"`out/src/lib.rs` is missing""#),
        "{out}"
    );
    assert!(
        out.contains("`out/src/stale.rs` is no longer generated"),
        "{out}"
    );
    assert!(
        out.contains("cargo xtask codegen --spec spec --out out"),
        "{out}"
    );
    write(dir.path(), "out/src/lib.rs", "fn mine() {}\n");
    let (refused, refused_err) = exits(&codegen(dir.path(), &json), 1);
    let missing = ["codegen", "--spec", "no where", "--message-format", "json"];
    let (lost, lost_err) = exits(&xtask(dir.path(), &missing), 2);
    for (text, code) in [
        (&out, "out-of-date"),
        (&refused, "not-generated"),
        (&lost, "io"),
    ] {
        assert!(text.contains(&format!(r#""code":"{code}""#)), "{text}");
        assert!(text.lines().all(|line| line.starts_with('{')), "{text}");
    }
    assert_eq!([err, refused_err, lost_err], ["", "", ""]);
}

#[test]
fn hints_repeat_the_directory_of_the_specification() {
    let dir = project();
    let (out, _) = exits(&codegen(dir.path(), &[]), 0);
    assert!(
        out.contains("show them with: cargo xtask lint --spec spec\n"),
        "{out}"
    );
    fs::rename(dir.path().join("spec"), dir.path().join("my spec")).expect("a directory");
    write(dir.path(), "my spec/common.yaml", COMMON);
    let args = ["new", "operation", "refund", "--spec", "my spec"];
    let (out, _) = exits(&xtask(dir.path(), &args), 0);
    assert!(
        out.contains("then run: cargo xtask lint --spec 'my spec'\n"),
        "{out}"
    );
}

#[test]
fn groups_and_levels_are_explained() {
    let dir = project();
    let explain = |name: &str| exits(&xtask(dir.path(), &["explain", name]), 0).0;
    for name in ["warnings", "deny"] {
        let text = explain(name);
        assert!(
            text.contains("lints:") && text.contains("| `suspicious` |"),
            "{text}"
        );
    }
    let text = explain("documentation");
    assert!(text.contains("\nmissing-description "), "{text}");
    assert!(text.contains("`documentation: allow`"), "{text}");
    let text = explain("warning[not-shown]");
    assert!(text.contains("Group: documentation."), "{text}");
    assert!(!explain("io").contains("Group:"));
}
