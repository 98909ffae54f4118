//! The books of the gateway: payments, refunds, and the money that moved. It reads and
//! writes JSON without the types of the crate.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

/// The time after which an unpaid order closes.
const CLOSES: Duration = Duration::from_secs(14 * 60);

pub struct Books {
    payments: BTreeMap<String, Payment>,
    refunds: BTreeMap<String, Refund>,
    random: fastrand::Rng,
    /// True if a failure names the request. The samples of the pages do not.
    names_failures: bool,
}

/// The way in which a payment was started.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Product {
    EntryCode,
    Cashier,
    Session,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Open,
    Paid,
    /// The buyer or the bank refused.
    Failed,
    /// The request was refused with a code.
    Refused(&'static str),
    /// The buyer did nothing in time.
    Closed,
    Cancelled,
}

pub struct Payment {
    id: String,
    product: Product,
    body: Vec<u8>,
    amount: Value,
    pub state: State,
    /// The time and the state in which an open payment ends.
    ends: (Duration, State),
    /// The time from which an inquiry finds the payment.
    found_from: Duration,
    has_cancellation: bool,
    /// The number of times that the buyer was charged.
    pub charges: u32,
    /// The number of times that a cancellation returned the money.
    pub returns: u32,
}

pub struct Refund {
    payment: String,
    body: Vec<u8>,
    amount: Value,
    pub state: State,
    ends: (Duration, State),
    is_found: bool,
    /// The number of times that money was refunded.
    pub moves: u32,
}

