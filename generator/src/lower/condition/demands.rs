//! Demands, grouped by their tests.

use crate::model::{Demand, Test};

/// The demands of a condition, each with its test.
#[derive(Default)]
pub struct Demands {
    /// The groups in document order.
    pub groups: Vec<DemandGroup>,
    /// The marks on the condition so far.
    pub marks: Marks,
}

/// Marks on a condition. A marked condition is not reported as redundant.
#[derive(Default, Clone, Copy)]
pub struct Marks {
    /// A part of the condition could not be read. That is reported once for all types
    /// that share the condition.
    pub is_faulty: bool,
    /// A part of the condition was recorded as redundant.
    pub is_noted: bool,
}

/// Demands with the same test.
pub struct DemandGroup {
    /// The test.
    pub when: Test,
    /// The demands.
    pub then: Vec<Demand>,
    /// The pointer to the schema of the first demand.
    pub origin: String,
}

impl Demands {
    /// Adds a demand to the group of its test. A demand whose test never holds is
    /// dropped.
    pub fn push(&mut self, when: &Test, demand: Demand, origin: &str) {
        if *when == Test::Never {
            return;
        }
        match self.groups.last_mut() {
            Some(last) if last.when == *when => last.then.push(demand),
            Some(_) | None => self.groups.push(DemandGroup {
                when: when.clone(),
                then: vec![demand],
                origin: origin.to_owned(),
            }),
        }
    }

    /// Returns the number of demands.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.then.len()).sum()
    }
}

impl Marks {
    /// Returns whether any mark is set.
    pub fn any(self) -> bool {
        self.is_faulty || self.is_noted
    }

    /// Returns the union of the marks.
    pub fn or(self, other: Self) -> Self {
        Self {
            is_faulty: self.is_faulty || other.is_faulty,
            is_noted: self.is_noted || other.is_noted,
        }
    }
}
