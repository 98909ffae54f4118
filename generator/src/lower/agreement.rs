//! Whether the schemas that describe one value can be merged.

use crate::diagnostics::{Code, Diagnostic};

use super::Lowering;
use super::parts::Parts;
use super::value::Place;

impl<'a> Lowering<'a, '_> {
    /// Whether all schemas name the same type and the same format.
    pub fn agrees(&mut self, parts: &Parts<'a>, place: Place<'_>) -> bool {
        let types: Vec<_> = parts
            .schemas
            .iter()
            .filter_map(|schema| schema.ty.as_ref())
            .collect();
        let formats: Vec<_> = parts
            .schemas
            .iter()
            .filter_map(|schema| schema.format.as_ref())
            .collect();
        let of_type = types.first().zip(
            types
                .iter()
                .find(|ty| Some(ty.value) != types.first().map(|ty| ty.value)),
        );
        let of_format = formats.first().zip(
            formats
                .iter()
                .find(|format| Some(&format.value) != formats.first().map(|format| &format.value)),
        );
        let spans = of_type
            .map(|(first, other)| (first.span, other.span))
            .or_else(|| of_format.map(|(first, other)| (first.span, other.span)));
        if let Some((first, other)) = spans {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    first,
                    format!("`{}` would be of two types at once", place.name),
                )
                .at(place.pointer)
                .labelled(other, "the other type is named here")
                .help("let all schemas that describe the value name the same `type` and `format`"),
            );
        }
        spans.is_none() && self.is_said_once(parts)
    }

    /// Whether what cannot be merged stands in one schema only.
    pub fn is_said_once(&mut self, parts: &Parts<'a>) -> bool {
        const SINGLE: [&str; 4] = ["enum", "x-extensible-enum", "items", "additionalProperties"];
        let mut once = true;
        if let (Some(values), Some(open)) = (parts.values(), parts.extensible()) {
            once = false;
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    values.span,
                    "a set of values is closed by `enum` or open by `x-extensible-enum`, not both",
                )
                .labelled(open.span, "the other list is here")
                .help("keep one of the lists"),
            );
        }
        for keyword in SINGLE {
            let mut places = parts.schemas.iter().flat_map(|schema| {
                let found = schema.keywords().into_iter();
                found.filter(move |(known, _)| *known == keyword)
            });
            if let (Some((_, first)), Some((_, second))) = (places.next(), places.next()) {
                once = false;
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        second,
                        format!("`{keyword}` in two schemas of one value is not supported yet"),
                    )
                    .labelled(first, "it stands here too")
                    .help("say it in one place"),
                );
            }
        }
        once
    }
}
