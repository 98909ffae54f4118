//! Serialization and deserialization of objects.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Api, Constant, Encoding, Field, Literal, Member, Presence, Type, Usage};

use crate::emit::record::Record;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{field_type, is_copy};

/// Emits `Serialize`, which writes the members in the order of the document.
pub fn serialize(record: &Record<'_>) -> TokenStream {
    let name = record.name();
    let members = record.object.members.iter().map(|member| match member {
        Member::Field(field) => write_field(field),
        Member::Constant(constant) => write_constant(constant),
    });
    let extra = record.extra_name();
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

/// Returns whether numbers and booleans of a type are written as strings.
fn is_written_as_text(ty: &Type) -> bool {
    match ty {
        // Strings need no conversion.
        Type::Scalar(scalar) => is_copy(ty) && scalar.encoding() == Encoding::Text,
        Type::List(item) | Type::Map(item) => is_written_as_text(&item.ty),
        Type::Any | Type::Named(_) => false,
    }
}

/// Emits the deserialization, which accepts members in any order.
pub fn read(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let (name, def) = (record.name(), record.def);
    let slots = Slots::of(*record);
    let declaration = slots.declaration(scope);
    let next = next_member(scope.api, def.usage, &slots);
    let has_next = if record.object.members.is_empty() && record.extra.is_none() {
        quote!(members.next()?.is_some())
    } else {
        quote!(let Some(name) = members.next()?)
    };
    let finished = slots.finished();
    let message = message(def.usage);
    quote! {
        impl support::ReadObject for #name {
            #[inline]
            fn read(members: &mut support::Members<'_, '_>) -> Result<Self, support::Failed> {
                #declaration
                while #has_next {
                    #next
                }
                #finished
            }
        }

        support::object!(#name, #message);
    }
}

/// Returns the kind of message that a type is read as on its own. A type that no response
/// contains is read as strictly as a request.
fn message(usage: Usage) -> Ident {
    ident(if usage.read { "Response" } else { "Request" })
}

