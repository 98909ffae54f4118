//! Tests further forms of texts, and Base64.

use std::net::Ipv4Addr;

use crate::support::{Base64, Ipv4, forms};

/// A form with texts that have it and texts that do not.
type Form = (
    fn(&str) -> bool,
    &'static [&'static str],
    &'static [&'static str],
);

const FORMS: &[Form] = &[
    (
        forms::is_date,
        &["2026-02-28", "2024-02-29", "0000-01-01"],
        &[
            "",
            "2026-02-29",
            "2026-2-28",
            "2026-02-28T",
            "26-02-28",
            "2026-13-01",
        ],
    ),
    (
        forms::is_time,
        &[
            "12:30:00Z",
            "12:30:00.5+08:00",
            "23:59:60Z",
            "07:59:60+08:00",
        ],
        &[
            "",
            "12:30Z",
            "12:30:00",
            "24:00:00Z",
            "12:30:60Z",
            "12:30:00+8:00",
        ],
    ),
    (
        forms::is_duration,
        &["P1D", "P1Y2M3DT4H5M6S", "PT1H", "P2W", "P1YT1S"],
        &[
            "", "P", "PT", "P1", "1D", "P1DT", "P1Y3D", "PT1H3S", "P1W2D", "P-1D", "P1.5D",
        ],
    ),
    (
        forms::is_uuid,
        &[
            "2f1b3312-7df5-4e2b-8d3c-0123456789ab",
            "2F1B3312-7DF5-4E2B-8D3C-0123456789AB",
        ],
        &[
            "",
            "2f1b33127df54e2b8d3c0123456789ab",
            "2f1b3312-7df5-4e2b-8d3c-0123456789ag",
        ],
    ),
    (
        forms::is_base64,
        &["", "aGk=", "aA==", "aGkh", "+/+/"],
        &["a", "aGk", "aGk==", "a=Gk", "aG k", "aGk_"],
    ),
    (
        forms::is_hostname,
        &["shop.example", "a", "xn--bcher-kva.example", "1.2"],
        &[
            "",
            ".",
            "a.",
            "-a.example",
            "a-.example",
            "a_b",
            "bücher.example",
        ],
    ),
    (
        forms::is_email,
        &["a@b", "first.last+tag@shop.example"],
        &["", "a", "@b", "a@", ".a@b", "a..b@c", "a b@c", "a@b c"],
    ),
    (
        forms::is_ipv4,
        &["1.2.3.4"],
        &["1.2.3", "256.1.1.1", "01.2.3.4", "1.2.3.4 "],
    ),
    (
        forms::is_ipv6,
        &["::", "2001:db8::1"],
        &["", ":", "1", "::g", "[::1]"],
    ),
    (
        forms::is_uri_reference,
        &[
            "",
            "/a/b?c#d",
            "a",
            "../a:b",
            "https://shop.example",
            "#x",
            "//host/a",
        ],
        &["a b", ":", "1:a", "%zz", "a#b#c"],
    ),
];

#[test]
fn texts_have_their_forms() {
    for (has_form, valid, invalid) in FORMS {
        for text in *valid {
            assert!(has_form(text), "{text}");
        }
        for text in *invalid {
            assert!(!has_form(text), "{text}");
        }
    }
}

#[test]
fn base64_has_all_bytes() {
    let bytes: Vec<u8> = (0..=255).collect();
    for length in 0..bytes.len() {
        let bytes = bytes.get(..length).unwrap_or_default();
        let text = Base64::of_bytes(bytes);
        assert!(text.is_valid(), "{text}");
        assert_eq!(text.to_bytes().as_deref(), Some(bytes));
    }
    assert_eq!(Base64::of_bytes(b"hello"), "aGVsbG8=");
    assert_eq!(Base64::from("a").to_bytes(), None);
}

#[test]
fn addresses_convert() {
    let address = Ipv4::from(Ipv4Addr::LOCALHOST);
    assert_eq!(address, "127.0.0.1");
    assert_eq!(Ipv4Addr::try_from(&address), Ok(Ipv4Addr::LOCALHOST));
    assert!(Ipv4Addr::try_from(&Ipv4::from("1.2")).is_err());
}
