//! Bodies of several parts (`multipart/form-data`, RFC 7578), which can be larger than the
//! memory.

use std::borrow::Cow;
use std::io::{self, Read};

use serde::Serialize;

use crate::support::call::{Body, EncodeError, Parameter, Piece, Style, Tree};
use crate::support::extra::Extra;
use crate::support::syntax::is_header_value;
use crate::support::upload::Upload;

/// A body of several parts.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<Part>,
    fault: Option<EncodeError>,
}

/// A part: its header lines, and its content.
struct Part {
    head: String,
    content: Piece,
}

/// One upload, several, or none.
pub trait Uploads {
    /// Returns the uploads.
    fn uploads(&self) -> Vec<&Upload>;
}

impl Uploads for Upload {
    fn uploads(&self) -> Vec<&Upload> {
        vec![self]
    }
}

impl<T: Uploads> Uploads for Option<T> {
    fn uploads(&self) -> Vec<&Upload> {
        self.as_ref().map_or_else(Vec::new, Uploads::uploads)
    }
}

impl<T: Uploads> Uploads for Vec<T> {
    fn uploads(&self) -> Vec<&Upload> {
        self.iter().flat_map(Uploads::uploads).collect()
    }
}

/// The content types of a part that may be a file.
#[derive(Clone, Copy)]
pub struct PartTypes<'a> {
    /// That of a file that has none.
    pub file: &'a str,
    /// That of any other value, if the document states one.
    pub value: Option<&'a str>,
}

impl<'a> PartTypes<'a> {
    /// Creates the content types of a file and of any other value.
    pub const fn of(file: &'a str, value: Option<&'a str>) -> Self {
        Self { file, value }
    }
}

/// A value that may be a file, several of them, or none.
pub trait AddParts {
    /// Adds its parts to a body.
    fn add_parts(&self, body: Multipart, name: &str, types: PartTypes<'_>) -> Multipart;
}

impl<T: AddParts> AddParts for Option<T> {
    fn add_parts(&self, body: Multipart, name: &str, types: PartTypes<'_>) -> Multipart {
        let parts = self.iter();
        parts.fold(body, |body, it| it.add_parts(body, name, types))
    }
}

impl<T: AddParts> AddParts for Vec<T> {
    fn add_parts(&self, body: Multipart, name: &str, types: PartTypes<'_>) -> Multipart {
        let parts = self.iter();
        parts.fold(body, |body, it| it.add_parts(body, name, types))
    }
}

impl Multipart {
    /// Creates a body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part for each upload. `content_type` is that of an upload that has none.
    pub fn uploads(mut self, name: &str, content_type: &str, uploads: &dyn Uploads) -> Self {
        for upload in uploads.uploads() {
            // Many servers take a part without the name of a file for a text.
            let file = upload.name().unwrap_or(name);
            let content_type = match upload.sent_type(content_type) {
                Ok(own) => own.unwrap_or(content_type),
                Err(fault) => {
                    self.fault.get_or_insert(fault);
                    content_type
                }
            };
            self.add(
                name,
                Some(file),
                Some(content_type),
                upload.content().clone(),
            );
        }
        self
    }

    /// Adds a part for a value, or one for each item of a list. Objects are JSON texts, and
    /// scalars are texts. `content_type` is stated by the document.
    pub fn value(mut self, name: &str, content_type: Option<&str>, value: &dyn Parameter) -> Self {
        match value.tree() {
            Tree::Absent => {}
            Tree::List(items) => {
                for item in items {
                    self.tree(name, content_type, item);
                }
            }
            value => self.tree(name, content_type, value),
        }
        self
    }

    /// Adds the parts of a value that may be a file.
    pub fn part(self, name: &str, types: PartTypes<'_>, value: &dyn AddParts) -> Self {
        value.add_parts(self, name, types)
    }

    /// Adds the parts of a value in a style.
    pub fn styled(mut self, name: &str, style: Style, value: &dyn Parameter) -> Self {
        let tree = value.tree();
        if !style.separates_pairs(&tree) {
            self.fault.get_or_insert(EncodeError::of_delimiter(name));
        }
        for pair in style.pairs(name, tree) {
            let content = Piece::Bytes(pair.plain_value().into_bytes());
            self.add(&pair.name, None, None, content);
        }
        self
    }

    /// Adds a part for each member that the documentation does not list.
    pub fn others(self, extra: &Extra) -> Self {
        extra
            .written()
            .fold(self, |parts, (name, value)| parts.value(name, None, &value))
    }

    /// Adds a part for each member of an object. The value null has none.
    pub fn members<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        let members = match Tree::of(value) {
            Some(Tree::Object(members)) => members,
            Some(Tree::Absent) => Vec::new(),
            Some(Tree::Text(_) | Tree::Plain(_) | Tree::List(_)) | None => {
                self.fault = Some(EncodeError::of_no_object());
                Vec::new()
            }
        };
        for (name, value) in members {
            match value {
                Tree::List(items) => {
                    for item in items {
                        self.tree(&name, None, item);
                    }
                }
                value => self.tree(&name, None, value),
            }
        }
        self
    }

