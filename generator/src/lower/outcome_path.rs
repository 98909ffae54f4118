//! Ways through a response, which `x-outcome` names as JSON pointers.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{FieldPath, Step, Type, TypeId};
use crate::openapi::Spanned;
use crate::pointer::unescaped;
use crate::source::Span;

use super::Lowering;
use super::parts::Parts;

impl Lowering<'_, '_> {
    /// The way that a JSON pointer names within an object.
    pub fn pointer_path(&mut self, pointer: &Spanned<String>, root: TypeId) -> Option<FieldPath> {
        let mut steps: Vec<Step> = Vec::new();
        let mut owner = Some(root);
        let Some(names) = pointer.value.strip_prefix('/') else {
            self.bad_pointer(pointer, pointer.span, "a pointer begins with `/`", &[]);
            return None;
        };
        for name in names.split('/').map(unescaped) {
            let object = owner.and_then(|id| Some((id, self.lowered(id)?)));
            let is_broken = owner.is_some_and(|id| {
                let slot = self.types.get(id.0);
                slot.is_none_or(|slot| slot.def.is_none())
            });
            if is_broken {
                // Its own mistake was reported.
                return None;
            }
            let Some((id, object)) = object else {
                self.bad_pointer(
                    pointer,
                    pointer.span,
                    "it leads into a value that is no object",
                    &[],
                );
                return None;
            };
            let known: Vec<String> = object
                .members
                .iter()
                .map(|member| member.name().wire.clone())
                .collect();
            let Some(member) = known.iter().position(|known| *known == name) else {
                if self.has_property(id, &name) {
                    // It could not be lowered, which was reported.
                    return None;
                }
                let message = format!("there is no property `{name}`");
                let near = suggestion(&name, known.iter().map(String::as_str));
                let near: Vec<&str> = near.into_iter().collect();
                self.bad_pointer(pointer, pointer.span, &message, &near);
                return None;
            };
            owner = object.field(member).and_then(|field| match field.value.ty {
                Type::Named(id) => Some(id),
                _ => None,
            });
            steps.push(Step { owner: id, member });
        }
        Some(FieldPath { steps })
    }

    /// Whether the document has such a property, lowered or not.
    pub fn has_property(&self, owner: TypeId, name: &str) -> bool {
        self.types.get(owner.0).is_some_and(|slot| {
            let parts = Parts::of_root(slot.schema, self.documents);
            let is_known = parts.properties().iter().any(|(known, _)| *known == name);
            is_known || parts.is_incomplete()
        })
    }

    pub fn bad_pointer(&mut self, pointer: &Spanned<String>, span: Span, why: &str, near: &[&str]) {
        let report = Diagnostic::error(
            Code::InvalidExtension,
            span,
            format!("`{}` leads nowhere in the response: {why}", pointer.value),
        );
        self.diagnostics.push(match near.first() {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("write a pointer such as `/result/status`"),
        });
    }
}
