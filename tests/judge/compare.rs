//! The comparison of a crate's answer with the verdict of the validator.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::differences::{self, Constants, Leniency};
use crate::validator::{Unfit, Verdict};

/// The crate's answer to a message.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The message cannot be read because of the value at this place.
    Refused(String),
    /// The message can be read.
    Read {
        /// The message as it is written back.
        written: Value,
        /// The places of the violations; none if the type is only read.
        places: BTreeSet<String>,
        /// True if a union in it keeps a value without a variant.
        is_unmatched: bool,
    },
    /// The program has ended, as it does when its stack overflows.
    Ended,
}

/// The facts of a type on which the comparison depends.
pub struct Facts<'a> {
    /// True if programs write it.
    pub is_written: bool,
    /// The constants of members in the documents.
    pub constants: &'a Constants,
    /// Returns whether the component with a keyword is also read, so that it accepts values
    /// that are not listed.
    pub is_open: &'a dyn Fn(&str) -> bool,
}

/// Compares an answer with the verdicts of the validator about a message. It is plain if it
/// is an example or an instance without a fault.
///
/// # Errors
///
/// Returns the difference in words.
pub fn compare(
    facts: &Facts<'_>,
    (message, is_plain): (&Value, bool),
    answer: &Answer,
    judge: &dyn Fn(&Value) -> Verdict,
) -> Result<(), String> {
    let verdict = judge(message);
    // A value that fits several alternatives is valid, see `differences`.
    let is_valid = verdict.is_clean_but_for_several();
    match answer {
        Answer::Ended => Err("the program ends without an answer".to_owned()),
        Answer::Refused(place) => refused(message, place, &verdict),
        Answer::Read {
            written,
            places,
            is_unmatched,
        } => {
            let used = differences::between(facts.constants, message, written)
                .map_err(|place| format!("written differently at `{place}`: {written}"))?;
            let is_only_read = !facts.is_written;
            let unlisted: Vec<&Leniency> = used
                .iter()
                .filter(|it| is_valid && !it.is_of_valid(is_only_read))
                .collect();
            let is_marked = || !is_plain && judge(written).is_clean_but_for_several();
            if !unlisted.is_empty() && !is_marked() {
                return Err(format!("valid, but written as {written}: {unlisted:?}"));
            }
            if is_valid && *is_unmatched {
                // A fault may be the mark of another variant, see `differences`.
                return if is_plain {
                    Err("valid, but fits no variant of a union".to_owned())
                } else {
                    Ok(())
                };
            }
            if is_only_read {
                return Ok(());
            }
            let is_marked = *is_unmatched && !is_plain;
            let found = (places, *is_unmatched, is_marked);
            read(facts, found, written, &judge(written))
        }
    }
}

fn refused(message: &Value, place: &str, verdict: &Verdict) -> Result<(), String> {
    // The names in a map come from the message, so errors do not show them.
    let inside = format!("{place}/");
    let is_container = message
        .pointer(place)
        .is_some_and(|it| it.is_object() || it.is_array());
    let is_near = |it: &String| it == place || is_container && it.starts_with(&inside);
    let unfit = verdict.unfit.iter().map(|it| &it.place);
    let told = verdict
        .shape
        .iter()
        .chain(&verdict.written)
        .chain(&verdict.closed)
        .chain(&verdict.rules)
        .chain(&verdict.several);
    let is_told = told.chain(unfit.clone()).any(is_near);
    let is_in_union = unfit.clone().any(|it| place.starts_with(it.as_str()));
    if is_told || is_in_union || differences::is_no_integer(message, place) {
        Ok(())
    } else {
        Err(format!(
            "`{place}` cannot be read, but the validator says {verdict:?}"
        ))
    }
}

/// Checks the violations of a message that is read, given the verdict about it as it is
/// written. A value that a union keeps has one violation for all its faults, at the place
/// that keeps it from its variant, which does not say where the value begins.
fn read(
    facts: &Facts<'_>,
    (places, is_unmatched, is_marked): (&BTreeSet<String>, bool, bool),
    written: &Value,
    verdict: &Verdict,
) -> Result<(), String> {
    let mut rest = places.clone();
    let differs = |what: String| {
        Err(format!(
            "{what}: {places:?}, but the validator says {verdict:?}"
        ))
    };
    let is_in_unfit = |place: &String| verdict.unfit.iter().any(|it| it.place == *place);
    for unfit in &verdict.unfit {
        let is_told = tells(unfit, &verdict.shape, places) || fits_if_open(facts, unfit);
        if !is_told {
            return differs(format!("no violation at `{}`", unfit.place));
        }
        rest.retain(|place| !is_within(place, &unfit.place));
    }
    let expected = verdict
        .shape
        .iter()
        .chain(&verdict.rules)
        .chain(&verdict.written);
    // A place can have faults of several kinds.
    let expected: BTreeSet<&String> = expected.filter(|place| !is_in_unfit(place)).collect();
    for place in expected {
        let known = verdict.unknown.get(place);
        let is_open = known.is_some_and(|keyword| (facts.is_open)(keyword));
        let is_near = verdict.unfit.iter().any(|it| is_within(place, &it.place));
        let is_covered = is_unmatched && !places.is_empty() || is_refused(place, places, verdict);
        if !rest.remove(place) && !is_open && !is_near && !is_covered {
            return differs(format!("no violation at `{place}`"));
        }
    }
    let mut faults = BTreeSet::new();
    all_places(verdict, &mut faults);
    rest.retain(|place| {
        let is_outer = is_unmatched && !faults.is_empty();
        let is_no_integer = differences::is_no_integer(written, place);
        !verdict.several.contains(place) && !is_outer && !is_no_integer
    });
    // A fault of an invalid message may be the mark of another variant, see `differences`.
    match rest.first().filter(|_| !is_marked) {
        Some(place) => differs(format!("a violation at `{place}`")),
        None => Ok(()),
    }
}

