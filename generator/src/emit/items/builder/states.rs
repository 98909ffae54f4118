//! States of a builder's required fields, as its type parameters.
//!
//! A builder of few fields has one parameter per field. Every setter names all parameters
//! and moves all states, so the code grows with the square of the number of fields. A
//! builder of more than [`MOST_PARAMETERS`] fields has one parameter: a tree of pairs,
//! with the states as its leaves. A setter names the path to its leaf.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::model::{Field, Literal};

use crate::emit::record::Record;
use crate::emit::rust::condition::literal;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::state_type;

/// The largest number of required fields that have one parameter each.
const MOST_PARAMETERS: usize = 32;

/// The required fields of a builder and their type parameters.
pub struct States<'a> {
    fields: Vec<&'a Field>,
    /// The parameter for the state of each field.
    letters: Vec<Ident>,
}

/// The parameters of an `impl` for a builder, and the arguments of the builder.
pub struct Header {
    generics: Vec<Ident>,
    arguments: Vec<TokenStream>,
}

impl PartialEq for Header {
    // Headers with equal parameters have equal arguments.
    fn eq(&self, other: &Self) -> bool {
        self.generics == other.generics
    }
}

impl Header {
    /// Returns the parameters in angle brackets.
    pub fn generics(&self) -> TokenStream {
        bracketed(&self.generics)
    }

    /// Returns the arguments in angle brackets.
    pub fn arguments(&self) -> TokenStream {
        bracketed(&self.arguments)
    }
}

/// A change of the state of a field.
#[derive(Clone, Copy)]
pub enum Change {
    /// Sets the field.
    Set,
    /// Adds an item to the field, which may be set or not.
    Grow,
}

