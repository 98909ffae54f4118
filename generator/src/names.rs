//! Conversion of wire names to Rust names, and the only module that changes case.
//!
//! Input: a name in the specification (a schema, a property, an enum value, an operation
//! id). Output: an identifier in the case of its kind, or a [`NameError`] if a person
//! must choose one. The caller detects collisions within a scope.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::support::CONVERSIONS;

mod derived;
mod numbers;
mod reserved;

pub use derived::{LONGEST, derived, shortened, with_symbols};
pub use numbers::Numbers;
pub use reserved::{NameKind, file_stem};
use reserved::{begins_with_digit, is_device, is_keyword, is_reserved};

/// The reason why a wire name gives no Rust name. `x-rust-name` solves each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// The name has no letter and no digit.
    Blank {
        /// The wire name.
        wire: String,
    },
    /// The name has a character that is not ASCII, which Rust's lints reject or some
    /// users cannot type.
    NotAscii {
        /// The wire name.
        wire: String,
    },
    /// The name begins with a digit, which identifiers must not.
    LeadingDigit {
        /// The wire name.
        wire: String,
    },
    /// The Rust name is in Rust's prelude or in every generated module.
    Reserved {
        /// The wire name.
        wire: String,
        /// The reserved Rust name.
        rust: String,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank { wire } => write!(f, "`{wire}` has no letter or digit")?,
            Self::NotAscii { wire } => write!(f, "`{wire}` has characters that are not ASCII")?,
            Self::LeadingDigit { wire } => write!(f, "`{wire}` begins with a digit")?,
            Self::Reserved { wire, rust } if wire == rust => {
                write!(f, "`{rust}` is reserved in Rust or in the generated crate")?;
            }
            Self::Reserved { wire, rust } => {
                write!(
                    f,
                    "`{wire}` gives the Rust name `{rust}`, which is reserved"
                )?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for NameError {}

/// Returns the name of a type: `UpperCamelCase`.
///
/// # Errors
///
/// Returns an error if the text gives no identifier, or one that would hide a name of the
/// prelude or of a generated module.
pub fn type_name(wire: &str) -> Result<String, NameError> {
    let name = signed(wire, split(wire)?.to_upper_camel_case(), NameKind::Type);
    finish(wire, name, NameKind::Type)
}

/// Returns the name of a field: `snake_case`, with an underscore after a keyword.
///
/// # Errors
///
/// Returns an error if the text gives no identifier.
pub fn field_name(wire: &str) -> Result<String, NameError> {
    let name = signed(wire, split(wire)?.to_snake_case(), NameKind::Field);
    finish(wire, name, NameKind::Field)
}

/// Returns the name of an enum variant: `UpperCamelCase`.
///
/// A value that begins with a digit gets the prefix `V` ("value"): `3DS` becomes `V3ds`.
/// For other kinds this is an error: a schema or a property can have an `x-rust-name`,
/// but a value in a list cannot.
///
/// # Errors
///
/// Returns an error if the text gives no identifier, or that of the variant for
/// unrecognized values.
pub fn variant_name(wire: &str) -> Result<String, NameError> {
    let mut name = signed(wire, split(wire)?.to_upper_camel_case(), NameKind::Variant);
    if begins_with_digit(&name) {
        name.insert(0, 'V');
    }
    finish(wire, name, NameKind::Variant)
}

/// Returns the name of the variant for an integer: `N7`, or `Minus7`.
#[must_use]
pub fn of_number(number: i64) -> String {
    let digits = number.unsigned_abs();
    let sign = if number < 0 { "Minus" } else { "N" };
    format!("{sign}{digits}")
}

/// Returns the name of an associated constant: `SCREAMING_SNAKE_CASE`.
///
/// # Errors
///
/// Returns an error if the text gives no identifier, or that of a constant of every
/// operation.
pub fn constant_name(wire: &str) -> Result<String, NameError> {
    let name = signed(
        wire,
        split(wire)?.to_shouty_snake_case(),
        NameKind::Constant,
    );
    finish(wire, name, NameKind::Constant)
}

/// Returns the name of a module and its file, for operation ids, products and types:
/// `snake_case`, with an underscore after a keyword.
///
/// # Errors
///
/// Returns an error if the text gives no identifier, or one that would hide a crate or a
/// module of every generated crate.
pub fn module_name(wire: &str) -> Result<String, NameError> {
    let name = signed(wire, split(wire)?.to_snake_case(), NameKind::Module);
    finish(wire, name, NameKind::Module)
}

/// Returns the name of the feature of a module, such as `create-order` for
/// `create_order`.
#[must_use]
pub fn feature(module: &str) -> String {
    module.replace('_', "-")
}

/// Returns whether a crate can have this name: words of lower-case letters and digits,
/// and not a name with a meaning to Rust, cargo or a dependency.
#[must_use]
pub fn is_crate_name(name: &str) -> bool {
    let rust = name.replace('-', "_");
    is_snake(&rust, |c| c.is_ascii_lowercase())
        && !rust.ends_with('_')
        && !is_keyword(&rust)
        && !is_device(&rust)
        && !RESERVED_CRATES.contains(&rust.as_str())
        && !CONVERSIONS.iter().any(|conversion| conversion.name == rust)
}

/// Joins the words of a Rust name in `UpperCamelCase`, for names that are built from
/// others.
#[must_use]
pub fn camel(rust: &str) -> String {
    rust.to_upper_camel_case()
}

/// Returns the name of the method that returns a value of a type.
#[must_use]
pub fn method(rust_type: &str) -> String {
    let name = rust_type.to_snake_case();
    if is_keyword(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// Returns whether a text can be the value of a state: words of lower-case letters and
/// digits, separated by `-` or `_`.
#[must_use]
pub fn is_state_value(text: &str) -> bool {
    let words = text.replace('-', "_");
    is_snake(&words, |c| c.is_ascii_lowercase()) && !words.ends_with('_')
}

/// Returns whether an `x-rust-name` is valid: an identifier in the case of its kind that
/// is not a keyword or reserved.
#[must_use]
pub fn is_rust_name(text: &str, kind: NameKind) -> bool {
    let in_case = match kind {
        NameKind::Type | NameKind::Variant => {
            text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.chars().all(|c| c.is_ascii_alphanumeric())
        }
        NameKind::Field | NameKind::Module => is_snake(text, |c| c.is_ascii_lowercase()),
        NameKind::Constant => is_snake(text, |c| c.is_ascii_uppercase()),
    };
    in_case && !is_keyword(text) && !is_reserved(text, kind)
}

/// Returns whether a setter of this name would hide a method that every builder has or
/// inherits.
#[must_use]
pub fn is_reserved_setter(name: &str) -> bool {
    RESERVED_SETTERS.contains(&name)
}

/// Returns whether a method of this name would hide a method that a message has or
/// inherits.
#[must_use]
pub fn is_reserved_method(name: &str) -> bool {
    RESERVED_METHODS.contains(&name) || RESERVED_SETTERS.contains(&name)
}

/// Returns a name in `snake_case` with a number, for one that is taken.
#[must_use]
pub fn numbered(name: &str, number: usize) -> String {
    // The underscore of a keyword is enough.
    format!("{}_{number}", name.trim_end_matches('_'))
}

/// Returns the name of the method that sets an optional field from an option.
#[must_use]
pub fn maybe(field: &str) -> String {
    format!("maybe_{field}")
}

/// Returns the name of the method that removes the value of an optional field.
#[must_use]
pub fn clear(field: &str) -> String {
    format!("clear_{field}")
}

/// Returns the name of the method that adds an item to a list.
#[must_use]
pub fn add(field: &str) -> String {
    format!("add_{field}")
}

/// Returns the name of the method that sets a field to null.
#[must_use]
pub fn null(field: &str) -> String {
    // A keyword has `_` at its end.
    format!("{}_null", field.trim_end_matches('_'))
}

/// Returns a wire name as words in small letters, or unchanged if it can be no Rust name.
#[must_use]
pub fn in_words(wire: &str) -> String {
    let words = split(wire).map(|words| words.to_snake_case().replace('_', " "));
    words.unwrap_or_else(|_| wire.to_owned())
}

/// Checks the characters of a name, and inserts word boundaries that heck misses. Digits
/// before an acronym belong to it: `is2FAOn` becomes `is_2fa_on`, and `countIn1H`
/// `count_in_1h`. Digits before a plain word belong to the previous word: `line2Text`
/// becomes `line2_text`. The plural of an acronym is one word: `petIDs` becomes `pet_ids`.
fn split(wire: &str) -> Result<String, NameError> {
    if !wire.chars().any(char::is_alphanumeric) {
        return Err(NameError::Blank { wire: wire.into() });
    }
    if !wire.is_ascii() {
        return Err(NameError::NotAscii { wire: wire.into() });
    }
    let mut words = String::with_capacity(wire.len() + 1);
    let mut before = None;
    for (at, c) in wire.char_indices() {
        let opens = c.is_ascii_digit() && before.is_some_and(|b: char| b.is_ascii_lowercase());
        if opens && wire.get(at..).is_some_and(is_numbered_acronym) {
            words.push('_');
        }
        if c == 's' && is_plural_of_acronym(wire, at) {
            words.push_str("S_");
        } else {
            words.push(c);
        }
        before = Some(c);
    }
    Ok(words)
}

/// Returns whether the `s` at a position is the plural of an acronym: two capitals stand
/// before it, and no lower-case letter and no digit after it.
fn is_plural_of_acronym(wire: &str, at: usize) -> bool {
    let mut before = wire.get(..at).unwrap_or_default().chars().rev();
    let after = wire.get(at + 1..).and_then(|rest| rest.chars().next());
    before
        .by_ref()
        .take(2)
        .filter(char::is_ascii_uppercase)
        .count()
        == 2
        && !after.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// Returns whether an acronym follows the first digits of a text: a capital without a
/// lower-case letter after it.
fn is_numbered_acronym(text: &str) -> bool {
    let mut rest = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars();
    rest.next().is_some_and(|c| c.is_ascii_uppercase())
        && !rest.next().is_some_and(|c| c.is_ascii_lowercase())
}

/// Spells the sign of a number, which begins the name of any kind: `-1` becomes `minus_1`.
fn signed(wire: &str, name: String, kind: NameKind) -> String {
    if begins_with_digit(&name) && wire.starts_with(['+', '-']) {
        with_symbols(wire, kind)
    } else {
        name
    }
}

/// Handles keywords and reserved names after the case is changed.
fn finish(wire: &str, mut rust: String, kind: NameKind) -> Result<String, NameError> {
    let wire = || wire.to_owned();
    if begins_with_digit(&rust) {
        return Err(NameError::LeadingDigit { wire: wire() });
    }
    if is_reserved(&rust, kind) {
        return Err(NameError::Reserved { wire: wire(), rust });
    }
    let is_file = kind == NameKind::Module;
    if is_keyword(&rust) || (is_file && is_device(&rust)) {
        // Not `r#type`: some keywords have no raw form, and one rule for all is easier to
        // guess.
        rust.push('_');
    }
    Ok(rust)
}

/// Returns whether a text is words of letters and digits, separated by single
/// underscores, the first beginning with a letter. A final underscore is allowed after a
/// keyword.
fn is_snake(text: &str, is_letter: impl Fn(char) -> bool) -> bool {
    let words = text.strip_suffix('_').unwrap_or(text);
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| is_letter(c) || c.is_ascii_digit());
    words.starts_with(&is_letter) && words.split('_').all(is_word)
}

/// Crates that every generated crate uses, besides those with conversions.
const RESERVED_CRATES: &[&str] = &[
    "alloc",
    "core",
    "proc_macro",
    "serde",
    "serde_json",
    "std",
    "test",
];

/// The methods of every builder, and inherited methods that a setter of the same name
/// would hide.
const RESERVED_SETTERS: &[&str] = &[
    "build",
    "build_unvalidated",
    "clone",
    "default",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "new",
    "to_owned",
    "try_from",
    "try_into",
];

/// The methods of structs, and those of the traits that messages implement.
const RESERVED_METHODS: &[&str] = &[
    "advisories",
    "builder",
    "code",
    "deserialize",
    "from_json",
    "from_major",
    "hash",
    "inspect",
    "into_success",
    "member",
    "message",
    "outcome",
    "outcome_kind",
    "read",
    "retry",
    "serialize",
    "status",
    "success",
    "to_major",
    "to_rust_decimal",
    "to_string",
    "validate",
    "validate_at",
];

#[cfg(test)]
mod tests;
