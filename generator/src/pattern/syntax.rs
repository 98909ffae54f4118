//! Conversion of a pattern's text to an expression with the meaning of ECMA-262.
//!
//! `regex-syntax` is the parser. Its dialect differs from ECMA-262, so a construct that
//! means something else, or that plain matching cannot express, is an error.

use std::collections::BTreeMap;

use regex_syntax::ast;
use regex_syntax::ast::{
    AssertionKind, Ast, ClassPerlKind, ClassSet, ClassSetItem, ErrorKind, GroupKind,
    HexLiteralKind, LiteralKind, RepetitionKind, RepetitionRange, SpecialLiteralKind,
};

use super::error::PatternError;
use super::expr::{Expr, Look};
use super::looks::{Kind, as_groups};
use super::set::{CharSet, Class};
use super::spelling::Alphabet;

/// Parses a pattern. Returns also the sets of which its sets of characters are made.
pub(super) fn parse(pattern: &str) -> Result<(Expr, Alphabet), PatternError> {
    let (groups, looks) = as_groups(pattern);
    let ast = ast::parse::Parser::new().parse(&groups).map_err(|error| {
        let (message, help) = match error.kind() {
            ErrorKind::UnsupportedBackreference => (no_exact_form("a back-reference"), WITHOUT),
            kind => (kind.to_string(), BROKEN),
        };
        PatternError {
            message,
            help,
            offset: Some(error.span().start.offset),
        }
    })?;
    let mut reader = Reader {
        pattern: &groups,
        looks,
        alphabet: Alphabet::default(),
    };
    let expr = reader.expr(&ast)?;
    Ok((expr, reader.alphabet))
}

/// The help for what has no exact form.
const WITHOUT: &str = "write a regular expression without back-references and flags";

/// The help for a text that is no regular expression.
const BROKEN: &str =
    "correct the regular expression; write `\\` before a special character that stands for itself";

const ESCAPE: &str = "write `\\` before it";

fn no_exact_form(what: &str) -> String {
    format!("{what} is not supported")
}

fn refuse<T>(
    span: &ast::Span,
    message: impl Into<String>,
    help: &'static str,
) -> Result<T, PatternError> {
    Err(PatternError {
        message: message.into(),
        help,
        offset: Some(span.start.offset),
    })
}

struct Reader<'a> {
    pattern: &'a str,
    /// The groups that are look-around, by their positions.
    looks: BTreeMap<usize, Kind>,
    /// The sets so far.
    alphabet: Alphabet,
}

