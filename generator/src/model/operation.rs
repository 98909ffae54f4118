//! Operations and webhooks: HTTP, and optionally the outcome of a call.

use std::fmt;

use super::condition::FieldPath;
use super::example::Example;
use super::ids::{CodeSetId, ModuleId, TypeId};
use super::media::MediaKind;
use super::names::{Name, Source};
use super::resolution::{Inquiry, Resolution};
use super::result_code::{Listing, ResultCode};
use super::types::{Field, Presence};
use super::value::{Type, Value};

/// An operation of the API.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: Name,
    /// The module.
    pub module: ModuleId,
    /// The method and the path.
    pub http: Http,
    /// The summary in one line.
    pub summary: String,
    /// True if the API advises against calls.
    pub is_deprecated: bool,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// The document that describes it.
    pub document: Source,
    /// A pointer to it in the specification.
    pub origin: String,
    /// The parameters, those of its path item first.
    pub parameters: Vec<Parameter>,
    /// The body of the request.
    pub body: Option<RequestBody>,
    /// The struct of the parameters and the body, if the body alone is not the request.
    /// Its members are the parameters, then the body.
    pub inputs: Option<TypeId>,
    /// The responses, in document order.
    pub responses: Vec<Response>,
    /// The documented headers of the responses.
    pub headers: Option<Headers>,
    /// The security schemes of each alternative. An alternative without schemes, which needs
    /// no credentials, is the last one.
    pub security: Vec<Vec<Requirement>>,
    /// The servers of the operation alone, as positions in
    /// [`Api::servers`](super::Api::servers). Others have those of all operations.
    pub servers: Vec<usize>,
    /// The security scheme that signs the call, as a position in
    /// [`Api::security_schemes`](super::Api::security_schemes).
    pub signed_by: Option<usize>,
    /// The members that identify a request, as positions in the body's
    /// [`Struct::members`](super::Struct::members).
    pub ids: Vec<IdMember>,
    /// The handling of a repeated request, if the document states it.
    pub idempotency: Option<Idempotency>,
    /// The product, if the document has one.
    pub product: Option<Name>,
    /// The paths to the result in the response, if it states one.
    pub outcome: Option<Outcome>,
    /// The findings of an inquiry, if the operation is one.
    pub inquiry: Option<Inquiry>,
    /// The calls that find out its outcome, if there are any.
    pub resolution: Option<Resolution>,
    /// The result codes: those of the document, then those of its sets.
    pub codes: Vec<ResultCode>,
}

/// A method and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: Method,
    /// The path, with parameters in braces, relative to a server's URL.
    pub path: String,
    /// The constant part of the query, which is empty if there is none.
    pub query: String,
}

impl fmt::Display for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.path)?;
        if !self.query.is_empty() {
            write!(f, "?{}", self.query)?;
        }
        Ok(())
    }
}

/// An HTTP method of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// `QUERY`, of OpenAPI 3.2
    Query,
}

impl Method {
    /// Every method, in the order of OpenAPI.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::Put,
        Self::Post,
        Self::Delete,
        Self::Options,
        Self::Head,
        Self::Patch,
        Self::Trace,
        Self::Query,
    ];

    /// Returns the method as HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }

    /// Returns the keyword of a path item that describes the method.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
            Self::Query => "query",
        }
    }
}

/// The place of a value outside the body of a request. The value is a member of
/// [`Operation::inputs`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword")]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// The part of the request.
    pub location: Location,
    /// The form of the value there.
    pub style: Style,
    /// True if each item of a list has the name of the parameter.
    pub explode: bool,
    /// True if the reserved characters of URLs are not encoded.
    pub allow_reserved: bool,
    /// True if the value is a JSON text, whatever the style.
    pub is_json: bool,
    /// True if the document demands it: a header of answers in every one that documents it.
    pub is_required: bool,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// The headers of a message that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// The struct of their values. Each field is optional.
    pub values: TypeId,
    /// The places of its members, in their order.
    pub places: Vec<Parameter>,
    /// The status codes of the answers that document each, in the same order; none if all
    /// answers do. A webhook has no list.
    pub statuses: Vec<Vec<Status>>,
}

