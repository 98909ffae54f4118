//! The parser's errors in plain words.
//!
//! Input: the kind of a syntax error. Output: what is wrong and, for mistakes
//! that people really make, what to do about it.

use granit_parser::ErrorKind;

/// What is wrong, and what to do about it if that can be said.
pub(super) fn explain(kind: &ErrorKind) -> (String, Option<&'static str>) {
    use ErrorKind as E;
    const INDENT: &str = "check the indentation against the lines above";
    const QUOTE: &str = "put the text in quotes";
    const CLOSE: &str = "check that every bracket and quote before this place is closed";
    let (message, help) = match kind {
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => {
            ("the file ends before the bracket is closed", Some(CLOSE))
        }
        E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping | E::UnexpectedEof => {
            ("the file ends in the middle of a value", None)
        }
        E::UnclosedFlowCollection { open } => {
            return (format!("this `{open}` is never closed"), None);
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("this `{open}` is closed by `{close}`"), None);
        }
        E::UnexpectedCharacter { character } => {
            let character = character.escape_default();
            return (
                format!("a text without quotes cannot begin with `{character}`"),
                Some(QUOTE),
            );
        }
        E::MisplacedFlowCollectionEnd => ("this bracket closes nothing", None),
        E::ExpectedFlowMappingSeparator => ("expected `,` or `}` here", Some(CLOSE)),
        E::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", Some(CLOSE)),
        E::InvalidColonPlacement => ("a `:` cannot stand here", Some(CLOSE)),
        E::ExpectedBlockMappingKey => ("expected a key here", Some(INDENT)),
        E::ExpectedBlockSequenceEntry => ("expected `-` here", Some(INDENT)),
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent
        | E::BlockSequenceEntryNotAllowed => ("this line is not indented right", Some(INDENT)),
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("expected `:` after this key", Some(INDENT)),
        E::MappingValueNotAllowed => (
            "a second `: ` on one line",
            Some("put a text that contains `: ` in quotes"),
        ),
        E::MappingKeyNotAllowed => ("a key cannot stand here", Some(INDENT)),
        E::InvalidMappingValueWhitespace => ("expected a space after `:`", None),
        E::InvalidBlockEntryWhitespace => ("expected a space after `-`", None),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart => ("a tab cannot indent", Some("indent with spaces")),
        E::CommentNotSeparated => ("expected a space before `#`", Some(QUOTE)),
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => ("a quoted text is not closed", Some(CLOSE)),
        E::InvalidTrailingSingleQuotedScalar => (
            "unexpected text after the closing quote",
            Some("inside single quotes, write a quote as ''"),
        ),
        E::InvalidTrailingDoubleQuotedScalar => (
            "unexpected text after the closing quote",
            Some("inside double quotes, write a quote as \\\""),
        ),
        E::UnknownQuotedScalarEscape => (
            "unknown escape in a double-quoted text",
            Some("write a backslash as \\\\, or use single quotes, which know no escapes"),
        ),
        // The rest are rare; the parser's own words serve.
        other => return (other.to_string(), None),
    };
    (message.to_owned(), help)
}
