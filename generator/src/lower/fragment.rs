//! Fragments of conditions: what they say of one member, and whether the member
//! can be what they say.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{Encoding, Literal, Member, Rule, Shape, Type};
use crate::openapi::{Schema, SchemaType};
use crate::tree::Node;

use super::Lowering;
use super::condition::Place;
use super::constant::literal;

impl Lowering<'_, '_> {
    /// The values that a fragment allows for a member: nothing where it does not
    /// speak of values, nothing inside where one of them does not fit.
    #[allow(clippy::option_option)]
    pub fn values(&mut self, schema: &Schema, place: &Place) -> Option<Option<Vec<Literal>>> {
        let nodes = match (&schema.constant, &schema.values) {
            (Some(node), _) => std::slice::from_ref(node),
            (None, Some(values)) => values.value.as_slice(),
            (None, None) => return None,
        };
        let literals = nodes
            .iter()
            .map(|node| {
                let value = literal(node).and_then(|value| self.fit(value, self.member_at(place)?));
                if value.is_none() {
                    self.diagnostics.push(
                        Diagnostic::error(
                            Code::InvalidCondition,
                            node.span,
                            "the member never has this value",
                        )
                        .at(schema.pointer.clone())
                        .help(self.other_value(node, place)),
                    );
                }
                value
            })
            .collect();
        Some(literals)
    }

    /// What to write instead of a value that the member never has.
    fn other_value(&self, node: &Node, place: &Place) -> String {
        let known: Vec<&str> = match self.member_at(place) {
            Some(Member::Field(field)) => self.known_values(&field.value.ty),
            Some(Member::Constant(_)) | None => Vec::new(),
        };
        let near = node.as_str();
        match near.and_then(|text| suggestion(text, known.iter().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => {
                "write a value of the member's own type; one that travels in a string goes in quotes"
                    .to_owned()
            }
            None => format!("the known values are {}", known.join(", ")),
        }
    }

    /// The values of a set of strings.
    pub fn known_values(&self, ty: &Type) -> Vec<&str> {
        let Type::Named(id) = ty else {
            return Vec::new();
        };
        let def = self.types.get(id.0).and_then(|slot| slot.def.as_ref());
        match def.map(|def| &def.shape) {
            Some(Shape::Enum(set)) => {
                let variants = set.variants.iter();
                variants.map(|variant| variant.name.wire.as_str()).collect()
            }
            Some(Shape::Object(_)) | None => Vec::new(),
        }
    }

    /// `value` as the member holds it, if it can hold it.
    pub fn fit(&self, value: Literal, member: &Member) -> Option<Literal> {
        let field = match member {
            Member::Field(field) => field,
            Member::Constant(_) => return Some(value),
        };
        match (&field.value.ty, value) {
            (Type::Text | Type::Decimal | Type::DateTime | Type::Uri, Literal::Text(text)) => {
                keeps(&text, &field.value.rules).then_some(Literal::Text(text))
            }
            (Type::Boolean(encoding), value) => match (encoding, value) {
                (Encoding::Native, value @ Literal::Boolean(_)) => Some(value),
                (Encoding::Text, Literal::Text(text)) => text.parse().ok().map(Literal::Boolean),
                _ => None,
            },
            (Type::Signed(encoding) | Type::Unsigned(encoding), value) => {
                let number = match (encoding, value) {
                    (Encoding::Native, Literal::Integer(number)) => Some(number),
                    (Encoding::Text, Literal::Text(text)) => text.parse().ok(),
                    _ => None,
                };
                let range = if let Type::Unsigned(_) = field.value.ty {
                    0..=i128::from(u64::MAX)
                } else {
                    i128::from(i64::MIN)..=i128::from(i64::MAX)
                };
                number
                    .filter(|number| range.contains(number))
                    .map(Literal::Integer)
            }
            (Type::Named(id), Literal::Text(text)) => {
                match &self.types.get(id.0)?.def.as_ref()?.shape {
                    Shape::Enum(set) => set
                        .variants
                        .iter()
                        .any(|variant| variant.name.wire == text)
                        .then_some(Literal::Text(text)),
                    Shape::Object(_) => None,
                }
            }
            _ => None,
        }
    }

    /// What a value of this type is on the wire.
    pub fn schema_type(&self, ty: &Type) -> SchemaType {
        match ty {
            Type::Text
            | Type::Decimal
            | Type::DateTime
            | Type::Uri
            | Type::Boolean(Encoding::Text)
            | Type::Signed(Encoding::Text)
            | Type::Unsigned(Encoding::Text) => SchemaType::String,
            Type::Boolean(Encoding::Native) => SchemaType::Boolean,
            Type::Signed(Encoding::Native) | Type::Unsigned(Encoding::Native) => {
                SchemaType::Integer
            }
            Type::Named(id) if self.lowered(*id).is_none() => SchemaType::String,
            Type::Any | Type::Named(_) | Type::Map(_) => SchemaType::Object,
            Type::List(_) => SchemaType::Array,
        }
    }
}

/// Whether a text keeps the rules of a member.
fn keeps(text: &str, rules: &[Rule]) -> bool {
    let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    rules.iter().all(|rule| match rule {
        Rule::MinLength(min) => length >= *min,
        Rule::MaxLength(max) => length <= *max,
        Rule::Pattern(pattern) => pattern.matcher.is_match(text),
        Rule::Minimum(_)
        | Rule::Maximum(_)
        | Rule::Ranges { .. }
        | Rule::MinItems(_)
        | Rule::MaxItems(_) => true,
    })
}
