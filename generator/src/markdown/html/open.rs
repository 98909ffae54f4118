//! Elements that have begun and not ended.

use super::table::Table;
use super::tag::Element;

/// An open list.
pub(super) struct List {
    /// The number of the next item.
    pub(super) number: Option<usize>,
    /// The width of the marker of the current item.
    pub(super) width: usize,
}

/// An open mark within a line.
pub(super) struct Mark {
    pub(super) element: Element,
    pub(super) start: &'static str,
    pub(super) end: String,
    pub(super) is_written: bool,
}

/// An element that is read as a whole.
pub(super) struct Whole {
    pub(super) element: Element,
    pub(super) text: String,
}

/// An open table.
pub(super) struct Cells {
    pub(super) table: Table,
    /// The text before the table, and before the open cell.
    pub(super) before: String,
    pub(super) is_in_cell: bool,
    /// The number of open tables within this one, which are text.
    pub(super) inner: usize,
}
