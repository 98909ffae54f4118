//! Conversion of an expression to steps that are followed at once (Glushkov's construction),
//! for patterns whose automaton is too large.
//!
//! A repetition of one set is a single step, and so is a text.

use super::error::PatternError;
use super::expr::Expr;
use super::set::CharSet;

/// The largest number of parts of an expression, with repetitions of groups written out.
const MAX_PARTS: usize = 4_000;

/// The largest number of steps. Each character of a text costs at most so many tests.
const MAX_STEPS: usize = 256;

/// The largest number of steps that follow others, in all.
const MAX_NEXT: usize = 1_024;

/// The largest number of characters of limited repetitions, in all. So many starts of
/// repetitions can be remembered.
const MAX_REPEATED: usize = 1 << 16;

/// The steps of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// True if the empty text matches.
    pub empty: bool,
    /// The steps with which a match may begin at the start of the text only.
    pub at_start: Vec<usize>,
    /// The steps with which a match may begin anywhere.
    pub anywhere: Vec<usize>,
    /// All steps.
    pub all: Vec<Step>,
}

/// A step of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The characters that it takes.
    pub takes: Takes,
    /// The steps that may follow.
    pub next: Vec<usize>,
    /// The place of the end of a match after it, if it can be there.
    pub last: Option<Last>,
}

/// The characters that a step takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A text.
    Text(String),
    /// From `least` to `most` characters of a set.
    Chars {
        /// The set.
        set: CharSet,
        /// The least number of characters, which is not 0.
        least: usize,
        /// The greatest number of characters, if limited.
        most: Option<usize>,
    },
}

/// The place at which a match may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Last {
    /// At the end of the text.
    AtEnd,
    /// Anywhere.
    Anywhere,
}

/// Returns the steps of an expression, or `None` if every text matches.
pub(super) fn of_expr(expr: &Expr) -> Result<Option<Steps>, PatternError> {
    let mut builder = Builder::default();
    let all = builder.add(expr)?;
    if all.empty.iter().any(|it| !(it.start && it.end)) {
        return Ok(None);
    }
    for &(step, at_end) in &all.last {
        let last = if at_end { Last::AtEnd } else { Last::Anywhere };
        if let Some(step) = builder.steps.get_mut(step) {
            step.last = step.last.max(Some(last));
        }
    }
    let begins = |at_start: bool| {
        let first = all.first.iter().filter(move |it| it.0 == at_start);
        first.map(|it| it.1).collect::<Vec<_>>()
    };
    let mut steps = Steps {
        empty: !all.empty.is_empty(),
        at_start: begins(true),
        anywhere: begins(false),
        all: builder.steps,
    };
    let anywhere = &steps.anywhere;
    steps.at_start.retain(|step| !anywhere.contains(step));
    if !steps.empty && steps.path().is_none() {
        return Err(PatternError::no_text());
    }
    steps.join_texts();
    steps
        .is_small()
        .then_some(Some(steps))
        .ok_or_else(PatternError::too_large)
}

/// The anchors that hold where an expression takes no character.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Anchors {
    start: bool,
    end: bool,
}

/// A part of the steps.
#[derive(Clone, Default)]
struct Part {
    /// The anchors with which it takes no character, if there are any.
    empty: Vec<Anchors>,
    /// The first steps, each with whether it must be at the start of the text.
    first: Vec<(bool, usize)>,
    /// The last steps, each with whether it must be at the end of the text.
    last: Vec<(usize, bool)>,
}

impl Part {
    fn empty(anchors: Anchors) -> Self {
        Self {
            empty: vec![anchors],
            ..Self::default()
        }
    }

    fn or(mut self, other: Self) -> Self {
        for anchors in other.empty {
            if !self.empty.contains(&anchors) {
                self.empty.push(anchors);
            }
        }
        self.first.extend(other.first);
        self.last.extend(other.last);
        self
    }

    fn optional(self) -> Self {
        self.or(Self::empty(Anchors::default()))
    }
}

