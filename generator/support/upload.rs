//! Uploads: the contents of files.

use std::borrow::Cow;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;

use crate::support::call::{Body, EncodeError, Piece, Source};
use crate::support::syntax::is_header_value;
use crate::support::validate::{Checkable, Checked, Rule};

/// The content of a file, with its name and its content type.
///
/// Bytes convert into it. [`from_path`](Self::from_path) and [`from_source`](Self::from_source)
/// read the content only when it is sent, so it can be larger than the memory. It is read
/// once more before that if it becomes a part of a form, which needs a text that the content
/// does not have.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Upload {
    content: Piece,
    name: Option<String>,
    content_type: Option<String>,
}

impl Upload {
    /// Creates an upload of bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self::of(Piece::Bytes(bytes.into()))
    }

    /// Creates an upload of a file, with its name. The file must not change until it is
    /// sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the length of the file is not known.
    pub fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let len = fs::metadata(&path)?.len();
        let name = path.file_name();
        let name = name.map(|name| name.to_string_lossy().into_owned());
        let upload = Self::from_source(len, move || File::open(&path));
        Ok(Self { name, ..upload })
    }

    /// Creates an upload of `len` bytes that `open` gives, each time from the first one.
    pub fn from_source<R: Read + Send + 'static>(
        len: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self::of(Piece::Source(Source::new(len, open)))
    }

    fn of(content: Piece) -> Self {
        Self {
            content,
            name: None,
            content_type: None,
        }
    }

    /// Sets the name of the file.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type, such as `image/png`.
    #[must_use]
    pub fn of_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Returns the name of the file.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the content type.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns the number of bytes.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "an empty file can be sent too")]
    pub fn len(&self) -> u64 {
        self.content.len()
    }

    pub(super) const fn content(&self) -> &Piece {
        &self.content
    }

    /// Returns the body that has this content. `documented` is the content type of the
    /// document, which can be a range, such as `image/*`.
    pub(crate) fn body(&self, documented: &'static str) -> Result<Option<Body>, EncodeError> {
        let content_type = match self.sent_type(documented)? {
            Some(own) => Cow::Owned(own.to_owned()),
            None if documented == ANY => Cow::Borrowed(Body::BYTES),
            None => Cow::Borrowed(documented),
        };
        Body::of_pieces(content_type, vec![self.content.clone()])
    }

    /// Returns the content type of its own, unless it has none and the documented one can be
    /// sent. A range is no content type, and parts need their boundary.
    pub(super) fn sent_type(&self, documented: &str) -> Result<Option<&str>, EncodeError> {
        let is_sent = match self.content_type() {
            Some(own) => fits(own, documented),
            None => documented == ANY || !(documented.contains('*') || is_parted(documented)),
        };
        if is_sent {
            Ok(self.content_type())
        } else {
            Err(EncodeError::of_range(documented))
        }
    }
}

/// The range of all content types.
const ANY: &str = "*/*";

/// Returns whether a content type can be sent where the document has another one or a range of
/// them. Of a single type, the program knows better.
fn fits(own: &str, documented: &str) -> bool {
    let (own, documented) = (own.to_ascii_lowercase(), documented.to_ascii_lowercase());
    if essence(&own).contains('*') {
        return false;
    }
    if is_parted(&documented) {
        let is_same = documented.contains('*') || essence(&own) == essence(&documented);
        return is_same && own.contains("boundary=");
    }
    match essence(&documented).split_once('*') {
        Some((start, end)) if documented != ANY => {
            essence(&own).starts_with(start) && essence(&own).ends_with(end)
        }
        Some(_) | None => true,
    }
}

/// Returns whether a body of this content type consists of parts with a boundary.
fn is_parted(content_type: &str) -> bool {
    let start = content_type.trim_start().get(..10);
    start.is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
}

/// Returns a content type without its parameters.
fn essence(content_type: &str) -> &str {
    let essence = content_type.split(';').next();
    essence.unwrap_or_default().trim()
}

/// Shows name, content type and length only.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

macro_rules! from_bytes {
    ($($bytes:ty),*) => {$(
        impl From<$bytes> for Upload {
            fn from(bytes: $bytes) -> Self {
                Self::new(bytes)
            }
        }
    )*};
}

from_bytes!(Vec<u8>, &[u8], String, &str);

impl<const N: usize> From<&[u8; N]> for Upload {
    fn from(bytes: &[u8; N]) -> Self {
        Self::new(bytes.as_slice())
    }
}

impl Checkable for Upload {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Checked<'_, Upload> {
    /// Checks that the content type can stand in a header.
    pub fn upload(&mut self) -> &mut Self {
        let is_valid = |text: &str| !text.is_empty() && is_header_value(text);
        self.test(
            |upload| upload.content_type().is_none_or(is_valid),
            Rule::HeaderValue,
        )
    }
}
