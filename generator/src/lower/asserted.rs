//! The keywords that are checked on the JSON of a value, because no type and no other rule
//! expresses them.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Assertion, Json, Kind, Pattern, Rule, Scalar, Type, Width};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Additional, ComponentId, Document, Limits, Reference, Schema, SchemaType};
use crate::pattern;
use crate::text::source::{Span, Spanned};
use crate::text::tree::Node;

use super::formats;
use super::parts::{Alternatives, Parts, ValueKind};
use super::pointers::to_keyword;
use super::targets::target;

/// The greatest number of schemas in one assertion. References are followed, so that a small
/// document could have a large one.
const MOST_SCHEMAS: usize = 200;

/// A keyword, with those that belong to it, that becomes an assertion of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    AnyOf,
    OneOf,
    Not,
    If,
    Properties,
    Required,
    DependentRequired,
    DependentSchemas,
    PatternProperties,
    AdditionalProperties,
    PropertyNames,
    PrefixItems,
    Items,
    Contains,
}

impl Part {
    const ALL: [Self; 14] = [
        Self::AnyOf,
        Self::OneOf,
        Self::Not,
        Self::If,
        Self::Properties,
        Self::Required,
        Self::DependentRequired,
        Self::DependentSchemas,
        Self::PatternProperties,
        Self::AdditionalProperties,
        Self::PropertyNames,
        Self::PrefixItems,
        Self::Items,
        Self::Contains,
    ];

    /// Returns the keyword.
    pub fn keyword(self) -> Keyword {
        match self {
            Self::AnyOf => Keyword::AnyOf,
            Self::OneOf => Keyword::OneOf,
            Self::Not => Keyword::Not,
            Self::If => Keyword::If,
            Self::Properties => Keyword::Properties,
            Self::Required => Keyword::Required,
            Self::DependentRequired => Keyword::DependentRequired,
            Self::DependentSchemas => Keyword::DependentSchemas,
            Self::PatternProperties => Keyword::PatternProperties,
            Self::AdditionalProperties => Keyword::AdditionalProperties,
            Self::PropertyNames => Keyword::PropertyNames,
            Self::PrefixItems => Keyword::PrefixItems,
            Self::Items => Keyword::Items,
            Self::Contains => Keyword::Contains,
        }
    }
}

/// The reader of schemas as assertions.
pub struct Asserted<'a> {
    documents: &'a [Document],
    /// The components around the schema that is read.
    open: HashSet<ComponentId>,
    left: usize,
    /// True if schemas describe values as types do.
    is_description: bool,
}

/// The reason why a schema is not checked.
pub type Reason = String;

impl<'a> Asserted<'a> {
    /// Creates a reader.
    pub fn new(documents: &'a [Document]) -> Self {
        Self {
            documents,
            open: HashSet::new(),
            left: MOST_SCHEMAS,
            is_description: false,
        }
    }

    /// Creates a reader of schemas that describe values, as types do. Several alternatives of
    /// `oneOf` may hold, because authors seldom exclude that, and requests leave out members
    /// that are only read.
    pub fn of_members(documents: &'a [Document]) -> Self {
        Self {
            is_description: true,
            ..Self::new(documents)
        }
    }

    /// Reads a schema that is a test of a value, and no description.
    fn test(&mut self, schema: &'a Schema) -> Result<Assertion, Reason> {
        let is_description = std::mem::replace(&mut self.is_description, false);
        let assertion = self.schema(schema);
        self.is_description = is_description;
        assertion
    }

