//! Conditions: paths to members, tests of them, and the demands that follow.

use super::ids::TypeId;
use super::scalar::Literal;

/// The path from an object to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldPath {
    /// One step per object.
    pub steps: Vec<Step>,
}

impl FieldPath {
    /// Splits off the last step. Returns the path to the object with the member, and the
    /// member, unless the path is empty.
    #[must_use]
    pub fn split(&self) -> Option<(Self, Step)> {
        let (last, parents) = self.steps.split_last()?;
        let parent = Self {
            steps: parents.to_vec(),
        };
        Some((parent, *last))
    }
}

/// A member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The object.
    pub owner: TypeId,
    /// The position in [`Struct::members`](super::Struct::members).
    pub member: usize,
}

/// A rule between the members of an object.
#[derive(Debug)]
pub struct MemberRule {
    /// The test; a rule without a condition has [`Test::Always`].
    pub when: Test,
    /// The demands if the test holds.
    pub then: Vec<Demand>,
    /// The test in words, such as `kind is DOG`.
    pub text: String,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// Advice on the members of an object, which is not enforced.
#[derive(Debug)]
pub struct Advisory {
    /// The test.
    pub when: Test,
    /// The demands if the test holds.
    pub then: Vec<Demand>,
    /// The text for the user.
    pub text: String,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// A test of an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// A test that always holds.
    Always,
    /// A test that never holds.
    Never,
    /// The member is present.
    Present(FieldPath),
    /// The member is present and has one of these values.
    OneOf(FieldPath, Vec<Literal>),
    /// All of these hold.
    All(Vec<Test>),
    /// At least one of these holds.
    Any(Vec<Test>),
    /// Exactly one of these holds.
    One(Vec<Test>),
    /// The test does not hold.
    Not(Box<Test>),
    /// One of two tests holds, selected by a third one.
    Choice {
        /// The test that selects.
        when: Box<Test>,
        /// The test that must hold if `when` does.
        then: Box<Test>,
        /// The test that must hold if `when` does not.
        otherwise: Box<Test>,
    },
}

/// A demand on an object. A demand on the members of an absent object is satisfied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// The member must be present.
    Present(FieldPath),
    /// The member, if present, must have one of these values.
    OneOf(FieldPath, Vec<Literal>),
    /// A test must not hold: members contradict each other.
    Excluded {
        /// The path to the invalid value. It is empty for the object that has the rule.
        at: FieldPath,
        /// The test of the object that has the rule.
        test: Test,
        /// The negation in words.
        text: String,
    },
}

impl Demand {
    /// Adds the paths of the members that the demand reads.
    pub fn add_paths<'a>(&'a self, paths: &mut Vec<&'a FieldPath>) {
        match self {
            Self::Present(path) | Self::OneOf(path, _) => paths.push(path),
            Self::Excluded { at, test, .. } => {
                paths.push(at);
                test.add_paths(paths);
            }
        }
    }
}

/// The facts about an object, on which a [`Test`] is evaluated.
pub trait Facts {
    /// Returns whether the member is present.
    fn is_present(&self, path: &FieldPath) -> bool;
    /// Returns whether the member is present and has one of these values.
    fn has(&self, path: &FieldPath, values: &[Literal]) -> bool;
}

impl Test {
    /// Adds the paths of the members that the test reads.
    pub fn add_paths<'a>(&'a self, paths: &mut Vec<&'a FieldPath>) {
        match self {
            Self::Always | Self::Never => {}
            Self::Present(path) | Self::OneOf(path, _) => paths.push(path),
            Self::All(tests) | Self::Any(tests) | Self::One(tests) => {
                for test in tests {
                    test.add_paths(paths);
                }
            }
            Self::Not(test) => test.add_paths(paths),
            Self::Choice {
                when,
                then,
                otherwise,
            } => {
                for test in [when, then, otherwise] {
                    test.add_paths(paths);
                }
            }
        }
    }

    /// Returns whether the test holds for the object with these facts.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Present(path) => facts.is_present(path),
            Self::OneOf(path, values) => facts.has(path, values),
            Self::All(tests) => tests.iter().all(|test| test.holds(facts)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(facts)),
            Self::One(tests) => {
                let mut holding = tests.iter().filter(|test| test.holds(facts));
                holding.next().is_some() && holding.next().is_none()
            }
            Self::Not(test) => !test.holds(facts),
            Self::Choice {
                when,
                then,
                otherwise,
            } => {
                let decided = if when.holds(facts) { then } else { otherwise };
                decided.holds(facts)
            }
        }
    }
}

impl Test {
    /// Returns the member that the test requires to be present, if it tests nothing else.
    #[must_use]
    pub fn as_present(&self) -> Option<&FieldPath> {
        match self {
            Self::Present(path) => Some(path),
            Self::Always
            | Self::Never
            | Self::OneOf(..)
            | Self::All(_)
            | Self::Any(_)
            | Self::One(_)
            | Self::Not(_)
            | Self::Choice { .. } => None,
        }
    }
}

impl MemberRule {
    /// Returns the test in words, unless the rule has no condition.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        match self.when {
            Test::Always => None,
            Test::Never
            | Test::Present(_)
            | Test::OneOf(..)
            | Test::All(_)
            | Test::Any(_)
            | Test::One(_)
            | Test::Not(_)
            | Test::Choice { .. } => Some(&self.text),
        }
    }
}

impl Demand {
    /// Returns the path to the value that the demand applies to.
    #[must_use]
    pub fn path(&self) -> &FieldPath {
        match self {
            Self::Present(path) | Self::OneOf(path, _) | Self::Excluded { at: path, .. } => path,
        }
    }

    /// Returns whether the object with these facts meets the demand.
    pub fn is_met(&self, facts: &impl Facts) -> bool {
        match self {
            Self::Present(path) => {
                let parent = path.split().map(|(parent, _)| parent);
                let is_outside = parent
                    .is_some_and(|parent| !parent.steps.is_empty() && !facts.is_present(&parent));
                is_outside || facts.is_present(path)
            }
            Self::OneOf(path, values) => !facts.is_present(path) || facts.has(path, values),
            Self::Excluded { test, .. } => !test.holds(facts),
        }
    }
}
