//! Runs a property. By default, the cases are the same in every run and on every machine.
//! `PROPTEST_CASES` sets another number of cases, which are new in each run unless
//! `PROPTEST_RNG_SEED` sets a seed.

use std::hash::{BuildHasher, RandomState};

use antom_tests::is_long;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// The number of messages of each kind.
const CASES: u32 = 400;

/// Tries values of `strategy`; `part` divides the number of cases if there are many
/// strategies.
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

/// Returns a runner of a part of the cases, and the variables that repeat its run.
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
