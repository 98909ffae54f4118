//! Operations: how they are called, what their outcome says, their codes.

use std::collections::BTreeMap;

use crate::emit::retry_variant;
use crate::model::{
    Api, Field, Listing, Name, Object, Operation, Outcome, OutcomeKind, Presence, ResultCode, Type,
    TypeId,
};
use crate::pointer::child;

use super::words::{in_operation, operation_path, operation_place};
use super::{BOTH, ChangeKind, Comparison, Place, REQUEST, RESPONSE, Sides};

/// What a success carries: the fields by name in Rust, and whether each is
/// certain.
type Payload<'a> = BTreeMap<&'a str, (&'a Field, bool)>;

impl Comparison<'_> {
    /// The changes of all operations, but for the types of their messages.
    pub(super) fn operations(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairs = self.pairs.operations.clone();
        for (at, operation) in old.operations.iter().enumerate() {
            if !pairs.iter().any(|(known, _)| *known == at) {
                let sides = Sides::gone(call(operation));
                let place = operation_place(operation);
                self.push(ChangeKind::OperationRemoved, &place, REQUEST, sides);
            }
        }
        for (at, operation) in new.operations.iter().enumerate() {
            if !pairs.iter().any(|(_, known)| *known == at) {
                let sides = Sides::fresh(call(operation));
                let place = operation_place(operation);
                self.push(ChangeKind::OperationAdded, &place, REQUEST, sides);
            }
        }
        for (before, after) in pairs {
            if let (Some(before), Some(after)) =
                (old.operations.get(before), new.operations.get(after))
            {
                self.operation(before, after);
            }
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let place = operation_place(new);
        let (before, after) = (operation_path(old), operation_path(new));
        if before != after {
            let sides = Sides::both(before, after);
            self.push(
                ChangeKind::OperationRenamed,
                &operation_place(old),
                BOTH,
                sides,
            );
        }
        let (before, after) = (
            format!("{} {}", old.id.wire, call(old)),
            format!("{} {}", new.id.wire, call(new)),
        );
        if before != after {
            let sides = Sides::both(before, after);
            self.push(ChangeKind::OperationCall, &place, REQUEST, sides);
        }
        self.window_of_request(old, new);
        self.outcome(old, new);
        self.success(old, new);
        self.codes(old, new);
        if has_other_documentation((self.old, self.new), old, new) {
            let sides = if old.document.version == new.document.version {
                Sides::default()
            } else {
                Sides::both(&old.document.version, &new.document.version)
            };
            self.push(ChangeKind::Documentation, &place, BOTH, sides);
        }
    }

    fn window_of_request(&mut self, old: &Operation, new: &Operation) {
        let place = in_operation(new, "Request::validate_at", "request");
        match (has_window(self.old, old), has_window(self.new, new)) {
            (false, true) => {
                self.push(
                    ChangeKind::ValidateAtAdded,
                    &place,
                    REQUEST,
                    Sides::default(),
                );
            }
            (true, false) => {
                self.push(
                    ChangeKind::ValidateAtRemoved,
                    &place,
                    REQUEST,
                    Sides::default(),
                );
            }
            (true, true) | (false, false) => {}
        }
    }

    /// Compares where the result stands and what each status value means.
    fn outcome(&mut self, old: &Operation, new: &Operation) {
        let place = in_operation(new, "Response::outcome", "response");
        let (before, after) = (
            reading(self.old, old, &new.outcome),
            reading(self.new, new, &old.outcome),
        );
        if before != after {
            let sides = Sides::both(before, after);
            self.push(ChangeKind::OutcomeReading, &place, RESPONSE, sides);
        }
        for meaning in meanings(&new.outcome, &old.outcome) {
            let sides = Sides::fresh(meaning);
            self.push(ChangeKind::OutcomeStatusAdded, &place, RESPONSE, sides);
        }
        for meaning in meanings(&old.outcome, &new.outcome) {
            let sides = Sides::gone(meaning);
            self.push(ChangeKind::OutcomeStatusRemoved, &place, RESPONSE, sides);
        }
        self.status_type(old, new);
    }

    fn status_type(&mut self, old: &Operation, new: &Operation) {
        let (before, after) = (status_type(self.old, old), status_type(self.new, new));
        let is_same = match (before, after) {
            (Some(before), Some(after)) => self.pairs.is_pair(before, after),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_same {
            let name = |api: &Api, id: Option<TypeId>| {
                id.map_or_else(|| "&str".to_owned(), |id| api.get(id).name.rust.clone())
            };
            let sides = Sides::both(name(self.old, before), name(self.new, after));
            let place = in_operation(new, "ResultCode::status", "result codes");
            self.push(ChangeKind::OutcomeStatusType, &place, RESPONSE, sides);
        }
    }

    /// What a success carries. Members that are new or gone altogether are told
    /// with the response.
    fn success(&mut self, old: &Operation, new: &Operation) {
        let (Some(before), Some(after)) =
            (self.old.object(old.response), self.new.object(new.response))
        else {
            return;
        };
        let (was, is) = (payload(old, before), payload(new, after));
        let in_response =
            |object: &Object, name: &str| object.fields().any(|(_, field)| field.name.rust == name);
        for (name, (field, certain)) in &was {
            let place = in_success(new, &field.name);
            let kind = match is.get(name) {
                Some((_, now)) if certain == now => continue,
                Some((_, true)) => ChangeKind::SuccessPromised,
                Some((_, false)) => ChangeKind::SuccessUnpromised,
                None if in_response(after, name) => ChangeKind::SuccessMemberRemoved,
                None => continue,
            };
            self.push(kind, &place, RESPONSE, Sides::default());
        }
        for (name, (field, _)) in &is {
            if !was.contains_key(name) && in_response(before, name) {
                let place = in_success(new, &field.name);
                self.push(
                    ChangeKind::SuccessMemberAdded,
                    &place,
                    RESPONSE,
                    Sides::default(),
                );
            }
        }
    }

    fn codes(&mut self, old: &Operation, new: &Operation) {
        let find = |codes: &'_ [ResultCode], wire: &str| {
            codes.iter().position(|code| code.name.wire == wire)
        };
        for code in &old.codes {
            if let Some(other) = find(&new.codes, &code.name.wire).and_then(|at| new.codes.get(at))
            {
                self.code(new, code, other);
            } else {
                let sides = Sides::gone(&code.name.wire);
                let place = in_codes(new, &code.name);
                self.push(ChangeKind::CodeRemoved, &place, RESPONSE, sides);
            }
        }
        for code in &new.codes {
            if find(&old.codes, &code.name.wire).is_none() {
                let sides = Sides::fresh(format!(
                    "{}, status {}, retry {}",
                    code.name.wire,
                    code.status,
                    retry_variant(code.retry)
                ));
                let place = in_codes(new, &code.name);
                self.push(ChangeKind::CodeAdded, &place, RESPONSE, sides);
            }
        }
        let common = |of: &Operation, other: &Operation| -> Vec<String> {
            let codes = of.codes.iter();
            let codes = codes.filter(|code| find(&other.codes, &code.name.wire).is_some());
            codes.map(|code| code.name.wire.clone()).collect()
        };
        if common(old, new) != common(new, old) {
            let place = in_operation(new, "ResultCode", "result codes");
            self.push(
                ChangeKind::Documentation,
                &place,
                RESPONSE,
                Sides::default(),
            );
        }
    }

    fn code(&mut self, operation: &Operation, old: &ResultCode, new: &ResultCode) {
        let place = in_codes(operation, &old.name);
        if old.name.rust != new.name.rust {
            let sides = Sides::both(&old.name.rust, &new.name.rust);
            self.push(ChangeKind::CodeRenamed, &place, RESPONSE, sides);
        }
        if old.status != new.status {
            let sides = Sides::both(&old.status, &new.status);
            self.push(ChangeKind::CodeStatus, &place, RESPONSE, sides);
        }
        if old.retry != new.retry {
            let sides = Sides::both(retry_variant(old.retry), retry_variant(new.retry));
            self.push(ChangeKind::CodeRetry, &place, RESPONSE, sides);
        }
        let listing = (listing(self.old, old), listing(self.new, new));
        if old.is_listed() != new.is_listed() {
            let sides = Sides::both(listing.0, listing.1);
            self.push(ChangeKind::CodeListing, &place, RESPONSE, sides);
        } else if listing.0 != listing.1 {
            let sides = Sides::both(listing.0, listing.1);
            self.push(ChangeKind::Documentation, &place, RESPONSE, sides);
        }
        let words =
            |code: &ResultCode| (code.message.clone(), code.action.clone(), code.note.clone());
        if words(old) != words(new) {
            self.push(ChangeKind::CodeText, &place, RESPONSE, Sides::default());
        }
    }
}

/// Returns what lists a code, in words.
fn listing(api: &Api, code: &ResultCode) -> String {
    match code.listing {
        Listing::Document => "the document".to_owned(),
        Listing::Set(id) => {
            let set = api.code_sets.get(id.0);
            set.map_or_else(String::new, |set| format!("the set {}", set.name))
        }
    }
}

fn call(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

fn in_success(operation: &Operation, member: &Name) -> Place {
    in_operation(
        operation,
        &format!("Success::{}", member.rust),
        &format!("response.{}", member.wire),
    )
}

fn in_codes(operation: &Operation, code: &Name) -> Place {
    in_operation(
        operation,
        &format!("ResultCode::{}", code.rust),
        &format!("result code {}", code.wire),
    )
}

/// Whether a request has a window of time anywhere.
fn has_window(api: &Api, operation: &Operation) -> bool {
    let objects = api.within(operation.request);
    let mut objects = objects.into_iter().filter_map(|id| api.object(id));
    objects.any(|object| object.fields().any(|(_, field)| field.window.is_some()))
}

/// Tells where the result stands, and the meaning of those status values that the
/// other side knows too.
fn reading(api: &Api, operation: &Operation, other: &Outcome) -> String {
    let outcome = &operation.outcome;
    let at = |path| {
        let names = api.wire_names(path);
        names.fold(String::new(), |at, name| child(&at, name))
    };
    let mut words = format!(
        "{}, {} and {}",
        at(&outcome.status),
        at(&outcome.code),
        at(&outcome.message)
    );
    let mut known = common_statuses(outcome, other);
    known.sort_unstable_by_key(|(status, kind)| (*kind, *status));
    for (index, (status, kind)) in known.into_iter().enumerate() {
        let separator = if index == 0 { "; " } else { ", " };
        words.extend([separator, status, " ", kind.as_str()]);
    }
    words
}

/// The status values that both outcomes know, in the order of the first one.
fn common_statuses<'a>(outcome: &'a Outcome, other: &Outcome) -> Vec<(&'a str, OutcomeKind)> {
    outcome
        .meanings()
        .filter(|(status, _)| other.kind(status).is_some())
        .collect()
}

/// The status values that the other side does not know, with what they mean.
fn meanings(outcome: &Outcome, other: &Outcome) -> Vec<String> {
    outcome
        .meanings()
        .filter(|(status, _)| other.kind(status).is_none())
        .map(|(status, kind)| format!("{status} means {}", kind.as_str()))
        .collect()
}

/// The enum of the status, if it is one.
fn status_type(api: &Api, operation: &Operation) -> Option<TypeId> {
    let step = operation.outcome.status.steps.last()?;
    match api.object(step.owner)?.field(step.member)?.value.ty {
        Type::Named(id) => Some(id),
        _ => None,
    }
}

fn payload<'a>(operation: &Operation, response: &'a Object) -> Payload<'a> {
    let outcome = &operation.outcome;
    let result = [&outcome.status, &outcome.code, &outcome.message];
    let is_result = |member: usize| {
        let mut heads = result.iter().filter_map(|path| path.steps.first());
        heads.any(|step| step.member == member)
    };
    let fields = response.fields().filter(|(member, _)| !is_result(*member));
    fields
        .map(|(member, field)| {
            let certain =
                field.presence == Presence::Required || outcome.success_members.contains(&member);
            (field.name.rust.as_str(), (field, certain))
        })
        .collect()
}

