//! Amounts of money: how they are shown, and their sums in major units.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Money, Object, Presence, TypeDef};

use super::docs::Doc;
use super::types::ident;

/// The conversions of an amount, as methods of its type.
pub fn methods(object: &Object, money: Money) -> Option<TokenStream> {
    let currency = ident(&object.field(money.currency)?.name.rust);
    let value = ident(&object.field(money.value)?.name.rust);
    let from_major = from_major(object, money);
    let to_major = to_major(&currency, &value);
    Some(quote!(#from_major #to_major))
}

/// The conversion from major units, where an amount is complete with its
/// currency and its value.
fn from_major(object: &Object, money: Money) -> Option<TokenStream> {
    let parts = [
        (money.currency, format_ident!("currency")),
        (money.value, format_ident!("value")),
    ];
    let part = |member: usize| parts.iter().find(|(position, _)| *position == member);
    let members: Option<Vec<TokenStream>> = object
        .fields()
        .map(|(member, field)| match (part(member), field.presence) {
            (Some((_, local)), _) => Some(initialised(field, local)),
            (None, Presence::Optional) => {
                let name = ident(&field.name.rust);
                Some(quote!(#name: None))
            }
            (None, Presence::Required) => None,
        })
        .collect();
    let members = members?;
    let extra = object.extra.as_deref().map(ident);
    let extra = extra.map(|name| quote!(#name: Extra::new(),));
    let doc = Doc::default().paragraph(
        "A sum in major units, such as `42.00`, by the decimal digits that ISO 4217 gives to the \
         currency.",
    )
    .lines(["# Errors".to_owned()])
    .paragraph(
        "Whatever cannot be converted exactly: an unknown currency, a fraction of the smallest \
         unit, what is no decimal number or too large.",
    )
    .outer();
    Some(quote! {
        #doc
        pub fn from_major(
            currency: impl Into<String>,
            major: impl Into<Decimal>,
        ) -> Result<Self, MoneyError> {
            let currency = currency.into();
            let value = support::smallest_units(&currency, &major.into())?;
            Ok(Self { #(#members,)* #extra })
        }
    })
}

/// A field that takes the value of a local variable.
fn initialised(field: &Field, local: &Ident) -> TokenStream {
    let name = ident(&field.name.rust);
    if name == *local {
        quote!(#name)
    } else {
        quote!(#name: #local)
    }
}

fn to_major(currency: &Ident, value: &Ident) -> TokenStream {
    let doc = Doc::default().paragraph(
        "The sum in major units, with as many decimal digits as ISO 4217 gives to the currency.",
    )
    .lines(["# Errors".to_owned()])
    .paragraph("A currency that is not in ISO 4217, or has no smallest unit there.")
    .outer();
    quote! {
        #doc
        pub fn to_major(&self) -> Result<Decimal, MoneyError> {
            support::major_units(&self.#currency, self.#value)
        }
    }
}

/// Shows an amount without pretending to know where its decimal point is.
pub fn display(def: &TypeDef, object: &Object, money: Money) -> Option<TokenStream> {
    let name = ident(&def.name.rust);
    let currency = ident(&object.field(money.currency)?.name.rust);
    let value = ident(&object.field(money.value)?.name.rust);
    let doc =
        Doc::new("The currency and the number of its smallest units, such as `USD 1000`.").outer();
    Some(quote! {
        #doc
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} {}", self.#currency, self.#value)
            }
        }
    })
}
