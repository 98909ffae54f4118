//! Holds an instance against what its object asks of members together.

use crate::model::{Api, Demand, FieldPath, Literal, Object, ObjectRule, Operation, Step, Test};
use crate::tree::{self, Node};

use super::Checker;

impl<'a> Checker<'a> {
    /// What the status of a response promises.
    pub fn success(&mut self, node: &Node, operation: &Operation, pointer: &str) {
        let outcome = &operation.outcome;
        let status = self.find(&outcome.status, node).and_then(Node::as_str);
        if status != Some(outcome.success.as_str()) {
            return;
        }
        for &member in &outcome.success_members {
            let step = Step {
                owner: operation.response,
                member,
            };
            let path = FieldPath { steps: vec![step] };
            if self.find(&path, node).is_none() {
                let name = self.wire(step).unwrap_or_default();
                self.report(
                    node.span,
                    pointer,
                    format!("`{name}` is missing from a success"),
                );
            }
        }
    }

    pub fn relations(&mut self, node: &Node, object: &Object, pointer: &str) {
        for rule in &object.rules {
            if self.holds(&rule.when, node) {
                for demand in &rule.then {
                    self.demand(demand, node, pointer, rule);
                }
            }
        }
    }

    fn demand(&mut self, demand: &Demand, node: &Node, pointer: &str, rule: &ObjectRule) {
        let condition = &rule.text;
        match demand {
            Demand::Present(path) => {
                let Some((last, way)) = path.steps.split_last() else {
                    return;
                };
                let parent = FieldPath {
                    steps: way.to_vec(),
                };
                if let Some(parent) = self.find(&parent, node)
                    && self
                        .find(&FieldPath { steps: vec![*last] }, parent)
                        .is_none()
                {
                    let name = self.wire(*last).unwrap_or_default();
                    self.report(
                        parent.span,
                        pointer,
                        format!("`{name}` is required when {condition}"),
                    );
                }
            }
            Demand::OneOf(path, values) => {
                if let Some(found) = self.find(path, node)
                    && !values.iter().any(|value| same(found, value))
                {
                    self.report(
                        found.span,
                        pointer,
                        format!("this value is not allowed when {condition}"),
                    );
                }
            }
            Demand::Excluded { at, test, text } => {
                if let Some(found) = self.find(at, node)
                    && self.holds(test, node)
                {
                    let message = match rule.condition() {
                        Some(condition) => format!("it must hold that {text}, when {condition}"),
                        None => format!("it must hold that {text}"),
                    };
                    self.report(found.span, pointer, message);
                }
            }
        }
    }

    pub fn holds(&self, test: &Test, node: &Node) -> bool {
        match test {
            Test::Always => true,
            Test::Never => false,
            Test::Present(path) => self.find(path, node).is_some(),
            Test::OneOf(path, values) => self
                .find(path, node)
                .is_some_and(|found| values.iter().any(|value| same(found, value))),
            Test::All(tests) => tests.iter().all(|test| self.holds(test, node)),
            Test::Any(tests) => tests.iter().any(|test| self.holds(test, node)),
            Test::Not(test) => !self.holds(test, node),
            Test::Choice {
                when,
                then,
                otherwise,
            } => self.holds(
                if self.holds(when, node) {
                    then
                } else {
                    otherwise
                },
                node,
            ),
        }
    }

    pub fn find<'n>(&self, path: &FieldPath, node: &'n Node) -> Option<&'n Node> {
        let mut at = node;
        for step in &path.steps {
            at = &at.as_mapping()?.get(self.wire(*step)?)?.value;
        }
        Some(at)
    }

    pub fn wire(&self, step: Step) -> Option<&'a str> {
        let api: &'a Api = self.api;
        let member = api.object(step.owner)?.members.get(step.member)?;
        Some(member.name().wire.as_str())
    }
}

/// Whether a node holds a literal, in either encoding.
fn same(node: &Node, value: &Literal) -> bool {
    match (&node.value, value) {
        (tree::Value::String(text), value) => *text == value.to_string(),
        (tree::Value::Bool(found), Literal::Boolean(value)) => found == value,
        (tree::Value::Number(text), Literal::Integer(value)) => *text == value.to_string(),
        _ => false,
    }
}
