//! Sets of strings as enums, and the result codes of an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::docs;
use crate::model::{
    Api, Enum, Module, Openness, Operation, ResultCode, Retry, Shape, Type, TypeDef, TypeId,
};

use super::Prepared;
use super::docs::{Doc, line, type_doc};
use super::files::product_path;
use super::paths::Scope;
use super::types::ident;

/// A known string: its variant, its comment and its text.
struct Arm<'a> {
    name: Ident,
    doc: TokenStream,
    wire: &'a str,
}

/// The enum of a set of strings.
pub fn enumeration(
    api: &Api,
    prepared: &Prepared,
    id: TypeId,
    def: &TypeDef,
    set: &Enum,
) -> TokenStream {
    let arms: Vec<Arm<'_>> = set
        .variants
        .iter()
        .map(|variant| {
            let wire = docs::code(&variant.name.wire);
            let doc = if variant.description.trim().is_empty() {
                Doc::new(format!("{wire} on the wire."))
            } else {
                Doc::default()
                    .prose(&variant.description)
                    .paragraph(format!("{wire} on the wire."))
            };
            Arm {
                name: ident(&variant.name.rust),
                doc: doc.outer(),
                wire: &variant.name.wire,
            }
        })
        .collect();
    let name = ident(&def.name.rust);
    let doc = type_doc(api, prepared, id, def).outer();
    match set.openness {
        Openness::Open => {
            let items = open(&name, &doc, &arms);
            quote! {
                use crate::support::{self, Unrecognized};

                #items
            }
        }
        Openness::Closed => {
            let items = closed(&name, &doc, &arms);
            quote! {
                use crate::support;

                #items
            }
        }
    }
}

fn open(name: &Ident, doc: &TokenStream, arms: &[Arm<'_>]) -> TokenStream {
    let names: Vec<&Ident> = arms.iter().map(|arm| &arm.name).collect();
    let docs = arms.iter().map(|arm| &arm.doc);
    let wires: Vec<&str> = arms.iter().map(|arm| arm.wire).collect();
    let known = line("Every known value, as it is on the wire.");
    let as_str = line("The value as it is on the wire.");
    let unrecognized = line("A value that this version does not know; it is kept as it is.");
    let other = quote!(Self::Unrecognized(Unrecognized::new(text)));
    let conversion = if arms.is_empty() {
        other
    } else {
        quote! {
            match text {
                #(#wires => Self::#names,)*
                _ => #other,
            }
        }
    };
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #names,)*
            #unrecognized
            Unrecognized(Unrecognized),
        }

        impl #name {
            #known
            pub const KNOWN: &'static [&'static str] = &[#(#wires),*];

            #as_str
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #wires,)*
                    Self::Unrecognized(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                #conversion
            }
        }

        support::open_enum!(#name);
    }
}

fn closed(name: &Ident, doc: &TokenStream, arms: &[Arm<'_>]) -> TokenStream {
    let names: Vec<&Ident> = arms.iter().map(|arm| &arm.name).collect();
    let docs = arms.iter().map(|arm| &arm.doc);
    let wires: Vec<&str> = arms.iter().map(|arm| arm.wire).collect();
    let known = line("Every value, as it is on the wire.");
    let as_str = line("The value as it is on the wire.");
    let from_text = line("The value that is `text` on the wire, if there is one.");
    quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #names,)*
        }

        impl #name {
            #known
            pub const KNOWN: &'static [&'static str] = &[#(#wires),*];

            #as_str
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                match self {
                    #(Self::#names => #wires,)*
                }
            }

            #from_text
            #[must_use]
            pub fn from_text(text: &str) -> Option<Self> {
                match text {
                    #(#wires => Some(Self::#names),)*
                    _ => None,
                }
            }
        }

        support::closed_enum!(#name);
    }
}

/// The file of an operation's result codes.
pub fn result_code(api: &Api, position: usize, operation: &Operation) -> super::Module {
    let name = ident("ResultCode");
    let arms: Vec<Arm<'_>> = operation
        .codes
        .iter()
        .map(|code| Arm {
            name: ident(&code.name.rust),
            doc: code_doc(code),
            wire: &code.name.wire,
        })
        .collect();
    let doc = Doc::new(format!("The result codes of {}.", docs::inline(&operation.document.title)))
        .paragraph(
            "Each knows its usual status, what it means and what to do. The status of a \
             message decides what happened: a code can come with another status than its usual one. \
             A code that is not listed answers `None` to everything.",
        )
        .outer();
    let items = open(&name, &doc, &arms);
    let status = status_method(api, position, operation);
    let message = text_method(operation, "message", "What the code means.", |code| {
        &code.message
    });
    let action = text_method(operation, "action", "What to do about it.", |code| {
        &code.action
    });
    let retry = retry_method(operation);
    let imports = status.imports;
    let status = status.method;
    super::Module {
        path: format!("{}/result_code.rs", product_path(operation)),
        origin: operation.document.path.clone(),
        tokens: quote! {
            //! The result codes.

            use crate::support::{self, Retry, Unrecognized};
            #imports

            #items

            impl ResultCode {
                #status
                #message
                #action
                #retry
            }
        },
    }
}

