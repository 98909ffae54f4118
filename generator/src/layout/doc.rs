//! Documentation comments: attributes in tokens, lines in the output.
//!
//! An attribute has all lines of a comment, which are printed as they are. Most of a crate
//! is documentation, so it costs the most if it passes through the tools for tokens.

use std::fmt::Write;

use proc_macro2::{Delimiter, Literal};
use syn::Lit;

use super::tree::Tree;

/// Adds the outer comments that begin here, and returns the tokens after them.
pub fn print_outer<'t>(trees: &'t [Tree], indent: &str, out: &mut String) -> &'t [Tree] {
    let mut trees = trees;
    while let Some((text, rest)) = outer(trees) {
        print(&text, "///", indent, out);
        trees = rest;
    }
    trees
}

/// Returns the text of the outer comment that begins here, and the tokens after it.
fn outer(trees: &[Tree]) -> Option<(String, &[Tree])> {
    let [hash, brackets, rest @ ..] = trees else {
        return None;
    };
    let text = hash.is_punct('#').then(|| text(brackets))??;
    // `////` begins a comment that is no documentation.
    let is_usual = text.lines().all(|line| !line.starts_with('/'));
    is_usual.then_some((text, rest))
}

/// Returns the text of the inner comment that begins here, and the tokens after it.
pub fn inner(trees: &[Tree]) -> Option<(String, &[Tree])> {
    let [hash, bang, brackets, rest @ ..] = trees else {
        return None;
    };
    let is_inner = hash.is_punct('#') && bang.is_punct('!');
    Some((is_inner.then(|| text(brackets))??, rest))
}

/// Returns the text of a comment if these are the brackets of its attribute.
pub fn text(brackets: &Tree) -> Option<String> {
    let [name, equals, Tree::Literal(literal)] = brackets.within(Delimiter::Bracket)? else {
        return None;
    };
    let is_doc = name.is_word("doc") && equals.is_punct('=');
    is_doc.then(|| value(literal)).flatten()
}

/// Returns the value of a string.
fn value(literal: &Literal) -> Option<String> {
    let mut written = String::new();
    write!(written, "{literal}").ok()?;
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    unescaped(inside).or_else(|| match Lit::new(literal.clone()) {
        Lit::Str(text) => Some(text.value()),
        _ => None,
    })
}

/// Returns the value of a string if it has only the escapes of most comments. This is faster
/// than to parse it.
fn unescaped(inside: &str) -> Option<String> {
    let mut value = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        value.push_str(before);
        let mut after = after.chars();
        value.push(match after.next()? {
            'n' => '\n',
            same @ ('"' | '\'' | '\\') => same,
            _ => return None,
        });
        rest = after.as_str();
    }
    value.push_str(rest);
    Some(value)
}

/// Adds the lines of a comment, each with its mark.
pub fn print(text: &str, mark: &str, indent: &str, out: &mut String) {
    for line in text.split('\n') {
        out.push_str(indent);
        out.push_str(mark);
        out.push_str(line.trim_end_matches(' '));
        out.push('\n');
    }
}
