//! The table of named types during lowering.

use std::collections::{HashMap, HashSet};

use crate::model::{
    DataForm, Enum, Field, MediaKind, Member, Module, ModuleId, Presence, Shape, Step, Struct,
    Type, TypeDef, TypeId, Usage, Value,
};
use crate::names;
use crate::openapi::keyword::Keyword;
use crate::openapi::{
    Body, ComponentId, Document, Operation, Parameter, RequestBody, Response, Schema,
};
use crate::resolve::alternatives::Alternatives;
use crate::resolve::reach::{self, Reach};
use crate::text::source::Span;

use super::chosen::{ChosenNames, ChosenType};
use super::files::PartedBodies;
use super::home::{Alternative, Root, Units, home};
use super::parts::{Parts, ValueKind};
use super::secrets::Secrets;

/// The named types so far, each with its schema.
pub struct Table<'a> {
    /// The types. A [`TypeId`] is an index into this list.
    pub slots: Vec<Slot<'a>>,
    /// The modules. A [`ModuleId`] is an index into this list.
    pub modules: Vec<Module>,
    /// The types of components.
    pub components: HashMap<ComponentId, TypeId>,
    /// The types of bodies with a schema of their own, by the pointer to the schema.
    pub bodies: HashMap<&'a str, TypeId>,
    /// The structs of the parts of requests, by the pointer to the operation.
    pub inputs: HashMap<&'a str, TypeId>,
    /// The enums of the content types of requests, by the pointer to the operation.
    pub choices: HashMap<&'a str, TypeId>,
    /// The structs of the headers of responses and of webhooks, by the pointer to the
    /// operation.
    pub headers: HashMap<&'a str, TypeId>,
    /// The data of the events of streams, by the pointer to the schema.
    pub events: HashMap<&'a str, (DataForm, Value)>,
    /// The bodies of several parts, whose members can be files.
    pub in_parts: HashMap<TypeId, PartedBodies<'a>>,
    /// The modules of operations, by the pointer to the operation.
    pub operations: HashMap<&'a str, ModuleId>,
    /// The words for operations, by their pointers.
    ids: HashMap<&'a str, String>,
    /// The types without a name of their own, by the positions of their schemas.
    pub inline: HashMap<Vec<&'a str>, TypeId>,
    /// The objects without a name of their own whose members remain to be lowered.
    pub pending: Vec<(TypeId, Vec<&'a Schema>)>,
    /// The Rust names that schemas choose.
    pub chosen: ChosenNames,
    /// The number of values that became any JSON value.
    pub untyped: usize,
    /// The components with sensitive data.
    pub secrets: Secrets,
    /// The messages that components reach.
    reach: Reach,
    /// The components by their pointers, each with its module.
    homes: HashMap<&'a str, (ComponentId, ModuleId)>,
    /// The components that a component extends, for those that were asked for.
    extended: HashMap<ComponentId, HashSet<ComponentId>>,
    /// The names of parameters by their pointers.
    parameters: HashMap<&'a str, &'a str>,
    /// The schemas that are alternatives.
    are_alternatives: Alternatives<'a>,
    /// The alternatives by their pointers, each with its name if it has one.
    alternatives: HashMap<&'a str, Option<&'a str>>,
}

/// The source of a type's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// The role of a message, such as `Request`.
    Role,
    /// A component, or `x-rust-name`.
    Given,
    /// `x-rust-type`. No other type can have the name.
    Chosen,
    /// The words for a type without a name of its own.
    Derived(Units),
}

/// The home of a type without a name of its own.
pub struct Home {
    /// The module.
    pub module: ModuleId,
    /// The usage of the component that contains it.
    pub usage: Usage,
    /// The words for its name.
    pub units: Units,
}

/// A type, its schema, and its definition once it is lowered.
pub struct Slot<'a> {
    /// The schema. The struct of the parts of a request has none.
    pub schema: Option<&'a Schema>,
    /// The schemas that describe it together with that one, if it has no name of its own.
    pub beside: Vec<&'a Schema>,
    /// The pointer to the schema or the operation.
    pub pointer: &'a str,
    /// The module.
    pub module: ModuleId,
    /// The definition.
    pub def: Option<TypeDef>,
    /// The position of its name.
    pub span: Span,
    /// The source of its name.
    pub naming: Naming,
}

