//! The check of strings, numbers and booleans of an instance.

use std::ops::RangeInclusive;

use crate::exact;
use crate::model::{Encoding, Form, Measured, Rule, Scalar};
use crate::text::tree::{Node, Value};

use super::instance::Checker;

impl Checker<'_> {
    /// Checks an instance of a scalar.
    pub fn scalar(&mut self, node: &Node, scalar: Scalar, rules: &[Rule], pointer: &str) {
        match scalar {
            Scalar::Text
            | Scalar::DateTime
            | Scalar::Uri
            | Scalar::Decimal
            | Scalar::Formatted(_) => {
                self.text(node, scalar.form(), rules, pointer);
            }
            // An example of bytes is no value of JSON.
            Scalar::Upload => {}
            Scalar::Null => self.null(node, pointer),
            Scalar::Boolean(encoding) => self.boolean(node, encoding, rules, pointer),
            Scalar::Float | Scalar::Number => self.number(node, rules, pointer),
            Scalar::Integer(_, encoding) => {
                if let Some((low, high)) = scalar.range() {
                    self.integer(node, low..=high, encoding, rules, pointer);
                }
            }
        }
    }

    fn text(&mut self, node: &Node, form: Option<Form>, rules: &[Rule], pointer: &str) {
        let Some(text) = node.as_str() else {
            let kind = node.json_kind();
            let message = format!("expected a string in quotes, not {kind}");
            self.report(node.span, pointer, message);
            return;
        };
        if let Some(form) = form.filter(|form| !(form.is_valid)(text)) {
            let message = format!("{} must be {}", self.subject, form.noun);
            self.report(node.span, pointer, message);
        }
        self.rules(node.span, rules, Measured::Text(text), pointer);
    }

    fn null(&mut self, node: &Node, pointer: &str) {
        if node.value != Value::Null {
            let message = format!("expected null, not {}", node.json_kind());
            self.report(node.span, pointer, message);
        }
    }

    fn boolean(&mut self, node: &Node, encoding: Encoding, rules: &[Rule], pointer: &str) {
        let (flag, message) = match encoding {
            Encoding::Native => (
                match node.value {
                    Value::Bool(flag) => Some(flag),
                    Value::Null
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Sequence(_)
                    | Value::Mapping(_) => None,
                },
                "expected `true` or `false`",
            ),
            Encoding::Text => (
                node.as_str().and_then(|text| text.parse().ok()),
                "expected `\"true\"` or `\"false\"`, in quotes",
            ),
        };
        match flag {
            Some(flag) => self.rules(node.span, rules, Measured::Boolean(flag), pointer),
            None => self.report(node.span, pointer, message.to_owned()),
        }
    }

    fn number(&mut self, node: &Node, rules: &[Rule], pointer: &str) {
        let Some(text) = number(node).filter(|text| exact::is_number(text)) else {
            let message = format!("expected a number, not {}", node.json_kind());
            self.report(node.span, pointer, message);
            return;
        };
        self.rules(node.span, rules, Measured::Number(text), pointer);
    }

    fn integer(
        &mut self,
        node: &Node,
        range: RangeInclusive<i128>,
        encoding: Encoding,
        rules: &[Rule],
        pointer: &str,
    ) {
        let (text, quotes) = match encoding {
            Encoding::Native => (number(node), ""),
            Encoding::Text => (node.as_str(), " in quotes"),
        };
        let Some(text) = text else {
            let kind = node.json_kind();
            let message = format!("expected a whole number{quotes}, not {kind}");
            self.report(node.span, pointer, message);
            return;
        };
        let Ok(number) = text.parse::<i128>() else {
            let message = format!("expected a whole number{quotes}, not `{text}`");
            self.report(node.span, pointer, message);
            return;
        };
        if !range.contains(&number) {
            let (low, high) = (range.start(), range.end());
            let message = format!("expected a whole number from {low} to {high}{quotes}");
            self.report(node.span, pointer, message);
            return;
        }
        self.rules(node.span, rules, Measured::Integer(number), pointer);
    }
}

/// Returns the text of a number.
fn number(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Number(text) => Some(text),
        Value::Null
        | Value::Bool(_)
        | Value::String(_)
        | Value::Sequence(_)
        | Value::Mapping(_) => None,
    }
}
