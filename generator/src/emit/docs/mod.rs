//! Documentation comments, assembled from the model.
//!
//! The text of the specification goes through [`crate::markdown`]. The additions
//! here (wire names, limits, conditions) are written for readers of rustdoc.

mod call_example;
pub mod calling;
pub mod client;
pub mod code_tables;
pub mod conditions;
mod doc;
pub mod example;
mod example_messages;
pub mod features;
mod handed_on;
mod instance;
mod json;
mod members;
mod module_link;
pub mod operation_page;
pub mod operations;
mod source;
mod states;
pub mod webhook_example;

pub use doc::{Doc, line, list_item};
pub use json::formatted;
pub use members::{constant_doc, facts, field_doc, header_doc, limits, type_doc};
pub use module_link::module_link;
pub use source::{origin, source_name, title_text};
pub use states::{state_doc, state_method_doc, state_note, state_value_doc};
