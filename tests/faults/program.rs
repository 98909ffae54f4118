//! The merchant's program: it takes and refunds payments with the crate, and continues
//! after a crash from what it has stored.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use antom::client::{
    BlockingClient, CanCancel, Client, NotSent, Resolution, Resolve, Resolved, Sent, Step,
};
use antom::create_payment_session::cashier as session;
use antom::inquiry_payment::{self, PaymentState};
use antom::inquiry_refund::{self, RefundState};
use antom::pay::{cashier, entry_code};
use antom::signature::{Gateway, HasScheme, Prepared, Verify};
use antom::types::Amount;
use antom::{Operation, OutcomeKind, Response, Retry, refund, servers};

use super::keys::loaded;
use super::network::Network;
use super::wire::CLIENT;

/// A bad habit of the program, which the judge has to notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    None,
    /// It starts over with a new id after a doubt.
    StartsOver,
    /// It believes failures without a signature.
    BelievesUnsigned,
    /// It accepts any signature.
    VerifiesNothing,
    /// It takes an accepted request for a paid one.
    TakesAcceptedForPaid,
    /// It takes a payment that an inquiry does not find for a failed one.
    TakesMissingForFailed,
    /// It sends requests that it has not stored.
    StoresNothing,
}

/// The report about a payment or a refund.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// The payment with this id is paid, or the refund is made.
    Done(String),
    Failed,
    Cancelled,
    Refused {
        /// The result code advises a new id.
        starts_over: bool,
    },
    NotSent,
    Open,
}

/// A request that the program has stored, with the report about it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: String,
    text: String,
    is_cancelling: bool,
    pub report: Option<Report>,
}

/// The stored requests of each order, which survive crashes.
#[derive(Default)]
pub struct Store {
    pub payments: BTreeMap<usize, Vec<Stored>>,
    pub refunds: BTreeMap<usize, Vec<Stored>>,
}

/// A part of the store.
type Part = fn(&mut Store) -> &mut BTreeMap<usize, Vec<Stored>>;

const PAYMENTS: Part = |store| &mut store.payments;
const REFUNDS: Part = |store| &mut store.refunds;

/// The merchant's program.
#[derive(Clone)]
pub struct Program {
    network: Network,
    sender: Sender,
    store: Arc<Mutex<Store>>,
    habit: Habit,
}

/// Either client of the crate.
#[derive(Clone)]
enum Sender {
    Async(Client),
    Blocking(BlockingClient),
}

/// A key that accepts every signature.
struct Gullible;

impl Verify for Gullible {
    fn verify(&self, _: &[u8], _: &[u8]) -> bool {
        true
    }
}

impl Program {
    /// The amount of an order, and the amount that is refunded. Two refunds of it are
    /// less than a payment.
    const PRICE: u64 = 4200;
    const REFUND: u64 = 1700;

    /// The number of ids under which an order is paid or refunded at most.
    const ATTEMPTS: usize = 3;

    pub fn new(network: &Network, is_blocking: bool, habit: Habit) -> Self {
        let gateway = Gateway::new(servers::ASIA_SANDBOX, CLIENT).expect("it is a client id");
        let keys = loaded();
        let key: Arc<dyn Verify> = match habit {
            Habit::VerifiesNothing => Arc::new(Gullible),
            _ => Arc::new(keys.gateway),
        };
        let dropped = network.clone();
        let sender = if is_blocking {
            let client = BlockingClient::builder()
                .gateway(gateway)
                .private_key(keys.private)
                .gateway_key(key)
                .transport(network.clone());
            Sender::Blocking(client.build().expect("it can be built"))
        } else {
            let client = Client::builder()
                .gateway(gateway)
                .private_key(keys.private)
                .gateway_key(key)
                .transport(network.clone())
                .on_dropped(move |_| dropped.state().dropped += 1);
            Sender::Async(client.build().expect("it can be built"))
        };
        Self {
            network: network.clone(),
            sender,
            store: Arc::default(),
            habit,
        }
    }

