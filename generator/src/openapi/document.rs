//! Documents: everything except the schemas, one field per keyword.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::model::{Location, MediaKind, Method, Status, meaning};
use crate::text::source::{FileId, Span, Spanned};
use crate::text::tree::{Key, Node};

use super::schema::{ComponentId, Reference, Schema};

/// One OpenAPI document.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are facts that do not depend on each other"
)]
pub struct Document {
    /// The text of the document.
    pub file: FileId,
    /// The file's name within the specification's directory: `pets.yaml`, `schemas/pet.yaml`.
    pub name: String,
    /// The file in pointers, such as `spec/pets.yaml`.
    pub path: String,
    /// True if it is OpenAPI 3.0.
    pub is_3_0: bool,
    /// True if it is no document, but a file with parts for documents.
    pub is_fragment: bool,
    /// True if every keyword at the root is known.
    pub is_whole: bool,
    /// `info.title`.
    pub title: Option<String>,
    /// `info.version`.
    pub version: Option<String>,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// `x-product`: the module of the product.
    pub product: Option<Spanned<String>>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `tags`.
    pub tags: Vec<Tag>,
    /// True if it has `paths`, readable or not.
    pub has_paths: bool,
    /// Every operation under `paths`.
    pub operations: Vec<Operation>,
    /// Every operation under `webhooks`, whose path is the webhook's name, and under
    /// `callbacks` of operations, whose path is the URL.
    pub webhooks: Vec<Operation>,
    /// `security`: the schemes of each alternative.
    pub security: Vec<Vec<Requirement>>,
    /// `components.securitySchemes`.
    pub security_schemes: Vec<SecurityScheme>,
    /// `components.schemas`.
    pub schemas: Vec<Component>,
    /// `components.x-result-codes`.
    pub code_sets: Vec<CodeSet>,
}

/// An entry of `tags`.
#[derive(Debug)]
pub struct Tag {
    /// The pointer to it.
    pub pointer: String,
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
}

/// An entry of `servers`.
#[derive(Debug, Clone)]
pub struct Server {
    /// The pointer to it.
    pub pointer: String,
    /// `url`.
    pub url: Spanned<String>,
    /// `variables`.
    pub variables: Vec<ServerVariable>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `x-environment`.
    pub environment: Option<Spanned<String>>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
}

/// An entry of `variables` of a server.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// The pointer to it.
    pub pointer: String,
    /// Its name.
    pub name: Spanned<String>,
    /// `default`.
    pub default: Option<Spanned<String>>,
    /// `enum`.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
    /// `x-sensitive`.
    pub sensitive: Option<Spanned<String>>,
}

/// An entry of `components.schemas`.
#[derive(Debug)]
pub struct Component {
    /// Its name.
    pub key: Key,
    /// False if it is no entry, but a schema that references name by another pointer. Its
    /// name is made from that pointer.
    pub is_named: bool,
    /// Its schema.
    pub schema: Schema,
}

/// An entry of `components.x-result-codes`.
#[derive(Debug)]
pub struct CodeSet {
    /// Its name.
    pub key: Key,
    /// The pointer to it.
    pub pointer: String,
    /// `description`.
    pub description: Option<String>,
    /// `codes`.
    pub codes: Vec<ResultCode>,
}

/// An operation object, with the path and the method it stands under.
#[derive(Debug)]
pub struct Operation {
    /// The position of the operation object.
    pub span: Span,
    /// The pointer to it.
    pub pointer: String,
    /// The path, as written.
    pub path: String,
    /// The method.
    pub method: Method,
    /// `operationId`. For a webhook it defaults to the name of the webhook.
    pub id: Option<Spanned<String>>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
    /// The calls after which it is sent, if it is an operation under `callbacks`.
    pub callback: Option<Callback>,
    /// `tags`.
    pub tags: Vec<Spanned<String>>,
    /// True if a part of the request could not be read, which was reported.
    pub is_partial: bool,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub is_deprecated: bool,
    /// `parameters`, those of the path item first.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub request: Option<RequestBody>,
    /// True if the body of the request is a component that is the body of another message
    /// too, once references are resolved.
    pub is_body_shared: bool,
    /// `responses`.
    pub responses: Vec<Response>,
    /// `servers` of the operation, or else of its path item, if present.
    pub servers: Option<Vec<Server>>,
    /// `security`, if present.
    pub security: Option<Vec<Vec<Requirement>>>,
    /// `x-idempotency`.
    pub idempotency: Option<Idempotency>,
    /// `x-ids`.
    pub ids: Vec<Spanned<String>>,
    /// `x-outcome`.
    pub outcome: Option<Outcome>,
    /// `x-inquiry`.
    pub inquiry: Option<Inquiry>,
    /// `x-resolve`.
    pub resolve: Option<Resolve>,
    /// `x-resends`.
    pub resends: Vec<Spanned<String>>,
    /// The codes that `x-result-codes` lists.
    pub result_codes: Vec<ResultCode>,
    /// The sets of codes that `x-result-codes` refers to.
    pub code_sets: Vec<CodeSetItem>,
}

