//! The depth of nested types, which compilers limit.

use crate::model::{Api, Type, containment};

/// The number of nested types from which on the default limit can be too low.
const USUAL: usize = 16;

/// The steps of the compiler from a type through a list to the next one, generously.
const STEPS: usize = 8;

/// Returns the recursion limit that the crate needs, if that is more than the default: to know
/// whether a value can be sent to a thread, the compiler looks at everything in it.
pub fn recursion_limit(api: &Api) -> Option<usize> {
    let mut depths = vec![0; api.types.len()];
    for id in containment::with_items(api).order {
        let inner = api.get(id).shape.inner().into_iter();
        let inner = inner.filter_map(Type::named).map(|id| depths[id.0]);
        depths[id.0] = 1 + inner.max().unwrap_or_default();
    }
    let deepest = depths.into_iter().max().unwrap_or_default();
    (deepest > USUAL).then_some(STEPS * (USUAL + deepest))
}
