//! The table of operations and webhooks, with the examples of the specification, for the
//! gateway of tests.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::layout::trees;
use crate::model::{self, Example, ModuleId, Outcome, TypeId};
use crate::plan::{Call, Notice, RequestForm};

use super::context::Context;
use super::docs::{Doc, formatted, line};
use super::items::signature::option;
use super::rust::cfg::cfg;
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// Emits the table of the signed operations and webhooks.
pub fn table(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("The operations and webhooks of the crate, for the gateway of tests.")
        .paragraph("The examples are those of the specification.")
        .inner();
    let calls = cx.calls.iter();
    let calls = calls.filter(|call| call.operation.signed_by.is_some());
    let operations = calls.map(|call| operation(cx, call));
    let notices = cx.notices.iter();
    let notices = notices.filter(|notice| notice.webhook.signed_by.is_some());
    let webhooks = notices.map(|notice| webhook(cx, notice));
    let refusals = refusals(cx);
    let about_refusals = line("The result codes of requests that the gateway refuses.");
    let about_operations = line("The operations.");
    let about_webhooks = line("The webhooks.");
    RustFile {
        path: "src/testing/table.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: trees(quote! {
            #doc
            #![allow(unused_imports, reason = "an API description may have no use for some part")]

            use super::known::{
                Example, KnownOperation, KnownOutcome, KnownWebhook, Refusals, Repetition, Samples,
                checked, facts, kind,
            };

            #about_refusals
            pub const REFUSALS: Refusals = #refusals;

            #about_operations
            pub const OPERATIONS: &[KnownOperation] = &[#(#operations),*];

            #about_webhooks
            pub const WEBHOOKS: &[KnownWebhook] = &[#(#webhooks),*];
        }),
    }
}

