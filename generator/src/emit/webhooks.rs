//! Files of webhooks: the module of all webhooks, and a module for each.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::trees;
use crate::markdown;
use crate::model::{ModuleId, Webhook};
use crate::plan::{Notice, Notified};
use crate::text::words;

use super::context::Context;
use super::docs::webhook_example::{self, reply_status};
use super::docs::{Doc, list_item, module_link, source_name, state_note};
use super::files::{contents, declaration, message};
use super::items;
use super::rust::scope::Scope;
use super::rust_file::RustFile;

/// The name of the module of all webhooks.
const WEBHOOKS: &str = "webhooks";

/// Returns the advice on handling notifications. `webhook` is the link to the trait.
fn handling(cx: &Context<'_>, webhook: &str) -> String {
    let mut webhooks = cx.notices.iter().map(|notice| notice.webhook);
    let reading = if webhooks.any(|webhook| webhook.signed_by.is_some()) {
        "Call `Notification::receive` of its module, which verifies the signature of a \
         notification before it reads the body. It needs the feature `signature`; without it, \
         verify the raw body yourself before `Notification::from_json`."
    } else {
        "Read the body of a notification with `Notification::from_json` of its module."
    };
    format!(
        "{reading} Answer with the reply. The trait {webhook} has what all notifications have \
         in common."
    )
}

/// Adds the table of the webhooks to the front page, unless there are none.
pub fn section(doc: Doc, cx: &Context<'_>) -> Doc {
    if cx.notices.is_empty() {
        return doc;
    }
    doc.lines(["# Webhooks".to_owned()])
        .paragraph(format!(
            "The API sends these notifications to a URL of yours. {}",
            handling(cx, "[`Webhook`]")
        ))
        .lines(table(cx, module_link))
}

/// Returns the table of the webhooks. `link` links a module from the page.
fn table(cx: &Context<'_>, link: fn(&str) -> String) -> Vec<String> {
    let head = ["| Module | Description |", "| --- | --- |"].map(str::to_owned);
    let rows = cx.notices.iter().map(|notice| {
        format!(
            "| {} | {} |",
            link(&cx.module_path(notice.webhook.module)),
            markdown::table_cell(&markdown::sentence(&notice.webhook.summary)),
        )
    });
    head.into_iter().chain(rows).collect()
}

