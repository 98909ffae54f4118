//! Which file holds what: one file per type, one module per product.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::model::{Api, Module as Place, Operation, Shape, Source, TypeDef, TypeId};
use crate::names;

use super::docs::{Doc, line, list_item};
use super::text::{code_table_lines, listed, of_set, sets_of};
use super::types::ident;
use super::{Module, Prepared};
use super::{enums, example, object};

/// The directory of a product's module.
pub fn product_path(operation: &Operation) -> String {
    format!("src/{}/{}", operation.id.rust, operation.product.rust)
}

/// The file of a type.
pub fn type_file(api: &Api, prepared: &Prepared, id: TypeId, def: &TypeDef) -> Module {
    let directory = match def.module {
        Place::Shared => "src/types".to_owned(),
        Place::Product(operation) => api
            .operations
            .get(operation)
            .map(product_path)
            .unwrap_or_default(),
    };
    let tokens = match &def.shape {
        Shape::Object(object) => object::object(api, prepared, id, def, object),
        Shape::Enum(set) => enums::enumeration(api, prepared, id, def, set),
    };
    Module {
        path: format!("{directory}/{}.rs", names::file_stem(&def.name.rust)),
        origin: origin_file(&def.origin).to_owned(),
        tokens,
    }
}

fn origin_file(pointer: &str) -> &str {
    pointer.split_once('#').map_or(pointer, |(file, _)| file)
}

/// The products of each operation.
pub fn by_operation(api: &Api) -> Vec<Vec<&Operation>> {
    let mut operations: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in &api.operations {
        let products = operations.entry(&operation.id.rust).or_default();
        products.push(operation);
    }
    operations.into_values().collect()
}

