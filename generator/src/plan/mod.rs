//! The plan of the crate: its Rust-specific decisions.
//!
//! Input: the [`Api`] and the package. Output: the [`Plan`], which refers to types by id.
//! [`leave_out`] replaces the parts of the model that cannot be generated yet.
#![warn(clippy::wildcard_enum_match_arm)]

mod alternatives;
mod answers;
mod boxes;
mod call;
mod defaults;
mod demands;
mod failures;
mod features;
mod holders;
mod holding;
mod inspected;
mod money;
mod nesting;
mod optional_support;
mod paths;
mod picture;
mod retry;
mod rules;
mod scalar;
mod servers;
mod status_names;
mod union_steps;
mod unions;
mod unsupported;
mod upload_types;

pub use answers::{
    Case, Content, Success, accepted, common_body, events, failures, shared_failures, streamed,
};
pub use call::{Call, Notice, Notified, Reply, RequestForm, Stated};
pub use failures::{FailureHome, Failures};
pub use features::{Feature, Features, NoFeatures};
pub use holding::{Holding, demanded_holding, holding};
pub use money::has_from_major;
pub use paths::module_path;
pub use picture::{FILE as PICTURE, Picture};
pub use retry::{retry_text, retry_variant};
pub use rules::classes;
pub use scalar::{RustScalar, ScalarForm, constant_type, form_check, rust_scalar};
pub use union_steps::steps;
pub use unions::tags::{NestedTags, Tag, Tags, tags};
pub use unions::{Candidate, Choice, JsonType, choice};
pub use unsupported::leave_out;
pub use upload_types::uploaded;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostics::Diagnostics;
use crate::model::{Additional, Api, Message, ModuleId, Step, Struct, TypeId, Usage};
use crate::package::Package;
use crate::support::ClientKind;
use crate::text::places::Places;

use crate::text::source::FileId;
use upload_types::UploadTypes;

/// The Rust-specific facts of an API.
#[derive(Debug)]
pub struct Plan {
    /// The contents of the generated `Cargo.toml`.
    pub package: Package,
    /// The picture of the front page, if there is one.
    pub picture: Option<Picture>,
    /// The name of each server's constant, in the order of
    /// [`Api::servers`](crate::model::Api::servers).
    pub server_constants: Vec<String>,
    /// The features of the crate.
    pub features: Features,
    /// The client of the crate.
    pub client: ClientKind,
    /// The enums of failures.
    pub failures: Failures,
    /// The names of the optional modules of the support module that the crate uses.
    pub support: BTreeSet<&'static str>,
    /// The recursion limit of the compiler that the crate needs, if it is not the default.
    pub recursion_limit: Option<usize>,
    messages: HashMap<TypeId, Message>,
    alternatives: HashSet<TypeId>,
    boxed: HashSet<(TypeId, usize)>,
    defaults: HashSet<TypeId>,
    demands: HashSet<TypeId>,
    extra: HashMap<TypeId, String>,
    floats: HashSet<TypeId>,
    uploads: HashSet<TypeId>,
    upload_types: UploadTypes,
    read_only: HashSet<TypeId>,
    inspected: HashSet<TypeId>,
    modules: HashMap<ModuleId, Vec<TypeId>>,
    names: HashMap<(ModuleId, String), TypeId>,
}

impl Plan {
    /// Plans the crate. Its model has no part that cannot be generated yet. `picture` is the text of the
    /// picture, if there is one.
    pub fn of(
        api: &Api,
        package: Package,
        picture: Option<(FileId, &str)>,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let structs = || {
            api.reachable()
                .filter_map(|(id, def)| Some((id, def, def.shape.as_struct()?)))
        };
        let read_only = holders::of_read_only(api);
        let has_read_only = !read_only.is_empty();
        let picture = picture.and_then(|(file, text)| picture::read(file, text, api, diagnostics));
        let messages = api.messages();
        let features = Features::of(api, package.features, places, diagnostics);
        Self {
            package,
            picture,
            server_constants: servers::constants(api, places, diagnostics),
            failures: Failures::of(api, !features.are_of_modules()),
            features,
            client: client(api),
            support: optional_support::of(api, client(api), has_read_only),
            recursion_limit: nesting::recursion_limit(api),
            alternatives: alternatives::of(api, &messages),
            messages,
            boxed: boxes::of(api),
            defaults: defaults::of(api),
            demands: demands::of(api),
            floats: holders::of_floats(api),
            uploads: holders::of_uploads(api),
            upload_types: upload_types::of(api),
            read_only,
            inspected: inspected::of(api),
            extra: structs()
                .filter_map(|(id, def, object)| Some((id, extra(object, def.usage)?)))
                .collect(),
            modules: modules(api),
            names: api
                .reachable()
                .map(|(id, def)| ((def.module, def.name.rust.clone()), id))
                .collect(),
        }
    }

