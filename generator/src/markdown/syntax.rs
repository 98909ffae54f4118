//! The syntax of descriptions.

use pulldown_cmark::Options;

/// The syntax that rustdoc reads, except footnotes and task lists, which stay text.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);
