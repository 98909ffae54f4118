//! The tables of keywords in Markdown.

use std::fmt::Write as _;

use super::keyword::{Applies, Keyword, Row, Support};
use super::object::Object;

impl Applies {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Strings => "strings",
            Self::Numbers => "numbers",
            Self::Arrays => "arrays",
            Self::Objects => "objects",
        }
    }
}

impl Row {
    /// Returns the last cells of the row in the table.
    fn cells(&self) -> String {
        let becomes = match self.support {
            Support::Read(purpose) => purpose.to_owned(),
            Support::Ignored => "nothing: it has no effect".to_owned(),
            Support::Instead(help) => format!("not supported: {help}"),
        };
        format!("{} | {becomes}", self.applies.as_str())
    }
}

/// Prints the tables of keywords that `spec/README.md` contains.
#[must_use]
pub fn table() -> String {
    let mut text = "| keyword of a schema | applies to | becomes |\n|---|---|---|\n".to_owned();
    let list = |names: &mut dyn Iterator<Item = &str>| {
        let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    // Successive keywords with the same cells share a row.
    for keywords in Keyword::ALL.chunk_by(|one, next| one.row().cells() == next.row().cells()) {
        if let [first, ..] = keywords {
            let names = list(&mut keywords.iter().map(|keyword| keyword.name()));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "| {names} | {} |", first.row().cells());
        }
    }
    text.push_str("\n| object | read | without effect | not supported |\n|---|---|---|---|\n");
    let others = Object::ALL.into_iter().filter(|it| *it != Object::Schema);
    for object in others {
        let own = object.own();
        let read = list(&mut own.read.iter().copied());
        let ignored = list(&mut own.ignored.iter().copied());
        let instead = list(&mut own.instead.iter().map(|(name, _)| *name));
        let _ = writeln!(text, "| {object} | {read} | {ignored} | {instead} |");
    }
    text
}
