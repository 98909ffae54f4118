//! The optional modules of the support module that the crate uses.

use std::collections::BTreeSet;

use crate::model::{
    Api, Assertion, Base, Body, Enum, MediaKind, Rule, Scalar, Shape, Struct, Type, Value,
};
use crate::pattern::Matcher;
use crate::support;
use crate::support::ClientKind;

use super::answers::events;
use super::holding::{Holding, holding};
use super::rules::{matchers, rules};
use super::scalar::form_check;

/// Returns the names of the modules. `has_read_only` is true if a type that is written
/// contains members that are only read.
pub fn of(api: &Api, client: ClientKind, has_read_only: bool) -> BTreeSet<&'static str> {
    let mut used = BTreeSet::from_iter(of_outcomes(api, client));
    if client == ClientKind::Plain {
        used.extend([support::CREDENTIALS, support::HEADERS]);
        let mut operations = api.operations.iter();
        if operations.any(|it| events(it).is_some()) {
            used.insert(support::EVENTS);
        }
    }
    let mut answers = api.operations.iter().map(|it| &it.headers);
    let mut webhooks = api.webhooks.iter().map(|it| &it.headers);
    if answers.any(Option::is_some) || webhooks.any(Option::is_some) {
        used.insert(support::HEADERS);
    }
    if has_read_only {
        used.extend([support::READ_ONLY, support::NULLABLE]);
    }
    let requests = api.operations.iter().filter_map(|it| it.body.as_ref());
    for content in requests.flat_map(|body| &body.contents) {
        used.extend(body_modules(content.kind));
    }
    // A response or an event that is a list or a scalar has no definition that is reached.
    let is_typed = |body: &&Body| body.kind == MediaKind::Json || body.kind.is_events();
    for body in received(api).filter(is_typed) {
        collect(&body.value.ty, &mut used);
    }
    for (_, def) in api.reachable() {
        if def.shape.as_enum().map(Enum::base) == Some(Base::Integer) {
            used.insert(support::INTEGER_ENUM);
        }
        if matches!(def.shape, Shape::Union(_)) {
            used.extend([support::UNIONS, support::EXACT, support::NUMBER]);
        }
        if def.shape.as_struct().is_some_and(|it| it.money.is_some()) {
            used.insert(support::MONEY);
        }
        for ty in def.shape.inner() {
            collect(ty, &mut used);
        }
        if def.shape.values().into_iter().any(has_unique_items) {
            used.extend([support::UNIQUE, support::CANONICAL, support::EXACT]);
        }
        if matchers(&def.shape).any(Matcher::has_steps) {
            used.insert(support::STEPS);
        }
        for assertion in assertions(&def.shape) {
            used.extend([support::ASSERTION, support::CANONICAL, support::EXACT]);
            used.extend(assertion.forms().into_iter().filter_map(form_module));
        }
        let has_others = |object: &Struct| object.others.is_some();
        if def.usage.written && def.shape.as_struct().is_some_and(has_others) {
            used.extend([support::TYPED, support::CANONICAL, support::EXACT]);
        }
        let fields = def.shape.as_struct().into_iter().flat_map(Struct::fields);
        for (_, field) in fields {
            match holding(field, def.usage) {
                Holding::OptionalNull => used.insert(support::NULLABLE),
                Holding::Plain | Holding::Optional | Holding::Null => false,
            };
        }
    }
    used
}

/// Returns the module of the outcomes that responses state. A client that verifies answers
/// needs it.
fn of_outcomes(api: &Api, client: ClientKind) -> Option<&'static str> {
    let mut operations = api.operations.iter();
    let is_used = client == ClientKind::Signed || operations.any(|it| it.outcome.is_some());
    is_used.then_some(support::OUTCOME)
}

/// Returns the bodies of answers and of webhooks.
fn received(api: &Api) -> impl Iterator<Item = &Body> {
    let answers = api.operations.iter().flat_map(|it| &it.responses);
    let replies = api.webhooks.iter().flat_map(|it| &it.responses);
    let notifications = api.webhooks.iter().filter_map(|it| it.body.as_ref());
    let answered = answers.chain(replies).flat_map(|it| &it.contents);
    answered.chain(notifications)
}

/// Returns whether the items of a list in a value must differ.
fn has_unique_items(value: &Value) -> bool {
    value.rules.contains(&Rule::UniqueItems)
        || match &value.ty {
            Type::List(item) | Type::Map(item) => has_unique_items(item),
            Type::Scalar(_) | Type::Any | Type::Named(_) => false,
        }
}

/// Returns the constraints on the JSON of a type and of its values.
fn assertions(shape: &Shape) -> impl Iterator<Item = &Assertion> {
    rules(shape).into_iter().filter_map(asserted)
}

fn asserted(rule: &Rule) -> Option<&Assertion> {
    if let Rule::Assert(assertion) = rule {
        Some(assertion)
    } else {
        None
    }
}

/// Returns the optional module that checks a format.
fn form_module(scalar: Scalar) -> Option<&'static str> {
    let (module, _) = form_check(scalar)?;
    (module == support::FORMS).then_some(module)
}

fn collect(ty: &Type, used: &mut BTreeSet<&'static str>) {
    match ty {
        Type::Scalar(scalar) => used.extend(modules(*scalar)),
        Type::List(item) | Type::Map(item) => collect(&item.ty, used),
        Type::Any | Type::Named(_) => {}
    }
}

/// Returns the modules that write a body.
fn body_modules(kind: MediaKind) -> &'static [&'static str] {
    match kind {
        MediaKind::Form => &[support::FORM],
        MediaKind::Multipart => &[support::MULTIPART, support::UPLOAD],
        MediaKind::Json | MediaKind::Events(_) | MediaKind::Text | MediaKind::Bytes => &[],
    }
}

/// Returns the modules that the type of a scalar needs.
fn modules(scalar: Scalar) -> &'static [&'static str] {
    match scalar {
        Scalar::Float | Scalar::Number => &[support::EXACT, support::NUMBER],
        Scalar::Integer(width, _) if width.is_wide() => &[support::EXACT, support::NUMBER],
        Scalar::Formatted(_) => &[support::FORMATTED, support::FORMS],
        Scalar::Null => &[support::NULL],
        Scalar::Upload => &[support::UPLOAD],
        Scalar::Text
        | Scalar::Boolean(_)
        | Scalar::Integer(..)
        | Scalar::Decimal
        | Scalar::DateTime
        | Scalar::Uri => &[],
    }
}
