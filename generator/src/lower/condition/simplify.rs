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

/// Whether `test`, which is another one, says no more than `other` does.
fn implies(other: &Test, test: &Test) -> bool {
    match (other, test) {
        (Test::OneOf(other, _), Test::Present(path)) => other.steps.starts_with(&path.steps),
        (Test::Present(other), Test::Present(path)) => {
            other != path && other.steps.starts_with(&path.steps)
        }
        (Test::OneOf(other, values), Test::Not(inner)) => match inner.as_ref() {
            Test::OneOf(path, excluded) => {
                other == path && values.iter().all(|value| !excluded.contains(value))
            }
            _ => false,
        },
        _ => false,
    }
}

/// At least one of `tests`.
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
    if flat.len() > 1 {
        return Test::Any(flat);
    }
    flat.pop().unwrap_or(Test::Never)
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
