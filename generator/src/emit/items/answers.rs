//! Answers: the response of an operation, its failures, and the reading of both by status.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::layout::{Tree, joined, trees};
use crate::markdown;
use crate::model::{ModuleId, Operation, Status, Value};
use crate::names;
use crate::plan::{
    Call, Case, Content, FailureHome, Reply, Success, accepted, common_body, failures, streamed,
};
use crate::text::words;

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::rust::cfg::cfg;
use crate::emit::rust::exports::{Exported, exported};
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::{Scope, has_map_in, support_types_of};
use crate::emit::rust::support;
use crate::emit::rust::types::item_type;
use crate::emit::rust_file::RustFile;

/// The file of the failures of an operation.
const ERROR: &str = "error";

/// The file of a response that is an enum or no named type.
const RESPONSE: &str = "response";

/// Returns the files of answers beside the types of an operation, and the exports.
pub fn exports(cx: &Context<'_>, call: &Call<'_>) -> (Vec<&'static str>, TokenStream) {
    let (mut files, mut exports) = (Vec::new(), TokenStream::new());
    match cx.plan.failures.home(call.operation.module) {
        FailureHome::Response => {}
        FailureHome::Undocumented => {
            exports.extend(quote!(
                pub use crate::UndocumentedFailure as Error;
            ));
        }
        FailureHome::Own => {
            files.push(ERROR);
            exports.extend(quote!(
                pub use error::Error;
            ));
        }
        FailureHome::Shared(name) => {
            let name = ident(name);
            exports.extend(quote!(pub use crate::errors::#name as Error;));
        }
    }
    if has_response_file(call) {
        files.push(RESPONSE);
        exports.extend(quote!(
            pub use response::Response;
        ));
    }
    (files, exports)
}

/// Returns whether the response has a file: it is an enum, or no named type.
fn has_response_file(call: &Call<'_>) -> bool {
    match &call.reply {
        Reply::Stated(_) | Reply::Plain(Success::Raw) => false,
        Reply::Plain(Success::One { content, .. }) => {
            !content.is_empty() && call.response().is_none()
        }
        Reply::Plain(Success::Several(_)) => true,
    }
}

/// Emits a file of answers.
pub fn file(cx: &Context<'_>, call: &Call<'_>, name: &str) -> RustFile {
    let scope = Scope::of_module(cx, call.operation.module);
    let tokens = if name == ERROR {
        let doc = line("The failures of the operation, by the status of the answer.");
        let cases = failures(cx.api, call.operation);
        let (items, values) = failure_enum(cx, &ident("Error"), &doc, &cases, &scope);
        with_imports(items, &values, &scope)
    } else {
        response(call, &scope)
    };
    RustFile {
        path: format!("{}/{name}.rs", cx.directory(call.operation.module)),
        origin: call.operation.document.path.clone(),
        tokens,
    }
}

/// Emits the module of the failures that several operations have.
pub fn shared(cx: &Context<'_>) -> RustFile {
    let features = |modules: &[ModuleId]| cx.plan.features.of_modules(cx.api, modules);
    let files = cx.plan.failures.shared().map(|(name, modules)| {
        let (cfg, file) = (cfg(features(modules)), ident(&names::file_stem(name)));
        quote!(#cfg mod #file;)
    });
    let enums = cx.plan.failures.shared().map(|(name, modules)| Exported {
        features: features(modules),
        file: ident(&names::file_stem(name)),
        name: ident(name),
    });
    let enums = exported(enums, &quote!(self));
    let operations = cx.calls.iter().map(|call| call.operation);
    let origins = operations.filter_map(|it| match cx.plan.failures.home(it.module) {
        FailureHome::Shared(_) => Some(it.document.path.as_str()),
        FailureHome::Response | FailureHome::Undocumented | FailureHome::Own => None,
    });
    let origins: BTreeSet<&str> = origins.collect();
    let doc = Doc::new("Failures that several operations have.").inner();
    RustFile {
        path: "src/errors/mod.rs".to_owned(),
        origin: Vec::from_iter(origins).join(", "),
        tokens: trees(quote!(#doc #(#files)* #enums)),
    }
}

/// Emits the file of the failures that the operations with these modules have.
pub fn shared_file(cx: &Context<'_>, name: &str, modules: &[ModuleId]) -> RustFile {
    let scope = Scope::of_root(cx);
    let doc = Doc::new("The failures of several operations, by the status of the answer.")
        .paragraph(
            "A failure of an operation has one of the statuses that the operation documents, or \
             is `Other`.",
        )
        .outer();
    let operations = cx.calls.iter().map(|call| call.operation);
    let operations = operations.filter(|it| modules.contains(&it.module));
    let cases = cx.shared_failures(name);
    let (items, values) = failure_enum(cx, &ident(name), &doc, &cases, &scope);
    let origins: BTreeSet<&str> = operations.map(|it| it.document.path.as_str()).collect();
    RustFile {
        path: format!("src/errors/{}.rs", names::file_stem(name)),
        origin: Vec::from_iter(origins).join(", "),
        tokens: with_imports(items, &values, &scope),
    }
}

/// Emits an enum of failures, and returns the values in it.
fn failure_enum<'a>(
    cx: &Context<'_>,
    name: &Ident,
    doc: &TokenStream,
    cases: &[Case<'a>],
    scope: &Scope<'_>,
) -> (TokenStream, Vec<&'a Value>) {
    let variants = cases.iter().map(|case| {
        let (name, doc) = (ident(&case.variant), variant_doc(case));
        let ty = content_type(case.content, scope).unwrap_or_else(|| quote!(()));
        quote!(#doc #name(support::ErrorAnswer<#ty>),)
    });
    let names: Vec<Ident> = cases.iter().map(|case| ident(&case.variant)).collect();
    let read = reading_of_failures(cases);
    let body = common_getter(cx, name, cases, scope);
    let other = line("An undocumented status, or a body that cannot be read.");
    let is_named_alike = cases
        .iter()
        .any(|case| case.variant.ends_with(&name.to_string()));
    let allow = is_named_alike.then(
        || quote!(#[allow(clippy::enum_variant_names, reason = "the names are those of statuses")]),
    );
    let items = quote! {
        #doc
        #allow
        #[derive(Clone, PartialEq, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #other
            Other(support::RawAnswer),
        }

        impl support::ReadFailure for #name {
            fn read(answer: &support::Answer<'_>, id: &'static str, status: &str) -> Self {
                #read
            }
        }

        support::failures!(#name #(, #names)*);

        #body
    };
    let values = cases.iter().filter_map(|case| case.content.value());
    (items, values.collect())
}

/// Emits the getter of the body that all documented failures have, or all with a body.
fn common_getter(
    cx: &Context<'_>,
    name: &Ident,
    cases: &[Case<'_>],
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let ty = item_type(common_body(cx.api, cases)?, scope);
    let with_body = cases.iter().filter(|case| !case.content.is_empty());
    let variants = with_body.map(|case| ident(&case.variant));
    Some(quote!(support::failure_body!(#name, #ty #(, #variants)*);))
}

/// Emits the expression that reads a failure, by its documented status.
fn reading_of_failures(cases: &[Case<'_>]) -> TokenStream {
    let other = quote!(Self::Other(answer.raw(id)));
    let groups = cases.chunk_by(|left, right| left.statuses == right.statuses);
    let arms = groups.map(|group| {
        let read = chosen(group, &other, |case, reader| {
            let name = ident(&case.variant);
            quote!(answer.failure(id, #reader, Self::#name))
        });
        let statuses = group.first().into_iter().flat_map(|case| &case.statuses);
        let statuses = statuses.map(Status::to_string);
        quote!(#(#statuses)|* => #read,)
    });
    quote!(match status { #(#arms)* _ => #other, })
}

/// Emits the expression that reads one of the contents of an answer, by its content type.
fn chosen(
    group: &[Case<'_>],
    other: &TokenStream,
    read: impl Fn(&Case<'_>, TokenStream) -> TokenStream,
) -> TokenStream {
    if let [only] = group {
        return read(only, only_reader(only.content));
    }
    let media_types = group.iter().flat_map(|case| &case.media_types);
    let mut position = 0_usize;
    let arms = group.iter().map(|case| {
        let positions = position..position + case.media_types.len();
        position = positions.end;
        let positions = positions.map(Literal::usize_unsuffixed);
        let read = read(case, reader(case.content));
        quote!(#(#positions)|* => #read,)
    });
    let arms: Vec<TokenStream> = arms.collect();
    quote! {
        match answer.content(&[#(#media_types),*]) {
            #(#arms)*
            _ => #other,
        }
    }
}

/// Emits the contents of the file of a response.
fn response(call: &Call<'_>, scope: &Scope<'_>) -> Vec<Tree> {
    let success = match &call.reply {
        Reply::Plain(success) => success,
        Reply::Stated(_) => return Vec::new(),
    };
    match success {
        Success::Raw => Vec::new(),
        Success::One { content, .. } => {
            let ty = content_type(*content, scope);
            let doc = line("The response.");
            let values: Vec<&Value> = content.value().into_iter().collect();
            with_imports(quote!(#doc pub type Response = #ty;), &values, scope)
        }
        Success::Several(cases) => {
            let doc = line("The response, by the status of the answer.");
            let variants = cases.iter().map(|case| {
                let (name, doc) = (ident(&case.variant), variant_doc(case));
                let ty = content_type(case.content, scope).map(|ty| quote!((#ty)));
                quote!(#doc #name #ty,)
            });
            let items = quote! {
                #doc
                #[derive(Clone, PartialEq, Debug)]
                #[non_exhaustive]
                pub enum Response {
                    #(#variants)*
                }
            };
            let values = cases.iter().filter_map(|case| case.content.value());
            with_imports(items, &values.collect::<Vec<_>>(), scope)
        }
    }
}

/// Adds the imports that items with these values need.
pub fn with_imports(items: TokenStream, values: &[&Value], scope: &Scope<'_>) -> Vec<Tree> {
    let names = support_types_of(values.iter().copied());
    let (support, items) = support::imported(items, names, iter::empty());
    let map = has_map_in(values.iter().copied()).then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let types = scope.imports();
    joined(quote!(#map #support #types), items)
}

fn variant_doc(case: &Case<'_>) -> TokenStream {
    let statuses: Vec<String> = case.statuses.iter().map(Status::to_string).collect();
    let status = match statuses.as_slice() {
        [only] if only == "default" => "Any other status".to_owned(),
        statuses => format!("Status {}", statuses.join(" or ")),
    };
    let media_types = case.media_types.iter().map(|it| markdown::code(it));
    let media_types = words::list(&media_types.collect::<Vec<_>>());
    let status = if media_types.is_empty() {
        status
    } else {
        format!("{status} with {media_types}")
    };
    let opening = markdown::opening(case.description).map(|(paragraph, _)| paragraph);
    let first_line = case.description.lines().next();
    let description = opening.or(first_line).unwrap_or_default();
    let text = if description.trim().is_empty() {
        status
    } else {
        format!("{status}: {}", markdown::inline(description))
    };
    Doc::default().paragraph(markdown::sentence(&text)).outer()
}

/// Returns the type of a content, unless it is empty.
fn content_type(content: Content<'_>, scope: &Scope<'_>) -> Option<TokenStream> {
    match content {
        Content::Empty => None,
        Content::Json(value) | Content::Text(value, _) => Some(item_type(value, scope)),
        Content::Bytes(_) => Some(quote!(Vec<u8>)),
    }
}

/// Returns the function that reads the only content of an answer, unless its content type
/// contradicts the documented one.
fn only_reader(content: Content<'_>) -> TokenStream {
    match (content, content.checked()) {
        (Content::Text(..), Some(media_type)) => quote!(|it| it.text_in(#media_type)),
        (Content::Bytes(_), Some(media_type)) => quote!(|it| it.bytes_in(#media_type)),
        (Content::Empty | Content::Json(_) | Content::Text(..) | Content::Bytes(_), _) => {
            reader(content)
        }
    }
}

/// Returns the function that reads a content.
fn reader(content: Content<'_>) -> TokenStream {
    match content {
        Content::Empty => quote!(support::Answer::empty),
        Content::Json(_) => quote!(support::Answer::json),
        Content::Text(..) => quote!(support::Answer::text),
        Content::Bytes(_) => quote!(support::Answer::bytes),
    }
}

/// The status codes with an arm of their own, which the arm of their class lacks.
struct Arms(BTreeSet<u16>);

impl Arms {
    fn of<'s>(statuses: impl Iterator<Item = &'s Status>) -> Self {
        let codes = statuses.filter_map(|status| match status {
            Status::Code(code) => Some(*code),
            Status::Class(_) | Status::Default => None,
        });
        Self(codes.collect())
    }

    /// Returns the pattern of statuses, with their codes in ascending order. A default means
    /// success.
    fn pattern<'s>(&self, statuses: impl IntoIterator<Item = &'s Status>) -> TokenStream {
        let codes = statuses.into_iter().flat_map(|status| match status {
            Status::Code(code) => vec![*code],
            Status::Class(class) => self.class(*class),
            Status::Default => self.class(2),
        });
        let codes: BTreeSet<u16> = codes.collect();
        let codes: Vec<u16> = codes.into_iter().collect();
        let ranges = codes.chunk_by(|left, right| left + 1 == *right);
        let ranges = ranges.map(|range| match range {
            [first, _, .., last] => {
                let [first, last] = [*first, *last].map(Literal::u16_unsuffixed);
                quote!(#first..=#last)
            }
            few => {
                let few = few.iter().copied().map(Literal::u16_unsuffixed);
                quote!(#(#few)|*)
            }
        });
        quote!(#(#ranges)|*)
    }

    fn class(&self, class: u8) -> Vec<u16> {
        let first = u16::from(class) * 100;
        let all = first..first + 100;
        let rest: Vec<u16> = all.clone().filter(|code| !self.0.contains(code)).collect();
        if rest.is_empty() { all.collect() } else { rest }
    }
}

/// The types of a response and of its failures, and the expression that reads an answer.
pub struct AnswerItems {
    /// The type of the response.
    pub response: TokenStream,
    /// The type of the failures.
    pub error: TokenStream,
    /// The expression.
    pub read: TokenStream,
    /// The constants for the content types.
    pub constants: TokenStream,
}

impl AnswerItems {
    /// Returns the reading of the answers to a call.
    pub fn of(cx: &Context<'_>, call: &Call<'_>, scope: &Scope<'_>) -> Self {
        let module = scope.sibling(call.operation.module);
        let error = match cx.plan.failures.home(call.operation.module) {
            FailureHome::Response => quote!(std::convert::Infallible),
            FailureHome::Undocumented | FailureHome::Own | FailureHome::Shared(_) => {
                quote!(#module::Error)
            }
        };
        let response = quote!(#module::Response);
        let (response, read) = match &call.reply {
            Reply::Stated(stated) => {
                let status = Literal::u16_unsuffixed(stated.status);
                let read = quote!(answer.read(Self::ID, #status, Self::Response::from_json));
                (response, read)
            }
            Reply::Plain(success) => plain(success, response, &other(call.operation)),
        };
        Self {
            response,
            error,
            read,
            constants: constants(call),
        }
    }
}

/// Emits the constants for content types, unless they are those of most operations.
fn constants(call: &Call<'_>) -> TokenStream {
    match call.reply {
        Reply::Stated(_) => return TokenStream::new(),
        Reply::Plain(_) => {}
    }
    let accepted = accepted(call.operation);
    let accept = match accepted.as_slice() {
        [] | ["application/json"] => None,
        several => Some(several.join(", ")),
    };
    let accept = accept.map(|it| quote!(const ACCEPT: &'static str = #it;));
    let streamed = streamed(call.operation);
    let streamed = (!streamed.is_empty())
        .then(|| quote!(const STREAMED: &'static [&'static str] = &[#(#streamed),*];));
    quote!(#accept #streamed)
}

/// Emits the expression that reads an answer with a status that means no documented success.
fn other(operation: &Operation) -> TokenStream {
    let mut statuses: Vec<Status> = operation.failures().map(|it| it.status).collect();
    statuses.sort_unstable();
    let statuses = statuses.iter().map(Status::to_string);
    quote!(answer.other(Self::ID, &[#(#statuses),*]))
}

fn plain(
    success: &Success<'_>,
    response: TokenStream,
    other: &TokenStream,
) -> (TokenStream, TokenStream) {
    let (ty, arms) = match success {
        Success::Raw => {
            let status = Arms::of(iter::empty()).pattern([&Status::Default]);
            let arm = quote!(#status => Ok(answer.raw(Self::ID)),);
            (quote!(support::RawAnswer), arm)
        }
        Success::One {
            statuses,
            content,
            parts,
        } => {
            let known = Arms::of(statuses.iter());
            let arms = parts.iter().map(|(statuses, content)| {
                let (statuses, reader) = (known.pattern(statuses), only_reader(*content));
                quote!(#statuses => answer.success(Self::ID, #reader),)
            });
            let arms = quote!(#(#arms)*);
            let ty = if content.is_empty() {
                quote!(())
            } else {
                response
            };
            (ty, arms)
        }
        Success::Several(cases) => {
            let groups = cases.chunk_by(|left, right| left.statuses == right.statuses);
            let known = Arms::of(cases.iter().flat_map(|case| &case.statuses));
            let unknown = quote!(answer.other_content(Self::ID));
            let arms = groups.map(|group| {
                let statuses = group.first().into_iter().flat_map(|it| &it.statuses);
                let statuses = known.pattern(statuses);
                let read = chosen(group, &unknown, |case, reader| {
                    let name = ident(&case.variant);
                    if case.content.is_empty() {
                        quote!(Ok(#response::#name))
                    } else {
                        quote!(answer.success(Self::ID, #reader).map(#response::#name))
                    }
                });
                quote!(#statuses => #read,)
            });
            let arms = quote!(#(#arms)*);
            (response, arms)
        }
    };
    let read = quote! {
        match answer.status {
            #arms
            _ => #other,
        }
    };
    (ty, read)
}
