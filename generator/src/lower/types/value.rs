//! Values: their types, constraints and sensitivity.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Measured, Rule, Scalar, Shape, Struct, Type, TypeId, UnionKind, Value};
use crate::openapi::keyword::{Keyword, SchemaPosition, Subject};
use crate::openapi::{ComponentId, Document, Schema, SchemaType};

use super::only::only;
use super::site::ValueSite;
use super::{enums, inline, limits, scalar, sensitivity};
use crate::lower::asserted::{Asserted, of_value, unchecked};
use crate::lower::files::{Files, is_file};
use crate::lower::parts::{Parts, Unlisted, ValueKind};
use crate::lower::table::Table;
use crate::lower::{agreement, applicability};

/// The lowering of values. Enums and unions without a name become types of the table.
pub struct Values<'a, 'w> {
    /// The documents.
    pub documents: &'a [Document],
    /// The named types.
    pub types: &'w mut Table<'a>,
    /// The errors so far.
    pub diagnostics: &'w mut Diagnostics,
}

impl<'a> Values<'a, '_> {
    /// Lowers the value that `schemas` describe together. One that cannot be typed, which is
    /// reported, becomes any JSON value.
    pub fn value(&mut self, schemas: &[&'a Schema], site: ValueSite<'_>) -> Value {
        let mut value = self.typed(schemas, site).unwrap_or_else(|| {
            self.types.untyped += 1;
            Value::plain(Type::Any)
        });
        if value.ty == Type::Any && value.sensitive.is_none() {
            value.sensitive = self.types.secrets.within(schemas.iter().copied());
        }
        value
    }

    fn typed(&mut self, schemas: &[&'a Schema], site: ValueSite<'_>) -> Option<Value> {
        let parts = Parts::of_value(schemas, self.documents);
        let parts = parts.without_objects(self.documents).unwrap_or(parts);
        if parts.is_incomplete() || !agreement::agrees(&parts, site.name, self.diagnostics) {
            return None;
        }
        let ty = self.value_type(&parts, site)?;
        applicability::refuse_on(&parts, &ty, self.diagnostics);
        applicability::unchecked_content(&parts, &ty, self.diagnostics);
        let mut rules = self.rules(&parts, &ty);
        let documents = self.documents;
        rules.extend(of_value(&parts, &ty, documents, self.diagnostics));
        rules.extend(only(&parts, &ty, site.is_inner, self.diagnostics));
        let mut value = Value {
            rules,
            sensitive: None,
            nullable: !self.is_part(&ty) && is_nullable(&parts, &ty, self.documents),
            ty,
        };
        value.include_null();
        let secrets = &self.types.secrets;
        let reason = sensitivity::sensitivity(&parts, documents, secrets, self.diagnostics);
        if let Some(reason) = reason {
            sensitivity::redact(&mut value, reason);
        }
        Some(value)
    }

    /// Returns whether a type is that of a part that may be a file. Outside of JSON, there is no
    /// null.
    fn is_part(&self, ty: &Type) -> bool {
        let def = ty.named().and_then(|id| self.types.def(id));
        let union = def.and_then(|it| it.shape.as_union());
        union.is_some_and(|it| it.kind == UnionKind::Part)
    }

    /// Lowers a value to find its errors; its types are dropped.
    pub fn probe(&mut self, schema: &'a Schema, site: ValueSite<'_>) -> Value {
        let types = self.types.slots.len();
        let value = self.value(&[schema], site);
        self.types.truncate(types);
        value
    }

    fn value_type(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Type> {
        if let Some(&(first, _)) = parts.named.first() {
            return self.named_type(parts, first, site);
        }
        match parts.kind() {
            ValueKind::Struct => self.inline_struct(parts, site),
            ValueKind::Enum => match self.open_component(parts, site) {
                Some(open) => Some(open),
                None => self.inline_enum(parts, site),
            },
            ValueKind::Union if site.files != Files::None && self.are_files(parts) => {
                let file = Value::plain(Type::Scalar(Scalar::Upload));
                Some(Type::List(Box::new(file)))
            }
            ValueKind::Union => self.inline_union(parts, site),
            ValueKind::List => Some(self.list(parts, site)),
            ValueKind::Map => Some(self.map(parts, site)),
            // A constant that is an item or may be null is an enum of one value.
            ValueKind::Scalar if parts.base(1).is_some() && self.is_enum_of_one(parts, site) => {
                self.inline_enum(parts, site)
            }
            ValueKind::Scalar => scalar::scalar_type(parts, site, self.diagnostics),
        }
    }

    fn is_enum_of_one(&self, parts: &Parts<'a>, site: ValueSite<'_>) -> bool {
        site.is_inner || parts.is_nullable(self.documents)
    }

    /// Returns the named type that the schemas refer to, if they add nothing to it.
    fn named_type(
        &mut self,
        parts: &Parts<'a>,
        first: ComponentId,
        site: ValueSite<'_>,
    ) -> Option<Type> {
        let is_alone = parts.named.iter().all(|&(id, _)| id == first);
        let is_null = |schema: &Schema| {
            let ty = schema.ty.as_ref();
            ty.is_some_and(|ty| ty.value == SchemaType::Null)
        };
        let mut schemas = parts.schemas.iter().filter(|schema| !is_null(schema));
        if !(is_alone && schemas.all(|schema| schema.is_all_on(Subject::Named))) {
            let merged = parts.merged(self.documents);
            match merged.kind() {
                ValueKind::Struct => return self.inline_struct(&merged, site),
                ValueKind::Union if merged.alternatives().is_some_and(|it| it.has_outer) => {
                    return self.inline_union(&merged, site);
                }
                ValueKind::Enum | ValueKind::Scalar => {
                    if !agreement::agrees(&merged, site.name, self.diagnostics) {
                        return None;
                    }
                    if merged.base(1).is_some() && narrows(parts, &merged, site, self.documents) {
                        return self.inline_enum(&merged, site);
                    }
                    let agreed = [Keyword::Type, Keyword::Format, Keyword::Enum];
                    let schemas = &parts.schemas;
                    let subject = Subject::Named;
                    applicability::refuse_others(schemas, subject, &agreed, self.diagnostics);
                }
                ValueKind::Union | ValueKind::List | ValueKind::Map => {
                    let schemas = &parts.schemas;
                    applicability::refuse_keywords(schemas, Subject::Named, self.diagnostics);
                }
            }
        }
        // An id is missing only if its component could not be lowered.
        let id = self.types.components.get(&first);
        id.map(|&id| Type::Named(id))
    }

    /// Returns the object that has no name of its own. Its members are lowered later, because
    /// objects may be nested deeply.
    pub fn inline_struct(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Type> {
        if let Some(id) = inline::known(parts, self.types) {
            return Some(Type::Named(id));
        }
        let shape = Shape::Struct(Struct::empty());
        let id = self.add_inline(parts, site, shape)?;
        self.types.pending.push((id, parts.schemas.clone()));
        Some(Type::Named(id))
    }

    /// Returns whether every alternative is a file or a list of files. In a body of several
    /// parts, each is a part.
    fn are_files(&self, parts: &Parts<'a>) -> bool {
        let alternatives = parts.alternatives();
        alternatives.is_some_and(|it| it.branches.iter().all(|it| self.is_file_or_files(it)))
    }

    /// Returns whether a value is a file or a list of files.
    fn is_file_or_files(&self, schema: &'a Schema) -> bool {
        let parts = Parts::of_value(&[schema], self.documents);
        let items = parts.items();
        let are_files = || is_file(&Parts::of_value(&items, self.documents), Files::Binary);
        is_file(&parts, Files::Binary) || (!items.is_empty() && are_files())
    }

    /// Returns whether a value is a file or a list of files, or one of several types of which
    /// one is.
    pub fn may_be_file(&self, schema: &'a Schema) -> bool {
        let nested = || {
            let parts = Parts::of_value(&[schema], self.documents);
            let mut branches = parts.alternatives().into_iter().flat_map(|it| it.branches);
            branches.any(|it| self.may_be_file(it))
        };
        self.is_file_or_files(schema) || nested()
    }

    /// Returns the enum that has no name of its own.
    fn inline_enum(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Type> {
        let (schemas, resolved) = (&parts.schemas, parts.resolved());
        let subject = Subject::InlineEnum;
        applicability::refuse_others(schemas, subject, resolved, self.diagnostics);
        if let Some(id) = inline::known(parts, self.types) {
            inline::open_for(id, site.usage, self.types);
            return Some(Type::Named(id));
        }
        let shape = Shape::Enum(enums::enumeration(parts, site.usage, self.diagnostics));
        self.add_inline(parts, site, shape).map(Type::Named)
    }

    /// Returns the open enum of a component that lists all known texts of a value, if that may
    /// be any text.
    fn open_component(&self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Type> {
        let open = parts.open()?;
        let id = *self.types.components.get(&open.component?)?;
        let usage = site.usage.or(self.types.usage(open.component?));
        (usage.read && open.lists.len() == 1).then_some(Type::Named(id))
    }

    /// Returns the union that has no name of its own.
    fn inline_union(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Type> {
        if let Some(id) = inline::known(parts, self.types) {
            return Some(Type::Named(id));
        }
        let shape = Shape::Union(self.union(parts, site)?);
        self.add_inline(parts, site, shape).map(Type::Named)
    }

    fn add_inline(
        &mut self,
        parts: &Parts<'a>,
        site: ValueSite<'_>,
        shape: Shape,
    ) -> Option<TypeId> {
        let types = (&mut *self.types, self.documents);
        inline::add(parts, site, shape, types, self.diagnostics)
    }

    fn list(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Type {
        if parts.has(Keyword::PrefixItems) {
            return self.tuple(parts, site);
        }
        let items = parts.items();
        let item = if items.is_empty() {
            self.report_without_items(parts, site);
            self.any(parts)
        } else {
            self.item(&items, site)
        };
        Type::List(Box::new(item))
    }

    /// Returns any JSON value, for an item or an entry without a schema.
    fn any(&self, parts: &Parts<'a>) -> Value {
        Value {
            sensitive: self.types.secrets.within(parts.schemas.iter().copied()),
            ..Value::plain(Type::Any)
        }
    }

    /// Returns the list whose first items have schemas of their own. If all are one scalar,
    /// it is a list of it, and otherwise of any JSON values, which is reported.
    fn tuple(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Type {
        let first = parts.schemas.iter();
        let first = first.flat_map(|schema| &schema.rare().prefix_items);
        let others = parts.items();
        let is_complete = !others.is_empty();
        let schemas = first.chain(others).filter(|schema| !schema.is_never());
        let schemas: Vec<&Schema> = schemas.collect();
        let sensitive = self.types.secrets.within(schemas.iter().copied());
        let mut scalars = schemas.into_iter().map(|schema| {
            let own = Parts::of_value(&[schema], self.documents);
            let is_plain = own.kind() == ValueKind::Scalar && !own.is_nullable(self.documents);
            // The schemas are read again for their assertion, which reports their faults.
            let mut unread = Diagnostics::default();
            let ty = scalar::scalar_type(&own, site.inside(schema), &mut unread);
            match ty.filter(|_| is_plain) {
                Some(Type::Scalar(scalar)) => Some(scalar),
                Some(Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_)) | None => None,
            }
        });
        let first = scalars.next().flatten().filter(|_| is_complete);
        let common = first.filter(|first| scalars.all(|it| it == Some(*first)));
        let item = common.map_or(Type::Any, Type::Scalar);
        if common.is_none() {
            self.report_tuple(parts);
        }
        Type::List(Box::new(Value {
            sensitive,
            ..Value::plain(item)
        }))
    }

    fn report_tuple(&mut self, parts: &Parts<'a>) {
        let holder = parts.holder(Keyword::PrefixItems);
        let span = holder.and_then(|schema| schema.place_of(Keyword::PrefixItems));
        let message = "the items have no common type: each is any JSON value, and checked";
        self.diagnostics.push(
            Diagnostic::warning(Code::NotSupported, span, message)
                .at(parts.pointer_to(Keyword::PrefixItems))
                .help("write an object with a property for each item"),
        );
    }

    fn map(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Type {
        // In a body of several parts, a map is one part, which is JSON.
        let site = ValueSite {
            files: Files::None,
            ..site
        };
        let entries = parts.entries().map(|entry| &entry.schema);
        if let Some(schema) = entries {
            return Type::Map(Box::new(self.item(&[schema], site)));
        }
        let is_free = parts.has(Keyword::PatternProperties);
        let item = match parts.unlisted() {
            Unlisted::Described(schemas) if !is_free => self.item(&schemas, site),
            Unlisted::Described(_)
            | Unlisted::Unmentioned
            | Unlisted::Allowed
            | Unlisted::Forbidden => self.any(parts),
        };
        Type::Map(Box::new(item))
    }

    /// Lowers the items of a list or the values of a map, which the schemas describe
    /// together.
    fn item(&mut self, schemas: &[&'a Schema], site: ValueSite<'_>) -> Value {
        for schema in schemas {
            applicability::refuse_at(schema, SchemaPosition::Item, self.diagnostics);
        }
        let inside = schemas.first().map(|schema| site.inside(schema));
        self.value(schemas, inside.unwrap_or(site))
    }

    fn report_without_items(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) {
        let span = parts.ty().map_or(site.span, |ty| ty.span);
        let holder = parts.holder(Keyword::Type);
        let message = "the list has no `items`: each item is any JSON value";
        self.diagnostics.push(
            Diagnostic::warning(Code::MissingKeyword, span, message)
                .at(holder.map_or(site.pointer, |schema| &schema.pointer))
                .help("add `items` with the schema of each item"),
        );
    }

    fn rules(&mut self, parts: &Parts<'a>, ty: &Type) -> Vec<Rule> {
        match ty {
            Type::Named(_) if parts.open().is_some() => self.enum_rules(parts),
            Type::Named(id) => match self.types.schema(*id) {
                Some(schema) => self.enum_rules(&Parts::of_root(schema, self.documents)),
                None => Vec::new(),
            },
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => {
                limits::rules(parts, ty, self.documents, self.diagnostics)
            }
        }
    }

    /// Returns the limits on the strings of an enum, for values that it does not list.
    fn enum_rules(&mut self, parts: &Parts<'a>) -> Vec<Rule> {
        if parts.extensible().is_some() {
            return limits::text_rules(parts, self.diagnostics);
        }
        let Some(open) = parts.open() else {
            return Vec::new();
        };
        // A listed text may break a rule for any other one.
        let rules = limits::text_rules(&Parts::of_schemas(open.texts.clone()), self.diagnostics);
        let listed = parts.listed();
        let is_of_all = |rule: &Rule| {
            let mut texts = listed.iter().filter_map(|(node, _)| node.as_str());
            texts.all(|text| rule.admits(Measured::Text(text)))
        };
        let (mut rules, others): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(is_of_all);
        if !others.is_empty() {
            let schemas = open.lists.iter().chain(&open.texts).copied();
            match Asserted::of_members(self.documents).any(schemas) {
                Ok(assertion) => rules.push(Rule::Assert(assertion)),
                Err(reason) => self.report_open(&open.texts, &reason),
            }
        }
        rules
    }

    /// Reports the limits of texts that are not checked, because listed texts break them.
    fn report_open(&mut self, texts: &[&Schema], reason: &str) {
        let keyword = Keyword::AnyOf;
        for schema in texts {
            let report = unchecked(keyword, schema.span, reason);
            self.diagnostics.push(report.at(schema.pointer.clone()));
        }
    }
}

/// Returns whether the schemas of a value allow fewer values than the enum to which they
/// refer. A constant of a member needs no enum of its own unless it may be null.
fn narrows(
    parts: &Parts<'_>,
    merged: &Parts<'_>,
    site: ValueSite<'_>,
    documents: &[Document],
) -> bool {
    let is_enum = site.is_inner || merged.kind() == ValueKind::Enum;
    (is_enum || parts.is_nullable(documents)) && parts.has(Keyword::Enum)
}

/// Returns whether a value may be null, and its type does not include null anyway. Files are
/// outside of JSON, where there is no null.
fn is_nullable(parts: &Parts<'_>, ty: &Type, documents: &[Document]) -> bool {
    match ty {
        Type::Scalar(Scalar::Null | Scalar::Upload) => false,
        Type::List(item) if item.ty == Type::Scalar(Scalar::Upload) => false,
        Type::Any | Type::Scalar(_) | Type::Named(_) | Type::List(_) | Type::Map(_) => {
            parts.is_nullable(documents)
        }
    }
}
