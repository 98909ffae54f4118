//! Listed values of numbers and booleans, which have no enum of their own.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::exact;
use crate::model::{Rule, Scalar, Type};
use crate::text::tree::{Node, Value};

use crate::lower::literal::{literal, plain};
use crate::lower::parts::Parts;

/// Returns the constraint that a value is one of the listed ones. The constant of a member
/// needs none. Listed values that the type does not have are reported.
pub fn only(
    parts: &Parts<'_>,
    ty: &Type,
    is_inner: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let Type::Scalar(
        scalar @ (Scalar::Boolean(_) | Scalar::Integer(..) | Scalar::Float | Scalar::Number),
    ) = ty
    else {
        return None;
    };
    let listed = parts.listed();
    let is_constant = |node: &Node| listed.len() == 1 && literal(node).is_some() && !is_inner;
    let mut values = Vec::new();
    for (node, _) in &listed {
        match text(node, *scalar) {
            Some(_) if is_constant(node) => return None,
            Some(text) => values.push(text),
            None => diagnostics.push(of_another_type(parts, node)),
        }
    }
    let has_flag = |flag: bool| values.contains(&flag.to_string());
    let is_free = values.is_empty() || (has_flag(true) && has_flag(false));
    (!is_free).then_some(Rule::Only(values))
}

/// Returns a value as its text in JSON, if the type has it.
fn text(node: &Node, scalar: Scalar) -> Option<String> {
    match scalar {
        Scalar::Float | Scalar::Number => match &node.value {
            Value::Number(text) if exact::is_number(text) => Some(text.clone()),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Sequence(_)
            | Value::Mapping(_) => None,
        },
        Scalar::Boolean(_) => Some(plain(node)).filter(|text| text.parse::<bool>().is_ok()),
        Scalar::Integer(..)
        | Scalar::Text
        | Scalar::Decimal
        | Scalar::DateTime
        | Scalar::Uri
        | Scalar::Formatted(_)
        | Scalar::Null
        | Scalar::Upload => Some(scalar.held(literal(node)?)?.to_string()),
    }
}

fn of_another_type(parts: &Parts<'_>, node: &Node) -> Diagnostic {
    let message = format!("`{}` is no value of the type, and left out", plain(node));
    Diagnostic::warning(Code::InvalidValue, node.span, message)
        .at(parts.pointer_to(parts.listing()))
        .help("remove it, or correct `type` and `format`")
}
