//! Serialization and deserialization of objects.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::model::{Constant, Encoding, Field, Literal, Member, Presence, Type, Usage};
use crate::plan::Role;

use super::builder::{States, has_options, options_name};
use crate::emit::record::Record;
use crate::emit::rust::ident::{builder_name, ident};
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
    let name = record.name();
    let slots = Slots::of(*record, scope);
    let implementation = if slots.holder == Holder::Object && slots.constants().next().is_none() {
        slots.members()
    } else {
        slots.object()
    };
    let message = message(record.def.usage);
    quote! {
        #implementation

        support::object!(#name, #message);
    }
}

/// Returns the kind of message that a type is read as on its own. A type that no response
/// contains is read as strictly as a request.
fn message(usage: Usage) -> Ident {
    ident(if usage.read { "Response" } else { "Request" })
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

/// The value into which the members of an object are read.
///
/// It is one value, because compile time would grow with the square of the number of
/// members if each had a variable that must be dropped on an error. Constants have a
/// variable each, because they need no drop.
struct Slots<'a> {
    record: Record<'a>,
    scope: &'a Scope<'a>,
    states: States<'a>,
    holder: Holder,
}

/// The kind of value into which members are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// The object itself, because no field is required.
    Object,
    /// Its builder, in which the state of each required field is an option.
    Builder,
    /// A local struct of options, because there is no builder.
    Slots,
}

