//! The body of a request: JSON, a form, several parts, a text or bytes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Api, Body, Field, MediaKind, Member, MemberEncoding, Part, Scalar, Style, Type, TypeId,
    UnionKind, UnionVariant, Value,
};
use crate::plan::{Call, Holding, RequestForm, holding, uploaded};

use super::parts::style_of;
use crate::emit::context::Context;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;

/// The value of a body in the method that writes it.
struct BodyValue {
    /// The value, before a dot.
    value: TokenStream,
    /// A reference to it.
    reference: TokenStream,
}

impl BodyValue {
    /// Returns the place of a variable that is a reference.
    fn variable(name: &TokenStream) -> Self {
        Self {
            value: name.clone(),
            reference: name.clone(),
        }
    }

    /// Returns the place of a field of the request.
    fn field(name: &Ident) -> Self {
        Self {
            value: quote!(self.#name),
            reference: quote!(&self.#name),
        }
    }
}

/// Emits the expression of the body of a request, if it has one.
pub fn written(cx: &Context<'_>, call: &Call<'_>, scope: &Scope<'_>) -> TokenStream {
    let none = quote!(Ok(None));
    let Some(body) = &call.operation.body else {
        return none;
    };
    let contents = body.contents.as_slice();
    let Some(first) = contents.first() else {
        return none;
    };
    if call.form == RequestForm::Body {
        return content_of(
            scope,
            first,
            &first.value,
            &BodyValue::variable(&quote!(self)),
        );
    }
    let Some(field) = field(cx, call) else {
        return none;
    };
    let name = ident(&field.name.rust);
    let is_plain = match holding(field, cx.api.get(call.request).usage) {
        // An empty option that is always written is null.
        Holding::Plain | Holding::Null => true,
        Holding::Optional | Holding::OptionalNull => false,
    };
    if let Some((id, variants)) = choice(cx, &field.value) {
        return chosen(scope, contents, (id, variants), (&name, is_plain));
    }
    if is_plain {
        return content_of(scope, first, &field.value, &BodyValue::field(&name));
    }
    let place = BodyValue::variable(&quote!(body));
    let written = content_of(scope, first, &field.value, &place);
    quote! {
        match &self.#name {
            Some(body) => #written,
            None => Ok(None),
        }
    }
}

/// Returns the field of the request that holds the body.
fn field<'a>(cx: &Context<'a>, call: &Call<'_>) -> Option<&'a Field> {
    let object = cx.api.structure(call.request)?;
    let mut fields = object.fields();
    let is_body = |member: usize| matches!(call.operation.part(member), Some(Part::Body(_)));
    fields
        .find(|(member, _)| is_body(*member))
        .map(|(_, field)| field)
}

/// Returns the enum of content types that a value is, if it is one.
fn choice<'a>(cx: &Context<'a>, value: &Value) -> Option<(TypeId, &'a [UnionVariant])> {
    let Type::Named(id) = value.ty else {
        return None;
    };
    let union = cx.api.get(id).shape.as_union()?;
    let is_body = union.kind == UnionKind::Body;
    is_body.then_some((id, union.variants.as_slice()))
}

