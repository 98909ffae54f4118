//! Imports of items of the support module.
//!
//! Emitters write `support::Name`. The file imports the name and omits the prefix,
//! unless the name has another meaning in the file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Ident, Spacing, TokenStream};
use quote::quote;

use super::ident::ident;
use crate::layout::{Tree, trees};
use crate::model::Field;

/// The name of the support module.
const MODULE: &str = "support";

/// The traits that every struct implements, each with its method.
const TRAITS: [(&str, &str); 3] = [
    ("Inspect", "inspect"),
    ("ReadMembers", "member"),
    ("ReadObject", "read"),
];

/// Returns the import of the support items that `items` use and of `others`, and the
/// items without the prefix `support::` of imported names.
///
/// A trait is not imported if one of `fields` has the name of its method, because
/// rustdoc would resolve a link to the field to the method.
pub fn imported<'f>(
    items: TokenStream,
    others: BTreeSet<&str>,
    fields: impl Iterator<Item = &'f Field>,
) -> (TokenStream, Vec<Tree>) {
    let mut names = Names::default();
    for field in fields {
        let rivals = TRAITS
            .iter()
            .filter(|(_, method)| field.name.rust == *method);
        names.own.extend(rivals.map(|(name, _)| (*name).to_owned()));
    }
    let mut items = trees(items);
    names.collect(&items);
    names.imported.extend(others.into_iter().map(str::to_owned));
    names.shorten(&mut items);
    let module = names.is_qualified.then(|| quote!(self,));
    let imported: Vec<Ident> = names.imported.iter().map(|name| ident(name)).collect();
    let import = match imported.as_slice() {
        [] if module.is_some() => quote!(
            use crate::support;
        ),
        [] => TokenStream::new(),
        [name] if module.is_none() => quote!(use crate::support::#name;),
        names => quote!(use crate::support::{#module #(#names),*};),
    };
    (import, items)
}

/// The names in a file, sorted by their meaning.
#[derive(Default)]
struct Names {
    /// The types that the file uses without a path. Only types are collected, because
    /// no function or macro of a file has the name of one of the support module.
    own: BTreeSet<String>,
    imported: BTreeSet<String>,
    /// True if a name keeps the prefix.
    is_qualified: bool,
    /// The current word.
    word: String,
}

impl Names {
    fn collect(&mut self, tokens: &[Tree]) {
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Tree::Group(_, inner) => self.collect(inner),
                Tree::Ident(name) if !follows_path(tokens, at) => {
                    self.word.clear();
                    // Writing to a string cannot fail.
                    let _ = write!(self.word, "{name}");
                    if self.word.starts_with(char::is_uppercase) && !self.own.contains(&self.word) {
                        self.own.insert(self.word.clone());
                    }
                }
                Tree::Ident(_) | Tree::Punct(_) | Tree::Literal(_) => {}
            }
        }
    }

    fn shorten(&mut self, tokens: &mut Vec<Tree>) {
        let mut prefixes = Vec::new();
        for at in 0..tokens.len() {
            if let Some(name) = support_item(tokens, at).map(Ident::to_string) {
                if self.own.contains(&name) {
                    self.is_qualified = true;
                } else {
                    self.imported.insert(name);
                    prefixes.push(at);
                }
            } else if let Some(Tree::Group(_, inner)) = tokens.get_mut(at) {
                self.shorten(inner);
            }
        }
        let mut prefixes = prefixes.into_iter().peekable();
        let (mut at, mut end) = (0, 0);
        tokens.retain(|_| {
            if prefixes.next_if_eq(&at).is_some() {
                end = at + PATH - 1;
            }
            at += 1;
            at > end
        });
    }
}

/// The number of tokens in `support::Name`.
const PATH: usize = 4;

/// Returns the name if `support::Name` begins at a position.
fn support_item(tokens: &[Tree], at: usize) -> Option<&Ident> {
    let last = at + PATH - 1;
    let (Tree::Ident(module), Tree::Ident(name)) = (tokens.get(at)?, tokens.get(last)?) else {
        return None;
    };
    let is_item = module == MODULE && !follows_path(tokens, at) && follows_path(tokens, last);
    is_item.then_some(name)
}

/// Returns whether `::` is before a position.
fn follows_path(tokens: &[Tree], at: usize) -> bool {
    let colon = |back: usize| match at.checked_sub(back).and_then(|at| tokens.get(at)) {
        Some(Tree::Punct(punct)) if punct.as_char() == ':' => Some(punct.spacing()),
        _ => None,
    };
    colon(1).is_some() && colon(2) == Some(Spacing::Joint)
}
