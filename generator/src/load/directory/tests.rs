use super::*;
use crate::diagnostics::Style;

fn load_files(files: &[(&str, &[u8])]) -> (Vec<Loaded>, String) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).expect("a file");
    }
    let mut report = Report::default();
    let loaded = load(dir.path(), "spec", &mut report).files;
    (loaded, report.render(Style::Plain))
}

#[test]
fn documents_come_by_name_and_other_files_are_left_alone() {
    let (loaded, text) = load_files(&[
        ("b.yml", b"a: 1\n"),
        ("package.yaml", b"a: 1\n"),
        ("a.json", b"{\"a\": 1}\n"),
        ("README.md", b"# x\n"),
        (".hidden.yaml", b"[\n"),
    ]);
    let names: Vec<_> = loaded.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["a.json", "b.yml", "package.yaml"]);
    assert_eq!(text, "");
}

#[test]
fn a_document_brings_those_that_it_refers_to() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in [
        (
            "b.yaml",
            "a: {$ref: './c.yaml#/x'}\nb: [{$ref: 'a.json#/x'}]\n",
        ),
        ("a.json", "{\"x\": {\"$ref\": \"broken.yaml#/x\"}}\n"),
        ("c.yaml", "x: {$ref: 'missing.yaml#/x'}\ny: {$ref: '#/x'}\n"),
        ("broken.yaml", "a: [1\n"),
        ("other.yaml", "$ref: b.yaml\n"),
    ] {
        fs::write(dir.path().join(name), text).expect("a file");
    }
    let mut report = Report::default();
    let found = load(&dir.path().join("b.yaml"), "spec/b.yaml", &mut report);
    let names: Vec<_> = found.files.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["a.json", "b.yaml", "c.yaml"]);
    assert_eq!(found.unread, BTreeSet::from(["broken.yaml".to_owned()]));
    let text = report.render(Style::Plain);
    assert!(text.contains("spec/broken.yaml:"), "{text}");
}

