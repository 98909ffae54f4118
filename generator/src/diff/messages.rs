//! Comparison of the messages of operations and webhooks: bodies and responses. The named
//! types in them are compared separately.

use crate::model::{Body, Operation, Response, Status, Usage};

use super::change::{RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::values::At;
use super::words::{self, in_operation};

impl Comparison<'_> {
    /// Compares the responses of an operation that mean success.
    pub(super) fn success_response(&mut self, of: &Site, old: &Operation, new: &Operation) {
        let (Some(old), Some(new)) = (old.success(), new.success()) else {
            return;
        };
        let site = in_operation(of, "Response", "response").at(&new.origin);
        if old.status != new.status {
            let sides = Sides::both(status(old), status(new));
            self.push(ChangeKind::ResponseStatus, &site, RESPONSE, sides);
        }
        self.body(&site, RESPONSE, old.body(), new.body());
    }

    /// Compares the other responses of an operation or a webhook, which are identified by
    /// their status.
    pub(super) fn responses(
        &mut self,
        of: &Site,
        usage: Usage,
        old: &[&Response],
        new: &[&Response],
    ) {
        for response in old {
            let site = response_site(of, response);
            if let Some(other) = with_status(new, response.status) {
                let site = response_site(of, other);
                self.body(&site, usage, response.body(), other.body());
            } else {
                let sides = Sides::gone(self::status(response));
                self.push(ChangeKind::ResponseRemoved, &site, usage, sides);
            }
        }
        for response in new {
            if with_status(old, response.status).is_none() {
                let site = response_site(of, response);
                let sides = Sides::fresh(self::status(response));
                self.push(ChangeKind::ResponseAdded, &site, usage, sides);
            }
        }
    }

    /// Compares the bodies of a message.
    pub(super) fn body(
        &mut self,
        site: &Site,
        usage: Usage,
        old: Option<&Body>,
        new: Option<&Body>,
    ) {
        let site = match new.or(old) {
            Some(body) => site.clone().at(&body.origin),
            None => return,
        };
        let kind = match (old, new) {
            (Some(old), Some(new)) => {
                let at = At {
                    site: &site,
                    usage,
                    of_items: false,
                };
                self.value(at, &old.value, &new.value);
                return;
            }
            (None, _) => ChangeKind::BodyAdded,
            (Some(_), None) => ChangeKind::BodyRemoved,
        };
        let sides = Sides {
            before: old.map(|body| words::item_type(self.old, &body.value)),
            after: new.map(|body| words::item_type(self.new, &body.value)),
        };
        self.push(kind, &site, usage, sides);
    }
}

fn with_status<'a>(responses: &[&'a Response], status: Status) -> Option<&'a Response> {
    let mut responses = responses.iter().copied();
    responses.find(|response| response.status == status)
}

fn response_site(of: &Site, response: &Response) -> Site {
    let site = in_operation(of, "Response", &format!("response {}", response.status));
    site.at(&response.origin)
}

fn status(response: &Response) -> String {
    format!("status {}", response.status)
}
