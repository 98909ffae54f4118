//! The home of a schema without a name of its own: the module and the words for its type.
//!
//! Input: the pointer to the schema. The words follow from it alone, so they do not depend
//! on the order or the number of the places that use the schema.

use crate::model::MediaKind;
use crate::text::pointer::{stem, unescaped};

use super::naming;

/// The word for the data of the events of an operation.
pub const EVENT_DATA: &str = "EventData";

/// The words for a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    /// The words, outermost first. Each is the name of a property or of the root, which is a
    /// component or a message.
    pub words: Vec<String>,
    /// The content type of the message, unless it is plain JSON or a stream of events. It is
    /// part of a name only if the words are not enough.
    pub content: Option<String>,
}

/// The root of a pointer: the part that is a component, a message or a parameter.
#[derive(Debug, PartialEq, Eq)]
pub enum Root {
    /// A component that is a schema, with its pointer.
    Schema(String),
    /// A component of another section.
    Shared,
    /// A part of the operation or the webhook with this pointer.
    Operation(String),
}

/// A schema in `oneOf` or `anyOf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alternative<'n> {
    /// One of several, with its name if it has one.
    OfSeveral(Option<&'n str>),
    /// The only one beside null.
    Alone,
}

/// Returns the root of a pointer and the words. `parameter` returns the name of the
/// parameter at a pointer, and `alternative` describes an alternative.
pub fn home<'n>(
    pointer: &str,
    parameter: &dyn Fn(&str) -> Option<&'n str>,
    alternative: &dyn Fn(&str) -> Alternative<'n>,
) -> (Root, Units) {
    let (file, path) = pointer.split_once('#').unwrap_or((pointer, ""));
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let prefix = |count: usize| {
        let taken = segments.iter().take(count);
        taken.fold(format!("{file}#"), |text, segment| {
            format!("{text}/{segment}")
        })
    };
    let below = |words: Vec<String>, count: usize| {
        let rest = segments.get(count..).unwrap_or_default();
        let mut units = Units {
            words,
            content: content(rest),
        };
        let alternative = |taken| alternative(&prefix(count + taken));
        add(&mut units.words, rest, &alternative);
        units
    };
    let name = |at: usize| {
        segments
            .get(at)
            .map_or_else(String::new, |it| unescaped(it).into_owned())
    };
    if let Some((count, is_received)) = operation(&segments)
        && let Some(part) = segments.get(count)
    {
        let (unit, used) = match *part {
            "parameters" if is_received => ("Notification".to_owned(), count + 2),
            "parameters" => ("Request".to_owned(), count + 2),
            "responses" if MediaKind::of(&name(count + 3)).is_events() => {
                (EVENT_DATA.to_owned(), count + 2)
            }
            "responses" => (response(&name(count + 1), is_received), count + 2),
            _ if is_received => ("Notification".to_owned(), count + 1),
            _ => ("Request".to_owned(), count + 1),
        };
        let mut words = vec![unit];
        if *part == "parameters" {
            words.extend(parameter(&prefix(used)).map(str::to_owned));
        }
        return (Root::Operation(prefix(count)), below(words, used));
    }
    match segments.as_slice() {
        ["components", "schemas", _, ..] => (Root::Schema(prefix(3)), below(vec![name(2)], 3)),
        ["components", section, _, ..] => {
            (Root::Shared, below(vec![with_noun(name(2), section)], 3))
        }
        ["paths" | "webhooks", _, "parameters", _, ..] => {
            let parameter = parameter(&prefix(4)).unwrap_or_default();
            let words = vec![format!("{} {parameter}", name(1))];
            (Root::Shared, below(words, 4))
        }
        [section, name_of_part, ..] if SECTIONS.contains(section) && !is_index(name_of_part) => {
            (Root::Shared, below(vec![with_noun(name(1), section)], 2))
        }
        [first, ..] if !PARTS.contains(first) => (Root::Shared, below(vec![name(0)], 1)),
        _ => (Root::Shared, below(vec![stem(file).to_owned()], 0)),
    }
}

/// Returns the word for the content type at the beginning of the segments of a body, unless it
/// is plain JSON or a stream of events.
fn content(segments: &[&str]) -> Option<String> {
    let ["content", media_type, ..] = segments else {
        return None;
    };
    let media_type = unescaped(media_type);
    let content = naming::content(&media_type);
    (content != "Json" && !MediaKind::of(&media_type).is_events()).then_some(content)
}

/// Returns whether a segment is the position in a list.
fn is_index(segment: &str) -> bool {
    segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// The sections of a file with parts for documents. Each part has a name.
const SECTIONS: [&str; 8] = [
    "$defs",
    "definitions",
    "headers",
    "parameters",
    "requestBodies",
    "responses",
    "schemas",
    "components",
];

/// The keywords at the root of a file that is one schema, response or path item.
const PARTS: [&str; 20] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "delete",
    "get",
    "head",
    "items",
    "not",
    "oneOf",
    "options",
    "parameters",
    "patch",
    "patternProperties",
    "post",
    "prefixItems",
    "properties",
    "put",
    "schema",
    "trace",
];

