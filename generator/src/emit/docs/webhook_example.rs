//! Examples of webhooks as programs that a reader can copy.

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout;
use crate::model::{Direction, Json, Specimens, State, Webhook};
use crate::plan::Notice;

use crate::emit::context::Context;
use crate::emit::rust::ident::ident;

use super::handed_on::handed_on;
use super::instance::{Form, Writer};
use super::json::formatted;

/// Returns the program of a webhook, or `None` if its notification has no JSON to show.
pub fn sample(cx: &Context<'_>, notice: &Notice<'_>) -> Option<String> {
    if notice.webhook.signed_by.is_some() {
        return handler(cx, notice);
    }
    let notification = notification(cx, notice)?;
    let writer = Writer::new(cx, notice.webhook.module);
    let reply = reply(&writer, notice).map(|reply| quote!(let answer = #reply;));
    let imports = layout::statements(&writer.scope.imports_with(&["Notification"]));
    let object = notice.own().and_then(|id| cx.api.structure(id));
    let values = object.map(|it| handed_on(cx.api, it.required(), &quote!(notification), 0));
    let value = values.iter().flatten().next().map(|value| &value.tokens);
    let shown = value.map_or_else(
        || quote!(println!("{notification:?}");),
        |value| quote!(println!("{}", #value);),
    );
    let body = formatted(&notification)?;
    let read = layout::statements(&quote! {
        let notification = Notification::from_json(body)?;
        #shown
    });
    let reply = reply.map(|reply| {
        let reply = layout::statements(&reply);
        let status = reply_status(notice.webhook);
        format!("\n// Answer with status {status} and this body:\n{reply}# let _ = answer;\n")
    });
    let program = format!(
        "{imports}\nlet body = br#\"{body}\"#;\n{read}{}\
         # Ok::<(), Box<dyn std::error::Error>>(())\n",
        reply.unwrap_or_default()
    );
    Some(program)
}

/// Returns the first example of a notification, or one that is made up.
fn notification(cx: &Context<'_>, notice: &Notice<'_>) -> Option<Json> {
    let example = notice.webhook.notification_examples().first();
    let example = example.map(|example| example.value.clone());
    let made_up = || {
        let body = notice.webhook.body.as_ref()?;
        Specimens::new(cx.api, Direction::Read).value(&body.value)
    };
    example.or_else(made_up)
}

/// Returns the status code of the reply.
pub fn reply_status(webhook: &Webhook) -> u16 {
    const OK: u16 = 200;
    let reply = webhook.reply_response();
    reply.and_then(|it| it.status.success()).unwrap_or(OK)
}

/// Returns the function that handles a signed notification. It compiles if the feature
/// with the verification is enabled.
fn handler(cx: &Context<'_>, notice: &Notice<'_>) -> Option<String> {
    let writer = Writer::new(cx, notice.webhook.module);
    let reply = reply(&writer, notice).unwrap_or_else(|| quote!(Vec::new()));
    let object = cx.api.structure(notice.own()?)?;
    let state = object.state.as_ref();
    let names = state.map(|state| state.name.rust.as_str());
    let names: Vec<&str> = names.into_iter().chain(["Notification"]).collect();
    let imports = layout::statements(&writer.scope.imports_with(&names));
    let shown = state.map_or_else(|| quote!(println!("{notification:?}");), states);
    let path = "/notify";
    let signature = quote!(
        headers: &http::HeaderMap,
        raw_body: &[u8],
        verifier: &Verifier
    );
    let function = layout::statements(&quote! {
        fn handle(#signature) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
            let notification = Notification::receive(headers, raw_body, #path, verifier)?;
            #shown
            Ok(#reply)
        }
    });
    let name = cx.crate_name();
    Some(format!(
        "# #[cfg(feature = \"signature\")]\n# const _: () = {{\n\
         use {name}::signature::Verifier;\n{imports}\n\
         /// Handles what was sent to `https://shop.example{path}`, and returns the body of the\n\
         /// answer. After an error, answer with status 400, and the API sends it again.\n\
         {function}# }};\n"
    ))
}

/// Returns the statement that handles every state.
fn states(state: &State) -> TokenStream {
    let (name, method) = (ident(&state.name.rust), ident(&state.method));
    let values = state.values.iter().map(|value| {
        let variant = ident(&value.name.rust);
        let text = &value.name.wire;
        quote!(#name::#variant => println!(#text),)
    });
    let last = ident(State::UNDETERMINED);
    quote! {
        match notification.#method() {
            #(#values)*
            #name::#last => println!("unknown: {notification:?}"),
        }
    }
}

/// Returns the expression that writes the first example of the reply.
fn reply(writer: &Writer<'_>, notice: &Notice<'_>) -> Option<TokenStream> {
    let example = notice.webhook.reply_examples().first()?;
    let object = writer.object(notice.reply?.named()?, &example.value)?;
    let tokens = &object.tokens;
    let build = match object.form {
        Form::Value => None,
        Form::Builder | Form::RequestBuilder => Some(quote!(.build())),
    };
    Some(quote!(serde_json::to_vec(&#tokens #build)?))
}
