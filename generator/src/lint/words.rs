//! Warns about plain words and numbers that YAML 1.1 reads with another type or value.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::text::source::Span;

/// The words of <https://yaml.org/type/bool.html> that are no booleans in YAML 1.2, and
/// `true` and `false` in other cases.
const BOOLEANS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];

pub fn check(files: &[Loaded], diagnostics: &mut Diagnostics) {
    for (text, span) in files.iter().flat_map(|file| file.root.texts()) {
        boolean(text, span, diagnostics);
        // A text in quotes is shorter than its source.
        if span.range().len() == text.len()
            && let Some(what) = otherwise(text)
        {
            let help = format!("put it in quotes: \"{text}\"");
            number(text, span, what, &help, diagnostics);
        }
    }
    // JSON has one form of numbers for all readers.
    let yaml = files.iter().filter(|file| !file.is_json());
    for (text, span) in yaml.flat_map(|file| file.root.numbers()) {
        if let Some(what) = other_number(text) {
            const HELP: &str = "write the number in plain digits";
            number(text, span, what, HELP, diagnostics);
        }
    }
}

fn number(text: &str, span: Span, what: &str, help: &str, diagnostics: &mut Diagnostics) {
    let message = format!("YAML 1.1 reads `{text}` as {what}");
    diagnostics.push(Diagnostic::warning(Code::YamlNumber, span, message).help(help));
}

/// Names the value of a number in YAML 1.1 (<https://yaml.org/type/int.html>,
/// `float.html`) if it is a different one.
fn other_number(text: &str) -> Option<&'static str> {
    let unsigned = text.trim_start_matches(['+', '-']);
    if unsigned.starts_with("0o") {
        return Some("a string");
    }
    if let Some((mantissa, exponent)) = unsigned.split_once(['e', 'E'])
        && !unsigned.starts_with("0x")
        && !(mantissa.contains('.') && exponent.starts_with(['+', '-']))
    {
        return Some("a string");
    }
    let has_zero = unsigned.len() > 1 && unsigned.starts_with('0');
    let is_whole = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    (has_zero && is_whole).then_some("a different number, in octal digits")
}

/// Names the value of a plain text in YAML 1.1 if it is a number or a date there.
fn otherwise(text: &str) -> Option<&'static str> {
    // Every reader gives the name `200` the same text.
    if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0') {
        return None;
    }
    let unsigned = text.trim_start_matches(['+', '-']);
    let is_digit = |byte: u8| byte.is_ascii_digit() || byte == b'_';
    if let Some(bits) = unsigned.strip_prefix("0b") {
        let is_bits = bits.bytes().all(|bit| matches!(bit, b'0' | b'1' | b'_'));
        return (is_bits && !bits.is_empty()).then_some("a number");
    }
    if !unsigned.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    if unsigned.bytes().all(is_digit) {
        return Some("a number");
    }
    if is_date(text) {
        return Some("a date");
    }
    let mut parts = unsigned.split(':');
    let is_first = parts.next().is_some_and(|part| part.bytes().all(is_digit));
    let is_sixtieth = |part: &str| {
        matches!(part.len(), 1 | 2) && part.parse::<u8>().is_ok_and(|number| number < 60)
    };
    (is_first && unsigned.contains(':') && parts.all(is_sixtieth)).then_some("a number")
}

/// Returns true if a text is a date, with or without a time.
fn is_date(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let is_shaped = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_shaped && (rest.is_empty() || rest.starts_with(['T', 't', ' ']) && rest.contains(':'))
}

fn boolean(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let is_word = BOOLEANS.iter().any(|word| text.eq_ignore_ascii_case(word));
    // A word in quotes is shorter than its source.
    if !is_word || span.range().len() != text.len() {
        return;
    }
    let is_cased = [text.to_lowercase(), text.to_uppercase(), capitalised(text)];
    if is_cased.iter().any(|form| form == text) {
        diagnostics.push(
            Diagnostic::warning(
                Code::YamlBoolean,
                span,
                format!("YAML 1.1 reads `{text}` as a boolean"),
            )
            .help(format!("put it in quotes: \"{text}\"")),
        );
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let rest = characters.map(|character| character.to_ascii_lowercase());
    first.into_iter().chain(rest).collect()
}
