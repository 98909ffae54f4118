//! Builders of structs. The state of each required field is part of the builder's type,
//! so code that forgets one does not compile.

mod arguments;
mod states;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::markdown;
use crate::model::{Access, Additional, Field, Presence, Step, Type, Value};
use crate::names;
use crate::plan::{Holding, demanded_holding, holding};

use crate::emit::docs::{Doc, facts, line};
use crate::emit::record::Record;
use crate::emit::rust::ident::{builder_name, ident};
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{field_type, item_type, state_type, wrapped};

use arguments::{item_argument, item_converted, maybe_argument};
use states::{Change, Header};

pub use arguments::{argument, converted, is_taken_as_is};
pub use states::States;

/// Emits the builder of an object, with all its methods.
pub fn builder(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let builder = Builder {
        name: record.name(),
        own_name: builder_name(&record.def.name.rust),
        record: *record,
        scope,
        states: States::of(record, scope),
        optional: optional(record),
    };
    let declaration = builder.declaration();
    let methods = builder.methods();
    let conversion = builder.conversion();
    quote! {
        #declaration
        #methods
        #conversion
    }
}

/// Emits the function `builder` of an object.
pub fn constructor(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let builder = builder_name(&record.def.name.rust);
    let states = States::of(record, scope);
    let rest = options(record).map(|options| quote!(#options: Optional::default(),));
    let body = if states.is_empty() {
        quote!(#builder::default())
    } else {
        let unset = states.unset();
        quote!(#builder { #unset #rest })
    };
    let doc = line(if record.object.preset().next().is_some() {
        "Creates a builder in which only constants are set."
    } else {
        "Creates a builder without any field set."
    });
    let deprecated = record
        .is_deprecated
        .then(|| quote!(#[deprecated = "the API advises against this operation"]));
    quote! {
        #doc
        #deprecated
        pub fn builder() -> #builder {
            #body
        }
    }
}

/// An optional field of a builder.
struct Optional<'a> {
    field: &'a Field,
    step: Step,
    /// True if the builder has setters. A field that is only read has none.
    is_offered: bool,
}

fn optional<'a>(record: &Record<'a>) -> Vec<Optional<'a>> {
    let fields = record.object.fields();
    fields
        .filter(|(_, field)| field.presence == Presence::Optional)
        .map(|(member, field)| Optional {
            field,
            step: record.step(member),
            is_offered: field.access != Access::ReadOnly,
        })
        .collect()
}

struct Builder<'a> {
    name: Ident,
    own_name: Ident,
    record: Record<'a>,
    scope: &'a Scope<'a>,
    states: States<'a>,
    optional: Vec<Optional<'a>>,
}

impl Builder<'_> {
    /// Emits all methods, in one `impl` per header. Most builders have one header.
    fn methods(&self) -> TokenStream {
        let mut blocks: Vec<(Header, TokenStream)> = Vec::new();
        let setters = self.states.fields().map(|(index, field)| {
            let setter = self.required_setter(index, field);
            let null = self.required_null(index, field);
            let add = self.required_add(index, field);
            (self.states.any(), quote!(#setter #null #add))
        });
        let rest = [
            (self.states.any(), self.setters().unwrap_or_default()),
            (self.states.each(), self.build()),
        ];
        for (header, items) in setters.chain(rest) {
            match blocks.last_mut() {
                Some((last, before)) if *last == header => before.extend(items),
                Some(_) | None => blocks.push((header, items)),
            }
        }
        let name = &self.own_name;
        let blocks = blocks.into_iter().filter(|(_, items)| !items.is_empty());
        let blocks = blocks.map(|(header, items)| {
            let (generics, arguments) = (header.generics(), header.arguments());
            quote!(impl #generics #name #arguments { #items })
        });
        quote!(#(#blocks)*)
    }

    /// Returns whether the builder contains the object itself, because no field is
    /// required.
    fn is_plain(&self) -> bool {
        self.states.is_empty()
    }

    /// Returns the expression of the value that holds the optional fields.
    fn holder(&self) -> Option<TokenStream> {
        let options = options(&self.record)?;
        Some(if self.is_plain() {
            quote!(self.object)
        } else {
            quote!(self.#options)
        })
    }

    /// Returns the documentation of the builder, with links to the setters.
    fn doc(&self) -> Doc {
        let name = &self.name;
        let mut doc = Doc::new(format!(
            "The builder of [`{name}`], created by [`{name}::builder`]."
        ));
        let object = self.record.object;
        if object.unset().next().is_some() {
            let setters = links("Self", object.unset());
            doc = doc
                .paragraph(
                    "Each setter of a required field returns a builder of another type. \
                     [`builder`](crate::builder) explains this for branches, loops and \
                     functions.",
                )
                .paragraph(format!("Required: {setters}."));
        }
        let offered: Vec<&Field> = self.offered().map(|optional| optional.field).collect();
        if !offered.is_empty() {
            let setters = links("Self", offered.into_iter());
            doc = doc.paragraph(format!(
                "Optional: {setters}. For each there are also `maybe_…`, which takes an \
                 `Option`, and `clear_…`, which removes the value."
            ));
        }
        if object.preset().next().is_some() {
            let setters = links("Self", object.preset().map(|(field, _)| field));
            doc = doc.paragraph(format!("Set from the start: {setters}."));
        }
        let constants: Vec<String> = object
            .constants()
            .map(|constant| &constant.name.rust)
            .map(|constant| format!("[`{constant}`]({name}::{constant})"))
            .collect();
        if !constants.is_empty() {
            doc = doc.paragraph(format!(
                "Constants that are always written: {}.",
                constants.join(", ")
            ));
        }
        doc
    }

    fn declaration(&self) -> TokenStream {
        let builder = &self.own_name;
        let doc = self.doc().outer();
        let must_use = quote!(
            #[must_use = "a setter returns the builder: chain the calls, and end with `build()`"]
        );
        if self.is_plain() {
            let name = &self.name;
            return quote! {
                #doc
                #[derive(Clone, Debug, Default)]
                #must_use
                pub struct #builder { object: #name }
            };
        }
        let optional = self.optional_fields();
        let parameters = self.states.parameters(self.scope);
        let (places, paths) = (self.states.places(), self.states.paths());
        let options = options(&self.record);
        let rest = options.as_ref().map(|name| quote!(#name: Optional,));
        let options = options.map(|_| {
            quote! {
                #[derive(Clone, Debug, Default)]
                struct Optional { #optional }
            }
        });
        quote! {
            #doc
            #[derive(Clone, Debug)]
            #must_use
            pub struct #builder<#parameters> {
                #places
                #rest
            }
            #paths
            #options
        }
    }

    /// Returns the optional fields with setters.
    fn offered(&self) -> impl Iterator<Item = &Optional<'_>> {
        self.optional.iter().filter(|optional| optional.is_offered)
    }

    fn optional_fields(&self) -> TokenStream {
        let fields = self.optional.iter().map(|Optional { field, step, .. }| {
            let name = ident(&field.name.rust);
            let ty = field_type(*step, field, self.scope);
            quote!(#name: #ty,)
        });
        let extra = self.extra().map(|name| quote!(#name: Extra,));
        quote!(#(#fields)* #extra)
    }

    /// Returns the name of the field that keeps unlisted members.
    fn extra(&self) -> Option<Ident> {
        self.record.extra_name()
    }

    /// Emits the setter of a required field. It changes the type of the builder.
    fn required_setter(&self, index: usize, field: &Field) -> TokenStream {
        let name = ident(&field.name.rust);
        let ty = state_type(field, self.scope);
        let value = wrapped(demanded_holding(field), &converted(&field.value, &name));
        let argument = argument(&field.value, self.scope);
        let (after, moved) = self.moved(index, field, &ty, Change::Set, &value);
        let reached = self.states.reached(field).map(|bound| quote!(where #bound));
        let head = self.setter_head(field);
        quote! {
            #head
            pub fn #name(self, #name: #argument) -> #after #reached { #moved }
        }
    }

    fn holding(&self, field: &Field) -> Holding {
        holding(field, self.record.def.usage)
    }

    /// Emits the setter of null, if a required field can be null.
    fn required_null(&self, index: usize, field: &Field) -> Option<TokenStream> {
        if !field.value.nullable {
            return None;
        }
        let null = ident(&names::null(&field.name.rust));
        let ty = state_type(field, self.scope);
        let (after, moved) = self.moved(index, field, &ty, Change::Set, &quote!(None));
        let reached = self.states.reached(field).map(|bound| quote!(where #bound));
        let doc = self.null_doc(field);
        let deprecated = deprecated(field);
        Some(quote! {
            #doc
            #deprecated
            pub fn #null(self) -> #after #reached { #moved }
        })
    }

    fn null_doc(&self, field: &Field) -> TokenStream {
        let name = &field.name.rust;
        line(&format!("Sets [`{name}`]({}::{name}) to null.", self.name))
    }

    /// Emits the method that adds an item to a required list, which may be set or not.
    fn required_add(&self, index: usize, field: &Field) -> Option<TokenStream> {
        let item = added_item(field)?;
        let name = ident(&field.name.rust);
        let add = ident(&names::add(&field.name.rust));
        let item_type = item_type(item, self.scope);
        let argument = item_argument(item, self.scope);
        let value = item_converted(item, &name);
        let (reached, state) = (self.states.reached(field), self.states.state(index, field));
        let (after, moved) =
            self.moved(index, field, &quote!(Vec<#item_type>), Change::Grow, &value);
        let doc = self.twin_doc("Adds an item to", field);
        let deprecated = deprecated(field);
        Some(quote! {
            #doc
            #deprecated
            pub fn #add(self, #name: #argument) -> #after
            where
                #reached
                #state: support::Grow<#item_type>,
            {
                #moved
            }
        })
    }

    /// Returns the type of the builder after a change of a required field, and its
    /// expression.
    fn moved(
        &self,
        index: usize,
        field: &Field,
        ty: &TokenStream,
        change: Change,
        value: &TokenStream,
    ) -> (TokenStream, TokenStream) {
        let builder = &self.own_name;
        let arguments = self
            .states
            .arguments_after(index, field, &quote!(support::Set<#ty>));
        let places = self.states.after(index, change, value);
        let rest = options(&self.record).map(|options| quote!(#options: self.#options,));
        (
            quote!(#builder #arguments),
            quote!(#builder { #places #rest }),
        )
    }

    fn setters(&self) -> Option<TokenStream> {
        let holder = self.holder()?;
        let setters = self
            .offered()
            .map(|optional| self.optional_setters(optional, &holder));
        let extra = self.extra().map(|extra| {
            let doc = Doc::new("Adds a JSON member that the documentation does not list.")
                .paragraph(unlisted_text(self.record.object.additional))
                .outer();
            quote! {
                #doc
                pub fn #extra(
                    mut self,
                    name: impl Into<String>,
                    value: impl Into<serde_json::Value>,
                ) -> Self {
                    #holder.#extra.insert(name, value);
                    self
                }
            }
        });
        Some(quote!(#(#setters)* #extra))
    }

    /// Emits the setters of an optional field, `maybe_…` and `clear_…` included.
    fn optional_setters(&self, optional: &Optional<'_>, holder: &TokenStream) -> TokenStream {
        let &Optional { field, step, .. } = optional;
        let name = ident(&field.name.rust);
        let argument = argument(&field.value, self.scope);
        let given = match &field.value.ty {
            Type::List(_) | Type::Map(_) => converted(&field.value, &name),
            Type::Scalar(_) | Type::Any | Type::Named(_) => name.to_token_stream(),
        };
        let head = self.setter_head(field);
        let maybe = ident(&names::maybe(&field.name.rust));
        let maybe_doc = self.twin_doc("Sets or clears", field);
        let (maybe_argument, mut value) = maybe_argument(&field.value, &name, self.scope);
        if self.scope.plan.is_boxed(step) {
            value = quote!(#value.map(Box::new));
        }
        if field.value.nullable {
            value = quote!(#value.map(support::Nullable::Value));
        }
        let null = self.optional_null(field, holder);
        let clear = ident(&names::clear(&field.name.rust));
        let clear_doc = self.twin_doc("Clears", field);
        let add = self.optional_add(field, holder);
        let deprecated = deprecated(field);
        // Without type parameters, the method would be compiled even if nobody calls it.
        let inline = self.is_plain().then(|| quote!(#[inline]));
        quote! {
            #head
            pub fn #name(self, #name: #argument) -> Self {
                self.#maybe(Some(#given))
            }

            #null

            #add

            #maybe_doc
            #deprecated
            pub fn #maybe(mut self, #name: Option<#maybe_argument>) -> Self {
                #holder.#name = #value;
                self
            }

            #clear_doc
            #deprecated
            #inline
            pub fn #clear(mut self) -> Self {
                #holder.#name = None;
                self
            }
        }
    }

    /// Emits the setter of null, if an optional field can be null.
    fn optional_null(&self, field: &Field, holder: &TokenStream) -> Option<TokenStream> {
        if !field.value.nullable {
            return None;
        }
        let (name, null) = (
            ident(&field.name.rust),
            ident(&names::null(&field.name.rust)),
        );
        let doc = self.null_doc(field);
        let deprecated = deprecated(field);
        let inline = self.is_plain().then(|| quote!(#[inline]));
        Some(quote! {
            #doc
            #deprecated
            #inline
            pub fn #null(mut self) -> Self {
                #holder.#name = Some(support::Nullable::Null);
                self
            }
        })
    }

    /// Emits the method that adds an item to an optional list.
    fn optional_add(&self, field: &Field, holder: &TokenStream) -> Option<TokenStream> {
        let item = added_item(field)?;
        let name = ident(&field.name.rust);
        let add = ident(&names::add(&field.name.rust));
        let argument = item_argument(item, self.scope);
        let value = item_converted(item, &name);
        let doc = self.twin_doc("Adds an item to", field);
        let deprecated = deprecated(field);
        Some(quote! {
            #doc
            #deprecated
            pub fn #add(mut self, #name: #argument) -> Self {
                #holder.#name.get_or_insert_default().push(#value);
                self
            }
        })
    }

    fn twin_doc(&self, verb: &str, field: &Field) -> TokenStream {
        let name = &field.name.rust;
        line(&format!("{verb} [`{name}`]({}::{name}).", self.name))
    }

    /// Emits the documentation and attributes of a setter. The description is at the
    /// field.
    fn setter_head(&self, field: &Field) -> TokenStream {
        let name = &field.name.rust;
        let replaces = match &field.value.ty {
            Type::List(_) if field.value.nullable => " Replaces all items.".to_owned(),
            Type::List(_) => format!(
                " Replaces all items; [`{add}`](Self::{add}) adds one.",
                add = names::add(name)
            ),
            Type::Map(_) => " Replaces all entries.".to_owned(),
            Type::Scalar(_) | Type::Any | Type::Named(_) => String::new(),
        };
        let preset = field.preset().map_or_else(String::new, |value| {
            let value = markdown::value(&value.to_string());
            format!(" It is {value} from the start, and the API documents no other value.")
        });
        let doc = Doc::default()
            .paragraph(format!(
                "Sets [`{name}`]({}::{name}): {}.{replaces}{preset}",
                self.name,
                facts(field)
            ))
            .outer();
        let deprecated = deprecated(field);
        quote!(#doc #deprecated)
    }

    /// Emits `build`, which needs every required field. For a request it also validates.
    fn build(&self) -> TokenStream {
        if self.record.is_request() {
            self.build_request()
        } else {
            self.build_part()
        }
    }

    fn build_part(&self) -> TokenStream {
        let name = &self.name;
        let bounds = self.states.given(self.scope);
        let doc = line(&format!("Builds the [`{name}`]."));
        quote! {
            #doc
            #[must_use]
            pub fn build(self) -> #name #bounds {
                self.into()
            }
        }
    }

    fn build_request(&self) -> TokenStream {
        let name = &self.name;
        let bounds = self.states.given(self.scope);
        let whole = self.whole(&quote!(self));
        let build = Doc::new("Builds and validates the request.")
            .lines(["# Errors".to_owned()])
            .paragraph("Returns all violations at once, each with its place.")
            .outer();
        let unvalidated = Doc::new("Builds the request without validation.")
            .paragraph("Use it if a rule is wrong or out of date.")
            .outer();
        quote! {
            #build
            pub fn build(self) -> Result<#name, Violations> #bounds {
                support::validated(self.build_unvalidated())
            }

            #unvalidated
            #[must_use]
            pub fn build_unvalidated(self) -> #name #bounds {
                #whole
            }
        }
    }

    /// Emits the conversion by which a setter accepts the builder of a part.
    fn conversion(&self) -> TokenStream {
        if self.record.is_request() {
            return self.refusal_to_write();
        }
        let (name, builder) = (&self.name, &self.own_name);
        let header = self.states.each();
        let (generics, arguments) = (header.generics(), header.arguments());
        let bounds = self.states.given(self.scope);
        let whole = self.whole(&quote!(builder));
        let is_alternative = self.scope.plan.is_alternative(self.record.id);
        let taken = is_alternative.then(|| {
            quote! {
                impl #generics support::Builds for #builder #arguments #bounds {
                    type Object = #name;
                }
            }
        });
        quote! {
            impl #generics From<#builder #arguments> for #name #bounds {
                fn from(builder: #builder #arguments) -> Self {
                    #whole
                }
            }

            #taken
        }
    }

    /// Emits an implementation of `Serialize` whose bound no builder satisfies. Its
    /// compiler message says that `build()` was forgotten. A builder without type
    /// parameters has none, because the bound alone would not compile, nor has that of a
    /// request that is not JSON.
    fn refusal_to_write(&self) -> TokenStream {
        if self.is_plain() || self.record.parts.is_some() {
            return TokenStream::new();
        }
        let builder = &self.own_name;
        let header = self.states.any();
        let (generics, arguments) = (header.generics(), header.arguments());
        quote! {
            #[doc(hidden)]
            impl #generics serde::Serialize for #builder #arguments
            where
                support::Unbuilt<Self>: support::Built,
            {
                fn serialize<Format: serde::Serializer>(
                    &self,
                    format: Format,
                ) -> Result<Format::Ok, Format::Error> {
                    format.serialize_unit()
                }
            }
        }
    }

    /// Emits the statements that take the builder apart and return the object.
    fn whole(&self, builder: &TokenStream) -> TokenStream {
        if self.is_plain() {
            return quote!(#builder.object);
        }
        let (name, own_name) = (&self.name, &self.own_name);
        let states = self
            .states
            .filled(|field| ident(&field.name.rust).to_token_stream());
        let names = self.optional.iter();
        let names = names.map(|optional| ident(&optional.field.name.rust));
        let names = names.chain(self.extra());
        let rest = options(&self.record).map(|options| quote!(#options: Optional { #(#names),* }));
        let parts = self.parts();
        quote! {
            let #own_name { #states #rest } = #builder;
            #name { #parts }
        }
    }

    /// Emits the fields of the object, from variables with their names.
    fn parts(&self) -> TokenStream {
        let fields = self.record.object.fields().map(|(member, field)| {
            let name = ident(&field.name.rust);
            let is_boxed = self.record.is_boxed(member);
            if field.presence == Presence::Written {
                let value = self.written(field, is_boxed);
                return quote!(#name: Some(#value),);
            }
            match (self.holding(field), is_boxed) {
                (Holding::Plain | Holding::Null, false) => quote!(#name: #name.given(),),
                (Holding::Plain, true) => quote!(#name: Box::new(#name.given()),),
                (Holding::Null, true) => quote!(#name: #name.given().map(Box::new),),
                (Holding::Optional | Holding::OptionalNull, _) => quote!(#name,),
            }
        });
        let extra = self.extra().map(|extra| quote!(#extra,));
        quote!(#(#fields)* #extra)
    }

    /// Emits the value of a field that must be written and may be absent when it is read.
    fn written(&self, field: &Field, is_boxed: bool) -> TokenStream {
        let name = ident(&field.name.rust);
        match (self.holding(field), is_boxed) {
            (Holding::Plain | Holding::Optional | Holding::Null, false) => quote!(#name.given()),
            (Holding::Plain | Holding::Optional | Holding::Null, true) => {
                quote!(Box::new(#name.given()))
            }
            (Holding::OptionalNull, false) => quote!(support::Nullable::from(#name.given())),
            (Holding::OptionalNull, true) => {
                quote!(support::Nullable::from(#name.given().map(Box::new)))
            }
        }
    }
}

/// Returns the item of a field to which items can be added.
fn added_item(field: &Field) -> Option<&Value> {
    match &field.value.ty {
        Type::List(item) if !field.value.nullable => Some(item),
        Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any | Type::Named(_) => None,
    }
}

/// Returns a sentence about the treatment of unlisted members.
fn unlisted_text(additional: Additional) -> &'static str {
    match additional {
        Additional::Unmentioned => {
            "A member with the name of a listed one is a violation; any other is an advisory."
        }
        Additional::Allowed => "A member with the name of a listed one is a violation.",
        Additional::Forbidden => {
            "Validation reports it as a violation, since the documentation allows no \
             others."
        }
    }
}

/// Returns links to the setters of fields.
fn links<'f>(builder: &str, fields: impl Iterator<Item = &'f Field>) -> String {
    let links: Vec<String> = fields
        .map(|field| format!("[`{0}`]({builder}::{0})", field.name.rust))
        .collect();
    links.join(", ")
}

/// Returns the name of the field of a builder that holds the optional fields, if the
/// object has any or keeps unlisted members. No demanded field has this name.
pub fn options(record: &Record<'_>) -> Option<Ident> {
    let object = record.object;
    let mut name = "optional".to_owned();
    while object.demanded().any(|field| field.name.rust == name) {
        name.push_str("_fields");
    }
    let has_options = record.extra.is_some() || object.optional().next().is_some();
    has_options.then(|| ident(&name))
}

/// Emits `#[deprecated]` if the field is deprecated.
pub fn deprecated(field: &Field) -> Option<TokenStream> {
    field.deprecated.then(
        || quote!(#[deprecated = "deprecated by the API; kept for programs that already send it"]),
    )
}