/// Emits the code that handles a member after its name was read.
fn next_member(api: &Api, usage: Usage, slots: &Slots<'_>) -> TokenStream {
    let object = slots.record.object;
    let reference = if object.members.is_empty() {
        quote!(&name)
    } else {
        quote!(name)
    };
    let other = slots.extra().map_or_else(
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
                let place = slots.field(field);
                quote!(#wire => members.#read(name, &mut #place))
            }
            Member::Constant(constant) => {
                let value = fixed_text(constant);
                let slot = slots.constant(constant);
                quote!(#wire => members.fixed(name, #value, &mut slots.#slot))
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

/// Returns the name of the method that reads a field.
fn reading(api: &Api, usage: Usage, field: &Field) -> Ident {
    ident(match field.presence {
        Presence::Required => "read_required",
        Presence::Optional if usage.read && may_be_empty(api, field) => "read_or_empty",
        Presence::Optional => "read",
    })
}

/// Returns the text of a constant in a message. Scalars of every type are compared as
/// text.
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

/// Returns whether an empty object in a response means that the object is absent.
fn may_be_empty(api: &Api, field: &Field) -> bool {
    let Type::Named(id) = field.value.ty else {
        return false;
    };
    field.presence == Presence::Optional && api.structure(id).is_some()
}

/// The variables that hold members while an object is read. They are the fields of the
/// object if all of them are optional, else those of a struct of options.
///
/// Both are one value, so only one value is dropped if reading fails. With one variable
/// per member, compile time would grow with the square of the number of members.
struct Slots<'a> {
    record: Record<'a>,
    is_whole: bool,
}

impl<'a> Slots<'a> {
    fn of(record: Record<'a>) -> Self {
        let object = record.object;
        let has_constants = object.fields().count() < object.members.len();
        Self {
            record,
            is_whole: !has_constants && object.required().next().is_none(),
        }
    }

    fn constants(&self) -> impl Iterator<Item = &'a Constant> {
        self.record
            .object
            .members
            .iter()
            .filter_map(|member| match member {
                Member::Constant(constant) => Some(constant),
                Member::Field(_) => None,
            })
    }

    /// Emits the declaration of the slots.
    fn declaration(&self, scope: &Scope<'_>) -> TokenStream {
        if self.is_whole {
            let is_changed = self.record.extra.is_some() || !self.record.object.members.is_empty();
            let mutable = is_changed.then(|| quote!(mut));
            return quote!(let #mutable object = Self::default(););
        }
        let constants: Vec<Ident> = self.constants().map(|it| self.constant(it)).collect();
        let (names, types): (Vec<Ident>, Vec<TokenStream>) = self
            .record
            .object
            .fields()
            .map(|(member, field)| {
                let ty = field_type(self.record.step(member), field, scope);
                let slot = match field.presence {
                    Presence::Required => quote!(Option<#ty>),
                    Presence::Optional => ty,
                };
                (ident(&field.name.rust), slot)
            })
            .unzip();
        let extra: Vec<Ident> = self.record.extra_name().into_iter().collect();
        quote! {
            struct Slots {
                #(#constants: Option<support::Fixed>,)*
                #(#names: #types,)*
                #(#extra: Extra,)*
            }
            let mut slots = Slots {
                #(#constants: None,)*
                #(#names: None,)*
                #(#extra: Extra::new(),)*
            };
        }
    }

    fn holder(&self) -> Ident {
        ident(if self.is_whole { "object" } else { "slots" })
    }

    fn field(&self, field: &Field) -> TokenStream {
        let (holder, name) = (self.holder(), ident(&field.name.rust));
        quote!(#holder.#name)
    }

    /// Returns the slot of unlisted members.
    fn extra(&self) -> Option<TokenStream> {
        let (holder, name) = (self.holder(), self.record.extra_name()?);
        Some(quote!(#holder.#name))
    }

    /// Returns the slot of a constant. Its name differs from that of every field.
    fn constant(&self, constant: &Constant) -> Ident {
        let mut name = format!("fixed_{}", constant.name.rust.to_ascii_lowercase());
        let is_field = |name: &str| {
            let mut fields = self.record.object.fields();
            fields.any(|(_, field)| field.name.rust == name)
        };
        while is_field(&name) {
            name.push_str("_slot");
        }
        ident(&name)
    }

    /// Emits the result after all members were read: the object, or an error if a member
    /// is missing.
    fn finished(&self) -> TokenStream {
        if self.is_whole {
            return quote!(Ok(object));
        }
        let constants = self.constants().map(|constant| {
            let slot = self.constant(constant);
            let pattern = if constant.required {
                quote!(Some(_))
            } else {
                quote!(_)
            };
            quote!(#slot: #pattern,)
        });
        let patterns = self.record.object.fields().map(|(_, field)| {
            let name = ident(&field.name.rust);
            match field.presence {
                Presence::Required => quote!(#name: Some(#name),),
                Presence::Optional => quote!(#name,),
            }
        });
        let names = self
            .record
            .object
            .fields()
            .map(|(_, field)| ident(&field.name.rust));
        let names: Vec<Ident> = names.chain(self.record.extra_name()).collect();
        let extra = self.record.extra_name();
        let finished = quote! {
            Slots { #(#constants)* #(#patterns)* #extra } => Ok(Self { #(#names),* }),
        };
        let wanted = self.wanted();
        if wanted.is_empty() {
            return quote!(match slots { #finished });
        }
        quote! {
            match slots {
                #finished
                missing => Err(members.missing(&[#(#wanted),*])),
            }
        }
    }

    /// Emits the required members, each with whether it is present.
    fn wanted(&self) -> Vec<TokenStream> {
        let constants = self.constants().filter(|constant| constant.required);
        let constants = constants.map(|constant| {
            let (wire, slot) = (&constant.name.wire, self.constant(constant));
            quote!((#wire, missing.#slot.is_some()))
        });
        let fields = self.record.object.required().map(|field| {
            let (wire, name) = (&field.name.wire, ident(&field.name.rust));
            quote!((#wire, missing.#name.is_some()))
        });
        constants.chain(fields).collect()
    }
}
