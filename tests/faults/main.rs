//! Payments under faults of the network and crashes of the merchant's program. The gateway
//! is written without the crate's types and code, and `rsa` signs and verifies for it.
//!
//! `PAYMENTS` sets the number of payments, and `SEED` repeats one world.

mod books;
mod fault;
mod judge;
#[allow(dead_code, reason = "the tests of signatures use the rest")]
#[path = "../signing/keys.rs"]
mod keys;
mod network;
mod program;
mod wire;
mod world;

use std::env;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use fault::Fault;
use judge::Tally;
use program::Habit;

/// Reads a number from the environment.
fn number(name: &str) -> Option<u64> {
    let value = env::var(name).ok()?;
    Some(value.parse().expect("it is a number"))
}

/// Runs worlds on all cores, until there are enough payments or something is wrong.
fn run(payments: u64, habit: Habit) -> Result<Tally, String> {
    let seeds = AtomicU64::new(0);
    let total = Mutex::new(Ok(Tally::default()));
    let work = || {
        loop {
            let result = world::run(seeds.fetch_add(1, Ordering::Relaxed), habit);
            let mut total = total.lock().expect("no thread panics");
            match (&mut *total, result) {
                (Ok(total), Ok(tally)) => total.add(tally),
                (total @ Ok(_), Err(wrong)) => *total = Err(wrong),
                (Err(_), _) => {}
            }
            if !matches!(&*total, Ok(total) if total.payments < payments) {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    total.into_inner().expect("no thread panics")
}

#[test]
fn no_payment_is_made_twice_or_reported_wrong() {
    let result = match number("SEED") {
        Some(seed) => world::run(seed, Habit::None),
        None => run(number("PAYMENTS").unwrap_or(300), Habit::None),
    };
    let tally = result.unwrap_or_else(|wrong| panic!("{wrong}"));
    println!("{tally}");
    if number("SEED").is_none() {
        let missing = Fault::ALL.iter().find(|it| !tally.faults.contains_key(it));
        assert_eq!(missing, None, "every fault occurs");
        assert!(tally.cut_calls > 0, "programs crash in the middle of calls");
    }
}

#[test]
fn every_bad_habit_is_noticed() {
    for habit in [
        Habit::StartsOver,
        Habit::BelievesUnsigned,
        Habit::VerifiesNothing,
        Habit::TakesAcceptedForPaid,
        Habit::TakesMissingForFailed,
        Habit::StoresNothing,
    ] {
        let wrong = run(3000, habit);
        let wrong = wrong.err().unwrap_or_else(|| panic!("{habit:?}"));
        let line = wrong.lines().next().unwrap_or_default();
        println!("{habit:?}: {line}");
    }
}
