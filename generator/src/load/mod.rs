//! A directory of documents, read.
//!
//! Input: a directory with YAML and JSON files. Output: a tree for each, by
//! name; what cannot be read or is not plain YAML becomes a diagnostic, and
//! the other files are read all the same. `bounds` has how much is read.

mod bounds;
mod conflict;
mod directory;
mod encoding;
mod file;
mod json;
mod lookalike;
mod scalar;
mod words;
mod yaml;

pub use directory::{Directory, Loaded, load, text};
pub use lookalike::help as lookalike_help;
pub use yaml::parse;
