//! Plain words for the parser's errors.
//!
//! Input: the kind of a syntax error and the text around it. Output: a message and a
//! help.

use granit_parser::ErrorKind;

use super::lookalike;

/// The text around a position.
pub(super) struct Around<'a> {
    /// The line above, if there is one, and the position of its first byte.
    above: (usize, &'a str),
    /// The part of the line before the position, and the position of its first byte.
    before: (usize, &'a str),
    /// The rest of the line.
    after: &'a str,
}

impl<'a> Around<'a> {
    /// Creates the text around the byte `at`.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let lines_above = before.get(..start.saturating_sub(1)).unwrap_or_default();
        let above = lines_above.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            above: (above, lines_above.get(above..).unwrap_or_default()),
            before: (start, before.get(start..).unwrap_or_default()),
            after: after.lines().next().unwrap_or_default(),
        }
    }

    /// Finds a look-alike character in this line or the line above, and its position.
    pub(super) fn lookalike(&self) -> Option<(usize, usize, String)> {
        let in_line = |(start, line): (usize, &str)| {
            let (at, length, says) = lookalike::find(line)?;
            Some((start + at, length, says))
        };
        let after = (self.before.0 + self.before.1.len(), self.after);
        [self.before, after, self.above]
            .into_iter()
            .find_map(in_line)
    }

    /// Returns whether the key before the position is longer than YAML allows on one
    /// line.
    fn has_long_key(&self) -> bool {
        let key = self.before.1.rsplit([',', '{', '[']).next();
        let key = key.unwrap_or_default().trim();
        self.after.starts_with(':') && key.chars().count() > LONGEST_KEY
    }

    /// Returns whether the line above is a key with a `:` right before its value.
    fn lacks_space_above(&self) -> bool {
        let line = self.above.1.trim_start();
        let name = line.trim_start_matches(|c: char| c.is_alphanumeric() || "_-$".contains(c));
        let value = name.strip_prefix(':').unwrap_or_default();
        name.len() < line.len() && value.starts_with(|next| !matches!(next, ' ' | '\t' | '\r'))
    }
}

/// The largest number of characters in a key on one line.
const LONGEST_KEY: usize = 1024;

/// Returns whether an error can come from a key that is too long.
fn is_about_keys(kind: &ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(
        kind,
        E::MappingValueNotAllowed
            | E::SimpleKeyExpected
            | E::InvalidSimpleKey
            | E::InvalidColonPlacement
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedBlockMappingKey
    )
}

/// A message and its help.
type Words = (&'static str, &'static str);

const INDENT: &str = "check the indentation against the lines above";
const QUOTE: &str = "put the string in quotes";
const CLOSE: &str =
    "close every bracket and quote before this place, and put a string with brackets in quotes";

/// Returns the message and the help for an error.
pub(super) fn explain(kind: &ErrorKind, around: &Around<'_>) -> (String, &'static str) {
    let words = on_a_line(kind, around)
        .or_else(|| in_brackets(kind, around))
        .or_else(|| in_quotes(kind))
        .or_else(|| between_lines(kind));
    if let Some((message, help)) = words {
        return (message.to_owned(), help);
    }
    naming_it(kind, around).unwrap_or_else(|| {
        // The rest are rare, so the parser's own message is good enough.
        const LOOK: &str = "check the indentation, the quotes and the brackets around it";
        (kind.to_string(), LOOK)
    })
}

/// Returns the message and the help for an error that names a character.
fn naming_it(kind: &ErrorKind, around: &Around<'_>) -> Option<(String, &'static str)> {
    use ErrorKind as E;
    const ESCAPE: &str =
        "remove it, or write it as an escape in double quotes; the file may be damaged";
    let begins = |mark: &dyn std::fmt::Display| {
        let message = format!("an unquoted string cannot begin with `{mark}`");
        Some((message, QUOTE))
    };
    match kind {
        E::UnclosedFlowCollection { open } => {
            Some((format!("this `{open}` is never closed"), CLOSE))
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            Some((format!("this `{open}` is closed by `{close}`"), CLOSE))
        }
        E::UnexpectedCharacter { character } if character.is_control() => {
            let code = u32::from(*character);
            let message = format!("the control character U+{code:04X} is not allowed in YAML");
            Some((message, ESCAPE))
        }
        E::UnexpectedCharacter { character } => begins(&character.escape_default()),
        E::MissingAnchorOrAliasName if around.after.starts_with('*') => begins(&'*'),
        E::MissingAnchorOrAliasName => begins(&'&'),
        _ => None,
    }
}

