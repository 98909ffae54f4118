//! Parameters that cannot be generated yet.

use crate::model::{
    Constant, Location, Member, Operation, Parameter, Part, Shape, Style, Type, Value,
};
use crate::syntax;

use super::Unsupported;

/// The help for a parameter that JSON could hold.
const IN_BODY: &str = "move its value to the request body, if the API accepts it there";

impl Unsupported<'_> {
    /// Reports the parameters of an operation that cannot be generated.
    pub(super) fn parameters(&mut self, operation: &Operation) {
        let object = operation.inputs.and_then(|id| self.api.structure(id));
        let members = object.into_iter().flat_map(|object| &object.members);
        for (position, member) in members.enumerate() {
            let Part::Parameter(parameter) = operation.part(position) else {
                continue;
            };
            let trouble = match parameter.location {
                Location::Cookie => Some("parameters in cookies are"),
                Location::Path | Location::Query | Location::Header => match member {
                    // A constant is a scalar.
                    Member::Constant(constant) => {
                        style_trouble(parameter).or_else(|| constant_trouble(parameter, constant))
                    }
                    Member::Field(field) => style_trouble(parameter)
                        .or_else(|| self.value_trouble(parameter, &field.value)),
                },
            };
            if let Some(trouble) = trouble {
                let (name, location) = (&parameter.name, parameter.location.as_str());
                let message = format!("{trouble} not supported yet: `{name}` in the {location}");
                self.push(
                    self.places.span(&parameter.origin),
                    &parameter.origin,
                    message,
                    IN_BODY,
                );
            }
        }
    }

    /// Returns what cannot be generated of a value, as the beginning of a sentence.
    fn value_trouble(&self, parameter: &Parameter, value: &Value) -> Option<&'static str> {
        match &value.ty {
            Type::List(item) if item.nullable || !self.is_scalar(&item.ty) => {
                Some("parameters that are lists of other values than scalars are")
            }
            Type::List(_) => match parameter.location {
                Location::Query if parameter.explode => None,
                Location::Query => Some("lists with `explode: false` are"),
                Location::Path | Location::Header | Location::Cookie => {
                    Some("lists outside the query are")
                }
            },
            Type::Scalar(_) | Type::Any | Type::Named(_) | Type::Map(_) => {
                let is_scalar = self.is_scalar(&value.ty);
                (!is_scalar).then_some("parameters that are no scalars or lists of them are")
            }
        }
    }

    fn is_scalar(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) => true,
            Type::Named(id) => match self.api.get(*id).shape {
                Shape::Enum(_) => true,
                Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
            },
            Type::Any | Type::List(_) | Type::Map(_) => false,
        }
    }
}

/// Returns what cannot be generated of a constant, as the beginning of a sentence.
fn constant_trouble(parameter: &Parameter, constant: &Constant) -> Option<&'static str> {
    let text = constant.value.to_string();
    let can_be_there = match parameter.location {
        Location::Path => syntax::is_path_value(&text),
        Location::Header => syntax::is_header_value(&text),
        Location::Query | Location::Cookie => true,
    };
    (!can_be_there).then_some("constants that cannot be sent there are")
}

/// Returns what cannot be generated of a style, as the beginning of a sentence.
fn style_trouble(parameter: &Parameter) -> Option<&'static str> {
    match (parameter.location, parameter.style) {
        (Location::Path | Location::Header, Style::Simple) | (Location::Query, Style::Form) => None,
        (
            _,
            Style::Simple
            | Style::Form
            | Style::Matrix
            | Style::Label
            | Style::SpaceDelimited
            | Style::PipeDelimited
            | Style::DeepObject,
        ) => Some("parameters of this `style` are"),
    }
}
