//! Builds messages with every member from the model: takes a type and returns JSON that
//! breaks no rule.

use antom_tests::instances::fixed;
use generator::model::{
    Api, Encoding, Measured, Member, Rule, Scalar, Shape, Type, TypeId, Value as Described,
};
use serde_json::{Map, Value, json};

/// The number of items in a list.
const ITEMS: usize = 2;

/// The value of a text without a pattern, shortened to the maximum length.
const PROSE: &str = "Headphones, wireless, in black";

/// The possible values of a text with a pattern.
const FORMED: [&str; 6] = ["SGD", "SG", "10", "4", "08", "4111"];

/// Returns an object with all its members. A recursive member is left out.
pub fn full(api: &Api, id: TypeId) -> Value {
    object(api, id, &mut Vec::new()).expect("the type is an object")
}

fn object(api: &Api, id: TypeId, above: &mut Vec<TypeId>) -> Option<Value> {
    let object = api.structure(id).filter(|_| !above.contains(&id))?;
    above.push(id);
    let members = object.members.iter().filter_map(|member| {
        let value = match member {
            Member::Field(field) => value(api, &field.value, above)?,
            Member::Constant(constant) => fixed(&constant.value),
        };
        Some((member.name().wire.clone(), value))
    });
    let members: Map<_, _> = members.collect();
    above.pop();
    Some(Value::Object(members))
}

fn value(api: &Api, described: &Described, above: &mut Vec<TypeId>) -> Option<Value> {
    Some(match &described.ty {
        Type::Scalar(Scalar::Text | Scalar::Formatted(_) | Scalar::Upload) => {
            json!(text(&described.rules))
        }
        Type::Scalar(Scalar::Boolean(Encoding::Native)) => json!(true),
        Type::Scalar(Scalar::Boolean(Encoding::Text)) => json!("true"),
        Type::Scalar(Scalar::Integer(_, encoding)) => {
            let number = number(&described.rules);
            match encoding {
                Encoding::Native => json!(number),
                Encoding::Text => json!(number.to_string()),
            }
        }
        Type::Scalar(Scalar::Float | Scalar::Number) => json!(12.5),
        Type::Scalar(Scalar::Decimal) => json!("12.50"),
        Type::Scalar(Scalar::DateTime) => json!("2026-11-20T10:15:00+08:00"),
        Type::Scalar(Scalar::Uri) => json!("https://shop.example/return?order=1001"),
        Type::Scalar(Scalar::Null) => Value::Null,
        Type::Any => json!({"note": PROSE}),
        Type::List(item) => {
            let item = value(api, item, above)?;
            Value::Array(vec![item; ITEMS])
        }
        Type::Map(item) => json!({"key": value(api, item, above)?}),
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Struct(_) => object(api, *id, above)?,
            Shape::Enum(set) => fixed(&set.variants.first()?.literal()),
            Shape::Union(_) | Shape::Alias(_) => return None,
        },
    })
}

fn text(rules: &[Rule]) -> &'static str {
    let fits = |text: &str| rules.iter().all(|rule| rule.admits(Measured::Text(text)));
    let shortest_first = (1..=PROSE.len()).map(|end| &PROSE[..end]);
    let mut texts = shortest_first.rev().chain(FORMED);
    texts
        .find(|text| fits(text))
        .expect("some text keeps the rules: add one to FORMED")
}

/// Returns the largest number of at most four digits that keeps the rules.
fn number(rules: &[Rule]) -> i64 {
    let allowed = |number: &i64| {
        let number = Measured::Integer(i128::from(*number));
        rules.iter().all(|rule| rule.admits(number))
    };
    (0..=9_999)
        .rev()
        .find(allowed)
        .expect("some number keeps the rules")
}
