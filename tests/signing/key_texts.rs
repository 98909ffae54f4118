//! Texts of keys: what is loaded, and what is told of the rest.

use antom::signature::{KeyError, Keys, PrivateKey, PublicKey, Sign as _, Verify as _};

use super::keys::{bare, gateway, merchant, pair, pair_with_exponent};

#[test]
fn private_keys_are_loaded_in_every_form() {
    let pair = merchant();
    let (pkcs8, pkcs1) = (pair.pkcs8_pem(), pair.pkcs1_pem());
    let windows = pkcs8.replace('\n', "\r\n");
    let in_one_line = pkcs8.replace('\n', "");
    let forms = [
        &bare(&pkcs8),
        &bare(&pkcs1),
        &pkcs8,
        &pkcs1,
        &windows,
        &in_one_line,
    ];
    for form in forms {
        let key = PrivateKey::from_text(form).expect("it is loaded");
        let signature = key.sign(b"text").expect("it signs");
        assert!(pair.accepts(b"text", &signature));
    }
}

#[test]
fn public_keys_are_loaded_in_every_form() {
    let pair = gateway();
    let (spki, pkcs1) = (pair.spki_pem(), pair.public_pkcs1_pem());
    let whole = bare(&spki);
    let broken: Vec<_> = whole
        .as_bytes()
        .chunks(7)
        .map(String::from_utf8_lossy)
        .collect();
    let broken = broken.join(" \n");
    let signature = pair.sign(b"text");
    for form in [&bare(&spki), &bare(&pkcs1), &spki, &pkcs1, &broken] {
        let key = PublicKey::from_text(form).expect("it is loaded");
        assert!(key.verify(b"text", &signature));
        assert!(!key.verify(b"Text", &signature));
    }
}

#[test]
fn a_wrong_key_is_told_by_what_it_is() {
    let pair = merchant();
    let (pkcs8, pkcs1, spki) = (pair.pkcs8_pem(), pair.pkcs1_pem(), pair.spki_pem());
    let relabelled = |pem: &str, from: &str, to: &str| {
        pem.replace(&format!("BEGIN {from}-"), &format!("BEGIN {to}-"))
            .replace(&format!("END {from}-"), &format!("END {to}-"))
    };
    let cut = &pkcs8[..pkcs8.len() / 2];
    let bare_cut = &bare(&pkcs8)[..400];
    let cases: [(&str, KeyError); 16] = [
        (
            &relabelled(&spki, "PUBLIC KEY", "PRIVATE KEY"),
            KeyError::IsPublic,
        ),
        (&format!("{pkcs8}{spki}"), KeyError::Several),
        (&pkcs8.replace('\n', "\\n"), KeyError::Escaped),
        (&pkcs8.replace("-----END", "----END"), KeyError::Encoding),
        (&spki, KeyError::IsPublic),
        (&bare(&spki), KeyError::IsPublic),
        (
            &relabelled(&pkcs1, "RSA PRIVATE KEY", "PRIVATE KEY"),
            KeyError::Label {
                expected: "RSA PRIVATE KEY",
            },
        ),
        (
            &relabelled(&pkcs8, "PRIVATE KEY", "RSA PRIVATE KEY"),
            KeyError::Label {
                expected: "PRIVATE KEY",
            },
        ),
        (
            &relabelled(&pkcs8, "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
            KeyError::Encrypted,
        ),
        (
            &relabelled(&pkcs8, "PRIVATE KEY", "CERTIFICATE"),
            KeyError::Certificate,
        ),
        (
            &relabelled(&pkcs8, "PRIVATE KEY", "OPENSSH PRIVATE KEY"),
            KeyError::OpenSsh,
        ),
        (cut, KeyError::Encoding),
        (bare_cut, KeyError::NotRsa),
        ("", KeyError::NotRsa),
        ("not a key!", KeyError::Encoding),
        ("AAAA", KeyError::NotRsa),
    ];
    for (text, expected) in cases {
        let found = PrivateKey::from_text(text).expect_err("it is refused");
        assert_eq!(found, expected, "{found}");
    }
    for private in [&pkcs8, &relabelled(&pkcs8, "PRIVATE KEY", "PUBLIC KEY")] {
        let found = PublicKey::from_text(private).expect_err("it is refused");
        assert_eq!(found, KeyError::IsPrivate);
    }
    let with_comments = format!("Bag Attributes: <none>\n{pkcs8}");
    assert!(PrivateKey::from_text(&with_comments).is_ok());
}

#[test]
fn a_key_of_another_length_is_refused() {
    let short = pair(1024);
    let private = PrivateKey::from_text(&short.pkcs8_pem()).expect_err("it is too short");
    let public = PublicKey::from_text(&short.spki_pem()).expect_err("it is too short");
    assert_eq!((private, public), (KeyError::Length, KeyError::Length));
    let uneven = pair(2112);
    let private = PrivateKey::from_text(&uneven.pkcs8_pem()).expect_err("`ring` cannot sign");
    assert_eq!(private, KeyError::Unsupported);
    let public = PublicKey::from_text(&uneven.spki_pem()).expect("it can verify");
    assert!(public.verify(b"text", &uneven.sign(b"text")));
}

#[test]
fn a_key_with_a_small_exponent_is_refused() {
    let small = pair_with_exponent(2048, 3);
    let private = PrivateKey::from_text(&small.pkcs8_pem()).expect_err("it is refused");
    let public = PublicKey::from_text(&small.spki_pem()).expect_err("it is refused");
    assert_eq!((private, public), (KeyError::Exponent, KeyError::Exponent));
}

#[test]
fn a_private_key_has_its_public_key() {
    let key = PrivateKey::from_text(&merchant().pkcs8_pem()).expect("it is loaded");
    assert_eq!(key.public_key(), merchant().public_key());
    let own = PublicKey::of_gateway(&merchant().spki_pem(), &key.public_key());
    assert_eq!(own, Err(KeyError::OwnPublicKey));
    assert!(PublicKey::of_gateway(&gateway().spki_pem(), &key.public_key()).is_ok());
}

#[test]
fn the_own_public_key_is_refused_in_place_of_the_gateways() {
    let private = merchant().pkcs8_pem();
    for own in [merchant().spki_pem(), merchant().public_pkcs1_pem()] {
        let error = Keys::from_texts(&private, &own).expect_err("it is refused");
        assert_eq!(error, KeyError::OwnPublicKey);
    }
}

#[test]
fn nothing_shows_a_key() {
    let keys = super::keys::loaded();
    let shown = format!("{keys:?} {:?}", keys.private);
    assert_eq!(
        shown,
        "Keys { private: PrivateKey([redacted]), gateway: PublicKey } PrivateKey([redacted])"
    );
}
