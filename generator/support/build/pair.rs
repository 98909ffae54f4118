//! Pairs of states, for builders with more required fields than type parameters.

use std::fmt;

/// The states of two required fields, or of the fields in two such pairs.
#[derive(Clone)]
pub struct Pair<L, R>(pub(crate) L, pub(crate) R);

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for Pair<L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(left, right) = self;
        write!(f, "{left:?}, {right:?}")
    }
}

/// A path to a state in the first part of a pair.
pub struct Left<W>(W);

/// A path to a state in the second part of a pair.
pub struct Right<W>(W);

/// A state, or a tree of pairs, in which a path leads to one state. The path `()`
/// leads to the value itself.
pub trait Reach<W> {
    /// The state at the path.
    type State;
    /// The tree with another state at the path.
    type With<S>;

    /// Changes the state at the path.
    fn change<S>(self, change: impl FnOnce(Self::State) -> S) -> Self::With<S>;
}

/// The states `A` with the state at path `W` replaced by `S`.
pub type After<A, W, S> = <A as Reach<W>>::With<S>;

impl<T> Reach<()> for T {
    type State = T;
    type With<S> = S;

    fn change<S>(self, change: impl FnOnce(T) -> S) -> S {
        change(self)
    }
}

impl<W, L: Reach<W>, R> Reach<Left<W>> for Pair<L, R> {
    type State = L::State;
    type With<S> = Pair<L::With<S>, R>;

    fn change<S>(self, change: impl FnOnce(L::State) -> S) -> Self::With<S> {
        Pair(self.0.change(change), self.1)
    }
}

impl<W, L, R: Reach<W>> Reach<Right<W>> for Pair<L, R> {
    type State = R::State;
    type With<S> = Pair<L, R::With<S>>;

    fn change<S>(self, change: impl FnOnce(R::State) -> S) -> Self::With<S> {
        Pair(self.0, self.1.change(change))
    }
}
