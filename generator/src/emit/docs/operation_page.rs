//! The pages of operations: the documentation of their modules.

use crate::emit::context::Context;
use crate::markdown;
use crate::model::{Api, ModuleId, Operation, Requirement, Status, TypeDef};
use crate::plan::{Call, Content, Reply, Success, events};
use crate::support::ClientKind;
use crate::text::words;

use super::call_example;
use super::code_tables::code_table_lines;
use super::example;
use super::{Doc, list_item, source_name, state_note};

/// Returns the page of an operation.
pub fn page(cx: &Context<'_>, call: &Call<'_>) -> Doc {
    let operation = call.operation;
    let source = format!("Document: {}.", source_name(&operation.document));
    let response = call.response().and_then(|id| cx.api.structure(id));
    let state = response.and_then(|response| response.state.as_ref());
    let state = state.map(|state| state_note("Response", state));
    let doc = Doc::default()
        .paragraph(markdown::sentence(&markdown::inline(&operation.summary)))
        .paragraph(format!("`{}`", operation.http))
        .paragraph(if operation.is_deprecated {
            "Deprecated: the API advises against this operation."
        } else {
            ""
        })
        .prose(&operation.description)
        .paragraph(reading(call))
        .paragraph(streaming(cx, call))
        .paragraph(match operation.headers {
            Some(_) => "[`Headers`] has the documented headers of the answers.",
            None => "",
        })
        .paragraph(callbacks(cx, operation))
        .paragraph(state.unwrap_or_default())
        .paragraph(needed_credentials(cx, operation))
        .paragraph(source);
    let doc = links(doc, cx, operation);
    let doc = receiving(program(doc, cx, call), cx, call);
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
    // A success that is not as documented is no failure.
    let otherwise = "anything else is an [`AnswerError`](crate::AnswerError), which has a failure \
                     as [`Error`].";
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
        Success::One {
            statuses, content, ..
        } => {
            let with = with_status(statuses);
            match content {
                Content::Empty => {
                    format!("{read} {with} it has no content; {otherwise}")
                }
                Content::Json(_) | Content::Text(..) | Content::Bytes(_) => {
                    format!("{read} {with} it is a [`Response`]; {otherwise}")
                }
            }
        }
        Success::Several(_) => {
            format!("{read} A success is a variant of [`Response`]; {otherwise}")
        }
    }
}

