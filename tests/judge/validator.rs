//! The validator: `jsonschema`, which reads the schemas of the documents and is independent
//! of the generator.
//!
//! Input: a message as JSON. Output: the places of its faults, separated by whether a Rust
//! value can have them.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::str::FromStr;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft, JsonType, Keyword, Registry, ValidationError, Validator};
use serde_json::{Value, json};

use crate::dialect::WriteOnly;
use crate::differences::{MISTAKES, Mistake, UNCHECKED_FORMATS};
use crate::source::{Documents, decoded, encoded};

/// The assumed address of the documents, which resolves references between them.
const BASE: &str = "spec:///";

/// The faults of a message.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The places with a missing value, a wrong type or a wrong constant. A Rust value
    /// cannot have such a fault, so reading must refuse it.
    pub shape: BTreeSet<String>,
    /// The places of broken rules, which validation must report.
    pub rules: BTreeSet<String>,
    /// The places of missing members that are only written. Reading refuses the object if
    /// only requests use its type; otherwise validation reports the member.
    pub written: BTreeSet<String>,
    /// The closed objects with an unlisted member. Reading refuses them if only requests
    /// use the type; otherwise validation reports the member.
    pub closed: BTreeSet<String>,
    /// The places with a value that a list or a constant does not have, each with the
    /// pointer to the keyword.
    pub unknown: BTreeMap<String, String>,
    /// The values that fit none of several alternatives.
    pub unfit: Vec<Unfit>,
    /// The places of values that fit more than one alternative of `oneOf`.
    pub several: BTreeSet<String>,
}

/// A value that fits none of several alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The place.
    pub place: String,
    /// The faults of the value as each of the alternatives.
    pub branches: Vec<Verdict>,
}

/// The validators of the schemas in translated documents.
pub struct Validators {
    registry: Registry<'static>,
    write_only: WriteOnly,
}

/// A validator of one schema.
pub struct Judge {
    validator: Validator,
    /// The names of required members that are only written.
    write_only: WriteOnly,
}

impl Validators {
    /// Reads translated documents.
    ///
    /// # Panics
    ///
    /// Panics if a reference leads out of the documents.
    #[must_use]
    pub fn of(documents: &Documents, write_only: WriteOnly) -> Self {
        let mut registry = Registry::new();
        for (name, content) in documents {
            registry = registry
                .add(address(name), content.clone())
                .expect("a document has an address");
        }
        Self {
            registry: registry.prepare().expect("the references resolve"),
            write_only,
        }
    }

    /// Returns the validator of the schema at a place of a document.
    ///
    /// # Errors
    ///
    /// Returns the message of the validator if it cannot read the schema.
    pub fn at(&self, document: &str, place: &str) -> Result<Judge, String> {
        let schema = json!({"$ref": format!("{}#{}", address(document), encoded(place))});
        let mut options = jsonschema::options();
        for Mistake { format, also, .. } in MISTAKES {
            let judge = format_alone(format);
            let check = move |text: &str| judge.is_valid(&json!(text)) && also(text);
            options = options.with_format(format, check);
        }
        for format in UNCHECKED_FORMATS {
            options = options.with_format(format, |_| true);
        }
        let validator = options
            .with_keyword("minimum", |_, limit, _| bound(limit, i128::ge))
            .with_keyword("maximum", |_, limit, _| bound(limit, i128::le))
            .with_keyword("exclusiveMinimum", |_, limit, _| bound(limit, i128::gt))
            .with_keyword("exclusiveMaximum", |_, limit, _| bound(limit, i128::lt))
            .with_keyword("multipleOf", |_, step, _| {
                bound(step, |number, step| *step == 0 || number % step == 0)
            })
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .with_format("boolean", |text| text == "true" || text == "false")
            .with_format("int8", is_integer::<i8>)
            .with_format("int16", is_integer::<i16>)
            .with_format("int32", is_integer::<i32>)
            .with_format("int64", is_integer::<i64>)
            .with_format("uint8", is_integer::<u8>)
            .with_format("uint16", is_integer::<u16>)
            .with_format("uint32", is_integer::<u32>)
            .with_format("uint64", is_integer::<u64>)
            .with_format("uint", is_integer::<u64>)
            .with_format("byte", is_base64)
            .with_format("decimal", |text| {
                let unsigned = text.strip_prefix('-').unwrap_or(text);
                match unsigned.split_once('.') {
                    Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
                    None => is_digits(unsigned),
                }
            })
            .build(&schema);
        Ok(Judge {
            validator: validator.map_err(|error| error.to_string())?,
            write_only: self.write_only.clone(),
        })
    }
}

