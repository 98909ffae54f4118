//! Tests that the parts of a file are laid out as the whole would be.

use super::*;

/// Returns the text without the blank lines, of which prettyplease prints none.
fn dense(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn laid_out(layouts: &Layouts, code: &str) -> String {
    let tokens = code.parse().expect("tokens");
    layouts
        .file(String::new(), &trees(tokens))
        .expect("valid Rust")
}

/// Items in which a name of any length may break a line.
fn items(name: &str, ty: &str) -> String {
    let arms = format!("Self::{ty} => \"{name}\", \"{name}\" => Some(Self::{ty}),").repeat(8);
    format!(
        "#![allow(deprecated)]
        use crate::support::{{{name}, {ty}, Other}};
        pub use self::{name}::{{self}};
        #[derive(Clone, Debug)]
        #[cfg(feature = \"{name}\")]
        pub struct {ty}<A = unset::{name}, B = Option<HashMap<String, {ty}>>> where A: Given<B> {{
            pub {name}: Option<HashMap<String, Vec<{ty}>>>,
            #[deprecated = \"{name}\"]
            pub(crate) other: fn(&str) -> {ty},
        }}
        #[repr(u8)]
        enum Kind {{ A({ty}, Vec<{ty}>), {ty}, C {{ {name}: {ty} }}, D = 7 }}
        struct Unit;
        struct Pair({ty}, Option<{ty}>);
        impl<A: Iterator<Item = {ty}>, B> From<Pair<A, B>> for {ty}<A, B> where B: Given<{ty}> {{
            pub const {ty}: &'static [&'static str] = &[\"{name}\", \"{name} and {ty}\"];
            type Item = {ty};
            pub fn {name}(mut self, {name}: Option<impl Into<{ty}>>) -> Self {{
                self.optional.{name} = {name}.map(Into::into).unwrap_or_default();
                if self.{name} == -1 {{ return Err({ty} {{ {name}, ..self }}); }}
                match {name} {{ \"{name}\" => &mut self.{name}, _ => vec![{name}; 3] }}
            }}
            fn value() -> {ty} {{ {ty} {{ {name}: 1, b }} }}
            fn values({name}: u8) -> bool {{ let a = {ty} {{ {name} }}; matches!({name}, 1) && a == {ty} {{ ..B }} }}
            fn of() -> impl Iterator<Item = {ty}> {{ iter::once(|{name}| {ty}::new({name})) }}
        }}
        impl Arms for {ty} {{
            #[must_use]
            pub fn arms(&self, {name}: Option<HashMap<String, {ty}>>) -> &'static str {{ match self.{name} {{ {arms} }} }}
            fn blocks() -> u8 {{ match {name} {{ {arms} 1 if {name} >= 2 => {{ {name}() }} 1..=2 => match {name} {{ _ => 1 }} _ => {{}} }} }}
            fn values() -> u8 {{ match {ty}(a, b) {{ {arms} {ty} {{ {name}, .. }} if {name} == 1 => {{ {name}() }}, 1..=2 | 3 => {ty} {{ {name}: 1 }}, {ty}::A {{ b }} => &mut a::<{ty}, {name}>().b, _ => {{}} }} }}
        }}
        impl Empty for {ty} {{}}
        pub mod builder {{ pub use super::{name}::{{{ty}, Other}}; }}
        open_enum!({ty} {{ {ty} = \"{name}\", Other = \"other\" }});
        support::object! {{ {ty} }}
        pub const fn {name}<'a>({name}: &'a {ty}) -> Box<dyn Fn({ty}) -> {ty} + 'a> {{ format!(\"{name}\") }}
        "
    )
}

#[test]
fn parts_are_laid_out_as_the_whole_file() {
    let layouts = Layouts::default();
    for length in 1..70 {
        // The second name has the layout of the first.
        for letter in ["a", "b"] {
            let code = items(
                &letter.repeat(length),
                &letter.to_uppercase().repeat(length / 2 + 1),
            );
            let whole = prettyplease::unparse(&syn::parse_str(&code).expect("valid Rust"));
            assert_eq!(dense(&laid_out(&layouts, &code)), dense(&whole));
        }
    }
}

/// Returns the number of known shapes, and of their layouts with certain lengths of words.
fn counts(layouts: &Layouts) -> (usize, usize) {
    let known = layouts.known.read().expect("no panic");
    let others = known.values().map(|known| known.others.len());
    (known.len(), others.sum::<usize>())
}

#[test]
fn equal_shapes_are_laid_out_once() {
    let layouts = Layouts::default();
    laid_out(&layouts, &items("minutes", "Duration"));
    let (shapes, lengths) = counts(&layouts);
    laid_out(&layouts, &items("seconds", "Instants"));
    assert_eq!(counts(&layouts), (shapes, lengths));
    laid_out(&layouts, &items(&"minutes".repeat(7), "Duration"));
    let (same, more) = counts(&layouts);
    assert_eq!(same, shapes);
    assert!(more > lengths);
}

#[test]
fn lengths_do_not_matter_in_short_lines() {
    let layouts = Layouts::default();
    for name in ["hours", "minutes", "milliseconds"] {
        laid_out(
            &layouts,
            &format!("impl Time {{ fn {name}(&self) -> u64 {{ self.{name}.len() }} }}"),
        );
    }
    assert_eq!(counts(&layouts), (2, 0));
}

#[test]
fn a_comment_is_printed_line_by_line() {
    let code = r#"
        #![doc = " The file.\n\n With \"quotes\"."]
        #[doc = " A struct."]
        #[doc = " Its end."]
        struct A {
            #[doc = " A field.  \n\n - item"]
            a: u8,
        }
        #[cfg(test)]
        #[doc = " After\n an attribute."]
        mod b {
            #[doc = " In\n a module."]
            fn c() {}
        }
    "#;
    let expected = "\
//! The file.
//!
//! With \"quotes\".

/// A struct.
/// Its end.
struct A {
    /// A field.
    ///
    /// - item
    a: u8,
}

#[cfg(test)]
/// After
/// an attribute.
mod b {
    /// In
    /// a module.
    fn c() {}
}
";
    assert_eq!(laid_out(&Layouts::default(), code), expected);
}

#[test]
fn what_is_no_rust_is_an_error() {
    for code in [
        "struct",
        "struct A { 1 }",
        "impl A { fn }",
        "fn a() { let }",
        "enum { A }",
    ] {
        let tokens = code.parse().expect("tokens");
        let text = Layouts::default().file(String::new(), &trees(tokens));
        assert!(text.is_err(), "{code}");
    }
}
