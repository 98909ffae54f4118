//! Descriptions of names, types and values for both sides of a change.

use crate::markdown;
use crate::model::{
    Body, Constant, Encoding, Example, Field, Literal, Member, MemberEncoding, Name, Operation,
    Parameter, Rule, Sensitivity, Server, State, Step, Type, TypeId, UnionVariant, Value, Webhook,
    Window, rule_text,
};
use crate::plan::{Holding, holding, module_path, rust_scalar};
use crate::specification::Specification;
use crate::text::json::Json;

use super::change::Site;

/// Returns the site of an operation.
pub fn operation_site(specification: &Specification, operation: &Operation) -> Site {
    let product = operation.product.as_ref();
    Site {
        rust: module_path(&specification.api, operation.module),
        wire: call(&operation.id, product),
        pointer: operation.origin.clone(),
    }
}

/// Returns the site of a webhook.
pub fn webhook_site(specification: &Specification, webhook: &Webhook) -> Site {
    Site {
        rust: module_path(&specification.api, webhook.module),
        wire: webhook.id.wire.clone(),
        pointer: webhook.origin.clone(),
    }
}

/// Returns the name of an operation and its product in the specification.
fn call(operation: &Name, product: Option<&Name>) -> String {
    match product {
        Some(product) => format!("{} ({})", operation.wire, product.wire),
        None => operation.wire.clone(),
    }
}

/// Returns the site of an item in an operation's module.
pub fn in_operation(of: &Site, rust: &str, wire: &str) -> Site {
    Site {
        rust: format!("{}::{rust}", of.rust),
        wire: format!("{} {wire}", of.wire),
        pointer: of.pointer.clone(),
    }
}

/// Returns the part of a request that holds a parameter, and its form there.
pub fn place(parameter: &Parameter) -> String {
    let (location, style) = (parameter.location.as_str(), parameter.style.as_str());
    let is_json = parameter.is_json.then_some(", as JSON");
    let is_joined =
        (parameter.explode != parameter.style.is_exploded()).then(|| explode(parameter.explode));
    let is_reserved = parameter.allow_reserved.then_some(RESERVED);
    let rest = [is_json, is_joined, is_reserved].into_iter().flatten();
    std::iter::once(format!("{location}, `{style}`"))
        .chain(rest.map(str::to_owned))
        .collect()
}

const RESERVED: &str = ", with reserved characters";

const fn explode(explode: bool) -> &'static str {
    if explode {
        ", each item on its own"
    } else {
        ", all items in one value"
    }
}

/// Returns the content types of a message, with the forms of members that are stated.
pub fn forms(contents: &[Body]) -> String {
    let forms = contents.iter().map(|body| {
        let members = body.encodings.iter().map(member_form);
        let members: Vec<String> = members.collect();
        if members.is_empty() {
            body.media_type.clone()
        } else {
            format!("{} ({})", body.media_type, members.join("; "))
        }
    });
    forms.collect::<Vec<_>>().join(", ")
}

fn member_form(member: &MemberEncoding) -> String {
    let style = member.style.map(|style| format!(", `{}`", style.as_str()));
    let media_type = member.content_type.as_ref().map(|it| format!(", {it}"));
    let explode = member.explode.map(|it| explode(it).to_owned());
    let reserved = member.allow_reserved.then(|| RESERVED.to_owned());
    let parts = [media_type, style, explode, reserved].into_iter().flatten();
    std::iter::once(member.member.clone())
        .chain(parts)
        .collect()
}

/// Returns the alternatives of security schemes that an operation accepts.
pub fn security(alternatives: &[Vec<String>]) -> String {
    let alternatives = alternatives.iter().map(|schemes| match schemes.as_slice() {
        [] => "no credentials".to_owned(),
        schemes => schemes.join(" and "),
    });
    match alternatives.collect::<Vec<_>>().as_slice() {
        [] => "no credentials".to_owned(),
        alternatives => alternatives.join(" or "),
    }
}

/// Returns the site of a server.
pub fn server_site(constant: &str, server: &Server) -> Site {
    Site {
        rust: format!("servers::{constant}"),
        wire: server.description.clone(),
        pointer: server.origin.clone(),
    }
}

/// Returns the site of a type.
pub fn type_site(specification: &Specification, id: TypeId) -> Site {
    Site {
        rust: type_path(specification, id),
        wire: type_name(specification, id),
        pointer: specification.api.get(id).origin.clone(),
    }
}

/// Returns the site of the state that a struct reports.
pub fn state_site(specification: &Specification, of: TypeId, state: &State) -> Site {
    let module = specification.api.get(of).module;
    let module = module_path(&specification.api, module);
    Site {
        rust: format!("{module}::{}", state.name.rust),
        wire: format!("{}.{}", type_name(specification, of), state.name.wire),
        pointer: state.origin.clone(),
    }
}

/// Returns the path of a type within the crate.
fn type_path(specification: &Specification, id: TypeId) -> String {
    let def = specification.api.get(id);
    let module = module_path(&specification.api, def.module);
    format!("{module}::{}", def.name.rust)
}

