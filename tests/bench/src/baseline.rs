//! Generates structs from the model in the form that a person would write. Takes their
//! capabilities and returns the source of a crate.
//!
//! They have the members and module names of the generated crate. Every scalar that is a
//! string in JSON is a `String`.

use generator::Specification;
use generator::model::{
    Api, Encoding, Field, Literal, Member, ModuleId, Presence, Scalar, Shape, Step, Struct, Type,
    TypeDef, Value as Described, Variant, Width,
};
use generator::plan::module_path;
use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// The capabilities of the structs beyond serde's derive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No further capabilities.
    Plain,
    /// Enums of strings keep unknown values.
    Enums,
    /// Enums, and builders with a type parameter per required member.
    Builders,
    /// Plain structs with the builders of `bon`.
    Bon,
}

/// Returns the source of the crate.
pub fn source(specification: &Specification, kind: Kind) -> String {
    let Specification { api, plan } = specification;
    let modules = modules(api).into_iter().map(|module| {
        let types = api.reachable().filter(|(_, def)| def.module == module);
        let types = types.map(|(id, def)| {
            let is_boxed = |member| plan.is_boxed(Step { owner: id, member });
            definition(api, kind, def, &is_boxed)
        });
        let types = quote!(#(#types)*);
        let name = ident(&flat(api, module));
        quote!(pub mod #name { #types })
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

/// Returns the flat name of a module.
pub fn flat(api: &Api, module: ModuleId) -> String {
    let path = module_path(api, module);
    path.rsplit("::").next().unwrap_or_default().to_owned()
}

fn modules(api: &Api) -> Vec<ModuleId> {
    let mut modules: Vec<ModuleId> = api.reachable().map(|(_, def)| def.module).collect();
    modules.sort_unstable();
    modules.dedup();
    modules
}

/// A function that returns true if the member at a position is boxed.
type IsBoxed<'a> = &'a dyn Fn(usize) -> bool;

fn definition(api: &Api, kind: Kind, def: &TypeDef, is_boxed: IsBoxed<'_>) -> TokenStream {
    match (&def.shape, kind) {
        (Shape::Struct(object), Kind::Builders) if def.usage.written => {
            let structure = structure(api, kind, def, object, is_boxed);
            let builder = builder(api, kind, def, object, is_boxed);
            quote!(#structure #builder)
        }
        (Shape::Struct(object), _) => structure(api, kind, def, object, is_boxed),
        (Shape::Enum(set), Kind::Enums | Kind::Builders) => enumeration(def, &set.variants),
        (Shape::Enum(_), Kind::Plain | Kind::Bon) | (Shape::Union(_) | Shape::Alias(_), _) => {
            TokenStream::new()
        }
    }
}

fn structure(
    api: &Api,
    kind: Kind,
    def: &TypeDef,
    object: &Struct,
    is_boxed: IsBoxed<'_>,
) -> TokenStream {
    let name = ident(&def.name.rust);
    let builder = (kind == Kind::Bon && def.usage.written).then(|| {
        quote! {
            #[derive(bon::Builder)]
            #[builder(on(String, into))]
        }
    });
    let members = object.members.iter().enumerate().map(|(at, member)| {
        let (wire, name) = (&member.name().wire, member_name(member));
        let ty = member_type(api, kind, member, is_boxed(at));
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

/// The members of one kind that a builder sets.
struct Members {
    names: Vec<Ident>,
    types: Vec<TokenStream>,
}

/// Names the state of a required member in the builder's type.
fn state(name: &Ident) -> Ident {
    format_ident!("{}State", name.to_string().to_upper_camel_case())
}

/// Writes a builder like the generated one: a required setter changes its type, the
/// others return the same type.
fn builder(
    api: &Api,
    kind: Kind,
    def: &TypeDef,
    object: &Struct,
    is_boxed: IsBoxed<'_>,
) -> TokenStream {
    let members = |optional: bool| {
        let members = object.members.iter().enumerate();
        let members = members.filter(|(_, member)| is_optional(member) == optional);
        let (names, types) = members
            .map(|(at, member)| {
                let ty = member_type(api, kind, member, is_boxed(at));
                (member_name(member), ty)
            })
            .unzip();
        Members { names, types }
    };
    let (required, optional) = (members(false), members(true));
    let name = ident(&def.name.rust);
    let builder = format_ident!("{}Builder", def.name.rust);
    let required_setters = required_setters(&builder, &required, &optional);
    let optional_setters = optional_setters(&optional);
    let states: Vec<Ident> = required.names.iter().map(state).collect();
    let (fields, types) = (&required.names, &required.types);
    let (rest, rest_types) = (&optional.names, &optional.types);
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

fn required_setters(builder: &Ident, required: &Members, optional: &Members) -> Vec<TokenStream> {
    let (fields, rest) = (&required.names, &optional.names);
    let setters = fields.iter().zip(&required.types).map(|(field, ty)| {
        let after = fields.iter().map(|other| {
            let state = state(other);
            let set = quote!(crate::Set<#ty>);
            if other == field { set } else { quote!(#state) }
        });
        let moved = fields.iter().map(|other| {
            let set = quote!(crate::Set(value.into()));
            if other == field {
                set
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
    setters.collect()
}

fn optional_setters(optional: &Members) -> Vec<TokenStream> {
    let setters = optional.names.iter().zip(&optional.types);
    let setters = setters.map(|(field, ty)| {
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
    setters.collect()
}

fn member_name(member: &Member) -> Ident {
    match member {
        Member::Field(field) => ident(&field.name.rust),
        Member::Constant(constant) => ident(&constant.name.rust.to_lowercase()),
    }
}

fn is_optional(member: &Member) -> bool {
    match member {
        Member::Field(field) => field.presence != Presence::Required,
        Member::Constant(constant) => !constant.required,
    }
}

fn member_type(api: &Api, kind: Kind, member: &Member, is_boxed: bool) -> TokenStream {
    let ty = match member {
        Member::Field(field) => field_type(api, kind, field, is_boxed),
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

fn field_type(api: &Api, kind: Kind, field: &Field, is_boxed: bool) -> TokenStream {
    let ty = value_type(api, kind, &field.value);
    if is_boxed { quote!(Box<#ty>) } else { ty }
}

fn value_type(api: &Api, kind: Kind, value: &Described) -> TokenStream {
    match &value.ty {
        Type::Scalar(Scalar::Boolean(Encoding::Native)) => quote!(bool),
        Type::Scalar(Scalar::Integer(width, Encoding::Native)) => match width {
            Width::I8 => quote!(i8),
            Width::I16 => quote!(i16),
            Width::I32 => quote!(i32),
            Width::I64 => quote!(i64),
            Width::I128 => quote!(i128),
            Width::U8 => quote!(u8),
            Width::U16 => quote!(u16),
            Width::U32 => quote!(u32),
            Width::U64 => quote!(u64),
            Width::U128 => quote!(u128),
        },
        Type::Scalar(Scalar::Float | Scalar::Number) => quote!(f64),
        Type::Scalar(
            Scalar::Boolean(Encoding::Text)
            | Scalar::Integer(_, Encoding::Text)
            | Scalar::Text
            | Scalar::Decimal
            | Scalar::DateTime
            | Scalar::Uri
            | Scalar::Formatted(_)
            | Scalar::Upload,
        ) => quote!(String),
        Type::Scalar(Scalar::Null) => quote!(()),
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
                module => {
                    let module = ident(&flat(api, module));
                    quote!(crate::#module::#name)
                }
            }
        }
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
