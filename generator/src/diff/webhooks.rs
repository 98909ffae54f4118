//! Comparison of webhooks: their modules, their requests and their documentation.

use std::collections::HashSet;

use crate::model::Webhook;
use crate::specification::Specification;

use super::change::{BOTH, REQUEST, RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words::{ShownExamples, in_operation, item_type, shown_examples, webhook_site};

impl Comparison<'_> {
    /// Compares all webhooks, except the types of their bodies.
    pub(super) fn webhooks(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairs = self.pairs.webhooks.clone();
        let (before, after): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        for (at, webhook) in old.api.webhooks.iter().enumerate() {
            if !before.contains(&at) {
                self.alone(ChangeKind::WebhookRemoved, old, webhook);
            }
        }
        for (at, webhook) in new.api.webhooks.iter().enumerate() {
            if !after.contains(&at) {
                self.alone(ChangeKind::WebhookAdded, new, webhook);
            }
        }
        for (before, after) in pairs {
            let before = old.api.webhooks.get(before);
            let after = new.api.webhooks.get(after);
            if let (Some(before), Some(after)) = (before, after) {
                self.webhook(before, after);
            }
        }
    }

    /// Adds the change of a webhook that only one specification has.
    fn alone(&mut self, kind: ChangeKind, specification: &Specification, webhook: &Webhook) {
        let site = webhook_site(specification, webhook);
        self.push(kind, &site, RESPONSE, Sides::default());
    }

    fn webhook(&mut self, old: &Webhook, new: &Webhook) {
        let (before, site) = (webhook_site(self.old, old), webhook_site(self.new, new));
        if before.rust != site.rust {
            let sides = Sides::both(&before.rust, &site.rust);
            self.push(ChangeKind::WebhookRenamed, &before, BOTH, sides);
        }
        let call = |webhook: &Webhook| format!("{} {}", webhook.id.wire, webhook.method.as_str());
        if call(old) != call(new) {
            let sides = Sides::both(call(old), call(new));
            self.push(ChangeKind::WebhookCall, &site, RESPONSE, sides);
        }
        self.bodies_of_webhook(&site, old, new);
        self.signed(&site, RESPONSE, (old.signed_by, new.signed_by));
        let is_moved = !self.are_single && old.document.path != new.document.path;
        if is_moved || has_other_documentation(old, new) {
            self.push(ChangeKind::Documentation, &site, BOTH, Sides::default());
        }
    }

    fn bodies_of_webhook(&mut self, webhook: &Site, old: &Webhook, new: &Webhook) {
        let notification = in_operation(webhook, "Notification", "notification");
        let bodies = (old.body.as_ref(), new.body.as_ref());
        self.body(&notification, RESPONSE, bodies.0, bodies.1);
        let reply = in_operation(webhook, "Reply", "reply");
        let (before, after) = (old.reply_body(), new.reply_body());
        if before.is_some() == after.is_some() {
            self.body(&reply, REQUEST, before, after);
        } else {
            let sides = Sides {
                before: before.map(|body| item_type(self.old, &body.value)),
                after: after.map(|body| item_type(self.new, &body.value)),
            };
            self.push(ChangeKind::WebhookReply, &reply, REQUEST, sides);
        }
        let others = [old, new].map(|webhook| {
            let reply = webhook.reply_response().map(|it| it.status);
            let responses = webhook.responses.iter();
            let others = responses.filter(|response| Some(response.status) != reply);
            others.collect::<Vec<_>>()
        });
        self.responses(webhook, REQUEST, &others[0], &others[1]);
    }
}

/// Returns true if descriptions, examples or the resends of the gateway of tests differ.
fn has_other_documentation(old: &Webhook, new: &Webhook) -> bool {
    let words = |webhook: &Webhook| {
        let document = &webhook.document;
        [
            Some(webhook.summary.clone()),
            Some(webhook.description.clone()),
            Some(document.title.clone()),
            Some(document.version.clone()),
            document.url.clone(),
        ]
    };
    let url = |webhook: &Webhook| webhook.callback.as_ref().map(|it| it.url.clone());
    words(old) != words(new)
        || url(old) != url(new)
        || examples(old) != examples(new)
        || old.resends != new.resends
        || unread(old).ne(unread(new))
}

/// Returns the content types that the documentation says are not read.
fn unread(webhook: &Webhook) -> impl Iterator<Item = &str> {
    webhook.unread.iter().map(|it| it.media_type.as_str())
}

fn examples(webhook: &Webhook) -> [ShownExamples<'_>; 2] {
    let is_signed = webhook.signed_by.is_some();
    [
        shown_examples(webhook.notification_examples(), is_signed),
        shown_examples(webhook.reply_examples(), false),
    ]
}
