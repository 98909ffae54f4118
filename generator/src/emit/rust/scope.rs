//! Names of items from other files, and the imports that they need.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Api, Field, ModuleId, Type, TypeId, Value};
use crate::plan::{self, Plan};

use super::ident::{builder_name, ident};
use crate::emit::context::Context;

/// A file and the names that it uses.
pub struct Scope<'a> {
    /// The API.
    pub api: &'a Api,
    /// The plan of the API.
    pub plan: &'a Plan,
    /// The module that the file belongs to, unless it is a module at the root.
    module: Option<ModuleId>,
    /// The type that the file defines.
    own: Option<TypeId>,
    /// The crate that the file uses, if the file is a program outside it.
    program_of: Option<Ident>,
    /// The imported types, by name. Another type of the same name is not imported.
    used: RefCell<BTreeMap<String, TypeId>>,
}

impl<'a> Scope<'a> {
    /// Returns the scope of the file of a type.
    pub fn of_type(cx: &Context<'a>, id: TypeId) -> Self {
        Self {
            own: Some(id),
            ..Self::of_module(cx, cx.api.get(id).module)
        }
    }

    /// Returns the scope of another file of a module.
    pub fn of_module(cx: &Context<'a>, module: ModuleId) -> Self {
        Self {
            module: Some(module),
            ..Self::of_root(cx)
        }
    }

    /// Returns the scope of a module at the root, which has no types of the model.
    pub fn of_root(cx: &Context<'a>) -> Self {
        Self {
            api: cx.api,
            plan: cx.plan,
            module: None,
            own: None,
            program_of: None,
            used: RefCell::default(),
        }
    }

    /// Returns the scope of a program that uses the crate, mainly the module `module`.
    pub fn of_program(cx: &Context<'a>, module: ModuleId) -> Self {
        Self {
            program_of: Some(ident(&cx.crate_name())),
            ..Self::of_module(cx, module)
        }
    }

    /// Returns the path of a type in this file. The type is imported, unless the file
    /// uses its name for another type.
    pub fn path(&self, id: TypeId) -> TokenStream {
        let def = self.api.get(id);
        let name = ident(&def.name.rust);
        if self.is_shadowed(id) {
            let module = self.module_path(def.module);
            return quote!(#module::#name);
        }
        if self.own != Some(id) {
            let name = def.name.rust.clone();
            self.used.borrow_mut().insert(name, id);
        }
        quote!(#name)
    }

    /// Returns the result of an attempt. If there is none, the names that it used are not
    /// imported.
    pub fn attempt<T>(&self, attempt: impl FnOnce() -> Option<T>) -> Option<T> {
        let before = self.used.borrow().clone();
        let result = attempt();
        if result.is_none() {
            self.used.replace(before);
        }
        result
    }

    /// Returns whether the file uses the name for another type: one of its module, one
    /// that is already imported, the builder that it defines, or the state of its struct.
    fn is_shadowed(&self, id: TypeId) -> bool {
        let def = self.api.get(id);
        let own = self.own.map(|own| self.api.get(own));
        let own_builder = own.map(|own| builder_name(&own.name.rust));
        let own_state = own.and_then(|own| own.shape.as_struct()?.state.as_ref());
        if own_builder.is_some_and(|builder| builder == def.name.rust)
            || own_state.is_some_and(|state| state.name.rust == def.name.rust)
        {
            return true;
        }
        let name = &def.name.rust;
        let own = self.module.and_then(|it| self.plan.type_named(it, name));
        let used = self.used.borrow().get(def.name.rust.as_str()).copied();
        own.or(used).is_some_and(|other| other != id)
    }

    /// Returns the imports of the used types, and of `others` of the file's module.
    pub fn imports_with(&self, others: &[&str]) -> TokenStream {
        let mut modules: BTreeMap<ModuleId, Vec<&str>> = BTreeMap::new();
        for &id in self.used.borrow().values() {
            let def = self.api.get(id);
            modules.entry(def.module).or_default().push(&def.name.rust);
        }
        let own = self.module.and_then(|module| modules.remove(&module));
        let mut own = own.unwrap_or_default();
        own.extend(others);
        let is_program = self.program_of.is_some();
        let own_path = self.module.filter(|_| is_program);
        let own_path = own_path.map_or_else(|| quote!(super), |it| self.module_path(it));
        let own = import(&own_path, own.into_iter());
        let others = modules
            .into_iter()
            .map(|(module, names)| import(&self.module_path(module), names.into_iter()));
        if is_program {
            quote!(#own #(#others)*)
        } else {
            quote!(#(#others)* #own)
        }
    }

    /// Returns the imports of the used types.
    pub fn imports(&self) -> TokenStream {
        self.imports_with(&[])
    }

    /// Returns the path of the crate's root in this file.
    pub fn root(&self) -> TokenStream {
        let name = self.program_of.as_ref();
        name.map_or_else(|| quote!(crate), |name| quote!(#name))
    }

    /// Returns the path of the module of another file: `super` if both files share it.
    pub fn sibling(&self, module: ModuleId) -> TokenStream {
        if Some(module) == self.module {
            quote!(super)
        } else {
            self.module_path(module)
        }
    }

    /// Returns the path of a module.
    fn module_path(&self, module: ModuleId) -> TokenStream {
        let root = self.root();
        let path = plan::module_path(self.api, module);
        let names = path.split("::").map(ident);
        quote!(#root #(::#names)*)
    }
}

/// Imports `names` from `path`, sorted.
pub fn import<'n>(path: &TokenStream, names: impl Iterator<Item = &'n str>) -> TokenStream {
    let sorted: BTreeSet<&str> = names.collect();
    let names: Vec<_> = sorted.iter().map(|name| ident(name)).collect();
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

/// Returns the names of the support module that the types of these fields use.
pub fn support_types<'f>(fields: impl Iterator<Item = &'f Field>) -> BTreeSet<&'static str> {
    support_types_of(fields.map(|field| &field.value))
}

/// Returns the names of the support module that the types of these values use.
pub fn support_types_of<'f>(values: impl Iterator<Item = &'f Value>) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for value in values {
        collect(value, &mut names);
    }
    names
}

/// Returns whether any field is a map, or a list of maps.
pub fn has_map<'f>(fields: impl Iterator<Item = &'f Field>) -> bool {
    has_map_in(fields.map(|field| &field.value))
}

/// Returns whether any value is a map, or a list of maps.
pub fn has_map_in<'f>(mut values: impl Iterator<Item = &'f Value>) -> bool {
    fn is_map(value: &Value) -> bool {
        match &value.ty {
            Type::Map(_) => true,
            Type::List(item) => is_map(item),
            Type::Scalar(_) | Type::Any | Type::Named(_) => false,
        }
    }
    values.any(is_map)
}

fn collect(value: &Value, names: &mut BTreeSet<&'static str>) {
    if value.sensitive.is_some() {
        names.insert("Sensitive");
    }
    match &value.ty {
        Type::List(item) | Type::Map(item) => collect(item, names),
        Type::Scalar(_) | Type::Any | Type::Named(_) => {}
    }
}