#[test]
fn references_are_followed_below_the_directory_only() {
    let outer = tempfile::tempdir().expect("a temporary directory");
    let dir = outer.path().join("api");
    for (name, text) in [
        ("api/a.yaml", "a: {$ref: 'below/b.yaml'}\n"),
        (
            "api/below/b.yaml",
            "x: {$ref: ../c.yaml}\ny: {$ref: ../../out.yaml}\n",
        ),
        ("api/c.yaml", "x: {$ref: linked/out.yaml}\n"),
        ("out.yaml", "x: 1\n"),
    ] {
        let path = outer.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(outer.path(), dir.join("linked")).expect("a link");
    let mut report = Report::default();
    let found = load(&dir.join("a.yaml"), "spec/a.yaml", &mut report);
    let names = found.files.iter().map(|it| (it.name.as_str(), it.is_named));
    let expected = [("a.yaml", false), ("below/b.yaml", true), ("c.yaml", true)];
    assert_eq!(names.collect::<Vec<_>>(), expected);
    #[cfg(unix)]
    assert_eq!(found.unread, BTreeSet::from(["linked/out.yaml".to_owned()]));
}

#[test]
fn one_broken_file_does_not_hide_the_others() {
    let (loaded, text) = load_files(&[
        ("a.yaml", b"a: [1\nb: 2\n"),
        ("b.yaml", b"ok: 1\n"),
        ("c.yaml", b"a: \xff\n"),
        ("d.yaml", b""),
    ]);
    assert_eq!(loaded.len(), 1);
    assert!(text.contains("error[yaml-syntax]"), "{text}");
    assert!(text.contains("spec/a.yaml:2:2"), "{text}");
    assert!(text.contains("spec/c.yaml:1:4"), "{text}");
    assert!(text.contains("not valid UTF-8"), "{text}");
    assert!(text.contains("spec/d.yaml:1:1"), "{text}");
    assert!(text.contains("3 errors"), "{text}");
}

#[test]
fn a_byte_order_mark_does_not_shift_columns() {
    let (loaded, text) = load_files(&[("a.yaml", b"\xef\xbb\xbfa: 1\na: 2\n")]);
    assert_eq!(loaded.len(), 1);
    assert!(text.contains("spec/a.yaml:2:1"), "{text}");
    let (_, text) = load_files(&[("a.yaml", b"\xef\xbb\xbf: 1\n")]);
    assert!(text.contains("spec/a.yaml:1:1"), "{text}");
}

#[test]
fn a_missing_and_an_empty_directory_are_told_apart() {
    let (loaded, text) = load_files(&[("notes.txt", b"")]);
    assert!(loaded.is_empty());
    assert!(
        text.contains("error[io]: there are no documents in `spec`"),
        "{text}"
    );
    let mut report = Report::default();
    assert!(
        load(Path::new("/nonexistent/x"), "x/", &mut report)
            .files
            .is_empty()
    );
    let text = report.render(Style::Plain);
    assert!(text.contains("`x/`: it does not exist"), "{text}");
}

#[test]
fn a_directory_is_no_document() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    fs::create_dir(dir.path().join("dir.yaml")).expect("a directory");
    fs::create_dir(dir.path().join("notes")).expect("a directory");
    let mut report = Report::default();
    assert!(load(dir.path(), "spec", &mut report).files.is_empty());
    let text = report.render(Style::Plain);
    let expected = "cannot read `spec/dir.yaml`: it is a directory";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("error: 1 error"), "{text}");
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_the_directory_alone() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a temporary directory");
    fs::write(outside.path().join("secret.yaml"), "key: hidden\n").expect("a file");
    let dir = tempfile::tempdir().expect("a temporary directory");
    let spec = dir.path().join("spec");
    fs::create_dir(&spec).expect("a directory");
    fs::write(spec.join("real.yaml"), "a: 1\n").expect("a file");
    fs::write(dir.path().join("beside.yaml"), "a: 1\n").expect("a file");
    for (target, name) in [
        ("real.yaml", "link.yaml"),
        ("gone", "nowhere.yaml"),
        ("round.yaml", "round.yaml"),
        ("../beside.yaml", "up.yaml"),
        ("../spec/real.yaml", "and_back.yaml"),
        ("/dev/null", "device.yaml"),
    ] {
        symlink(target, spec.join(name)).expect("a link");
    }
    symlink(outside.path().join("secret.yaml"), spec.join("out.yaml")).expect("a link");
    symlink(outside.path(), spec.join("dir.yaml")).expect("a link");
    symlink("../up.yaml", spec.join("CHANGELOG.md")).expect("a link");
    // The directory itself may be a link, and its path may be indirect.
    symlink("spec", dir.path().join("linked")).expect("a link");
    for name in ["spec", "linked", "linked/../spec"] {
        let mut report = Report::default();
        let path = dir.path().join(name);
        let loaded = load(&path, "spec", &mut report).files;
        let names: Vec<_> = loaded.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["and_back.yaml", "link.yaml", "real.yaml"]);
        assert!(text(&path, "spec", "CHANGELOG.md", &mut report).is_none());
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .map(|found| found.message.as_str())
            .collect();
        let leads_out = "it is a link to a file outside of the directory";
        let leads_nowhere = "it is a link to a file that does not exist";
        let expected = [
            format!("cannot read `spec/device.yaml`: {leads_out}"),
            format!("cannot read `spec/dir.yaml`: {leads_out}"),
            format!("cannot read `spec/nowhere.yaml`: {leads_nowhere}"),
            format!("cannot read `spec/out.yaml`: {leads_out}"),
            format!("cannot read `spec/round.yaml`: {leads_nowhere}"),
            format!("cannot read `spec/up.yaml`: {leads_out}"),
            format!("cannot read `spec/CHANGELOG.md`: {leads_nowhere}"),
        ];
        assert_eq!(found, expected);
        assert!(!report.render(Style::Plain).contains("hidden"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let path = dir.path().join("pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let mut report = Report::default();
    assert!(load(dir.path(), "spec", &mut report).files.is_empty());
    let text = report.render(Style::Plain);
    assert!(
        text.contains("`spec/pipe.yaml`: it is not a regular file"),
        "{text}"
    );
}

/// Skipped for root, who may read every file.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a temporary directory");
    let path = dir.path().join("a.yaml");
    fs::write(&path, "a: 1\n").expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("its own file");
    let mut report = Report::default();
    let loaded = load(dir.path(), "spec", &mut report).files;
    if fs::read(&path).is_ok() {
        assert_eq!(loaded.len(), 1);
    } else {
        let text = report.render(Style::Plain);
        assert!(text.contains("`spec/a.yaml`: permission denied"), "{text}");
    }
}

#[test]
fn every_reason_for_an_unread_file_has_a_help_text() {
    let refusals = [
        (
            Refusal::Io(io::ErrorKind::PermissionDenied.into()),
            "permission denied",
            "check its permissions",
        ),
        (Refusal::NoFile, "not a regular file", "move it"),
        (Refusal::TooLarge(3 * MIB), "larger than 3 MiB", "$ref"),
    ];
    for (refusal, why, help) in refusals {
        let found = Found {
            name: "a.yaml".to_owned(),
            path: PathBuf::from("a.yaml"),
            shown: "spec/a.yaml".to_owned(),
        };
        let diagnostic = unread(&found, &refusal);
        assert!(diagnostic.message.contains(why), "{diagnostic:?}");
        assert!(diagnostic.help.concat().contains(help), "{diagnostic:?}");
    }
}

/// Returns the diagnostics of documents within bounds that are set for the test.
fn findings_within(bounds: &Bounds, files: &[(&str, &str)]) -> (usize, Vec<String>) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in files {
        fs::write(dir.path().join(name), text).expect("a file");
    }
    let mut report = Report::default();
    let loaded = load_within(bounds, (dir.path(), "spec"), &[], &mut report).files;
    let found = report.diagnostics.iter().map(|found| {
        assert_eq!((found.code, found.help.len()), (Code::TooLarge, 1));
        found.message.clone()
    });
    (loaded.len(), found.collect())
}

