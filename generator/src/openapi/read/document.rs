//! Readers of everything in a document except the schemas.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::parallel;
use crate::text::moved::Moved;
use crate::text::pointer::{child, of_file};
use crate::text::tree::{Node, Value};

use super::callbacks::{self, Queue};
use super::fields::{Fields, What, check_web_address, mapping};
use super::operation::Operations;
use super::result_codes::code_sets;
use super::schema;
use super::security::{requirements, schemes};
use super::servers::servers;
use super::targets;
use super::trees::Trees;
use crate::openapi::object::Object;
use crate::openapi::translate::{is_3_0, is_fragment};
use crate::openapi::{CodeSet, Component, Document, SecurityScheme, Tag};

/// Reads one document; reports missing and unknown keywords.
fn read<'a>(
    loaded: &'a Loaded,
    trees: &Trees<'a>,
    moved: &mut Moved,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let path = of_file(&loaded.name);
    let pointer = format!("{path}#");
    if loaded.root.as_mapping().is_none() {
        diagnostics.push(not_a_mapping(&loaded.root).at(pointer));
        return None;
    }
    let mut fields = Fields::open(&loaded.root, pointer, Object::Document, diagnostics)?;
    if !is_openapi(&mut fields, diagnostics) {
        return None;
    }
    let (title, version) = info(&mut fields, diagnostics);
    let components = components(&mut fields, diagnostics);
    let mut operations = Operations {
        trees,
        moved,
        diagnostics,
        callbacks: Queue::default(),
    };
    let (paths, mut webhooks) = (
        operations.paths(&mut fields),
        operations.webhooks(&mut fields),
    );
    webhooks.extend(operations.all_callbacks());
    let mut document = Document {
        file: loaded.file,
        is_3_0: is_3_0(&loaded.root),
        is_fragment: false,
        is_whole: true,
        name: loaded.name.clone(),
        path,
        title,
        version,
        external_docs: external_docs(&mut fields, diagnostics),
        product: fields.text("x-product", diagnostics),
        servers: servers(&mut fields, diagnostics).unwrap_or_default(),
        tags: tags(&mut fields, diagnostics),
        has_paths: fields.take("paths").is_some(),
        operations: paths,
        webhooks,
        security: requirements(&mut fields, diagnostics).unwrap_or_default(),
        schemas: components.schemas,
        security_schemes: components.security_schemes,
        code_sets: components.code_sets,
    };
    let has_content = ["paths", "webhooks", "components"]
        .into_iter()
        .any(|key| fields.take(key).is_some());
    let (span, pointer) = (fields.span, fields.pointer.clone());
    document.is_whole = fields.finish(diagnostics);
    if document.is_whole && !has_content {
        diagnostics.push(
            Diagnostic::warning(
                Code::MissingKeyword,
                span,
                "this document has no `paths`, `webhooks` or `components`",
            )
            .at_start()
            .at(pointer)
            .help("add an operation or a schema, or remove the file"),
        );
    }
    Some(document)
}

/// Returns the document of a fragment. What other files refer to is read where they do.
fn fragment(loaded: &Loaded) -> Document {
    Document {
        file: loaded.file,
        is_3_0: false,
        is_fragment: true,
        is_whole: true,
        name: loaded.name.clone(),
        path: of_file(&loaded.name),
        title: None,
        version: None,
        external_docs: None,
        product: None,
        servers: Vec::new(),
        tags: Vec::new(),
        has_paths: false,
        operations: Vec::new(),
        webhooks: Vec::new(),
        security: Vec::new(),
        schemas: Vec::new(),
        security_schemes: Vec::new(),
        code_sets: Vec::new(),
    }
}

/// Creates the error for a file that is no document of any kind.
fn not_a_mapping(root: &Node) -> Diagnostic {
    let what = Object::Document;
    let message = format!("{what} must be a mapping, not {}", root.kind());
    Diagnostic::error(Code::InvalidValue, root.span, message)
        .help("write lines of the form `KEY: VALUE`, the first of them `openapi: 3.1.0`")
}

/// The supported versions. Of 3.2, what it shares with 3.1 is supported.
const SUPPORTED: [&str; 3] = ["3.0", "3.1", "3.2"];

/// The root keywords of other description formats, each with its help.
const OTHER_FORMATS: [(&str, &str, &str); 4] = [
    ("swagger", "Swagger", CONVERT),
    ("asyncapi", "AsyncAPI", CONVERT),
    ("arazzo", "Arazzo", CONVERT),
    (
        "overlay",
        "OpenAPI Overlay",
        "rename it to `DOCUMENT.overlay.yaml`, or give it with `--overlay`",
    ),
];

const CONVERT: &str = "convert it to OpenAPI 3.0 or 3.1 with another tool, or leave it out";

