//! Names in Rust for names on the wire, and collisions between them.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Name, Role, Shape, Usage, Variant};
use crate::names::{self, NameError, NameKind};
use crate::openapi::{EnumItem, Spanned};
use crate::source::Span;

use super::Lowering;

/// Names in Rust, each with the place of the name that it came from.
pub type Taken = HashMap<String, Span>;

impl Lowering<'_, '_> {
    /// The name of a type.
    pub fn type_name(
        &mut self,
        wire: &str,
        span: Span,
        chosen: Option<&Spanned<String>>,
    ) -> Option<Name> {
        self.name(wire, span, chosen, NameKind::Type, names::type_name)
    }

    /// The name of a field.
    pub fn field_name(
        &mut self,
        wire: &str,
        span: Span,
        chosen: Option<&Spanned<String>>,
        usage: Usage,
    ) -> Option<Name> {
        let name = self.name(wire, span, chosen, NameKind::Field, names::field_name)?;
        if usage.is_built() && names::is_reserved_setter(&name.rust) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidName,
                    chosen.map_or(span, |chosen| chosen.span),
                    format!(
                        "a setter cannot be called `{}`: builders have a method of that name",
                        name.rust
                    ),
                )
                .help("give the member another name with `x-rust-name`"),
            );
            return None;
        }
        Some(name)
    }

    /// The name of an associated constant.
    pub fn constant_name(
        &mut self,
        wire: &str,
        span: Span,
        chosen: Option<&Spanned<String>>,
    ) -> Option<Name> {
        self.name(wire, span, chosen, NameKind::Constant, names::constant_name)
    }

    /// The name of a module.
    pub fn module_name(&mut self, wire: &str, span: Span) -> Option<Name> {
        self.name(wire, span, None, NameKind::Module, names::module_name)
    }

    /// The name of an enum's variant.
    pub fn variant_name(
        &mut self,
        wire: &str,
        span: Span,
        chosen: Option<&Spanned<String>>,
    ) -> Option<Name> {
        self.name(wire, span, chosen, NameKind::Variant, names::variant_name)
    }

    fn name(
        &mut self,
        wire: &str,
        span: Span,
        chosen: Option<&Spanned<String>>,
        kind: NameKind,
        make: fn(&str) -> Result<String, NameError>,
    ) -> Option<Name> {
        let report = match chosen {
            Some(chosen) if names::is_rust_name(&chosen.value, kind) => {
                return Some(Name {
                    wire: wire.to_owned(),
                    rust: chosen.value.clone(),
                });
            }
            Some(chosen) => Diagnostic::error(
                Code::InvalidName,
                chosen.span,
                format!("`{}` cannot be the name of this in Rust", chosen.value),
            )
            .help("write an identifier in the case that Rust uses here, no keyword and nothing that has a meaning already"),
            None => match make(wire) {
                Ok(rust) => {
                    return Some(Name {
                        wire: wire.to_owned(),
                        rust,
                    });
                }
                Err(error) => Diagnostic::error(Code::InvalidName, span, error.to_string())
                    .help(match kind {
                        NameKind::Module => "it becomes the name of a module: choose another word",
                        NameKind::Variant => "name it in Rust beside the list: `x-rust-names: {VALUE: Name}`",
                        NameKind::Type | NameKind::Field | NameKind::Constant => {
                            "choose a name in Rust: `x-rust-name: …`"
                        }
                    }),
            },
        };
        self.diagnostics.push(report);
        None
    }

    /// Notes that `rust` is taken; two that are the same are reported.
    pub fn take(&mut self, taken: &mut Taken, rust: &str, wire: &str, span: Span) {
        match taken.get(rust) {
            Some(&known) => self.diagnostics.push(
                Diagnostic::error(
                    Code::NameCollision,
                    span,
                    if wire == rust {
                        format!("`{rust}` is the name of something else already")
                    } else {
                        format!(
                            "`{wire}` gives the name `{rust}`, which something else has already"
                        )
                    },
                )
                .labelled(known, format!("`{rust}` comes from here"))
                .help("give one of them another name with `x-rust-name`"),
            ),
            None => {
                taken.insert(rust.to_owned(), span);
            }
        }
    }

    /// Notes the name of a variant; two that are the same are reported.
    fn take_variant(&mut self, taken: &mut Taken, name: &Name, span: Span) {
        let (wire, rust) = (&name.wire, &name.rust);
        let Some(&known) = taken.get(rust) else {
            taken.insert(rust.clone(), span);
            return;
        };
        let message = format!("`{wire}` would be the variant `{rust}`, which another value is");
        self.diagnostics.push(
            Diagnostic::error(Code::NameCollision, span, message)
                .labelled(known, format!("`{rust}` comes from here"))
                .help("name one of them beside the list: `x-rust-names: {VALUE: Name}`"),
        );
    }

    /// The variants of a set of strings.
    pub fn variants(
        &mut self,
        items: &[EnumItem],
        names: &HashMap<&str, &Spanned<String>>,
    ) -> Vec<Variant> {
        let mut taken = Taken::new();
        let mut known: HashMap<&str, Span> = HashMap::new();
        let mut variants = Vec::new();
        for item in items {
            let wire = item.value.value.as_str();
            if let Some(&first) = known.get(wire) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidValue,
                        item.value.span,
                        format!("`{wire}` is listed twice"),
                    )
                    .labelled(first, "first listed here")
                    .help("remove one of them"),
                );
                continue;
            }
            known.insert(wire, item.value.span);
            let chosen = item.rust_name.as_ref().or_else(|| names.get(wire).copied());
            let Some(name) = self.variant_name(wire, item.value.span, chosen) else {
                continue;
            };
            self.take_variant(&mut taken, &name, item.value.span);
            variants.push(Variant {
                name,
                description: item.description.clone().unwrap_or_default(),
            });
        }
        variants
    }

    /// Reports types of one module that would share a name or a file with each
    /// other, or with a builder.
    pub fn check_type_names(&mut self) {
        let mut names: Vec<_> = self
            .types
            .iter()
            .filter_map(|slot| {
                let def = slot.def.as_ref()?;
                // A message has its name whatever else is called so.
                let (is_object, is_message) = match &def.shape {
                    Shape::Object(object) => (true, object.role != Role::Part),
                    Shape::Enum(_) => (false, false),
                };
                let place = (def.module, !is_message, slot.span);
                Some((place, def.name.clone(), is_object && def.usage.is_built()))
            })
            .collect();
        names.sort_by_key(|&(place, ..)| place);
        for module in names.chunk_by(|(left, ..), (right, ..)| left.0 == right.0) {
            let mut taken = Taken::new();
            for ((_, _, span), name, has_builder) in module {
                let before = self.diagnostics.len();
                self.take(&mut taken, &name.rust, &name.wire, *span);
                if *has_builder && self.diagnostics.len() == before {
                    let builder = format!("{}Builder", name.rust);
                    self.take(&mut taken, &builder, &name.wire, *span);
                }
                // Names that differ in case only would share a file.
                if self.diagnostics.len() == before {
                    let file = names::file_stem(&name.rust);
                    self.take(&mut taken, &format!("{file}.rs"), &name.wire, *span);
                }
            }
        }
    }
}
