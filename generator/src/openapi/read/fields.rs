//! A reader of a mapping, keyword by keyword.
//!
//! The caller asks for each keyword by name. [`Fields::finish`] reports every keyword
//! that was not asked for, with the nearest name as a suggestion. The keywords of
//! OpenAPI are those that [`keyword`](crate::openapi::keyword) lists.

use std::fmt;
use std::ops::RangeInclusive;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level, is_slip, suggestion};
use crate::exact;
use crate::load::lookalike_help;
use crate::openapi::keyword::{Keyword, Support};
use crate::openapi::object::Object;
use crate::text::json::{number_of_json, without_fraction};
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Entry, Mapping, Node, Value};

/// The kind of a mapping.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// An OpenAPI object with a list of keywords.
    Object(Object),
    /// A mapping of OpenAPI with arbitrary names, by its name in messages.
    Part(&'static str),
    /// A mapping of OpenAPI with arbitrary names, by the keyword that it is the value of.
    Named(&'static str),
    /// A mapping of an extension or of the package, by its name in messages. Everything
    /// wrong in it is an error, because it is written for this generator.
    Own(&'static str),
}

impl What {
    /// Returns the severity of everything wrong in the mapping.
    fn level(self) -> Level {
        match self {
            Self::Object(_) | Self::Part(_) | Self::Named(_) => Level::Warning,
            Self::Own(_) => Level::Error,
        }
    }

    /// Creates a diagnostic about the mapping.
    pub fn report(
        self,
        code: Code,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Diagnostic {
        match self.level() {
            Level::Error => Diagnostic::error(code, span, message),
            Level::Warning => Diagnostic::warning(code, span, message),
        }
    }
}

impl From<Object> for What {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<&'static str> for What {
    fn from(name: &'static str) -> Self {
        Self::Own(name)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object(object) => object.fmt(f),
            Self::Part(name) | Self::Own(name) => f.write_str(name),
            Self::Named(key) => write!(f, "`{key}`"),
        }
    }
}

/// A mapping whose keywords are being read.
pub struct Fields<'a> {
    /// The position of the mapping.
    pub span: Span,
    /// The pointer to it.
    pub pointer: String,
    mapping: &'a Mapping,
    what: What,
    known: Vec<&'static str>,
    /// The required keywords that are missing.
    missing: Vec<&'static str>,
    /// The keywords of a schema that are present, with their positions.
    written: Vec<(Keyword, Span)>,
}

/// The kind of value that a keyword takes.
#[derive(Debug, Clone, Copy)]
enum Expected {
    String,
    Boolean,
    Sequence,
    /// A whole number from 0.
    Count,
    /// A number.
    Number,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::String => "a string",
            Self::Boolean => "`true` or `false`",
            Self::Sequence => "a sequence",
            Self::Count => "a whole number from 0",
            Self::Number => "a number",
        })
    }
}

impl<'a> Fields<'a> {
    /// Begins to read `node`; reports a node that is not a mapping.
    pub fn open(
        node: &'a Node,
        pointer: impl Into<String>,
        what: impl Into<What>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let (pointer, what) = (pointer.into(), what.into());
        let Some(mapping) = node.as_mapping() else {
            let message = format!("{what} must be a mapping, not {}", node.kind());
            let report = what
                .report(Code::InvalidValue, node.span, message)
                .at(pointer);
            diagnostics.push(match node.as_str().and_then(lookalike_help) {
                Some(help) => report.help(help),
                None => report.help("write lines of the form `KEY: VALUE` below it"),
            });
            return None;
        };
        Some(Self {
            span: node.span,
            pointer,
            mapping,
            what,
            known: Vec::new(),
            missing: Vec::new(),
            written: Vec::new(),
        })
    }

    /// Returns the member `key` and marks it as read.
    pub fn take(&mut self, key: impl Into<&'static str>) -> Option<&'a Entry> {
        let key = key.into();
        debug_assert!(
            self.is_listed(key),
            "`{key}` is not listed for {}",
            self.what
        );
        let is_first = !self.known.contains(&key);
        self.known.push(key);
        let entry = self.mapping.get(key)?;
        if let What::Object(Object::Schema) = self.what
            && is_first
            && let Some(keyword) = Keyword::named(key)
        {
            self.written.push((keyword, entry.key.span));
        }
        Some(entry)
    }

    /// Returns the keywords of a schema that were taken and are present.
    pub fn written(&mut self) -> Box<[(Keyword, Span)]> {
        std::mem::take(&mut self.written).into_boxed_slice()
    }

    /// Returns the member `key` of another description format, which is in no list.
    pub fn other_format(&self, key: &str) -> Option<&'a Entry> {
        self.mapping.get(key)
    }

