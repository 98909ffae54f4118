//! The error of a message that cannot be written.

use std::fmt;
use std::io;

/// An error that occurs when a message cannot be written.
#[derive(Debug)]
pub struct EncodeError(Reason);

#[derive(Debug)]
enum Reason {
    Json(serde_json::Error),
    Reading(io::Error),
    ContentType,
    Range(String),
    Delimiter(String),
    NoObject,
}

impl EncodeError {
    /// Creates the error of a value that JSON cannot hold.
    pub(crate) fn of_json(error: serde_json::Error) -> Self {
        Self(Reason::Json(error))
    }

    /// Creates the error of an upload that cannot be read.
    pub(crate) fn of_reading(error: io::Error) -> Self {
        Self(Reason::Reading(error))
    }

    /// Creates the error of a content type that a header cannot have.
    pub(crate) fn of_content_type() -> Self {
        Self(Reason::ContentType)
    }

    /// Creates the error of an upload that lacks a content type of a documented range.
    pub(crate) fn of_range(documented: &str) -> Self {
        Self(Reason::Range(documented.to_owned()))
    }

    /// Creates the error of a member of a form with an item that contains the delimiter.
    pub(crate) fn of_delimiter(member: &str) -> Self {
        Self(Reason::Delimiter(member.to_owned()))
    }

    /// Creates the error of a body that has to be an object.
    pub(crate) fn of_no_object() -> Self {
        Self(Reason::NoObject)
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Reason::Json(_) => "the message cannot be written as JSON",
            Reason::Reading(_) => "an upload cannot be read",
            Reason::ContentType => "the content type of the body is none that a header can have",
            Reason::NoObject => {
                "the body is no object: a form consists of the members of an object"
            }
            Reason::Range(documented) => {
                return write!(
                    f,
                    "the upload needs a content type of `{documented}`, with the boundary of its \
                     parts if it has some: set it with `Upload::of_type`"
                );
            }
            Reason::Delimiter(member) => {
                return write!(
                    f,
                    "an item of `{member}` in the body contains the character that separates the items"
                );
            }
        })
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Json(error) => Some(error),
            Reason::Reading(error) => Some(error),
            Reason::ContentType | Reason::Range(_) | Reason::Delimiter(_) | Reason::NoObject => {
                None
            }
        }
    }
}
