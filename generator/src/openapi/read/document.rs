//! Readers of everything in a document except the schemas.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::model::Method;
use crate::text::pointer::child;
use crate::text::source::Spanned;
use crate::text::tree::{Entry, Key, Node, Value};

use super::fields::{Fields, check_web_address, mapping};
use super::resolve::{inquiry, resolve};
use super::result_codes::{code_sets, result_codes};
use super::schema;
use super::signature::signature;
use crate::openapi::object::Object;
use crate::openapi::{
    Body, CodeSet, Component, Document, Example, Idempotency, Operation, Outcome, Parameter,
    Reference, Response, Schema, SecurityScheme, Server,
};

/// Reads one document; reports missing and unknown keywords.
fn read(loaded: &Loaded, display: &str, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut fields = Fields::open(
        &loaded.root,
        format!("{display}#"),
        Object::Document,
        diagnostics,
    )?;
    if !is_openapi(&mut fields, diagnostics) {
        return None;
    }
    let (title, version) = info(&mut fields, diagnostics);
    let components = components(&mut fields, diagnostics);
    let mut document = Document {
        file: loaded.file,
        is_whole: true,
        name: loaded.name.clone(),
        display: display.to_owned(),
        title,
        version,
        external_docs: external_docs(&mut fields, diagnostics),
        product: fields.text("x-product", diagnostics),
        servers: servers(&mut fields, diagnostics),
        has_paths: fields.take("paths").is_some(),
        operations: paths(&mut fields, diagnostics),
        webhooks: webhooks(&mut fields, diagnostics),
        security: security(&mut fields, diagnostics).unwrap_or_default(),
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
            Diagnostic::error(
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

/// The root keywords of other description formats.
const OTHER_FORMATS: [(&str, &str); 4] = [
    ("swagger", "Swagger"),
    ("asyncapi", "AsyncAPI"),
    ("arazzo", "Arazzo"),
    ("overlay", "OpenAPI Overlay"),
];

/// Returns whether the document has a supported version of OpenAPI. If not, the version
/// is the only error reported, since the other keywords may be valid in that version.
fn is_openapi(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> bool {
    for (key, name) in OTHER_FORMATS {
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
                .help("convert it to OpenAPI 3.1, or move it out of the directory"),
        );
        return false;
    }
    let Some((version, _)) = fields.required_scalar("openapi", diagnostics) else {
        return true;
    };
    if !version.value.starts_with("3.1.") {
        let message = if matches!(version.value.as_str(), "3.1" | "3") {
            format!("`{}` is not a complete OpenAPI version", version.value)
        } else {
            format!("OpenAPI {} is not supported yet", version.value)
        };
        diagnostics.push(
            Diagnostic::error(Code::NotSupported, version.span, message)
                .at(fields.below("openapi"))
                .help("write the document as OpenAPI 3.1, such as `openapi: 3.1.0`"),
        );
    }
    version.value.starts_with('3')
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
        .required_text("version", diagnostics)
        .map(|text| text.value);
    info.finish(diagnostics);
    (title, version)
}

fn external_docs(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let entry = fields.take("externalDocs")?;
    let pointer = fields.below("externalDocs");
    let mut docs = Fields::open(&entry.value, pointer, Object::ExternalDocs, diagnostics)?;
    let url = docs.required_text("url", diagnostics);
    docs.finish(diagnostics);
    if let Some(url) = &url {
        check_web_address(url, diagnostics);
    }
    url.map(|url| url.value)
}

fn servers(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let Some(items) = fields.items("servers", diagnostics) else {
        return Vec::new();
    };
    let pointer = fields.below("servers");
    let mut servers = Vec::new();
    for (index, item) in items.value.iter().enumerate() {
        let pointer = child(&pointer, &index.to_string());
        let Some(mut server) = Fields::open(item, pointer.as_str(), Object::Server, diagnostics)
        else {
            continue;
        };
        let url = server.required_text("url", diagnostics);
        let description = server.text("description", diagnostics);
        let environment = server.text("x-environment", diagnostics);
        let rust_name = server.text("x-rust-name", diagnostics);
        let is_read = server.finish(diagnostics);
        servers.extend(url.filter(|_| is_read).map(|url| Server {
            pointer,
            url,
            description,
            environment,
            rust_name,
        }));
    }
    servers
}

fn paths(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Operation> {
    let Some(entry) = fields.take("paths") else {
        return Vec::new();
    };
    let pointer = fields.below("paths");
    let Some(paths) = mapping(&entry.value, &pointer, "`paths`", diagnostics) else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    for path in &paths.entries {
        let pointer = child(&pointer, &path.key.text);
        if !is_path(&path.key.text) {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    path.key.span,
                    format!("`{}` is not a URL path", path.key.text),
                )
                .at(pointer.clone())
                .help("remove the query or fragment, and percent-encode special characters"),
            );
        }
        if !path.key.text.starts_with('/') {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    path.key.span,
                    format!("the path `{}` does not begin with `/`", path.key.text),
                )
                .at(pointer.clone())
                .help(format!("write `/{}`", path.key.text)),
            );
        }
        path_item(path, Parent::Paths, &pointer, &mut operations, diagnostics);
    }
    operations
}

