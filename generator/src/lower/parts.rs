//! The schemas that describe one value together.
//!
//! In JSON Schema, several schemas may describe one value: the schema itself, the target
//! of its `$ref`, and each branch of `allOf`. [`Parts`] collects them, so that the rest
//! of lowering can query them together.

use std::collections::{HashMap, HashSet};

use crate::openapi::keyword::Keyword;
use crate::openapi::{
    Additional, ComponentId, Document, EnumItem, Property, Reference, Schema, SchemaType,
};
use crate::text::pointer::is_within;
use crate::text::source::Spanned;
use crate::text::tree::Node;

use super::formats::has_meaning;
use super::open_text::OpenText;
use super::pointers::to_keyword;
use super::targets::target;

/// The schemas that must all hold for one value.
pub struct Parts<'a> {
    /// The schemas, outermost first.
    pub schemas: Vec<&'a Schema>,
    /// The named types among them that were not merged.
    pub named: Vec<(ComponentId, &'a Reference)>,
    /// The schemas among them that are not a part of another one.
    pub roots: Vec<&'a Schema>,
    /// The alternatives, if they are any text and listed texts.
    open: Option<OpenText<'a>>,
    /// The other alternatives.
    alternatives: Option<Alternatives<'a>>,
    /// The lists of alternatives that are types, one of which is among the schemas or is still
    /// to be chosen.
    decided: Vec<(&'a Schema, Option<Keyword>)>,
}

/// The alternatives of a value.
#[derive(Clone, Copy)]
pub struct Alternatives<'a> {
    /// The schema that lists them.
    pub schema: &'a Schema,
    /// The keyword by which it does; the components that extend it have none.
    pub keyword: Option<Keyword>,
    /// The alternatives.
    pub branches: &'a [Schema],
    /// True if each also has the properties of the other schemas.
    pub has_outer: bool,
}

/// A kind of value, as all its schemas describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// An object with members of its own.
    Struct,
    /// One of several strings or integers.
    Enum,
    /// One of several types.
    Union,
    /// A string, a number or a boolean.
    Scalar,
    /// A list.
    List,
    /// A map.
    Map,
}

/// The statement of the schemas of a value together about members that none of them lists.
pub enum Unlisted<'a> {
    /// Nothing.
    Unmentioned,
    /// They may have any value.
    Allowed,
    /// There are none.
    Forbidden,
    /// All these schemas describe them.
    Described(Vec<&'a Schema>),
}

impl ValueKind {
    /// Returns whether a value of this kind has a named type.
    pub fn is_named(self) -> bool {
        match self {
            Self::Struct | Self::Enum | Self::Union => true,
            Self::Scalar | Self::List | Self::Map => false,
        }
    }
}

impl<'a> Parts<'a> {
    /// Collects the parts of a schema that defines a type; references are merged.
    pub fn of_root(schema: &'a Schema, documents: &'a [Document]) -> Self {
        Self::of_roots(&[schema], documents)
    }

