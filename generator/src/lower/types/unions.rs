//! Unions: values of one of several types.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Encoding, Name, Scalar, Type, Union, UnionKind, UnionVariant, Value};
use crate::names::{self, Numbers};
use crate::openapi::keyword::{Keyword, Subject};
use crate::openapi::{Discriminator, Document, Mapping, Schema, SchemaType};

use super::alternatives;
use super::mappings;
use super::sensitivity;
use super::site::ValueSite;
use super::value::Values;
use crate::lower::applicability::refuse_others;
use crate::lower::asserted::unchecked;
use crate::lower::files::Files;
use crate::lower::naming;
use crate::lower::parts::{Alternatives, Parts, ValueKind, is_itself};
use crate::lower::pointers::to_keyword;
use crate::lower::targets::target;
use crate::text::pointer::last_name;
use crate::text::source::Spanned;

impl<'a> Values<'a, '_> {
    /// Returns the union that `parts` describe.
    pub fn union(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Union> {
        let found = parts.alternatives()?;
        if !found.has_outer {
            let mut branches = found.branches.iter();
            let are_all = branches.all(|it| takes_required(&Parts::of_root(it, self.documents)));
            let agreed: &[Keyword] = if are_all { &[Keyword::Required] } else { &[] };
            let schemas = &parts.schemas;
            refuse_others(schemas, Subject::Union, agreed, self.diagnostics);
            report_unchecked(parts, found, self.diagnostics);
        }
        mappings::report_unused(found, self.documents, self.diagnostics);
        let discriminator = discriminator(found, self.documents);
        let kind = self.union_kind(found, site);
        let site = ValueSite {
            files: match kind {
                UnionKind::Part => Files::Binary,
                UnionKind::Json | UnionKind::Body => Files::None,
            },
            ..site
        };
        let given = alternatives::names((found.branches, site.files), self.documents);
        for (branch, name) in found.branches.iter().zip(&given) {
            self.types.name_alternative(&branch.pointer, *name);
        }
        let tags = discriminator.map(Tags::of);
        let mut names = VariantNames::default();
        let mut variants = Vec::new();
        let mut branches = found.branches.iter();
        let base = branches.rposition(|branch| is_itself(branch, found, self.documents));
        for (at, (branch, given)) in found.branches.iter().zip(given).enumerate() {
            if found.has_outer && self.is_impossible(branch, parts) {
                continue;
            }
            let is_base = is_itself(branch, found, self.documents);
            // One that is only another name of the base has the values of the base itself.
            if is_base && base != Some(at) {
                continue;
            }
            // A union that lists itself has no other values because of it.
            if is_base && discriminator.is_none() && found.schema.properties.is_empty() {
                continue;
            }
            let chosen = self.types.chosen.member([branch]);
            let value = self.variant(branch, is_base, parts, site);
            if let Some(tags) = tags.as_ref().filter(|_| site.usage.written && !is_base) {
                tags.report_unwritten(branch, self.documents, self.diagnostics);
            }
            variants.push(UnionVariant {
                name: names.of(
                    (branch, given),
                    chosen,
                    (&value.ty, is_base),
                    self.diagnostics,
                ),
                description: branch.description().unwrap_or_default().to_owned(),
                tags: tags
                    .as_ref()
                    .map_or_else(Vec::new, |it| it.of_branch(branch, is_base, self.documents)),
                is_base,
                value,
            });
        }
        Some(Union {
            kind,
            outer_tags: BTreeSet::new(),
            tag: discriminator.map(|it| it.property.value.clone()),
            variants,
        })
    }

    /// Returns the kind of a union: a part of a body has no JSON if it may be a file.
    fn union_kind(&self, found: Alternatives<'a>, site: ValueSite<'_>) -> UnionKind {
        let mut branches = found.branches.iter();
        let has_file = !found.has_outer && branches.any(|it| self.may_be_file(it));
        if site.files != Files::None && has_file {
            UnionKind::Part
        } else {
            UnionKind::Json
        }
    }

    /// Returns whether an alternative has another type than the schemas beside it, so that
    /// it has no values; reports it.
    fn is_impossible(&mut self, branch: &'a Schema, parts: &Parts<'a>) -> bool {
        let own = Parts::of_root(branch, self.documents);
        let outer = parts.roots.iter().copied();
        let outer = Parts::of_value(&outer.collect::<Vec<_>>(), self.documents);
        let ty = own.ty().filter(|ty| ty.value != SchemaType::Object);
        let is_object = || {
            let outer = outer.ty().map(|ty| ty.value);
            outer.is_none_or(|ty| ty == SchemaType::Object) && parts.has(Keyword::Properties)
        };
        let Some(ty) = ty.filter(|_| is_object()) else {
            return false;
        };
        let message =
            "the alternative is no object, but the schema beside it is one: no value fits";
        self.diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, ty.span, message)
                .at(own.pointer_to(Keyword::Type))
                .help("remove the alternative, or the properties beside the list"),
        );
        true
    }

    /// Lowers the value of a variant, with the properties that all variants have.
    fn variant(
        &mut self,
        branch: &'a Schema,
        is_base: bool,
        parts: &Parts<'a>,
        site: ValueSite<'_>,
    ) -> Value {
        let inside = site.inside(branch);
        if is_base {
            let own = Parts::of_root(branch, self.documents);
            let ty = self.inline_struct(&own, inside);
            return Value::plain(ty.unwrap_or(Type::Any));
        }
        let own = Parts::of_root(branch, self.documents);
        let list = parts.alternatives().filter(|it| it.has_outer);
        let is_whole = match list {
            Some(list) => parts.schemas.iter().all(|outer| {
                let mut known = own.schemas.iter();
                !describes_members(outer, list) || known.any(|it| std::ptr::eq(*it, *outer))
            }),
            None => own.kind() != ValueKind::Struct || requires_all(&own, parts),
        };
        let outer = parts.roots.iter().filter(|_| !is_whole);
        let schemas: Vec<&'a Schema> = std::iter::once(branch).chain(outer.copied()).collect();
        let mut value = self.value(&schemas, inside);
        if value.ty.named().is_some() && sensitivity::is_compound(&own) {
            // The union is redacted as a whole.
            value.sensitive = None;
        }
        value
    }
}

