//! What an object is made of in short: the members that `new` takes, and those
//! that make it an amount of money.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Member, Money, Presence, Type};
use crate::openapi::{self, Spanned};

use super::Lowering;
use super::parts::Parts;

impl Lowering<'_, '_> {
    pub fn constructor(&mut self, parts: &Parts<'_>, members: &[Member]) -> Option<Vec<usize>> {
        let names = parts
            .schemas
            .iter()
            .find_map(|schema| schema.extensions().constructor.as_ref())?;
        let chosen: Vec<usize> = names
            .value
            .iter()
            .filter_map(|name| self.constructor_member(name, parts, members))
            .collect();
        for (index, name) in names.value.iter().enumerate() {
            let before = names.value.iter().take(index);
            if let Some(first) = before.clone().find(|other| other.value == name.value) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        name.span,
                        format!("`{}` is listed twice", name.value),
                    )
                    .labelled(first.span, "first listed here")
                    .help("remove one of them"),
                );
            }
        }
        if chosen.len() < names.value.len() {
            return None;
        }
        let left_out = members
            .iter()
            .enumerate()
            .any(|(index, member)| match member {
                Member::Field(field) => {
                    field.presence == Presence::Required && !chosen.contains(&index)
                }
                Member::Constant(_) => false,
            });
        if left_out {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    names.span,
                    "`x-constructor` leaves out a required member",
                )
                .help("list every required member that is not fixed"),
            );
        }
        Some(chosen)
    }

    /// The position of a member that `new` can take.
    pub fn constructor_member(
        &mut self,
        name: &Spanned<String>,
        parts: &Parts<'_>,
        members: &[Member],
    ) -> Option<usize> {
        let position = self.field_position(name, parts, members)?;
        if let Some(Member::Constant(_)) = members.get(position) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    name.span,
                    format!("`{}` is fixed, so `new` cannot take it", name.value),
                )
                .help("list members whose value is given"),
            );
            return None;
        }
        Some(position)
    }

    pub fn money(&mut self, parts: &Parts<'_>, members: &[Member]) -> Option<Money> {
        let money = parts
            .schemas
            .iter()
            .find_map(|schema| schema.extensions().money.as_ref())?;
        let openapi::Money { currency, value } = money;
        let currency = self.money_member(currency, parts, members, |ty| matches!(ty, Type::Text));
        let value = self.money_member(value, parts, members, |ty| {
            matches!(ty, Type::Unsigned(_) | Type::Signed(_))
        });
        Some(Money {
            currency: currency?,
            value: value?,
        })
    }

    pub fn money_member(
        &mut self,
        name: &Spanned<String>,
        parts: &Parts<'_>,
        members: &[Member],
        fits: impl Fn(&Type) -> bool,
    ) -> Option<usize> {
        let position = self.field_position(name, parts, members)?;
        let suits = members.get(position).is_some_and(|member| match member {
            // An amount is shown, which what is sensitive must not be.
            Member::Field(field) => {
                field.presence == Presence::Required
                    && field.value.sensitive.is_none()
                    && fits(&field.value.ty)
            }
            Member::Constant(_) => false,
        });
        if !suits {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    name.span,
                    format!("`{}` cannot be this part of an amount", name.value),
                )
                .help("the currency is a required string, the value a required integer, and neither is sensitive"),
            );
        }
        suits.then_some(position)
    }

    /// The position of a member; one that could not be lowered has none, and
    /// was reported.
    pub fn field_position(
        &mut self,
        name: &Spanned<String>,
        parts: &Parts<'_>,
        members: &[Member],
    ) -> Option<usize> {
        let position = members
            .iter()
            .position(|member| member.name().wire == name.value);
        if position.is_none() {
            self.report_unknown_member(name, parts);
        }
        position
    }
}