impl Judge {
    /// Returns the faults of a message.
    #[must_use]
    pub fn judge(&self, message: &Value) -> Verdict {
        let mut verdict = Verdict::of(&self.validator, message);
        let is_written = |place: &String| {
            let name = place.rsplit('/').next();
            name.is_some_and(|name| self.write_only.contains(name))
                && message.pointer(place).is_none()
        };
        (verdict.written, verdict.shape) = verdict.shape.into_iter().partition(is_written);
        verdict
    }

    /// Returns whether a message has no fault.
    #[must_use]
    pub fn accepts(&self, message: &Value) -> bool {
        self.validator.is_valid(message)
    }
}

/// Returns the address of a document.
fn address(name: &str) -> String {
    format!("{BASE}{}", encoded(name))
}

impl Verdict {
    /// Returns the faults that a validator finds in a message.
    #[must_use]
    pub fn of(validator: &Validator, message: &Value) -> Self {
        let mut verdict = Self::default();
        for error in validator.iter_errors(message) {
            verdict.add(&error, false);
        }
        verdict
    }

    /// Returns whether there is no fault but values that fit several alternatives.
    #[must_use]
    pub fn is_clean_but_for_several(&self) -> bool {
        let several = self.several.clone();
        *self
            == Self {
                several,
                ..Self::default()
            }
    }

    /// Returns whether there is no fault.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }

    fn of_errors(errors: &[ValidationError<'static>]) -> Self {
        let mut verdict = Self::default();
        for error in errors {
            verdict.add(error, false);
        }
        verdict
    }

    /// Counts faults in unlisted members as broken rules, since in Rust they may have any
    /// value.
    pub fn of_unlisted(&mut self, is_unlisted: impl Fn(&str) -> bool) {
        let shape = mem::take(&mut self.shape).into_iter();
        let (unlisted, shape): (BTreeSet<_>, BTreeSet<_>) =
            shape.partition(|place| is_unlisted(place));
        self.rules.extend(unlisted);
        self.shape = shape;
    }

    /// Adds a fault. It does not count as conditional if it is in the alternative of null.
    fn add(&mut self, error: &ValidationError<'_>, is_beside_null: bool) {
        let kind = error.kind();
        if let Some(errors) = beside_null(error) {
            for error in errors {
                self.add(error, true);
            }
            return;
        }
        if let Some(errors) = alone(kind) {
            for error in errors {
                self.add(error, error.kind().keyword() == "type");
            }
            return;
        }
        let mut place = error.instance_path().as_str().to_owned();
        match kind {
            ValidationErrorKind::OneOfMultipleValid { .. } => {
                self.several.insert(place);
                return;
            }
            ValidationErrorKind::Constant { .. } | ValidationErrorKind::Enum { .. } => {
                let keyword = error.absolute_keyword_location();
                let keyword = keyword.map_or_else(String::new, |it| decoded(it.as_ref()));
                self.unknown.insert(place.clone(), keyword);
            }
            _ => {
                let branches = alternatives(kind).iter();
                let branches: Vec<Self> = branches.map(|it| Self::of_errors(it)).collect();
                let mut clean = branches.iter();
                if let Some(fitting) = clean.find(|it| it.is_clean_but_for_several()) {
                    self.several.extend(fitting.several.iter().cloned());
                    return;
                }
                if !branches.is_empty() {
                    let place = place.clone();
                    self.unfit.push(Unfit { place, branches });
                }
            }
        }
        if let ValidationErrorKind::Required { property } = kind {
            let name = property.as_str().expect("a member's name is a text");
            place = format!("{place}/{}", escaped(name));
        }
        if let ValidationErrorKind::AdditionalProperties { unexpected } = kind {
            let names = unexpected.iter();
            let members = names.map(|name| format!("{place}/{}", escaped(name)));
            self.rules.extend(members);
            self.closed.insert(place);
            return;
        }
        let is_typed = is_of_shape(kind) && (is_beside_null || !is_conditional(error));
        let places = if is_typed || has_no_type_of(error) {
            &mut self.shape
        } else {
            &mut self.rules
        };
        places.insert(place);
    }
}

/// Returns the faults of a value for each alternative.
fn alternatives(kind: &ValidationErrorKind) -> &[Vec<ValidationError<'static>>] {
    match kind {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context
        }
        _ => &[],
    }
}

