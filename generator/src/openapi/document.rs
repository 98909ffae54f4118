//! Documents: everything around the schemas.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::pointer::child;
use crate::tree::{Entry, Mapping, Node, Value};

use super::fields::{Fields, What, check_web_address};
use super::keywords::Place;
use super::result_codes::{code_sets, result_codes};
use super::{Body, CodeSet, Component, Document, Example, Operation, Outcome, Server, schema};

/// Reads one document; what is missing or unknown in it is reported.
fn read(loaded: &Loaded, display: &str, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut fields = Fields::open(
        &loaded.root,
        format!("{display}#"),
        Place::Document,
        diagnostics,
    )?;
    if !is_openapi(&mut fields, diagnostics) {
        return None;
    }
    let (title, version) = info(&mut fields, diagnostics);
    let Components { schemas, code_sets } = components(&mut fields, diagnostics);
    let mut document = Document {
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
        schemas,
        code_sets,
    };
    if let (Some(operation), None) = (document.operations.first(), fields.take("x-product")) {
        diagnostics.push(
            Diagnostic::error(
                Code::MissingKeyword,
                operation.span,
                "`x-product` is missing at the top of this document",
            )
            .at(fields.pointer.clone())
            .help("add `x-product: NAME`, the module of the product that the document describes"),
        );
    }
    let has_content = document.has_paths || fields.take("components").is_some();
    let (span, pointer) = (fields.span, fields.pointer.clone());
    document.is_whole = fields.finish(diagnostics);
    if document.is_whole && !has_content {
        let span = diagnostics.sources.character(span);
        diagnostics.push(
            Diagnostic::error(
                Code::MissingKeyword,
                span,
                "this document has neither `paths` nor `components`",
            )
            .at(pointer)
            .help("describe an operation or a schema in it, or remove the file"),
        );
    }
    Some(document)
}

/// The root keywords of other formats of descriptions.
const OTHER_FORMATS: [(&str, &str); 4] = [
    ("swagger", "Swagger"),
    ("asyncapi", "AsyncAPI"),
    ("arazzo", "Arazzo"),
    ("overlay", "OpenAPI Overlay"),
];

/// Returns whether the document is in a version of OpenAPI whose keywords are known.
/// One that is not is reported alone: nothing else in it could be judged.
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
            format!("`{}` is not a whole version of OpenAPI", version.value)
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
        fields.missing("info", diagnostics);
        return (None, None);
    };
    let Some(mut info) = Fields::open(&entry.value, fields.below("info"), Place::Info, diagnostics)
    else {
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
    let mut docs = Fields::open(&entry.value, pointer, Place::ExternalDocs, diagnostics)?;
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
        let Some(mut server) = Fields::open(item, pointer, Place::Server, diagnostics) else {
            continue;
        };
        let url = server.required_text("url", diagnostics);
        let description = server.text("description", diagnostics);
        let is_read = server.finish(diagnostics);
        servers.extend(
            url.filter(|_| is_read)
                .map(|url| Server { url, description }),
        );
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
                    format!("`{}` is more, or other, than a path", path.key.text),
                )
                .at(pointer.clone())
                .help(
                    "write the path alone, without `?` and `#`, and percent-encoded where needed",
                ),
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
        path_item(path, &pointer, &mut operations, diagnostics);
    }
    operations
}

/// Whether a text is the path of a URL, but for the slash in front. Parameters
/// in braces are reported elsewhere.
fn is_path(text: &str) -> bool {
    let plain = text.replace(['{', '}'], "");
    !text.contains(['?', '#'])
        && crate::syntax::is_uri(&format!("https://host/{}", plain.trim_start_matches('/')))
}

fn path_item(
    path: &Entry,
    pointer: &str,
    operations: &mut Vec<Operation>,
    diagnostics: &mut Diagnostics,
) {
    let Some(mut item) = Fields::open(&path.value, pointer, Place::PathItem, diagnostics) else {
        return;
    };
    for method in ["post", "put", "patch"] {
        if let Some(entry) = item.take(method) {
            let pointer = child(pointer, method);
            operations.extend(operation(
                entry,
                &path.key.text,
                method,
                &pointer,
                diagnostics,
            ));
        }
    }
    item.finish(diagnostics);
}

fn operation(
    entry: &Entry,
    path: &str,
    method: &str,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let mut fields = Fields::open(&entry.value, pointer, Place::Operation, diagnostics)?;
    let (result_codes, code_sets) = result_codes(&mut fields, diagnostics);
    let operation = Operation {
        span: entry.key.span,
        pointer: pointer.to_owned(),
        path: path.to_owned(),
        method: method.to_ascii_uppercase(),
        id: fields.required_text("operationId", diagnostics),
        summary: fields.text("summary", diagnostics).map(|text| text.value),
        description: fields
            .text("description", diagnostics)
            .map(|text| text.value),
        request: request(&mut fields, diagnostics),
        response: responses(&mut fields, diagnostics),
        outcome: outcome(entry, &mut fields, diagnostics),
        result_codes,
        code_sets,
    };
    fields.finish(diagnostics);
    Some(operation)
}

