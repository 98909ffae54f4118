//! Pairs of states, for builders with more required fields than they can have type
//! parameters.

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

/// The path to a state in the first part of a pair, and from there on.
pub struct Left<W>(W);

/// The path to a state in the second part of a pair, and from there on.
pub struct Right<W>(W);

/// A state that can be reached by a path, which is `()` where it ends.
pub trait Reach<W> {
    /// The state that is there.
    type State;
    /// The whole, with another state there.
    type With<S>;

    /// Changes the state that is there.
    fn change<S>(self, change: impl FnOnce(Self::State) -> S) -> Self::With<S>;
}

/// The states `A` after the one that is reached by `W` became `S`.
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