    fn tree(&mut self, name: &str, content_type: Option<&str>, value: Tree) {
        let is_json = content_type.is_some_and(|it| it.contains("json"));
        let (content_type, text) = match value {
            Tree::Absent => return,
            Tree::Text(text) | Tree::Plain(text) if !is_json => (content_type, text),
            value => (content_type.or(Some("application/json")), value.to_json()),
        };
        self.add(name, None, content_type, Piece::Bytes(text.into_bytes()));
    }

    fn add(&mut self, name: &str, file: Option<&str>, content_type: Option<&str>, content: Piece) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file) = file {
            head.push_str("; filename=\"");
            head.push_str(&quoted(file));
            head.push('"');
        }
        head.push_str("\r\n");
        if let Some(content_type) = content_type {
            if !is_header_value(content_type) {
                self.fault.get_or_insert(EncodeError::of_content_type());
            }
            head.push_str("Content-Type: ");
            head.push_str(content_type);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        self.parts.push(Part { head, content });
    }

    /// Returns the body.
    pub fn end(self) -> Result<Option<Body>, EncodeError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let boundary = self.boundary().map_err(EncodeError::of_reading)?;
        let mut pieces = Vec::new();
        let mut text = String::new();
        for part in self.parts {
            text.push_str("--");
            text.push_str(&boundary);
            text.push_str("\r\n");
            text.push_str(&part.head);
            push(
                &mut pieces,
                Piece::Bytes(std::mem::take(&mut text).into_bytes()),
            );
            push(&mut pieces, part.content);
            text.push_str("\r\n");
        }
        text.push_str("--");
        text.push_str(&boundary);
        text.push_str("--\r\n");
        push(&mut pieces, Piece::Bytes(text.into_bytes()));
        let content_type = format!("multipart/form-data; boundary={boundary}");
        Body::of_pieces(Cow::Owned(content_type), pieces)
    }

    /// Returns a boundary that no part contains.
    ///
    /// A boundary that occurs is made longer by the character that follows it most rarely.
    /// At most one of 36 occurrences is an occurrence of the longer one, so a few rounds end
    /// with none, whatever the parts contain: after 13 rounds 36 to the power of 13 bytes
    /// would be needed. Usually the first round finds none. The parts are read once in each
    /// round, and nothing of them is kept.
    fn boundary(&self) -> io::Result<String> {
        let mut boundary = String::from(BOUNDARY);
        loop {
            let mut search = Search::of(&boundary);
            for part in &self.parts {
                search.read(&mut part.head.as_bytes())?;
                search.read(&mut part.content.open()?)?;
            }
            match search.rarest() {
                Some(next) => boundary.push(char::from(next)),
                None => return Ok(boundary),
            }
        }
    }
}

/// Appends a piece, to the last one if both are in memory.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Bytes(last)), Piece::Bytes(more)) => last.extend(more),
        (_, piece) => pieces.push(piece),
    }
}

/// Returns a name as browsers write it between quotes.
fn quoted(name: &str) -> String {
    let name = name.replace('"', "%22");
    name.replace('\r', "%0D").replace('\n', "%0A")
}

/// The beginning of every boundary.
const BOUNDARY: &str = "part-5b8ymz6kq0tw3fxh";

/// The characters that make a boundary longer.
const NEXT: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A search for a text in content that is read in pieces. It finds overlapping occurrences
/// too (Knuth, Morris and Pratt).
struct Search<'a> {
    text: &'a [u8],
    /// For each number of characters that matched, the number that still matches after
    /// the next one differs.
    shorter: Vec<usize>,
    matched: usize,
    /// True if the text ends at the byte before.
    has_ended: bool,
    found: u64,
    /// The number of occurrences before each of [`NEXT`].
    followed: [u64; 36],
}

impl<'a> Search<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut search = Self {
            text,
            shorter: vec![0],
            matched: 0,
            has_ended: false,
            found: 0,
            followed: [0; 36],
        };
        for &byte in text.iter().skip(1) {
            search.advance(byte);
            search.shorter.push(search.matched);
        }
        search.matched = 0;
        search
    }

    fn advance(&mut self, byte: u8) {
        while self.text.get(self.matched) != Some(&byte) {
            let Some(last) = self.matched.checked_sub(1) else {
                return;
            };
            self.matched = self.shorter.get(last).copied().unwrap_or(0);
        }
        self.matched += 1;
    }

    fn read(&mut self, content: &mut dyn Read) -> io::Result<()> {
        (self.matched, self.has_ended) = (0, false);
        let mut buffer = [0; 8192];
        loop {
            let count = content.read(&mut buffer)?;
            let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else {
                return Ok(());
            };
            for &byte in bytes {
                self.take(byte);
            }
        }
    }

    fn take(&mut self, byte: u8) {
        if std::mem::take(&mut self.has_ended) {
            let position = NEXT.iter().position(|next| *next == byte);
            if let Some(count) = position.and_then(|it| self.followed.get_mut(it)) {
                *count += 1;
            }
        }
        self.advance(byte);
        self.has_ended = self.matched == self.text.len();
        self.found += u64::from(self.has_ended);
    }

    /// Returns the character that follows the text most rarely, unless the text does not
    /// occur.
    fn rarest(&self) -> Option<u8> {
        if self.found == 0 {
            return None;
        }
        let followed = NEXT.iter().zip(self.followed);
        followed
            .min_by_key(|(_, count)| *count)
            .map(|(next, _)| *next)
    }
}
