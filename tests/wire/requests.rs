//! Tests requests: the reports of building and validating, and the handling of
//! violations.

use antom::types::{
    Amount, Buyer, Goods, Order, PaymentMethod, PaymentMethodType, SettlementStrategy, UserName,
};
use antom::{Concern, Rule, Violations};
use serde_json::json;

use super::{
    cashier, cashier_request, easy_safe_pay_request, entry_code, entry_code_request, sample,
};

fn pointers(violations: &Violations) -> Vec<&str> {
    violations.iter().map(antom::Violation::pointer).collect()
}

/// Returns the builder of a request that breaks five rules. A macro needs no type for it.
macro_rules! wrong_builder {
    () => {
        cashier::Request::builder()
            .payment_request_id("x".repeat(65))
            .order(
                Order::builder()
                    .reference_order_id("order-1")
                    .order_description("Lamp")
                    .order_amount(Amount::new("usd", 1))
                    .goods([
                        Goods::builder().reference_goods_id("1").goods_name("Lamp"),
                        Goods::builder().reference_goods_id("2").goods_name("y".repeat(257)),
                    ]),
            )
            .payment_amount(Amount::new("USD", 1))
            .payment_method(PaymentMethod::builder().payment_method_type("CARD"))
            .payment_redirect_url("nowhere")
            .settlement_strategy(SettlementStrategy::builder())
            .extra("paymentAmount", json!({"currency": "USD", "value": "0"}))
    };
}

/// Builds a cashier's request that breaks five rules.
fn wrong() -> Result<cashier::Request, Violations> {
    wrong_builder!().build()
}

#[test]
fn build_reports_every_violation_with_its_place() {
    let found = wrong().expect_err("five rules are broken");
    let mut places = pointers(&found);
    places.sort_unstable();
    places.dedup();
    let expected = [
        "/order/goods/1/goodsName",
        "/order/orderAmount/currency",
        "/paymentAmount",
        "/paymentRedirectUrl",
        "/paymentRequestId",
    ];
    assert_eq!(places, expected);
    let shown = found.to_string();
    for expected in [
        "/paymentRequestId: longer than 64 characters",
        "/order/goods/1/goodsName: longer than 256 characters",
        "/order/orderAmount/currency: does not match ^[A-Z]{3}$",
        "/paymentRedirectUrl: not a URI with a scheme",
        "/paymentAmount: repeats a member that has its own field",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    assert!(
        !shown.contains("usd") && !shown.contains("nowhere"),
        "values stay out: {shown}"
    );
}

#[test]
fn build_unvalidated_allows_a_broken_rule() {
    let request = wrong_builder!().build_unvalidated();
    assert_eq!(
        request.validate().map_err(|found| found.len()),
        wrong().map(|_| ()).map_err(|found| found.len())
    );
    assert_eq!(
        serde_json::to_value(&request).expect("it can be written")["paymentRedirectUrl"],
        "nowhere"
    );
}

#[test]
fn lengths_count_characters() {
    for letter in ["x", "é", "価", "🐕"] {
        let mut request = entry_code_request();
        request.payment_request_id = letter.repeat(64);
        assert_eq!(request.validate(), Ok(()), "64 times {letter}");
        request.payment_request_id.push_str(letter);
        let found = request.validate().expect_err("65 are too many");
        assert_eq!(pointers(&found), ["/paymentRequestId"]);
        assert_eq!(found.as_slice()[0].rule(), Rule::MaxLength { limit: 64 });
    }
}

#[test]
fn lists_and_numbers_have_both_limits() {
    let mut request = cashier_request();
    let goods = request.order.goods.as_mut().expect("the sample has goods");
    let one = goods[0].clone();
    *goods = vec![one.clone(); 100];
    assert_eq!(request.validate(), Ok(()));
    request.order.goods = Some(vec![one; 101]);
    let found = request.validate().expect_err("101 are too many");
    assert_eq!(pointers(&found), ["/order/goods"]);
    let mut request = cashier_request();
    for (number, fits) in [(1, false), (2, true), (36, true), (37, false)] {
        let plan = request
            .credit_pay_plan
            .as_mut()
            .expect("the sample has a plan");
        plan.installment_num = Some(number);
        assert_eq!(request.validate().is_ok(), fits, "{number} instalments");
    }
}

#[test]
fn an_empty_list_is_written_and_an_absent_one_is_not() {
    let mut request = cashier_request();
    request.order.goods = Some(Vec::new());
    let written = serde_json::to_value(&request).expect("it can be written");
    assert_eq!(written["order"]["goods"], json!([]));
    request.order.goods = None;
    let written = serde_json::to_value(&request).expect("it can be written");
    assert_eq!(written["order"].get("goods"), None);
}

#[test]
fn date_times_and_uris_are_checked_by_validation() {
    let mut request = entry_code_request();
    for (text, fits) in [
        ("2027-03-14T13:00:01+08:00", true),
        ("2027-03-14T13:00:01Z", true),
        ("2027-3-14T13:00:01+08:00", false),
        ("2027-02-30T13:00:01+08:00", false),
        ("2027-03-14T13:00:01", false),
        ("2027-03-14", false),
    ] {
        request.payment_expiry_time = Some(text.into());
        assert_eq!(request.validate().is_ok(), fits, "{text}");
    }
    request.payment_expiry_time = None;
    for (text, fits) in [
        ("https://shop.example/a?b=c#d", true),
        ("shop.example", false),
        ("", false),
    ] {
        request.payment_notify_url = text.into();
        assert_eq!(request.validate().is_ok(), fits, "{text}");
    }
}

#[test]
fn cards_of_the_cashier_get_an_advisory() {
    let mut request = cashier_request();
    assert_eq!(request.advisories(), []);
    request.payment_factor = None;
    request.credit_pay_plan = None;
    let advisories = request.advisories();
    let places: Vec<_> = advisories.iter().map(antom::Advisory::pointer).collect();
    assert_eq!(places, ["/paymentFactor", "/creditPayPlan"]);
    request.payment_method = PaymentMethod::builder()
        .payment_method_type(PaymentMethodType::AlipayCn)
        .build();
    assert_eq!(request.advisories(), []);
    assert_eq!(request.validate(), Ok(()), "an advisory is no rule");
}

#[test]
fn entry_codes_get_an_advisory() {
    let mut request = entry_code_request();
    assert_eq!(request.advisories(), []);
    request.settlement_strategy = None;
    request.payment_factor = None;
    request.order.reference_order_id = None;
    let advisories = request.advisories();
    let mut places: Vec<_> = advisories.iter().map(antom::Advisory::pointer).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            "/order/referenceOrderId",
            "/paymentFactor",
            "/settlementStrategy"
        ]
    );
    let texts = advisories.iter().map(antom::Advisory::concern);
    assert!(
        texts
            .into_iter()
            .all(|concern| matches!(concern, Concern::Advice { .. }))
    );
    assert_eq!(request.validate(), Ok(()));
}