impl<'a> Table<'a> {
    /// Creates an id for every named type of `documents`, in their order.
    pub fn of(documents: &'a [Document]) -> Self {
        let mut table = Self {
            slots: Vec::new(),
            modules: Vec::new(),
            components: HashMap::new(),
            bodies: HashMap::new(),
            inputs: HashMap::new(),
            choices: HashMap::new(),
            headers: HashMap::new(),
            events: HashMap::new(),
            in_parts: HashMap::new(),
            operations: HashMap::new(),
            ids: HashMap::new(),
            inline: HashMap::new(),
            pending: Vec::new(),
            chosen: ChosenNames::default(),
            untyped: 0,
            secrets: Secrets::of(documents),
            reach: Reach::of(documents),
            homes: HashMap::new(),
            extended: HashMap::new(),
            parameters: HashMap::new(),
            are_alternatives: Alternatives::of(documents),
            alternatives: HashMap::new(),
        };
        let shared = table.add_module();
        let merged_only = reach::merged_only(documents);
        let referred = reach::bodies_by_reference(documents);
        let in_parts = reach::only_in_parts(documents);
        for (index, document) in documents.iter().enumerate() {
            let module = table.add_operations(document, documents).unwrap_or(shared);
            for (schema, component) in document.schemas.iter().enumerate() {
                let id = ComponentId {
                    document: index,
                    schema,
                };
                let pointer = component.schema.pointer.as_str();
                table.homes.insert(pointer, (id, module));
                let kind = Parts::of_root(&component.schema, documents).kind();
                let is_type = kind.is_named() && !merged_only.contains(&id);
                if is_type || referred.contains(&id) {
                    let naming = if component.is_named {
                        Naming::Given
                    } else if module == shared {
                        Naming::Derived(table.shared_home(&component.schema))
                    } else {
                        Naming::Derived(table.home(pointer).units)
                    };
                    let ty = table.add(&component.schema, module, component.key.span, naming);
                    table.components.insert(id, ty);
                    for &(document, body) in in_parts.get(&id).into_iter().flatten() {
                        table.in_parts.entry(ty).or_default().add(body, document);
                    }
                }
            }
        }
        table
    }

    /// Adds the modules of the operations and the types of their bodies. Returns the
    /// module if there is only one.
    fn add_operations(
        &mut self,
        document: &'a Document,
        documents: &'a [Document],
    ) -> Option<ModuleId> {
        let mut modules = Vec::new();
        for operation in &document.operations {
            let module = self.add_operation(operation, document);
            modules.push(module);
            let (pointer, span) = (operation.pointer.as_str(), operation.span);
            if has_inputs(operation, documents) {
                let id = self.add_slot(None, pointer, (module, span), Naming::Role);
                self.inputs.insert(pointer, id);
            }
            let choices = operation.request.iter().flat_map(RequestBody::choices);
            if choices.count() > 1 {
                let id = self.add_slot(None, pointer, (module, span), Naming::Role);
                self.choices.insert(pointer, id);
            }
            if operation.responses.iter().any(|it| !it.headers.is_empty()) {
                let id = self.add_slot(None, pointer, (module, span), Naming::Role);
                self.headers.insert(pointer, id);
            }
        }
        for webhook in &document.webhooks {
            let module = self.add_operation(webhook, document);
            modules.push(module);
            if webhook.parameters.iter().any(Parameter::is_header) {
                let place = (module, webhook.span);
                let id = self.add_slot(None, &webhook.pointer, place, Naming::Role);
                self.headers.insert(&webhook.pointer, id);
            }
        }
        match modules.as_slice() {
            &[only] => Some(only),
            [] | [_, ..] => None,
        }
    }

    /// Adds the module of an operation or a webhook and the types of its bodies.
    fn add_operation(&mut self, operation: &'a Operation, document: &Document) -> ModuleId {
        let module = self.add_module();
        self.operations.insert(&operation.pointer, module);
        let words = match operation.rust_name.as_ref().or(operation.id.as_ref()) {
            Some(id) => id.value.clone(),
            None => format!("{} {}", operation.method.as_str(), operation.path),
        };
        self.ids.insert(&operation.pointer, words);
        for parameter in &operation.parameters {
            self.parameters
                .insert(&parameter.pointer, &parameter.name.value);
        }
        let bodies = operation.bodies();
        for body in bodies.filter(|it| it.schema.reference.is_none()) {
            let pointer = body.schema.pointer.as_str();
            if self.bodies.contains_key(pointer) {
                // Several operations refer to it.
                continue;
            }
            let same = body.same_as.as_deref();
            if let Some(&id) = same.and_then(|it| self.bodies.get(it)) {
                self.bodies.insert(pointer, id);
                continue;
            }
            let (module, naming) = if pointer.starts_with(&operation.pointer) {
                (module, Naming::Role)
            } else {
                let units = self.shared_home(&body.schema);
                (ModuleId::SHARED, Naming::Derived(units))
            };
            let id = self.add(&body.schema, module, body.span, naming);
            self.bodies.insert(pointer, id);
            if body.kind == MediaKind::Multipart {
                self.in_parts.entry(id).or_default().add(body, document);
            }
        }
        module
    }

