//! Examples of webhooks as programs that a reader can copy.

use quote::quote;

use crate::layout;
use crate::plan::Notice;

use crate::emit::context::Context;
use crate::emit::rust::scope::Scope;

use super::example::{Built, Writer, compact, fenced, handed_on};

/// Returns the program of a webhook as a code block, or `None` without an example of the
/// notification.
pub fn sample(cx: &Context<'_>, notice: &Notice<'_>) -> Option<Vec<String>> {
    let notification = notice.webhook.notification_examples().first()?;
    let writer = Writer {
        cx,
        scope: Scope::of_program(cx, notice.webhook.module),
    };
    let reply = reply(&writer, notice);
    let imports = layout::statements(&writer.scope.imports_with(&["Notification"]));
    let object = cx.api.structure(notice.notification)?;
    let values = handed_on(cx.api, object.required(), &quote!(notification), 0);
    let value = values.first().map(|value| &value.tokens);
    let shown = value.map_or_else(
        || quote!(println!("{notification:?}");),
        |value| quote!(println!("{}", #value);),
    );
    let body = compact(&notification.value);
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
    Some(fenced(&program))
}

/// Returns the statement that writes the first example of the reply.
fn reply(writer: &Writer<'_>, notice: &Notice<'_>) -> Option<String> {
    let example = notice.webhook.reply_examples().first()?;
    let Built { tokens, is_builder } = writer.builder(notice.reply?, &example.value)?;
    let build = is_builder.then(|| quote!(.build()));
    Some(layout::statements(
        &quote!(let answer = serde_json::to_vec(&#tokens #build)?;),
    ))
}
