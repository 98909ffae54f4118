//! The states of a builder's required fields, as its type parameters.
//!
//! A few fields have a parameter each. Every setter names all parameters and
//! moves what they stand for, so with many fields that would grow with the
//! square of their number: above [`MOST_PARAMETERS`] they are held in groups,
//! and the builder has a parameter per group.

use std::ops::Range;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Object};

use super::super::paths::Scope;
use super::super::types::{ident, value_type};

/// The most required fields that have a parameter of their own.
const MOST_PARAMETERS: usize = 32;

/// The required fields of a builder and their type parameters.
pub struct States<'a> {
    fields: Vec<&'a Field>,
    /// The parameter of each field, of the builder or of its group.
    letters: Vec<Ident>,
    /// The groups; none if the fields are held by the builder itself.
    groups: Vec<Group>,
}

struct Group {
    /// The struct that holds the fields.
    name: Ident,
    /// The builder's field that holds the struct.
    place: Ident,
    /// The builder's parameter for the struct.
    letter: Ident,
    fields: Range<usize>,
}

/// What an `impl` for a builder is generic over, and the builder's arguments.
#[derive(Clone)]
pub struct Header {
    generics: Vec<Ident>,
    arguments: Vec<TokenStream>,
}

impl PartialEq for Header {
    // Equal parameters stand for the same states.
    fn eq(&self, other: &Self) -> bool {
        self.generics == other.generics
    }
}

impl Header {
    /// The parameters in angle brackets.
    pub fn generics(&self) -> TokenStream {
        bracketed(&self.generics)
    }

    /// The arguments in angle brackets.
    pub fn arguments(&self) -> TokenStream {
        bracketed(&self.arguments)
    }
}