    /// Returns the words for a type in the module of shared types. If the schema is in an
    /// operation, to which references of other operations lead, they begin with its name.
    fn shared_home(&self, schema: &Schema) -> Units {
        let pointer = schema.pointer.as_str();
        let title = schema.text(Keyword::Title).filter(|it| is_usable(it));
        let alternative = |it: &str| {
            let title = title.filter(|_| it == pointer);
            Alternative::OfSeveral(title)
        };
        let (root, mut units) = self.located(pointer, &alternative);
        if let Root::Operation(operation) = root {
            let id = self.ids.get(operation.as_str()).cloned();
            units.words.splice(0..0, id);
        }
        units
    }

    /// Returns the root of the schema at a pointer and the words.
    fn located<'n>(
        &self,
        pointer: &str,
        alternative: &dyn Fn(&str) -> Alternative<'n>,
    ) -> (Root, Units)
    where
        'a: 'n,
    {
        let parameter = |it: &str| self.parameters.get(it).copied();
        home(pointer, &parameter, alternative)
    }

    /// Returns the home of the schema at a pointer.
    pub fn home(&self, pointer: &str) -> Home {
        let alternative = |it: &str| match self.alternatives.get(it) {
            Some(&name) => Alternative::OfSeveral(name),
            None => Alternative::Alone,
        };
        let (root, units) = self.located(pointer, &alternative);
        let (module, usage) = match root {
            Root::Schema(component) => match self.homes.get(component.as_str()) {
                Some(&(id, module)) => (module, self.reach.within(id)),
                None => (ModuleId::SHARED, Usage::default()),
            },
            Root::Shared => (ModuleId::SHARED, Usage::default()),
            Root::Operation(operation) => {
                let module = self.operations.get(operation.as_str()).copied();
                (module.unwrap_or(ModuleId::SHARED), Usage::default())
            }
        };
        Home {
            module,
            usage,
            units,
        }
    }

    /// Returns the component that contains the schema at a pointer.
    pub fn component_around(&self, pointer: &str) -> Option<ComponentId> {
        let (root, _) = self.located(pointer, &|_| Alternative::Alone);
        match root {
            Root::Schema(component) => self.homes.get(component.as_str()).map(|(id, _)| *id),
            Root::Shared | Root::Operation(_) => None,
        }
    }

    /// Returns whether a component has the members of another one beside its own.
    pub fn extends(&mut self, id: ComponentId, other: ComponentId, documents: &[Document]) -> bool {
        if !self.extended.contains_key(&id) {
            let component = documents.get(id.document);
            let component = component.and_then(|it| it.schemas.get(id.schema));
            let parts = component.map(|it| Parts::of_root(&it.schema, documents).schemas);
            let parts = parts.into_iter().flatten();
            let bases = parts.filter_map(|part| self.component_around(&part.pointer));
            let bases = bases.collect();
            self.extended.insert(id, bases);
        }
        let bases = self.extended.get(&id);
        id != other && bases.is_some_and(|bases| bases.contains(&other))
    }

    /// Returns whether schemas describe an alternative together.
    pub fn are_alternative(&self, parts: &Parts<'_>) -> bool {
        let mut schemas = parts.schemas.iter();
        schemas.any(|schema| self.are_alternatives.contains(schema))
    }

    /// Sets the name of one of several alternatives, for the types in it. A long one is no
    /// part of a name.
    pub fn name_alternative(&mut self, pointer: &'a str, name: Option<&'a str>) {
        let usable = name.filter(|it| is_usable(it));
        self.alternatives.insert(pointer, usable);
    }

    /// Returns the directions of the messages with a value of a component's type.
    pub fn usage(&self, id: ComponentId) -> Usage {
        self.reach.usage(id)
    }

    /// Records that the document chooses the name of a type.
    pub fn choose(&mut self, id: TypeId, chosen: &ChosenType) {
        if let Some(slot) = self.slots.get_mut(id.0) {
            slot.span = chosen.name.span;
            slot.naming = if chosen.is_only {
                Naming::Chosen
            } else {
                Naming::Given
            };
        }
    }

    /// Returns whether a pointer leads to a component.
    pub fn is_component(&self, pointer: &str) -> bool {
        self.homes.contains_key(pointer)
    }

    /// Returns the type of the component with a pointer.
    pub fn component_at(&self, pointer: &str) -> Option<TypeId> {
        let (id, _) = self.homes.get(pointer)?;
        self.components.get(id).copied()
    }

    /// Adds a type that will be lowered later.
    pub fn add(
        &mut self,
        schema: &'a Schema,
        module: ModuleId,
        span: Span,
        naming: Naming,
    ) -> TypeId {
        self.add_slot(Some(schema), &schema.pointer, (module, span), naming)
    }

    fn add_slot(
        &mut self,
        schema: Option<&'a Schema>,
        pointer: &'a str,
        (module, span): (ModuleId, Span),
        naming: Naming,
    ) -> TypeId {
        let id = TypeId(self.slots.len());
        self.slots.push(Slot {
            schema,
            beside: Vec::new(),
            pointer,
            module,
            def: None,
            span,
            naming,
        });
        id
    }

    /// Adds a module whose path will be set later.
    pub fn add_module(&mut self) -> ModuleId {
        let id = ModuleId(self.modules.len());
        self.modules.push(Module { path: Vec::new() });
        id
    }

    /// Returns the module of a type.
    pub fn module_of(&self, id: TypeId) -> ModuleId {
        let slot = self.slots.get(id.0);
        slot.map_or(ModuleId::SHARED, |slot| slot.module)
    }

    /// Returns the module of an operation.
    pub fn module_of_operation(&self, operation: &Operation) -> ModuleId {
        let module = self.operations.get(operation.pointer.as_str());
        module.copied().unwrap_or(ModuleId::SHARED)
    }

    /// Returns the schema of a type, if it has one.
    pub fn schema(&self, id: TypeId) -> Option<&'a Schema> {
        self.slots.get(id.0)?.schema
    }

    /// Returns all schemas of a struct that is lowered, with every reference merged.
    pub fn parts_of_struct(&self, id: TypeId, documents: &'a [Document]) -> Option<Parts<'a>> {
        self.structure(id)?;
        let slot = self.slots.get(id.0)?;
        let mut roots = vec![slot.schema?];
        roots.extend(&slot.beside);
        Some(Parts::of_roots(&roots, documents))
    }

    /// Sets the schemas that describe a type beside its own.
    pub fn describe_beside(&mut self, id: TypeId, beside: Vec<&'a Schema>) {
        if let Some(slot) = self.slots.get_mut(id.0) {
            slot.beside = beside;
        }
    }

    /// Sets the definition of a type.
    pub fn define(&mut self, id: TypeId, def: TypeDef) {
        if let Some(slot) = self.slots.get_mut(id.0) {
            slot.def = Some(def);
        }
    }

    /// Returns the definition of a type for changes, if it is lowered.
    pub fn def_mut(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.slots.get_mut(id.0)?.def.as_mut()
    }

    /// Returns the struct with this id for changes.
    pub fn structure_mut(&mut self, id: TypeId) -> Option<&mut Struct> {
        match &mut self.slots.get_mut(id.0)?.def.as_mut()?.shape {
            Shape::Struct(object) => Some(object),
            Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_) => None,
        }
    }

    /// Removes the types after the first `count`.
    pub fn truncate(&mut self, count: usize) {
        if self.slots.len() > count {
            self.slots.truncate(count);
            self.inline.retain(|_, id| id.0 < count);
            self.pending.retain(|(id, _)| id.0 < count);
        }
    }

    /// Returns the type of a body: that of its component, or its own. Other bodies have
    /// none.
    pub fn of_body(&self, body: &Body) -> Option<TypeId> {
        let reference = body.schema.reference.as_ref();
        let component = reference.and_then(|it| it.target);
        let component = component.and_then(|id| self.components.get(&id));
        let own = self.bodies.get(body.schema.pointer.as_str());
        own.or(component).copied()
    }

    /// Returns the type that the bodies of all failures of an operation have, if it is their
    /// own and there is a success: the default means success otherwise.
    pub fn failure(&self, operation: &Operation) -> Option<TypeId> {
        let mut responses = operation.responses.iter();
        if !responses.any(|it| it.status.means_success()) {
            return None;
        }
        let responses = operation.responses.iter();
        let failures = responses.filter(|it| !it.status.means_success());
        let mut bodies = failures.flat_map(Response::bodies);
        let first = bodies.next()?;
        let id = *self.bodies.get(first.schema.pointer.as_str())?;
        let is_common = bodies.all(|it| self.of_body(it) == Some(id));
        let is_own = self.module_of(id) == self.module_of_operation(operation);
        (is_common && is_own).then_some(id)
    }

    /// Returns whether a component of a module has a name.
    pub fn has_component(&self, module: ModuleId, name: &str) -> bool {
        let mut slots = self.slots.iter();
        slots.any(|slot| {
            let is_given = slot.module == module && slot.naming == Naming::Given;
            is_given && slot.pointer.rsplit('/').next() == Some(name)
        })
    }

    /// Returns the struct of the parts of an operation's request, if it has one.
    pub fn of_inputs(&self, operation: &Operation) -> Option<TypeId> {
        self.inputs.get(operation.pointer.as_str()).copied()
    }

    /// Returns the enum of the content types of an operation's request, if it has several.
    pub fn choice(&self, operation: &Operation) -> Option<TypeId> {
        self.choices.get(operation.pointer.as_str()).copied()
    }

    /// Returns the struct of the headers of an operation's responses or of a webhook, if they
    /// have some.
    pub fn of_headers(&self, operation: &Operation) -> Option<TypeId> {
        self.headers.get(operation.pointer.as_str()).copied()
    }

    /// Returns the definition of a type, if it is lowered.
    pub fn def(&self, id: TypeId) -> Option<&TypeDef> {
        self.slots.get(id.0)?.def.as_ref()
    }

    /// Returns the struct with this id, if it is lowered.
    pub fn structure(&self, id: TypeId) -> Option<&Struct> {
        self.def(id)?.shape.as_struct()
    }

    /// Returns the member that a step leads to, if it is lowered.
    pub fn member(&self, step: Step) -> Option<&Member> {
        self.structure(step.owner)?.members.get(step.member)
    }

    /// Returns the field that a step leads to, for changes.
    pub fn field_mut(&mut self, step: Step) -> Option<&mut Field> {
        match self
            .structure_mut(step.owner)?
            .members
            .get_mut(step.member)?
        {
            Member::Field(field) => Some(field),
            Member::Constant(_) => None,
        }
    }

    /// Returns whether a member may be absent from its object.
    pub fn is_optional(&self, step: Step) -> bool {
        match self.member(step) {
            Some(Member::Field(field)) => field.presence != Presence::Required,
            Some(Member::Constant(_)) | None => false,
        }
    }

    /// Returns the enum that a type is, if it is lowered.
    pub fn enumeration(&self, ty: &Type) -> Option<&Enum> {
        match ty {
            Type::Named(id) => self.def(*id)?.shape.as_enum(),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        }
    }

    /// Returns the wire values of an enum.
    pub fn enum_values(&self, ty: &Type) -> Vec<&str> {
        let set = self.enumeration(ty);
        let variants = set.iter().flat_map(|set| &set.variants);
        variants.map(|variant| variant.name.wire.as_str()).collect()
    }
}

/// The longest title that is part of a name.
const LONGEST_TITLE: usize = 40;

/// Returns whether a title can be part of a name.
fn is_usable(title: &str) -> bool {
    title.len() <= LONGEST_TITLE && names::variant_name(title).is_ok()
}

/// Returns whether a request is more than its body: it has other parts or none, the body
/// need not be sent or is no object, there are several content types, or other messages have
/// the same body.
fn has_inputs(operation: &Operation, documents: &[Document]) -> bool {
    if !operation.parameters.is_empty() || operation.is_body_shared {
        return true;
    }
    let Some(request) = &operation.request else {
        return true;
    };
    let mut choices = request.choices();
    let is_alone = match (choices.next(), choices.next()) {
        (Some(only), None) => only.kind.has_schema() && is_object(only, documents),
        (None | Some(_), _) => false,
    };
    !is_alone || request.required == Some(false)
}

/// Returns whether a body is an object with members of its own, and is not null.
fn is_object(body: &Body, documents: &[Document]) -> bool {
    let parts = Parts::of_root(&body.schema, documents);
    parts.kind() == ValueKind::Struct && !parts.is_nullable(documents)
}
