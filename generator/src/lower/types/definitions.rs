//! Definitions of the named types of components and bodies.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{ModuleId, Name, Shape, Status, Type, TypeDef, TypeId, Usage, Value};
use crate::openapi::keyword::{Keyword, SchemaPosition, Subject};
use crate::openapi::{
    Body, Component, ComponentId, Document, Operation, Parameter, Schema, SchemaType,
};

use super::choices::{self, choice};
use super::enums::enumeration;
use super::events;
use super::pending::PendingConstant;
use super::sensitivity;
use super::site::ValueSite;
use super::structs::Structs;
use super::value::Values;
use crate::lower::applicability::{refuse_at, refuse_keywords, refuse_others};
use crate::lower::files::Files;
use crate::lower::operations::status::whole;
use crate::lower::parts::{Parts, ValueKind};
use crate::lower::pointers::{canonical, to_keyword};
use crate::lower::table::Table;
use crate::lower::{agreement, naming};

/// A function that returns the name of the body of a response with a status. The flag tells
/// whether the body may be null.
type NameOf<'f> = &'f dyn Fn(Status, bool) -> String;

/// Returns the name of the body of a request or a notification.
type RequestNameOf<'f> = &'f dyn Fn(&Parts<'_>) -> &'static str;

/// The lowering of the definitions of named types.
pub struct Definitions<'a, 'w> {
    structs: Structs<'a, 'w>,
}

impl<'a, 'w> Definitions<'a, 'w> {
    /// Prepares the lowering of the types in a table.
    pub fn of(
        documents: &'a [Document],
        types: &'w mut Table<'a>,
        diagnostics: &'w mut Diagnostics,
    ) -> Self {
        Self {
            structs: Structs {
                values: Values {
                    documents,
                    types,
                    diagnostics,
                },
                constants: Vec::new(),
            },
        }
    }

    /// Returns the constants that remain to be checked.
    pub fn into_constants(self) -> Vec<PendingConstant<'a>> {
        self.structs.constants
    }

    /// Lowers the components that are types, in document order.
    pub fn lower_components(&mut self) {
        let components = self.structs.values.types.components.iter();
        let mut components: Vec<(ComponentId, TypeId)> =
            components.map(|(&key, &id)| (key, id)).collect();
        components.sort_unstable();
        for (key, id) in components {
            let document = self.structs.values.documents.get(key.document);
            let component = document.and_then(|document| document.schemas.get(key.schema));
            if let Some(component) = component {
                let usage = self.structs.values.types.usage(key);
                self.lower_component(component, id, usage);
            }
        }
    }

    fn lower_component(&mut self, component: &'a Component, id: TypeId, usage: Usage) {
        let schema = &component.schema;
        let parts = Parts::of_root(schema, self.structs.values.documents);
        let (wire, span) = (&*component.key.text, component.key.span);
        let name = self.component_name(component, id);
        let site = ValueSite {
            module: self.structs.values.types.module_of(id),
            usage,
            name: wire,
            span,
            pointer: &schema.pointer,
            is_inner: false,
            files: Files::None,
        };
        if parts.kind().is_named() {
            sensitivity::refuse_others(&parts, self.structs.values.diagnostics);
        }
        let shape = self.component_shape(component, &parts, id, site);
        let shape = shape.unwrap_or_else(|| self.any(schema));
        self.define(id, name, &parts, site, shape);
    }

    /// Returns the name of the type of a component.
    fn component_name(&mut self, component: &Component, id: TypeId) -> Name {
        let (wire, span) = (&*component.key.text, component.key.span);
        let values = &mut self.structs.values;
        let chosen = values.types.chosen.component(component);
        if let Some(chosen) = &chosen {
            values.types.choose(id, chosen);
        }
        let chosen = chosen.as_ref().map(|it| &it.name);
        naming::type_name(wire, span, chosen, values.diagnostics)
    }

    fn component_shape(
        &mut self,
        component: &'a Component,
        parts: &Parts<'a>,
        id: TypeId,
        site: ValueSite<'_>,
    ) -> Option<Shape> {
        let schema = &component.schema;
        let diagnostics = &mut *self.structs.values.diagnostics;
        match parts.kind() {
            ValueKind::Struct => Some(self.structure(parts, id, site.usage)),
            ValueKind::Enum => {
                let resolved = parts.resolved();
                refuse_others(&parts.schemas, Subject::NamedEnum, resolved, diagnostics);
                refuse_at(schema, SchemaPosition::NamedType, diagnostics);
                let agrees = agreement::is_said_once(parts, diagnostics);
                agrees.then(|| Shape::Enum(enumeration(parts, site.usage, diagnostics)))
            }
            ValueKind::Union => {
                refuse_at(schema, SchemaPosition::NamedType, diagnostics);
                self.structs.values.union(parts, site).map(Shape::Union)
            }
            ValueKind::Scalar | ValueKind::List | ValueKind::Map => {
                Some(Shape::Alias(self.structs.values.value(&[schema], site)))
            }
        }
    }

    /// Checks the components that are not types, whether or not something refers to them.
    pub fn check_unnamed(&mut self) {
        let documents = self.structs.values.documents;
        for component in documents.iter().flat_map(|document| &document.schemas) {
            let schema = &component.schema;
            if Parts::of_root(schema, documents).kind().is_named() {
                continue;
            }
            refuse_at(
                schema,
                SchemaPosition::Component,
                self.structs.values.diagnostics,
            );
            let site = ValueSite {
                module: ModuleId::SHARED,
                usage: Usage::default(),
                name: &component.key.text,
                span: component.key.span,
                pointer: &schema.pointer,
                is_inner: false,
                // A place that is no file reports the format itself.
                files: Files::Binary,
            };
            // Its inline types belong to the sites of its use.
            self.structs.values.probe(schema, site);
        }
    }

    /// Lowers the bodies of operations and webhooks that have a schema of their own.
    pub fn lower_bodies(&mut self) {
        let documents = self.structs.values.documents;
        for operation in documents.iter().flat_map(|it| &it.operations) {
            let whole = whole(operation);
            let is_stated = operation.outcome.is_some();
            let has_one_failure = self.has_one_failure(operation);
            let response = |status: Status, is_nullable: bool| {
                if has_one_failure && !status.means_success() {
                    naming::ERROR_RESPONSE.to_owned()
                } else {
                    naming::response(status, whole, is_nullable && !is_stated)
                }
            };
            let has_inputs = self.structs.values.types.of_inputs(operation).is_some();
            self.lower_bodies_of(
                operation,
                (&|_| naming::request(has_inputs), Usage::WRITTEN),
                (&response, Usage::READ),
            );
            self.lower_choice(operation);
            self.lower_inputs(operation);
            self.lower_headers(
                operation,
                &operation.answer_headers(),
                "The documented headers of answers.",
            );
        }
        let notification = |parts: &Parts<'_>| {
            let is_object = parts.kind() == ValueKind::Struct;
            naming::notification(is_object && !parts.is_nullable(documents))
        };
        for webhook in documents.iter().flat_map(|it| &it.webhooks) {
            self.lower_bodies_of(
                webhook,
                (&notification, Usage::READ),
                (&naming::reply, Usage::WRITTEN),
            );
            self.lower_headers(
                webhook,
                &webhook.header_parameters(),
                "The documented headers of notifications.",
            );
            self.structs.check_parameters(webhook);
        }
    }

    /// Returns whether all failures of an operation have one body of their own, and no
    /// component beside it has its name.
    fn has_one_failure(&self, operation: &Operation) -> bool {
        let types = &*self.structs.values.types;
        let Some(id) = types.failure(operation) else {
            return false;
        };
        !types.has_component(types.module_of(id), naming::ERROR_RESPONSE)
    }

    fn lower_bodies_of(
        &mut self,
        operation: &'a Operation,
        (request, usage): (RequestNameOf<'_>, Usage),
        (response, usage_of_response): (NameOf<'_>, Usage),
    ) {
        let documents = self.structs.values.documents;
        let is_choice = self.structs.values.types.choice(operation).is_some();
        let contents = choices::named(operation).filter(|(_, body)| body.kind.has_schema());
        for (name, body) in contents {
            let request = request(&Parts::of_root(&body.schema, documents));
            if is_choice {
                self.lower_body(body, &format!("{request}{name}"), usage);
            } else {
                self.lower_body(body, request, usage);
            }
        }
        for answer in &operation.responses {
            let types = &*self.structs.values.types;
            let has_own_type = |body: &Body| {
                let kind = Parts::of_root(&body.schema, documents).kind();
                let is_type = matches!(kind, ValueKind::Struct | ValueKind::Union);
                is_type && types.bodies.contains_key(body.schema.pointer.as_str())
            };
            let own = answer.bodies().map(has_own_type).collect::<Vec<bool>>();
            let own_bodies = answer.bodies().zip(&own).filter(|&(_, &is_own)| is_own);
            // Equal failures have one type.
            let ids: HashSet<TypeId> = own_bodies.filter_map(|(it, _)| types.of_body(it)).collect();
            let are_several = ids.len() > 1;
            let media_types: Vec<&str> = answer.bodies().map(|it| it.media_type.as_str()).collect();
            let contents = naming::contents(&media_types);
            for ((body, content), is_own) in answer.bodies().zip(contents).zip(own) {
                let parts = Parts::of_root(&body.schema, documents);
                let mut name = response(answer.status, parts.is_nullable(documents));
                if is_own && are_several {
                    name.push_str(&content);
                }
                self.lower_body(body, &name, usage_of_response);
            }
        }
        if usage_of_response.read {
            events::lower(operation, &mut self.structs.values);
        }
    }

    /// Lowers a body with a schema of its own, which is named after its role.
    fn lower_body(&mut self, body: &'a Body, role: &str, usage: Usage) {
        let schema = &body.schema;
        let values = &mut self.structs.values;
        let Some(&id) = values.types.bodies.get(schema.pointer.as_str()) else {
            return;
        };
        if values.types.def(id).is_some() {
            // Several operations refer to the body.
            return;
        }
        let parts = Parts::of_root(schema, values.documents);
        let site = ValueSite {
            module: values.types.module_of(id),
            usage,
            name: role,
            span: body.span,
            pointer: &schema.pointer,
            is_inner: false,
            files: Files::None,
        };
        let shape = match parts.kind() {
            ValueKind::Struct => Some(self.structure(&parts, id, usage)),
            ValueKind::Union => values.union(&parts, site).map(Shape::Union),
            ValueKind::Enum | ValueKind::Scalar | ValueKind::List | ValueKind::Map => {
                Some(Shape::Alias(values.value(&[schema], site)))
            }
        };
        let name = self.body_name(body, id, role);
        let shape = shape.unwrap_or_else(|| self.any(schema));
        self.define(id, name, &parts, site, shape);
    }

    /// Returns the name of the type of a body. A message is named after its role, but a body
    /// that operations share can have a name of its own.
    fn body_name(&mut self, body: &Body, id: TypeId, role: &str) -> Name {
        let values = &mut self.structs.values;
        let is_shared = values.types.module_of(id) == ModuleId::SHARED;
        match values.types.chosen.ty(is_shared.then_some(&body.schema)) {
            Some(chosen) => {
                values.types.choose(id, &chosen);
                let name = &chosen.name;
                naming::type_name(role, name.span, Some(name), values.diagnostics)
            }
            None => Name {
                wire: role.to_owned(),
                rust: role.to_owned(),
            },
        }
    }

    /// Returns any JSON value, in place of a type that could not be lowered. That was
    /// reported.
    fn any(&mut self, schema: &Schema) -> Shape {
        let types = &mut *self.structs.values.types;
        types.untyped += 1;
        Shape::Alias(Value {
            sensitive: types.secrets.within([schema]),
            ..Value::plain(Type::Any)
        })
    }

    /// Lowers the members of the objects that have no name of their own.
    pub fn lower_pending(&mut self) {
        while let Some((id, schemas)) = self.structs.values.types.pending.pop() {
            let parts = Parts::of_schemas(schemas);
            let usage = self.structs.values.types.def(id).map(|def| def.usage);
            let shape = self.structure(&parts, id, usage.unwrap_or_default());
            if let Some(def) = self.structs.values.types.def_mut(id) {
                def.shape = shape;
            }
        }
    }

    /// Lowers the struct of the parts of a request.
    fn lower_inputs(&mut self, operation: &'a Operation) {
        let types = &*self.structs.values.types;
        let (module, inputs) = (
            types.module_of_operation(operation),
            types.of_inputs(operation),
        );
        let Some(id) = inputs else {
            return;
        };
        let name = naming::request(false);
        let description = match (operation.parameters.as_slice(), &operation.request) {
            ([], None) => "The request, which has no parameters and no body.",
            ([], Some(_)) => "The body of the request.",
            (_, None) => "The parameters of the request.",
            (_, Some(_)) => "The parameters and the body of the request.",
        };
        let shape = Shape::Struct(self.structs.inputs(operation));
        let def = of_request(name, description, module, operation, shape);
        self.structs.values.types.define(id, def);
    }

    /// Lowers the enum of the content types of a request, if it has several.
    fn lower_choice(&mut self, operation: &'a Operation) {
        let values = &mut self.structs.values;
        let (types, documents) = (&*values.types, values.documents);
        let module = types.module_of_operation(operation);
        let Some(id) = types.choice(operation) else {
            return;
        };
        let union = choice(operation, types, documents, values.diagnostics);
        let shape = Shape::Union(union);
        let description = "The body of the request, in one of its content types.";
        let name = naming::request(true);
        let def = of_request(name, description, module, operation, shape);
        self.structs.values.types.define(id, def);
    }

    /// Lowers the struct of the headers of responses or of a webhook, if there are any.
    fn lower_headers(
        &mut self,
        operation: &'a Operation,
        headers: &[Vec<&'a Parameter>],
        description: &str,
    ) {
        let types = &*self.structs.values.types;
        let module = types.module_of_operation(operation);
        let Some(id) = types.of_headers(operation) else {
            return;
        };
        let shape = Shape::Struct(self.structs.headers(headers, module));
        let def = TypeDef {
            usage: Usage::READ,
            ..of_request("Headers", description, module, operation, shape)
        };
        self.structs.values.types.define(id, def);
    }

    fn structure(&mut self, parts: &Parts<'a>, id: TypeId, usage: Usage) -> Shape {
        refuse_on_struct(parts, self.structs.values.diagnostics);
        Shape::Struct(self.structs.structure(parts, id, usage))
    }

    fn define(
        &mut self,
        id: TypeId,
        name: Name,
        parts: &Parts<'a>,
        site: ValueSite<'_>,
        shape: Shape,
    ) {
        let def = TypeDef {
            name,
            module: site.module,
            description: parts.description().unwrap_or_default().to_owned(),
            origin: canonical(site.pointer),
            source: parts.text(Keyword::Source).map(str::to_owned),
            usage: site.usage,
            shape,
        };
        self.structs.values.types.define(id, def);
    }
}

/// Returns the definition of a part of a request without a schema of its own.
fn of_request(
    name: &str,
    description: &str,
    module: ModuleId,
    operation: &Operation,
    shape: Shape,
) -> TypeDef {
    TypeDef {
        name: Name {
            wire: name.to_owned(),
            rust: name.to_owned(),
        },
        module,
        description: description.to_owned(),
        origin: canonical(&operation.pointer),
        source: None,
        usage: Usage::WRITTEN,
        shape,
    }
}

/// Reports the keywords that a struct cannot have, and any `type` other than `object`.
fn refuse_on_struct(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    refuse_keywords(&parts.schemas, Subject::Struct, diagnostics);
    for schema in &parts.schemas {
        refuse_at(schema, SchemaPosition::NamedType, diagnostics);
        let ty = schema.ty.as_ref();
        let is_other = |ty: SchemaType| ![SchemaType::Object, SchemaType::Null].contains(&ty);
        if let Some(ty) = ty.filter(|ty| is_other(ty.value)) {
            diagnostics.push(
                Diagnostic::warning(
                    Code::InvalidValue,
                    ty.span,
                    "`properties` require `type: object`",
                )
                .at(to_keyword(schema, Keyword::Type))
                .help("write `type: object`, or remove `properties`"),
            );
        }
    }
}
