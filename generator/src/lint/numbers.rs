//! Warns about integers in strings whose `pattern` disagrees with `minimum` and
//! `maximum`. The generator reads the limits; other tools read the pattern.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Encoding, Struct, Type};
use crate::pattern::{self, samples};
use crate::text::source::Span;
use crate::text::tree::{Node, Value};

use crate::text::places::{Located, Places};
use crate::text::pointer::child;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (id, def) in api.reachable() {
        let fields = api.structure(id).into_iter().flat_map(Struct::fields);
        for (_, field) in fields {
            let properties = places.member(&def.origin, &field.name.wire).into_iter();
            let parts = properties.flat_map(|it| places.parts(&it.node.value, &it.pointer));
            let parts: Vec<_> = parts.collect();
            check_value(&field.value.ty, &parts, places, diagnostics);
        }
    }
}

/// Checks a value, or the items in it. `parts` are its schemas.
fn check_value<'a>(
    ty: &Type,
    parts: &[Located<'a, Node>],
    places: &Places<'a>,
    diagnostics: &mut Diagnostics,
) {
    let (item, keyword) = match ty {
        Type::Scalar(scalar) => {
            let is_text = scalar.encoding() == Encoding::Text;
            if let Some((least, most)) = scalar.range().filter(|_| is_text) {
                let written = Written::of(parts.iter().map(|part| part.node));
                written.check(least, most, diagnostics);
            }
            return;
        }
        Type::List(item) => (item, "items"),
        Type::Map(item) => (item, "additionalProperties"),
        // The members of a named type are checked with it.
        Type::Any | Type::Named(_) => return,
    };
    let schemas = parts.iter().filter_map(|part| {
        let schema = &part.node.as_mapping()?.get(keyword)?.value;
        Some(places.parts(schema, &child(&part.pointer, keyword)))
    });
    let schemas: Vec<_> = schemas.flatten().collect();
    check_value(&item.ty, &schemas, places, diagnostics);
}

/// The limits and the pattern in the schemas of a number.
#[derive(Default)]
struct Written<'a> {
    minimum: Option<(i128, Span)>,
    maximum: Option<(i128, Span)>,
    pattern: Option<(&'a str, Span)>,
}

impl<'a> Written<'a> {
    fn of(parts: impl Iterator<Item = &'a Node>) -> Self {
        let mut written = Self::default();
        for mapping in parts.filter_map(Node::as_mapping) {
            let number = |key| match &mapping.get(key)?.value {
                Node {
                    value: Value::Number(text),
                    span,
                } => Some((text.parse().ok()?, *span)),
                _ => None,
            };
            written.minimum = tighter(written.minimum, number("minimum"), |new, old| new > old);
            written.maximum = tighter(written.maximum, number("maximum"), |new, old| new < old);
            let pattern = mapping.get("pattern").map(|entry| &entry.value);
            let pattern = pattern.and_then(|node| Some((node.as_str()?, node.span)));
            written.pattern = written.pattern.or(pattern);
        }
        written
    }

    fn check(&self, least: i128, most: i128, diagnostics: &mut Diagnostics) {
        let limit = self.minimum.or(self.maximum);
        let (message, span) = match (self.pattern, limit) {
            (None, None) => return,
            (None, Some((_, span))) => {
                let message =
                    "this limit is ignored by tools that treat the number as a string".to_owned();
                (message, span)
            }
            (Some((pattern, span)), _) => {
                let low = self.minimum.map_or(least, |(limit, _)| limit);
                let high = self.maximum.map_or(most, |(limit, _)| limit);
                let Some(message) = difference(pattern, (low, high), (least, most)) else {
                    return;
                };
                (message, span)
            }
        };
        diagnostics.push(
            Diagnostic::warning(Code::RangeMismatch, span, message)
                .help("make `pattern` accept exactly the integers from `minimum` to `maximum`"),
        );
    }
}

fn tighter(
    old: Option<(i128, Span)>,
    new: Option<(i128, Span)>,
    is_tighter: fn(i128, i128) -> bool,
) -> Option<(i128, Span)> {
    match (old, new) {
        (Some(old), Some(new)) if !is_tighter(new.0, old.0) => Some(old),
        (old, new) => new.or(old),
    }
}

/// Describes the first integer on which a pattern and a range disagree.
fn difference(
    text: &str,
    (low, high): (i128, i128),
    (least, most): (i128, i128),
) -> Option<String> {
    let matcher = pattern::compile(text).ok()?;
    let accepts = |number: i128| matcher.is_match(&number.to_string());
    // A pattern that lists numbers begins and ends at the limits.
    let is_list = low > least && high < most && accepts(low) && accepts(high);
    let near = samples(low, high).chain(low..=high.min(low.saturating_add(1000)));
    let refused = near.filter(|_| !is_list).find(|&number| !accepts(number));
    if let Some(number) = refused {
        return Some(format!(
            "this pattern refuses `{number}`, which `minimum` and `maximum` allow"
        ));
    }
    let beyond = samples(least.saturating_sub(1), most.saturating_add(1));
    let around = [low - 1, high + 1].into_iter().chain(beyond);
    let mut accepted = around.filter(|number| !(low..=high).contains(number) && accepts(*number));
    // All tools refuse an integer that does not fit 64 bits; the sign is checked.
    let can_be_read = |number: i128| (least..=most).contains(&number) || number == -1;
    accepted
        .find(|&number| can_be_read(number))
        .map(|number| format!("this pattern accepts `{number}`, which is out of range"))
}
