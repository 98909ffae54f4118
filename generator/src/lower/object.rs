//! Objects: their members, what is required and what is fixed.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{
    Constant, Field, Literal, Member, Money, Object, Presence, Role, TypeId, Usage, Window,
};
use crate::openapi::{self, Additional, Property, Schema, Spanned};
use crate::tree::{Node, Value};

use super::parts::Parts;
use super::value::Place;
use super::{Lowering, Pending};

impl<'a> Lowering<'a, '_> {
    /// The object that `parts` describe; its rules follow when all objects are
    /// known.
    pub fn object(&mut self, parts: &Parts<'a>, id: TypeId, role: Role, usage: Usage) -> Object {
        let required = self.required(parts);
        let mut members = Vec::new();
        let mut taken = Vec::new();
        for (wire, properties) in parts.properties() {
            let is_required = required.contains(&wire);
            let Some(member) = self.member(wire, &properties, id, is_required, usage) else {
                continue;
            };
            if let Some(property) = properties.first() {
                let before = self.diagnostics.len();
                self.take(&mut taken, &member.name().rust, wire, property.key.span);
                if let Member::Field(field) = &member
                    && field.presence == Presence::Optional
                    && self.diagnostics.len() == before
                {
                    let twin = format!("maybe_{}", field.name.rust);
                    self.take(&mut taken, &twin, wire, property.key.span);
                }
            }
            members.push(member);
        }
        let open = self.openness(parts);
        if open {
            self.refuse_extra(parts, &members);
        }
        Object {
            role,
            constructor: self.constructor(parts, &members),
            money: self.money(parts, &members),
            members,
            open,
            rules: Vec::new(),
            advisories: Vec::new(),
        }
    }

    /// Where members beside the properties are kept, their place is called
    /// `extra`.
    fn refuse_extra(&mut self, parts: &Parts<'a>, members: &[Member]) {
        let clashing = members.iter().find_map(|member| match member {
            Member::Field(field) if field.name.rust == "extra" => Some(field.name.wire.as_str()),
            Member::Field(_) | Member::Constant(_) => None,
        });
        let Some(wire) = clashing else {
            return;
        };
        let properties = parts.properties();
        let span = properties
            .iter()
            .find(|(name, _)| *name == wire)
            .and_then(|(_, properties)| properties.first())
            .map(|property| property.key.span);
        self.diagnostics.push(
            Diagnostic::error(
                Code::NameCollision,
                span,
                format!(
                    "`{wire}` would be called `extra`, which holds the members beside `properties`"
                ),
            )
            .help("give it another name with `x-rust-name`"),
        );
    }

    /// The names that the schemas require, each of which is a property.
    fn required(&mut self, parts: &Parts<'a>) -> Vec<&'a str> {
        let properties = parts.properties();
        let known = || properties.iter().map(|(name, _)| *name);
        let mut required = Vec::new();
        for schema in &parts.schemas {
            for name in &schema.required {
                if required.contains(&name.value.as_str()) && count(schema, &name.value) > 1 {
                    self.diagnostics.push(
                        Diagnostic::error(
                            Code::InvalidValue,
                            name.span,
                            format!("`{}` is listed twice", name.value),
                        )
                        .at(format!("{}/required", schema.pointer))
                        .help("remove one of them"),
                    );
                } else if known().any(|property| property == name.value) {
                    required.push(name.value.as_str());
                } else if !parts.is_incomplete() {
                    let report = unknown_member(name, known());
                    self.diagnostics
                        .push(report.at(format!("{}/required", schema.pointer)));
                }
            }
        }
        required
    }

    fn openness(&mut self, parts: &Parts<'a>) -> bool {
        match parts.additional() {
            None | Some(Additional::Allowed(false)) => false,
            Some(Additional::Allowed(true)) => true,
            Some(Additional::Schema(schema)) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        schema.span,
                        "a schema for members beside `properties` is not supported yet",
                    )
                    .at(schema.pointer.clone())
                    .help("write `additionalProperties: true` to keep them as they are"),
                );
                false
            }
        }
    }

    fn member(
        &mut self,
        wire: &str,
        properties: &[&'a Property],
        owner: TypeId,
        is_required: bool,
        usage: Usage,
    ) -> Option<Member> {
        let schemas: Vec<&'a Schema> = properties.iter().map(|property| &property.schema).collect();
        let first = *properties.first()?;
        let parts = Parts::of_value(&schemas, self.documents);
        let place = Place {
            module: self.types.get(owner.0)?.module,
            usage,
            name: wire,
            span: first.key.span,
            pointer: &first.schema.pointer,
        };
        let chosen = schemas
            .iter()
            .find_map(|schema| schema.extensions.rust_name.as_ref());
        // A response may say something else than the document; it is read all
        // the same, and what the document says is documentation.
        let fixed = parts.constant();
        if let Some(fixed) = fixed.filter(|_| !usage.response) {
            let constant = self.constant(first, &parts, fixed, place, is_required);
            return constant.map(Member::Constant);
        }
        let name = self.field_name(wire, first.key.span, chosen, usage);
        let value = self.value(&schemas, place);
        if let (Some(fixed), Some(value)) = (fixed, &value) {
            self.hold_fixed(fixed, value, &first.schema);
        }
        let window = self.window(&parts);
        Some(Member::Field(Field {
            name: name?,
            value: value?,
            window,
            description: self.description(&parts).to_owned(),
            presence: if is_required {
                Presence::Required
            } else {
                Presence::Optional
            },
            deprecated: parts.schemas.iter().any(|schema| schema.deprecated),
            default: parts.default().map(plain),
            examples: parts
                .schemas
                .iter()
                .flat_map(|schema| &schema.examples)
                .map(plain)
                .collect(),
            source: parts
                .schemas
                .iter()
                .find_map(|schema| schema.extensions.source.clone()),
            fixed: fixed.and_then(literal),
            boxed: false,
            empty_is_absent: false,
        }))
    }

    fn constant(
        &mut self,
        property: &'a Property,
        parts: &Parts<'a>,
        node: &'a Node,
        place: Place<'_>,
        required: bool,
    ) -> Option<Constant> {
        let mut schemas = parts.schemas.iter();
        let chosen = schemas.find_map(|schema| schema.extensions.rust_name.as_ref());
        let name = self.constant_name(place.name, property.key.span, chosen);
        for schema in &parts.schemas {
            self.refuse_at(
                schema,
                &[
                    "x-sensitive",
                    "x-window",
                    "deprecated",
                    "default",
                    "examples",
                ],
                "on a fixed value",
            );
        }
        let several = parts
            .values()
            .filter(|values| values.value.len() > 1)
            .map(|values| values.span)
            .or_else(|| parts.extensible().map(|values| values.span));
        if let Some(span) = several {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    span,
                    "a value that is fixed cannot also be one of several",
                )
                .at(property.schema.pointer.clone())
                .help("give the list of values, or the fixed one"),
            );
            return None;
        }
        // The value itself is held against the rest of the schema when all
        // types are known.
        let types = self.types.len();
        let value = self.value(&[&property.schema], place);
        self.forget_types(types);
        if let Some(value) = &value {
            self.hold_fixed(node, value, &property.schema);
        }
        self.refuse_other_constants(parts, node);
        let Some(value) = literal(node) else {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    node.span,
                    format!("{} as a fixed value is not supported yet", node.kind()),
                )
                .at(format!("{}/const", property.schema.pointer))
                .help("a fixed value is a string, a boolean or a whole number"),
            );
            return None;
        };
        Some(Constant {
            name: name?,
            value,
            description: parts.description().unwrap_or_default().to_owned(),
            required,
        })
    }

    /// What is said of a member, or else of its type.
    fn description(&self, parts: &Parts<'a>) -> &'a str {
        let documents = self.documents;
        let own = parts.description();
        let of_type = parts.named.first().and_then(|(id, _)| {
            let component = documents.get(id.document)?.schemas.get(id.schema)?;
            Parts::of_root(&component.schema, documents).description()
        });
        own.or(of_type).unwrap_or_default()
    }

    /// Notes that a fixed value is to be held against the rest of its schema.
    fn hold_fixed(&mut self, node: &'a Node, value: &crate::model::Value, schema: &Schema) {
        self.pending.push(Pending {
            value: value.clone(),
            node,
            code: Code::InvalidValue,
            pointer: format!("{}/const", schema.pointer),
        });
    }

    /// Reports a member that is fixed to two values.
    fn refuse_other_constants(&mut self, parts: &Parts<'a>, node: &Node) {
        let constants = parts
            .schemas
            .iter()
            .filter_map(|schema| schema.constant.as_ref());
        for other in constants.filter(|other| other.value != node.value) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    other.span,
                    "the value is fixed to something else already",
                )
                .labelled(node.span, "fixed here")
                .help("remove one of them"),
            );
        }
    }

    fn window(&mut self, parts: &Parts<'_>) -> Option<Window> {
        let window = parts
            .schemas
            .iter()
            .find_map(|schema| schema.extensions.window.as_ref())?;
        let after = self.duration(&window.after);
        let before = self.duration(&window.before);
        let (after, before) = (after?, before?);
        if parts
            .format()
            .is_none_or(|format| format.value != "date-time")
        {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    window.span,
                    "`x-window` belongs to strings of format date-time",
                )
                .help("add `format: date-time`, or remove the window"),
            );
            return None;
        }
        if after > before {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidLimit,
                    window.span,
                    "this window ends before it begins",
                )
                .help("`after` is the earliest distance from the moment, `before` the latest"),
            );
            return None;
        }
        Some(Window {
            after,
            before,
            from: window.from.clone(),
        })
    }

    fn duration(&mut self, text: &Spanned<String>) -> Option<i64> {
        let seconds = seconds(&text.value);
        if seconds.is_none() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    text.span,
                    format!("`{}` is no duration", text.value),
                )
                .help("write days, hours, minutes and seconds as ISO 8601 does: `PT1H`, `P1DT30M`, `PT0S`"),
            );
        }
        seconds
    }

    fn constructor(&mut self, parts: &Parts<'_>, members: &[Member]) -> Option<Vec<usize>> {
        let names = parts
            .schemas
            .iter()
            .find_map(|schema| schema.extensions.constructor.as_ref())?;
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
    fn constructor_member(
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

    fn money(&mut self, parts: &Parts<'_>, members: &[Member]) -> Option<Money> {
        let money = parts
            .schemas
            .iter()
            .find_map(|schema| schema.extensions.money.as_ref())?;
        let openapi::Money { currency, value } = money;
        let currency = self.money_member(currency, parts, members, |ty| {
            matches!(ty, crate::model::Type::Text)
        });
        let value = self.money_member(value, parts, members, |ty| {
            matches!(
                ty,
                crate::model::Type::Unsigned(_) | crate::model::Type::Signed(_)
            )
        });
        Some(Money {
            currency: currency?,
            value: value?,
        })
    }

    fn money_member(
        &mut self,
        name: &Spanned<String>,
        parts: &Parts<'_>,
        members: &[Member],
        fits: impl Fn(&crate::model::Type) -> bool,
    ) -> Option<usize> {
        let position = self.field_position(name, parts, members)?;
        let suits = members.get(position).is_some_and(|member| match member {
            Member::Field(field) => field.presence == Presence::Required && fits(&field.value.ty),
            Member::Constant(_) => false,
        });
        if !suits {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    name.span,
                    format!("`{}` cannot be this part of an amount", name.value),
                )
                .help("the currency is a required string, the value a required integer"),
            );
        }
        suits.then_some(position)
    }

    /// The position of a member; one that could not be lowered has none, and
    /// was reported.
    fn field_position(
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

    /// Reports a name that is that of no property.
    pub fn report_unknown_member(&mut self, name: &Spanned<String>, parts: &Parts<'_>) {
        let properties = parts.properties();
        let mut known = properties.iter().map(|(known, _)| *known);
        if !parts.is_incomplete() && !known.clone().any(|known| known == name.value) {
            self.diagnostics.push(unknown_member(name, known.by_ref()));
        }
    }
}

