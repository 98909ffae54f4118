//! Reading a mapping keyword by keyword, so that nothing in it goes unnoticed.
//!
//! Each keyword is asked for by name; what was never asked for is reported by
//! [`Fields::finish`], with the nearest keyword as a suggestion. The keywords of
//! OpenAPI itself are those that [`keywords`](super::keywords) lists.

use std::fmt;
use std::ops::RangeInclusive;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::load::lookalike_help;
use crate::pointer::child;
use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Value};

use super::Spanned;
use super::keywords::{Place, Support};

/// The kind of a mapping.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// An object of OpenAPI, whose keywords are listed.
    Place(Place),
    /// Another one, by its name in messages.
    Named(&'static str),
}

impl From<Place> for What {
    fn from(place: Place) -> Self {
        Self::Place(place)
    }
}

impl From<&'static str> for What {
    fn from(name: &'static str) -> Self {
        Self::Named(name)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(place) => place.fmt(f),
            Self::Named(name) => f.write_str(name),
        }
    }
}

/// A mapping of which some keywords were read.
pub struct Fields<'a> {
    /// Where the mapping stands.
    pub span: Span,
    /// The pointer to it.
    pub pointer: String,
    mapping: &'a Mapping,
    what: What,
    known: Vec<&'static str>,
    /// Whether something in the mapping itself could not be read.
    faulty: bool,
}

impl<'a> Fields<'a> {
    /// Starts to read `node`; anything but a mapping is reported.
    pub fn open(
        node: &'a Node,
        pointer: impl Into<String>,
        what: impl Into<What>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let (pointer, what) = (pointer.into(), what.into());
        let Some(mapping) = node.as_mapping() else {
            let message = format!("{what} is a mapping, not {}", node.kind());
            let report = Diagnostic::error(Code::InvalidValue, node.span, message).at(pointer);
            diagnostics.push(match node.as_str().and_then(lookalike_help) {
                Some(help) => report.help(help),
                None => report.help("write `KEY: VALUE` lines below it"),
            });
            return None;
        };
        Some(Self {
            span: node.span,
            pointer,
            mapping,
            what,
            known: Vec::new(),
            faulty: false,
        })
    }

    /// The member `key`, noted as read.
    pub fn take(&mut self, key: &'static str) -> Option<&'a Entry> {
        debug_assert!(
            self.is_listed(key),
            "`{key}` is not listed for {}",
            self.what
        );
        self.known.push(key);
        self.mapping.get(key)
    }

    /// The member `key` of another format, which no list of keywords has.
    pub fn other_format(&self, key: &str) -> Option<&'a Entry> {
        self.mapping.get(key)
    }

    /// The pointer to the member `key`.
    pub fn below(&self, key: &str) -> String {
        child(&self.pointer, key)
    }

