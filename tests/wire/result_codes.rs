//! The tables of result codes: facts that must not get lost.

use antom::Retry;
use antom::types::ResultStatus;

use super::{cashier, easy_safe_pay, entry_code};

#[test]
fn the_tables_are_complete() {
    assert_eq!(easy_safe_pay::ResultCode::KNOWN.len(), 4);
    assert_eq!(cashier::ResultCode::KNOWN.len(), 6);
    assert_eq!(entry_code::ResultCode::KNOWN.len(), 29);
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
                matches!(retry, Some(Retry::SameRequest | Retry::InquireFirst)),
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
    assert!(code.status().is_none() && code.retry().is_none());
    assert!(code.message().is_none() && code.action().is_none());
}
