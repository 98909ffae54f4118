//! Styles: the forms that OpenAPI defines for values outside of JSON.

use std::fmt::Write as _;

use super::encode::{Encode, push_encoded};
use super::encode_error::EncodeError;
use super::tree::Tree;

/// The form of a value in a path, a query, a header, a cookie or a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    kind: Kind,
    explode: bool,
    encode: Encode,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

/// A name with its values, which a delimiter separates.
pub struct Pair {
    /// The name.
    pub name: String,
    /// The values.
    pub values: Vec<String>,
    delimiter: &'static str,
    encode: Encode,
}

impl Style {
    /// `1,2` in a path or a header.
    pub const SIMPLE: Self = Self::of(Kind::Simple, false);
    /// `.1,2` in a path.
    pub const LABEL: Self = Self::of(Kind::Label, false);
    /// `;id=1,2` in a path.
    pub const MATRIX: Self = Self::of(Kind::Matrix, false);
    /// `id=1&id=2` in a query, a cookie or a form.
    pub const FORM: Self = Self::of(Kind::Form, true);
    /// `id=1%202` in a query or a form.
    pub const SPACE_DELIMITED: Self = Self::of(Kind::SpaceDelimited, false);
    /// `id=1%7C2` in a query or a form.
    pub const PIPE_DELIMITED: Self = Self::of(Kind::PipeDelimited, false);
    /// `id[key]=1` in a query or a form.
    pub const DEEP_OBJECT: Self = Self::of(Kind::DeepObject, true);
    /// A JSON text.
    pub const JSON: Self = Self::of(Kind::Json, false);

