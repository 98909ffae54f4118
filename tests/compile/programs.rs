//! The small programs: for each type a valid call of every setter that is
//! required, and pieces of misuse with what the compiler says to them.

/// A type, and the required fields of its builder, each with a valid argument.
pub struct Builder {
    /// The type's path below the crate.
    pub path: &'static str,
    /// Field and argument.
    pub setters: &'static [(&'static str, &'static str)],
}

/// What every program begins with.
pub const PRELUDE: &str = "\
#![allow(unused)]
use antom::create_payment_session::{cashier, easy_safe_pay};
use antom::pay::entry_code;
use antom::types::{Amount, PaymentMethodType, SettlementStrategy};
";

const ORDER_OF_A_SESSION: &str = r#"{
    let order = Order::builder().reference_order_id("1").order_description("Lamp");
    order.order_amount(Amount::new("USD", 1))
}"#;

/// The types that are tried: the requests and some of their parts.
pub const BUILDERS: &[Builder] = &[
    Builder {
        path: "create_payment_session::easy_safe_pay::Request",
        setters: &[
            ("payment_request_id", r#""1""#),
            ("order", ORDER_OF_A_SESSION),
            ("payment_amount", r#"Amount::new("USD", 1)"#),
            (
                "payment_method",
                r#"PaymentMethod::builder().payment_method_type("ALIPAY_CN")"#,
            ),
            ("payment_redirect_url", r#""https://shop.example/""#),
            ("payment_notify_url", r#""https://shop.example/""#),
            ("settlement_strategy", "SettlementStrategy::builder()"),
        ],
    },
    Builder {
        path: "create_payment_session::cashier::Request",
        setters: &[
            ("payment_request_id", r#""1""#),
            ("order", ORDER_OF_A_SESSION),
            ("payment_amount", r#"Amount::new("USD", 1)"#),
            (
                "payment_method",
                "PaymentMethod::builder().payment_method_type(PaymentMethodType::Card)",
            ),
            ("payment_redirect_url", r#""https://shop.example/""#),
            ("settlement_strategy", "SettlementStrategy::builder()"),
        ],
    },
    Builder {
        path: "pay::entry_code::Request",
        setters: &[
            ("payment_request_id", r#""1""#),
            (
                "order",
                r#"{
    let store = Store::builder().reference_store_id("1").store_name("Shop").store_mcc("1405");
    let merchant = Merchant::builder().reference_merchant_id("1").merchant_name("Shop");
    Order::builder()
        .order_description("Lamp")
        .order_amount(Amount::new("USD", 1))
        .merchant(merchant.merchant_mcc("1405").store(store))
        .env(Env::builder().user_agent("Mozilla/5.0"))
}"#,
            ),
            ("payment_amount", r#"Amount::new("USD", 1)"#),
            ("payment_method", "PaymentMethod::builder()"),
            ("payment_notify_url", r#""https://shop.example/""#),
        ],
    },
    Builder {
        path: "pay::entry_code::Order",
        setters: &[
            ("order_description", r#""Lamp""#),
            ("order_amount", r#"Amount::new("USD", 1)"#),
            (
                "merchant",
                r#"{
    let store = Store::builder().reference_store_id("1").store_name("Shop").store_mcc("1405");
    let merchant = Merchant::builder().reference_merchant_id("1").merchant_name("Shop");
    merchant.merchant_mcc("1405").store(store)
}"#,
            ),
            ("env", r#"Env::builder().user_agent("Mozilla/5.0")"#),
        ],
    },
    Builder {
        path: "pay::entry_code::Merchant",
        setters: &[
            ("reference_merchant_id", r#""1""#),
            ("merchant_mcc", r#""1405""#),
            ("merchant_name", r#""Shop""#),
            (
                "store",
                r#"Store::builder().reference_store_id("1").store_name("Shop").store_mcc("1405")"#,
            ),
        ],
    },
    Builder {
        path: "pay::entry_code::Store",
        setters: &[
            ("reference_store_id", r#""1""#),
            ("store_name", r#""Shop""#),
            ("store_mcc", r#""1405""#),
        ],
    },
    Builder {
        path: "pay::entry_code::Env",
        setters: &[("user_agent", r#""Mozilla/5.0""#)],
    },
    Builder {
        path: "create_payment_session::cashier::Order",
        setters: &[
            ("reference_order_id", r#""1""#),
            ("order_description", r#""Lamp""#),
            ("order_amount", r#"Amount::new("USD", 1)"#),
        ],
    },
    Builder {
        path: "create_payment_session::cashier::Goods",
        setters: &[
            ("reference_goods_id", r#""1""#),
            ("goods_name", r#""Lamp""#),
        ],
    },
    Builder {
        path: "create_payment_session::cashier::PaymentMethod",
        setters: &[("payment_method_type", "PaymentMethodType::Card")],
    },
    Builder {
        path: "create_payment_session::easy_safe_pay::PaymentMethod",
        setters: &[("payment_method_type", r#""ALIPAY_CN""#)],
    },
    Builder {
        path: "types::Amount",
        setters: &[("currency", r#""USD""#), ("value", "1")],
    },
    Builder {
        path: "types::Address",
        setters: &[("region", r#""BR""#)],
    },
];

impl Builder {
    /// The program that builds the type, without the field `left_out`.
    pub fn program(&self, left_out: Option<&str>) -> String {
        let (module, name) = self.path.rsplit_once("::").unwrap_or_default();
        let setters = self
            .setters
            .iter()
            .filter(|(field, _)| Some(*field) != left_out);
        let calls: Vec<String> = setters
            .map(|(field, value)| format!(".{field}({value})"))
            .collect();
        let calls = calls.concat();
        format!(
            "{PRELUDE}use antom::{module}::*;\nfn main() {{ let _ = {name}::builder(){calls}.build(); }}\n"
        )
    }

    /// The program's name, without one for the field.
    pub fn slug(&self) -> String {
        self.path
            .replace("::", "-")
            .replace('_', "-")
            .to_lowercase()
    }
}

/// Use that compiles: a name, and the body of `main`.
pub const USE: &[(&str, &str)] = &[
    (
        "an-owned-success-outlives-its-response",
        "
        use cashier::{Response, Succeeded};
        fn read(json: &[u8]) -> Result<Succeeded, Box<dyn std::error::Error>> {
            let response = Response::from_json(json)?;
            response.into_success().map_err(|other| format!(\"{:?}\", other.outcome()).into())
        }
        fn id(session: Succeeded) -> String {
            session.payment_session_id.into_exposed()
        }",
    ),
    (
        "an-open-outcome-leads-to-the-payment",
        "
        use entry_code::{Outcome, Response};
        fn payment(response: &Response) -> Option<&str> {
            match response.outcome() {
                Outcome::Success(success) => success.payment_id,
                Outcome::Failure(failure) => failure.response.payment_id.as_deref(),
                Outcome::Unknown(open) => open.response.payment_id.as_deref(),
                Outcome::Malformed(open) => open.response.payment_id.as_deref(),
            }
        }",
    ),
    (
        "every-reason-to-be-malformed-can-be-told-apart",
        "
        use antom::MalformedReason;
        use cashier::Malformed;
        fn missing(malformed: Malformed<'_>) -> Vec<&'static str> {
            match malformed.reason {
                MalformedReason::NoStatus | MalformedReason::UnrecognizedStatus(_) => Vec::new(),
                MalformedReason::Incomplete { missing } => missing,
                _ => Vec::new(),
            }
        }",
    ),
    (
        "a-program-counts-outcomes-of-any-operation",
        "
        use antom::{Operation, Response, ResultCode};
        use std::collections::HashMap;
        fn count<O: Operation>(answers: &[&[u8]]) -> HashMap<O::ResultCode, usize> {
            let mut counts = HashMap::new();
            for answer in answers {
                let Ok(response) = O::Response::from_json(answer) else { continue };
                let code = O::ResultCode::from(response.code().unwrap_or_default());
                println!(\"{} {}: {:?}\", O::ID, code.as_str(), code.action());
                *counts.entry(code).or_default() += 1;
            }
            counts
        }
        let _ = count::<cashier::Request>(&[]);",
    ),
];

/// Misuse: a name, the body of `main`, and a part of the compiler's message.
pub const MISUSE: &[(&str, &str, &str)] = &[
    (
        "a-fixed-value-has-no-setter",
        r#"let _ = entry_code::Request::builder().product_code("IN_STORE_PAYMENT");"#,
        "no method named `product_code`",
    ),
    (
        "structs-are-not-written-out",
        r#"let _ = Amount { currency: "USD".to_owned(), value: 1 };"#,
        "cannot create non-exhaustive struct",
    ),
    (
        "an-integer-is-no-set-of-strings",
        "let _ = cashier::PaymentMethod::builder().payment_method_type(3);",
        "the trait bound `PaymentMethodType: From<{integer}>` is not satisfied",
    ),
    (
        "sensitive-values-have-no-display",
        r#"let _ = antom::Sensitive::new("token").to_string();"#,
        "`Sensitive<&str>: std::fmt::Display`",
    ),
    (
        "amounts-are-no-fractions",
        r#"let _ = Amount::new("USD", 1.5);"#,
        "mismatched types",
    ),
    (
        "unrecognized-values-are-not-made-by-hand",
        r#"let _ = antom::Unrecognized::new("CARD");"#,
        "is private",
    ),
    (
        "no-outcome-is-forgotten",
        "
        use entry_code::{Outcome, Response};
        fn paid(response: &Response) -> bool {
            match response.outcome() {
                Outcome::Success(_) => true,
                Outcome::Failure(_) | Outcome::Malformed(_) => false,
            }
        }",
        "Outcome::Unknown(_)` not covered",
    ),
    (
        "no-advice-is-forgotten",
        "
        use antom::Retry;
        fn sends_again(retry: Retry) -> bool {
            match retry {
                Retry::SameRequest | Retry::BackOff | Retry::NewRequestId => true,
                Retry::NotNeeded | Retry::FixRequest | Retry::InquireFirst => false,
                Retry::ContactSupport | Retry::Never => false,
            }
        }",
        "`Retry::FixAccount` not covered",
    ),
    (
        "no-kind-of-outcome-is-forgotten",
        "
        use antom::{OutcomeKind, Response};
        fn paid(response: &impl Response) -> bool {
            match response.outcome_kind() {
                OutcomeKind::Success => true,
                OutcomeKind::Failure | OutcomeKind::Malformed => false,
            }
        }",
        "`OutcomeKind::Unknown` not covered",
    ),
    (
        "a-borrowed-success-does-not-outlive-its-response",
        "
        use cashier::{Outcome, Response, Success};
        fn read(json: &[u8]) -> Option<Success<'static>> {
            let response = Response::from_json(json).ok()?;
            match response.outcome() {
                Outcome::Success(success) => Some(success),
                Outcome::Failure(_) | Outcome::Unknown(_) | Outcome::Malformed(_) => None,
            }
        }",
        "cannot return value referencing local variable `response`",
    ),
    (
        "the-traits-are-sealed",
        "
        struct Mine;
        impl antom::Response for Mine {}",
        "Sealed",
    ),
    (
        "a-parts-build-cannot-fail",
        "let _ = SettlementStrategy::builder().build().unwrap();",
        "no method named `unwrap`",
    ),
];
