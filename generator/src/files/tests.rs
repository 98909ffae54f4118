mod trouble;

use super::*;
use std::fs;
use std::path::Path;

const OURS: &str = "// @generated\nold\n";

fn dir_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (path, content) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, content).expect("a file");
    }
    dir
}

fn set_of(files: &[(&str, &str)]) -> FileSet {
    let mut set = FileSet::default();
    for (path, content) in files {
        set.insert(*path, *content);
    }
    set
}

fn changes(comparison: &Comparison) -> Vec<(Kind, &str)> {
    comparison
        .changed
        .iter()
        .map(|change| (change.kind, change.path.as_str()))
        .collect()
}

fn content(dir: &tempfile::TempDir, path: &str) -> Option<String> {
    fs::read_to_string(dir.path().join(path)).ok()
}

#[test]
fn every_kind_of_change_is_found_and_applied() {
    let dir = dir_with(&[
        ("src/lib.rs", OURS),
        ("src/same.rs", OURS),
        ("src/gone/deep/old.rs", OURS),
        (
            "src/mine.rs",
            "fn main() {}\n// @generated only counts in line 1\n",
        ),
        ("Cargo.lock", "x"),
        ("target/debug/x", "x"),
    ]);
    let new = "// @generated\nnew\n";
    let set = set_of(&[
        ("src/lib.rs", new),
        ("src/same.rs", OURS),
        ("src/a/b.rs", new),
    ]);
    let comparison = compare(&set, dir.path()).expect("a comparison");
    let expected = [
        (Kind::Added, "src/a/b.rs"),
        (Kind::Removed, "src/gone/deep/old.rs"),
        (Kind::Modified, "src/lib.rs"),
    ];
    assert_eq!(changes(&comparison), expected);
    assert_eq!(comparison.foreign, ["src/mine.rs"]);
    assert_eq!(comparison.unchanged, 1);
    assert_eq!(
        content(&dir, "src/lib.rs").as_deref(),
        Some(OURS),
        "nothing is written yet"
    );

    apply(&comparison, dir.path()).expect("it is written");
    assert_eq!(content(&dir, "src/lib.rs").as_deref(), Some(new));
    assert_eq!(content(&dir, "src/a/b.rs").as_deref(), Some(new));
    assert!(
        !dir.path().join("src/gone").exists(),
        "empty directories go too"
    );
    assert!(dir.path().join("src/mine.rs").exists());
    let again = compare(&set, dir.path()).expect("a comparison");
    assert_eq!((again.changed.len(), again.unchanged), (0, 3));
}

#[test]
fn a_missing_directory_is_created() {
    let dir = dir_with(&[]);
    let out = dir.path().join("x/y");
    let comparison = compare(&set_of(&[("lib.rs", OURS)]), &out).expect("a comparison");
    assert_eq!(changes(&comparison), [(Kind::Added, "lib.rs")]);
    apply(&comparison, &out).expect("it is written");
    assert!(out.join("lib.rs").exists());
}

#[test]
fn unchanged_files_are_not_touched() {
    let dir = dir_with(&[("a.rs", OURS)]);
    let modified = || fs::metadata(dir.path().join("a.rs")).and_then(|data| data.modified());
    let before = modified().expect("a time");
    let comparison = compare(&set_of(&[("a.rs", OURS)]), dir.path()).expect("a comparison");
    apply(&comparison, dir.path()).expect("nothing to do");
    assert_eq!(modified().expect("a time"), before);
}

#[test]
fn hand_written_files_are_never_overwritten() {
    let mine = "fn mine() {}\n";
    // Another file stands at the path, at a directory above it, or below it.
    for (path, wanted) in [("a.rs", "a.rs"), ("a", "a/b.rs"), ("a.rs/b", "a.rs")] {
        let dir = dir_with(&[(path, mine)]);
        let error = compare(&set_of(&[(wanted, OURS)]), dir.path()).expect_err("a refusal");
        let CompareError::HandWritten(paths) = &error else {
            panic!("{error}");
        };
        assert_eq!(*paths, [dir.path().join(path)]);
        assert_eq!(content(&dir, path).as_deref(), Some(mine));
    }
    let dir = dir_with(&[("a.rs", mine)]);
    let same = compare(&set_of(&[("a.rs", mine)]), dir.path()).expect("equal content is fine");
    assert_eq!(same.unchanged, 1);
}

#[test]
fn an_empty_file_is_overwritten_and_never_removed() {
    let dir = dir_with(&[("a.rs", ""), ("b.rs", "")]);
    let comparison = compare(&set_of(&[("a.rs", OURS)]), dir.path()).expect("a comparison");
    assert_eq!(changes(&comparison), [(Kind::Modified, "a.rs")]);
    assert_eq!(comparison.foreign, ["b.rs"]);
}

#[test]
fn a_generated_file_is_replaced_by_a_directory_and_back() {
    let dir = dir_with(&[("a", OURS), ("b/c.rs", OURS)]);
    let set = set_of(&[("a/x.rs", OURS), ("b", OURS)]);
    let comparison = compare(&set, dir.path()).expect("a comparison");
    apply(&comparison, dir.path()).expect("it is written");
    assert!(
        compare(&set, dir.path())
            .expect("a comparison")
            .changed
            .is_empty()
    );
}

