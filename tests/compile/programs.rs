//! The small programs that are written by hand: valid use, and misuse with the message of
//! the compiler.

/// The beginning of every program.
pub const PRELUDE: &str = "\
#![allow(unused)]
use antom::create_payment_session::{cashier, easy_safe_pay};
use antom::pay::entry_code;
use antom::types::{Amount, PaymentMethodType, SettlementStrategy};
";

/// Valid use: a name, and the body of `main`.
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
        "every-reason-to-be-malformed-can-be-distinguished",
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
        fn count<O: Operation<Response: Response<ResultCode = C>>, C: ResultCode>(
            answers: &[&[u8]],
        ) -> HashMap<C, usize> {
            let mut counts = HashMap::new();
            for answer in answers {
                let Ok(response) = O::Response::from_json(answer) else { continue };
                let code = C::from(response.code().unwrap_or_default());
                println!(\"{} {}: {:?}\", O::ID, code.as_str(), code.action());
                *counts.entry(code).or_default() += 1;
            }
            counts
        }
        let _ = count::<cashier::Request, _>(&[]);",
    ),
];

/// Misuse: a name, the body of `main`, and a part of the compiler's message.
pub const MISUSE: &[(&str, &str, &str)] = &[
    (
        "a-constant-has-no-setter",
        r#"let _ = entry_code::Request::builder().product_code("IN_STORE_PAYMENT");"#,
        "no method named `product_code`",
    ),
    (
        "structs-cannot-be-written-as-literals",
        r#"let _ = Amount { currency: "USD".to_owned(), value: 1 };"#,
        "cannot create non-exhaustive struct",
    ),
    (
        "an-integer-does-not-convert-into-an-enum",
        "let _ = antom::types::PaymentMethod::builder().payment_method_type(3);",
        "the trait `antom::support::value::into_text::IntoText` is not implemented for `{integer}`",
    ),
    (
        "sensitive-values-have-no-display",
        r#"let _ = antom::Sensitive::new("token").to_string();"#,
        "`antom::Sensitive<&str>: std::fmt::Display`",
    ),
    (
        "an-amount-is-not-a-float",
        r#"let _ = Amount::new("USD", 1.5);"#,
        "mismatched types",
    ),
    (
        "unrecognized-values-cannot-be-constructed",
        r#"let _ = antom::Unrecognized::new("CARD");"#,
        "is private",
    ),
    (
        "every-outcome-must-be-matched",
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
        "every-advice-must-be-matched",
        "
        use antom::Retry;
        fn sends_again(retry: Retry) -> bool {
            match retry {
                Retry::SameRequest | Retry::BackOff | Retry::NewRequestId => true,
                Retry::NotNeeded | Retry::FixRequest | Retry::InquireFirst => false,
                Retry::ContactSupport | Retry::Never => false,
            }
        }",
        "`antom::Retry::FixAccount` not covered",
    ),
    (
        "every-kind-of-outcome-must-be-matched",
        "
        use antom::{OutcomeKind, Response};
        fn paid(response: &impl Response) -> bool {
            match response.outcome_kind() {
                OutcomeKind::Success => true,
                OutcomeKind::Failure | OutcomeKind::Malformed => false,
            }
        }",
        "`antom::OutcomeKind::Unknown` not covered",
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
        "a-setter-as-a-statement-is-explained",
        r#"
        let builder = antom::types::Goods::builder().reference_goods_id("1");
        builder.goods_name("n");
        let _ = builder.build();"#,
        "a setter takes the builder and returns a new one: chain the calls",
    ),
    (
        "a-setter-in-one-branch-has-another-type",
        r#"
        let builder = Amount::builder().value(1);
        let builder = if true { builder.currency("USD") } else { builder };
        let _ = builder.build();"#,
        "`if` and `else` have incompatible types",
    ),
    (
        "a-setter-in-a-loop-has-another-type",
        r#"
        let mut builder = Amount::builder().value(1);
        for text in ["USD"] { builder = builder.currency(text); }
        let _ = builder.build();"#,
        "expected `AmountBuilder<currency, Set<u64>>`, found `AmountBuilder<Set<String>, Set<u64>>`",
    ),
    (
        "a-request-without-build-is-not-written",
        "let _ = serde_json::to_string(&cashier::Request::builder());",
        "end the chain of setters with `.build()?`",
    ),
    (
        "a-request-without-build-is-not-sent",
        "
        fn send<R: antom::Operation>(request: &R) {}
        send(&cashier::Request::builder());",
        "call `.build()?` on a builder to get the request",
    ),
    (
        "a-request-without-build-is-not-a-request",
        "let _: cashier::Request = cashier::Request::builder();",
        "expected `Request`, found `RequestBuilder`",
    ),
    (
        "a-request-without-a-question-mark-is-not-sent",
        "
        fn send<R: antom::Operation>(request: &R) {}
        fn program(built: Result<cashier::Request, antom::Violations>) { send(&built); }",
        "use `?` to get the request",
    ),
    (
        "a-request-without-a-question-mark-has-no-methods",
        "
        fn program(built: Result<cashier::Request, antom::Violations>) -> Result<(), antom::Violations> {
            let _ = built.advisories();
            Ok(())
        }",
        "use the `?` operator to extract the `antom::create_payment_session::cashier::Request` value",
    ),
    (
        "a-sensitive-value-is-exposed",
        r#"println!("{}", antom::Sensitive::new("token"));"#,
        "call `expose()` to get the value, or use `{:?}` to print `[redacted]`",
    ),
    (
        "an-unrecognized-value-is-converted-into-its-enum",
        r#"let _ = PaymentMethodType::Unrecognized("GCASH".into());"#,
        r#"write `"NEW_VALUE".into()` where the enum is expected"#,
    ),
    (
        "a-json-value-cannot-be-redacted",
        r#"let _ = antom::redacted(&serde_json::json!({"cardNo": "4111"})).to_string();"#,
        "`serde_json::Value` cannot be redacted",
    ),
    (
        "a-date-is-no-address",
        "let _: antom::Uri = std::time::SystemTime::now().into();",
        "the trait `antom::support::value::into_text::IntoText` is not implemented for `SystemTime`",
    ),
    (
        "a-parts-build-cannot-fail",
        "let _ = SettlementStrategy::builder().build().unwrap();",
        "no method named `unwrap`",
    ),
];
