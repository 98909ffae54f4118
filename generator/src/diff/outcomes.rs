//! Comparison of outcomes: the paths to the result, the meanings of status values, and
//! the members of a success.

use std::collections::BTreeMap;

use crate::model::{Api, Field, Name, Operation, Outcome, OutcomeKind, Struct, TypeId};
use crate::specification::Specification;
use crate::text::pointer::child;

use super::change::{RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words::in_operation;

/// The fields of a success by their names in Rust, each with whether it is always
/// present.
type Payload<'a> = BTreeMap<&'a str, (&'a Field, bool)>;

impl Comparison<'_> {
    /// Compares the paths to the result and the meaning of each status value. In a
    /// missing outcome, no status value has a meaning.
    pub(super) fn outcome(&mut self, operation: &Site, old: &Operation, new: &Operation) {
        let (before, after) = (old.outcome.as_ref(), new.outcome.as_ref());
        let site = in_operation(operation, "Response::outcome", "response");
        let sides = Sides {
            before: before.map(|it| reading(&self.old.api, it, after)),
            after: after.map(|it| reading(&self.new.api, it, before)),
        };
        if sides.before != sides.after {
            self.push(ChangeKind::OutcomeReading, &site, RESPONSE, sides);
        }
        for meaning in meanings(after, before) {
            let sides = Sides::fresh(meaning);
            self.push(ChangeKind::OutcomeStatusAdded, &site, RESPONSE, sides);
        }
        for meaning in meanings(before, after) {
            let sides = Sides::gone(meaning);
            self.push(ChangeKind::OutcomeStatusRemoved, &site, RESPONSE, sides);
        }
        if let Some(before) = before {
            self.status_type(operation, before, after);
        }
    }

    /// Compares the types of the status. A status that was removed with its outcome has
    /// changed too.
    fn status_type(&mut self, operation: &Site, old: &Outcome, new: Option<&Outcome>) {
        let before = self.old.api.status_enum(old);
        let after = new.map(|new| self.new.api.status_enum(new));
        let is_same = match (before, after) {
            (Some(before), Some(Some(after))) => self.pairs.is_pair(before, after),
            (None, Some(None)) => true,
            (Some(_), Some(None)) | (None, Some(Some(_))) | (_, None) => false,
        };
        if is_same {
            return;
        }
        let name = |specification: &Specification, id: Option<TypeId>| {
            let def = id.map(|id| specification.api.get(id));
            def.map_or_else(|| "&str".to_owned(), |def| def.name.rust.clone())
        };
        let sides = Sides {
            before: Some(name(self.old, before)),
            after: after.map(|after| name(self.new, after)),
        };
        let site = in_operation(operation, "ResultCode::status", "result codes");
        self.push(ChangeKind::OutcomeStatusType, &site, RESPONSE, sides);
    }

    /// Compares the members of a success. Added and removed members are reported with the
    /// response.
    pub(super) fn success(&mut self, operation: &Site, old: &Operation, new: &Operation) {
        let before = response(&self.old.api, old);
        let after = response(&self.new.api, new);
        let (Some(before), Some(after)) = (before, after) else {
            return;
        };
        let was = payload(old.outcome.as_ref(), before);
        let is = payload(new.outcome.as_ref(), after);
        let in_response =
            |object: &Struct, name: &str| object.fields().any(|(_, field)| field.name.rust == name);
        for (name, (field, certain)) in &was {
            let kind = match is.get(name) {
                Some((_, now)) if certain == now => continue,
                Some((_, true)) => ChangeKind::SuccessPromised,
                Some((_, false)) => ChangeKind::SuccessUnpromised,
                None if in_response(after, name) => ChangeKind::SuccessMemberRemoved,
                None => continue,
            };
            let site = in_success(operation, &field.name);
            self.push(kind, &site, RESPONSE, Sides::default());
        }
        for (name, (field, _)) in &is {
            if !was.contains_key(name) && in_response(before, name) {
                let site = in_success(operation, &field.name);
                let kind = ChangeKind::SuccessMemberAdded;
                self.push(kind, &site, RESPONSE, Sides::default());
            }
        }
    }
}

fn response<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Struct> {
    api.structure(operation.response()?)
}

fn in_success(operation: &Site, member: &Name) -> Site {
    in_operation(
        operation,
        &format!("Success::{}", member.rust),
        &format!("response.{}", member.wire),
    )
}

/// Returns the paths to the result, and the meanings of the status values that both sides
/// know.
fn reading(api: &Api, outcome: &Outcome, other: Option<&Outcome>) -> String {
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
    let mut known = other.map_or_else(Vec::new, |other| common_statuses(outcome, other));
    known.sort_unstable_by_key(|(status, kind)| (*kind, *status));
    for (index, (status, kind)) in known.into_iter().enumerate() {
        let separator = if index == 0 { "; " } else { ", " };
        words.extend([separator, status, " ", kind.as_str()]);
    }
    words
}

/// Returns the status values that both outcomes know, in the order of the first one.
pub fn common_statuses<'a>(outcome: &'a Outcome, other: &Outcome) -> Vec<(&'a str, OutcomeKind)> {
    outcome
        .meanings()
        .filter(|(status, _)| other.kind(status).is_some())
        .collect()
}

/// Returns the status values that only this side knows, with their meanings.
fn meanings(outcome: Option<&Outcome>, other: Option<&Outcome>) -> Vec<String> {
    let is_known = |status: &str| other.is_some_and(|other| other.kind(status).is_some());
    let meanings = outcome.into_iter().flat_map(Outcome::meanings);
    meanings
        .filter(|(status, _)| !is_known(status))
        .map(|(status, kind)| format!("{status} means {}", kind.as_str()))
        .collect()
}

/// Returns the members of a success; a response without an outcome has none.
fn payload<'a>(outcome: Option<&Outcome>, response: &'a Struct) -> Payload<'a> {
    let Some(outcome) = outcome else {
        return Payload::new();
    };
    let fields = response.fields();
    let payload = fields.filter(|(member, _)| !outcome.is_result(*member));
    payload
        .map(|(member, field)| {
            let certain = outcome.is_certain(member, field);
            (field.name.rust.as_str(), (field, certain))
        })
        .collect()
}
