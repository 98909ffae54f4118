//! Headers of messages that are read: structs of their values.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Access, Additional, Field, Member, ModuleId, Name, Presence, Scalar, Struct, Type, Usage, Value,
};
use crate::openapi::Parameter;

use super::required::Need;
use super::setters::take_names;
use super::site::ValueSite;
use super::structs::Structs;
use crate::lower::files::Files;
use crate::lower::literal::plain;
use crate::lower::parts::Parts;
use crate::lower::pointers::canonical;
use crate::lower::taken_names::TakenNames;

impl<'a> Structs<'a, '_> {
    /// Lowers headers, each with all of its descriptions, to a struct in which each is a
    /// field.
    pub fn headers(&mut self, headers: &[Vec<&'a Parameter>], module: ModuleId) -> Struct {
        let mut members = Vec::new();
        let mut taken = TakenNames::default();
        for descriptions in headers {
            let Some(&first) = descriptions.first() else {
                continue;
            };
            let mut field = self.header(first, module);
            for other in descriptions.iter().skip(1) {
                self.agree(&mut field, other, module);
            }
            let mut member = Member::Field(field);
            let site = site(first, module);
            take_names(&mut member, site, None, &mut taken, self.values.diagnostics);
            members.push(member);
        }
        Struct {
            members,
            additional: Additional::Unmentioned,
            others: None,
            limits: Vec::new(),
            rules: Vec::new(),
            advisories: Vec::new(),
            constructor: None,
            money: None,
            state: None,
        }
    }

    /// Lowers a header like an optional member of an object, since the sender may leave it
    /// out, with the keywords that stand beside its schema.
    fn header(&mut self, header: &'a Parameter, module: ModuleId) -> Field {
        let parts = Parts::of_value(&[&header.schema], self.values.documents);
        let mut field = self.field(
            &[&header.schema],
            &parts,
            site(header, module),
            Need::Optional,
        );
        let description = header.description.as_ref();
        field.description = description.unwrap_or(&field.description).clone();
        field.presence = Presence::Optional;
        field.access = Access::Both;
        field.deprecated |= header.deprecated;
        // Outside of JSON, there is no null.
        field.value.nullable = false;
        let examples = header.examples.iter();
        field.examples.extend(examples.map(|it| plain(&it.value)));
        self.written_by_programs(&mut field, header);
        field
    }

    /// Reports the name that another response chooses for a header.
    fn agree_on_name(&mut self, field: &Field, name: &Name, other: &Parameter) {
        let chosen = other.schema.extensions().rust_name.as_ref();
        let Some(chosen) = chosen.filter(|_| name.rust != field.name.rust) else {
            return;
        };
        let message = format!(
            "the header `{}` is `{}` in another response",
            other.name.value, field.name.rust
        );
        self.values.diagnostics.push(
            Diagnostic::error(Code::InvalidExtension, chosen.span, message)
                .at(canonical(&other.pointer))
                .help("write the same name in the first response that has the header"),
        );
    }

    /// Makes a header a text if another response has it with another type.
    fn agree(&mut self, field: &mut Field, other: &'a Parameter, module: ModuleId) {
        let Field { name, value, .. } = self.header(other, module);
        self.agree_on_name(field, &name, other);
        if value.rules != field.value.rules {
            field.value.rules.clear();
        }
        if value.ty == field.value.ty && value.sensitive == field.value.sensitive {
            return;
        }
        if field.value.ty != Type::Scalar(Scalar::Text) {
            let message = format!(
                "the header `{}` has another type in another response: it becomes a text",
                other.name.value
            );
            self.values.diagnostics.push(
                Diagnostic::warning(Code::NotSupported, other.name.span, message)
                    .at(canonical(&other.pointer))
                    .help("write the same schema in all responses"),
            );
        }
        field.value = Value {
            sensitive: field.value.sensitive.or(value.sensitive),
            ..Value::plain(Type::Scalar(Scalar::Text))
        };
    }
}

fn site(header: &Parameter, module: ModuleId) -> ValueSite<'_> {
    ValueSite {
        module,
        usage: Usage::READ,
        name: &header.name.value,
        span: header.name.span,
        pointer: &header.schema.pointer,
        is_inner: false,
        files: Files::None,
    }
}