    /// Returns the assertion of a whole schema.
    pub fn schema(&mut self, schema: &'a Schema) -> Result<Assertion, Reason> {
        self.left = self.left.checked_sub(1).ok_or("it is too large")?;
        if schema.faulty {
            return Err("a part of it cannot be read".to_owned());
        }
        let mut all = vec![types(schema), listed(schema)];
        all.extend(limits(schema.limits()));
        if let Some(text) = schema.pattern.as_deref() {
            all.push(Assertion::Matching(compiled(&text.value)?));
        }
        all.push(form(schema)?);
        all_readable(schema)?;
        if let Some(reference) = &schema.reference {
            all.push(self.reference(reference)?);
        }
        for part in &schema.all_of {
            all.push(self.schema(part)?);
        }
        for part in Part::ALL {
            all.push(self.part(schema, part)?);
        }
        let all = joined(all);
        Ok(if schema.nullable && !all.is_always() {
            Assertion::Any(vec![Assertion::Types(vec![Kind::Null]), all])
        } else {
            all
        })
    }

    /// Returns the assertion that one of several schemas holds.
    pub fn any(&mut self, schemas: impl Iterator<Item = &'a Schema>) -> Result<Assertion, Reason> {
        let all: Result<Vec<Assertion>, Reason> = schemas.map(|it| self.schema(it)).collect();
        Ok(Assertion::Any(all?))
    }

    /// Returns the assertion of one keyword of a schema.
    pub fn part(&mut self, schema: &'a Schema, part: Part) -> Result<Assertion, Reason> {
        let rare = schema.rare();
        match part {
            Part::AnyOf => self.alternatives(schema.any_of.as_deref(), Assertion::Any),
            Part::OneOf if self.is_description => {
                self.alternatives(schema.one_of.as_deref(), Assertion::Any)
            }
            Part::OneOf => self.alternatives(schema.one_of.as_deref(), Assertion::One),
            Part::Not => match schema.not.as_deref() {
                Some(schema) => Ok(not(self.test(schema)?)),
                None => Ok(Assertion::ALWAYS),
            },
            Part::If => self.conditional(schema),
            Part::Required => Ok(self.required(schema)),
            Part::DependentRequired => {
                let all = rare.dependent_required.iter().map(|it| {
                    let member = std::slice::from_ref(&it.member);
                    conditional(required(member), required(&it.required), Assertion::ALWAYS)
                });
                Ok(joined(all.collect()))
            }
            Part::DependentSchemas => {
                let mut all = Vec::new();
                for dependent in &rare.dependent_schemas {
                    let present = required(&[dependent.name()]);
                    let then = self.schema(&dependent.schema)?;
                    all.push(conditional(present, then, Assertion::ALWAYS));
                }
                Ok(joined(all))
            }
            Part::Properties => {
                let mut named = Vec::new();
                for property in &schema.properties {
                    named.push((property.name().value, self.schema(&property.schema)?));
                }
                named.retain(|(_, rule)| !rule.is_always());
                Ok(unless(named.is_empty(), Assertion::Named(named)))
            }
            Part::PatternProperties => {
                let mut like = Vec::new();
                for property in &rare.pattern_properties {
                    let pattern = compiled(&property.key.text)?;
                    like.push((pattern, self.schema(&property.schema)?));
                }
                like.retain(|(_, rule)| !rule.is_always());
                Ok(unless(like.is_empty(), Assertion::Like(like)))
            }
            Part::AdditionalProperties => self.others(schema, &[schema]),
            Part::PropertyNames => self.link(schema.property_names.as_deref(), |rule| {
                Assertion::Names(Box::new(rule))
            }),
            Part::PrefixItems | Part::Items => self.items(schema, part),
            Part::Contains => {
                let count = |limit: &Option<Spanned<u64>>| limit.as_ref().map(|it| it.value);
                let least = count(&rare.min_contains).unwrap_or(1);
                let most = count(&rare.max_contains).unwrap_or(u64::MAX);
                let rule = rare.contains.as_deref().map(|it| self.schema(it));
                let rule = rule.transpose()?;
                Ok(rule.map_or(Assertion::ALWAYS, |rule| {
                    Assertion::Contains(Box::new(rule), least, most)
                }))
            }
        }
    }