/// Returns whether a text is a URL path, apart from its first slash and the braces of
/// parameters.
fn is_path(text: &str) -> bool {
    let plain = text.replace(['{', '}'], "");
    !text.contains(['?', '#'])
        && crate::syntax::is_uri(&format!("https://host/{}", plain.trim_start_matches('/')))
}

fn webhooks(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Operation> {
    let Some(entry) = fields.take("webhooks") else {
        return Vec::new();
    };
    let pointer = fields.below("webhooks");
    let Some(named) = mapping(&entry.value, &pointer, "`webhooks`", diagnostics) else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    for webhook in &named.entries {
        let pointer = child(&pointer, &webhook.key.text);
        path_item(
            webhook,
            Parent::Webhooks,
            &pointer,
            &mut operations,
            diagnostics,
        );
    }
    operations
}

/// The parent of a path item.
#[derive(Clone, Copy)]
enum Parent {
    /// `paths`. The key of a path item is a path.
    Paths,
    /// `webhooks`. The key of a path item is the name of a webhook.
    Webhooks,
}

fn path_item(
    path: &Entry,
    parent: Parent,
    pointer: &str,
    operations: &mut Vec<Operation>,
    diagnostics: &mut Diagnostics,
) {
    let Some(mut item) = Fields::open(&path.value, pointer, Object::PathItem, diagnostics) else {
        return;
    };
    let shared = parameters(&mut item, diagnostics);
    let methods = Method::ALL.into_iter();
    let methods = methods.filter_map(|method| Some((method, item.take(method.keyword())?)));
    let mut methods: Vec<(Method, &Entry)> = methods.collect();
    methods.sort_by_key(|(_, entry)| entry.key.span);
    for (method, entry) in methods {
        let pointer = child(pointer, method.keyword());
        let route = Route {
            parent,
            key: &path.key,
            method,
            pointer: &pointer,
        };
        operations.extend(operation(entry, route, &shared, diagnostics));
    }
    item.finish(diagnostics);
}

/// The path item and the method of an operation, with the pointer to it.
#[derive(Clone, Copy)]
struct Route<'a> {
    parent: Parent,
    key: &'a Key,
    method: Method,
    pointer: &'a str,
}

fn operation(
    entry: &Entry,
    route: Route<'_>,
    shared: &[Parameter],
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let mut fields = Fields::open(&entry.value, route.pointer, Object::Operation, diagnostics)?;
    let (result_codes, code_sets) = result_codes(&mut fields, diagnostics);
    let own = parameters(&mut fields, diagnostics);
    let operation = Operation {
        span: entry.key.span,
        pointer: route.pointer.to_owned(),
        path: route.key.text.to_string(),
        method: route.method,
        id: operation_id(&mut fields, route, diagnostics),
        summary: fields.text("summary", diagnostics).map(|text| text.value),
        description: fields
            .text("description", diagnostics)
            .map(|text| text.value),
        parameters: overridden(shared, own),
        request: request(&mut fields, diagnostics),
        responses: responses(&mut fields, diagnostics),
        security: security(&mut fields, diagnostics),
        idempotency: idempotency(&mut fields, diagnostics),
        resends: fields
            .texts("x-resends", diagnostics)
            .map_or_else(Vec::new, |texts| texts.value),
        ids: fields
            .texts("x-ids", diagnostics)
            .map_or_else(Vec::new, |texts| texts.value),
        outcome: outcome(&mut fields, diagnostics),
        inquiry: inquiry(&mut fields, diagnostics),
        resolve: resolve(&mut fields, diagnostics),
        result_codes,
        code_sets,
    };
    fields.finish(diagnostics);
    Some(operation)
}

/// Reads `operationId`. A webhook without it has the name of the webhook.
fn operation_id(
    fields: &mut Fields<'_>,
    route: Route<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    match route.parent {
        Parent::Paths => fields.required_text("operationId", diagnostics),
        Parent::Webhooks => fields.text("operationId", diagnostics).or(Some(Spanned {
            value: route.key.text.to_string(),
            span: route.key.span,
        })),
    }
}

/// Returns the parameters of a path item and an operation. Those of the operation
/// replace those of the path item with the same name and location.
fn overridden(shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
    let is_replaced = |it: &&Parameter| own.iter().any(|other| other.is_same(it));
    let kept: Vec<Parameter> = shared
        .iter()
        .filter(|it| !is_replaced(it))
        .cloned()
        .collect();
    kept.into_iter().chain(own).collect()
}