/// The calls after which a callback is sent.
#[derive(Debug)]
pub struct Callback {
    /// Its name below `callbacks` of the first operation: the event.
    pub name: String,
    /// The pointers to the operations.
    pub operations: Vec<String>,
    /// The URL, as a runtime expression.
    pub url: String,
}

/// `x-idempotency`.
#[derive(Debug)]
pub struct Idempotency {
    /// `key`: the id by which a repeated request is known.
    pub key: Spanned<String>,
    /// `compare`: JSON pointers to the values that a repeated request has to have.
    pub compare: Vec<Spanned<String>>,
    /// `conflict`: the result code if one of them differs.
    pub conflict: Option<Spanned<String>>,
}

/// An entry of `parameters`, or of `headers` of a response.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword")]
pub struct Parameter {
    /// The position of the parameter.
    pub span: Span,
    /// The pointer to it.
    pub pointer: String,
    /// `name`.
    pub name: Spanned<String>,
    /// `in`.
    pub location: Spanned<String>,
    /// `required`.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style`.
    pub style: Option<Spanned<String>>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// True if the value is a JSON text, as `content` describes it.
    pub is_json: bool,
    /// The content type, if `content` describes something else.
    pub other_content: Option<String>,
    /// `schema`, or that of `content`.
    pub schema: Schema,
    /// `example` and `examples`.
    pub examples: Vec<Example>,
}

/// An entry of `responses`.
#[derive(Debug)]
pub struct Response {
    /// The pointer to it.
    pub pointer: String,
    /// The status codes.
    pub status: Status,
    /// `description`.
    pub description: Option<String>,
    /// True if it has contents of which none could be read, which was reported.
    pub is_partial: bool,
    /// The entries of `headers`, in document order.
    pub headers: Vec<Parameter>,
    /// The entries of `content`, in document order.
    pub contents: Vec<Body>,
    /// The entries of `links`, in document order.
    pub links: Vec<Link>,
}

/// An entry of `links`: an operation that a program can call with values of the answer.
#[derive(Debug)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// `operationId`, or else `operationRef`.
    pub operation: String,
    /// `description`.
    pub description: Option<String>,
}

/// An entry of `components.securitySchemes`.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its name.
    pub key: Key,
    /// The pointer to it.
    pub pointer: String,
    /// `$ref`, in place of everything else.
    pub reference: Option<Reference<SecuritySchemeId>>,
    /// `type`, unless it is a reference.
    pub kind: Option<Spanned<String>>,
    /// `description`.
    pub description: Option<String>,
    /// `name` of an API key.
    pub name: Option<Spanned<String>>,
    /// `in` of an API key.
    pub location: Option<Spanned<String>>,
    /// `scheme` of HTTP.
    pub scheme: Option<Spanned<String>>,
    /// `bearerFormat`.
    pub bearer_format: Option<String>,
    /// `flows` of OAuth 2.
    pub flows: Vec<Flow>,
    /// `openIdConnectUrl`.
    pub open_id_connect_url: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
    /// `x-signature`.
    pub signature: Option<Signature>,
}

/// An entry of `flows`.
#[derive(Debug)]
pub struct Flow {
    /// The name of the flow.
    pub name: String,
    /// `authorizationUrl`.
    pub authorization_url: Option<String>,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// `scopes`: each with its description.
    pub scopes: Vec<(String, String)>,
}

/// A security scheme that a message needs.
#[derive(Debug)]
pub struct Requirement {
    /// The name of the scheme.
    pub scheme: Spanned<String>,
    /// The scopes.
    pub scopes: Vec<String>,
}

