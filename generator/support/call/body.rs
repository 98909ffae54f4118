//! Bodies of requests: bytes in memory, or pieces that are read when they are sent.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use serde::Serialize;

use super::encode_error::EncodeError;
use crate::support::syntax::is_header_value;

/// The body of a request, with its content type.
///
/// Most bodies are bytes in memory, which [`bytes`](Self::bytes) returns. The body of an
/// upload can be larger than the memory: [`reader`](Self::reader) and
/// [`into_reader`](Self::into_reader) read any body piece by piece, and [`len`](Self::len) is
/// the number of bytes that they give.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    content_type: Cow<'static, str>,
    pieces: Vec<Piece>,
}

/// A part of a body.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// Bytes that are read when they are needed.
    Source(Source),
}

/// Opens the content of a source from its beginning.
type Open = dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync;

/// Bytes that are read when they are needed, and whose number is known.
#[derive(Clone)]
pub struct Source {
    len: u64,
    open: Arc<Open>,
}

impl Body {
    /// The content type of JSON. It names the charset, because signing gateways require
    /// that.
    pub(crate) const JSON: &'static str = "application/json; charset=UTF-8";

    /// The content type of bytes of any kind.
    pub(crate) const BYTES: &'static str = "application/octet-stream";

    /// Creates a body of bytes.
    #[must_use]
    pub fn new(content_type: impl Into<Cow<'static, str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            content_type: content_type.into(),
            pieces: vec![Piece::Bytes(bytes.into())],
        }
    }

    /// Creates a body in JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<Option<Self>, EncodeError> {
        Self::json_as(Self::JSON, value)
    }

    /// Creates a body in JSON with a content type of its own.
    pub(crate) fn json_as<T: Serialize + ?Sized>(
        content_type: &'static str,
        value: &T,
    ) -> Result<Option<Self>, EncodeError> {
        let bytes = serde_json::to_vec(value).map_err(EncodeError::of_json)?;
        Ok(Some(Self::new(content_type, bytes)))
    }

    /// Creates a body of pieces. The content type may come from the program.
    pub(crate) fn of_pieces(
        content_type: Cow<'static, str>,
        pieces: Vec<Piece>,
    ) -> Result<Option<Self>, EncodeError> {
        if is_header_value(&content_type) {
            Ok(Some(Self {
                content_type,
                pieces,
            }))
        } else {
            Err(EncodeError::of_content_type())
        }
    }

    /// Returns the value of the header `content-type`.
    #[must_use]
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// Returns the number of bytes.
    #[must_use]
    #[allow(
        clippy::len_without_is_empty,
        reason = "a body is sent even if it is empty"
    )]
    pub fn len(&self) -> u64 {
        self.pieces.iter().map(Piece::len).sum()
    }

    /// Returns the bytes, if all of them are in memory as one piece. That is so for every
    /// body without an upload.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self.pieces.as_slice() {
            [] => Some(&[]),
            [Piece::Bytes(bytes)] => Some(bytes),
            [Piece::Source(_)] | [_, _, ..] => None,
        }
    }

    /// Returns all bytes, and reads those that are not in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the content of an upload cannot be read.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, EncodeError> {
        if let (1, Some(Piece::Bytes(bytes))) = (self.pieces.len(), self.pieces.first_mut()) {
            return Ok(std::mem::take(bytes));
        }
        let mut bytes = Vec::new();
        let read = self.reader().read_to_end(&mut bytes);
        read.map_err(EncodeError::of_reading)?;
        Ok(bytes)
    }

    /// Returns a reader of the bytes from the first one. It uses no more memory than one
    /// piece has, and opens an upload only when its turn comes.
    ///
    /// It gives exactly [`len`](Self::len) bytes, or an error if an upload has another
    /// length than it said.
    #[must_use]
    pub fn reader(&self) -> impl Read + Send + '_ {
        Reader {
            rest: self.pieces.iter().map(Piece::open),
            current: None,
        }
    }

    /// Returns a reader of the bytes as [`reader`](Self::reader) does, which owns the body.
    #[must_use]
    pub fn into_reader(self) -> impl Read + Send + 'static {
        Reader {
            rest: self.pieces.into_iter().map(Piece::into_reader),
            current: None,
        }
    }
}

/// Shows the length only, since a body can have card data.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("content_type", &self.content_type)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl Piece {
    /// Returns the number of bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Source(source) => source.len,
        }
    }

    /// Returns a reader of the bytes.
    pub fn open(&self) -> io::Result<PieceReader<'_>> {
        match self {
            Self::Bytes(bytes) => Ok(PieceReader::of(Cow::Borrowed(bytes))),
            Self::Source(source) => source.open(),
        }
    }

    /// Returns a reader that owns the bytes.
    fn into_reader(self) -> io::Result<PieceReader<'static>> {
        match self {
            Self::Bytes(bytes) => Ok(PieceReader::of(Cow::Owned(bytes))),
            Self::Source(source) => source.open(),
        }
    }
}

impl Source {
    /// Creates a source of this number of bytes.
    pub fn new<R: Read + Send + 'static>(
        len: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self {
            len,
            open: Arc::new(move || Ok(Box::new(open()?))),
        }
    }

    fn open(&self) -> io::Result<PieceReader<'static>> {
        Ok(PieceReader::Source {
            read: (self.open)()?,
            left: self.len,
        })
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && Arc::ptr_eq(&self.open, &other.open)
    }
}

impl Eq for Source {}

impl std::hash::Hash for Source {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.len.hash(state);
    }
}

/// A reader of a piece.
pub enum PieceReader<'a> {
    /// Of bytes in memory.
    Bytes(Cursor<Cow<'a, [u8]>>),
    /// Of a source.
    Source {
        /// The content.
        read: Box<dyn Read + Send>,
        /// The number of bytes that it still has to give.
        left: u64,
    },
}

impl<'a> PieceReader<'a> {
    fn of(bytes: Cow<'a, [u8]>) -> Self {
        Self::Bytes(Cursor::new(bytes))
    }
}

impl Read for PieceReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Bytes(bytes) => bytes.read(buffer),
            Self::Source { read, left } => read_source(read, left, buffer),
        }
    }
}

/// Reads from a source, which has to end where it said.
fn read_source(
    read: &mut Box<dyn Read + Send>,
    left: &mut u64,
    buffer: &mut [u8],
) -> io::Result<usize> {
    if buffer.is_empty() {
        return Ok(0);
    }
    let other_length = || io::Error::other("an upload has another length than it said");
    if *left == 0 {
        let has_more = read.read(&mut [0])? > 0;
        return if has_more { Err(other_length()) } else { Ok(0) };
    }
    let most = usize::try_from(*left).map_or(buffer.len(), |left| left.min(buffer.len()));
    let buffer = buffer.get_mut(..most).unwrap_or_default();
    let count = read.read(buffer)?;
    *left -= (count as u64).min(*left);
    if count == 0 {
        return Err(other_length());
    }
    Ok(count)
}

/// A reader of a body: the readers of the pieces that have not been opened, and that of the
/// current one.
struct Reader<'a, I> {
    rest: I,
    current: Option<PieceReader<'a>>,
}

impl<'a, I: Iterator<Item = io::Result<PieceReader<'a>>>> Read for Reader<'a, I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(current) = &mut self.current {
                let count = current.read(buffer)?;
                if count > 0 {
                    return Ok(count);
                }
            }
            match self.rest.next() {
                Some(piece) => self.current = Some(piece?),
                None => return Ok(0),
            }
        }
    }
}