/// The form of a parameter's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `1,2` in a path or a header.
    Simple,
    /// `id=1&id=2` in a query, or in a cookie.
    Form,
    /// `;id=1,2` in a path.
    Matrix,
    /// `.1.2` in a path.
    Label,
    /// `id=1%202` in a query.
    SpaceDelimited,
    /// `id=1|2` in a query.
    PipeDelimited,
    /// `id[key]=1` in a query.
    DeepObject,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 7] = [
        Self::Simple,
        Self::Form,
        Self::Matrix,
        Self::Label,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
    ];

    /// Returns whether each item of a list has the name of the value, if nothing is stated.
    #[must_use]
    pub const fn is_exploded(self) -> bool {
        match self {
            Self::Form => true,
            Self::Simple
            | Self::Matrix
            | Self::Label
            | Self::SpaceDelimited
            | Self::PipeDelimited
            | Self::DeepObject => false,
        }
    }

    /// Returns the value of `style`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Form => "form",
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }
}

/// A security scheme that a message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The scheme, as a position in [`Api::security_schemes`](super::Api::security_schemes).
    pub scheme: usize,
    /// The scopes of the token.
    pub scopes: Vec<String>,
}

/// The part of a request that holds a member of [`Operation::inputs`].
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A parameter.
    Parameter(&'a Parameter),
    /// The body.
    Body(&'a RequestBody),
}

/// The part of a request that holds a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Location {
    /// Every location.
    pub const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    /// Returns the style of a parameter that states none.
    #[must_use]
    pub const fn style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }

    /// Returns whether a value can have a style there.
    #[must_use]
    pub const fn has_style(self, style: Style) -> bool {
        match style {
            Style::Simple => matches!(self, Self::Path | Self::Header),
            Style::Matrix | Style::Label => matches!(self, Self::Path),
            Style::Form => matches!(self, Self::Query | Self::Cookie),
            Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject => {
                matches!(self, Self::Query)
            }
        }
    }

    /// Returns the value of `in`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The body of a request.
#[derive(Debug)]
pub struct RequestBody {
    /// True if a request without it is not allowed.
    pub required: bool,
    /// The contents that a program can choose from, in document order. There is at least
    /// one.
    pub contents: Vec<Body>,
}

/// The content of a request or a response in one content type.
#[derive(Debug)]
pub struct Body {
    /// The content type, as written. A program sees it in headers only.
    pub media_type: String,
    /// Its kind.
    pub kind: MediaKind,
    /// The value. A body that is a `$ref` has the type of the component.
    pub value: Value,
    /// The forms of members that are stated.
    pub encodings: Vec<MemberEncoding>,
    /// Examples of the body.
    pub examples: Vec<Example>,
    /// A pointer to its schema in the specification.
    pub origin: String,
}

/// The form of a member of a body, as far as it is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberEncoding {
    /// The name of the member on the wire.
    pub member: String,
    /// Its content type.
    pub content_type: Option<String>,
    /// Its style, as that of a parameter in a query.
    pub style: Option<Style>,
    /// True if each item of a list has the name of the member.
    pub explode: Option<bool>,
    /// True if the reserved characters of URLs are not encoded.
    pub allow_reserved: bool,
}

impl Body {
    /// Returns the named type of the body, if it has one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self.value.ty {
            Type::Named(id) => Some(id),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        }
    }

    /// Returns the named type in the body: its own, or that of its items.
    #[must_use]
    pub fn inner(&self) -> Option<TypeId> {
        self.value.ty.named()
    }
}

/// A response to a request.
#[derive(Debug)]
pub struct Response {
    /// The status codes.
    pub status: Status,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// Its contents, one for each content type, in document order.
    pub contents: Vec<Body>,
    /// The operations to call with its values.
    pub links: Vec<Link>,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// An operation that a program can call with values of a response. It is documentation only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// The id of the operation, or a reference to it.
    pub operation: String,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
}

impl Response {
    /// Returns the body in JSON: `application/json`, or else the first one of that kind.
    #[must_use]
    pub fn body(&self) -> Option<&Body> {
        let mut exact = self.contents.iter();
        let exact = exact.find(|it| it.media_type == "application/json");
        let mut others = self.contents.iter();
        exact.or_else(|| others.find(|it| it.kind == MediaKind::Json))
    }
}

/// The status codes of a response, in the order in which one is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// A class of status codes, such as `4XX`.
    Class(u8),
    /// Every status code without another response.
    Default,
}