fn parameters(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let Some(items) = fields.items("parameters", diagnostics) else {
        return Vec::new();
    };
    let pointer = fields.below("parameters");
    let items = items.value.iter().enumerate();
    items
        .filter_map(|(index, item)| {
            parameter(item, &child(&pointer, &index.to_string()), diagnostics)
        })
        .collect()
}

fn parameter(item: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let mut fields = Fields::open(item, pointer, Object::Parameter, diagnostics)?;
    let name = fields.required_text("name", diagnostics);
    let location = fields.required_text("in", diagnostics);
    let required = fields.boolean("required", diagnostics);
    let description = fields.text("description", diagnostics);
    let deprecated = fields.boolean("deprecated", diagnostics);
    let style = fields.text("style", diagnostics);
    let explode = fields.boolean("explode", diagnostics);
    let schema = required_schema(&mut fields, diagnostics);
    let examples = examples(&mut fields, diagnostics);
    fields.finish(diagnostics);
    Some(Parameter {
        span: item.span,
        pointer: pointer.to_owned(),
        name: name?,
        location: location?,
        required: required.is_some_and(|flag| flag.value),
        description: description.map(|text| text.value),
        deprecated: deprecated.is_some_and(|flag| flag.value),
        style,
        explode: explode.map(|flag| flag.value),
        schema: schema?,
        examples,
    })
}