/// How often a schema's own list of required members has a name.
fn count(schema: &Schema, name: &str) -> usize {
    schema
        .required
        .iter()
        .filter(|other| other.value == name)
        .count()
}

/// A name that should be that of a member and is not.
fn unknown_member<'n>(
    name: &Spanned<String>,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let report = Diagnostic::error(
        Code::InvalidValue,
        name.span,
        format!("there is no property `{}`", name.value),
    );
    match suggestion(&name.value, known) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("add it to `properties`, or remove it here"),
    }
}

/// The value of a scalar node.
pub fn literal(node: &Node) -> Option<Literal> {
    match &node.value {
        Value::String(text) => Some(Literal::Text(text.clone())),
        Value::Bool(value) => Some(Literal::Boolean(*value)),
        Value::Number(text) => text.parse().ok().map(Literal::Integer),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// A value as a reader of the documentation would write it.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let members = mapping.entries.iter();
            let members: Vec<String> = members
                .map(|entry| format!("{}: {}", entry.key.text, plain(&entry.value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// The seconds of an ISO 8601 duration of days, hours, minutes and seconds.
fn seconds(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let text = text.strip_prefix('P')?;
    let (days, time) = match text.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (text, ""),
    };
    if days.is_empty() && time.is_empty() {
        return None;
    }
    let days = units(days, &[('D', 86_400)])?;
    let time = units(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    days.checked_add(time)?.checked_mul(sign)
}

/// The sum of `5H30M`-like terms, whose units come in the order given.
fn units(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0_i64;
    for &(unit, size) in units {
        if let Some((count, rest)) = text.split_once(unit) {
            let count: u32 = count.parse().ok()?;
            total = total.checked_add(i64::from(count).checked_mul(size)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations_are_read_in_seconds() {
        for (text, expected) in [
            ("PT0S", Some(0)),
            ("PT1H", Some(3_600)),
            ("P1DT1H1M1S", Some(90_061)),
            ("-PT5M", Some(-300)),
            ("P", None),
            ("PT", None),
            ("P1DT", None),
            ("1H", None),
            ("PT1M1H", None),
            ("PT1.5S", None),
            ("PT99999999999S", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
