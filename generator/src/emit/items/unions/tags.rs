//! The tags of a variant whose structs do not always state them: their reading, writing and
//! checks.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::context::Context;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::model::{Base, Shape, Step, Type, Union, UnionVariant};
use crate::plan::{ScalarForm, Tag, Tags, rust_scalar, tags};

/// The tags of a variant.
pub enum Tagged<'a> {
    /// That of its struct.
    Object(TaggedObject<'a>),
    /// Those of the alternatives of a nested union.
    Nested(Vec<NestedTagged<'a>>),
}

/// The tag of a struct, and the field that can hold it.
pub struct TaggedObject<'a> {
    tag: Tag<'a>,
    /// The field with the tag, or else the one with the unlisted members.
    field: Ident,
}

/// An alternative of a nested union.
pub struct NestedTagged<'a> {
    /// The path of its variant.
    path: TokenStream,
    is_boxed: bool,
    tags: Tagged<'a>,
}

impl<'a> Tagged<'a> {
    /// Returns the tags of a variant, unless its structs always state them.
    pub fn of(
        cx: &'a Context<'_>,
        (union, variant): (&'a Union, &'a UnionVariant),
        scope: &Scope<'_>,
    ) -> Option<Self> {
        Self::from(cx, tags(cx.api, union, variant)?, scope)
    }

    fn from(cx: &'a Context<'_>, tags: Tags<'a>, scope: &Scope<'_>) -> Option<Self> {
        match tags {
            Tags::Object(tag) => TaggedObject::of(cx, tag).map(Self::Object),
            Tags::Nested(found) => {
                let alternatives = found.into_iter().filter_map(|it| {
                    let step = Step {
                        owner: it.union,
                        member: it.member,
                    };
                    let tags = Self::from(cx, it.tags, scope)?;
                    let (union, name) = (scope.path(it.union), ident(&it.variant.name.rust));
                    Some(NestedTagged {
                        path: quote!(#union::#name),
                        is_boxed: scope.plan.is_boxed(step),
                        tags,
                    })
                });
                let alternatives: Vec<_> = alternatives.collect();
                (!alternatives.is_empty()).then_some(Self::Nested(alternatives))
            }
        }
    }

    /// Returns whether a field with a tag is deprecated.
    pub fn is_deprecated(&self) -> bool {
        match self {
            Self::Object(object) => object.tag.field.is_some_and(|field| field.deprecated),
            Self::Nested(inner) => inner.iter().any(|it| it.tags.is_deprecated()),
        }
    }

    /// Returns the sentence about a tag that a struct does not declare.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Object(object) => object.sentence(),
            Self::Nested(inner) => inner.iter().find_map(|it| it.tags.sentence()),
        }
    }

    /// Emits the function that makes a variant of the value that was read. The struct keeps
    /// no tag that the union writes.
    pub fn reading(
        &self,
        (held, is_boxed): (&TokenStream, bool),
        variant: &Ident,
    ) -> Option<TokenStream> {
        let place = if is_boxed {
            quote!(value.as_mut())
        } else {
            quote!(&mut value)
        };
        let removal = Walk {
            object: &|object, value| object.removal(value),
            unboxed: quote!(inner.as_mut()),
            together: &statements,
        };
        let removal = removal.of(self, &ident("value"), &place)?;
        Some(quote! {
            |mut value: #held| {
                #removal
                Self::#variant(value)
            }
        })
    }

    /// Emits the expression that writes the value with the tag that its struct lacks.
    pub fn writing(&self, is_boxed: bool) -> Option<TokenStream> {
        let writing = Walk {
            object: &|object, value| object.writing(value),
            unboxed: quote!(inner.as_ref()),
            together: &|place, cases| {
                let arms = cases.iter();
                let arms = arms.map(|(pattern, written)| quote!(#pattern => #written,));
                quote! {
                    match #place {
                        #(#arms)*
                        _ => value.serialize(serializer),
                    }
                }
            },
        };
        writing.of(self, &ident("value"), &shared(is_boxed))
    }

    /// Emits the check that the value has a tag of its variant.
    pub fn check(&self, cx: &Context<'_>, is_boxed: bool) -> Option<TokenStream> {
        let check = Walk {
            object: &|object, value| object.check(cx, value),
            unboxed: quote!(inner.as_ref()),
            together: &statements,
        };
        check.of(self, &ident("value"), &shared(is_boxed))
    }
}

/// Emits the place of the value of a variant, which is behind a reference.
fn shared(is_boxed: bool) -> TokenStream {
    if is_boxed {
        quote!(value.as_ref())
    } else {
        quote!(value)
    }
}

