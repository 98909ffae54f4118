//! Methods of amounts of money: `Display` and conversions from and to major units.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Money};
use crate::plan::has_from_major;

use crate::emit::docs::Doc;
use crate::emit::record::Record;
use crate::emit::rust::ident::ident;

/// Emits the conversions of an amount, as methods of its type.
pub fn methods(record: &Record<'_>, money: Money) -> Option<TokenStream> {
    let object = record.object;
    let currency = ident(&object.field(money.currency)?.name.rust);
    let value = ident(&object.field(money.value)?.name.rust);
    let from_major = has_from_major(object).then(|| from_major(record, money));
    let to_major = to_major(&currency, &value);
    let to_rust_decimal = to_rust_decimal();
    Some(quote!(#from_major #to_major #to_rust_decimal))
}

/// Emits the conversion from major units.
fn from_major(record: &Record<'_>, money: Money) -> TokenStream {
    let parts = [
        (money.currency, format_ident!("currency")),
        (money.value, format_ident!("value")),
    ];
    let part = |member: usize| parts.iter().find(|(position, _)| *position == member);
    let members = record.object.fields().map(|(member, field)| {
        part(member).map_or_else(
            || {
                let name = ident(&field.name.rust);
                quote!(#name: None)
            },
            |(_, local)| initialised(field, local),
        )
    });
    let extra = record.extra_name();
    let extra = extra.map(|name| quote!(#name: Extra::new(),));
    let doc = Doc::default()
        .paragraph(
            "Creates an amount from a number of major units, such as `42.00`, with the \
         number of decimal digits that ISO 4217 defines for the currency.",
        )
        .paragraph("With the feature `rust_decimal`, it also accepts a `rust_decimal::Decimal`.")
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the currency is not in ISO 4217 or has no smallest unit \
         there, if the text is not a decimal number, or if the amount has a fraction of \
         the smallest unit or is out of range.",
        )
        .outer();
    quote! {
        #doc
        pub fn from_major(
            currency: impl Into<String>,
            major: impl Into<Decimal>,
        ) -> Result<Self, MoneyError> {
            let currency = currency.into();
            let value = support::smallest_units(&currency, &major.into())?;
            Ok(Self { #(#members,)* #extra })
        }
    }
}

/// Emits the initializer of a field from a local variable.
fn initialised(field: &Field, local: &Ident) -> TokenStream {
    let name = ident(&field.name.rust);
    if name == *local {
        quote!(#name)
    } else {
        quote!(#name: #local)
    }
}

fn to_major(currency: &Ident, value: &Ident) -> TokenStream {
    let doc = Doc::default()
        .paragraph(
            "Returns the amount in major units, with the number of decimal digits that \
             ISO 4217 defines for the currency.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the currency is not in ISO 4217, or has no smallest unit there.",
        )
        .outer();
    quote! {
        #doc
        pub fn to_major(&self) -> Result<Decimal, MoneyError> {
            support::major_units(&self.#currency, self.#value)
        }
    }
}

/// Emits the conversion to a number of the crate `rust_decimal`.
fn to_rust_decimal() -> TokenStream {
    let doc = Doc::default()
        .paragraph("Returns the amount in major units, as [`to_major`](Self::to_major) does.")
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the currency is not in ISO 4217, or has no smallest unit there.",
        )
        .outer();
    quote! {
        #doc
        #[cfg(feature = "rust_decimal")]
        pub fn to_rust_decimal(&self) -> Result<::rust_decimal::Decimal, MoneyError> {
            let major = ::rust_decimal::Decimal::try_from(&self.to_major()?);
            major.map_err(|_| MoneyError::OutOfRange)
        }
    }
}

/// Emits `Display`, which shows the number of smallest units, without a decimal point.
pub fn display(record: &Record<'_>, money: Money) -> Option<TokenStream> {
    let (name, object) = (record.name(), record.object);
    let currency = ident(&object.field(money.currency)?.name.rust);
    let value = ident(&object.field(money.value)?.name.rust);
    let doc = Doc::new(
        "Writes the number of smallest units and the currency: `1000 smallest units of USD`.",
    )
    .outer();
    Some(quote! {
        #doc
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} smallest units of {}", self.#value, self.#currency)
            }
        }
    })
}