    /// Returns the assertion about an optional part of a schema.
    fn link(
        &mut self,
        schema: Option<&'a Schema>,
        of: impl FnOnce(Assertion) -> Assertion,
    ) -> Result<Assertion, Reason> {
        match schema {
            Some(schema) => Ok(of(self.schema(schema)?)),
            None => Ok(Assertion::ALWAYS),
        }
    }

    fn reference(&mut self, reference: &Reference) -> Result<Assertion, Reason> {
        let found = target(reference, self.documents);
        let (id, schema) = found.ok_or("a reference in it leads nowhere")?;
        if !self.open.insert(id) {
            return Err("it contains itself".to_owned());
        }
        let assertion = self.schema(schema);
        self.open.remove(&id);
        assertion
    }

    fn alternatives(
        &mut self,
        branches: Option<&'a Spanned<Vec<Schema>>>,
        of: fn(Vec<Assertion>) -> Assertion,
    ) -> Result<Assertion, Reason> {
        let Some(branches) = branches else {
            return Ok(Assertion::ALWAYS);
        };
        let all: Result<Vec<_>, _> = branches.value.iter().map(|it| self.schema(it)).collect();
        Ok(of(all?))
    }

    fn conditional(&mut self, schema: &'a Schema) -> Result<Assertion, Reason> {
        let Some(found) = schema.conditional.as_deref() else {
            return Ok(Assertion::ALWAYS);
        };
        let when = self.test(&found.when)?;
        let then = self.link(found.then.as_deref(), |it| it)?;
        let otherwise = self.link(found.otherwise.as_deref(), |it| it)?;
        Ok(conditional(when, then, otherwise))
    }

    /// Returns the assertion about the members that a value has.
    fn required(&self, schema: &Schema) -> Assertion {
        if !self.is_description {
            return required(&schema.required);
        }
        let properties = schema.properties.iter();
        let read_only = properties.filter(|property| property.schema.flag(Keyword::ReadOnly));
        let read_only: HashSet<&str> = read_only.map(|property| &*property.key.text).collect();
        let names = schema.required.iter();
        let names = names.filter(|name| !read_only.contains(name.value.as_str()));
        required(&names.cloned().collect::<Vec<_>>())
    }

    /// Returns the assertion of a schema about members that no part of an object lists.
    fn others(&mut self, schema: &'a Schema, parts: &[&Schema]) -> Result<Assertion, Reason> {
        let rule = match &schema.additional {
            None | Some(Additional::Allowed(true)) => return Ok(Assertion::ALWAYS),
            Some(Additional::Allowed(false)) => Assertion::never(),
            Some(Additional::Schema(schema)) => self.schema(schema)?,
        };
        let names = parts.iter().flat_map(|part| &part.properties);
        let names = names.map(|it| it.name().value).collect();
        let patterns = parts.iter();
        let patterns = patterns.flat_map(|part| &part.rare().pattern_properties);
        let patterns: Result<Vec<_>, _> = patterns.map(|it| compiled(&it.key.text)).collect();
        let is_free = rule.is_always();
        let others = Assertion::Others(names, patterns?, Box::new(rule));
        Ok(unless(is_free, others))
    }

    /// Returns the assertion about the items of a list, by `prefixItems` if there is one.
    fn items(&mut self, schema: &'a Schema, part: Part) -> Result<Assertion, Reason> {
        let first = &schema.rare().prefix_items;
        if (part == Part::Items) != first.is_empty() {
            return Ok(Assertion::ALWAYS);
        }
        let first: Result<Vec<_>, _> = first.iter().map(|it| self.schema(it)).collect();
        let first = first?;
        let rest = self.link(schema.items.as_deref(), |it| it)?;
        let is_free = rest.is_always() && first.iter().all(Assertion::is_always);
        Ok(unless(is_free, Assertion::Each(first, Box::new(rest))))
    }
}

