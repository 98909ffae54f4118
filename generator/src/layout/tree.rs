//! Tokens as trees, which can be read without a copy: a stream of tokens can only be
//! consumed, and copies the text of every token in a group that it reads.

use proc_macro2::{Delimiter, Ident, Literal, Punct, TokenStream, TokenTree};

/// A token, or a group with its tokens.
#[derive(Debug, Clone)]
pub enum Tree {
    /// Tokens between delimiters.
    Group(Delimiter, Vec<Tree>),
    /// A word, keywords included.
    Ident(Ident),
    /// A character of punctuation.
    Punct(Punct),
    /// A literal.
    Literal(Literal),
}

impl Tree {
    /// Returns whether this is a certain character of punctuation.
    pub fn is_punct(&self, character: char) -> bool {
        matches!(self, Self::Punct(punct) if punct.as_char() == character)
    }

    /// Returns whether this is a certain word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == word)
    }

    /// Returns the tokens between certain delimiters.
    pub fn within(&self, delimiter: Delimiter) -> Option<&[Self]> {
        match self {
            Self::Group(found, inner) if *found == delimiter => Some(inner),
            Self::Group(..) | Self::Ident(_) | Self::Punct(_) | Self::Literal(_) => None,
        }
    }
}

/// Returns the trees of tokens. No text is copied unless somebody else holds the tokens.
pub fn trees(tokens: TokenStream) -> Vec<Tree> {
    let trees = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let (delimiter, inner) = (group.delimiter(), group.stream());
            // The tokens then have one owner, so they are moved.
            drop(group);
            Tree::Group(delimiter, self::trees(inner))
        }
        TokenTree::Ident(ident) => Tree::Ident(ident),
        TokenTree::Punct(punct) => Tree::Punct(punct),
        TokenTree::Literal(literal) => Tree::Literal(literal),
    });
    trees.collect()
}

/// Returns the trees of tokens, and then the others.
pub fn joined(tokens: TokenStream, others: Vec<Tree>) -> Vec<Tree> {
    let mut all = trees(tokens);
    all.extend(others);
    all
}
