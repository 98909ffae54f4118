//! Costs of each kind of change: the rule table.
//!
//! Input: a kind of change. Output: its [`Rule`], for requests and for
//! responses. The table on the page `spec/COMPATIBILITY.md` is written from here.

use super::kind::ChangeKind;

/// The effect of a change on the wire, for those who do not change with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// Nothing.
    Nothing,
    /// A request that was accepted may now be refused.
    Refused,
    /// A response may now contain something new, or lack something.
    New,
    /// The same message may now mean something else.
    Meaning,
}

/// The cost of a change for a program that uses the package, in the words of
/// semantic versioning from 1.0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionStep {
    /// Nothing is different.
    None,
    /// No item is different and no call does anything else, or less is refused.
    Patch,
    /// Every program still compiles; there are new items, or calls do something
    /// else.
    Minor,
    /// Some program does not compile any more.
    Major,
}

/// The cost of a kind of change in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// On the wire.
    pub wire: Wire,
    /// In Rust.
    pub rust: VersionStep,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The change in a few words.
    pub title: &'static str,
    /// The cost if requests hold the changed item.
    pub request: Effect,
    /// The cost if responses hold it.
    pub response: Effect,
    /// The reason, in a sentence for the user of the package.
    pub why: &'static str,
}

impl Wire {
    /// Returns the effect's name, for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Refused => "request-refused",
            Self::New => "response-new",
            Self::Meaning => "other-meaning",
        }
    }

    /// Returns the effect in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Refused => "requests may be refused",
            Self::New => "responses may hold something new",
            Self::Meaning => "the same message may mean something else",
        }
    }
}

impl VersionStep {
    /// Every step, the smallest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Patch, Self::Minor, Self::Major];

