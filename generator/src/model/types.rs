//! Named types: structs, enums, unions and aliases.

use std::collections::BTreeSet;

use super::condition::{Advisory, MemberRule};
use super::ids::ModuleId;
use super::names::Name;
use super::scalar::{Literal, Scalar};
use super::state::State;
use super::value::{Rule, Type, Value};

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// The module.
    pub module: ModuleId,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// A pointer to it in the specification.
    pub origin: String,
    /// The source of the type, if it differs from that of the document. A field may have
    /// another source.
    pub source: Option<String>,
    /// The directions of the messages that contain it.
    pub usage: Usage,
    /// Its content.
    pub shape: Shape,
}

/// The directions in which a type is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Programs write it.
    pub written: bool,
    /// Programs read it.
    pub read: bool,
}

impl Usage {
    /// The usage of a type that programs only write.
    pub const WRITTEN: Self = Self {
        written: true,
        read: false,
    };

    /// The usage of a type that programs only read.
    pub const READ: Self = Self {
        written: false,
        read: true,
    };

    /// The usage of a type in both directions.
    pub const BOTH: Self = Self {
        written: true,
        read: true,
    };

    /// Returns whether programs read the type and never write it.
    #[must_use]
    pub fn is_only_read(self) -> bool {
        self.read && !self.written
    }

    /// Returns whether a message contains the type.
    #[must_use]
    pub fn is_reached(self) -> bool {
        self.written || self.read
    }

    /// Returns the union of both usages.
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
    /// An object with named members.
    Struct(Struct),
    /// One of several strings or integers.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a value.
    Alias(Value),
}

/// An object with named members.
#[derive(Debug)]
pub struct Struct {
    /// Its members, in document order.
    pub members: Vec<Member>,
    /// The treatment of members that are not listed.
    pub additional: Additional,
    /// The value of each member that is not listed, if the schema describes it. Validation
    /// checks it; in Rust it is any JSON value.
    pub others: Option<Box<Value>>,
    /// The constraints on the object as a whole.
    pub limits: Vec<Rule>,
    /// The rules between members.
    pub rules: Vec<MemberRule>,
    /// The advisories on members together.
    pub advisories: Vec<Advisory>,
    /// The parameters of `new`, as positions in `members`.
    pub constructor: Option<Vec<usize>>,
    /// The members of an amount of money, if it is one.
    pub money: Option<Money>,
    /// The state that it reports, if it reports one.
    pub state: Option<State>,
}

/// The treatment of members that an object does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// The schema does not mention them: they are accepted but unexpected.
    Unmentioned,
    /// The schema allows them.
    Allowed,
    /// The schema forbids them.
    Forbidden,
}

/// A member of an object.
#[derive(Debug)]
pub enum Member {
    /// A member with a variable value.
    Field(Field),
    /// A member with a constant value.
    Constant(Constant),
}

/// A constant member.
#[derive(Debug)]
pub struct Constant {
    /// The name. In Rust it is that of an associated constant.
    pub name: Name,
    /// The value.
    pub value: Literal,
    /// Its description, as CommonMark.
    pub description: String,
    /// True if a message without it is refused when read.
    pub required: bool,
}

/// A member with a variable value.
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
    /// True if it is deprecated.
    pub deprecated: bool,
    /// The value that the receiver assumes if it is absent.
    pub default: Option<String>,
    /// The examples.
    pub examples: Vec<String>,
    /// The source of the field, if it differs from those of the document and the type.
    pub source: Option<String>,
    /// The constant that a response always has according to the document.
    pub fixed: Option<Literal>,
    /// The allowed window of time.
    pub window: Option<Window>,
}

impl Field {
    /// Returns the constant that a builder sets, because the field is required and the
    /// documents know no other value.
    #[must_use]
    pub fn preset(&self) -> Option<&Literal> {
        let has_options = self.presence != Presence::Required || self.value.nullable;
        if has_options || self.value.sensitive.is_some() {
            return None;
        }
        let Type::Scalar(scalar @ (Scalar::Text | Scalar::Boolean(_) | Scalar::Integer(..))) =
            self.value.ty
        else {
            return None;
        };
        let fixed = self.fixed.as_ref()?;
        (scalar.held(fixed.clone()).as_ref() == Some(fixed)).then_some(fixed)
    }
}

/// The presence of a member in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is present in every direction in which its type is used.
    Required,
    /// It must be present where its type is written, and is absent where it is read.
    Written,
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
    /// Returns the presence of a required member with this access in a type with this
    /// usage.
    #[must_use]
    pub fn presence(self, usage: Usage) -> Presence {
        match self {
            Self::ReadOnly if usage.written => Presence::Optional,
            Self::WriteOnly if usage.read && usage.written => Presence::Written,
            Self::WriteOnly if usage.read => Presence::Optional,
            Self::Both | Self::ReadOnly | Self::WriteOnly => Presence::Required,
        }
    }
}

/// A window of time, relative to a moment that the caller provides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The earliest time, in seconds after the moment.
    pub after: i64,
    /// The latest time, in seconds after the moment.
    pub before: i64,
    /// The moment, in words.
    pub from: String,
}

/// The members that make an object an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// The position of the currency in [`Struct::members`].
    pub currency: usize,
    /// The position of the amount, which is in the smallest unit of the currency.
    pub value: usize,
}

/// One of several strings or integers.
#[derive(Debug)]
pub struct Enum {
    /// The treatment of unlisted values.
    pub openness: Openness,
    /// The variants, in document order.
    pub variants: Vec<Variant>,
}

/// The type of an enum's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Strings.
    Text,
    /// Integers of 64 bits.
    Integer,
}

