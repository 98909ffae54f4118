//! Lays out Rust code.
//!
//! prettyplease prints the parts of a file: items, the members of structs, enums and
//! implementations, and the arms of a long `match`. The layout of a short part is remembered
//! by its shape, because most parts of a crate have the shape of another one. Comments and
//! the blank lines that prettyplease leaves out are added here.

mod copy;
mod doc;
mod part;
mod shape;
mod spacing;
mod split;
mod tree;

use std::collections::HashMap;
use std::sync::RwLock;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser as _;

pub use tree::{Tree, joined, trees};

use part::{Arms, Place};
use shape::{Layout, Shape};
use spacing::{Group, spaced};

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

/// The maximum number of shapes to remember, apart from the lengths of words.
const MOST: usize = 1 << 13;

/// The maximum number of layouts to remember for a shape.
const MOST_LENGTHS: usize = 1 << 10;

/// The maximum length of a shape to remember. Longer ones have few equals.
const LONGEST: usize = 1 << 11;

/// The layouts that are known, by shape. The output does not depend on them.
/// Threads share them.
#[derive(Default)]
pub struct Layouts {
    known: RwLock<HashMap<Box<[u8]>, Known>>,
}

/// The known layouts of a shape.
struct Known {
    /// That with the shortest words.
    shortest: Option<Layout>,
    /// Those with other words that break further lines, by the lengths of the words.
    others: HashMap<Box<[u8]>, Layout>,
}

impl Layouts {
    /// Returns the text of a file after its header: its comment and its items, separated
    /// by blank lines.
    pub fn file(&self, header: String, mut rest: &[Tree]) -> syn::Result<String> {
        let mut text = header;
        let mut last = None;
        while let Some(after) = inner_attribute(rest, &mut text)? {
            rest = after;
            last = Some(Group::Other);
        }
        let mut printer = Printer {
            layouts: self,
            shape: Shape::default(),
            out: String::new(),
        };
        for item in split::items(rest) {
            let group = Group::of(item);
            if last.is_some_and(|last: Group| !last.joins(group)) {
                text.push('\n');
            }
            last = Some(group);
            printer.out.clear();
            printer.item(item)?;
            spaced(&printer.out, &mut text);
        }
        Ok(text)
    }

    /// Adds the text of a part with a known layout, and returns whether it has one.
    fn fill(&self, shape: &Shape, out: &mut String) -> bool {
        let (Some((key, lengths)), Ok(known)) = (shape.key(), self.known.read()) else {
            return false;
        };
        let Some(known) = known.get(key) else {
            return false;
        };
        if let Some(shortest) = &known.shortest
            && shortest.fill_lines(shape, out)
        {
            return true;
        }
        let other = known.others.get(lengths);
        other.inspect(|layout| layout.fill(shape, out)).is_some()
    }

    /// Remembers the layout of a part with the shortest words, unless its shape is known.
    fn remember_shortest(&self, shape: &Shape, place: Place, part: &[Tree]) -> syn::Result<()> {
        let is_known = |key: &[u8]| self.known.read().is_ok_and(|it| it.contains_key(key));
        let Some((key, _)) = shape.key().filter(|(key, _)| key.len() <= LONGEST) else {
            return Ok(());
        };
        if is_known(key) {
            return Ok(());
        }
        let part = shape.shortest(part);
        let mut least = Shape::default();
        least.read(place, &part);
        let shortest = Layout::of(&place.print(&part)?, &least);
        if let Ok(mut known) = self.known.write()
            && known.len() < MOST
        {
            let others = HashMap::new();
            known.insert(key.into(), Known { shortest, others });
        }
        Ok(())
    }

    /// Remembers the layout of words of these lengths, unless there are too many.
    fn remember(&self, shape: &Shape, text: &str) {
        let Some((key, lengths)) = shape.key() else {
            return;
        };
        if let Some(layout) = Layout::of(text, shape)
            && let Ok(mut known) = self.known.write()
            && let Some(known) = known.get_mut(key)
            && known.others.len() < MOST_LENGTHS
        {
            known.others.insert(lengths.into(), layout);
        }
    }
}

/// The text of an item under construction.
struct Printer<'l> {
    layouts: &'l Layouts,
    /// The shape of the current part.
    shape: Shape,
    out: String,
}

impl Printer<'_> {
    fn item(&mut self, item: &[Tree]) -> syn::Result<()> {
        let item = doc::print_outer(item, "", &mut self.out);
        let Some(members) = part::members(item) else {
            return self.part(Place::File, item);
        };
        let (place, head) = members.head;
        self.part(place, head)?;
        for member in members.list {
            let member = doc::print_outer(member, "    ", &mut self.out);
            match part::arms(member) {
                Some(arms) => self.arms(&arms)?,
                None => self.part(members.place, member)?,
            }
        }
        self.out.push_str("}\n");
        Ok(())
    }

    fn arms(&mut self, arms: &Arms<'_>) -> syn::Result<()> {
        self.part(Place::HeadOfMatch, &arms.head)?;
        for arm in &arms.list {
            self.part(Place::Match, arm)?;
        }
        self.out.push_str("        }\n    }\n");
        Ok(())
    }

    /// Adds a part without its comment.
    fn part(&mut self, place: Place, part: &[Tree]) -> syn::Result<()> {
        self.shape.read(place, part);
        if self.layouts.fill(&self.shape, &mut self.out) {
            return Ok(());
        }
        self.layouts.remember_shortest(&self.shape, place, part)?;
        if !self.layouts.fill(&self.shape, &mut self.out) {
            let text = place.print(part)?;
            self.layouts.remember(&self.shape, &text);
            self.out.push_str(&text);
        }
        Ok(())
    }
}

/// Adds the inner attribute that begins here, and returns the tokens after it.
fn inner_attribute<'t>(trees: &'t [Tree], out: &mut String) -> syn::Result<Option<&'t [Tree]>> {
    if let Some((text, rest)) = doc::inner(trees) {
        doc::print(&text, "//!", "", out);
        return Ok(Some(rest));
    }
    let [hash, bang, _, rest @ ..] = trees else {
        return Ok(None);
    };
    if !hash.is_punct('#') || !bang.is_punct('!') {
        return Ok(None);
    }
    let attribute = trees.len() - rest.len();
    let tokens = copy::to_tokens(trees.get(..attribute).unwrap_or_default());
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: syn::Attribute::parse_inner.parse2(tokens)?,
        items: Vec::new(),
    });
    out.push_str(text.trim_end());
    out.push('\n');
    Ok(Some(rest))
}

#[cfg(test)]
mod tests;
