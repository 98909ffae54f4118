//! Documentation comments under construction.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown;

/// A documentation comment under construction.
#[derive(Default)]
pub struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// A comment that begins with one line of our own.
    pub fn new(line: impl Into<String>) -> Self {
        Self {
            lines: vec![line.into()],
        }
    }

    /// Adds a paragraph of the specification's own prose.
    pub fn prose(mut self, text: &str) -> Self {
        let lines = markdown::lines(text);
        if !lines.is_empty() {
            self.gap();
            self.lines.extend(lines);
        }
        self
    }

    /// Adds a paragraph of our own.
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.gap();
            self.lines.extend(markdown::wrap(&text));
        }
        self
    }

    /// Adds lines of our own as they are.
    pub fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.gap();
        self.lines.extend(lines);
        self
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// The comment of the item that follows.
    pub fn outer(&self) -> TokenStream {
        let lines = self.attributes();
        quote!(#(#[doc = #lines])*)
    }

    /// The comment of the module that it stands in.
    pub fn inner(&self) -> TokenStream {
        let lines = self.attributes();
        quote!(#(#![doc = #lines])*)
    }

    fn attributes(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
    }
}

/// A one-line comment.
pub fn line(text: &str) -> TokenStream {
    Doc::new(text).outer()
}

/// An item of a list of our own, with what marks it.
pub fn list_item(mark: &str, text: &str) -> Vec<String> {
    let indent = " ".repeat(mark.len());
    let lines = markdown::wrap(text).into_iter().enumerate();
    lines
        .map(|(index, line)| format!("{} {line}", if index == 0 { mark } else { &indent }))
        .collect()
}

/// Words of our own, in which names may look like emphasis.
pub fn plain(text: &str) -> String {
    markdown::inline(&text.replace('_', "\\_"))
}
