//! Tests put together: each function takes tests and gives one that means the
//! same, without what is decided or said twice.

use crate::model::Test;

/// All of `tests`: what is always true goes, and so does what another test says
/// anyway.
pub fn all(tests: Vec<Test>) -> Test {
    let mut flat = Vec::new();
    for test in tests {
        match test {
            Test::Always => {}
            Test::Never => return Test::Never,
            Test::All(inner) => flat.extend(inner),
            other if flat.contains(&other) => {}
            other => flat.push(other),
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

/// Whether `other` holds wherever `test`, which is another one, does.
fn implies(test: &Test, other: &Test) -> bool {
    match (test, other) {
        (Test::OneOf(longer, _), Test::Present(path)) => longer.steps.starts_with(&path.steps),
        (Test::Present(longer), Test::Present(path)) => {
            longer != path && longer.steps.starts_with(&path.steps)
        }
        (Test::OneOf(path, values), Test::Not(other)) => match other.as_ref() {
            Test::OneOf(other, excluded) => {
                path == other && values.iter().all(|value| !excluded.contains(value))
            }
            _ => false,
        },
        (Test::Not(test), Test::Not(other)) => implies(other, test),
        _ => false,
    }
}

/// At least one of `tests`: what is never true goes, and so does what implies
/// another one.
pub fn any(tests: Vec<Test>) -> Test {
    let mut flat = Vec::new();
    for test in tests {
        match test {
            Test::Always => return Test::Always,
            Test::Never => {}
            Test::Any(inner) => flat.extend(inner),
            other if flat.contains(&other) => {}
            other => flat.push(other),
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

/// Exactly one of `tests`: what never holds goes, and what always holds leaves
/// no room for another.
pub fn one(tests: Vec<Test>) -> Test {
    let always = tests.iter().filter(|test| **test == Test::Always).count();
    let mut others = tests;
    others.retain(|test| !matches!(test, Test::Always | Test::Never));
    match (always, others.len()) {
        (0, 0 | 1) => others.pop().unwrap_or(Test::Never),
        (0, _) => Test::One(others),
        (1, _) => not(any(others)),
        _ => Test::Never,
    }
}

/// The opposite of `test`.
pub fn not(test: Test) -> Test {
    match test {
        Test::Always => Test::Never,
        Test::Never => Test::Always,
        Test::Not(inner) => *inner,
        other => Test::Not(Box::new(other)),
    }
}

/// `then` where `when` holds, `otherwise` where it does not.
pub fn choice(when: Test, then: Test, otherwise: Test) -> Test {
    match (when, then, otherwise) {
        (Test::Always, then, _) => then,
        (Test::Never, _, otherwise) => otherwise,
        (when, then, Test::Always) => any(vec![not(when), then]),
        (when, Test::Always, otherwise) => any(vec![when, otherwise]),
        (when, then, otherwise) => Test::Choice {
            when: Box::new(when),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        },
    }
}