    /// Collects the parts of schemas that define a type together; references are merged.
    pub fn of_roots(schemas: &[&'a Schema], documents: &'a [Document]) -> Self {
        Self::of_all(schemas, documents, true)
    }

    /// Collects the parts of a member or an item; a reference to a named type is not
    /// merged.
    pub fn of_value(schemas: &[&'a Schema], documents: &'a [Document]) -> Self {
        Self::of_all(schemas, documents, false)
    }

    fn of_all(schemas: &[&'a Schema], documents: &'a [Document], merge: bool) -> Self {
        let mut parts = Self::empty(schemas.to_vec());
        for schema in schemas {
            parts.collect(schema, documents, merge);
        }
        parts.opened(documents)
    }

    /// Returns parts that were collected before.
    pub fn of_schemas(schemas: Vec<&'a Schema>) -> Self {
        Self {
            roots: schemas.clone(),
            schemas,
            named: Vec::new(),
            open: None,
            alternatives: None,
            decided: Vec::new(),
        }
    }

    /// Returns the same schemas with every reference merged.
    pub fn merged(&self, documents: &'a [Document]) -> Self {
        let mut parts = Self::empty(self.roots.clone());
        for schema in &self.schemas {
            parts.collect(schema, documents, true);
        }
        parts.opened(documents)
    }

    /// Returns the same schemas with every reference merged, if the value is no object although
    /// named objects are among them.
    pub fn without_objects(&self, documents: &'a [Document]) -> Option<Self> {
        let is_object = self.named.is_empty() || self.other_type().is_none();
        let merged = (!is_object).then(|| self.merged(documents))?;
        (merged.has(Keyword::Properties) && !merged.has_properties()).then_some(merged)
    }

    fn empty(roots: Vec<&'a Schema>) -> Self {
        Self {
            schemas: Vec::new(),
            named: Vec::new(),
            roots,
            open: None,
            alternatives: None,
            decided: Vec::new(),
        }
    }

    /// Finds the alternatives, and adds those that are one open enum together.
    fn opened(mut self, documents: &'a [Document]) -> Self {
        self.find_alternatives(documents);
        let is_free = self.named.is_empty() && !self.has_properties();
        let found = self.alternatives.filter(|_| is_free);
        let open = found.and_then(|found| {
            let is_tagged = found.schema.discriminator.is_some();
            (!is_tagged).then(|| OpenText::of(found.branches, documents))?
        });
        if let Some(open) = &open {
            self.schemas.extend(&open.texts);
            self.schemas.extend(&open.lists);
            self.alternatives = None;
        }
        self.open = open;
        self
    }

    /// Finds the first alternatives that are types, of which none is among the schemas.
    fn find_alternatives(&mut self, documents: &'a [Document]) {
        let mut open = Vec::new();
        for &schema in &self.schemas {
            for (keyword, branches) in lists(schema) {
                let list = Alternatives {
                    schema,
                    keyword,
                    branches,
                    has_outer: self.has_properties(),
                };
                let mut parts = branches.iter();
                if parts.any(|it| self.is_part(it, list, documents)) {
                    self.decided.push((schema, keyword));
                } else {
                    open.push(list);
                }
            }
        }
        // One value has one set of variants: other alternatives are rules about members. But
        // one of the components that extend a base may be a base itself.
        if !self.decided.is_empty() {
            open.retain(|it| it.keyword.is_none());
        }
        let types = open.into_iter().find(|it| {
            if it.has_outer {
                self.adds_properties(it.schema, it.branches, documents)
            } else {
                it.schema.discriminator.is_some() || !it.branches.iter().all(only_demands)
            }
        });
        if let Some(found) = types.filter(|it| it.has_outer) {
            self.decided.push((found.schema, found.keyword));
        }
        self.alternatives = types;
    }

    /// Returns whether an alternative or the schema to which it refers is among the schemas.
    /// A schema may be one of its own alternatives.
    fn is_part(&self, branch: &Schema, list: Alternatives<'_>, documents: &'a [Document]) -> bool {
        let is_known = |schema: &Schema| {
            let mut schemas = self.schemas.iter();
            schemas.any(|known| std::ptr::eq(*known, schema))
        };
        let reference = branch.reference.as_ref();
        let target = reference.and_then(|it| target(it, documents));
        let target = target.filter(|_| !is_itself(branch, list, documents));
        is_known(branch) || target.is_some_and(|(_, target)| is_known(target))
    }

    /// Returns whether alternatives have properties that these schemas do not have.
    /// Otherwise they are rules about the properties.
    fn adds_properties(
        &self,
        schema: &Schema,
        branches: &'a [Schema],
        documents: &'a [Document],
    ) -> bool {
        let own: HashSet<&str> = self
            .properties()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let is_new = |branch: &'a Schema| {
            let mut parts = Self::empty(vec![branch]);
            parts.collect(branch, documents, true);
            let properties = parts.properties();
            properties.iter().any(|(name, _)| !own.contains(name))
        };
        !schema.extenders.is_empty() || branches.iter().any(is_new)
    }

    fn collect(&mut self, schema: &'a Schema, documents: &'a [Document], merge: bool) {
        // Merging a schema twice has no effect.
        if self
            .schemas
            .iter()
            .any(|known| std::ptr::eq(*known, schema))
        {
            return;
        }
        self.schemas.push(schema);
        if let Some(reference) = &schema.reference
            && let Some((id, target)) = target(reference, documents)
        {
            if !merge && Self::of_root(target, documents).kind().is_named() {
                self.named.push((id, reference));
            } else {
                self.collect(target, documents, merge);
            }
        }
        for part in &schema.all_of {
            self.collect(part, documents, merge);
        }
    }

    /// Returns whether a part could not be read or a reference is unresolved. Either was
    /// reported.
    pub fn is_incomplete(&self) -> bool {
        self.schemas.iter().any(|schema| {
            let reference = schema.reference.as_ref();
            schema.faulty || reference.is_some_and(|reference| reference.target.is_none())
        })
    }

    /// Returns the kind of value that the schemas describe.
    pub fn kind(&self) -> ValueKind {
        let has_outer = self.alternatives.is_some_and(|it| it.has_outer);
        match self.ty().map(|ty| ty.value) {
            _ if has_outer => ValueKind::Union,
            _ if self.has_properties() => ValueKind::Struct,
            Some(SchemaType::Object) | None if self.alternatives.is_some() => ValueKind::Union,
            Some(SchemaType::Object) if self.is_empty_object() => ValueKind::Struct,
            Some(SchemaType::Object) => ValueKind::Map,
            Some(SchemaType::Array) => ValueKind::List,
            None if self.has(Keyword::PatternProperties) => ValueKind::Map,
            None if self.has(Keyword::Items) || self.has(Keyword::PrefixItems) => ValueKind::List,
            Some(SchemaType::String | SchemaType::Integer | SchemaType::Number) | None
                if self.base(2).is_some() =>
            {
                ValueKind::Enum
            }
            Some(
                SchemaType::String
                | SchemaType::Integer
                | SchemaType::Number
                | SchemaType::Boolean
                | SchemaType::Null,
            )
            | None => ValueKind::Scalar,
        }
    }

    /// Returns whether the value has properties. They mean nothing on a value of another type,
    /// unless their own schema has that type by mistake.
    fn has_properties(&self) -> bool {
        let schemas = self.schemas.iter();
        let mut holders = schemas.filter(|it| it.has(Keyword::Properties));
        match self.other_type() {
            None => holders.next().is_some(),
            Some(_) => holders.any(|schema| schema.ty.is_some()),
        }
    }

    /// Returns the type if values of it are neither objects nor null.
    fn other_type(&self) -> Option<SchemaType> {
        let ty = self.ty().map(|ty| ty.value);
        ty.filter(|ty| ![SchemaType::Object, SchemaType::Null].contains(ty))
    }

    /// Returns whether the value is an object that has no members.
    fn is_empty_object(&self) -> bool {
        let is_closed = matches!(self.unlisted(), Unlisted::Forbidden);
        is_closed && !self.has(Keyword::PatternProperties)
    }

    /// Returns the schema of all members of a map with their names, if one pattern describes
    /// them and there are no others.
    pub fn entries(&self) -> Option<&'a Property> {
        let is_closed = matches!(self.unlisted(), Unlisted::Forbidden);
        let patterns = self.schemas.iter();
        let mut patterns = patterns.flat_map(|schema| &schema.rare().pattern_properties);
        let only = patterns.next().filter(|_| patterns.next().is_none());
        only.filter(|_| is_closed && !self.has_properties())
    }

    /// Returns whether some schema has a keyword.
    pub fn has(&self, keyword: Keyword) -> bool {
        self.holder(keyword).is_some()
    }

    /// Returns the outermost schema that has a keyword.
    pub fn holder(&self, keyword: Keyword) -> Option<&'a Schema> {
        let mut schemas = self.schemas.iter().copied();
        schemas.find(|schema| schema.has(keyword))
    }

