use super::*;
use crate::diagnostics::Style;
use crate::source::Source;

fn read(text: &str) -> (Option<Node>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let file = diagnostics.sources.add(Source::new("spec/a.yaml", text));
    let root = parse(text, file, &mut diagnostics);
    (root, diagnostics)
}

fn tree(text: &str) -> Node {
    let (root, diagnostics) = read(text);
    assert_eq!(diagnostics.render(Style::Plain), "", "{text}");
    root.expect("a tree")
}

/// Code, line, column and message of everything that is reported.
fn findings(text: &str) -> Vec<String> {
    let (_, diagnostics) = read(text);
    diagnostics
        .iter()
        .map(|found| {
            let place = found
                .span
                .and_then(|span| diagnostics.sources.position(span))
                .map_or("?".to_owned(), |at| format!("{}:{}", at.line, at.column));
            format!("{} {place} {}", found.code.as_str(), found.message)
        })
        .collect()
}

/// The tree as JSON-like text, for comparing shapes.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::String(text) => format!("{text:?}"),
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(shape).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let entry = |entry: &Entry| format!("{}: {}", entry.key.text, shape(&entry.value));
            let entries: Vec<_> = mapping.entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[test]
fn yaml_and_json_give_the_same_tree() {
    let yaml = "# an order\nid: '7'\nprice: 1.50\ntags:\n- a\n- {b: [], c: {}}\nnote: |\n  two\n  lines\nnone:\n";
    let json = "{\n\t\"id\": \"7\", \"price\": 1.50,\n\t\"tags\": [\"a\", {\"b\": [], \"c\": {}}],\n\
        \t\"note\": \"two\\nlines\\n\", \"none\": null\n}\n";
    let expected =
        r#"{id: "7", price: 1.50, tags: ["a", {b: [], c: {}}], note: "two\nlines\n", none: null}"#;
    assert_eq!(shape(&tree(yaml)), expected);
    assert_eq!(shape(&tree(json)), expected);
    assert_eq!(shape(&tree(&yaml.replace('\n', "\r\n"))), expected);
}

