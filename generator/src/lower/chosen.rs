//! The Rust names that schemas choose, `x-rust-name` and `x-rust-type`.
//!
//! Lowering asks for each name where it uses it, and [`ChosenNames`] remembers that.

use std::collections::HashSet;

use crate::names;
use crate::openapi::{Component, Extensions, Schema};
use crate::text::source::{Span, Spanned};

/// The chosen names that are used.
#[derive(Default)]
pub struct ChosenNames {
    used: HashSet<Span>,
}

/// The name that schemas choose for their type.
pub struct ChosenType {
    /// The name.
    pub name: Spanned<String>,
    /// True if no other type can have it: it is the name of a type alone.
    pub is_only: bool,
}

impl ChosenNames {
    /// Returns the name of the member, the constant or the variant that these schemas describe
    /// together.
    pub fn member<'s>(
        &mut self,
        schemas: impl IntoIterator<Item = &'s Schema>,
    ) -> Option<&'s Spanned<String>> {
        self.first(schemas, |it| it.rust_name.as_ref())
    }

    /// Returns the name of the type that a component becomes.
    pub fn component(&mut self, component: &Component) -> Option<ChosenType> {
        let schemas = [&component.schema];
        if !component.is_named {
            return self.inline(schemas);
        }
        let ty = self.ty(schemas);
        ty.or_else(|| Some(given(self.member(schemas)?.clone())))
    }

    /// Returns the name of the type without a name of its own that these schemas describe
    /// together: one of its own, or that of the member or the variant which has it.
    pub fn inline<'s>(
        &mut self,
        schemas: impl IntoIterator<Item = &'s Schema> + Clone,
    ) -> Option<ChosenType> {
        self.ty(schemas.clone()).or_else(|| {
            let names = schemas.into_iter();
            let mut names = names.filter_map(|it| it.extensions().rust_name.as_ref());
            let name = names.find(|name| self.is_used(name))?;
            Some(given(Spanned {
                value: names::camel(&name.value),
                span: name.span,
            }))
        })
    }

    /// Returns the name in `x-rust-type`.
    pub fn ty<'s>(&mut self, schemas: impl IntoIterator<Item = &'s Schema>) -> Option<ChosenType> {
        let name = self.first(schemas, |it| it.rust_type.as_ref())?.clone();
        let is_only = true;
        Some(ChosenType { name, is_only })
    }

    /// Returns whether a name is used.
    pub fn is_used(&self, name: &Spanned<String>) -> bool {
        self.used.contains(&name.span)
    }

    /// Returns the first name that one of the schemas chooses. Others that choose the same
    /// are used too.
    fn first<'s>(
        &mut self,
        schemas: impl IntoIterator<Item = &'s Schema>,
        name: impl Fn(&Extensions) -> Option<&Spanned<String>>,
    ) -> Option<&'s Spanned<String>> {
        let names = schemas.into_iter().filter_map(|it| name(it.extensions()));
        let mut first: Option<&Spanned<String>> = None;
        for name in names {
            if first.is_none_or(|first| first.value == name.value) {
                self.used.insert(name.span);
                first = first.or(Some(name));
            }
        }
        first
    }
}

fn given(name: Spanned<String>) -> ChosenType {
    let is_only = false;
    ChosenType { name, is_only }
}
