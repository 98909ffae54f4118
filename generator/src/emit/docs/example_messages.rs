//! The messages that a program sends and reads: examples of the specification, or else values
//! that are made up.

use crate::model::{Api, Direction, Json, Location, Part, Presence, Specimens};
use crate::plan::{Call, RequestForm};

/// Returns an example of a request: that of its body, and the examples of the parameters
/// that are required. Values without an example are made up.
pub fn request(api: &Api, call: &Call<'_>) -> Option<Json> {
    let specimens = Specimens::new(api, Direction::Written);
    let body = || {
        let example = call.operation.request_examples().first();
        let example = example.map(|example| example.value.clone());
        example.or_else(|| specimens.value(&call.operation.request_body()?.value))
    };
    match call.form {
        RequestForm::Body => body(),
        RequestForm::Parts => {
            let mut members = Vec::new();
            let object = api.structure(call.request)?;
            for (position, field) in object.fields() {
                let value = match (call.operation.part(position), field.presence) {
                    (Some(_), Presence::Optional) => continue,
                    (Some(Part::Body(_)) | None, _) => body()?,
                    (Some(Part::Parameter(parameter)), Presence::Required | Presence::Written) => {
                        match parameter.location {
                            Location::Path => specimens.field_in_path(field)?,
                            Location::Query | Location::Header | Location::Cookie => {
                                specimens.field(field)?
                            }
                        }
                    }
                };
                // Setters are found by the names on the wire.
                if members.iter().any(|(name, _)| *name == field.name.wire) {
                    return None;
                }
                members.push((field.name.wire.clone(), value));
            }
            Some(Json::Object(members))
        }
    }
}

/// Returns the first example of a response as an answer to a request, or one that is made
/// up: with the ids of the request, since a response with other ids is refused.
pub fn answer(api: &Api, call: &Call<'_>, request: &Json) -> Option<Json> {
    let example = call.operation.response_examples().first();
    let example = example.map(|example| example.value.clone());
    let made_up = || {
        // What states an outcome is no example without its result.
        let body = call.operation.success_body()?;
        if call.stated().is_some() {
            return None;
        }
        Specimens::new(api, Direction::Read).value(&body.value)
    };
    let mut answer = example.or_else(made_up)?;
    let object = api.structure(call.request)?;
    let ids = call.operation.ids.iter();
    let ids = ids.filter_map(|id| object.field(id.request).map(|field| &field.name.wire));
    for name in ids {
        let Json::Object(members) = &mut answer else {
            break;
        };
        let mut members = members.iter_mut().filter(|(known, _)| known == name);
        if let (Some((_, value)), Some(sent)) = (members.next(), request.member(name)) {
            value.clone_from(sent);
        }
    }
    Some(answer)
}
