//! Parts of webhooks that cannot be generated yet.

use crate::model::{Location, Response, Webhook};

use super::Unsupported;

impl Unsupported<'_, '_> {
    /// Reports the parts of a webhook that cannot be generated.
    pub(super) fn webhook(&mut self, webhook: &Webhook) {
        self.parameters_of_webhook(webhook);
        for content in &webhook.unread {
            let media_type = &content.media_type;
            let message = format!("notifications in `{media_type}` are not read yet");
            let help =
                "write `application/json` if the API sends it; otherwise read the body yourself";
            self.at(&content.origin, message, help);
        }
        self.results_of_webhook(webhook);
        match &webhook.body {
            // The signature belongs to the struct of the notification.
            Some(body) if webhook.signed_by.is_some() => self.body(body),
            Some(_) => {}
            None if webhook.signed_by.is_none() => {}
            None => {
                let message = "a signed webhook without a body is not supported yet";
                let help = "add `requestBody` with a JSON body";
                self.push(
                    self.places.span(&webhook.origin),
                    &webhook.origin,
                    message,
                    help,
                );
            }
        }
        let reply = webhook.reply_response().map(|it| it.status);
        for response in &webhook.responses {
            self.reply(response, Some(response.status) == reply);
        }
    }

    fn parameters_of_webhook(&mut self, webhook: &Webhook) {
        let others = webhook.parameters.iter();
        for parameter in others.filter(|it| it.location != Location::Header) {
            let (name, location) = (&parameter.name, parameter.location.as_str());
            let message = format!(
                "parameters of a webhook are supported in headers only: `{name}` in the {location}"
            );
            let help = "remove it: programs read only the headers and the body of a webhook";
            self.at(&parameter.origin, message, help);
        }
    }

    fn results_of_webhook(&mut self, webhook: &Webhook) {
        for keyword in ["x-outcome", "x-result-codes"] {
            let pointer = format!("{}/{keyword}", webhook.origin);
            if self.places.node(&pointer).is_some() {
                let message = format!("`{keyword}` of a webhook is not supported yet");
                let help = "remove it; list the codes of a member with `x-extensible-enum`";
                self.at(&pointer, message, help);
            }
        }
    }

    /// Reports a reply that is not generated.
    fn reply(&mut self, response: &Response, is_generated: bool) {
        if response.body().is_none() {
            self.reply_in_another_form(response);
        } else if !is_generated {
            let status = response.status;
            let message = format!("a reply of its own for status {status} is not supported yet");
            let help = "move the body to the lowest status that means success";
            self.at(&response.origin, message, help);
        }
    }

    /// Reports a reply that is not JSON.
    fn reply_in_another_form(&mut self, response: &Response) {
        let Some(content) = response.contents.first() else {
            return;
        };
        let message = format!("replies in `{}` are not written yet", content.media_type);
        let help =
            "write `application/json` if the API reads it; otherwise write the body yourself";
        self.at(&content.origin, message, help);
    }

    /// Reports a part that is not generated, at the position of a pointer.
    fn at(&mut self, pointer: &str, message: impl Into<String>, help: &str) {
        let span = self.places.span(pointer);
        self.weaken(span, pointer, message, help);
    }
}