    /// Returns the pointer to the member `key`.
    pub fn below(&self, key: &str) -> String {
        child(&self.pointer, key)
    }

    /// Reads the string at `key`.
    pub fn text(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        let entry = self.take(key)?;
        let text = entry.value.as_str().map(str::to_owned);
        self.expect(entry, text, Expected::String, diagnostics)
    }

    /// Reads the required string at `key`.
    pub fn required_text(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        let key = key.into();
        self.require(key);
        self.text(key, diagnostics)
    }

    /// Reads the boolean at `key`.
    pub fn boolean(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<bool>> {
        let entry = self.take(key)?;
        let value = match entry.value.value {
            Value::Bool(value) => Some(value),
            _ => None,
        };
        self.expect(entry, value, Expected::Boolean, diagnostics)
    }

    /// Reads the count at `key`.
    pub fn count(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<u64>> {
        let (least, most) = (0, i128::from(u64::MAX));
        let number = self.whole(key, least..=most, diagnostics)?;
        let value = u64::try_from(number.value).ok()?;
        let span = number.span;
        Some(Spanned { value, span })
    }

    /// Reads the number at `key`, as its text in JSON.
    pub fn number(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        let entry = self.take(key)?;
        let text = number(&entry.value).map(number_of_json);
        let text = text.filter(|text| exact::is_number(text));
        self.expect(entry, text, Expected::Number, diagnostics)
    }

    /// Reads the integer at `key` within a range. As in JSON Schema, `3.0` is an integer.
    fn whole(
        &mut self,
        key: impl Into<&'static str>,
        range: RangeInclusive<i128>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<i128>> {
        let key = key.into();
        let entry = self.take(key)?;
        let digits = number(&entry.value).map(without_fraction);
        let value = digits.and_then(|text| text.parse().ok());
        let value = value.filter(|value| range.contains(value));
        let is_whole = digits.is_some_and(|digits| {
            let digits = digits.strip_prefix(['+', '-']).unwrap_or(digits);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        if value.is_none() && is_whole {
            diagnostics.push(out_of_range(self.what, entry, &range).at(self.below(key)));
            return None;
        }
        self.expect(entry, value, Expected::Count, diagnostics)
    }

    /// Reads the required string at `key`; returns whether it is a string. A number or a
    /// boolean is returned as written, for callers with a better message than "put it in
    /// quotes".
    pub fn required_scalar(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Spanned<String>, bool)> {
        let key = key.into();
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

    /// Reads the items of the sequence at `key`.
    pub fn items(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<&'a [Node]>> {
        let entry = self.take(key)?;
        let items = entry.value.as_sequence();
        self.expect(entry, items, Expected::Sequence, diagnostics)
    }

    /// Reads the string at `key`, or the strings of the sequence there. At least one is
    /// required.
    pub fn one_or_more_texts(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Spanned<String>>> {
        let key = key.into();
        let entry = self.mapping.get(key);
        if entry.is_none_or(|entry| entry.value.as_sequence().is_none()) {
            return Some(vec![self.required_text(key, diagnostics)?]);
        }
        let texts = self.texts(key, diagnostics)?;
        if entry.is_some_and(|entry| entry.value.as_sequence() == Some(&[])) {
            diagnostics.push(
                self.what
                    .report(Code::InvalidValue, texts.span, format!("`{key}` is empty"))
                    .at(self.below(key))
                    .help(format!("write one value, `{key}: …`, or a list of them")),
            );
        }
        (!texts.value.is_empty()).then_some(texts.value)
    }

    /// Reads the strings of the sequence at `key`.
    pub fn texts(
        &mut self,
        key: impl Into<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let key = key.into();
        let items = self.items(key, diagnostics)?;
        Some(Spanned {
            value: strings(
                items.value,
                (self.what_of(key), key),
                &self.below(key),
                diagnostics,
            ),
            span: items.span,
        })
    }

    /// Returns the kind of mapping that a keyword belongs to: an extension is our own.
    fn what_of(&self, key: &str) -> What {
        if key.starts_with("x-") {
            What::Own("an extension")
        } else {
            self.what
        }
    }

    /// Returns whether the mapping has this keyword, or has no list of keywords.
    fn is_listed(&self, key: &str) -> bool {
        match self.what {
            What::Object(object) => object.knows(key),
            What::Part(_) | What::Named(_) | What::Own(_) => true,
        }
    }

    /// Reports a keyword that is not supported, with the replacement to write.
    pub fn not_supported(&mut self, key: &'static str, help: &str, diagnostics: &mut Diagnostics) {
        if let Some(entry) = self.take(key) {
            let message = format!("`{key}` is not supported yet");
            diagnostics.push(
                Diagnostic::warning(Code::NotSupported, entry.key.span, message)
                    .at(self.below(key))
                    .help(help),
            );
        }
    }

    /// Accepts the keywords of the mapping that have no effect, and reports those that
    /// are not supported.
    fn finish_object(&mut self, diagnostics: &mut Diagnostics) {
        let What::Object(object) = self.what else {
            return;
        };
        for (key, support) in object.keywords() {
            match support {
                Support::Read(_) => {
                    debug_assert!(self.known.contains(&key), "`{key}` of {object} is not read");
                }
                Support::Ignored => self.known.push(key),
                Support::Instead(help) => self.not_supported(key, help, diagnostics),
            }
        }
    }

    /// Records that the keyword `key` is missing. [`finish`](Self::finish) reports it,
    /// unless an unknown keyword is a misspelling of it.
    pub fn missing(&mut self, key: &'static str) {
        self.missing.push(key);
    }

    /// Records that the keyword `key` is missing if the mapping does not have it.
    pub fn require(&mut self, key: &'static str) {
        if self.mapping.get(key).is_none() {
            self.missing(key);
        }
    }

    fn report_missing(&self, key: &str, diagnostics: &mut Diagnostics) {
        diagnostics.push(
            self.what
                .report(
                    Code::MissingKeyword,
                    self.span,
                    format!("`{key}` is missing"),
                )
                .at_start()
                .at(self.pointer.clone())
                .help(format!("add `{key}: …`")),
        );
    }

    /// Returns the keyword that an unknown one probably stands for.
    fn meant_by(&self, key: &str) -> Option<&'static str> {
        suggestion(key, self.known.iter().copied())
    }

    /// Reports every missing or unknown keyword; returns whether all are known. Extensions
    /// of other tools are nobody's business.
    pub fn finish(mut self, diagnostics: &mut Diagnostics) -> bool {
        self.finish_object(diagnostics);
        let entries = self.mapping.entries.iter();
        let unknown: Vec<&Entry> = entries
            .filter(|entry| !self.known.contains(&&*entry.key.text))
            .filter(|entry| !self.is_foreign(&entry.key.text))
            .collect();
        let misspelt: Vec<_> = unknown
            .iter()
            .filter_map(|entry| self.meant_by(&entry.key.text))
            .collect();
        for key in &self.missing {
            if !misspelt.contains(key) {
                self.report_missing(key, diagnostics);
            }
        }
        for entry in &unknown {
            if diagnostics.is_full() {
                break;
            }
            self.report_unknown(entry, diagnostics);
        }
        self.refuse_misplaced(diagnostics);
        unknown.is_empty()
    }

    /// Reports the extensions of this generator that mean nothing in the mapping.
    fn refuse_misplaced(&self, diagnostics: &mut Diagnostics) {
        let entries = self.mapping.entries.iter();
        let others = entries.filter(|entry| !self.known.contains(&&*entry.key.text));
        for entry in others.filter(|_| self.what.level() == Level::Warning) {
            refuse_extension(entry, &self.what, &self.pointer, diagnostics);
        }
    }

    /// Returns whether a keyword is an extension of another tool: one that is not a slip
    /// away from an extension of this generator.
    fn is_foreign(&self, key: &str) -> bool {
        let own = self.known.iter().filter(|known| known.starts_with("x-"));
        self.what.level() == Level::Warning
            && key.starts_with("x-")
            && !own.into_iter().any(|known| is_slip(key, known))
    }

    fn report_unknown(&self, entry: &Entry, diagnostics: &mut Diagnostics) {
        let key = &*entry.key.text;
        let message = format!("unknown keyword `{key}`");
        let report = self
            .what
            .report(Code::UnknownKeyword, entry.key.span, message);
        let report = report.at(self.below(key));
        let mut report = match self.meant_by(key) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("remove it, or see spec/README.md for the supported keywords"),
        };
        if let Some(help) = lookalike_help(key) {
            report = report.help(help);
        }
        diagnostics.push(report);
    }

    fn expect<T>(
        &mut self,
        entry: &Entry,
        value: Option<T>,
        expected: Expected,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<T>> {
        let key = &*entry.key.text;
        if value.is_none() {
            let found = match &entry.value.value {
                Value::Number(text) => format!("`{text}`"),
                Value::String(text) if text.chars().count() <= 40 => {
                    format!("the string `{text}`")
                }
                _ => entry.value.kind().to_owned(),
            };
            let message = format!("`{key}` must be {expected}, not {found}");
            let what = self.what_of(key);
            let report = what.report(Code::InvalidValue, entry.value.span, message);
            let mut report = report.at(self.below(key));
            report = report.help(correction(entry, expected));
            diagnostics.push(report);
        }
        value.map(|value| Spanned {
            value,
            span: entry.value.span,
        })
    }
}

/// Reports an extension of this generator in a mapping in which it means nothing. Other
/// keywords are not reported.
pub fn refuse_extension(
    entry: &Entry,
    what: &impl fmt::Display,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) {
    let key = &*entry.key.text;
    let places = Object::with_extension(key).map(|object| object.to_string());
    let places: Vec<String> = places.collect();
    let places = match places.as_slice() {
        [] => return,
        [only] => only.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    };
    let message = format!("`{key}` has no effect in {what}");
    diagnostics.push(
        Diagnostic::error(Code::InvalidExtension, entry.key.span, message)
            .at(child(pointer, key))
            .help(format!("move it to {places}, or remove it")),
    );
}

/// Returns the members of `node` except its extensions; reports those of this generator,
/// which mean nothing there.
pub fn without_extensions<'a>(
    node: &'a Node,
    pointer: &str,
    what: What,
    diagnostics: &mut Diagnostics,
) -> Vec<&'a Entry> {
    let named = mapping(node, pointer, what, diagnostics);
    let entries = named.into_iter().flat_map(|it| &it.entries);
    let (extensions, entries): (Vec<_>, Vec<_>) =
        entries.partition(|entry| entry.key.text.starts_with("x-"));
    for entry in extensions {
        refuse_extension(entry, &what, pointer, diagnostics);
    }
    entries
}

/// Returns the members of `node`, which must be a mapping with arbitrary names.
pub fn mapping<'a>(
    node: &'a Node,
    pointer: &str,
    what: impl Into<What>,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Mapping> {
    Fields::open(node, pointer, what, diagnostics)?;
    node.as_mapping()
}

/// Returns the help for a value of the wrong kind.
fn correction(entry: &Entry, expected: Expected) -> String {
    let advice = match (expected, &entry.value.value) {
        (Expected::String, Value::Number(_) | Value::Bool(_)) => "put it in quotes",
        (Expected::String, Value::Null) if entry.is_commented => {
            "put the string in quotes: in YAML, `#` begins a comment"
        }
        (Expected::String, Value::Null) => "write a string after the `:`, or remove the keyword",
        (Expected::Sequence, _) if *entry.key.text == *Keyword::Required.name() => {
            "list the members that are required in the object's own `required: [name]`"
        }
        (Expected::Sequence, _) => "write a list: `[…]`, or one `- …` per line",
        (Expected::Boolean, _) => "write `true` or `false`, without quotes",
        (Expected::Count | Expected::Number, Value::String(_)) => {
            "write the number in digits, without quotes"
        }
        (
            Expected::String | Expected::Count | Expected::Number,
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Sequence(_)
            | Value::Mapping(_),
        ) => return format!("write {expected}, or remove the keyword"),
    };
    advice.to_owned()
}

/// Returns the strings among `items`, which are at `pointer`; reports other items.
pub fn strings(
    items: &[Node],
    (what, key): (What, &str),
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
                what.report(
                    Code::InvalidValue,
                    item.span,
                    format!("an item of `{key}` must be a string, not {}", item.kind()),
                )
                .at(pointer)
                .help("put it in quotes, or write only the name"),
            ),
        }
    }
    texts
}

/// Creates the error for a whole number outside of the range of its keyword.
fn out_of_range(what: What, entry: &Entry, range: &RangeInclusive<i128>) -> Diagnostic {
    let (key, written) = (&entry.key.text, number(&entry.value).unwrap_or_default());
    let (least, most) = (range.start(), range.end());
    let message = format!("`{key}: {written}` is out of range");
    what.report(Code::InvalidValue, entry.value.span, message)
        .help(format!(
            "write a whole number from {least} to {most}, or remove the keyword"
        ))
}

/// Returns whether a text is the URL of a web page, since it becomes a link; reports others.
pub fn check_web_address(
    url: &Spanned<String>,
    what: impl Into<What>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        let start = url.value.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let is_valid = is_web && crate::syntax::is_uri(&url.value);
    if !is_valid {
        let message = format!("`{}` is not the URL of a web page", url.value);
        let report = what.into().report(Code::InvalidValue, url.span, message);
        diagnostics.push(report.help(
            "write an absolute URL that begins with `https://`, and percent-encode special characters",
        ));
    }
    is_valid
}

fn number(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Number(text) => Some(text),
        _ => None,
    }
}
