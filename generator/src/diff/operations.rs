//! Comparison of operations: their modules, their calls and their documentation.

use crate::model::{Api, Body, Operation, OutcomeKind, Usage};
use crate::specification::Specification;

use super::change::{BOTH, REQUEST, RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::outcomes::common_statuses;
use super::values::At;
use super::words::{self, in_operation, operation_site};

impl Comparison<'_> {
    /// Compares all operations, except the types of their messages.
    pub(super) fn operations(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairs = self.pairs.operations.clone();
        for (at, operation) in old.api.operations.iter().enumerate() {
            if !pairs.iter().any(|(known, _)| *known == at) {
                let sides = Sides::gone(operation.http.to_string());
                let site = operation_site(old, operation);
                self.push(ChangeKind::OperationRemoved, &site, REQUEST, sides);
            }
        }
        for (at, operation) in new.api.operations.iter().enumerate() {
            if !pairs.iter().any(|(_, known)| *known == at) {
                let sides = Sides::fresh(operation.http.to_string());
                let site = operation_site(new, operation);
                self.push(ChangeKind::OperationAdded, &site, REQUEST, sides);
            }
        }
        for (before, after) in pairs {
            let before = old.api.operations.get(before);
            let after = new.api.operations.get(after);
            if let (Some(before), Some(after)) = (before, after) {
                self.operation(before, after);
            }
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let (before, site) = (operation_site(self.old, old), operation_site(self.new, new));
        if before.rust != site.rust {
            let sides = Sides::both(&before.rust, &site.rust);
            self.push(ChangeKind::OperationRenamed, &before, BOTH, sides);
        }
        let call = |operation: &Operation| format!("{} {}", operation.id.wire, operation.http);
        if call(old) != call(new) {
            let sides = Sides::both(call(old), call(new));
            self.push(ChangeKind::OperationCall, &site, REQUEST, sides);
        }
        self.bodies(&site, old, new);
        self.window_of_request(&site, old, new);
        self.outcome(&site, old, new);
        self.success(&site, old, new);
        self.codes(&site, &old.codes, &new.codes);
        if has_other_documentation((self.old, old), (self.new, new)) {
            let sides = if old.document.version == new.document.version {
                Sides::default()
            } else {
                Sides::both(&old.document.version, &new.document.version)
            };
            self.push(ChangeKind::Documentation, &site, BOTH, sides);
        }
    }

    /// Compares the bodies of the request and of the response with status 200. The types
    /// that they name are compared separately.
    fn bodies(&mut self, operation: &Site, old: &Operation, new: &Operation) {
        let request = in_operation(operation, "Request", "request");
        self.body(&request, REQUEST, old.body.as_ref(), new.body.as_ref());
        let response = in_operation(operation, "Response", "response");
        self.body(&response, RESPONSE, ok_body(old), ok_body(new));
    }

    /// Compares a body of a message.
    pub(super) fn body(
        &mut self,
        site: &Site,
        usage: Usage,
        old: Option<&Body>,
        new: Option<&Body>,
    ) {
        let kind = match (old, new) {
            (None, Some(_)) => ChangeKind::FieldAddedRequired,
            (Some(_), None) => ChangeKind::MemberRemoved,
            (Some(old), Some(new)) => {
                let at = At {
                    site,
                    usage,
                    of_items: false,
                };
                self.value(at, &old.value, &new.value);
                return;
            }
            (None, None) => return,
        };
        let sides = Sides {
            before: old.map(|body| words::value_type(self.old, &body.value)),
            after: new.map(|body| words::value_type(self.new, &body.value)),
        };
        self.push(kind, site, usage, sides);
    }

    fn window_of_request(&mut self, operation: &Site, old: &Operation, new: &Operation) {
        let kind = match (
            has_window(&self.old.api, old),
            has_window(&self.new.api, new),
        ) {
            (false, true) => ChangeKind::ValidateAtAdded,
            (true, false) => ChangeKind::ValidateAtRemoved,
            (true, true) | (false, false) => return,
        };
        let site = in_operation(operation, "Request::validate_at", "request");
        self.push(kind, &site, REQUEST, Sides::default());
    }
}

fn ok_body(operation: &Operation) -> Option<&Body> {
    operation.ok()?.body.as_ref()
}

/// Returns true if a request has a time window in any of its types.
fn has_window(api: &Api, operation: &Operation) -> bool {
    let request = operation.request();
    request.is_some_and(|request| api.windows(request).next().is_some())
}

/// Returns true if descriptions or examples differ.
fn has_other_documentation(
    (old_specification, old): (&Specification, &Operation),
    (new_specification, new): (&Specification, &Operation),
) -> bool {
    let words = |operation: &Operation| {
        let document = &operation.document;
        [
            Some(operation.summary.clone()),
            Some(operation.description.clone()),
            operation
                .product
                .as_ref()
                .map(|product| product.wire.clone()),
            Some(document.path.clone()),
            Some(document.title.clone()),
            Some(document.version.clone()),
            document.url.clone(),
        ]
    };
    // Users see the first example of each kind; the others are for tests only.
    let examples = |operation: &Operation| {
        [operation.request_examples(), operation.response_examples()]
            .map(|examples| examples.first().map(|example| example.value.clone()))
    };
    given(&old_specification.api, old) != given(&new_specification.api, new)
        || words(old) != words(new)
        || examples(old) != examples(new)
        || has_other_order(old, new)
}

/// Returns true if the same status values, with the same meanings, have another order.
/// The documentation lists them in the order of the document.
fn has_other_order(old: &Operation, new: &Operation) -> bool {
    let (Some(before), Some(after)) = (&old.outcome, &new.outcome) else {
        return false;
    };
    let order = |statuses: &[(&str, OutcomeKind)]| -> Vec<String> {
        let statuses = statuses.iter();
        statuses.map(|(status, _)| (*status).to_owned()).collect()
    };
    let (known, now) = (
        common_statuses(before, after),
        common_statuses(after, before),
    );
    let mut meanings = known.iter();
    meanings.all(|(status, kind)| after.kind(status) == Some(*kind)) && order(&known) != order(&now)
}

/// Returns the members that the document promises, each with its status values.
fn given(api: &Api, operation: &Operation) -> Vec<(Option<String>, Vec<String>)> {
    let outcome = operation.outcome.iter();
    let given = outcome.flat_map(|outcome| &outcome.given);
    let object = operation.response().and_then(|id| api.structure(id));
    given
        .map(|given| {
            let member = object.and_then(|object| object.members.get(given.member));
            let name = member.map(|member| member.name().wire.clone());
            (name, given.statuses.clone())
        })
        .collect()
}
