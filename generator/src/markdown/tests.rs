//! Tests descriptions and the comments that they become.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;

fn joined(text: &str) -> String {
    lines(text).join("\n")
}

/// Descriptions of one line and the comments that they become.
#[rustfmt::skip]
const SINGLE: &[(&str, &str)] = &[
    ("", ""),
    (" \n\n \t\n", ""),
    ("Plain text.", "Plain text."),
    ("  Trimmed \n\n", "Trimmed"),
    ("&nbsp;", ""),
    ("one\r\ntwo\rthree", "one two three"),
    ("see https://shop.example/a_b?c=*d. Then", "see <https://shop.example/a_b?c=*d>. Then"),
    ("(https://shop.example/x(y))", "(<https://shop.example/x(y)>)"),
    ("见https://shop.example，然后", "见<https://shop.example>，然后"),
    ("<https://shop.example>", "<https://shop.example>"),
    ("https://{shop}/v1/{id}", "<https://{shop}/v1/{id}>"),
    ("http or https://, and HTTP", "http or https://, and HTTP"),
    ("a [shop](https://shop.example/a) here", "a [shop](https://shop.example/a) here"),
    ("a [shop](<https://shop.example/a b(>)", "a [shop](<https://shop.example/a%20b(>)"),
    ("[https://a.example](https://a.example)", "<https://a.example>"),
    ("[see https://a.example](https://a.example)", "[see https://a.example](https://a.example)"),
    ("[](https://a.example)", "<https://a.example>"),
    ("[a \\] b](https://a.example)", "[a \\] b](https://a.example)"),
    ("![pet](https://a.example/p.png)", "[pet](https://a.example/p.png)"),
    ("wow!<https://a.example>", "wow\\!<https://a.example>"),
    ("the [**Get** fields](#get) of [pages](/docs/api/#pages)", "the **Get** fields of pages"),
    ("ht[tp](#a)://b and [http](#a)s", "http ://b and https"),
    ("an [Order] of [x][y] or [Vec](Vec)", "an \\[Order] of \\[x]\\[y] or \\[Vec](Vec)"),
    ("[`Order`] and [^1] and [ ]", "\\[`Order`] and \\[^1] and \\[ ]"),
    ("<std::vec::Vec>", "\\<std::vec::Vec>"),
    ("mail <me@shop.example>", "mail me@shop.example"),
    ("a Vec<u8> and <b>bold</b>", "a Vec\\<u8> and **bold**"),
    ("<script>alert(1)</script>", ""),
    ("1 < 2 <= 3 <4 > 0", "1 < 2 <= 3 <4 > 0"),
    ("*soft* __loud__ ~~gone~~ `code`", "*soft* **loud** ~~gone~~ `code`"),
    ("snake_case, 2 * 3, R&D, &amp;lt;, ~5", "snake_case, 2 * 3, R&D, \\&lt;, \\~5"),
    ("a \\* b \\_c\\_ ^\\d+$ C:\\\\", "a * b \\_c\\_ ^\\d+$ C:\\\\"),
    ("stray ` and ``` ticks", "stray \\` and \\`\\`\\` ticks"),
    ("`` a`b ``", "``a`b``"),
    ("a\u{202e}b\u{2066}c\u{200f}d\u{feff}e\u{0}f\u{1b}g&#x202e;h", "abcdefgh"),
    ("a\u{2028}b\u{b}c&#10;d&#9;e", "a b c d e"),
    ("# Title #", "# Title"),
    ("Title\n=====", "# Title"),
    ("C #\n", "C \\#"),
    ("\\# no title", "\\# no title"),
    ("#hash and 1#2", "#hash and 1#2"),
    ("\\> no quote", "\\> no quote"),
    ("\\- no list", "\\- no list"),
    ("1\\. no list", "1\\. no list"),
    ("* * *", "***"),
];

#[test]
fn single_lines_are_escaped() {
    for (text, expected) in SINGLE {
        assert_eq!(joined(text), *expected, "from {text:?}");
    }
}

