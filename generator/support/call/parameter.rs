//! Parameters of requests as texts in a path, a query, a header or a cookie.

use serde::Serialize;

use crate::support::syntax::{is_header_value, is_path_value};
use crate::support::validate::{Inspection, Rule};

use super::encode::push_byte;
use super::style::Style;
use super::tree::Tree;

/// The value of a parameter.
pub trait Parameter {
    /// Returns the value as texts.
    fn tree(&self) -> Tree;
}

impl<T: Serialize + ?Sized> Parameter for T {
    fn tree(&self) -> Tree {
        Tree::of(self).unwrap_or(Tree::Absent)
    }
}

/// Parameters, each with its name and its style.
pub type Parameters<'a> = &'a [(&'static str, Style, &'a dyn Parameter)];

/// Returns the value of a parameter for a path, percent-encoded.
pub fn encoded(value: &dyn Parameter) -> String {
    in_path("", Style::SIMPLE, value)
}

/// Returns the value of a parameter of any style for a path, percent-encoded.
pub fn in_path(name: &str, style: Style, value: &dyn Parameter) -> String {
    style.in_path(name, value.tree())
}

/// Returns the query with these parameters.
pub fn query(parameters: Parameters<'_>) -> String {
    let pairs = parameters
        .iter()
        .flat_map(|(name, style, value)| style.pairs(name, value.tree()));
    let pairs: Vec<String> = pairs.map(|pair| pair.to_query()).collect();
    pairs.join("&")
}

/// Returns the query with these parameters after a constant part.
pub fn query_after(constant: &str, parameters: Parameters<'_>) -> String {
    let rest = query(parameters);
    if rest.is_empty() {
        constant.to_owned()
    } else {
        format!("{constant}&{rest}")
    }
}

/// Returns the headers of these parameters. What a header cannot hold, which validation
/// refuses, is percent-encoded, so that no value can begin another header.
pub fn headers(parameters: Parameters<'_>) -> Vec<(&'static str, String)> {
    let headers = parameters.iter().filter_map(|(name, style, value)| {
        let text = style.in_header(value.tree())?;
        Some((*name, written(text)))
    });
    headers.collect()
}

/// Returns the headers of these parameters, and the header with the cookies.
pub fn headers_and_cookies(
    parameters: Parameters<'_>,
    cookies: Parameters<'_>,
) -> Vec<(&'static str, String)> {
    let mut headers = headers(parameters);
    let pairs = cookies
        .iter()
        .flat_map(|(name, style, value)| style.pairs(name, value.tree()));
    let pairs: Vec<String> = pairs.map(|pair| pair.to_query()).collect();
    if !pairs.is_empty() {
        headers.push(("Cookie", pairs.join("; ")));
    }
    headers
}

fn written(text: String) -> String {
    if is_header_value(&text) {
        return text;
    }
    let mut written = String::new();
    for byte in text.trim_ascii().bytes() {
        match byte {
            b'\t' | b' '..=b'~' => written.push(char::from(byte)),
            _ => push_byte(&mut written, byte),
        }
    }
    written
}

impl Inspection<'_> {
    /// Checks that a value that is no single text can stand in a path.
    pub fn written_in_path(&mut self, name: &str, style: Style, value: &dyn Parameter) {
        if !is_path_value(&in_path(name, style, value)) {
            self.report(Rule::PathValue);
        }
    }

    /// Checks that a value that is no single text can stand in a header.
    pub fn written_in_header(&mut self, style: Style, value: &dyn Parameter) {
        let text = style.in_header(value.tree());
        if text.is_some_and(|text| !is_header_value(&text)) {
            self.report(Rule::HeaderValue);
        }
    }
}
