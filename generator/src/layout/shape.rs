//! The shape of tokens: all that decides their layout.
//!
//! The layout depends on the kinds of tokens and on the lengths of names and texts, not on
//! their characters. So it is remembered by shape, and filled with other words.
//!
//! Most parts are so short that the lengths do not matter either. The layout with the
//! shortest words breaks only the lines that always break: longer words can only break more
//! of them. So it is the layout with any words with which its lines are short enough.

use std::fmt::{Display, Write};

use proc_macro2::{Delimiter, Ident, Literal, Spacing, Span};

use super::doc;
use super::part::Place;
use super::tree::Tree;

/// The number of bytes up to which the printer puts no line break after a name.
const SHORT: usize = 4;

/// The maximum length of a line, in bytes.
const MARGIN: usize = 89;

/// The maximum length of a value of a struct in one line, in bytes.
const LONGEST_VALUE: usize = 34;

/// The shape of tokens, and their words.
#[derive(Default)]
pub struct Shape {
    key: Vec<u8>,
    /// The lengths of the words of which only the length matters.
    lengths: Vec<u8>,
    /// All words, in order.
    text: String,
    words: Vec<Word>,
    /// True if the layout depends on more than the key.
    is_special: bool,
}

/// A name, a keyword or a literal.
#[derive(Clone, Copy)]
struct Word {
    /// The end of its text.
    end: usize,
    /// True if only its length is part of the key.
    is_free: bool,
}

impl Shape {
    /// Replaces the shape by that of these tokens.
    pub fn read(&mut self, place: Place, trees: &[Tree]) {
        self.key.clear();
        self.lengths.clear();
        self.text.clear();
        self.words.clear();
        self.is_special = false;
        self.key.push(place as u8);
        self.add(trees, false);
    }

    /// Returns the shape apart from the lengths of words, and these lengths, unless the layout
    /// depends on more than that.
    pub fn key(&self) -> Option<(&[u8], &[u8])> {
        (!self.is_special).then_some((&self.key, &self.lengths))
    }

    /// Returns trees of the same shape with the shortest words.
    pub fn shortest(&self, trees: &[Tree]) -> Vec<Tree> {
        shortest(trees, &mut self.words())
    }

    fn add(&mut self, trees: &[Tree], is_attribute: bool) {
        let mut before: Option<&Tree> = None;
        for (at, tree) in trees.iter().enumerate() {
            match tree {
                Tree::Group(delimiter, inner) => {
                    let is_attribute = is_attribute || before.is_some_and(|it| it.is_punct('#'));
                    self.is_special |= doc::text(tree).is_some();
                    self.key.push(match delimiter {
                        Delimiter::Parenthesis => b'(',
                        Delimiter::Brace => b'{',
                        Delimiter::Bracket => b'[',
                        Delimiter::None => b'0',
                    });
                    self.add(inner, is_attribute);
                    self.key.push(b')');
                }
                Tree::Ident(ident) => {
                    let is_macro = trees.get(at + 1).is_some_and(|next| next.is_punct('!'));
                    self.word(ident, |word| is_attribute || is_macro || is_known(word));
                }
                Tree::Literal(literal) => self.word(literal, |word| !word.starts_with('"')),
                Tree::Punct(punct) => {
                    let is_joint = punct.spacing() == Spacing::Joint;
                    self.key.push(if is_joint { b'+' } else { b'.' });
                    self.is_special |= !punct.as_char().is_ascii();
                    self.key
                        .push(u8::try_from(punct.as_char()).unwrap_or_default());
                }
            }
            before = Some(tree);
        }
    }

    /// Adds a word: its length, or its text if the layout depends on that.
    fn word(&mut self, word: &impl Display, is_known: impl Fn(&str) -> bool) {
        let start = self.text.len();
        self.is_special |= write!(self.text, "{word}").is_err();
        let word = self.text.get(start..).unwrap_or_default();
        let is_free = !is_known(word);
        if is_free {
            self.key
                .push(match (word.starts_with('"'), word.len() > SHORT) {
                    (true, true) => b'"',
                    (true, false) => b'\'',
                    (false, true) => b'A',
                    (false, false) => b'a',
                });
            let length = u16::try_from(word.len());
            self.is_special |= length.is_err();
            self.lengths
                .extend(length.unwrap_or_default().to_le_bytes());
        } else {
            self.key.push(b'=');
            self.key.extend(word.as_bytes());
            self.key.push(0);
        }
        self.words.push(Word {
            end: self.text.len(),
            is_free,
        });
    }

    fn words(&self) -> impl Iterator<Item = (&str, bool)> {
        let mut start = 0;
        self.words.iter().map(move |word| {
            let text = self.text.get(start..word.end).unwrap_or_default();
            start = word.end;
            (text, word.is_free)
        })
    }
}

