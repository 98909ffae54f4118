//! The tables of result codes: facts that must not get lost.

use antom::types::ResultStatus;
use antom::{OutcomeKind, Response as _, Retry};
use antom_tests::instances::api;
use serde_json::json;

use super::answers::OPERATIONS;
use super::{cashier, easy_safe_pay, entry_code};

#[test]
fn the_tables_are_complete() {
    assert_eq!(listed::<easy_safe_pay::ResultCode>(), [4, 10]);
    assert_eq!(listed::<cashier::ResultCode>(), [6, 10]);
    assert_eq!(listed::<entry_code::ResultCode>(), [29, 0]);
}

/// How many codes the operation's document lists, and how many it does not.
fn listed<C: antom::ResultCode>() -> [usize; 2] {
    let (listed, others): (Vec<C>, Vec<C>) = C::KNOWN
        .iter()
        .map(|text| C::from(text))
        .partition(C::is_listed);
    [listed.len(), others.len()]
}

/// The codes that the gateway itself gives, with their usual status and the advice.
const GATEWAY: [(&str, &str, Retry); 10] = [
    ("ACCESS_DENIED", "F", Retry::ContactSupport),
    ("INVALID_API", "F", Retry::ContactSupport),
    ("CLIENT_INVALID", "F", Retry::FixAccount),
    ("INVALID_SIGNATURE", "F", Retry::FixAccount),
    ("KEY_NOT_FOUND", "F", Retry::FixAccount),
    ("MEDIA_TYPE_NOT_ACCEPTABLE", "F", Retry::FixRequest),
    ("METHOD_NOT_SUPPORTED", "F", Retry::FixRequest),
    ("NO_INTERFACE_DEF", "F", Retry::FixRequest),
    ("REQUEST_TRAFFIC_EXCEED_LIMIT", "U", Retry::BackOff),
    ("SYSTEM_ERROR", "F", Retry::Never),
];

#[test]
fn every_operation_knows_the_codes_of_the_gateway() {
    let operations = api().operations.len();
    assert_eq!(
        OPERATIONS.len(),
        operations,
        "add the operation to OPERATIONS"
    );
    for operation in OPERATIONS {
        for (code, status, retry) in GATEWAY {
            let result = json!({"result": {"resultStatus": status, "resultCode": code}});
            let answer = (operation.read)(result.to_string().as_bytes()).expect("it can be read");
            let product = operation.product;
            assert_eq!(answer.advice, Some(retry), "{product}: {code}");
            assert_eq!(answer.next, Some(retry), "{product}: {code}");
        }
    }
}

#[test]
fn the_gateways_codes_are_told_apart_from_those_of_the_page() {
    let response = br#"{"result":{"resultStatus":"F","resultCode":"INVALID_SIGNATURE"}}"#;
    let response = cashier::Response::from_json(response).expect("it can be read");
    let cashier::Outcome::Failure(failure) = response.outcome() else {
        panic!("the status says failure");
    };
    let code = failure.code.as_ref().expect("it has a code");
    assert_eq!(*code, cashier::ResultCode::InvalidSignature);
    assert!(code.is_recognized() && !code.is_listed());
    assert_eq!(failure.retry(), Some(Retry::FixAccount));
    assert_eq!(response.outcome_kind(), OutcomeKind::Failure);
    assert!(entry_code::ResultCode::InvalidSignature.is_listed());
}

#[test]
fn an_operations_own_entry_for_a_code_wins() {
    let (own, shared) = (
        entry_code::ResultCode::InvalidSignature,
        cashier::ResultCode::InvalidSignature,
    );
    assert_eq!(own.as_str(), shared.as_str());
    assert_ne!(own.message(), shared.message());
}

