//! Comparison of operations: their modules, their calls and their documentation.

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Headers, Operation, OutcomeKind, Status};
use crate::specification::Specification;

use super::change::{BOTH, REQUEST, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::outcomes::common_statuses;
use super::words::{ShownExamples, in_operation, operation_site, shown_examples};

impl Comparison<'_> {
    /// Compares all operations, except the types of their messages.
    pub(super) fn operations(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairs = self.pairs.operations.clone();
        let (before, after): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        for (at, operation) in old.api.operations.iter().enumerate() {
            if !before.contains(&at) {
                let sides = Sides::gone(operation.http.to_string());
                let site = operation_site(old, operation);
                self.push(ChangeKind::OperationRemoved, &site, REQUEST, sides);
            }
        }
        for (at, operation) in new.api.operations.iter().enumerate() {
            if !after.contains(&at) {
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
        self.request(&site, old, new);
        self.headers(&site, old, new);
        self.security(&site, &old.security, &new.security);
        self.operation_servers(&site, old, new);
        self.answers(&site, old, new);
        self.signed(&site, REQUEST, (old.signed_by, new.signed_by));
        self.ids(&site, old, new);
        self.resolution(&site, old, new);
        self.window_of_request(&site, old, new);
        self.outcome(&site, old, new);
        self.success(&site, old, new);
        self.codes(&site, &old.codes, &new.codes);
        let is_moved = !self.are_single && old.document.path != new.document.path;
        if is_moved || has_other_documentation((self.old, old), (self.new, new)) {
            let sides = if old.document.version == new.document.version {
                Sides::default()
            } else {
                Sides::both(&old.document.version, &new.document.version)
            };
            self.push(ChangeKind::Documentation, &site, BOTH, sides);
        }
    }

    /// Compares the members that identify a request.
    fn ids(&mut self, operation: &Site, old: &Operation, new: &Operation) {
        let (before, after) = (ids(&self.old.api, old), ids(&self.new.api, new));
        if before != after {
            let sides = Sides::both(before.join(", "), after.join(", "));
            let site = in_operation(operation, "Request::ids", "request");
            self.push(ChangeKind::IdsChanged, &site, REQUEST, sides);
        }
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

/// Returns the members that identify a request; a response may repeat them.
fn ids(api: &Api, operation: &Operation) -> Vec<String> {
    let request = operation.request().and_then(|id| api.structure(id));
    let ids = operation.ids.iter().filter_map(|id| {
        let wire = &request?.members.get(id.request)?.name().wire;
        Some(match id.response {
            Some(_) => format!("{wire} (repeated)"),
            None => wire.clone(),
        })
    });
    ids.collect()
}

/// Returns true if a request has a time window in any of its types.
fn has_window(api: &Api, operation: &Operation) -> bool {
    let request = operation.request();
    request.is_some_and(|request| api.windows(request).next().is_some())
}

/// Returns the handling of a repeated request, which the gateway of tests has.
fn repetition(api: &Api, operation: &Operation) -> Option<(String, Vec<String>, Option<String>)> {
    let idempotency = operation.idempotency.as_ref()?;
    let request = api.structure(operation.request()?)?;
    let key = request.members.get(idempotency.key.request)?;
    let compare = idempotency.compare.iter();
    let compare = compare.map(|path| api.wire_names(path).collect::<Vec<_>>().join("/"));
    Some((
        key.name().wire.clone(),
        compare.collect(),
        idempotency.conflict.clone(),
    ))
}

/// Returns true if descriptions, examples or the handling of repeated requests differ.
fn has_other_documentation(
    (old_specification, old): (&Specification, &Operation),
    (new_specification, new): (&Specification, &Operation),
) -> bool {
    let words = |operation: &Operation| {
        let document = &operation.document;
        [
            Some(operation.summary.clone()),
            Some(operation.description.clone()),
            Some(operation.is_deprecated.to_string()),
            operation
                .product
                .as_ref()
                .map(|product| product.wire.clone()),
            Some(document.title.clone()),
            Some(document.version.clone()),
            document.url.clone(),
        ]
    };
    given(&old_specification.api, old) != given(&new_specification.api, new)
        || words(old) != words(new)
        || has_other_headers(old, new)
        || examples(old) != examples(new)
        || has_other_order(old, new)
        || repetition(&old_specification.api, old) != repetition(&new_specification.api, new)
}

/// Returns true if a header of the answers of both is required in one only, or documented
/// with other status codes.
fn has_other_headers(old: &Operation, new: &Operation) -> bool {
    let (Some(old), Some(new)) = (&old.headers, &new.headers) else {
        return false;
    };
    let facts = |headers: &Headers| -> HashMap<String, (bool, Vec<Status>)> {
        let places = headers.places.iter().zip(&headers.statuses);
        let facts = places.map(|(place, statuses)| {
            let name = place.name.to_ascii_lowercase();
            (name, (place.is_required, statuses.clone()))
        });
        facts.collect()
    };
    let before = facts(old);
    let mut after = facts(new).into_iter();
    after.any(|(name, facts)| before.get(&name).is_some_and(|known| *known != facts))
}

fn examples(operation: &Operation) -> [ShownExamples<'_>; 2] {
    let is_signed = operation.signed_by.is_some();
    [
        shown_examples(operation.request_examples(), false),
        shown_examples(operation.response_examples(), is_signed),
    ]
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
