//! The check of an instance against the rules between members.

use crate::model::{
    Api, Demand, Facts, FieldPath, Literal, MemberRule, Operation, OutcomeKind, Step, Struct,
};
use crate::text::tree::{Node, Value};

use super::instance::Checker;

impl Checker<'_> {
    /// Checks that a response has the members that a success requires.
    pub fn success(&mut self, node: &Node, operation: &Operation, pointer: &str) {
        let (Some(outcome), Some(owner)) = (&operation.outcome, operation.response()) else {
            return;
        };
        let instance = Instance {
            api: self.api,
            node,
        };
        let status = instance.find(&outcome.status).and_then(Node::as_str);
        let kind = status.and_then(|status| outcome.kind(status));
        if kind != Some(OutcomeKind::Success) {
            return;
        }
        for &member in &outcome.success_members {
            let step = Step { owner, member };
            let path = FieldPath { steps: vec![step] };
            if instance.find(&path).is_none() {
                let name = wire(self.api, step);
                let message = format!("`{name}` is missing in a success");
                self.report(node.span, pointer, message);
            }
        }
    }

    /// Checks an object against the rules between its members.
    pub fn relations(&mut self, node: &Node, object: &Struct, pointer: &str) {
        let instance = Instance {
            api: self.api,
            node,
        };
        let rules = object.rules.iter();
        for rule in rules.filter(|rule| rule.when.holds(&instance)) {
            let broken = rule.then.iter().filter_map(|it| instance.broken(it, rule));
            for (at, message) in broken {
                self.report(at.span, pointer, message);
            }
        }
    }
}

/// An object of the documents, on which tests are evaluated.
struct Instance<'a> {
    api: &'a Api,
    node: &'a Node,
}

impl<'a> Instance<'a> {
    fn find(&self, path: &FieldPath) -> Option<&'a Node> {
        let mut at = self.node;
        for name in self.api.wire_names(path) {
            at = &at.as_mapping()?.get(name)?.value;
        }
        Some(at)
    }

    /// Returns the value that breaks a demand, with its message.
    fn broken(&self, demand: &Demand, rule: &MemberRule) -> Option<(&'a Node, String)> {
        if demand.is_met(self) {
            return None;
        }
        let condition = &rule.text;
        Some(match demand {
            Demand::Present(path) => {
                let (parent, last) = path.split()?;
                let name = wire(self.api, last);
                let message = format!("`{name}` is required when {condition}");
                (self.find(&parent)?, message)
            }
            Demand::OneOf(path, _) => {
                let (_, last) = path.split()?;
                let found = self.find(path)?;
                let name = wire(self.api, last);
                let message = match found.as_str() {
                    Some(text) => format!("`{name}` must not be `{text}` when {condition}"),
                    None => format!("`{name}` must not have this value when {condition}"),
                };
                (found, message)
            }
            Demand::Excluded { at, text, .. } => {
                let message = match rule.condition() {
                    Some(condition) => format!("the object requires that {text}, when {condition}"),
                    None => format!("the object requires that {text}"),
                };
                (self.find(at)?, message)
            }
        })
    }
}

impl Facts for Instance<'_> {
    fn is_present(&self, path: &FieldPath) -> bool {
        self.find(path).is_some()
    }

    fn has(&self, path: &FieldPath, values: &[Literal]) -> bool {
        let found = self.find(path);
        found.is_some_and(|found| values.iter().any(|value| same(found, value)))
    }
}

/// Returns the wire name of a member.
fn wire(api: &Api, step: Step) -> &str {
    let member = api.member(step);
    member.map_or("", |member| member.name().wire.as_str())
}

/// Returns whether a node equals a literal, in either encoding.
fn same(node: &Node, literal: &Literal) -> bool {
    match (&node.value, literal) {
        (Value::String(text), literal) => *text == literal.to_string(),
        (Value::Bool(found), Literal::Boolean(value)) => found == value,
        (Value::Number(text), Literal::Integer(value)) => *text == value.to_string(),
        (Value::Bool(_), Literal::Text(_) | Literal::Integer(_))
        | (Value::Number(_), Literal::Text(_) | Literal::Boolean(_))
        | (Value::Null | Value::Sequence(_) | Value::Mapping(_), _) => false,
    }
}
