//! How an object is written and read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{
    Api, Constant, Encoding, Field, Literal, Member, Object, Presence, Type, TypeDef, Usage,
};

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
    if let Some(extra) = object.extra.as_deref().map(ident) {
        writes.push(quote!(members.extra(&self.#extra)?;));
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
pub fn read(api: &Api, def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let slots = object.members.iter().map(|member| {
        let slot = slot(object, member);
        quote!(let mut #slot = None;)
    });
    let holder = extra_slot(object);
    let extra = holder
        .as_ref()
        .map(|extra| quote!(let mut #extra = Extra::new();));
    let next = next_member(api, def.usage, object, holder.as_ref());
    let has_next = if object.members.is_empty() && object.extra.is_none() {
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
    let extra_field = object.extra.as_deref().map(ident).zip(holder);
    let extra_field = extra_field.map(|(name, slot)| {
        if name == slot {
            quote!(#name,)
        } else {
            quote!(#name: #slot,)
        }
    });
    let message = message(def.usage);
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

        support::object!(#name, #message);
    }
}

/// The kind of message that a type is read as when it is read alone: what no
/// response holds is read as strictly as a request.
fn message(usage: Usage) -> proc_macro2::Ident {
    ident(if usage.response {
        "Response"
    } else {
        "Request"
    })
}

/// What is done with a member whose name was read.
fn next_member(
    api: &Api,
    usage: Usage,
    object: &Object,
    extra: Option<&proc_macro2::Ident>,
) -> TokenStream {
    let other = extra.map_or_else(
        || quote!(members.refuse_unlisted()),
        |extra| quote!(members.unlisted(&name, &mut #extra)),
    );
    if object.members.is_empty() {
        return quote!(#other?;);
    }
    let arms = object.members.iter().map(|member| {
        let wire = &member.name().wire;
        let slot = slot(object, member);
        match member {
            Member::Field(field) if usage.response && may_be_empty(api, field) => {
                quote!(#wire => members.read_or_empty(&name, &mut #slot))
            }
            Member::Field(field) => match field.presence {
                Presence::Required => quote!(#wire => members.read_required(&name, &mut #slot)),
                Presence::Optional => quote!(#wire => members.read(&name, &mut #slot)),
            },
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

/// Returns whether an object without members stands for an absent one in a
/// response.
fn may_be_empty(api: &Api, field: &Field) -> bool {
    let Type::Named(id) = field.value.ty else {
        return false;
    };
    field.presence == Presence::Optional && api.object(id).is_some()
}

/// The variable that holds a member while it is read: named after the member,
/// and apart from every other variable there.
fn slot(object: &Object, member: &Member) -> proc_macro2::Ident {
    match member {
        Member::Field(field) if !TAKEN.contains(&field.name.rust.as_str()) => {
            ident(&field.name.rust)
        }
        Member::Field(field) => free_slot(object, field.name.rust.clone()),
        Member::Constant(constant) => {
            let name = constant.name.rust.to_ascii_lowercase();
            free_slot(object, format!("fixed_{name}"))
        }
    }
}

/// The variable that holds unlisted members while they are read.
fn extra_slot(object: &Object) -> Option<proc_macro2::Ident> {
    object.extra.clone().map(|name| free_slot(object, name))
}

/// The variables of every reading function.
const TAKEN: [&str; 2] = ["members", "name"];

/// A variable that is no other one: neither one of those above, nor one named
/// after a field.
fn free_slot(object: &Object, mut name: String) -> proc_macro2::Ident {
    let is_field = |name: &str| object.fields().any(|(_, field)| field.name.rust == name);
    while TAKEN.contains(&name.as_str()) || is_field(&name) {
        name.push_str("_slot");
    }
    ident(&name)
}
