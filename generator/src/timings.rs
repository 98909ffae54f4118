//! The time of each stage of a run, for performance work. It affects no decision and no
//! output.

use std::time::{Duration, Instant};

use crate::progress::{Progress, Step};

/// The stages of a run with their times, in the order in which they first ended.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
    progress: Progress,
}

impl Timings {
    /// Creates an empty list that tells when a stage begins.
    pub(crate) fn told_to(progress: Progress) -> Self {
        Self {
            stages: Vec::new(),
            progress,
        }
    }

    /// Returns the receiver of steps.
    pub(crate) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Runs `work` and adds its time to the stage.
    pub fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        self.progress.tell(Step::Stage(stage));
        let started = Instant::now();
        let result = work();
        self.add(stage, started.elapsed());
        result
    }

    /// Adds to the time of a stage.
    pub fn add(&mut self, stage: &'static str, took: Duration) {
        match self.stages.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, sum)) => *sum += took,
            None => self.stages.push((stage, took)),
        }
    }

    /// Adds the times of another thread.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (stage, took) in other.iter() {
            self.add(stage, took);
        }
    }

    /// Returns the stages with their times. Parallel stages, `emit` and `render`, have
    /// the sum over all threads.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        self.stages.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_a_stage_add_up() {
        let mut timings = Timings::default();
        timings.add("emit", Duration::from_millis(2));
        timings.add("render", Duration::from_millis(1));
        let mut other = Timings::default();
        other.add("emit", Duration::from_millis(3));
        timings.merge(&other);
        let found: Vec<_> = timings.iter().collect();
        let expected = [
            ("emit", Duration::from_millis(5)),
            ("render", Duration::from_millis(1)),
        ];
        assert_eq!(found, expected);
        assert_eq!(timings.time("load", || 7), 7);
        assert_eq!(timings.iter().count(), 3);
    }
}
