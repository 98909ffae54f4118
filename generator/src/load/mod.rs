//! Reading a directory of documents.
//!
//! Input: a directory of YAML and JSON files. Output: a tree per file, sorted by name.
//! A file that cannot be read or is not plain YAML becomes a diagnostic, and the other
//! files are still read. `bounds` has the limits on size.

mod anchors;
mod bounds;
mod conflict;
mod directory;
mod encoding;
mod file;
mod indent;
mod json;
mod lookalike;
mod overlays;
mod scalar;
mod siblings;
mod words;
mod yaml;

pub use bounds::{MAX_DEPTH, MAX_NAMES};
pub use directory::{Directory, Loaded, beside, load, load_with, text};
pub use lookalike::help as lookalike_help;
pub use overlays::is_overlay_of;
pub use yaml::parse;
