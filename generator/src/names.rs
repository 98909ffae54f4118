//! Conversion of wire names to Rust names, and the only module that changes case.
//!
//! Input: a name in the specification (a schema, a property, an enum value, an operation
//! id). Output: an identifier in the case of its kind, or a [`NameError`] if a person
//! must choose one. The caller detects collisions within a scope.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::support::CONVERSIONS;

/// The kind of an identifier, which decides its case and its reserved names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// The name of a struct, an enum or an alias: `ShopOrder`.
    Type,
    /// The name of a field and its setter: `shop_order`.
    Field,
    /// The name of an enum variant: `ShopOrder`.
    Variant,
    /// The name of an associated constant: `SHOP_ORDER`.
    Constant,
    /// The name of a module and its file: `shop_order`.
    Module,
}

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
    let name = split(wire)?.to_upper_camel_case();
    finish(wire, name, NameKind::Type)
}

/// Returns the name of a field: `snake_case`, with an underscore after a keyword.
///
/// # Errors
///
/// Returns an error if the text gives no identifier.
pub fn field_name(wire: &str) -> Result<String, NameError> {
    let name = split(wire)?.to_snake_case();
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
    let mut name = split(wire)?.to_upper_camel_case();
    if begins_with_digit(&name) {
        name.insert(0, 'V');
    }
    finish(wire, name, NameKind::Variant)
}