#[test]
fn a_code_of_any_operation_says_what_the_operations_enum_says() {
    fn texts<C: antom::ResultCode>(code: &C) -> [Option<&str>; 4] {
        let text = code.is_recognized().then(|| code.as_str());
        [text, code.status(), code.message(), code.action()]
    }
    for text in entry_code::ResultCode::KNOWN {
        let code = entry_code::ResultCode::from(*text);
        let status = code.status().expect("a known code has a usual status");
        let own = [
            Some(*text),
            Some(status.as_str()),
            code.message(),
            code.action(),
        ];
        assert_eq!(texts(&code), own);
        assert_eq!(antom::ResultCode::retry(&code), code.retry());
    }
    assert_eq!(texts(&entry_code::ResultCode::from("NEW_CODE")), [None; 4]);
}

#[test]
fn a_payment_in_process_is_inquired_about_first() {
    let code = entry_code::ResultCode::PaymentInProcess;
    assert_eq!(code.as_str(), "PAYMENT_IN_PROCESS");
    assert_eq!(code.status(), Some(ResultStatus::Unknown));
    assert_eq!(code.retry(), Some(Retry::InquireFirst));
}

#[test]
fn every_open_outcome_forbids_a_new_id() {
    for text in entry_code::ResultCode::KNOWN {
        let code = entry_code::ResultCode::from(*text);
        if code.status() == Some(ResultStatus::Unknown) {
            let retry = code.retry();
            assert!(
                matches!(
                    retry,
                    Some(Retry::SameRequest | Retry::BackOff | Retry::InquireFirst)
                ),
                "{text}: {retry:?}"
            );
        }
    }
}

#[test]
fn the_same_code_differs_between_operations() {
    let (cashier, entry_code) = (
        cashier::ResultCode::NoPayOptions,
        entry_code::ResultCode::NoPayOptions,
    );
    assert_eq!(cashier.as_str(), entry_code.as_str());
    assert_ne!(cashier.message(), entry_code.message());
    assert_ne!(cashier.retry(), entry_code.retry());
}

#[test]
fn facts_of_single_codes() {
    use entry_code::ResultCode;
    let facts = [
        (ResultCode::Success, ResultStatus::Success, Retry::NotNeeded),
        (
            ResultCode::ParamIllegal,
            ResultStatus::Failure,
            Retry::FixRequest,
        ),
        (
            ResultCode::OrderIsClosed,
            ResultStatus::Failure,
            Retry::NewRequestId,
        ),
        (
            ResultCode::RepeatReqInconsistent,
            ResultStatus::Failure,
            Retry::NewRequestId,
        ),
        (ResultCode::SystemError, ResultStatus::Failure, Retry::Never),
        (ResultCode::ProcessFail, ResultStatus::Failure, Retry::Never),
        (
            ResultCode::UnknownException,
            ResultStatus::Unknown,
            Retry::SameRequest,
        ),
    ];
    for (code, status, retry) in facts {
        assert_eq!(
            (code.status(), code.retry()),
            (Some(status), Some(retry)),
            "{code}"
        );
    }
    assert_eq!(
        cashier::ResultCode::CardNotSupported.retry(),
        Some(Retry::NewRequestId)
    );
}

#[test]
fn every_known_code_answers_everything_and_an_unknown_one_nothing() {
    for text in entry_code::ResultCode::KNOWN {
        let code = entry_code::ResultCode::from(*text);
        assert!(code.is_recognized());
        assert_eq!(code.as_str(), *text);
        assert!(code.status().is_some() && code.retry().is_some(), "{text}");
        assert!(
            code.message().is_some_and(|message| !message.is_empty()),
            "{text}"
        );
        assert!(
            code.action().is_some_and(|action| !action.is_empty()),
            "{text}"
        );
    }
    let code = entry_code::ResultCode::from("success");
    assert_eq!(code.to_string(), "success", "codes are told apart by case");
    assert!(!code.is_recognized());
    assert!(code.status().is_none() && code.retry().is_none() && !code.is_listed());
    assert!(code.message().is_none() && code.action().is_none());
}
