//! Single faults: for each rule that holds for a member of a message, a value
//! that breaks it, can be read, and breaks nothing elsewhere.

use generator::model::{Api, Member, Rule, Shape, Type, TypeId, Value as Described};
use serde_json::{Value, json};

/// A value that breaks a rule where it is put.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The place, as the violation must name it.
    pub pointer: String,
    /// What to put there.
    pub value: Value,
}

/// Every fault that can be planted in a message of type `id`.
pub fn all(api: &Api, id: TypeId, message: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    object(api, id, message, "", &mut faults);
    faults
}

fn object(api: &Api, id: TypeId, message: &Value, pointer: &str, faults: &mut Vec<Fault>) {
    let members = api.object(id).map(|object| object.members.as_slice());
    for member in members.unwrap_or_default() {
        let name = &member.name().wire;
        if let (Member::Field(field), Some(found)) = (member, message.get(name)) {
            value(
                api,
                &field.value,
                found,
                &format!("{pointer}/{name}"),
                faults,
            );
        }
    }
}

fn value(api: &Api, described: &Described, found: &Value, pointer: &str, faults: &mut Vec<Fault>) {
    let mut plant = |value: Value| {
        let pointer = pointer.to_owned();
        faults.push(Fault { pointer, value });
    };
    match &described.ty {
        Type::DateTime => plant(json!("yesterday")),
        Type::Uri => plant(json!("nowhere")),
        Type::Decimal => plant(json!("1,5")),
        _ => {}
    }
    for rule in &described.rules {
        if let Some(value) = broken(rule, &described.ty, found) {
            plant(value);
        }
    }
    match (&described.ty, found) {
        (Type::Named(id), found) => match &api.get(*id).shape {
            Shape::Object(_) => object(api, *id, found, pointer, faults),
            Shape::Enum(_) => {}
        },
        (Type::List(item), Value::Array(items)) => {
            for (index, found) in items.iter().enumerate() {
                value(api, item, found, &format!("{pointer}/{index}"), faults);
            }
        }
        (Type::Map(item), Value::Object(members)) => {
            for (name, found) in members {
                value(api, item, found, &format!("{pointer}/{name}"), faults);
            }
        }
        _ => {}
    }
}

/// A value that breaks `rule`, if one can be read at all.
fn broken(rule: &Rule, ty: &Type, found: &Value) -> Option<Value> {
    let letters = |count: u64| {
        usize::try_from(count)
            .ok()
            .map(|count| json!("価".repeat(count)))
    };
    match rule {
        Rule::MaxLength(limit) => letters(limit + 1),
        Rule::MinLength(limit) => letters(limit.checked_sub(1)?),
        Rule::Pattern(pattern) => {
            let wrong = ["\u{1}", "價", ""]
                .into_iter()
                .find(|text| !pattern.matcher.is_match(text));
            wrong.map(|text| json!(text))
        }
        Rule::Maximum(limit) => Some(json!((limit + 1).to_string())),
        // A number below zero cannot be read as one that has no sign.
        Rule::Minimum(0) if matches!(ty, Type::Unsigned(_)) => None,
        Rule::Minimum(limit) => Some(json!((limit - 1).to_string())),
        Rule::MaxItems(limit) => {
            let item = found.as_array()?.first()?.clone();
            Some(Value::Array(vec![item; usize::try_from(limit + 1).ok()?]))
        }
        Rule::MinItems(limit) => {
            let items = found.as_array()?.iter().cloned();
            Some(
                items
                    .take(usize::try_from(limit.checked_sub(1)?).ok()?)
                    .collect(),
            )
        }
        Rule::Ranges { .. } => None,
    }
}
