//! Errors and warnings about a specification, for people and programs.
//!
//! Every stage adds to [`Diagnostics`] and continues, so that one run shows all errors. A
//! [`Report`] adds the texts and renders the list like the compiler's messages: code,
//! position, source line, pointer and help.

mod code;
mod diagnostic;
mod group;
mod json;
mod level;
mod list;
mod render;
mod report;
mod suggest;
mod visible;

pub use code::{Code, group_table, levels};
pub use diagnostic::{Diagnostic, Label, Level};
pub use group::Group;
pub use level::{Levels, LintLevel, Origin, RunLevels, Target, WARNINGS};
pub use list::Diagnostics;
pub use render::Style;
pub use report::Report;
pub use suggest::{Suggestions, is_slip, not_one_of, suggestion};
pub use visible::{is_hidden, printable};
