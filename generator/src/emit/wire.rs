//! How an object is written and read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Constant, Encoding, Field, Literal, Member, Object, Presence, Type, TypeDef};

use super::types::ident;

/// `Serialize`, with every member in the order of the document.
pub fn serialize(def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let mut writes: Vec<TokenStream> = object
        .members
        .iter()
        .map(|member| match member {
            Member::Field(field) => write_field(field),
            Member::Constant(constant) => write_constant(constant),
        })
        .collect();
    if object.open {
        writes.push(quote!(members.extra(&self.extra)?;));
    }
    let binding = if writes.is_empty() {
        quote!(members)
    } else {
        quote!(mut members)
    };
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let #binding = support::Writer::new(serializer)?;
                #(#writes)*
                members.end()
            }
        }
    }
}

fn write_field(field: &Field) -> TokenStream {
    let wire = &field.name.wire;
    let name = ident(&field.name.rust);
    let as_text = is_written_as_text(&field.value.ty);
    match (field.presence, as_text) {
        (Presence::Required, false) => quote!(members.required(#wire, &self.#name)?;),
        (Presence::Required, true) => {
            quote!(members.required(#wire, &support::AsText(&self.#name))?;)
        }
        (Presence::Optional, false) => quote!(members.optional(#wire, &self.#name)?;),
        (Presence::Optional, true) => {
            quote!(members.optional(#wire, &self.#name.as_ref().map(support::AsText))?;)
        }
    }
}

fn write_constant(constant: &Constant) -> TokenStream {
    let wire = &constant.name.wire;
    let name = ident(&constant.name.rust);
    match constant.value {
        Literal::Text(_) => quote!(members.required(#wire, Self::#name)?;),
        Literal::Boolean(_) | Literal::Integer(_) => {
            quote!(members.required(#wire, &Self::#name)?;)
        }
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
pub fn read(def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let slots = object.members.iter().map(|member| {
        let slot = slot(object, member);
        quote!(let mut #slot = None;)
    });
    let extra = object.open.then(|| quote!(let mut extra = Extra::new();));
    let next = next_member(def, object);
    let has_next = if object.members.is_empty() && !object.open {
        quote!(members.next()?.is_some())
    } else {
        quote!(let Some(name) = members.next()?)
    };
    let fixed = object.members.iter().filter_map(|member| match member {
        Member::Constant(constant) if constant.required => {
            let (wire, slot) = (&constant.name.wire, slot(object, member));
            Some(quote!(members.required(#wire, #slot)?;))
        }
        Member::Constant(_) | Member::Field(_) => None,
    });
    let fields = object.members.iter().filter_map(|member| {
        let Member::Field(field) = member else {
            return None;
        };
        let (wire, name) = (&field.name.wire, ident(&field.name.rust));
        let slot = slot(object, member);
        Some(match field.presence {
            Presence::Required => quote!(#name: members.required(#wire, #slot)?),
            Presence::Optional if slot == name => quote!(#name),
            Presence::Optional => quote!(#name: #slot),
        })
    });
    let extra_field = object.open.then(|| quote!(extra,));
    quote! {
        impl support::ReadObject for #name {
            #[inline]
            fn read(members: &mut support::Members<'_, '_>) -> Result<Self, support::Failed> {
                #(#slots)*
                #extra
                while #has_next {
                    #next
                }
                #(#fixed)*
                Ok(Self { #(#fields,)* #extra_field })
            }
        }

        support::object!(#name);
    }
}

/// What is done with a member whose name was read.
fn next_member(def: &TypeDef, object: &Object) -> TokenStream {
    let other = match (object.open, def.usage.response) {
        (true, true) => quote!(members.keep_fitting(&name, &mut extra)),
        (true, false) => quote!(members.keep(&name, &mut extra)),
        (false, _) => quote!(members.skip()),
    };
    if object.members.is_empty() {
        return quote!(#other?;);
    }
    let arms = object.members.iter().map(|member| {
        let wire = &member.name().wire;
        let slot = slot(object, member);
        match member {
            Member::Field(field) if field.empty_is_absent => {
                quote!(#wire => members.read_or_empty(&name, &mut #slot))
            }
            Member::Field(_) => quote!(#wire => members.read(&name, &mut #slot)),
            Member::Constant(constant) => {
                let value = match &constant.value {
                    Literal::Text(_) => {
                        let constant = ident(&constant.name.rust);
                        quote!(Self::#constant)
                    }
                    // Any scalar is compared by its text.
                    other @ (Literal::Boolean(_) | Literal::Integer(_)) => {
                        let text = other.to_string();
                        quote!(#text)
                    }
                };
                quote!(#wire => members.fixed(&name, #value, &mut #slot))
            }
        }
    });
    quote! {
        match name.as_ref() {
            #(#arms,)*
            _ => #other,
        }?;
    }
}

/// The variable that holds a member while it is read: named after the member,
/// and apart from every other variable there.
fn slot(object: &Object, member: &Member) -> proc_macro2::Ident {
    const TAKEN: [&str; 3] = ["members", "name", "extra"];
    let is_field = |name: &str| object.fields().any(|(_, field)| field.name.rust == name);
    let mut name = match member {
        Member::Field(field) => field.name.rust.clone(),
        Member::Constant(constant) => {
            format!("fixed_{}", constant.name.rust.to_ascii_lowercase())
        }
    };
    let is_own = matches!(member, Member::Field(_)) && !TAKEN.contains(&name.as_str());
    while !is_own && (TAKEN.contains(&name.as_str()) || is_field(&name)) {
        name.push_str("_slot");
    }
    ident(&name)
}