fn request(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Body> {
    let Some(entry) = fields.take("requestBody") else {
        fields.missing("requestBody", diagnostics);
        return None;
    };
    let pointer = fields.below("requestBody");
    let mut request = Fields::open(&entry.value, pointer, Place::RequestBody, diagnostics)?;
    let body = content(&mut request, diagnostics);
    request.finish(diagnostics);
    body
}

fn responses(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Body> {
    let Some(entry) = fields.take("responses") else {
        fields.missing("responses", diagnostics);
        return None;
    };
    let pointer = fields.below("responses");
    let responses = mapping(&entry.value, &pointer, "`responses`", diagnostics)?;
    let mut success = None;
    for response in &responses.entries {
        let status = &*response.key.text;
        let pointer = child(&pointer, status);
        let what = Place::Response;
        let Some(mut inner) = Fields::open(&response.value, pointer, what, diagnostics) else {
            continue;
        };
        match status {
            "200" => success = content(&mut inner, diagnostics),
            "default" => {
                const HELP: &str = "describe the body under `200`";
                inner.not_supported("content", HELP, diagnostics);
            }
            _ => diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    response.key.span,
                    format!("a response of its own for status {status} is not supported yet"),
                )
                .at(inner.pointer.clone())
                .help("describe the body under `200`; `default` may carry a description"),
            ),
        }
        if matches!(status, "200" | "default") {
            inner.finish(diagnostics);
        }
    }
    let is_default = |entry: &Entry| *entry.key.text == *"default";
    if responses.entries.iter().all(is_default) {
        fields.missing("responses/200", diagnostics);
    }
    success
}

fn content(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Body> {
    let Some(entry) = fields.take("content") else {
        fields.missing("content", diagnostics);
        return None;
    };
    let pointer = fields.below("content");
    let types = mapping(&entry.value, &pointer, "`content`", diagnostics)?;
    let mut body = None;
    for media in &types.entries {
        let pointer = child(&pointer, &media.key.text);
        if *media.key.text == *"application/json" {
            body = media_type(media, &pointer, diagnostics);
        } else {
            diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    media.key.span,
                    format!("a body of type `{}` is not supported yet", media.key.text),
                )
                .at(pointer)
                .help("bodies are `application/json`"),
            );
        }
    }
    if types.entries.is_empty() {
        fields.missing("content/application~1json", diagnostics);
    }
    body
}

fn media_type(entry: &Entry, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Body> {
    let mut fields = Fields::open(&entry.value, pointer, Place::MediaType, diagnostics)?;
    let schema = if let Some(entry) = fields.take("schema") {
        schema::read(&entry.value, &fields.below("schema"), diagnostics)
    } else {
        fields.missing("schema", diagnostics);
        None
    };
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
            key: entry.key.clone(),
            summary: None,
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
    let mut fields = Fields::open(&entry.value, pointer, Place::Example, diagnostics)?;
    let summary = fields.text("summary", diagnostics).map(|text| text.value);
    let value = fields.take("value");
    if value.is_none() {
        fields.missing("value", diagnostics);
    }
    let pointer = fields.below("value");
    fields.finish(diagnostics);
    Some(Example {
        key: entry.key.clone(),
        summary,
        value: value?.value.clone(),
        pointer,
    })
}

fn outcome(
    operation: &Entry,
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Outcome> {
    let Some(entry) = fields.take("x-outcome") else {
        diagnostics.push(
            Diagnostic::error(Code::MissingKeyword, operation.key.span, "`x-outcome` is missing here")
                .at(fields.pointer.clone())
                .help("say where status, code and message stand in the response, and what the status values mean"),
        );
        return None;
    };
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

/// What a document defines for itself and others.
#[derive(Default)]
struct Components {
    schemas: Vec<Component>,
    code_sets: Vec<CodeSet>,
}

fn components(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Components {
    let Some(entry) = fields.take("components") else {
        return Components::default();
    };
    let pointer = fields.below("components");
    let Some(mut inner) = Fields::open(&entry.value, pointer, Place::Components, diagnostics)
    else {
        return Components::default();
    };
    let components = Components {
        schemas: schemas(&mut inner, diagnostics),
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

/// Returns the members of `node`, where a mapping of free names is expected.
pub fn mapping<'a>(
    node: &'a Node,
    pointer: &str,
    what: impl Into<What>,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Mapping> {
    Fields::open(node, pointer, what, diagnostics)?;
    node.as_mapping()
}

/// Reads every loaded file but the package.
pub fn read_all(files: &[Loaded], display: &str, diagnostics: &mut Diagnostics) -> Vec<Document> {
    files
        .iter()
        .filter(|file| file.name != crate::package::FILE)
        .filter_map(|file| read(file, &format!("{display}/{}", file.name), diagnostics))
        .collect()
}
