//! The bytes of a file as text.
//!
//! Input: bytes. Output: text without a byte order mark, or the encoding that the bytes
//! have instead. Other Unicode encodings are recognized as YAML 1.2 does it, but not
//! read: other tools would fail on the file too, and converting it once is easy.

/// The reason why bytes are not text.
#[derive(Debug)]
pub(super) struct Fault {
    /// The message of the diagnostic.
    pub(super) message: String,
    /// The label at the position.
    pub(super) label: &'static str,
    /// The position of the first invalid byte.
    pub(super) at: usize,
    /// The text as far as it can be shown.
    pub(super) shown: String,
}

/// The help for every encoding error.
pub(super) const HELP: &str = "save the file with UTF-8 as its encoding";

/// Decodes the bytes as UTF-8.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Fault> {
    if let Some(encoding) = other_encoding(&bytes) {
        return Err(Fault {
            message: format!("the file is {encoding}, not UTF-8"),
            label: "",
            at: 0,
            // Shown as UTF-8, it would be unreadable.
            shown: String::new(),
        });
    }
    let text = String::from_utf8(bytes).map_err(|error| Fault {
        message: "the file is not valid UTF-8".to_owned(),
        label: "this byte is not UTF-8",
        at: error.utf8_error().valid_up_to(),
        shown: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })?;
    // Editors do not count the byte order mark as a column.
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(with_line_feeds(text))
}

/// Returns the encoding whose byte order mark begins the bytes, or in which the bytes
/// begin with two ASCII characters.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0, 0, 0xfe, 0xff, ..]
        | [0, 0, 0, 1..=255, ..]
        | [0xff, 0xfe, 0, 0, ..]
        | [1..=255, 0, 0, 0, ..] => Some("UTF-32"),
        [0xfe, 0xff, ..]
        | [0, 1..=255, 0, 1..=255, ..]
        | [0xff, 0xfe, ..]
        | [1..=255, 0, 1..=255, 0, ..] => Some("UTF-16"),
        _ => None,
    }
}

/// Replaces carriage returns that stand alone by line feeds. YAML takes them for line
/// breaks, but editors may not count them as lines.
fn with_line_feeds(text: String) -> String {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if text.match_indices('\r').all(|(at, _)| !is_alone(at)) {
        return text;
    }
    let lines = text.char_indices().map(|(at, character)| match character {
        '\r' if is_alone(at) => '\n',
        _ => character,
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_named() {
        let wide = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        let little = |text: &str| {
            wide(text)
                .iter()
                .flat_map(|unit| unit.to_le_bytes())
                .collect()
        };
        let big = |text: &str| {
            wide(text)
                .iter()
                .flat_map(|unit| unit.to_be_bytes())
                .collect()
        };
        let wider = |text: &str| {
            text.chars()
                .flat_map(|c| u32::from(c).to_le_bytes())
                .collect()
        };
        let widest = |text: &str| {
            text.chars()
                .flat_map(|c| u32::from(c).to_be_bytes())
                .collect()
        };
        for text in ["a: 1\n", "\u{feff}a: 1\n", "\u{feff}"] {
            let cases: [(Vec<u8>, &str); 4] = [
                (little(text), "UTF-16"),
                (big(text), "UTF-16"),
                (wider(text), "UTF-32"),
                (widest(text), "UTF-32"),
            ];
            for (bytes, encoding) in cases {
                let fault = super::text(bytes).expect_err(encoding);
                assert_eq!(fault.message, format!("the file is {encoding}, not UTF-8"));
            }
        }
    }

    #[test]
    fn the_first_byte_that_is_no_text_is_found() {
        let fault = text(b"a: caf\xe9\n".to_vec()).expect_err("Latin 1");
        assert_eq!((fault.at, fault.shown.as_str()), (6, "a: caf\u{fffd}\n"));
        assert_eq!(fault.message, "the file is not valid UTF-8");
    }

    #[test]
    fn every_line_ends_with_a_line_feed() {
        let read = |bytes: &[u8]| text(bytes.to_vec()).expect("a text");
        assert_eq!(read(b"a: 1\rb: 2\r\r\nc: 3\r"), "a: 1\nb: 2\n\r\nc: 3\n");
        assert_eq!(read(b"\xef\xbb\xbfa: 1\r\n"), "a: 1\r\n");
        assert_eq!(read(b"\0"), "\0", "a stray byte makes no other encoding");
    }
}
