//! Holds an instance against what its object asks of members together.

use crate::model::{
    Api, Demand, Facts, FieldPath, Literal, Object, ObjectRule, Operation, OutcomeKind, Step,
};
use crate::tree::{self, Node};

use super::Checker;

impl Checker<'_> {
    /// What the status of a response promises.
    pub fn success(&mut self, node: &Node, operation: &Operation, pointer: &str) {
        let outcome = &operation.outcome;
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
            let step = Step {
                owner: operation.response,
                member,
            };
            let path = FieldPath { steps: vec![step] };
            if instance.find(&path).is_none() {
                let name = wire(self.api, step).unwrap_or_default();
                self.report(
                    node.span,
                    pointer,
                    format!("`{name}` is missing from a success"),
                );
            }
        }
    }

    pub fn relations(&mut self, node: &Node, object: &Object, pointer: &str) {
        let instance = Instance {
            api: self.api,
            node,
        };
        for rule in &object.rules {
            if rule.when.holds(&instance) {
                for demand in &rule.then {
                    self.demand(demand, &instance, pointer, rule);
                }
            }
        }
    }

    fn demand(
        &mut self,
        demand: &Demand,
        instance: &Instance<'_>,
        pointer: &str,
        rule: &ObjectRule,
    ) {
        let condition = &rule.text;
        match demand {
            Demand::Present(path) => {
                let Some((last, way)) = path.steps.split_last() else {
                    return;
                };
                let parent = FieldPath {
                    steps: way.to_vec(),
                };
                if let Some(parent) = instance.find(&parent)
                    && !instance.is_present(path)
                {
                    let name = wire(self.api, *last).unwrap_or_default();
                    self.report(
                        parent.span,
                        pointer,
                        format!("`{name}` is required when {condition}"),
                    );
                }
            }
            Demand::OneOf(path, values) => {
                if let Some(found) = instance.find(path)
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
                if let Some(found) = instance.find(at)
                    && test.holds(instance)
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
}

/// An object as an example has it.
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

fn wire(api: &Api, step: Step) -> Option<&str> {
    Some(api.member(step)?.name().wire.as_str())
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