#[derive(Default)]
struct Builder {
    steps: Vec<Step>,
    /// The number of parts so far.
    parts: usize,
    /// The number of steps that follow others so far.
    followers: usize,
}

impl Builder {
    fn add(&mut self, expr: &Expr) -> Result<Part, PatternError> {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            return Err(PatternError::too_large());
        }
        match expr {
            Expr::Class(set) => Ok(self.chars(set, 1, Some(1))),
            Expr::Start | Expr::End => {
                let start = matches!(expr, Expr::Start);
                Ok(Part::empty(Anchors { start, end: !start }))
            }
            // The characters on both sides of a place are in different steps.
            Expr::Ahead(_) | Expr::Behind(_) => Err(PatternError::too_large()),
            Expr::Look(look) => Err(PatternError::look_around(look.offset)),
            Expr::Concat(exprs) => {
                let mut all = Part::empty(Anchors::default());
                for expr in exprs {
                    let next = self.add(expr)?;
                    all = self.then(all, next)?;
                }
                Ok(all)
            }
            Expr::Either(exprs) => {
                let mut exprs = exprs.iter();
                exprs.try_fold(Part::default(), |all, expr| Ok(all.or(self.add(expr)?)))
            }
            Expr::Repeat { expr, min, max } => self.repeat(expr, *min, *max),
        }
    }

    fn chars(&mut self, set: &CharSet, least: usize, most: Option<usize>) -> Part {
        let set = set.clone();
        let step = self.steps.len();
        self.steps.push(Step {
            takes: Takes::Chars { set, least, most },
            next: Vec::new(),
            last: None,
        });
        Part {
            empty: Vec::new(),
            first: vec![(false, step)],
            last: vec![(step, false)],
        }
    }

    /// Lets the first steps of a part follow the last steps of another one.
    fn follow(
        &mut self,
        last: &[(usize, bool)],
        first: &[(bool, usize)],
    ) -> Result<(), PatternError> {
        let first = first.iter().filter(|(at_start, _)| !at_start);
        let first: Vec<usize> = first.map(|(_, step)| *step).collect();
        for (step, _) in last.iter().filter(|(_, at_end)| !at_end) {
            let Some(step) = self.steps.get_mut(*step) else {
                continue;
            };
            for &next in &first {
                if !step.next.contains(&next) {
                    self.followers += 1;
                    step.next.push(next);
                }
            }
            if self.followers > MAX_PARTS + MAX_NEXT {
                return Err(PatternError::too_large());
            }
        }
        Ok(())
    }

    fn then(&mut self, one: Part, other: Part) -> Result<Part, PatternError> {
        self.follow(&one.last, &other.first)?;
        let mut all = Part::default();
        for before in &one.empty {
            let pairs = other.empty.iter().map(|after| Anchors {
                start: before.start || after.start,
                end: before.end || after.end,
            });
            all = pairs.fold(all, |all, anchors| all.or(Part::empty(anchors)));
        }
        all.first = one.first;
        for before in one.empty.iter().filter(|it| !it.end) {
            let first = other.first.iter();
            all.first
                .extend(first.map(|(at_start, step)| (*at_start || before.start, *step)));
        }
        all.last = other.last;
        for after in other.empty.iter().filter(|it| !it.start) {
            let last = one.last.iter();
            all.last
                .extend(last.map(|(step, at_end)| (*step, *at_end || after.end)));
        }
        Ok(all)
    }

    fn repeat(&mut self, expr: &Expr, min: u32, max: Option<u32>) -> Result<Part, PatternError> {
        let count = |n: u32| usize::try_from(n).map_err(|_| PatternError::too_large());
        if max == Some(0) {
            return Ok(Part::empty(Anchors::default()));
        }
        if let [Expr::Class(set)] = expr.parts().as_slice() {
            let most = max.map(count).transpose()?;
            let part = self.chars(set, count(min)?.max(1), most);
            return Ok(if min == 0 { part.optional() } else { part });
        }
        let mut rest = match max {
            None => {
                let part = self.add(expr)?;
                self.follow(&part.last, &part.first)?;
                if min == 0 { part.optional() } else { part }
            }
            Some(max) => {
                let mut rest = Part::empty(Anchors::default());
                for _ in min..max {
                    let part = self.add(expr)?;
                    rest = self.then(part, rest)?.optional();
                }
                rest
            }
        };
        let before = if max.is_none() {
            min.saturating_sub(1)
        } else {
            min
        };
        for _ in 0..before {
            let part = self.add(expr)?;
            rest = self.then(part, rest)?;
        }
        Ok(rest)
    }
}