/// Returns the constraints on a value that its type and its other rules do not have. Those
/// that cannot be checked are reported.
pub fn of_value<'a>(
    parts: &Parts<'a>,
    ty: &Type,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    let always = [Part::AnyOf, Part::OneOf, Part::If];
    let others: &[Part] = match ty {
        // The schema of a named type has its rules, and a file has no JSON.
        Type::Named(_) | Type::Scalar(Scalar::Null | Scalar::Upload) => return Vec::new(),
        // `not` has rules of its own.
        Type::Scalar(scalar) if scalar.range().is_some() || scalar.is_text() => &[],
        Type::Scalar(_) => &[Part::Not],
        Type::List(_) => &[Part::Not, Part::PrefixItems, Part::Contains],
        Type::Map(_) => &[Part::Not, Part::Required, Part::DependentRequired],
        Type::Any => &[
            Part::Not,
            Part::Required,
            Part::DependentRequired,
            Part::DependentSchemas,
            Part::PrefixItems,
            Part::Contains,
        ],
    };
    let is_open = !parts.resolved().is_empty();
    let is_type = |schema: &Schema, keyword| {
        // A text, a number or a list with alternatives is checked by them.
        let chosen = parts.alternatives();
        let chosen = chosen.filter(|_| parts.kind() == ValueKind::Union);
        let is_listed = |it: Alternatives<'_>| it.keyword == Some(keyword);
        let is_chosen = chosen.is_some_and(|it| is_listed(it) && std::ptr::eq(it.schema, schema));
        is_open || is_chosen || parts.is_decided(schema, keyword)
    };
    let mut found = own_rules(parts, ty);
    found.extend(rules(parts, documents, diagnostics, |schema, part| {
        let is_alternative = [Part::AnyOf, Part::OneOf].contains(&part);
        let is_meant = always.contains(&part) || others.contains(&part);
        is_meant && !(is_alternative && is_type(schema, part.keyword()))
    }));
    found
}

/// Returns the constraints of the listed values of a text that has no enum.
pub fn listed_values(parts: &Parts<'_>) -> Vec<Rule> {
    let all = parts.schemas.iter().map(|schema| listed(schema));
    let all = all.filter(|assertion| !assertion.is_always());
    all.map(Rule::Assert).collect()
}

/// Returns the constraints that lists, objects and values of any type have from their listed
/// values, and those of any type from limits.
fn own_rules(parts: &Parts<'_>, ty: &Type) -> Vec<Rule> {
    let all = parts.schemas.iter().flat_map(|schema| match ty {
        Type::Any => {
            let pattern = schema.pattern.as_deref();
            let pattern = pattern.and_then(|text| compiled(&text.value).ok());
            let mut all = limits(schema.limits());
            all.extend(pattern.map(Assertion::Matching));
            all.push(listed(schema));
            all.push(types(schema));
            all
        }
        Type::List(_) | Type::Map(_) => vec![listed(schema)],
        Type::Scalar(_) | Type::Named(_) => Vec::new(),
    });
    let all = all.filter(|assertion| !assertion.is_always());
    all.map(Rule::Assert).collect()
}

/// Returns the constraints on the members of an object that its type and its other rules do
/// not have. Those that cannot be checked are reported.
pub fn of_object<'a>(
    parts: &Parts<'a>,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    let is_typed = parts.entries().is_some();
    let has_patterns = parts.has(Keyword::PatternProperties);
    let mut all = rules(parts, documents, diagnostics, |schema, part| {
        part == Part::DependentSchemas
            || part == Part::PropertyNames && !has_plain_names(schema)
            || part == Part::PatternProperties && !is_typed
            || part == Part::AdditionalProperties && !is_typed && has_patterns
    });
    all.extend(absent(parts).map(Rule::Assert));
    all
}

/// Returns the assertion that an object lacks the members whose schema is `false`. They are no
/// members of its type.
fn absent(parts: &Parts<'_>) -> Option<Assertion> {
    let properties = parts.schemas.iter().flat_map(|schema| &schema.properties);
    let never = properties.filter(|property| property.schema.is_never());
    let named: BTreeMap<String, Assertion> = never
        .map(|property| (property.name().value, Assertion::never()))
        .collect();
    (!named.is_empty()).then(|| Assertion::Named(named.into_iter().collect()))
}

