//! The judgement of a world: the books of the gateway against the reports of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::books::{Books, State as Ledger};
use super::fault::Fault;
use super::network::State;
use super::program::{Report, Store, Stored};

/// The events of some worlds.
#[derive(Default)]
pub struct Tally {
    pub payments: u64,
    pub refunds: u64,
    pub calls: u64,
    pub crashes: u64,
    /// The crashes in the middle of calls.
    pub cut_calls: u64,
    /// The orders that were reported as open before the network was repaired.
    pub open_at_first: u64,
    pub reports: BTreeMap<String, u64>,
    pub faults: BTreeMap<Fault, u64>,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.payments += other.payments;
        self.refunds += other.refunds;
        self.calls += other.calls;
        self.crashes += other.crashes;
        self.cut_calls += other.cut_calls;
        self.open_at_first += other.open_at_first;
        for (report, count) in other.reports {
            *self.reports.entry(report).or_default() += count;
        }
        for (fault, count) in other.faults {
            *self.faults.entry(fault).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:7} payments", self.payments)?;
        writeln!(f, "{:7} refunds", self.refunds)?;
        writeln!(f, "{:7} calls", self.calls)?;
        writeln!(
            f,
            "{:7} crashes, {} of them in calls",
            self.crashes, self.cut_calls
        )?;
        writeln!(f, "{:7} orders open at first", self.open_at_first)?;
        for (report, count) in &self.reports {
            writeln!(f, "{count:7} {report}")?;
        }
        for (fault, count) in &self.faults {
            writeln!(f, "{count:7} {fault:?}")?;
        }
        Ok(())
    }
}

/// Judges a world.
///
/// # Errors
///
/// Returns the order about which something is wrong.
pub fn judge(state: &State, store: &Store) -> Result<Tally, (usize, String)> {
    let mut tally = Tally::default();
    for (order, records) in &store.payments {
        let wrong = |why: String| (*order, why);
        judge_payments(*order, records, state, &mut tally).map_err(wrong)?;
    }
    for (order, records) in &store.refunds {
        let wrong = |why: String| (*order, why);
        judge_refunds(*order, records, &state.books, &mut tally).map_err(wrong)?;
    }
    Ok(tally)
}

fn judge_payments(
    order: usize,
    records: &[Stored],
    state: &State,
    tally: &mut Tally,
) -> Result<(), String> {
    let payments = state.books.payments();
    let prefix = format!("order-{order}-");
    let of_order = payments.iter().filter(|(id, _)| id.starts_with(&prefix));
    let mut kept = 0;
    for (id, payment) in of_order {
        kept += payment.charges - payment.returns;
        if !records.iter().any(|it| it.id == *id) {
            return Err(format!("the program knows nothing of {id}"));
        }
    }
    if kept > 1 {
        return Err(format!("the buyer paid {kept} times"));
    }
    for record in records {
        let payment = payments.get(&record.id);
        let state_of = payment.map(|it| it.state);
        let is_kept = payment.is_some_and(|it| it.charges > it.returns);
        let report = record.report.as_ref().ok_or("nothing is reported")?;
        let is_right = match report {
            Report::Done(_) => state_of == Some(Ledger::Paid) && is_kept,
            Report::Failed | Report::Refused { .. } | Report::Cancelled => !is_kept,
            Report::NotSent => payment.is_none(),
            Report::Open => !payment.is_some_and(|it| it.is_known(state.now)),
        };
        if !is_right {
            return Err(format!("{} is {state_of:?}, not {report:?}", record.id));
        }
        tally.payments += 1;
        *tally
            .reports
            .entry(format!("payment {}", name(report)))
            .or_default() += 1;
    }
    Ok(())
}

fn judge_refunds(
    order: usize,
    records: &[Stored],
    books: &Books,
    tally: &mut Tally,
) -> Result<(), String> {
    let prefix = format!("refund-{order}-");
    let of_order = books
        .refunds()
        .iter()
        .filter(|(id, _)| id.starts_with(&prefix));
    let of_order: BTreeMap<_, _> = of_order.collect();
    let known: BTreeSet<&String> = records.iter().map(|it| &it.id).collect();
    if let Some(id) = of_order.keys().find(|id| !known.contains(**id)) {
        return Err(format!("the program knows nothing of {id}"));
    }
    let moves: u32 = of_order.values().map(|it| it.moves).sum();
    if moves > 1 {
        return Err(format!("the order is refunded {moves} times"));
    }
    for record in records {
        let refund = of_order.get(&record.id);
        let moves = refund.map_or(0, |it| it.moves);
        let report = record.report.as_ref().ok_or("nothing is reported")?;
        let is_right = match report {
            Report::Done(_) => moves == 1,
            Report::Failed | Report::Refused { .. } => moves == 0,
            Report::Cancelled => false,
            Report::NotSent => refund.is_none(),
            Report::Open => !refund.is_some_and(|it| it.is_known()),
        };
        if !is_right {
            let state = refund.map(|it| it.state);
            return Err(format!("{} is {state:?}, not {report:?}", record.id));
        }
        tally.refunds += 1;
        *tally
            .reports
            .entry(format!("refund {}", name(report)))
            .or_default() += 1;
    }
    Ok(())
}

fn name(report: &Report) -> &'static str {
    match report {
        Report::Done(_) => "made",
        Report::Failed => "failed",
        Report::Cancelled => "cancelled",
        Report::Refused { .. } => "refused",
        Report::NotSent => "not sent",
        Report::Open => "open",
    }
}
