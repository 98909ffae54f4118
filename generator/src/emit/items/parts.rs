//! The parts of a request beside its body: path, query and headers.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{
    Field, Location, Member, Operation, Parameter, Part, Presence, Scalar, Struct, Style, Type,
    Value,
};
use crate::plan::{Call, RequestForm};
use crate::text::template;

use crate::emit::rust::ident::ident;

/// Emits the methods of `Operation` that return the path, the query and the headers.
pub fn methods(call: &Call<'_>, object: &Struct) -> TokenStream {
    let operation = call.operation;
    let members = match call.form {
        RequestForm::Body => Vec::new(),
        RequestForm::Parts => parameters(operation, object),
    };
    let path = path(operation, &members);
    let query = query(operation, &members);
    let headers = headers(&members);
    quote!(#path #query #headers)
}

/// Emits the path with the values of its parameters, if it has any.
fn path(operation: &Operation, members: &[(&Parameter, &Member)]) -> Option<TokenStream> {
    let mut values = Vec::new();
    let pieces = template::pieces(&operation.http.path).into_iter();
    let format = pieces.map(|piece| match piece {
        Ok(text) => Cow::Borrowed(text),
        Err(name) => {
            let mut members = members.iter();
            let is_meant = |it: &Parameter| it.location == Location::Path && it.name == name;
            let found = members.find(|(parameter, _)| is_meant(parameter));
            values.extend(found.map(|(parameter, member)| in_path(parameter, member)));
            Cow::Borrowed("{}")
        }
    });
    let format: String = format.collect();
    (!values.is_empty()).then(|| {
        quote! {
            fn path(&self) -> std::borrow::Cow<'static, str> {
                format!(#format, #(#values),*).into()
            }
        }
    })
}

fn in_path(parameter: &Parameter, member: &Member) -> TokenStream {
    let (name, value) = (&parameter.name, value(parameter, member));
    if is_plain(parameter) {
        return quote!(support::encoded(#value));
    }
    let style = style(parameter);
    quote!(support::in_path(#name, #style, #value))
}

/// Returns whether a parameter in a path has the style that most have.
fn is_plain(parameter: &Parameter) -> bool {
    let is_simple = parameter.style == Style::Simple && !parameter.explode;
    is_simple && !parameter.is_json && !parameter.allow_reserved
}

/// Emits the query, if it has a part.
fn query(operation: &Operation, members: &[(&Parameter, &Member)]) -> Option<TokenStream> {
    let (constant, values) = (&operation.http.query, values(members, Location::Query));
    let query = match (constant.is_empty(), values.is_empty()) {
        (true, true) => return None,
        (true, false) => quote!(support::query(&[#(#values),*])),
        (false, true) => quote!(#constant.to_owned()),
        (false, false) => quote!(support::query_after(#constant, &[#(#values),*])),
    };
    Some(quote! {
        fn query(&self) -> String {
            #query
        }
    })
}

/// Emits the headers and the cookies, if there are any.
fn headers(members: &[(&Parameter, &Member)]) -> Option<TokenStream> {
    let headers = values(members, Location::Header);
    let cookies = values(members, Location::Cookie);
    let headers = match (headers.is_empty(), cookies.is_empty()) {
        (true, true) => return None,
        (false, true) => quote!(support::headers(&[#(#headers),*])),
        (_, false) => quote!(support::headers_and_cookies(&[#(#headers),*], &[#(#cookies),*])),
    };
    Some(quote! {
        fn headers(&self) -> Vec<(&'static str, String)> {
            #headers
        }
    })
}

/// Returns the names, the styles and the values of the parameters in a part.
fn values(members: &[(&Parameter, &Member)], location: Location) -> Vec<TokenStream> {
    let members = members.iter();
    let members = members.filter(|(parameter, _)| parameter.location == location);
    let values = members.map(|(parameter, member)| {
        let (name, style) = (&parameter.name, style(parameter));
        let value = value(parameter, member);
        quote!((#name, #style, #value))
    });
    values.collect()
}

/// Returns the parameters of a request, each with its member.
fn parameters<'a>(
    operation: &'a Operation,
    object: &'a Struct,
) -> Vec<(&'a Parameter, &'a Member)> {
    let members = object.members.iter().enumerate();
    let parameters = members.filter_map(|(position, member)| match operation.part(position)? {
        Part::Parameter(parameter) => Some((parameter, member)),
        Part::Body(_) => None,
    });
    parameters.collect()
}

/// Emits the style of a parameter.
pub fn style(parameter: &Parameter) -> TokenStream {
    if parameter.is_json {
        return quote!(support::Style::JSON);
    }
    style_of(parameter.style, parameter.explode, parameter.allow_reserved)
}

/// Emits a style.
pub fn style_of(style: Style, explode: bool, allow_reserved: bool) -> TokenStream {
    // The members of a deep object always have names.
    let (name, is_default) = match style {
        Style::Simple => ("SIMPLE", !explode),
        Style::Form => ("FORM", explode),
        Style::Matrix => ("MATRIX", !explode),
        Style::Label => ("LABEL", !explode),
        Style::SpaceDelimited => ("SPACE_DELIMITED", !explode),
        Style::PipeDelimited => ("PIPE_DELIMITED", !explode),
        Style::DeepObject => ("DEEP_OBJECT", true),
    };
    let name = ident(name);
    let explode = match (is_default, explode) {
        (true, _) => quote!(),
        (false, true) => quote!(.exploded()),
        (false, false) => quote!(.joined()),
    };
    let reserved = allow_reserved.then(|| quote!(.reserved()));
    quote!(support::Style::#name #explode #reserved)
}

/// Emits a reference to the value of a member.
pub fn value(parameter: &Parameter, member: &Member) -> TokenStream {
    match member {
        Member::Field(field) => value_of(parameter, field),
        Member::Constant(constant) => {
            let name = ident(&constant.name.rust);
            quote!(&Self::#name)
        }
    }
}

/// Emits a reference to the value of a field. In JSON, null is a value of its own, which is
/// sent if it is set or if the parameter must be sent.
pub fn value_of(parameter: &Parameter, field: &Field) -> TokenStream {
    let name = ident(&field.name.rust);
    if !parameter.is_json || !can_be_null(&field.value) {
        return quote!(&self.#name);
    }
    match field.presence {
        Presence::Required => quote!(&support::OrNull::of(&self.#name)),
        Presence::Written | Presence::Optional => {
            quote!(&support::OrNull::of_optional(self.#name.as_ref()))
        }
    }
}

fn can_be_null(value: &Value) -> bool {
    match value.ty {
        Type::Any | Type::Scalar(Scalar::Null) => true,
        Type::Scalar(_) | Type::Named(_) | Type::List(_) | Type::Map(_) => value.nullable,
    }
}