impl Status {
    /// Reads a key of `responses`. Returns nothing if the text is not a status. Documents
    /// also write `4xx` for `4XX`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        let mut characters = text.chars();
        let class = characters
            .next()?
            .to_digit(10)
            .filter(|it| (1..=5).contains(it))?;
        let rest = characters.as_str();
        if rest.eq_ignore_ascii_case("XX") {
            return u8::try_from(class).ok().map(Self::Class);
        }
        let is_code = rest.len() == 2 && rest.bytes().all(|it| it.is_ascii_digit());
        is_code.then(|| text.parse().ok().map(Self::Code))?
    }

    /// Returns whether it means success. The default means what no other response does.
    #[must_use]
    pub fn means_success(self) -> bool {
        match self {
            Self::Code(_) => self.success().is_some(),
            Self::Class(class) => class == 2,
            Self::Default => false,
        }
    }

    /// Returns whether it means a redirection, which is the success of an operation without
    /// another one.
    #[must_use]
    pub fn redirects(self) -> bool {
        match self {
            Self::Code(code) => (300..400).contains(&code),
            Self::Class(class) => class == 3,
            Self::Default => false,
        }
    }

    /// Returns the status code, if it is one and means success.
    #[must_use]
    pub fn success(self) -> Option<u16> {
        match self {
            Self::Code(code) => (200..300).contains(&code).then_some(code),
            Self::Class(_) | Self::Default => None,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => code.fmt(f),
            Self::Class(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A request that the API sends.
#[derive(Debug)]
pub struct Webhook {
    /// `operationId`.
    pub id: Name,
    /// The module.
    pub module: ModuleId,
    /// The method.
    pub method: Method,
    /// The calls after which it is sent, if it is a callback.
    pub callback: Option<Callback>,
    /// The summary in one line.
    pub summary: String,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// The document that describes it.
    pub document: Source,
    /// A pointer to it in the specification.
    pub origin: String,
    /// The parameters, those of its path item first.
    pub parameters: Vec<Parameter>,
    /// Those of the parameters that are headers, which a program reads.
    pub headers: Option<Headers>,
    /// The body, which a program reads.
    pub body: Option<Body>,
    /// The other contents of the body, which are not JSON.
    pub unread: Vec<UnreadContent>,
    /// The responses, which a program writes.
    pub responses: Vec<Response>,
    /// The security scheme that signs it, as a position in
    /// [`Api::security_schemes`](super::Api::security_schemes).
    pub signed_by: Option<usize>,
    /// The seconds after which a notification that is not acknowledged is sent again, each
    /// from the attempt before.
    pub resends: Vec<u64>,
}

/// A content of a notification that the crate does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadContent {
    /// The content type.
    pub media_type: String,
    /// A pointer to its schema in the specification.
    pub origin: String,
}

/// The name of a callback, the calls after which it is sent, and its URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// Its name: the event.
    pub name: String,
    /// The pointers to the operations in the specification.
    pub operations: Vec<String>,
    /// The URL as a runtime expression of OpenAPI.
    pub url: String,
}

/// The handling of a repeated request: while the outcome is known, it is answered as
/// before.
#[derive(Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// The id by which a repeated request is known.
    pub key: IdMember,
    /// The values of the request that must not differ.
    pub compare: Vec<FieldPath>,
    /// The result code if one of them differs.
    pub conflict: Option<String>,
}

/// The members of a result in a response, and the meaning of its status.
#[derive(Debug)]
pub struct Outcome {
    /// The status.
    pub status: FieldPath,
    /// The code.
    pub code: FieldPath,
    /// The message.
    pub message: FieldPath,
    /// The status values that mean success.
    pub success: Vec<String>,
    /// The status values that mean failure.
    pub failure: Vec<String>,
    /// The status values that mean an unknown outcome.
    pub unknown: Vec<String>,
    /// The members of the response that a success always has, as positions in
    /// [`Struct::members`](super::Struct::members).
    pub success_members: Vec<usize>,
    /// The members that other responses always have. They are documentation only.
    pub given: Vec<Given>,
}

/// A member of a request that identifies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdMember {
    /// The position in the members of the request.
    pub request: usize,
    /// The position of the member of that name in the response, if it has one.
    pub response: Option<usize>,
}

/// A member that a response always has with some status values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The position in [`Struct::members`](super::Struct::members).
    pub member: usize,
    /// The status values.
    pub statuses: Vec<String>,
}

