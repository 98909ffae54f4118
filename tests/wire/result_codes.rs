//! Tests the facts in the tables of result codes.

use antom::types::ResultStatus;
use antom::{OutcomeKind, Response as _, Retry};
use antom_tests::instances::{api, operation};
use generator::model::Listing;
use serde_json::json;

use super::answers::operations;
use super::{cashier, entry_code};

macro_rules! tables {
    ($($name:ident $samples:literal $($module:ident)::+;)*) => {
        /// Returns the codes of each operation, each with whether its page lists it.
        fn tables() -> Vec<(&'static str, Vec<(String, bool)>)> {
            vec![$(($samples, listed::<antom::$($module)::+::ResultCode>())),*]
        }
    };
}

antom_tests::operations!(tables);

fn listed<C: antom::ResultCode>() -> Vec<(String, bool)> {
    let codes = C::KNOWN.iter().map(|text| C::from(text));
    codes
        .map(|code| (code.as_str().to_owned(), code.is_listed()))
        .collect()
}

#[test]
fn the_tables_are_complete() {
    let api = api();
    for (name, found) in tables() {
        let codes = operation(&api, name).codes.iter();
        let expected = codes.map(|code| {
            let is_listed = code.listing == Listing::Document;
            (code.name.wire.clone(), is_listed)
        });
        assert_eq!(found, expected.collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn a_code_with_its_usual_status_gives_its_advice() {
    for operation in operations() {
        let codes = operation.codes.iter();
        let codes = codes.filter(|(_, status, _)| operation.meaning(status) != Some("success"));
        for (code, status, retry) in codes {
            let result = json!({"result": {"resultStatus": status, "resultCode": code}});
            let answer = (operation.read)(result.to_string().as_bytes()).expect("it can be read");
            assert_eq!(answer.advice, *retry, "{}: {code}", operation.name);
            assert_eq!(answer.next, *retry, "{}: {code}", operation.name);
        }
    }
}

/// The codes of the gateway itself, with their usual status and advice.
const GATEWAY: &[(&str, &str, Retry)] = &[
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
fn codes_of_the_gateway_give_its_advice() {
    for (text, status, retry) in GATEWAY {
        let code = cashier::ResultCode::from(*text);
        let found = code.status();
        let found = found.as_ref().map(ResultStatus::as_str);
        assert_eq!(
            (found, code.retry()),
            (Some(*status), Some(*retry)),
            "{text}"
        );
    }
}

#[test]
fn the_gateways_codes_are_distinguished_from_those_of_the_page() {
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
fn the_code_of_any_operation_agrees_with_the_operations_enum() {
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
    for operation in operations() {
        let codes = operation.codes.iter();
        let codes = codes.filter(|(_, status, _)| operation.meaning(status) == Some("unknown"));
        for (code, _, retry) in codes {
            assert!(
                matches!(
                    retry,
                    Some(Retry::SameRequest | Retry::BackOff | Retry::InquireFirst)
                ),
                "{}, {code}: {retry:?}",
                operation.name
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
fn single_codes_have_the_documented_facts() {
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
fn only_known_codes_have_facts() {
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
    assert_eq!(code.to_string(), "success", "codes are case-sensitive");
    assert!(!code.is_recognized());
    assert!(code.status().is_none() && code.retry().is_none() && !code.is_listed());
    assert!(code.message().is_none() && code.action().is_none());
}
