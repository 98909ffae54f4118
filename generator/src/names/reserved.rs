//! Names with a meaning to Rust, cargo, the file system or the generated crate.

use heck::ToSnakeCase;

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

/// Returns whether a name begins with a digit, which identifiers must not.
pub fn begins_with_digit(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns whether Windows reserves this file name for a device, with any extension.
pub fn is_device(stem: &str) -> bool {
    let numbered = ["com", "lpt"];
    let number = numbered.iter().find_map(|device| stem.strip_prefix(device));
    ["aux", "con", "nul", "prn"].contains(&stem)
        || number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
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

/// Returns whether a name is a keyword of any edition.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Returns whether a name of this kind has another meaning in the generated crate.
pub fn is_reserved(name: &str, kind: NameKind) -> bool {
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
    "Retry", "Sensitive", "Slots", "Succeeded", "Success", "Unknown", "Unmatched", "Unrecognized",
    "UnrecognizedInteger", "Uri", "Violation", "Violations",
];

/// Files and modules beside the types of a product.
const RESERVED_FILES: &[&str] = &["builder", "outcome", "result_code"];

/// The constants of the trait of all requests, which a constant of the type would hide.
const RESERVED_CONSTANTS: &[&str] = &["ID", "METHOD", "PATH", "SECURITY", "SERVERS"];

/// Crates that a module of the same name would make ambiguous, and files with a meaning to
/// cargo. The modules at the root of a crate depend on its API.
const RESERVED_MODULES: &[&str] = &[
    "alloc",
    "bin",
    "core",
    "lib",
    "main",
    "serde",
    "serde_json",
    "std",
];
