//! Structs: their members, required, optional and constant.

use crate::diagnostics::{Code, Diagnostic};
use crate::model;
use crate::model::{Access, Field, Member, Presence, Struct, TypeId, Usage};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Property, Schema};

use super::closed::report_other_members;
use super::constructor::constructor;
use super::limits::object_rules;
use super::member_docs::{default, description, is_deprecated, is_flagged};
use super::money::money;
use super::others::{Others, others};
use super::pending::PendingConstant;
use super::required::{Need, required};
use super::setters::take_names;
use super::site::ValueSite;
use super::value::Values;
use super::window::window;
use crate::lower::agreement::is_listed;
use crate::lower::files::Files;
use crate::lower::literal::{literal, plain};
use crate::lower::naming;
use crate::lower::parts::{Parts, Unlisted};
use crate::lower::taken_names::TakenNames;

/// The lowering of structs.
pub struct Structs<'a, 'w> {
    /// The lowering of the values of members.
    pub values: Values<'a, 'w>,
    /// The constants that are checked when all types are known.
    pub constants: Vec<PendingConstant<'a>>,
}

impl<'a> Structs<'a, '_> {
    /// Lowers the object that `parts` describe, without its rules and its
    /// state.
    pub fn structure(&mut self, parts: &Parts<'a>, id: TypeId, usage: Usage) -> Struct {
        let required = required(parts, self.values.diagnostics);
        report_other_members(parts, self.values.diagnostics);
        self.report_discriminators(parts);
        let module = self.values.types.module_of(id);
        let unlisted = if self.values.types.are_alternative(parts) {
            Need::Telling
        } else {
            Need::Optional
        };
        let mut members = Vec::new();
        let mut taken = TakenNames::default();
        for (wire, properties) in parts.properties() {
            let Some(&first) = properties.first() else {
                continue;
            };
            let bodies = self.values.types.in_parts.get(&id);
            let site = ValueSite {
                module,
                usage,
                name: wire,
                span: first.key.span,
                pointer: &first.schema.pointer,
                is_inner: false,
                files: bodies.map_or(Files::None, |it| it.files(wire)),
            };
            let need = required.get(wire).copied().unwrap_or(unlisted);
            // Validation refuses a member that no value fits.
            if properties.iter().any(|it| it.schema.is_never()) {
                if need.is_required() {
                    let report = never(first).at(first.schema.pointer.clone());
                    self.values.diagnostics.push(report);
                }
                continue;
            }
            let schemas: Vec<&'a Schema> = properties.iter().map(|it| &it.schema).collect();
            let member = self.member(&schemas, site, need);
            members.extend(member.map(|mut member| {
                take_names(&mut member, site, None, &mut taken, self.values.diagnostics);
                member
            }));
        }
        // Members are large and numerous, and most structs have few.
        members.shrink_to_fit();
        let Others { value, rules } = others(parts, module, usage, &mut self.values);
        let documents = self.values.documents;
        let diagnostics = &mut *self.values.diagnostics;
        let mut limits = object_rules(parts, documents, diagnostics);
        limits.extend(rules);
        Struct {
            constructor: constructor(parts, &members, diagnostics),
            money: money(parts, &members, diagnostics),
            additional: additional(parts),
            others: value.map(Box::new),
            limits,
            members,
            rules: Vec::new(),
            advisories: Vec::new(),
            state: None,
        }
    }

    /// Reports discriminators that tell nothing apart: no alternatives are beside them, and no
    /// component extends theirs.
    fn report_discriminators(&mut self, parts: &Parts<'a>) {
        for schema in &parts.schemas {
            let has_own = schema.any_of.is_some() || schema.one_of.is_some();
            let Some(discriminator) = schema.discriminator.as_ref().filter(|_| !has_own) else {
                continue;
            };
            let (message, help) = if self.values.types.is_component(&schema.pointer) {
                if !schema.extenders.is_empty() {
                    continue;
                }
                (
                    "`discriminator` has no effect here: no component extends this one",
                    "extend this component with `allOf`, or list the alternatives in `oneOf`",
                )
            } else {
                (
                    "`discriminator` has no effect here: no alternatives are beside it, and it \
                     is not that of a component",
                    "list the alternatives in `oneOf`, or write it in a component of its own",
                )
            };
            self.values.diagnostics.push(
                Diagnostic::warning(Code::NotSupported, discriminator.property.span, message)
                    .at(discriminator.pointer.clone())
                    .help(help),
            );
        }
    }

    /// Lowers a member that these schemas describe together, the outermost one first.
    pub fn member(
        &mut self,
        schemas: &[&'a Schema],
        site: ValueSite<'_>,
        need: Need,
    ) -> Option<Member> {
        let parts = Parts::of_value(schemas, self.values.documents);
        // A response may have another value than the constant in the document, so the
        // member is a field there, and the constant is documentation. Constants are always
        // written, so one that is only read or may be null is a field too, and so is one that
        // Rust has no literal for.
        let documents = self.values.documents;
        let is_written = !site.usage.read && access(&parts, need, documents) != Access::ReadOnly;
        let is_constant = is_written && !parts.is_nullable(documents);
        let constant = parts.constant().filter(|_| is_constant);
        let Some(fixed) = constant.filter(|it| literal(it.node).is_some()) else {
            return Some(Member::Field(self.field(schemas, &parts, site, need)));
        };
        if need == Need::Optional && !is_listed(&parts, self.values.diagnostics) {
            return Some(Member::Field(self.choice(schemas, &parts, site)));
        }
        let first = schemas.first()?;
        let constant = self.constant(first, &parts, fixed, site, need.is_required());
        constant.map(Member::Constant)
    }

    /// Lowers a member with one value that can be left out. That value often turns something
    /// on, so it is never sent unasked: it is a choice, like the only value of an item.
    fn choice(&mut self, schemas: &[&'a Schema], parts: &Parts<'a>, site: ValueSite<'_>) -> Field {
        let site = ValueSite {
            is_inner: true,
            ..site
        };
        let field = self.field(schemas, parts, site, Need::Optional);
        Field {
            fixed: None,
            ..field
        }
    }

    /// Lowers a member that is no constant.
    pub fn field(
        &mut self,
        schemas: &[&'a Schema],
        parts: &Parts<'a>,
        site: ValueSite<'_>,
        need: Need,
    ) -> Field {
        let documents = self.values.documents;
        let chosen = self.values.types.chosen.member(schemas.iter().copied());
        let diagnostics = &mut *self.values.diagnostics;
        let name = naming::field_name(site.name, site.span, chosen, site.usage, diagnostics);
        let value = self.values.value(schemas, site);
        let fixed = parts.constant();
        if let Some(fixed) = fixed.filter(|fixed| literal(fixed.node).is_some()) {
            let pending = PendingConstant::of(site.name, fixed, value.clone());
            self.constants.push(pending);
        }
        let window = window(parts, self.values.diagnostics);
        let access = access(parts, need, documents);
        let examples = parts.schemas.iter().flat_map(|schema| &schema.examples);
        Field {
            name,
            value,
            window,
            description: description(parts, documents).to_owned(),
            presence: match need {
                Need::Required | Need::Sent => access.presence(site.usage),
                Need::Optional | Need::Telling => Presence::Optional,
            },
            deprecated: is_deprecated(parts, documents),
            default: default(parts, documents).map(plain),
            examples: examples.map(plain).collect(),
            source: parts.text(Keyword::Source).map(str::to_owned),
            fixed: fixed.and_then(|fixed| literal(fixed.node)),
            access,
        }
    }
}

/// Creates the warning for a required member that no value fits.
fn never(property: &Property) -> Diagnostic {
    let message = format!(
        "`{}` is required, and its schema `false` allows no value: it is left out",
        property.key.text
    );
    Diagnostic::warning(Code::InvalidValue, property.schema.span, message)
        .help("remove it from `required`, or write a schema")
}

/// Returns the access of a member from `readOnly` and `writeOnly`.
fn access(parts: &Parts<'_>, need: Need, documents: &[Document]) -> Access {
    let is_marked = |annotation| is_flagged(parts, annotation, documents);
    match (is_marked(Keyword::ReadOnly), is_marked(Keyword::WriteOnly)) {
        (true, false) if need == Need::Sent => Access::Both,
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        (true, true) | (false, false) => Access::Both,
    }
}

fn additional(parts: &Parts<'_>) -> model::Additional {
    if parts.has(Keyword::PatternProperties) {
        // The members outside are checked by their names.
        return model::Additional::Allowed;
    }
    match parts.unlisted() {
        // Of an object that lists no members, none is a mistake.
        Unlisted::Unmentioned if parts.properties().is_empty() => model::Additional::Allowed,
        Unlisted::Unmentioned => model::Additional::Unmentioned,
        Unlisted::Allowed | Unlisted::Described(_) => model::Additional::Allowed,
        Unlisted::Forbidden => model::Additional::Forbidden,
    }
}
