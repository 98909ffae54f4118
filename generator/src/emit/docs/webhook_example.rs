//! Examples of webhooks as programs that a reader can copy.

use quote::quote;

use crate::layout;
use crate::plan::Notice;

use crate::emit::context::Context;

use super::example::handed_on;
use super::instance::{Form, Writer};
use super::json::formatted;

/// Returns the program of a webhook, or `None` without an example of the
/// notification.
pub fn sample(cx: &Context<'_>, notice: &Notice<'_>) -> Option<String> {
    let notification = notice.webhook.notification_examples().first()?;
    let writer = Writer::new(cx, notice.webhook.module);
    let reply = reply(&writer, notice);
    let imports = layout::statements(&writer.scope.imports_with(&["Notification"]));
    let object = cx.api.structure(notice.notification)?;
    let values = handed_on(cx.api, object.required(), &quote!(notification), 0);
    let value = values.first().map(|value| &value.tokens);
    let shown = value.map_or_else(
        || quote!(println!("{notification:?}");),
        |value| quote!(println!("{}", #value);),
    );
    let body = formatted(&notification.value)?;
    let read = layout::statements(&quote! {
        let notification = Notification::from_json(body)?;
        #shown
    });
    let reply = reply.map(|reply| {
        format!(
            "\n// Answer with status 200 and this body:\n{reply}\
             # let _ = answer;\n"
        )
    });
    let program = format!(
        "{imports}\nlet body = br#\"{body}\"#;\n{read}{}\
         # Ok::<(), Box<dyn std::error::Error>>(())\n",
        reply.unwrap_or_default()
    );
    Some(program)
}

/// Returns the statement that writes the first example of the reply.
fn reply(writer: &Writer<'_>, notice: &Notice<'_>) -> Option<String> {
    let example = notice.webhook.reply_examples().first()?;
    let object = writer.object(notice.reply?, &example.value)?;
    let tokens = &object.tokens;
    let build = match object.form {
        Form::Value => None,
        Form::Builder | Form::RequestBuilder => Some(quote!(.build())),
    };
    Some(layout::statements(
        &quote!(let answer = serde_json::to_vec(&#tokens #build)?;),
    ))
}
