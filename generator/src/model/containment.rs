//! Structs that contain each other: their order, and their cycles.

use super::{Api, Field, Shape, Step, Type, TypeDef, TypeId};

/// The types that structs and unions contain directly, without the items of lists and maps.
#[derive(Debug, Default)]
pub struct Containment {
    /// The cycles: the steps from a type back to itself, with the closing step last.
    pub cycles: Vec<Vec<Step>>,
    /// Every type, after those that it contains. The closing steps of cycles do not count.
    pub order: Vec<TypeId>,
}

/// Returns what types contain by the fields and the variants of unions that `follow` accepts,
/// where a variant is `None`.
pub fn of(api: &Api, follow: impl Fn(Option<&Field>) -> bool) -> Containment {
    search_all((0..api.types.len()).map(|index| held(api, TypeId(index), &follow)))
}

/// Returns what types contain by any field, variant, item or value of a map.
#[must_use]
pub fn with_items(api: &Api) -> Containment {
    let inner = |ty: &TypeDef| {
        let named = ty.shape.inner().into_iter().filter_map(Type::named);
        named.enumerate().collect()
    };
    search_all(api.types.iter().map(inner))
}

/// Searches a graph: for each type, the types that it contains, each with the member.
fn search_all(edges: impl Iterator<Item = Vec<(usize, TypeId)>>) -> Containment {
    let edges: Vec<Vec<(usize, TypeId)>> = edges.collect();
    let mut marks = vec![Mark::New; edges.len()];
    let mut found = Containment::default();
    for start in 0..edges.len() {
        if marks[start] == Mark::New {
            search(start, &edges, &mut marks, &mut found);
        }
    }
    found
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
    found: &mut Containment,
) {
    marks[start] = Mark::Open;
    // The path from the start: each struct with its remaining edges.
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        let Some(&(_, target)) = edges[*at].get(*next) else {
            marks[*at] = Mark::Done;
            found.order.push(TypeId(*at));
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
                found.cycles.push(steps.filter_map(step).collect());
            }
            Mark::New => {
                marks[target.0] = Mark::Open;
                path.push((target.0, 0));
            }
            Mark::Done => {}
        }
    }
}

/// Returns the structs and unions that a struct or a union contains directly.
fn held(api: &Api, id: TypeId, follow: impl Fn(Option<&Field>) -> bool) -> Vec<(usize, TypeId)> {
    let values: Vec<(usize, &Type)> = match &api.get(id).shape {
        Shape::Struct(object) => {
            let fields = object.fields().filter(|(_, field)| follow(Some(field)));
            fields.map(|(at, field)| (at, &field.value.ty)).collect()
        }
        Shape::Union(union) if follow(None) => {
            let variants = union.variants.iter().enumerate();
            variants.map(|(at, it)| (at, &it.value.ty)).collect()
        }
        Shape::Union(_) | Shape::Enum(_) | Shape::Alias(_) => Vec::new(),
    };
    let held = values.into_iter().filter_map(|(member, ty)| match ty {
        Type::Named(target) => match api.get(*target).shape {
            Shape::Struct(_) | Shape::Union(_) => Some((member, *target)),
            Shape::Enum(_) | Shape::Alias(_) => None,
        },
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
    });
    held.collect()
}