/// `x-signature`.
#[derive(Debug)]
pub struct Signature {
    /// `method`: the way to sign bytes.
    pub method: Spanned<String>,
    /// `text`: the template of the text to sign.
    pub text: Spanned<String>,
    /// `header`: the name and the template of the header with the signature.
    pub header: NamedTemplate,
    /// `client-id`: the name of the header.
    pub client_id: Spanned<String>,
    /// `request-time`: the name of the header with the time of a request.
    pub request_time: Spanned<String>,
    /// `response-time`: the name of the header with the time of a response.
    pub response_time: Spanned<String>,
    /// `agent-token`: the name of the header with the token of an agent.
    pub agent_token: Option<Spanned<String>>,
    /// `sandbox-client-id`: the beginning of the client ids of sandboxes.
    pub sandbox_client_id: Option<Spanned<String>>,
    /// `unsigned`: the status values that an unsigned response may report.
    pub unsigned_statuses: Vec<Spanned<String>>,
    /// `refusals`: the result codes of the requests that the gateway refuses.
    pub refusals: Refusals,
}

/// `refusals` of `x-signature`.
#[derive(Debug, Default)]
pub struct Refusals {
    /// `signature`: the code for a wrong signature.
    pub signature: Option<Spanned<String>>,
    /// `client`: the code for an unknown client id.
    pub client: Option<Spanned<String>>,
    /// `path`: the code for an unknown path.
    pub path: Option<Spanned<String>>,
    /// `request`: the code for an invalid request.
    pub request: Option<Spanned<String>>,
}

/// The name of a header and the template of its value.
#[derive(Debug)]
pub struct NamedTemplate {
    /// `name`.
    pub name: Spanned<String>,
    /// `value`.
    pub value: Spanned<String>,
}

/// `requestBody`.
#[derive(Debug)]
pub struct RequestBody {
    /// `required`, if it is stated.
    pub required: Option<bool>,
    /// The entries of `content`, in document order.
    pub contents: Vec<Body>,
}

/// An entry of `content`.
#[derive(Debug)]
pub struct Body {
    /// The position of the media type object.
    pub span: Span,
    /// The content type, as written.
    pub media_type: String,
    /// The kind of the content type.
    pub kind: MediaKind,
    /// The schema, which is any value if it has none.
    pub schema: Schema,
    /// True if the schema is that of an item of a sequence (`itemSchema` of OpenAPI 3.2).
    pub is_of_item: bool,
    /// The schema of a stream of events as JSON, which is the same text for equal ones.
    pub events: Option<Box<str>>,
    /// The pointer to an equal schema of an earlier failure of the operation, whose type this
    /// body has too.
    pub same_as: Option<Box<str>>,
    /// `encoding`.
    pub encodings: Vec<Encoding>,
    /// `examples`, or the one `example`.
    pub examples: Vec<Example>,
}

/// An entry of `encoding`: the form of a member of a body.
#[derive(Debug)]
pub struct Encoding {
    /// The name of the member.
    pub member: String,
    /// `contentType`.
    pub content_type: Option<Spanned<String>>,
    /// `style`.
    pub style: Option<Spanned<String>>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// An example of a body or a parameter.
#[derive(Debug, Clone)]
pub struct Example {
    /// The name, which is `example` for the only one.
    pub name: String,
    /// `value`.
    pub value: Node,
    /// The pointer to the value.
    pub pointer: String,
}

/// `x-outcome`.
#[derive(Debug)]
pub struct Outcome {
    /// JSON pointer to the status within the response.
    pub status: Spanned<String>,
    /// JSON pointer to the code.
    pub code: Spanned<String>,
    /// JSON pointer to the message.
    pub message: Spanned<String>,
    /// The status values that mean success.
    pub success: Vec<Spanned<String>>,
    /// The status values that mean failure.
    pub failure: Vec<Spanned<String>>,
    /// The status values that mean an unknown outcome.
    pub unknown: Vec<Spanned<String>>,
}

/// `x-inquiry`.
#[derive(Debug)]
pub struct Inquiry {
    /// The position of the extension.
    pub span: Span,
    /// The pointer to it.
    pub pointer: String,
    /// `open`: the states that are not final.
    pub open: Vec<Spanned<String>>,
    /// `not-found`: the result codes for a request that did not arrive.
    pub not_found: Vec<Spanned<String>>,
    /// `pauses`: the durations before each inquiry.
    pub pauses: Vec<Spanned<String>>,
}

/// `x-resolve`.
#[derive(Debug)]
pub struct Resolve {
    /// `inquiry`: the id of the operation that inquires.
    pub inquiry: Spanned<String>,
    /// `cancel`: the id of the operation that cancels.
    pub cancel: Option<Spanned<String>>,
}

/// A status value that occurs twice in `x-outcome`.
#[derive(Debug)]
pub struct RepeatedStatus<'a> {
    /// The second occurrence.
    pub status: &'a Spanned<String>,
    /// The first occurrence.
    pub first: &'a Spanned<String>,
    /// True if both belong to the same outcome.
    pub same_outcome: bool,
}

