//! Tables of HTML that become tables of Markdown.

/// A table under construction.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the row. Its content is one line of Markdown.
    pub(super) fn push(&mut self, cell: &str) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell.replace('|', "\\|"));
        }
    }

    /// Returns the lines of the table. The first row is the head, since Markdown has no
    /// table without one. Empty columns at the end of rows are added in the head only.
    pub(super) fn into_lines(self) -> Vec<String> {
        let rows = self.rows.into_iter().filter(|row| !row.is_empty());
        let mut rows: Vec<Vec<String>> = rows.collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let Some(head) = rows.first_mut() else {
            return Vec::new();
        };
        // Each cell of the head costs one of some row, so the table stays as long as its HTML.
        head.resize(columns, String::new());
        let rule = format!("|{}", " --- |".repeat(columns));
        let mut lines: Vec<String> = rows
            .iter()
            .map(|row| format!("| {} |", row.join(" | ")))
            .collect();
        lines.insert(1, rule);
        lines
    }
}
