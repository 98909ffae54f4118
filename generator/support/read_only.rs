//! Removal of the members that are only read, from a value that is written.

use std::collections::BTreeMap;

use crate::support::nullable::Nullable;
use crate::support::value::Sensitive;

/// A value that may contain members that are only read.
pub trait RemoveReadOnly {
    /// Removes all members that are only read.
    fn remove_read_only(&mut self);
}

impl<T: RemoveReadOnly> RemoveReadOnly for Option<T> {
    fn remove_read_only(&mut self) {
        if let Some(value) = self {
            value.remove_read_only();
        }
    }
}

impl<T: RemoveReadOnly> RemoveReadOnly for Nullable<T> {
    fn remove_read_only(&mut self) {
        if let Self::Value(value) = self {
            value.remove_read_only();
        }
    }
}

impl<T: RemoveReadOnly> RemoveReadOnly for Box<T> {
    fn remove_read_only(&mut self) {
        (**self).remove_read_only();
    }
}

impl<T: RemoveReadOnly> RemoveReadOnly for Sensitive<T> {
    fn remove_read_only(&mut self) {
        self.expose_mut().remove_read_only();
    }
}

impl<T: RemoveReadOnly> RemoveReadOnly for Vec<T> {
    fn remove_read_only(&mut self) {
        self.iter_mut().for_each(T::remove_read_only);
    }
}

impl<T: RemoveReadOnly> RemoveReadOnly for BTreeMap<String, T> {
    fn remove_read_only(&mut self) {
        self.values_mut().for_each(T::remove_read_only);
    }
}
