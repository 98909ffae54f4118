//! Parameters of requests as texts in a path, a query, a header or a cookie.

use std::collections::HashMap;

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

/// The value of a JSON parameter that may be null. Null is written, and no value is not.
pub struct OrNull<'a>(Option<&'a dyn Parameter>);

impl<'a> OrNull<'a> {
    /// Returns a value that is always written.
    pub fn of(value: &'a dyn Parameter) -> Self {
        Self(Some(value))
    }

    /// Returns a value that is written if there is one.
    pub fn of_optional<T: Parameter>(value: Option<&'a T>) -> Self {
        Self(value.map(|value| value as &dyn Parameter))
    }
}

impl Parameter for OrNull<'_> {
    fn tree(&self) -> Tree {
        match self.0.map(Parameter::tree) {
            None => Tree::Absent,
            Some(Tree::Absent) => Tree::Plain("null".to_owned()),
            Some(value) => value,
        }
    }
}

/// Parameters, each with its name and its style.
pub type Parameters<'a> = &'a [(&'static str, Style, &'a dyn Parameter)];

/// Parameters, each with its place for violations, its name and its style.
pub type PlacedParameters<'a> = &'a [(&'static str, &'static str, Style, &'a dyn Parameter)];

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
        if !style.separates_in_path(&value.tree()) {
            self.report(Rule::Delimiter);
        }
    }

    /// Checks that the items of a value in a query or a cookie can be told apart.
    pub fn written_in_pairs(&mut self, style: Style, value: &dyn Parameter) {
        if !style.separates_pairs(&value.tree()) {
            self.report(Rule::Delimiter);
        }
    }

    /// Checks that no member of an object, which has a name of its own in a query or a cookie,
    /// has that of another parameter. `taken` has the names of the constant parameters.
    pub fn named_apart(&mut self, taken: &[&str], parameters: PlacedParameters<'_>) {
        let trees: Vec<Tree> = parameters.iter().map(|it| it.3.tree()).collect();
        let written = parameters.iter().zip(&trees);
        let written = written.filter(|((_, _, style, _), tree)| !style.omits(tree));
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for ((_, name, style, _), tree) in written.clone() {
            let names = style.own_names(tree);
            let name = names.is_empty().then_some(*name);
            for name in names.into_iter().chain(name) {
                *uses.entry(name).or_default() += 1;
            }
        }
        for name in taken {
            *uses.entry(name).or_default() += 1;
        }
        for ((place, _, style, _), tree) in written {
            let names = style.own_names(tree);
            if names.iter().any(|name| uses.get(name) > Some(&1)) {
                self.of_parameter(place).report(Rule::NameOfAnother);
            }
        }
    }

    /// Checks that a value that is no single text can stand in a header.
    pub fn written_in_header(&mut self, style: Style, value: &dyn Parameter) {
        let text = style.in_header(value.tree());
        if text.is_some_and(|text| !is_header_value(&text)) {
            self.report(Rule::HeaderValue);
        }
        if !style.separates_in_header(&value.tree()) {
            self.report(Rule::Delimiter);
        }
    }
}
