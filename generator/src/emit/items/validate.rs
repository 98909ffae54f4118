//! Validation of objects.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{
    Additional, Advisory, Api, Demand, Field, FieldPath, Literal, Measured, MemberRule, Openness,
    Presence, Rule, Shape, Struct, Test, Type, Value, Window,
};
use crate::pattern::Matcher;
use crate::plan::{ScalarForm, rust_scalar};

use crate::emit::record::Record;
use crate::emit::rust::condition;
use crate::emit::rust::condition::integer;
use crate::emit::rust::ident::ident;
use crate::emit::rust::pattern;
use crate::emit::rust::scope::Scope;

/// The implementation of `Inspect`, and the functions that match its patterns.
pub struct Inspection {
    /// The implementation of the trait.
    pub implementation: TokenStream,
    /// The functions that match patterns.
    pub patterns: TokenStream,
    /// True if the implementation calls functions of `check`.
    pub uses_check: bool,
}

/// Emits the checks of an object.
pub fn inspection(record: &Record<'_>, scope: &Scope<'_>) -> Inspection {
    let (api, object) = (scope.api, record.object);
    let name = record.name();
    let listed = listed(object, scope);
    let mut emitter = Emitter {
        api,
        patterns: Vec::new(),
    };
    let mut checks: Vec<TokenStream> = object
        .fields()
        .filter_map(|(_, field)| emitter.field(field))
        .collect();
    checks.extend(unlisted(record));
    checks.extend(object.rules.iter().map(|rule| relation(api, rule)));
    checks.extend(
        object
            .advisories
            .iter()
            .map(|advisory| advise(api, advisory)),
    );
    let (at, found) = if checks.iter().all(TokenStream::is_empty) {
        (format_ident!("_at"), format_ident!("_found"))
    } else {
        (format_ident!("at"), format_ident!("found"))
    };
    let patterns = emitter
        .patterns
        .iter()
        .map(|(name, matcher)| pattern::tokens(matcher, name));
    Inspection {
        uses_check: record.extra.is_some()
            || object.fields().any(|(_, field)| is_checked(api, field)),
        patterns: quote!(#(#patterns)*),
        implementation: quote! {
            impl support::Inspect for #name {
                #listed

                fn inspect(&self, #at: &support::At<'_>, #found: &mut support::Findings) {
                    #(#checks)*
                }
            }
        },
    }
}