impl Books {
    pub fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        Self {
            payments: BTreeMap::new(),
            refunds: BTreeMap::new(),
            names_failures: random.bool(),
            random,
        }
    }

    pub fn payments(&self) -> &BTreeMap<String, Payment> {
        &self.payments
    }

    pub fn refunds(&self) -> &BTreeMap<String, Refund> {
        &self.refunds
    }

    /// Lets all buyers act until a time.
    pub fn advance(&mut self, now: Duration) {
        self.payments.values_mut().for_each(|it| it.advance(now));
        self.refunds.values_mut().for_each(|it| it.advance(now));
    }

    /// Answers a request that is authenticated.
    pub fn answer(&mut self, path: &str, body: &[u8], now: Duration) -> Vec<u8> {
        self.advance(now);
        let request: Value = serde_json::from_slice(body).expect("the client writes JSON");
        let answer = match path.rsplit('/').next() {
            Some("pay") if request["productCode"] == "IN_STORE_PAYMENT" => {
                self.start(Product::EntryCode, &request, body, now)
            }
            Some("pay") => self.start(Product::Cashier, &request, body, now),
            Some("createPaymentSession") => self.start(Product::Session, &request, body, now),
            Some("inquiryPayment") => self.inquire(&request, now),
            Some("cancel") => self.cancel(&request),
            Some("refund") => self.refund(&request, body, now),
            Some("inquiryRefund") => self.inquire_refund(&request),
            _ => result("F", "NO_INTERFACE_DEF"),
        };
        let answer = self.named(answer, &request);
        serde_json::to_vec(&answer).expect("it is JSON")
    }

    /// Answers a request without looking at the payment.
    pub fn result(&self, body: &[u8], status: &str, code: &str) -> Vec<u8> {
        let request: Value = serde_json::from_slice(body).unwrap_or_default();
        let answer = self.named(result(status, code), &request);
        serde_json::to_vec(&answer).expect("it is JSON")
    }

    /// Adds the ids of the request to an answer without ids.
    fn named(&self, mut answer: Value, request: &Value) -> Value {
        for id in ["paymentRequestId", "refundRequestId"] {
            if self.names_failures && answer[id].is_null() && request[id].is_string() {
                answer[id] = request[id].clone();
            }
        }
        answer
    }

    fn start(&mut self, product: Product, request: &Value, body: &[u8], now: Duration) -> Value {
        let id = text(request, "paymentRequestId");
        if !self.payments.contains_key(&id) {
            let payment = self.new_payment(product, request, body, now);
            self.payments.insert(id.clone(), payment);
        }
        let payment = &self.payments[&id];
        if payment.body == body {
            payment.answer(&id)
        } else {
            result("F", "REPEAT_REQ_INCONSISTENT")
        }
    }

    fn new_payment(
        &mut self,
        product: Product,
        request: &Value,
        body: &[u8],
        now: Duration,
    ) -> Payment {
        let random = &mut self.random;
        let refusals = [
            "RISK_REJECT",
            "PARAM_ILLEGAL",
            "PROCESS_FAIL",
            "SYSTEM_ERROR",
        ];
        let mut state = State::Open;
        let mut ends = (now + CLOSES, State::Closed);
        match random.u32(..100) {
            0..12 => state = State::Refused(refusals[random.usize(..refusals.len())]),
            12..85 => {
                let after = [
                    0,
                    random.u64(1..30),
                    random.u64(30..120),
                    random.u64(120..800),
                ];
                let after = Duration::from_secs(after[random.usize(..after.len())]);
                let is_paid = random.u32(..100) < 75;
                ends = (
                    now + after,
                    if is_paid { State::Paid } else { State::Failed },
                );
            }
            _ => {}
        }
        let is_found = !matches!(state, State::Refused(_)) || random.bool();
        let found_from = match (product, is_found) {
            (_, false) => Duration::MAX,
            // Before the buyer acts, a session may not be a payment yet.
            (Product::Session, true) if random.bool() => ends.0,
            (Product::Session | Product::EntryCode | Product::Cashier, true) => now,
        };
        let mut payment = Payment {
            id: format!("P-{}", text(request, "paymentRequestId")),
            product,
            body: body.to_vec(),
            amount: request["paymentAmount"].clone(),
            state,
            ends,
            found_from,
            has_cancellation: random.u32(..100) < 85,
            charges: 0,
            returns: 0,
        };
        payment.advance(now);
        payment
    }

    fn inquire(&mut self, request: &Value, now: Duration) -> Value {
        let id = text(request, "paymentRequestId");
        let payment = self.payments.get(&id).filter(|it| it.found_from <= now);
        let Some(payment) = payment else {
            return result("F", "ORDER_NOT_EXIST");
        };
        let status = match payment.state {
            // The last value is newer than the crate.
            State::Open => ["PROCESSING", "PENDING", "REVIEWING"][self.random.usize(..3)],
            State::Paid => "SUCCESS",
            State::Failed | State::Refused(_) | State::Closed => "FAIL",
            State::Cancelled => "CANCELLED",
        };
        if payment.state == State::Open && self.random.u32(..10) == 0 {
            return result("U", "PAYMENT_IN_PROCESS");
        }
        let mut answer = result("S", "SUCCESS");
        answer["paymentStatus"] = json!(status);
        answer["paymentRequestId"] = json!(id);
        answer["paymentId"] = json!(payment.id);
        answer["paymentAmount"] = payment.amount.clone();
        answer
    }

    fn cancel(&mut self, request: &Value) -> Value {
        let id = text(request, "paymentRequestId");
        let is_refunded = self.refunds.values().any(|refund| {
            let is_of_payment = self
                .payments
                .get(&id)
                .is_some_and(|it| it.id == refund.payment);
            is_of_payment && refund.state != State::Failed
        });
        let Some(payment) = self.payments.get_mut(&id) else {
            return result("F", "ORDER_NOT_EXIST");
        };
        match payment.state {
            State::Open | State::Paid if is_refunded || !payment.has_cancellation => {
                result("F", "PROCESS_FAIL")
            }
            State::Open | State::Paid | State::Cancelled => {
                payment.returns += u32::from(payment.state == State::Paid);
                payment.state = State::Cancelled;
                let mut answer = result("S", "SUCCESS");
                answer["paymentRequestId"] = json!(id);
                answer["paymentId"] = json!(payment.id);
                answer["cancelTime"] = json!("2026-11-26T12:00:00+08:00");
                answer
            }
            State::Failed | State::Refused(_) | State::Closed => {
                result("F", "ORDER_STATUS_INVALID")
            }
        }
    }

    fn refund(&mut self, request: &Value, body: &[u8], now: Duration) -> Value {
        let id = text(request, "refundRequestId");
        if !self.refunds.contains_key(&id) {
            let refund = self.new_refund(request, body, now);
            self.refunds.insert(id.clone(), refund);
        }
        let refund = &self.refunds[&id];
        if refund.body != body {
            return result("F", "REPEAT_REQ_INCONSISTENT");
        }
        match refund.state {
            State::Open => result("U", "REFUND_IN_PROCESS"),
            State::Paid => {
                let mut answer = result("S", "SUCCESS");
                answer["refundRequestId"] = json!(id);
                answer["refundId"] = json!(format!("R{id}"));
                answer["paymentId"] = json!(refund.payment);
                answer["refundAmount"] = refund.amount.clone();
                answer["refundTime"] = json!("2026-11-26T12:00:00+08:00");
                answer
            }
            State::Refused(code) => result("F", code),
            State::Failed | State::Closed | State::Cancelled => result("F", "PROCESS_FAIL"),
        }
    }

    fn new_refund(&mut self, request: &Value, body: &[u8], now: Duration) -> Refund {
        let payment = text(request, "paymentId");
        let of = self.payments.values().find(|it| it.id == payment);
        let random = &mut self.random;
        let refusals = ["MERCHANT_BALANCE_NOT_ENOUGH", "REFUND_WINDOW_EXCEED"];
        let mut ends = (now, State::Paid);
        let state = match of.map(|it| it.state) {
            None => State::Refused("ORDER_NOT_EXIST"),
            Some(State::Paid) if random.u32(..100) < 20 => {
                State::Refused(refusals[random.usize(..refusals.len())])
            }
            Some(State::Paid) => {
                let after = [0, random.u64(1..600)][random.usize(..2)];
                let is_paid = random.u32(..100) < 85;
                ends = (
                    now + Duration::from_secs(after),
                    if is_paid { State::Paid } else { State::Failed },
                );
                State::Open
            }
            Some(_) => State::Refused("ORDER_STATUS_INVALID"),
        };
        let mut refund = Refund {
            payment,
            body: body.to_vec(),
            amount: request["refundAmount"].clone(),
            state,
            ends,
            is_found: !matches!(state, State::Refused(_)) || random.bool(),
            moves: 0,
        };
        refund.advance(now);
        refund
    }

    fn inquire_refund(&mut self, request: &Value) -> Value {
        let id = text(request, "refundRequestId");
        let Some(refund) = self.refunds.get(&id).filter(|it| it.is_found) else {
            return result("F", "ORDER_NOT_EXIST");
        };
        let mut answer = result("S", "SUCCESS");
        answer["refundStatus"] = json!(match refund.state {
            State::Open => "PROCESSING",
            State::Paid => "SUCCESS",
            State::Failed | State::Refused(_) | State::Closed | State::Cancelled => "FAIL",
        });
        answer["refundRequestId"] = json!(id);
        answer["refundId"] = json!(format!("R{id}"));
        answer["refundAmount"] = refund.amount.clone();
        answer
    }
}

