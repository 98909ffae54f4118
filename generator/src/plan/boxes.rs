//! Boxes, which give recursive types a size and keep the size of others small.

use std::collections::HashSet;

use crate::model::{Api, Shape, Type, TypeId, containment};

use super::scalar::{ScalarForm, rust_scalar};

/// The size in bytes of the largest value that another one contains without a box.
///
/// Structs of large APIs nest deeply, and a struct would contain them all: one with megabytes
/// overflows the stack when it is read. With this limit, an optimized program reads the deepest
/// JSON of a large API with a stack of 2 MB. A lower one would put boxes into small APIs.
const LIMIT: usize = 2048;

/// Returns the members to box: those that close a cycle, since a struct that contains itself
/// directly has no size in Rust, and those with large values. Lists and maps need no box.
pub fn of(api: &Api) -> HashSet<(TypeId, usize)> {
    let found = containment::of(api, |_| true);
    let closing = found.cycles.iter().filter_map(|cycle| cycle.last());
    let mut boxed: HashSet<_> = closing.map(|step| (step.owner, step.member)).collect();
    let mut sizes = Sizes(vec![0; api.types.len()]);
    for id in found.order {
        let mut held = |member: usize, ty: &Type| {
            let size = sizes.of(ty);
            if size > LIMIT {
                boxed.insert((id, member));
            }
            let is_boxed = boxed.contains(&(id, member));
            if is_boxed { POINTER } else { size }
        };
        sizes.0[id.0] = match &api.get(id).shape {
            Shape::Struct(object) => {
                let fields = object.fields();
                fields.map(|(at, it)| held(at, &it.value.ty)).sum()
            }
            Shape::Union(union) => {
                let variants = union.variants.iter().enumerate();
                let largest = variants.map(|(at, it)| held(at, &it.value.ty)).max();
                POINTER + largest.unwrap_or_default()
            }
            Shape::Enum(_) => VECTOR,
            Shape::Alias(value) => sizes.of(&value.ty),
        };
    }
    boxed
}

const POINTER: usize = size_of::<usize>();
const VECTOR: usize = size_of::<Vec<u8>>();

/// The approximate sizes of types in Rust.
struct Sizes(Vec<usize>);

impl Sizes {
    /// Returns the size of a value, which may be optional.
    fn of(&self, ty: &Type) -> usize {
        match ty {
            Type::Scalar(scalar) => match rust_scalar(*scalar).form {
                ScalarForm::Copied => 2 * POINTER,
                ScalarForm::String | ScalarForm::Text { .. } => VECTOR,
                ScalarForm::Null => 0,
                ScalarForm::Upload => 3 * VECTOR,
            },
            Type::Any => 4 * POINTER,
            Type::Named(id) => self.0[id.0],
            Type::List(_) | Type::Map(_) => VECTOR,
        }
    }
}