/// Returns the discriminator of a union, or that of the base of all its alternatives.
fn discriminator<'a>(
    found: Alternatives<'a>,
    documents: &'a [Document],
) -> Option<&'a Discriminator> {
    if let Some(own) = &found.schema.discriminator {
        return Some(own);
    }
    let bases = found.branches.iter().map(|branch| {
        let parts = Parts::of_root(branch, documents);
        let mut schemas = parts.schemas.iter().copied();
        schemas.find(|schema| schema.discriminator.is_some())
    });
    let bases: Vec<&Schema> = bases.collect::<Option<_>>()?;
    let base = bases.first().copied()?;
    let is_common = bases.iter().all(|it| std::ptr::eq(*it, base));
    base.discriminator.as_deref().filter(|_| is_common)
}

/// Reports the keywords that restrict a value of one of several types beside its alternatives:
/// the variants do not have them.
fn report_unchecked(parts: &Parts<'_>, found: Alternatives<'_>, diagnostics: &mut Diagnostics) {
    const RESTRICTIONS: [Keyword; 4] = [Keyword::AnyOf, Keyword::OneOf, Keyword::Not, Keyword::If];
    for schema in &parts.schemas {
        let is_list = std::ptr::eq(*schema, found.schema);
        for keyword in RESTRICTIONS {
            let is_types = is_list && found.keyword == Some(keyword);
            if let Some(span) = schema.place_of(keyword).filter(|_| !is_types) {
                let report = if [Keyword::AnyOf, Keyword::OneOf].contains(&keyword) {
                    unchecked(keyword, span, "another list of alternatives has the types")
                        .help("or write all alternatives in one list")
                } else {
                    unchecked(keyword, span, "the value is of one of several types")
                };
                diagnostics.push(report.at(to_keyword(schema, keyword)));
            }
        }
    }
}

/// Returns whether the members that a schema requires beside its alternatives are checked in
/// one of these: it has properties, or is no object.
fn takes_required(branch: &Parts<'_>) -> bool {
    match branch.kind() {
        ValueKind::Struct | ValueKind::Enum | ValueKind::List => true,
        ValueKind::Scalar => branch.ty().is_some(),
        ValueKind::Union | ValueKind::Map => false,
    }
}

/// Returns whether an alternative requires the members that the schemas beside it require.
fn requires_all(branch: &Parts<'_>, beside: &Parts<'_>) -> bool {
    let names = |parts: &Parts<'_>| -> HashSet<String> {
        let names = parts.schemas.iter().flat_map(|it| &it.required);
        names.map(|name| name.value.clone()).collect()
    };
    names(beside).is_subset(&names(branch))
}

/// Returns whether a schema has properties, or relates those of other schemas. The list of the
/// alternatives itself does not.
fn describes_members(schema: &Schema, list: Alternatives<'_>) -> bool {
    const RELATIONS: [Keyword; 6] = [
        Keyword::Not,
        Keyword::If,
        Keyword::DependentRequired,
        Keyword::DependentSchemas,
        Keyword::AnyOf,
        Keyword::OneOf,
    ];
    let types = list.keyword.filter(|_| std::ptr::eq(list.schema, schema));
    let mut relations = RELATIONS.iter().filter(|it| types != Some(**it));
    !schema.properties.is_empty() || relations.any(|it| schema.has(*it))
}

/// The values of a discriminator with the schemas that they select.
struct Tags<'a> {
    discriminator: &'a Discriminator,
    mapping: Mapping<'a>,
}

