//! Writes the blocks of Markdown: headings, lists, code and tables.

use std::mem;

use crate::markdown::escape;

use super::entity::decoded;
use super::open::{Cells, List};
use super::table::Table;
use super::tag::{Element, Tag};
use super::writer::{Gap, Writer};

/// The maximum depth of lists; the items of deeper ones belong to the innermost.
const DEEPEST: usize = 8;

impl Writer {
    /// Writes a rule, unless nothing is before it.
    pub(super) fn rule(&mut self) {
        self.block();
        if !self.is_in_line && !self.is_in_written_line() && !self.out.is_empty() {
            self.begin_text(None);
            self.out.push_str("***");
        }
        self.gap = Gap::Block;
    }

    /// Begins or ends a heading.
    pub(super) fn heading(&mut self, level: usize, is_end: bool) {
        self.block();
        self.is_in_heading = false;
        let is_in_line = self.is_in_line || self.is_in_written_line();
        if !is_end && !is_in_line && !self.is_fresh {
            self.begin_text(None);
            self.out.push_str("#".repeat(level).as_str());
            self.out.push(' ');
            self.is_in_heading = true;
            self.is_fresh = true;
        }
    }

    /// Begins or ends a list.
    pub(super) fn list(&mut self, is_numbered: bool, is_end: bool) {
        self.end_marks();
        if is_end {
            if self.deeper > 0 {
                self.deeper -= 1;
            } else {
                self.lists.pop();
            }
            self.widen(Gap::Block);
        } else if self.lists.len() < DEEPEST {
            // A list within an item begins in the next line.
            let is_inner = self.lists.last().is_some_and(|list| list.width > 0);
            self.widen(if is_inner { Gap::Line } else { Gap::Block });
            self.lists.push(List {
                number: is_numbered.then_some(1),
                width: 0,
            });
        } else {
            self.deeper += 1;
        }
    }

    /// Begins or ends an item.
    pub(super) fn item(&mut self, is_end: bool) {
        self.end_marks();
        if is_end || self.is_in_line || self.is_in_written_line() {
            self.widen(Gap::Line);
            return;
        }
        if self.lists.is_empty() {
            self.list(false, false);
        }
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let is_first = mem::take(&mut list.width) == 0;
        let marker = match &mut list.number {
            Some(number) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            None => "- ".to_owned(),
        };
        // The marker stands where the text around the list does.
        self.gap = if is_first {
            self.gap.max(Gap::Line)
        } else {
            Gap::Line
        };
        self.is_fresh = false;
        self.begin_text(None);
        self.out.push_str(&marker);
        self.is_fresh = true;
        if let Some(list) = self.lists.last_mut() {
            list.width = marker.len();
        }
    }

    /// Writes a block of code.
    pub(super) fn fence(&mut self, text: &str) {
        self.block();
        let text = decoded(text);
        let text = text.trim_start_matches(['\n', '\r']).trim_end();
        if !text.is_empty() {
            self.begin_text(None);
            let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
            let indent = self.indent();
            self.out.push_str(&fence);
            for line in text.lines().chain([fence.as_str()]) {
                self.out.push('\n');
                self.out.push_str(&indent);
                self.out.push_str(line);
            }
        }
        self.gap = Gap::Block;
    }

    /// Adds a tag of a table.
    pub(super) fn in_table(&mut self, tag: &Tag<'_>) {
        match (&mut self.tables, tag.element, tag.is_end) {
            (None, Element::Table, false) => self.begin_table(),
            (None, _, _) => self.block(),
            (Some(cells), Element::Table, false) => cells.inner += 1,
            (Some(cells), Element::Table, true) if cells.inner > 0 => cells.inner -= 1,
            (Some(_), Element::Table, true) => self.end_table(),
            (Some(cells), _, _) if cells.inner > 0 => self.widen(Gap::Space),
            (Some(_), Element::Cell, false) => {
                self.end_cell();
                self.begin_cell();
            }
            (Some(_), _, is_end) => {
                self.end_cell();
                if let Some(cells) = self.tables.as_mut().filter(|_| !is_end) {
                    cells.table.begin_row();
                }
            }
        }
    }

    fn begin_table(&mut self) {
        self.block();
        if self.is_in_line || self.is_in_heading || !self.lists.is_empty() {
            // Such a table is text.
            return;
        }
        self.tables = Some(Cells {
            table: Table::default(),
            before: String::new(),
            is_in_cell: false,
            inner: 0,
        });
    }

    fn begin_cell(&mut self) {
        if let Some(cells) = &mut self.tables {
            cells.is_in_cell = true;
            cells.before = mem::take(&mut self.out);
            self.gap = Gap::Nothing;
        }
    }

    fn end_cell(&mut self) {
        self.end_marks();
        if let Some(cells) = &mut self.tables
            && mem::take(&mut cells.is_in_cell)
        {
            let cell = mem::replace(&mut self.out, mem::take(&mut cells.before));
            cells.table.push(&cell);
            self.lists.clear();
            self.gap = Gap::Block;
        }
    }

    /// Ends the table, and writes it.
    pub(super) fn end_table(&mut self) {
        self.end_cell();
        let Some(cells) = self.tables.take() else {
            return;
        };
        let lines = cells.table.into_lines();
        if !lines.is_empty() {
            self.gap = Gap::Block;
            self.begin_text(None);
            self.out.push_str(&lines.join("\n"));
        }
        self.gap = Gap::Block;
    }
}