/// Returns whether the document has a supported version of OpenAPI. If not, the version
/// is the only error reported, since the other keywords may be valid in that version.
fn is_openapi(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> bool {
    for (key, name, help) in OTHER_FORMATS {
        let Some(entry) = fields.other_format(key) else {
            continue;
        };
        let version = match &entry.value.value {
            Value::String(text) | Value::Number(text) => format!("{name} {text}"),
            _ => name.to_owned(),
        };
        let message = format!("this document is {version}, which is not supported yet");
        diagnostics.push(
            Diagnostic::error(Code::NotSupported, entry.key.span, message)
                .at(fields.below(key))
                .help(help),
        );
        return false;
    }
    if fields.other_format("openapi").is_none() {
        let message = "`openapi` is missing";
        diagnostics.push(
            Diagnostic::error(Code::MissingKeyword, fields.span, message)
                .at_start()
                .at(fields.pointer.clone())
                .help("add `openapi: 3.1.0`, or move the file out of the directory"),
        );
        fields.take("openapi");
        return true;
    }
    let Some((version, _)) = fields.required_scalar("openapi", diagnostics) else {
        return true;
    };
    let text = version.value.as_str();
    let report = if SUPPORTED.contains(&text) {
        let message = format!("`{text}` is not a complete OpenAPI version");
        Diagnostic::warning(Code::InvalidValue, version.span, message)
            .help(format!("write all three numbers in quotes: \"{text}.0\""))
    } else if SUPPORTED.iter().any(|known| is_version(text, known)) {
        return true;
    } else {
        let message = format!("OpenAPI {text} is not supported yet");
        Diagnostic::error(Code::NotSupported, version.span, message)
            .help("write the document as OpenAPI 3.1, such as `openapi: 3.1.0`")
    };
    diagnostics.push(report.at(fields.below("openapi")));
    text.starts_with('3')
}

/// Returns whether a version is one of these first two numbers.
fn is_version(text: &str, known: &str) -> bool {
    let rest = text.strip_prefix(known);
    rest.is_some_and(|rest| rest.starts_with('.'))
}

fn info(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> (Option<String>, Option<String>) {
    let Some(entry) = fields.take("info") else {
        fields.missing("info");
        return (None, None);
    };
    let Some(mut info) = Fields::open(
        &entry.value,
        fields.below("info"),
        Object::Info,
        diagnostics,
    ) else {
        return (None, None);
    };
    let title = info
        .required_text("title", diagnostics)
        .map(|text| text.value);
    let version = info
        .required_scalar("version", diagnostics)
        .map(|(text, _)| text.value);
    info.finish(diagnostics);
    (title, version)
}

fn external_docs(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let entry = fields.take("externalDocs")?;
    let pointer = fields.below("externalDocs");
    let mut docs = Fields::open(&entry.value, pointer, Object::ExternalDocs, diagnostics)?;
    let url = docs.required_text("url", diagnostics);
    docs.finish(diagnostics);
    let what = Object::ExternalDocs;
    let url = url.filter(|url| check_web_address(url, what, diagnostics));
    url.map(|url| url.value)
}

fn tags(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Tag> {
    let Some(items) = fields.items("tags", diagnostics) else {
        return Vec::new();
    };
    let pointer = fields.below("tags");
    let items = items.value.iter().enumerate();
    let tags = items.filter_map(|(index, item)| {
        let pointer = child(&pointer, &index.to_string());
        let mut tag = Fields::open(item, pointer.as_str(), Object::Tag, diagnostics)?;
        let name = tag.required_text("name", diagnostics);
        let description = tag.text("description", diagnostics);
        let rust_name = tag.text("x-rust-name", diagnostics);
        tag.finish(diagnostics);
        Some(Tag {
            pointer,
            name: name?.value,
            description: description.map(|text| text.value),
            rust_name,
        })
    });
    tags.collect()
}

/// The components of a document.
#[derive(Default)]
struct Components {
    schemas: Vec<Component>,
    security_schemes: Vec<SecurityScheme>,
    code_sets: Vec<CodeSet>,
}

fn components(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Components {
    let Some(entry) = fields.take("components") else {
        return Components::default();
    };
    let pointer = fields.below("components");
    let Some(mut inner) = Fields::open(&entry.value, pointer, Object::Components, diagnostics)
    else {
        return Components::default();
    };
    let components = Components {
        schemas: schemas(&mut inner, diagnostics),
        security_schemes: schemes(&mut inner, diagnostics),
        code_sets: code_sets(&mut inner, diagnostics),
    };
    // The others are read where they are used.
    for key in [
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "links",
        "callbacks",
        "pathItems",
    ] {
        if let Some(entry) = inner.take(key) {
            let pointer = inner.below(key);
            mapping(&entry.value, &pointer, What::Named(key), diagnostics);
        }
    }
    inner.finish(diagnostics);
    components
}

fn schemas(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Component> {
    let Some(entry) = fields.take("schemas") else {
        return Vec::new();
    };
    let pointer = fields.below("schemas");
    let Some(named) = mapping(&entry.value, &pointer, What::Named("schemas"), diagnostics) else {
        return Vec::new();
    };
    let read = parallel::map(&named.entries, |entry| {
        let mut found = Diagnostics::default();
        let pointer = child(&pointer, &entry.key.text);
        let component = Component {
            key: entry.key.clone(),
            is_named: true,
            schema: schema::read(&entry.value, &pointer, &mut found),
        };
        (component, found)
    });
    let components = read.into_iter().map(|(component, found)| {
        diagnostics.append(found);
        component
    });
    components.collect()
}

/// Reads the documents among the loaded files. `unread` are the names of those that could
/// not be read. Parts that stand elsewhere than at their pointer are added to `moved`.
pub fn read_all(
    (files, unread): (&[&Loaded], &BTreeSet<String>),
    moved: &mut Moved,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    let trees = Trees::of(files.iter().copied(), unread);
    let documents = files.iter();
    let documents = documents.filter_map(|file| {
        if is_fragment(file) {
            return Some(fragment(file));
        }
        read(file, &trees, moved, diagnostics)
    });
    let mut documents: Vec<Document> = documents.collect();
    let is_3_0 = documents.iter().any(|it| it.is_3_0);
    for document in documents.iter_mut().filter(|it| it.is_fragment) {
        document.is_3_0 = is_3_0;
    }
    callbacks::join(&mut documents, moved);
    targets::add(&mut documents, &trees, diagnostics);
    documents
}