/// A pattern, and what is done with the value in it.
type Case = (TokenStream, TokenStream);

/// The way in which code for each struct of a variant is emitted.
struct Walk<'f> {
    /// Emits the code for the struct in a variable.
    object: &'f dyn Fn(&TaggedObject<'_>, &Ident) -> Option<TokenStream>,
    /// The value in the box in the variable `inner`.
    unboxed: TokenStream,
    /// Emits the code for a place that has one of several structs, or none of them.
    together: &'f dyn Fn(&TokenStream, &[Case]) -> TokenStream,
}

impl Walk<'_> {
    /// Emits the code for a value, which is in a variable. A nested union is at `place`.
    fn of(&self, tags: &Tagged<'_>, value: &Ident, place: &TokenStream) -> Option<TokenStream> {
        match tags {
            Tagged::Object(object) => (self.object)(object, value),
            Tagged::Nested(inner) => {
                let cases = self.cases(inner);
                (!cases.is_empty()).then(|| (self.together)(place, &cases))
            }
        }
    }

    /// Returns the cases of a nested union. The patterns of unions that it holds without a
    /// box are a part of its own.
    fn cases(&self, inner: &[NestedTagged<'_>]) -> Vec<Case> {
        let value = ident("inner");
        let mut cases = Vec::new();
        for NestedTagged {
            path,
            is_boxed,
            tags,
        } in inner
        {
            if let Tagged::Nested(inner) = tags
                && !is_boxed
            {
                let inner = self.cases(inner).into_iter();
                cases.extend(inner.map(|(pattern, code)| (quote!(#path(#pattern)), code)));
            } else {
                let code = self.of(tags, &value, &self.unboxed);
                cases.extend(code.map(|code| (quote!(#path(#value)), code)));
            }
        }
        cases
    }
}

/// Emits statements for the cases of a place.
fn statements(place: &TokenStream, cases: &[Case]) -> TokenStream {
    if let [(pattern, statements)] = cases {
        return quote!(if let #pattern = #place { #statements });
    }
    let arms = cases.iter();
    let arms = arms.map(|(pattern, statements)| quote!(#pattern => { #statements }));
    quote! {
        match #place {
            #(#arms)*
            _ => {}
        }
    }
}

impl<'a> TaggedObject<'a> {
    fn of(cx: &'a Context<'_>, tag: Tag<'a>) -> Option<Self> {
        let field = match tag.field {
            Some(field) => &field.name.rust,
            None => cx.plan.extra(tag.holder)?,
        };
        let field = ident(field);
        Some(Self { tag, field })
    }

    fn sentence(&self) -> Option<String> {
        let name = crate::markdown::code(self.tag.name);
        match (self.tag.field, self.tag.written()) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(format!("It is written as {name}.")),
            (None, None) => {
                let field = self.field.to_string();
                let field = crate::markdown::code(&field);
                Some(format!("Set it as {name} in {field}."))
            }
        }
    }

    fn removal(&self, value: &Ident) -> Option<TokenStream> {
        let Tag { name, field, .. } = &self.tag;
        let only = self.tag.written().filter(|_| field.is_none())?;
        let extra = &self.field;
        Some(quote!(support::take_tag(&mut #value.#extra, #name, #only);))
    }

    fn writing(&self, value: &Ident) -> Option<TokenStream> {
        let (name, only, field) = (self.tag.name, self.tag.written()?, &self.field);
        let has_own = if self.tag.field.is_some() {
            quote!(#value.#field.is_some())
        } else {
            quote!(#value.#field.contains(#name))
        };
        Some(quote!(support::write_tagged(value, (#name, #only), #has_own, serializer)))
    }

    fn check(&self, cx: &Context<'_>, value: &Ident) -> Option<TokenStream> {
        let Tag { name, values, .. } = &self.tag;
        let member = &self.field;
        match self.tag.field {
            Some(field) if self.tag.is_free && is_text(cx, &field.value.ty) => Some(quote! {
                found.member(#name, &#value.#member).tag(&[#(#values),*]);
            }),
            Some(_) => None,
            None => {
                let is_written = self.tag.written().is_some();
                Some(quote! {
                    found.unlisted_tag(&#value.#member, #name, &[#(#values),*], #is_written);
                })
            }
        }
    }
}

/// Returns whether a type is a text in Rust, or an enum of texts.
fn is_text(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => match rust_scalar(*scalar).form {
            ScalarForm::String => true,
            ScalarForm::Copied
            | ScalarForm::Text { .. }
            | ScalarForm::Null
            | ScalarForm::Upload => false,
        },
        Type::Named(id) => match &cx.api.get(*id).shape {
            Shape::Enum(set) => set.base() == Base::Text,
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}
