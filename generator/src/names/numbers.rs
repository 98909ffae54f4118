//! Numbers for names that several items wish.

use std::collections::HashMap;

/// The last number of each wish in a scope.
///
/// A wish continues after its last number, so that thousands of equal wishes take linear time.
#[derive(Debug, Default)]
pub struct Numbers {
    last: HashMap<String, usize>,
}

impl Numbers {
    /// Returns the wish if it is free, or else its first free name with a number. `is_free` may
    /// claim the name that it accepts.
    pub fn free(
        &mut self,
        wish: &str,
        numbered: impl Fn(usize) -> String,
        mut is_free: impl FnMut(&str) -> bool,
    ) -> String {
        if is_free(wish) {
            wish.to_owned()
        } else {
            self.next(wish, numbered, is_free)
        }
    }

    /// Returns the first free name with a number, for a wish that is not free.
    pub fn next(
        &mut self,
        wish: &str,
        numbered: impl Fn(usize) -> String,
        mut is_free: impl FnMut(&str) -> bool,
    ) -> String {
        let number = self.last.entry(wish.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let name = numbered(*number);
            if is_free(&name) {
                return name;
            }
        }
    }
}
