//! Requests with parameters: structs of the parameters and the body.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Access, Additional, Field, Member, ModuleId, Name, Presence, Scalar, Struct, Type, Usage, Value,
};
use crate::openapi::{Operation, Parameter};

use super::choices::body_value;
use super::required::Need;
use super::setters::take_names;
use super::site::ValueSite;
use super::structs::Structs;
use super::texts::is_one_text;
use crate::lower::files::Files;
use crate::lower::literal::plain;
use crate::lower::pointers::canonical;
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
        let need = if parameter.required {
            Need::Sent
        } else {
            Need::Optional
        };
        let mut member = self.member(&[&parameter.schema], site, need)?;
        let description = parameter.description.as_ref();
        match &mut member {
            Member::Field(field) => {
                field.description = description.unwrap_or(&field.description).clone();
                field.deprecated |= parameter.deprecated;
                if !parameter.is_json {
                    self.without_null(field, parameter);
                }
                // `readOnly` and `writeOnly` are about members of objects: a parameter is only
                // sent.
                field.access = Access::Both;
                let examples = parameter.examples.iter();
                field.examples.extend(examples.map(|it| plain(&it.value)));
                self.written_by_programs(field, parameter);
            }
            Member::Constant(constant) => {
                constant.description = description.unwrap_or(&constant.description).clone();
            }
        }
        Some(member)
    }

    /// Removes null from a parameter outside of JSON, where nothing is written for it. A value
    /// that must be sent can therefore not be null, which is reported.
    fn without_null(&mut self, field: &mut Field, parameter: &Parameter) {
        let is_lost = field.value.nullable && parameter.required;
        field.value.nullable = false;
        if !is_lost {
            return;
        }
        let message = "a required parameter outside of JSON cannot be null";
        self.values.diagnostics.push(
            Diagnostic::warning(Code::NotSupported, parameter.schema.span, message)
                .at(canonical(&parameter.schema.pointer))
                .help(
                    "remove null, or write `required: false` where a request without it is allowed",
                )
                .counted(),
        );
    }

    /// Makes a parameter a text if it has a content type in which the crate cannot write its
    /// values.
    pub fn written_by_programs(&mut self, field: &mut Field, parameter: &Parameter) {
        let Some(media_type) = &parameter.other_content else {
            return;
        };
        let documents = self.values.documents;
        if is_one_text(&parameter.schema, documents, &mut HashSet::new()) {
            return;
        }
        let message = format!(
            "values of several parts are not supported in `{media_type}`: `{}` becomes a text",
            parameter.name.value
        );
        let schema = &parameter.schema;
        self.values.diagnostics.push(
            Diagnostic::warning(Code::NotSupported, schema.span, message)
                .at(canonical(&schema.pointer))
                .help("write `application/json` if the API accepts it, or `type: string`"),
        );
        let within = || self.values.types.secrets.within([schema]);
        field.value = Value {
            sensitive: field.value.sensitivity().or_else(within),
            ..Value::plain(Type::Scalar(Scalar::Text))
        };
        // They are no texts.
        field.default = None;
        field.examples.clear();
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
