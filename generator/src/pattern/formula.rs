//! Look-around at a known place of a text, as conditions on the whole text.
//!
//! `^(?!a)b` means the texts that `^b` matches, without those that `^a` matches. This holds
//! wherever all texts before the test have one length, as in `^[a-z](?!.*--)`, and for tests of
//! the text before if all texts behind them have one length, as in `(?<!-)$`.

use super::error::PatternError;
use super::expr::{Expr, Look};
use super::trim::trimmed;

/// A condition on a text.
#[derive(Debug)]
pub(super) enum Formula {
    /// The text contains a match of an expression without look-around of several characters.
    Search(Expr),
    /// The condition does not hold.
    Not(Box<Formula>),
    /// All conditions hold.
    All(Vec<Formula>),
    /// One of the conditions holds.
    Any(Vec<Formula>),
}

impl Formula {
    /// Returns the condition that a text contains a match of an expression.
    pub(super) fn of(expr: &Expr) -> Result<Self, PatternError> {
        let parts = expr.parts();
        match (expr.first_look(), parts.as_slice()) {
            (None, _) => Ok(Self::Search(expr.clone())),
            (Some(_), [Expr::Either(exprs)]) => {
                let all: Result<_, _> = exprs.iter().map(Self::of).collect();
                Ok(Self::Any(all?))
            }
            (Some(_), parts) => Self::sequence(parts),
        }
    }

    /// Returns the condition of a sequence with look-around among its parts.
    fn sequence(parts: &[&Expr]) -> Result<Self, PatternError> {
        let mut all = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if let Expr::Look(look) = part {
                let (before, after) = (others(parts.get(..at)), others(parts.get(at + 1..)));
                let condition = if look.behind {
                    Self::of(&before_end(look, after)?)?
                } else {
                    Self::of(&from_start(look, before, parts)?)?
                };
                all.push(if look.negated {
                    Self::Not(Box::new(condition))
                } else {
                    condition
                });
            } else if let Some(look) = part.first_look() {
                return Err(PatternError::look_around(look.offset));
            }
        }
        all.push(Self::Search(Expr::Concat(others(Some(parts)))));
        Ok(Self::All(all))
    }

    /// Returns the condition without what the searches need not take.
    pub(super) fn trimmed(&self) -> Self {
        let each = |all: &[Self]| all.iter().map(Self::trimmed).collect();
        match self {
            Self::Search(expr) => Self::Search(trimmed(expr)),
            Self::Not(inner) => Self::Not(Box::new(inner.trimmed())),
            Self::All(all) => Self::All(each(all)),
            Self::Any(all) => Self::Any(each(all)),
        }
    }

    /// Returns the expressions that are searched for, in order.
    pub(super) fn searches(&self) -> Vec<&Expr> {
        match self {
            Self::Search(expr) => vec![expr],
            Self::Not(inner) => inner.searches(),
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::searches).collect(),
        }
    }

    /// Returns whether the condition holds. `found` tells for each expression, in order,
    /// whether the text contains a match.
    pub(super) fn holds(&self, found: &mut impl Iterator<Item = bool>) -> bool {
        match self {
            Self::Search(_) => found.next().unwrap_or_default(),
            Self::Not(inner) => !inner.holds(found),
            // Each takes its own values, also if the result is known before.
            Self::All(inner) => inner.iter().filter(|it| !it.holds(found)).count() == 0,
            Self::Any(inner) => inner.iter().filter(|it| it.holds(found)).count() > 0,
        }
    }
}

/// Returns the parts that are no look-around of several characters.
fn others(parts: Option<&[&Expr]>) -> Vec<Expr> {
    let parts = parts.unwrap_or_default().iter().copied();
    let others = parts.filter(|part| !matches!(part, Expr::Look(_)));
    others.cloned().collect()
}

/// Returns the expression of the tested text with all that is before it, from the start of the
/// text.
fn from_start(look: &Look, before: Vec<Expr>, parts: &[&Expr]) -> Result<Expr, PatternError> {
    // An anchor after the test is at the same place if nothing is between them.
    let mut first = parts.iter().take_while(|part| part.length() == Some(0));
    let is_anchored = first.any(|part| matches!(part, Expr::Start));
    let before = Expr::Concat(before);
    if !is_anchored || before.length().is_none() {
        return Err(PatternError::look_around(look.offset));
    }
    Ok(Expr::Concat(vec![
        Expr::Start,
        before,
        (*look.expr).clone(),
    ]))
}

/// Returns the expression of the tested text with all that is behind it, to the end of the
/// text.
fn before_end(look: &Look, after: Vec<Expr>) -> Result<Expr, PatternError> {
    let mut last = after
        .iter()
        .rev()
        .take_while(|part| part.length() == Some(0));
    let is_anchored = last.any(|part| matches!(part, Expr::End));
    let after = Expr::Concat(after);
    if !is_anchored || after.length().is_none() {
        return Err(PatternError::look_around(look.offset));
    }
    Ok(Expr::Concat(vec![(*look.expr).clone(), after]))
}