/// Returns how the client sends and receives bodies that can be larger than the memory.
fn streaming(cx: &Context<'_>, call: &Call<'_>) -> String {
    if cx.plan.client != ClientKind::Plain {
        return String::new();
    }
    let upload = "The client reads an [`Upload`](crate::Upload) while it sends it, so that of \
         [`from_path`](crate::Upload::from_path) can be larger than the memory.";
    let download = "`send_streamed` of the client returns the body while it is received, so it can \
                    be larger than the memory.";
    let has_download = match &call.reply {
        Reply::Plain(success) => success.has_bytes(),
        Reply::Stated(_) => false,
    };
    let has_upload = cx.plan.has_uploads(call.request);
    let texts = [(has_upload, upload), (has_download, download)];
    let texts = texts.into_iter().filter(|(has, _)| *has);
    texts.map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// Returns the requests that the API sends after a call.
fn callbacks(cx: &Context<'_>, operation: &Operation) -> String {
    let webhooks = cx.notices.iter().map(|notice| notice.webhook);
    let callbacks = webhooks.filter(|webhook| {
        let callback = webhook.callback.as_ref();
        callback.is_some_and(|it| it.operations.contains(&operation.origin))
    });
    let callbacks = callbacks.map(|webhook| {
        let module = cx.module_path(webhook.module);
        format!("[`{module}`](crate::{module})")
    });
    let callbacks = words::list(&callbacks.collect::<Vec<_>>());
    if callbacks.is_empty() {
        return callbacks;
    }
    format!("After a call, the API can send {callbacks}.")
}

/// Adds the operations that a program can call with values of an answer.
fn links(doc: Doc, cx: &Context<'_>, operation: &Operation) -> Doc {
    let links = operation.responses.iter().flat_map(|it| &it.links);
    let mut items: Vec<Vec<String>> = Vec::new();
    for link in links {
        let name = markdown::code(&link.name);
        let to = linked(cx, &link.operation);
        let text = match link.description.trim() {
            "" => format!("{name}: {to}."),
            text => format!(
                "{name}: {to}. {}",
                markdown::sentence(&markdown::inline(text))
            ),
        };
        let item = list_item("-", &text);
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.is_empty() {
        return doc;
    }
    doc.lines(["# Links".to_owned()])
        .paragraph("These operations take values of the answer:")
        .lines(items.into_iter().flatten())
}

/// Returns the link to the operation with an id, or at the end of a reference.
fn linked(cx: &Context<'_>, operation: &str) -> String {
    let mut calls = cx.calls.iter().map(|call| call.operation);
    let found = calls.find(|it| {
        it.id.wire == operation || (operation.starts_with('#') && it.origin.ends_with(operation))
    });
    found.map_or_else(
        || markdown::code(operation),
        |found| {
            let module = cx.module_path(found.module);
            format!("[`{module}`](crate::{module})")
        },
    )
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

/// Adds the example program of the operation, if there is one: the call with the client, if it
/// sends the operation.
fn program(doc: Doc, cx: &Context<'_>, call: &Call<'_>) -> Doc {
    if let Some(program) = call_example::program(cx, call) {
        return doc
            .lines(["# Example".to_owned()])
            .paragraph(
                "`client` is a `BlockingClient`; the calls of a `Client` are followed by `.await`. \
                 The [front page](crate) shows how to create one.",
            )
            .program(&program);
    }
    match example::sample(cx, call) {
        Some(sample) => doc
            .lines(["# Example".to_owned()])
            .program(&sample.program()),
        None => doc,
    }
}

/// Adds the program that receives events, if the operation streams some. It is compiled with
/// the client only.
fn receiving(doc: Doc, cx: &Context<'_>, call: &Call<'_>) -> Doc {
    if cx.plan.client != ClientKind::Plain || events(call.operation).is_none() {
        return doc;
    }
    let (name, module) = (cx.crate_name(), cx.module_path(call.operation.module));
    let program = format!(
        r#"# #[cfg(feature = "client")]
# const _: () = {{
use std::error::Error;

use {name}::client::Client;
use {name}::{module}::Request;

async fn receive(client: &Client, request: &Request) -> Result<(), Box<dyn Error>> {{
    let mut events = client.send_for_events(request).await?;
    while let Some(event) = events.next().await? {{
        match event.read() {{
            Ok(data) => println!("{{data:?}}"),
            // Some APIs end a stream with a text that they do not document.
            Err(error) if error.event().data == "[DONE]" => break,
            Err(error) => return Err(error.into()),
        }}
    }}
    Ok(())
}}
# }};
"#
    );
    doc.lines(["# Events".to_owned()])
        .paragraph(
            "`send_for_events` of the client returns the events of a stream while they are \
             received, and `read` of an event returns its data:",
        )
        .program(&program)
        .paragraph(without_events(call.operation))
}

/// Returns how a program reads the answer of an API that sends no events, if the operation
/// documents one.
fn without_events(operation: &Operation) -> &'static str {
    let mut contents = operation.successes().flat_map(|it| &it.contents);
    if contents.all(|body| body.kind.is_events()) {
        return "";
    }
    "A success without events is a `CallError::Unreadable(error)`, and this `error` keeps the \
     answer: `Request::read(&error.answer().as_answer())` returns the response."
}

/// Adds the advisories of the document.
fn advisories(doc: Doc, cx: &Context<'_>, call: &Call<'_>) -> Doc {
    let mut ids = cx.api.within(call.request);
    ids.sort_by_key(|id| *id != call.request);
    let mut advice: Vec<Vec<String>> = Vec::new();
    for id in ids {
        let object = cx.api.structure(id).into_iter();
        for advisory in object.flat_map(|object| &object.advisories) {
            let link = link(cx, call.operation.module, cx.api.get(id));
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