impl Operation {
    /// Returns the type of the request, if it is named: the struct of its parts, or else
    /// the body.
    #[must_use]
    pub fn request(&self) -> Option<TypeId> {
        self.inputs.or_else(|| self.request_body()?.named())
    }

    /// Returns the part of the request that holds a member of [`inputs`](Self::inputs).
    #[must_use]
    pub fn part(&self, member: usize) -> Option<Part<'_>> {
        let parameter = self.parameters.get(member);
        let body = || self.body.as_ref().map(Part::Body);
        parameter.map(Part::Parameter).or_else(body)
    }

    /// Returns the named types of the request and of every response, and the struct of the
    /// headers of responses.
    pub fn messages(&self) -> impl Iterator<Item = (Direction, TypeId)> {
        let request = self.request().map(|id| (Direction::Written, id));
        let responses = self.responses.iter().flat_map(|it| &it.contents);
        let responses = responses.filter_map(Body::inner);
        let headers = self.headers.iter().map(|it| it.values);
        let read = responses.chain(headers);
        request
            .into_iter()
            .chain(read.map(|id| (Direction::Read, id)))
    }

    /// Returns the response that means success: that of the lowest status code, which is
    /// usually the only one.
    #[must_use]
    pub fn success(&self) -> Option<&Response> {
        let responses = self.responses.iter();
        let coded = responses.filter_map(|it| Some((it.status.success()?, it)));
        let lowest = coded.min_by_key(|(code, _)| *code);
        lowest.map(|(_, response)| response)
    }

    /// Returns the responses that mean success. If there are none, these are the redirections,
    /// and else the default.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        let redirects = self.redirects();
        let mut responses = self.responses.iter();
        let has_success = redirects || responses.any(|it| it.status.means_success());
        self.responses.iter().filter(move |it| match it.status {
            Status::Code(_) | Status::Class(_) => {
                it.status.means_success() || (redirects && it.status.redirects())
            }
            Status::Default => !has_success,
        })
    }

    /// Returns the other responses, and the default.
    pub fn failures(&self) -> impl Iterator<Item = &Response> {
        let redirects = self.redirects();
        let responses = self.responses.iter();
        responses
            .filter(move |it| !(it.status.means_success() || (redirects && it.status.redirects())))
    }

    /// Returns whether redirections are the only responses that can mean success.
    #[must_use]
    pub fn redirects(&self) -> bool {
        let mut successes = self.responses.iter();
        let mut redirections = self.responses.iter();
        !successes.any(|it| it.status.means_success())
            && redirections.any(|it| it.status.redirects())
    }

    /// Returns the body of the response that means success.
    #[must_use]
    pub fn success_body(&self) -> Option<&Body> {
        self.success()?.body()
    }

    /// Returns the type of the body of the response that means success, if it is named.
    #[must_use]
    pub fn response(&self) -> Option<TypeId> {
        self.success_body()?.named()
    }

    /// Returns the examples of requests.
    #[must_use]
    pub fn request_examples(&self) -> &[Example] {
        self.request_body().map_or(&[], |body| &body.examples)
    }

    /// Returns the examples of responses that mean success.
    #[must_use]
    pub fn response_examples(&self) -> &[Example] {
        self.success_body().map_or(&[], |body| &body.examples)
    }

    /// Returns the codes of the operation's document.
    pub fn listed_codes(&self) -> impl Iterator<Item = &ResultCode> {
        self.codes.iter().filter(|code| code.is_listed())
    }

    /// Returns the operation's codes of a set.
    pub fn codes_of(&self, set: CodeSetId) -> impl Iterator<Item = &ResultCode> {
        let codes = self.codes.iter();
        codes.filter(move |code| code.listing == Listing::Set(set))
    }

    /// Returns the sets of the operation's codes, in the order of the codes.
    #[must_use]
    pub fn code_sets(&self) -> Vec<CodeSetId> {
        let sets = self.codes.iter().filter_map(|code| match code.listing {
            Listing::Document => None,
            Listing::Set(set) => Some(set),
        });
        let mut sets: Vec<CodeSetId> = sets.collect();
        sets.dedup();
        sets
    }

    /// Returns the body of the request in the first of its content types.
    #[must_use]
    pub fn request_body(&self) -> Option<&Body> {
        self.body.as_ref()?.contents.first()
    }

    /// Returns every content with its direction, the request's first.
    pub fn bodies(&self) -> impl Iterator<Item = (Direction, &Body)> {
        let request = self.body.iter().flat_map(|body| &body.contents);
        let request = request.map(|body| (Direction::Written, body));
        let responses = self.responses.iter().flat_map(|it| &it.contents);
        request.chain(responses.map(|body| (Direction::Read, body)))
    }
}