    /// Returns the pointer to a keyword: at the outermost schema that has it, or else at
    /// the outermost schema.
    pub fn pointer_to(&self, keyword: Keyword) -> String {
        let holder = self.holder(keyword).or(self.schemas.first().copied());
        holder.map_or_else(String::new, |schema| to_keyword(schema, keyword))
    }

    /// Returns the alternatives of which the value is any text, if there are some.
    pub fn open(&self) -> Option<&OpenText<'a>> {
        self.open.as_ref()
    }

    /// Returns the keywords that were resolved by adding what they hold to the schemas.
    pub fn resolved(&self) -> &'static [Keyword] {
        match self.open {
            Some(_) => &[Keyword::AnyOf, Keyword::OneOf],
            None => &[],
        }
    }

    /// Returns the alternatives of the value, if it has one of several types.
    pub fn alternatives(&self) -> Option<Alternatives<'a>> {
        self.alternatives
    }

    /// Returns whether a keyword of a schema lists alternatives that are types, and no rules
    /// about members.
    pub fn is_decided(&self, schema: &Schema, list: Keyword) -> bool {
        let mut decided = self.decided.iter();
        decided.any(|(known, keyword)| std::ptr::eq(*known, schema) && *keyword == Some(list))
    }

    /// Returns whether the value may be null: some schema says so, and none forbids it.
    pub fn is_nullable(&self, documents: &'a [Document]) -> bool {
        let mut seen = HashSet::new();
        let open = self.open.iter();
        let mut alternatives = open.flat_map(|it| it.texts.iter().chain(&it.lists));
        allows_null(self.roots.iter().copied(), documents, &mut seen) == Some(true)
            || self.null_beside_another().is_some()
            || alternatives.any(|schema| schema.nullable)
    }

    /// Returns the outermost text of an annotation.
    pub fn text(&self, annotation: Keyword) -> Option<&'a str> {
        let mut schemas = self.schemas.iter();
        schemas.find_map(|schema| schema.text(annotation))
    }

    /// Returns whether some schema sets an annotation to true.
    pub fn flag(&self, annotation: Keyword) -> bool {
        self.schemas.iter().any(|schema| schema.flag(annotation))
    }

    /// Returns the outermost description or title. That of a component which the value refers
    /// to or extends counts only if the value has none of its own.
    pub fn description(&self) -> Option<&'a str> {
        let is_own = |schema: &&&Schema| {
            let mut roots = self.roots.iter();
            roots.any(|root| is_within(&schema.pointer, &root.pointer))
        };
        let mut own = self.schemas.iter().filter(is_own);
        own.find_map(|schema| schema.description())
            .or_else(|| self.schemas.iter().find_map(|schema| schema.description()))
    }

    /// Returns the type with its position. An integer is a number too, so it is the type of
    /// what has both. Null is the type of what has no other.
    pub fn ty(&self) -> Option<&'a Spanned<SchemaType>> {
        let types = || self.schemas.iter().filter_map(|schema| schema.ty.as_ref());
        let mut others = types().filter(|ty| ty.value != SchemaType::Null);
        let first = others.next().or_else(|| types().next())?;
        let mut types = types();
        let integer = types.find(|ty| ty.value == SchemaType::Integer);
        Some(
            integer
                .filter(|_| first.value == SchemaType::Number)
                .unwrap_or(first),
        )
    }

    /// Returns the type null of a schema, if another schema has another type. Together they
    /// allow no value, but the authors mean a value that may be null.
    pub fn null_beside_another(&self) -> Option<(&'a Schema, &'a Spanned<SchemaType>)> {
        let mut schemas = self.schemas.iter();
        let null = schemas.find_map(|&schema| {
            let ty = schema.ty.as_ref().filter(|ty| ty.value == SchemaType::Null);
            Some((schema, ty?))
        });
        let is_another = || self.ty().is_some_and(|ty| ty.value != SchemaType::Null);
        null.filter(|_| !self.named.is_empty() || is_another())
    }

    /// Returns the format with its position: the first one with a meaning, if there is one.
    pub fn format(&self) -> Option<&'a Spanned<String>> {
        let formats = || self.schemas.iter().filter_map(|it| it.format.as_ref());
        let meant = formats().find(|it| has_meaning(&it.value));
        meant.or_else(|| formats().next())
    }

    /// Returns `x-extensible-enum`.
    pub fn extensible(&self) -> Option<&'a Spanned<Vec<EnumItem>>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.extensible.as_deref())
    }

    /// Returns the outermost `enum`.
    pub fn values(&self) -> Option<&'a Spanned<Vec<Node>>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.values.as_deref())
    }

    /// Returns every `items`, the outermost one first.
    pub fn items(&self) -> Vec<&'a Schema> {
        let schemas = self.schemas.iter();
        schemas
            .filter_map(|schema| schema.items.as_deref())
            .collect()
    }

    /// Returns what all `additionalProperties` say together.
    pub fn unlisted(&self) -> Unlisted<'a> {
        let all = self.schemas.iter();
        let all = all.filter_map(|schema| schema.additional.as_ref());
        let mut unlisted = Unlisted::Unmentioned;
        let mut schemas = Vec::new();
        for additional in all {
            match additional {
                Additional::Allowed(false) => return Unlisted::Forbidden,
                Additional::Allowed(true) => unlisted = Unlisted::Allowed,
                Additional::Schema(schema) => schemas.push(&**schema),
            }
        }
        if schemas.is_empty() {
            unlisted
        } else {
            Unlisted::Described(schemas)
        }
    }

    /// Returns `default`.
    pub fn default(&self) -> Option<&'a Node> {
        self.schemas
            .iter()
            .find_map(|schema| schema.default.as_deref())
    }

    /// Returns the first occurrence of a property.
    pub fn property(&self, name: &str) -> Option<&'a Property> {
        let mut properties = self.schemas.iter().flat_map(|schema| &schema.properties);
        properties.find(|property| *property.key.text == *name)
    }

    /// Returns the properties in the order of their first occurrence, each with every
    /// schema that describes it. Those of a base come first.
    pub fn properties(&self) -> Vec<(&'a str, Vec<&'a Property>)> {
        let mut properties: Vec<(&'a str, Vec<&'a Property>)> = Vec::new();
        let mut positions: HashMap<&str, usize> = HashMap::new();
        for property in self.schemas.iter().flat_map(|schema| &schema.properties) {
            let name = &*property.key.text;
            let position = *positions.entry(name).or_insert(properties.len());
            match properties.get_mut(position) {
                Some((_, all)) => all.push(property),
                None => properties.push((name, vec![property])),
            }
        }
        properties
    }
}

