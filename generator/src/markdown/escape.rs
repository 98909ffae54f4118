//! Escapes texts for one place in Markdown: prose, a code span, the target of a link.
//! Input and output are single texts, without blocks.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::diagnostics::is_hidden;

/// Removes characters that do not belong in a source file: control characters, marks that
/// change the direction of text (which can disguise code as a comment), and invisible
/// tags. Unusual line separators become a line feed or a blank; tabs are kept for the
/// Markdown parser.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let separates = |c| matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let keep = |c: char| match c {
        '\n' | '\t' => Some(c),
        c if separates(c) => Some(' '),
        c if is_invisible(c) => None,
        c => Some(c),
    };
    text.chars().filter_map(keep).collect()
}

/// Returns true if a character is invisible. Characters that join or separate letters
/// count as visible, since they change how letters look.
fn is_invisible(c: char) -> bool {
    is_hidden(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}

/// Does the same as [`clean`], and replaces every line break and tab by a blank.
pub(super) fn clean_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// Returns a code span of any text. The fence is longer than any run of backticks inside.
pub(super) fn code_span(text: &str) -> String {
    let text = clean_line(text);
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let text = text.as_str();
    // Markdown removes one blank from both ends, if both have one.
    let blank = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    if text.is_empty() || text.starts_with('`') || text.ends_with('`') || blank {
        // An empty code span is not possible; one blank is the closest.
        let pad = if text.is_empty() { "" } else { " " };
        return format!("{fence}{pad}{text} {fence}");
    }
    format!("{fence}{text}{fence}")
}

/// Splits Markdown into words and keeps code spans whole.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c == ' ' || c == '\n' {
            words.extend(start.take().and_then(|start| text.get(start..at)));
            at += 1;
            continue;
        }
        start.get_or_insert(at);
        let rest = text.get(at..).unwrap_or_default();
        at += match c {
            // The escaped character is not markup.
            '\\' => {
                1 + rest
                    .chars()
                    .nth(1)
                    .filter(char::is_ascii_punctuation)
                    .map_or(0, char::len_utf8)
            }
            '`' => span_length(rest),
            _ => c.len_utf8(),
        };
    }
    words.extend(start.and_then(|start| text.get(start..)));
    words
}

/// Returns the length of the code span at the start of a text, or of a run of backticks
/// that opens no span.
pub(super) fn span_length(text: &str) -> usize {
    let run = |text: &str| text.len() - text.trim_start_matches('`').len();
    let fence = run(text);
    let mut at = fence;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('`')) {
        at += next;
        let length = text.get(at..).map_or(0, run);
        at += length;
        if length == fence {
            return at;
        }
    }
    fence
}

/// Returns the length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

/// Returns true if a link may have this target. rustdoc could read any other target as a
/// Rust path.
pub(super) fn is_web(target: &str) -> bool {
    let is = |scheme: &str| {
        target
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && target.len() > scheme.len()
    };
    is("http://") || is("https://")
}

/// Returns true if a target is a place of the vendor's site: on the same page, or a path from
/// its root. Nothing of the crate's documentation is there, so only the text of the link says
/// something.
pub(super) fn is_on_the_site(target: &str) -> bool {
    target.starts_with(['#', '/'])
}

/// Returns true if two texts are no bare web address until they are joined, as by the end of a
/// link of which only the text is shown. rustdoc warns about bare addresses.
pub(super) fn joins_to_address(before: &str, after: &str) -> bool {
    const SCHEMES: [&str; 2] = ["http://", "https://"];
    let longest = "https://".len();
    let end = before.char_indices().nth_back(longest - 1);
    let end = end.map_or(Some(before), |(at, _)| before.get(at..));
    let start: String = after.chars().take(longest).collect();
    let count = |text: &str| {
        SCHEMES
            .iter()
            .map(|it| text.matches(it).count())
            .sum::<usize>()
    };
    end.is_some_and(|end| count(&format!("{end}{start}")) > count(end) + count(&start))
}

