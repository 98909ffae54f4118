//! The members that make an object an amount of money.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Member, Money, Presence, Scalar, Type};
use crate::openapi::keyword::Keyword;
use crate::text::source::Spanned;

use crate::lower::parts::Parts;
use crate::lower::properties;

/// Returns the members that `x-money` names.
pub fn money(
    parts: &Parts<'_>,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) -> Option<Money> {
    let mut schemas = parts.schemas.iter();
    let money = schemas.find_map(|schema| schema.extensions().money.as_ref())?;
    let mut part = |name, fits| part(name, fits, parts, members, diagnostics);
    let currency = part(&money.currency, |scalar| scalar == Scalar::Text);
    let value = part(&money.value, |scalar| scalar.range().is_some());
    Some(Money {
        currency: currency?,
        value: value?,
    })
}

fn part(
    name: &Spanned<String>,
    fits: fn(Scalar) -> bool,
    parts: &Parts<'_>,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let position = properties::position(name, Keyword::Money, parts, members, diagnostics)?;
    if members.get(position).is_some_and(|it| is_part(it, fits)) {
        return Some(position);
    }
    diagnostics.push(
        Diagnostic::error(
            Code::InvalidExtension,
            name.span,
            format!("`{}` cannot be this part of an amount", name.value),
        )
        .at(parts.pointer_to(Keyword::Money))
        .help("the currency is a required string, the value a required integer, and neither is sensitive"),
    );
    None
}

fn is_part(member: &Member, fits: fn(Scalar) -> bool) -> bool {
    let field = match member {
        Member::Field(field) => field,
        Member::Constant(_) => return false,
    };
    let has_type = match field.value.ty {
        Type::Scalar(scalar) => fits(scalar),
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => false,
    };
    // An amount is shown, and a sensitive value must not be.
    has_type && field.presence == Presence::Required && field.value.sensitive.is_none()
}
