//! Turns OpenAPI documents into the intermediate model.
//!
//! Input: resolved [`Document`]s and the [`Package`]. Output: the [`Api`], or
//! nothing when the documents have errors, all of which are reported first.
//! Objects and enumerations are lowered in a first pass; what speaks of members
//! in other objects (conditions, outcomes, examples) follows when all are known.
//! It is checked even if some could not be lowered: [`Gaps`] knows which.

mod agreement;
mod condition;
mod constant;
mod constructor;
mod documents;
mod enumeration;
mod fragment;
mod gaps;
mod inline;
mod instance;
mod keywords;
mod limits;
mod misplaced;
mod naming;
mod object;
mod operation;
mod outcome;
mod outcome_path;
mod parts;
mod reach;
mod recursion;
mod result_codes;
mod sensitivity;
mod value;
mod window;

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Api, CodeSet, CodeSetId, Module, Name, Object, Package, Role, Shape, TypeDef, TypeId, Usage,
    Value,
};
use crate::openapi::{CodeSetId as CodeSetPlace, ComponentId, Document, Schema, SchemaType};
use crate::source::Span;
use crate::tree::Node;

pub use limits::samples;
pub use parts::json;
pub use reach::Reach;

use condition::Redundant;
use gaps::Gaps;
use instance::Instances;
use parts::{Kind, Parts};
use result_codes::SharedCodes;
use value::Place;

/// The keywords of objects with members of their own.
const OF_OBJECTS: [&str; 12] = [
    "properties",
    "required",
    "additionalProperties",
    "dependentRequired",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "x-advisory",
    "x-constructor",
    "x-money",
    "x-rust-name",
];

/// What belongs to a member rather than to its type.
const NOT_ON_TYPES: [&str; 2] = ["default", "x-window"];

/// The advice for them there.
const AT_MEMBERS: &str = "write it at the members that have the type";

/// The advice for a name of a body.
const AS_BODIES: &str = "remove it: bodies are `Request` and `Response`";

/// The keywords of sets of strings.
const OF_ENUMS: [&str; 7] = [
    "enum",
    "x-extensible-enum",
    "minLength",
    "maxLength",
    "pattern",
    "x-rust-name",
    "x-rust-names",
];

/// Lowers `documents`, all of them resolved, into the model. `is_whole` tells
/// that every file of the specification is among them.
pub fn lower(
    documents: &[Document],
    is_whole: bool,
    package: Option<Package>,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let mut lowering = Lowering::new(documents, diagnostics);
    lowering.is_whole = is_whole;
    lowering.check_documents();
    lowering.lower_types();
    lowering.lower_relations();
    lowering.lower_code_sets();
    let operations = lowering.lower_operations();
    let servers = lowering.lower_servers();
    let lowered = lowering.finish();
    let has_package = package.is_some();
    let mut api = Api {
        package: package.unwrap_or_default(),
        servers,
        code_sets: lowered.code_sets,
        operations,
        types: lowered.types,
        names: HashMap::new(),
    };
    let schemas = lowered.schemas;
    recursion::break_cycles(&mut api, &schemas, documents, diagnostics);
    reach::settle_usage(&mut api);
    check_windows(&api, &schemas, diagnostics);
    let mut instances = Instances {
        documents,
        schemas: &schemas,
        api: &api,
        gaps: &lowered.gaps,
        diagnostics: &mut *diagnostics,
    };
    instances.check_messages(&lowered.bodies);
    instances.check_members();
    instances.check_constants(&lowered.pending);
    (has_package && !diagnostics.has_errors()).then_some(api)
}

/// One moment is passed to check a request, so all its windows count from it.
fn check_windows(api: &Api, schemas: &[&Schema], diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        let mut first = None;
        for id in api.within(operation.request) {
            let fields = api.object(id).into_iter().flat_map(Object::fields);
            for window in fields.filter_map(|(_, field)| field.window.as_ref()) {
                if first.get_or_insert(&window.from) == &&window.from {
                    continue;
                }
                diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        schemas.get(id.0).map(|schema| schema.span),
                        "windows of one request that count from different moments are not supported yet",
                    )
                    .at(api.get(id).origin.clone())
                    .help(format!("let `from` say the same everywhere, such as `{}`", window.from)),
                );
            }
        }
    }
}

/// A pointer as the output shows it: the directory of the specification is called
/// `spec` there, wherever it was read from. A directory's own name may hold `#`.
fn canonical(pointer: &str) -> String {
    let (file, place) = pointer.split_once("#/").unwrap_or((pointer, ""));
    let name = file.rsplit('/').next().unwrap_or_default();
    match place {
        "" => format!("spec/{name}"),
        place => format!("spec/{name}#/{place}"),
    }
}