/// Returns `<target>`, with characters percent-encoded that could end it.
pub(super) fn autolink(target: &str) -> String {
    format!("<{}>", encode(target))
}

/// Returns the `(target)` of an inline link.
pub(super) fn target(target: &str) -> String {
    let target = encode(target);
    if target.contains(['(', ')']) {
        format!("(<{target}>)")
    } else {
        format!("({target})")
    }
}

pub(super) fn encode(target: &str) -> String {
    let mut encoded = String::with_capacity(target.len());
    for c in clean_line(target).chars() {
        match c {
            '<' | '>' | '\\' | '`' | '|' | '[' | ']' => {
                let _ = write!(encoded, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() => encoded.push_str("%20"),
            c => encoded.push(c),
        }
    }
    encoded
}

/// Escapes prose: no part of it is read as markup by Markdown or rustdoc, and bare web
/// addresses become links.
pub(super) fn prose(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, url, after)) = split_at_url(rest) {
        escape(before, &mut safe);
        safe.push_str(&autolink(url));
        rest = after;
    }
    escape(rest, &mut safe);
    safe
}

/// Escapes the text of a link. It contains no other link, and brackets cannot end it.
pub(super) fn link_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    escape(text, &mut safe);
    safe.replace(']', "\\]")
}

/// Escapes a word at the start of a line, if it would open a list, a quotation or a
/// heading.
pub(super) fn line_start(word: &str) -> Cow<'_, str> {
    let is_rule = !word.is_empty() && word.chars().all(|c| "-+=:*".contains(c));
    if is_rule || word.starts_with('>') {
        return format!("\\{word}").into();
    }
    if let Some(number) = word.strip_suffix(['.', ')'])
        && let Some(mark) = word.chars().next_back()
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
    {
        return format!("{number}\\{mark}").into();
    }
    word.into()
}

/// Splits a text at its first web address.
fn split_at_url(text: &str) -> Option<(&str, &str, &str)> {
    for (at, _) in text.match_indices("http") {
        let (before, from) = text.split_at(at);
        let ends = |c: char| c.is_whitespace() || !c.is_ascii() || "<>\"`\\|".contains(c);
        let url = without_punctuation(from.split(ends).next().unwrap_or(from));
        let named = url
            .split_once("://")
            .is_some_and(|(_, host)| host.starts_with(|c: char| c.is_alphanumeric() || c == '{'));
        if is_web(url) && named {
            return Some((before, url, from.get(url.len()..).unwrap_or_default()));
        }
    }
    None
}

/// Removes the punctuation of the surrounding sentence from an address. A closing bracket
/// stays if the address contains the opening one.
fn without_punctuation(mut url: &str) -> &str {
    while let Some(last) = url.chars().next_back() {
        let opener = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' => None,
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => break,
        };
        if opener.is_some_and(|o| url.matches(o).count() >= url.matches(last).count()) {
            break;
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
    }
    url
}

fn escape(text: &str, into: &mut String) {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        if is_markup(before, c, after) {
            into.push('\\');
        }
        into.push(c);
        before = Some(c);
    }
}

/// Returns true if a character would be read as markup between these two contexts. The
/// start and the end of a text may touch markup, so they count as either.
fn is_markup(before: Option<char>, c: char, after: &str) -> bool {
    let next = after.chars().next();
    let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '`' | '[' | '~' | '|' => true,
        '*' => !(is_blank(before) && is_blank(next)),
        '_' => !(is_word(before) && is_word(next)),
        '#' => {
            let rest = after.trim_start_matches('#').chars().next();
            before.is_none_or(char::is_whitespace) && rest.is_none_or(char::is_whitespace)
        }
        '<' => !next.is_some_and(|n| n.is_whitespace() || n.is_ascii_digit() || n == '='),
        '\\' => next.is_none_or(|n| n.is_whitespace() || n.is_ascii_punctuation()),
        '&' => is_entity(after),
        _ => false,
    }
}

fn is_entity(after: &str) -> bool {
    after.split_once(';').is_some_and(|(name, _)| {
        let name = name.strip_prefix('#').unwrap_or(name);
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
    })
}
