//! The kinds of findings, each with the name that is printed in brackets and the
//! section of `DIAGNOSTICS.md` that explains it.

use super::group::Group;

/// The page that explains every code.
const PAGE: &str = include_str!("../../DIAGNOSTICS.md");

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
    /// A file is larger, or its values lie deeper, than the generator takes.
    TooLarge = "too-large",
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
    /// A type contains itself without end, or goes on for too long.
    Recursion = "recursion",
    /// The generator itself is wrong.
    Internal = "internal",

    /// A file of the crate is not what the specification gives.
    OutOfDate = "out-of-date",
    /// A file of somebody stands in the directory of the crate.
    NotGenerated = "not-generated",

    // Warnings, each of which has a group and a level.
    /// A component that no message reaches.
    UnusedComponent = "unused-component",
    /// Something that a reader of the generated crate finds without a word.
    MissingDescription = "missing-description",
    /// A message or a type that no example shows.
    NotShown = "not-shown",
    /// A member of an example that its schema does not list.
    UnlistedMember = "unlisted-member",
    /// A value of an example or a default that an open enum does not list.
    UnlistedValue = "unlisted-value",
    /// A place of a skeleton that nobody has filled in.
    NotFilledIn = "not-filled-in",
    /// A plain word that readers of YAML 1.1 take for a boolean.
    YamlBoolean = "yaml-boolean",
    /// A plain text or number that readers of YAML 1.1 take for another one.
    YamlNumber = "yaml-number",
    /// Two keywords that give an integer in a string different ranges.
    RangeMismatch = "range-mismatch",
    /// Limits that no value keeps.
    UnsatisfiableLimits = "unsatisfiable-limits",
    /// A condition that never holds, or that nothing can comply with.
    ImpossibleCondition = "impossible-condition",
    /// A keyword that narrows values and is not checked.
    UncheckedKeyword = "unchecked-keyword",
    /// A condition that asks for what holds anyway.
    RedundantCondition = "redundant-condition",
    /// A result code without a word on what to do.
    NoAdvice = "no-advice",
    /// Two values of a set that differ in spelling only.
    SimilarValues = "similar-values",
    /// A character that does not show, or turns the text around.
    HiddenCharacter = "hidden-character",
}

impl Code {
    /// The code of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// The group of a warning; none for an error, whose level is fixed.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::Io
            | Self::TooLarge
            | Self::YamlSyntax
            | Self::DuplicateKey
            | Self::UnsupportedYaml
            | Self::UnknownKeyword
            | Self::NotSupported
            | Self::InvalidValue
            | Self::MissingKeyword
            | Self::UnresolvedReference
            | Self::InlineObject
            | Self::NameCollision
            | Self::InvalidName
            | Self::InvalidExample
            | Self::InvalidDefault
            | Self::InvalidPattern
            | Self::InvalidLimit
            | Self::InvalidExtension
            | Self::InvalidCondition
            | Self::Recursion
            | Self::Internal
            | Self::OutOfDate
            | Self::NotGenerated => None,
            Self::MissingDescription | Self::NotShown | Self::NotFilledIn | Self::NoAdvice => {
                Some(Group::Documentation)
            }
            Self::UncheckedKeyword => Some(Group::Weaker),
            Self::UnusedComponent
            | Self::UnsatisfiableLimits
            | Self::ImpossibleCondition
            | Self::RedundantCondition
            | Self::UnlistedMember
            | Self::UnlistedValue
            | Self::SimilarValues => Some(Group::Suspicious),
            Self::YamlBoolean | Self::YamlNumber | Self::RangeMismatch | Self::HiddenCharacter => {
                Some(Group::Portability)
            }
        }
    }

    /// What it means and what to do, as Markdown without its heading.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        sections()
            .find(|(name, _)| *name == self.as_str())
            .map_or("", |(_, text)| text)
    }

    /// The first line of the explanation.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.explanation().lines().next().unwrap_or_default()
    }
}

/// Explains levels and groups, as Markdown without its heading.
#[must_use]
pub fn levels() -> &'static str {
    let (_, text) = PAGE.split_once("\n## Levels\n").unwrap_or_default();
    let end = text.find("\n## ").unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim()
}

/// The table of groups and their codes, as the page has it.
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

/// The sections of the page: the code in the heading, and the text below it.
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
