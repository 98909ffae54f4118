//! Tests that JSON has the same tree as from the YAML parser, which reads JSON too.

use super::*;
use crate::diagnostics::Diagnostics;
use crate::load::yaml;

fn read(text: &str) -> Option<Node> {
    let bounds = &Bounds::USUAL;
    tree(bounds, &Nodes::new(bounds), text, FileId(0))
}

#[test]
fn the_tree_is_that_of_the_yaml_parser() {
    let many: Vec<String> = (0..40).map(|it| format!("\"k{it}\": {it}")).collect();
    for text in [
        "{}",
        " [ ] ",
        "{\"a\": {\"b\": []}, \"c\": [[], {}]}\n",
        "\t{\r\n\t\"a\" : \"\\n \\\" \\\\ \\u00e9 \\ud83d\\ude00 \\/\" ,\"é\":\"ü\"}",
        "[0, -0, 1.50, 1e5, 1E+400, -2.5e-3, true, false, null, \"null\", \"\", \"1\"]",
        "\"text\"",
        "17",
        &format!("{{{}}}", many.join(", ")),
    ] {
        let mut found = Diagnostics::default();
        let expected = yaml::parse(text, FileId(0), &mut found);
        assert!(found.is_empty(), "{text}");
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn any_character_and_any_length_are_read() {
    let key = "k".repeat(1500);
    let text = format!("{{\"{key}\": \"\u{7f}\u{80}\u{fffe}\u{ffff}\", \"\u{85}\": 1}}");
    let root = read(&text).expect("a tree");
    let value = root.part(&key).expect("a member");
    assert_eq!(value.0.as_str(), Some("\u{7f}\u{80}\u{fffe}\u{ffff}"));
    assert!(root.part("\u{85}").is_some());
}

#[test]
fn what_is_to_be_reported_is_left_to_the_yaml_parser() {
    let deep = "[".repeat(129) + &"]".repeat(129);
    let long = format!("{{\"{}\": 1}}", "k".repeat(2049));
    for text in [
        "",
        "{",
        "[1",
        "[1,]",
        "{\"a\" 1}",
        "{\"a\": 1} 2",
        "\"a",
        "\"a\\",
        "\"\\ud800\"",
        "{\"a\": 1, \"\\u0061\": 2}",
        &deep,
        &long,
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn values_are_counted() {
    let bounds = &Bounds::USUAL;
    let nodes = Nodes::new(bounds);
    let text = "{\"a\": [1, {}], \"b\": null}";
    assert!(tree(bounds, &nodes, text, FileId(0)).is_some());
    assert_eq!(nodes.read(), 7);
    let few = &Bounds {
        nodes: 6,
        ..*bounds
    };
    assert_eq!(tree(few, &Nodes::new(few), text, FileId(0)), None);
}
