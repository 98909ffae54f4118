//! Comments of states: their enums, values and methods.

use crate::emit::context::Context;
use crate::markdown;
use crate::model::{State, StateValue, TypeId};

use super::doc::Doc;
use super::source::origin;

/// Returns the comment of the enum of the state that a struct reports.
pub fn state_doc(cx: &Context<'_>, of: TypeId, state: &State) -> Doc {
    let (owner, method) = (&cx.api.get(of).name.rust, &state.method);
    let doc = Doc::default()
        .paragraph(format!(
            "The state that a [`{owner}`](super::{owner}) reports, returned by \
             [`{method}`](super::{owner}::{method})."
        ))
        .paragraph(
            "The first state whose condition holds applies. The enum is exhaustive: a `match` \
             that does not handle a state is a compile error.",
        );
    origin(doc, cx.documents(of))
}

/// Returns the comment of a variant.
pub fn state_value_doc(value: &StateValue) -> Doc {
    Doc::default()
        .prose(&value.description)
        .paragraph(format!("Applies if {}.", markdown::inline(&value.text)))
}

/// Returns the comment of the method that returns the state.
pub fn state_method_doc(state: &State) -> Doc {
    let (name, last) = (&state.name.rust, State::UNDETERMINED);
    Doc::new("Returns the state that the message reports.").paragraph(format!(
        "It is the first state whose condition holds, or [`{name}::{last}`] if none does."
    ))
}

/// Returns a sentence of a type or a module that mentions the method of a struct.
pub fn state_note(owner: &str, state: &State) -> String {
    let method = &state.method;
    format!("[`{owner}::{method}`] returns the state that the message reports.")
}