/// Emits the result codes of requests that the gateway refuses.
fn refusals(cx: &Context<'_>) -> TokenStream {
    let mut schemes = cx.api.security_schemes.iter();
    let scheme = schemes.find(|scheme| scheme.signature.is_some());
    let code = |of: fn(&model::Refusals) -> &Option<String>| {
        option(scheme.and_then(|scheme| of(&scheme.refusals).as_deref()))
    };
    let (signature, client) = (code(|it| &it.signature), code(|it| &it.client));
    let (path, request) = (code(|it| &it.path), code(|it| &it.request));
    quote! {
        Refusals { signature: #signature, client: #client, path: #path, request: #request }
    }
}

/// Emits the entry of an operation.
fn operation(cx: &Context<'_>, call: &Call<'_>) -> TokenStream {
    let module = call.operation.module;
    let cfg = cfg_of(cx, module);
    let (path, name) = (cx.crate_path(module), cx.module_path(module));
    let status = Literal::u16_unsuffixed(call.status());
    let read = match call.form {
        RequestForm::Body => Some(quote!(.read(|body| checked(#path::Request::from_json(body))))),
        RequestForm::Parts => None,
    };
    let ids = ids(cx, call);
    let ids = (!ids.is_empty()).then(|| quote!(.ids(&[#(#ids),*])));
    let samples = call.response().map(|response| {
        let outcome = call
            .stated()
            .map(|stated| outcome(cx, stated.outcome, &path));
        let examples = call.operation.response_examples();
        let samples = samples(cx, response, &quote!(#path::Response), outcome, examples);
        quote!(.samples(#samples))
    });
    let repetition = repetition(cx, call);
    let inquiry = resolved_by(cx, call);
    let findings = findings(cx, call);
    quote! {
        #cfg KnownOperation::of::<#path::Request>(#name, #status)
            #read #ids #repetition #inquiry #findings #samples
    }
}

/// Emits the entry of a webhook.
fn webhook(cx: &Context<'_>, notice: &Notice<'_>) -> TokenStream {
    let module = notice.webhook.module;
    let (cfg, path) = (cfg_of(cx, module), cx.crate_path(module));
    let reply = notice
        .reply
        .map(|_| quote!(.is_reply(|body| serde_json::from_slice::<#path::Reply>(body).is_ok())));
    let message = quote!(#path::Notification);
    let examples = notice.webhook.notification_examples();
    let samples = notice
        .own()
        .map(|id| samples(cx, id, &message, None, examples));
    let resends = notice.webhook.resends.iter();
    let resends = resends.map(|seconds| Literal::u64_unsuffixed(*seconds));
    let resends = quote!(.resends(&[#(#resends),*]));
    let resends = (!notice.webhook.resends.is_empty()).then_some(resends);
    quote!(#cfg KnownWebhook::of::<#message>() #reply #resends .samples(#samples))
}

/// Emits the examples of a message.
fn samples(
    cx: &Context<'_>,
    id: TypeId,
    message: &TokenStream,
    outcome: Option<TokenStream>,
    examples: &[Example],
) -> TokenStream {
    let state = cx
        .api
        .structure(id)
        .and_then(|object| object.state.as_ref());
    let state = state.map_or_else(
        || quote!(|_| None),
        |state| {
            let method = ident(&state.method);
            quote!(|body| Some(#message::from_json(body).ok()?.#method().as_str()))
        },
    );
    let outcome = option(outcome);
    let examples = examples.iter().filter_map(example);
    quote! {
        Samples { examples: &[#(#examples),*], state: #state, outcome: #outcome }
    }
}

/// Emits an example, unless it has a number that is not JSON.
fn example(example: &Example) -> Option<TokenStream> {
    let name = &example.name;
    let json: Literal = format!("r#\"{}\"#", formatted(&example.value)?)
        .parse()
        .ok()?;
    Some(quote!(Example { name: #name, json: #json }))
}

/// Emits the outcome that the response in a module states.
fn outcome(cx: &Context<'_>, outcome: &Outcome, path: &TokenStream) -> TokenStream {
    let names = |of| {
        let names = cx.api.wire_names(of);
        quote!(&[#(#names),*])
    };
    let status = names(&outcome.status);
    let code = names(&outcome.code);
    let message = names(&outcome.message);
    let failure = outcome.failure.first().map_or("", String::as_str);
    quote! {
        KnownOutcome {
            status: #status,
            code: #code,
            message: #message,
            failure: #failure,
            kind: kind::<#path::Response>,
            facts: facts::<#path::Response>,
        }
    }
}

/// Emits the handling of a repeated request.
fn repetition(cx: &Context<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let idempotency = call.operation.idempotency.as_ref()?;
    let key = &cx
        .api
        .structure(call.request)?
        .field(idempotency.key.request)?
        .name
        .wire;
    let compare = idempotency.compare.iter().map(|path| {
        let names = cx.api.wire_names(path);
        quote!(&[#(#names),*])
    });
    let conflict = option(idempotency.conflict.as_deref());
    Some(quote! {
        .repeated(Repetition { key: #key, compare: &[#(#compare),*], conflict: #conflict })
    })
}

/// Emits the inquiry about a request, with the ids that both have.
fn resolved_by(cx: &Context<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let inquiry = &call.operation.resolution.as_ref()?.inquiry;
    let id = &cx.api.operations.get(inquiry.operation)?.id.wire;
    let object = cx.api.structure(call.request)?;
    let ids = inquiry.ids.iter();
    let ids = ids.filter_map(|shared| object.field(shared.of_call));
    let ids = ids.map(|field| field.name.wire.as_str());
    Some(quote!(.resolved_by(#id, &[#(#ids),*])))
}

/// Emits the findings of an inquiry.
fn findings(cx: &Context<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let inquiry = call.operation.inquiry.as_ref()?;
    let state = cx.api.structure(call.response()?)?.state.as_ref()?;
    let open = &state.values.get(*inquiry.open.first()?)?.name.wire;
    let missing = inquiry.not_found.first()?;
    Some(quote!(.inquiry(#open, #missing)))
}

/// Returns the names of the ids of a request.
fn ids<'a>(cx: &Context<'a>, call: &Call<'_>) -> Vec<&'a str> {
    let object = cx.api.structure(call.request);
    let ids = call.operation.ids.iter();
    let ids = ids.filter_map(|id| object?.field(id.request));
    ids.map(|field| field.name.wire.as_str()).collect()
}

fn cfg_of(cx: &Context<'_>, module: ModuleId) -> TokenStream {
    cfg(cx.plan.features.of_module(&cx.api.module(module).path))
}
