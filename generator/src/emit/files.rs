//! Files of types, operations and groups: one file per type, one module per operation, and
//! one per group of operations or of the products of one operation.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::markdown;
use crate::model::{
    Api, ModuleId, Name, Operation, Requirement, Shape, State, Status, TypeDef, TypeId,
};
use crate::names;
use crate::plan::{Call, Content, Reply, Success};
use crate::support::ClientKind;
use crate::text::pointer::file_of;

use super::context::Context;
use super::docs::code_tables::code_table_lines;
use super::docs::operations;
use super::docs::{Doc, example, line, list_item, source_name, state_note};
use super::items::{answers, enums, states, structs, unions};
use super::rust::cfg::cfg;
use super::rust::ident::{builder_name, ident};
use super::rust_file::RustFile;

/// Emits the file of a type.
pub fn type_file(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> RustFile {
    let tokens = match &def.shape {
        Shape::Struct(_) => structs::structure(cx, id),
        Shape::Enum(set) => enums::enumeration(cx, id, def, set),
        Shape::Union(union) => unions::union(cx, id, def, union),
        // The plan replaces these, so they do not occur here.
        Shape::Alias(_) => TokenStream::new(),
    };
    let directory = cx.directory(def.module);
    RustFile {
        path: format!("{directory}/{}.rs", names::file_stem(&def.name.rust)),
        origin: file_of(&def.origin).to_owned(),
        tokens,
    }
}

/// Emits the file of the state that a struct reports.
pub fn state_file(cx: &Context<'_>, of: TypeId, state: &State) -> RustFile {
    let directory = cx.directory(cx.api.get(of).module);
    RustFile {
        path: format!("{directory}/{}.rs", names::file_stem(&state.name.rust)),
        origin: file_of(&state.origin).to_owned(),
        tokens: states::enumeration(cx, of, state),
    }
}

/// A module that contains modules of operations.
pub struct Group<'a> {
    /// Its name.
    name: &'a Name,
    /// Its modules.
    modules: Vec<ModuleId>,
    /// The calls in them.
    calls: Vec<&'a Call<'a>>,
}

/// Returns the modules that contain modules of operations. That of all webhooks is another
/// file if there are any.
pub fn groups<'a>(cx: &'a Context<'a>) -> Vec<Group<'a>> {
    let calls = cx
        .calls
        .iter()
        .map(|call| (call.operation.module, Some(call)));
    let bare = cx.bare.iter().map(|module| (*module, None));
    let webhook = cx.notices.first().map(|notice| notice.webhook.module);
    let webhooks = webhook.and_then(|module| cx.api.module(module).path.first());
    let mut groups: BTreeMap<&str, Group<'a>> = BTreeMap::new();
    for (module, call) in calls.chain(bare) {
        let [name, _, ..] = cx.api.module(module).path.as_slice() else {
            continue;
        };
        if webhooks.is_some_and(|webhooks| webhooks.rust == name.rust) {
            continue;
        }
        let group = groups.entry(&name.rust).or_insert_with(|| Group {
            name,
            modules: Vec::new(),
            calls: Vec::new(),
        });
        group.modules.push(module);
        group.calls.extend(call);
    }
    groups.into_values().collect()
}

