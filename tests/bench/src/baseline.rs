//! The structs that somebody would write by hand, made from the model: takes
//! what they shall be able to do, yields the source of a crate.
//!
//! They have the members of the generated crate and its modules' names, and
//! hold every scalar that travels as a string in a `String`.

use generator::model::{
    Api, Encoding, Field, Literal, Member, Module, Object, Presence, Shape, Type, TypeDef,
    Value as Described, Variant,
};
use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// What the structs can do beside being read and written by serde's derive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Plain,
    /// Sets of strings are enums that keep what they do not know.
    Enums,
    /// That, and builders with a type parameter per required member.
    Builders,
    /// As `Plain`, with the builders of `bon`.
    Bon,
}

/// The source of the crate.
pub fn source(api: &Api, kind: Kind) -> String {
    let modules = modules(api).into_iter().map(|module| {
        let types = api.reachable().filter(|(_, def)| def.module == module);
        let types = types.map(|(_, def)| definition(api, kind, def));
        let types = quote!(#(#types)*);
        match module {
            Module::Shared => quote!(pub mod types { #types }),
            Module::Product(operation) => {
                let name = ident(&product(api, operation));
                quote!(pub mod #name { #types })
            }
        }
    });
    let states = (kind == Kind::Builders).then(|| {
        quote! {
            pub struct Unset;
            pub struct Set<T>(pub T);
            pub trait Given<T> {
                fn given(self) -> T;
            }
            impl<T> Given<T> for Set<T> {
                fn given(self) -> T {
                    self.0
                }
            }
        }
    });
    let file = syn::parse2(quote!(#(#modules)* #states));
    prettyplease::unparse(&file.expect("the source is Rust"))
}

/// The module of an operation's types; the crate has it without nesting.
pub fn product(api: &Api, operation: usize) -> String {
    api.operations[operation].product.rust.clone()
}

fn modules(api: &Api) -> Vec<Module> {
    let mut modules: Vec<Module> = api.reachable().map(|(_, def)| def.module).collect();
    modules.sort_unstable();
    modules.dedup();
    modules
}

fn definition(api: &Api, kind: Kind, def: &TypeDef) -> TokenStream {
    match (&def.shape, kind) {
        (Shape::Object(object), Kind::Builders) if def.usage.request => {
            let structure = structure(api, kind, def, object);
            let builder = builder(api, kind, def, object);
            quote!(#structure #builder)
        }
        (Shape::Object(object), _) => structure(api, kind, def, object),
        (Shape::Enum(set), Kind::Enums | Kind::Builders) => enumeration(def, &set.variants),
        (Shape::Enum(_), Kind::Plain | Kind::Bon) => TokenStream::new(),
    }
}

fn structure(api: &Api, kind: Kind, def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let builder = (kind == Kind::Bon && def.usage.request).then(|| {
        quote! {
            #[derive(bon::Builder)]
            #[builder(on(String, into))]
        }
    });
    let members = object.members.iter().map(|member| {
        let (wire, name) = (&member.name().wire, member_name(member));
        let ty = member_type(api, kind, member);
        let skip =
            is_optional(member).then(|| quote!(#[serde(skip_serializing_if = "Option::is_none")]));
        quote! {
            #[serde(rename = #wire)]
            #skip
            pub #name: #ty,
        }
    });
    quote! {
        #[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
        #builder
        pub struct #name { #(#members)* }
    }
}

fn enumeration(def: &TypeDef, variants: &[Variant]) -> TokenStream {
    let name = ident(&def.name.rust);
    let variants = variants.iter().map(|variant| {
        let (wire, name) = (&variant.name.wire, ident(&variant.name.rust));
        quote!(#[serde(rename = #wire)] #name,)
    });
    quote! {
        #[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
        pub enum #name {
            #(#variants)*
            #[serde(untagged)]
            Unrecognized(String),
        }
    }
}

/// A builder like the generated one: a required setter moves it to another
/// type, the others return it.
fn builder(api: &Api, kind: Kind, def: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&def.name.rust);
    let builder = format_ident!("{}Builder", def.name.rust);
    let (optional, required): (Vec<&Member>, Vec<&Member>) = object
        .members
        .iter()
        .partition(|member| is_optional(member));
    let fields: Vec<Ident> = required.iter().map(|member| member_name(member)).collect();
    let types: Vec<TokenStream> = required
        .iter()
        .map(|member| member_type(api, kind, member))
        .collect();
    let states: Vec<Ident> = required
        .iter()
        .map(|member| format_ident!("{}State", member.name().rust.to_upper_camel_case()))
        .collect();
    let rest: Vec<Ident> = optional.iter().map(|member| member_name(member)).collect();
    let rest_types: Vec<TokenStream> = optional
        .iter()
        .map(|member| member_type(api, kind, member))
        .collect();
    let required_setters = fields
        .iter()
        .zip(&types)
        .enumerate()
        .map(|(index, (field, ty))| {
            let after = states.iter().enumerate().map(|(at, state)| {
                if at == index {
                    quote!(crate::Set<#ty>)
                } else {
                    quote!(#state)
                }
            });
            let moved = fields.iter().enumerate().map(|(at, other)| {
                if at == index {
                    quote!(crate::Set(value.into()))
                } else {
                    quote!(self.#other)
                }
            });
            quote! {
                pub fn #field(self, value: impl Into<#ty>) -> #builder<#(#after),*> {
                    #builder { #(#fields: #moved,)* #(#rest: self.#rest,)* }
                }
            }
        });
    let optional_setters = rest.iter().zip(&rest_types).map(|(field, ty)| {
        let maybe = format_ident!("maybe_{field}");
        quote! {
            pub fn #field<T>(mut self, value: T) -> Self
            where
                #ty: From<Option<T>>,
            {
                self.#field = Some(value).into();
                self
            }

            pub fn #maybe(mut self, value: #ty) -> Self {
                self.#field = value;
                self
            }
        }
    });
    quote! {
        #[derive(Clone, Debug)]
        pub struct #builder<#(#states = crate::Unset),*> {
            #(#fields: #states,)*
            #(#rest: #rest_types,)*
        }

        impl #name {
            pub fn builder() -> #builder {
                #builder { #(#fields: crate::Unset,)* #(#rest: None,)* }
            }
        }

        impl<#(#states),*> #builder<#(#states),*> {
            #(#required_setters)*
            #(#optional_setters)*

            pub fn build(self) -> #name
            where
                #(#states: crate::Given<#types>,)*
            {
                #name { #(#fields: self.#fields.given(),)* #(#rest: self.#rest,)* }
            }
        }
    }
}

fn member_name(member: &Member) -> Ident {
    match member {
        Member::Field(field) => ident(&field.name.rust),
        Member::Constant(constant) => ident(&constant.name.rust.to_lowercase()),
    }
}

fn is_optional(member: &Member) -> bool {
    match member {
        Member::Field(field) => field.presence == Presence::Optional,
        Member::Constant(constant) => !constant.required,
    }
}

fn member_type(api: &Api, kind: Kind, member: &Member) -> TokenStream {
    let ty = match member {
        Member::Field(field) => field_type(api, kind, field),
        Member::Constant(constant) => match constant.value {
            Literal::Text(_) => quote!(String),
            Literal::Boolean(_) => quote!(bool),
            Literal::Integer(_) => quote!(i64),
        },
    };
    if is_optional(member) {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

fn field_type(api: &Api, kind: Kind, field: &Field) -> TokenStream {
    let ty = value_type(api, kind, &field.value);
    if field.boxed { quote!(Box<#ty>) } else { ty }
}

fn value_type(api: &Api, kind: Kind, value: &Described) -> TokenStream {
    match &value.ty {
        Type::Boolean(Encoding::Native) => quote!(bool),
        Type::Signed(Encoding::Native) => quote!(i64),
        Type::Unsigned(Encoding::Native) => quote!(u64),
        Type::Boolean(Encoding::Text)
        | Type::Signed(Encoding::Text)
        | Type::Unsigned(Encoding::Text)
        | Type::Text
        | Type::Decimal
        | Type::DateTime
        | Type::Uri => quote!(String),
        Type::Any => quote!(serde_json::Value),
        Type::List(item) => {
            let item = value_type(api, kind, item);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = value_type(api, kind, item);
            quote!(std::collections::BTreeMap<String, #item>)
        }
        Type::Named(id) => {
            let def = api.get(*id);
            let name = ident(&def.name.rust);
            let is_text =
                matches!(def.shape, Shape::Enum(_)) && matches!(kind, Kind::Plain | Kind::Bon);
            match def.module {
                _ if is_text => quote!(String),
                Module::Shared => quote!(crate::types::#name),
                Module::Product(operation) => {
                    let module = ident(&product(api, operation));
                    quote!(crate::#module::#name)
                }
            }
        }
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
