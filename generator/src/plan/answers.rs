//! The forms in which the answers of operations are read.

use std::collections::{BTreeMap, HashSet};

use crate::model::{Api, Body, MediaKind, Operation, Response, Status, Type, Value, meaning};
use crate::names::{self, NameKind, Numbers};

use super::scalar::rust_scalar;
use super::status_names;

/// The form of the answers that mean success.
#[derive(Debug, Clone)]
pub enum Success<'a> {
    /// No success is documented: the answer is returned as it was received.
    Raw,
    /// Every success has the same content. The status is in the answer.
    One {
        /// The status codes.
        statuses: Vec<Status>,
        /// The content, of which only the content type can differ between statuses.
        content: Content<'a>,
        /// The statuses whose answers have the same documented content type, and their content.
        parts: Vec<(Vec<Status>, Content<'a>)>,
    },
    /// The successes have several contents: an enum.
    Several(Vec<Case<'a>>),
}

/// A variant of an enum of answers.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The name of the variant.
    pub variant: String,
    /// The status codes. Cases with the same ones differ in their content types.
    pub statuses: Vec<Status>,
    /// The content types, if the answers with these status codes have several contents.
    pub media_types: Vec<&'a str>,
    /// The content.
    pub content: Content<'a>,
    /// The response.
    pub response: &'a Response,
    /// The description of the response, unless operations that share the case have others.
    pub description: &'a str,
}

/// The content of an answer.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// None, or one that is not documented.
    Empty,
    /// JSON.
    Json(&'a Value),
    /// A text, which may be sensitive, with its content type.
    Text(&'a Value, &'a str),
    /// Bytes, with their content type.
    Bytes(&'a str),
}

/// The words for no content.
pub const EMPTY: &str = "Status";

impl<'a> Success<'a> {
    /// Returns the form of the successes of an operation.
    #[must_use]
    pub fn of(api: &Api, operation: &'a Operation) -> Self {
        let cases = cases(api, operation.successes());
        let Some(first) = cases.first() else {
            return Self::Raw;
        };
        let words = first.content.words(api);
        let mut others = cases.iter();
        if others.all(|it| it.media_types.is_empty() && it.content.words(api) == words) {
            return Self::One {
                statuses: cases.iter().flat_map(|it| it.statuses.clone()).collect(),
                content: first.content,
                parts: parts(&cases),
            };
        }
        Self::Several(by_content(api, &cases).unwrap_or(cases))
    }

    /// Returns whether a success has bytes, which can be larger than the memory.
    #[must_use]
    pub fn has_bytes(&self) -> bool {
        let is_bytes = |content: &Content<'_>| matches!(content, Content::Bytes(_));
        match self {
            Self::Raw => false,
            Self::One { content, .. } => is_bytes(content),
            Self::Several(cases) => cases.iter().any(|case| is_bytes(&case.content)),
        }
    }
}

/// Returns the failures that an operation documents, in the order in which a status is
/// looked up.
#[must_use]
pub fn failures<'a>(api: &Api, operation: &'a Operation) -> Vec<Case<'a>> {
    cases(api, operation.failures())
}

/// Returns the failures of operations that share an enum, of which no two have different
/// contents with a status.
#[must_use]
pub fn shared_failures<'a>(
    api: &Api,
    operations: impl Iterator<Item = &'a Operation>,
) -> Vec<Case<'a>> {
    let mut responses: BTreeMap<Status, Vec<&Response>> = BTreeMap::new();
    for response in operations.flat_map(Operation::failures) {
        responses.entry(response.status).or_default().push(response);
    }
    let first = responses.values().filter_map(|it| it.first().copied());
    let mut cases = cases(api, first);
    for case in &mut cases {
        let alike = case.statuses.first().and_then(|it| responses.get(it));
        let mut alike = alike.into_iter().flatten();
        if alike.any(|other| other.description != case.description) {
            case.description = "";
        }
    }
    cases
}

/// Returns the content that all cases with a content have, if it is a value of one type.
#[must_use]
pub fn common_body<'a>(api: &Api, cases: &[Case<'a>]) -> Option<&'a Value> {
    let mut contents = cases.iter().map(|case| case.content);
    let first = contents.find(|content| !content.is_empty())?;
    let words = first.words(api);
    let is_common = contents.all(|it| it.is_empty() || it.words(api) == words);
    first.value().filter(|_| is_common)
}

