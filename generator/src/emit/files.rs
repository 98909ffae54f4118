//! Files of types, operations and groups: one file per type, one module per operation, and
//! one per group of operations or of the products of one operation.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::layout::trees;
use crate::markdown;
use crate::model::{Api, ModuleId, Name, Shape, State, TypeDef, TypeId};
use crate::names;
use crate::plan::Call;
use crate::text::pointer::file_of;

use super::context::Context;
use super::docs::{Doc, line, operation_page, operations};
use super::items::{self, answers, enums, events, headers, states, structs, unions};
use super::rust::cfg::cfg;
use super::rust::exports::{Exported, exported};
use super::rust::ident::{builder_name, ident};
use super::rust_file::RustFile;

/// Emits the file of a type.
pub fn type_file(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> RustFile {
    let tokens = match (&def.shape, cx.headers(id)) {
        (Shape::Struct(_), Some(places)) => headers::structure(cx, id, places),
        (Shape::Struct(_), None) => structs::structure(cx, id),
        (Shape::Enum(set), _) => enums::enumeration(cx, id, def, set),
        (Shape::Union(union), _) => unions::union(cx, id, def, union),
        // The plan replaces these, so they do not occur here.
        (Shape::Alias(_), _) => Vec::new(),
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
        tokens: trees(states::enumeration(cx, of, state)),
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
    let cfg = cfg(cx.plan.features.of_inner_module(path));
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
        tokens: trees(quote!(#doc #contents)),
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
        tokens: trees(quote!(#doc #contents)),
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
        tokens: trees(quote!(#inner #(#modules)*)),
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
    let has_data = events::has_file(cx, call);
    beside.extend(has_data.then_some(events::FILE));
    let has_file = cx.is_elsewhere(call.request, operation.module);
    beside.extend(has_file.then_some(REQUEST));
    if stated.is_some() {
        beside.extend(["outcome", "result_code"]);
    }
    let contents = contents(cx, types, &beside);
    let doc = operation_page::page(cx, call).inner();
    let response = call.response().map(|id| (id, "Response"));
    let data = events::named(cx, call).map(|id| (id, "EventData"));
    let messages = [Some((call.request, "Request")), response, data];
    let messages = messages.into_iter().flatten();
    let messages = messages.map(|(id, role)| message(cx, operation.module, id, role));
    let data = has_data.then(|| {
        quote!(
            pub use event_data::EventData;
        )
    });
    let outcome = stated.map(|_| {
        quote! {
            pub use outcome::{Failure, Malformed, Outcome, Succeeded, Success, Unknown};
            pub use result_code::ResultCode;
        }
    });
    RustFile {
        path: format!("{}/mod.rs", cx.directory(operation.module)),
        origin: operation.document.path.clone(),
        tokens: trees(quote! {
            #doc
            #contents
            #(#messages)*
            #answers
            #data
            #outcome
        }),
    }
}

/// The file of a request whose type lies in another module.
const REQUEST: &str = "request";

/// Emits the file of a request whose type lies in another module.
pub fn request_file(cx: &Context<'_>, call: &Call<'_>) -> RustFile {
    let module = call.operation.module;
    RustFile {
        path: format!("{}/{REQUEST}.rs", cx.directory(module)),
        origin: call.operation.document.path.clone(),
        tokens: items::message::file(cx, call.request, module),
    }
}

/// Exports the type of a body under the name of its role, such as `Request`. The type may
/// be a component, or the body of another operation.
pub fn message(cx: &Context<'_>, module: ModuleId, id: TypeId, role: &str) -> Option<TokenStream> {
    let def = cx.api.get(id);
    let is_own = def.module == module;
    let has_role = def.name.rust == role;
    let (name, role) = (ident(&def.name.rust), ident(role));
    match (is_own, has_role) {
        (true, true) => None,
        (true, false) => Some(quote!(pub use self::#name as #role;)),
        (false, _) => {
            let path = cx.crate_path(def.module);
            let role = (!has_role).then(|| quote!(as #role));
            Some(quote!(pub use #path::#name #role;))
        }
    }
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
    let export = |item: &Item<'_>, name: Ident| Exported {
        features: cx.plan.features.of_shared_type(cx.api, item.id),
        file: ident(&item.stem),
        name,
    };
    let types = items.iter().map(|item| export(item, ident(item.name)));
    let types = exported(types, &quote!(self));
    let built = items.iter().filter(|item| item.is_built());
    let builders = built.map(|item| export(item, builder_name(item.name)));
    let builders = builders_module(&exported(builders, &quote!(super)));
    quote! {
        #(#modules)*
        #types
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
