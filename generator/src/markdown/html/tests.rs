//! Tests of the conversion of HTML, case by case.

use crate::markdown::tests::random_texts;

use super::replaced;

/// Each text of HTML, and the Markdown in place of it.
const CASES: &[(&str, &str)] = &[
    // Blocks.
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    ("<p>One.</p>\n\n<p>Two.</p>\n", "One.\n\nTwo."),
    (
        "<div>\n  <p>\n    One\n    line.\n  </p>\n</div>",
        "One\nline.",
    ),
    ("Text.<p>More.", "Text.\n\nMore."),
    ("<P CLASS=\"a\">One.</P>", "One."),
    ("<p></p>", ""),
    ("<h2>Title</h2>Text", "## Title\n\nText"),
    ("<h1>A<br>title\nof lines</h1>", "# A title of lines"),
    ("One<hr>Two", "One\n\n***\n\nTwo"),
    ("<!-- a note -->\nOne.", "One."),
    ("One <!-- a\nnote --> two.", "One two."),
    ("One <!-- no end", "One <!-- no end"),
    // Line breaks.
    ("One<br>two<br/>three", "One\\\ntwo\\\nthree"),
    ("One<br><br>two", "One\n\ntwo"),
    ("One<br />\ntwo<br>", "One\\\ntwo"),
    ("One<br>\n- two\n- three", "One\\\n- two\n- three"),
    (
        "| a | b |\n|---|---|\n| one<br>two | **c** |\n| d | e |",
        "| a | b |\n|---|---|\n| one two | **c** |\n| d | e |",
    ),
    ("# One<br>two\n\nthree", "# One two\n\nthree"),
    // Marks.
    (
        "a <b>bold</b> <i>word</i>, <s>gone</s>",
        "a **bold** *word*, ~~gone~~",
    ),
    ("<b> bold </b>text", "**bold** text"),
    ("<b>Note:</b>text", "**Note:** text"),
    ("a<b>(b)</b>c", "a **(b)** c"),
    ("<b></b>text<i> </i>", "text"),
    ("<b>open", "**open**"),
    ("closed</b>", "closed"),
    ("<b>one <i>two</b> three</i>", "**one *two*** *three*"),
    ("<b>one<p>two</p></b>", "**one**\n\ntwo"),
    ("<b>one\n\ntwo", "**one**\n\ntwo"),
    ("10<sup>6</sup>, x<sub>i</sub>", "10^6, x_i"),
    ("<span style=\"a\">One</span> <u>two</u>", "One two"),
    // Code.
    ("Set <code>a_b</code>.", "Set `a_b`."),
    ("<code>a &lt; `b`</code>", "`` a < `b` ``"),
    ("<code>`a`</code><code></code>", "`a`"),
    ("<code>open<p>text</p>", "`open`\n\ntext"),
    ("`<b>` and <b>`</b>`</b>", "`<b>` and **`</b>`**"),
    ("```\n<b>code</b>\n```", "```\n<b>code</b>\n```"),
    (
        "<pre><code>a &amp;&amp; b\n\n  c</code></pre>text",
        "```\na && b\n\n  c\n```\n\ntext",
    ),
    ("<pre>\n```\n</pre>", "````\n```\n````"),
    // Links and images.
    (
        "<a href=\"https://a.b/c?d=1&amp;e=2\">text</a>",
        "[text](<https://a.b/c?d=1&e=2>)",
    ),
    (
        "<a target=_blank href='https://a.b'>a [b]</a>",
        "[a [b]](<https://a.b>)",
    ),
    ("<a href=\"/docs\">text</a>, <a name=\"b\">b</a>", "text, b"),
    ("<a href=\"https://a.b\"></a>text", "text"),
    (
        "<img src=\"https://a.b/c.png\" alt=\"logo\"><img src=\"c.png\">",
        "[logo](<https://a.b/c.png>)",
    ),
    // Lists.
    (
        "Any of:<ul><li>one</li><li>two</li></ul>text",
        "Any of:\n\n- one\n- two\n\ntext",
    ),
    (
        "<ol>\n  <li><p>one</p></li>\n  <li>two\n    lines\n  <li>three\n</ol>",
        "1. one\n2. two\n   lines\n3. three",
    ),
    (
        "<ul><li>one<ul><li>two</li></ul></li><li>three<p>more</p></li></ul>",
        "- one\n  - two\n- three\n\n  more",
    ),
    ("<ul><li></li><li>one</li></ul>", "- \n- one"),
    ("<li>one<li>two", "- one\n- two"),
    (
        "<ul><li>one<pre>code</pre></li></ul>",
        "- one\n\n  ```\n  code\n  ```",
    ),
    // Tables.
    (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1<br>2</td><td><ul>\
      <li>3|4</li></ul></td></tr><tr><td><code>5</code></td></tr></tbody></table>text",
        "| a | b |\n| --- | --- |\n| 1 2 | 3\\|4 |\n| `5` |\n\ntext",
    ),
    ("<table></table>text", "text"),
    ("<table><td>one", "| one |\n| --- |"),
    // What is no HTML.
    (
        "a < b, <token>, </token>, <br, <b",
        "a < b, <token>, </token>, <br, <b",
    ),
    (
        "List<String> or <https://a.b>",
        "List<String> or <https://a.b>",
    ),
    ("<token> of <b>text</b>", "<token> of **text**"),
    ("a &lt;b&gt; c", "a &lt;b&gt; c"),
    // What is hidden, unless it has no end.
    ("<style>p { a: b }</style>text<script>c()</script>", "text"),
    ("text<svg>all", "textall"),
];

#[test]
fn html_becomes_markdown() {
    for (html, markdown) in CASES {
        assert_eq!(replaced((*html).to_owned()), *markdown, "{html}");
    }
}

#[test]
fn markdown_has_no_tags_that_are_replaced_again() {
    for (_, markdown) in CASES {
        assert_eq!(replaced((*markdown).to_owned()), *markdown);
    }
}

/// Pieces of HTML and Markdown, of which `word` is the only word.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "word", "word", "word", " ", "\n", "\n\n", "    ", "`", "*", "|", "[", "](b)", "# ", "- ",
    "> ", "|-|-|\n", "<", ">", "<x>", "&lt;", "<p>", "</p>", "<br>", "<b>", "</b>", "<i>", "</i>",
    "<code>", "</code>", "<pre>", "</pre>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>",
    "<h2>", "</h2>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<hr>", "<sup>",
    "<a href='https://a.example'>", "</a>", "<style>", "<div>", "</div>", "<!-- -->",
];

#[test]
fn no_word_is_lost() {
    for text in random_texts(PIECES, 30_000) {
        let markdown = replaced(text.clone());
        let words = |text: &str| text.matches("word").count();
        assert_eq!(words(&markdown), words(&text), "{markdown:?} from {text:?}");
    }
}

#[test]
fn nesting_costs_no_more_than_its_length() {
    for tag in [
        "<ul><li>",
        "<ol><li>a",
        "<b><i>",
        "<table><tr><td>",
        "<div>",
        "<!-- ",
        "<a \"",
        "`<b>",
    ] {
        let text = tag.repeat(20_000);
        assert!(replaced(text.clone()).len() < 8 * text.len(), "{tag}");
    }
}
