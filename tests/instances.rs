//! Messages made from the model of the specification: every member of a type,
//! filled as the caller likes. The tests so reach members that nobody thought
//! of when writing them.

use generator::diagnostics::{Diagnostics, Style};
use generator::model::{Api, Literal, Member, Shape, Type, TypeId, Value as Described};
use serde_json::{Map, Value, json};

/// The model of the workspace's specification.
///
/// # Panics
///
/// If the specification holds a mistake.
#[must_use]
pub fn api() -> Api {
    let mut diagnostics = Diagnostics::default();
    let found = generator::model(
        &crate::root().join("spec"),
        crate::DISPLAY,
        &mut diagnostics,
    );
    match found {
        Some((api, _)) => api,
        None => panic!("{}", diagnostics.render(Style::Plain)),
    }
}

/// The text of every scalar that is not sensitive and may be any text.
pub const PLAIN: &str = "PLAIN-VALUE";
/// The text of every sensitive scalar.
pub const SECRET: &str = "SECRET-VALUE";

/// An object with all its members; numbers, flags and sets hold valid values,
/// texts are [`PLAIN`] or [`SECRET`]. Where a type would contain itself, it is
/// left out.
#[must_use]
pub fn full(api: &Api, id: TypeId) -> Value {
    object(api, id, &mut Vec::new()).unwrap_or(Value::Null)
}

/// The object, unless it stands within itself.
fn object(api: &Api, id: TypeId, above: &mut Vec<TypeId>) -> Option<Value> {
    if above.contains(&id) {
        return None;
    }
    above.push(id);
    let members = api.object(id)?.members.iter().filter_map(|member| {
        let value = match member {
            Member::Field(field) => filled(api, &field.value, above)?,
            Member::Constant(constant) => fixed(&constant.value),
        };
        Some((member.name().wire.clone(), value))
    });
    let value = Value::Object(members.collect::<Map<_, _>>());
    above.pop();
    Some(value)
}

fn filled(api: &Api, value: &Described, above: &mut Vec<TypeId>) -> Option<Value> {
    let text = if value.sensitive.is_some() {
        SECRET
    } else {
        PLAIN
    };
    Some(match &value.ty {
        Type::Text | Type::DateTime | Type::Uri => json!(text),
        Type::Boolean(_) => json!("true"),
        Type::Signed(_) | Type::Unsigned(_) => json!("7"),
        Type::Decimal => json!("7.5"),
        Type::Any => json!(PLAIN),
        Type::List(item) => Value::Array(filled(api, item, above).into_iter().collect()),
        Type::Map(item) => match filled(api, item, above) {
            Some(item) => json!({"key": item}),
            None => json!({}),
        },
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Object(_) => object(api, *id, above)?,
            Shape::Enum(_) if value.sensitive.is_some() => json!(SECRET),
            Shape::Enum(set) => json!(set.variants.first().map(|variant| &variant.name.wire)),
        },
    })
}

/// A fixed value as it is on the wire.
///
/// # Panics
///
/// If it is a number of more than 64 bits, which the generator refuses.
#[must_use]
pub fn fixed(value: &Literal) -> Value {
    match value {
        Literal::Text(text) => json!(text),
        Literal::Boolean(value) => json!(value),
        Literal::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
            (Ok(value), _) => json!(value),
            (_, Ok(value)) => json!(value),
            (Err(_), Err(_)) => panic!("{value} has more than 64 bits"),
        },
    }
}
