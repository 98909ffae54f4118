//! Cycles of structs that contain each other.

use super::{Api, Presence, Step, Type, TypeId};

/// Returns the cycles of fields that `follow` accepts: the steps from a struct back to
/// itself, with the closing step last. Items of lists and maps are not followed.
pub fn of(api: &Api, follow: impl Fn(Presence) -> bool) -> Vec<Vec<Step>> {
    let edges: Vec<Vec<(usize, TypeId)>> = (0..api.types.len())
        .map(|index| held(api, TypeId(index), &follow))
        .collect();
    let mut marks = vec![Mark::New; edges.len()];
    let mut cycles = Vec::new();
    for start in 0..edges.len() {
        if marks[start] == Mark::New {
            search(start, &edges, &mut marks, &mut cycles);
        }
    }
    cycles
}

/// The state of a struct in the search.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Searches depth first from one struct, without recursion, since types may be nested
/// deeply.
fn search(
    start: usize,
    edges: &[Vec<(usize, TypeId)>],
    marks: &mut [Mark],
    cycles: &mut Vec<Vec<Step>>,
) {
    marks[start] = Mark::Open;
    // The path from the start: each struct with its remaining edges.
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        let Some(&(_, target)) = edges[*at].get(*next) else {
            marks[*at] = Mark::Done;
            path.pop();
            continue;
        };
        *next += 1;
        match marks[target.0] {
            Mark::Open => {
                let from = path.iter().position(|(at, _)| *at == target.0);
                let steps = path.iter().skip(from.unwrap_or_default());
                let step = |(at, next): &(usize, usize)| {
                    let (member, _) = *edges[*at].get(next.checked_sub(1)?)?;
                    let owner = TypeId(*at);
                    Some(Step { owner, member })
                };
                cycles.push(steps.filter_map(step).collect());
            }
            Mark::New => {
                marks[target.0] = Mark::Open;
                path.push((target.0, 0));
            }
            Mark::Done => {}
        }
    }
}

/// Returns the structs that a struct contains directly.
fn held(api: &Api, id: TypeId, follow: impl Fn(Presence) -> bool) -> Vec<(usize, TypeId)> {
    let Some(object) = api.structure(id) else {
        return Vec::new();
    };
    object
        .fields()
        .filter(|(_, field)| follow(field.presence))
        .filter_map(|(member, field)| match field.value.ty {
            Type::Named(target) if api.structure(target).is_some() => Some((member, target)),
            Type::Named(_) | Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        })
        .collect()
}
