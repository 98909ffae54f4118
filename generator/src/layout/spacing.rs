//! The blank lines between items and between members.

use super::split;
use super::tree::Tree;

/// A group of items that are not separated by blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Import,
    Export,
    Module,
    PublicModule,
    Other,
}

impl Group {
    /// Returns the group of an item.
    pub fn of(item: &[Tree]) -> Self {
        let (is_public, item) = split::without_attributes(item);
        let is_declared = item.last().is_some_and(|last| last.is_punct(';'));
        let Some(keyword) = item.first().filter(|_| is_declared) else {
            return Self::Other;
        };
        match (keyword.is_word("use"), keyword.is_word("mod")) {
            (true, _) if is_public => Self::Export,
            (true, _) => Self::Import,
            (_, true) if is_public => Self::PublicModule,
            (_, true) => Self::Module,
            (false, false) => Self::Other,
        }
    }

    /// Returns whether no blank line is between the two.
    pub fn joins(self, next: Self) -> bool {
        self == next && self != Self::Other
    }
}

/// Adds a text with a blank line before every documented or multi-line member that follows
/// another one. No token contains a line break, so every line is a line of code.
pub fn spaced(text: &str, out: &mut String) {
    let mut last = "";
    for line in text.lines() {
        // Associated types are kept together.
        let is_type = |line: &str| line.trim_start().starts_with("type ");
        let opens = begins_member(line) && ends_member(last) && !(is_type(line) && is_type(last));
        if opens && indent(line) == indent(last) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        last = line;
    }
}

/// Returns true if a line begins a member that needs a blank line before it.
fn begins_member(line: &str) -> bool {
    const BEGINNINGS: [&str; 8] = [
        "///",
        "#[",
        "pub fn ",
        "fn ",
        "impl",
        "pub struct ",
        "type ",
        "pub mod ",
    ];
    let line = line.trim_start();
    BEGINNINGS
        .iter()
        .any(|beginning| line.starts_with(beginning))
}

/// Returns true if a line ends a member.
fn ends_member(line: &str) -> bool {
    let line = line.trim();
    !line.starts_with("///")
        && !line.starts_with("#[")
        && (line.ends_with(',') || line.ends_with(';') || line.ends_with('}'))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
