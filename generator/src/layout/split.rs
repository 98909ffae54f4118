//! The parts of tokens: the items of a file, and the members of an item.
//!
//! It knows no more of Rust's grammar than the generator uses. A part that is wrong is no
//! valid Rust, so its layout is an error.

use proc_macro2::{Delimiter, Spacing};

use super::tree::Tree;

/// Returns the first item or associated item, and the tokens after it.
pub fn item(trees: &[Tree]) -> (&[Tree], &[Tree]) {
    let mut angles = Angles::default();
    // A brace is then part of a value or of an import.
    let mut ends_with_semicolon = false;
    for (at, tree) in trees.iter().enumerate() {
        let is_outside = angles.are_closed_after(tree);
        let ends =
            tree.is_punct(';') || (!ends_with_semicolon && tree.within(Delimiter::Brace).is_some());
        if ends {
            return trees.split_at(at + 1);
        }
        let captures = trees.get(at + 1).is_some_and(|next| next.is_punct('<'));
        ends_with_semicolon |= is_outside && tree.is_punct('=');
        ends_with_semicolon |= tree.is_word("use") && !captures;
    }
    (trees, &[])
}

/// Returns all items or associated items.
pub fn items(mut trees: &[Tree]) -> impl Iterator<Item = &[Tree]> {
    std::iter::from_fn(move || {
        let (item, rest) = (!trees.is_empty()).then(|| item(trees))?;
        trees = rest;
        Some(item)
    })
}

/// Returns the parts of trees between commas.
pub fn listed(trees: &[Tree]) -> impl Iterator<Item = &[Tree]> {
    let mut angles = Angles::default();
    let parts = trees.split(move |tree| angles.are_closed_after(tree) && tree.is_punct(','));
    parts.filter(|part| !part.is_empty())
}

/// Returns the arms of a `match`. Returns nothing if the end of one is not plain to see.
pub fn arms(mut trees: &[Tree]) -> Option<Vec<&[Tree]>> {
    let mut arms = Vec::new();
    while !trees.is_empty() {
        let mut pairs = trees.windows(2);
        let arrow = pairs.position(|pair| match pair {
            [Tree::Punct(equals), close] => {
                let is_joint = equals.spacing() == Spacing::Joint;
                is_joint && equals.as_char() == '=' && close.is_punct('>')
            }
            _ => false,
        })?;
        let body = trees.get(arrow + 2..)?;
        let first = body.first()?;
        if BLOCKS.iter().any(|keyword| first.is_word(keyword)) {
            return None;
        }
        let length = if first.within(Delimiter::Brace).is_some() {
            1
        } else {
            let mut angles = Angles::default();
            let end = |tree: &Tree| angles.are_closed_after(tree) && tree.is_punct(',');
            body.iter().position(end).unwrap_or(body.len())
        };
        let (arm, rest) = trees.split_at_checked(arrow + 2 + length)?;
        arms.push(arm);
        trees = match rest {
            [comma, rest @ ..] if comma.is_punct(',') => rest,
            rest => rest,
        };
    }
    Some(arms)
}

/// The keywords of expressions that end with a block, after which no comma has to be.
const BLOCKS: [&str; 6] = ["for", "if", "loop", "match", "unsafe", "while"];

/// Returns whether an item is public, and its tokens after attributes and visibility.
pub fn without_attributes(mut trees: &[Tree]) -> (bool, &[Tree]) {
    while let [hash, brackets, rest @ ..] = trees {
        if !hash.is_punct('#') || brackets.within(Delimiter::Bracket).is_none() {
            break;
        }
        trees = rest;
    }
    match trees {
        [public, rest @ ..] if public.is_word("pub") => match rest {
            [scope, rest @ ..] if scope.within(Delimiter::Parenthesis).is_some() => (false, rest),
            rest => (true, rest),
        },
        trees => (false, trees),
    }
}

/// The angle brackets around a token, which are no group.
#[derive(Default)]
struct Angles {
    depth: usize,
    /// True after `-` or `=`, with which `>` is an arrow.
    is_arrow: bool,
}

impl Angles {
    /// Returns whether no bracket is open after the next token.
    fn are_closed_after(&mut self, next: &Tree) -> bool {
        let Tree::Punct(punct) = next else {
            self.is_arrow = false;
            return self.depth == 0;
        };
        match punct.as_char() {
            '<' => self.depth += 1,
            '>' if !self.is_arrow => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.is_arrow = matches!(punct.as_char(), '-' | '=') && punct.spacing() == Spacing::Joint;
        self.depth == 0
    }
}
