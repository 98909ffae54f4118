//! Tests of patterns and the functions that are generated from them.

use super::*;
use crate::pattern::compile;

fn emitted(pattern: &str) -> String {
    bare(&tokens(&compile(pattern).unwrap(), &format_ident!("check")))
}

fn source(text: &str) -> String {
    bare(&text.parse().unwrap())
}

/// Returns tokens without whitespace, so that the formatting does not matter.
fn bare(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}

#[test]
fn plain_bodies() {
    for (pattern, expected) in [
        (
            "^[0-9]+$",
            "!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())",
        ),
        ("^[A-Z]*$", "text.bytes().all(|b| b.is_ascii_uppercase())"),
        (
            "^[A-Z]{3}$",
            "text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())",
        ),
        (
            "^[A-Z_]{0,3}$",
            "text.len() <= 3 && text.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'_'))",
        ),
        (
            "^x{2,}$",
            "text.len() >= 2 && text.bytes().all(|b| b == b'x')",
        ),
        (
            "^[a-z]{3,12345}$",
            "matches!(text.len(), 3..=12_345) && text.bytes().all(|b| b.is_ascii_lowercase())",
        ),
        (r"^[\s\S]{1,64}$", "matches!(text.chars().count(), 1..=64)"),
        (r"[\s\S]", "!text.is_empty()"),
        (
            "^[^/]+$",
            "!text.is_empty() && text.chars().all(|c| matches!(c, '\\0'..='.' | '0'..))",
        ),
        ("^$", "text.is_empty()"),
        ("^abc$", "text == \"abc\""),
        (
            "^(cat|dog|ox)$",
            "matches!(text, \"ox\" | \"cat\" | \"dog\")",
        ),
        (
            "^(0[1-9]|1[0-2])$",
            "matches!(text.as_bytes(), [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2'])",
        ),
        (
            "^([1-9]?[0-9]|100)$",
            "let bytes = text.as_bytes();
            matches!(bytes, [b'0'..=b'9'])
                || matches!(bytes, [b'1'..=b'9', b'0'..=b'9'])
                || matches!(bytes, [b'1', b'0', b'0'])",
        ),
        ("[0-9]", "text.chars().any(|c| c.is_ascii_digit())"),
        (
            "[-_/]",
            "text.chars().any(|c| matches!(c, '-' | '/' | '_'))",
        ),
        (
            "^[a-z]",
            "text.chars().next().is_some_and(|c| c.is_ascii_lowercase())",
        ),
        (
            "^([a-z]|$)",
            "text.chars().next().is_none_or(|c| c.is_ascii_lowercase())",
        ),
    ] {
        let expected = source(&format!("fn check(text: &str) -> bool {{ {expected} }}"));
        assert_eq!(emitted(pattern), expected, "{pattern}");
    }
}

#[test]
fn every_text() {
    assert_eq!(emitted(""), source("fn check(_: &str) -> bool { true }"));
}

#[test]
fn automata_are_loops() {
    assert_eq!(
        emitted("^-?[0-9]+$"),
        source(
            "\
fn check(text: &str) -> bool {
    let mut state = 0;
    for c in text.chars() {
        state = match (state, c) {
            (0, '-') => 1,
            (0..=2, '0'..='9') => 2,
            _ => return false,
        };
    }
    state == 2
}
"
        )
    );
    assert_eq!(
        emitted("^(/[a-z]+)*$"),
        source(
            "\
fn check(text: &str) -> bool {
    let mut state = 0;
    for c in text.chars() {
        state = match (state, c) {
            (0 | 2, '/') => 1,
            (1 | 2, 'a'..='z') => 2,
            _ => return false,
        };
    }
    matches!(state, 0 | 2)
}
"
        )
    );
}

#[test]
fn unicode_classes_are_called_by_name() {
    for (pattern, expected) in [
        (r"^\p{L}*$", "text.chars().all(crate::unicode::is_letter)"),
        (
            r"^[^\p{L}_]*$",
            "text.chars().all(|c| !crate::unicode::is_letter(c) && c != '_')",
        ),
        (
            r"^\p{Lu}[\p{L}-]*$",
            "let is_in_set1 = |c| c == '-' || crate::unicode::is_letter(c);
            let mut state = 0;
            for c in text.chars() {
                state = match (state, c) {
                    (0, _) if crate::unicode::is_uppercase_letter(c) => 1,
                    (1, _) if is_in_set1(c) => 1,
                    _ => return false,
                };
            }
            state == 1",
        ),
    ] {
        let expected = source(&format!("fn check(text: &str) -> bool {{ {expected} }}"));
        assert_eq!(emitted(pattern), expected, "{pattern}");
    }
}

#[test]
fn long_repetitions_are_steps() {
    assert_eq!(
        emitted("^$|^arn:[a-z]{1,500}(:[^:]+)?$|x[ab]{300}y"),
        source(
            "\
fn check(text: &str) -> bool {
    const STEPS: &[support::Step] = &[
        support::Step::text(\"arn:\", &[1]),
        support::Step::chars(|c| c.is_ascii_lowercase(), 1, 500, &[2]).ends_text(),
        support::Step::text(\":\", &[3]),
        support::Step::chars(|c| matches!(c, '\\0'..='9' | ';'..), 1, usize::MAX, &[]).ends_text(),
        support::Step::text(\"x\", &[5]),
        support::Step::chars(|c| matches!(c, 'a'..='b'), 300, 300, &[6]),
        support::Step::text(\"y\", &[]).ends_anywhere()
    ];
    text.is_empty()
        || support::found_at_start(text, &[0], STEPS)
        || support::found_anywhere(text, &[4], STEPS)
}
"
        )
    );
}

#[test]
fn a_match_needs_no_more_text() {
    assert_eq!(
        emitted("ab"),
        source(
            "\
fn check(text: &str) -> bool {
    let mut state = 0;
    for c in text.chars() {
        state = match (state, c) {
            (0, '\\0'..='`' | 'b'..) | (1, '\\0'..='`' | 'c'..) => 0,
            (0 | 1, 'a') => 1,
            (1, 'b') => return true,
            _ => return false,
        };
    }
    false
}
"
        )
    );
}
