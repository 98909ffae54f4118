//! Readers of paths, webhooks and their operations.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Method, Status};
use crate::text::moved::Moved;
use crate::text::pointer::{child, file_of};
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Entry, Key, Node};

use super::alike;
use super::callbacks::{Callbacks, Queue};
use super::fields::{Fields, What, without_extensions};
use super::media::Media;
use super::parameters::{ParameterReader, Parameters};
use super::path;
use super::resolve::{inquiry, resolve};
use super::result_codes::result_codes;
use super::security::requirements;
use super::servers::servers;
use super::trees::Trees;
use crate::openapi::object::Object;
use crate::openapi::{
    Idempotency, Link, Operation, Outcome, Parameter, RequestBody, Response, Server,
};

/// The reader of operations.
pub struct Operations<'a, 'w> {
    /// The trees that references lead to.
    pub trees: &'w Trees<'a>,
    /// The path items that stand elsewhere than at their pointer.
    pub moved: &'w mut Moved,
    /// The diagnostics so far.
    pub diagnostics: &'w mut Diagnostics,
    /// The callbacks of the operations so far.
    pub callbacks: Queue<'a>,
}

/// The parent of a path item.
#[derive(Clone, Copy)]
enum Parent {
    /// `paths`. The key of a path item is a path.
    Paths,
    /// `webhooks`. The key of a path item is the name of a webhook.
    Webhooks,
    /// An entry of `callbacks`. The key of a path item is a URL.
    Callback,
}

/// The path item and the method of an operation, with the pointer to it.
#[derive(Clone, Copy)]
struct Route<'a> {
    parent: Parent,
    key: &'a Key,
    method: Method,
    pointer: &'a str,
}

/// The parts of a path item that its operations share.
struct Shared {
    parameters: Parameters,
    servers: Option<Vec<Server>>,
}

/// Returns whether a path item refers to another one and has parts itself.
fn is_extended(node: &Node) -> bool {
    let has = |keyword: &str| {
        node.as_mapping()
            .is_some_and(|it| it.get(keyword).is_some())
    };
    let mut methods = Method::ALL.iter();
    let is_item = has("parameters") || has("servers") || methods.any(|it| has(it.keyword()));
    has("$ref") && is_item
}

/// The end of a pointer that another path item has already.
const OTHER: char = '\'';

