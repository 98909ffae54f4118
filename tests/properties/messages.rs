//! Strategies for messages. An optional member may be absent, a scalar is any value that
//! its rules allow, and open enums have unknown values too.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use antom_judge::source::Documents;
use antom_tests::instances::fixed;
use generator::model::{
    Additional, Api, Base, Encoding, Enum, Measured, Member, Openness, Presence, Rule, Scalar,
    Shape, TextForm, Type, TypeId, Value as Described, Width,
};
use proptest::prelude::*;
use proptest::string::string_regex;
use serde_json::{Map, Value, json};

/// The maximum length of lists and texts, short so that many messages can be tried.
const SHORT: usize = 4;

/// Returns the texts that documents compare with, in conditions or elsewhere.
pub fn words(documents: &Documents) -> Vec<String> {
    fn collect(node: &Value, words: &mut BTreeSet<String>) {
        match node {
            Value::Object(members) => {
                for (name, inner) in members {
                    if name == "const" || name == "enum" {
                        let values = inner.as_array();
                        let values = values.map_or(std::slice::from_ref(inner), Vec::as_slice);
                        words.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    collect(inner, words);
                }
            }
            Value::Array(items) => items.iter().for_each(|inner| collect(inner, words)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut words = BTreeSet::new();
    for content in documents.values() {
        collect(content, &mut words);
    }
    words.into_iter().collect()
}

/// The strategies of an API, each built once.
pub struct Messages {
    api: Arc<Api>,
    /// Texts with a meaning in the specification, which random texts would not contain.
    words: Vec<String>,
    objects: RefCell<HashMap<TypeId, BoxedStrategy<Value>>>,
    /// The types that are being built, each inside the one before.
    unfinished: RefCell<Vec<TypeId>>,
}

impl Messages {
    pub fn new(api: Arc<Api>, words: Vec<String>) -> Self {
        Self {
            api,
            words,
            objects: RefCell::default(),
            unfinished: RefCell::default(),
        }
    }

    /// Returns messages of an object type. Each value keeps its own rules; conditions
    /// between members hold by chance.
    pub fn object(&self, id: TypeId) -> BoxedStrategy<Value> {
        let known = self.objects.borrow().get(&id).cloned();
        known.unwrap_or_else(|| {
            self.unfinished.borrow_mut().push(id);
            let made = self.members(id);
            self.unfinished.borrow_mut().pop();
            self.objects.borrow_mut().insert(id, made.clone());
            made
        })
    }

    /// Returns texts that keep the rules, sometimes one of the words.
    fn text(&self, rules: &[Rule]) -> BoxedStrategy<String> {
        let words = self.words.iter().filter(|word| keeps(rules, word));
        let words: Vec<String> = words.cloned().collect();
        let kept = rules.to_vec();
        let texts =
            text(rules).prop_filter("a text may break a rule", move |text| keeps(&kept, text));
        if words.is_empty() {
            return texts.boxed();
        }
        prop_oneof![4 => texts, 1 => proptest::sample::select(words)].boxed()
    }

    /// Returns true if a value would contain its own object. Such values are left out, so
    /// that messages are finite.
    fn is_endless(&self, described: &Described) -> bool {
        match &described.ty {
            Type::Named(id) => self.unfinished.borrow().contains(id),
            Type::List(item) | Type::Map(item) => self.is_endless(item),
            _ => false,
        }
    }

    fn members(&self, id: TypeId) -> BoxedStrategy<Value> {
        let object = self.api.structure(id).expect("the type is an object");
        let mut members: BoxedStrategy<Map<String, Value>> = match object.additional {
            Additional::Unmentioned | Additional::Allowed => {
                let value = object.others.as_ref();
                let value = value.map_or_else(anything, |value| self.value(value));
                proptest::collection::btree_map("new[A-Z][a-z]{1,5}", value, 0..SHORT)
                    .prop_map(|members| members.into_iter().collect())
                    .boxed()
            }
            Additional::Forbidden => Just(Map::new()).boxed(),
        };
        for member in &object.members {
            let name = member.name().wire.clone();
            let value = match member {
                Member::Constant(constant) => Just(Some(fixed(&constant.value))).boxed(),
                Member::Field(field) if self.is_endless(&field.value) => continue,
                Member::Field(field) => match field.presence {
                    Presence::Required => self.value(&field.value).prop_map(Some).boxed(),
                    Presence::Written | Presence::Optional => {
                        proptest::option::of(self.value(&field.value)).boxed()
                    }
                },
            };
            members = (members, value)
                .prop_map(move |(mut members, value)| {
                    members.extend(value.map(|value| (name.clone(), value)));
                    members
                })
                .boxed();
        }
        members.prop_map(Value::Object).boxed()
    }

    /// Returns values that keep the rules of their description.
    pub fn value(&self, described: &Described) -> BoxedStrategy<Value> {
        let values = self.values(described);
        if described.nullable {
            prop_oneof![4 => values, 1 => Just(Value::Null)].boxed()
        } else {
            values
        }
    }

    /// Returns values other than null.
    fn values(&self, described: &Described) -> BoxedStrategy<Value> {
        let rules = &described.rules;
        match &described.ty {
            Type::Scalar(Scalar::Text) => self.text(rules).prop_map(Value::String).boxed(),
            Type::Scalar(Scalar::Boolean(Encoding::Text)) => any::<bool>()
                .prop_map(|flag| json!(flag.to_string()))
                .boxed(),
            Type::Scalar(Scalar::Boolean(Encoding::Native)) => {
                any::<bool>().prop_map(|flag| json!(flag)).boxed()
            }
            Type::Scalar(Scalar::Integer(width, encoding)) => {
                let (low, high) = representable(*width);
                integer(low, high, *encoding, rules)
            }
            Type::Scalar(Scalar::Float | Scalar::Number) => number(rules),
            Type::Scalar(Scalar::Formatted(form)) => string_regex(pattern(*form))
                .expect("the form has a strategy")
                .prop_filter("a text may break a rule", {
                    let rules = rules.clone();
                    move |text| keeps(&rules, text)
                })
                .prop_map(|text| json!(text))
                .boxed(),
            Type::Scalar(Scalar::Decimal) => "-?[1-9][0-9]{0,9}(\\.[0-9]{1,6})?"
                .prop_map(|text| json!(text))
                .boxed(),
            Type::Scalar(Scalar::DateTime) => moment().prop_map(|text| json!(text)).boxed(),
            Type::Scalar(Scalar::Uri) => {
                "[a-z]{2,6}://[a-z]{1,9}\\.example/[a-zA-Z0-9/._-]{0,20}(\\?[a-z]=[a-z0-9])?"
                    .prop_map(|text| json!(text))
                    .boxed()
            }
            Type::Scalar(Scalar::Null) => Just(Value::Null).boxed(),
            Type::Scalar(Scalar::Upload) => panic!("no JSON text holds it"),
            Type::Any => anything(),
            Type::Named(id) => match &self.api.get(*id).shape {
                Shape::Struct(_) => self.object(*id),
                Shape::Enum(set) if set.base() == Base::Integer => integers_of(set),
                Shape::Enum(set) => texts_of(set, rules),
                Shape::Union(_) | Shape::Alias(_) => panic!("nothing is generated of it"),
            },
            Type::List(item) => {
                let least = rules.iter().find_map(|rule| match rule {
                    Rule::MinItems(least) => usize::try_from(*least).ok(),
                    _ => None,
                });
                let least = least.unwrap_or(0);
                let are_unique = rules.contains(&Rule::UniqueItems);
                proptest::collection::vec(self.value(item), least..least + SHORT)
                    .prop_filter("equal items break a rule", move |items| {
                        !are_unique || all_differ(items)
                    })
                    .prop_map(Value::Array)
                    .boxed()
            }
            Type::Map(item) => {
                let (least, most) = sizes(rules);
                let names = "[a-z]{1,5}".prop_filter("a name may break a rule", {
                    let rules = rules.clone();
                    move |name: &String| rules.iter().all(|it| it.admits(Measured::Name(name)))
                });
                proptest::collection::btree_map(names, self.value(item), least..=most)
                    .prop_map(|members| Value::Object(members.into_iter().collect()))
                    .boxed()
            }
        }
    }
}

/// Returns true if no two items are equal. Numbers may be equal in spite of their texts,
/// which only makes a message that breaks the rule.
fn all_differ(items: &[Value]) -> bool {
    let texts: BTreeSet<String> = items.iter().map(Value::to_string).collect();
    texts.len() == items.len()
}

/// Returns the least and the greatest number of members of a map.
fn sizes(rules: &[Rule]) -> (usize, usize) {
    let limit = |limit: &u64| usize::try_from(*limit).expect("a limit fits into memory");
    let least = rules.iter().find_map(|rule| match rule {
        Rule::MinProperties(least) => Some(limit(least)),
        _ => None,
    });
    let most = rules.iter().find_map(|rule| match rule {
        Rule::MaxProperties(most) => Some(limit(most)),
        _ => None,
    });
    let least = least.unwrap_or(0);
    (least, most.unwrap_or(least + SHORT))
}

/// Returns true if a text keeps the rules.
fn keeps(rules: &[Rule], text: &str) -> bool {
    rules.iter().all(|rule| rule.admits(Measured::Text(text)))
}

/// Returns the values of an enum, and others if it is open.
fn texts_of(set: &Enum, rules: &[Rule]) -> BoxedStrategy<Value> {
    let known = set.variants.iter().map(|variant| variant.name.wire.clone());
    let known = proptest::sample::select(known.collect::<Vec<_>>());
    match set.openness {
        Openness::Closed => known.prop_map(Value::String).boxed(),
        Openness::Open => prop_oneof![3 => known, 1 => text(rules)]
            .prop_map(Value::String)
            .boxed(),
    }
}

/// Returns the values of an enum of integers, and others if it is open.
fn integers_of(set: &Enum) -> BoxedStrategy<Value> {
    let known = set.variants.iter().filter_map(|variant| variant.number);
    let known = proptest::sample::select(known.collect::<Vec<_>>());
    match set.openness {
        Openness::Closed => known.prop_map(|number| json!(number)).boxed(),
        Openness::Open => prop_oneof![3 => known, 1 => any::<i64>()]
            .prop_map(|number| json!(number))
            .boxed(),
    }
}

/// Returns texts that keep the rules on length and form.
fn text(rules: &[Rule]) -> BoxedStrategy<String> {
    let (mut least, mut most) = (0, None);
    for rule in rules {
        match rule {
            Rule::MinLength(limit) => least = usize::try_from(*limit).unwrap_or(usize::MAX),
            Rule::MaxLength(limit) => most = usize::try_from(*limit).ok(),
            Rule::Pattern(pattern) => {
                // The strategy builds whole matches and accepts no anchors.
                let inner = pattern.text.trim_start_matches('^').trim_end_matches('$');
                return string_regex(inner)
                    .expect("the pattern has a strategy")
                    .boxed();
            }
            _ => {}
        }
    }
    let most = most.unwrap_or(least + 4 * SHORT);
    let short = most.min(least + SHORT);
    let of = |length| proptest::collection::vec(any::<char>(), length).prop_map(String::from_iter);
    prop_oneof![8 => of(least..=short), 1 => of(most..=most)].boxed()
}

fn integer(low: i128, high: i128, encoding: Encoding, rules: &[Rule]) -> BoxedStrategy<Value> {
    let (mut low, mut high, mut ranges) = (low, high, vec![(low, high)]);
    for rule in rules {
        match rule {
            Rule::Minimum(limit) => low = low.max(*limit),
            Rule::Maximum(limit) => high = high.min(*limit),
            Rule::Ranges { ranges: listed, .. } => ranges.clone_from(listed),
            _ => {}
        }
    }
    let within = ranges
        .into_iter()
        .map(|(first, last)| (first.max(low), last.min(high)));
    let within: Vec<_> = within.filter(|(first, last)| first <= last).collect();
    let step = rules.iter().find_map(|rule| match rule {
        Rule::MultipleOf(step) => Some(*step),
        _ => None,
    });
    let step = step.unwrap_or(1);
    let rules = rules.to_vec();
    proptest::sample::select(within)
        .prop_flat_map(|(low, high)| prop_oneof![Just(low), Just(high), low..=high])
        .prop_map(move |number| number - number.rem_euclid(step))
        .prop_filter("a multiple may be out of range", move |number| {
            *number >= low && rules.iter().all(|it| it.admits(Measured::Integer(*number)))
        })
        .prop_map(
            move |number| match (encoding, i64::try_from(number), u64::try_from(number)) {
                (Encoding::Text, ..) => json!(number.to_string()),
                (Encoding::Native, Ok(number), _) => json!(number),
                (Encoding::Native, _, Ok(number)) => json!(number),
                (Encoding::Native, ..) => panic!("{number} has more than 64 bits"),
            },
        )
        .boxed()
}

/// Returns a pattern of some texts of a form.
fn pattern(form: TextForm) -> &'static str {
    match form {
        TextForm::Date => "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        TextForm::Time => {
            "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?(Z|[+-]0[0-9]:[0-5][0-9])"
        }
        TextForm::Duration => "P([1-9]D|[1-9]W|T[1-9]H[1-9]M|[1-9]Y[1-9]MT[1-9]S)",
        TextForm::Uuid => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9A-F]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        TextForm::Base64 => "([A-Za-z0-9+/]{4}){0,1}([A-Za-z0-9]{2}==|[A-Za-z0-9]{3}=)?",
        TextForm::Email => "[a-z]{1,8}(\\.[a-z0-9]{1,4})?@[a-z]{1,8}\\.example",
        TextForm::Hostname => "[a-z]{1,8}(-[a-z]{1,3})?(\\.[a-z0-9]{1,5}){0,2}\\.example",
        TextForm::Ipv4 => "(1[0-9]{2}|[1-9]?[0-9])(\\.(1[0-9]{2}|[1-9]?[0-9])){3}",
        TextForm::Ipv6 => "([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|::1|fe80::[0-9a-f]{1,4}",
        TextForm::UriReference => "(/[a-z]{1,5}){0,2}(\\?[a-z]=[a-z0-9])?(#[a-z]{1,3})?",
    }
}

/// Returns the range of an integer, without integers that a value of `serde_json` rounds.
pub fn representable(width: Width) -> (i128, i128) {
    let (low, high) = width.range();
    (low.max(i64::MIN.into()), high.min(u64::MAX.into()))
}

/// Returns numbers that keep the rules, on a grid of quarters.
fn number(rules: &[Rule]) -> BoxedStrategy<Value> {
    let rules = rules.to_vec();
    let keeps = move |number: &f64| {
        let text = number.to_string();
        rules
            .iter()
            .all(|rule| rule.admits(Measured::Number(&text)))
    };
    prop_oneof![
        (-8_i32..8).prop_map(|n| f64::from(n) / 4.0),
        (0_i32..200_000).prop_map(|n| f64::from(n) / 100.0)
    ]
    .prop_filter("a number may break a rule", keeps)
    .prop_map(|number| json!(number))
    .boxed()
}

fn moment() -> impl Strategy<Value = String> {
    let date = (1_970..2_100, 1..=12, 1..=28);
    let time = (
        0..24,
        0..60,
        0..60,
        "(\\.[0-9]{1,3})?",
        "(Z|[+-](0[0-9]|1[0-2]):[0-5][0-9])",
    );
    (date, time).prop_map(
        |((year, month, day), (hour, minute, second, fraction, offset))| {
            format!(
                "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"
            )
        },
    )
}

pub fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|flag| json!(flag)),
        any::<i64>().prop_map(|number| json!(number)),
        any::<String>().prop_map(|text| json!(text)),
    ];
    let nested = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::Array),
            proptest::collection::btree_map("[a-z]{1,3}", inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    nested.boxed()
}

/// Removes empty objects from a response, since they are read as absent. Members that no
/// document lists are kept.
pub fn without_empty_objects(response: Value) -> Value {
    let members = match response {
        Value::Object(members) => members,
        Value::Array(items) => return items.into_iter().map(without_empty_objects).collect(),
        other => return other,
    };
    let kept = members.into_iter().filter_map(|(name, value)| {
        if name.starts_with("new") {
            return Some((name, value));
        }
        let value = without_empty_objects(value);
        (value != json!({})).then_some((name, value))
    });
    kept.collect()
}