/// Emits the check of unlisted members.
fn unlisted(record: &Record<'_>) -> Option<TokenStream> {
    let extra = record.extra_name()?;
    Some(match record.object.additional {
        Additional::Unmentioned => {
            quote!(check::unlisted(&self.#extra, Self::NAMES, *at, found);)
        }
        Additional::Allowed => quote!(check::repeated(&self.#extra, Self::NAMES, *at, found);),
        Additional::Forbidden => quote!(check::no_others(&self.#extra, *at, found);),
    })
}

/// Emits the names of the properties, and the properties that contain objects.
fn listed(object: &Struct, scope: &Scope<'_>) -> TokenStream {
    let names = object.members.iter().map(|member| &member.name().wire);
    let held: Vec<TokenStream> = object
        .fields()
        .filter_map(|(_, field)| held(field, scope))
        .collect();
    let held =
        (!held.is_empty()).then(|| quote!(const HELD: &'static [support::Held] = &[#(#held),*];));
    quote! {
        const NAMES: &'static [&'static str] = &[#(#names),*];
        #held
    }
}

fn held(field: &Field, scope: &Scope<'_>) -> Option<TokenStream> {
    let id = field.value.ty.named()?;
    scope.api.structure(id)?;
    let wire = &field.name.wire;
    let ty = scope.path(id);
    Some(match field.value.ty {
        Type::Named(_) => quote!(support::Held::Object(#wire, support::listed::<#ty>)),
        Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any => {
            quote!(support::Held::Items(#wire, support::listed::<#ty>))
        }
    })
}

/// Emits the check that a required text is not empty, unless a rule of the field already
/// refuses the empty text.
fn filled(api: &Api, field: &Field) -> Option<TokenStream> {
    let refuses_empty = |rule: &Rule| !rule.admits(Measured::Text(""));
    if field.presence == Presence::Optional || field.value.rules.iter().any(refuses_empty) {
        return None;
    }
    let text = match &field.value.ty {
        Type::Scalar(scalar) if rust_scalar(*scalar).form == ScalarForm::String => quote!(value),
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => return None,
            Shape::Enum(set) => match set.openness {
                Openness::Open => quote!(value.as_str()),
                Openness::Closed => return None,
            },
        },
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => return None,
    };
    Some(quote!(check::filled(#text, at, found);))
}

/// Returns whether the checks of a field call a function of `check`.
fn is_checked(api: &Api, field: &Field) -> bool {
    fn calls(api: &Api, value: &Value) -> bool {
        let by_type = match &value.ty {
            Type::Scalar(scalar) => match rust_scalar(*scalar).form {
                ScalarForm::Text { .. } => true,
                ScalarForm::Copied | ScalarForm::String => false,
            },
            Type::Named(id) => match &api.get(*id).shape {
                Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
                Shape::Enum(set) => set.openness == Openness::Open,
            },
            Type::List(item) | Type::Map(item) => calls(api, item),
            Type::Any => false,
        };
        by_type || !value.rules.is_empty()
    }
    field.window.is_some() || filled(api, field).is_some() || calls(api, &field.value)
}

struct Emitter<'a> {
    api: &'a Api,
    patterns: Vec<(Ident, &'a Matcher)>,
}

impl<'a> Emitter<'a> {
    /// Emits the checks of a field, if it has any.
    fn field(&mut self, field: &'a Field) -> Option<TokenStream> {
        let name = ident(&field.name.rust);
        let wire = &field.name.wire;
        if let Type::Named(id) = field.value.ty
            && self.api.structure(id).is_some()
        {
            return Some(quote!(found.inside(at.member(#wire), &self.#name);));
        }
        let filled = filled(self.api, field);
        let checks = self.value(&field.value, &field.name.rust, filled);
        let window = field.window.as_ref().map(window);
        if checks.is_none() && window.is_none() {
            return None;
        }
        let checks = quote! {
            let at = at.member(#wire);
            #checks
            #window
        };
        Some(match field.presence {
            Presence::Required => quote!({
                let value = &self.#name;
                #checks
            }),
            Presence::Optional => quote! {
                if let Some(value) = &self.#name {
                    #checks
                }
            },
        })
    }

    /// Emits the checks of the reference `value` at the place `at`, beginning with
    /// `first`.
    fn value(
        &mut self,
        value: &'a Value,
        name: &str,
        first: Option<TokenStream>,
    ) -> Option<TokenStream> {
        let exposed = value
            .sensitive
            .is_some()
            .then(|| quote!(let value = value.expose();));
        let mut checks: Vec<TokenStream> = first.into_iter().collect();
        checks.extend(self.form(&value.ty, name));
        for rule in &value.rules {
            checks.push(self.rule(rule, &value.ty, name));
        }
        (!checks.is_empty()).then(|| quote!(#exposed #(#checks)*))
    }

    /// Emits the checks that follow from the type.
    fn form(&mut self, ty: &'a Type, name: &str) -> Option<TokenStream> {
        match ty {
            Type::Scalar(scalar) => match rust_scalar(*scalar).form {
                ScalarForm::Text { check } => {
                    let check = ident(check);
                    Some(quote!(check::#check(value, at, found);))
                }
                ScalarForm::Copied | ScalarForm::String => None,
            },
            Type::Named(id) => match &self.api.get(*id).shape {
                Shape::Struct(_) => Some(quote!(found.inside(at, value);)),
                Shape::Union(_) | Shape::Alias(_) => None,
                Shape::Enum(set) => match set.openness {
                    Openness::Open => Some(quote!(check::recognized(value, at, found);)),
                    Openness::Closed => None,
                },
            },
            Type::List(item) => {
                let inner = self.value(item, name, None)?;
                Some(quote! {
                    for (index, value) in value.iter().enumerate() {
                        let at = at.index(index);
                        #inner
                    }
                })
            }
            Type::Map(item) => {
                let inner = self.value(item, name, None)?;
                Some(quote! {
                    for (key, value) in value {
                        let at = at.key(key);
                        #inner
                    }
                })
            }
            Type::Any => None,
        }
    }

    fn rule(&mut self, rule: &'a Rule, ty: &Type, name: &str) -> TokenStream {
        let text = text_of_value(ty);
        match rule {
            Rule::MinLength(limit) => {
                let limit = count(*limit);
                quote!(check::min_length(#text, #limit, at, found);)
            }
            Rule::MaxLength(limit) => {
                let limit = count(*limit);
                quote!(check::max_length(#text, #limit, at, found);)
            }
            Rule::Minimum(limit) => {
                let limit = integer(*limit);
                quote!(check::minimum(*value, #limit, at, found);)
            }
            Rule::Maximum(limit) => {
                let limit = integer(*limit);
                quote!(check::maximum(*value, #limit, at, found);)
            }
            Rule::MinItems(limit) => {
                let limit = count(*limit);
                quote!(check::min_items(value.len(), #limit, at, found);)
            }
            Rule::MaxItems(limit) => {
                let limit = count(*limit);
                quote!(check::max_items(value.len(), #limit, at, found);)
            }
            Rule::MultipleOf(step) => {
                let step = integer(*step);
                quote!(check::multiple_of(*value, #step, at, found);)
            }
            Rule::Ranges { pattern, ranges } => {
                let ranges = ranges.iter().map(range);
                quote!(check::pattern(matches!(*value, #(#ranges)|*), #pattern, at, found);)
            }
            Rule::Pattern(pattern) => {
                let function = self.pattern_function(&pattern.matcher, name);
                let written = &pattern.text;
                quote!(check::pattern(#function(#text), #written, at, found);)
            }
        }
    }

    /// Returns the name of the function for a matcher. Equal matchers share a function.
    fn pattern_function(&mut self, matcher: &'a Matcher, name: &str) -> Ident {
        if let Some((name, _)) = self.patterns.iter().find(|(_, known)| *known == matcher) {
            return name.clone();
        }
        // A field whose items also have a pattern needs more than one function.
        let mut name = format!("{}_pattern", name.trim_end_matches('_'));
        while self.patterns.iter().any(|(known, _)| *known == name) {
            name.push_str("_of_items");
        }
        let name = ident(&name);
        self.patterns.push((name.clone(), matcher));
        name
    }
}

/// Emits the text of a value that rules on texts check.
fn text_of_value(ty: &Type) -> TokenStream {
    let has_text = match ty {
        Type::Scalar(scalar) => match rust_scalar(*scalar).form {
            ScalarForm::Text { .. } => true,
            ScalarForm::Copied | ScalarForm::String => false,
        },
        Type::Named(_) => true,
        Type::Any | Type::List(_) | Type::Map(_) => false,
    };
    if has_text {
        quote!(value.as_str())
    } else {
        quote!(value)
    }
}

/// Emits a range of integers as a pattern.
fn range(&(low, high): &(i128, i128)) -> TokenStream {
    let (first, last) = (integer(low), integer(high));
    if low == high {
        first
    } else {
        quote!(#first..=#last)
    }
}

/// Emits the check of a time window.
fn window(window: &Window) -> TokenStream {
    let (after, before) = (integer(window.after.into()), integer(window.before.into()));
    let from = &window.from;
    quote!(check::window(value, #after, #before, #from, at, found);)
}

/// Returns the limit of a count, reduced to 32 bits so that it fits every `usize`.
fn count(limit: u64) -> TokenStream {
    integer(i128::from(limit.min(u64::from(u32::MAX))))
}

fn relation(api: &Api, rule: &MemberRule) -> TokenStream {
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
        let unmet = unmet(api, &rule.when, demand, None);
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
    condition::field(api, *step).filter(|field| field.presence == Presence::Optional)
}

/// Emits the check that several members of the object are present.
fn all_required(api: &Api, rule: &MemberRule, members: &[&Field]) -> TokenStream {
    let condition = &rule.text;
    let members = members.iter().map(|field| {
        let (wire, name) = (&field.name.wire, ident(&field.name.rust));
        quote!((#wire, self.#name.is_some()))
    });
    let call = quote!(found.all_required_when(*at, &[#(#members),*], #condition););
    let terms = condition::terms(api, &[&rule.when]);
    if terms.is_empty() {
        return call;
    }
    quote!(if #(#terms)&&* { #call })
}

fn advise(api: &Api, advisory: &Advisory) -> TokenStream {
    let text = advisory
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let demands = advisory.then.iter().map(|demand| {
        let at = place(api, demand.path());
        let asked = quote!(found.wants_advisories());
        let unmet = unmet(api, &advisory.when, demand, Some(asked));
        quote!(if #unmet { found.advise(#at, #text); })
    });
    quote!(#(#demands)*)
}

/// Returns an expression for whether `first` and `when` hold and the demand is not met.
fn unmet(api: &Api, when: &Test, demand: &Demand, first: Option<TokenStream>) -> TokenStream {
    let mut terms: Vec<TokenStream> = first.into_iter().collect();
    match demand {
        Demand::OneOf(path, values) => {
            terms.extend(condition::terms(api, &[when]));
            terms.push(condition::one_of(api, path, values, false));
        }
        Demand::Present(path) => {
            terms.extend(condition::terms(api, &[when]));
            terms.push(missing(api, path));
        }
        Demand::Excluded { test, .. } => {
            // A single test needs no parentheses.
            if let (Test::Always, true) = (when, terms.is_empty()) {
                return condition::expression(api, test);
            }
            terms.extend(condition::terms(api, &[when, test]));
        }
    }
    quote!(#(#terms)&&*)
}

/// Returns an expression for whether the last member of a path is absent and its parent
/// is present.
fn missing(api: &Api, path: &FieldPath) -> TokenStream {
    let Some((last, parents)) = path.steps.split_last() else {
        return condition::nowhere();
    };
    let parent = FieldPath {
        steps: parents.to_vec(),
    };
    let parent = condition::reach(api, &quote!(self), &parent);
    let (Some(field), Some(parent)) = (condition::field(api, *last), parent) else {
        return condition::nowhere();
    };
    let (name, tokens) = (ident(&field.name.rust), parent.tokens);
    if parent.certain {
        quote!(#tokens.#name.is_none())
    } else {
        quote!(#tokens.is_some_and(|inner| inner.#name.is_none()))
    }
}

/// Returns the place at the end of a path, for reports.
fn place(api: &Api, path: &FieldPath) -> TokenStream {
    if path.steps.is_empty() {
        return quote!(*at);
    }
    let mut at = quote!(at);
    for step in &path.steps {
        if let Some(field) = condition::field(api, *step) {
            let wire = &field.name.wire;
            at = quote!(#at.member(#wire));
        }
    }
    at
}
