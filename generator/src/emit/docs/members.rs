//! Comments of types and members: the text of the specification, with wire names,
//! limits and conditions.

use std::collections::HashSet;

use crate::emit::context::Context;
use crate::markdown;
use crate::model::{
    Access, Constant, Demand, Field, MediaKind, ModuleId, Parameter, Part, Presence, Sensitivity,
    Shape, Status, Struct, Type, TypeDef, TypeId, Value, rule_text,
};
use crate::text::words;

use super::doc::Doc;
use super::source::origin;
use super::states::state_note;

/// Returns the comment of a type.
pub fn type_doc(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> Doc {
    let mut doc = if def.description.trim().is_empty() {
        Doc::new(named(def))
    } else {
        Doc::default().prose(&def.description)
    };
    if let Shape::Struct(object) = &def.shape {
        for text in object_notes(object) {
            doc = doc.paragraph(text);
        }
        if let Some(state) = &object.state {
            doc = doc.paragraph(state_note("Self", state));
        }
    }
    let source = def.source.as_deref().map(|source| {
        let source = markdown::inline(source);
        format!("The text of the document does not describe this type. Source: {source}.")
    });
    origin(doc, cx.documents(id)).paragraph(source.unwrap_or_default())
}

/// Returns the first line of a type without a description. In the module of an operation or
/// a webhook, that is the body of a message.
fn named(def: &TypeDef) -> String {
    let name = def.name.wire.as_str();
    let body = match name {
        _ if def.module == ModuleId::SHARED => None,
        "Request" | "RequestBody" => Some("request"),
        "Notification" => Some("notification"),
        _ if name.starts_with("Response") => Some("response"),
        _ if name.starts_with("Reply") => Some("reply"),
        _ => None,
    };
    match body {
        Some(message) => format!("The body of the {message}."),
        None => markdown::sentence(&markdown::inline(name)),
    }
}

/// Returns the rules and advisories of an object as a whole.
fn object_notes(object: &Struct) -> Vec<String> {
    let limits = object.limits.iter();
    let limits = limits.map(|rule| format!("Rule: {}.", rule_text(rule, markdown::code)));
    let mut notes: Vec<String> = limits.collect();
    for rule in &object.rules {
        for demand in &rule.then {
            if let Demand::Excluded { text, .. } = demand {
                let condition = rule.condition().map(|text| format!(", if {text}"));
                let text = format!("{text}{}", condition.unwrap_or_default());
                notes.push(format!("Rule: {}.", markdown::inline(&text)));
            }
        }
    }
    for advisory in &object.advisories {
        notes.push(format!(
            "Advisory: {}",
            markdown::sentence(&markdown::inline(&advisory.text))
        ));
    }
    notes
}

/// Returns the place of a member in words: its name, or the part of a request that holds
/// it.
fn place(wire: &str, part: Option<Part<'_>>) -> String {
    match part {
        None => markdown::code(wire),
        Some(Part::Body(body)) if body.contents.iter().all(|it| it.kind == MediaKind::Json) => {
            "the JSON body".to_owned()
        }
        Some(Part::Body(body)) => {
            let types = body.contents.iter();
            let types: Vec<String> = types.map(|it| markdown::code(&it.media_type)).collect();
            format!("the body, as {}", types.join(" or "))
        }
        Some(Part::Parameter(parameter)) => {
            let location = parameter.location.as_str();
            format!("the {location} parameter {}", markdown::code(wire))
        }
    }
}

/// Returns the comment of a field of the type `owner`. `part` is the part of a request that
/// holds it, if it is no member of a JSON object.
pub fn field_doc(
    conditions: &[String],
    field: &Field,
    part: Option<Part<'_>>,
    owner: &TypeDef,
) -> Doc {
    let place = place(&field.name.wire, part);
    described((&place, field.presence), conditions, field, owner)
}

/// Returns the comment of a field of `owner`, a struct of headers. The field is optional even
/// if the document demands the header, which the comment says.
pub fn header_doc(
    field: &Field,
    (header, statuses): (&Parameter, &[Status]),
    owner: &TypeDef,
) -> Doc {
    let name = markdown::code(&field.name.wire);
    let place = format!("the header {name}{}", with_statuses(statuses));
    let presence = if header.is_required {
        Presence::Required
    } else {
        field.presence
    };
    described((&place, presence), &[], field, owner)
}

/// Returns the end of a phrase about the answers with these status codes, if it names some.
fn with_statuses(statuses: &[Status]) -> String {
    let coded = statuses.iter().filter(|it| **it != Status::Default);
    let coded: Vec<String> = coded.map(Status::to_string).collect();
    let others = statuses.contains(&Status::Default);
    match (coded.as_slice(), others) {
        ([], false) => String::new(),
        ([], true) => " with any other status".to_owned(),
        (coded, false) => format!(" with status {}", coded.join(" or ")),
        (coded, true) => format!(" with status {} or any other one", coded.join(", ")),
    }
}

/// Returns the comment of a field at a place: the description, if there is one, and the
/// facts.
fn described(
    (place, presence): (&str, Presence),
    conditions: &[String],
    field: &Field,
    owner: &TypeDef,
) -> Doc {
    let doc = Doc::default().prose(&field.description);
    let mut doc = doc.paragraph(wire_facts(place, presence, field));
    for condition in conditions {
        doc = doc.paragraph(condition);
    }
    if let Some(window) = &field.window {
        // Only requests are validated.
        let check = if owner.usage.written {
            "; checked by `validate_at` of the request"
        } else {
            ""
        };
        doc = doc.paragraph(format!(
            "More than {} and at most {} seconds after the {}{check}.",
            window.after,
            window.before,
            markdown::inline(&window.from)
        ));
    }
    if let Some(fixed) = &field.fixed {
        let fixed = markdown::value(&fixed.to_string());
        doc = doc.paragraph(format!("Always {fixed}, according to the document."));
    }
    if let Some(default) = &field.default {
        doc = doc.paragraph(format!("Default if absent: {}.", markdown::value(default)));
    }
    if !field.examples.is_empty() {
        // Several schemas of a value can have the same one.
        let mut known = HashSet::new();
        let examples = field.examples.iter().filter(|text| known.insert(*text));
        let examples: Vec<String> = examples.map(|text| markdown::value(text)).collect();
        doc = doc.paragraph(format!("Examples: {}.", examples.join(", ")));
    }
    let of_type = owner.source.as_deref();
    doc.paragraph(source_note(field, of_type).unwrap_or_default())
}

/// Returns the source of a field if it differs from that of the type.
fn source_note(field: &Field, of_type: Option<&str>) -> Option<String> {
    let source = field.source.as_deref()?;
    let text = markdown::inline(source);
    match of_type {
        None => Some(format!("Not in the text of the document. Source: {text}.")),
        Some(of_type) if of_type == source => None,
        Some(_) => Some(format!("Source: {text}.")),
    }
}

/// Returns presence, access and limits of a field, as the end of a sentence.
pub fn facts(field: &Field) -> String {
    facts_of(field.presence, field)
}

fn facts_of(presence: Presence, field: &Field) -> String {
    let presence = match presence {
        Presence::Required | Presence::Written => "required",
        Presence::Optional => "optional",
    };
    let access = match field.access {
        Access::Both => None,
        Access::ReadOnly => Some("only in responses"),
        Access::WriteOnly => Some("only in requests"),
    };
    let mut facts = vec![presence.to_owned()];
    facts.extend(field.value.nullable.then(|| "may be null".to_owned()));
    facts.extend(access.map(str::to_owned));
    facts.extend(limits(&field.value));
    facts.join(", ")
}

/// Returns place, presence, limits and sensitivity of a field, in one sentence
/// each.
fn wire_facts(place: &str, presence: Presence, field: &Field) -> String {
    let mut text = format!(
        "{}: {}.",
        words::capitalized(place),
        facts_of(presence, field)
    );
    if let Some(sensitivity) = field.value.sensitivity() {
        text.push(' ');
        text.push_str(match sensitivity {
            Sensitivity::Card => "Card data: redacted in `Debug`.",
            Sensitivity::Secret => "A secret: redacted in `Debug`.",
            Sensitivity::Personal => "Personal data: redacted in `Debug`.",
            Sensitivity::FreeText => {
                "Free text, which may repeat request data: redacted in `Debug`."
            }
        });
    }
    text
}

/// Returns the limits of a value and of its items in words.
pub fn limits(value: &Value) -> Vec<String> {
    let mut facts: Vec<String> = value
        .rules
        .iter()
        .map(|rule| rule_text(rule, markdown::code))
        .collect();
    if let Type::List(item) | Type::Map(item) = &value.ty {
        facts.extend(limits(item).into_iter().map(|fact| format!("each {fact}")));
    }
    facts
}

/// Returns the comment of a constant.
pub fn constant_doc(constant: &Constant, part: Option<Part<'_>>) -> Doc {
    let doc = Doc::default().prose(&constant.description);
    doc.paragraph(format!(
        "{}: constant {}, written without being set.",
        words::capitalized(&place(&constant.name.wire, part)),
        markdown::value(&constant.value.to_string())
    ))
}
