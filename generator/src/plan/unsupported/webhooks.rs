//! Parts of webhooks that cannot be generated yet.

use crate::model::{Response, Status, Webhook};

use super::Unsupported;

impl Unsupported<'_> {
    /// Reports the parts of a webhook that cannot be generated.
    pub(super) fn webhook(&mut self, webhook: &Webhook) {
        self.parameters_of_webhook(webhook);
        self.results_of_webhook(webhook);
        if let Some(body) = &webhook.body {
            self.body(body);
        } else {
            let message = "a webhook without a body is not supported yet";
            self.at(
                &webhook.origin,
                message,
                "add `requestBody` with a JSON body",
            );
        }
        for response in &webhook.responses {
            self.reply(response);
        }
    }

    fn parameters_of_webhook(&mut self, webhook: &Webhook) {
        for parameter in &webhook.parameters {
            let (name, location) = (&parameter.name, parameter.location.as_str());
            let message = format!(
                "parameters of a webhook are not supported yet: `{name}` in the {location}"
            );
            let help = "remove it: programs read only the body of a webhook";
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

    fn reply(&mut self, response: &Response) {
        match (response.status, response.body()) {
            (Status::Code(200), Some(body)) => self.body(body),
            (_, None) => {}
            (Status::Code(_) | Status::Class(_) | Status::Default, Some(_)) => {
                let status = response.status;
                let message =
                    format!("a reply of its own for status {status} is not supported yet");
                self.at(&response.origin, message, "move the body to status `200`");
            }
        }
    }

    /// Reports a part at the position of a pointer.
    fn at(&mut self, pointer: &str, message: impl Into<String>, help: &str) {
        let span = self.places.span(pointer);
        self.push(span, pointer, message, help);
    }
}