/// Returns the name of an associated constant: `SCREAMING_SNAKE_CASE`.
///
/// # Errors
///
/// Returns an error if the text gives no identifier, or that of a constant of every
/// operation.
pub fn constant_name(wire: &str) -> Result<String, NameError> {
    let name = split(wire)?.to_shouty_snake_case();
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
    let name = split(wire)?.to_snake_case();
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

/// Returns the file, and thus the private module, of a type.
#[must_use]
pub fn file_stem(rust_type: &str) -> String {
    let stem = rust_type.to_snake_case();
    if is_keyword(&stem) || is_device(&stem) {
        format!("{stem}_")
    } else {
        stem
    }
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

/// Returns whether Windows reserves this file name for a device, with any extension.
fn is_device(stem: &str) -> bool {
    let numbered = ["com", "lpt"];
    let number = numbered.iter().find_map(|device| stem.strip_prefix(device));
    ["aux", "con", "nul", "prn"].contains(&stem)
        || number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
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

/// Checks the characters of a name, and inserts word boundaries that heck misses. Digits
/// before an acronym belong to it: `is2FAOn` becomes `is_2fa_on`, and `countIn1H`
/// `count_in_1h`. Digits before a plain word belong to the previous word: `line2Text`
/// becomes `line2_text`.
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
        words.push(c);
        before = Some(c);
    }
    Ok(words)
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

fn begins_with_digit(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
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

fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

fn is_reserved(name: &str, kind: NameKind) -> bool {
    match kind {
        NameKind::Type => {
            RESERVED_TYPES.contains(&name) || RESERVED_FILES.contains(&file_stem(name).as_str())
        }
        NameKind::Field => false,
        NameKind::Variant => ["KNOWN", "Unrecognized"].contains(&name),
        NameKind::Constant => RESERVED_CONSTANTS.contains(&name),
        NameKind::Module => RESERVED_MODULES.contains(&name),
    }
}

/// The keywords of all editions up to 2024, and the reserved ones. Contextual keywords
/// (`union`, `default`, `raw`) are valid names.
const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types that would hide the prelude, the derives, or items of generated modules.
#[rustfmt::skip]
const RESERVED_TYPES: &[&str] = &[
    // The prelude, with its variants: `Some` as a type would break patterns.
    "AsMut", "AsRef", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "Box", "Clone", "Copy", "Default",
    "DoubleEndedIterator", "Drop", "Eq", "Err", "ExactSizeIterator", "Extend", "Fn", "FnMut",
    "FnOnce", "From", "FromIterator", "Future", "Into", "IntoFuture", "IntoIterator", "Iterator",
    "None", "Ok", "Option", "Ord", "PartialEq", "PartialOrd", "Result", "Self", "Send", "Sized",
    "Some", "String", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto", "Unpin", "Vec",
    // The derives and the traits with written-out implementations.
    "Debug", "Deserialize", "Deserializer", "Display", "Error", "Hash", "Hasher", "Serialize",
    "Serializer",
    // Items that generated modules define or import.
    "Advisory", "BTreeMap", "Builder", "DateTime", "Decimal", "DecodeError", "Extra", "Failure",
    "Given", "Malformed", "MoneyError", "Operation", "Optional", "Outcome", "Request", "Response", "ResultCode",
    "Retry", "Sensitive", "Slots", "Succeeded", "Success", "Unknown", "Unrecognized", "Uri", "Violation", "Violations",
];

/// Files and modules beside the types of a product.
const RESERVED_FILES: &[&str] = &["builder", "outcome", "result_code"];

/// The constants of the trait of all requests, which a constant of the type would hide.
const RESERVED_CONSTANTS: &[&str] = &["ID", "METHOD", "PATH"];

/// Crates that a module of the same name would make ambiguous, files with a meaning to
/// cargo, and modules at the root of every generated crate.
const RESERVED_MODULES: &[&str] = &[
    "alloc",
    "builder",
    "core",
    "lib",
    "main",
    "serde",
    "serde_json",
    "servers",
    "std",
    "support",
    "types",
];

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
mod tests {
    use super::*;

    type Maker = fn(&str) -> Result<String, NameError>;

    /// Wire names, each with its type, field and constant name.
    #[rustfmt::skip]
    const NAMES: &[(&str, &str, &str, &str)] = &[
        ("name", "Name", "name", "NAME"),
        ("petName", "PetName", "pet_name", "PET_NAME"),
        ("shopMCC", "ShopMcc", "shop_mcc", "SHOP_MCC"),
        ("petCountIn1H", "PetCountIn1h", "pet_count_in_1h", "PET_COUNT_IN_1H"),
        ("petCountIn24H", "PetCountIn24h", "pet_count_in_24h", "PET_COUNT_IN_24H"),
        ("is3DSThing", "Is3dsThing", "is_3ds_thing", "IS_3DS_THING"),
        ("line2Text", "Line2Text", "line2_text", "LINE2_TEXT"),
        ("line2", "Line2", "line2", "LINE2"),
        ("URLValue", "UrlValue", "url_value", "URL_VALUE"),
        ("HTTPServer2", "HttpServer2", "http_server2", "HTTP_SERVER2"),
        ("snake_already", "SnakeAlready", "snake_already", "SNAKE_ALREADY"),
        ("_led_", "Led", "led", "LED"),
        ("a__b", "AB", "a_b", "A_B"),
        ("kebab-case", "KebabCase", "kebab_case", "KEBAB_CASE"),
        ("dotted.v2", "DottedV2", "dotted_v2", "DOTTED_V2"),
        ("two words", "TwoWords", "two_words", "TWO_WORDS"),
        ("$ref", "Ref", "ref_", "REF"),
        ("type", "Type", "type_", "TYPE"),
        ("self", "", "self_", "SELF"),
        ("Self", "", "self_", "SELF"),
        ("crate", "Crate", "crate_", "CRATE"),
        ("super", "Super", "super_", "SUPER"),
        ("gen", "Gen", "gen_", "GEN"),
        ("async", "Async", "async_", "ASYNC"),
        ("union", "Union", "union", "UNION"),
        ("string", "", "string", "STRING"),
        ("x", "X", "x", "X"),
    ];

    #[test]
    fn each_kind_has_its_case() {
        for &(wire, camel, snake, screaming) in NAMES {
            if !camel.is_empty() {
                assert_eq!(type_name(wire).as_deref(), Ok(camel));
            }
            assert_eq!(field_name(wire).as_deref(), Ok(snake));
            assert_eq!(constant_name(wire).as_deref(), Ok(screaming));
        }
    }

    #[test]
    fn variants_are_made_of_any_value() {
        for (wire, rust) in [
            ("MINI_SHOP", "MiniShop"),
            ("PetCode", "PetCode"),
            ("S", "S"),
            ("latest.v2", "LatestV2"),
            ("3DS", "V3ds"),
            ("01", "V01"),
            ("30-DAYS", "V30Days"),
            ("Self", "Self_"),
            ("None", "None"),
            ("text/html", "TextHtml"),
        ] {
            assert_eq!(variant_name(wire).as_deref(), Ok(rust));
        }
        assert!(matches!(
            variant_name("UNRECOGNIZED"),
            Err(NameError::Reserved { .. })
        ));
    }

    #[test]
    fn modules_do_not_hide_crates() {
        assert_eq!(module_name("listPets").as_deref(), Ok("list_pets"));
        assert_eq!(module_name("mod").as_deref(), Ok("mod_"));
        for wire in ["std", "Core", "serdeJson", "types"] {
            assert!(matches!(module_name(wire), Err(NameError::Reserved { .. })));
        }
    }

    #[test]
    fn what_makes_no_name_is_an_error_of_every_kind() {
        let makers: [Maker; 5] = [
            type_name,
            field_name,
            variant_name,
            constant_name,
            module_name,
        ];
        for make in makers {
            for wire in ["", "--", "_", " ", "…"] {
                assert_eq!(make(wire), Err(NameError::Blank { wire: wire.into() }));
            }
            for wire in ["名前", "prénom", "price€"] {
                assert_eq!(make(wire), Err(NameError::NotAscii { wire: wire.into() }));
            }
        }
        for make in [type_name, field_name, constant_name, module_name] {
            let wire = "1st".to_owned();
            assert_eq!(make(&wire), Err(NameError::LeadingDigit { wire }));
        }
    }

    #[test]
    fn types_leave_the_prelude_alone() {
        for wire in ["option", "String", "vec", "SELF", "some", "from", "request"] {
            assert!(
                matches!(type_name(wire), Err(NameError::Reserved { .. })),
                "{wire}"
            );
        }
        let error = type_name("option").unwrap_err().to_string();
        assert_eq!(
            error,
            "`option` gives the Rust name `Option`, which is reserved"
        );
    }

    #[test]
    fn what_is_made_is_what_is_accepted() {
        let makers: [(Maker, NameKind); 4] = [
            (type_name, NameKind::Type),
            (field_name, NameKind::Field),
            (constant_name, NameKind::Constant),
            (module_name, NameKind::Module),
        ];
        for (make, kind) in makers {
            for (wire, ..) in NAMES {
                if let Ok(name) = make(wire) {
                    assert!(is_rust_name(&name, kind), "{name} as {kind:?}");
                    assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name}");
                }
            }
        }
    }

    #[test]
    fn overrides_are_held_to_their_case() {
        for (text, kind, good) in [
            ("ThreeDs", NameKind::Type, true),
            ("threeDs", NameKind::Type, false),
            ("Three_Ds", NameKind::Type, false),
            ("3Ds", NameKind::Variant, false),
            ("Self", NameKind::Variant, false),
            ("Option", NameKind::Type, false),
            ("Option", NameKind::Variant, true),
            ("three_ds", NameKind::Field, true),
            ("three__ds", NameKind::Field, false),
            ("_ds", NameKind::Field, false),
            ("type", NameKind::Field, false),
            ("type_", NameKind::Field, true),
            ("type__", NameKind::Field, false),
            ("ThreeDs", NameKind::Field, false),
            ("", NameKind::Field, false),
            ("_", NameKind::Field, false),
            ("THREE_DS", NameKind::Constant, true),
            ("PATH", NameKind::Constant, false),
            ("naïve", NameKind::Module, false),
            ("std", NameKind::Module, false),
        ] {
            assert_eq!(is_rust_name(text, kind), good, "{text} as {kind:?}");
        }
    }

    #[test]
    fn files_are_not_called_like_devices() {
        for (name, stem) in [
            ("Aux", "aux_"),
            ("COM1", "com1_"),
            ("Com10", "com10"),
            ("Conn", "conn"),
        ] {
            assert_eq!(file_stem(name), stem);
        }
        assert_eq!(module_name("con").as_deref(), Ok("con_"));
        assert_eq!(field_name("con").as_deref(), Ok("con"));
    }

    #[test]
    fn crates_have_names_that_cargo_and_rust_like() {
        for name in ["pets", "pet-shop", "pet_shop2"] {
            assert!(is_crate_name(name), "{name}");
        }
        for name in [
            "Pets",
            "pet--shop",
            "pets_",
            "2pets",
            "self",
            "serde-json",
            "nul",
            "",
            "名前",
        ] {
            assert!(!is_crate_name(name), "{name}");
        }
    }

    #[test]
    fn states_have_methods_and_values_in_lower_case() {
        assert_eq!(method("PaymentState"), "payment_state");
        assert_eq!(method("Match"), "match_");
        assert!(is_reserved_method(&method("Outcome")));
        for value in ["paid", "partly-paid", "partly_paid2"] {
            assert!(is_state_value(value), "{value}");
        }
        for value in ["Paid", "partly paid", "2paid", "paid-", "-paid", ""] {
            assert!(!is_state_value(value), "{value}");
        }
    }

    #[test]
    fn setters_do_not_hide_the_builders_methods() {
        for name in ["build", "clone", "into"] {
            assert!(is_reserved_setter(name));
        }
        for name in ["builds", "pet", "maybe", "maybe_pet", "validate"] {
            assert!(!is_reserved_setter(name));
        }
    }
}
