//! Copies of trees as tokens, for the tools that parse and print them.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

use super::doc;
use super::tree::Tree;

/// Returns a copy of trees as tokens, in which each line of a comment has an attribute of
/// its own: prettyplease prints others as block comments.
pub fn to_tokens(trees: &[Tree]) -> TokenStream {
    let mut tokens = Vec::with_capacity(trees.len());
    for tree in trees {
        match tree {
            Tree::Group(delimiter, inner) => match doc::text(tree) {
                Some(text) if text.contains('\n') => separate(&text, &mut tokens),
                Some(_) | None => tokens.push(Group::new(*delimiter, to_tokens(inner)).into()),
            },
            Tree::Ident(ident) => tokens.push(TokenTree::Ident(ident.clone())),
            Tree::Punct(punct) => tokens.push(TokenTree::Punct(punct.clone())),
            Tree::Literal(literal) => tokens.push(TokenTree::Literal(literal.clone())),
        }
    }
    tokens.into_iter().collect()
}

/// Adds the attributes of all lines of a comment, of which the first has its `#` already.
fn separate(text: &str, tokens: &mut Vec<TokenTree>) {
    let mark = tokens.last().cloned().into_iter();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            tokens.extend(mark.clone());
        }
        tokens.extend(quote!([doc = #line]));
    }
}
