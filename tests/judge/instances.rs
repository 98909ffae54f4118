//! Random instances of schemas, made from the schemas alone. Most are valid; some have
//! faults: values beyond a limit or of another type, missing, additional and mixed members.

use std::collections::HashMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Map, Value, json};

use crate::rng::Rng;
use crate::source::Documents;
use crate::texts;

/// The depth from which optional members and items are left out.
const DEEP: usize = 7;
/// The depth at which values end.
const DEEPEST: usize = 40;
/// The number of values after which optional members and items are left out.
const LARGE: usize = 300;
/// One value in so many has a fault.
const RARE: usize = 24;

/// The keyword objects that describe one value together.
type Parts<'a> = Vec<(&'a Map<String, Value>, &'a str)>;

/// A source of instances of the schemas of translated documents.
pub struct Instances<'a> {
    documents: &'a Documents,
    rng: Rng,
    /// The number of values so far.
    size: usize,
    has_faults: bool,
    /// The number of times that an alternative of each schema was taken, so that all are.
    turns: HashMap<*const Value, usize>,
    patterns: HashMap<String, Option<proptest::strategy::SBoxedStrategy<String>>>,
    runner: TestRunner,
}

impl<'a> Instances<'a> {
    /// Creates a source with a seed.
    #[must_use]
    pub fn new(documents: &'a Documents, seed: u64) -> Self {
        let config = Config {
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(seed),
            ..Config::default()
        };
        Self {
            documents,
            rng: Rng::new(seed),
            size: 0,
            has_faults: false,
            turns: HashMap::new(),
            patterns: HashMap::new(),
            runner: TestRunner::new(config),
        }
    }

    /// Returns whether a document has a schema at a place.
    pub fn has(&self, document: &str, place: &str) -> bool {
        let document = self.documents.get(document);
        document.is_some_and(|it| it.pointer(place).is_some())
    }

    /// Returns an instance of the schema at a place of a document.
    pub fn next(&mut self, document: &str, place: &str, has_faults: bool) -> Option<Value> {
        let (document, content) = self.documents.get_key_value(document)?;
        let schema = content.pointer(place)?;
        self.size = 0;
        self.has_faults = has_faults;
        Some(self.value(&[(schema, document)], 0))
    }

    fn has_fault(&mut self) -> bool {
        self.has_faults && self.rng.once_in(RARE)
    }

    /// Returns a value that some schemas describe together.
    fn value(&mut self, schemas: &[(&'a Value, &'a str)], depth: usize) -> Value {
        self.size += 1;
        let mut parts = Parts::new();
        for (schema, document) in schemas {
            self.collect(schema, document, depth, &mut parts);
        }
        if depth > DEEPEST || self.has_fault() {
            return self.other();
        }
        if let Some(value) = self.listed(&parts) {
            return value;
        }
        let ty = self.ty(&parts);
        match ty.as_str() {
            "object" => self.object(&parts, depth),
            "array" => self.array(&parts, depth),
            "string" => json!(self.text(&parts)),
            "integer" => self.number(&parts, true),
            "number" => self.number(&parts, false),
            "boolean" => json!(self.rng.once_in(2)),
            "null" => Value::Null,
            _ => self.other(),
        }
    }

