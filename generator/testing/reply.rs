//! Answers that are not signed yet.

use super::message::Delivery;

/// An answer that is not signed yet.
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
    pub delivery: Delivery,
    /// True if the answer is that of an earlier request.
    pub is_repeated: bool,
}

impl Reply {
    pub const OK: u16 = 200;
    pub const BAD_REQUEST: u16 = 400;
    pub const NOT_IMPLEMENTED: u16 = 501;

    pub fn new(status: u16, body: Vec<u8>, delivery: Delivery) -> Self {
        Self {
            status,
            body,
            delivery,
            is_repeated: false,
        }
    }

    pub fn empty(status: u16) -> Self {
        Self::new(status, Vec::new(), Delivery::Signed)
    }
}
