//! Conditions on members, as sentences.

use std::collections::HashMap;

use crate::markdown;
use crate::model::{Api, Demand, MemberRule, TypeId};
use crate::plan::Call;

/// The conditions that rules put on members, as sentences. A rule of one object can
/// put a condition on a member of another, so they are collected once for all
/// objects.
#[derive(Default)]
pub struct Conditions {
    by_member: HashMap<(TypeId, usize), Vec<String>>,
}

/// The maximum number of conditions in the documentation of a member.
const MOST_CONDITIONS: usize = 32;

impl Conditions {
    /// Collects the conditions of all objects.
    pub fn of(api: &Api) -> Self {
        let mut conditions = Self::default();
        let objects = api.reachable().filter_map(|(id, _)| api.structure(id));
        for rule in objects.flat_map(|object| &object.rules) {
            for demand in &rule.then {
                conditions.add(api, rule, demand);
            }
        }
        let calls = api.operations.iter().filter_map(|it| Call::of(api, it));
        for stated in calls.filter_map(|call| call.stated()) {
            for given in &stated.outcome.given {
                let statuses = markdown::codes(&given.statuses);
                let text =
                    format!("According to the document, present if the status is {statuses}.");
                let at = (stated.response, given.member);
                conditions.by_member.entry(at).or_default().push(text);
            }
        }
        conditions
    }

    fn add(&mut self, api: &Api, rule: &MemberRule, demand: &Demand) {
        let Some(step) = demand.path().steps.last() else {
            return;
        };
        let condition = markdown::inline(&rule.text);
        // Only written messages are checked.
        let is_checked = api.get(step.owner).usage.written;
        let text = match demand {
            Demand::Present(_) if is_checked => format!("Required if {condition}."),
            Demand::Present(_) => format!("According to the document, present if {condition}."),
            Demand::OneOf(_, values) => {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| markdown::value(&value.to_string()))
                    .collect();
                format!("Must be {} if {condition}.", values.join(" or "))
            }
            // The object with the rule documents it.
            Demand::Excluded { .. } => return,
        };
        let known = self.by_member.entry((step.owner, step.member));
        let known = known.or_default();
        let more = "Further conditions apply.";
        match known.len() {
            ..MOST_CONDITIONS => known.push(text),
            MOST_CONDITIONS => known.push(more.to_owned()),
            _ => {}
        }
    }

    /// Returns the conditions on one member.
    pub fn of_member(&self, owner: TypeId, member: usize) -> &[String] {
        let found = self.by_member.get(&(owner, member));
        found.map_or(&[], Vec::as_slice)
    }
}