#[test]
fn paths_that_lead_outside_are_refused() {
    let dir = dir_with(&[]);
    for path in ["", "../a.rs", "/a.rs", "a/../../b.rs", "a\\b.rs"] {
        let error = compare(&set_of(&[(path, OURS)]), dir.path());
        assert!(matches!(error, Err(CompareError::InvalidPath(_))), "{path}");
    }
}

#[test]
fn temporary_files_of_a_killed_run_are_removed() {
    let dir = dir_with(&[(".codegen-a1b2.tmp", "half"), ("notes.tmp", "mine")]);
    let comparison = compare(&FileSet::default(), dir.path()).expect("a comparison");
    assert_eq!(changes(&comparison), [(Kind::Removed, ".codegen-a1b2.tmp")]);
    assert_eq!(comparison.foreign, ["notes.tmp"]);
}

#[test]
fn a_file_at_the_path_of_the_directory_is_an_error() {
    let dir = dir_with(&[("out", "x")]);
    let error = compare(&FileSet::default(), &dir.path().join("out")).expect_err("an error");
    assert!(
        error.to_string().contains("it is not a directory"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_files_have_the_usual_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let elsewhere = dir_with(&[("a.rs", OURS)]);
    let dir = dir_with(&[]);
    symlink(elsewhere.path(), dir.path().join("dir")).expect("a link");
    symlink(elsewhere.path().join("a.rs"), dir.path().join("a.rs")).expect("a link");
    let comparison = compare(&FileSet::default(), dir.path()).expect("a comparison");
    assert_eq!(comparison.foreign, ["a.rs", "dir"]);
    assert!(compare(&set_of(&[("a.rs", "new")]), dir.path()).is_err());

    let out = dir.path().join("fresh");
    let set = set_of(&[("a.rs", OURS)]);
    apply(&compare(&set, &out).expect("a comparison"), &out).expect("it is written");
    let mode = |path: &Path| fs::metadata(path).map(|data| data.permissions().mode() & 0o777);
    let ordinary = mode(&elsewhere.path().join("a.rs")).expect("a mode");
    assert_eq!(mode(&out.join("a.rs")).expect("a mode"), ordinary);
}

#[test]
fn windows_line_endings_are_a_difference() {
    let dir = dir_with(&[
        ("a.rs", "// @generated\r\nold\r\n"),
        ("b.rs", "// @generated\r\n"),
    ]);
    let comparison = compare(&set_of(&[("a.rs", OURS)]), dir.path()).expect("a comparison");
    let expected = [(Kind::Modified, "a.rs"), (Kind::Removed, "b.rs")];
    assert_eq!(changes(&comparison), expected);
    apply(&comparison, dir.path()).expect("it is written");
    assert_eq!(content(&dir, "a.rs").as_deref(), Some(OURS));
}

#[test]
fn a_read_only_file_is_replaced() {
    let dir = dir_with(&[("a.rs", "// @generated\nold\n")]);
    let path = dir.path().join("a.rs");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("its own file");
    let set = set_of(&[("a.rs", "// @generated\nnew\n")]);
    let comparison = compare(&set, dir.path()).expect("a comparison");
    apply(&comparison, dir.path()).expect("it is written");
    let rest = compare(&set, dir.path()).expect("a comparison");
    assert_eq!((rest.changed.len(), rest.unchanged), (0, 1));
}

#[test]
fn an_empty_directory_at_the_path_of_a_file_is_replaced() {
    let set = set_of(&[("a.rs", OURS)]);
    let dir = dir_with(&[]);
    fs::create_dir(dir.path().join("a.rs")).expect("a directory");
    let comparison = compare(&set, dir.path()).expect("a comparison");
    apply(&comparison, dir.path()).expect("it is written");
    assert_eq!(content(&dir, "a.rs").as_deref(), Some(OURS));

    let dir = dir_with(&[]);
    fs::create_dir_all(dir.path().join("a.rs/b")).expect("a directory");
    let comparison = compare(&set, dir.path()).expect("a comparison");
    let error = apply(&comparison, dir.path()).expect_err("a refusal");
    assert!(
        error.to_string().ends_with("a.rs`: it is a directory"),
        "{error}"
    );
    let left = fs::read_dir(dir.path()).expect("a directory").count();
    assert_eq!(left, 1, "no temporary file stays behind");
}

#[test]
fn the_error_names_a_directory_that_cannot_be_created() {
    let dir = dir_with(&[("file", "x")]);
    for (path, why) in [
        ("file", "another file or directory is there"),
        ("file/out", "it is not a directory"),
    ] {
        let error = lock(&dir.path().join(path)).expect_err("a refusal");
        let text = error.to_string();
        assert!(text.starts_with("cannot create the directory "), "{text}");
        assert!(text.ends_with(why), "{text}");
    }
}
