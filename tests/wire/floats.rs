//! Tests that the generated crate uses floats only where it reads native numbers.

use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// The files that receive JSON numbers from serde: those that turn them into decimal text
/// or refuse them, and the view for logs, which passes the numbers of unlisted members
/// on. One writes the numbers of parameters as texts, and one those of unlisted members
/// in formats other than JSON, if a float has the same text.
const READERS: [&str; 7] = [
    "support/call/tree.rs",
    "support/exact_text.rs",
    "support/read/float.rs",
    "support/read/scalar.rs",
    "support/read/search.rs",
    "support/read/visitor.rs",
    "support/redact/redacting.rs",
];

#[test]
fn floats_occur_only_in_readers() {
    let source = antom_tests::root().join("generated/src");
    let mut found = Vec::new();
    search(&source, &mut found);
    assert!(found.is_empty(), "floats: {found:#?}");
}

fn search(directory: &Path, found: &mut Vec<String>) {
    let entries = fs::read_dir(directory).expect("the directory can be read");
    for entry in entries {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            search(&path, found);
            continue;
        }
        if !READERS.iter().any(|reader| path.ends_with(reader)) {
            let text = fs::read_to_string(&path).expect("the file can be read");
            let tokens: TokenStream = text.parse().expect("the file is Rust");
            let floats = floats(tokens).into_iter();
            found.extend(floats.map(|float| format!("{}: {float}", path.display())));
        }
    }
}

fn floats(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => found.extend(floats(group.stream())),
            TokenTree::Ident(name) if name == "f32" || name == "f64" => {
                found.push(name.to_string());
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let is_number = text.starts_with(|first: char| first.is_ascii_digit());
                let is_hexadecimal = text.starts_with("0x");
                if is_number && !is_hexadecimal && text.contains(['.', 'e', 'E', 'f']) {
                    found.push(text);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

#[test]
fn the_search_finds_floats() {
    let program = "let x: f64 = 1.5; let y = (1e3, 2f32); let z = 0xe5_u64; // 1.5";
    let tokens = program.parse().expect("the program is Rust");
    assert_eq!(floats(tokens), ["f64", "1.5", "1e3", "2f32"]);
}