/// Returns the content types that a program accepts, those of successes first.
#[must_use]
pub fn accepted(operation: &Operation) -> Vec<&str> {
    let responses = operation.successes().chain(operation.failures());
    let mut accepted: Vec<&str> = Vec::new();
    for body in responses.flat_map(|response| &response.contents) {
        let media_type = body.media_type.as_str();
        if !accepted
            .iter()
            .any(|it| it.eq_ignore_ascii_case(media_type))
        {
            accepted.push(media_type);
        }
    }
    accepted
}

/// Returns the events that a success can stream, if an operation documents some. Several
/// contents have the same type.
#[must_use]
pub fn events(operation: &Operation) -> Option<&Body> {
    let mut contents = operation.successes().flat_map(|it| &it.contents);
    contents.find(|body| body.kind.is_events())
}

/// Returns the content types of successes that do not end by themselves.
#[must_use]
pub fn streamed(operation: &Operation) -> Vec<&str> {
    let contents = operation.successes().flat_map(|it| &it.contents);
    let contents = contents.filter(|body| body.kind.is_events());
    let mut streamed: Vec<&str> = contents.map(|body| body.media_type.as_str()).collect();
    streamed.dedup();
    streamed
}

/// Returns the cases of responses: those of a status code first, and the default last.
fn cases<'a>(api: &Api, responses: impl Iterator<Item = &'a Response>) -> Vec<Case<'a>> {
    let mut responses: Vec<&Response> = responses.collect();
    responses.sort_by_key(|response| response.status);
    let mut cases: Vec<Case<'a>> = Vec::new();
    for response in responses {
        let contents = contents(api, response);
        let is_one = contents.len() == 1;
        let status = status_names::variant(response.status);
        for (media_types, content) in contents {
            let name = media_types.first().filter(|_| !is_one);
            let name = name.map_or_else(String::new, |it| content_name(it));
            cases.push(Case {
                variant: format!("{status}{name}"),
                statuses: vec![response.status],
                media_types: if is_one { Vec::new() } else { media_types },
                content,
                response,
                description: &response.description,
            });
        }
    }
    distinguish(&mut cases, status_names::variant);
    cases
}

/// Returns the different contents of a response, each with its content types.
fn contents<'a>(api: &Api, response: &'a Response) -> Vec<(Vec<&'a str>, Content<'a>)> {
    let mut contents: Vec<(Vec<&str>, Content<'_>)> = Vec::new();
    for body in &response.contents {
        let media_type = body.media_type.as_str();
        let content = match body.kind {
            MediaKind::Json => Content::Json(&body.value),
            MediaKind::Text => Content::Text(&body.value, media_type),
            MediaKind::Form | MediaKind::Multipart | MediaKind::Events(_) | MediaKind::Bytes => {
                Content::Bytes(media_type)
            }
        };
        let words = content.words(api);
        // A text and bytes are of use only together with their content type.
        let is_json = matches!(content, Content::Json(_));
        let means_same = |it: &&str| meaning(it) == meaning(media_type);
        let mut known = contents.iter_mut();
        match known.find(|(media_types, other)| {
            other.words(api) == words && (is_json || media_types.first().is_some_and(means_same))
        }) {
            Some((media_types, _)) => media_types.push(media_type),
            None => contents.push((vec![media_type], content)),
        }
    }
    if contents.is_empty() {
        contents.push((Vec::new(), Content::Empty));
    }
    contents
}

/// Returns the statuses of successes with one content, by the content type that is checked.
fn parts<'a>(cases: &[Case<'a>]) -> Vec<(Vec<Status>, Content<'a>)> {
    let mut parts: Vec<(Vec<Status>, Content<'a>)> = Vec::new();
    for case in cases {
        let checked = case.content.checked();
        let mut known = parts.iter_mut();
        match known.find(|(_, content)| content.checked() == checked) {
            Some((statuses, _)) => statuses.extend(&case.statuses),
            None => parts.push((case.statuses.clone(), case.content)),
        }
    }
    parts
}

/// Returns the cases without the status in their names, if every status has the same ones.
fn by_content<'a>(api: &Api, cases: &[Case<'a>]) -> Option<Vec<Case<'a>>> {
    let first = cases.first()?;
    let of = |status: &[Status]| -> Vec<&Case<'a>> {
        let cases = cases.iter();
        cases.filter(|it| it.statuses == status).collect()
    };
    let key = |cases: &[&Case<'a>]| -> Vec<(Vec<&str>, String)> {
        let cases = cases.iter();
        cases
            .map(|it| (it.media_types.clone(), it.content.words(api)))
            .collect()
    };
    let group = of(&first.statuses);
    let expected = key(&group);
    let is_same = cases
        .iter()
        .all(|case| key(&of(&case.statuses)) == expected);
    if !is_same || group.len() < 2 {
        return None;
    }
    let mut statuses: Vec<Status> = cases.iter().flat_map(|it| it.statuses.clone()).collect();
    statuses.dedup();
    let merged = group.into_iter().map(|case| Case {
        variant: case
            .media_types
            .first()
            .map_or_else(String::new, |it| content_name(it)),
        statuses: statuses.clone(),
        ..case.clone()
    });
    let mut merged: Vec<Case<'a>> = merged.collect();
    distinguish(&mut merged, |_| String::new());
    Some(merged)
}