/// The module of the types that documents share.
pub fn shared(api: &Api, prepared: &Prepared) -> Module {
    let doc = Doc::new("Types that several operations share.").inner();
    let contents = contents(api, prepared.types_of(Place::Shared), &[]);
    Module {
        path: "src/types/mod.rs".to_owned(),
        origin: api
            .reachable()
            .find(|(_, def)| def.module == Place::Shared)
            .map_or_else(
                || "the specification".to_owned(),
                |(_, def)| origin_file(&def.origin).to_owned(),
            ),
        tokens: quote!(#doc #contents),
    }
}

/// The module of an operation.
pub fn operation_module(products: &[&Operation]) -> Module {
    let mut doc = Doc::default();
    let mut modules = Vec::new();
    if let Some(first) = products.first() {
        let name = docs::code(&first.id.wire);
        let is_one_call = products
            .iter()
            .all(|other| (&other.method, &other.path) == (&first.method, &first.path));
        doc = Doc::new(if is_one_call {
            format!("{name}: `{} {}`.", first.method, first.path)
        } else {
            format!("{name}.")
        });
    }
    doc = doc.paragraph(
        "Each product of the operation has a module of its own, with its own fields and codes.",
    );
    let mut origins = Vec::new();
    for operation in products {
        modules.push(ident(&operation.product.rust));
        origins.push(operation.document.path.as_str());
    }
    let inner = doc.inner();
    let path = products.first().map_or("", |operation| &operation.id.rust);
    Module {
        path: format!("src/{path}/mod.rs"),
        origin: origins.join(", "),
        tokens: quote!(#inner #(pub mod #modules;)*),
    }
}

/// The module of an operation's product.
pub fn product_module(
    api: &Api,
    prepared: &Prepared,
    index: usize,
    operation: &Operation,
) -> Module {
    let source = source_text(&operation.document);
    let doc = Doc::new(docs::sentence(&docs::inline(&operation.summary)))
        .paragraph(format!("`{} {}`", operation.method, operation.path))
        .prose(&operation.description)
        .paragraph(
            "Begin with [`Request::builder`], read the answer with [`Response::from_json`], and ask \
             it for its [`outcome`](Response::outcome).",
        )
        .paragraph(source);
    let doc = program(doc, api, index, operation)
        .lines(["# Result codes".to_owned()])
        .paragraph(
            "The status is the one that a code usually comes with; the status in the message decides \
             what happened. Codes that are not known are possible.",
        )
        .lines(code_table_lines(listed(operation)));
    let doc = codes_of_sets(doc, api, operation);
    let doc = advisories(doc, api, Place::Product(index), operation).inner();
    let types = prepared.types_of(Place::Product(index));
    let contents = contents(api, types, &["outcome", "result_code"]);
    Module {
        path: format!("{}/mod.rs", product_path(operation)),
        origin: operation.document.path.clone(),
        tokens: quote! {
            #doc
            #contents
            pub use outcome::{Failure, Malformed, Outcome, Succeeded, Success, Unknown};
            pub use result_code::ResultCode;
        },
    }
}

/// Adds the codes that the document does not list, a table for each set.
fn codes_of_sets(doc: Doc, api: &Api, operation: &Operation) -> Doc {
    let sets = sets_of(operation).into_iter();
    sets.filter_map(|id| Some((id, api.code_sets.get(id.0)?)))
        .fold(doc, |doc, (id, set)| {
            doc.paragraph(format!(
                "The document does not list the following codes, which are described at {}.",
                docs::code(&set.origin)
            ))
            .prose(&set.description)
            .lines(code_table_lines(of_set(operation, id)))
        })
}

/// The program that shows the operation, if its document has examples.
fn program(doc: Doc, api: &Api, position: usize, operation: &Operation) -> Doc {
    match example::sample(api, position, operation) {
        Some(sample) => doc
            .lines(["# Example".to_owned()])
            .lines(example::fenced(&sample)),
        None => doc,
    }
}

/// What the document advises without making it a rule.
fn advisories(doc: Doc, api: &Api, place: Place, operation: &Operation) -> Doc {
    let mut ids = api.within(operation.request);
    ids.sort_by_key(|id| *id != operation.request);
    let mut advice: Vec<Vec<String>> = Vec::new();
    for id in ids {
        let link = link(api, place, api.get(id));
        let object = api.object(id).into_iter();
        for advisory in object.flat_map(|object| &object.advisories) {
            let text = docs::sentence(&docs::inline(&advisory.text));
            advice.push(list_item("-", &format!("{link}: {text}")));
        }
    }
    // Advice with several conditions is several advisories with one text.
    advice.dedup();
    if advice.is_empty() {
        return doc;
    }
    doc.lines(["# Advisories".to_owned()])
        .paragraph(
            "What breaks no rule and may be refused all the same; [`Request::advisories`] tells which \
             of these concern a request.",
        )
        .lines(advice.into_iter().flatten())
}

/// A link to a type in the documentation of a module.
fn link(api: &Api, from: Place, def: &TypeDef) -> String {
    let name = &def.name.rust;
    if def.module == from {
        // Not `[name]`: with the colon that follows, it would define a link.
        return format!("[`{name}`][]");
    }
    format!(
        "[`{name}`](crate::{}::{name})",
        module_text(api, def.module)
    )
}

/// The path of a module below the crate.
pub fn module_text(api: &Api, module: Place) -> String {
    let operation = match module {
        Place::Shared => None,
        Place::Product(position) => api.operations.get(position),
    };
    operation.map_or_else(
        || "types".to_owned(),
        |operation| format!("{}::{}", operation.id.rust, operation.product.rust),
    )
}

/// A document's title, as a link to its page if it has one.
pub fn title_text(source: &Source) -> String {
    match &source.url {
        Some(url) => docs::link(&source.title, url),
        None => docs::inline(&source.title),
    }
}

/// Where a document comes from, in a sentence.
pub fn source_text(source: &Source) -> String {
    format!(
        "From {} ({}).",
        title_text(source),
        docs::inline(&source.version)
    )
}

/// The modules of these types, which are those of a place, the types themselves, and the builders in a module of theirs.
fn contents(api: &Api, types: &[TypeId], beside: &[&str]) -> TokenStream {
    let defs: Vec<&TypeDef> = types.iter().map(|&id| api.get(id)).collect();
    let stems = defs.iter().map(|def| names::file_stem(&def.name.rust));
    let mut files: Vec<String> = stems
        .chain(beside.iter().map(|&name| name.to_owned()))
        .collect();
    files.sort_unstable();
    let files = files.iter().map(|name| ident(name));
    let mut uses: Vec<(String, &TypeDef)> = defs
        .iter()
        .map(|def| (names::file_stem(&def.name.rust), *def))
        .collect();
    uses.sort_by(|(left, _), (right, _)| left.cmp(right));
    let exports = uses.iter().map(|(stem, def)| {
        let (stem, name) = (ident(stem), ident(&def.name.rust));
        quote!(pub use #stem::#name;)
    });
    let builders: Vec<TokenStream> = uses
        .iter()
        .filter(|(_, def)| def.usage.request && matches!(def.shape, Shape::Object(_)))
        .map(|(stem, def)| {
            let stem = ident(stem);
            let name = super::builder::builder_name(def);
            quote!(pub use super::#stem::#name;)
        })
        .collect();
    let builders = (!builders.is_empty()).then(|| {
        let doc = line("The builders of these types, which their `builder` functions make.");
        quote! {
            #doc
            pub mod builder {
                #(#builders)*
            }
        }
    });
    quote! {
        #(mod #files;)*
        #(#exports)*
        #builders
    }
}