    pub fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().expect("no thread panics")
    }

    /// Takes the payment of an order, and refunds some of the payments.
    pub async fn run(self, order: usize) {
        let report = match order % 3 {
            0 => Box::pin(self.pay(order, entry_code_request)).await,
            1 => Box::pin(self.pay(order, cashier_request)).await,
            _ => Box::pin(self.pay(order, session_request)).await,
        };
        if let Report::Done(payment) = report
            && order % 4 < 2
        {
            self.refund(order, &payment).await;
        }
    }

    async fn pay<O>(&self, order: usize, request: impl Fn(&str) -> O) -> Report
    where
        O: CanCancel + Resolve<Inquiry = inquiry_payment::Request>,
    {
        for attempt in 0..Self::ATTEMPTS {
            if let Some(report) = self.reported(PAYMENTS, order, attempt) {
                if !report.starts_over() {
                    return report;
                }
                continue;
            }
            let (prepared, is_new) = self.stored(PAYMENTS, order, attempt, || {
                request(&format!("order-{order}-{attempt}-{}", self.unstored()))
            });
            let report = match self.paid(prepared, is_new, order, attempt).await {
                Ok(resolved) => report_of_payment(&resolved),
                Err(habit) => habit,
            };
            self.report(PAYMENTS, order, attempt, &report);
            self.network.step().await;
            if !report.starts_over() {
                return report;
            }
        }
        Report::Open
    }

    /// Finds out the outcome of a payment, and cancels some that stay open.
    async fn paid<O: CanCancel>(
        &self,
        prepared: Prepared<O>,
        is_new: bool,
        order: usize,
        attempt: usize,
    ) -> Result<Resolved<O>, Report> {
        if !self.is_cancelling(order, attempt) {
            let resolution = begin(prepared.clone(), is_new);
            let resolved = self.resolve(resolution, order).await?;
            let is_open = matches!(resolved, Resolved::Open(_));
            if !is_open || order.is_multiple_of(2) {
                return Ok(resolved);
            }
            self.begin_cancelling(order, attempt);
        }
        let resolution = Resolution::cancel_now(prepared).expect("it has an id");
        self.resolve(resolution, order).await
    }

    async fn refund(&self, order: usize, payment: &str) {
        for attempt in 0..Self::ATTEMPTS {
            if let Some(report) = self.reported(REFUNDS, order, attempt) {
                if !report.starts_over() {
                    return;
                }
                continue;
            }
            let (prepared, is_new) = self.stored(REFUNDS, order, attempt, || {
                let id = format!("refund-{order}-{attempt}-{}", self.unstored());
                refund_request(&id, payment)
            });
            let resolution = begin(prepared, is_new);
            let report = match self.resolve(resolution, order).await {
                Ok(resolved) => report_of_refund(&resolved),
                Err(habit) => habit,
            };
            self.report(REFUNDS, order, attempt, &report);
            self.network.step().await;
            if !report.starts_over() {
                return;
            }
        }
    }

    /// Returns a number that differs for each start of a program that stores nothing.
    fn unstored(&self) -> u128 {
        match self.habit {
            Habit::StoresNothing => self.network.state().now.as_millis(),
            _ => 0,
        }
    }

    /// Returns the stored report, unless it is open.
    fn reported(&self, part: Part, order: usize, attempt: usize) -> Option<Report> {
        let mut store = self.store();
        let stored = part(&mut store).get(&order)?.get(attempt)?;
        stored.report.clone().filter(|report| !report.is_open())
    }

    fn is_cancelling(&self, order: usize, attempt: usize) -> bool {
        let store = self.store();
        let stored = store.payments.get(&order).and_then(|it| it.get(attempt));
        stored.is_some_and(|it| it.is_cancelling)
    }

    /// Stores that a payment is being cancelled.
    fn begin_cancelling(&self, order: usize, attempt: usize) {
        let mut store = self.store();
        let stored = store
            .payments
            .get_mut(&order)
            .and_then(|it| it.get_mut(attempt));
        stored.expect("it was stored before").is_cancelling = true;
    }

    /// Returns the stored request, or prepares and stores a new one. A new one, and one
    /// of which nothing was sent, can be sent without an inquiry.
    fn stored<O: Operation + HasScheme>(
        &self,
        part: Part,
        order: usize,
        attempt: usize,
        request: impl FnOnce() -> O,
    ) -> (Prepared<O>, bool) {
        let mut store = self.store();
        let records = part(&mut store).entry(order).or_default();
        if let Some(stored) = records
            .get(attempt)
            .filter(|_| self.habit != Habit::StoresNothing)
        {
            let prepared = Prepared::from_text(&stored.text, self.gateway());
            return (
                prepared.expect("it was stored"),
                stored.report == Some(Report::NotSent),
            );
        }
        let prepared = Prepared::new(&request(), self.gateway()).expect("it is valid");
        let ids: Vec<(&str, &str)> = prepared.ids().collect();
        let id = ids.iter().find(|(name, _)| name.ends_with("RequestId"));
        let stored = Stored {
            id: id.expect("it has an id").1.to_owned(),
            text: prepared.to_text().expose().clone(),
            is_cancelling: false,
            report: None,
        };
        self.network.state().log(format!("stores {}", stored.id));
        records.truncate(attempt);
        records.push(stored);
        (prepared, true)
    }

    fn report(&self, part: Part, order: usize, attempt: usize, report: &Report) {
        self.network.state().log(format!("reports {report:?}"));
        let mut store = self.store();
        let stored = part(&mut store).entry(order).or_default().get_mut(attempt);
        stored.expect("it was stored before").report = Some(report.clone());
    }

    /// Carries out all steps, unless a bad habit ends them.
    async fn resolve<O: Resolve>(
        &self,
        mut resolution: Resolution<O>,
        order: usize,
    ) -> Result<Resolved<O>, Report> {
        if order % 5 < 3 {
            let pauses = [3, 30, 180, 900].map(Duration::from_secs);
            resolution = resolution.with_pauses(&pauses);
        }
        loop {
            self.network.step().await;
            resolution = match resolution.step() {
                Step::Send(step) => {
                    let sent = self.send(step.request()).await;
                    self.habit.end(&sent)?;
                    step.done(sent)
                }
                Step::Inquire(step) => {
                    let sent = self.send(step.request()).await;
                    self.habit.end_of_inquiry(&sent)?;
                    step.done(sent)
                }
                Step::Cancel(step) => {
                    let sent = self.send(step.request()).await;
                    step.done(sent)
                }
                Step::Wait(step) => {
                    self.network.sleep(step.duration()).await;
                    step.done()
                }
                Step::Done(resolved) => return Ok(resolved),
            }
        }
    }

    async fn send<O: Operation + HasScheme>(
        &self,
        prepared: &Prepared<O>,
    ) -> Result<Sent<O::Response>, NotSent> {
        let sent = match &self.sender {
            Sender::Async(client) => client.send_prepared(prepared).await,
            Sender::Blocking(client) => client.send_prepared(prepared),
        };
        let line = match &sent {
            Ok(Sent::Answer(_)) => "  receives an answer".to_owned(),
            Ok(Sent::InDoubt(doubt)) => format!("  is in doubt: {:?}", doubt.doubt()),
            Err(error) => format!("  {error}"),
        };
        self.network.state().log(line);
        sent
    }

    fn gateway(&self) -> &Gateway {
        match &self.sender {
            Sender::Async(client) => client.gateway(),
            Sender::Blocking(client) => client.gateway(),
        }
    }
}

