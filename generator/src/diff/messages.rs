//! Comparison of the messages of operations and webhooks: bodies and responses. The named
//! types in them are compared separately.

use crate::model::{Body, Operation, Response, Status, Usage};
use crate::plan::{Case, Content, Success, accepted, common_body, events, failures};
use crate::specification::Specification;

use super::change::{RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::values::At;
use super::words::{self, in_operation};

impl Comparison<'_> {
    /// Compares the answers of an operation.
    pub(super) fn answers(&mut self, of: &Site, old: &Operation, new: &Operation) {
        if old.outcome.is_some() && new.outcome.is_some() {
            self.stated_response(of, old, new);
            return;
        }
        let [before, after] =
            [(self.old, old), (self.new, new)].map(|(specification, operation)| {
                let api = &specification.api;
                (Success::of(api, operation), failures(api, operation))
            });
        let site = in_operation(of, "Response", "response").at(&new.origin);
        self.successes(&site, &before.0, &after.0);
        self.accepted(&site, old, new);
        let site = in_operation(of, "Error", "failure").at(&new.origin);
        self.cases(&site, &before.1, &after.1);
        self.failure_body(&site, &before.1, &after.1);
        self.events(of, old, new);
    }

    /// Compares the getters of the body that all failures have. Another type of it is a change
    /// of each failure, and so is the removal of all bodies.
    fn failure_body(&mut self, site: &Site, old: &[Case<'_>], new: &[Case<'_>]) {
        let before = common_body(&self.old.api, old);
        let has_bodies = new.iter().any(|case| !case.content.is_empty());
        if let (Some(before), true, None) = (before, has_bodies, common_body(&self.new.api, new)) {
            let sides = Sides::gone(words::item_type(self.old, before));
            self.push(ChangeKind::FailureBodyRemoved, site, RESPONSE, sides);
        }
    }

    /// Compares the data of the events that an operation streams.
    fn events(&mut self, of: &Site, old: &Operation, new: &Operation) {
        let (Some(old), Some(new)) = (events(old), events(new)) else {
            // The content types differ.
            return;
        };
        let site = in_operation(of, "EventData", "data of events").at(&new.origin);
        if old.kind == new.kind {
            self.body(&site, RESPONSE, Some(old), Some(new));
        } else {
            let sides = Sides {
                before: Some(words::item_type(self.old, &old.value)),
                after: Some(words::item_type(self.new, &new.value)),
            };
            self.push(ChangeKind::ResponseForm, &site, RESPONSE, sides);
        }
    }

    /// Compares the responses that state the outcome. No other is generated.
    fn stated_response(&mut self, of: &Site, old: &Operation, new: &Operation) {
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

    /// Compares the content types that a program accepts.
    fn accepted(&mut self, site: &Site, old: &Operation, new: &Operation) {
        let (before, after) = (accepted(old), accepted(new));
        if before != after && !before.is_empty() && !after.is_empty() {
            let sides = Sides::both(before.join(", "), after.join(", "));
            self.push(ChangeKind::ContentType, site, RESPONSE, sides);
        }
    }

    fn successes(&mut self, site: &Site, old: &Success<'_>, new: &Success<'_>) {
        let codes = |statuses: &[Status]| -> String {
            let codes: Vec<String> = statuses.iter().map(Status::to_string).collect();
            format!("status {}", codes.join(", "))
        };
        match (old, new) {
            (Success::Raw, Success::Raw) => {}
            (
                Success::One {
                    statuses, content, ..
                },
                Success::One {
                    statuses: others,
                    content: other,
                    ..
                },
            ) => {
                if statuses != others {
                    let sides = Sides::both(codes(statuses), codes(others));
                    self.push(ChangeKind::ResponseStatus, site, RESPONSE, sides);
                }
                self.content(site, *content, *other);
            }
            (Success::Several(old), Success::Several(new)) => self.cases(site, old, new),
            (Success::Raw | Success::One { .. } | Success::Several(_), _) => {
                let sides = Sides::both(form(old), form(new));
                self.push(ChangeKind::ResponseForm, site, RESPONSE, sides);
            }
        }
    }

    /// Compares the variants of two enums of answers.
    fn cases(&mut self, site: &Site, old: &[Case<'_>], new: &[Case<'_>]) {
        let at = |case: &Case<'_>| Site {
            rust: format!("{}::{}", site.rust, case.variant),
            wire: format!("{} {}", site.wire, words_of(case)),
            pointer: case.response.origin.clone(),
        };
        for case in old {
            if let Some(other) = new.iter().find(|other| other.variant == case.variant) {
                self.content(&at(other), case.content, other.content);
            } else {
                let sides = Sides::gone(words_of(case));
                self.push(ChangeKind::ResponseRemoved, &at(case), RESPONSE, sides);
            }
        }
        for case in new {
            if !old.iter().any(|other| other.variant == case.variant) {
                let sides = Sides::fresh(words_of(case));
                self.push(ChangeKind::ResponseAdded, &at(case), RESPONSE, sides);
            }
        }
    }

    fn content(&mut self, site: &Site, old: Content<'_>, new: Content<'_>) {
        let kind = match (old, new) {
            (Content::Json(old), Content::Json(new))
            | (Content::Text(old, _), Content::Text(new, _)) => {
                let at = At {
                    site,
                    usage: RESPONSE,
                    of_items: false,
                };
                self.value(at, old, new);
                return;
            }
            (Content::Empty, Content::Empty) | (Content::Bytes(_), Content::Bytes(_)) => return,
            (Content::Empty, _) => ChangeKind::BodyAdded,
            (_, Content::Empty) => ChangeKind::BodyRemoved,
            (Content::Json(_) | Content::Text(..) | Content::Bytes(_), _) => {
                ChangeKind::ResponseForm
            }
        };
        let sides = Sides {
            before: content_words(self.old, old),
            after: content_words(self.new, new),
        };
        self.push(kind, site, RESPONSE, sides);
    }

    /// Compares the replies to a webhook for other statuses, which are identified by their
    /// status.
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

fn content_words(specification: &Specification, content: Content<'_>) -> Option<String> {
    match content {
        Content::Empty => None,
        Content::Json(value) => Some(words::item_type(specification, value)),
        Content::Text(..) => Some("a text".to_owned()),
        Content::Bytes(_) => Some("bytes".to_owned()),
    }
}

/// Returns the status codes and the content types of a case.
fn words_of(case: &Case<'_>) -> String {
    let codes: Vec<String> = case.statuses.iter().map(Status::to_string).collect();
    let words = std::iter::once(format!("status {}", codes.join(", ")));
    let media_types = case.media_types.iter().map(|it| (*it).to_owned());
    words.chain(media_types).collect::<Vec<_>>().join(" ")
}

fn form(success: &Success<'_>) -> &'static str {
    match success {
        Success::Raw => "no documented success",
        Success::One { .. } => "one content",
        Success::Several(_) => "an enum of several contents",
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
