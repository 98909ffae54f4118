//! Tests conversions of URIs from and to `url`, and of identifiers from `uuid`.

use antom::create_payment_session::cashier::Request;
use antom::{ConversionError, Sensitive, Uri};
use url::Url;
use uuid::Uuid;

#[test]
fn urls_convert_into_uris_and_back() {
    for text in [
        "https://shop.example/return?a=b&c=%20#part",
        "http://[2001:db8::1]:8080/",
        "mailto:someone@shop.example",
    ] {
        let url: Url = text.parse().expect("a URL");
        let uri = Uri::from(&url);
        assert_eq!(uri, text);
        assert!(uri.is_valid(), "{text}");
        assert_eq!(Url::try_from(&uri).as_ref(), Ok(&url));
        assert_eq!(*Sensitive::<Uri>::from(url.clone()).expose(), uri);
        assert_eq!(Uri::from(url), uri);
    }
}

#[test]
fn a_url_with_characters_not_allowed_in_a_uri_is_not_valid() {
    // URLs of browsers keep some characters that are not allowed in URIs.
    let url: Url = "https://shop.example/?q=a|b{c}".parse().expect("a URL");
    assert!(!Uri::from(url).is_valid());
    assert_eq!(
        Url::try_from(Uri::from("https://shop.example/a b")),
        Err(ConversionError::Malformed)
    );
    // This URI is not a URL: `https` requires a host.
    let uri = Uri::from("https://");
    assert!(uri.is_valid());
    assert_eq!(Url::try_from(uri), Err(ConversionError::OutOfRange));
}

#[test]
fn setters_accept_identifiers_and_urls() {
    let id = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
    let url: Url = "https://shop.example/return".parse().expect("a URL");
    let builder = Request::builder()
        .payment_request_id(id)
        .payment_redirect_url(&url)
        .maybe_payment_notify_url(Some(url));
    let shown = format!("{builder:?}");
    assert!(
        shown.contains("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        "{shown}"
    );
    let sensitive = Sensitive::<String>::from(id);
    assert_eq!(sensitive.expose(), "67e55044-10b1-426f-9247-bb680e5fe0c8");
}
