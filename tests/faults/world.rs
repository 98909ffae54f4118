//! A world: some orders, the merchant's program, the network and the gateway. It runs in
//! virtual time on one thread, and its seed decides everything.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;

use super::judge::{Tally, judge};
use super::network::{Event, Network};
use super::program::{Habit, Program, Report};

/// The number of orders in a world.
const ORDERS: usize = 10;

/// The time after which the network has no faults any more.
const LATER: Duration = Duration::from_secs(24 * 60 * 60);

/// The number of times that the program continues with what is open.
const ROUNDS: usize = 7;

type Running = Pin<Box<dyn Future<Output = ()>>>;

/// A world with its programs that run.
struct World {
    network: Network,
    program: Program,
    running: BTreeMap<usize, Running>,
    crashes: u64,
    /// The crashes in the middle of calls.
    cut_calls: u64,
}

/// Runs a world to its end, and judges it.
///
/// # Errors
///
/// Returns what is wrong, with the log of the order.
pub fn run(seed: u64, habit: Habit) -> Result<Tally, String> {
    let network = Network::new(seed);
    let is_blocking = network.state().random.bool();
    let mut world = World {
        program: Program::new(&network, is_blocking, habit),
        network,
        running: BTreeMap::new(),
        crashes: 0,
        cut_calls: 0,
    };
    for order in 0..ORDERS {
        let mut state = world.network.state();
        let begin = Duration::from_secs(state.random.u64(..60));
        state.schedule(begin, Event::Start(order));
    }
    world.run();
    let open_at_first = world.open().len();
    // After each order that was open, new payments and refunds can be open again.
    for _ in 0..ROUNDS {
        world.heal();
        world.run();
    }
    let judged = judge(&world.network.state(), &world.program.store());
    let mut tally = judged.map_err(|(order, wrong)| world.told(seed, order, &wrong))?;
    let state = world.network.state();
    // A blocking call cannot be dropped.
    if !is_blocking && state.dropped != world.cut_calls {
        return Err(format!(
            "seed {seed}: {} of {} dropped calls are reported",
            state.dropped, world.cut_calls
        ));
    }
    tally.crashes = world.crashes;
    tally.cut_calls = world.cut_calls;
    tally.calls = state.calls;
    tally.open_at_first = open_at_first as u64;
    tally.faults.clone_from(&state.counts);
    Ok(tally)
}

impl World {
    /// Runs until nothing more happens.
    fn run(&mut self) {
        loop {
            let event = self.network.state().next();
            match event {
                None => return,
                Some(Event::Start(order)) => {
                    let program = self.program.clone();
                    self.running.insert(order, Box::pin(program.run(order)));
                    self.poll(order);
                }
                Some(Event::Crash(order)) => self.crash(order, "crashes"),
                Some(Event::Wake(order)) => self.poll(order),
                Some(Event::Arrive(_) | Event::Return(..)) => {}
            }
        }
    }

    /// Lets the program of an order run until it waits.
    fn poll(&mut self, order: usize) {
        let Some(running) = self.running.get_mut(&order) else {
            return;
        };
        self.network.state().current = order;
        let mut context = Context::from_waker(Waker::noop());
        if running.as_mut().poll(&mut context).is_ready() {
            self.running.remove(&order);
        }
        if std::mem::take(&mut self.network.state().is_crashing) {
            self.crash(order, "is gone");
        }
    }

    /// Ends the program of an order, which starts again later.
    fn crash(&mut self, order: usize, line: &str) {
        let Some(running) = self.running.remove(&order) else {
            return;
        };
        self.crashes += 1;
        {
            let mut state = self.network.state();
            self.cut_calls += u64::from(state.is_calling(order));
            state.log_of(order, line);
            let pause = Duration::from_secs(state.random.u64(..600));
            let time = state.now + pause;
            state.schedule(time, Event::Start(order));
        }
        drop(running);
        self.network.state().abandon(order);
    }

    /// Returns the orders with a payment or a refund that is reported as open.
    fn open(&self) -> Vec<usize> {
        let store = self.program.store();
        let records = store.payments.iter().chain(&store.refunds);
        let open = records.filter(|(_, records)| {
            let mut reports = records.iter().filter_map(|it| it.report.as_ref());
            reports.any(Report::is_open)
        });
        open.map(|(order, _)| *order).collect()
    }

    /// Repairs the network, and lets the program continue with what is open.
    fn heal(&mut self) {
        let open = self.open();
        let mut state = self.network.state();
        state.percent = 0;
        state.now += LATER;
        let now = state.now;
        state.books.advance(now);
        for order in open {
            state.log_of(order, "the network has no faults any more");
            state.schedule(now, Event::Start(order));
        }
    }

    /// Tells what is wrong with an order.
    fn told(&self, seed: u64, order: usize, wrong: &str) -> String {
        let state = self.network.state();
        let log = state.logs.get(&order).cloned().unwrap_or_default();
        format!("seed {seed}, order {order}: {wrong}\n{}\n", log.join("\n"))
    }
}