/// Returns the alternatives of a schema: those that its keywords list, or else the components
/// that extend it.
fn lists(schema: &Schema) -> impl Iterator<Item = (Option<Keyword>, &[Schema])> {
    let any = schema.any_of.as_ref().map(|it| (Keyword::AnyOf, it));
    let one = schema.one_of.as_ref().map(|it| (Keyword::OneOf, it));
    let has_none = any.is_none() && one.is_none() && !schema.extenders.is_empty();
    let listed = any.into_iter().chain(one);
    let listed = listed.map(|(keyword, it)| (Some(keyword), it.value.as_slice()));
    listed.chain(has_none.then_some((None, schema.extenders.as_slice())))
}

/// Returns whether an alternative is no type: it only demands members of an object, which the
/// other schemas describe.
fn only_demands(branch: &Schema) -> bool {
    let mut keywords = branch.keywords.iter().map(|(keyword, _)| *keyword);
    !branch.required.is_empty()
        && keywords.all(|keyword| {
            let is_demand = [Keyword::Required, Keyword::Not].contains(&keyword);
            is_demand || keyword.row().annotation.is_some()
        })
}

/// Returns whether schemas together allow null, or `None` if they do not mention it.
fn allows_null<'a>(
    schemas: impl Iterator<Item = &'a Schema>,
    documents: &'a [Document],
    seen: &mut HashSet<*const Schema>,
) -> Option<bool> {
    let mut allowed = None;
    for schema in schemas {
        match schema_allows_null(schema, documents, seen) {
            Some(false) => return Some(false),
            Some(true) => allowed = Some(true),
            None => {}
        }
    }
    allowed
}

