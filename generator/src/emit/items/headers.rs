//! Structs of the headers of messages.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::{Tree, joined};
use crate::model::{Field, Headers, Parameter, TypeId};

use super::builder;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, header_doc, origin};
use crate::emit::record::Record;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::support;
use crate::emit::rust::types::field_type;
use crate::support::ClientKind;

/// Emits the items of the file of a struct of headers.
pub fn structure(cx: &Context<'_>, id: TypeId, headers: &Headers) -> Vec<Tree> {
    let Some(record) = Record::of(cx, id) else {
        return Vec::new();
    };
    let scope = Scope::of_type(cx, id);
    let name = record.name();
    let doc = doc(cx, &record).outer();
    let members = || record.object.fields().zip(&headers.places);
    let statuses = headers.statuses.iter().map(Vec::as_slice);
    let statuses = statuses.chain(iter::repeat(&[][..]));
    let fields = members()
        .zip(statuses)
        .map(|(((member, field), place), statuses)| {
            let doc = header_doc(field, (place, statuses), record.def).outer();
            let deprecated = builder::deprecated(field);
            let name = ident(&field.name.rust);
            let ty = field_type(record.step(member), field, &scope);
            quote!(#doc #deprecated pub #name: #ty,)
        });
    let values = members().map(|((_, field), place)| value(field, place));
    let request = is_of_answers(cx, id).then(|| quote!(, super::Request));
    let eq = cx.plan.has_eq(id).then(|| quote!(Eq, Hash,));
    let items = quote! {
        #doc
        #[derive(Clone, PartialEq, #eq Debug)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        impl support::ReadHeaders for #name {
            fn read(headers: &support::HeaderValues<'_>) -> Self {
                Self { #(#values)* }
            }
        }

        support::read_headers!(#name #request);
    };
    let names = record.support_names();
    let names = names.into_iter().filter(|name| *name != "Extra").collect();
    let (support, items) = support::imported(items, names, iter::empty());
    let (map, allow) = (record.map_import(), record.allow_deprecated(cx.api));
    let types = scope.imports();
    joined(quote!(#allow #map #support #types), items)
}

/// Returns whether the headers are those of answers, and not of a webhook.
fn is_of_answers(cx: &Context<'_>, id: TypeId) -> bool {
    let mut webhooks = cx.api.webhooks.iter().filter_map(|it| it.headers.as_ref());
    webhooks.all(|headers| headers.values != id)
}

fn value(field: &Field, place: &Parameter) -> TokenStream {
    let (name, wire) = (ident(&field.name.rust), &place.name);
    let reader = match (place.is_json, place.explode) {
        (true, _) => quote!(json),
        (false, true) => quote!(exploded),
        (false, false) => quote!(value),
    };
    quote!(#name: headers.#reader(#wire),)
}

fn doc(cx: &Context<'_>, record: &Record<'_>) -> Doc {
    let is_of_answers = is_of_answers(cx, record.id);
    let doc = Doc::default()
        .prose(&record.def.description)
        .paragraph(if is_of_answers {
            "A header is `None` if it is absent, or is no value of its type, such as `abc` as an \
             integer; the answer keeps its text. Limits and the formats of texts are not checked."
        } else {
            "A header is `None` if it is absent, or is no value of its type, such as `abc` as an \
             integer. Limits and the formats of texts are not checked."
        });
    let doc = match cx.plan.client {
        ClientKind::Plain if is_of_answers => doc.paragraph(
            "The client returns them by `send_for_answer`; those of a failure are \
             `typed_headers::<Headers>()` of the error's `answer`.",
        ),
        ClientKind::Signed if is_of_answers => {
            doc.paragraph("The client returns them by `send_for_answer`.")
        }
        ClientKind::None | ClientKind::Plain | ClientKind::Signed => doc,
    };
    origin(doc, cx.documents(record.id))
}
