//! Imports of items of the support module.
//!
//! Emitters write `support::Name`. The file imports the name and omits the prefix,
//! unless the name has another meaning in the file.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::ident::ident;
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
) -> (TokenStream, TokenStream) {
    let mut names = Names::default();
    for field in fields {
        let rivals = TRAITS
            .iter()
            .filter(|(_, method)| field.name.rust == *method);
        names.own.extend(rivals.map(|(name, _)| (*name).to_owned()));
    }
    names.collect(items.clone());
    names.imported.extend(others.into_iter().map(str::to_owned));
    let items = names.shortened(items);
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
}

impl Names {
    fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Ident(name) if !follows_path(&tokens, at) => {
                    let name = name.to_string();
                    if name.starts_with(char::is_uppercase) {
                        self.own.insert(name);
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    fn shortened(&mut self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut short = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match (token, support_item(&tokens, at)) {
                (_, Some(name)) if !self.own.contains(&name.to_string()) => {
                    self.imported.insert(name.to_string());
                    short.push(TokenTree::Ident(name.clone()));
                    at += PATH;
                    continue;
                }
                (TokenTree::Group(group), _) => {
                    let inner = self.shortened(group.stream());
                    let mut inner = Group::new(group.delimiter(), inner);
                    inner.set_span(group.span());
                    short.push(TokenTree::Group(inner));
                }
                (_, found) => {
                    self.is_qualified |= found.is_some();
                    short.push(token.clone());
                }
            }
            at += 1;
        }
        short.into_iter().collect()
    }
}

/// The number of tokens in `support::Name`.
const PATH: usize = 4;

/// Returns the name if `support::Name` begins at a position.
fn support_item(tokens: &[TokenTree], at: usize) -> Option<&Ident> {
    let last = at + PATH - 1;
    let (TokenTree::Ident(module), TokenTree::Ident(name)) = (tokens.get(at)?, tokens.get(last)?)
    else {
        return None;
    };
    let is_item = module == MODULE && !follows_path(tokens, at) && follows_path(tokens, last);
    is_item.then_some(name)
}

/// Returns whether `::` is before a position.
fn follows_path(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |back: usize| match at.checked_sub(back).and_then(|at| tokens.get(at)) {
        Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => Some(punct.spacing()),
        _ => None,
    };
    colon(1).is_some() && colon(2) == Some(Spacing::Joint)
}
