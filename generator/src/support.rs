//! The Rust that does not depend on the model: ordinary, tested source that every
//! generated crate carries as it stands.

/// The files of the support module, with their paths within the package.
pub fn files() -> impl Iterator<Item = (String, &'static str)> {
    FILES
        .iter()
        .map(|(name, text)| (format!("src/support/{name}"), *text))
}

/// Names and contents, in order.
const FILES: &[(&str, &str)] = &[
    ("access.rs", include_str!("../support/access.rs")),
    ("advisories.rs", include_str!("../support/advisories.rs")),
    ("builder.rs", include_str!("../support/builder.rs")),
    ("check.rs", include_str!("../support/check.rs")),
    ("currency.rs", include_str!("../support/currency.rs")),
    ("date_time.rs", include_str!("../support/date_time.rs")),
    ("decimal.rs", include_str!("../support/decimal.rs")),
    ("decode.rs", include_str!("../support/decode.rs")),
    ("extra.rs", include_str!("../support/extra.rs")),
    ("fitting.rs", include_str!("../support/fitting.rs")),
    ("inspect.rs", include_str!("../support/inspect.rs")),
    ("listed.rs", include_str!("../support/listed.rs")),
    ("members.rs", include_str!("../support/members.rs")),
    ("mod.rs", include_str!("../support/mod.rs")),
    ("money.rs", include_str!("../support/money.rs")),
    ("nearest.rs", include_str!("../support/nearest.rs")),
    ("open.rs", include_str!("../support/open.rs")),
    ("operation.rs", include_str!("../support/operation.rs")),
    ("pointer.rs", include_str!("../support/pointer.rs")),
    ("read.rs", include_str!("../support/read.rs")),
    ("read_values.rs", include_str!("../support/read_values.rs")),
    ("received.rs", include_str!("../support/received.rs")),
    ("result_code.rs", include_str!("../support/result_code.rs")),
    ("scalar.rs", include_str!("../support/scalar.rs")),
    ("sealed.rs", include_str!("../support/sealed.rs")),
    ("sensitive.rs", include_str!("../support/sensitive.rs")),
    ("syntax.rs", include_str!("../support/syntax.rs")),
    ("text.rs", include_str!("../support/text.rs")),
    ("trail.rs", include_str!("../support/trail.rs")),
    ("uri.rs", include_str!("../support/uri.rs")),
    ("violations.rs", include_str!("../support/violations.rs")),
    ("write.rs", include_str!("../support/write.rs")),
];