/// Returns true if a value has another type than each alternative, or none of their values.
fn has_no_type_of(error: &ValidationError<'_>) -> bool {
    let alternatives = alternatives(error.kind());
    let is_type = |inner: &ValidationError<'_>| {
        let is_of_value = ["type", "const", "enum"].contains(&inner.kind().keyword());
        is_of_value && inner.instance_path() == error.instance_path()
    };
    let mut each = alternatives.iter();
    !alternatives.is_empty() && each.all(|errors| errors.iter().any(is_type))
}

/// Returns the faults of a value as the only alternative.
fn alone(kind: &ValidationErrorKind) -> Option<&[ValidationError<'static>]> {
    match alternatives(kind) {
        [only] => Some(only),
        _ => None,
    }
}

/// Returns the faults of a value as the only alternative to null.
fn beside_null<'e>(error: &'e ValidationError<'_>) -> Option<&'e [ValidationError<'static>]> {
    let is_null = |errors: &[ValidationError<'_>]| match errors {
        [inner] => is_type_of_null(inner) && inner.instance_path() == error.instance_path(),
        _ => false,
    };
    match alternatives(error.kind()) {
        [null, other] | [other, null] if is_null(null) => Some(other),
        _ => None,
    }
}

fn is_type_of_null(error: &ValidationError<'_>) -> bool {
    let null = JsonType::Null;
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(ty) } if *ty == null)
}

/// Escapes a name as a segment of a pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A limit of native numbers and of numbers in strings (see `differences`).
struct Bound {
    limit: i128,
    holds: fn(&i128, &i128) -> bool,
}

#[expect(clippy::unnecessary_wraps, reason = "the validator wants a result")]
fn bound<'a>(
    limit: &Value,
    holds: fn(&i128, &i128) -> bool,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    // The translation drops limits that are no numbers.
    let limit = scaled(limit).unwrap_or_default();
    Ok(Box::new(Bound { limit, holds }))
}

impl<'i> Keyword<'i> for Bound {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) {
            Ok(())
        } else {
            Err(ValidationError::custom("beyond a limit"))
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        scaled(instance).is_none_or(|number| (self.holds)(&number, &self.limit))
    }
}

/// The digits after the point of a scaled number.
const SCALE: usize = 12;

/// Returns a number, native or an integer in a string, multiplied by a power of ten so that
/// it is whole. A number with more digits is cut off, which no test depends on.
fn scaled(value: &Value) -> Option<i128> {
    let text = match value {
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64()?;
            // Greater floats are beyond all limits.
            format!("{:.SCALE$}", number.clamp(-1e24, 1e24))
        }
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.parse::<i128>().ok()?.to_string(),
        _ => return None,
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{fraction:0<SCALE$}").parse().ok()
}

/// Returns a validator of a format without the additional checks.
///
/// # Panics
///
/// Panics if the validator does not know the format.
#[must_use]
pub fn format_alone(format: &str) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    let judge = options
        .should_ignore_unknown_formats(false)
        .build(&json!({"format": format}));
    judge.unwrap_or_else(|error| panic!("{format}: {error}"))
}

fn is_base64(text: &str) -> bool {
    let (data, padding) = text.split_at(text.find('=').unwrap_or(text.len()));
    data.chars()
        .all(|c| matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/'))
        && ["", "=", "=="].contains(&padding)
        && (data.len() + padding.len()).is_multiple_of(4)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true if a text is an integer in decimal digits.
fn is_integer<T: FromStr>(text: &str) -> bool {
    is_digits(text.strip_prefix('-').unwrap_or(text)) && text.parse::<T>().is_ok()
}

/// Returns true if a Rust type rules out this kind of fault.
fn is_of_shape(kind: &ValidationErrorKind) -> bool {
    match kind {
        ValidationErrorKind::Required { .. }
        | ValidationErrorKind::Type { .. }
        | ValidationErrorKind::Constant { .. }
        | ValidationErrorKind::Enum { .. } => true,
        ValidationErrorKind::Format { format } => {
            format == "boolean" || format.trim_start_matches('u').starts_with("int")
        }
        _ => false,
    }
}

/// Returns true if a fault depends on a condition, so that a Rust value can have it.
fn is_conditional(error: &ValidationError<'_>) -> bool {
    let mut steps = error.evaluation_path().as_str().split('/').skip(1);
    while let Some(step) = steps.next() {
        match step {
            // The next step is a name, even if it looks like a keyword.
            "properties" | "patternProperties" | "$defs" => drop(steps.next()),
            "then" | "else" | "not" | "anyOf" | "dependentSchemas" | "dependentRequired" => {
                return true;
            }
            _ => {}
        }
    }
    false
}
