//! How one file names what stands in another.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Api, Field, Module, Type, TypeId, Value};

use super::builder::builder_name;
use super::types::ident;

/// A file, and the names that it uses.
pub struct Scope<'a> {
    /// The API.
    pub api: &'a Api,
    /// The module that the file belongs to.
    module: Module,
    /// The type that the file defines.
    own: Option<TypeId>,
    /// The crate, where the file is a program of another one.
    program_of: Option<Ident>,
    used: RefCell<BTreeSet<TypeId>>,
}

impl<'a> Scope<'a> {
    /// The file of a type.
    pub fn of_type(api: &'a Api, id: TypeId) -> Self {
        Self {
            api,
            module: api.get(id).module,
            own: Some(id),
            program_of: None,
            used: RefCell::default(),
        }
    }

    /// Another file of a product's module.
    pub fn of_module(api: &'a Api, module: Module) -> Self {
        Self {
            api,
            module,
            own: None,
            program_of: None,
            used: RefCell::default(),
        }
    }

    /// A program that uses the crate called `name`, and mostly one module of it.
    pub fn of_program(api: &'a Api, module: Module, name: &str) -> Self {
        Self {
            program_of: Some(ident(&name.replace('-', "_"))),
            ..Self::of_module(api, module)
        }
    }

    /// A type as this file names it; the file will import it, unless another
    /// type has the name here.
    pub fn path(&self, id: TypeId) -> TokenStream {
        let def = self.api.get(id);
        let name = ident(&def.name.rust);
        if self.is_shadowed(id) {
            let module = self.module_path(def.module);
            return quote!(#module::#name);
        }
        if self.own != Some(id) {
            self.used.borrow_mut().insert(id);
        }
        quote!(#name)
    }

    /// Whether the name means another type in this file: one of its own module,
    /// one that was imported before, or the builder that it defines.
    fn is_shadowed(&self, id: TypeId) -> bool {
        let def = self.api.get(id);
        let own_builder = self.own.map(|own| builder_name(self.api.get(own)));
        if own_builder.is_some_and(|builder| builder == def.name.rust) {
            return true;
        }
        let own = self.api.names.get(&(self.module, def.name.rust.clone()));
        let used = self.used.borrow();
        let mut used = used.iter().copied();
        own.is_some_and(|&other| other != id)
            || used.any(|other| other != id && self.api.get(other).name.rust == def.name.rust)
    }

    /// The imports of the types that were named, and of others of the file's
    /// own module.
    pub fn imports_with(&self, others: &[&str]) -> TokenStream {
        let mut modules: BTreeMap<Module, Vec<&str>> = BTreeMap::new();
        for &id in self.used.borrow().iter() {
            let def = self.api.get(id);
            modules.entry(def.module).or_default().push(&def.name.rust);
        }
        let mut own = modules.remove(&self.module).unwrap_or_default();
        own.extend(others);
        let is_program = self.program_of.is_some();
        let own_path = if is_program {
            self.module_path(self.module)
        } else {
            quote!(super)
        };
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

    /// The imports of the types that were named.
    pub fn imports(&self) -> TokenStream {
        self.imports_with(&[])
    }

    /// The root of the crate, as this file names it.
    pub fn root(&self) -> TokenStream {
        let name = self.program_of.as_ref();
        name.map_or_else(|| quote!(crate), |name| quote!(#name))
    }

    /// The path of a module.
    fn module_path(&self, module: Module) -> TokenStream {
        let root = self.root();
        let operation = match module {
            Module::Shared => None,
            Module::Product(position) => self.api.operations.get(position),
        };
        operation.map_or_else(
            || quote!(#root::types),
            |operation| {
                let (id, product) = (ident(&operation.id.rust), ident(&operation.product.rust));
                quote!(#root::#id::#product)
            },
        )
    }
}

/// Imports `names` from `path`, in their order.
pub fn import<'n>(path: &TokenStream, names: impl Iterator<Item = &'n str>) -> TokenStream {
    let sorted: BTreeSet<&str> = names.collect();
    let names: Vec<_> = sorted.iter().map(|name| ident(name)).collect();
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

/// The names of the support module that fields of these types use.
pub fn support_types<'f>(fields: impl Iterator<Item = &'f Field>) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for field in fields {
        collect(&field.value, &mut names);
    }
    names
}

/// Whether any field is a map.
pub fn has_map<'f>(mut fields: impl Iterator<Item = &'f Field>) -> bool {
    fn is_map(value: &Value) -> bool {
        match &value.ty {
            Type::Map(_) => true,
            Type::List(item) => is_map(item),
            _ => false,
        }
    }
    fields.any(|field| is_map(&field.value))
}

fn collect(value: &Value, names: &mut BTreeSet<&'static str>) {
    if value.sensitive.is_some() {
        names.insert("Sensitive");
    }
    match &value.ty {
        Type::Decimal => {
            names.insert("Decimal");
        }
        Type::DateTime => {
            names.insert("DateTime");
        }
        Type::Uri => {
            names.insert("Uri");
        }
        Type::List(item) | Type::Map(item) => collect(item, names),
        Type::Text
        | Type::Boolean(_)
        | Type::Signed(_)
        | Type::Unsigned(_)
        | Type::Any
        | Type::Named(_) => {}
    }
}
