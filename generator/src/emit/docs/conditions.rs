//! Conditions on members, in words.

use std::collections::HashMap;

use crate::markdown;
use crate::model::{Api, Demand, MemberRule, TypeId};
use crate::plan::Call;

use super::doc::plain;

/// What rules that look at other members ask of members, in sentences. A rule
/// of one object may ask something of a member of another, so this is found once
/// for all of them.
#[derive(Default)]
pub struct Conditions {
    by_member: HashMap<(TypeId, usize), Vec<String>>,
}

/// The most conditions that the documentation of a member lists.
const MOST_CONDITIONS: usize = 32;

impl Conditions {
    /// What the rules of all objects ask.
    pub fn of(api: &Api) -> Self {
        let mut conditions = Self::default();
        let objects = api.reachable().filter_map(|(id, _)| api.structure(id));
        for rule in objects.flat_map(|object| &object.rules) {
            for demand in &rule.then {
                conditions.add(rule, demand);
            }
        }
        for call in api.operations.iter().filter_map(Call::of) {
            for given in &call.outcome.given {
                let statuses = markdown::codes(&given.statuses);
                let text = format!("Given when the status is {statuses}, by the document.");
                let at = (call.response, given.member);
                conditions.by_member.entry(at).or_default().push(text);
            }
        }
        conditions
    }

    fn add(&mut self, rule: &MemberRule, demand: &Demand) {
        let Some(step) = demand.path().steps.last() else {
            return;
        };
        let condition = plain(&rule.text);
        let text = match demand {
            Demand::Present(_) => format!("Required when {condition}."),
            Demand::OneOf(_, values) => {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| markdown::value(&value.to_string()))
                    .collect();
                format!("When {condition}: {}.", values.join(" or "))
            }
            // The object that has the rule tells it.
            Demand::Excluded { .. } => return,
        };
        let known = self.by_member.entry((step.owner, step.member));
        let known = known.or_default();
        let more = "More is asked of it under further conditions.";
        match known.len() {
            ..MOST_CONDITIONS => known.push(text),
            MOST_CONDITIONS => known.push(more.to_owned()),
            _ => {}
        }
    }

    /// What is asked of one member.
    pub fn of_member(&self, owner: TypeId, member: usize) -> &[String] {
        let found = self.by_member.get(&(owner, member));
        found.map_or(&[], Vec::as_slice)
    }
}