impl Steps {
    /// Joins each text of characters that only follow each other to one step.
    fn join_texts(&mut self) {
        let mut leading = vec![0_usize; self.all.len()];
        let first = self.at_start.iter().chain(&self.anywhere);
        let next = self.all.iter().flat_map(|step| &step.next);
        // A first step counts twice, so that it never continues a text.
        for &step in first.clone().chain(first).chain(next) {
            if let Some(count) = leading.get_mut(step) {
                *count += 1;
            }
        }
        for step in &mut self.all {
            if let Takes::Chars {
                set,
                least: 1,
                most: Some(1),
            } = &step.takes
                && let Some(only) = set.single()
            {
                step.takes = Takes::Text(only.into());
            }
        }
        let mut kept: Vec<Option<usize>> = vec![None; self.all.len()];
        let mut joined: Vec<Step> = Vec::new();
        let is_joined: Vec<bool> = self.continued(&leading);
        for at in 0..self.all.len() {
            if is_joined.get(at) == Some(&true) {
                continue;
            }
            let Some(mut step) = self.all.get(at).cloned() else {
                continue;
            };
            while let Some(next) = self.continuation(&step, &leading) {
                if let (Takes::Text(text), Takes::Text(more)) = (&mut step.takes, &next.takes) {
                    text.push_str(more);
                }
                step.next.clone_from(&next.next);
                step.last = next.last;
            }
            if let Some(kept) = kept.get_mut(at) {
                *kept = Some(joined.len());
            }
            joined.push(step);
        }
        let renumber = |steps: &mut Vec<usize>| {
            let numbers = steps
                .iter()
                .filter_map(|at| kept.get(*at).copied().flatten());
            *steps = numbers.collect();
            steps.sort_unstable();
        };
        renumber(&mut self.at_start);
        renumber(&mut self.anywhere);
        for step in &mut joined {
            renumber(&mut step.next);
        }
        self.all = joined;
    }

    /// Returns which steps continue the text of another one.
    fn continued(&self, leading: &[usize]) -> Vec<bool> {
        let mut continued = vec![false; self.all.len()];
        for step in &self.all {
            if let ([next], Some(_)) = (step.next.as_slice(), self.continuation(step, leading))
                && let Some(place) = continued.get_mut(*next)
            {
                *place = true;
            }
        }
        continued
    }

    /// Returns the step that continues the text of another one.
    fn continuation(&self, step: &Step, leading: &[usize]) -> Option<&Step> {
        let ([next], None, Takes::Text(_)) = (step.next.as_slice(), step.last, &step.takes) else {
            return None;
        };
        let found = self.all.get(*next)?;
        let is_only = leading.get(*next) == Some(&1);
        (is_only && matches!(found.takes, Takes::Text(_))).then_some(found)
    }

    fn is_small(&self) -> bool {
        let next: usize = self.all.iter().map(|step| step.next.len()).sum();
        let repeated = self.all.iter().map(|step| match step.takes {
            Takes::Chars {
                most: Some(most), ..
            } => most,
            Takes::Chars { most: None, .. } | Takes::Text(_) => 0,
        });
        let repeated = repeated.fold(0, usize::saturating_add);
        self.all.len() <= MAX_STEPS && next <= MAX_NEXT && repeated <= MAX_REPEATED
    }
}
