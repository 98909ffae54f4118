//! Lays out Rust code: prettyplease prints it, and this module adds the blank lines that
//! prettyplease leaves out between methods and documented fields.

use proc_macro2::TokenStream;
use quote::quote;

fn print(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> String {
    spaced(&prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    }))
}

/// Returns the inner attributes of a file, such as its module comment.
pub fn head(attrs: Vec<syn::Attribute>) -> String {
    print(attrs, Vec::new())
}

/// Returns statements as they appear in the body of a function.
pub fn statements(tokens: &TokenStream) -> String {
    let Ok(parsed) = syn::parse2::<syn::File>(quote!(fn main() { #tokens })) else {
        return tokens.to_string();
    };
    let text = prettyplease::unparse(&parsed);
    text.lines()
        .filter_map(|line| line.strip_prefix("    "))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// Returns one item.
pub fn item(item: syn::Item) -> String {
    print(Vec::new(), vec![item])
}

/// Puts a blank line before every documented or multi-line member that follows another
/// one. No token contains a line break, so every line is a line of code.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut last = "";
    for line in text.lines() {
        // Associated types are kept together.
        let is_type = |line: &str| line.trim_start().starts_with("type ");
        let opens = begins_member(line) && ends_member(last) && !(is_type(line) && is_type(last));
        if opens && indent(line) == indent(last) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        last = line;
    }
    spaced
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
