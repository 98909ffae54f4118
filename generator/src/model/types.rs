//! Named types: structs, enums, unions and aliases.

use super::condition::{Advisory, MemberRule};
use super::ids::ModuleId;
use super::names::Name;
use super::value::{Literal, Type, Value};

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// The module that it stands in.
    pub module: ModuleId,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// A pointer to it in the specification.
    pub origin: String,
    /// The source of its facts, if it is not the document; a field may have
    /// another one.
    pub source: Option<String>,
    /// The directions of the messages that it is part of.
    pub usage: Usage,
    /// Its content.
    pub shape: Shape,
}

/// The directions in which a type is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// A program writes it.
    pub written: bool,
    /// A program reads it.
    pub read: bool,
}

impl Usage {
    /// Tells whether programs build the type: all do that are not only read.
    #[must_use]
    pub fn is_built(self) -> bool {
        self.written || !self.read
    }

    /// Tells whether some message reaches the type.
    #[must_use]
    pub fn is_reached(self) -> bool {
        self.written || self.read
    }

    /// Returns the directions of either usage.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            written: self.written || other.written,
            read: self.read || other.read,
        }
    }
}

/// The content of a named type.
#[derive(Debug)]
pub enum Shape {
    /// Named members.
    Struct(Struct),
    /// One of several strings.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name of a value.
    Alias(Value),
}

/// An object with named members.
#[derive(Debug)]
pub struct Struct {
    /// Its members, in the order of the document.
    pub members: Vec<Member>,
    /// Its stance on members beside these.
    pub additional: Additional,
    /// The rules between members.
    pub rules: Vec<MemberRule>,
    /// The advice on members together.
    pub advisories: Vec<Advisory>,
    /// The members that `new` takes, as positions in `members`.
    pub constructor: Option<Vec<usize>>,
    /// The members that make it an amount of money.
    pub money: Option<Money>,
}

/// The stance of an object on members beside its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// The schema says nothing of them, so they are possible and not expected.
    Unmentioned,
    /// The schema allows any.
    Allowed,
    /// The schema forbids them.
    Forbidden,
}

/// A member of an object.
#[derive(Debug)]
pub enum Member {
    /// One whose value the user gives or reads.
    Field(Field),
    /// One whose value never changes.
    Constant(Constant),
}

/// A member that always has the same value.
#[derive(Debug)]
pub struct Constant {
    /// Its name; in Rust, that of an associated constant.
    pub name: Name,
    /// The value.
    pub value: Literal,
    /// Its description, as CommonMark.
    pub description: String,
    /// True if a message without it is refused when read.
    pub required: bool,
}

/// A member that the user gives or reads.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its description, as CommonMark.
    pub description: String,
    /// Its presence in a message.
    pub presence: Presence,
    /// The directions in which it is used.
    pub access: Access,
    /// Its value.
    pub value: Value,
    /// True if it is kept for old programs only.
    pub deprecated: bool,
    /// The value that the receiver assumes when it is absent.
    pub default: Option<String>,
    /// Values to show.
    pub examples: Vec<String>,
    /// The source of its facts, if it is neither the document nor the source of
    /// the type.
    pub source: Option<String>,
    /// The value that a response always has according to the document.
    pub fixed: Option<Literal>,
    /// The time that it must lie in.
    pub window: Option<Window>,
}

/// The presence of a member in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is there in every direction in which its type is used.
    Required,
    /// It may be absent.
    Optional,
}

/// The directions in which a member is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    /// It is written and read.
    #[default]
    Both,
    /// It is only read (`readOnly`).
    ReadOnly,
    /// It is only written (`writeOnly`).
    WriteOnly,
}

impl Access {
    /// Tells whether a member of this access, required by the schema, is there in
    /// every direction of a usage.
    #[must_use]
    pub fn covers(self, usage: Usage) -> bool {
        match self {
            Self::Both => true,
            Self::ReadOnly => !usage.written,
            Self::WriteOnly => !usage.read,
        }
    }
}

/// A range of time, from a moment that only the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The earliest, in seconds after the moment.
    pub after: i64,
    /// The latest, in seconds after the moment.
    pub before: i64,
    /// The moment, in words.
    pub from: String,
}

/// The members that make an object an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// The currency, a position in [`Struct::members`].
    pub currency: usize,
    /// The amount in the currency's smallest unit.
    pub value: usize,
}

/// One of several strings.
#[derive(Debug)]
pub struct Enum {
    /// The stance on other strings.
    pub openness: Openness,
    /// The known strings, in the order of the document.
    pub variants: Vec<Variant>,
}

/// The stance of an enum on strings that it does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Others are kept.
    Open,
    /// Others are refused.
    Closed,
}

/// A known string of an enum.
#[derive(Debug)]
pub struct Variant {
    /// The string, and its variant.
    pub name: Name,
    /// Its meaning, as CommonMark; may be empty.
    pub description: String,
}

/// One of several types.
#[derive(Debug)]
pub struct Union {
    /// The member that tells the variants apart, by its name on the wire.
    pub tag: Option<String>,
    /// The variants, in the order of the document.
    pub variants: Vec<UnionVariant>,
}

/// A type of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// The values of the tag that mean it.
    pub tags: Vec<String>,
    /// Its value.
    pub value: Value,
}

impl Struct {
    /// Returns the fields, with their positions among the members.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.members
            .iter()
            .enumerate()
            .filter_map(|(index, member)| match member {
                Member::Field(field) => Some((index, field)),
                Member::Constant(_) => None,
            })
    }

    /// Returns the fields that are always there.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence == Presence::Required)
    }

    /// Returns the fields that may be absent.
    pub fn optional(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence == Presence::Optional)
    }

    /// Returns the field at a position, unless a constant stands there.
    #[must_use]
    pub fn field(&self, member: usize) -> Option<&Field> {
        match self.members.get(member) {
            Some(Member::Field(field)) => Some(field),
            Some(Member::Constant(_)) | None => None,
        }
    }
}

impl Member {
    /// Returns the field, unless the member is a constant.
    #[must_use]
    pub fn as_field(&self) -> Option<&Field> {
        match self {
            Self::Field(field) => Some(field),
            Self::Constant(_) => None,
        }
    }

    /// Returns the member's name.
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::Field(field) => &field.name,
            Self::Constant(constant) => &constant.name,
        }
    }
}

impl Shape {
    /// Returns the struct, unless it is another shape.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(object) => Some(object),
            Self::Enum(_) | Self::Union(_) | Self::Alias(_) => None,
        }
    }

    /// Returns the enum, unless it is another shape.
    #[must_use]
    pub fn as_enum(&self) -> Option<&Enum> {
        match self {
            Self::Enum(set) => Some(set),
            Self::Struct(_) | Self::Union(_) | Self::Alias(_) => None,
        }
    }

    /// Returns the types of the values that a value of this shape holds.
    #[must_use]
    pub fn inner(&self) -> Vec<&Type> {
        match self {
            Self::Struct(object) => object.fields().map(|(_, field)| &field.value.ty).collect(),
            Self::Enum(_) => Vec::new(),
            Self::Union(union) => union.variants.iter().map(|it| &it.value.ty).collect(),
            Self::Alias(value) => vec![&value.ty],
        }
    }
}
