//! Holds an instance against what its object asks of members together.

use crate::model::{Api, Demand, FieldPath, Literal, Object, ObjectRule, Operation, Step, Test};
use crate::tree::{self, Mapping, Node};

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

    pub fn relations(&mut self, node: &Node, mapping: &Mapping, object: &Object, pointer: &str) {
        for rule in &object.rules {
            match rule {
                ObjectRule::When(conditional) => {
                    if !self.holds(&conditional.when, node) {
                        continue;
                    }
                    for demand in &conditional.then {
                        self.demand(demand, node, pointer, &conditional.text);
                    }
                }
                ObjectRule::AnyOf(sets) => {
                    let complete = sets.iter().any(|set| {
                        set.iter().all(|&member| {
                            let member = object.members.get(member);
                            member.is_some_and(|member| mapping.get(&member.name().wire).is_some())
                        })
                    });
                    if !complete {
                        self.report(
                            node.span,
                            pointer,
                            "none of the sets of `anyOf` is complete".to_owned(),
                        );
                    }
                }
            }
        }
    }

    pub fn demand(&mut self, demand: &Demand, node: &Node, pointer: &str, condition: &str) {
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