/// Returns whether the printer leaves a line as it is for its length. The length of a value of
/// a struct is not looked at by itself, so some short ones count as long.
fn is_short_enough(line: &str) -> bool {
    line.len() <= LONGEST_VALUE || (line.len() <= MARGIN && !line.contains("{ "))
}

/// Returns whether the parser or the printer knows a word.
#[rustfmt::skip]
fn is_known(word: &str) -> bool {
    match word.len() {
        1 => word == "_",
        2 => matches!(word, "as" | "do" | "fn" | "if" | "in"),
        3 => matches!(word, "all" | "any" | "box" | "dyn" | "for" | "gen" | "let" | "mod" | "mut" | "not" | "pub" | "raw" | "ref" | "try" | "use"),
        4 => matches!(word, "Self" | "auto" | "else" | "enum" | "impl" | "loop" | "move" | "priv" | "safe" | "self" | "true" | "type"),
        5 => matches!(word, "async" | "await" | "break" | "const" | "crate" | "false" | "final" | "macro" | "match" | "reuse" | "super" | "trait" | "union" | "where" | "while" | "yield"),
        6 => matches!(word, "become" | "extern" | "return" | "static" | "struct" | "typeof" | "unsafe"),
        7 => matches!(word, "builtin" | "default" | "unsized" | "virtual"),
        8 => matches!(word, "abstract" | "continue" | "override"),
        11 => word == "macro_rules",
        _ => false,
    }
}

/// Returns a copy of trees in which each word of which only the length matters is replaced by
/// the shortest one. `words` are those of the trees, and whether only their length matters.
fn shortest<'w>(trees: &[Tree], words: &mut impl Iterator<Item = (&'w str, bool)>) -> Vec<Tree> {
    let copies = trees.iter().map(|tree| match tree {
        Tree::Group(delimiter, inner) => Tree::Group(*delimiter, shortest(inner, words)),
        Tree::Punct(punct) => Tree::Punct(punct.clone()),
        Tree::Ident(ident) => match words.next() {
            Some((word, true)) => {
                let least = if word.len() > SHORT { "aaaaa" } else { "a" };
                Tree::Ident(Ident::new(least, Span::call_site()))
            }
            Some((_, false)) | None => Tree::Ident(ident.clone()),
        },
        Tree::Literal(literal) => match words.next() {
            Some((word, true)) => {
                let least = if word.len() > SHORT { "aaa" } else { "" };
                Tree::Literal(Literal::string(least))
            }
            Some((_, false)) | None => Tree::Literal(literal.clone()),
        },
    });
    copies.collect()
}

/// The layout of a shape: the text without the words of which only the length matters.
pub struct Layout {
    text: Box<str>,
    /// The places of these words in the text.
    places: Box<[u32]>,
}

impl Layout {
    /// Finds the words of a shape in its layout. Returns nothing if the printer has changed
    /// their order.
    pub fn of(mut printed: &str, shape: &Shape) -> Option<Self> {
        let mut text = String::with_capacity(printed.len());
        let mut places = Vec::new();
        for (word, is_free) in shape.words() {
            let rest = loop {
                if let Some(rest) = printed.strip_prefix(word) {
                    break rest;
                }
                let next = printed.chars().next().filter(|it| is_between_words(*it))?;
                text.push(next);
                printed = printed.get(next.len_utf8()..)?;
            };
            if is_free {
                places.push(u32::try_from(text.len()).ok()?);
            } else {
                text.push_str(word);
            }
            printed = rest;
        }
        text.push_str(printed);
        let is_complete = printed.chars().all(is_between_words);
        is_complete.then(|| Self {
            text: text.into(),
            places: places.into(),
        })
    }

    /// Adds the text with the words of another shape of the same form if its lines are short
    /// enough for them.
    pub fn fill_lines(&self, shape: &Shape, out: &mut String) -> bool {
        let start = out.len();
        self.fill(shape, out);
        let added = out.get(start..).unwrap_or_default();
        let fits = added.lines().all(is_short_enough);
        if !fits {
            out.truncate(start);
        }
        fits
    }

    /// Adds the text with the words of another shape that has the same key.
    pub fn fill(&self, shape: &Shape, out: &mut String) {
        let free = shape.words().filter(|(_, is_free)| *is_free);
        let mut start = 0;
        for (&place, (word, _)) in self.places.iter().zip(free) {
            let place = place as usize;
            out.push_str(self.text.get(start..place).unwrap_or_default());
            out.push_str(word);
            start = place;
        }
        out.push_str(self.text.get(start..).unwrap_or_default());
    }
}

fn is_between_words(character: char) -> bool {
    character.is_ascii_whitespace()
        || (character.is_ascii_punctuation() && character != '_' && character != '"')
}
