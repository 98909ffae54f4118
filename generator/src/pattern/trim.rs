//! Removal of what a search need not take: repetitions at the ends of an expression.
//!
//! A text contains `[a-z]{1,63}:.{0,500}` if it contains `[a-z]:`, since a match may be a part
//! of a longer one.

use super::expr::Expr;

/// An end of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// Returns an expression that the same texts contain.
pub(super) fn trimmed(expr: &Expr) -> Expr {
    at(&at(expr, Side::End), Side::Start)
}

fn at(expr: &Expr, side: Side) -> Expr {
    match expr {
        Expr::Concat(exprs) => sequence(exprs, side),
        Expr::Either(exprs) => {
            let exprs: Vec<Expr> = exprs.iter().map(|expr| at(expr, side)).collect();
            if exprs.iter().any(is_nothing) {
                nothing()
            } else {
                Expr::either(exprs)
            }
        }
        Expr::Repeat { min: 0, .. } => nothing(),
        Expr::Repeat { expr, min: 1, .. } => at(expr, side),
        Expr::Repeat { expr, min, .. } => Expr::Repeat {
            expr: expr.clone(),
            min: *min,
            max: Some(*min),
        },
        Expr::Class(_)
        | Expr::Start
        | Expr::End
        | Expr::Ahead(_)
        | Expr::Behind(_)
        | Expr::Look(_) => expr.clone(),
    }
}

/// Removes from a sequence what is nothing at its end, up to the first other part.
fn sequence(exprs: &[Expr], side: Side) -> Expr {
    let mut kept = exprs.to_vec();
    while let Some(outer) = match side {
        Side::Start => kept.first_mut(),
        Side::End => kept.last_mut(),
    } {
        *outer = at(outer, side);
        if !is_nothing(outer) {
            break;
        }
        match side {
            Side::Start => drop(kept.remove(0)),
            Side::End => drop(kept.pop()),
        }
    }
    Expr::Concat(kept)
}

fn nothing() -> Expr {
    Expr::Concat(Vec::new())
}

/// Returns whether an expression matches the empty text at any place.
fn is_nothing(expr: &Expr) -> bool {
    matches!(expr, Expr::Concat(exprs) if exprs.iter().all(is_nothing))
}