#[test]
fn json_escapes_are_read() {
    let root = tree(r#"{"a": "\ud83d\ude00 \/ \u00e9 \" \t"}"#);
    assert_eq!(shape(&root), "{a: \"😀 / é \\\" \\t\"}");
}

#[test]
fn every_node_knows_its_bytes() {
    let text = "a: 1\nb:\n  - é\n  - {x: y}\n\n# end\nc: |\n  t\n\n\nd:\n";
    let root = tree(text);
    let slice = |node: &Node| &text[node.span.range()];
    let get = |key: &str| {
        let mapping = root.as_mapping().expect("a mapping");
        &mapping.get(key).expect("a member").value
    };
    assert_eq!(slice(get("a")), "1");
    assert_eq!(slice(get("b")), "- é\n  - {x: y}");
    assert_eq!(slice(&get("b").as_sequence().expect("a list")[1]), "{x: y}");
    assert_eq!(slice(get("c")), "t");
    assert_eq!(slice(get("d")), "");
    let last = root.as_mapping().and_then(|mapping| mapping.get("d"));
    assert_eq!(last.map(|entry| &text[entry.key.span.range()]), Some("d"));
    assert_eq!(
        slice(&root),
        text.trim_end_matches(":\n"),
        "up to where its last part stands"
    );
}

#[test]
fn plain_numbers_and_booleans_are_keys_by_their_text() {
    assert_eq!(
        shape(&tree("200: a\n0x1: b\nTrue: c\n")),
        r#"{200: "a", 0x1: "b", True: "c"}"#
    );
}

#[test]
fn a_string_tag_makes_a_string() {
    assert_eq!(
        shape(&tree("a: !!str 200\nb: !!seq []\n")),
        r#"{a: "200", b: []}"#
    );
}

#[test]
fn a_repeated_key_is_reported_and_the_first_counts() {
    let text = "a: 1\nb: {a: 2}\n'a': {a: 3}\n";
    assert_eq!(
        findings(text),
        ["duplicate-key 3:1 the key `a` stands twice in one mapping"]
    );
    let (root, _) = read(text);
    assert_eq!(
        root.as_ref().map(shape).as_deref(),
        Some("{a: 1, b: {a: 2}}")
    );
}

#[test]
fn what_json_does_not_have_is_reported_and_left_out() {
    let text =
        "a: &x 1\nb: *x\nc: [*y, 2]\n<<: *x\n[k]: 1\n~: 2\n? {}\n: 3\nd: !pet\n  k: v\n'<<': 4\n";
    assert_eq!(
        findings(text),
        [
            "unsupported-yaml 1:4 anchors are not supported",
            "unsupported-yaml 2:4 aliases are not supported",
            "unsupported-yaml 3:5 aliases are not supported",
            "unsupported-yaml 4:1 merge keys are not supported",
            "unsupported-yaml 4:5 aliases are not supported",
            "unsupported-yaml 5:1 a key must be a string, and this is a sequence",
            "unsupported-yaml 6:1 a key must be a string, and this is null",
            "unsupported-yaml 7:3 a key must be a string, and this is a mapping",
            "unsupported-yaml 9:4 the tag `!pet` is not supported",
        ]
    );
    let (root, _) = read(text);
    let expected = r#"{a: 1, c: [2], d: {k: "v"}, <<: 4}"#;
    assert_eq!(root.as_ref().map(shape).as_deref(), Some(expected));
}

#[test]
fn one_file_holds_one_document() {
    let second = ["unsupported-yaml 2:1 a second document in the same file"];
    assert_eq!(findings("a: 1\n---\nb: [\n"), second);
    for empty in ["", "\n\n", "# nothing\n", "---\n", "--- # x\n...\n"] {
        assert_eq!(
            findings(empty),
            ["yaml-syntax 1:1 the file holds no document"],
            "{empty:?}"
        );
    }
    assert_eq!(shape(&tree("---\na: 1\n...\n")), "{a: 1}");
}

#[test]
fn syntax_errors_are_told_in_plain_words() {
    let cases = [
        ("a: [1\nb: 2\n", "2:2 a `:` cannot stand here"),
        ("a: b: c\n", "1:5 a second `: ` on one line"),
        ("a: \"x\n", "2:1 a quoted text is not closed"),
        ("- a\nb: c\n", "2:1 expected `-` here"),
        ("a: @x\n", "1:4 a text without quotes cannot begin with `@`"),
        ("a:\n\tb: 1\n", "2:2 a tab cannot indent"),
        ("a: 'it's'\n", "1:8 unexpected text after the closing quote"),
        ("a: \"\\d\"\n", "1:4 unknown escape in a double-quoted text"),
        ("a: {b: 1]\n", "1:4 this `{` is closed by `]`"),
        (
            "a: 1\n b: 2\n",
            "2:3 the line above goes on here, so this is no key",
        ),
        (
            "a\nb: 2\n",
            "2:2 the line above goes on here, so this is no key",
        ),
        ("a:\n  b: 1\n c: 2\n", "3:2 expected a key here"),
    ];
    for (text, expected) in cases {
        assert_eq!(
            findings(text),
            [format!("yaml-syntax {expected}")],
            "{text:?}"
        );
        assert_eq!(read(text).0, None);
    }
}

#[test]
fn a_bracket_left_open_is_shown() {
    let (_, diagnostics) = read("tags: [a,\n  b\nname: c\n");
    let text = diagnostics.render(Style::Plain);
    assert!(text.contains("1 | tags: [a,\n"), "{text}");
    assert!(text.contains("inside what this opens"), "{text}");
}

#[test]
fn depth_is_bounded_in_every_style() {
    let flow = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let block = |depth: usize| {
        (0..depth).fold(String::new(), |text, level| {
            text + &" ".repeat(level) + "a:\n"
        })
    };
    let mixed = format!("{}{}", block(100), " ".repeat(100) + &flow(100));
    assert!(read(&flow(MAX_DEPTH)).0.is_some());
    assert!(read(&block(MAX_DEPTH)).0.is_some());
    for text in [
        flow(MAX_DEPTH + 1),
        flow(100_000),
        block(MAX_DEPTH + 1),
        mixed,
    ] {
        let found = findings(&text);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("more than 128 deep"), "{found:?}");
    }
}

#[test]
fn no_prefix_of_a_document_and_no_stray_character_panics() {
    const STRAY: [&str; 14] = [
        "", "[", "}", "\t", "\"", ":", "-", "&", "*", "!", "%", "\u{1b}", "\u{feff}", "\n---\n",
    ];
    let text =
        "a: &x {b: [1, 'two', \"thr\\u00e9\"]}\n? *x\n: !t |\n  é\n<<: ~\n--- # é\n- >-\n - x\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        for (at, _) in text.char_indices() {
            let (before, after) = text.split_at(at);
            for stray in STRAY {
                for broken in [
                    format!("{before}{stray}"),
                    format!("{before}{stray}{after}"),
                ] {
                    let _ = read(&broken).1.render(Style::Plain);
                }
            }
        }
    }
}

#[test]
fn a_pair_in_a_list_opens_no_bracket_of_its_own() {
    let (_, found) = read("a: [né b: {c: d}\n  e: {f: g}\n");
    let labels: Vec<Span> = found
        .iter()
        .flat_map(|found| found.labels.iter().map(|label| label.span))
        .collect();
    let file = FileId(0);
    assert_eq!(labels, [Span::new(file, 3..4)], "the bracket of the list");
}