#[test]
fn files_at_a_bound_are_read_and_files_beyond_it_are_refused() {
    let files = [("a.yaml", "a: [1, 2]\n"), ("b.json", "{\"b\": 3}\n")];
    // Of the first file: 10 bytes, the mapping, a name, the list and two numbers.
    let reached = Bounds {
        file_bytes: 10,
        bytes: 19,
        documents: 2,
        nodes: 8,
        depth: 2,
        names: 1,
    };
    assert_eq!(findings_within(&reached, &files), (2, vec![]));

    let cases: [(Bounds, usize, &str); 6] = [
        (
            Bounds {
                file_bytes: 9,
                ..reached
            },
            1,
            "cannot read `spec/a.yaml`: it is larger than 0 MiB",
        ),
        (
            Bounds {
                bytes: 18,
                ..reached
            },
            0,
            "the documents in `spec` are too large together: more than 0 MiB",
        ),
        (
            Bounds {
                documents: 1,
                ..reached
            },
            0,
            "the documents in `spec` are too large together: more than 1 documents",
        ),
        (
            Bounds {
                nodes: 7,
                ..reached
            },
            0,
            "the documents in `spec` are too large together: more than 7 values and names",
        ),
        (
            Bounds {
                depth: 1,
                ..reached
            },
            1,
            "collections are nested more than 1 levels deep",
        ),
        (
            Bounds {
                names: 0,
                ..reached
            },
            2,
            "the names on the path to this value have more than 0 bytes",
        ),
    ];
    for (bounds, documents, message) in cases {
        let (loaded, found) = findings_within(&bounds, &files);
        assert_eq!(loaded, documents, "{message}");
        assert!(found.iter().all(|found| found == message), "{found:?}");
        assert!(!found.is_empty(), "{message}");
    }
}

#[test]
fn the_usual_bounds_are_those_of_the_pages() {
    let Bounds {
        file_bytes,
        bytes,
        documents,
        nodes,
        depth,
        names,
    } = Bounds::USUAL;
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/README.md");
    let page = fs::read_to_string(page).expect("the page is there");
    for told in [
        format!("{} MiB in a file", file_bytes / MIB),
        format!("{} MiB in all", bytes / MIB),
        format!("{documents} documents"),
        format!("{nodes} values and names"),
        format!("{depth} levels"),
        format!("{names} bytes of names"),
    ] {
        assert!(
            page.contains(&told),
            "the page on the specification does not tell `{told}`"
        );
    }
}

