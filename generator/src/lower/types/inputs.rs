//! Requests with parameters: structs of the parameters and the body.

use crate::model::{Access, Additional, Field, Member, ModuleId, Name, Presence, Struct, Usage};
use crate::openapi::{Operation, Parameter};

use super::choices::body_value;
use super::required::Need;
use super::setters::take_names;
use super::site::ValueSite;
use super::structs::Structs;
use crate::lower::files::Files;
use crate::lower::literal::plain;
use crate::lower::taken_names::TakenNames;

impl<'a> Structs<'a, '_> {
    /// Lowers the parameters and the body of a request to a struct. It lacks the members
    /// that could not be lowered.
    pub fn inputs(&mut self, operation: &'a Operation) -> Struct {
        let mut members = Vec::new();
        let mut taken = TakenNames::default();
        for parameter in &operation.parameters {
            let site = site(parameter, self.values.types.module_of_operation(operation));
            if let Some(mut member) = self.parameter(parameter, site) {
                let place = Some(parameter.location.value.as_str());
                let diagnostics = &mut *self.values.diagnostics;
                take_names(&mut member, site, place, &mut taken, diagnostics);
                members.push(member);
            }
        }
        members.extend(self.body(operation, &mut taken));
        Struct {
            members,
            // A request has no parts that are not listed.
            additional: Additional::Forbidden,
            others: None,
            limits: Vec::new(),
            rules: Vec::new(),
            advisories: Vec::new(),
            constructor: None,
            money: None,
            state: None,
        }
    }

    /// Checks the parameters of a webhook that are no headers, which are not generated.
    pub fn check_parameters(&mut self, webhook: &'a Operation) {
        let module = self.values.types.module_of_operation(webhook);
        let others = webhook.parameters.iter().filter(|it| !it.is_header());
        for parameter in others {
            self.parameter(parameter, site(parameter, module));
        }
    }

    /// Lowers a parameter like a member of an object, with the keywords that stand beside
    /// its schema.
    fn parameter(&mut self, parameter: &'a Parameter, site: ValueSite<'_>) -> Option<Member> {
        let mut member =
            self.member(&[&parameter.schema], site, Need::of_own(parameter.required))?;
        let description = parameter.description.as_ref();
        match &mut member {
            Member::Field(field) => {
                field.description = description.unwrap_or(&field.description).clone();
                field.deprecated |= parameter.deprecated;
                // Outside of JSON, there is no null.
                field.value.nullable = false;
                let examples = parameter.examples.iter();
                field.examples.extend(examples.map(|it| plain(&it.value)));
            }
            Member::Constant(constant) => {
                constant.description = description.unwrap_or(&constant.description).clone();
            }
        }
        Some(member)
    }

    /// Returns the member with the body. Unless the document says that it is optional, it is
    /// required: few documents say anything, and few APIs accept a request without it.
    fn body(&mut self, operation: &'a Operation, taken: &mut TakenNames) -> Option<Member> {
        let request = operation.request.as_ref()?;
        let value = body_value(
            operation,
            self.values.types,
            self.values.documents,
            self.values.diagnostics,
        )?;
        let span = request.contents.first()?.span;
        let mut name = "body".to_owned();
        while taken.claim(&name, span).is_err() {
            name.push('_');
        }
        Some(Member::Field(Field {
            name: Name {
                wire: name.clone(),
                rust: name,
            },
            description: "The body of the request.".to_owned(),
            presence: match request.required {
                Some(false) => Presence::Optional,
                Some(true) | None => Presence::Required,
            },
            access: Access::Both,
            value,
            deprecated: false,
            default: None,
            examples: Vec::new(),
            source: None,
            fixed: None,
            window: None,
        }))
    }
}

fn site(parameter: &Parameter, module: ModuleId) -> ValueSite<'_> {
    ValueSite {
        module,
        usage: Usage::WRITTEN,
        name: &parameter.name.value,
        span: parameter.name.span,
        pointer: &parameter.schema.pointer,
        is_inner: false,
        files: Files::None,
    }
}
