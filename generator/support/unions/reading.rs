//! Reading of unions.
//!
//! A value is read from its text, because the tag that decides can be its last member, and
//! because a parsed value has lost digits of its numbers.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use crate::support::read::{
    DecodeErrorKind, Expected, Failed, Items, Members, Part, ReadValue, Scalar, Seen, Trail,
};

use super::choice::{Choice, Fit, Found};
use super::unmatched::{Misfit, Unmatched};

/// A union, which an emitted enum implements.
pub trait Union: Serialize + Sized {
    /// The rule by which the variant of a value is chosen.
    const CHOICE: Choice;

    /// Reads the value of a variant.
    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed>;

    /// Returns whether the value breaks no rule of its variant. What is only read has no
    /// rules.
    fn is_valid(&self) -> bool {
        true
    }

    /// Keeps a value without a variant.
    fn unmatched(value: Unmatched) -> Self;
}

/// Returns the value of a union with a text in JSON. A value that fits no variant, or not the
/// one to which it belongs, is kept.
pub fn chosen<U: Union>(json: &str, trail: &mut Trail) -> Result<U, Failed> {
    if trail.is_too_deep() {
        return Err(trail.note(DecodeErrorKind::TooDeep));
    }
    if trail.has_enough_trials() {
        trail.skip();
        return Unmatched::read(json, None, trail).map(U::unmatched);
    }
    let seen = Seen::of(json, trail)?;
    let mut trials = Trials {
        json,
        trail,
        value: None,
        fits: HashMap::new(),
        read: Vec::new(),
        repeated: None,
    };
    let found = U::CHOICE.of(&seen, &mut |variant| trials.fit(variant));
    let reason = match found {
        Found::Variant(variant) | Found::Undecided(variant) => {
            if let Some(part) = trials.repeated.take() {
                return Err(trail.fail_as(part));
            }
            if let Some(read) = trials.take(variant) {
                return Ok(read);
            }
            let mut apart = trail.apart();
            match U::variant(variant, Part::new(json, &mut apart)) {
                Ok(read) => return Ok(read),
                Err(_) if is_repeated(&apart) => return Err(trail.fail_as(apart)),
                Err(_) => Some(Misfit::of(&apart)),
            }
        }
        Found::Unlisted => None,
        Found::Nothing => {
            if let Some(part) = trials.repeated {
                return Err(trail.fail_as(part));
            }
            let mut apart = trail.apart();
            apart.note(DecodeErrorKind::Expected(Expected::Variant));
            Some(Misfit::of(&apart))
        }
    };
    trail.keep(1);
    Unmatched::read(json, reason, trail).map(U::unmatched)
}

/// Returns whether a member occurs twice, so that only one of the values could be kept.
fn is_repeated(part: &Trail) -> bool {
    part.kind() == Some(DecodeErrorKind::Duplicate)
}

/// The trials to read a value as the variants of its union.
struct Trials<'a, U> {
    json: &'a str,
    trail: &'a Trail,
    /// The value itself, once it is needed.
    value: Option<Value>,
    /// The results of the trials. Each item of a list can ask for the same variant.
    fits: HashMap<usize, Option<Fit>>,
    /// The variants that can be read, each with the number of values kept in it.
    read: Vec<(usize, U, usize)>,
    /// The trial that found a member twice.
    repeated: Option<Trail>,
}

impl<U: Union> Trials<'_, U> {
    /// Returns how the value fits a variant, if it can be read as that.
    fn fit(&mut self, variant: usize) -> Option<Fit> {
        if let Some(known) = self.fits.get(&variant) {
            return *known;
        }
        let fit = self.tried(variant);
        self.fits.insert(variant, fit);
        fit
    }

    /// Tries to read the value as a variant.
    fn tried(&mut self, variant: usize) -> Option<Fit> {
        let mut trying = self.trail.trying();
        let Ok(read) = U::variant(variant, Part::new(self.json, &mut trying)) else {
            if is_repeated(&trying) {
                self.repeated = Some(trying);
            }
            return None;
        };
        // A value with a number that `Value` cannot hold, such as 1e400, is not compared.
        let written = serde_json::to_value(&read).unwrap_or_default();
        let value = self.value.get_or_insert_with(|| {
            let value = Part::new(self.json, &mut self.trail.apart()).read();
            value.unwrap_or_default()
        });
        let fit = Fit {
            kept: trying.kept(),
            is_broken: !read.is_valid(),
            assumed: nulls(&written, value),
            is_lenient: is_lenient(value, &written),
            dropped: nulls(value, &written),
        };
        if trying.is_partial() {
            self.trail.skip();
        }
        // A trial needs nothing better.
        if !trying.is_partial() || self.trail.is_tried() {
            self.read.push((variant, read, fit.kept));
        }
        Some(fit)
    }

    /// Returns the value that was read as a variant, unless it has to be examined again.
    fn take(&mut self, variant: usize) -> Option<U> {
        let mut read = self.read.drain(..);
        let (_, read, kept) = read.find(|(known, ..)| *known == variant)?;
        self.trail.keep(kept);
        Some(read)
    }
}

/// Reads a union from a scalar of a format that has no texts of values.
pub fn of_scalar<U: Union + ReadValue>(scalar: Scalar<'_>) -> Result<U, DecodeErrorKind> {
    let value = Value::scalar(scalar)?;
    let mut trail = Trail::new(U::MESSAGE);
    chosen(&value.to_string(), &mut trail)
        .map_err(|_| trail.kind().unwrap_or(DecodeErrorKind::Syntax))
}

/// Reads a union from a list of such a format.
pub fn of_list<U: Union>(items: &mut Items<'_, '_>) -> Result<U, Failed> {
    let value = Value::list(items)?;
    items.text(|trail| chosen(&value.to_string(), trail))
}

/// Reads a union from an object of such a format.
pub fn of_object<U: Union>(members: &mut Members<'_, '_>) -> Result<U, Failed> {
    let value = Value::Object(members.values()?);
    members.text(|trail| chosen(&value.to_string(), trail))
}

/// Returns the number of members that are null, and absent in another value.
fn nulls(value: &Value, other: &Value) -> usize {
    match (value, other) {
        (Value::Object(members), Value::Object(others)) => {
            let members = members.iter().map(|(name, value)| match others.get(name) {
                Some(other) => nulls(value, other),
                None => usize::from(value.is_null()),
            });
            members.sum()
        }
        (Value::Array(items), Value::Array(others)) => {
            let items = items.iter().zip(others);
            items.map(|(value, other)| nulls(value, other)).sum()
        }
        _ => 0,
    }
}

/// Returns whether a scalar was read as another type: it is written differently. A number
/// may get a fraction, a null may be left out, and a constant may be added.
fn is_lenient(value: &Value, written: &Value) -> bool {
    match (value, written) {
        (Value::Object(from), Value::Object(to)) => from.iter().any(|(name, value)| {
            let written = to.get(name).unwrap_or(&Value::Null);
            is_lenient(value, written)
        }),
        (Value::Array(from), Value::Array(to)) => {
            from.len() != to.len() || from.iter().zip(to).any(|(from, to)| is_lenient(from, to))
        }
        (Value::Number(from), Value::Number(to)) => from.as_f64() != to.as_f64(),
        (Value::Object(members), Value::Null) => !members.is_empty(),
        (Value::Null, _) => false,
        _ => value != written,
    }
}
