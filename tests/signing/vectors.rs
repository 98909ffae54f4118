//! Signatures of OpenSSL over texts in the documented form, with a public key whose
//! private key is not kept.

use antom::signature::{PublicKey, Verify as _};
use serde_json::Value;

#[test]
fn the_vectors_are_accepted_and_their_changes_refused() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).expect("JSON");
    let key = vectors["publicKey"].as_str().expect("a key");
    let key = PublicKey::from_text(key).expect("it is loaded");
    let cases = vectors["cases"].as_array().expect("a list");
    assert_eq!(cases.len(), 4);
    for case in cases {
        let part = |name: &str| case[name].as_str().expect("a text");
        let text = super::messages::text(
            part("path"),
            part("clientId"),
            part("time"),
            part("body").as_bytes(),
        );
        assert_eq!(text, part("text").as_bytes());
        let signature = decoded(part("header"));
        assert_eq!(super::messages::header(&signature), part("header"));
        assert!(key.verify(&text, &signature), "{}", part("name"));
        for position in 0..text.len() {
            let mut changed = text.clone();
            changed[position] ^= 1;
            assert!(!key.verify(&changed, &signature));
        }
    }
}

/// Decodes the signature in a header without the crate's code.
fn decoded(header: &str) -> Vec<u8> {
    let (_, value) = header.split_once("signature=").expect("a signature");
    let value = value
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in value.bytes().filter(|&byte| byte != b'=') {
        bits = (bits << 6) | u32::from(digit(byte));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_be_bytes()[3]);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}