/// Reads the names of the security schemes of each alternative.
fn security(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Vec<Spanned<String>>>> {
    let items = fields.items("security", diagnostics)?;
    let pointer = fields.below("security");
    let alternatives = items.value.iter().filter_map(|item| {
        let schemes = mapping(item, &pointer, "a security requirement", diagnostics)?;
        let names = schemes.entries.iter().map(|entry| Spanned {
            value: entry.key.text.to_string(),
            span: entry.key.span,
        });
        Some(names.collect())
    });
    Some(alternatives.collect())
}

fn request(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Body> {
    let entry = fields.take("requestBody")?;
    let pointer = fields.below("requestBody");
    let mut request = Fields::open(&entry.value, pointer, Object::RequestBody, diagnostics)?;
    let entry = request.take("content");
    if entry.is_none() {
        request.missing("content");
    }
    let pointer = request.below("content");
    let body = entry.and_then(|entry| content(entry, &pointer, &mut request, diagnostics));
    request.finish(diagnostics);
    body
}

fn responses(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Response> {
    let Some(entry) = fields.take("responses") else {
        fields.missing("responses");
        return Vec::new();
    };
    let pointer = fields.below("responses");
    let Some(named) = mapping(&entry.value, &pointer, "`responses`", diagnostics) else {
        return Vec::new();
    };
    let entries = named.entries.iter();
    entries
        .filter_map(|entry| response(entry, &child(&pointer, &entry.key.text), diagnostics))
        .collect()
}

fn response(entry: &Entry, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Response> {
    let mut fields = Fields::open(&entry.value, pointer, Object::Response, diagnostics)?;
    let body = fields.take("content").and_then(|entry| {
        let pointer = fields.below("content");
        content(entry, &pointer, &mut fields, diagnostics)
    });
    fields.finish(diagnostics);
    Some(Response {
        pointer: pointer.to_owned(),
        status: Spanned {
            value: entry.key.text.to_string(),
            span: entry.key.span,
        },
        body,
    })
}

/// Reads the JSON body from `entry`, which is the `content` of `fields`.
fn content(
    entry: &Entry,
    pointer: &str,
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    let types = mapping(&entry.value, pointer, "`content`", diagnostics)?;
    let mut body = None;
    for media in &types.entries {
        let pointer = child(pointer, &media.key.text);
        if *media.key.text == *"application/json" {
            body = media_type(media, &pointer, diagnostics);
        } else {
            diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    media.key.span,
                    format!("the content type `{}` is not supported yet", media.key.text),
                )
                .at(pointer)
                .help("write the body as `application/json`"),
            );
        }
    }
    if types.entries.is_empty() {
        fields.missing("content/application~1json");
    }
    body
}

fn required_schema(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Schema> {
    let Some(entry) = fields.take("schema") else {
        fields.missing("schema");
        return None;
    };
    schema::read(&entry.value, &fields.below("schema"), diagnostics)
}

fn media_type(entry: &Entry, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Body> {
    let mut fields = Fields::open(&entry.value, pointer, Object::MediaType, diagnostics)?;
    let schema = required_schema(&mut fields, diagnostics);
    let examples = examples(&mut fields, diagnostics);
    fields.finish(diagnostics);
    Some(Body {
        span: entry.key.span,
        schema: schema?,
        examples,
    })
}

fn examples(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Example> {
    let mut examples = Vec::new();
    if let Some(entry) = fields.take("example") {
        examples.push(Example {
            name: "example".to_owned(),
            value: entry.value.clone(),
            pointer: fields.below("example"),
        });
    }
    let Some(entry) = fields.take("examples") else {
        return examples;
    };
    let pointer = fields.below("examples");
    let Some(named) = mapping(&entry.value, &pointer, "`examples`", diagnostics) else {
        return examples;
    };
    for entry in &named.entries {
        examples.extend(example(
            entry,
            &child(&pointer, &entry.key.text),
            diagnostics,
        ));
    }
    examples
}

fn example(entry: &Entry, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Example> {
    let mut fields = Fields::open(&entry.value, pointer, Object::Example, diagnostics)?;
    // Only its type matters: nothing shows it.
    fields.text("summary", diagnostics);
    let value = fields.take("value");
    if value.is_none() {
        fields.missing("value");
    }
    let pointer = fields.below("value");
    fields.finish(diagnostics);
    Some(Example {
        name: entry.key.text.to_string(),
        value: value?.value.clone(),
        pointer,
    })
}

fn idempotency(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Idempotency> {
    let entry = fields.take("x-idempotency")?;
    let pointer = fields.below("x-idempotency");
    let mut inner = Fields::open(&entry.value, pointer, "`x-idempotency`", diagnostics)?;
    let key = inner.required_text("key", diagnostics);
    let compare = inner.texts("compare", diagnostics);
    let conflict = inner.text("conflict", diagnostics);
    inner.finish(diagnostics);
    Some(Idempotency {
        key: key?,
        compare: compare.map_or_else(Vec::new, |texts| texts.value),
        conflict,
    })
}

fn outcome(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Outcome> {
    let entry = fields.take("x-outcome")?;
    let pointer = fields.below("x-outcome");
    let mut inner = Fields::open(&entry.value, pointer, "`x-outcome`", diagnostics)?;
    let status = inner.required_text("status", diagnostics);
    let code = inner.required_text("code", diagnostics);
    let message = inner.required_text("message", diagnostics);
    let success = inner.one_or_more_texts("success", diagnostics);
    let failure = inner.one_or_more_texts("failure", diagnostics);
    let unknown = inner.one_or_more_texts("unknown", diagnostics);
    inner.finish(diagnostics);
    Some(Outcome {
        status: status?,
        code: code?,
        message: message?,
        success: success?,
        failure: failure?,
        unknown: unknown?,
    })
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
        security_schemes: security_schemes(&mut inner, diagnostics),
        code_sets: code_sets(&mut inner, diagnostics),
    };
    inner.finish(diagnostics);
    components
}

fn schemas(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Component> {
    let Some(entry) = fields.take("schemas") else {
        return Vec::new();
    };
    let pointer = fields.below("schemas");
    let Some(named) = mapping(&entry.value, &pointer, "`schemas`", diagnostics) else {
        return Vec::new();
    };
    named
        .entries
        .iter()
        .filter_map(|entry| {
            let pointer = child(&pointer, &entry.key.text);
            let schema = schema::read(&entry.value, &pointer, diagnostics)?;
            Some(Component {
                key: entry.key.clone(),
                schema,
            })
        })
        .collect()
}

fn security_schemes(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<SecurityScheme> {
    let Some(entry) = fields.take("securitySchemes") else {
        return Vec::new();
    };
    let pointer = fields.below("securitySchemes");
    let Some(named) = mapping(&entry.value, &pointer, "`securitySchemes`", diagnostics) else {
        return Vec::new();
    };
    let entries = named.entries.iter();
    entries
        .filter_map(|entry| {
            let pointer = child(&pointer, &entry.key.text);
            let what = Object::SecurityScheme;
            let mut scheme = Fields::open(&entry.value, pointer.as_str(), what, diagnostics)?;
            let text = scheme.text("$ref", diagnostics);
            let reference = text.map(|text| Reference { text, target: None });
            let kind = if reference.is_some() {
                scheme.text("type", diagnostics)
            } else {
                scheme.required_text("type", diagnostics)
            };
            let signature = signature(&mut scheme, diagnostics);
            scheme.finish(diagnostics);
            Some(SecurityScheme {
                key: entry.key.clone(),
                pointer,
                reference,
                kind: kind.map_or_else(String::new, |kind| kind.value),
                signature,
            })
        })
        .collect()
}

/// Reads the documents among the loaded files.
pub fn read_all<'a>(
    documents: impl Iterator<Item = &'a Loaded>,
    display: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    documents
        .filter_map(|file| read(file, &format!("{display}/{}", file.name), diagnostics))
        .collect()
}