impl<'a> Operations<'a, '_> {
    /// Reads the operations under `paths`.
    pub fn paths(&mut self, fields: &mut Fields<'a>) -> Vec<Operation> {
        self.path_items(fields, "paths", Parent::Paths)
    }

    /// Reads the operations under `webhooks`.
    pub fn webhooks(&mut self, fields: &mut Fields<'a>) -> Vec<Operation> {
        self.path_items(fields, "webhooks", Parent::Webhooks)
    }

    fn path_items(
        &mut self,
        fields: &mut Fields<'a>,
        key: &'static str,
        parent: Parent,
    ) -> Vec<Operation> {
        let Some(entry) = fields.take(key) else {
            return Vec::new();
        };
        let pointer = fields.below(key);
        let what = What::Named(key);
        let mut operations = Vec::new();
        for item in without_extensions(&entry.value, &pointer, what, self.diagnostics) {
            let below = child(&pointer, &item.key.text);
            self.path_item(item, parent, &below, &mut operations);
        }
        operations.shrink_to_fit();
        operations
    }

    fn path_item(
        &mut self,
        entry: &'a Entry,
        parent: Parent,
        pointer: &str,
        operations: &mut Vec<Operation>,
    ) {
        let is_extended = is_extended(&entry.value);
        let own = is_extended.then(|| (&entry.value, pointer.to_owned()));
        let found = self.trees.follow(&entry.value, pointer, self.diagnostics);
        if found.is_none() && !self.diagnostics.has_errors() {
            let report = unread_item(&entry.key, parent, is_extended).at(pointer);
            self.diagnostics.push(report);
        }
        let found = found.map(|found| {
            let mut pointer = pointer.to_owned();
            if found.pointer != pointer {
                pointer = self.moved(&found.pointer, &pointer, (parent, is_extended));
            }
            (found.node, pointer)
        });
        let items = own.into_iter().chain(found).filter_map(|(node, pointer)| {
            let mut item = Fields::open(node, pointer, Object::PathItem, self.diagnostics)?;
            item.take("$ref");
            Some(item)
        });
        let items: Vec<Fields<'a>> = items.collect();
        self.operations(items, (entry, parent), operations);
    }

    /// Returns the pointer to a path item at `place` that the path at `pointer` refers to. It
    /// is that of the path, which identifies the operations and names their types, in the
    /// file of the item, in which references are relative.
    fn moved(
        &mut self,
        place: &str,
        pointer: &str,
        (parent, is_extended): (Parent, bool),
    ) -> String {
        let (_, path) = pointer.split_once('#').unwrap_or_default();
        let mut moved = format!("{}#{path}", file_of(place));
        if is_extended {
            moved.push(OTHER);
        }
        // Paths of several documents can be the same, but a callback is one for all of them.
        let is_one = matches!(parent, Parent::Callback);
        while !(is_one && self.moved.is_at(&moved, place)) {
            let is_real = moved != pointer && self.trees.has(&self.moved.place(&moved));
            if !is_real && self.moved.add(&moved, place) {
                break;
            }
            moved.push(OTHER);
        }
        moved
    }

    /// Reads the operations of the entry of a path: those of its own item, then those of the
    /// item that it refers to.
    fn operations(
        &mut self,
        mut items: Vec<Fields<'a>>,
        (entry, parent): (&'a Entry, Parent),
        operations: &mut Vec<Operation>,
    ) {
        let shared = self.shared(&mut items);
        let mut known: Vec<(Method, Span)> = Vec::new();
        for mut item in items {
            let methods = Method::ALL.into_iter();
            let methods = methods.filter_map(|method| Some((method, item.take(method.keyword())?)));
            let mut methods: Vec<(Method, &Entry)> = methods.collect();
            methods.sort_by_key(|(_, entry)| entry.key.span);
            for (method, operation) in methods {
                let pointer = item.below(method.keyword());
                let mut others = known.iter();
                if let Some((_, first)) = others.find(|(known, _)| *known == method) {
                    let report = described_twice(method.keyword(), operation.key.span, *first);
                    self.diagnostics.push(report.at(pointer));
                    continue;
                }
                known.push((method, operation.key.span));
                let route = Route {
                    parent,
                    key: &entry.key,
                    method,
                    pointer: &pointer,
                };
                operations.extend(self.operation(operation, route, &shared));
            }
            item.finish(self.diagnostics);
        }
    }

    /// Reads the parts that the operations of a path share. Those of its own item win.
    fn shared(&mut self, items: &mut [Fields<'a>]) -> Shared {
        let mut shared = Shared {
            parameters: Parameters::default(),
            servers: None,
        };
        for item in items {
            let read = self.parameters().list(item);
            let own = shared.parameters.list.len();
            for parameter in read.list {
                let mut own = shared.parameters.list.iter().take(own);
                match own.find(|own| own.is_same(&parameter)) {
                    Some(own) => {
                        let how = "stands beside the reference too: this one is not read";
                        let report = repeated(&parameter, how, (own.span, "this one is read"));
                        self.diagnostics.push(report);
                    }
                    None => shared.parameters.list.push(parameter),
                }
            }
            shared.parameters.is_partial |= read.is_partial;
            let servers = servers(item, self.diagnostics);
            shared.servers = shared.servers.or(servers);
        }
        shared
    }

    fn operation(
        &mut self,
        entry: &'a Entry,
        route: Route<'_>,
        shared: &Shared,
    ) -> Option<Operation> {
        let what = Object::Operation;
        let mut fields = Fields::open(&entry.value, route.pointer, what, self.diagnostics)?;
        let (result_codes, code_sets) = result_codes(&mut fields, self.diagnostics);
        let own = self.parameters().list(&mut fields);
        let (request, is_partial) = self.request(&mut fields);
        let tags = fields.texts("tags", self.diagnostics);
        let mut parameters = self.overridden(&shared.parameters.list, own.list);
        match route.parent {
            Parent::Paths => path::fit(&mut parameters, route.key, route.pointer, self.diagnostics),
            Parent::Webhooks | Parent::Callback => {}
        }
        let id = self.operation_id(&mut fields, route);
        let rust_name = fields.text("x-rust-name", self.diagnostics);
        self.callbacks(&mut fields, (route.pointer, id.as_ref()));
        let operation = Operation {
            span: entry.key.span,
            pointer: route.pointer.to_owned(),
            path: route.key.text.to_string(),
            method: route.method,
            id,
            rust_name,
            callback: None,
            tags: tags.map_or_else(Vec::new, |tags| tags.value),
            summary: text(&mut fields, "summary", self.diagnostics),
            description: text(&mut fields, "description", self.diagnostics),
            is_deprecated: fields
                .boolean("deprecated", self.diagnostics)
                .is_some_and(|flag| flag.value),
            is_partial: shared.parameters.is_partial || own.is_partial || is_partial,
            parameters,
            request,
            is_body_shared: false,
            responses: self.responses(&mut fields, route.method),
            servers: servers(&mut fields, self.diagnostics).or_else(|| shared.servers.clone()),
            security: requirements(&mut fields, self.diagnostics),
            idempotency: idempotency(&mut fields, self.diagnostics),
            resends: fields
                .texts("x-resends", self.diagnostics)
                .map_or_else(Vec::new, |texts| texts.value),
            ids: fields
                .texts("x-ids", self.diagnostics)
                .map_or_else(Vec::new, |texts| texts.value),
            outcome: outcome(&mut fields, self.diagnostics),
            inquiry: inquiry(&mut fields, self.diagnostics),
            resolve: resolve(&mut fields, self.diagnostics),
            result_codes,
            code_sets,
        };
        fields.finish(self.diagnostics);
        Some(operation)
    }

    /// Adds `callbacks` of the operation at a pointer, with its id, to those to read.
    fn callbacks(
        &mut self,
        fields: &mut Fields<'a>,
        (holder, id): (&str, Option<&Spanned<String>>),
    ) {
        let Some(entry) = fields.take("callbacks") else {
            return;
        };
        let pointer = fields.below("callbacks");
        let what = What::Named("callbacks");
        for entry in without_extensions(&entry.value, &pointer, what, self.diagnostics) {
            let below = child(&pointer, &entry.key.text);
            let Some(found) = self.trees.follow(&entry.value, &below, self.diagnostics) else {
                continue;
            };
            let callbacks = Callbacks {
                found,
                key: &entry.key,
                prefix: id.map_or_else(String::new, |id| format!("{}_", id.value)),
                holders: vec![holder.to_owned()],
            };
            self.callbacks.add(callbacks, self.moved);
        }
    }

    /// Reads the requests of the callbacks of all operations that were read, and of their
    /// own callbacks.
    pub fn all_callbacks(&mut self) -> Vec<Operation> {
        let mut read = Vec::new();
        while let Some(callbacks) = self.callbacks.get(read.len()).cloned() {
            let mut operations = Vec::new();
            let (node, pointer) = (callbacks.found.node, callbacks.found.pointer.as_str());
            let what = What::Part("a callback");
            for url in without_extensions(node, pointer, what, self.diagnostics) {
                let below = child(pointer, &url.key.text);
                self.path_item(url, Parent::Callback, &below, &mut operations);
            }
            read.push(operations);
        }
        // Every operation that has them is known now.
        for (position, operations) in read.iter_mut().enumerate() {
            if let Some(callbacks) = self.callbacks.get(position) {
                callbacks.complete(operations);
            }
        }
        read.into_iter().flatten().collect()
    }

    /// Reads `operationId`. A webhook without it has the name of the webhook.
    fn operation_id(
        &mut self,
        fields: &mut Fields<'_>,
        route: Route<'_>,
    ) -> Option<Spanned<String>> {
        let id = fields.text("operationId", self.diagnostics);
        match route.parent {
            Parent::Paths | Parent::Callback => id,
            Parent::Webhooks => id.or(Some(Spanned {
                value: route.key.text.to_string(),
                span: route.key.span,
            })),
        }
    }

    /// Returns the parameters of a path item and an operation. Those of the operation
    /// replace those of the path item with the same name and location.
    fn overridden(&mut self, shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
        let is_replaced = |it: &&Parameter| own.iter().any(|other| other.is_same(it));
        let kept: Vec<Parameter> = shared
            .iter()
            .filter(|it| !is_replaced(it))
            .cloned()
            .collect();
        let mut parameters: Vec<Parameter> = Vec::new();
        for parameter in kept.into_iter().chain(own) {
            let mut earlier = parameters.iter();
            match earlier.find(|it| it.is_same(&parameter)) {
                Some(first) => {
                    let place = (first.span, "first listed here");
                    let report = repeated(&parameter, "is listed twice", place);
                    self.diagnostics.push(report);
                }
                None => parameters.push(parameter),
            }
        }
        // Parameters and responses contain schemas, which are large.
        parameters.shrink_to_fit();
        parameters
    }

    fn parameters(&mut self) -> ParameterReader<'a, '_> {
        ParameterReader {
            trees: self.trees,
            diagnostics: self.diagnostics,
        }
    }

    fn media(&mut self) -> Media<'a, '_> {
        Media {
            trees: self.trees,
            diagnostics: self.diagnostics,
        }
    }

    /// Reads the body of the request; returns whether one could not be read.
    fn request(&mut self, fields: &mut Fields<'a>) -> (Option<RequestBody>, bool) {
        let Some(entry) = fields.take("requestBody") else {
            return (None, false);
        };
        let body = self.request_body(&entry.value, &fields.below("requestBody"));
        let is_partial = body.is_none();
        let body = body.filter(|body| !body.contents.is_empty() && !body.says_nothing());
        (body, is_partial)
    }

    fn request_body(&mut self, node: &'a Node, pointer: &str) -> Option<RequestBody> {
        let found = self.trees.follow(node, pointer, self.diagnostics)?;
        let (node, pointer) = (found.node, found.pointer);
        let what = Object::RequestBody;
        let mut fields = Fields::open(node, pointer.as_str(), what, self.diagnostics)?;
        fields.take("$ref");
        let required = fields.boolean("required", self.diagnostics);
        let content = fields.take("content");
        if content.is_none() {
            fields.missing("content");
        }
        let request = RequestBody {
            required: required.map(|flag| flag.value),
            contents: self.media().content(&mut fields),
        };
        if let Some(content) = content {
            let below = fields.below("content");
            alike::report(&request, content, &below, self.diagnostics);
        }
        fields.finish(self.diagnostics);
        Some(request)
    }

    fn responses(&mut self, fields: &mut Fields<'a>, method: Method) -> Vec<Response> {
        let Some(entry) = fields.take("responses") else {
            fields.missing("responses");
            return Vec::new();
        };
        let pointer = fields.below("responses");
        let what = What::Named("responses");
        let entries = without_extensions(&entry.value, &pointer, what, self.diagnostics);
        let mut failures = alike::Failures::default();
        let entries = entries.into_iter();
        let mut responses: Vec<Response> = entries
            .filter_map(|entry| {
                let pointer = child(&pointer, &entry.key.text);
                self.response(entry, &pointer, &mut failures)
            })
            .collect();
        if method == Method::Head {
            // Their contents are those of GET: an answer to HEAD has none.
            for response in &mut responses {
                response.contents.clear();
                response.is_partial = false;
            }
        }
        responses.shrink_to_fit();
        responses
    }

    fn response(
        &mut self,
        entry: &'a Entry,
        place: &str,
        failures: &mut alike::Failures,
    ) -> Option<Response> {
        let Some(status) = Status::parse(&entry.key.text) else {
            let report = not_a_status(&entry.key).at(place);
            self.diagnostics.push(report);
            return None;
        };
        let found = self.trees.follow(&entry.value, place, self.diagnostics)?;
        let (node, pointer) = (found.node, found.pointer);
        let what = Object::Response;
        let mut fields = Fields::open(node, pointer.as_str(), what, self.diagnostics)?;
        fields.take("$ref");
        let description = text(&mut fields, "description", self.diagnostics);
        let content = fields.take("content");
        let entries = content.and_then(|it| it.value.as_mapping());
        let mut has_content = entries.is_some_and(|content| !content.entries.is_empty());
        let headers = self.parameters().headers(&mut fields);
        let mut contents = self.media().content(&mut fields);
        if let (Some(content), true) = (content, has_content && is_without_content(status)) {
            let below = fields.below("content");
            let report = never_sent(&content.key, status).at(below);
            self.diagnostics.push(report);
            contents.clear();
            has_content = false;
        }
        if let (Some(content), false) = (content, status.means_success()) {
            // What several operations refer to has a type of its own.
            if pointer == place {
                failures.mark(&mut contents, content);
            }
        }
        let links = self.links(&mut fields);
        fields.finish(self.diagnostics);
        Some(Response {
            pointer,
            status,
            description,
            is_partial: has_content && contents.is_empty(),
            headers,
            contents,
            links,
        })
    }

    /// Reads `links`. One without an operation says nothing.
    fn links(&mut self, fields: &mut Fields<'a>) -> Vec<Link> {
        let Some(entry) = fields.take("links") else {
            return Vec::new();
        };
        let pointer = fields.below("links");
        let what = What::Named("links");
        let entries = without_extensions(&entry.value, &pointer, what, self.diagnostics);
        let entries = entries.into_iter();
        entries
            .filter_map(|entry| self.link(entry, &child(&pointer, &entry.key.text)))
            .collect()
    }

    fn link(&mut self, entry: &'a Entry, pointer: &str) -> Option<Link> {
        let found = self.trees.follow(&entry.value, pointer, self.diagnostics)?;
        let what = Object::Link;
        let mut fields = Fields::open(found.node, found.pointer, what, self.diagnostics)?;
        fields.take("$ref");
        let id = text(&mut fields, "operationId", self.diagnostics);
        let reference = text(&mut fields, "operationRef", self.diagnostics);
        let description = text(&mut fields, "description", self.diagnostics);
        fields.finish(self.diagnostics);
        Some(Link {
            name: entry.key.text.to_string(),
            operation: id.or(reference)?,
            description,
        })
    }
}

fn text(
    fields: &mut Fields<'_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    fields.text(key, diagnostics).map(|text| text.value)
}

/// Returns whether HTTP allows no content with a status (RFC 9110).
fn is_without_content(status: Status) -> bool {
    match status {
        Status::Code(code) => matches!(code, 100..200 | 204 | 205 | 304),
        Status::Class(class) => class == 1,
        Status::Default => false,
    }
}

fn never_sent(key: &Key, status: Status) -> Diagnostic {
    let message = format!("an answer with status {status} never has a content: it is not read");
    Diagnostic::warning(Code::InvalidValue, key.span, message)
        .help("remove it, or write the status that the API really sends")
}

fn not_a_status(key: &Key) -> Diagnostic {
    let message = format!("`{}` is not a status code", key.text);
    Diagnostic::warning(Code::InvalidValue, key.span, message)
        .help("write a code such as `\"200\"`, a class such as `4XX`, or `default`")
}

/// Creates the warning about a parameter in the place of which another one is read.
fn repeated(parameter: &Parameter, how: &str, (other, label): (Span, &str)) -> Diagnostic {
    let (name, location) = (&parameter.name, &parameter.location.value);
    let message = format!("the parameter `{}` in the {location} {how}", name.value);
    Diagnostic::warning(Code::InvalidValue, name.span, message)
        .at(parameter.pointer.clone())
        .labelled(other, label)
        .help("remove one of them")
}

/// Creates the warning about a path item whose reference leads nowhere, which was reported.
fn unread_item(key: &Key, parent: Parent, is_extended: bool) -> Diagnostic {
    let what = match parent {
        Parent::Paths if is_extended => "the other operations of the path",
        Parent::Paths => "the operations of the path",
        Parent::Webhooks => "the webhook",
        Parent::Callback => "the callback",
    };
    let verb = match parent {
        Parent::Paths => "are",
        Parent::Webhooks | Parent::Callback => "is",
    };
    let message = format!(
        "{what} `{}` {verb} left out: the path item cannot be read",
        key.text
    );
    Diagnostic::warning(Code::InvalidValue, key.span, message)
        .help("correct its `$ref`, of which another warning tells more")
}

fn described_twice(method: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("`{method}` stands beside the reference too: this one is not read");
    Diagnostic::warning(Code::InvalidValue, span, message)
        .labelled(first, "this one is read")
        .help("remove one of them")
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
