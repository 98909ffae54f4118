//! The parser's errors in plain words.
//!
//! Input: the kind of a syntax error, and the text around it. Output: what is
//! wrong, and what to do about it.

use granit_parser::ErrorKind;

use super::lookalike;

/// The text around a place.
pub(super) struct Around<'a> {
    /// The line above, if there is one, and its first byte.
    above: (usize, &'a str),
    /// The part of its line before it, and its first byte.
    before: (usize, &'a str),
    /// The rest of the line.
    after: &'a str,
}

impl<'a> Around<'a> {
    /// The text around the byte `at`.
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

    /// A character that only looks like what YAML wants, in this line or the one
    /// above, and where it is.
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

    /// Returns whether the key before the place is longer than YAML allows on
    /// one line.
    fn has_long_key(&self) -> bool {
        let key = self.before.1.rsplit([',', '{', '[']).next();
        let key = key.unwrap_or_default().trim();
        self.after.starts_with(':') && key.chars().count() > LONGEST_KEY
    }

    /// Whether the line above is a name with its `:` right before the value.
    fn lacks_space_above(&self) -> bool {
        let line = self.above.1.trim_start();
        let name = line.trim_start_matches(|c: char| c.is_alphanumeric() || "_-$".contains(c));
        let value = name.strip_prefix(':').unwrap_or_default();
        name.len() < line.len() && value.starts_with(|next| !matches!(next, ' ' | '\t' | '\r'))
    }
}

/// The most characters of a key on one line in YAML.
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

/// What is wrong, and what to do about it.
type Words = (&'static str, &'static str);

const INDENT: &str = "check the indentation against the lines above";
const QUOTE: &str = "put the text in quotes";
const CLOSE: &str = "check that every bracket and quote before this place is closed";

/// What is wrong at a place, and what to do about it.
pub(super) fn explain(kind: &ErrorKind, around: &Around<'_>) -> (String, &'static str) {
    let words = on_a_line(kind, around)
        .or_else(|| in_brackets(kind, around))
        .or_else(|| in_quotes(kind))
        .or_else(|| between_lines(kind));
    if let Some((message, help)) = words {
        return (message.to_owned(), help);
    }
    naming_it(kind, around).unwrap_or_else(|| {
        // The rest are rare; the parser's own words serve.
        const LOOK: &str = "check the indentation, the quotes and the brackets around it";
        (kind.to_string(), LOOK)
    })
}

/// What has to name the character at fault.
fn naming_it(kind: &ErrorKind, around: &Around<'_>) -> Option<(String, &'static str)> {
    use ErrorKind as E;
    const ESCAPE: &str =
        "remove it, or write it as an escape in double quotes; is the file damaged?";
    let begins = |mark: &dyn std::fmt::Display| {
        let message = format!("a text without quotes cannot begin with `{mark}`");
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
            let message = format!("the control character U+{code:04X} cannot stand in YAML");
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
                "there is nothing before this `,`",
                "remove it, or write what is missing",
            ),
            Some(_) => ("this cannot stand inside of brackets", CLOSE),
            None => ("the file ends before the bracket is closed", CLOSE),
        },
        E::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "remove it, or open it before",
        ),
        E::ExpectedFlowMappingSeparator => ("expected `,` or `}` here", CLOSE),
        E::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", CLOSE),
        E::InvalidColonPlacement => ("a `:` cannot stand here", CLOSE),
        _ => return None,
    })
}

fn in_quotes(kind: &ErrorKind) -> Option<Words> {
    use ErrorKind as E;
    const ESCAPE: &str =
        "write \\u and four hexadecimal digits, or use single quotes, which know no escapes";
    Some(match kind {
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
        E::InvalidQuotedScalarHexEscape | E::InvalidLowSurrogateHexEscape => {
            ("an escape in this text has no hexadecimal digits", ESCAPE)
        }
        E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => ("an escape in this text stands for no character", ESCAPE),
        _ => return None,
    })
}

fn on_a_line(kind: &ErrorKind, around: &Around<'_>) -> Option<Words> {
    use ErrorKind as E;
    const SPACE: &str = "add a space, or put the text in quotes if it is one";
    const GOES_ON: &str = "the line above goes on here, so this is no key";
    if is_about_keys(kind) && around.has_long_key() {
        return Some((
            "this key is longer than the 1024 characters that YAML takes on one line",
            "shorten it, or write the document as JSON",
        ));
    }
    Some(match kind {
        E::MappingValueNotAllowed if around.lacks_space_above() => {
            (GOES_ON, "add a space after the `:` of the line above")
        }
        // The key alone stands before this `:`: the line goes on with the text
        // that the line above began.
        E::MappingValueNotAllowed if !around.before.1.contains(": ") => (
            GOES_ON,
            "align it with the keys that it belongs to, or end the line above with `:`",
        ),
        E::MappingValueNotAllowed => (
            "a second `: ` on one line",
            "put a text that contains `: ` in quotes",
        ),
        E::InvalidMappingValueWhitespace => ("expected a space after `:`", SPACE),
        E::InvalidBlockEntryWhitespace => ("expected a space after `-`", SPACE),
        E::CommentNotSeparated => ("expected a space before `#`", QUOTE),
        E::BomInsideDocument => (
            "an invisible byte order mark (U+FEFF) stands in the middle of the text",
            "delete it; it is left over from another file",
        ),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
            "only a digit, `+` and `-` can stand after this",
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
            "complete it, or remove its beginning",
        ),
        E::ExpectedBlockMappingKey => ("expected a key here", INDENT),
        E::ExpectedBlockSequenceEntry => ("expected `-` here", INDENT),
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent
        | E::BlockSequenceEntryNotAllowed => ("this line is not indented right", INDENT),
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("expected `:` after this key", INDENT),
        E::MappingKeyNotAllowed => ("a key cannot stand here", INDENT),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => ("a tab cannot indent", "indent with spaces"),
        E::UnsupportedYamlMajorVersion
        | E::MissingDocumentEndBeforeDirective
        | E::ExpectedDocumentStart
        | E::DuplicateVersionDirective => (
            "a directive cannot stand here",
            "remove the line: a document needs none, and is read as YAML 1.2",
        ),
        _ => return None,
    })
}
