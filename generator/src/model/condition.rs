//! Conditions: paths to members, tests of them, and the demands that follow.

use super::ids::TypeId;
use super::value::Literal;

/// The path from an object to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath {
    /// One step per object.
    pub steps: Vec<Step>,
}

/// A member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The object.
    pub owner: TypeId,
    /// The position in [`Struct::members`](super::Struct::members).
    pub member: usize,
}

/// A rule between the members of an object.
#[derive(Debug)]
pub struct MemberRule {
    /// The test; a rule without a condition has one that always holds.
    pub when: Test,
    /// The demands if it holds.
    pub then: Vec<Demand>,
    /// The test in words, such as `kind is DOG`.
    pub text: String,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// Advice on the members of an object.
#[derive(Debug)]
pub struct Advisory {
    /// The test.
    pub when: Test,
    /// The demands if it holds.
    pub then: Vec<Demand>,
    /// The words for the user.
    pub text: String,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// A test of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Holds always.
    Always,
    /// Never holds.
    Never,
    /// The member is there.
    Present(FieldPath),
    /// The member is there and has one of these values.
    OneOf(FieldPath, Vec<Literal>),
    /// All of these hold.
    All(Vec<Test>),
    /// At least one of these holds.
    Any(Vec<Test>),
    /// Exactly one of these holds.
    One(Vec<Test>),
    /// This does not hold.
    Not(Box<Test>),
    /// One of two tests holds, and a third one says which.
    Choice {
        /// The test that decides.
        when: Box<Test>,
        /// The test that must hold if it does.
        then: Box<Test>,
        /// The test that must hold if it does not.
        otherwise: Box<Test>,
    },
}

/// A demand on an object. One on the members of an object that is itself absent
/// is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// The member must be there.
    Present(FieldPath),
    /// The member, if there, must have one of these values.
    OneOf(FieldPath, Vec<Literal>),
    /// A test must not hold: members do not go together as they are.
    Excluded {
        /// The path to the wrong value, which is empty for the object that has
        /// the rule.
        at: FieldPath,
        /// The test, of the object that has the rule.
        test: Test,
        /// The opposite, in words.
        text: String,
    },
}

/// Facts about an object, by which a [`Test`] of it is decided.
pub trait Facts {
    /// Tells whether the member is there.
    fn is_present(&self, path: &FieldPath) -> bool;
    /// Tells whether the member is there and has one of these values.
    fn has(&self, path: &FieldPath, values: &[Literal]) -> bool;
}

impl Test {
    /// Tells whether the test holds for the object that these facts are of.
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

impl MemberRule {
    /// Returns the test in words, if the rule depends on one.
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
    /// Returns the path to the value that the demand is about.
    #[must_use]
    pub fn path(&self) -> &FieldPath {
        match self {
            Self::Present(path) | Self::OneOf(path, _) | Self::Excluded { at: path, .. } => path,
        }
    }
}