impl Parameter {
    /// Returns whether it is a header.
    pub fn is_header(&self) -> bool {
        self.location.value == Location::Header.as_str()
    }

    /// Returns whether another parameter has the same name and location. The names of headers
    /// may differ in case.
    pub fn is_same(&self, other: &Self) -> bool {
        let (name, other_name) = (&self.name.value, &other.name.value);
        let is_name =
            name == other_name || (self.is_header() && name.eq_ignore_ascii_case(other_name));
        is_name && self.location.value == other.location.value
    }
}

impl Operation {
    /// Returns the JSON body of the request.
    pub fn request_body(&self) -> Option<&Body> {
        self.request.as_ref()?.json()
    }

    /// Returns every body with a value that is generated, the request's first.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let responses = self.responses.iter().flat_map(Response::bodies);
        self.request_values().chain(responses)
    }

    /// Returns every content of the request and of the responses.
    pub fn contents(&self) -> impl Iterator<Item = &Body> {
        let requests = self.request.iter().flat_map(|it| &it.contents);
        requests.chain(self.responses.iter().flat_map(|it| &it.contents))
    }

    /// Returns the bodies of the request with a value.
    pub fn request_values(&self) -> impl Iterator<Item = &Body> {
        let choices = self.request.iter().flat_map(RequestBody::choices);
        choices.filter(|body| body.kind.has_schema())
    }

    /// Returns the schemas of values that are no bodies: the parameters, the headers of the
    /// responses, and the events of streams.
    pub fn values(&self) -> impl Iterator<Item = &Schema> {
        let events = self.responses.iter().flat_map(Response::events);
        let events = events.map(|it| &it.schema);
        self.places().map(|it| &it.schema).chain(events)
    }

    /// Returns the schemas of every parameter, header and content, except those that mean the
    /// same as another content.
    pub fn distinct_schemas(&self) -> impl Iterator<Item = &Schema> {
        let requests = self.request.iter().flat_map(RequestBody::choices);
        let responses = self.responses.iter().flat_map(|it| &it.contents);
        let contents = requests.chain(responses.filter(|it| it.same_as.is_none()));
        let contents = contents.map(|it| &it.schema);
        self.places().map(|it| &it.schema).chain(contents)
    }

    /// Returns the schemas of every content, parameter and header.
    pub fn schemas_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        let parameters = self.parameters.iter_mut().map(|it| &mut it.schema);
        let responses = self.responses.iter_mut().flat_map(|it| {
            let headers = it.headers.iter_mut().map(|it| &mut it.schema);
            headers.chain(it.contents.iter_mut().map(|it| &mut it.schema))
        });
        let requests = self.request.iter_mut().flat_map(|it| &mut it.contents);
        let requests = requests.map(|body| &mut body.schema);
        parameters.chain(requests).chain(responses)
    }

    /// Returns the parameters that are headers, in the form of
    /// [`answer_headers`](Self::answer_headers).
    pub fn header_parameters(&self) -> Vec<Vec<&Parameter>> {
        let headers = self.parameters.iter().filter(|it| it.is_header());
        headers.map(|it| vec![it]).collect()
    }

    /// Returns the parameters, and the headers of the responses.
    pub fn places(&self) -> impl Iterator<Item = &Parameter> {
        let headers = self.responses.iter().flat_map(|it| &it.headers);
        self.parameters.iter().chain(headers)
    }

    /// Returns the headers of the responses, each with its descriptions in all of them, in
    /// the order of the first ones.
    pub fn answer_headers(&self) -> Vec<Vec<&Parameter>> {
        let mut headers: Vec<Vec<&Parameter>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for header in self.responses.iter().flat_map(|it| &it.headers) {
            match places.entry(header.name.value.to_ascii_lowercase()) {
                Entry::Occupied(place) => {
                    if let Some(known) = headers.get_mut(*place.get()) {
                        known.push(header);
                    }
                }
                Entry::Vacant(place) => {
                    place.insert(headers.len());
                    headers.push(vec![header]);
                }
            }
        }
        headers
    }
}

impl RequestBody {
    /// Returns the content in JSON.
    pub fn json(&self) -> Option<&Body> {
        json(&self.contents)
    }

