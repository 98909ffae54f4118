//! Sets of strings that are listed where they are used.

use crate::model::{Name, Openness, Shape, Type, TypeDef, TypeId, Usage};
use crate::names;

use super::parts::Parts;
use super::value::Place;
use super::{Lowering, Slot, canonical};

/// The keywords of a set of strings that is listed where it is used.
const OF_INLINE_ENUMS: [&str; 8] = [
    "enum",
    "x-extensible-enum",
    "minLength",
    "maxLength",
    "pattern",
    "x-rust-name",
    "x-rust-names",
    "x-sensitive",
];

impl<'a> Lowering<'a, '_> {
    /// A set of strings that is listed where it is used takes the name of the
    /// member. Wherever the same lines of the document are merged into a module,
    /// they are the same set.
    pub fn inline_enum(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        self.refuse_keywords(&parts.schemas, &OF_INLINE_ENUMS, "a set of strings");
        let schema = *parts.schemas.first()?;
        let key = (place.module, schema.span);
        if let Some(&id) = self.inline.get(&key) {
            self.open_for(id, place.usage);
            return Some(Type::Named(id));
        }
        let name = self.type_name(place.name, place.span, None)?;
        let mut chosen = parts.schemas.iter();
        let chosen = chosen.find_map(|schema| schema.extensions().rust_name.as_ref());
        let name = match chosen {
            // The member's own name in Rust tells the sets of two members apart.
            Some(chosen) => Name {
                rust: names::camel(&chosen.value),
                ..name
            },
            None => name,
        };
        let shape = Shape::Enum(self.enumeration(parts, place.usage));
        let id = TypeId(self.types.len());
        self.types.push(Slot {
            schema,
            module: place.module,
            span: place.span,
            def: Some(TypeDef {
                name,
                module: place.module,
                description: format!("The values of `{}`.", place.name),
                origin: canonical(place.pointer),
                source: None,
                usage: place.usage,
                shape,
            }),
        });
        self.inline.insert(key, id);
        Some(Type::Named(id))
    }

    /// A set that a response reaches keeps values that it does not list.
    fn open_for(&mut self, id: TypeId, usage: Usage) {
        let def = self.types.get_mut(id.0).and_then(|slot| slot.def.as_mut());
        if let Some(Shape::Enum(set)) = def.map(|def| &mut def.shape)
            && usage.response
        {
            set.openness = Openness::Open;
        }
    }

    /// Forgets the types that were made since there were `count`.
    pub fn forget_types(&mut self, count: usize) {
        if self.types.len() > count {
            self.types.truncate(count);
            self.inline.retain(|_, id| id.0 < count);
        }
    }
}
