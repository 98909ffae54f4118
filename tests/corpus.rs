//! Runs the bodies of the fuzz targets over the saved corpus, on any toolchain: the texts
//! that reached new code, the named findings, and the samples.

#[path = "fuzz/lib.rs"]
mod bodies;

use std::fs;
use std::path::Path;

use antom_tests::archive::{self, Text};
use antom_tests::root;

use bodies::{BODIES, run};

/// The targets whose texts are not messages.
const ABOUT_THE_GENERATOR: [&str; 2] = ["loader", "specification"];

/// Returns the files of a directory below the root as texts.
fn files(dir: &str) -> Vec<Text> {
    let paths = archive::files(&root().join(dir)).expect("the directory can be listed");
    let texts = paths.iter().map(|path| Text {
        name: path.display().to_string(),
        bytes: fs::read(path).expect("a text can be read"),
    });
    texts.collect()
}

/// Returns the samples of the messages of every operation.
fn samples() -> Vec<Text> {
    let products = archive::files(&root().join("tests/samples")).expect("there are samples");
    let products = products.iter().filter_map(|path| path.to_str());
    products.flat_map(files).collect()
}

/// Runs the body of a target over its corpus, its findings, and the samples if it reads
/// messages.
fn check_corpus(target: &str) {
    let corpus = archive::read(target).expect("the archive can be read");
    assert!(corpus.len() > 20, "{target} has {} texts", corpus.len());
    let finds = files(&format!("tests/fuzz/finds/{target}"));
    let samples = if ABOUT_THE_GENERATOR.contains(&target) {
        Vec::new()
    } else {
        samples()
    };
    for text in corpus.iter().chain(&finds).chain(&samples) {
        // The output of a failed test ends with the name of the text.
        println!("{}", text.name);
        run(target, &text.bytes);
    }
}

#[test]
fn every_message_of_the_corpus_passes() {
    let targets = BODIES.iter().map(|(target, _)| target);
    for target in targets.filter(|target| !ABOUT_THE_GENERATOR.contains(target)) {
        check_corpus(target);
    }
}

#[test]
fn every_document_of_the_corpus_passes() {
    check_corpus("loader");
}

#[test]
fn every_specification_of_the_corpus_passes() {
    check_corpus("specification");
}

#[test]
fn every_target_has_a_body() {
    let targets = archive::targets().expect("the targets can be listed");
    assert_eq!(targets, BODIES.map(|(name, _)| name));
}

#[test]
fn every_archive_is_in_the_form_of_pack() {
    for (target, _) in BODIES {
        let path = root().join(format!("tests/fuzz/corpus/{target}.txt"));
        let written = fs::read_to_string(path).expect("the archive can be read");
        let texts = archive::read(target).expect("the archive can be read");
        let packed = archive::format(texts.into_iter().map(|text| text.bytes).collect());
        // `assert_eq` would print both texts.
        assert!(
            written == packed,
            "{target}.txt is not in order: unpack it, and pack it again"
        );
    }
}

#[test]
fn an_archive_can_contain_any_bytes() {
    let all: Vec<u8> = (0..=u8::MAX).collect();
    let backwards: Vec<u8> = (0..=u8::MAX).rev().collect();
    let mut texts = vec![
        Vec::new(),
        b"\x007".to_vec(),
        br#"\x41 \u{41} \" \"#.to_vec(),
        b" \r\n\t".to_vec(),
        "\u{2028}\u{feff}".into(),
        all,
        backwards,
    ];
    texts.sort();
    let archive = archive::format([texts.clone(), texts.clone()].concat());
    assert!(archive.is_ascii());
    let parsed = archive::parse("a.txt", &archive).expect("each line is a byte string");
    let names: Vec<&str> = parsed.iter().map(|text| text.name.as_str()).collect();
    assert_eq!(names[..2], ["a.txt:1", "a.txt:2"]);
    let parsed: Vec<Vec<u8>> = parsed.into_iter().map(|text| text.bytes).collect();
    assert_eq!(parsed, texts);
}

#[test]
fn a_damaged_line_is_reported_by_its_number() {
    for line in [
        "",
        "text",
        "b\"open",
        r#"b"\q""#,
        "\"text\"",
        "b\"1\" b\"2\"",
    ] {
        let archive = format!("b\"first\"\n{line}\n");
        let error = archive::parse("a.txt", &archive).expect_err(line);
        assert!(error.starts_with("a.txt:2: "), "{error}");
    }
}

#[test]
fn unpacking_keeps_the_order_of_the_texts() {
    let dir = tempfile::tempdir().expect("a directory can be made");
    for (target, _) in BODIES {
        let dir = dir.path().join(target);
        let count = archive::unpack(target, &dir).expect("the archive can be unpacked");
        let unpacked: Vec<Vec<u8>> = files(dir.to_str().expect("the path is text"))
            .into_iter()
            .map(|text| text.bytes)
            .collect();
        assert_eq!(unpacked.len(), count, "{target}");
        let texts = archive::read(target).expect("the archive can be read");
        assert!(
            texts.iter().map(|text| &text.bytes).eq(unpacked.iter()),
            "{target}"
        );
    }
}

#[test]
fn packing_requires_an_existing_target() {
    let error = archive::pack("loder", Path::new(".")).expect_err("a misspelt target");
    assert_eq!(error, "there is no target `loder`");
}