    /// Returns the contents that a program can choose from: JSON first, and one of those
    /// that differ in how their bytes are written only.
    pub fn choices(&self) -> impl Iterator<Item = &Body> {
        let mut known = HashSet::new();
        let json = self.json();
        let is_json = move |it: &&Body| json.is_some_and(|json| std::ptr::eq(json, *it));
        let others = self.contents.iter().filter(move |it| !is_json(it));
        json.into_iter()
            .chain(others)
            .filter(move |body| known.insert(meaning(&body.media_type)))
    }

    /// Returns whether the body need not be sent, and has nothing to say if it is.
    pub fn says_nothing(&self) -> bool {
        self.required == Some(false) && self.contents.iter().all(|it| it.schema.is_empty_object())
    }
}

impl Response {
    /// Returns the body in JSON.
    pub fn body(&self) -> Option<&Body> {
        json(&self.contents)
    }

    /// Returns every body in JSON.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let contents = self.contents.iter();
        contents.filter(|it| it.kind == MediaKind::Json)
    }

    /// Returns the contents that are streams of events.
    pub fn events(&self) -> impl Iterator<Item = &Body> {
        self.contents.iter().filter(|it| it.kind.is_events())
    }
}

/// Returns the content in JSON: `application/json`, or else the first one of that kind.
fn json(contents: &[Body]) -> Option<&Body> {
    let mut exact = contents.iter();
    let exact = exact.find(|it| it.media_type == "application/json");
    let mut others = contents.iter();
    exact.or_else(|| others.find(|it| it.kind == MediaKind::Json))
}

impl Document {
    /// Returns the operations under `paths`, then those under `webhooks`.
    pub fn all_operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().chain(&self.webhooks)
    }

    /// Returns the operations under `paths`, then those under `webhooks`.
    pub fn all_operations_mut(&mut self) -> impl Iterator<Item = &mut Operation> {
        self.operations.iter_mut().chain(&mut self.webhooks)
    }
}

impl ComponentId {
    /// Returns the schema of the component.
    pub fn schema(self, documents: &[Document]) -> Option<&Schema> {
        let component = documents.get(self.document)?.schemas.get(self.schema)?;
        Some(&component.schema)
    }
}

impl Outcome {
    /// Returns the status values of the three outcomes.
    pub fn statuses(&self) -> impl Iterator<Item = &Spanned<String>> {
        [&self.success, &self.failure, &self.unknown]
            .into_iter()
            .flatten()
    }

    /// Returns the status values that occur a second time.
    pub fn repeated(&self) -> Vec<RepeatedStatus<'_>> {
        let mut known: HashMap<&str, (usize, &Spanned<String>)> = HashMap::new();
        let mut repeated = Vec::new();
        let outcomes = [&self.success, &self.failure, &self.unknown];
        for (outcome, statuses) in outcomes.into_iter().enumerate() {
            for status in statuses {
                match known.entry(&status.value) {
                    Entry::Vacant(entry) => {
                        entry.insert((outcome, status));
                    }
                    Entry::Occupied(entry) => {
                        let (at, first) = *entry.get();
                        repeated.push(RepeatedStatus {
                            status,
                            first,
                            same_outcome: at == outcome,
                        });
                    }
                }
            }
        }
        repeated
    }
}

/// An entry of `x-result-codes` that is a code.
#[derive(Debug)]
pub struct ResultCode {
    /// The pointer to it.
    pub pointer: String,
    /// The code on the wire.
    pub code: Spanned<String>,
    /// Its usual status.
    pub status: Spanned<String>,
    /// `message`: the meaning of the code.
    pub message: String,
    /// `action`: the advice to the caller.
    pub action: String,
    /// `retry`: the reaction that is safe for a program.
    pub retry: Spanned<String>,
    /// `note`: further information.
    pub note: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
}

/// An entry of `x-result-codes` that refers to a set of codes.
#[derive(Debug)]
pub struct CodeSetItem {
    /// The pointer to it.
    pub pointer: String,
    /// `$ref`.
    pub reference: Reference<CodeSetId>,
}

/// The id of a security scheme: its document and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecuritySchemeId {
    /// Index of the document.
    pub document: usize,
    /// Index within [`Document::security_schemes`].
    pub scheme: usize,
}

/// The id of a set of codes: its document and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeSetId {
    /// Index of the document.
    pub document: usize,
    /// Index within [`Document::code_sets`].
    pub set: usize,
}