/// What is known while lowering.
struct Lowering<'a, 'd> {
    documents: &'a [Document],
    /// Every file of the specification could be read.
    is_whole: bool,
    diagnostics: &'d mut Diagnostics,
    reach: Reach,
    /// The types of named schemas.
    ids: HashMap<ComponentId, TypeId>,
    bodies: Bodies,
    types: Vec<Slot<'a>>,
    /// The sets of result codes, in the order of the documents.
    code_sets: Vec<SharedCodes<'a>>,
    code_set_ids: HashMap<CodeSetPlace, CodeSetId>,
    /// The sets of strings that are listed where they are used, by module and
    /// place.
    inline: HashMap<(Module, Span), TypeId>,
    /// The conditions that ask for nothing, as far as is known.
    redundant: Redundant,
    /// Fixed values that are to be held against their schemas.
    pending: Vec<Pending<'a>>,
}

/// What lowering leaves to be checked when all types are known.
struct Lowered<'a> {
    types: Vec<TypeDef>,
    code_sets: Vec<CodeSet>,
    /// What each type was made from.
    schemas: Vec<&'a Schema>,
    /// The parts that could not be lowered.
    gaps: Gaps,
    bodies: Bodies,
    pending: Vec<Pending<'a>>,
}

/// The types of request and response bodies, by document and operation.
type Bodies = HashMap<(usize, Role), TypeId>;

/// A value in the documents and what it should be.
struct Pending<'a> {
    value: Value,
    node: &'a Node,
    code: Code,
    pointer: String,
}

/// A type, what it is made from, and what is known of it so far.
struct Slot<'a> {
    schema: &'a Schema,
    module: Module,
    def: Option<TypeDef>,
    /// Where its name stands.
    span: Span,
}

impl<'a, 'd> Lowering<'a, 'd> {
    /// Gives every named type its id, in the order of the documents.
    fn new(documents: &'a [Document], diagnostics: &'d mut Diagnostics) -> Self {
        let mut lowering = Self {
            documents,
            is_whole: true,
            diagnostics,
            reach: Reach::of(documents),
            ids: HashMap::new(),
            bodies: HashMap::new(),
            types: Vec::new(),
            code_sets: Vec::new(),
            code_set_ids: HashMap::new(),
            inline: HashMap::new(),
            redundant: Redundant::default(),
            pending: Vec::new(),
        };
        let merged_only = reach::merged_only(documents);
        let mut position = 0;
        for (index, document) in documents.iter().enumerate() {
            let mut module = Module::Shared;
            if let Some(operation) = document.operations.first() {
                module = Module::Product(position);
                let roles = [Role::Request(position), Role::Response(position)];
                for (role, body) in roles
                    .into_iter()
                    .zip([&operation.request, &operation.response])
                {
                    if let Some(body) = body {
                        let id = lowering.add(&body.schema, module, body.span);
                        lowering.bodies.insert((index, role), id);
                    }
                }
                position += 1;
            }
            for (schema, component) in document.schemas.iter().enumerate() {
                let id = ComponentId {
                    document: index,
                    schema,
                };
                let kind = Parts::of_root(&component.schema, documents).kind();
                if kind.is_named() && !merged_only.contains(&id) {
                    let ty = lowering.add(&component.schema, module, component.key.span);
                    lowering.ids.insert(id, ty);
                }
            }
        }
        lowering
    }

    fn add(&mut self, schema: &'a Schema, module: Module, span: Span) -> TypeId {
        let id = TypeId(self.types.len());
        self.types.push(Slot {
            schema,
            module,
            def: None,
            span,
        });
        id
    }

    fn lower_types(&mut self) {
        let components: Vec<(ComponentId, TypeId)> = {
            let mut all: Vec<_> = self.ids.iter().map(|(&key, &id)| (key, id)).collect();
            all.sort_unstable();
            all
        };
        for (component, id) in components {
            self.lower_component(component, id);
        }
        self.check_unnamed();
        let mut bodies: Vec<(Role, TypeId)> = self
            .bodies
            .iter()
            .map(|(&(_, role), &id)| (role, id))
            .collect();
        bodies.sort_unstable_by_key(|&(_, id)| id);
        for (role, id) in bodies {
            self.lower_body(role, id);
        }
    }

    /// Checks the components that are no types of their own, whether anything
    /// refers to them or not.
    fn check_unnamed(&mut self) {
        let documents = self.documents;
        for component in documents.iter().flat_map(|document| &document.schemas) {
            let schema = &component.schema;
            if Parts::of_root(schema, documents).kind().is_named() {
                continue;
            }
            self.refuse_at(schema, &NOT_ON_TYPES, "on a component", AT_MEMBERS);
            let place = Place {
                module: Module::Shared,
                usage: Usage::default(),
                name: &component.key.text,
                span: component.key.span,
                pointer: &schema.pointer,
            };
            // What it defines on the way belongs to the places that use it.
            let types = self.types.len();
            self.value(&[schema], place);
            self.forget_types(types);
        }
    }