/// Gives cases with the same name one that has the whole content type.
fn distinguish(cases: &mut [Case<'_>], prefix: impl Fn(Status) -> String) {
    let names: Vec<String> = cases.iter().map(|it| it.variant.clone()).collect();
    let (mut taken, mut numbers) = (HashSet::new(), Numbers::default());
    for case in cases {
        let is_shared = names.iter().filter(|it| **it == case.variant).count() > 1;
        if let (true, Some(media_type), Some(status)) =
            (is_shared, case.media_types.first(), case.statuses.first())
        {
            let name = names::derived(media_type, NameKind::Variant);
            case.variant = format!("{}{name}", prefix(*status));
        }
        // Symbols are no part of names, so two content types can have the same.
        let wish = &case.variant;
        let numbered = |number| format!("{wish}{number}");
        case.variant = numbers.free(wish, numbered, |it| taken.insert(it.to_owned()));
    }
}

/// Returns the name of a content: that of its subtype.
fn content_name(media_type: &str) -> String {
    match essence(media_type) {
        "text/plain" => "Text".to_owned(),
        "*/*" => "Any".to_owned(),
        essence => {
            let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
            let name = if matches!(subtype, "" | "*") {
                kind
            } else {
                subtype
            };
            names::derived(name, NameKind::Variant)
        }
    }
}

/// Returns a content type without its parameters.
fn essence(media_type: &str) -> &str {
    let essence = media_type.split(';').next();
    essence.unwrap_or_default().trim()
}

impl<'a> Content<'a> {
    /// Returns the value, if the content has one in Rust.
    #[must_use]
    pub fn value(self) -> Option<&'a Value> {
        match self {
            Self::Json(value) | Self::Text(value, _) => Some(value),
            Self::Empty | Self::Bytes(_) => None,
        }
    }

    /// Returns whether there is no content.
    #[must_use]
    pub fn is_empty(self) -> bool {
        match self {
            Self::Empty => true,
            Self::Json(_) | Self::Text(..) | Self::Bytes(_) => false,
        }
    }

    /// Returns the content type that an answer must not contradict if this is its only
    /// documented content. Whether a body is JSON tells the body itself, and `*/*` and
    /// `application/octet-stream` are documented for any file.
    #[must_use]
    pub fn checked(self) -> Option<&'a str> {
        match self {
            Self::Empty | Self::Json(_) => None,
            Self::Text(_, media_type) | Self::Bytes(media_type) => {
                let essence = essence(media_type).to_ascii_lowercase();
                let is_any = matches!(&*essence, "*/*" | "application/octet-stream");
                (!is_any).then_some(media_type)
            }
        }
    }

    /// Returns words that only contents of the same type have. They contain the name of
    /// each named type.
    #[must_use]
    pub fn words(self, api: &Api) -> String {
        match self {
            Self::Empty => EMPTY.to_owned(),
            Self::Json(value) => words(api, value),
            Self::Text(value, _) if value.sensitive.is_some() => "Sensitive Text".to_owned(),
            Self::Text(..) => "Text".to_owned(),
            Self::Bytes(_) => "Bytes".to_owned(),
        }
    }
}

fn words(api: &Api, value: &Value) -> String {
    let mut text = match &value.ty {
        Type::Scalar(scalar) => {
            let name = rust_scalar(*scalar).name;
            names::derived(name, NameKind::Type)
        }
        Type::Any => "Json".to_owned(),
        Type::Named(id) => {
            let def = api.get(*id);
            let path = &api.module(def.module).path;
            let path = path
                .iter()
                .map(|name| names::derived(&name.rust, NameKind::Type));
            let names = path.chain([def.name.rust.clone()]);
            names.collect::<Vec<_>>().join(" ")
        }
        Type::List(item) => format!("{} List", words(api, item)),
        Type::Map(item) => format!("{} Map", words(api, item)),
    };
    if value.nullable {
        text.push_str(" Or Null");
    }
    if value.sensitive.is_some() {
        text.insert_str(0, "Sensitive ");
    }
    text
}