fn bracketed<T: ToTokens>(items: &[T]) -> TokenStream {
    if items.is_empty() {
        TokenStream::new()
    } else {
        quote!(<#(#items),*>)
    }
}

impl<'a> States<'a> {
    /// Names the parameters for the required fields of an object. The names are letters,
    /// because every signature in the documentation and in error messages repeats them.
    /// The defaults show the field of each.
    pub fn of(record: &Record<'a>, scope: &Scope<'_>) -> Self {
        let (object, own_name) = (record.object, &record.def.name.rust);
        let fields: Vec<&Field> = object.demanded().collect();
        let types: Vec<&str> = object
            .fields()
            .filter_map(|(_, field)| field.value.ty.named())
            .map(|id| scope.api.get(id).name.rust.as_str())
            .collect();
        let is_free = |name: &String| !types.contains(&name.as_str()) && own_name != name;
        let letters = letters().filter(is_free).map(|name| ident(&name));
        Self {
            letters: letters.take(fields.len()).collect(),
            fields,
        }
    }

    /// Returns whether no field is required.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Returns the required fields, each with its index.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &'a Field)> + '_ {
        self.fields.iter().copied().enumerate()
    }

    fn is_tree(&self) -> bool {
        self.fields.len() > MOST_PARAMETERS
    }

    /// Returns the parameter for the whole tree.
    fn whole(&self) -> Option<&Ident> {
        self.letters.first()
    }

    /// Returns the builder's parameters with the defaults of a new builder.
    pub fn parameters(&self, scope: &Scope<'_>) -> TokenStream {
        let states = self.begun(|field, _| {
            let ty = state_type(field, scope);
            quote!(support::Set<#ty>)
        });
        let letters = &self.letters;
        if self.is_tree() {
            let states: Vec<TokenStream> = states.collect();
            let tree = tree(&states, &pair_type);
            let whole = self.whole();
            return quote!(#whole = #tree);
        }
        quote!(#(#letters = #states),*)
    }

    /// Returns the fields that hold the states in the builder.
    pub fn places(&self) -> TokenStream {
        if self.is_tree() {
            let whole = self.whole();
            return quote!(required: #whole,);
        }
        let (names, letters) = (self.names(), &self.letters);
        quote!(#(#names: #letters,)*)
    }

    /// Emits a type for the path to each field, if there is a tree.
    pub fn paths(&self) -> Option<TokenStream> {
        let paths = self.names().enumerate().map(|(index, name)| {
            let path = self.path(index);
            quote!(pub type #name = #path;)
        });
        self.is_tree().then(|| {
            quote! {
                #[allow(non_camel_case_types, reason = "named after the fields")]
                mod path {
                    use crate::support::{Left, Right};

                    #(#paths)*
                }
            }
        })
    }

    /// Returns the state of each field in a new builder. `preset` makes that of a constant.
    fn begun(
        &self,
        preset: impl Fn(&Field, &Literal) -> TokenStream,
    ) -> impl Iterator<Item = TokenStream> {
        self.fields.iter().map(move |field| {
            let name = ident(&field.name.rust);
            let constant = field.preset().map(|value| preset(field, value));
            constant.unwrap_or_else(|| quote!(unset::#name))
        })
    }

    /// Returns the states of a new builder, in a struct literal.
    pub fn unset(&self) -> TokenStream {
        let states = self.begun(|_, value| {
            let value = owned(value);
            quote!(support::Set(#value))
        });
        self.places_of(states.collect())
    }

    /// Emits the states in a struct literal or pattern. `state` makes each of them from
    /// the field.
    pub fn filled(&self, state: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let states = self.fields.iter().map(|field| state(field));
        self.places_of(states.collect())
    }

    /// Emits the states in a struct literal while no field has been read.
    pub fn unread(&self, scope: &Scope<'_>) -> TokenStream {
        self.filled(|field| {
            // Inferring the types of a tree would take the compiler a time that grows
            // with the square of their number.
            if self.is_tree() {
                let ty = state_type(field, scope);
                quote!(None::<support::Set<#ty>>)
            } else {
                quote!(support::Set::NONE)
            }
        })
    }

    /// Emits the states in a struct literal after `holder`, a builder of options, was
    /// read, or an error if one is missing.
    pub fn read(&self, holder: &TokenStream) -> TokenStream {
        let wires = self.fields.iter().map(|field| &field.name.wire);
        if self.is_tree() {
            return quote!(
                required: members.all_required(&[#(#wires),*], #holder.required)?,
            );
        }
        let names: Vec<Ident> = self.names().collect();
        quote!(#(#names: members.required(#wires, #holder.#names)?,)*)
    }

    /// Emits the fields of the builder that hold these states.
    fn places_of(&self, states: Vec<TokenStream>) -> TokenStream {
        if self.is_tree() {
            let tree = tree(&states, &pair);
            return quote!(required: #tree,);
        }
        let places = self.names().zip(states).map(|(name, state)| {
            if name == state.to_string() {
                quote!(#name,)
            } else {
                quote!(#name: #state,)
            }
        });
        quote!(#(#places)*)
    }

    /// Returns the expression of the state of a field.
    pub fn place(&self, index: usize, field: &Field, builder: &TokenStream) -> TokenStream {
        if self.is_tree() {
            let sides = self.sides(index).into_iter().map(|side| match side {
                Side::Left => quote!(.0),
                Side::Right => quote!(.1),
            });
            return quote!(#builder.required #(#sides)*);
        }
        let name = ident(&field.name.rust);
        quote!(#builder.#name)
    }

    /// Returns the header of methods that do not depend on the states.
    pub fn any(&self) -> Header {
        let generics = if self.is_tree() {
            self.whole().cloned().into_iter().collect()
        } else {
            self.letters.clone()
        };
        let arguments = generics.iter().map(ToTokens::to_token_stream).collect();
        Header {
            generics,
            arguments,
        }
    }

    /// Returns the header of methods that name the state of every field.
    pub fn each(&self) -> Header {
        let mut header = self.any();
        if self.is_tree() {
            header.generics.clone_from(&self.letters);
            let letters: Vec<TokenStream> = self.letters.iter().map(|name| quote!(#name)).collect();
            header.arguments = vec![tree(&letters, &pair_type)];
        }
        header
    }

    /// Returns the bound on the builder that the method of a field needs, if there is a
    /// tree.
    pub fn reached(&self, field: &Field) -> Option<TokenStream> {
        let name = self.is_tree().then(|| ident(&field.name.rust))?;
        let whole = self.whole();
        Some(quote!(#whole: support::Reach<path::#name>,))
    }

    /// Returns the type of the state of a field.
    pub fn state(&self, index: usize, field: &Field) -> TokenStream {
        if self.is_tree() {
            let (whole, name) = (self.whole(), ident(&field.name.rust));
            return quote!(<#whole as support::Reach<path::#name>>::State);
        }
        self.letters.get(index).to_token_stream()
    }

    /// Returns the arguments of the builder after the state of a field became `state`.
    pub fn arguments_after(&self, index: usize, field: &Field, state: &TokenStream) -> TokenStream {
        if self.is_tree() {
            let (whole, name) = (self.whole(), ident(&field.name.rust));
            return quote!(<support::After<#whole, path::#name, #state>>);
        }
        let letters = self.letters.iter().enumerate().map(|(at, letter)| {
            if at == index {
                state.clone()
            } else {
                quote!(#letter)
            }
        });
        quote!(<#(#letters),*>)
    }

    /// Returns the states after a change of one field, in a struct literal.
    pub fn after(&self, index: usize, change: Change, value: &TokenStream) -> TokenStream {
        if self.is_tree() {
            let change = match change {
                Change::Set => quote!(|_| support::Set(#value)),
                // The argument of the method may have the name of the closure's argument.
                Change::Grow => quote!({
                    let item = #value;
                    move |state| support::Grow::grow(state, item)
                }),
            };
            return quote!(required: self.required.change(#change),);
        }
        let places = self.names().enumerate().map(|(at, name)| match change {
            _ if at != index => quote!(#name: self.#name,),
            Change::Set => quote!(#name: support::Set(#value),),
            Change::Grow => quote!(#name: self.#name.grow(#value),),
        });
        quote!(#(#places)*)
    }

    /// Returns the bounds on the parameters that `build` needs.
    pub fn given(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let letters = &self.letters;
        let fields = self.fields.iter();
        let types = fields.map(|field| state_type(field, scope));
        (!self.is_empty()).then(|| quote!(where #(#letters: support::Given<#types>,)*))
    }

    fn names(&self) -> impl Iterator<Item = Ident> + Clone + '_ {
        self.fields.iter().map(|field| ident(&field.name.rust))
    }

    /// Returns the type for the path from the root of the tree to a field.
    fn path(&self, index: usize) -> TokenStream {
        let sides = self.sides(index).into_iter().rev();
        sides.fold(quote!(()), |path, side| match side {
            Side::Left => quote!(Left<#path>),
            Side::Right => quote!(Right<#path>),
        })
    }

    /// Returns the path from the root of the tree to a field.
    fn sides(&self, index: usize) -> Vec<Side> {
        let mut range = 0..self.fields.len();
        let mut sides = Vec::new();
        while range.len() > 1 {
            let middle = range.start + range.len() / 2;
            if index < middle {
                range.end = middle;
                sides.push(Side::Left);
            } else {
                range.start = middle;
                sides.push(Side::Right);
            }
        }
        sides
    }
}

/// Returns the expression of a constant.
fn owned(value: &Literal) -> TokenStream {
    match value {
        Literal::Text(text) => quote!(#text.to_owned()),
        Literal::Boolean(_) | Literal::Integer(_) => literal(value),
    }
}

/// A side of a pair.
enum Side {
    Left,
    Right,
}

fn pair_type(left: &TokenStream, right: &TokenStream) -> TokenStream {
    quote!(support::Pair<#left, #right>)
}

fn pair(left: &TokenStream, right: &TokenStream) -> TokenStream {
    quote!(support::Pair(#left, #right))
}

/// Joins leaves into a balanced tree.
fn tree(
    leaves: &[TokenStream],
    join: &dyn Fn(&TokenStream, &TokenStream) -> TokenStream,
) -> TokenStream {
    match leaves {
        [] => TokenStream::new(),
        [leaf] => leaf.clone(),
        leaves => {
            let (left, right) = leaves.split_at(leaves.len() / 2);
            join(&tree(left, join), &tree(right, join))
        }
    }
}

/// Returns names for type parameters: `A` to `Z`, then `A2` and so on.
fn letters() -> impl Iterator<Item = String> {
    let first = ('A'..='Z').map(String::from);
    let further = (2..).flat_map(|round| ('A'..='Z').map(move |letter| format!("{letter}{round}")));
    first.chain(further)
}