#[test]
fn samples_of_the_vendor_get_advisories() {
    fn places(advisories: &[antom::Advisory]) -> Vec<&str> {
        let mut places: Vec<_> = advisories.iter().map(antom::Advisory::pointer).collect();
        places.sort_unstable();
        places
    }
    let json = sample("create_payment_session.cashier/request-page.json");
    let request = cashier::Request::from_json(&json).expect("the sample can be read");
    assert_eq!(places(&request.advisories()), ["/env/terminalType"]);
    let json = sample("pay.entry_code/request.json");
    let request = entry_code::Request::from_json(&json).expect("the sample can be read");
    assert_eq!(
        places(&request.advisories()),
        ["/order/referenceOrderId", "/settlementStrategy"]
    );
}

#[test]
fn only_misspelt_values_get_an_advisory() {
    let mut request = easy_safe_pay_request();
    assert_eq!(request.advisories(), []);
    request.payment_method.payment_method_type = "ALIPAY-CN".into();
    let advisories = request.advisories();
    assert_eq!(advisories.len(), 1);
    assert_eq!(advisories[0].pointer(), "/paymentMethod/paymentMethodType");
    assert_eq!(
        *advisories[0].concern(),
        Concern::Misspelt {
            nearest: "ALIPAY_CN"
        }
    );
    assert_eq!(antom::Operation::advisories(&request), advisories);
    assert_eq!(request.validate(), Ok(()));
    for another in ["ALIPAY_HK", "GCASH", "KAKAOPAY", "TRUEMONEY", "CARDS2"] {
        request.payment_method.payment_method_type = another.into();
        assert_eq!(request.advisories(), [], "{another} is another wallet");
    }
}