/// Returns whether a place is in a member that a closed object does not list, and that a
/// violation refuses as a whole.
fn is_refused(place: &str, places: &BTreeSet<String>, verdict: &Verdict) -> bool {
    places.iter().any(|refused| {
        let (object, _) = refused.rsplit_once('/').unwrap_or_default();
        is_within(place, refused) && verdict.closed.contains(object)
    })
}

/// Returns whether the violations tell that a value fits no alternative: at the value, or
/// at places in it that the schema beside the alternatives or one of these refuses, or whose
/// content it refuses.
fn tells(unfit: &Unfit, shape: &BTreeSet<String>, places: &BTreeSet<String>) -> bool {
    let inside: Vec<&String> = places
        .iter()
        .filter(|place| is_within(place, &unfit.place))
        .collect();
    inside.contains(&&unfit.place)
        || inside.iter().any(|place| shape.contains(*place))
        || !inside.is_empty()
            && unfit.branches.iter().any(|branch| {
                let mut known = BTreeSet::new();
                all_places(branch, &mut known);
                // The names in a map come from the message, so a violation stands at the map.
                let is_told = |place: &String| known.iter().any(|it| is_within(it, place));
                inside.iter().any(|place| is_told(place))
            })
}

/// Returns whether a value may be newer than the document: an alternative does not list its
/// value or that of a member, or has no other faults.
fn fits_if_open(facts: &Facts<'_>, unfit: &Unfit) -> bool {
    let is_open = |branch: &Verdict, place: &String| {
        let keyword = branch.unknown.get(place);
        let nested = branch.unfit.iter().find(|it| it.place == *place);
        keyword.is_some_and(|keyword| (facts.is_open)(keyword))
            || nested.is_some_and(|it| fits_if_open(facts, it))
    };
    unfit.branches.iter().any(|branch| {
        let is_own = |place: &String| {
            let (parent, _) = place.rsplit_once('/').unwrap_or_default();
            *place == unfit.place || parent == unfit.place
        };
        let mut unknown = branch.unknown.keys();
        let places = branch.shape.iter().chain(&branch.rules);
        let mut places = places.chain(&branch.written);
        unknown.any(|place| is_own(place) && is_open(branch, place))
            || places.all(|place| is_open(branch, place))
    })
}

fn all_places<'v>(verdict: &'v Verdict, places: &mut BTreeSet<&'v String>) {
    places.extend(&verdict.shape);
    places.extend(&verdict.rules);
    places.extend(&verdict.written);
    for unfit in &verdict.unfit {
        places.insert(&unfit.place);
        for branch in &unfit.branches {
            all_places(branch, places);
        }
    }
}

fn is_within(place: &str, outer: &str) -> bool {
    place
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::tells;
    use crate::validator::{Unfit, Verdict};

    fn places(of: &[&str]) -> BTreeSet<String> {
        of.iter().map(|&place| place.to_owned()).collect()
    }

    #[test]
    fn a_violation_at_a_map_tells_of_its_values() {
        let branch = Verdict {
            shape: places(&["/a/names/en"]),
            ..Verdict::default()
        };
        let unfit = Unfit {
            place: "/a".to_owned(),
            branches: vec![branch],
        };
        let tells = |found: &[&str]| tells(&unfit, &BTreeSet::new(), &places(found));
        assert!(tells(&["/a/names"]));
        assert!(tells(&["/a/names/en"]));
        assert!(!tells(&["/a/name", "/b/names"]));
    }

    #[test]
    fn a_fault_beside_the_alternatives_tells_of_the_value() {
        let unfit = Unfit {
            place: "/a".to_owned(),
            branches: Vec::new(),
        };
        let shape = places(&["/a/kind", "/b"]);
        assert!(tells(&unfit, &shape, &places(&["/a/kind"])));
        assert!(!tells(&unfit, &shape, &places(&["/a/name", "/b"])));
    }
}