/// Returns the name of a type in the specification.
fn type_name(specification: &Specification, id: TypeId) -> String {
    let def = specification.api.get(id);
    let path = &specification.api.module(def.module).path;
    let Some(operation) = path.first() else {
        return def.name.wire.clone();
    };
    let message = specification.plan.message(id);
    let name = message.map_or(def.name.wire.as_str(), |message| message.noun());
    let mut webhooks = specification.api.webhooks.iter();
    match webhooks.find(|webhook| webhook.module == def.module) {
        Some(webhook) => format!("{} {name}", webhook.id.wire),
        None => format!("{} {name}", call(operation, path.get(1))),
    }
}

/// Returns the site of a part of a type.
pub fn in_type(of: &Site, name: &Name) -> Site {
    Site {
        rust: format!("{}::{}", of.rust, name.rust),
        wire: format!("{}.{}", of.wire, name.wire),
        pointer: of.pointer.clone(),
    }
}

/// Returns a member with its type in Rust, or with its value if it is a constant.
pub fn member(specification: &Specification, step: Step, member: &Member) -> String {
    match member {
        Member::Field(found) => {
            let ty = field_type(specification, step, found);
            format!("{}: {ty}", found.name.rust)
        }
        Member::Constant(found) => constant(found),
    }
}

/// Returns a constant as it is declared.
fn constant(constant: &Constant) -> String {
    format!("{} = {}", constant.name.rust, literal(&constant.value))
}

/// Returns the value of a constant; a string is in quotes.
pub fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Boolean(_) | Literal::Integer(_) => literal.to_string(),
    }
}

/// Returns the type of a field, as the struct declares it.
pub fn field_type(specification: &Specification, step: Step, field: &Field) -> String {
    let mut text = value_type(specification, &field.value);
    if specification.plan.is_boxed(step) {
        text = format!("Box<{text}>");
    }
    match holding(field, specification.api.get(step.owner).usage) {
        Holding::Plain => text,
        Holding::Optional | Holding::Null => format!("Option<{text}>"),
        Holding::OptionalNull => format!("Option<Nullable<{text}>>"),
    }
}

/// Returns the type of a value, or of an item of a list.
pub fn item_type(specification: &Specification, value: &Value) -> String {
    let text = value_type(specification, value);
    if value.nullable {
        format!("Option<{text}>")
    } else {
        text
    }
}

/// Returns the type of a value that is not null.
pub fn value_type(specification: &Specification, value: &Value) -> String {
    let mut text = match &value.ty {
        Type::Scalar(scalar) => rust_scalar(*scalar).name.to_owned(),
        Type::Any => "Json".to_owned(),
        Type::Named(id) => type_path(specification, *id),
        Type::List(item) => format!("Vec<{}>", item_type(specification, item)),
        Type::Map(item) => format!("BTreeMap<String, {}>", item_type(specification, item)),
    };
    if value.sensitive.is_some() {
        text = format!("Sensitive<{text}>");
    }
    text
}

/// Returns the type of a variant of a union, with its tags.
pub fn variant(specification: &Specification, variant: &UnionVariant) -> String {
    let ty = item_type(specification, &variant.value);
    match variant.tags.as_slice() {
        [] => ty,
        tags => format!("{ty} for {}", tags.join(" or ")),
    }
}

/// Returns a limit of a value, or of each item of a list.
pub fn limit(rule: &Rule, of_items: bool) -> String {
    let text = rule_text(rule, markdown::code);
    if of_items {
        format!("each {text}")
    } else {
        text
    }
}

/// Returns the reason why a value is redacted.
pub fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Card => "card",
        Sensitivity::Secret => "secret",
        Sensitivity::Personal => "personal",
        Sensitivity::FreeText => "free text",
    }
}

/// Returns a time window in words.
pub fn window(window: &Window) -> String {
    let Window {
        after,
        before,
        from,
    } = window;
    format!("{after} to {before} seconds after the {from}")
}

/// Returns the description of a member.
pub fn description(member: &Member) -> &str {
    match member {
        Member::Field(field) => &field.description,
        Member::Constant(constant) => &constant.description,
    }
}

/// Returns the encoding of a number or a boolean.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Native => "as a JSON value",
        Encoding::Text => "in a string",
    }
}

/// Names and values of examples.
pub type ShownExamples<'a> = Vec<(Option<&'a str>, &'a Json)>;

/// Returns the names and values of the examples of a message that users see: the value of
/// the first one in the documentation, and all from the gateway of tests if it sends the
/// message.
pub fn shown_examples(examples: &[Example], is_sent_in_tests: bool) -> ShownExamples<'_> {
    let count = if is_sent_in_tests { examples.len() } else { 1 };
    let shown = examples.iter().take(count);
    let parts = shown.map(|example| {
        let name = is_sent_in_tests.then_some(example.name.as_str());
        (name, &example.value)
    });
    parts.collect()
}
