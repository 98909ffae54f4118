//! States of the required fields of builders, as types.

mod list;
mod pair;
mod read;
mod state;
mod unbuilt;

pub use list::{EmptyList, Grow};
pub use pair::{After, Left, Pair, Reach, Right};
pub use state::{Given, Set};
pub use unbuilt::{Built, Unbuilt};
