//! The members of an amount of money.

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
            format!("`{}` cannot be part of an amount of money", name.value),
        )
        .at(parts.pointer_to(Keyword::Money))
        .help("use a required string as the currency and a required integer as the value, neither of them sensitive"),
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
    // An amount can be displayed, but a sensitive value must not be.
    has_type && field.presence == Presence::Required && field.value.sensitive.is_none()
}
