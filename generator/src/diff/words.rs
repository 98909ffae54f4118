//! Names, types and values in words, for both sides of a change.

use crate::emit::rule_text;
use crate::model::{
    Api, Constant, Encoding, Field, Literal, Member, Module, Name, Operation, Presence, Role, Rule,
    Sensitivity, Server, Shape, Type, TypeDef, Value, Window,
};

use super::Place;

/// The path of a module within the crate.
pub fn module_path(api: &Api, module: Module) -> String {
    let operation = match module {
        Module::Shared => None,
        Module::Product(position) => api.operations.get(position),
    };
    operation.map_or_else(|| "types".to_owned(), operation_path)
}

/// The path of an operation's module.
pub fn operation_path(operation: &Operation) -> String {
    format!("{}::{}", operation.id.rust, operation.product.rust)
}

/// An operation as a place.
pub fn operation_place(operation: &Operation) -> Place {
    Place {
        rust: operation_path(operation),
        wire: call(operation),
        pointer: operation.document.path.clone(),
    }
}

/// An operation and its product, by their names in the specification.
fn call(operation: &Operation) -> String {
    format!("{} ({})", operation.id.wire, operation.product.wire)
}

/// Something in an operation's module as a place.
pub fn in_operation(operation: &Operation, rust: &str, wire: &str) -> Place {
    let place = operation_place(operation);
    Place {
        rust: format!("{}::{rust}", place.rust),
        wire: format!("{} {wire}", place.wire),
        pointer: place.pointer,
    }
}

/// A server as a place.
pub fn server_place(server: &Server) -> Place {
    Place {
        rust: format!("servers::{}", server.constant),
        wire: server.description.clone(),
        pointer: "spec".to_owned(),
    }
}

/// A type as a place.
pub fn type_place(api: &Api, def: &TypeDef) -> Place {
    Place {
        rust: format!("{}::{}", module_path(api, def.module), def.name.rust),
        wire: type_name(api, def),
        pointer: def.origin.clone(),
    }
}

/// A type by its name in the specification.
fn type_name(api: &Api, def: &TypeDef) -> String {
    let Module::Product(position) = def.module else {
        return def.name.wire.clone();
    };
    let operation = api.operations.get(position).map(call).unwrap_or_default();
    let name = match &def.shape {
        Shape::Object(object) => match object.role {
            Role::Part => def.name.wire.as_str(),
            Role::Request(_) => "request",
            Role::Response(_) => "response",
        },
        Shape::Enum(_) => def.name.wire.as_str(),
    };
    format!("{operation} {name}")
}

/// A part of a type as a place.
pub fn in_type(of: &Place, name: &Name) -> Place {
    Place {
        rust: format!("{}::{}", of.rust, name.rust),
        wire: format!("{}.{}", of.wire, name.wire),
        pointer: of.pointer.clone(),
    }
}

/// A member's type in Rust, or its fixed value.
pub fn member(api: &Api, member: &Member) -> String {
    match member {
        Member::Field(found) => format!("{}: {}", found.name.rust, field_type(api, found)),
        Member::Constant(found) => constant(found),
    }
}

/// A constant as it is declared.
pub fn constant(constant: &Constant) -> String {
    format!("{} = {}", constant.name.rust, literal(&constant.value))
}

/// A fixed value, in quotes if it is a text.
pub fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Boolean(_) | Literal::Integer(_) => literal.to_string(),
    }
}

/// The type of a field, as the struct declares it.
pub fn field_type(api: &Api, field: &Field) -> String {
    let mut text = value_type(api, &field.value);
    if field.boxed {
        text = format!("Box<{text}>");
    }
    match field.presence {
        Presence::Required => text,
        Presence::Optional => format!("Option<{text}>"),
    }
}

/// The type of a value.
pub fn value_type(api: &Api, value: &Value) -> String {
    let text = match &value.ty {
        Type::Text => "String".to_owned(),
        Type::Boolean(_) => "bool".to_owned(),
        Type::Signed(_) => "i64".to_owned(),
        Type::Unsigned(_) => "u64".to_owned(),
        Type::Decimal => "Decimal".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Uri => "Uri".to_owned(),
        Type::Any => "serde_json::Value".to_owned(),
        Type::Named(id) => {
            let def = api.get(*id);
            format!("{}::{}", module_path(api, def.module), def.name.rust)
        }
        Type::List(item) => format!("Vec<{}>", value_type(api, item)),
        Type::Map(item) => format!("BTreeMap<String, {}>", value_type(api, item)),
    };
    match value.sensitive {
        Some(_) => format!("Sensitive<{text}>"),
        None => text,
    }
}

/// A limit, which may be one of each item of a list.
pub fn limit(rule: &Rule, of_items: bool) -> String {
    let text = rule_text(rule);
    if of_items {
        format!("each {text}")
    } else {
        text
    }
}

/// Why a value must not be shown.
pub fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Card => "card",
        Sensitivity::Secret => "secret",
        Sensitivity::Personal => "personal",
        Sensitivity::FreeText => "free text",
    }
}

/// A window of time.
pub fn window(window: &Window) -> String {
    let Window {
        after,
        before,
        from,
    } = window;
    format!("{after} to {before} seconds after the {from}")
}

/// What a member is, whether it is a field.
pub fn description(member: &Member) -> &str {
    match member {
        Member::Field(field) => &field.description,
        Member::Constant(constant) => &constant.description,
    }
}

/// How a number or a truth value is written.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Native => "as JSON has it",
        Encoding::Text => "in a string",
    }
}