/// Returns the number of segments in the pointer to the innermost operation, and whether the
/// API sends its request: it is a webhook or a callback.
fn operation(segments: &[&str]) -> Option<(usize, bool)> {
    let (mut count, mut is_received) = match segments {
        ["paths" | "webhooks", _, "parameters", ..] => return None,
        ["paths", _, _, ..] => (3, false),
        ["webhooks", _, _, ..] => (3, true),
        ["components", "callbacks", _, _, _, ..] => (5, true),
        _ => return None,
    };
    // Each is followed by a name, a URL and a method.
    while segments.get(count) == Some(&"callbacks") && segments.len() > count + 4 {
        count += 4;
        is_received = true;
    }
    Some((count, is_received))
}

/// Returns the word for the body of a response. A successful one needs no status.
fn response(status: &str, is_webhook: bool) -> String {
    let noun = if is_webhook { "Reply" } else { "Response" };
    match status {
        status if status.starts_with('2') => noun.to_owned(),
        "default" => format!("Default{noun}"),
        status => format!("{noun}{status}"),
    }
}

/// Returns the name of a shared response or body with its noun, unless it has that already.
fn with_noun(name: String, section: &str) -> String {
    let noun = match section {
        "responses" => "Response",
        "requestBodies" => "Body",
        _ => return name,
    };
    let folded = name.to_ascii_lowercase();
    if folded.ends_with(&noun.to_ascii_lowercase()) {
        name
    } else {
        format!("{name} {noun}")
    }
}

/// Adds the words of the segments below a root. `alternative` describes the one after so
/// many segments.
fn add<'n>(
    words: &mut Vec<String>,
    segments: &[&str],
    alternative: &dyn Fn(usize) -> Alternative<'n>,
) {
    let count = segments.len();
    let mut segments = segments.iter();
    while let Some(segment) = segments.next() {
        let suffix = match *segment {
            "properties" | "patternProperties" | "$defs" | "definitions" | "headers" => {
                words.extend(segments.next().map(|it| unescaped(it).into_owned()));
                continue;
            }
            "content" | "allOf" => {
                segments.next();
                continue;
            }
            "oneOf" | "anyOf" => {
                let index = segments.next().and_then(|it| it.parse::<usize>().ok());
                match alternative(count - segments.len()) {
                    Alternative::OfSeveral(Some(name)) => name.to_owned(),
                    Alternative::OfSeveral(None) => {
                        format!("Variant{}", index.unwrap_or_default() + 1)
                    }
                    Alternative::Alone => continue,
                }
            }
            // The values of one type, among several.
            "enum" => segments
                .next()
                .map_or_else(String::new, |it| unescaped(it).into_owned()),
            "items" => "Item".to_owned(),
            "additionalProperties" => "Value".to_owned(),
            _ => continue,
        };
        if let Some(last) = words.last_mut() {
            last.push(' ');
            last.push_str(&suffix);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_follow_from_the_pointer() {
        let words = |pointer: &str| {
            let (_, units) = home(
                &format!("spec/a.yaml#{pointer}"),
                &|_| Some("sort"),
                &|at| match at.rsplit_once('/') {
                    Some((_, "0")) => Alternative::OfSeveral(Some("card")),
                    Some((_, "1")) => Alternative::OfSeveral(None),
                    Some(_) | None => Alternative::Alone,
                },
            );
            match units.content {
                Some(content) => format!("{} of {content}", units.words.join(", ")),
                None => units.words.join(", "),
            }
        };
        for (pointer, expected) in [
            (
                "/components/schemas/Order/properties/lines/items",
                "Order, lines Item",
            ),
            (
                "/components/schemas/Order/allOf/1/properties/payer",
                "Order, payer",
            ),
            ("/components/schemas/Pets/items", "Pets Item"),
            (
                "/components/schemas/Order/oneOf/0/properties/by",
                "Order card, by",
            ),
            (
                "/components/schemas/Order/properties/by/anyOf/1/items",
                "Order, by Variant2 Item",
            ),
            (
                "/components/schemas/Order/properties/by/anyOf/2/items",
                "Order, by Item",
            ),
            (
                "/components/responses/NotFound/content/application~1json/schema",
                "NotFound Response",
            ),
            ("/paths/~1pets/get/parameters/0/schema", "Request, sort"),
            (
                "/paths/~1pets/get/callbacks/a/b/post/requestBody/content/application~1json/schema/properties/why",
                "Notification, why",
            ),
            (
                "/components/callbacks/a/b/post/responses/200/headers/X-Order/schema",
                "Reply, X-Order",
            ),
            (
                "/paths/~1pets/get/responses/404/content/application~1json/schema/properties/why",
                "Response404, why",
            ),
            (
                "/paths/~1pets/get/responses/404/content/application~1problem+json/schema/properties/why",
                "Response404, why of ProblemJson",
            ),
            ("/properties/owner", "a, owner"),
            ("/content/application~1json/schema/items", "a Item"),
            ("/parameters/0/schema", "a"),
            ("/Owner/properties/pets/items", "Owner, pets Item"),
            (
                "/responses/Gone/content/application~1json/schema",
                "Gone Response",
            ),
            ("/definitions/Owner/properties/pet", "Owner, pet"),
            (
                "/paths/~1pets/get/responses/200/content/text~1event-stream/schema/items",
                "EventData Item",
            ),
        ] {
            assert_eq!(words(pointer), expected, "{pointer}");
        }
    }
}