#[test]
fn prose_is_wrapped_and_stays_prose() {
    let text = "A long description of an order which says that it holds at least - as a rule -\nthree items.";
    let expected = "A long description of an order which says that it holds at least - as a rule -\nthree items.";
    assert_eq!(joined(text), expected);
    let filler = "x".repeat(79);
    for (word, guarded) in [
        ("-", "\\-"),
        ("+", "\\+"),
        ("*", "\\*"),
        ("---", "\\---"),
        ("===", "\\==="),
        (":--", "\\:--"),
        ("1.", "1\\."),
        ("2026)", "2026\\)"),
        (">", "\\>"),
        ("#", "\\#"),
    ] {
        assert_eq!(
            joined(&format!("{filler} {word} end")),
            format!("{filler}\n{guarded} end")
        );
    }
}

#[test]
fn code_blocks_are_never_compiled_as_rust() {
    for (text, expected) in [
        ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
        (
            "```rust,no_run\nfn main() {}\n```",
            "```text\nfn main() {}\n```",
        ),
        ("```should_panic\nx\n```", "```text\nx\n```"),
        (
            "~~~JSON\n{\"a\": [1]}   \n\n\ttab\n~~~",
            "```json\n{\"a\": [1]}\n\n    tab\n```",
        ),
        ("```unclosed\n<b>\n", "```text\n<b>\n```"),
        (
            "text\n\n    indented <b>\n    [x]\n\nend",
            "text\n\n```text\nindented <b>\n[x]\n```\n\nend",
        ),
        (
            "````\n```\ninner\n```\n````",
            "````text\n```\ninner\n```\n````",
        ),
        ("```\na\u{202e}b\r\nc\n```", "```text\nab\nc\n```"),
    ] {
        assert_eq!(joined(text), expected, "from {text:?}");
    }
}

#[test]
fn structure_is_kept() {
    for (text, expected) in [
        ("a\n\n\n\nb", "a\n\nb"),
        ("a  \nb\\\nc", "a\\\nb\\\nc"),
        ("* a\n* b\n    * c\n      d\n* e", "- a\n- b\n  - c d\n- e"),
        ("- a\n\n- b", "- a\n\n- b"),
        ("3) a\n4) b", "3. a\n4. b"),
        (
            "1. a\n\n   ```json\n   {}\n   ```\n",
            "1. a\n\n   ```json\n   {}\n   ```",
        ),
        ("- a\n-\n- b", "- a\n- b"),
        ("> a\n> b\n>\n> - c", "> a b\n>\n> - c"),
        ("a\n***\nb", "a\n\n***\n\nb"),
        (
            "|a|b|c|\n|:-|-:|---|\n|`x\\|y`|1 \\| 2|[z]|\n|only|",
            "| a | b | c |\n| :-- | --: | --- |\n| `x\\|y` | 1 \\| 2 | \\[z] |\n| only |  |  |",
        ),
        ("<div>\nx [y]\n</div>\n\nafter", "x \\[y]\n\nafter"),
        (
            "[x]: https://a.example\n\nsee [x] and [X][x]",
            "see [x](https://a.example) and [X](https://a.example)",
        ),
    ] {
        assert_eq!(joined(text), expected, "from {text:?}");
    }
}

#[test]
fn a_description_becomes_one_line() {
    for (text, inlined, cell) in [
        ("a\n\n- b\n- c | d\n", "a b c \\| d", "a b c \\| d"),
        ("```\nx |\n  y\n```", "`x | y`", "`x \\| y`"),
        ("`a|b`", "`a|b`", "`a\\|b`"),
        ("`a\\|b`", "`a\\|b`", "a\\\\\\|b"),
        (
            "# T\n\nsee\\\n<https://a.example>",
            "T see <https://a.example>",
            "T see <https://a.example>",
        ),
    ] {
        assert_eq!(inline(text), inlined, "from {text:?}");
        assert_eq!(table_cell(text), cell, "from {text:?}");
    }
}