impl<'a> Slots<'a> {
    fn of(record: Record<'a>, scope: &'a Scope<'a>) -> Self {
        let holder = if record.object.required().next().is_none() {
            Holder::Object
        } else if record.def.usage.written {
            Holder::Builder
        } else {
            Holder::Slots
        };
        Self {
            record,
            scope,
            states: States::of(&record, scope),
            holder,
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

    /// Emits `ReadMembers`, which finds the place of each member in the object.
    fn members(&self) -> TokenStream {
        let name = self.record.name();
        let object = quote!(self);
        let places = self.places(&object, &quote!(name));
        let key = if self.record.object.members.is_empty() {
            quote!(_name)
        } else {
            quote!(name)
        };
        quote! {
            impl support::ReadMembers for #name {
                #[inline]
                fn member(&mut self, #key: &str) -> &mut dyn support::ReadMember {
                    #places
                }
            }
        }
    }

    /// Emits `ReadObject`: the loop over the members, and the object at its end.
    fn object(&self) -> TokenStream {
        let name = self.record.name();
        let (declaration, finished) = match self.holder {
            Holder::Object => (self.empty(), self.whole()),
            Holder::Builder => (self.builder(), self.built()),
            Holder::Slots => (self.slots(), self.moved()),
        };
        let constants = self.constants().map(|constant| {
            let (slot, text) = (self.constant(constant), fixed_text(constant));
            quote!(let mut #slot = support::Fixed::new(#text);)
        });
        let places = self.places(&quote!(slots), &quote!(&*name));
        quote! {
            impl support::ReadObject for #name {
                #[inline]
                fn read(members: &mut support::Members<'_, '_>) -> Result<Self, support::Failed> {
                    #declaration
                    #(#constants)*
                    while let Some(name) = members.next()? {
                        let slot: &mut dyn support::ReadMember = #places;
                        slot.read(&name, members)?;
                    }
                    #finished
                }
            }
        }
    }

    /// Emits the match of the name of a member, with a reference to its place.
    fn places(&self, holder: &TokenStream, name: &TokenStream) -> TokenStream {
        let object = self.record.object;
        let rest = match (self.holder, &self.record.extra) {
            (Holder::Builder, _) if has_options(&self.record) => {
                let options = options_name(object);
                quote!(#holder.#options)
            }
            _ => holder.clone(),
        };
        let other = self.record.extra_name().map_or_else(
            || quote!(support::refused()),
            |extra| quote!(&mut #rest.#extra),
        );
        if object.members.is_empty() {
            return other;
        }
        let mut required = self.states.fields();
        let arms = object.members.iter().map(|member| {
            let wire = &member.name().wire;
            let place = match member {
                Member::Constant(constant) => self.constant(constant).into_token_stream(),
                Member::Field(field) => {
                    let state = match field.presence {
                        Presence::Required => required.next(),
                        Presence::Optional => None,
                    };
                    let name = ident(&field.name.rust);
                    match (self.holder, state) {
                        (Holder::Builder, Some((index, field))) => {
                            self.states.place(index, field, holder)
                        }
                        (Holder::Object | Holder::Builder | Holder::Slots, _) => {
                            quote!(#rest.#name)
                        }
                    }
                }
            };
            quote!(#wire => &mut #place,)
        });
        quote! {
            match #name {
                #(#arms)*
                _ => #other,
            }
        }
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

    /// Emits the declaration of the object itself, which is mutable if it has a field.
    fn empty(&self) -> TokenStream {
        let is_mutable =
            self.record.extra.is_some() || self.record.object.fields().next().is_some();
        let mutable = is_mutable.then(|| quote!(mut));
        quote!(let #mutable slots = Self::default();)
    }

    /// Emits the declaration of the builder.
    fn builder(&self) -> TokenStream {
        let builder = builder_name(&self.record.def.name.rust);
        let states = self.states.filled(|_| quote!(support::Set::NONE));
        let rest = has_options(&self.record).then(|| {
            let options = options_name(self.record.object);
            quote!(#options: Optional::default(),)
        });
        quote!(let mut slots = #builder { #states #rest };)
    }

    /// Emits the declaration of the struct of options.
    fn slots(&self) -> TokenStream {
        let fields = self.record.object.fields().map(|(member, field)| {
            let name = ident(&field.name.rust);
            let ty = field_type(self.record.step(member), field, self.scope);
            match field.presence {
                Presence::Required => quote!(#name: Option<support::Set<#ty>>,),
                Presence::Optional => quote!(#name: #ty,),
            }
        });
        let extra = self.record.extra_name();
        let extra = extra.map(|name| quote!(#name: Extra,));
        quote! {
            #[derive(Default)]
            struct Slots { #(#fields)* #extra }
            let mut slots = Slots::default();
        }
    }

    /// Emits the end of reading into the object itself.
    fn whole(&self) -> TokenStream {
        let Some(fixed) = self.fixed() else {
            return quote!(Ok(slots));
        };
        let missing = self.missing();
        quote! {
            if #fixed {
                return Ok(slots);
            }
            #missing
        }
    }

    /// Emits the end of reading into the builder.
    fn built(&self) -> TokenStream {
        let builder = builder_name(&self.record.def.name.rust);
        let pattern = self.states.filled(|state| quote!(Some(#state)));
        let states = self.states.filled(ToTokens::to_token_stream);
        let rest = has_options(&self.record).then(|| options_name(self.record.object));
        let build = match self.record.role {
            Role::Request(_) => quote!(build_unvalidated),
            Role::Part | Role::Response(_) | Role::Notification(_) => quote!(into),
        };
        self.finished(
            &quote!(#builder { #pattern #rest }),
            &quote! {
                let builder = #builder { #states #rest };
                Ok(builder.#build())
            },
        )
    }

    /// Emits the end of reading into the struct of options.
    fn moved(&self) -> TokenStream {
        let fields = || self.record.object.fields().map(|(_, field)| field);
        let patterns = fields().map(|field| {
            let name = ident(&field.name.rust);
            match field.presence {
                Presence::Required => quote!(#name: Some(support::Set(#name)),),
                Presence::Optional => quote!(#name,),
            }
        });
        let names = fields().map(|field| ident(&field.name.rust));
        let extra = self.record.extra_name();
        self.finished(
            &quote!(Slots { #(#patterns)* #extra }),
            &quote!(Ok(Self { #(#names,)* #extra })),
        )
    }

    /// Emits the result after all members were read: the object, or an error if a member
    /// is missing.
    fn finished(&self, pattern: &TokenStream, object: &TokenStream) -> TokenStream {
        let guard = self.fixed().map(|fixed| quote!(if #fixed));
        let missing = self.missing();
        quote! {
            match slots {
                #pattern #guard => { #object }
                missing => { #missing }
            }
        }
    }

    /// Returns the condition that every required constant is present, if there are any.
    fn fixed(&self) -> Option<TokenStream> {
        let constants = self.constants().filter(|constant| constant.required);
        let mut slots = constants.map(|constant| self.constant(constant)).peekable();
        slots.peek()?;
        Some(quote!(#(#slots.is_there())&&*))
    }

    /// Emits the error for a missing required member.
    fn missing(&self) -> TokenStream {
        let constants = self.constants().filter(|constant| constant.required);
        let constants = constants.map(|constant| {
            let (wire, slot) = (&constant.name.wire, self.constant(constant));
            quote!((#wire, #slot.is_there()))
        });
        let fields = self.states.fields().map(|(index, field)| {
            let (wire, name) = (&field.name.wire, ident(&field.name.rust));
            let holder = quote!(missing);
            let place = match self.holder {
                Holder::Builder => self.states.place(index, field, &holder),
                Holder::Object | Holder::Slots => quote!(#holder.#name),
            };
            quote!((#wire, #place.is_some()))
        });
        let wanted = constants.chain(fields);
        quote! {
            let wanted = [#(#wanted),*];
            Err(members.missing(&wanted))
        }
    }
}