/// Whether comments or examples differ.
fn has_other_documentation(apis: (&Api, &Api), old: &Operation, new: &Operation) -> bool {
    let words = |operation: &Operation| {
        let document = &operation.document;
        [
            operation.summary.clone(),
            operation.description.clone(),
            operation.product.wire.clone(),
            document.path.clone(),
            document.title.clone(),
            document.version.clone(),
            document.url.clone().unwrap_or_default(),
        ]
    };
    // The first of each is shown to users; the others serve tests alone.
    let examples = |operation: &Operation| {
        [&operation.requests, &operation.responses]
            .map(|examples| examples.first().map(|example| example.value.clone()))
    };
    // The documentation lists the status values in the order of the document.
    let order = |outcome, other| -> Vec<&str> {
        let statuses = common_statuses(outcome, other).into_iter();
        statuses.map(|(status, _)| status).collect()
    };
    let (before, after) = (&old.outcome, &new.outcome);
    let in_other_order = common_statuses(before, after)
        .iter()
        .all(|(status, kind)| after.kind(status) == Some(*kind))
        && order(before, after) != order(after, before);
    let given = |api: &Api, operation: &Operation| -> Vec<_> {
        let given = operation.outcome.given.iter();
        given
            .map(|given| {
                let object = api.object(operation.response);
                let member = object.and_then(|object| object.members.get(given.member));
                let name = member.map(|member| member.name().wire.clone());
                (name, given.statuses.clone())
            })
            .collect()
    };
    given(apis.0, old) != given(apis.1, new)
        || words(old) != words(new)
        || examples(old) != examples(new)
        || in_other_order
}
