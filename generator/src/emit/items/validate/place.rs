//! The places of the fields of an object or a request, and the checks that follow from them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Location, Parameter, Part};

use crate::emit::items::parts::style;
use crate::emit::record::Record;

/// The place of a field, at which its checks report.
pub enum Place<'a> {
    /// A member of an object, by its name on the wire.
    Member(&'a str),
    /// A parameter, by its location and name.
    Parameter(String, &'a Parameter),
    /// The body, whose members are checked as those of the request.
    Body,
}

impl<'a> Place<'a> {
    /// Returns the place of a field.
    pub fn of(record: &Record<'a>, member: usize, field: &'a Field) -> Self {
        match record.part(member) {
            None => Self::Member(&field.name.wire),
            Some(Part::Body(_)) => Self::Body,
            Some(Part::Parameter(parameter)) => {
                let (location, name) = (parameter.location, &parameter.name);
                Self::Parameter(format!("{} parameter {name}", location.as_str()), parameter)
            }
        }
    }

    /// Emits the value at the place, for checks.
    pub fn value(&self, value: &TokenStream) -> TokenStream {
        match self {
            Self::Member(wire) => quote!(found.member(#wire, #value)),
            Self::Parameter(name, _) => quote!(found.parameter(#name, #value)),
            Self::Body => quote!(found.value(#value)),
        }
    }

    /// Emits the required text at the place, for further checks, after the check that it
    /// is not empty.
    pub fn filled(&self, value: &TokenStream) -> TokenStream {
        match self {
            Self::Member(wire) => quote!(found.filled(#wire, #value)),
            Self::Parameter(..) | Self::Body => {
                let value = self.value(value);
                quote!(#value.filled())
            }
        }
    }

    /// Emits the check of the JSON of the value at the place.
    pub fn asserted(&self, value: &TokenStream, assertion: &TokenStream) -> TokenStream {
        let found = match self {
            Self::Member(wire) => quote!(found.of_member(#wire)),
            Self::Parameter(name, _) => quote!(found.of_parameter(#name)),
            Self::Body => quote!(found),
        };
        quote!({
            const ASSERTED: support::Assertion = #assertion;
            #found.assert(#value, &ASSERTED);
        })
    }

    /// Emits the inspection of the place.
    pub fn inspection(&self) -> TokenStream {
        match self {
            Self::Member(wire) => quote!(&mut found.of_member(#wire)),
            Self::Parameter(name, _) => quote!(&mut found.of_parameter(#name)),
            Self::Body => quote!(&mut *found),
        }
    }

    /// Returns the location of the parameter, if it is one.
    fn location(&self) -> Option<Location> {
        match self {
            Self::Parameter(_, parameter) => Some(parameter.location),
            Self::Member(_) | Self::Body => None,
        }
    }

    /// Returns whether the place refuses the empty text by a rule.
    pub fn refuses_empty(&self) -> bool {
        match self.location() {
            Some(Location::Path) => true,
            Some(Location::Header | Location::Query | Location::Cookie) | None => false,
        }
    }

    /// Emits the check that a text can be written at the place, unless every text can.
    pub fn check(&self, is_text: bool) -> Option<TokenStream> {
        match self.location() {
            Some(Location::Path) if is_text => Some(quote!(.in_path())),
            Some(Location::Header) if is_text => Some(quote!(.in_header())),
            Some(Location::Path | Location::Header | Location::Query | Location::Cookie) | None => {
                None
            }
        }
    }

    /// Emits the check that a value that is no single text can be written at the place,
    /// unless every value can.
    pub fn whole(&self, value: &TokenStream) -> Option<TokenStream> {
        let Self::Parameter(place, parameter) = self else {
            return None;
        };
        let (name, style) = (&parameter.name, style(parameter));
        match parameter.location {
            Location::Path => Some(quote! {
                found.of_parameter(#place).written_in_path(#name, #style, #value);
            }),
            Location::Header => Some(quote! {
                found.of_parameter(#place).written_in_header(#style, #value);
            }),
            Location::Query | Location::Cookie => None,
        }
    }
}
