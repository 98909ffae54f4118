//! The places of the fields of an object or a request, and the checks that follow from them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, Field, Location, Member, Parameter, Part, Shape, Style, Type};

use crate::emit::items::parts::{style, value, value_of};
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
            Some(Part::Parameter(parameter)) => Self::Parameter(shown(parameter), parameter),
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

    /// Emits the check of the JSON of the value at the place. `is_any` is true for a value of
    /// any type, which can be null.
    pub fn asserted(
        &self,
        value: &TokenStream,
        is_any: bool,
        assertion: &TokenStream,
    ) -> TokenStream {
        let assert = if is_any {
            quote!(assert_any)
        } else {
            quote!(assert)
        };
        let found = match self {
            Self::Member(wire) => quote!(found.of_member(#wire)),
            Self::Parameter(name, _) => quote!(found.of_parameter(#name)),
            Self::Body => quote!(found),
        };
        quote!({
            const ASSERTED: support::Assertion = #assertion;
            #found.#assert(#value, &ASSERTED);
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
        match self {
            Self::Parameter(_, parameter) if parameter.location == Location::Path => {
                // `;id` is no empty part of a path, and a label alone is `.`.
                !parameter.is_json && parameter.style != Style::Matrix
            }
            Self::Parameter(..) | Self::Member(_) | Self::Body => false,
        }
    }

    /// Returns whether more than a text is written for the text at the place.
    pub fn adds_to_text(&self) -> bool {
        match self {
            Self::Parameter(_, parameter) => parameter.is_json || has_prefix(parameter),
            Self::Member(_) | Self::Body => false,
        }
    }

    /// Emits the check that a text can be written at the place as it is, unless every text can.
    pub fn check(&self, is_text: bool) -> Option<TokenStream> {
        let is_text = is_text && !self.adds_to_text();
        match self.location() {
            Some(Location::Path) if is_text => Some(quote!(.in_path())),
            Some(Location::Header) if is_text => Some(quote!(.in_header())),
            Some(Location::Path | Location::Header | Location::Query | Location::Cookie) | None => {
                None
            }
        }
    }

    /// Emits the check that the whole text of a field can be written at the place, unless every
    /// value can.
    pub fn whole(&self, field: &Field) -> Option<TokenStream> {
        let Self::Parameter(place, parameter) = self else {
            return None;
        };
        let (name, style) = (&parameter.name, style(parameter));
        let value = value_of(parameter, field);
        match parameter.location {
            Location::Path => Some(quote! {
                found.of_parameter(#place).written_in_path(#name, #style, #value);
            }),
            // JSON has a form that every header can hold.
            Location::Header if parameter.is_json => None,
            Location::Header => Some(quote! {
                found.of_parameter(#place).written_in_header(#style, #value);
            }),
            Location::Query | Location::Cookie => can_hold_delimiters(parameter).then(|| {
                quote! {
                    found.of_parameter(#place).written_in_pairs(#style, #value);
                }
            }),
        }
    }
}

/// Returns whether a value in a path has a prefix, such as `;id=`.
fn has_prefix(parameter: &Parameter) -> bool {
    match parameter.style {
        Style::Label | Style::Matrix => true,
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject => false,
    }
}

/// Returns whether an item in a query or a cookie can contain the text that separates the
/// items.
fn can_hold_delimiters(parameter: &Parameter) -> bool {
    if parameter.is_json || parameter.explode {
        return false;
    }
    match parameter.style {
        Style::SpaceDelimited | Style::PipeDelimited => true,
        Style::Simple | Style::Label | Style::Matrix | Style::Form => parameter.allow_reserved,
        Style::DeepObject => false,
    }
}

/// Emits the check that the members of exploded objects in a query or in cookies have names of
/// their own, if a request has such an object.
pub fn named_apart(api: &Api, record: &Record<'_>) -> Vec<TokenStream> {
    let Some(operation) = record.parts else {
        return Vec::new();
    };
    let check = |location: Location, constant: &str| {
        let members = record.object.members.iter().enumerate();
        let parameters = members.filter_map(|(position, member)| match record.part(position)? {
            Part::Parameter(parameter) if parameter.location == location => {
                Some((parameter, member))
            }
            Part::Parameter(_) | Part::Body(_) => None,
        });
        let parameters: Vec<(&Parameter, &Member)> = parameters.collect();
        let constants: Vec<&str> = names_in(constant).collect();
        let is_alone = parameters.len() + constants.len() < 2;
        if is_alone || !parameters.iter().any(|it| has_own_names(api, it.0, it.1)) {
            return None;
        }
        let parameters = parameters.into_iter().map(|(parameter, member)| {
            let (name, style) = (&parameter.name, style(parameter));
            let value = value(parameter, member);
            let place = shown(parameter);
            quote!((#place, #name, #style, #value))
        });
        Some(quote!(found.named_apart(&[#(#constants),*], &[#(#parameters),*]);))
    };
    let query = check(Location::Query, &operation.http.query);
    query
        .into_iter()
        .chain(check(Location::Cookie, ""))
        .collect()
}

/// Returns the names of a constant query.
fn names_in(query: &str) -> impl Iterator<Item = &str> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split('=').next().unwrap_or(pair))
}

/// Returns whether members of a value have names of their own beside those of parameters.
fn has_own_names(api: &Api, parameter: &Parameter, member: &Member) -> bool {
    let Member::Field(field) = member else {
        return false;
    };
    let is_exploded = parameter.explode && !parameter.is_json;
    is_exploded
        && parameter.style != Style::DeepObject
        && match field.value.ty {
            Type::Named(id) => match api.get(id).shape {
                Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => true,
                Shape::Enum(_) => false,
            },
            Type::Map(_) | Type::Any => true,
            Type::Scalar(_) | Type::List(_) => false,
        }
}

/// Returns the place of a parameter, for violations.
fn shown(parameter: &Parameter) -> String {
    format!(
        "{} parameter {}",
        parameter.location.as_str(),
        parameter.name
    )
}