    fn lower_component(&mut self, component: ComponentId, id: TypeId) {
        let documents = self.documents;
        let Some(entry) = documents
            .get(component.document)
            .and_then(|document| document.schemas.get(component.schema))
        else {
            return;
        };
        let parts = Parts::of_root(&entry.schema, documents);
        let wire = entry.key.text.clone();
        let rust_name = entry.schema.extensions().rust_name.as_ref();
        let Some(name) = self.type_name(&wire, entry.key.span, rust_name) else {
            return;
        };
        let usage = self.reach.usage(component);
        let shape = match parts.kind() {
            Kind::Object => {
                self.refuse_on_object(&parts, "an object");
                Shape::Object(self.object(&parts, id, Role::Part, usage))
            }
            Kind::Enum => {
                self.refuse_keywords(&parts.schemas, &OF_ENUMS, "a set of strings");
                self.refuse_at(&entry.schema, &NOT_ON_TYPES, "on a named type", AT_MEMBERS);
                if !self.is_said_once(&parts) {
                    return;
                }
                Shape::Enum(self.enumeration(&parts, usage))
            }
            Kind::Scalar | Kind::List | Kind::Map => return,
        };
        self.define(id, name, &entry.schema.pointer, &parts, usage, shape);
    }

    /// Reports what an object cannot have, and a type that it is not of.
    fn refuse_on_object(&mut self, parts: &Parts<'a>, what: &str) {
        self.refuse_keywords(&parts.schemas, &OF_OBJECTS, what);
        for schema in &parts.schemas {
            self.refuse_at(schema, &NOT_ON_TYPES, "on a named type", AT_MEMBERS);
            if let Some(ty) = schema
                .ty
                .as_ref()
                .filter(|ty| ty.value != SchemaType::Object)
            {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidValue,
                        ty.span,
                        "what has `properties` is of type object",
                    )
                    .at(format!("{}/type", schema.pointer))
                    .help("write `type: object`, or remove `properties`"),
                );
            }
        }
    }

    fn lower_body(&mut self, role: Role, id: TypeId) {
        let Some(slot) = self.types.get(id.0) else {
            return;
        };
        let (schema, span) = (slot.schema, slot.span);
        let parts = Parts::of_root(schema, self.documents);
        if parts.kind() != Kind::Object {
            if parts.is_incomplete() {
                // What it could not be read for was reported.
                return;
            }
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    span,
                    "a body that is not an object is not supported yet",
                )
                .at(schema.pointer.clone())
                .help("describe it with `type: object` and `properties`"),
            );
            return;
        }
        self.refuse_on_object(&parts, "a body");
        self.refuse_at(schema, &["x-rust-name"], "on a body", AS_BODIES);
        let (wire, usage) = match role {
            Role::Response(_) => (
                "Response",
                Usage {
                    request: false,
                    response: true,
                },
            ),
            Role::Request(_) | Role::Part => (
                "Request",
                Usage {
                    request: true,
                    response: false,
                },
            ),
        };
        let name = Name {
            wire: wire.to_owned(),
            rust: wire.to_owned(),
        };
        let shape = Shape::Object(self.object(&parts, id, role, usage));
        self.define(id, name, &schema.pointer, &parts, usage, shape);
    }

    fn define(
        &mut self,
        id: TypeId,
        name: Name,
        origin: &str,
        parts: &Parts<'_>,
        usage: Usage,
        shape: Shape,
    ) {
        let description = parts.description().unwrap_or_default().to_owned();
        let source = parts.source().map(str::to_owned);
        if let Some(slot) = self.types.get_mut(id.0) {
            slot.def = Some(TypeDef {
                name,
                module: slot.module,
                description,
                origin: canonical(origin),
                source,
                usage,
                shape,
            });
        }
    }

    /// Everything that was lowered, and what could not be.
    fn finish(self) -> Lowered<'a> {
        let schemas = self.types.iter().map(|slot| slot.schema).collect();
        self.redundant.report(self.diagnostics);
        let has_errors = self.diagnostics.has_errors();
        let (types, gaps) = Gaps::fill(self.types, self.documents, has_errors);
        Lowered {
            types,
            code_sets: self.code_sets.into_iter().map(|it| it.set).collect(),
            schemas,
            gaps,
            bodies: self.bodies,
            pending: self.pending,
        }
    }

    /// The object with this id, as far as it is lowered.
    fn lowered(&self, id: TypeId) -> Option<&Object> {
        match &self.types.get(id.0)?.def.as_ref()?.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        }
    }

    fn lowered_mut(&mut self, id: TypeId) -> Option<&mut Object> {
        match &mut self.types.get_mut(id.0)?.def.as_mut()?.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        }
    }
}