impl Webhook {
    /// Returns the type of the body, if it is named.
    #[must_use]
    pub fn notification(&self) -> Option<TypeId> {
        self.body.as_ref()?.named()
    }

    /// Returns the response that acknowledges the notification: that with the lowest status
    /// that means success, if possible one with a body.
    #[must_use]
    pub fn reply_response(&self) -> Option<&Response> {
        let responses = self.responses.iter();
        let successes = responses.filter(|it| it.status.means_success());
        successes.min_by_key(|it| (it.body().is_none(), it.status))
    }

    /// Returns the body of that response.
    #[must_use]
    pub fn reply_body(&self) -> Option<&Body> {
        self.reply_response()?.body()
    }

    /// Returns the type of that body, if it is named.
    #[must_use]
    pub fn reply(&self) -> Option<TypeId> {
        self.reply_body()?.named()
    }

    /// Returns the examples of the body.
    #[must_use]
    pub fn notification_examples(&self) -> &[Example] {
        self.body.as_ref().map_or(&[], |body| &body.examples)
    }

    /// Returns the examples of the reply.
    #[must_use]
    pub fn reply_examples(&self) -> &[Example] {
        self.reply_body().map_or(&[], |body| &body.examples)
    }

    /// Returns the named types of the bodies, each with its direction, and the struct of the
    /// headers.
    pub fn messages(&self) -> impl Iterator<Item = (Direction, TypeId)> {
        let bodies = self.bodies();
        let bodies = bodies.filter_map(|(direction, body)| Some((direction, body.inner()?)));
        let headers = self.headers.iter();
        bodies.chain(headers.map(|it| (Direction::Read, it.values)))
    }

    /// Returns every body with its direction, the received one first.
    pub fn bodies(&self) -> impl Iterator<Item = (Direction, &Body)> {
        let body = self.body.iter().map(|body| (Direction::Read, body));
        let replies = self.responses.iter().flat_map(|it| &it.contents);
        body.chain(replies.map(|body| (Direction::Written, body)))
    }
}

/// The direction of a message for a program that uses the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The program writes it.
    Written,
    /// The program reads it.
    Read,
}

impl Outcome {
    /// Returns whether a member of the response contains the status, the code or the
    /// message. The member is a position in [`Struct::members`](super::Struct::members).
    #[must_use]
    pub fn is_result(&self, member: usize) -> bool {
        let paths = [&self.status, &self.code, &self.message];
        let mut heads = paths.into_iter().filter_map(|path| path.steps.first());
        heads.any(|step| step.member == member)
    }

    /// Returns whether every success has a field, the member of the response at this
    /// position.
    #[must_use]
    pub fn is_certain(&self, member: usize, field: &Field) -> bool {
        field.presence == Presence::Required || self.success_members.contains(&member)
    }

    /// Returns the status values of an outcome.
    #[must_use]
    pub fn statuses(&self, kind: OutcomeKind) -> &[String] {
        match kind {
            OutcomeKind::Success => &self.success,
            OutcomeKind::Failure => &self.failure,
            OutcomeKind::Unknown => &self.unknown,
        }
    }

    /// Returns every status value with its outcome.
    pub fn meanings(&self) -> impl Iterator<Item = (&str, OutcomeKind)> {
        OutcomeKind::ALL.into_iter().flat_map(|kind| {
            let statuses = self.statuses(kind).iter();
            statuses.map(move |status| (status.as_str(), kind))
        })
    }

    /// Returns the outcome of a status value.
    #[must_use]
    pub fn kind(&self, status: &str) -> Option<OutcomeKind> {
        let mut kinds = OutcomeKind::ALL.into_iter();
        kinds.find(|kind| self.statuses(*kind).iter().any(|known| known == status))
    }
}

/// The outcome of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeKind {
    /// The call succeeded.
    Success,
    /// The call failed.
    Failure,
    /// The outcome is unknown.
    Unknown,
}

impl OutcomeKind {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Success, Self::Failure, Self::Unknown];

    /// Returns the name of the outcome.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
        }
    }
}