impl Payment {
    /// Lets the buyer act until a time.
    fn advance(&mut self, now: Duration) {
        if self.state == State::Open && self.ends.0 <= now {
            self.state = self.ends.1;
            self.charges += u32::from(self.state == State::Paid);
        }
    }

    /// Returns whether an inquiry finds the payment and its end.
    pub fn is_known(&self, now: Duration) -> bool {
        self.found_from <= now && self.state != State::Open
    }

    /// Returns the answer to the request that started the payment, and to its repetition.
    fn answer(&self, id: &str) -> Value {
        let mut answer = match (self.state, self.product) {
            (State::Refused(code), _) => return result("F", code),
            (State::Cancelled, Product::EntryCode | Product::Cashier) => {
                return result("F", "ORDER_IS_CANCELED");
            }
            (State::Closed, Product::EntryCode | Product::Cashier) => {
                return result("F", "ORDER_IS_CLOSED");
            }
            (State::Failed, Product::Cashier) => return result("F", "USER_BALANCE_NOT_ENOUGH"),
            (State::Open, Product::Cashier) => result("U", "PAYMENT_IN_PROCESS"),
            _ => result("S", "SUCCESS"),
        };
        if self.product == Product::Session {
            answer["paymentSessionData"] = json!("data");
            answer["paymentSessionId"] = json!("session");
            answer["paymentSessionExpiryTime"] = json!("2026-11-26T13:00:00+08:00");
            return answer;
        }
        answer["paymentRequestId"] = json!(id);
        answer["paymentId"] = json!(self.id);
        answer["paymentAmount"] = self.amount.clone();
        answer["paymentCreateTime"] = json!("2026-11-26T12:00:00+08:00");
        let url = json!("https://wallet.example/landing");
        match self.product {
            Product::EntryCode => answer["redirectActionForm"] = json!({"redirectUrl": url}),
            Product::Cashier | Product::Session => answer["normalUrl"] = url,
        }
        answer
    }
}

impl Refund {
    fn advance(&mut self, now: Duration) {
        if self.state == State::Open && self.ends.0 <= now {
            self.state = self.ends.1;
            self.moves += u32::from(self.state == State::Paid);
        }
    }

    /// Returns whether an inquiry finds the end of the refund.
    pub fn is_known(&self) -> bool {
        self.is_found && self.state != State::Open
    }
}

/// Returns an answer with a result only.
fn result(status: &str, code: &str) -> Value {
    json!({"result": {"resultStatus": status, "resultCode": code, "resultMessage": "told"}})
}

fn text(request: &Value, name: &str) -> String {
    request[name].as_str().unwrap_or_default().to_owned()
}
