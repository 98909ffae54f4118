//! The codes of diagnostics. Each is printed in brackets and has a section in
//! `DIAGNOSTICS.md`.

use super::group::Group;

/// The page that explains every code.
const PAGE: &str = include_str!("../../DIAGNOSTICS.md");

/// Declares the codes: the variant, its name, and its meaning.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Returns the name that is printed: `unknown-keyword`.
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
    /// A file is too large or nested too deeply.
    TooLarge = "too-large",
    /// A file is not valid YAML or JSON.
    YamlSyntax = "yaml-syntax",
    /// A mapping has the same key twice.
    DuplicateKey = "duplicate-key",
    /// YAML without a counterpart in JSON: anchors, tags, several documents.
    UnsupportedYaml = "unsupported-yaml",
    /// A keyword that does not exist at its position.
    UnknownKeyword = "unknown-keyword",
    /// A keyword or a form that is not supported yet.
    NotSupported = "not-supported",
    /// The value of a keyword has the wrong type or is out of range.
    InvalidValue = "invalid-value",
    /// A required keyword is missing.
    MissingKeyword = "missing-keyword",
    /// A `$ref` cannot be resolved.
    UnresolvedReference = "unresolved-reference",
    /// Two items would have the same Rust name.
    NameCollision = "name-collision",
    /// A name gives no valid Rust name.
    InvalidName = "invalid-name",
    /// An example breaks its own schema.
    InvalidExample = "invalid-example",
    /// A default breaks its own schema.
    InvalidDefault = "invalid-default",
    /// A pattern is not a regular expression, or has no exact form in Rust.
    InvalidPattern = "invalid-pattern",
    /// A limit contradicts another one or the type.
    InvalidLimit = "invalid-limit",
    /// The value of an extension is invalid.
    InvalidExtension = "invalid-extension",
    /// A condition tests or requires something impossible.
    InvalidCondition = "invalid-condition",
    /// A type contains itself without end, or a chain of references is too long.
    Recursion = "recursion",
    /// The picture of the front page is not SVG, or its links do not match the modules.
    InvalidPicture = "invalid-picture",
    /// An action of an overlay cannot be applied.
    InvalidOverlay = "invalid-overlay",
    /// The generator has a bug.
    Internal = "internal",

    /// A generated file differs from the specification.
    OutOfDate = "out-of-date",
    /// A file without the mark of generated files is in the directory of the crate.
    NotGenerated = "not-generated",

    // Warnings: each has a group and a level.
    /// A component that no message uses.
    UnusedComponent = "unused-component",
    /// A missing description.
    MissingDescription = "missing-description",
    /// A message or a type that no example shows.
    NotShown = "not-shown",
    /// A member of an example that its schema does not list.
    UnlistedMember = "unlisted-member",
    /// A value of an example or a default that an open enum does not list.
    UnlistedValue = "unlisted-value",
    /// A placeholder of a skeleton.
    NotFilledIn = "not-filled-in",
    /// The variant of a value of a union has to be found by trying.
    AmbiguousUnion = "ambiguous-union",
    /// A plain word that YAML 1.1 parsers read as a boolean.
    YamlBoolean = "yaml-boolean",
    /// A plain string or number that YAML 1.1 parsers read differently.
    YamlNumber = "yaml-number",
    /// Keywords that give an integer in a string different ranges.
    RangeMismatch = "range-mismatch",
    /// Limits that no value satisfies.
    UnsatisfiableLimits = "unsatisfiable-limits",
    /// A condition that never holds or whose demands cannot be satisfied.
    ImpossibleCondition = "impossible-condition",
    /// A keyword that restricts values and is not checked.
    UncheckedKeyword = "unchecked-keyword",
    /// A Rust name that was made up.
    DerivedName = "derived-name",
    /// A condition whose demands always hold.
    RedundantCondition = "redundant-condition",
    /// A result code without a message or an action.
    NoAdvice = "no-advice",
    /// Two values of an enum that differ in spelling only.
    SimilarValues = "similar-values",
    /// A member that is a secret by its name, and is not redacted.
    UnmarkedSecret = "unmarked-secret",
    /// A character that is invisible or reorders text.
    HiddenCharacter = "hidden-character",
}