#[test]
fn cells_stay_in_their_table() {
    for text in [
        "a|b", "`a|b`", "`a\\|b`", "a\\\\|b", "`|`", "\\|", "``a`|``",
    ] {
        let table = format!("| {} | end |\n| --- | --- |\n", table_cell(text));
        let shown = |text: &str| -> String {
            let text = parse(text);
            let text = text.iter().filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            });
            text.collect()
        };
        assert_eq!(shown(&table), shown(text) + "end", "from {table}");
    }
}

#[test]
fn code_shows_any_text() {
    for text in [
        "a",
        "`",
        "``",
        "a`b",
        " a ",
        "`a",
        "a``b```c",
        "\\",
        "  ",
        "| [x] <b>",
    ] {
        let span = code(text);
        let events: Vec<_> = Parser::new(&span).collect();
        assert!(
            matches!(events.as_slice(), [_, Event::Code(shown), _] if shown.as_ref() == text),
            "{span} for {text:?}"
        );
    }
    assert_eq!(code(""), "` `");
    assert_eq!(code("a\nb\u{202e}"), "`a b`");
}

#[test]
fn a_sentence_has_a_capital_and_a_full_stop() {
    for (text, expected) in [
        ("the order's id", "The order's id."),
        ("The id.", "The id."),
        ("petId of the pet", "petId of the pet."),
        ("`petId` is new!", "`petId` is new!"),
        ("one of:", "One of:"),
        ("the id (see above.)", "The id (see above.)"),
        ("the id,", "The id."),
        ("in-store, only", "In-store, only."),
        ("https://a.example", "https://a.example."),
        ("ends in `a.`", "Ends in `a.`."),
        ("élan", "Élan."),
        ("支付。", "支付。"),
        (" ", ""),
    ] {
        assert_eq!(sentence(text), expected);
    }
}

/// Pieces that are harmless alone, but may be markup when combined.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "word", " ", "\n", "\n\n", "\t", "    ", "\r", "`", "```", "~~~", "*", "**", "_", "[",
    "]", "](b)", "[x]: y\n", "<", ">", "</b>", "<u8>", "<!--", "-->", "&amp;", "&#10;",
    "&#x202e;", "\\", "|", "|-|-|", "#", "# ", "- ", "1. ", "> ", "---", "===", "***", "!",
    "https://a.example/b", "](https://a.example)", "<https://a.example>", "\u{202e}", "\u{2028}",
    "\0", "/*", "*/", "//", "/", "\"", "é", "名",
    "<p>", "<br>", "<b>", "<i>", "</i>", "<code>", "</code>", "<pre>", "</pre>", "<ul>", "<li>",
    "</ul>", "<ol>", "<h2>", "</h2>", "<table>", "<tr>", "<td>", "</table>", "<hr>",
    "<a href='https://a.example'>", "</a>", "<img src='https://a.example' alt='[c'>", "<sup>",
    "<style>", "</style>",
];

/// Returns pseudorandom texts of pieces, the same in every run and without a dependency.
pub(super) fn random_texts(pieces: &'static [&str], count: usize) -> impl Iterator<Item = String> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    (0..count).map(move |_| (0..=next(14)).map(|_| pieces[next(pieces.len())]).collect())
}

#[test]
fn no_text_ends_its_comment() {
    for text in random_texts(PIECES, 20_000) {
        let lines = lines(&text);
        for line in &lines {
            assert!(
                !line.contains(|c: char| c.is_control()),
                "{line:?} from {text:?}"
            );
            assert!(
                !line.contains('\u{202e}') && !line.contains('\u{2028}'),
                "from {text:?}"
            );
            assert_eq!(line.trim_end(), line, "from {text:?}");
        }
        assert!(
            lines.first().is_none_or(|line| !line.is_empty()),
            "from {text:?}"
        );
        assert!(
            lines.last().is_none_or(|line| !line.is_empty()),
            "from {text:?}"
        );
        assert_harmless(&lines.join("\n"), &text);
        assert_harmless(&inline(&text), &text);
        assert_harmless(&table_cell(&text), &text);
    }
}

