//! Comparison of the parts of requests: the body, and the places of parameters. The values
//! of parameters are members of the request and compared there.

use crate::model::{Location, Operation, Parameter, RequestBody, TypeId, Usage};

use super::change::{REQUEST, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words::{self, in_operation};

impl Comparison<'_> {
    /// Compares the parts of the request of an operation.
    pub(super) fn request(&mut self, of: &Site, old: &Operation, new: &Operation) {
        let site = in_operation(of, "Request", "request");
        self.forms(&site, old.body.as_ref(), new.body.as_ref());
        let kind = match (old.inputs, new.inputs) {
            (None, None) => {
                self.body(&site, REQUEST, old.request_body(), new.request_body());
                return;
            }
            (Some(_), Some(_)) => {
                let places = (old.parameters.as_slice(), new.parameters.as_slice());
                self.places(of, ("Request", new.inputs, REQUEST), places);
                return;
            }
            (None, Some(_)) => ChangeKind::RequestSplit,
            (Some(_), None) => ChangeKind::RequestJoined,
        };
        let sides = Sides::both(parts(old), parts(new));
        self.push(kind, &site, REQUEST, sides);
    }

    /// Compares the content types of a body, and the forms of its members.
    fn forms(&mut self, site: &Site, old: Option<&RequestBody>, new: Option<&RequestBody>) {
        let (Some(old), Some(new)) = (old, new) else {
            return;
        };
        let (before, after) = (words::forms(&old.contents), words::forms(&new.contents));
        if before != after {
            let site = match new.contents.first() {
                Some(body) => site.clone().at(&body.origin),
                None => site.clone(),
            };
            let sides = Sides::both(before, after);
            self.push(ChangeKind::ContentType, &site, REQUEST, sides);
        }
    }

    /// Compares the forms of the headers of answers.
    pub(super) fn headers(&mut self, of: &Site, old: &Operation, new: &Operation) {
        if let (Some(old), Some(new)) = (&old.headers, &new.headers) {
            let places = (old.places.as_slice(), new.places.as_slice());
            self.places(of, ("Headers", Some(new.values), Usage::READ), places);
        }
    }

    /// Compares the places of parameters or headers.
    fn places(
        &mut self,
        of: &Site,
        (ty, id, usage): (&str, Option<TypeId>, Usage),
        (old, new): (&[Parameter], &[Parameter]),
    ) {
        let is_in_same = |it: &Parameter, other: &Parameter| it.location == other.location;
        let members = id.and_then(|id| self.new.api.structure(id));
        let members = members.map_or(&[][..], |object| object.members.as_slice());
        for (at, parameter) in new.iter().enumerate() {
            // Several parts of a request can have parameters of one name.
            let others = || old.iter().filter(|other| is_same(other, parameter));
            let same = others().find(|other| is_in_same(other, parameter));
            let Some(other) = same.or_else(|| others().next()) else {
                continue;
            };
            let (before, after) = (words::place(other), words::place(parameter));
            if before != after {
                let (location, name) = (parameter.location.as_str(), &parameter.name);
                let rust = match members.get(at) {
                    Some(member) => format!("{ty}::{}", member.name().rust),
                    None => ty.to_owned(),
                };
                let site = in_operation(of, &rust, &format!("{location} {name}"));
                let site = site.at(&parameter.origin);
                let sides = Sides::both(before, after);
                self.push(ChangeKind::ParameterPlace, &site, usage, sides);
            }
        }
    }
}

/// Returns the parts of a request in words.
fn parts(operation: &Operation) -> &'static str {
    match (operation.inputs, &operation.body) {
        (None, _) => "the body",
        (Some(_), None) if operation.parameters.is_empty() => "nothing",
        (Some(_), None) => "parameters",
        (Some(_), Some(_)) => "parameters and a body",
    }
}

/// Returns whether two parameters have the same name. HTTP ignores the case of a header's
/// name.
fn is_same(old: &Parameter, new: &Parameter) -> bool {
    match (old.location, new.location) {
        (Location::Header, Location::Header) => old.name.eq_ignore_ascii_case(&new.name),
        (Location::Path | Location::Query | Location::Header | Location::Cookie, _) => {
            old.name == new.name
        }
    }
}
