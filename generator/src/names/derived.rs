//! Names for wire names that give no Rust name by themselves.

use std::fmt::Write as _;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::reserved::{NameKind, begins_with_digit, is_device, is_keyword, is_reserved};

/// The largest number of characters of a name, so that it can be a file's.
pub const LONGEST: usize = 100;

/// The names of symbols, for names that have nothing else.
const SYMBOLS: [(char, &str); 22] = [
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('=', "equal"),
    ('<', "less"),
    ('>', "greater"),
    ('!', "not"),
    ('@', "at"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('~', "tilde"),
    ('^', "caret"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    ('?', "question"),
    ('_', "underscore"),
    (' ', "space"),
];

/// The symbols that separate words, unless they are at the ends of a name.
const SEPARATORS: [char; 6] = [' ', '_', '-', '.', '/', ':'];

/// Returns a name for any wire name.
#[must_use]
pub fn derived(wire: &str, kind: NameKind) -> String {
    let has_words = wire.chars().any(char::is_alphanumeric);
    of_words(&spelled(wire, |_| !has_words), kind)
}

/// Returns the name of a wire name in which symbols have a meaning: `minus_created` for
/// `-created`, unlike `created`.
#[must_use]
pub fn with_symbols(wire: &str, kind: NameKind) -> String {
    let first = wire.find(char::is_alphanumeric).unwrap_or(wire.len());
    let last = wire.rfind(char::is_alphanumeric).unwrap_or(0);
    let words = spelled(wire, |at| {
        let is_inside = first < at && at < last;
        !(is_inside && wire.get(at..).is_some_and(|it| it.starts_with(SEPARATORS)))
    });
    of_words(&words, kind)
}

/// Returns the name of words, whatever they are.
fn of_words(words: &str, kind: NameKind) -> String {
    let cased = match kind {
        NameKind::Type | NameKind::Variant => words.to_upper_camel_case(),
        NameKind::Field | NameKind::Module => words.to_snake_case(),
        NameKind::Constant => words.to_shouty_snake_case(),
    };
    let mut name = shortened(cased, kind);
    if begins_with_digit(&name) {
        let prefix = match kind {
            NameKind::Type => "Type",
            NameKind::Variant => "V",
            NameKind::Field => "field_",
            NameKind::Module => "module_",
            NameKind::Constant => "CONSTANT_",
        };
        name.insert_str(0, prefix);
    }
    if is_reserved(&name, kind) {
        name.push_str(match kind {
            NameKind::Type => "Model",
            NameKind::Variant => "Value",
            NameKind::Constant => "_VALUE",
            NameKind::Field | NameKind::Module => "_",
        });
        if kind == NameKind::Variant {
            name = name.to_upper_camel_case();
        }
    }
    if is_keyword(&name) || (kind == NameKind::Module && is_device(&name)) {
        name.push('_');
    }
    name
}

/// Returns the letters and digits of a name. Other scripts become code points, and symbols
/// become words if `is_spelled` says so of their positions.
fn spelled(wire: &str, is_spelled: impl Fn(usize) -> bool) -> String {
    let is_blank = !wire.chars().any(char::is_alphanumeric);
    let mut words = String::new();
    for (at, c) in wire.char_indices() {
        let symbol = SYMBOLS.iter().find(|(symbol, _)| *symbol == c);
        match symbol {
            _ if c.is_ascii_alphanumeric() => words.push(c),
            Some((_, word)) if is_spelled(at) => {
                let _ = write!(words, " {word} ");
            }
            _ if is_blank || (!c.is_ascii() && c.is_alphanumeric()) => {
                let _ = write!(words, " u{:x} ", u32::from(c));
            }
            Some(_) | None => words.push(' '),
        }
    }
    if words.trim().is_empty() {
        "empty".to_owned()
    } else {
        words
    }
}

/// Cuts a long name, and adds a hash of it, so that two long names stay distinct.
#[must_use]
pub fn shortened(name: String, kind: NameKind) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let start = name.get(..LONGEST - 10).unwrap_or_default();
    let start = start.trim_end_matches('_');
    let hash = hash & 0xffff_ffff;
    match kind {
        NameKind::Type | NameKind::Variant => format!("{start}X{hash:08x}"),
        NameKind::Field | NameKind::Module => format!("{start}_x{hash:08x}"),
        NameKind::Constant => format!("{start}_X{hash:08X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::is_rust_name;

    #[test]
    fn any_text_gives_a_name() {
        let long = "long ".repeat(80);
        for wire in [
            "",
            "+",
            "-1",
            "3D",
            "Error",
            "Self",
            "self",
            "std",
            "ID",
            "支付",
            "Unrecognized",
            "KNOWN",
            "%",
            "\u{1f600}",
            "a b",
            &long,
        ] {
            for kind in [
                NameKind::Type,
                NameKind::Field,
                NameKind::Constant,
                NameKind::Module,
            ] {
                let name = derived(wire, kind);
                assert!(is_rust_name(&name, kind), "{wire:?} {kind:?}: {name}");
            }
        }
        assert_eq!(derived("Error", NameKind::Type), "ErrorModel");
        assert_eq!(derived("+1", NameKind::Variant), "V1");
        assert_eq!(derived("-", NameKind::Variant), "Minus");
    }

    #[test]
    fn symbols_tell_names_apart() {
        let field = |wire| with_symbols(wire, NameKind::Field);
        assert_eq!(field("start_time"), "start_time");
        assert_eq!(field("StartTime<"), "start_time_less");
        assert_eq!(field("_id"), "underscore_id");
        assert_eq!(field("a.b"), "a_b");
        assert_eq!(with_symbols("+created", NameKind::Variant), "PlusCreated");
        assert_eq!(with_symbols("", NameKind::Variant), "Empty");
    }
}