fn begin<O: Resolve>(prepared: Prepared<O>, is_new: bool) -> Resolution<O> {
    let resolution = if is_new {
        Resolution::start(prepared)
    } else {
        Resolution::resume(prepared)
    };
    resolution.expect("the inquiry has an id")
}

impl Habit {
    /// Returns the report of a bad habit about a request that was sent.
    fn end<R: Response>(self, sent: &Result<Sent<R>, NotSent>) -> Result<(), Report> {
        let doubt = match sent {
            Ok(Sent::InDoubt(doubt)) => doubt,
            Ok(Sent::Answer(response)) => {
                let is_accepted = response.outcome_kind() == OutcomeKind::Success;
                if self == Self::TakesAcceptedForPaid && is_accepted {
                    return Err(Report::Done(String::new()));
                }
                return Ok(());
            }
            Err(_) => return Ok(()),
        };
        let is_failure = doubt
            .reported_result()
            .is_some_and(|it| it.status() == Some("F"));
        match self {
            Self::StartsOver => Err(Report::Refused { starts_over: true }),
            Self::BelievesUnsigned if is_failure => Err(Report::Refused { starts_over: true }),
            _ => Ok(()),
        }
    }

    /// Returns the report of a bad habit about an inquiry.
    fn end_of_inquiry<R: Response>(self, sent: &Result<Sent<R>, NotSent>) -> Result<(), Report> {
        match sent {
            Ok(Sent::Answer(response))
                if self == Self::TakesMissingForFailed
                    && response.code() == Some("ORDER_NOT_EXIST") =>
            {
                Err(Report::Failed)
            }
            _ => Ok(()),
        }
    }
}

