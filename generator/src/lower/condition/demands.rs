//! Demands, grouped by the tests that they depend on.

use crate::model::{Demand, Test};

/// The demands of a condition, each with the test that it depends on.
#[derive(Default)]
pub struct Demands {
    /// The demands by their tests, in the order in which they are written.
    pub groups: Vec<DemandGroup>,
    /// The findings about the condition so far.
    pub marks: Marks,
}

/// Findings about a condition, after which it is not called redundant.
#[derive(Default, Clone, Copy)]
pub struct Marks {
    /// A part of the condition could not be read. That was reported, and once for all
    /// the types that share the condition.
    pub is_faulty: bool,
    /// A part of the condition was noted to be redundant.
    pub is_noted: bool,
}

/// Demands that depend on the same test.
pub struct DemandGroup {
    /// The test.
    pub when: Test,
    /// The demands.
    pub then: Vec<Demand>,
    /// The pointer to the schema that has the first of them.
    pub origin: String,
}

impl Demands {
    /// Adds a demand. Those that depend on the same test stay together, and one that
    /// depends on a test that never holds is left out.
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
    /// Tells whether one of the marks is set.
    pub fn any(self) -> bool {
        self.is_faulty || self.is_noted
    }

    /// Returns the marks of either.
    pub fn or(self, other: Self) -> Self {
        Self {
            is_faulty: self.is_faulty || other.is_faulty,
            is_noted: self.is_noted || other.is_noted,
        }
    }
}