/// Returns the declaration of a module within its group.
pub fn declaration(cx: &Context<'_>, module: ModuleId) -> TokenStream {
    let path = &cx.api.module(module).path;
    let cfg = cfg(cx.plan.features.of_module(path));
    let name = path.last().map(|name| ident(&name.rust));
    quote!(#cfg pub mod #name;)
}

/// Emits a module that has types only.
pub fn bare_module(cx: &Context<'_>, module: ModuleId) -> RustFile {
    let types = cx.plan.types_of(module);
    let doc = Doc::new("Types of an operation that is not generated.").inner();
    let contents = contents(cx, types, &[]);
    let origin = types
        .first()
        .map_or("", |&id| file_of(&cx.api.get(id).origin));
    RustFile {
        path: format!("{}/mod.rs", cx.directory(module)),
        origin: origin.to_owned(),
        tokens: quote!(#doc #contents),
    }
}

/// Emits the module of the types that documents share.
pub fn shared(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("Types that several operations share.").inner();
    let types = cx.plan.types_of(ModuleId::SHARED);
    let contents = contents(cx, types, &[]);
    let origins = types.iter().map(|&id| file_of(&cx.api.get(id).origin));
    let origins: BTreeSet<&str> = origins.collect();
    let origin = if origins.is_empty() {
        "the specification".to_owned()
    } else {
        Vec::from_iter(origins).join(", ")
    };
    RustFile {
        path: format!("{}/mod.rs", cx.directory(ModuleId::SHARED)),
        origin,
        tokens: quote!(#doc #contents),
    }
}

/// Emits a module that contains modules: of an operation that has products, or of several
/// operations.
pub fn group_module(cx: &Context<'_>, group: &Group<'_>) -> RustFile {
    let calls = &group.calls;
    let has_products = calls.iter().any(|call| call.operation.product.is_some());
    let doc = match calls.first().map(|call| call.operation) {
        Some(first) if has_products => {
            let name = markdown::code(&first.id.wire);
            let mut others = calls.iter();
            let is_one_call = others.all(|other| other.operation.http == first.http);
            Doc::new(if is_one_call {
                format!("{name}: `{}`.", first.http)
            } else {
                format!("{name}.")
            })
            .paragraph(
                "Each product of the operation has its own module with its fields and result codes.",
            )
        }
        Some(_) | None => group_doc(cx, group),
    };
    let modules = group.modules.iter().map(|module| declaration(cx, *module));
    let origins = calls
        .iter()
        .map(|call| call.operation.document.path.as_str());
    let mut origins: Vec<&str> = origins.collect();
    origins.dedup();
    if origins.is_empty() {
        origins.push("the specification");
    }
    let inner = doc.inner();
    RustFile {
        path: format!("src/{}/mod.rs", group.name.rust),
        origin: origins.join(", "),
        tokens: quote!(#inner #(#modules)*),
    }
}

/// Returns the page of a group of operations.
fn group_doc(cx: &Context<'_>, group: &Group<'_>) -> Doc {
    let name = markdown::code(&group.name.wire);
    let doc = Doc::new(format!("Operations of the group {name}."));
    let doc = match cx.group(group.name) {
        Some(described) => doc.prose(&described.description),
        None => doc,
    };
    if group.calls.is_empty() {
        return doc;
    }
    let calls = group.calls.iter().copied();
    doc.lines(operations::table(calls, |module| {
        let path = &cx.api.module(module).path;
        path.last()
            .map_or_else(String::new, |name| name.rust.clone())
    }))
}

/// Emits the module of an operation's product, or of an operation without one.
pub fn product_module(cx: &Context<'_>, call: &Call<'_>) -> RustFile {
    let operation = call.operation;
    let types = cx.plan.types_of(operation.module);
    let stated = call.stated();
    let (mut beside, answers) = answers::exports(cx, call);
    if stated.is_some() {
        beside.extend(["outcome", "result_code"]);
    }
    let contents = contents(cx, types, &beside);
    let doc = product_doc(cx, call).inner();
    let response = call.response().map(|id| (id, "Response"));
    let messages = [Some((call.request, "Request")), response];
    let messages = messages.into_iter().flatten();
    let messages = messages.map(|(id, role)| message(cx, operation.module, id, role));
    let outcome = stated.map(|_| {
        quote! {
            pub use outcome::{Failure, Malformed, Outcome, Succeeded, Success, Unknown};
            pub use result_code::ResultCode;
        }
    });
    RustFile {
        path: format!("{}/mod.rs", cx.directory(operation.module)),
        origin: operation.document.path.clone(),
        tokens: quote! {
            #doc
            #contents
            #(#messages)*
            #answers
            #outcome
        },
    }
}

/// Exports the type of a body under the name of its role, such as `Request`. The type may
/// be a component.
pub fn message(cx: &Context<'_>, module: ModuleId, id: TypeId, role: &str) -> Option<TokenStream> {
    let def = cx.api.get(id);
    if def.name.rust == role {
        return None;
    }
    let (name, role) = (ident(&def.name.rust), ident(role));
    Some(if def.module == module {
        quote!(pub use self::#name as #role;)
    } else {
        let path = cx.crate_path(def.module);
        quote!(pub use #path::#name as #role;)
    })
}

fn product_doc(cx: &Context<'_>, call: &Call<'_>) -> Doc {
    let operation = call.operation;
    let source = format!("Document: {}.", source_name(&operation.document));
    let response = call.response().and_then(|id| cx.api.structure(id));
    let state = response.and_then(|response| response.state.as_ref());
    let state = state.map(|state| state_note("Response", state));
    let doc = Doc::new(markdown::sentence(&markdown::inline(&operation.summary)))
        .paragraph(format!("`{}`", operation.http))
        .paragraph(if operation.is_deprecated {
            "Deprecated: the API advises against this operation."
        } else {
            ""
        })
        .prose(&operation.description)
        .paragraph(reading(call))
        .paragraph(state.unwrap_or_default())
        .paragraph(needed_credentials(cx, operation))
        .paragraph(source);
    let doc = program(doc, cx, call);
    let doc = match call.stated() {
        Some(stated) if !stated.operation.codes.is_empty() => codes(doc, cx.api, stated.operation),
        Some(_) | None => doc,
    };
    advisories(doc, cx, call)
}

/// Returns the credentials that an operation needs, with their scopes.
fn needed_credentials(cx: &Context<'_>, operation: &Operation) -> String {
    if cx.plan.client != ClientKind::Plain || operation.security.iter().all(Vec::is_empty) {
        return String::new();
    }
    let scheme = |needed: &Requirement| {
        let name = &cx.api.security_schemes.get(needed.scheme)?.name.rust;
        let scopes = needed.scopes.iter().map(|scope| markdown::code(scope));
        let scopes = match scopes.collect::<Vec<_>>().as_slice() {
            [] => String::new(),
            scopes => format!(" ({})", scopes.join(", ")),
        };
        Some(format!(
            "[`{name}`](crate::credentials::Credentials::{name}){scopes}"
        ))
    };
    let alternatives = operation.security.iter().map(|schemes| {
        let schemes: Vec<String> = schemes.iter().filter_map(scheme).collect();
        match schemes.as_slice() {
            [] => "none".to_owned(),
            schemes => schemes.join(" and "),
        }
    });
    let alternatives: Vec<String> = alternatives.collect();
    format!("Credentials: {}.", alternatives.join(", or "))
}

/// Returns how a request is made and its response is read.
fn reading(call: &Call<'_>) -> String {
    let read = "Create a request with [`Request::builder`], and read the answer with \
                [`read`](crate::Operation::read) of the request.";
    let success = match &call.reply {
        Reply::Stated(_) => {
            return "Create a request with [`Request::builder`], read the response with \
                    [`Response::from_json`], and call [`outcome`](Response::outcome) on it."
                .to_owned();
        }
        Reply::Plain(success) => success,
    };
    match success {
        Success::Raw => format!(
            "{read} No success is documented, so it is returned as it was received; a failure is \
             an [`Error`]."
        ),
        Success::One { statuses, content } => {
            let with = with_status(statuses);
            match content {
                Content::Empty => {
                    format!("{read} {with} it has no content, otherwise it is an [`Error`].")
                }
                Content::Json(_) | Content::Text | Content::Bytes => {
                    format!("{read} {with} it is a [`Response`], otherwise an [`Error`].")
                }
            }
        }
        Success::Several(_) => {
            format!("{read} A success is a variant of [`Response`], anything else an [`Error`].")
        }
    }
}

/// Returns the beginning of a sentence about the answers with these status codes.
fn with_status(statuses: &[Status]) -> String {
    let statuses: Vec<String> = statuses.iter().map(Status::to_string).collect();
    match statuses.as_slice() {
        [only] if only != "default" => format!("With status {only}"),
        [] | [_] => "With a status that means success".to_owned(),
        [first @ .., last] => format!("With status {} or {last}", first.join(", ")),
    }
}

/// Adds the result codes of an operation.
fn codes(doc: Doc, api: &Api, operation: &Operation) -> Doc {
    let doc = doc
        .lines(["# Result codes".to_owned()])
        .paragraph(
            "The table shows the usual status of each code; the status in the response \
             decides the outcome. Responses can contain other codes.",
        )
        .lines(code_table_lines(operation.listed_codes()));
    codes_of_sets(doc, api, operation)
}

/// Adds a table for each set of codes that the document does not list.
fn codes_of_sets(doc: Doc, api: &Api, operation: &Operation) -> Doc {
    let sets = operation.code_sets().into_iter();
    sets.filter_map(|id| Some((id, api.code_sets.get(id.0)?)))
        .fold(doc, |doc, (id, set)| {
            doc.paragraph(format!(
                "The document does not list the following codes, which are defined in {}.",
                markdown::code(&set.origin)
            ))
            .prose(&set.description)
            .lines(code_table_lines(operation.codes_of(id)))
        })
}

/// Adds the example program of the operation, if its document has examples.
fn program(doc: Doc, cx: &Context<'_>, call: &Call<'_>) -> Doc {
    match example::sample(cx, call) {
        Some(sample) => doc
            .lines(["# Example".to_owned()])
            .program(&sample.program()),
        None => doc,
    }
}

/// Adds the advisories of the document.
fn advisories(doc: Doc, cx: &Context<'_>, call: &Call<'_>) -> Doc {
    let mut ids = cx.api.within(call.request);
    ids.sort_by_key(|id| *id != call.request);
    let mut advice: Vec<Vec<String>> = Vec::new();
    for id in ids {
        let link = link(cx, call.operation.module, cx.api.get(id));
        let object = cx.api.structure(id).into_iter();
        for advisory in object.flat_map(|object| &object.advisories) {
            let text = markdown::sentence(&markdown::inline(&advisory.text));
            advice.push(list_item("-", &format!("{link}: {text}")));
        }
    }
    // An advisory with several conditions becomes several with the same text.
    advice.dedup();
    if advice.is_empty() {
        return doc;
    }
    doc.lines(["# Advisories".to_owned()])
        .paragraph(
            "Advisories are reasons why a request may be rejected although it breaks no \
             rule. [`Request::advisories`] returns those that apply to a request.",
        )
        .lines(advice.into_iter().flatten())
}

/// Returns a link to a type in the documentation of a module.
fn link(cx: &Context<'_>, from: ModuleId, def: &TypeDef) -> String {
    let name = &def.name.rust;
    if def.module == from {
        // `[name]` followed by a colon would define a link.
        return format!("[`{name}`][]");
    }
    format!("[`{name}`](crate::{}::{name})", cx.module_path(def.module))
}

/// A type or a state in a file.
struct Item<'a> {
    /// The name of the file, without `.rs`.
    stem: String,
    /// The type, or the type that reports the state.
    id: TypeId,
    name: &'a str,
    /// The definition of a type, or `None` for a state.
    def: Option<&'a TypeDef>,
}

impl Item<'_> {
    /// Returns whether the item has a builder.
    fn is_built(&self) -> bool {
        self.def
            .is_some_and(|def| def.usage.written && def.is_struct())
    }
}

/// Returns the types and their states, in the order of their files.
fn items<'a>(api: &'a Api, types: &[TypeId]) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for &id in types {
        let def = api.get(id);
        let state = def.shape.as_struct().and_then(|it| it.state.as_ref());
        let state = state.map(|state| (state.name.rust.as_str(), None));
        for (name, def) in [(def.name.rust.as_str(), Some(def))]
            .into_iter()
            .chain(state)
        {
            items.push(Item {
                stem: names::file_stem(name),
                id,
                name,
                def,
            });
        }
    }
    items.sort_by(|left, right| left.stem.cmp(&right.stem));
    items
}

/// Returns the contents of a module: the modules of its types and states, their exports,
/// and the module `builder`.
pub fn contents(cx: &Context<'_>, types: &[TypeId], beside: &[&str]) -> TokenStream {
    let items = items(cx.api, types);
    let cfg = |id: TypeId| cfg(cx.plan.features.of_shared_type(cx.api, id));
    let mut files: BTreeMap<&str, Option<TypeId>> = beside.iter().map(|&it| (it, None)).collect();
    files.extend(items.iter().map(|item| (item.stem.as_str(), Some(item.id))));
    let modules = files.into_iter().map(|(stem, id)| {
        let (stem, cfg) = (ident(stem), id.map(cfg));
        quote!(#cfg mod #stem;)
    });
    let exports = items
        .iter()
        .map(|item| (&item.stem, item.id, ident(item.name)));
    let exports = exported(cx, exports, &quote!(self));
    let builders = items
        .iter()
        .filter(|item| item.is_built())
        .map(|item| (&item.stem, item.id, builder_name(item.name)));
    let builders = builders_module(&exported(cx, builders, &quote!(super)));
    quote! {
        #(#modules)*
        #exports
        #builders
    }
}

/// Returns the module of the builders, if there are any.
fn builders_module(builders: &TokenStream) -> Option<TokenStream> {
    (!builders.is_empty()).then(|| {
        let doc = line("Builders of these types, created by their `builder` functions.");
        quote! {
            #doc
            pub mod builder {
                #builders
            }
        }
    })
}

/// Emits the exports of items from the modules of their files. Items that the same features
/// need are exported together.
fn exported<'a>(
    cx: &'a Context<'_>,
    items: impl Iterator<Item = (&'a String, TypeId, Ident)>,
    parent: &TokenStream,
) -> TokenStream {
    let mut groups: BTreeMap<Vec<&str>, Vec<TokenStream>> = BTreeMap::new();
    for (stem, id, name) in items {
        let stem = ident(stem);
        let group = groups.entry(cx.plan.features.of_shared_type(cx.api, id));
        group.or_default().push(quote!(#stem::#name));
    }
    let groups = groups.into_iter().map(|(features, names)| {
        let cfg = cfg(features);
        quote!(#cfg pub use #parent::{#(#names),*};)
    });
    groups.collect()
}
