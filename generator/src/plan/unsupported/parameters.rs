//! Parameters that cannot be generated yet.

use crate::model::{Constant, Location, Member, Operation, Parameter, Part, Style};
use crate::syntax;

use super::Unsupported;

/// The help for a parameter that JSON could hold.
const IN_BODY: &str = "move its value to the request body, if the API accepts it there";

impl Unsupported<'_, '_> {
    /// Reports the parameters of an operation that cannot be generated.
    pub(super) fn parameters(&mut self, operation: &Operation) {
        let object = operation.inputs.and_then(|id| self.api.structure(id));
        let members = object.into_iter().flat_map(|object| &object.members);
        for (position, member) in members.enumerate() {
            let Some(Part::Parameter(parameter)) = operation.part(position) else {
                continue;
            };
            let trouble = match member {
                Member::Constant(constant) => constant_trouble(parameter, constant),
                Member::Field(_) => None,
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
}

/// Returns what cannot be generated of a constant, as the beginning of a sentence.
fn constant_trouble(parameter: &Parameter, constant: &Constant) -> Option<&'static str> {
    let text = constant.value.to_string();
    let can_be_there = match parameter.location {
        _ if parameter.is_json => true,
        Location::Path => match parameter.style {
            Style::Matrix => true,
            Style::Label => syntax::is_path_value(&format!(".{text}")),
            Style::Simple
            | Style::Form
            | Style::SpaceDelimited
            | Style::PipeDelimited
            | Style::DeepObject => syntax::is_path_value(&text),
        },
        Location::Header => syntax::is_header_value(&text),
        Location::Query | Location::Cookie => true,
    };
    (!can_be_there).then_some("constants that cannot be sent there are")
}
