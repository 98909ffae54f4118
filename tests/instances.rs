//! Builds messages from the model of the specification: every member of a type, filled by
//! the caller. Tests thus cover members that were added later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use generator::Specification;
use generator::diagnostics::{Report, Style};
use generator::model::{
    Api, Field, Literal, Member, Operation, Outcome, Presence, Scalar, Shape, Type, TypeId,
    Value as Described,
};
use generator::plan::{Call, module_path};
use serde_json::{Map, Value, json};

/// Returns the model of the workspace's specification, which is read once.
///
/// # Panics
///
/// Panics if the specification has errors.
#[must_use]
pub fn api() -> Arc<Api> {
    static API: LazyLock<Arc<Api>> = LazyLock::new(|| Arc::new(specification().api));
    Arc::clone(&API)
}

/// Returns the workspace's specification.
///
/// # Panics
///
/// Panics if the specification has errors.
#[must_use]
pub fn specification() -> Specification {
    let mut report = Report::default();
    let spec = crate::root().join("spec");
    match generator::read(&spec, crate::DISPLAY, &mut report) {
        Some(specification) => specification,
        None => panic!("{}", report.render(Style::Plain)),
    }
}

/// Returns the name of an operation's samples, which tests use too.
#[must_use]
pub fn name(api: &Api, operation: &Operation) -> String {
    module_path(api, operation.module).replace("::", ".")
}

/// Returns the operation of this name.
///
/// # Panics
///
/// Panics if the specification has no such operation: `generated/` is out of date.
#[must_use]
pub fn operation<'a>(api: &'a Api, wanted: &str) -> &'a Operation {
    let mut operations = api.operations.iter();
    let found = operations.find(|operation| name(api, operation) == wanted);
    found.unwrap_or_else(|| panic!("the specification has no {wanted}"))
}

/// Returns each status that `x-outcome` lists, with the outcome that it means.
#[must_use]
pub fn statuses(operation: &Operation) -> Vec<(String, &'static str)> {
    let outcomes = operation.outcome.iter();
    outcomes
        .flat_map(Outcome::meanings)
        .map(|(status, kind)| (status.to_owned(), kind.as_str()))
        .collect()
}

/// Returns pointers to the texts that every success of an operation has.
///
/// # Panics
///
/// Panics if the operation has no body or no outcome.
#[must_use]
pub fn promised(api: &Api, operation: &Operation) -> Vec<String> {
    let mut pointers = Vec::new();
    let call = Call::of(api, operation).expect("the operation is a call");
    let stated = call.stated().expect("the operation has an outcome");
    if let Some(response) = api.structure(stated.response) {
        for (member, field) in response.fields() {
            if stated.outcome.success_members.contains(&member) {
                needed_texts(api, field, "", &mut pointers);
            }
        }
    }
    pointers
}

/// Adds pointers to a field that is a text, or to the texts that it requires.
fn needed_texts(api: &Api, field: &Field, above: &str, pointers: &mut Vec<String>) {
    let pointer = format!("{above}/{}", field.name.wire);
    let object = match &field.value.ty {
        Type::Named(id) => api.structure(*id),
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
    };
    let Some(object) = object else {
        pointers.push(pointer);
        return;
    };
    let required = object.fields().map(|(_, field)| field);
    for field in required.filter(|field| field.presence == Presence::Required) {
        needed_texts(api, field, &pointer, pointers);
    }
}

/// Returns the names of members that are sensitive in every type that has them.
#[must_use]
pub fn sensitive_names(api: &Api) -> BTreeSet<String> {
    let mut always = BTreeMap::new();
    for def in &api.types {
        if let Shape::Struct(object) = &def.shape {
            for (_, field) in object.fields() {
                let known = always.entry(&field.name.wire).or_insert(true);
                *known &= field.value.sensitivity().is_some();
            }
        }
    }
    let sensitive = always.into_iter().filter(|(_, sensitive)| *sensitive);
    sensitive.map(|(name, _)| name.clone()).collect()
}

/// The text of every scalar that is not sensitive and may be any text.
pub const PLAIN: &str = "PLAIN-VALUE";
/// The text of every sensitive scalar.
pub const SECRET: &str = "SECRET-VALUE";

/// Returns an object with all its members. Numbers, booleans and enums have valid values;
/// texts are [`PLAIN`] or [`SECRET`]. A recursive member is left out.
#[must_use]
pub fn full(api: &Api, id: TypeId) -> Value {
    object(api, id, &mut Vec::new()).unwrap_or(Value::Null)
}

/// Returns the object, unless it is inside itself.
fn object(api: &Api, id: TypeId, above: &mut Vec<TypeId>) -> Option<Value> {
    if above.contains(&id) {
        return None;
    }
    above.push(id);
    let members = api.structure(id)?.members.iter().filter_map(|member| {
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
        Type::Scalar(Scalar::Text | Scalar::DateTime | Scalar::Uri | Scalar::Formatted(_)) => {
            json!(text)
        }
        // No JSON text holds the content of a file.
        Type::Scalar(Scalar::Upload) => return None,
        Type::Scalar(Scalar::Null) => Value::Null,
        Type::Scalar(Scalar::Boolean(_)) => json!("true"),
        Type::Scalar(Scalar::Integer(..)) => json!("7"),
        Type::Scalar(Scalar::Float | Scalar::Number) => json!(7.5),
        Type::Scalar(Scalar::Decimal) => json!("7.5"),
        Type::Any => json!(PLAIN),
        Type::List(item) => Value::Array(filled(api, item, above).into_iter().collect()),
        Type::Map(item) => match filled(api, item, above) {
            Some(item) => json!({"key": item}),
            None => json!({}),
        },
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Struct(_) => object(api, *id, above)?,
            Shape::Enum(_) if value.sensitive.is_some() => json!(SECRET),
            Shape::Enum(set) => fixed(&set.variants.first()?.literal()),
            Shape::Union(_) | Shape::Alias(_) => return None,
        },
    })
}

/// Returns the JSON value of a constant.
///
/// # Panics
///
/// Panics if it is a number of more than 64 bits, which the generator refuses.
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