impl Code {
    /// Returns the code with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Returns the group of the warnings with this code. A code that only errors have has no
    /// group and no level.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::Io
            | Self::TooLarge
            | Self::YamlSyntax
            | Self::DuplicateKey
            | Self::UnsupportedYaml
            | Self::NameCollision
            | Self::InvalidName
            | Self::InvalidExtension
            | Self::InvalidPicture
            | Self::InvalidOverlay
            | Self::Internal
            | Self::OutOfDate
            | Self::NotGenerated => None,
            Self::NotSupported
            | Self::InvalidValue
            | Self::MissingKeyword
            | Self::UnresolvedReference
            | Self::InvalidPattern
            | Self::InvalidLimit
            | Self::InvalidCondition
            | Self::Recursion
            | Self::UncheckedKeyword
            | Self::DerivedName => Some(Group::Weaker),
            Self::MissingDescription | Self::NotShown | Self::NotFilledIn | Self::NoAdvice => {
                Some(Group::Documentation)
            }
            Self::UnknownKeyword
            | Self::InvalidExample
            | Self::InvalidDefault
            | Self::UnusedComponent
            | Self::UnsatisfiableLimits
            | Self::ImpossibleCondition
            | Self::RedundantCondition
            | Self::UnlistedMember
            | Self::UnlistedValue
            | Self::SimilarValues
            | Self::UnmarkedSecret
            | Self::AmbiguousUnion => Some(Group::Suspicious),
            Self::YamlBoolean | Self::YamlNumber | Self::RangeMismatch | Self::HiddenCharacter => {
                Some(Group::Portability)
            }
        }
    }

    /// Returns the explanation as Markdown, without its heading.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        sections()
            .find(|(name, _)| *name == self.as_str())
            .map_or("", |(_, text)| text)
    }

    /// Returns the first line of the explanation.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.explanation().lines().next().unwrap_or_default()
    }
}

/// Returns the section about levels and groups as Markdown, without its heading.
#[must_use]
pub fn levels() -> &'static str {
    let (_, text) = PAGE.split_once("\n## Levels\n").unwrap_or_default();
    let end = text.find("\n## ").unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim()
}

/// Returns the table of groups and their codes, as on the page.
#[must_use]
pub fn group_table() -> String {
    let rows = Group::ALL.into_iter().map(|group| {
        let codes: Vec<_> = group
            .codes()
            .map(|code| format!("`{}`", code.as_str()))
            .collect();
        let name = group.as_str();
        format!(
            "| `{name}` | {} | {} |\n",
            codes.join(", "),
            group.summary()
        )
    });
    let head = "| group | codes | subject |\n|---|---|---|\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

/// Returns the sections of the page: the code in the heading and the text below it.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGE.split("\n### `").skip(1).filter_map(|section| {
        let (name, text) = section.split_once("`\n")?;
        let end = text.find("\n## ").unwrap_or(text.len());
        Some((name, text.get(..end)?.trim()))
    })
}

impl Group {
    /// Returns the codes of the group, in the order of [`Code::ALL`].
    pub fn codes(self) -> impl Iterator<Item = Code> {
        let all = Code::ALL.iter().copied();
        all.filter(move |code| code.group() == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_page_explains_every_code_in_their_order() {
        let explained: Vec<_> = sections().map(|(name, _)| name).collect();
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(explained, codes);
        for code in Code::ALL {
            assert!(code.summary().ends_with('.'), "{}", code.as_str());
            assert_eq!(Code::named(code.as_str()), Some(*code));
        }
    }

    #[test]
    fn the_page_has_the_table_of_groups() {
        assert!(
            levels().contains(group_table().trim_end()),
            "{}",
            group_table()
        );
        for group in Group::ALL {
            assert!(group.codes().next().is_some(), "{}", group.as_str());
        }
    }

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