#[test]
fn a_huge_file_is_not_read() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for name in ["a.yaml", "CHANGELOG.md"] {
        let file = fs::File::create(dir.path().join(name)).expect("a file");
        file.set_len(Bounds::USUAL.file_bytes + 1)
            .expect("a sparse file");
    }
    let mut report = Report::default();
    assert!(load(dir.path(), "spec", &mut report).files.is_empty());
    assert!(text(dir.path(), "spec", "CHANGELOG.md", &mut report).is_none());
    let text = report.render(Style::Plain);
    assert_eq!(text.matches("larger than 32 MiB").count(), 2, "{text}");
}

/// Returns a document of some 10 MB in the shape of real ones.
fn ten_megabytes(line: &str) -> String {
    let schema = |index: usize| {
        format!(
            "\"Schema{index}\": {{{line}\"type\": \"object\",{line}\"description\": \"What the shop knows of an order, in a few words of prose.\",{line}\"required\": [\"id\", \"state\"],{line}\"properties\": {{\"id\": {{\"type\": \"string\", \"maxLength\": 64}}, \"state\": {{\"$ref\": \"#/components/schemas/Schema{}\"}}, \"tags\": {{\"type\": \"array\", \"items\": {{\"type\": \"string\"}}}}}}}}",
            index / 2
        )
    };
    let schemas: Vec<String> = (0..34_000).map(schema).collect();
    let schemas = schemas.join(&format!(",{line}"));
    format!("{{\"components\": {{\"schemas\": {{{line}{schemas}}}}}}}\n")
}

#[test]
fn the_largest_descriptions_are_read() {
    for (name, line) in [("a.json", ""), ("a.yaml", "\n        ")] {
        let text = ten_megabytes(line);
        assert!(text.len() > 10_000_000, "{}", text.len());
        let (loaded, found) = load_files(&[(name, text.as_bytes())]);
        assert_eq!(found, "");
        let schemas = loaded[0].root.as_mapping().and_then(|root| {
            let components = root.get("components")?.value.as_mapping()?;
            components.get("schemas")?.value.as_mapping()
        });
        assert_eq!(schemas.map(|schemas| schemas.entries.len()), Some(34_000));
        let last = schemas.and_then(|schemas| schemas.get("Schema33999"));
        assert!(last.is_some());
    }
}

#[test]
fn mistakes_in_one_long_line_are_shown_with_little_of_it() {
    let valid = ten_megabytes("");
    let text = valid.replacen("\"Schema17\"", "\"Schema16\"", 1);
    let text = text.replacen("\"Schema33999\"", "\"Schema33998\"", 1);
    let column = text
        .find("\"Schema33998\": {\"type\"")
        .expect("it is there");
    let second = text.rfind("\"Schema33998\"").expect("it is there twice");
    assert!(column < second);
    let (loaded, found) = load_files(&[("a.json", text.as_bytes())]);
    assert_eq!(loaded.len(), 1);
    assert!(
        found.contains(&format!(" --> spec/a.json:1:{}\n", second + 1)),
        "{found}"
    );
    assert!(
        found.contains(&format!(" ::: spec/a.json:1:{}\n", column + 1)),
        "{found}"
    );
    assert!(found.contains("again here"), "{found}");
    assert_eq!(found.matches("first here").count(), 2, "{found}");
    assert!(found.len() < 4000, "{} bytes", found.len());
    // JSON that was cut off.
    let cut = text.get(..text.len() - 100).expect("ASCII");
    let (loaded, found) = load_files(&[("a.json", cut.as_bytes())]);
    assert!(loaded.is_empty());
    assert!(
        found.contains("the file ends in the middle of a value"),
        "{found}"
    );
    assert!(found.len() < 1000, "{} bytes", found.len());
}

#[test]
fn unfinished_merges_are_told_before_anything_else() {
    let (loaded, found) = load_files(&[(
        "a.yaml",
        b"a: [\n<<<<<<< HEAD\n  b\n||||||| base\n=======\n  c\n>>>>>>> other\nd: ]\n",
    )]);
    assert!(loaded.is_empty());
    assert_eq!(found.matches("error[").count(), 1, "{found}");
    assert!(
        found.contains("a merge conflict is not resolved"),
        "{found}"
    );
    assert!(found.contains(" --> spec/a.yaml:2:1"), "{found}");
    assert!(found.contains("the conflict ends here"), "{found}");
    let (_, found) = load_files(&[(
        "a.json",
        b"{\n<<<<<<< HEAD\n=======\n>>>>>>> x\n<<<<<<< HEAD\n}",
    )]);
    assert_eq!(found.matches("a merge conflict").count(), 2, "{found}");
    let (loaded, found) = load_files(&[(
        "a.yaml",
        b"a: |\n  ====\n  =======\n  <<<<<<< x\nb: <<<<<<<<\n",
    )]);
    assert_eq!((loaded.len(), found.as_str()), (1, ""));
}

