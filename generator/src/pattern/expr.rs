//! Expressions: patterns reduced to a few forms.

use super::set::CharSet;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// One character of a set.
    Class(CharSet),
    /// `^`: the start of the text.
    Start,
    /// `$`: the end of the text.
    End,
    /// A test of the next character, or of the end of the text, which takes no character.
    Ahead(Edge),
    /// A test of the character before, or of the start of the text.
    Behind(Edge),
    /// A test of more than one character.
    Look(Look),
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

/// The text that may be beside a position.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    /// The characters that may be there.
    pub(super) set: CharSet,
    /// True if the text may end there, or begin there in a test of the character before.
    pub(super) outside: bool,
}

/// A test of the text beside a position.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// True if the text before the position is tested.
    pub(super) behind: bool,
    /// True if the expression must not match.
    pub(super) negated: bool,
    /// The expression.
    pub(super) expr: Box<Expr>,
    /// The position in the pattern, in bytes.
    pub(super) offset: usize,
}

impl Edge {
    /// Returns the edge of any position.
    fn any() -> Self {
        Self {
            set: CharSet::full(),
            outside: true,
        }
    }

    fn negated(&self) -> Self {
        Self {
            set: self.set.negated(),
            outside: !self.outside,
        }
    }
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

    /// Creates the expression of a test, in its simplest form.
    pub(super) fn look(look: Look) -> Self {
        // An anchor says on which side it is.
        let behind = match look.expr.parts().as_slice() {
            [Self::Start] => true,
            [Self::End] => false,
            _ => look.behind,
        };
        let Some(edge) = look.expr.edge(behind) else {
            return Self::Look(look);
        };
        let edge = if look.negated { edge.negated() } else { edge };
        if behind {
            Self::Behind(edge)
        } else {
            Self::Ahead(edge)
        }
    }

    /// Creates the expression of a place between a character of a set and another one or an
    /// end of the text. `inside` is true for all other places.
    pub(super) fn boundary(set: &CharSet, inside: bool) -> Self {
        let own = || Edge {
            set: set.clone(),
            outside: false,
        };
        let sides = [(own(), own()), (own().negated(), own().negated())];
        let sides = sides.map(|(before, after)| {
            let after = if inside { after } else { after.negated() };
            Self::Concat(vec![Self::Behind(before), Self::Ahead(after)])
        });
        Self::Either(sides.into())
    }

    /// Returns what a text that begins with this expression begins with, or ends with if it
    /// is `behind`, unless that takes more than one character.
    fn edge(&self, behind: bool) -> Option<Edge> {
        match self {
            Self::Class(set) => Some(Edge {
                set: set.clone(),
                outside: false,
            }),
            Self::Start | Self::End if matches!(self, Self::Start) == behind => Some(Edge {
                set: CharSet::default(),
                outside: true,
            }),
            Self::Concat(_) => {
                let mut parts = self.parts();
                if behind {
                    parts.reverse();
                }
                let Some((first, rest)) = parts.split_first() else {
                    return Some(Edge::any());
                };
                // What may be absent tests nothing.
                let is_free = |part: &&Self| matches!(part, Self::Repeat { min: 0, .. });
                if rest.iter().all(is_free) {
                    first.edge(behind)
                } else {
                    None
                }
            }
            Self::Either(exprs) => {
                let none = Edge::any().negated();
                exprs.iter().try_fold(none, |all, expr| {
                    let edge = expr.edge(behind)?;
                    Some(Edge {
                        set: all.set.union(&edge.set),
                        outside: all.outside || edge.outside,
                    })
                })
            }
            Self::Start
            | Self::End
            | Self::Ahead(_)
            | Self::Behind(_)
            | Self::Look(_)
            | Self::Repeat { .. } => None,
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
            Self::Start
            | Self::End
            | Self::Ahead(_)
            | Self::Behind(_)
            | Self::Look(_)
            | Self::Either(_)
            | Self::Repeat { .. } => None,
        }
    }

    /// Returns the first test of more than one character within the expression.
    pub(super) fn first_look(&self) -> Option<&Look> {
        match self {
            Self::Look(look) => Some(look),
            Self::Concat(exprs) | Self::Either(exprs) => exprs.iter().find_map(Self::first_look),
            Self::Repeat { expr, .. } => expr.first_look(),
            Self::Class(_) | Self::Start | Self::End | Self::Ahead(_) | Self::Behind(_) => None,
        }
    }

    /// Returns the number of characters of every text that the expression matches, if it is
    /// the same.
    pub(super) fn length(&self) -> Option<u32> {
        match self {
            Self::Class(_) => Some(1),
            Self::Start | Self::End | Self::Ahead(_) | Self::Behind(_) | Self::Look(_) => Some(0),
            Self::Concat(exprs) => exprs
                .iter()
                .try_fold(0_u32, |sum, expr| sum.checked_add(expr.length()?)),
            Self::Either(exprs) => {
                let (first, rest) = exprs.split_first()?;
                let length = first.length()?;
                let mut rest = rest.iter();
                rest.all(|expr| expr.length() == Some(length))
                    .then_some(length)
            }
            Self::Repeat { expr, min, max } if *max == Some(*min) => {
                expr.length()?.checked_mul(*min)
            }
            Self::Repeat { .. } => None,
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
            Self::Class(_)
            | Self::Start
            | Self::End
            | Self::Ahead(_)
            | Self::Behind(_)
            | Self::Look(_)
            | Self::Either(_)
            | Self::Repeat { .. } => parts.push(self),
        }
    }
}
