//! Checks of the rules and advisories between members.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Advisory, Api, Demand, Field, FieldPath, Literal, MemberRule, Presence, Test};
use crate::text::words::one_line;

use crate::emit::rust::condition;
use crate::emit::rust::ident::ident;

/// Emits the check of a rule.
pub fn rule(api: &Api, rule: &MemberRule) -> TokenStream {
    let condition = &rule.text;
    let own: Vec<&Field> = rule
        .then
        .iter()
        .filter_map(|demand| own_member(api, demand))
        .collect();
    // Several members are checked by one call, because compile time grows with the square
    // of the number of branches in a function.
    let (together, own) = if own.len() > 1 {
        (all_required(api, rule, &own), own)
    } else {
        (TokenStream::new(), Vec::new())
    };
    let apart = |demand: &&Demand| own.is_empty() || own_member(api, demand).is_none();
    let demands = rule.then.iter().filter(apart).map(|demand| {
        let at = place(api, demand.path());
        let report = match demand {
            Demand::Present(_) => quote!(found.required_when(#at, #condition);),
            Demand::OneOf(_, values) => {
                let values = values.iter().map(Literal::to_string);
                quote!(found.value_when(#at, &[#(#values),*], #condition);)
            }
            Demand::Excluded { text, .. } => {
                let condition = rule.condition().map(|condition| quote!(Some(#condition)));
                let condition = condition.unwrap_or_else(|| quote!(None));
                quote!(found.relation(#at, #text, #condition);)
            }
        };
        let unmet = unmet(api, &rule.when, demand);
        quote!(if #unmet { #report })
    });
    quote!(#together #(#demands)*)
}

/// Returns the member if the demand requires an optional member of the object itself.
fn own_member<'a>(api: &'a Api, demand: &Demand) -> Option<&'a Field> {
    let Demand::Present(path) = demand else {
        return None;
    };
    let [step] = path.steps.as_slice() else {
        return None;
    };
    condition::field(api, *step).filter(|field| field.presence != Presence::Required)
}

/// Emits the check that several members of the object are present.
fn all_required(api: &Api, rule: &MemberRule, members: &[&Field]) -> TokenStream {
    let condition = &rule.text;
    let members = members.iter().map(|field| {
        let (wire, name) = (&field.name.wire, ident(&field.name.rust));
        quote!((#wire, self.#name.is_some()))
    });
    let call = quote!(found.all_required_when(&[#(#members),*], #condition););
    let terms = condition::terms(api, &[&rule.when]);
    if terms.is_empty() {
        return call;
    }
    quote!(if #(#terms)&&* { #call })
}

/// Emits the check of an advisory.
pub fn advisory(api: &Api, advisory: &Advisory) -> TokenStream {
    let text = one_line(&advisory.text);
    let demands = advisory.then.iter().map(|demand| {
        let at = place(api, demand.path());
        let unmet = unmet(api, &advisory.when, demand);
        quote!(if #unmet { found.advise(#at, #text); })
    });
    quote!(#(#demands)*)
}

/// Returns an expression for whether `when` holds and the demand is not met.
fn unmet(api: &Api, when: &Test, demand: &Demand) -> TokenStream {
    let mut terms = condition::terms(api, &[when]);
    match demand {
        Demand::OneOf(path, values) => terms.push(condition::one_of(api, path, values, false)),
        Demand::Present(path) => terms.push(missing(api, path)),
        // A single test needs no parentheses.
        Demand::Excluded { test, .. } if terms.is_empty() => {
            return condition::expression(api, test);
        }
        Demand::Excluded { test, .. } => terms.extend(condition::terms(api, &[test])),
    }
    quote!(#(#terms)&&*)
}

/// Returns an expression for whether the last member of a path is absent and its parent
/// is present.
fn missing(api: &Api, path: &FieldPath) -> TokenStream {
    let Some((parent, last)) = path.split() else {
        return condition::nowhere();
    };
    let parent = condition::reach(api, &quote!(self), &parent);
    let (Some(field), Some(parent)) = (condition::field(api, last), parent) else {
        return condition::nowhere();
    };
    let (name, tokens) = (ident(&field.name.rust), parent.tokens);
    if parent.certain {
        quote!(#tokens.#name.is_none())
    } else {
        quote!(#tokens.is_some_and(|inner| inner.#name.is_none()))
    }
}

/// Returns the names of the members of a path, for reports.
fn place(api: &Api, path: &FieldPath) -> TokenStream {
    let names = api.wire_names(path);
    quote!(&[#(#names),*])
}
