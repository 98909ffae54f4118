//! Structs of the model together with their plan.

use proc_macro2::Ident;

use crate::model::{Step, Struct, TypeDef, TypeId};
use crate::plan::{Plan, Role};

use super::context::Context;
use super::rust::ident::ident;

/// A struct with its plan.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The id of the struct.
    pub id: TypeId,
    /// The definition of the struct.
    pub def: &'a TypeDef,
    /// The members of the struct.
    pub object: &'a Struct,
    /// The role of the struct.
    pub role: Role,
    /// The name of the field that keeps unlisted members.
    pub extra: Option<&'a str>,
    plan: &'a Plan,
}

impl<'a> Record<'a> {
    /// Returns the struct with an id, or `None` if the id names another type.
    pub fn of(cx: &Context<'a>, id: TypeId) -> Option<Self> {
        let def = cx.api.get(id);
        Some(Self {
            id,
            def,
            object: def.shape.as_struct()?,
            role: cx.plan.role(id),
            extra: cx.plan.extra(id),
            plan: cx.plan,
        })
    }

    /// Returns the name of the struct.
    pub fn name(&self) -> Ident {
        ident(&self.def.name.rust)
    }

    /// Returns the name of the field that keeps unlisted members, as an identifier.
    pub fn extra_name(&self) -> Option<Ident> {
        self.extra.map(ident)
    }

    /// Returns the step to a member.
    pub fn step(&self, member: usize) -> Step {
        Step {
            owner: self.id,
            member,
        }
    }

    /// Returns whether a member is held in a `Box`.
    pub fn is_boxed(&self, member: usize) -> bool {
        self.plan.is_boxed(self.step(member))
    }
}
