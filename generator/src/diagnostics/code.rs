//! The kinds of findings, each with the name that is printed in brackets.

/// Declares the codes once: the variant, its name, and what it means.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that is printed: `unknown-keyword`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    /// A file or directory cannot be read.
    Io = "io",
    /// A text is not YAML.
    YamlSyntax = "yaml-syntax",
    /// A mapping has the same key twice.
    DuplicateKey = "duplicate-key",
    /// YAML that has no counterpart in JSON: anchors, tags, several documents.
    UnsupportedYaml = "unsupported-yaml",
    /// A keyword that the vocabulary does not have there.
    UnknownKeyword = "unknown-keyword",
    /// A keyword that nothing is generated from.
    NotSupported = "not-supported",
    /// A keyword's value has the wrong kind or is out of range.
    InvalidValue = "invalid-value",
    /// A keyword is missing.
    MissingKeyword = "missing-keyword",
    /// A `$ref` leads nowhere.
    UnresolvedReference = "unresolved-reference",
    /// An object schema stands where only a named one may.
    InlineObject = "inline-object",
    /// Two things would have the same name in Rust.
    NameCollision = "name-collision",
    /// A name cannot be a name in Rust.
    InvalidName = "invalid-name",
    /// An example breaks its own schema.
    InvalidExample = "invalid-example",
    /// A default breaks its own schema.
    InvalidDefault = "invalid-default",
    /// A pattern is no regular expression, or has no exact form in Rust.
    InvalidPattern = "invalid-pattern",
    /// A limit contradicts another, or the type.
    InvalidLimit = "invalid-limit",
    /// An extension's value is not what the extension takes.
    InvalidExtension = "invalid-extension",
    /// A condition tests or demands something that cannot be.
    InvalidCondition = "invalid-condition",
    /// A type contains itself without end.
    Recursion = "recursion",
    /// The generator itself is wrong.
    Internal = "internal",
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_distinct_and_kebab_case() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{name}"
            );
        }
    }
}
