//! Runs a property. Without a word the cases are the same on every run and
//! every machine; `PROPTEST_CASES` asks for another number of them, which are
//! then new each time unless `PROPTEST_RNG_SEED` names a seed.

use std::env;
use std::hash::{BuildHasher, RandomState};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// How many messages of each kind are tried.
const CASES: u32 = 1000;

/// Tries what `strategy` makes, a part of the cases if there are many like it.
pub fn try_all<S: Strategy>(
    strategy: &S,
    part: u32,
    check: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let (mut runner, again) = runner(part);
    if let Err(found) = runner.run(strategy, check) {
        panic!("{found}\nagain with {again}");
    }
}

/// Whether a number of cases was asked for.
pub fn is_long() -> bool {
    env::var_os("PROPTEST_CASES").is_some()
}

/// A runner of a part of the cases, and the variables that give it again.
pub fn runner(part: u32) -> (TestRunner, String) {
    // This reads both variables.
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let long = is_long();
    if !long {
        config.cases = CASES;
    }
    let seed = match config.rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random if long => RandomState::new().hash_one(()),
        RngSeed::Random => 0,
    };
    config.rng_seed = RngSeed::Fixed(seed);
    let asked = config.cases;
    config.cases = asked.div_ceil(part);
    let again = format!("PROPTEST_CASES={asked} PROPTEST_RNG_SEED={seed}");
    (TestRunner::new(config), again)
}