    const fn of(kind: Kind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            encode: Encode::All,
        }
    }

    /// Returns the style in which each item and each member has a name.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self {
            explode: true,
            ..self
        }
    }

    /// Returns the style in which the items and the members are one value.
    #[must_use]
    pub const fn joined(self) -> Self {
        Self {
            explode: false,
            ..self
        }
    }

    /// Returns the style that does not encode the reserved characters of URLs, except for
    /// those that would end the value.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self {
            encode: Encode::Unreserved,
            ..self
        }
    }

    /// Returns whether a value is not written. Only JSON tells a list or an object without
    /// anything in it from an absent one.
    pub fn omits(self, value: &Tree) -> bool {
        match self.kind {
            Kind::Json => matches!(value, Tree::Absent),
            Kind::Simple
            | Kind::Label
            | Kind::Matrix
            | Kind::Form
            | Kind::SpaceDelimited
            | Kind::PipeDelimited
            | Kind::DeepObject => value.is_nothing(),
        }
    }

    /// Returns the pairs of a value in a query, a cookie or a form.
    pub fn pairs(self, name: &str, value: Tree) -> Vec<Pair> {
        let mut pairs = Vec::new();
        if self.omits(&value) {
            return pairs;
        }
        match self.kind {
            Kind::Json => pairs.push(self.pair(name, value.to_json())),
            Kind::DeepObject => self.deep(name, value, &mut pairs),
            _ if self.explode => self.exploded_pairs(name, value, &mut pairs),
            _ => pairs.push(Pair {
                name: name.to_owned(),
                values: items(value, None),
                delimiter: self.delimiter(),
                encode: self.encode,
            }),
        }
        pairs
    }

    /// Returns the pairs of a member of a form, or an error if the items could not be told
    /// apart.
    pub fn checked_pairs(self, name: &str, value: Tree) -> Result<Vec<Pair>, EncodeError> {
        if !self.separates_pairs(&value) {
            return Err(EncodeError::of_delimiter(name));
        }
        Ok(self.pairs(name, value))
    }

    /// Returns the names that the members of an object have of their own in a query or a
    /// cookie. Other styles write the name of the parameter before them.
    pub fn own_names(self, value: &Tree) -> Vec<&str> {
        let is_exploded = match self.kind {
            Kind::Json | Kind::DeepObject => false,
            Kind::Simple
            | Kind::Label
            | Kind::Matrix
            | Kind::Form
            | Kind::SpaceDelimited
            | Kind::PipeDelimited => self.explode,
        };
        match value {
            Tree::Object(members) if is_exploded => {
                let members = members.iter();
                let members = members.filter(|(_, value)| !value.is_nothing());
                members.map(|(name, _)| name.as_str()).collect()
            }
            Tree::Absent | Tree::Text(_) | Tree::Plain(_) | Tree::List(_) | Tree::Object(_) => {
                Vec::new()
            }
        }
    }

    /// Returns whether no item in a query, a cookie or a form contains the text that separates
    /// the items.
    pub fn separates_pairs(self, value: &Tree) -> bool {
        let delimiters: &[char] = match self.kind {
            Kind::Json | Kind::DeepObject => &[],
            _ if self.explode => &[],
            // The delimiter is encoded too, so that it looks like one in an item.
            Kind::SpaceDelimited => &[' '],
            Kind::PipeDelimited => &['|'],
            Kind::Simple | Kind::Label | Kind::Matrix | Kind::Form => match self.encode {
                Encode::All => &[],
                Encode::Unreserved => &[','],
            },
        };
        separates(value, delimiters, delimiters)
    }

    /// Returns whether no item in a path contains the text that separates the items.
    pub fn separates_in_path(self, value: &Tree) -> bool {
        let is_encoded = self.encode == Encode::All;
        let (names, values): (&[char], &[char]) = match self.kind {
            Kind::Json => (&[], &[]),
            // No URL encodes a dot.
            Kind::Label if self.explode && is_encoded => (&['.'], &['.']),
            Kind::Label if self.explode => (&['.', '='], &['.']),
            _ if is_encoded => (&[], &[]),
            Kind::Matrix if self.explode => (&[], &[';']),
            Kind::Matrix => (&[',', ';'], &[',', ';']),
            _ if self.explode => (&[',', '='], &[',']),
            _ => (&[','], &[',']),
        };
        separates(value, names, values)
    }

    /// Returns whether no item in a header contains the text that separates the items.
    pub fn separates_in_header(self, value: &Tree) -> bool {
        let (names, values): (&[char], &[char]) = match self.kind {
            Kind::Json => (&[], &[]),
            _ if self.explode => (&[',', '='], &[',']),
            _ => (&[','], &[',']),
        };
        separates(value, names, values)
    }

    fn pair(self, name: &str, value: String) -> Pair {
        Pair {
            name: name.to_owned(),
            values: vec![value],
            delimiter: "",
            encode: self.encode,
        }
    }

    const fn delimiter(self) -> &'static str {
        match self.kind {
            Kind::SpaceDelimited => "%20",
            Kind::PipeDelimited => "%7C",
            Kind::Simple
            | Kind::Label
            | Kind::Matrix
            | Kind::Form
            | Kind::DeepObject
            | Kind::Json => ",",
        }
    }

    fn exploded_pairs(self, name: &str, value: Tree, pairs: &mut Vec<Pair>) {
        match value {
            Tree::Absent => {}
            Tree::Text(text) | Tree::Plain(text) => pairs.push(self.pair(name, text)),
            Tree::List(list) => {
                for item in list.into_iter().filter(|item| !item.is_nothing()) {
                    pairs.push(self.pair(name, item.into_text()));
                }
            }
            Tree::Object(members) => {
                for (name, value) in members {
                    match value {
                        Tree::Object(_) if !value.is_nothing() => {
                            pairs.push(self.pair(&name, value.to_json()));
                        }
                        value => self.exploded_pairs(&name, value, pairs),
                    }
                }
            }
        }
    }

    /// Adds the pairs of a value at any depth. An item without members has no position,
    /// as the documentation of APIs with such parameters writes it (`expand[]=a`); one with
    /// members has one, since the members of two items could not be told apart without it
    /// (`items[0][price]=a`).
    fn deep(self, name: &str, value: Tree, pairs: &mut Vec<Pair>) {
        match value {
            Tree::Absent => {}
            Tree::Text(text) | Tree::Plain(text) => pairs.push(self.pair(name, text)),
            Tree::List(list) => {
                let list = list.into_iter().filter(|item| !item.is_nothing());
                for (position, item) in list.enumerate() {
                    match item {
                        Tree::List(_) | Tree::Object(_) => {
                            self.deep(&format!("{name}[{position}]"), item, pairs);
                        }
                        item => pairs.push(self.pair(&format!("{name}[]"), item.into_text())),
                    }
                }
            }
            Tree::Object(members) => {
                for (member, value) in members {
                    self.deep(&format!("{name}[{member}]"), value, pairs);
                }
            }
        }
    }

    /// Returns the text of a value in a path, percent-encoded.
    pub fn in_path(self, name: &str, value: Tree) -> String {
        if self.omits(&value) {
            return String::new();
        }
        match self.kind {
            Kind::Matrix => self.matrix(name, value),
            Kind::Label => {
                let separator = if self.explode { "." } else { "," };
                format!(".{}", self.joined_text(value, separator))
            }
            Kind::Json => encoded(&value.to_json(), self.encode),
            Kind::Simple
            | Kind::Form
            | Kind::SpaceDelimited
            | Kind::PipeDelimited
            | Kind::DeepObject => self.joined_text(value, ","),
        }
    }

    fn joined_text(self, value: Tree, separator: &str) -> String {
        let assign = self.explode.then_some("=");
        let items = encoded_items(value, assign, self.encode);
        items.join(separator)
    }

    fn matrix(self, name: &str, value: Tree) -> String {
        let pairs = if self.explode {
            Self::FORM.pairs(name, value)
        } else {
            Self::FORM.joined().pairs(name, value)
        };
        let mut text = String::new();
        for mut pair in pairs {
            pair.encode = self.encode;
            text.push(';');
            text.push_str(&encoded(&pair.name, Encode::All));
            let value = pair.encoded_value();
            if !value.is_empty() {
                text.push('=');
                text.push_str(&value);
            }
        }
        text
    }

    /// Returns the text of a value in a header, if there is one. Nothing is encoded there, but
    /// JSON has a form in ASCII.
    pub fn in_header(self, value: Tree) -> Option<String> {
        if self.omits(&value) {
            return None;
        }
        Some(match self.kind {
            Kind::Json => in_ascii(&value.to_json()),
            Kind::Simple
            | Kind::Label
            | Kind::Matrix
            | Kind::Form
            | Kind::SpaceDelimited
            | Kind::PipeDelimited
            | Kind::DeepObject => items(value, self.explode.then_some("=")).join(","),
        })
    }
}