fn schema_allows_null<'a>(
    schema: &'a Schema,
    documents: &'a [Document],
    seen: &mut HashSet<*const Schema>,
) -> Option<bool> {
    // A schema that contains itself adds nothing.
    if !seen.insert(schema) {
        return None;
    }
    if schema.constant.is_some() {
        return Some(false);
    }
    if schema.nullable {
        // Without a type, null stands beside the parts. Many documents list the values of a
        // nullable enum without null.
        return Some(true);
    }
    if schema.ty.is_some() || schema.values.is_some() {
        return Some(false);
    }
    let target = schema
        .reference
        .as_ref()
        .and_then(|it| target(it, documents));
    let target = target.map(|(_, schema)| schema).into_iter();
    let together = allows_null(target.chain(&schema.all_of), documents, seen);
    together.or_else(|| an_alternative_allows_null(schema, documents, seen).then_some(true))
}

/// Returns whether null is a value of the alternatives. It may be one of several of `oneOf`, as
/// other values may be, since documents write it where they mean `anyOf`. An object with
/// properties says itself whether it may be null.
fn an_alternative_allows_null<'a>(
    schema: &'a Schema,
    documents: &'a [Document],
    seen: &mut HashSet<*const Schema>,
) -> bool {
    let mut allows = |alternatives: &'a Spanned<Vec<Schema>>| {
        let mut alternatives = alternatives.value.iter();
        // An alternative that says nothing allows every value.
        alternatives
            .any(|it| it.is_annotation() || schema_allows_null(it, documents, seen) == Some(true))
    };
    let any = schema.any_of.as_ref().map(|it| allows(it));
    let one = schema.one_of.as_ref().map(|it| allows(it));
    let allowed = any.into_iter().chain(one).reduce(|any, one| any && one);
    schema.properties.is_empty() && allowed == Some(true)
}

/// Returns whether an alternative is the schema that lists it. It may refer to it by other
/// schemas that say nothing else; a component that extends a base is not the base itself.
pub fn is_itself(branch: &Schema, list: Alternatives<'_>, documents: &[Document]) -> bool {
    // No cycle of such schemas is left.
    let mut behind = std::iter::successors(Some(branch), |at| behind(at, documents));
    match list.keyword {
        Some(_) => behind.any(|it| std::ptr::eq(it, list.schema)),
        None => behind
            .nth(1)
            .is_some_and(|it| std::ptr::eq(it, list.schema)),
    }
}

/// Returns the schema to which another one only refers.
fn behind<'a>(schema: &'a Schema, documents: &'a [Document]) -> Option<&'a Schema> {
    if let Some(reference) = &schema.reference {
        return target(reference, documents).map(|(_, target)| target);
    }
    let mut keywords = schema.keywords.iter();
    match schema.all_of.as_slice() {
        [only] if keywords.all(|(it, _)| *it == Keyword::AllOf) => Some(only),
        _ => None,
    }
}