    /// Collects the keywords that apply to a value, with one alternative of each union.
    fn collect(
        &mut self,
        schema: &'a Value,
        document: &'a str,
        depth: usize,
        parts: &mut Parts<'a>,
    ) {
        let Some(keywords) = schema.as_object() else {
            return;
        };
        let is_known = parts
            .iter()
            .any(|(known, _)| std::ptr::eq(*known, keywords));
        if is_known || parts.len() > 64 {
            return;
        }
        parts.push((keywords, document));
        if let Some((target, document)) = self.target(keywords, document) {
            self.collect(target, document, depth, parts);
        }
        for part in keywords
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.collect(part, document, depth, parts);
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches = keywords.get(keyword).and_then(Value::as_array);
            let Some(branches) = branches.filter(|it| !it.is_empty()) else {
                continue;
            };
            let turn = self.turns.entry(std::ptr::from_ref(schema)).or_default();
            *turn += 1;
            let first = if depth > DEEP { 0 } else { *turn };
            for at in [first, first + 1] {
                if let Some(branch) = branches.get(at % branches.len()) {
                    self.collect(branch, document, depth, parts);
                }
                if !self.has_fault() {
                    break;
                }
            }
        }
    }

    /// Returns the schema that `$ref` refers to, with its document.
    fn target(
        &self,
        keywords: &'a Map<String, Value>,
        document: &'a str,
    ) -> Option<(&'a Value, &'a str)> {
        let reference = keywords.get("$ref")?.as_str()?;
        let (file, place) = reference.split_once('#')?;
        let name = match file {
            "" => document,
            file => file.trim_start_matches("./"),
        };
        let (name, document) = self.documents.get_key_value(name)?;
        Some((document.pointer(place)?, name))
    }

    /// Returns one of the listed values, if there is a list.
    fn listed(&mut self, parts: &Parts<'a>) -> Option<Value> {
        let mut lists = parts
            .iter()
            .filter_map(|(it, _)| it.get("enum")?.as_array());
        // The constant of an alternative may not be one of the listed values.
        let constant = parts.iter().find_map(|(it, _)| it.get("const"));
        if let Some(constant) = constant
            && lists.clone().all(|list| list.contains(constant))
        {
            return Some(constant.clone());
        }
        let first = lists.next()?;
        let others: Vec<&Vec<Value>> = lists.collect();
        let common = first
            .iter()
            .filter(|value| others.iter().all(|list| list.contains(value)));
        let common: Vec<&Value> = common.collect();
        if self.has_faults && self.rng.once_in(RARE / 2) {
            return Some(json!("NEW_VALUE"));
        }
        self.rng.pick(&common).map(|it| (*it).clone())
    }

    /// Returns the type of a value.
    fn ty(&mut self, parts: &Parts<'a>) -> String {
        let types = parts.iter().filter_map(|(it, _)| it.get("type"));
        let mut allowed: Option<Vec<&str>> = None;
        for ty in types {
            let own: Vec<&str> = match ty {
                Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
                ty => ty.as_str().into_iter().collect(),
            };
            allowed = Some(match allowed {
                None => own,
                Some(known) => {
                    let is_integer = own == ["integer"] && known.contains(&"number");
                    let common = known.iter().filter(|it| own.contains(it)).copied();
                    if is_integer { own } else { common.collect() }
                }
            });
        }
        if let Some(types) = allowed {
            let is_null = self.rng.once_in(4);
            let wanted: Vec<&&str> = types
                .iter()
                .filter(|it| types.len() == 1 || (**it == "null") == is_null)
                .collect();
            return self.rng.pick(&wanted).map_or("any", |it| **it).to_owned();
        }
        let has = |names: &[&str]| {
            parts
                .iter()
                .any(|(it, _)| names.iter().any(|name| it.contains_key(*name)))
        };
        let ty = if has(&["properties", "additionalProperties", "required"]) {
            "object"
        } else if has(&["items"]) {
            "array"
        } else if has(&["pattern", "minLength", "maxLength", "format"]) {
            "string"
        } else if has(&["minimum", "maximum"]) {
            "number"
        } else {
            "any"
        };
        ty.to_owned()
    }

    fn object(&mut self, parts: &Parts<'a>, depth: usize) -> Value {
        let mut required: Vec<&str> = Vec::new();
        let mut properties: Vec<(&str, Vec<(&'a Value, &'a str)>)> = Vec::new();
        for (keywords, document) in parts {
            let names = keywords.get("required").and_then(Value::as_array);
            required.extend(names.into_iter().flatten().filter_map(Value::as_str));
            let own = keywords.get("properties").and_then(Value::as_object);
            for (name, schema) in own.into_iter().flatten() {
                match properties.iter_mut().find(|(known, _)| known == name) {
                    Some((_, schemas)) => schemas.push((schema, document)),
                    None => properties.push((name, vec![(schema, document)])),
                }
            }
        }
        let mut members = Map::new();
        for (name, schemas) in properties {
            let is_required = required.contains(&name) && !self.has_fault();
            let is_small = depth < DEEP && self.size < LARGE;
            if is_required || is_small && self.rng.once_in(1 + depth) {
                members.insert(name.to_owned(), self.value(&schemas, depth + 1));
            }
        }
        for name in required {
            if !members.contains_key(name) && !self.has_faults {
                members.insert(name.to_owned(), json!("undeclared"));
            }
        }
        self.others(parts, depth, &mut members);
        Value::Object(members)
    }

    /// Adds members that the object does not list.
    fn others(&mut self, parts: &Parts<'a>, depth: usize, members: &mut Map<String, Value>) {
        let others = parts.iter().find_map(|(keywords, document)| {
            Some((keywords.get("additionalProperties")?, *document))
        });
        let least = limit(parts, "minProperties").unwrap_or(0);
        match others {
            None | Some((Value::Object(_) | Value::Bool(true), _)) => {
                let is_map = matches!(others, Some((Value::Object(_), _)));
                let mut count = least.saturating_sub(members.len());
                if depth < DEEP && (is_map || self.rng.once_in(8)) {
                    count += self.rng.below(3);
                }
                for at in 0..count {
                    let value = match others {
                        Some((schema @ Value::Object(_), document)) => {
                            self.value(&[(schema, document)], depth + 1)
                        }
                        _ => self.other(),
                    };
                    members.insert(format!("new{}", ["One", "Two", "Six"][at % 3]), value);
                }
            }
            Some(_) if self.has_fault() => {
                members.insert("newOne".to_owned(), self.other());
            }
            Some(_) => {}
        }
    }

    fn array(&mut self, parts: &Parts<'a>, depth: usize) -> Value {
        let items: Vec<(&Value, &str)> = parts
            .iter()
            .filter_map(|(keywords, document)| Some((keywords.get("items")?, *document)))
            .collect();
        let least = limit(parts, "minItems").unwrap_or(0);
        let most = limit(parts, "maxItems").unwrap_or(least + 2);
        let mut count = if depth > DEEP || self.size > LARGE {
            least
        } else {
            least + self.rng.below(most.saturating_sub(least).min(2) + 1)
        };
        if self.has_fault() && most < 50 {
            count = [most + 1, least.saturating_sub(1)][self.rng.below(2)];
        }
        let is_unique = parts
            .iter()
            .any(|(it, _)| it.get("uniqueItems") == Some(&json!(true)));
        let mut values: Vec<Value> = Vec::new();
        for _ in 0..count.min(60) {
            let value = self.value(&items, depth + 1);
            if !(is_unique && values.contains(&value)) || self.has_fault() {
                values.push(value);
            }
        }
        Value::Array(values)
    }

    fn text(&mut self, parts: &Parts<'a>) -> String {
        let least = limit(parts, "minLength").unwrap_or(0);
        let most = limit(parts, "maxLength").unwrap_or(least + 12).max(least);
        if self.has_fault() {
            let length = [0, least.saturating_sub(1), (most + 1).min(2000)];
            return "x".repeat(length[self.rng.below(3)]);
        }
        let pattern = parts.iter().find_map(|(it, _)| it.get("pattern")?.as_str());
        let format = parts.iter().find_map(|(it, _)| it.get("format")?.as_str());
        let mut text = String::new();
        for _ in 0..8 {
            text = match (pattern, format) {
                (Some(pattern), _) => self.matching(pattern),
                (None, Some(format)) => texts::of_format(format, &mut self.rng),
                (None, None) => None,
            }
            .unwrap_or_else(|| {
                let length = least + self.rng.below(most.saturating_sub(least).min(12) + 1);
                texts::any(length, &mut self.rng)
            });
            let length = text.chars().count();
            if (least..=most).contains(&length) {
                break;
            }
        }
        text
    }

    /// Returns a text that a pattern matches, if that can be made.
    fn matching(&mut self, pattern: &str) -> Option<String> {
        let strategy = self.patterns.entry(pattern.to_owned()).or_insert_with(|| {
            // The strategy builds whole matches and accepts no anchors.
            let inner = pattern.trim_start_matches('^').trim_end_matches('$');
            string_regex(inner).ok().map(Strategy::sboxed)
        });
        let tree = strategy.as_ref()?.new_tree(&mut self.runner).ok()?;
        // See `differences` about the ends of lines and about hyphens.
        let is_line_end = |c: char| ['\n', '\r', '\u{2028}', '\u{2029}'].contains(&c);
        let is_known = |text: &String| !text.contains(is_line_end) && !text.contains("--");
        Some(tree.current()).filter(is_known)
    }

    fn number(&mut self, parts: &Parts<'a>, is_integer: bool) -> Value {
        let of = |names: [&str; 2]| {
            parts.iter().find_map(|(it, _)| {
                let value = it.get(names[0]).or(it.get(names[1]));
                value.and_then(Value::as_f64)
            })
        };
        let least = of(["minimum", "exclusiveMinimum"]);
        let most = of(["maximum", "exclusiveMaximum"]);
        let step = of(["multipleOf", "multipleOf"]).filter(|step| *step > 0.0);
        let (low, high) = match (least, most) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => (low, low + 100.0),
            (None, Some(high)) => (high - 100.0, high),
            (None, None) => (0.0, 1000.0),
        };
        if self.has_fault() && low.abs().max(high.abs()) < 1e9 {
            return whole([low - 1.0, high + 1.0][self.rng.below(2)]);
        }
        // No test needs an exact number here.
        #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
        let part = self.rng.below(101) as f64 / 100.0;
        let number = low + (high - low).min(1e9) * part;
        let number = step.map_or(number, |step| (number / step).floor() * step);
        if is_integer || step.is_some() || self.rng.once_in(3) {
            whole(number.ceil().min(high.floor()))
        } else {
            json!(number)
        }
    }

    /// Returns a value of any type.
    fn other(&mut self) -> Value {
        match self.rng.below(8) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(7),
            3 => json!(1.5),
            4 => json!("text"),
            5 => json!([]),
            6 => json!({"newOne": 1}),
            _ => json!(["a", {"b": null}]),
        }
    }
}

/// Returns a limit of the parts.
fn limit(parts: &Parts<'_>, keyword: &str) -> Option<usize> {
    let limits = parts.iter().filter_map(|(it, _)| it.get(keyword)?.as_u64());
    limits.max().and_then(|it| usize::try_from(it).ok())
}

/// Returns a number without a fraction, as JSON writes integers.
#[expect(clippy::cast_possible_truncation, reason = "the number is small")]
fn whole(number: f64) -> Value {
    // Both ends are powers of two.
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&number) {
        json!(number as i64)
    } else {
        json!(number)
    }
}
