//! Warns about limits of length that allow no text that `pattern` accepts, or that
//! exclude a value of an enum.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Measured, Rule, Shape, Struct, Type, Value};
use crate::pattern::{Matcher, State};
use crate::text::source::Span;

use crate::text::places::Places;

/// The maximum number of steps through an automaton.
const MAX_STEPS: usize = 10_000;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (id, def) in api.reachable() {
        let fields = api.structure(id).into_iter().flat_map(Struct::fields);
        for (_, field) in fields {
            let span = places.member_span(&def.origin, &field.name.wire);
            check_value(api, &field.value, span, diagnostics);
        }
    }
}

fn check_value(api: &Api, value: &Value, span: Option<Span>, diagnostics: &mut Diagnostics) {
    if let Type::List(item) | Type::Map(item) = &value.ty {
        check_value(api, item, span, diagnostics);
    }
    let limits = Limits::of(&value.rules);
    let mut report = |message: String| {
        diagnostics.push(
            Diagnostic::warning(Code::UnsatisfiableLimits, span, message)
                .help("correct `minLength`, `maxLength`, `pattern` or the listed values"),
        );
    };
    for rule in &value.rules {
        if let Rule::Pattern(pattern) = rule
            && !can_be_kept(&pattern.matcher, &limits)
        {
            report(format!(
                "no text of the allowed length matches the pattern `{}`",
                pattern.text
            ));
        }
    }
    let Type::Named(id) = value.ty else {
        return;
    };
    if let Shape::Enum(set) = &api.get(id).shape {
        for variant in &set.variants {
            let wire = &variant.name.wire;
            let mut rules = value.rules.iter();
            if !rules.all(|rule| rule.admits(Measured::Text(wire))) {
                report(format!(
                    "the listed value `{wire}` breaks the limits of this schema"
                ));
            }
        }
    }
}

/// The limits of the length of a text.
struct Limits {
    least: usize,
    most: Option<usize>,
}

impl Limits {
    fn of(rules: &[Rule]) -> Self {
        let (least, most) = Rule::lengths(rules);
        let bytes = |limit: u64| usize::try_from(limit).unwrap_or(usize::MAX);
        Self {
            least: bytes(least),
            most: most.map(bytes),
        }
    }

    fn allows(&self, length: usize) -> bool {
        length >= self.least && self.most.is_none_or(|most| length <= most)
    }
}

/// Returns true if a text of an allowed length matches.
fn can_be_kept(matcher: &Matcher, limits: &Limits) -> bool {
    match matcher {
        // The lengths that steps allow are too many to follow.
        Matcher::Always | Matcher::Steps(_) => true,
        Matcher::Repeat { min, max, .. } => {
            let least = limits.least.max(*min);
            let fits = |most: &Option<usize>| most.is_none_or(|most| least <= most);
            fits(max) && fits(&limits.most)
        }
        Matcher::Choices(choices) => choices.iter().any(|choice| limits.allows(choice.len())),
        Matcher::Automaton(states) => follows(states, limits),
        Matcher::All(parts) => {
            let mut needed = parts.iter().filter(|(holds, _)| *holds);
            needed.all(|(_, matcher)| can_be_kept(matcher, limits))
        }
    }
}

/// Follows all texts at the same time, one character a step.
fn follows(states: &[State], limits: &Limits) -> bool {
    let mut reached = BTreeSet::from([0_usize]);
    // A text that is longer than the least length by the number of states repeats a
    // state, so a shorter text exists.
    let longest = limits.least.saturating_add(states.len());
    let longest = limits.most.map_or(longest, |most| most.min(longest));
    for length in 0..=longest.min(MAX_STEPS) {
        let mut accepting = reached.iter().filter_map(|&state| states.get(state));
        if limits.allows(length) && accepting.any(|state| state.accepting) {
            return true;
        }
        reached = reached
            .iter()
            .filter_map(|&state| states.get(state))
            .flat_map(|state| state.arms.iter().map(|(_, next)| *next))
            .collect();
    }
    longest > MAX_STEPS
}