#[test]
fn what_is_not_json_is_told_in_plain_words() {
    for (text, place, message) in [
        ("", "1:1", "the file has no document"),
        ("{\"a\": 1,}", "1:9", "this is not JSON: trailing comma"),
        ("[1,]", "1:4", "this is not JSON: trailing comma"),
        ("{\"a\":\n", "2:1", "the file ends in the middle of a value"),
        (
            "{\"a\": \"x",
            "1:8",
            "the file ends in the middle of a value",
        ),
        (
            "{\"a\": \"x\ny\"}",
            "1:9",
            "a control character or a line break",
        ),
        (
            "{\"a\": \"x\0\"}",
            "1:9",
            "a control character or a line break",
        ),
        ("{} {}", "1:4", "text after the end of the document"),
        ("{'a': 1}", "1:2", "this is not JSON: key must be a string"),
        ("{\"a\": NaN}", "1:7", "this is not JSON: expected value"),
        (
            "{\"a\": \"\\ud800\"}",
            "1:7",
            "an escape in this string is not a character",
        ),
    ] {
        let (loaded, found) = load_files(&[("a.json", text.as_bytes())]);
        assert!(loaded.is_empty(), "{text}");
        assert!(found.contains(message), "{text}: {found}");
        assert!(
            found.contains(&format!("spec/a.json:{place}\n")),
            "{text}: {found}"
        );
    }
    // A number too large for every machine type is still a number.
    for number in ["1e400", "-0", &"1".repeat(100_000)] {
        let text = format!("{{\"a\": {number}, \"\\u0062\"\n:\n\"\\ud83d\\ude00\u{2028}\"}}");
        let (loaded, found) = load_files(&[("a.json", text.as_bytes())]);
        assert_eq!((loaded.len(), found.as_str()), (1, ""));
    }
}

#[test]
fn json_may_lie_as_deep_as_yaml() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let depth = Bounds::USUAL.depth;
    let (loaded, found) = load_files(&[("a.json", nested(depth).as_bytes())]);
    assert_eq!((loaded.len(), found.as_str()), (1, ""));
    for depth in [depth + 1, 1_000_000] {
        let (loaded, found) = load_files(&[("a.json", nested(depth).as_bytes())]);
        assert!(loaded.is_empty());
        assert!(
            found.contains("collections are nested more than 128 levels deep"),
            "{found}"
        );
    }
}

#[test]
fn other_encodings_are_told_with_what_to_do() {
    let utf16: Vec<u8> = "\u{feff}a: 1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (loaded, found) = load_files(&[("a.yaml", &utf16), ("CHANGELOG.md", b"\xff")]);
    assert!(loaded.is_empty());
    assert!(
        found.contains("error[io]: the file is UTF-16, not UTF-8"),
        "{found}"
    );
    assert!(found.contains(" --> spec/a.yaml:1:1"), "{found}");
    assert!(found.contains("save the file with UTF-8"), "{found}");
}

#[test]
fn a_text_beside_the_documents_is_read_with_the_same_care() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let mut report = Report::default();
    let mut read = |name: &str, bytes: Option<&[u8]>| {
        let path = dir.path().join(name);
        match bytes {
            Some(bytes) => fs::write(path, bytes).expect("a file"),
            None => fs::create_dir(path).expect("a directory"),
        }
        text(dir.path(), "spec", name, &mut report)
    };
    assert_eq!(
        read("right", Some(b"\xef\xbb\xbf# x\r\ny")).as_deref(),
        Some("# x\ny\n")
    );
    assert_eq!(read("wrong", Some(b"\xff")), None);
    assert_eq!(read("dir", None), None);
    assert_eq!(text(dir.path(), "spec", "gone", &mut report), None);
    let found: Vec<_> = report
        .diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    let expected = [
        "cannot read `spec/dir`: it is a directory",
        "the file is not valid UTF-8",
    ];
    assert_eq!(found, expected);
}