/// The treatment of values that an enum does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Unlisted values are kept.
    Open,
    /// Unlisted values are refused.
    Closed,
}

/// A variant of an enum.
#[derive(Debug)]
pub struct Variant {
    /// The value on the wire and the name of the variant.
    pub name: Name,
    /// The integer on the wire, in an enum of integers.
    pub number: Option<i64>,
    /// Its meaning, as CommonMark; may be empty.
    pub description: String,
}

/// One of several types.
#[derive(Debug)]
pub struct Union {
    /// The wire name of the member that distinguishes the variants.
    pub tag: Option<String>,
    /// The tags of the unions that hold this one as a variant. All of its objects can have
    /// these members, so they distinguish none.
    pub outer_tags: BTreeSet<String>,
    /// The place of its values.
    pub kind: UnionKind,
    /// The variants, in document order.
    pub variants: Vec<UnionVariant>,
}

/// The place of the values of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnionKind {
    /// In JSON.
    Json,
    /// A body, of which the variants are the content types.
    Body,
    /// A part of a body, of which a variant is a file.
    Part,
}

/// A variant of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// The name of the schema or its type, and the name of the variant.
    pub name: Name,
    /// Its meaning, as CommonMark; may be empty.
    pub description: String,
    /// The values of the tag that select it.
    pub tags: Vec<String>,
    /// True if it is the base of the others, for values with any other tag.
    pub is_base: bool,
    /// Its value.
    pub value: Value,
}

impl Enum {
    /// Returns the type of the values.
    #[must_use]
    pub fn base(&self) -> Base {
        match self.variants.first().and_then(|first| first.number) {
            Some(_) => Base::Integer,
            None => Base::Text,
        }
    }
}

impl Variant {
    /// Returns the value on the wire.
    #[must_use]
    pub fn literal(&self) -> Literal {
        match self.number {
            Some(number) => Literal::Integer(number.into()),
            None => Literal::Text(self.name.wire.clone()),
        }
    }
}

impl Union {
    /// The variant for values that fit no other.
    pub const UNMATCHED: &str = "Unmatched";
    /// The function that removes members, which no function that creates a variant can be.
    pub const WITHOUT: &str = "without_read_only";
}

impl Struct {
    /// Creates an open object without members.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            members: Vec::new(),
            additional: Additional::Allowed,
            others: None,
            limits: Vec::new(),
            rules: Vec::new(),
            advisories: Vec::new(),
            constructor: None,
            money: None,
            state: None,
        }
    }

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

    /// Returns the constants.
    pub fn constants(&self) -> impl Iterator<Item = &Constant> {
        self.members.iter().filter_map(|member| match member {
            Member::Field(_) => None,
            Member::Constant(constant) => Some(constant),
        })
    }

    /// Returns whether a field is required in every direction.
    #[must_use]
    pub fn has_required(&self) -> bool {
        self.required().next().is_some()
    }

    /// Returns the fields that must be set where the object is written.
    pub fn demanded(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence != Presence::Optional)
    }

    /// Returns the fields that a program must set where it writes the object.
    pub fn unset(&self) -> impl Iterator<Item = &Field> {
        self.demanded().filter(|field| field.preset().is_none())
    }

    /// Returns the fields that builders set, each with its constant.
    pub fn preset(&self) -> impl Iterator<Item = (&Field, &Literal)> {
        let fields = self.fields();
        fields.filter_map(|(_, field)| Some((field, field.preset()?)))
    }

    /// Returns the fields that are required in every direction.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence == Presence::Required)
    }

    /// Returns the optional fields.
    pub fn optional(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence == Presence::Optional)
    }

    /// Returns the field at a position, unless the member is a constant.
    #[must_use]
    pub fn field(&self, member: usize) -> Option<&Field> {
        match self.members.get(member) {
            Some(Member::Field(field)) => Some(field),
            Some(Member::Constant(_)) | None => None,
        }
    }
}

impl Member {
    /// Returns the member's name.
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::Field(field) => &field.name,
            Self::Constant(constant) => &constant.name,
        }
    }
}

impl Member {
    /// Returns the member's name for changes.
    pub fn name_mut(&mut self) -> &mut Name {
        match self {
            Self::Field(field) => &mut field.name,
            Self::Constant(constant) => &mut constant.name,
        }
    }
}

impl Shape {
    /// Returns the struct, if the shape is one.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(object) => Some(object),
            Self::Enum(_) | Self::Union(_) | Self::Alias(_) => None,
        }
    }

    /// Returns the enum, if the shape is one.
    #[must_use]
    pub fn as_enum(&self) -> Option<&Enum> {
        match self {
            Self::Enum(set) => Some(set),
            Self::Struct(_) | Self::Union(_) | Self::Alias(_) => None,
        }
    }

    /// Returns the union, if the shape is one.
    #[must_use]
    pub fn as_union(&self) -> Option<&Union> {
        match self {
            Self::Union(union) => Some(union),
            Self::Struct(_) | Self::Enum(_) | Self::Alias(_) => None,
        }
    }

    /// Returns the types of the values in a value of this shape.
    #[must_use]
    pub fn inner(&self) -> Vec<&Type> {
        self.values().into_iter().map(|value| &value.ty).collect()
    }

    /// Returns the values in a value of this shape.
    #[must_use]
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Self::Struct(object) => {
                let fields = object.fields().map(|(_, field)| &field.value);
                fields.chain(object.others.as_deref()).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(union) => union.variants.iter().map(|it| &it.value).collect(),
            Self::Alias(value) => vec![value],
        }
    }
}
