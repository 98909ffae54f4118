//! Findings about a specification, and their form for people and programs.
//!
//! Every step pushes what it finds to [`Diagnostics`] and goes on, so that one run
//! shows all errors. A [`Report`] adds the texts and turns the list into text that
//! looks like the compiler's: code, place, the line itself, a pointer and help.

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
pub use suggest::suggestion;
pub use visible::{is_hidden, printable};
