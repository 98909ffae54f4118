//! Checks Rust files: they keep their items, comments stay comments, and literals have
//! the texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use generator::files::FileSet;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use proptest::test_runner::TestCaseError;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};
use quote::ToTokens;

use super::super::ensure;
use super::specification::Edit;

/// The parts of the Rust of a package.
pub struct Package {
    /// The parts of each file, by its path. Files with the same text share them.
    files: BTreeMap<String, Arc<File>>,
    with_names: bool,
}

/// The parts of a file.
#[derive(Default)]
struct File {
    /// Every item without comments, bodies and texts.
    items: Vec<String>,
    /// Every comment.
    comments: Vec<String>,
    /// The number of occurrences of each text in literals, without white space, which
    /// prose does not keep.
    literals: BTreeMap<String, usize>,
}

impl Package {
    /// Checks that `after` has the same items, and texts in their places.
    pub fn compare(&self, after: &Self, edits: &[Edit]) -> Result<(), TestCaseError> {
        let (own, others) = (self.items(), after.items());
        let mut pairs = own.iter().zip(&others);
        let differing = pairs.find(|(old, new)| old != new);
        ensure(own == others, || {
            let counts = (own.len(), others.len());
            format!("the items differ: {counts:?}, {differing:?}")
        })?;
        for (path, file) in &after.files {
            let is_known = self.files.get(path).is_some_and(|it| Arc::ptr_eq(it, file));
            for comment in file.comments.iter().filter(|_| !is_known) {
                check_comment(comment)?;
            }
        }
        let [edit] = edits else {
            return Ok(());
        };
        // A pattern may match every text, and is then not checked.
        let is_pattern = edit.keyword.ends_with("/pattern");
        let gone = after.count(&edit.before) < self.count(&edit.before);
        ensure(!gone || is_pattern || after.count(&edit.after) > 0, || {
            format!("no literal is {:?}", edit.after)
        })
    }

    /// Reads the files of a package, except those that never differ.
    pub fn read(files: &FileSet, with_names: bool) -> Result<Self, TestCaseError> {
        Self::read_with(files, with_names, |_, _| None)
    }

    /// Reads the files of a package that were not read before: `self` is the package of the
    /// files `before`.
    pub fn read_after(&self, before: &FileSet, files: &FileSet) -> Result<Self, TestCaseError> {
        Self::read_with(files, self.with_names, |path, text| {
            let is_same = before.get(path) == Some(text);
            self.files.get(path).filter(|_| is_same).cloned()
        })
    }

    fn read_with(
        files: &FileSet,
        with_names: bool,
        known: impl Fn(&str, &str) -> Option<Arc<File>>,
    ) -> Result<Self, TestCaseError> {
        let files = files
            .iter()
            .filter(|(path, _)| path.starts_with("src/") && !path.starts_with("src/support/"));
        let read = files.map(|(path, text)| {
            let file = match known(path, text) {
                Some(file) => file,
                None => Arc::new(File::read(path, text, with_names)?),
            };
            Ok((path.to_owned(), file))
        });
        Ok(Self {
            files: read.collect::<Result<_, TestCaseError>>()?,
            with_names,
        })
    }

    /// Returns the items of all files. Without names, their order depends on the names.
    fn items(&self) -> Vec<&str> {
        let items = self.files.values().flat_map(|file| &file.items);
        let mut items: Vec<&str> = items.map(String::as_str).collect();
        if !self.with_names {
            items.sort_unstable();
        }
        items
    }

    fn count(&self, text: &str) -> usize {
        let text = squeezed(text);
        let counts = self.files.values();
        counts.filter_map(|file| file.literals.get(&text)).sum()
    }
}

impl File {
    fn read(path: &str, text: &str, with_names: bool) -> Result<Self, TestCaseError> {
        let parsed = syn::parse_file(text);
        let mut parsed =
            parsed.map_err(|error| TestCaseError::fail(format!("{path} is not Rust: {error}")))?;
        let mut file = Self::default();
        file.collect(parsed.to_token_stream());
        for attribute in &parsed.attrs {
            file.items
                .push(skeleton(attribute.to_token_stream(), with_names));
        }
        for item in &mut parsed.items {
            without_bodies(item);
            if !is_detail(item) {
                file.items.push(item_skeleton(item, with_names));
            }
        }
        file.items.retain(|item| !item.is_empty());
        Ok(file)
    }