/// Returns whether `propertyNames` has limits of texts only.
pub fn has_plain_names(schema: &Schema) -> bool {
    const LIMITS: [Keyword; 3] = [Keyword::MinLength, Keyword::MaxLength, Keyword::Pattern];
    let names = schema.property_names.as_deref();
    names.is_none_or(|names| {
        let ty = names.ty.as_ref().map(|ty| ty.value);
        let is_text = ty.is_none_or(|ty| ty == SchemaType::String);
        let mut keywords = names.keywords.iter().map(|(keyword, _)| *keyword);
        is_text
            && keywords.all(|keyword| {
                LIMITS.contains(&keyword)
                    || keyword == Keyword::Type
                    || keyword.row().annotation.is_some()
            })
    })
}

fn rules<'a>(
    parts: &Parts<'a>,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
    is_meant: impl Fn(&Schema, Part) -> bool,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    for &schema in &parts.schemas {
        for part in Part::ALL {
            let keyword = part.keyword();
            let Some(span) = schema.place_of(keyword).filter(|_| is_meant(schema, part)) else {
                continue;
            };
            let mut asserted = Asserted::new(documents);
            let found = if matches!(part, Part::AdditionalProperties) {
                asserted.others(schema, &parts.schemas)
            } else {
                asserted.part(schema, part)
            };
            match found {
                Ok(assertion) if assertion.is_always() => {}
                Ok(assertion) => rules.push(Rule::Assert(assertion)),
                Err(reason) => {
                    let pointer = to_keyword(schema, keyword);
                    diagnostics.push(unchecked(keyword, span, &reason).at(pointer));
                }
            }
        }
    }
    rules
}

/// Creates the warning for a keyword that is not checked.
pub fn unchecked(keyword: Keyword, span: Span, reason: &str) -> Diagnostic {
    let message = format!("this `{keyword}` is not checked: {reason}");
    Diagnostic::warning(Code::UncheckedKeyword, span, message)
        .help("describe the restriction in `description` for the users of the crate")
}

/// Returns the opposite of an assertion.
pub fn not(assertion: Assertion) -> Assertion {
    if assertion.is_always() {
        Assertion::never()
    } else {
        unless(assertion.is_never(), Assertion::Not(Box::new(assertion)))
    }
}

fn conditional(when: Assertion, then: Assertion, otherwise: Assertion) -> Assertion {
    let is_free = then.is_always() && otherwise.is_always();
    let [when, then, otherwise] = [when, then, otherwise].map(Box::new);
    unless(is_free, Assertion::If(when, then, otherwise))
}

/// Returns the assertion that all these hold.
fn joined(mut all: Vec<Assertion>) -> Assertion {
    all.retain(|it| !it.is_always());
    Assertion::all(all)
}

fn unless(is_free: bool, assertion: Assertion) -> Assertion {
    if is_free {
        Assertion::ALWAYS
    } else {
        assertion
    }
}

fn required(names: &[Spanned<String>]) -> Assertion {
    let names: Vec<String> = names.iter().map(|name| name.value.clone()).collect();
    unless(names.is_empty(), Assertion::Required(names))
}

fn types(schema: &Schema) -> Assertion {
    let Some(ty) = &schema.ty else {
        return Assertion::ALWAYS;
    };
    Assertion::Types(vec![match ty.value {
        SchemaType::Object => Kind::Object,
        SchemaType::Array => Kind::List,
        SchemaType::String => Kind::Text,
        SchemaType::Integer => Kind::Integer,
        SchemaType::Number => Kind::Number,
        SchemaType::Boolean => Kind::Boolean,
        SchemaType::Null => Kind::Null,
    }])
}

/// Returns the assertion of `const` and `enum`.
fn listed(schema: &Schema) -> Assertion {
    let text = |node: &Node| Json::from(node).to_json();
    let constant = schema.constant.iter().map(|node| vec![text(node)]);
    let values = schema.values.iter();
    let values = values.map(|values| values.value.iter().map(text).collect());
    joined(constant.chain(values).map(Assertion::Values).collect())
}

