//! Expressions: patterns reduced to a few forms.

use super::set::CharSet;

/// An expression.
#[derive(Debug)]
pub(super) enum Expr {
    /// One character of a set.
    Class(CharSet),
    /// `^`: the start of the text.
    Start,
    /// `$`: the end of the text.
    End,
    /// A sequence, which may be empty.
    Concat(Vec<Expr>),
    /// One of several alternatives.
    Either(Vec<Expr>),
    /// A repetition, without a limit if it has no `max`.
    Repeat {
        expr: Box<Expr>,
        min: u32,
        max: Option<u32>,
    },
}

impl Expr {
    /// Creates the expression of several alternatives. Single characters become one set,
    /// so that `(a|b)` equals `[ab]`.
    pub(super) fn either(exprs: Vec<Self>) -> Self {
        let sets: Option<Vec<&CharSet>> = exprs.iter().map(Self::single).collect();
        match sets {
            Some(sets) => {
                let none = CharSet::default();
                Self::Class(sets.into_iter().fold(none, |all, set| all.union(set)))
            }
            None => Self::Either(exprs),
        }
    }

    /// Returns the set of an expression that is a single character.
    fn single(&self) -> Option<&CharSet> {
        match self {
            Self::Class(set) => Some(set),
            Self::Concat(exprs) => match exprs.as_slice() {
                [expr] => expr.single(),
                _ => None,
            },
            Self::Start | Self::End | Self::Either(_) | Self::Repeat { .. } => None,
        }
    }

    /// Returns the parts of a sequence, with nested sequences flattened.
    pub(super) fn parts(&self) -> Vec<&Self> {
        let mut parts = Vec::new();
        self.collect_parts(&mut parts);
        parts
    }

    fn collect_parts<'a>(&'a self, parts: &mut Vec<&'a Self>) {
        match self {
            Self::Concat(exprs) => {
                for expr in exprs {
                    expr.collect_parts(parts);
                }
            }
            Self::Class(_) | Self::Start | Self::End | Self::Either(_) | Self::Repeat { .. } => {
                parts.push(self);
            }
        }
    }
}