    /// Collects the comments and literals of these tokens.
    fn collect(&mut self, tokens: TokenStream) {
        let mut lines: Vec<String> = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let group = match tokens.peek() {
                Some(TokenTree::Group(group)) if is_hash(&token) => doc_line(group),
                _ => None,
            };
            if let Some(line) = group {
                lines.push(line);
                tokens.next();
                continue;
            }
            let is_inner =
                matches!(&token, TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!'));
            if !is_inner && !lines.is_empty() {
                self.comments.push(std::mem::take(&mut lines).join("\n"));
            }
            match token {
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        *self.literals.entry(squeezed(&text.value())).or_default() += 1;
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
        self.comments
            .extend((!lines.is_empty()).then(|| lines.join("\n")));
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn is_hash(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!'))
}

/// Returns the line of a comment in an attribute's brackets.
fn doc_line(group: &proc_macro2::Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    match (
        group.delimiter(),
        tokens.next(),
        tokens.next(),
        tokens.next(),
    ) {
        (
            Delimiter::Bracket,
            Some(TokenTree::Ident(name)),
            Some(TokenTree::Punct(_)),
            Some(TokenTree::Literal(text)),
        ) if name == "doc" => {
            let text = syn::parse_str::<syn::LitStr>(&text.to_string())
                .ok()?
                .value();
            Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
        }
        _ => None,
    }
}

/// Returns true if an item is only used in the bodies of others.
fn is_detail(item: &syn::Item) -> bool {
    match item {
        syn::Item::Use(item) => matches!(item.vis, syn::Visibility::Inherited),
        syn::Item::Fn(item) => matches!(item.vis, syn::Visibility::Inherited),
        _ => false,
    }
}

/// Removes the parts that depend on the rules of an object rather than on its shape:
/// bodies, and whether arguments are used in them.
fn without_bodies(item: &mut syn::Item) {
    let without_names = |inputs: &mut syn::punctuated::Punctuated<syn::FnArg, syn::Token![,]>| {
        for input in inputs {
            if let syn::FnArg::Typed(input) = input {
                *input.pat = syn::Pat::Verbatim(TokenStream::new());
            }
        }
    };
    match item {
        syn::Item::Fn(item) => {
            item.block.stmts.clear();
            without_names(&mut item.sig.inputs);
        }
        syn::Item::Impl(item) => {
            for item in &mut item.items {
                if let syn::ImplItem::Fn(item) = item {
                    item.block.stmts.clear();
                    without_names(&mut item.sig.inputs);
                }
            }
        }
        syn::Item::Mod(item) => {
            let items = item.content.iter_mut().flat_map(|(_, items)| items);
            items.for_each(without_bodies);
        }
        _ => {}
    }
}

/// Returns an item as text. Without names, the order of the items in a module is not that of
/// the file, which depends on their names.
fn item_skeleton(item: &mut syn::Item, with_names: bool) -> String {
    let mut inner = Vec::new();
    if let syn::Item::Mod(module) = item
        && let Some((_, items)) = &mut module.content
        && !with_names
    {
        let own = std::mem::take(items).into_iter();
        inner.extend(own.map(|mut it| item_skeleton(&mut it, with_names)));
        inner.sort();
    }
    skeleton(item.to_token_stream(), with_names) + &inner.concat()
}

/// Returns tokens as text, without comments. All texts, and all names if they may differ,
/// become one word.
fn skeleton(tokens: TokenStream, with_names: bool) -> String {
    let mut text = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if is_hash(&token) {
            // The attribute is `#` or `#!`, and the brackets.
            let mut rest = tokens.clone();
            let next = rest.next();
            let group = match next {
                Some(TokenTree::Punct(_)) => rest.next(),
                other => other,
            };
            if let Some(TokenTree::Group(group)) = group
                && doc_line(&group).is_some()
            {
                tokens = rest;
                continue;
            }
        }
        match token {
            TokenTree::Group(group) => {
                let inner = skeleton(group.stream(), with_names);
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &inner, close]);
            }
            TokenTree::Literal(_) => text += "\"\"",
            TokenTree::Ident(name) if with_names || is_of_rust(&name.to_string()) => {
                text.extend([" ", &name.to_string(), " "]);
            }
            TokenTree::Ident(_) => text += " _ ",
            // A list that does not fit into a line ends with a comma.
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Punct(punct) => text.push(punct.as_char()),
        }
    }
    text
}

fn is_of_rust(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_err()
        || [
            "derive", "cfg", "allow", "deny", "forbid", "doc", "must_use",
        ]
        .contains(&name)
}

/// Checks that rustdoc shows no markup of a text, and compiles none.
fn check_comment(comment: &str) -> Result<(), TestCaseError> {
    let fail = |what: &str| Err(TestCaseError::fail(format!("{what} in:\n{comment}")));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    // rustdoc resolves only text in brackets.
    let mut broken = |link: pulldown_cmark::BrokenLink<'_>| {
        Some((
            CowStr::from(format!("shortcut:{}", link.reference)),
            CowStr::from(""),
        ))
    };
    let parser = Parser::new_with_broken_link_callback(comment, options, Some(&mut broken));
    for event in parser {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => return fail("HTML"),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => return fail("an extension"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => return fail("Rust"),
            Event::Start(Tag::Image { .. }) => return fail("an image"),
            Event::Start(Tag::Link { dest_url, .. }) if !is_harmless(&dest_url) => {
                return fail(&format!("a link to {dest_url}"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Returns true if a link leads to the web or to an item.
fn is_harmless(target: &str) -> bool {
    let path = target
        .strip_prefix("shortcut:")
        .unwrap_or(target)
        .trim_matches('`');
    // rustdoc uses this prefix for a field whose name a method has too.
    let path = path.strip_prefix("field@").unwrap_or(path);
    let is_path = path
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_:#-".contains(c));
    target.starts_with("https://")
        || target.starts_with("http://")
        || is_path && target != "javascript:y" && !["Vec", "Self::foo"].contains(&path)
}
