//! Structs that require themselves, so that no value exists.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::parts::Parts;
use crate::model::{Api, Field, Presence, Step, containment};
use crate::openapi::{Document, Property, Schema};

/// Reports cycles of required members, with the property of each step.
pub fn check(
    api: &Api,
    schemas: &[Option<&Schema>],
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    // A union can have a value of another variant.
    let needs_value = |field: Option<&Field>| {
        field.is_some_and(|it| it.presence != Presence::Optional && !it.value.nullable)
    };
    for cycle in containment::of(api, needs_value).cycles {
        report(api, &cycle, schemas, documents, diagnostics);
    }
}

fn report(
    api: &Api,
    cycle: &[Step],
    schemas: &[Option<&Schema>],
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    let Some((&last, path)) = cycle.split_last() else {
        return;
    };
    let property = |step: Step| -> Option<&Property> {
        let schema = (*schemas.get(step.owner.0)?)?;
        Parts::of_root(schema, documents).property(wire(api, step))
    };
    let (def, name) = (api.get(last.owner), wire(api, last));
    let closing = property(last);
    let span = closing.map(|property| property.key.span);
    let mut found = Diagnostic::warning(
        Code::Recursion,
        span.or_else(|| Some((*schemas.get(last.owner.0)?)?.span)),
        format!(
            "`{}` requires itself through `{name}`: no value of it can exist",
            def.name.wire
        ),
    )
    .at(closing.map_or(&def.origin, |property| &property.schema.pointer))
    .help("make one member of the cycle optional, or let it be null");
    if !path.is_empty() {
        found = found.label("this closes the cycle");
    }
    for &step in path {
        if let Some(property) = property(step) {
            let name = &api.get(step.owner).name.wire;
            found = found.labelled(property.key.span, format!("`{name}` requires this"));
        }
    }
    diagnostics.push(found);
}

fn wire(api: &Api, step: Step) -> &str {
    let member = api.member(step);
    member.map_or("", |member| member.name().wire.as_str())
}
