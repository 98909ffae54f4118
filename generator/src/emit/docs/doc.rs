//! Documentation comments under construction.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown;

/// A documentation comment under construction.
#[derive(Default)]
pub struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// Creates a comment that begins with one line written by the generator.
    pub fn new(line: impl Into<String>) -> Self {
        Self {
            lines: vec![line.into()],
        }
    }

    /// Adds text of the specification.
    pub fn prose(mut self, text: &str) -> Self {
        let lines = markdown::lines(text);
        if !lines.is_empty() {
            self.gap();
            self.lines.extend(lines);
        }
        self
    }

    /// Returns whether there is no text: that of a specification can be a mark of Markdown
    /// alone, such as `-`.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds a paragraph written by the generator.
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.gap();
            self.lines.extend(markdown::wrap(&text));
        }
        self
    }

    /// Adds lines written by the generator, unchanged.
    pub fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.gap();
        self.lines.extend(lines);
        self
    }

    /// Adds a program in a code block, which is compiled and run as a test.
    pub fn program(self, program: &str) -> Self {
        let lines = program.lines().map(str::to_owned);
        let fence = || iter::once("```".to_owned());
        self.lines(fence().chain(lines).chain(fence()))
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Returns the comment of the item that follows.
    pub fn outer(&self) -> TokenStream {
        self.text()
            .map_or_else(TokenStream::new, |text| quote!(#[doc = #text]))
    }

    /// Returns the comment of the enclosing module.
    pub fn inner(&self) -> TokenStream {
        self.text()
            .map_or_else(TokenStream::new, |text| quote!(#![doc = #text]))
    }

    /// Returns all lines as one text, if there are any.
    fn text(&self) -> Option<String> {
        let lines = self.lines.iter().map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        });
        let lines: Vec<String> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// Returns a one-line comment.
pub fn line(text: &str) -> TokenStream {
    Doc::new(text).outer()
}

/// Returns the lines of a list item with its marker.
pub fn list_item(mark: &str, text: &str) -> Vec<String> {
    let indent = " ".repeat(mark.len());
    let lines = markdown::wrap(text).into_iter().enumerate();
    lines
        .map(|(index, line)| format!("{} {line}", if index == 0 { mark } else { &indent }))
        .collect()
}
