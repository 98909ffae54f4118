//! The judge: `jsonschema`, which reads the schemas of the specification and is
//! independent of the generator.
//!
//! Input: a request as JSON. Output: the places of its faults, separated by whether a
//! Rust value can have them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, mem, slice};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Keyword, Registry, ValidationError, Validator};
use serde_json::{Value, json};

use super::differences::{MISTAKES, Mistake};

/// The assumed address of the documents, which resolves references between them.
const BASE: &str = "spec:///";

/// The faults of a request.
#[derive(Debug, Default, PartialEq, Eq)]
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
}

/// Returns true if the schemas of `spec` have the dialect of the judge, and not that of
/// OpenAPI 3.0.
pub fn is_known_dialect(spec: &Path) -> bool {
    let is_old = |content: &Value| {
        let version = content["openapi"].as_str();
        version.is_some_and(|version| version.starts_with("3.0"))
    };
    !documents(spec).iter().any(|(_, content)| is_old(content))
}

/// A validator for the requests of one operation.
pub struct Judge {
    validator: Validator,
    /// The names of required members that are only written.
    written: BTreeSet<String>,
}

impl Judge {
    /// Creates the judge of the requests that a document of `spec` describes.
    pub fn of(spec: &Path, document: &str) -> Self {
        let mut registry = Registry::new();
        let mut written = BTreeSet::new();
        for (name, mut content) in documents(spec) {
            read_directions(&mut content, &mut written);
            registry = registry
                .add(format!("{BASE}{}", name.replace(' ', "%20")), content)
                .expect("a document has an address");
        }
        let registry = registry.prepare().expect("the references resolve");
        let request = json!({"$ref": format!("{BASE}{document}#{}", request(spec, document))});
        let mut options = jsonschema::options();
        for Mistake { format, also, .. } in MISTAKES {
            let judge = format_alone(format);
            let check = move |text: &str| judge.is_valid(&json!(text)) && also(text);
            options = options.with_format(format, check);
        }
        let judge = options
            .with_keyword("minimum", |_, limit, _| bound(limit, i128::ge))
            .with_keyword("maximum", |_, limit, _| bound(limit, i128::le))
            .with_keyword("exclusiveMinimum", |_, limit, _| bound(limit, i128::gt))
            .with_keyword("exclusiveMaximum", |_, limit, _| bound(limit, i128::lt))
            .with_keyword("multipleOf", |_, step, _| {
                bound(step, |number, step| number % step == 0)
            })
            .with_draft(Draft::Draft202012)
            .with_registry(&registry)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .with_format("boolean", |text| text == "true" || text == "false")
            .with_format("int64", |text| {
                is_digits(text.strip_prefix('-').unwrap_or(text)) && text.parse::<i64>().is_ok()
            })
            .with_format("uint64", |text| {
                is_digits(text) && text.parse::<u64>().is_ok()
            })
            .with_format("int32", |text| {
                is_digits(text.strip_prefix('-').unwrap_or(text)) && text.parse::<i32>().is_ok()
            })
            .with_format("uint32", |text| {
                is_digits(text) && text.parse::<u32>().is_ok()
            })
            // They do not restrict texts.
            .with_format("password", |_| true)
            .with_format("byte", is_base64)
            .with_format("float", |_| true)
            .with_format("double", |_| true)
            .with_format("decimal", |text| {
                let unsigned = text.strip_prefix('-').unwrap_or(text);
                match unsigned.split_once('.') {
                    Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
                    None => is_digits(unsigned),
                }
            })
            .build(&request);
        Self {
            validator: judge.unwrap_or_else(|error| panic!("{document}: {error}")),
            written,
        }
    }

    /// Returns the faults of a request.
    pub fn judge(&self, request: &Value) -> Verdict {
        let mut verdict = Verdict::of(&self.validator, request);
        let is_written = |place: &String| {
            let name = place.rsplit('/').next();
            name.is_some_and(|name| self.written.contains(name)) && request.pointer(place).is_none()
        };
        (verdict.written, verdict.shape) = verdict.shape.into_iter().partition(is_written);
        verdict
    }
}

