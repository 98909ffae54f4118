//! The choice of a union's variant in words, for people who read a warning about it.

use std::fmt::Write as _;

use crate::model::{Literal, Union};

use super::unions::{Choice, JsonType};

/// Returns the steps by which the variant of a value is chosen, one line each.
#[must_use]
pub fn steps(union: &Union, choice: &Choice) -> String {
    let mut steps = Steps {
        union,
        text: String::new(),
    };
    steps.all(choice, 0);
    steps.text
}

struct Steps<'a> {
    union: &'a Union,
    text: String,
}

impl Steps<'_> {
    /// Writes the cases of a choice.
    fn all(&mut self, choice: &Choice, depth: usize) {
        match choice {
            Choice::Variant(_) | Choice::Nothing | Choice::Fit { .. } => {
                self.case("any value", choice, depth);
            }
            Choice::Type(types) => {
                for (ty, choice) in types {
                    self.case(type_in_words(*ty), choice, depth);
                }
                self.case("any other type", &Choice::Nothing, depth);
            }
            Choice::Constant { values, otherwise } => {
                self.values(values, depth);
                self.case("any other value", otherwise, depth);
            }
            Choice::Member {
                name,
                values,
                absent,
                otherwise,
            }
            | Choice::Inner {
                member: _,
                name,
                values,
                absent,
                otherwise,
            } => {
                self.values(values, depth);
                self.case(&format!("without `{name}`"), absent, depth);
                self.case("any other value", otherwise, depth);
            }
            Choice::MemberType {
                name,
                types,
                absent,
                otherwise,
            } => {
                for (ty, choice) in types {
                    let case = format!("`{name}` is {}", type_in_words(*ty));
                    self.case(&case, choice, depth);
                }
                self.case(&format!("without `{name}`"), absent, depth);
                self.case("any other type", otherwise, depth);
            }
            Choice::Present {
                name,
                with,
                without,
                nullable: _,
            } => {
                self.case(&format!("with `{name}`"), with, depth);
                self.case("without it", without, depth);
            }
            Choice::Valid {
                variants,
                otherwise,
            } => {
                for variant in variants {
                    let case = format!("if the rules of {} hold", self.name(*variant));
                    self.case(&case, &Choice::Variant(*variant), depth);
                }
                self.case("any other value", otherwise, depth);
            }
            Choice::Items(items, empty) => {
                self.case("no such item", &Choice::Variant(*empty), depth);
                self.all(items, depth);
            }
        }
    }

    /// Writes the listed values. Those with the same choice share a line.
    fn values(&mut self, values: &[(Literal, Choice)], depth: usize) {
        let mut groups: Vec<(Vec<String>, &Choice)> = Vec::new();
        for (literal, choice) in values {
            let literal = format!("`{literal}`");
            match groups.iter_mut().find(|(_, known)| *known == choice) {
                Some((literals, _)) => literals.push(literal),
                None => groups.push((vec![literal], choice)),
            }
        }
        for (literals, choice) in groups {
            self.case(&literals.join(", "), choice, depth);
        }
    }

    /// Writes a case with its result, or with its own cases below it.
    fn case(&mut self, case: &str, choice: &Choice, depth: usize) {
        let result = match choice {
            Choice::Variant(variant) => self.name(*variant),
            Choice::Nothing => "kept as JSON".to_owned(),
            Choice::Type(_) => "by the type of the value".to_owned(),
            Choice::Constant { .. } => "by the value".to_owned(),
            Choice::Member { name, .. } => format!("by the value of `{name}`"),
            Choice::Inner { member, name, .. } => {
                format!("by the value of `{name}` in `{member}`")
            }
            Choice::MemberType { name, .. } => format!("by the type of `{name}`"),
            Choice::Present { .. } => "by a required member that no other variant has".to_owned(),
            Choice::Items(..) => "by the items that decide".to_owned(),
            Choice::Valid { .. } => "by the rules of the variants".to_owned(),
            Choice::Fit { candidates, .. } => {
                let names: Vec<String> =
                    candidates.iter().map(|it| self.name(it.variant)).collect();
                format!("the best fit of {}, by trying", names.join(", "))
            }
        };
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:1$}{case}: {result}", "", 2 * depth);
        match choice {
            Choice::Variant(_) | Choice::Nothing => {}
            Choice::Fit { otherwise, .. } => self.case("none fits", otherwise, depth + 1),
            Choice::Type(_)
            | Choice::Constant { .. }
            | Choice::Member { .. }
            | Choice::Inner { .. }
            | Choice::MemberType { .. }
            | Choice::Present { .. }
            | Choice::Valid { .. }
            | Choice::Items(..) => self.all(choice, depth + 1),
        }
    }

    fn name(&self, variant: usize) -> String {
        let variant = self.union.variants.get(variant);
        variant.map_or_else(String::new, |it| it.name.rust.clone())
    }
}

fn type_in_words(ty: JsonType) -> &'static str {
    match ty {
        JsonType::Null => "null",
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "an integer",
        JsonType::Number => "a number",
        JsonType::Text => "a text",
        JsonType::List => "a list",
        JsonType::Object => "an object",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Name, Type, UnionKind, UnionVariant, Value};

    #[test]
    fn each_step_is_a_line() {
        let variant = |name: &str| UnionVariant {
            name: Name {
                wire: name.to_owned(),
                rust: name.to_owned(),
            },
            description: String::new(),
            tags: Vec::new(),
            is_base: false,
            value: Value::plain(Type::Any),
        };
        let union = Union {
            tag: None,
            outer_tags: BTreeSet::new(),
            kind: UnionKind::Json,
            variants: vec![variant("Dog"), variant("Cat")],
        };
        let text = |text: &str| Literal::Text(text.to_owned());
        let by_kind = Choice::Member {
            name: "kind".to_owned(),
            values: vec![
                (text("dog"), Choice::Variant(0)),
                (text("puppy"), Choice::Variant(0)),
                (text("cat"), Choice::Variant(1)),
            ],
            absent: Box::new(Choice::Variant(1)),
            otherwise: Box::new(Choice::Nothing),
        };
        let choice = Choice::Type(vec![(JsonType::Object, by_kind)]);
        let expected = "\
an object: by the value of `kind`
  `dog`, `puppy`: Dog
  `cat`: Cat
  without `kind`: Cat
  any other value: kept as JSON
any other type: kept as JSON
";
        assert_eq!(steps(&union, &choice), expected);
    }
}
