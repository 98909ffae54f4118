//! The check of an instance against a union: whether it fits one of the variants.
//!
//! Variants are tried on a part of the instance each, without the checks that are guesses,
//! such as those of misspelt names. An instance of many nested unions has more ways to fit
//! than can be tried, and then counts as one that fits.

use std::cell::Cell;

use crate::diagnostics::Diagnostics;
use crate::model::{Union, UnionKind, UnionVariant, Value};
use crate::text::tree::Node;

use super::instance::Checker;

/// The number of variants that are tried for a value that is in no other union.
const MAX_TRIES: usize = 1_000;

impl Checker<'_> {
    /// Checks an instance of a union. If its tag selects a variant, the errors
    /// are those of the variant.
    pub fn union(&mut self, node: &Node, union: &Union, pointer: &str) {
        let is_json = union.kind == UnionKind::Json;
        if !is_json || union.variants.is_empty() || self.fits_one(node, union, pointer) {
            return;
        }
        match selected(node, union) {
            Some(variant) if self.tries.is_none() => self.value(node, &variant.value, pointer),
            Some(_) | None => {
                let message = format!("{} fits no alternative of its schema", self.subject);
                self.report(node.span, pointer, message);
            }
        }
    }

    /// Returns whether an instance fits a variant, as far as this is certain.
    fn fits_one(&self, node: &Node, union: &Union, pointer: &str) -> bool {
        let all = Cell::new(MAX_TRIES);
        let left = self.tries.unwrap_or(&all);
        let mut variants = union.variants.iter();
        variants.any(|variant| match left.get().checked_sub(1) {
            Some(rest) => {
                left.set(rest);
                self.fits(node, &variant.value, left, pointer)
            }
            None => true,
        })
    }

    /// Returns whether nothing is wrong with an instance of a value.
    fn fits(&self, node: &Node, value: &Value, left: &Cell<usize>, pointer: &str) -> bool {
        let mut unread = Diagnostics::default();
        let mut checker = Checker {
            api: self.api,
            gaps: self.gaps,
            diagnostics: &mut unread,
            strict: false,
            role: self.role,
            is_valid: true,
            subject: self.subject.clone(),
            tries: Some(left),
        };
        checker.value(node, value, pointer);
        checker.is_valid
    }

    /// Returns whether an instance that is tried does not fit, so that the rest of it says
    /// nothing more.
    pub fn has_failed(&self) -> bool {
        self.tries.is_some() && !self.is_valid
    }
}

/// Returns the variant that the tag of an instance selects.
fn selected<'u>(node: &Node, union: &'u Union) -> Option<&'u UnionVariant> {
    let tag = node.as_mapping()?.get(union.tag.as_deref()?)?;
    let tag = tag.value.as_str()?;
    let mut variants = union.variants.iter();
    variants.find(|variant| variant.tags.iter().any(|it| it == tag))
}
