use super::*;
use crate::diagnostics::{Report, Style};
use crate::text::source::Source;

fn read(text: &str) -> (Option<Node>, Report) {
    let mut report = Report::default();
    let file = report.sources.add(Source::new("spec/a.yaml", text));
    let root = parse(text, file, &mut report.diagnostics);
    (root, report)
}

fn tree(text: &str) -> Node {
    let (root, report) = read(text);
    assert_eq!(report.render(Style::Plain), "", "{text}");
    root.expect("a tree")
}

/// Returns code, line, column and message of every diagnostic.
fn findings(text: &str) -> Vec<String> {
    let (_, report) = read(text);
    let found = report.diagnostics.iter();
    found
        .map(|found| {
            let place = found
                .span
                .and_then(|span| report.sources.position(span))
                .map_or("?".to_owned(), |at| format!("{}:{}", at.line, at.column));
            format!("{} {place} {}", found.code.as_str(), found.message)
        })
        .collect()
}

/// Returns the tree as JSON-like text, for comparing shapes.
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
        ["duplicate-key 3:1 the key `a` occurs twice in this mapping"]
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
            "unsupported-yaml 3:5 no value before this alias has the anchor `&y`",
            "unsupported-yaml 4:5 a merge key needs a mapping, or a list of mappings",
            "unsupported-yaml 5:1 a key must be a string, but this is a sequence",
            "unsupported-yaml 6:1 a key must be a string, but this is null",
            "unsupported-yaml 7:3 a key must be a string, but this is a mapping",
            "unsupported-yaml 9:4 the tag `!pet` is not supported",
        ]
    );
    let (root, _) = read(text);
    let expected = r#"{a: 1, b: 1, c: [2], d: {k: "v"}, <<: 4}"#;
    assert_eq!(root.as_ref().map(shape).as_deref(), Some(expected));
}

#[test]
fn one_file_holds_one_document() {
    let second = ["unsupported-yaml 2:1 the file has a second document"];
    assert_eq!(findings("a: 1\n---\nb: [\n"), second);
    for empty in ["", "\n\n", "# nothing\n", "---\n", "--- # x\n...\n"] {
        assert_eq!(
            findings(empty),
            ["yaml-syntax 1:1 the file has no document"],
            "{empty:?}"
        );
    }
    assert_eq!(shape(&tree("---\na: 1\n...\n")), "{a: 1}");
}

