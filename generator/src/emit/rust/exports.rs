//! Exports of items from the modules of their files.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cfg::cfg;

/// An item and its file.
pub struct Exported<'a> {
    /// The features that need the item; always compiled, if there is none.
    pub features: Vec<&'a str>,
    /// The module of the file.
    pub file: Ident,
    /// The name of the item.
    pub name: Ident,
}

/// Emits the exports of items from the modules of their files below `parent`. Items that the
/// same features need are exported together.
pub fn exported<'a>(
    items: impl Iterator<Item = Exported<'a>>,
    parent: &TokenStream,
) -> TokenStream {
    let mut groups: BTreeMap<Vec<&str>, Vec<TokenStream>> = BTreeMap::new();
    for Exported {
        features,
        file,
        name,
    } in items
    {
        let group = groups.entry(features).or_default();
        group.push(quote!(#file::#name));
    }
    let groups = groups.into_iter().map(|(features, names)| {
        let cfg = cfg(features);
        quote!(#cfg pub use #parent::{#(#names),*};)
    });
    groups.collect()
}