#[test]
fn empty_required_texts_get_an_advisory() {
    let mut request = cashier_request();
    request.payment_request_id = String::new();
    request.order.order_description = String::new();
    request.payment_method.payment_method_type = "".into();
    let found = request.advisories();
    let places: Vec<_> = found.iter().map(antom::Advisory::pointer).collect();
    let expected = [
        "/paymentRequestId",
        "/order/orderDescription",
        "/paymentMethod/paymentMethodType",
    ];
    assert_eq!(places, expected);
    assert!(found.iter().all(|one| *one.concern() == Concern::Empty));
    assert_eq!(request.validate(), Ok(()));
}

#[test]
fn unlisted_members_at_every_depth_are_kept_with_an_advisory() {
    let mut message = serde_json::to_value(cashier_request()).expect("it can be written");
    message["buyer"] = json!({"referenceBuyerId": "b"});
    message["order"]["needDeclaration"] = json!("true");
    message["paymentAmount"]["Value"] = json!(null);
    let read = cashier::Request::from_json(message.to_string().as_bytes()).expect("readable");
    assert_eq!(serde_json::to_value(&read).expect("writable"), message);
    assert_eq!(read.validate(), Ok(()));
    let texts = read.advisories();
    let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
    let expected = [
        "/order/needDeclaration: not a documented member",
        "/paymentAmount/Value: not a documented member; value is probably meant",
        "/buyer: not a documented member of this object; /order/buyer is documented",
    ];
    assert_eq!(texts, expected);

    let built = Order::builder()
        .reference_order_id("order-1")
        .order_description("Lamp")
        .order_amount(Amount::new("USD", 1))
        .extra("needDeclaration", "true")
        .build();
    let built = serde_json::to_value(built).expect("writable");
    assert_eq!(built["needDeclaration"], "true");
}

#[test]
fn setters_replace_and_clear_values() {
    let buyer = || Buyer::builder().reference_buyer_id("buyer-1");
    let order = Order::builder()
        .reference_order_id("first")
        .reference_order_id("order-1")
        .order_description("Lamp")
        .order_amount(Amount::new("USD", 1))
        .buyer(buyer())
        .clear_buyer()
        .goods([Goods::builder().reference_goods_id("1").goods_name("Lamp")])
        .goods(Vec::<Goods>::new())
        .build();
    assert_eq!(order.reference_order_id, "order-1");
    assert_eq!(order.buyer, None);
    assert_eq!(order.goods, Some(Vec::new()));
    let whole = buyer()
        .buyer_name(UserName::builder().full_name("Ana"))
        .build();
    let again = buyer().maybe_buyer_name(whole.buyer_name.clone()).build();
    assert_eq!(whole, again);
}

#[test]
fn constants_are_written_automatically() {
    let request = entry_code_request();
    let written = serde_json::to_value(&request).expect("it can be written");
    assert_eq!(written["productCode"], entry_code::Request::PRODUCT_CODE);
    assert_eq!(
        written["paymentMethod"]["paymentMethodType"],
        "CONNECT_WALLET"
    );
    assert_eq!(
        written["paymentFactor"]["inStorePaymentScenario"],
        "EntryCode"
    );
    let written = serde_json::to_value(easy_safe_pay_request()).expect("it can be written");
    assert_eq!(written["productCode"], "AGREEMENT_PAYMENT");
    assert_eq!(written["productScene"], "EASY_PAY");
}

#[test]
fn amounts_are_written_as_texts() {
    let written = serde_json::to_value(Amount::new("JPY", u64::MAX)).expect("it can be written");
    assert_eq!(
        written,
        json!({"currency": "JPY", "value": "18446744073709551615"})
    );
    assert_eq!(
        Amount::new("USD", 1000).to_string(),
        "1000 smallest units of USD"
    );
}

#[test]
fn a_percentage_is_required_if_the_fee_is_one() {
    let mut request = cashier_request();
    let plan = request
        .credit_pay_plan
        .as_mut()
        .expect("the sample has a plan");
    plan.fee_percentage = None;
    let found = request.validate().expect_err("the fee is a percentage");
    assert_eq!(pointers(&found), ["/creditPayPlan/feePercentage"]);
    assert!(matches!(
        found.as_slice()[0].rule(),
        Rule::RequiredWhen { .. }
    ));
    let plan = request
        .credit_pay_plan
        .as_mut()
        .expect("the sample has a plan");
    plan.credit_pay_fee_type = Some("FLAT".into());
    assert_eq!(request.validate(), Ok(()));
}
