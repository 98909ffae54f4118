//! Paths in a request or a response that an extension states as JSON pointers.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{FieldPath, Step, Type, TypeId};
use crate::openapi::Document;
use crate::text::pointer::unescaped;
use crate::text::source::Spanned;

use crate::lower::parts::Parts;
use crate::lower::table::Table;

/// The reason why a step of a pointer cannot be resolved.
enum Broken {
    /// The part could not be lowered, which was reported.
    Known,
    /// There is no such part.
    Missing {
        message: String,
        near: Option<String>,
    },
}

/// Returns the path that a JSON pointer names within an object: the request or the response,
/// which `message` says.
pub fn resolved(
    pointer: &Spanned<String>,
    (message, root): (&str, TypeId),
    documents: &[Document],
    types: &Table<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<FieldPath> {
    match steps(&pointer.value, root, documents, types) {
        Ok(steps) => Some(FieldPath { steps }),
        Err(Broken::Known) => None,
        Err(Broken::Missing {
            message: cause,
            near,
        }) => {
            let report = Diagnostic::error(
                Code::InvalidExtension,
                pointer.span,
                format!("`{}` is not in the {message}: {cause}", pointer.value),
            );
            diagnostics.push(match near {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help("write a pointer such as `/result/status`"),
            });
            None
        }
    }
}

fn steps(
    pointer: &str,
    root: TypeId,
    documents: &[Document],
    types: &Table<'_>,
) -> Result<Vec<Step>, Broken> {
    let names = pointer
        .strip_prefix('/')
        .ok_or_else(|| missing("a pointer must begin with `/`"))?;
    let mut steps: Vec<Step> = Vec::new();
    let mut owner = Some(root);
    for name in names.split('/').map(unescaped) {
        let id = owner.ok_or_else(|| missing("it leads into a value that is not an object"))?;
        let step = step(id, &name, documents, types)?;
        let field = types.structure(id).and_then(|it| it.field(step.member));
        owner = field.and_then(|field| match field.value.ty {
            Type::Named(id) => Some(id),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        });
        steps.push(step);
    }
    Ok(steps)
}

/// Returns the step to a member of a type.
fn step(
    owner: TypeId,
    name: &str,
    documents: &[Document],
    types: &Table<'_>,
) -> Result<Step, Broken> {
    let def = types.def(owner).ok_or(Broken::Known)?;
    let object = def.shape.as_struct();
    let object = object.ok_or_else(|| missing("it leads into a value that is not an object"))?;
    let known = || object.members.iter().map(|it| it.name().wire.as_str());
    if let Some(member) = known().position(|known| known == name) {
        return Ok(Step { owner, member });
    }
    if has_property(owner, name, documents, types) {
        return Err(Broken::Known);
    }
    Err(Broken::Missing {
        message: format!("there is no property `{name}`"),
        near: suggestion(name, known()).map(str::to_owned),
    })
}

fn missing(message: &str) -> Broken {
    Broken::Missing {
        message: message.to_owned(),
        near: None,
    }
}

/// Returns whether the document has such a property, lowered or not.
fn has_property(owner: TypeId, name: &str, documents: &[Document], types: &Table<'_>) -> bool {
    types.schema(owner).is_some_and(|schema| {
        let parts = Parts::of_root(schema, documents);
        let is_known = parts.properties().iter().any(|(known, _)| *known == name);
        is_known || parts.is_incomplete()
    })
}