fn code_doc(code: &ResultCode) -> TokenStream {
    let mut doc = Doc::default()
        .prose(&docs::sentence(&code.message))
        .paragraph(format!(
            "{} on the wire, usually with status {}. {}",
            docs::code(&code.name.wire),
            docs::code(&code.status),
            docs::sentence(&docs::inline(&code.action))
        ));
    if let Some(note) = &code.note {
        doc = doc.prose(note);
    }
    doc.outer()
}

struct StatusMethod {
    method: TokenStream,
    imports: TokenStream,
}

/// `status()`, in the type of the status where that is a set of strings.
fn status_method(api: &Api, position: usize, operation: &Operation) -> StatusMethod {
    let scope = Scope::of_module(api, Module::Product(position));
    let last = operation.outcome.status.steps.last();
    let field = last.and_then(|step| api.object(step.owner)?.field(step.member));
    let set = field.and_then(|field| match field.value.ty {
        Type::Named(id) => match &api.get(id).shape {
            Shape::Enum(set) => Some((id, set)),
            Shape::Object(_) => None,
        },
        _ => None,
    });
    let ty = set.map_or_else(|| quote!(&'static str), |(id, _)| scope.path(id));
    let value = |status: &str| {
        let variant = set.and_then(|(_, set)| {
            let mut variants = set.variants.iter();
            variants.find(|variant| variant.name.wire == status)
        });
        let variant = variant.map(|variant| ident(&variant.name.rust));
        variant.map_or_else(|| quote!(#status), |variant| quote!(#ty::#variant))
    };
    let doc = line("The status that the code usually comes with.");
    let body = per_code(operation, |code| code.status.clone(), value);
    StatusMethod {
        method: quote! {
            #doc
            #[must_use]
            pub fn status(&self) -> Option<#ty> {
                #body
            }
        },
        imports: scope.imports(),
    }
}

fn text_method<'a>(
    operation: &'a Operation,
    name: &str,
    doc: &str,
    text: impl Fn(&'a ResultCode) -> &'a str,
) -> TokenStream {
    let name = ident(name);
    let doc = line(doc);
    let body = per_code(
        operation,
        |code| text(code).split_whitespace().collect::<Vec<_>>().join(" "),
        |text| quote!(#text),
    );
    quote! {
        #doc
        #[must_use]
        pub fn #name(&self) -> Option<&'static str> {
            #body
        }
    }
}

fn retry_method(operation: &Operation) -> TokenStream {
    let doc = line("What a program may do about it.");
    let body = per_code(
        operation,
        |code| retry_variant(code.retry).to_owned(),
        |name| {
            let name = ident(name);
            quote!(Retry::#name)
        },
    );
    quote! {
        #doc
        #[must_use]
        pub fn retry(&self) -> Option<Retry> {
            #body
        }
    }
}

/// The variant of the support module's `Retry`.
pub fn retry_variant(retry: Retry) -> &'static str {
    match retry {
        Retry::NotNeeded => "NotNeeded",
        Retry::SameRequest => "SameRequest",
        Retry::NewRequestId => "NewRequestId",
        Retry::FixRequest => "FixRequest",
        Retry::InquireFirst => "InquireFirst",
        Retry::ContactSupport => "ContactSupport",
        Retry::Never => "Never",
    }
}

/// A `match` over the codes in which equal answers share an arm.
fn per_code<'a>(
    operation: &'a Operation,
    answer: impl Fn(&'a ResultCode) -> String,
    value: impl Fn(&str) -> TokenStream,
) -> TokenStream {
    let mut groups: Vec<(String, Vec<Ident>)> = Vec::new();
    for code in &operation.codes {
        let answer = answer(code);
        let name = ident(&code.name.rust);
        match groups.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, names)) => names.push(name),
            None => groups.push((answer, vec![name])),
        }
    }
    let arms = groups.iter().map(|(answer, names)| {
        let value = value(answer);
        quote!(#(Self::#names)|* => Some(#value),)
    });
    quote! {
        match self {
            #(#arms)*
            Self::Unrecognized(_) => None,
        }
    }
}