/// Emits the body in the content type that the program has chosen.
fn chosen(
    scope: &Scope<'_>,
    contents: &[Body],
    (id, variants): (TypeId, &[UnionVariant]),
    (field, is_plain): (&Ident, bool),
) -> TokenStream {
    let ty = scope.path(id);
    let place = BodyValue::variable(&quote!(body));
    let arms = contents.iter().zip(variants).map(|(content, variant)| {
        let name = ident(&variant.name.rust);
        let written = content_of(scope, content, &variant.value, &place);
        if is_plain {
            quote!(#ty::#name(body) => #written,)
        } else {
            quote!(Some(#ty::#name(body)) => #written,)
        }
    });
    let none = (!is_plain).then(|| quote!(None => Ok(None),));
    quote! {
        match &self.#field {
            #(#arms)*
            #none
        }
    }
}

/// Emits the body of one content type.
fn content_of(scope: &Scope<'_>, content: &Body, value: &Value, place: &BodyValue) -> TokenStream {
    let media_type = &content.media_type;
    let (owner, reference) = (&place.value, &place.reference);
    match content.kind {
        MediaKind::Json if media_type == "application/json" => {
            quote!(support::Body::json(#reference))
        }
        MediaKind::Json => quote!(support::Body::json_as(#media_type, #reference)),
        MediaKind::Form => {
            let styles = content.encodings.iter().filter_map(|encoding| {
                let (name, style) = (&encoding.member, member_style(encoding)?);
                Some(quote!((#name, #style)))
            });
            quote!(support::form(#media_type, #reference, &[#(#styles),*]))
        }
        MediaKind::Multipart => multipart(scope, content, value, place),
        MediaKind::Text => {
            let media_type = with_charset(media_type);
            let exposed = value.sensitive.map(|_| quote!(.expose()));
            quote!(Ok(Some(support::Body::new(#media_type, #owner #exposed.as_str()))))
        }
        MediaKind::Events(_) | MediaKind::Bytes => {
            quote!(#owner.body(#media_type))
        }
    }
}

/// Returns the content type of a text with its charset.
fn with_charset(media_type: &str) -> String {
    if media_type.to_ascii_lowercase().contains("charset") {
        media_type.to_owned()
    } else {
        format!("{media_type}; charset=UTF-8")
    }
}

/// Emits the style of a member, if it states a part of one.
fn member_style(encoding: &MemberEncoding) -> Option<TokenStream> {
    let is_stated = encoding.style.is_some() || encoding.explode.is_some();
    if !is_stated && !encoding.allow_reserved {
        return None;
    }
    let style = encoding.style.unwrap_or(Style::Form);
    let explode = encoding.explode.unwrap_or(style.is_exploded());
    Some(style_of(style, explode, encoding.allow_reserved))
}

/// Emits a body of several parts: each member of an object is one.
fn multipart(scope: &Scope<'_>, content: &Body, value: &Value, place: &BodyValue) -> TokenStream {
    let (owner, reference) = (&place.value, &place.reference);
    let found = match value.ty {
        Type::Named(id) => scope.api.structure(id).map(|object| (id, object)),
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
    };
    let Some((id, object)) = found else {
        return quote!(support::Multipart::new().members(#reference).end());
    };
    let parts = object.members.iter().map(|member| match member {
        Member::Field(field) => part(scope.api, content, field, owner),
        Member::Constant(constant) => {
            let (wire, name) = (&constant.name.wire, ident(&constant.name.rust));
            let ty = scope.path(id);
            quote!(.value(#wire, None, &#ty::#name))
        }
    });
    let extra = scope.plan.extra(id).map(|name| {
        let name = ident(name);
        quote!(.others(&#owner.#name))
    });
    quote!(support::Multipart::new() #(#parts)* #extra .end())
}

/// Emits the part of a member.
fn part(api: &Api, content: &Body, field: &Field, owner: &TokenStream) -> TokenStream {
    let (wire, name) = (&field.name.wire, ident(&field.name.rust));
    let encoding = content.encodings.iter().find(|it| it.member == *wire);
    let stated = encoding.and_then(|it| first(it.content_type.as_deref()?));
    if is_upload(&field.value.ty) {
        let content_type = encoding.and_then(|it| uploaded(it.content_type.as_deref()?));
        let content_type = content_type.unwrap_or(UPLOADED);
        return quote!(.uploads(#wire, #content_type, &#owner.#name));
    }
    if is_part(api, &field.value.ty) {
        let stated = encoding.and_then(|it| it.content_type.as_deref());
        let file = stated.and_then(uploaded).unwrap_or(UPLOADED);
        let json = stated.into_iter().flat_map(|it| it.split(','));
        let mut json = json.map(str::trim);
        let value = json.find(|it| MediaKind::of(it) == MediaKind::Json);
        let value = value.map_or_else(|| quote!(None), |value| quote!(Some(#value)));
        let types = quote!(support::PartTypes::of(#file, #value));
        return quote!(.part(#wire, #types, &#owner.#name));
    }
    if let Some(style) = encoding.and_then(member_style) {
        return quote!(.styled(#wire, #style, &#owner.#name));
    }
    let stated = stated.map_or_else(|| quote!(None), |stated| quote!(Some(#stated)));
    quote!(.value(#wire, #stated, &#owner.#name))
}

/// Returns the first content type of a list, unless it is a range.
fn first(stated: &str) -> Option<&str> {
    let first = stated.split(',').next()?.trim();
    (!first.is_empty() && !first.contains('*')).then_some(first)
}

/// The content type of a file of which neither the document nor the program states one.
const UPLOADED: &str = "application/octet-stream";

/// Returns whether a value is a part that may be a file, or a list of them.
pub fn is_part(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => {
            let union = api.get(*id).shape.as_union();
            union.is_some_and(|it| it.kind == UnionKind::Part)
        }
        Type::List(item) => is_part(api, &item.ty),
        Type::Any | Type::Scalar(_) | Type::Map(_) => false,
    }
}

/// Returns whether a value is the content of a file, or a list of them.
pub fn is_upload(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::Upload,
        Type::List(item) => is_upload(&item.ty),
        Type::Any | Type::Named(_) | Type::Map(_) => false,
    }
}
