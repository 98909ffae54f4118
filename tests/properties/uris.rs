//! Strategies for URIs inside and outside the limits of RFC 3986.

use proptest::prelude::*;
use proptest::sample::select;

/// Returns URIs, most of them valid, some with a length in `lengths`.
pub fn texts(lengths: &[usize]) -> BoxedStrategy<String> {
    let long: Vec<usize> = lengths
        .iter()
        .copied()
        .filter(|length| *length > 20)
        .collect();
    if long.is_empty() {
        return assembled().boxed();
    }
    let long = (select(long), select(&["a", "%C3%A9", "価"]))
        .prop_map(|(length, filler)| filled("https://a.example/", filler, length));
    prop_oneof![4 => assembled(), 1 => long].boxed()
}

/// Returns a text of this many characters: whole fillers, then single letters.
fn filled(start: &str, filler: &str, length: usize) -> String {
    let left = length - start.chars().count();
    let whole = left / filler.chars().count();
    let rest = left % filler.chars().count();
    format!("{start}{}{}", filler.repeat(whole), "a".repeat(rest))
}

/// Returns values mostly of the first strategy, sometimes of the second.
fn mostly(
    right: &'static [&'static str],
    wrong: &'static [&'static str],
) -> impl Strategy<Value = &'static str> {
    prop_oneof![9 => select(right), 1 => select(wrong)]
}

fn assembled() -> impl Strategy<Value = String> {
    let scheme = mostly(
        &["https:", "HTTP:", "a:", "a1+b-c.d:"],
        &["", "1a:", ":", "a_b:", "ä:", "ht tp:", "a"],
    );
    let before_host = mostly(
        &["//", "//", "//", "", "/", "///"],
        &["//[", "\\\\", "//u@v@"],
    );
    let user = mostly(
        &["", "", "u@", "u:p@", ":@", "%41:@"],
        &["%4@", "%zz@", "[u]@", "ü@", "u|p@"],
    );
    let port = mostly(
        &["", "", ":", ":80", ":99999999999"],
        &[":8a", ":-1", ":８０", ":80:80"],
    );
    let path = mostly(
        &[
            "",
            "/",
            "/a",
            "//a",
            "/a/../b",
            "/%41%00",
            "/'()*!$&+,;=",
            "/a:b@c",
            "/~._-",
        ],
        &[
            "/%", "/%4", "/%4g", "/a b", "/[a]", "/é", "/{a}", "/a\\b", "/\"", "/<>", "/^", "/`",
            "/|", "/\n",
        ],
    );
    let query = mostly(
        &["", "", "?", "?a=b", "??/:@", "?%41"],
        &["?[a]", "?%", "?é", "?|", "?a b", "?\""],
    );
    let fragment = mostly(
        &["", "", "#", "#a", "#?/:@", "#%41"],
        &["##", "#a#b", "#%", "#é", "#[", "#a b"],
    );
    (
        scheme,
        before_host,
        (user, host(), port),
        path,
        query,
        fragment,
    )
        .prop_map(
            |(scheme, before_host, (user, host, port), path, query, fragment)| {
                format!("{scheme}{before_host}{user}{host}{port}{path}{query}{fragment}")
            },
        )
}

fn host() -> impl Strategy<Value = &'static str> {
    mostly(
        &[
            "shop.example",
            "",
            "127.0.0.1",
            "999.1.1.1",
            "a_b",
            "a%20b",
            "..",
            "-",
            "[::1]",
            "[::]",
            "[1:2:3:4:5:6:7:8]",
            "[1:2:3:4:5:6:7::]",
            "[::2:3:4:5:6:7:8]",
            "[::ffff:1.2.3.4]",
            "[1:2:3:4:5:6:1.2.3.4]",
            "[ABCD::]",
            "[v1.a:b]",
            "[vF.~]",
            "[V1f.!$&'()*+,;=:]",
        ],
        &[
            "münchen.example",
            "a%2",
            "a%zz",
            "a b",
            "a|b",
            "a[b]",
            "[",
            "[]",
            "[::1",
            "::1]",
            "[::1]a",
            "[1:2:3:4:5:6:7]",
            "[1:2:3:4:5:6:7:8:9]",
            "[1::2::3]",
            "[12345::]",
            "[::01.2.3.4]",
            "[::256.1.1.1]",
            "[::1.2.3]",
            "[1.2.3.4]",
            "[1.2.3.4::]",
            "[::1%25eth0]",
            "[::1%eth0]",
            "[v.a]",
            "[v1.]",
            "[v1]",
            "[vg.a]",
            "[v1.a@]",
            "[v1.%41]",
            "[:::]",
            "[:1]",
            "[1:]",
        ],
    )
}