    /// Returns the message with a struct as its body, or `None` for a part of messages.
    #[must_use]
    pub fn message(&self, id: TypeId) -> Option<Message> {
        self.messages.get(&id).copied()
    }

    /// Returns whether a union takes the builder of a struct in place of a value.
    #[must_use]
    pub fn is_alternative(&self, id: TypeId) -> bool {
        self.alternatives.contains(&id)
    }

    /// Returns whether a member is in a `Box`, to give a recursive type a size.
    #[must_use]
    pub fn is_boxed(&self, step: Step) -> bool {
        self.boxed.contains(&(step.owner, step.member))
    }

    /// Returns whether a struct implements `Default`.
    #[must_use]
    pub fn has_default(&self, id: TypeId) -> bool {
        self.defaults.contains(&id)
    }

    /// Returns whether a message must have every required member of a struct. One that is
    /// not so may lack those that may be null.
    #[must_use]
    pub fn demands_all(&self, id: TypeId) -> bool {
        self.demands.contains(&id)
    }

    /// Returns whether a type implements `Eq` and `Hash`: it contains no binary float.
    #[must_use]
    pub fn has_eq(&self, id: TypeId) -> bool {
        !self.floats.contains(&id)
    }

    /// Returns whether a type contains the content of a file, which no JSON text can hold.
    #[must_use]
    pub fn has_uploads(&self, id: TypeId) -> bool {
        self.uploads.contains(&id)
    }

    /// Returns the content type that an example states for an upload, if the document has a
    /// range only. `name` is that of its member or its variant on the wire.
    #[must_use]
    pub fn upload_type(&self, owner: TypeId, name: &str) -> Option<&str> {
        let found = self.upload_types.get(&(owner, name.to_owned()));
        found.map(String::as_str)
    }

    /// Returns whether a type is written and contains members that are only read.
    #[must_use]
    pub fn has_read_only(&self, id: TypeId) -> bool {
        self.read_only.contains(&id)
    }

    /// Returns whether the values of a type are checked: it is written, or its rules tell it
    /// apart from other types.
    #[must_use]
    pub fn is_inspected(&self, id: TypeId) -> bool {
        self.inspected.contains(&id)
    }

    /// Returns the name of the field for unlisted members. A struct without it refuses
    /// them.
    #[must_use]
    pub fn extra(&self, id: TypeId) -> Option<&str> {
        self.extra.get(&id).map(String::as_str)
    }

    /// Returns the types of a module, in model order.
    #[must_use]
    pub fn types_of(&self, module: ModuleId) -> &[TypeId] {
        self.modules.get(&module).map_or(&[], Vec::as_slice)
    }

    /// Returns the type with a name in a module.
    #[must_use]
    pub fn type_named(&self, module: ModuleId, name: &str) -> Option<TypeId> {
        self.names.get(&(module, name.to_owned())).copied()
    }
}

/// Returns the client of the crate of an API.
fn client(api: &Api) -> ClientKind {
    if api.signature().is_some() {
        ClientKind::Signed
    } else if api.operations.iter().any(|it| Call::of(api, it).is_some()) {
        ClientKind::Plain
    } else {
        ClientKind::None
    }
}

fn modules(api: &Api) -> HashMap<ModuleId, Vec<TypeId>> {
    let mut modules: HashMap<ModuleId, Vec<TypeId>> = HashMap::new();
    for (id, def) in api.reachable() {
        modules.entry(def.module).or_default().push(id);
    }
    modules
}

/// Returns the name of the field for unlisted members. Types in responses have it even if
/// the schema forbids such members, since the API may add members to a response.
fn extra(object: &Struct, usage: Usage) -> Option<String> {
    if object.additional == Additional::Forbidden && !usage.read {
        return None;
    }
    let mut name = "extra".to_owned();
    while object.fields().any(|(_, field)| field.name.rust == name) {
        name.push('_');
    }
    Some(name)
}
