//! Serialization and deserialization of objects.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::model::{Constant, Encoding, Field, Literal, Member, Presence, Rule, Type, Usage};

use super::builder::{States, options};
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
    let end = extra.map_or_else(|| quote!(.end()), |extra| quote!(.end_with(&self.#extra)));
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                support::Writer::new(serializer) #(#members)* #end
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
        (Presence::Required, true) => quote!(.required_text(#wire, &self.#name)),
        (Presence::Written | Presence::Optional, false) => {
            quote!(.optional(#wire, &self.#name))
        }
        (Presence::Written | Presence::Optional, true) => {
            quote!(.optional_text(#wire, &self.#name))
        }
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
    let is_plain = slots.holder == Holder::Object && slots.constants().next().is_none();
    let implementation = if is_plain && !slots.demands_a_member() {
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
/// members if each had a variable that must be dropped on an error. The places of
/// constants are beside it, because they need no drop.
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
    /// A local struct of options, because there is no builder, or it demands more.
    Slots,
}

impl<'a> Slots<'a> {
    fn of(record: Record<'a>, scope: &'a Scope<'a>) -> Self {
        // A message that is read may lack what the builder demands.
        let mut fields = record.object.fields();
        let demands_more = fields.any(|(_, field)| field.presence == Presence::Written);
        let holder = if !record.object.has_required() {
            Holder::Object
        } else if record.def.usage.written && !demands_more {
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

    /// Returns whether a message must have a field.
    fn is_demanded(&self, field: &Field) -> bool {
        let demands_all = self.scope.plan.demands_all(self.record.id);
        field.presence == Presence::Required && (demands_all || !field.value.nullable)
    }

    /// Returns whether an object without members is no value of the type.
    fn demands_a_member(&self) -> bool {
        let object = self.record.object;
        let mut fields = object.fields();
        let mut limits = object.limits.iter();
        fields.any(|(_, field)| self.is_demanded(field))
            || self.constants().any(|it| it.required)
            || limits.any(|it| matches!(it, Rule::MinProperties(least) if *least > 0))
    }

    fn constants(&self) -> impl Iterator<Item = &'a Constant> {
        self.record.object.constants()
    }

    /// Emits `ReadMembers`, which finds the place of each member in the object.
    fn members(&self) -> TokenStream {
        let name = self.record.name();
        let places = self.places(&quote!(self));
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

    /// Emits `ReadObject`: a value for the members, the place of each in it, and the
    /// object that it becomes.
    fn object(&self) -> TokenStream {
        let name = self.record.name();
        let value = match self.holder {
            Holder::Object => quote!(Self::default()),
            Holder::Builder => self.builder(),
            Holder::Slots => quote!(Slots::default()),
        };
        let structure = (self.holder == Holder::Slots).then(|| self.structure());
        let places = self.places(&quote!(slots));
        let constants: Vec<Ident> = self.constants().map(constant_name).collect();
        let texts = self.constants().map(fixed_text);
        let (value, pattern, taken) = if constants.is_empty() {
            (value, quote!(slots), None)
        } else {
            let has_places =
                self.record.extra.is_some() || self.record.object.fields().next().is_some();
            let slots = if has_places { quote!(slots) } else { quote!(_) };
            let pattern = quote!((#(#constants,)* #slots));
            let demanded = self.constants().map(|constant| {
                let name = constant.required.then(|| constant_name(constant));
                name.map_or_else(|| quote!(_), |name| quote!(#name))
            });
            let taken = quote!(let (#(#demanded,)* slots) = slots;);
            let value = quote!((#(support::Fixed::new(#texts),)* #value));
            (value, pattern, Some(taken))
        };
        let fixed = self.constants().filter(|constant| constant.required);
        let fixed = fixed.map(|constant| {
            let (wire, name) = (&constant.name.wire, constant_name(constant));
            quote!(members.required(#wire, #name.value())?;)
        });
        let finished = self.finished();
        let can_be_empty = (!self.demands_a_member()).then(|| {
            quote!(
                const CAN_BE_EMPTY: bool = true;
            )
        });
        quote! {
            impl support::ReadObject for #name {
                #can_be_empty

                #[inline]
                fn read(
                    object: &mut Option<Self>,
                    members: &mut support::Members<'_, '_>,
                ) -> Result<(), support::Failed> {
                    #structure
                    let mut slots = #value;
                    members.read_into(&mut slots, |#pattern, name| #places)?;
                    #taken
                    #(#fixed)*
                    #finished
                    Ok(())
                }
            }
        }
    }

    /// Emits the match of the name of a member, with a reference to its place.
    fn places(&self, holder: &TokenStream) -> TokenStream {
        let rest = self.rest(holder);
        let other = self.record.extra_name().map_or_else(
            || quote!(support::refused()),
            |extra| quote!(&mut #rest.#extra),
        );
        let members = &self.record.object.members;
        if members.is_empty() {
            return other;
        }
        let mut required = self.states.fields();
        let arms = members.iter().map(|member| {
            let wire = &member.name().wire;
            let place = match member {
                Member::Constant(constant) => constant_name(constant).into_token_stream(),
                Member::Field(field) => {
                    let state = match field.presence {
                        Presence::Required => required.next(),
                        Presence::Written | Presence::Optional => None,
                    };
                    let name = ident(&field.name.rust);
                    match (self.holder, state) {
                        (Holder::Builder, Some((index, field))) => {
                            let place = self.states.place(index, field, holder);
                            quote!(&mut #place)
                        }
                        (Holder::Object | Holder::Builder | Holder::Slots, _) => {
                            quote!(&mut #rest.#name)
                        }
                    }
                }
            };
            quote!(#wire => #place,)
        });
        quote! {
            match name {
                #(#arms)*
                _ => #other,
            }
        }
    }

    /// Returns the expression of the value that holds the optional fields.
    fn rest(&self, holder: &TokenStream) -> TokenStream {
        let options = match self.holder {
            Holder::Builder => options(&self.record),
            Holder::Object | Holder::Slots => None,
        };
        options.map_or_else(|| holder.clone(), |options| quote!(#holder.#options))
    }

    /// Emits a builder in which no field has been read.
    fn builder(&self) -> TokenStream {
        let builder = builder_name(&self.record.def.name.rust);
        let states = self.states.unread(self.scope);
        let rest = options(&self.record).map(|options| quote!(#options: Optional::default(),));
        quote!(#builder { #states #rest })
    }

    /// Emits the struct of options.
    fn structure(&self) -> TokenStream {
        let fields = self.record.object.fields().map(|(member, field)| {
            let name = ident(&field.name.rust);
            let ty = field_type(self.record.step(member), field, self.scope);
            match field.presence {
                Presence::Required => quote!(#name: Option<support::Set<#ty>>,),
                Presence::Written | Presence::Optional => quote!(#name: #ty,),
            }
        });
        let extra = self.record.extra_name();
        let extra = extra.map(|name| quote!(#name: Extra,));
        quote! {
            #[derive(Default)]
            struct Slots { #(#fields)* #extra }
        }
    }

    /// Emits the assignment of the object after all members were read, or an error if a
    /// required member is missing.
    fn finished(&self) -> TokenStream {
        match self.holder {
            Holder::Object => quote!(*object = Some(slots);),
            Holder::Builder => self.built(),
            Holder::Slots => self.moved(),
        }
    }

    fn built(&self) -> TokenStream {
        let builder = builder_name(&self.record.def.name.rust);
        let states = self.states.read(&quote!(slots));
        let rest = options(&self.record).map(|options| quote!(#options: slots.#options));
        let build = ident(if self.record.is_request() {
            "build_unvalidated"
        } else {
            "into"
        });
        quote! {
            let builder = #builder { #states #rest };
            *object = Some(builder.#build());
        }
    }

    fn moved(&self) -> TokenStream {
        let fields = self.record.object.fields().map(|(_, field)| {
            let (wire, name) = (&field.name.wire, ident(&field.name.rust));
            match field.presence {
                Presence::Required if self.is_demanded(field) => {
                    quote!(#name: members.required(#wire, slots.#name)?.0,)
                }
                Presence::Required => quote!(#name: slots.#name.and_then(|it| it.0),),
                Presence::Written | Presence::Optional => quote!(#name: slots.#name,),
            }
        });
        let extra = self.record.extra_name();
        let extra = extra.map(|name| quote!(#name: slots.#name));
        quote!(*object = Some(Self { #(#fields)* #extra });)
    }
}

/// Returns the name of the variable for the place of a constant.
fn constant_name(constant: &Constant) -> Ident {
    ident(&format!(
        "fixed_{}",
        constant.name.rust.to_ascii_lowercase()
    ))
}
