//! Combinations of tests, simplified: parts that are decided or repeated are dropped.

use crate::model::{FieldPath, Test};

/// Returns the test that all of `tests` hold, without tests that always hold or that
/// another one implies.
pub fn all(tests: Vec<Test>) -> Test {
    let mut flat = Vec::new();
    for test in tests {
        match test {
            Test::Always => {}
            Test::Never => return Test::Never,
            Test::All(inner) => flat.extend(inner),
            other @ (Test::Present(_)
            | Test::OneOf(..)
            | Test::Any(_)
            | Test::One(_)
            | Test::Not(_)
            | Test::Choice { .. }) => {
                if !flat.contains(&other) {
                    flat.push(other);
                }
            }
        }
    }
    let mut kept: Vec<Test> = flat
        .iter()
        .filter(|test| !flat.iter().any(|other| implies(other, test)))
        .cloned()
        .collect();
    if kept.len() > 1 {
        return Test::All(kept);
    }
    kept.pop().unwrap_or(Test::Always)
}

/// Returns whether `test` implies `other`, a different test.
fn implies(test: &Test, other: &Test) -> bool {
    match other {
        Test::Present(path) => needs(test, path),
        Test::Not(inner) => excludes(test, inner),
        Test::Always
        | Test::Never
        | Test::OneOf(..)
        | Test::All(_)
        | Test::Any(_)
        | Test::One(_)
        | Test::Choice { .. } => false,
    }
}

/// Returns whether a test implies that a value is present, without being exactly that
/// test.
fn needs(test: &Test, path: &FieldPath) -> bool {
    match test {
        Test::OneOf(longer, _) => longer.steps.starts_with(&path.steps),
        Test::Present(longer) => longer != path && longer.steps.starts_with(&path.steps),
        Test::Always
        | Test::Never
        | Test::All(_)
        | Test::Any(_)
        | Test::One(_)
        | Test::Not(_)
        | Test::Choice { .. } => false,
    }
}

/// Returns whether two tests never hold together.
fn excludes(test: &Test, other: &Test) -> bool {
    match (test, other) {
        (Test::OneOf(path, values), Test::OneOf(other, excluded)) => {
            path == other && values.iter().all(|value| !excluded.contains(value))
        }
        (Test::Not(inner), other) => implies(other, inner),
        (
            Test::Always
            | Test::Never
            | Test::Present(_)
            | Test::OneOf(..)
            | Test::All(_)
            | Test::Any(_)
            | Test::One(_)
            | Test::Choice { .. },
            _,
        ) => false,
    }
}

/// Returns the test that at least one of `tests` holds, without tests that never hold or
/// that imply another one.
pub fn any(tests: Vec<Test>) -> Test {
    let mut flat = Vec::new();
    for test in tests {
        match test {
            Test::Always => return Test::Always,
            Test::Never => {}
            Test::Any(inner) => flat.extend(inner),
            other @ (Test::Present(_)
            | Test::OneOf(..)
            | Test::All(_)
            | Test::One(_)
            | Test::Not(_)
            | Test::Choice { .. }) => {
                if !flat.contains(&other) {
                    flat.push(other);
                }
            }
        }
    }
    let mut kept: Vec<Test> = flat
        .iter()
        .filter(|test| !flat.iter().any(|other| implies(test, other)))
        .cloned()
        .collect();
    if kept.len() > 1 {
        return Test::Any(kept);
    }
    kept.pop().unwrap_or(Test::Never)
}

/// Returns the test that exactly one of `tests` holds, without tests that never hold. A
/// test that always holds excludes the others.
pub fn one(tests: Vec<Test>) -> Test {
    let always = tests.iter().filter(|test| **test == Test::Always).count();
    let mut others = tests;
    others.retain(|test| *test != Test::Always && *test != Test::Never);
    match (always, others.len()) {
        (0, 0 | 1) => others.pop().unwrap_or(Test::Never),
        (0, _) => Test::One(others),
        (1, _) => not(any(others)),
        _ => Test::Never,
    }
}

/// Returns the negation of `test`.
pub fn not(test: Test) -> Test {
    match test {
        Test::Always => Test::Never,
        Test::Never => Test::Always,
        Test::Not(inner) => *inner,
        other @ (Test::Present(_)
        | Test::OneOf(..)
        | Test::All(_)
        | Test::Any(_)
        | Test::One(_)
        | Test::Choice { .. }) => Test::Not(Box::new(other)),
    }
}

/// Returns the test that `then` holds if `when` does, and `otherwise` if not.
pub fn choice(when: Test, then: Test, otherwise: Test) -> Test {
    if when == Test::Always {
        then
    } else if when == Test::Never {
        otherwise
    } else if otherwise == Test::Always {
        any(vec![not(when), then])
    } else if then == Test::Always {
        any(vec![when, otherwise])
    } else {
        Test::Choice {
            when: Box::new(when),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        }
    }
}
