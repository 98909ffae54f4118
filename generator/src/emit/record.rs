//! Structs of the model together with their plan.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Api, MediaKind, Message, Operation, Part, Step, Struct, TypeDef, TypeId, Value,
};
use crate::plan::Plan;

use super::context::Context;
use super::rust::condition::field;
use super::rust::ident::ident;
use super::rust::scope::{has_map, support_types, support_types_of};

/// A struct with its plan.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The id of the struct.
    pub id: TypeId,
    /// The definition of the struct.
    pub def: &'a TypeDef,
    /// The members of the struct.
    pub object: &'a Struct,
    /// The message with the struct as its body, unless it is a part of messages.
    pub message: Option<Message>,
    /// The operation, if the members are the parts of its request.
    pub parts: Option<&'a Operation>,
    /// True if it is the request of an operation that is deprecated, and has no other use.
    pub is_deprecated: bool,
    /// The name of the field that keeps unlisted members.
    pub extra: Option<&'a str>,
    plan: &'a Plan,
}

impl<'a> Record<'a> {
    /// Returns the struct with an id, or `None` if the id names another type.
    pub fn of(cx: &Context<'a>, id: TypeId) -> Option<Self> {
        let def = cx.api.get(id);
        let message = cx.plan.message(id);
        let operation = match message {
            Some(Message::Request(at)) => cx.api.operations.get(at),
            Some(Message::Response(_) | Message::Notification(_)) | None => None,
        };
        Some(Self {
            id,
            def,
            object: def.shape.as_struct()?,
            message,
            parts: operation.filter(|operation| operation.inputs == Some(id)),
            is_deprecated: operation.is_some_and(|it| it.is_deprecated && it.module == def.module),
            extra: cx.plan.extra(id),
            plan: cx.plan,
        })
    }

    /// Returns whether the struct is the request of an operation.
    pub fn is_request(&self) -> bool {
        match self.message {
            Some(Message::Request(_)) => true,
            Some(Message::Response(_) | Message::Notification(_)) | None => false,
        }
    }

    /// Returns whether a JSON text can hold the struct: it is no list of the parts of a
    /// request, and has no files.
    pub fn has_json(&self) -> bool {
        self.parts.is_none() && !self.plan.has_uploads(self.id)
    }

    /// Returns the part of the request that holds a member, if the members are parts.
    pub fn part(&self, member: usize) -> Option<Part<'a>> {
        self.parts.and_then(|operation| operation.part(member))
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

    /// Returns the names of the support module that the types of the fields use.
    pub fn support_names(&self) -> BTreeSet<&'static str> {
        let mut names = support_types(self.object.fields().map(|(_, field)| field));
        names.extend(support_types_of(self.checked_others()));
        if self.extra.is_some() {
            names.insert("Extra");
        }
        names
    }

    /// Returns the values of unlisted members, which the validation of the struct reads.
    fn checked_others(&self) -> impl Iterator<Item = &'a Value> {
        let others = self.object.others.as_deref().into_iter();
        others.filter(|_| self.def.usage.written)
    }

    /// Emits the import of maps, if a field uses one.
    pub fn map_import(&self) -> Option<TokenStream> {
        let mut fields = self.object.fields().map(|(_, field)| field);
        has_map(&mut fields).then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        })
    }

    /// Emits the attribute of a file that uses deprecated fields: its own, those that its
    /// conditions read, or those of a body that is written field by field.
    pub fn allow_deprecated(&self, api: &Api) -> Option<TokenStream> {
        let has_deprecated = |object: &Struct| object.fields().any(|(_, it)| it.deprecated);
        let is_used = has_deprecated(self.object)
            || self.reads_deprecated(api)
            || self.written_in_parts(api).any(has_deprecated);
        is_used.then(|| {
            quote!(#![allow(deprecated, reason = "deprecated members are still read and written")])
        })
    }

    /// Returns whether a condition reads a deprecated member, also one of another object.
    fn reads_deprecated(&self, api: &Api) -> bool {
        let (mut paths, object) = (Vec::new(), self.object);
        let rules = object.rules.iter().map(|it| (&it.when, &it.then));
        let advisories = object.advisories.iter().map(|it| (&it.when, &it.then));
        for (when, then) in rules.chain(advisories) {
            when.add_paths(&mut paths);
            for demand in then {
                demand.add_paths(&mut paths);
            }
        }
        for value in object.state.iter().flat_map(|it| &it.values) {
            value.when.add_paths(&mut paths);
        }
        let mut steps = paths.iter().flat_map(|path| &path.steps);
        steps.any(|step| field(api, *step).is_some_and(|it| it.deprecated))
    }

    /// Returns the objects that the struct writes as bodies of several parts.
    fn written_in_parts<'m>(&self, api: &'m Api) -> impl Iterator<Item = &'m Struct> {
        let contents = self.parts.and_then(|operation| operation.body.as_ref());
        let contents = contents.into_iter().flat_map(|body| &body.contents);
        let contents = contents.filter(|content| content.kind == MediaKind::Multipart);
        contents.filter_map(|content| api.structure(content.named()?))
    }
}
