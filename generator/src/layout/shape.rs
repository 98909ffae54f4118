//! The shape of tokens: all that decides their layout.
//!
//! The layout depends on the kinds of tokens and on the lengths of names and texts, not on
//! their characters. So it is remembered by shape, and filled with other words.

use std::fmt::{Display, Write};

use proc_macro2::{Delimiter, Spacing};

use super::doc;
use super::part::Place;
use super::tree::Tree;

/// The words that the parser or the printer knows, sorted.
#[rustfmt::skip]
pub(super) const KNOWN: [&str; 64] = [
    "Self", "_", "abstract", "all", "any", "as", "async", "auto", "await", "become", "box",
    "break", "builtin", "const", "continue", "crate", "default", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "macro_rules", "match", "mod", "move", "mut", "not", "override",
    "priv", "pub", "raw", "ref", "return", "reuse", "safe", "self", "static", "struct",
    "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The shape of tokens, and their words.
#[derive(Default)]
pub struct Shape {
    key: Vec<u8>,
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
        self.text.clear();
        self.words.clear();
        self.is_special = false;
        self.key.push(place as u8);
        self.add(trees, false);
    }

    /// Returns the key, unless the layout depends on more than that.
    pub fn key(&self) -> Option<&[u8]> {
        (!self.is_special).then_some(&self.key)
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
                    self.word(ident, |word| {
                        is_attribute || is_macro || KNOWN.binary_search(&word).is_ok()
                    });
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
            let kind = if word.starts_with('"') { b'"' } else { b'a' };
            self.key.push(kind);
            let length = u16::try_from(word.len());
            self.is_special |= length.is_err();
            self.key.extend(length.unwrap_or_default().to_le_bytes());
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