    /// Returns the step's name: `major`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

use VersionStep::{Major, Minor, Patch};
use Wire::{Meaning, New, Nothing, Refused};

/// Returns a row whose cost depends on the direction.
const fn row(
    title: &'static str,
    request: (Wire, VersionStep),
    response: (Wire, VersionStep),
    why: &'static str,
) -> Rule {
    Rule {
        title,
        request: Effect {
            wire: request.0,
            rust: request.1,
        },
        response: Effect {
            wire: response.0,
            rust: response.1,
        },
        why,
    }
}

/// Returns a row whose cost is the same in both directions.
const fn same(title: &'static str, wire: Wire, rust: VersionStep, why: &'static str) -> Rule {
    row(title, (wire, rust), (wire, rust), why)
}

impl ChangeKind {
    /// Returns the cost of a change of this kind.
    #[must_use]
    #[rustfmt::skip]
    #[allow(clippy::too_many_lines, reason = "it is one table, and read as one")]
    pub const fn rule(self) -> Rule {
        match self {
            Self::PackageRenamed => same("package renamed", Nothing, Major,
                "every path begins with another name"),
            Self::RustVersionRaised => same("newer Rust needed", Nothing, Minor,
                "an older compiler refuses the package; cargo's rules count that as no break"),
            Self::PackageMetadata => same("package metadata changed", Nothing, Patch,
                "only the manifest tells something else"),
            Self::ServerAdded => same("server added", Nothing, Minor,
                "there is a new constant"),
            Self::ServerRemoved => same("server removed", Refused, Major,
                "its constant is gone, and it may answer no more"),
            Self::ServerUrl => same("server moved", Meaning, Minor,
                "the constant has another value: the same request goes to another host or path"),

            Self::OperationAdded => same("operation added", Nothing, Minor,
                "there is a new module"),
            Self::OperationRemoved => same("operation removed", Refused, Major,
                "its module is gone"),
            Self::OperationRenamed => same("operation renamed", Nothing, Major,
                "its module has another path"),
            Self::OperationCall => same("operation called another way", Refused, Minor,
                "`ID`, `METHOD` or `PATH` has another value; requests to the old place may fail"),
            Self::ValidateAtAdded => same("first window of time", Nothing, Minor,
                "the request has `validate_at`"),
            Self::ValidateAtRemoved => same("last window of time removed", Nothing, Major,
                "the request has no `validate_at` any more"),
            Self::OutcomeReading => same("outcome read another way", Meaning, Minor,
                "`outcome()` answers something else to the same response"),
            Self::OutcomeStatusAdded => same("status value added to an outcome", Meaning, Minor,
                "`outcome()` knows the status; it was `Malformed` before"),
            Self::OutcomeStatusRemoved => same("status value removed from an outcome", Meaning, Minor,
                "`outcome()` is `Malformed` for the status"),
            Self::OutcomeStatusType => same("type of the status changed", Nothing, Major,
                "`ResultCode::status` returns another type"),
            Self::SuccessPromised => same("member promised in a success", Nothing, Major,
                "the member of `Success` is no `Option` any more; a success without it is `Malformed`"),
            Self::SuccessUnpromised => same("member no longer promised in a success", New, Major,
                "the member of `Success` becomes an `Option`"),
            Self::SuccessMemberAdded => same("member added to a success", Nothing, Minor,
                "`Success` has a new member"),
            Self::SuccessMemberRemoved => same("member removed from a success", Nothing, Major,
                "`Success` has the member no more"),

            Self::CodeAdded => same("result code added", New, Minor,
                "a new variant: `Unrecognized` no longer carries the code"),
            Self::CodeRemoved => same("result code removed", Nothing, Major,
                "its variant is gone; should the code come all the same, `Unrecognized` carries it"),
            Self::CodeRenamed => same("result code renamed in Rust", Nothing, Major,
                "its variant has another name"),
            Self::CodeStatus => same("status of a result code changed", Meaning, Minor,
                "`status()` and `retry()` answer something else for the code"),
            Self::CodeRetry => same("retry of a result code changed", Meaning, Minor,
                "`retry()` answers something else for the code"),
            Self::CodeText => same("result code reworded", Nothing, Patch,
                "`message()` and `action()` and the documentation say it in other words"),
            Self::CodeListing => same("listing of a result code changed", Nothing, Patch,
                "`is_listed()` and the documentation say otherwise whether the operation's document lists the code"),

            Self::TypeAdded => same("type added", Nothing, Minor,
                "there is a new type; the members that hold it are told by themselves"),
            Self::TypeRemoved => same("type removed", Nothing, Major,
                "its path is gone; the members that held it are told by themselves"),
            Self::TypeRenamed => same("type renamed", Nothing, Major,
                "it has another path; names of components do not travel"),
            Self::TypeMoved => same("type moved", Nothing, Major,
                "it stands in another module, and so has another path"),
            Self::TypeKind => row("type of another kind", (Refused, Major), (New, Major),
                "a struct became an enum, or the other way round"),
            Self::BuilderAdded => same("builder added", Nothing, Minor,
                "requests hold the type now, so it has a builder"),
            Self::BuilderRemoved => same("builder removed", Nothing, Major,
                "no request holds the type any more, so it has no builder"),
            Self::DefaultAdded => same("`Default` implemented", Nothing, Minor,
                "the type has no required field any more, and implements `Default`"),
            Self::DefaultRemoved => same("`Default` no longer implemented", Nothing, Major,
                "the type has a required field now, and does not implement `Default`"),
            Self::ExtraAdded => same("unlisted members kept", Nothing, Minor,
                "the type has `extra` for them"),
            Self::ExtraRemoved => row("unlisted members no longer kept", (Refused, Major), (Nothing, Major),
                "the type has no `extra` any more, and a request with such a member is not read"),
            Self::UnlistedAllowed => same("unlisted members allowed", Nothing, Patch,
                "`build` and `validate` let them pass"),
            Self::UnlistedForbidden => row("unlisted members forbidden", (Refused, Minor), (Nothing, Patch),
                "`build` and `validate` refuse what they let pass; they are read and kept all the same"),
            Self::ConstructorAdded => same("constructor added", Nothing, Minor,
                "the type has `new`"),
            Self::ConstructorChanged => same("constructor changed", Nothing, Major,
                "`new` takes other arguments"),
            Self::ConstructorRemoved => same("constructor removed", Nothing, Major,
                "the type has no `new` any more"),
            Self::MoneyAdded => same("amount of money", Nothing, Minor,
                "the type has `Display`, `to_major` and, if nothing else is required, `from_major`"),
            Self::MoneyChanged => same("amount of money in other members", Meaning, Minor,
                "`Display` and the conversions use other members"),
            Self::MoneyRemoved => same("no amount of money any more", Nothing, Major,
                "`Display`, `to_major` and `from_major` are gone"),
            Self::FromMajorAdded => same("conversion from major units added", Nothing, Minor,
                "the type has `from_major`, as nothing but the amount is required"),
            Self::FromMajorRemoved => same("conversion from major units removed", Nothing, Major,
                "the type has no `from_major` any more, as more than the amount is required"),
            Self::ConditionAdded => row("condition added", (Refused, Minor), (Nothing, Patch),
                "`build` and `validate` refuse what they let pass"),
            Self::ConditionRemoved => row("condition removed", (Nothing, Patch), (Nothing, Patch),
                "`build` and `validate` let more pass"),
            Self::AdvisoryChanged => same("advice changed", Nothing, Patch,
                "`advisories` tells something else; nothing is refused for it"),
            Self::MemberOrder => same("order of members changed", Nothing, Patch,
                "members are written in another order"),

            Self::EnumOpened => row("set of values opened", (Nothing, Major), (New, Major),
                "`Unrecognized` and `From<&str>` appear; `from_text` and `Copy` are gone"),
            Self::EnumClosed => row("set of values closed", (Refused, Major), (Nothing, Major),
                "`Unrecognized` and `From<&str>` are gone"),
            Self::ValueAddedOpen => row("value added to an open set", (Nothing, Minor), (New, Minor),
                "a new variant: `Unrecognized` no longer carries the value"),
            Self::ValueAddedClosed => row("value added to a closed set", (Nothing, Minor), (New, Minor),
                "a new variant; matches have an arm for it already, as the enum is non-exhaustive"),
            Self::ValueRemoved => row("value removed", (Refused, Major), (Nothing, Major),
                "its variant is gone"),
            Self::ValueRenamed => same("value renamed in Rust", Nothing, Major,
                "its variant has another name"),

            Self::FieldAddedRequired => row("required field added", (Refused, Major), (New, Minor),
                "a program that builds the object does not compile until it calls the setter; \
                 one that reads it has a new field, and refuses a message without it"),
            Self::FieldAddedOptional => row("optional field added", (Nothing, Minor), (New, Minor),
                "a new field and its setters; `extra` no longer carries the member"),
            Self::FieldNotShown => same("optional field that no example shows", Nothing, Patch,
                "no test of the examples reads or writes it: add it to an example of a message"),
            Self::ConstantAddedRequired => row("required fixed member added", (Refused, Minor), (Nothing, Minor),
                "a new constant, which is written by itself; messages of old programs lack it"),
            Self::ConstantAddedOptional => row("optional fixed member added", (Nothing, Minor), (Nothing, Minor),
                "a new constant, which is written by itself"),
            Self::MemberRemoved => row("member removed", (Refused, Major), (Nothing, Major),
                "the field, its setters or the constant are gone"),
            Self::MemberRenamed => row("member renamed", (Refused, Major), (New, Major),
                "the field, its setters or the constant have another name, on the wire too"),
            Self::MemberRenamedOnWire => row("member renamed on the wire", (Refused, Minor), (New, Minor),
                "programs compile as they are, and read and write the new name"),
            Self::MemberRenamedInRust => same("member renamed in Rust", Nothing, Major,
                "the field, its setters or the constant have another name"),
            Self::FieldRequired => row("field became required", (Refused, Major), (Nothing, Major),
                "building wants the setter, `maybe_…` and `clear_…` are gone, and the field is no `Option` any more"),
            Self::FieldOptional => row("field became optional", (Nothing, Major), (New, Major),
                "building goes on as before; the field becomes an `Option`, which breaks whoever reads it"),
            Self::FieldType => row("type of a field changed", (Refused, Major), (New, Major),
                "whoever sets or reads the field has another type in hands"),
            Self::FieldTypeWidened => row("type of a field widened", (Nothing, Major), (New, Major),
                "it may be any string now; whoever sets or reads the field has another type in hands"),
            Self::FieldTypeNarrowed => row("type of a field narrowed", (Refused, Major), (Nothing, Major),
                "it may no longer be any string; whoever sets or reads the field has another type in hands"),
            Self::FieldTypeInRust => same("type of a field changed in Rust", Nothing, Major,
                "it holds the same messages; whoever sets or reads the field has another type in hands"),
            Self::FieldEncoding => row("written another way", (Refused, Minor), (New, Minor),
                "the type in Rust is the same; it is written with or without quotes, and read both ways"),
            Self::FieldBoxed => same("box added or removed", Nothing, Major,
                "the field's type gains or loses a `Box`, as the type holds itself or no longer does"),
            Self::SensitiveAdded => same("marked as sensitive", Nothing, Major,
                "the type becomes `Sensitive<…>`"),
            Self::SensitiveRemoved => same("no longer marked as sensitive", Nothing, Major,
                "the type is no `Sensitive<…>` any more, and the value shows in `Debug`"),
            Self::SensitiveReason => same("sensitive for another reason", Nothing, Patch,
                "only the documentation tells it"),
            Self::LimitNarrowed => row("limit narrowed", (Refused, Minor), (Nothing, Patch),
                "`build` and `validate` refuse what they let pass; responses are read whatever their limits"),
            Self::LimitWidened => row("limit widened", (Nothing, Patch), (New, Patch),
                "nothing breaks: `build` and `validate` let more pass"),
            Self::LimitChanged => row("limit changed", (Refused, Minor), (New, Patch),
                "`build` and `validate` refuse some of what they let pass, and let other values pass"),
            Self::WindowAdded => row("window of time added", (Refused, Minor), (Nothing, Patch),
                "`validate_at` refuses what it let pass"),
            Self::WindowChanged => row("window of time changed", (Refused, Minor), (Nothing, Patch),
                "`validate_at` refuses and lets pass other moments"),
            Self::WindowRemoved => same("window of time removed", Nothing, Patch,
                "`validate_at` lets more pass"),
            Self::DeprecatedAdded => same("deprecated", Nothing, Minor,
                "programs that use the field compile with a warning"),
            Self::DeprecatedRemoved => same("no longer deprecated", Nothing, Patch,
                "the warning is gone"),
            Self::DefaultValue => same("default changed", Meaning, Patch,
                "a message without the member means something else to its receiver; no code is different"),
            Self::FixedValue => row("documented fixed value changed", (Nothing, Patch), (New, Patch),
                "responses are read with any value, so only the documentation tells it"),
            Self::ConstantValue => same("fixed value changed", Refused, Minor,
                "the new value is written by itself; a stored request with the old one is not read"),
            Self::ConstantType => same("fixed value of another type", Refused, Major,
                "the constant has another type"),
            Self::ConstantRequired => same("fixed member became required", Refused, Minor,
                "it was always written; a stored request without it is not read"),
            Self::ConstantOptional => same("fixed member became optional", Nothing, Patch,
                "it is written as before; a request without it is read, too"),
            Self::FieldFixed => row("field became fixed", (Refused, Major), (Nothing, Major),
                "the field and its setters give way to a constant, which is written by itself"),
            Self::ConstantFreed => row("fixed member became a field", (Nothing, Major), (New, Major),
                "the constant gives way to a field and its setters; nothing writes it by itself any more"),

            Self::Documentation => same("documentation changed", Nothing, Patch,
                "only comments and examples are different"),
        }
    }
}
