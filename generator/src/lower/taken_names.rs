//! The names of one scope, and their collisions.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::ModuleId;
use crate::names::{self, Numbers};
use crate::text::source::Span;

/// The names of the types, builders and files of each module.
pub type TypeNames = HashMap<ModuleId, TakenNames>;

/// The Rust names of one scope, each with the position of its source.
#[derive(Default)]
pub struct TakenNames {
    places: HashMap<String, Span>,
    numbers: Numbers,
}

impl TakenNames {
    /// Claims a name, or returns the position of the one that has it.
    pub fn claim(&mut self, name: &str, span: Span) -> Result<(), Span> {
        if let Some(&known) = self.places.get(name) {
            return Err(known);
        }
        self.places.insert(name.to_owned(), span);
        Ok(())
    }

    /// Returns the position of the name that is taken, if one is.
    pub fn find(&self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Option<Span> {
        let mut names = names.into_iter();
        names.find_map(|name| self.places.get(name.as_ref()).copied())
    }

    /// Claims the names that follow from a wish, or else from its first number with which all of
    /// them are free. Returns the name, and the position of the item that has the wish.
    pub fn number(
        &mut self,
        wish: &str,
        span: Span,
        numbered: impl Fn(usize) -> String,
        claims: impl Fn(&str) -> Vec<String>,
    ) -> (String, Option<Span>) {
        let mut first = None;
        let name = self.numbers.free(wish, numbered, |name| {
            let claims = claims(name);
            let known = claims.iter().find_map(|it| self.places.get(it).copied());
            first = first.or(known);
            if known.is_none() {
                self.places.extend(claims.into_iter().map(|it| (it, span)));
            }
            known.is_none()
        });
        (name, first)
    }

    /// Returns the first number of a wish that is not free with which all claims are.
    pub fn next(
        &mut self,
        wish: &str,
        numbered: impl Fn(usize) -> String,
        mut claims: impl FnMut(&str) -> Vec<String>,
    ) -> String {
        self.numbers.next(wish, numbered, |name| {
            let claims = claims(name);
            !claims.iter().any(|it| self.places.contains_key(it))
        })
    }

    /// Claims a name and reports a collision; returns whether the name was free.
    pub fn take(
        &mut self,
        rust: &str,
        wire: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Err(known) = self.claim(rust, span) else {
            return true;
        };
        let message = if wire == rust {
            format!("`{rust}` is already the name of another item")
        } else {
            format!("`{wire}` gives the Rust name `{rust}`, which another item has")
        };
        diagnostics.push(
            Diagnostic::error(Code::NameCollision, span, message)
                .labelled(known, format!("the other `{rust}` comes from here"))
                .help("rename one of them with `x-rust-name`"),
        );
        false
    }
}

/// Returns the names of a type, its builder and its file.
pub fn claims(rust: &str, has_builder: bool) -> Vec<String> {
    let builder = has_builder.then(|| format!("{rust}Builder"));
    let mut names = vec![rust.to_owned(), file(rust)];
    names.extend(builder);
    names
}

/// Returns the file of a type. File names may be case-insensitive.
pub fn file(rust: &str) -> String {
    format!("{}.rs", names::file_stem(rust))
}
