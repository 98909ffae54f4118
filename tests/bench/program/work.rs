//! Defines the measured work: takes a message and returns the tasks of writing, reading
//! and checking it, with the crate and with the code that it is compared to.
//!
//! This file is linted with the workspace. It is also part of the program that
//! `antom-bench` writes, which has the structs to compare with.

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A task on a message, with several implementations.
pub struct Task {
    /// The name of the message and of the task.
    pub name: String,
    /// The implementations: the crate's first, then the others.
    pub ways: Vec<Way>,
}

/// An implementation of a task.
pub struct Way {
    /// The name of the implementation.
    pub name: &'static str,
    /// A function that runs it once.
    pub run: Box<dyn Fn()>,
}

impl Way {
    /// Wraps `work` so that the optimizer removes nothing.
    fn new<T>(name: &'static str, work: impl Fn() -> T + 'static) -> Self {
        let run = Box::new(move || drop(black_box(work())));
        Self { name, run }
    }
}

/// Returns tasks of writing and reading the message `json`. `Own` is a type of the crate,
/// `Plain` its counterpart.
///
/// # Panics
///
/// Panics if they cannot read it, or do not write the same.
pub fn exchange<Own, Plain>(name: &str, json: &'static str, read: fn(&[u8]) -> Own) -> Vec<Task>
where
    Own: Serialize + 'static,
    Plain: Serialize + DeserializeOwned + 'static,
{
    let value: Value = serde_json::from_str(json).expect("the message is JSON");
    let plain: Plain = serde_json::from_str(json).expect("the plain structs read it");
    let own = read(json.as_bytes());
    assert_eq!(serde_json::to_value(&own).expect("it is written"), value);
    assert_eq!(serde_json::to_value(&plain).expect("it is written"), value);
    let write = Task {
        name: format!("write {name}"),
        ways: vec![
            Way::new("antom", move || serde_json::to_vec(black_box(&own))),
            Way::new("derive", move || serde_json::to_vec(black_box(&plain))),
            Way::new("Value", move || serde_json::to_vec(black_box(&value))),
        ],
    };
    let read = Task {
        name: format!("read {name}"),
        ways: vec![
            Way::new("antom", move || read(black_box(json.as_bytes()))),
            Way::new("derive", move || {
                serde_json::from_slice::<Plain>(black_box(json.as_bytes()))
            }),
            Way::new("Value", move || {
                serde_json::from_slice::<Value>(black_box(json.as_bytes()))
            }),
        ],
    };
    vec![write, read]
}

/// Returns the tasks of checking and of writing a request.
///
/// # Panics
///
/// Panics if it breaks a rule.
pub fn check<Own, Error>(name: &str, own: Own, validate: fn(&Own) -> Result<(), Error>) -> Task
where
    Own: Serialize + Clone + 'static,
    Error: std::fmt::Display + 'static,
{
    if let Err(error) = validate(&own) {
        panic!("{error}");
    }
    let written = own.clone();
    Task {
        name: format!("check {name}"),
        ways: vec![
            Way::new("antom", move || validate(black_box(&own))),
            Way::new("writing", move || serde_json::to_vec(black_box(&written))),
        ],
    }
}

/// Returns the median duration of each implementation, and the ratio of the first one to
/// it.
///
/// The implementations run in turn, and each ratio compares neighbours. A disturbance of
/// the machine thus affects both, and the median ignores the rest.
#[must_use]
pub fn times(task: &Task) -> Vec<(Duration, f64)> {
    const ROUNDS: usize = 301;
    let repeats = repeats(&task.ways[0]);
    let rounds: Vec<Vec<Duration>> = (0..ROUNDS)
        .map(|_| task.ways.iter().map(|way| sample(way, repeats)).collect())
        .collect();
    (0..task.ways.len())
        .map(|way| {
            let times = rounds.iter().map(|round| round[way].as_secs_f64());
            let ratios = rounds
                .iter()
                .map(|round| round[0].as_secs_f64() / round[way].as_secs_f64());
            let once = median(times.collect()) / f64::from(repeats);
            (Duration::from_secs_f64(once), median(ratios.collect()))
        })
        .collect()
}

/// Returns the shortest duration of a piece of work.
pub fn shortest<T>(work: impl Fn() -> T + 'static) -> Duration {
    const SAMPLES: usize = 301;
    let way = Way::new("", work);
    let repeats = repeats(&way);
    let samples = (0..SAMPLES).map(|_| sample(&way, repeats));
    samples.min().unwrap_or_default() / repeats
}

/// Returns the number of repetitions that the clock needs to measure one sample.
fn repeats(way: &Way) -> u32 {
    const ENOUGH: Duration = Duration::from_micros(300);
    let mut repeats = 1;
    while sample(way, repeats) < ENOUGH {
        repeats *= 2;
    }
    repeats
}

fn sample(way: &Way, repeats: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        (way.run)();
    }
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