impl Reader<'_> {
    fn expr(&mut self, ast: &Ast) -> Result<Expr, PatternError> {
        match ast {
            Ast::Empty(_) => Ok(Expr::Concat(Vec::new())),
            Ast::Flags(flags) => refuse(&flags.span, no_exact_form("a flag"), WITHOUT),
            Ast::Literal(literal) => character(literal).map(|c| self.listed(one(c))),
            Ast::Dot(_) => Ok(self.listed(line_ends().negated())),
            Ast::Assertion(assertion) => self.anchor(assertion),
            Ast::ClassUnicode(class) => self.unicode(class).map(Expr::Class),
            Ast::ClassPerl(class) => Ok(self.listed(perl(class))),
            Ast::ClassBracketed(class) => self.class(class).map(Expr::Class),
            Ast::Repetition(repetition) => self.repetition(repetition),
            Ast::Group(group) => self.group(group),
            Ast::Alternation(either) => self.all(&either.asts).map(Expr::either),
            Ast::Concat(concat) => self.all(&concat.asts).map(Expr::Concat),
        }
    }

    fn all(&mut self, asts: &[Ast]) -> Result<Vec<Expr>, PatternError> {
        asts.iter().map(|ast| self.expr(ast)).collect()
    }

    fn text(&self, span: &ast::Span) -> &str {
        self.pattern
            .get(span.start.offset..span.end.offset)
            .unwrap_or_default()
    }

    fn group(&mut self, group: &ast::Group) -> Result<Expr, PatternError> {
        let offset = group.span.start.offset;
        if let Some(&Kind { behind, negated }) = self.looks.get(&offset) {
            return Ok(Expr::look(Look {
                behind,
                negated,
                expr: Box::new(self.expr(&group.ast)?),
                offset,
            }));
        }
        match &group.kind {
            GroupKind::NonCapturing(flags) if !flags.items.is_empty() => {
                refuse(&group.span, no_exact_form("a flag"), WITHOUT)
            }
            GroupKind::CaptureName {
                starts_with_p: true,
                ..
            } => refuse(
                &group.span,
                "a named group must be written `(?<name>…)`",
                "remove the `P`",
            ),
            _ => self.expr(&group.ast),
        }
    }

    fn repetition(&mut self, repetition: &ast::Repetition) -> Result<Expr, PatternError> {
        let operator = &repetition.op.span;
        let is_look = |group: &ast::Group| self.looks.contains_key(&group.span.start.offset);
        let is_nothing = match &*repetition.ast {
            Ast::Repetition(_) | Ast::Assertion(_) | Ast::Empty(_) => true,
            Ast::Group(group) => is_look(group),
            _ => false,
        };
        if is_nothing {
            return refuse(operator, "there is nothing to repeat here", BROKEN);
        }
        if self.text(operator).contains(char::is_whitespace) {
            return refuse(
                operator,
                "a repetition must not contain spaces",
                "remove the spaces",
            );
        }
        let (min, max) = match repetition.op.kind {
            RepetitionKind::ZeroOrOne => (0, Some(1)),
            RepetitionKind::ZeroOrMore => (0, None),
            RepetitionKind::OneOrMore => (1, None),
            RepetitionKind::Range(RepetitionRange::Exactly(n)) => (n, Some(n)),
            RepetitionKind::Range(RepetitionRange::AtLeast(n)) => (n, None),
            RepetitionKind::Range(RepetitionRange::Bounded(n, m)) => (n, Some(m)),
        };
        // A lazy repetition matches the same texts: laziness affects only the end of a
        // match.
        let expr = Box::new(self.expr(&repetition.ast)?);
        Ok(Expr::Repeat { expr, min, max })
    }

    fn class(&mut self, class: &ast::ClassBracketed) -> Result<CharSet, PatternError> {
        let inside = self.text(&class.span).trim_start_matches('[');
        let inside = inside.strip_prefix('^').unwrap_or(inside);
        if inside.starts_with(']') || inside.starts_with("--") {
            return refuse(
                &class.span,
                "a `]` or `--` at the start of a class must be escaped",
                ESCAPE,
            );
        }
        let ClassSet::Item(item) = &class.kind else {
            return refuse(
                &class.span,
                "`&&`, `--` and `~~` in a class must be escaped",
                ESCAPE,
            );
        };
        let mut listed = CharSet::default();
        let set = self.item(item, &mut listed)?.union(&listed);
        self.alphabet.list(&listed);
        Ok(if class.negated { set.negated() } else { set })
    }

    /// Returns the characters of the Unicode classes of an item, and adds others to those that
    /// are listed.
    fn item(&mut self, item: &ClassSetItem, listed: &mut CharSet) -> Result<CharSet, PatternError> {
        let own = match item {
            ClassSetItem::Unicode(class) => return self.unicode(class),
            ClassSetItem::Union(union) => {
                let mut items = union.items.iter();
                return items.try_fold(CharSet::default(), |set, item| {
                    Ok(set.union(&self.item(item, listed)?))
                });
            }
            ClassSetItem::Empty(_) => CharSet::default(),
            ClassSetItem::Literal(literal) => one(character(literal)?),
            ClassSetItem::Range(range) => {
                CharSet::new([(character(&range.start)?, character(&range.end)?)])
            }
            ClassSetItem::Perl(class) => perl(class),
            ClassSetItem::Ascii(_) | ClassSetItem::Bracketed(_) => {
                return refuse(item.span(), "a `[` in a class must be escaped", ESCAPE);
            }
        };
        *listed = listed.union(&own);
        Ok(CharSet::default())
    }

    /// Returns the expression of a set of listed characters.
    fn listed(&mut self, set: CharSet) -> Expr {
        self.alphabet.list(&set);
        Expr::Class(set)
    }

    fn unicode(&mut self, class: &ast::ClassUnicode) -> Result<CharSet, PatternError> {
        let Some(found) = Class::of(class) else {
            let text = self.text(&class.span);
            return refuse(
                &class.span,
                format!("`{text}` is not a Unicode class of ECMA-262"),
                "name a general category, as in `\\p{L}`, a script, as in `\\p{Script=Latin}`, or a property, as in `\\p{Alphabetic}`",
            );
        };
        let set = found.set.clone();
        self.alphabet.add(found);
        Ok(if class.negated { set.negated() } else { set })
    }

    fn anchor(&mut self, assertion: &ast::Assertion) -> Result<Expr, PatternError> {
        match assertion.kind {
            AssertionKind::StartLine => Ok(Expr::Start),
            AssertionKind::EndLine => Ok(Expr::End),
            AssertionKind::StartText | AssertionKind::EndText => refuse(
                &assertion.span,
                "anchors must be written `^` and `$`",
                "write `^` at the start, and `$` at the end",
            ),
            AssertionKind::WordBoundary | AssertionKind::NotWordBoundary => {
                let words = words();
                self.alphabet.list(&words);
                let is_inside = assertion.kind == AssertionKind::NotWordBoundary;
                Ok(Expr::boundary(&words, is_inside))
            }
            _ => refuse(
                &assertion.span,
                no_exact_form("this word boundary"),
                WITHOUT,
            ),
        }
    }
}

fn character(literal: &ast::Literal) -> Result<char, PatternError> {
    match literal.kind {
        LiteralKind::Verbatim
        | LiteralKind::Meta
        | LiteralKind::Superfluous
        | LiteralKind::HexFixed(HexLiteralKind::X | HexLiteralKind::UnicodeShort)
        | LiteralKind::HexBrace(HexLiteralKind::UnicodeShort) => Ok(literal.c),
        LiteralKind::Special(ref special) if *special != SpecialLiteralKind::Bell => Ok(literal.c),
        _ => refuse(
            &literal.span,
            "this escape has another meaning, or none, in ECMA-262",
            "write the character itself, or its code as `\\u` and four digits",
        ),
    }
}

fn one(c: char) -> CharSet {
    CharSet::new([(c, c)])
}

fn words() -> CharSet {
    CharSet::new([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')])
}

fn line_ends() -> CharSet {
    CharSet::new([('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')])
}

/// Returns the set of `\d`, `\w` or `\s` in ECMA-262: the first two are ASCII, the third
/// is every white space and line terminator.
fn perl(class: &ast::ClassPerl) -> CharSet {
    let set = match class.kind {
        ClassPerlKind::Digit => CharSet::new([('0', '9')]),
        ClassPerlKind::Word => words(),
        ClassPerlKind::Space => CharSet::new([
            ('\t', '\r'),
            (' ', ' '),
            ('\u{a0}', '\u{a0}'),
            ('\u{1680}', '\u{1680}'),
            ('\u{2000}', '\u{200a}'),
            ('\u{2028}', '\u{2029}'),
            ('\u{202f}', '\u{202f}'),
            ('\u{205f}', '\u{205f}'),
            ('\u{3000}', '\u{3000}'),
            ('\u{feff}', '\u{feff}'),
        ]),
    };
    if class.negated { set.negated() } else { set }
}