fn in_brackets(kind: &ErrorKind, around: &Around<'_>) -> Option<Words> {
    use ErrorKind as E;
    Some(match kind {
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => match around.after.chars().next() {
            Some(',') => (
                "a value is missing before this `,`",
                "remove the comma, or add the value",
            ),
            Some(_) => ("this is not allowed inside brackets", CLOSE),
            None => ("the file ends before the bracket is closed", CLOSE),
        },
        E::MisplacedFlowCollectionEnd => (
            "this closing bracket has no opening bracket",
            "remove it, or add the opening bracket",
        ),
        E::ExpectedFlowMappingSeparator => ("expected `,` or `}` here", CLOSE),
        E::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", CLOSE),
        E::InvalidColonPlacement => ("a `:` is not allowed here", CLOSE),
        _ => return None,
    })
}

fn in_quotes(kind: &ErrorKind) -> Option<Words> {
    use ErrorKind as E;
    const ESCAPE: &str =
        "write \\u and four hexadecimal digits, or use single quotes, which have no escapes";
    Some(match kind {
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => ("a quoted string is not closed", CLOSE),
        E::InvalidTrailingSingleQuotedScalar => (
            "unexpected text after the closing quote",
            "write '' for a quote inside single quotes",
        ),
        E::InvalidTrailingDoubleQuotedScalar => (
            "unexpected text after the closing quote",
            "write \\\" for a quote inside double quotes",
        ),
        E::UnknownQuotedScalarEscape => (
            "unknown escape in a double-quoted string",
            "write a backslash as \\\\, or use single quotes, which have no escapes",
        ),
        E::InvalidQuotedScalarHexEscape | E::InvalidLowSurrogateHexEscape => (
            "an escape in this string lacks its hexadecimal digits",
            ESCAPE,
        ),
        E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => ("an escape in this string is not a character", ESCAPE),
        _ => return None,
    })
}

fn on_a_line(kind: &ErrorKind, around: &Around<'_>) -> Option<Words> {
    use ErrorKind as E;
    const SPACE: &str = "add a space, or put the whole string in quotes";
    const GOES_ON: &str = "this line continues the line above, so it cannot be a key";
    if is_about_keys(kind) && around.has_long_key() {
        return Some((
            "this key is longer than 1024 characters",
            "shorten it to 1024 characters",
        ));
    }
    Some(match kind {
        E::MappingValueNotAllowed if around.lacks_space_above() => {
            (GOES_ON, "add a space after the `:` of the line above")
        }
        // The key is the only text before this `:`, so the line continues the text that
        // the line above began.
        E::MappingValueNotAllowed if !around.before.1.contains(": ") => (
            GOES_ON,
            "align this key with the other keys, or end the line above with `:`",
        ),
        E::MappingValueNotAllowed => (
            "a second `: ` on one line",
            "put a string that contains `: ` in quotes",
        ),
        E::InvalidMappingValueWhitespace => ("expected a space after `:`", SPACE),
        E::InvalidBlockEntryWhitespace => ("expected a space after `-`", SPACE),
        E::CommentNotSeparated => ("expected a space before `#`", QUOTE),
        E::BomInsideDocument => (
            "an invisible byte order mark (U+FEFF) is in the middle of the text",
            "delete it: it belongs at the beginning of a file only",
        ),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
            "only a digit, `+` or `-` may follow this",
            "begin the text on the next line",
        ),
        _ => return None,
    })
}

fn between_lines(kind: &ErrorKind) -> Option<Words> {
    use ErrorKind as E;
    Some(match kind {
        E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping | E::UnexpectedEof => (
            "the file ends in the middle of a value",
            "complete the value, or remove its beginning",
        ),
        E::ExpectedBlockMappingKey => ("expected a key here", INDENT),
        E::ExpectedBlockSequenceEntry => ("expected `-` here", INDENT),
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent
        | E::BlockSequenceEntryNotAllowed => ("the indentation of this line is wrong", INDENT),
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("expected `:` after this key", INDENT),
        E::MappingKeyNotAllowed => ("a key is not allowed here", INDENT),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => ("a tab is used for indentation", "indent with spaces"),
        E::UnsupportedYamlMajorVersion
        | E::MissingDocumentEndBeforeDirective
        | E::ExpectedDocumentStart
        | E::DuplicateVersionDirective => (
            "a directive is not allowed here",
            "remove the line: documents are always read as YAML 1.2",
        ),
        _ => return None,
    })
}