fn limits(limits: &Limits) -> Vec<Assertion> {
    type Counted = (
        Option<Spanned<u64>>,
        Option<Spanned<u64>>,
        fn(u64, u64) -> Assertion,
    );
    type Numbered = (Option<Spanned<String>>, fn(String) -> Assertion);
    let it = limits.clone();
    let counts: [Counted; 3] = [
        (it.min_length, it.max_length, Assertion::Length),
        (it.min_items, it.max_items, Assertion::Items),
        (it.min_properties, it.max_properties, Assertion::Members),
    ];
    let counts = counts.into_iter().filter_map(|(least, most, of)| {
        let is_set = least.is_some() || most.is_some();
        let (least, most) = (least.map(|it| it.value), most.map(|it| it.value));
        is_set.then(|| of(least.unwrap_or(0), most.unwrap_or(u64::MAX)))
    });
    let numbers: [Numbered; 5] = [
        (it.minimum, Assertion::AtLeast),
        (it.maximum, Assertion::AtMost),
        (it.exclusive_minimum, Assertion::Above),
        (it.exclusive_maximum, Assertion::Below),
        (it.multiple_of, Assertion::Step),
    ];
    let numbers = numbers.into_iter();
    let numbers = numbers.filter_map(|(limit, of)| Some(of(limit?.value)));
    let unique = it.unique_items.filter(|it| it.value);
    let unique = unique.map(|_| Assertion::Unique);
    counts.chain(numbers).chain(unique).collect()
}

/// Returns the assertion of `format`. One without a meaning for numbers constrains nothing.
fn form(schema: &Schema) -> Result<Assertion, Reason> {
    let Some(format) = schema.format.as_ref().map(|it| it.value.as_str()) else {
        return Ok(Assertion::ALWAYS);
    };
    let ty = schema.ty.as_ref().map(|ty| ty.value);
    let of_text = || formats::scalar(SchemaType::String, Some(format));
    match (ty, Width::of_format(format)) {
        (None | Some(SchemaType::Integer | SchemaType::Number), Some(width)) => {
            let (low, high) = width.range();
            let limits = [
                Assertion::AtLeast(low.to_string()),
                Assertion::AtMost(high.to_string()),
            ];
            Ok(Assertion::all(limits.into()))
        }
        (Some(SchemaType::Integer | SchemaType::Number), None) => Ok(Assertion::ALWAYS),
        (None | Some(SchemaType::String), _) => match of_text() {
            Some(Scalar::Text) => Ok(Assertion::ALWAYS),
            Some(scalar) if scalar.form().is_some() => Ok(Assertion::Form(scalar)),
            Some(_) => Err(format!("the format `{format}` in it is not supported")),
            None => Err(format!("the format `{format}` in it is unknown")),
        },
        (
            Some(SchemaType::Boolean | SchemaType::Array | SchemaType::Object | SchemaType::Null),
            _,
        ) => Err(format!("the format `{format}` in it is unknown")),
    }
}

/// Returns an error if a schema has a keyword that no assertion expresses.
fn all_readable(schema: &Schema) -> Result<(), Reason> {
    let unread = [Keyword::UnevaluatedItems, Keyword::UnevaluatedProperties];
    let mut keywords = schema.keywords.iter().map(|(keyword, _)| *keyword);
    match keywords.find(|keyword| unread.contains(keyword)) {
        Some(keyword) => Err(format!("`{keyword}` in it is not supported")),
        None => Ok(()),
    }
}

fn compiled(text: &str) -> Result<Pattern, Reason> {
    match pattern::compile(text) {
        Ok(matcher) => Ok(Pattern {
            text: text.to_owned(),
            matcher,
        }),
        Err(error) => Err(format!("a pattern in it is not checked: {}", error.message)),
    }
}