impl Verdict {
    /// Returns the faults that a validator finds in a message.
    pub fn of(validator: &Validator, message: &Value) -> Self {
        let mut verdict = Self::default();
        for error in validator.iter_errors(message) {
            verdict.add(&error, false);
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
        if let Some(errors) = beside_null(kind) {
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
fn beside_null(kind: &ValidationErrorKind) -> Option<&[ValidationError<'static>]> {
    let is_null = |errors: &[ValidationError<'_>]| match errors {
        [error] => error.kind().keyword() == "type" && error.to_string().contains("\"null\""),
        _ => false,
    };
    match alternatives(kind) {
        [null, other] | [other, null] if is_null(null) => Some(other),
        _ => None,
    }
}

/// Removes members that are only read from `required`, which OpenAPI applies to responses
/// only, and adds the names of members that are only written to `written`.
fn read_directions(schema: &mut Value, written: &mut BTreeSet<String>) {
    match schema {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| read_directions(item, written)),
        Value::Object(members) => {
            let properties = members.get("properties").cloned().unwrap_or_default();
            let is = |name: &str, keyword| {
                let property = properties.get(name);
                property.is_some_and(|it| it.get(keyword) == Some(&json!(true)))
            };
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.retain(|name| !name.as_str().is_some_and(|name| is(name, "readOnly")));
                let names = required.iter().filter_map(Value::as_str);
                written.extend(
                    names
                        .filter(|name| is(name, "writeOnly"))
                        .map(str::to_owned),
                );
            }
            members
                .values_mut()
                .for_each(|inner| read_directions(inner, written));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
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
    let limit = scaled(limit).unwrap_or_else(|| panic!("{limit} has few digits"));
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
pub fn format_alone(format: &str) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    let judge = options
        .should_ignore_unknown_formats(false)
        .build(&json!({"format": format}));
    judge.unwrap_or_else(|error| panic!("{format}: {error}"))
}

/// Returns the documents of a specification, by name.
fn documents(spec: &Path) -> BTreeMap<String, Value> {
    let files = fs::read_dir(spec).expect("the specification is there");
    let paths = files.map(|file| file.expect("the specification can be listed").path());
    paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.expect("a document's name is a text").to_owned();
            let text = fs::read_to_string(&path).expect("a document can be read");
            let content = serde_yaml::from_str(&text);
            (name, content.expect("a document is YAML"))
        })
        .collect()
}

/// Returns the texts that a specification compares with, in conditions or elsewhere.
pub fn words(spec: &Path) -> Vec<String> {
    fn collect(node: &Value, words: &mut BTreeSet<String>) {
        match node {
            Value::Object(members) => {
                for (name, inner) in members {
                    if name == "const" || name == "enum" {
                        let values = inner
                            .as_array()
                            .map_or(slice::from_ref(inner), Vec::as_slice);
                        words.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    collect(inner, words);
                }
            }
            Value::Array(items) => items.iter().for_each(|inner| collect(inner, words)),
            _ => {}
        }
    }
    let mut words = BTreeSet::new();
    for content in documents(spec).values() {
        collect(content, &mut words);
    }
    words.into_iter().collect()
}

/// Returns the pointer to the schema of a document's request.
fn request(spec: &Path, document: &str) -> String {
    let documents = documents(spec);
    let paths = documents[document]["paths"].as_object();
    let path = paths.and_then(|paths| paths.keys().next());
    let path = path.expect("the document has a path").replace('/', "~1");
    format!("/paths/{path}/post/requestBody/content/application~1json/schema")
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

/// Returns true if a Rust type rules out this kind of fault.
fn is_of_shape(kind: &ValidationErrorKind) -> bool {
    match kind {
        ValidationErrorKind::Required { .. }
        | ValidationErrorKind::Type { .. }
        | ValidationErrorKind::Constant { .. }
        | ValidationErrorKind::Enum { .. } => true,
        ValidationErrorKind::Format { format } => {
            ["boolean", "int32", "int64", "uint32", "uint64"].contains(&format.as_str())
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
