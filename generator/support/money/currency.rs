//! The number of decimal digits of each currency: ISO 4217, list one, in the
//! edition that SIX published on 1 January 2026.
//!
//! The tables leave out codes without a minor unit (metals, funds of account, test
//! codes), since amounts in them cannot be converted.

/// Returns the number of digits after the decimal point of an amount, or `None` if
/// the code is not in a table.
pub fn decimal_digits(currency: &str) -> Option<u32> {
    let has = |codes: &[&str]| codes.binary_search(&currency).is_ok();
    let digits = [
        (2, has(&HUNDREDTHS)),
        (0, has(&WHOLE)),
        (3, has(&THOUSANDTHS)),
        (4, has(&TEN_THOUSANDTHS)),
    ];
    digits
        .into_iter()
        .find_map(|(digits, is_it)| is_it.then_some(digits))
}

#[rustfmt::skip]
pub const WHOLE: [&str; 17] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
];

#[rustfmt::skip]
pub const HUNDREDTHS: [&str; 139] = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD",
    "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
    "CHW", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN",
    "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL",
    "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD", "KZT",
    "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD",
    "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR",
    "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
    "TJS", "TMT", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "USN", "UYU", "UZS", "VED",
    "VES", "WST", "XAD", "XCD", "XCG", "YER", "ZAR", "ZMW", "ZWG",
];

#[rustfmt::skip]
pub const THOUSANDTHS: [&str; 7] = [
    "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
];

#[rustfmt::skip]
pub const TEN_THOUSANDTHS: [&str; 2] = [
    "CLF", "UYW",
];