    /// The string at `key`.
    pub fn text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        let entry = self.take(key)?;
        let text = entry.value.as_str().map(str::to_owned);
        self.expect(entry, text, "a string", diagnostics)
    }

    /// The string at `key`, which must be there.
    pub fn required_text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        if self.mapping.get(key).is_none() {
            self.missing(key, diagnostics);
        }
        self.text(key, diagnostics)
    }

    /// The boolean at `key`.
    pub fn boolean(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<bool>> {
        let entry = self.take(key)?;
        let value = match entry.value.value {
            Value::Bool(value) => Some(value),
            _ => None,
        };
        self.expect(entry, value, "true or false", diagnostics)
    }

    /// The count at `key`.
    pub fn count(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<u64>> {
        let (least, most) = (0, i128::from(u64::MAX));
        let number = self.whole(key, least..=most, diagnostics)?;
        let value = u64::try_from(number.value).ok()?;
        let span = number.span;
        Some(Spanned { value, span })
    }

    /// The integer at `key`.
    pub fn integer(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<i128>> {
        self.whole(
            key,
            i128::from(i64::MIN)..=i128::from(u64::MAX),
            diagnostics,
        )
    }

    /// The integer at `key`, which lies in a range. JSON Schema takes `3.0` for
    /// one.
    fn whole(
        &mut self,
        key: &'static str,
        range: RangeInclusive<i128>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<i128>> {
        let entry = self.take(key)?;
        let digits = number(&entry.value).map(without_fraction);
        let value = digits.and_then(|text| text.parse().ok());
        let value = value.filter(|value| range.contains(value));
        let is_whole = digits.is_some_and(|digits| {
            let digits = digits.strip_prefix(['+', '-']).unwrap_or(digits);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        if value.is_none() && is_whole {
            self.faulty = true;
            diagnostics.push(out_of_range(entry, &range).at(self.below(key)));
            return None;
        }
        let what = if *range.start() == 0 {
            "a whole number from 0"
        } else {
            "a whole number"
        };
        self.expect(entry, value, what, diagnostics)
    }

    /// The string at `key`, which must be there; a number or a boolean is taken
    /// as it is written, for whoever has more to say about it than that it needs
    /// quotes. Tells whether it is a string.
    pub fn required_scalar(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Spanned<String>, bool)> {
        let entry = self.mapping.get(key);
        let text = entry.and_then(|entry| match &entry.value.value {
            Value::Number(text) => Some(text.clone()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::String(_) | Value::Sequence(_) | Value::Mapping(_) => None,
        });
        match (entry, text) {
            (Some(entry), Some(value)) => {
                self.take(key);
                let span = entry.value.span;
                Some((Spanned { value, span }, false))
            }
            _ => self
                .required_text(key, diagnostics)
                .map(|text| (text, true)),
        }
    }

    /// The items of the sequence at `key`.
    pub fn items(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<&'a [Node]>> {
        let entry = self.take(key)?;
        let items = entry.value.as_sequence();
        self.expect(entry, items, "a sequence", diagnostics)
    }

    /// Returns the string at `key`, or the strings of the sequence there. One is
    /// required.
    pub fn one_or_more_texts(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Spanned<String>>> {
        let entry = self.mapping.get(key);
        if entry.is_none_or(|entry| entry.value.as_sequence().is_none()) {
            return Some(vec![self.required_text(key, diagnostics)?]);
        }
        let texts = self.texts(key, diagnostics)?;
        if entry.is_some_and(|entry| entry.value.as_sequence() == Some(&[])) {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    texts.span,
                    format!("`{key}` lists no value"),
                )
                .at(self.below(key))
                .help(format!("write one value, `{key}: …`, or a list of them")),
            );
        }
        (!texts.value.is_empty()).then_some(texts.value)
    }

    /// The strings of the sequence at `key`.
    pub fn texts(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let items = self.items(key, diagnostics)?;
        Some(Spanned {
            value: strings(items.value, key, &self.below(key), diagnostics),
            span: items.span,
        })
    }

    /// Returns whether the place has the keyword, or has no list of keywords.
    fn is_listed(&self, key: &str) -> bool {
        match self.what {
            What::Place(place) => place.keywords().any(|(known, _)| known == key),
            What::Named(_) => true,
        }
    }

    /// Reports a keyword that is not supported, with what to write instead.
    pub fn not_supported(&mut self, key: &'static str, help: &str, diagnostics: &mut Diagnostics) {
        if let Some(entry) = self.take(key) {
            self.faulty = true;
            let message = format!("`{key}` is not supported yet");
            diagnostics.push(
                Diagnostic::error(Code::NotSupported, entry.key.span, message)
                    .at(self.below(key))
                    .help(help),
            );
        }
    }

    /// Reports a keyword that narrows values and is not checked.
    fn unchecked(&mut self, key: &'static str, diagnostics: &mut Diagnostics) {
        if let Some(entry) = self.take(key) {
            let message = format!("`{key}` is not checked: values that break it are accepted");
            diagnostics.push(
                Diagnostic::warning(Code::UncheckedKeyword, entry.key.span, message)
                    .at(self.below(key))
                    .help("say it in `description`, so that users of the crate know of it"),
            );
        }
    }

    /// Accepts the keywords of the place that have no effect, and reports those
    /// that are not checked or not supported.
    fn finish_place(&mut self, diagnostics: &mut Diagnostics) {
        let What::Place(place) = self.what else {
            return;
        };
        for (key, support) in place.keywords() {
            match support {
                Support::Read => {
                    debug_assert!(self.known.contains(&key), "`{key}` of {place} is not read");
                }
                Support::Ignored => self.known.push(key),
                Support::Unchecked => self.unchecked(key, diagnostics),
                Support::Instead(help) => self.not_supported(key, help, diagnostics),
            }
        }
    }

    /// Reports that the keyword `key` is missing.
    pub fn missing(&self, key: &str, diagnostics: &mut Diagnostics) {
        let span = diagnostics.sources.character(self.span);
        diagnostics.push(
            Diagnostic::error(
                Code::MissingKeyword,
                span,
                format!("`{key}` is missing here"),
            )
            .at(self.pointer.clone())
            .help(format!("add `{key}: …`")),
        );
    }

    /// Reports every keyword that was never asked for; tells whether all of the
    /// mapping could be read.
    pub fn finish(mut self, diagnostics: &mut Diagnostics) -> bool {
        self.finish_place(diagnostics);
        for entry in &self.mapping.entries {
            let key = &*entry.key.text;
            if self.known.contains(&key) {
                continue;
            }
            self.faulty = true;
            if diagnostics.is_full() {
                break;
            }
            let mut report = Diagnostic::error(
                Code::UnknownKeyword,
                entry.key.span,
                format!("unknown keyword `{key}`"),
            )
            .at(self.below(key));
            report = match suggestion(key, self.known.iter().copied()) {
                Some(near) => {
                    self.forget_missing(near, diagnostics);
                    report.help(format!("did you mean `{near}`?"))
                }
                None => report
                    .help("remove it, or see spec/README.md for the keywords that are understood"),
            };
            if let Some(help) = lookalike_help(key) {
                report = report.help(help);
            }
            diagnostics.push(report);
        }
        !self.faulty
    }

    /// Takes back that `key` is missing: it is there, misspelt.
    fn forget_missing(&self, key: &str, diagnostics: &mut Diagnostics) {
        if self.mapping.get(key).is_none() {
            let message = format!("`{key}` is missing");
            diagnostics.retain(|found| {
                found.code != Code::MissingKeyword
                    || !found.message.starts_with(&message)
                    || found.pointer.as_deref() != Some(&self.pointer)
            });
        }
    }

    fn expect<T>(
        &mut self,
        entry: &Entry,
        value: Option<T>,
        what: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<T>> {
        let key = &*entry.key.text;
        if value.is_none() {
            self.faulty = true;
            let found = match &entry.value.value {
                Value::Number(text) => format!("`{text}`"),
                Value::String(text) if text.chars().count() <= 40 => {
                    format!("the text `{text}`")
                }
                _ => entry.value.kind().to_owned(),
            };
            let mut report = Diagnostic::error(
                Code::InvalidValue,
                entry.value.span,
                format!("`{key}` takes {what}, not {found}"),
            )
            .at(self.below(key));
            report = match (what, &entry.value.value) {
                ("a string", Value::Number(_) | Value::Bool(_)) => report.help("put it in quotes"),
                ("a string", Value::Null) if is_comment(entry, diagnostics) => {
                    report.help("in YAML a `#` begins a comment: put the text in quotes")
                }
                ("a string", Value::Null) => {
                    report.help("write the text behind the `:`, or remove the keyword")
                }
                ("a sequence", _) if key == "required" => report.help(
                    "list the members that are required in the object's own `required: [name]`",
                ),
                ("a sequence", _) => report.help("write a list: `[…]`, or one `- …` per line"),
                ("true or false", _) => report.help("write `true` or `false`, without quotes"),
                (_, Value::String(_)) => report.help("write the number in digits, without quotes"),
                _ => report.help(format!("write {what}, or remove the keyword")),
            };
            diagnostics.push(report);
        }
        value.map(|value| Spanned {
            value,
            span: entry.value.span,
        })
    }
}

/// The strings among `items`, which stand at `pointer`; the rest is reported.
pub fn strings(
    items: &[Node],
    key: &str,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Spanned<String>> {
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        match item.as_str() {
            Some(text) => texts.push(Spanned {
                value: text.to_owned(),
                span: item.span,
            }),
            None => diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    item.span,
                    format!("`{key}` lists strings, not {}", item.kind()),
                )
                .at(pointer)
                .help("put it in quotes, or write the name alone"),
            ),
        }
    }
    texts
}

/// A number without `.0` at its end.
fn without_fraction(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}

/// Reports a whole number outside of the range that its keyword takes.
fn out_of_range(entry: &Entry, range: &RangeInclusive<i128>) -> Diagnostic {
    let (key, written) = (&entry.key.text, number(&entry.value).unwrap_or_default());
    let (least, most) = (range.start(), range.end());
    let message = format!("`{key}: {written}` is out of range");
    Diagnostic::error(Code::InvalidValue, entry.value.span, message).help(format!(
        "write a whole number from {least} to {most}, or remove the keyword"
    ))
}

/// Whether what follows a key on its line is a comment.
fn is_comment(entry: &Entry, diagnostics: &Diagnostics) -> bool {
    let span = entry.key.span;
    let source = diagnostics.sources.get(span.file);
    let rest = source.and_then(|source| source.text.get(span.range().end..));
    let line = rest.and_then(|rest| rest.lines().next());
    line.is_some_and(|line| line.contains(" #"))
}

/// Reports what is no address of a page on the web: links lead there.
pub fn check_web_address(url: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        let start = url.value.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if !is_web || !crate::syntax::is_uri(&url.value) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                url.span,
                format!("`{}` is not the address of a page", url.value),
            )
            .help(
                "write an absolute URL that begins with `https://`, percent-encoded where needed",
            ),
        );
    }
}

fn number(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Number(text) => Some(text),
        _ => None,
    }
}
