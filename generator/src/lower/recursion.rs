//! Gives recursive types a size.
//!
//! An object that contains itself directly has no size in Rust. The one member
//! that closes the circle is boxed; a list or a map holds its items elsewhere
//! and needs no box. A circle of required members could never be built at all
//! and is reported.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Member, Presence, Shape, Step, Type, TypeId};
use crate::openapi::{Document, Schema};

use super::parts::Parts;

/// Boxes the members that close a circle.
pub fn break_cycles(
    api: &mut Api,
    schemas: &[&Schema],
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    for circle in circles(api, |_| true) {
        let Some(&(id, member)) = circle.last() else {
            continue;
        };
        if let Some(def) = api.types.get_mut(id.0)
            && let Shape::Object(object) = &mut def.shape
            && let Some(Member::Field(field)) = object.members.get_mut(member)
        {
            field.boxed = true;
        }
    }
    for circle in circles(api, |presence| presence == Presence::Required) {
        report(api, &circle, schemas, documents, diagnostics);
    }
}

/// Reports a circle of required members, with the `$ref` of each step.
fn report(
    api: &Api,
    circle: &[Edge],
    schemas: &[&Schema],
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    let Some((&(id, member), way)) = circle.split_last() else {
        return;
    };
    let place = |(id, member): Edge| {
        let schema = schemas.get(id.0)?;
        Parts::of_root(schema, documents).place_of(wire(api, (id, member)))
    };
    let (def, name) = (api.get(id), wire(api, (id, member)));
    let span = place((id, member)).or_else(|| schemas.get(id.0).map(|schema| schema.span));
    let mut found = Diagnostic::error(
        Code::Recursion,
        span,
        format!(
            "`{}` requires itself through `{name}`: no value of it can exist",
            def.name.wire
        ),
    )
    .at(format!("{}/properties/{name}", def.origin))
    .help("make one member of the circle optional");
    if !way.is_empty() {
        found = found.label("this closes the circle");
    }
    for &step in way {
        if let Some(span) = place(step) {
            found = found.labelled(
                span,
                format!("`{}` requires this", api.get(step.0).name.wire),
            );
        }
    }
    diagnostics.push(found);
}

fn wire(api: &Api, (owner, member): Edge) -> &str {
    let member = api.member(Step { owner, member });
    member.map_or("", |member| member.name().wire.as_str())
}

/// A member (a position in `Object::members`) of an object.
type Edge = (TypeId, usize);

/// The circles of members that `follow` accepts: the steps from an object back to
/// itself, the one that closes the circle last.
fn circles(api: &Api, follow: impl Fn(Presence) -> bool) -> Vec<Vec<Edge>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let edges: Vec<Vec<(usize, TypeId)>> = (0..api.types.len())
        .map(|index| direct(api, TypeId(index), &follow))
        .collect();
    let mut marks = vec![Mark::New; edges.len()];
    let mut circles = Vec::new();
    for start in 0..edges.len() {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::Open;
        // The way down, each step with the edges still to follow.
        let mut way = vec![(start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let Some(&(_, target)) = edges[*at].get(*next) else {
                marks[*at] = Mark::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match marks[target.0] {
                Mark::Open => {
                    let from = way.iter().position(|(at, _)| *at == target.0);
                    let steps = way.iter().skip(from.unwrap_or_default());
                    let edge = |(at, next): &(usize, usize)| {
                        let (member, _) = edges[*at].get(next.checked_sub(1)?)?;
                        Some((TypeId(*at), *member))
                    };
                    circles.push(steps.filter_map(edge).collect());
                }
                Mark::New => {
                    marks[target.0] = Mark::Open;
                    way.push((target.0, 0));
                }
                Mark::Done => {}
            }
        }
    }
    circles
}

/// The objects that an object holds within itself.
fn direct(api: &Api, id: TypeId, follow: impl Fn(Presence) -> bool) -> Vec<(usize, TypeId)> {
    let Some(object) = api.object(id) else {
        return Vec::new();
    };
    object
        .fields()
        .filter(|(_, field)| follow(field.presence))
        .filter_map(|(member, field)| match field.value.ty {
            Type::Named(target) if api.object(target).is_some() => Some((member, target)),
            _ => None,
        })
        .collect()
}
