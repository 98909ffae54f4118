//! Comparison of the parameters of operations and webhooks.

use crate::model::{Location, Parameter, Usage};

use super::change::{Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::same::same_value;
use super::words::{self, in_operation};

impl Comparison<'_> {
    /// Compares parameters, which are identified by their location and name.
    pub(super) fn parameters(
        &mut self,
        of: &Site,
        usage: Usage,
        old: &[Parameter],
        new: &[Parameter],
    ) {
        for parameter in old {
            if let Some(other) = counterpart(parameter, new) {
                self.parameter(of, usage, parameter, other);
            } else {
                let sides = Sides::gone(words::parameter(self.old, parameter));
                let site = parameter_site(of, parameter);
                self.push(ChangeKind::ParameterRemoved, &site, usage, sides);
            }
        }
        for parameter in new {
            if counterpart(parameter, old).is_none() {
                let kind = if parameter.required {
                    ChangeKind::ParameterAddedRequired
                } else {
                    ChangeKind::ParameterAddedOptional
                };
                let sides = Sides::fresh(words::parameter(self.new, parameter));
                let site = parameter_site(of, parameter);
                self.push(kind, &site, usage, sides);
            }
        }
    }

    fn parameter(&mut self, of: &Site, usage: Usage, old: &Parameter, new: &Parameter) {
        let site = parameter_site(of, new);
        let is_same =
            old.required == new.required && same_value(&self.pairs, &old.value, &new.value);
        if !is_same {
            let sides = Sides::both(
                words::parameter(self.old, old),
                words::parameter(self.new, new),
            );
            self.push(ChangeKind::ParameterChanged, &site, usage, sides);
        }
        if old.description != new.description {
            self.push(ChangeKind::Documentation, &site, usage, Sides::default());
        }
    }
}

/// Returns the parameter with the same location and name. HTTP ignores the case of a
/// header's name.
fn counterpart<'p>(parameter: &Parameter, among: &'p [Parameter]) -> Option<&'p Parameter> {
    among.iter().find(|other| {
        let has_name = match parameter.location {
            Location::Header => parameter.name.eq_ignore_ascii_case(&other.name),
            Location::Path | Location::Query | Location::Cookie => parameter.name == other.name,
        };
        has_name && parameter.location == other.location
    })
}

fn parameter_site(of: &Site, parameter: &Parameter) -> Site {
    let (location, name) = (parameter.location.as_str(), &parameter.name);
    in_operation(of, "Request", &format!("{location} {name}")).at(&parameter.origin)
}
