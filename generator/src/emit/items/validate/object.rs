//! Checks of an object as a whole, and of its unlisted members.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Additional, Presence, Rule};

use super::Emitter;
use super::place::Place;
use crate::emit::record::Record;
use crate::emit::rust::condition::integer;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::item_type;

impl<'a> Emitter<'a> {
    /// Emits the check of unlisted members.
    pub(super) fn unlisted(record: &Record<'_>) -> Option<TokenStream> {
        let extra = record.extra_name()?;
        Some(match record.object.additional {
            Additional::Unmentioned => {
                quote!(found.unlisted(&self.#extra);)
            }
            Additional::Allowed => quote!(found.repeated(&self.#extra);),
            Additional::Forbidden => quote!(found.no_others(&self.#extra);),
        })
    }

    /// Emits the checks of the limits of the object as a whole.
    pub(super) fn limits(&mut self, record: &Record<'a>) -> Vec<TokenStream> {
        let object = record.object;
        let (names, counts): (Vec<_>, Vec<_>) = object
            .limits
            .iter()
            .filter(|rule| !matches!(rule, Rule::Assert(_)))
            .partition(|rule| matches!(rule, Rule::Names(_)));
        let mut checks = Vec::new();
        if !counts.is_empty() {
            let counted = counted(record);
            let rules = counts.into_iter().map(|rule| self.rule(rule, "object"));
            checks.push(quote!(found.value(&#counted) #(#rules)*;));
        }
        if let Some(extra) = record.extra_name().filter(|_| !names.is_empty()) {
            let rules = names.into_iter().map(|rule| self.rule(rule, "name"));
            checks.push(quote!(found.value(&self.#extra) #(#rules)*;));
        }
        let asserted = self.asserted(&object.limits, "object");
        let asserted = asserted.filter(|_| record.has_json());
        checks.extend(asserted.map(|it| Place::Body.asserted(&quote!(self), false, &it)));
        checks
    }

    /// Emits the checks of the unlisted members, if the schema describes them.
    pub(super) fn others(&mut self, record: &Record<'a>, scope: &Scope<'_>) -> Option<TokenStream> {
        let others = record.object.others.as_deref();
        let value = others.filter(|_| record.def.usage.written)?;
        let extra = record.extra_name()?;
        let ty = item_type(value, scope);
        let read = quote!(found.typed::<#ty>(value));
        let checks = if self.is_checked(value) {
            let checks = self.value(value, &extra.to_string());
            let some = quote!(Some(value));
            let pattern = if value.nullable {
                quote!(Some(#some))
            } else {
                some
            };
            quote!(if let #pattern = &#read { #checks })
        } else {
            quote!(#read;)
        };
        Some(quote! {
            for (name, value) in &self.#extra {
                let found = &mut found.of_unlisted(name);
                #checks
            }
        })
    }
}

/// Emits the number of members of an object.
fn counted(record: &Record<'_>) -> TokenStream {
    let object = record.object;
    let optional = object.fields().map(|(_, field)| field);
    let optional = optional.filter(|field| field.presence != Presence::Required);
    let names = optional.map(|field| ident(&field.name.rust));
    let present: Vec<TokenStream> = names.map(|name| quote!(self.#name.is_some())).collect();
    let required = integer(i128::try_from(object.members.len() - present.len()).unwrap_or(0));
    let extra = record.extra_name();
    let extra = extra.map_or_else(
        || quote!(support::Extra::new()),
        |extra| quote!(self.#extra),
    );
    quote!(support::Properties::of(#required, &[#(#present),*], &#extra))
}