impl<'a> Tags<'a> {
    fn of(discriminator: &'a Discriminator) -> Self {
        Self {
            discriminator,
            mapping: Mapping::of(discriminator),
        }
    }

    /// Returns the values that select a branch: those of the mapping for its component, or
    /// else the name of the component if it declares the property.
    fn of_branch(&self, branch: &Schema, is_base: bool, documents: &[Document]) -> Vec<String> {
        let Some(reference) = &branch.reference else {
            return Vec::new();
        };
        let name = last_name(&reference.text.value);
        let component = target(reference, documents);
        let tags = component.map_or_else(Vec::new, |(_, it)| self.mapping.values(name, it));
        // A base that the mapping does not name is no kind of its own.
        let is_none = is_base && !self.discriminator.mapping.is_empty();
        if tags.is_empty() && !is_none && self.is_declared(branch, documents) {
            vec![name.to_owned()]
        } else {
            tags
        }
    }

    fn is_declared(&self, branch: &Schema, documents: &[Document]) -> bool {
        let parts = Parts::of_root(branch, documents);
        let property = self.discriminator.property.value.as_str();
        parts.property(property).is_some()
    }

    /// Reports a branch of which nothing states the value that selects it.
    fn report_unwritten(
        &self,
        branch: &Schema,
        documents: &[Document],
        diagnostics: &mut Diagnostics,
    ) {
        let is_object = || {
            let parts = Parts::of_root(branch, documents);
            parts.alternatives().is_none() && parts.has(Keyword::Properties)
        };
        let is_stated = self.is_declared(branch, documents)
            || !self.of_branch(branch, false, documents).is_empty();
        if is_stated || !is_object() {
            return;
        }
        let property = &self.discriminator.property.value;
        let message =
            format!("the alternative does not declare `{property}`, and is written without it");
        diagnostics.push(
            Diagnostic::warning(Code::MissingKeyword, branch.span, message)
                .at(branch.pointer.clone())
                .labelled(self.discriminator.property.span, "this property tells alternatives apart")
                .help(format!("declare `{property}` in the alternative, or map a value to it, which is then written")),
        );
    }
}

/// The names of the variants so far.
#[derive(Default)]
struct VariantNames {
    /// The names, each with the function that creates the variant.
    taken: HashSet<String>,
    numbers: Numbers,
}

impl VariantNames {
    /// Returns the name of a variant: the given one, or else that of its type. If the name or
    /// the function is taken, it gets a number.
    fn of(
        &mut self,
        (branch, given): (&Schema, Option<&str>),
        chosen: Option<&Spanned<String>>,
        (ty, is_base): (&Type, bool),
        diagnostics: &mut Diagnostics,
    ) -> Name {
        let made = || made_up(Some(branch), ty).into_owned();
        let wire = given.map_or_else(made, str::to_owned);
        let first = match chosen {
            _ if is_base => BASE.to_owned(),
            Some(_) => naming::variant_name(&wire, branch.span, chosen, diagnostics).rust,
            None => names::variant_name(&wire).unwrap_or_else(|_| "Value".to_owned()),
        };
        // The underscore of a keyword separates it from nothing.
        let wish = first.trim_end_matches('_');
        let numbered = |number| format!("{wish}{number}");
        let rust = self.numbers.free(&first, numbered, |name| {
            let function = names::method(name);
            name != Union::UNMATCHED && function != Union::WITHOUT && self.taken.insert(function)
        });
        if rust != first && given.is_some() {
            let message = format!(
                "`{wire}` and another variant would both be `{first}`: it becomes `{rust}`"
            );
            diagnostics.push(
                Diagnostic::warning(Code::DerivedName, branch.span, message)
                    .at(branch.pointer.clone())
                    .help("choose a Rust name with `x-rust-name` in the alternative"),
            );
        }
        Name { wire, rust }
    }
}

/// The name of the variant for values with another tag.
const BASE: &str = "Other";

/// Returns the name of a variant for its type. A list has the name of its items.
fn made_up(schema: Option<&Schema>, ty: &Type) -> Cow<'static, str> {
    Cow::Borrowed(match ty {
        Type::Scalar(Scalar::Boolean(Encoding::Native)) => "Boolean",
        Type::Scalar(Scalar::Integer(_, Encoding::Native)) => "Integer",
        Type::Scalar(Scalar::Float | Scalar::Number) => "Number",
        Type::Scalar(Scalar::Null) => "Null",
        Type::Scalar(_) => "Text",
        Type::Any => "Any",
        Type::Named(_) if schema.is_some_and(alternatives::is_object) => "Object",
        Type::Named(_) => "Value",
        Type::Map(_) => "Map",
        Type::List(item) => {
            let items = schema.and_then(|it| it.items.as_deref());
            let given = items.and_then(alternatives::given);
            let made = || made_up(items, &item.ty);
            let name = given.map_or_else(made, |it| Cow::Owned(it.to_owned()));
            return Cow::Owned(format!("List of {name}"));
        }
    })
}
