//! A shop's orders, and the effect of a notification on them.
//!
//! No document says after which time a notification is too old, so a genuine one can
//! arrive again at any time, from anybody who has seen it. These rules replace a check
//! of its time:
//!
//! - The type and the id of each notification that changed an order are stored. A repeated
//!   one changes nothing.
//! - The amount and its currency are compared with the order.
//! - A final order never changes again.
//!
//! A database is in memory here. In yours, [`Shop::apply`] is one transaction.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use antom::signature::Verifier;
use antom::types::Amount;
use antom::webhooks::notify_payment::{Notification, PaymentState};

/// The path and query of the URL that the gateway has as `paymentNotifyUrl`, which are
/// signed. Behind a proxy, the path that a program receives can differ.
pub const PATH: &str = "/notify?shop=1";

/// A shop: its orders and what it told people.
#[derive(Debug)]
pub struct Shop {
    /// The verifier of notifications to the shop.
    pub verifier: Verifier,
    /// `None` while the database cannot be reached.
    database: Mutex<Option<Database>>,
    told: Mutex<Vec<String>>,
}

#[derive(Default, Debug)]
struct Database {
    /// By `paymentRequestId`, which the shop chose when it began the payment.
    orders: HashMap<String, Order>,
    /// By `notifyType` and `paymentId`, the state to which an order was moved.
    handled: HashMap<(String, String), State>,
}

#[derive(Debug)]
struct Order {
    amount: Amount,
    state: State,
}

/// The state of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// The order waits for the result of its payment.
    Open,
    /// The order is paid.
    Paid,
    /// The payment of the order failed.
    Failed,
}

/// The effect of a genuine notification. Each one is acknowledged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// The order has its final state.
    Moved(State),
    /// The outcome of the payment is open.
    StillOpen,
    /// The notification was handled before.
    Repeated,
    /// Nothing changed, and a person has to find out why.
    NotApplied(Reason),
}

/// The reason why a genuine notification changes nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The type or the result is not that of a payment, or is newer than the crate.
    OtherType,
    /// An id is missing.
    Incomplete,
    /// The shop has no such order.
    UnknownOrder,
    /// The amount or the currency is not that of the order.
    OtherAmount,
    /// The order has another final state.
    FinalOrder,
}

/// The database cannot be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unavailable;

impl Shop {
    /// Creates a shop without orders.
    #[must_use]
    pub fn new(verifier: Verifier) -> Self {
        Self {
            verifier,
            database: Mutex::new(Some(Database::default())),
            told: Mutex::default(),
        }
    }

    /// Adds an open order.
    ///
    /// # Errors
    ///
    /// Returns an error if the database cannot be reached.
    pub fn add(&self, request_id: &str, amount: Amount) -> Result<(), Unavailable> {
        let state = State::Open;
        let order = Order { amount, state };
        self.with_database(|it| it.orders.insert(request_id.to_owned(), order))?;
        Ok(())
    }

    /// Returns the state of an order, or `None` if there is no such order.
    ///
    /// # Errors
    ///
    /// Returns an error if the database cannot be reached.
    pub fn state(&self, request_id: &str) -> Result<Option<State>, Unavailable> {
        self.with_database(|it| it.orders.get(request_id).map(|order| order.state))
    }

    /// Applies a genuine notification to its order.
    ///
    /// # Errors
    ///
    /// Returns an error if the database cannot be reached. Nothing has changed then.
    pub fn apply(&self, notification: &Notification) -> Result<Effect, Unavailable> {
        self.with_database(|it| it.apply(notification))
    }

    /// Makes the database unavailable.
    pub fn disconnect(&self) {
        *self.database.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Tells people, for example by a log with an alert.
    pub fn tell(&self, message: &dyn fmt::Display) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.push(message.to_string());
    }

    /// Returns what people were told.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.clone()
    }

    fn with_database<T>(&self, act: impl FnOnce(&mut Database) -> T) -> Result<T, Unavailable> {
        // A panic can have left half of a transaction.
        let mut database = self.database.lock().map_err(|_| Unavailable)?;
        Ok(act(database.as_mut().ok_or(Unavailable)?))
    }
}

impl Database {
    fn apply(&mut self, notification: &Notification) -> Effect {
        let state = match notification.payment_state() {
            PaymentState::Paid => State::Paid,
            PaymentState::Failed => State::Failed,
            PaymentState::Open => return Effect::StillOpen,
            PaymentState::Undetermined => return Effect::NotApplied(Reason::OtherType),
        };
        let ids = (&notification.payment_request_id, &notification.payment_id);
        let (Some(request_id), Some(payment_id)) = ids else {
            return Effect::NotApplied(Reason::Incomplete);
        };
        let key = (notification.notify_type.to_string(), payment_id.clone());
        if self.handled.get(&key) == Some(&state) {
            return Effect::Repeated;
        }
        let Some(order) = self.orders.get_mut(request_id) else {
            return Effect::NotApplied(Reason::UnknownOrder);
        };
        if order.state != State::Open {
            return Effect::NotApplied(Reason::FinalOrder);
        }
        if !order.is_for(notification.payment_amount.as_ref(), state) {
            return Effect::NotApplied(Reason::OtherAmount);
        }
        order.state = state;
        self.handled.insert(key, state);
        Effect::Moved(state)
    }
}

impl Order {
    /// Returns whether a payment with this result and amount is one of the order. Only a
    /// failed payment can lack the amount.
    fn is_for(&self, amount: Option<&Amount>, state: State) -> bool {
        match amount {
            // Amounts with other unlisted members are not equal, so the two are compared.
            Some(it) => (&it.currency, it.value) == (&self.amount.currency, self.amount.value),
            None => state == State::Failed,
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Moved(_) => "an order has its final state",
            Self::StillOpen => "the outcome of a payment is open",
            Self::Repeated => "a notification is repeated",
            Self::NotApplied(reason) => match reason {
                Reason::OtherType => "a notification is of another or unknown type",
                Reason::Incomplete => "a notification lacks an id",
                Reason::UnknownOrder => "a notification belongs to no order",
                Reason::OtherAmount => "a payment has another amount than its order",
                Reason::FinalOrder => "a notification contradicts a final order",
            },
        })
    }
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database cannot be reached")
    }
}

impl std::error::Error for Unavailable {}
