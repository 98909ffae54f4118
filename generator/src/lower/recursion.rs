//! Gives recursive types a size.
//!
//! An object that contains itself directly has no size in Rust. The one member
//! that closes the circle is boxed; a list or a map holds its items elsewhere
//! and needs no box. A circle of required members could never be built at all
//! and is reported.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Member, Presence, Shape, Type, TypeId};
use crate::openapi::Schema;

/// Boxes the members that close a circle.
pub fn break_cycles(api: &mut Api, schemas: &[&Schema], diagnostics: &mut Diagnostics) {
    for (id, member) in closing_edges(api, |_| true) {
        if let Some(def) = api.types.get_mut(id.0)
            && let Shape::Object(object) = &mut def.shape
            && let Some(Member::Field(field)) = object.members.get_mut(member)
        {
            field.boxed = true;
        }
    }
    for (id, member) in closing_edges(api, |presence| presence == Presence::Required) {
        let def = api.get(id);
        let name = api
            .object(id)
            .and_then(|object| object.members.get(member))
            .map_or("", |member| member.name().wire.as_str());
        diagnostics.push(
            Diagnostic::error(
                Code::Recursion,
                schemas.get(id.0).map(|schema| schema.span),
                format!(
                    "`{}` requires itself through `{name}`: no value of it can exist",
                    def.name.wire
                ),
            )
            .at(format!("{}/properties/{name}", def.origin))
            .help("make one member of the circle optional"),
        );
    }
}

/// The members, among those that `follow` accepts, that lead back to an object
/// on the way to them.
fn closing_edges(api: &Api, follow: impl Fn(Presence) -> bool) -> Vec<(TypeId, usize)> {
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
    let mut closing = Vec::new();
    for start in 0..edges.len() {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::Open;
        // The way down, each step with the edges still to follow.
        let mut way = vec![(start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let Some(&(member, target)) = edges[*at].get(*next) else {
                marks[*at] = Mark::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match marks[target.0] {
                Mark::Open => closing.push((TypeId(*at), member)),
                Mark::New => {
                    marks[target.0] = Mark::Open;
                    way.push((target.0, 0));
                }
                Mark::Done => {}
            }
        }
    }
    closing
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
