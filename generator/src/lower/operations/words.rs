//! The words about an operation or a webhook: a summary in one line, and a description.

use std::borrow::Cow;

use crate::markdown;
use crate::model::Name;
use crate::names;
use crate::openapi;
use crate::text::words;

/// The largest number of characters of a paragraph that is a summary.
const LONGEST: usize = 160;

/// The words about an operation.
pub struct Words {
    pub summary: String,
    pub description: String,
}

impl Words {
    /// Returns the words about an operation. Without a summary, the first paragraph of the
    /// description is one if it is short, or else its first sentence or the name. A description
    /// that begins with the summary does not repeat it, and a summary of several paragraphs is
    /// the beginning of the description.
    pub fn of(operation: &openapi::Operation, name: &Name) -> Self {
        let description = operation.description.as_deref().map(markdown::readable);
        let description = description.unwrap_or_default();
        let summary = operation.summary.as_deref().map(markdown::readable);
        let summary = summary.as_deref().map(str::trim);
        let summary = summary.filter(|text| !markdown::is_blank(text) && *text != name.wire);
        let (summary, description) = match summary {
            Some(long) if has_paragraphs(long) && description.trim_start().starts_with(long) => {
                (None, Cow::Borrowed(description.as_str()))
            }
            Some(long) if has_paragraphs(long) => {
                (None, Cow::Owned(format!("{long}\n\n{description}")))
            }
            summary => (summary, Cow::Borrowed(description.as_str())),
        };
        let opening = markdown::opening(&description).map(|(first, rest)| (first.trim(), rest));
        let (summary, description) = match (summary, opening) {
            (Some(summary), Some((first, rest))) if is_same(summary, first) => {
                (summary.to_owned(), rest)
            }
            (None, Some((first, rest))) if first.chars().count() <= LONGEST => {
                (words::one_line(first), rest)
            }
            (Some(summary), _) => (summary.to_owned(), &*description),
            (None, opening) => {
                let sentence = opening.and_then(|(first, _)| first_sentence(first));
                let split = sentence.and_then(|it| Some((it, description.split_once(it)?)));
                match split {
                    Some((sentence, (_, rest))) => (words::one_line(sentence), rest),
                    None => (of_name(operation, name), &*description),
                }
            }
        };
        Self {
            summary,
            description: description.to_owned(),
        }
    }
}

/// Returns the first sentence of a paragraph if it is short enough for a summary.
fn first_sentence(paragraph: &str) -> Option<&str> {
    let ends = paragraph
        .match_indices('.')
        .map(|(at, stop)| at + stop.len());
    let mut sentences = ends.filter_map(|at| paragraph.split_at_checked(at));
    let (sentence, _) = sentences.find(|(sentence, rest)| is_sentence(sentence, rest))?;
    (sentence.chars().count() <= LONGEST).then_some(sentence)
}

/// Returns whether a text that ends with a full stop is a sentence before the rest. It is none
/// after an abbreviation, or within code, a link or parentheses.
fn is_sentence(text: &str, rest: &str) -> bool {
    let next = rest.trim_start();
    let is_apart = next.len() < rest.len() && next.starts_with(char::is_uppercase);
    let word = text.trim_end_matches('.').rsplit(['(', ' ', '\n']).next();
    let is_word = word.is_some_and(|it| it.chars().count() > 1 && !it.contains('.'));
    let count = |mark: char| text.matches(mark).count();
    let is_closed = [('[', ']'), ('(', ')'), ('<', '>')]
        .into_iter()
        .all(|(open, close)| count(open) == count(close));
    let is_even = ['`', '*']
        .into_iter()
        .all(|mark| count(mark).is_multiple_of(2));
    is_apart && is_word && is_closed && is_even
}

/// Returns the event of a callback, or else the name in words.
fn of_name(operation: &openapi::Operation, name: &Name) -> String {
    match &operation.callback {
        Some(callback) => {
            let event = markdown::code(&callback.name);
            format!("The event {event}, sent after a call")
        }
        None => words::capitalized(&names::in_words(&name.wire)),
    }
}

/// Returns whether a text has several paragraphs.
fn has_paragraphs(text: &str) -> bool {
    text.lines().any(|line| line.trim().is_empty())
}

/// Returns whether two texts have the same words.
fn is_same(summary: &str, paragraph: &str) -> bool {
    let [one, other] = [summary, paragraph].map(|text| words::one_line(text.trim_end_matches('.')));
    one.eq_ignore_ascii_case(&other)
}