#[test]
fn syntax_errors_are_told_in_plain_words() {
    let cases = [
        ("a: [1\nb: 2\n", "2:2 a `:` is not allowed here"),
        ("a: b: c\n", "1:5 a second `: ` on one line"),
        ("a: \"x\n", "1:4 a quoted string is not closed"),
        (
            "a: # it's\n  \"it's\nb: 'x'\n",
            "2:3 a quoted string is not closed",
        ),
        ("a: 'x\n---\n", "1:4 a quoted string is not closed"),
        ("a: [x,,y]\n", "1:7 a value is missing before this `,`"),
        (
            "a: x\0\n",
            "1:5 the control character U+0000 is not allowed in YAML",
        ),
        (
            "a: \"x\u{7}\"\n",
            "1:6 the control character U+0007 is not allowed in YAML",
        ),
        ("a: & b\n", "1:4 an unquoted string cannot begin with `&`"),
        ("a: * b\n", "1:4 an unquoted string cannot begin with `*`"),
        (
            "a: \"\\ud800\"\n",
            "1:4 an escape in this string is not a character",
        ),
        (
            "a: \"\\uz\"\n",
            "1:4 an escape in this string lacks its hexadecimal digits",
        ),
        (
            "a: |x\n  y\n",
            "1:4 only a digit, `+` or `-` may follow this",
        ),
        (
            "%YAML 9.0\n---\na: 1\n",
            "1:1 a directive is not allowed here",
        ),
        (
            "a: 1\n\u{feff}b: 1\n",
            "2:1 an invisible byte order mark (U+FEFF) is in the middle of the text",
        ),
        ("- a\nb: c\n", "2:1 expected `-` here"),
        ("a: @x\n", "1:4 an unquoted string cannot begin with `@`"),
        ("a:\n\tb: 1\n", "2:2 a tab is used for indentation"),
        ("a: 'it's'\n", "1:8 unexpected text after the closing quote"),
        (
            "a: \"\\d\"\n",
            "1:4 unknown escape in a double-quoted string",
        ),
        ("a: {b: 1]\n", "1:4 this `{` is closed by `]`"),
        (
            "a: 1\n b: 2\n",
            "2:3 this line continues the line above, so it cannot be a key",
        ),
        (
            "a\nb: 2\n",
            "2:2 this line continues the line above, so it cannot be a key",
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
fn what_only_looks_like_a_space_or_a_colon_is_shown() {
    for (text, says) in [
        (
            "a:\u{a0}b\nc: d\n",
            "YAML does not read this no-break space (U+00A0) as a space",
        ),
        (
            "a: b\n\u{3000}\u{3000}c: d\n e: f\n",
            "YAML does not read this ideographic space (U+3000) as a space",
        ),
        (
            "a\u{ff1a}b\nc: d\n",
            "YAML does not read this full-width colon (U+FF1A) as",
        ),
    ] {
        let (_, diagnostics) = read(text);
        let drawn = diagnostics.render(Style::Plain);
        assert!(drawn.contains(says), "{drawn}");
    }
    let (_, diagnostics) = read("a:b\nc: d\n");
    let drawn = diagnostics.render(Style::Plain);
    assert!(
        drawn.contains("add a space after the `:` of the line above"),
        "{drawn}"
    );
    assert_eq!(
        findings("a: 10\u{a0}000 €\n"),
        [""; 0],
        "in prose it is in order"
    );
}

#[test]
fn a_quote_left_open_is_shown() {
    let (_, diagnostics) = read("a: \"x\n  y\nb: c\n");
    let text = diagnostics.render(Style::Plain);
    assert!(text.contains("1 | a: \"x\n  |    ^\n"), "{text}");
    assert!(text.contains("the string continues up to here"), "{text}");
}

#[test]
fn a_bracket_left_open_is_shown() {
    let (_, diagnostics) = read("tags: [a,\n  b\nname: c\n");
    let text = diagnostics.render(Style::Plain);
    assert!(text.contains("1 | tags: [a,\n"), "{text}");
    assert!(text.contains("inside this bracket"), "{text}");
}

#[test]
fn depth_is_bounded_in_every_style() {
    let bound = Bounds::USUAL.depth;
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + &close.repeat(depth);
    let block = |depth: usize| {
        (0..depth).fold(String::new(), |text, level| {
            text + &" ".repeat(level) + "a:\n"
        })
    };
    // Each key of a flow mapping and each `?` opens one more.
    let styles: [&dyn Fn(usize) -> String; 6] = [
        &|depth| nested("[", "]", depth),
        &|depth| nested("{a: ", "}", depth),
        &|depth| nested("{\"a\":", "}", depth).replace(":}", ":1}"),
        &|depth| "- ".repeat(depth) + "a",
        &|depth| "? ".repeat(depth) + "a",
        &block,
    ];
    for style in styles {
        let (root, found) = read(&style(bound));
        let deep = found
            .diagnostics
            .iter()
            .any(|found| found.code == Code::TooLarge);
        assert!(root.is_some() && !deep, "{:.80}", style(bound));
        for depth in [bound + 1, 5000] {
            let found = findings(&style(depth));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with("too-large"), "{found:?}");
            assert!(found[0].contains("more than 128 levels deep"), "{found:?}");
        }
    }
    let mixed = format!("{}{}", block(100), " ".repeat(100) + &nested("[", "]", 100));
    assert!(findings(&mixed)[0].contains("more than 128 levels deep"));
    for open in ["[", "{a: ", "- ", "? ", "[{a: "] {
        let found = findings(&open.repeat(100_000));
        assert_eq!(found.len(), 1, "{open}");
        assert!(found[0].contains("more than 128 levels deep"), "{found:?}");
    }
}

/// Returns the number of values and names that are read, and whether there is a tree.
fn count(text: &str, bounds: &Bounds) -> (usize, bool) {
    let mut diagnostics = Diagnostics::default();
    let file = FileId(0);
    let nodes = Nodes::new(bounds);
    let root = parse_within(bounds, &nodes, text, file, &mut diagnostics);
    assert_eq!(nodes.are_too_many(), nodes.read() > bounds.nodes);
    (nodes.read(), root.is_some())
}

#[test]
fn values_are_counted_and_bounded() {
    // The mapping, three names, the list, and four values.
    let text = "a: 1\nb: [2, x]\nc: ~\n";
    let bounds = |nodes| Bounds {
        nodes,
        ..Bounds::USUAL
    };
    assert_eq!(count(text, &bounds(9)), (9, true));
    assert_eq!(count(text, &bounds(8)), (9, false));
    assert_eq!(count(text, &bounds(2)), (3, false), "the rest is not read");
}

#[test]
fn a_key_can_be_the_word_null() {
    let (root, _) = read("null: 1\n");
    assert_eq!(root.as_ref().map(shape).as_deref(), Some("{null: 1}"));
}

#[test]
fn an_alias_is_a_copy_of_the_value_with_the_anchor() {
    let (root, _) = read("a: &x {b: &y 1}\nc: *x\nd: [*y, *y]\ne: &x 2\nf: *x\n");
    assert_eq!(
        root.as_ref().map(shape).as_deref(),
        Some("{a: {b: 1}, c: {b: 1}, d: [1, 1], e: 2, f: 2}")
    );
    assert_eq!(
        findings("a: &x [*x]\n"),
        ["unsupported-yaml 1:8 this alias stands for a value that contains it"]
    );
}

#[test]
fn a_merge_key_adds_the_entries_that_a_mapping_lacks() {
    let (root, _) =
        read("a: &x {b: 1, c: 2}\nd: {e: 3, <<: *x}\nf: {<<: [*x, {c: 4, g: 5}], b: 6}\n");
    assert_eq!(
        root.as_ref().map(shape).as_deref(),
        Some("{a: {b: 1, c: 2}, d: {b: 1, c: 2, e: 3}, f: {c: 2, g: 5, b: 6}}")
    );
}

#[test]
fn an_alias_bomb_costs_a_multiple_of_its_text() {
    let bomb = |levels: usize| {
        let level = |level: usize| {
            let below = vec![format!("*a{}", level - 1); 10].join(", ");
            format!("a{level}: &a{level} [{below}]\n")
        };
        "a0: &a0 [x]\n".to_owned() + &(1..levels).map(level).collect::<Vec<_>>().concat()
    };
    for levels in [2, 20, 200] {
        // The root; a name, a list and ten aliases for each level but the first.
        let written = 1 + 3 + (levels - 1) * 12;
        let (nodes, has_tree) = count(&bomb(levels), &Bounds::USUAL);
        assert!(nodes <= written * 17, "{nodes}");
        assert!(has_tree);
        let (_, report) = read(&bomb(levels));
        assert_eq!(report.diagnostics.len(), usize::from(levels > 2));
    }
}

#[test]
fn copies_of_a_long_text_have_a_multiple_of_its_length() {
    // 16 times 1051 and 1411 bytes, of which the value with the anchor takes 1000.
    for (copies, refused) in [(10, 0), (100, 1)] {
        let aliases = vec!["*a"; copies].join(", ");
        let (_, report) = read(&format!("a: &a {}\nb: [{aliases}]\n", "x".repeat(1000)));
        assert_eq!(report.diagnostics.len(), refused);
    }
}

#[test]
fn the_work_grows_with_the_text_and_no_faster() {
    let part = "  - {a: 1, b: [x, 'y'], c: {d: \"z\"}}\n";
    let (one, _) = count(&format!("x:\n{part}"), &Bounds::USUAL);
    let fixed = 3;
    for times in [10, 1000, 10_000] {
        let text = format!("x:\n{}", part.repeat(times));
        assert_eq!(
            count(&text, &Bounds::USUAL),
            (fixed + times * (one - fixed), true)
        );
    }
}

#[test]
fn the_names_on_the_way_to_a_value_are_bounded() {
    let bound = Bounds::USUAL.names;
    // Two levels, with a list between them that has no name.
    let text = |more: usize| {
        format!(
            "? {}\n: [{{? {} : 1}}]\n",
            "a".repeat(1024),
            "b".repeat(1024 + more)
        )
    };
    assert_eq!(bound, 2048);
    assert_eq!(findings(&text(0)), [""; 0]);
    let found = findings(&text(1));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("too-large 2:7"), "{found:?}");
    assert!(found[0].contains("more than 2048 bytes"), "{found:?}");
    assert!(read(&text(1)).0.is_some(), "the rest is read all the same");
}

#[test]
fn long_texts_and_many_names_are_read() {
    let long = "x".repeat(5_000_000);
    for text in [
        format!("a: {long}\n"),
        format!("a: '{long}'\n"),
        format!("a: |\n  {long}\n"),
        format!("{{\"a\": \"{long}\"}}"),
    ] {
        let root = tree(&text);
        let value = root.as_mapping().and_then(|mapping| mapping.get("a"));
        let length = value.and_then(|entry| entry.value.as_str()).map(str::len);
        assert!(matches!(length, Some(5_000_000 | 5_000_001)), "{length:?}");
    }
    let digits = "1".repeat(1_000_000);
    let root = tree(&format!("a: {digits}\n"));
    let value = root.as_mapping().and_then(|mapping| mapping.get("a"));
    assert!(value.is_some_and(|entry| entry.value.value == Value::Number(digits)));

    let names: Vec<String> = (0..100_000)
        .map(|name| format!("k{name}: {name}\n"))
        .collect();
    let root = tree(&names.concat());
    let mapping = root.as_mapping().expect("a mapping");
    assert_eq!(mapping.entries.len(), 100_000);
    let last = mapping.get("k99999").map(|entry| &entry.value.value);
    assert_eq!(last, Some(&Value::Number("99999".to_owned())));

    let (root, report) = read(&"k: 1\n".repeat(100_000));
    assert_eq!(root.map(|root| shape(&root)).as_deref(), Some("{k: 1}"));
    assert_eq!(report.diagnostics.len(), 1000);
    assert!(report.diagnostics.is_full());
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
        .diagnostics
        .iter()
        .flat_map(|found| found.labels.iter().map(|label| label.span))
        .collect();
    let file = FileId(0);
    assert_eq!(labels, [Span::new(file, 3..4)], "the bracket of the list");
}
