//! The states of a required field in a builder: not set, or [`Set`].
//!
//! A builder has a type parameter per required field, and `build` asks each of
//! them for the value. The state that is not set is a type named after the
//! field, so that the compiler's message names the field.

use std::fmt;

use super::sealed::Sealed;

/// A required field that is set to a `T`.
///
/// Builders ask this of their type parameters; the trait is sealed.
#[diagnostic::on_unimplemented(
    message = "required field `{Self}` is not set",
    label = "`{Self}` has to be set before this, to a value of type `{T}`",
    note = "call the setter of that name on the builder",
    note = "a setter takes the builder and returns another one, which a statement drops: chain the calls, or write `let builder = builder.setter(…);`",
    note = "where only one branch or a loop sets the field, compute its value first: the documentation of the crate's module `builder` shows how"
)]
pub trait Given<T>: Sealed {
    /// Returns the value.
    fn given(self) -> T;
}

/// The state of a required field that is set.
#[derive(Clone)]
pub struct Set<T>(pub(crate) T);

impl<T> Sealed for Set<T> {}

// The state is no advice to whoever forgot the field: its setter is.
#[diagnostic::do_not_recommend]
impl<T> Given<T> for Set<T> {
    fn given(self) -> T {
        self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The states of two required fields, or of the fields in two such pairs: what a
/// builder holds that has more of them than it can have parameters.
#[derive(Clone)]
pub struct Pair<L, R>(pub(crate) L, pub(crate) R);

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for Pair<L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(left, right) = self;
        write!(f, "{left:?}, {right:?}")
    }
}

/// The way to a state in the first part of a pair, and from there on.
pub struct Left<W>(W);

/// The way to a state in the second part of a pair, and from there on.
pub struct Right<W>(W);

/// A state that can be reached by a way, which is `()` where it ends.
pub trait Reach<W> {
    /// The state that is there.
    type State;
    /// The whole, with another state there.
    type With<S>;

    /// Changes what is there.
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

/// A required list that an item can be added to: not set yet, or [`Set`].
pub trait Grow<T> {
    /// Adds an item.
    fn grow(self, item: T) -> Set<Vec<T>>;
}

impl<T> Grow<T> for Set<Vec<T>> {
    fn grow(mut self, item: T) -> Self {
        self.0.push(item);
        self
    }
}

/// The state of a required list that is not set.
pub trait EmptyList {}

impl<T, S: EmptyList> Grow<T> for S {
    fn grow(self, item: T) -> Set<Vec<T>> {
        Set(vec![item])
    }
}

/// Stands for a builder that somebody writes as a message.
pub struct Unbuilt<B>(B);

/// Never implemented. The compiler says so, with the way that is open.
#[diagnostic::on_unimplemented(
    message = "a builder is not a request yet",
    label = "this has no `.build()?`",
    note = "end the chain of setters with `.build()?`, which checks the request"
)]
pub trait Built {}
