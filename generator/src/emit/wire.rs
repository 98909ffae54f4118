//! How an object is written and read.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Api, Constant, Encoding, Field, Literal, Member, Object, Presence, Type, TypeDef, Usage,
};

use super::types::ident;

/// `Serialize`, with every member in the order of the document.
pub fn serialize(def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let members = object.members.iter().map(|member| match member {
        Member::Field(field) => write_field(field),
        Member::Constant(constant) => write_constant(constant),
    });
    let extra = object.extra.as_deref().map(ident);
    let extra = extra.map(|extra| quote!(.extra(&self.#extra)));
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                support::Writer::new(serializer) #(#members)* #extra .end()
            }
        }
    }
}

fn write_field(field: &Field) -> TokenStream {
    let wire = &field.name.wire;
    let name = ident(&field.name.rust);
    let as_text = is_written_as_text(&field.value.ty);
    match (field.presence, as_text) {
        (Presence::Required, false) => quote!(.required(#wire, &self.#name)),
        (Presence::Required, true) => quote!(.required(#wire, &support::AsText(&self.#name))),
        (Presence::Optional, false) => quote!(.optional(#wire, &self.#name)),
        (Presence::Optional, true) => quote!(.optional_text(#wire, &self.#name)),
    }
}

fn write_constant(constant: &Constant) -> TokenStream {
    let wire = &constant.name.wire;
    let name = ident(&constant.name.rust);
    match constant.value {
        Literal::Text(_) => quote!(.required(#wire, Self::#name)),
        Literal::Boolean(_) | Literal::Integer(_) => quote!(.required(#wire, &Self::#name)),
    }
}

/// Whether numbers and truth values in it travel as strings.
fn is_written_as_text(ty: &Type) -> bool {
    match ty {
        Type::Boolean(encoding) | Type::Signed(encoding) | Type::Unsigned(encoding) => {
            *encoding == Encoding::Text
        }
        Type::List(item) | Type::Map(item) => is_written_as_text(&item.ty),
        Type::Text | Type::Decimal | Type::DateTime | Type::Uri | Type::Any | Type::Named(_) => {
            false
        }
    }
}

/// Reading, which accepts members in any order.
pub fn read(api: &Api, def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let places = Places::of(object);
    let variables = places.variables();
    let next = next_member(api, def.usage, &places);
    let has_next = if object.members.is_empty() && object.extra.is_none() {
        quote!(members.next()?.is_some())
    } else {
        quote!(let Some(name) = members.next()?)
    };
    let fixed = object.members.iter().filter_map(|member| match member {
        Member::Constant(constant) if constant.required => {
            let (wire, slot) = (&constant.name.wire, places.constant(constant));
            Some(quote!(members.required(#wire, #slot)?;))
        }
        Member::Constant(_) | Member::Field(_) => None,
    });
    let finished = places.finished();
    let message = message(def.usage);
    quote! {
        impl support::ReadObject for #name {
            #[inline]
            fn read(members: &mut support::Members<'_, '_>) -> Result<Self, support::Failed> {
                #variables
                while #has_next {
                    #next
                }
                #(#fixed)*
                Ok(#finished)
            }
        }

        support::object!(#name, #message);
    }
}

/// The kind of message that a type is read as when it is read alone: what no
/// response holds is read as strictly as a request.
fn message(usage: Usage) -> Ident {
    ident(if usage.response {
        "Response"
    } else {
        "Request"
    })
}

/// What is done with a member whose name was read.
fn next_member(api: &Api, usage: Usage, places: &Places<'_>) -> TokenStream {
    let object = places.object;
    let reference = if object.members.is_empty() {
        quote!(&name)
    } else {
        quote!(name)
    };
    let other = places.extra().map_or_else(
        || quote!(members.refuse_unlisted()),
        |extra| quote!(members.unlisted(#reference, &mut #extra)),
    );
    if object.members.is_empty() {
        return quote!(#other?;);
    }
    let arms = object.members.iter().map(|member| {
        let wire = &member.name().wire;
        match member {
            Member::Field(field) => {
                let read = reading(api, usage, field);
                let place = places.field(field);
                quote!(#wire => members.#read(name, &mut #place))
            }
            Member::Constant(constant) => {
                let value = fixed_text(constant);
                let place = places.constant(constant);
                quote!(#wire => members.fixed(name, #value, &mut #place))
            }
        }
    });
    quote! {
        let name = &*name;
        match name {
            #(#arms,)*
            _ => #other,
        }?;
    }
}

/// The method that reads a field.
fn reading(api: &Api, usage: Usage, field: &Field) -> Ident {
    ident(match field.presence {
        Presence::Required => "read_required",
        Presence::Optional if usage.response && may_be_empty(api, field) => "read_or_empty",
        Presence::Optional => "read",
    })
}

/// The text that a constant has in a message; any scalar is compared by it.
fn fixed_text(constant: &Constant) -> TokenStream {
    match &constant.value {
        Literal::Text(_) => {
            let name = ident(&constant.name.rust);
            quote!(Self::#name)
        }
        other @ (Literal::Boolean(_) | Literal::Integer(_)) => {
            let text = other.to_string();
            quote!(#text)
        }
    }
}

/// Returns whether an object without members stands for an absent one in a
/// response.
fn may_be_empty(api: &Api, field: &Field) -> bool {
    let Type::Named(id) = field.value.ty else {
        return false;
    };
    field.presence == Presence::Optional && api.object(id).is_some()
}

/// Where members are held while an object is read: in the object itself if it
/// can be made without any of them, else each in a variable.
///
/// The object is the better place: the compiler has one value to drop where
/// reading fails, instead of one for each member.
struct Places<'a> {
    object: &'a Object,
    is_whole: bool,
}

/// The variables of every reading function.
const TAKEN: [&str; 3] = ["members", "name", "object"];

impl<'a> Places<'a> {
    fn of(object: &'a Object) -> Self {
        let has_fields = object.extra.is_some() || object.fields().next().is_some();
        Self {
            object,
            is_whole: has_fields && object.required().next().is_none(),
        }
    }

    /// Declares the variables.
    fn variables(&self) -> TokenStream {
        let constants = self
            .object
            .members
            .iter()
            .filter_map(|member| match member {
                Member::Constant(constant) => Some(self.constant(constant)),
                Member::Field(_) => None,
            });
        let constants = quote!(#(let mut #constants = None;)*);
        if self.is_whole {
            return quote!(#constants let mut object = Self::default(););
        }
        let fields = self.object.fields().map(|(_, field)| self.field(field));
        let extra = self
            .extra()
            .map(|extra| quote!(let mut #extra = Extra::new();));
        quote!(#constants #(let mut #fields = None;)* #extra)
    }

    fn field(&self, field: &Field) -> TokenStream {
        let name = &field.name.rust;
        if self.is_whole {
            let name = ident(name);
            quote!(object.#name)
        } else if TAKEN.contains(&name.as_str()) {
            let variable = self.free(name.clone());
            quote!(#variable)
        } else {
            let name = ident(name);
            quote!(#name)
        }
    }

    fn constant(&self, constant: &Constant) -> Ident {
        let name = constant.name.rust.to_ascii_lowercase();
        self.free(format!("fixed_{name}"))
    }

    /// Where unlisted members are held.
    fn extra(&self) -> Option<TokenStream> {
        let name = self.object.extra.clone()?;
        Some(if self.is_whole {
            let name = ident(&name);
            quote!(object.#name)
        } else {
            let variable = self.free(name);
            quote!(#variable)
        })
    }

    /// The object, once all members have been read.
    fn finished(&self) -> TokenStream {
        if self.is_whole {
            return quote!(object);
        }
        let fields = self.object.fields().map(|(_, field)| {
            let (wire, name) = (&field.name.wire, ident(&field.name.rust));
            let place = self.field(field);
            match field.presence {
                Presence::Required => quote!(#name: members.required(#wire, #place)?),
                Presence::Optional => initialized(&name, &place),
            }
        });
        let extra = self.object.extra.as_deref().map(ident).zip(self.extra());
        let extra = extra.map(|(name, place)| initialized(&name, &place));
        quote!(Self { #(#fields,)* #extra })
    }

    /// A variable that is no other one: neither one of every function, nor one
    /// named after a field.
    fn free(&self, mut name: String) -> Ident {
        let is_field = |name: &str| {
            let mut fields = self.object.fields();
            fields.any(|(_, field)| field.name.rust == name)
        };
        while TAKEN.contains(&name.as_str()) || is_field(&name) {
            name.push_str("_slot");
        }
        ident(&name)
    }
}

/// A field in a struct literal, in the short form where that is possible.
fn initialized(name: &Ident, place: &TokenStream) -> TokenStream {
    if *name == place.to_string() {
        quote!(#name)
    } else {
        quote!(#name: #place)
    }
}