fn bracketed<T: quote::ToTokens>(items: &[T]) -> TokenStream {
    if items.is_empty() {
        TokenStream::new()
    } else {
        quote!(<#(#items),*>)
    }
}

impl<'a> States<'a> {
    /// Names the parameters for the required fields of an object. They are
    /// letters, since a reader of the documentation or of a message meets all of
    /// them in every signature; the defaults tell which field each stands for.
    pub fn of(object: &'a Object, own_name: &str, scope: &Scope<'_>) -> Self {
        let fields: Vec<&Field> = object.required().collect();
        let types: Vec<&str> = object
            .fields()
            .filter_map(|(_, field)| field.value.ty.named())
            .map(|id| scope.api.get(id).name.rust.as_str())
            .collect();
        let is_free = |name: &String| !types.contains(&name.as_str()) && own_name != name;
        let mut free = letters().filter(is_free).map(|name| ident(&name));
        let letters = free.by_ref().take(fields.len()).collect();
        let names = (1..)
            .map(|number| format!("Required{number}"))
            .filter(is_free);
        let groups = ranges(fields.len())
            .zip(names.zip(free))
            .enumerate()
            .map(|(index, (fields, (name, letter)))| Group {
                name: ident(&name),
                place: format_ident!("required_{}", index + 1),
                letter,
                fields,
            })
            .collect();
        Self {
            fields,
            letters,
            groups,
        }
    }

    /// Returns whether no field is required.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Returns the required fields, each with its position here.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &'a Field)> + '_ {
        self.fields.iter().copied().enumerate()
    }

    /// The builder's parameters with the defaults of a new builder.
    pub fn parameters(&self) -> TokenStream {
        if self.groups.is_empty() {
            return self.with_defaults(0..self.fields.len());
        }
        let letters = self.groups.iter().map(|group| &group.letter);
        let names = self.groups.iter().map(|group| &group.name);
        quote!(#(#letters = #names),*)
    }

    /// The fields that the builder holds them in.
    pub fn places(&self) -> TokenStream {
        if self.groups.is_empty() {
            return self.with_letters(0..self.fields.len());
        }
        let places = self.groups.iter().map(|group| &group.place);
        let letters = self.groups.iter().map(|group| &group.letter);
        quote!(#(#places: #letters,)*)
    }

    /// The structs of the groups.
    pub fn structs(&self) -> TokenStream {
        let structs = self.groups.iter().map(|group| {
            let name = &group.name;
            let parameters = self.with_defaults(group.fields.clone());
            let fields = self.with_letters(group.fields.clone());
            quote! {
                #[derive(Clone, Debug)]
                pub struct #name<#parameters> { #fields }
            }
        });
        quote!(#(#structs)*)
    }

    /// The fields of a new builder, in a struct literal.
    pub fn unset(&self) -> TokenStream {
        self.literal(|_, name| quote!(unset::#name), |_| None)
    }

    /// The header of what is the same whatever is set.
    pub fn any(&self) -> Header {
        let generics: Vec<Ident> = if self.groups.is_empty() {
            self.letters.clone()
        } else {
            let groups = self.groups.iter();
            groups.map(|group| group.letter.clone()).collect()
        };
        let arguments = generics.iter().map(|letter| quote!(#letter)).collect();
        Header {
            generics,
            arguments,
        }
    }

    /// The header of what names the state of every field.
    pub fn each(&self) -> Header {
        self.header(|_| true)
    }

    /// The header of the setter of a field.
    pub fn setter(&self, index: usize) -> Header {
        self.header(|group| group.fields.contains(&index))
    }

    /// The arguments of the builder that the setter of a field returns, whose
    /// state becomes `state`.
    pub fn arguments_after(&self, index: usize, state: &TokenStream) -> TokenStream {
        let letter = |at: usize, letter: &Ident| {
            if at == index {
                state.clone()
            } else {
                quote!(#letter)
            }
        };
        let letters = |range: Range<usize>| -> Vec<TokenStream> {
            let letters = self.letters.iter().enumerate();
            let chosen = letters.filter(|(at, _)| range.contains(at));
            chosen.map(|(at, name)| letter(at, name)).collect()
        };
        if self.groups.is_empty() {
            return bracketed(&letters(0..self.fields.len()));
        }
        let groups = self.groups.iter().map(|group| {
            let (name, other) = (&group.name, &group.letter);
            if group.fields.contains(&index) {
                let letters = letters(group.fields.clone());
                quote!(#name<#(#letters),*>)
            } else {
                quote!(#other)
            }
        });
        quote!(<#(#groups),*>)
    }

    /// The fields of the builder that the setter of a field returns, in a struct
    /// literal.
    pub fn places_after(&self, index: usize, value: &TokenStream) -> TokenStream {
        self.literal(
            |at, _| {
                if at == index {
                    value.clone()
                } else {
                    self.held(at, &quote!(self))
                }
            },
            |group| {
                let place = &group.place;
                (!group.fields.contains(&index)).then(|| quote!(self.#place))
            },
        )
    }

    /// The state of a field in a builder.
    pub fn held(&self, index: usize, builder: &TokenStream) -> TokenStream {
        let name = self.fields.get(index).map(|field| ident(&field.name.rust));
        let place = self
            .groups
            .iter()
            .find(|group| group.fields.contains(&index));
        match place.map(|group| &group.place) {
            Some(place) => quote!(#builder.#place.#name),
            None => quote!(#builder.#name),
        }
    }

    /// The parameter of a field.
    pub fn letter(&self, index: usize) -> Option<&Ident> {
        self.letters.get(index)
    }

    /// What building wants of the parameters.
    pub fn given(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let letters = &self.letters;
        let fields = self.fields.iter();
        let types = fields.map(|field| value_type(&field.value, scope));
        (!self.is_empty()).then(|| quote!(where #(#letters: support::Given<#types>,)*))
    }

    /// A header that names the states of the fields in some groups.
    fn header(&self, is_open: impl Fn(&Group) -> bool) -> Header {
        if self.groups.is_empty() {
            return self.any();
        }
        let mut header = Header {
            generics: Vec::new(),
            arguments: Vec::new(),
        };
        for group in &self.groups {
            let (name, letter) = (&group.name, &group.letter);
            if is_open(group) {
                let letters = self.letters.get(group.fields.clone()).unwrap_or_default();
                header.generics.extend_from_slice(letters);
                header.arguments.push(quote!(#name<#(#letters),*>));
            } else {
                header.generics.push(letter.clone());
                header.arguments.push(quote!(#letter));
            }
        }
        header
    }

    /// The fields of a builder in a struct literal, where a group is taken as a
    /// whole if there is something to take.
    fn literal(
        &self,
        state: impl Fn(usize, &Ident) -> TokenStream,
        whole: impl Fn(&Group) -> Option<TokenStream>,
    ) -> TokenStream {
        let states = |range: Range<usize>| {
            let fields = self.fields().filter(move |(at, _)| range.contains(at));
            let fields = fields.map(|(at, field)| {
                let name = ident(&field.name.rust);
                let state = state(at, &name);
                quote!(#name: #state,)
            });
            quote!(#(#fields)*)
        };
        if self.groups.is_empty() {
            return states(0..self.fields.len());
        }
        let groups = self.groups.iter().map(|group| {
            let (name, place) = (&group.name, &group.place);
            let value = whole(group).unwrap_or_else(|| {
                let states = states(group.fields.clone());
                quote!(#name { #states })
            });
            quote!(#place: #value,)
        });
        quote!(#(#groups)*)
    }

    fn with_defaults(&self, range: Range<usize>) -> TokenStream {
        let letters = self.letters.get(range.clone()).unwrap_or_default();
        let fields = self.fields.get(range).unwrap_or_default().iter();
        let names = fields.map(|field| ident(&field.name.rust));
        quote!(#(#letters = unset::#names),*)
    }

    fn with_letters(&self, range: Range<usize>) -> TokenStream {
        let letters = self.letters.get(range.clone()).unwrap_or_default();
        let fields = self.fields.get(range).unwrap_or_default().iter();
        let names = fields.map(|field| ident(&field.name.rust));
        quote!(#(#names: #letters,)*)
    }
}

/// The positions of the fields of each group. There are about as many groups as
/// fields in a group, which keeps the signatures of setters shortest.
fn ranges(count: usize) -> impl Iterator<Item = Range<usize>> {
    let size = if count > MOST_PARAMETERS {
        count.isqrt() + 1
    } else {
        0
    };
    let starts = (0..count).step_by(size.max(1));
    let starts = starts.take_while(move |_| size > 0);
    starts.map(move |start| start..count.min(start + size))
}

/// Names for type parameters: `A` to `Z`, then `A2` and so on.
fn letters() -> impl Iterator<Item = String> {
    let first = ('A'..='Z').map(String::from);
    let further = (2..).flat_map(|round| ('A'..='Z').map(move |letter| format!("{letter}{round}")));
    first.chain(further)
}
