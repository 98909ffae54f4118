//! The parser's errors in plain words.
//!
//! Input: the kind of a syntax error, and the line up to it. Output: what is
//! wrong, and what to do about it.

use granit_parser::ErrorKind;

/// What is wrong after `line`, the part of its line that stands before it, and
/// what to do about it.
pub(super) fn explain(kind: &ErrorKind, line: &str) -> (String, &'static str) {
    use ErrorKind as E;
    const INDENT: &str = "check the indentation against the lines above";
    const QUOTE: &str = "put the text in quotes";
    const SPACE: &str = "add a space, or put the text in quotes if it is one";
    const CLOSE: &str = "check that every bracket and quote before this place is closed";
    let (message, help) = match kind {
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => {
            ("the file ends before the bracket is closed", CLOSE)
        }
        E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping | E::UnexpectedEof => (
            "the file ends in the middle of a value",
            "complete it, or remove its beginning",
        ),
        E::UnclosedFlowCollection { open } => {
            return (format!("this `{open}` is never closed"), CLOSE);
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("this `{open}` is closed by `{close}`"), CLOSE);
        }
        E::UnexpectedCharacter { character } => {
            let character = character.escape_default();
            return (
                format!("a text without quotes cannot begin with `{character}`"),
                QUOTE,
            );
        }
        E::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "remove it, or open it before",
        ),
        E::ExpectedFlowMappingSeparator => ("expected `,` or `}` here", CLOSE),
        E::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", CLOSE),
        E::InvalidColonPlacement => ("a `:` cannot stand here", CLOSE),
        E::ExpectedBlockMappingKey => ("expected a key here", INDENT),
        E::ExpectedBlockSequenceEntry => ("expected `-` here", INDENT),
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent
        | E::BlockSequenceEntryNotAllowed => ("this line is not indented right", INDENT),
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("expected `:` after this key", INDENT),
        // The key alone stands before this `:`: the line goes on with the text
        // that the line above began.
        E::MappingValueNotAllowed if !line.contains(": ") => (
            "the line above goes on here, so this is no key",
            "align it with the keys that it belongs to, or end the line above with `:`",
        ),
        E::MappingValueNotAllowed => (
            "a second `: ` on one line",
            "put a text that contains `: ` in quotes",
        ),
        E::MappingKeyNotAllowed => ("a key cannot stand here", INDENT),
        E::InvalidMappingValueWhitespace => ("expected a space after `:`", SPACE),
        E::InvalidBlockEntryWhitespace => ("expected a space after `-`", SPACE),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart => ("a tab cannot indent", "indent with spaces"),
        E::CommentNotSeparated => ("expected a space before `#`", QUOTE),
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => ("a quoted text is not closed", CLOSE),
        E::InvalidTrailingSingleQuotedScalar => (
            "unexpected text after the closing quote",
            "inside single quotes, write a quote as ''",
        ),
        E::InvalidTrailingDoubleQuotedScalar => (
            "unexpected text after the closing quote",
            "inside double quotes, write a quote as \\\"",
        ),
        E::UnknownQuotedScalarEscape => (
            "unknown escape in a double-quoted text",
            "write a backslash as \\\\, or use single quotes, which know no escapes",
        ),
        // The rest are rare; the parser's own words serve.
        other => {
            const LOOK: &str = "check the indentation, the quotes and the brackets around it";
            return (other.to_string(), LOOK);
        }
    };
    (message.to_owned(), help)
}