impl Pair {
    /// Returns the name and the value as they are in a query.
    pub fn to_query(&self) -> String {
        let name = encoded(&self.name, Encode::All);
        format!("{name}={}", self.encoded_value())
    }

    /// Returns the value without encoding, as a part of a multipart body has it.
    pub fn plain_value(&self) -> String {
        let delimiter = match self.delimiter {
            "%20" => " ",
            "%7C" => "|",
            other => other,
        };
        self.values.join(delimiter)
    }

    fn encoded_value(&self) -> String {
        let values = self.values.iter();
        let values: Vec<String> = values.map(|value| encoded(value, self.encode)).collect();
        values.join(self.delimiter)
    }
}

/// Returns the texts of the items of a list, or of the names and values of an object. With
/// `assign`, a name and its value are one text.
fn items(value: Tree, assign: Option<&str>) -> Vec<String> {
    texts(value, assign, |text| text)
}

fn encoded_items(value: Tree, assign: Option<&str>, encode: Encode) -> Vec<String> {
    texts(value, assign, |text| encoded(&text, encode))
}

fn texts(value: Tree, assign: Option<&str>, write: impl Fn(String) -> String) -> Vec<String> {
    match value {
        Tree::Absent => Vec::new(),
        Tree::Text(text) | Tree::Plain(text) => vec![write(text)],
        Tree::List(list) => {
            let list = list.into_iter().filter(|item| !item.is_nothing());
            list.map(|item| write(item.into_text())).collect()
        }
        Tree::Object(members) => {
            let members = members.into_iter().filter(|(_, value)| !value.is_nothing());
            let members = members.map(|(name, value)| (write(name), write(value.into_text())));
            match assign {
                Some(sign) => members
                    .map(|(name, value)| format!("{name}{sign}{value}"))
                    .collect(),
                None => members.flat_map(|(name, value)| [name, value]).collect(),
            }
        }
    }
}

/// Returns whether the names and the values of a list or an object contain none of these
/// delimiters. One text has no items.
fn separates(value: &Tree, names: &[char], values: &[char]) -> bool {
    let is_free = |value: &Tree| value.is_nothing() || !value.to_text().contains(values);
    match value {
        Tree::Absent | Tree::Text(_) | Tree::Plain(_) => true,
        Tree::List(list) => list.iter().all(is_free),
        Tree::Object(members) => members
            .iter()
            .all(|(name, value)| is_free(value) && !name.contains(names)),
    }
}

/// Returns a JSON text with escapes for all characters that a header cannot have. They occur in
/// strings only.
fn in_ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

fn encoded(text: &str, encode: Encode) -> String {
    let mut encoded = String::new();
    push_encoded(&mut encoded, text, encode);
    encoded
}
