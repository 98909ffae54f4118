//! The parts of a file that are laid out by themselves.

use proc_macro2::{Delimiter, Span, TokenStream};
use quote::quote;
use syn::parse::Parser as _;
use syn::{Field, Fields, Item, ItemEnum, ItemImpl, ItemStruct, parse_quote};

use super::copy::to_tokens;
use super::split;
use super::tree::{Tree, trees};

/// The place of a part, on which its layout depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An item.
    File,
    /// An associated item.
    Implementation,
    /// A field.
    Struct,
    /// A variant.
    Enum,
    /// An arm of the `match` that is the body of an associated function.
    Match,
    /// An implementation up to its members.
    HeadOfImplementation,
    /// A struct up to its members.
    HeadOfStruct,
    /// An enum up to its members.
    HeadOfEnum,
    /// An associated function up to the arms of its `match`, with one other arm.
    HeadOfMatch,
}

/// An item with members.
pub struct Members<'t> {
    /// The item up to its members.
    pub head: (Place, &'t [Tree]),
    /// The place of a member.
    pub place: Place,
    /// The members.
    pub list: Vec<&'t [Tree]>,
}

/// Returns the members of an item that has some.
pub fn members(item: &[Tree]) -> Option<Members<'_>> {
    let (body, head) = item.split_last()?;
    let body = body.within(Delimiter::Brace)?;
    let (_, keyword) = split::without_attributes(head);
    let keyword = keyword.first()?;
    let (place, head_place) = if keyword.is_word("impl") {
        (Place::Implementation, Place::HeadOfImplementation)
    } else if keyword.is_word("struct") {
        (Place::Struct, Place::HeadOfStruct)
    } else if keyword.is_word("enum") {
        (Place::Enum, Place::HeadOfEnum)
    } else {
        return None;
    };
    let list: Vec<&[Tree]> = if place == Place::Implementation {
        split::items(body).collect()
    } else {
        split::listed(body).collect()
    };
    let head = (head_place, head);
    (!list.is_empty()).then_some(Members { head, place, list })
}

/// An associated function whose body is a `match` with many arms.
pub struct Arms<'t> {
    /// The function with one other arm instead of these.
    pub head: Vec<Tree>,
    /// The arms.
    pub list: Vec<&'t [Tree]>,
}

/// The number of arms from which they are parts.
const MANY_ARMS: usize = 16;

/// Returns the arms of a function whose body is a `match` with many of them.
pub fn arms(function: &[Tree]) -> Option<Arms<'_>> {
    let (body, signature) = function.split_last()?;
    let [keyword, scrutinee @ .., arms] = body.within(Delimiter::Brace)? else {
        return None;
    };
    let is_brace = |tree: &Tree| tree.within(Delimiter::Brace).is_some();
    if !keyword.is_word("match") || scrutinee.iter().any(is_brace) {
        return None;
    }
    let list = split::arms(arms.within(Delimiter::Brace)?)?;
    if list.len() < MANY_ARMS {
        return None;
    }
    let mut inner = vec![keyword.clone()];
    inner.extend_from_slice(scrutinee);
    inner.push(Tree::Group(Delimiter::Brace, trees(quote!(_ => a,))));
    let mut head = signature.to_vec();
    head.push(Tree::Group(Delimiter::Brace, inner));
    Some(Arms { head, list })
}

impl Place {
    /// Prints a part in its place.
    pub fn print(self, part: &[Tree]) -> syn::Result<String> {
        let (item, before, after) = self.item(to_tokens(part))?;
        let text = prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        });
        let part = text.strip_prefix(before);
        let part = part.and_then(|it| it.strip_suffix(after));
        let part = part.map(str::to_owned);
        part.ok_or_else(|| syn::Error::new(Span::call_site(), "this is no part of an item"))
    }

    /// Returns an item with the part, and the text before and after the part.
    fn item(self, part: TokenStream) -> syn::Result<(Item, &'static str, &'static str)> {
        Ok(match self {
            Self::File => (syn::parse2(part)?, "", ""),
            Self::Implementation => {
                let mut item: ItemImpl = parse_quote!(impl A {});
                item.items.push(syn::parse2(part)?);
                (Item::Impl(item), "impl A {\n", "}\n")
            }
            Self::Struct => {
                let mut item: ItemStruct = parse_quote!(
                    struct A {}
                );
                if let Fields::Named(fields) = &mut item.fields {
                    fields.named.push(Field::parse_named.parse2(part)?);
                }
                (Item::Struct(item), "struct A {\n", "}\n")
            }
            Self::Enum => {
                let mut item: ItemEnum = parse_quote!(
                    enum A {}
                );
                item.variants.push(syn::parse2(part)?);
                (Item::Enum(item), "enum A {\n", "}\n")
            }
            Self::Match => (
                syn::parse2(quote!(impl A { fn a() { match a { #part } } }))?,
                "impl A {\n    fn a() {\n        match a {\n",
                "        }\n    }\n}\n",
            ),
            Self::HeadOfMatch => (
                syn::parse2(quote!(impl A { #part }))?,
                "impl A {\n",
                "            _ => a,\n        }\n    }\n}\n",
            ),
            Self::HeadOfImplementation => {
                let whole = quote!(#part { const A: () = (); });
                (syn::parse2(whole)?, "", "    const A: () = ();\n}\n")
            }
            Self::HeadOfStruct => (syn::parse2(quote!(#part { a: () }))?, "", "    a: (),\n}\n"),
            Self::HeadOfEnum => (syn::parse2(quote!(#part { A }))?, "", "    A,\n}\n"),
        })
    }
}
