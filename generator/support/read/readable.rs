//! Traits of types that can be read.

use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::{Items, Members};
use super::scalar::Scalar;
use super::trail::{Message, Trail};

/// A type that can be read from the values that it accepts. Other values are
/// errors.
pub trait ReadValue: Sized {
    /// The type that an error names as expected.
    const EXPECTED: Expected;

    /// True if an empty text means that the value is absent.
    const EMPTY_IS_ABSENT: bool = false;

    /// True if an object without members means, in a response, that the value is
    /// absent.
    const EMPTY_OBJECT_IS_ABSENT: bool = false;

    /// True if `null` is a value of the type; an entry of a map then keeps it.
    const NULL_IS_VALUE: bool = false;

    /// True if the value is read by its text in JSON, because the types of the format would
    /// lose digits of numbers.
    const KEEPS_TEXT: bool = false;

    /// The kind of message by whose rules a value is read alone.
    const MESSAGE: Message = Message::Response;

    /// Accepts the text of a value, if the type is read by it. The text is JSON without
    /// spaces around it.
    fn json(json: &str, trail: &mut Trail) -> Result<Self, Failed> {
        let scalar = Scalar::of_json(json).ok_or(DecodeErrorKind::Expected(Self::EXPECTED));
        scalar
            .and_then(Self::scalar)
            .map_err(|kind| trail.note(kind))
    }

    /// Accepts a scalar.
    fn scalar(_scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        Err(DecodeErrorKind::Expected(Self::EXPECTED))
    }

    /// Accepts a list.
    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        Err(items.raise(DecodeErrorKind::Expected(Self::EXPECTED)))
    }

    /// Accepts an object, and puts the value into its slot. A large value is best filled
    /// there, since each return would move it.
    fn object(_slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        Err(members.raise(DecodeErrorKind::Expected(Self::EXPECTED)))
    }

    /// Accepts an object into a box.
    fn boxed(members: &mut Members<'_, '_>) -> Result<Option<Box<Self>>, Failed> {
        let mut slot = None;
        Self::object(&mut slot, members)?;
        Ok(slot.map(Box::new))
    }
}

/// An object that can be read, member by member.
pub trait ReadObject: Sized {
    /// True if an object without members is a value of the type.
    const CAN_BE_EMPTY: bool = false;

    /// Reads all members, and puts the object into its slot.
    fn read(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed>;

    /// Reads all members into a box.
    fn read_boxed(members: &mut Members<'_, '_>) -> Result<Option<Box<Self>>, Failed> {
        let mut slot = None;
        Self::read(&mut slot, members)?;
        Ok(slot.map(Box::new))
    }
}