/// Emits the module of all webhooks.
pub fn all(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("Webhooks: notifications that the API sends.")
        .paragraph(handling(cx, "[`Webhook`](crate::Webhook)"))
        .lines(table(cx, |module| {
            let name = module.rsplit("::").next().unwrap_or(module);
            module_link(name)
        }))
        .inner();
    let webhooks = || cx.notices.iter().map(|notice| notice.webhook);
    let own = webhooks()
        .map(|it| it.module)
        .chain(cx.bare.iter().copied());
    let modules: BTreeMap<&str, ModuleId> = own
        .filter_map(|module| match cx.api.module(module).path.as_slice() {
            [group, name] if group.rust == WEBHOOKS => Some((name.rust.as_str(), module)),
            _ => None,
        })
        .collect();
    let modules = modules.into_values().map(|module| declaration(cx, module));
    let mut origins: Vec<&str> = webhooks().map(|it| it.document.path.as_str()).collect();
    origins.dedup();
    RustFile {
        path: "src/webhooks/mod.rs".to_owned(),
        origin: origins.join(", "),
        tokens: trees(quote!(#doc #(#modules)*)),
    }
}

/// The file of the module of a webhook.
const MODULE: &str = "mod";

/// The file of a notification that holds a value of another type, or whose type lies in
/// another module.
const NOTIFICATION: &str = "notification";

/// The file of a reply that is no named type.
const REPLY: &str = "reply";

/// Returns the files beside the types of a webhook, with the exports.
fn exports(cx: &Context<'_>, notice: &Notice<'_>) -> (Vec<&'static str>, TokenStream) {
    let module = notice.webhook.module;
    let (mut files, mut exports) = (Vec::new(), TokenStream::new());
    match notice.notification {
        Notified::Own(id) => {
            files.extend(cx.is_elsewhere(id, module).then_some(NOTIFICATION));
            exports.extend(message(cx, module, id, "Notification"));
        }
        Notified::Nothing => {}
        Notified::Held(_) => {
            files.push(NOTIFICATION);
            exports.extend(quote!(
                pub use notification::Notification;
            ));
        }
    }
    match notice.reply.map(|body| (body, body.named())) {
        Some((body, Some(id))) if !body.value.nullable => {
            exports.extend(message(cx, module, id, "Reply"));
        }
        Some(_) => {
            files.push(REPLY);
            exports.extend(quote!(
                pub use reply::Reply;
            ));
        }
        None => {}
    }
    (files, exports)
}

/// Returns the files of a webhook: its module, and those beside its types.
pub fn files(cx: &Context<'_>, notice: &Notice<'_>) -> Vec<&'static str> {
    let (mut files, _) = exports(cx, notice);
    files.push(MODULE);
    files
}

/// Emits a file of a webhook.
pub fn file(cx: &Context<'_>, notice: &Notice<'_>, name: &str) -> RustFile {
    let webhook = notice.webhook;
    let scope = Scope::of_module(cx, webhook.module);
    let tokens = match (name, notice.notification, notice.reply) {
        (NOTIFICATION, Notified::Held(value), _) => items::webhook::held(notice, value, &scope),
        (NOTIFICATION, Notified::Own(id), _) => items::message::file(cx, id, webhook.module),
        (REPLY, _, Some(body)) => items::webhook::reply(&body.value, &scope),
        _ => trees(module(cx, notice)),
    };
    RustFile {
        path: format!("{}/{name}.rs", cx.directory(webhook.module)),
        origin: webhook.document.path.clone(),
        tokens,
    }
}

fn module(cx: &Context<'_>, notice: &Notice<'_>) -> TokenStream {
    let (beside, exports) = exports(cx, notice);
    let types = cx.plan.types_of(notice.webhook.module);
    let contents = contents(cx, types, &beside);
    let doc = page(cx, notice).inner();
    quote!(#doc #contents #exports)
}

fn page(cx: &Context<'_>, notice: &Notice<'_>) -> Doc {
    let webhook = notice.webhook;
    let status = reply_status(webhook);
    let other = webhook.reply_response().and_then(|it| it.contents.first());
    let answer = match (notice.reply, other) {
        (Some(_), _) => format!("Answer with status {status} and a [`Reply`]."),
        (None, Some(other)) => {
            let media_type = markdown::code(&other.media_type);
            format!(
                "Answer with status {status} and a body in {media_type}, which has no type here."
            )
        }
        (None, None) if status == 200 => "Answer without a body.".to_owned(),
        (None, None) => format!("Answer with status {status} and without a body."),
    };
    let unread = webhook.unread.first().map(|other| {
        let media_type = markdown::code(&other.media_type);
        format!("The body is in {media_type}, which has no type here.")
    });
    let reading = if webhook.signed_by.is_some() {
        "Call `Notification::receive`, which verifies the signature before it reads the body. \
         [`Notification::from_json`] does not verify anything: use it for tests, and for bodies \
         that were verified before."
    } else {
        match notice.notification {
            Notified::Own(_) | Notified::Held(_) => {
                "Read the body with [`Notification::from_json`]."
            }
            Notified::Nothing => unread.as_deref().unwrap_or("The notification has no body."),
        }
    };
    let headers = webhook.headers.as_ref();
    let headers = headers.map(|_| "[`Headers::of`] reads its documented headers.");
    let own = notice.own().and_then(|id| cx.api.structure(id));
    let state = own.and_then(|it| it.state.as_ref());
    let state = state.map(|state| state_note("Notification", state));
    let doc = Doc::default()
        .paragraph(markdown::sentence(&markdown::inline(&webhook.summary)))
        .paragraph(sending(cx, webhook))
        .prose(&webhook.description)
        .paragraph(format!("{reading} {answer}"))
        .paragraph(headers.unwrap_or_default());
    let doc = answers(doc, webhook)
        .paragraph(state.unwrap_or_default())
        .paragraph(format!("Document: {}.", source_name(&webhook.document)));
    match webhook_example::sample(cx, notice) {
        Some(sample) => doc.lines(["# Example".to_owned()]).program(&sample),
        None => doc,
    }
}

/// Returns how a notification is sent.
fn sending(cx: &Context<'_>, webhook: &Webhook) -> String {
    let method = webhook.method.as_str();
    let Some(callback) = &webhook.callback else {
        let id = markdown::code(&webhook.id.wire);
        return format!("Webhook {id}, sent with `{method}`.");
    };
    let calls = cx.calls.iter().map(|call| call.operation);
    let calls = calls.filter(|it| callback.operations.contains(&it.origin));
    let calls = calls.map(|it| {
        let module = cx.module_path(it.module);
        format!("[`{module}`](crate::{module})")
    });
    let calls = words::list(&calls.collect::<Vec<_>>());
    let of = if calls.is_empty() {
        String::new()
    } else {
        format!(" of {calls}")
    };
    let [name, url] = [&callback.name, &callback.url].map(|it| markdown::code(it));
    format!("Callback {name}{of}, sent with `{method}` to the URL {url} of that call.")
}

/// Adds the list of the documented answers to a notification, if there are several.
fn answers(doc: Doc, webhook: &Webhook) -> Doc {
    if webhook.responses.len() < 2 {
        return doc;
    }
    let answers = webhook.responses.iter().flat_map(|response| {
        let status = response.status.to_string();
        let description = markdown::sentence(&markdown::inline(&response.description));
        list_item("-", &format!("`{status}`: {description}"))
    });
    doc.paragraph("The API understands these answers:")
        .lines(answers)
}