impl Report {
    /// Returns whether the program pays again with a new id.
    fn starts_over(&self) -> bool {
        match self {
            Self::Failed | Self::Cancelled => true,
            Self::Refused { starts_over } => *starts_over,
            Self::Done(_) | Self::NotSent | Self::Open => false,
        }
    }

    /// Returns whether the program continues with the request later.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::NotSent | Self::Open)
    }
}

fn report_of_payment<O>(resolved: &Resolved<O>) -> Report
where
    O: Resolve<Inquiry = inquiry_payment::Request>,
{
    match resolved {
        Resolved::Found { state, response } => match state {
            PaymentState::Paid => Report::Done(response.payment_id.clone().unwrap_or_default()),
            PaymentState::Failed => Report::Failed,
            PaymentState::Cancelled => Report::Cancelled,
            PaymentState::Open | PaymentState::Undetermined => Report::Open,
        },
        Resolved::Refused(response) => refused(response),
        Resolved::Cancelled(_) => Report::Cancelled,
        Resolved::NotSent(_) => Report::NotSent,
        Resolved::Open(_) | Resolved::Cancelling(_) => Report::Open,
    }
}

fn report_of_refund<O>(resolved: &Resolved<O>) -> Report
where
    O: Resolve<Inquiry = inquiry_refund::Request>,
{
    match resolved {
        Resolved::Found { state, response } => match state {
            RefundState::Refunded => Report::Done(response.refund_id.clone().unwrap_or_default()),
            RefundState::Failed => Report::Failed,
            RefundState::Open | RefundState::Undetermined => Report::Open,
        },
        Resolved::Refused(response) => refused(response),
        Resolved::Cancelled(_) => Report::Cancelled,
        Resolved::NotSent(_) => Report::NotSent,
        Resolved::Open(_) | Resolved::Cancelling(_) => Report::Open,
    }
}

fn refused(response: &impl Response) -> Report {
    Report::Refused {
        starts_over: response.retry() == Some(Retry::NewRequestId),
    }
}

fn entry_code_request(id: &str) -> entry_code::Request {
    let sample = include_bytes!("../samples/pay.entry_code/request.json");
    let mut request = entry_code::Request::from_json(sample).expect("the sample can be read");
    request.payment_request_id = id.into();
    request.payment_amount = Amount::new("SGD", Program::PRICE);
    request
}

fn cashier_request(id: &str) -> cashier::Request {
    let sample = include_bytes!("../samples/pay.cashier/request.json");
    let mut request = cashier::Request::from_json(sample).expect("the sample can be read");
    request.payment_request_id = id.into();
    request.payment_amount = Amount::new("SGD", Program::PRICE);
    request
}

fn session_request(id: &str) -> session::Request {
    let sample = include_bytes!("../samples/create_payment_session.cashier/request.json");
    let mut request = session::Request::from_json(sample).expect("the sample can be read");
    request.payment_request_id = id.into();
    request.payment_amount = Amount::new("SGD", Program::PRICE);
    request
}

fn refund_request(id: &str, payment: &str) -> refund::Request {
    let request = refund::Request::builder()
        .refund_request_id(id)
        .payment_id(payment)
        .refund_amount(Amount::new("SGD", Program::REFUND));
    request.build().expect("it is valid")
}