/// Asserts that the result has no HTML, no links except to the web, no Rust code, and no
/// brackets that rustdoc would resolve.
fn assert_harmless(markdown: &str, from: &str) {
    let bare = |link: pulldown_cmark::BrokenLink<'_>| -> Option<_> {
        panic!("{} is a link in {markdown:?} from {from:?}", link.reference)
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(bare)) {
        let harmless = match &event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(Tag::Image { .. }) => false,
            Event::Start(Tag::Link { dest_url, .. }) => dest_url.starts_with("https://"),
            Event::Start(Tag::CodeBlock(kind)) => {
                matches!(kind, CodeBlockKind::Fenced(info) if info.as_ref() == "text")
            }
            _ => true,
        };
        assert!(harmless, "{event:?} in {markdown:?} from {from:?}");
    }
}

#[test]
fn comments_stay_single_lines_when_printed() {
    for text in random_texts(PIECES, 200) {
        let attribute = |line: String| format!("#[doc = {:?}]\n", format!(" {line}"));
        let docs: Vec<String> = lines(&text).into_iter().map(attribute).collect();
        let file = syn::parse_file(&format!("{}struct Order;", docs.concat())).unwrap();
        let printed = prettyplease::unparse(&file);
        let (comment, rest) = printed.split_at(printed.find("struct Order;").unwrap());
        assert!(
            comment.lines().all(|line| line.starts_with("///")),
            "{printed}"
        );
        assert_eq!(rest, "struct Order;\n");
    }
}

#[test]
fn a_second_pass_changes_nothing() {
    for (text, _) in SINGLE {
        let once = joined(text);
        assert_eq!(joined(&once), once);
    }
}

#[test]
fn deep_nesting_is_flattened() {
    assert_eq!(joined(&format!("{} deep", ">".repeat(20_000))), "deep");
}

#[test]
fn a_code_span_is_not_wrapped() {
    let long = "word ".repeat(15);
    let text = format!("{long}`- one two three` - 1. > ``# ` four`` \\` five");
    assert_eq!(
        wrap(&text),
        [
            long.trim(),
            "`- one two three` - 1. > ``# ` four`` \\` five"
        ]
    );
    assert_eq!(wrap(&format!("{long} word - x"))[1], "\\- x");
}

#[test]
fn a_link_contains_no_other_link() {
    let url = "https://a.example/";
    assert_eq!(link("plain", url), "[plain](<https://a.example/>)");
    assert_eq!(
        link("- see [b](https://b.example) ](", url),
        "[see b \\](](<https://a.example/>)"
    );
    assert_eq!(link("<!x>", url), "[\\<!x>](<https://a.example/>)");
    assert_eq!(
        link("<b>bold</b><!-- -->", url),
        "[**bold**](<https://a.example/>)"
    );
    assert_eq!(link("", url), "<https://a.example/>");
}

#[test]
fn a_sentence_does_not_begin_a_list() {
    assert_eq!(sentence("1"), "1\\.");
    assert_eq!(sentence("1) of many"), "1\\) of many.");
}

#[test]
fn the_opening_is_a_first_paragraph() {
    for (text, expected) in [
        ("One.\n\nTwo.", Some(("One.\n", "\nTwo."))),
        ("One *and*\ntwo", Some(("One *and*\ntwo", ""))),
        ("One.\n- a list", Some(("One.\n", "- a list"))),
        ("[One][1].\n\n[1]: https://a.example", None),
        ("# One\n\nTwo.", None),
        ("- One\n\nTwo.", None),
        ("<p>One.</p><p>Two.</p>", Some(("One.\n", "\nTwo."))),
        ("", None),
    ] {
        assert_eq!(opening(&readable(text)), expected, "{text}");
    }
}
