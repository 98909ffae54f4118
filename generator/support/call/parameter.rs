//! Parameters of requests as texts in a path, a query or a header.

use std::fmt::Write as _;

use crate::support::value::{DateTime, Decimal, Sensitive, TextEnum, Uri};

/// The value of a parameter: the text of a scalar, the texts of a list, or nothing.
pub trait Parameter {
    /// Calls a function with each text.
    fn each(&self, take: &mut dyn FnMut(&str));
}

impl<T: Parameter> Parameter for Option<T> {
    fn each(&self, take: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each(take);
        }
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn each(&self, take: &mut dyn FnMut(&str)) {
        for value in self {
            value.each(take);
        }
    }
}

impl<T: Parameter> Parameter for Sensitive<T> {
    fn each(&self, take: &mut dyn FnMut(&str)) {
        self.expose().each(take);
    }
}

impl<T: TextEnum + AsRef<str>> Parameter for T {
    fn each(&self, take: &mut dyn FnMut(&str)) {
        take(self.as_ref());
    }
}

macro_rules! texts {
    ($($name:ty),*) => {$(
        impl Parameter for $name {
            fn each(&self, take: &mut dyn FnMut(&str)) {
                take(self.as_ref());
            }
        }
    )*};
}

texts!(String, &'static str, DateTime, Decimal, Uri);

macro_rules! displayed {
    ($($name:ty),*) => {$(
        impl Parameter for $name {
            fn each(&self, take: &mut dyn FnMut(&str)) {
                take(&self.to_string());
            }
        }
    )*};
}

displayed!(bool, i32, i64, u32, u64);

/// Returns the value of a parameter for a path, percent-encoded.
pub fn encoded(value: &dyn Parameter) -> String {
    let mut text = String::new();
    value.each(&mut |part| push_encoded(&mut text, part));
    text
}

/// Returns the query with these parameters. An item of a list has the name of the
/// parameter.
pub fn query(parameters: &[(&'static str, &dyn Parameter)]) -> String {
    let mut query = String::new();
    for (name, value) in parameters {
        value.each(&mut |text| {
            if !query.is_empty() {
                query.push('&');
            }
            push_encoded(&mut query, name);
            query.push('=');
            push_encoded(&mut query, text);
        });
    }
    query
}

/// Returns the headers of these parameters.
pub fn headers(parameters: &[(&'static str, &dyn Parameter)]) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    for &(name, value) in parameters {
        value.each(&mut |text| headers.push((name, text.to_owned())));
    }
    headers
}

/// Appends a text in which every byte is percent-encoded except for the unreserved
/// characters of RFC 3986.
fn push_encoded(text: &mut String, part: &str) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
}
