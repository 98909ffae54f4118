//! The intermediate model: what an API is, in the field's terms.
//!
//! Plain data between `lower`, which makes it from OpenAPI
//! documents, and `emit`, which turns it into Rust. It knows
//! neither YAML nor tokens. Every enum is matched exhaustively, so that a new
//! kind of thing makes the compiler list the places to extend.

use std::collections::HashMap;

use crate::pattern::Matcher;

/// Everything that is generated from.
#[derive(Debug)]
pub struct Api {
    /// The package that holds the generated code.
    pub package: Package,
    /// Where the API is served.
    pub servers: Vec<Server>,
    /// The sets of result codes that operations share.
    pub code_sets: Vec<CodeSet>,
    /// The operations, by module and product.
    pub operations: Vec<Operation>,
    /// Every object and enumeration, in the order of the documents. A [`TypeId`]
    /// is an index into this list.
    pub types: Vec<TypeDef>,
    /// The types that some message reaches, by module and name in Rust.
    pub names: HashMap<(Module, String), TypeId>,
}

/// What the generated `Cargo.toml` says.
#[derive(Debug, Default)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line about it.
    pub description: String,
    /// An SPDX expression.
    pub license: String,
    /// Where its source is, once it is published.
    pub repository: Option<String>,
    /// The oldest Rust that compiles it.
    pub rust_version: String,
    /// Search terms.
    pub keywords: Vec<String>,
    /// Registry categories.
    pub categories: Vec<String>,
}

/// A host with its base path.
#[derive(Debug)]
pub struct Server {
    /// The name of its constant.
    pub constant: String,
    /// The base URL.
    pub url: String,
    /// What it is.
    pub description: String,
}

/// A name on the wire and its name in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it is written on the wire or in the specification.
    pub wire: String,
    /// As it is written in Rust.
    pub rust: String,
}

/// One call of the API, for one product.
#[derive(Debug)]
pub struct Operation {
    /// The operation's id, and its module.
    pub id: Name,
    /// The product, and its module below the operation's.
    pub product: Name,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path, to be joined to a server's URL.
    pub path: String,
    /// One line about it.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// The document that describes it.
    pub document: Source,
    /// The body of the request.
    pub request: TypeId,
    /// The body of the response.
    pub response: TypeId,
    /// How a response is to be understood.
    pub outcome: Outcome,
    /// The result codes: first those that the document lists, then those of the
    /// sets that it refers to.
    pub codes: Vec<ResultCode>,
    /// Valid requests.
    pub requests: Vec<Example>,
    /// Valid responses.
    pub responses: Vec<Example>,
}

/// A document of the specification.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path, such as `spec/pets.yaml`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its version or date.
    pub version: String,
    /// The page it was made from.
    pub url: Option<String>,
}

/// Where the parts of a result stand in a response, and what they mean.
#[derive(Debug)]
pub struct Outcome {
    /// The status.
    pub status: FieldPath,
    /// The code.
    pub code: FieldPath,
    /// The message.
    pub message: FieldPath,
    /// The status values that mean success.
    pub success: Vec<String>,
    /// The status values that mean failure.
    pub failure: Vec<String>,
    /// The status values that leave the outcome open.
    pub unknown: Vec<String>,
    /// The members (of the response itself) that a success always has, as
    /// positions in [`Object::members`].
    pub success_members: Vec<usize>,
    /// The promises of the document for other responses. They are documentation only.
    pub given: Vec<Given>,
}

/// A member of a response that the document promises for some status values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The position in [`Object::members`].
    pub member: usize,
    /// The status values.
    pub statuses: Vec<String>,
}

impl Outcome {
    /// Returns the status values of an outcome.
    #[must_use]
    pub fn statuses(&self, kind: OutcomeKind) -> &[String] {
        match kind {
            OutcomeKind::Success => &self.success,
            OutcomeKind::Failure => &self.failure,
            OutcomeKind::Unknown => &self.unknown,
        }
    }

    /// Returns every status value with the outcome that it means.
    pub fn meanings(&self) -> impl Iterator<Item = (&str, OutcomeKind)> {
        OutcomeKind::ALL.into_iter().flat_map(|kind| {
            let statuses = self.statuses(kind).iter();
            statuses.map(move |status| (status.as_str(), kind))
        })
    }

    /// Returns the outcome that a status value means.
    #[must_use]
    pub fn kind(&self, status: &str) -> Option<OutcomeKind> {
        let mut kinds = OutcomeKind::ALL.into_iter();
        kinds.find(|kind| self.statuses(*kind).iter().any(|known| known == status))
    }
}

/// An outcome that a status value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeKind {
    /// The call succeeded.
    Success,
    /// The call failed.
    Failure,
    /// The outcome is not known yet.
    Unknown,
}

impl OutcomeKind {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Success, Self::Failure, Self::Unknown];

    /// Returns the outcome in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
        }
    }
}

/// The way from an object to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath {
    /// One step per object.
    pub steps: Vec<Step>,
}

/// A member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The object.
    pub owner: TypeId,
    /// The position in [`Object::members`].
    pub member: usize,
}

/// A set of result codes that operations share.
#[derive(Debug)]
pub struct CodeSet {
    /// Its name in the specification.
    pub name: String,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// A pointer to its description in the specification.
    pub origin: String,
    /// Its codes, in the order of the document.
    pub codes: Vec<ResultCode>,
}

/// Index of a set of codes in [`Api::code_sets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeSetId(pub usize);

/// A code that a response can carry.
#[derive(Debug, Clone)]
pub struct ResultCode {
    /// The code, and its variant.
    pub name: Name,
    /// The place that lists it.
    pub listing: Listing,
    /// A pointer to its description in the specification.
    pub origin: String,
    /// The status it usually comes with.
    pub status: String,
    /// What it means.
    pub message: String,
    /// What to do about it.
    pub action: String,
    /// What a program may do about it.
    pub retry: Retry,
    /// What else is to be known.
    pub note: Option<String>,
}

/// The place that lists a result code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// The operation's own document.
    Document,
    /// A set that several operations share.
    Set(CodeSetId),
}

/// What a program may do after a result code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Nothing is left to do.
    NotNeeded,
    /// Send the same request again.
    SameRequest,
    /// Send the same request again later, with growing pauses.
    BackOff,
    /// Start over under a new request id.
    NewRequestId,
    /// Correct the request first.
    FixRequest,
    /// Correct the keys, the client or the account first.
    FixAccount,
    /// Ask for the outcome first.
    InquireFirst,
    /// A person has to ask support.
    ContactSupport,
    /// Do not send it again.
    Never,
}

/// Index of a type in [`Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// The module that it stands in.
    pub module: Module,
    /// What it is, as CommonMark.
    pub description: String,
    /// Where it is described: a pointer into the specification.
    pub origin: String,
    /// The source of its facts, if it is not the document; a field may have
    /// another one.
    pub source: Option<String>,
    /// The messages that it is part of.
    pub usage: Usage,
    /// What it consists of.
    pub shape: Shape,
}

/// A module of the generated crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// `types`: what several documents share.
    Shared,
    /// The module of an operation's product, as a position in
    /// [`Api::operations`].
    Product(usize),
}

/// Which messages reach a type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Some request.
    pub request: bool,
    /// Some response.
    pub response: bool,
}

impl Usage {
    /// Whether programs build it: whatever is not only read.
    #[must_use]
    pub fn is_built(self) -> bool {
        self.request || !self.response
    }
}

/// What a type consists of.
#[derive(Debug)]
pub enum Shape {
    /// Named members.
    Object(Object),
    /// A set of strings.
    Enum(Enum),
}

/// An object.
#[derive(Debug)]
pub struct Object {
    /// What part it plays.
    pub role: Role,
    /// Its members, in the order of the document.
    pub members: Vec<Member>,
    /// Its stance on members beside these.
    pub additional: Additional,
    /// The field that keeps members beside these; where there is none, a message
    /// that has some is refused.
    pub extra: Option<String>,
    /// What must hold between members.
    pub rules: Vec<ObjectRule>,
    /// What should hold between members.
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

/// The part that an object plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A part of a message.
    Part,
    /// The request of an operation (a position in [`Api::operations`]).
    Request(usize),
    /// The response of an operation.
    Response(usize),
}

/// A member of an object.
#[derive(Debug)]
pub enum Member {
    /// One whose value the user gives or reads.
    Field(Field),
    /// One whose value is fixed.
    Constant(Constant),
}

/// A member that always has the same value.
#[derive(Debug)]
pub struct Constant {
    /// Its name; in Rust, that of an associated constant.
    pub name: Name,
    /// The value.
    pub value: Literal,
    /// What it is, as CommonMark.
    pub description: String,
    /// Whether a message without it is refused when read.
    pub required: bool,
}

/// A value that a message holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
}

/// A member that the user gives or reads.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What it is, as CommonMark.
    pub description: String,
    /// Whether it is always there.
    pub presence: Presence,
    /// Its value.
    pub value: Value,
    /// Whether it is kept for old programs only.
    pub deprecated: bool,
    /// What the receiver assumes when it is absent.
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
    /// Whether it is held in a `Box`, to give a recursive type a size.
    pub boxed: bool,
}

/// Whether a member is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Required,
    /// It may be absent.
    Optional,
}

/// A range of time, from a moment that only the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The earliest, in seconds after the moment.
    pub after: i64,
    /// The latest, in seconds after the moment.
    pub before: i64,
    /// What the moment is.
    pub from: String,
}

/// A value: its type, its rules and whether it may be shown.
#[derive(Debug, Clone)]
pub struct Value {
    /// The type.
    pub ty: Type,
    /// What must hold for it.
    pub rules: Vec<Rule>,
    /// Why it must not be shown, if it must not.
    pub sensitive: Option<Sensitivity>,
}

/// The type of a value.
#[derive(Debug, Clone)]
pub enum Type {
    /// Any text.
    Text,
    /// A truth value.
    Boolean(Encoding),
    /// A whole number with a sign, of 64 bits.
    Signed(Encoding),
    /// A whole number from 0, of 64 bits.
    Unsigned(Encoding),
    /// An exact decimal fraction, in a string.
    Decimal,
    /// A date and time with its offset, in a string.
    DateTime,
    /// An absolute URI, in a string.
    Uri,
    /// Any JSON value.
    Any,
    /// An object or an enumeration.
    Named(TypeId),
    /// Values in an order.
    List(Box<Value>),
    /// Values by name.
    Map(Box<Value>),
}

/// How a truth value or a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As JSON has it.
    Native,
    /// In a JSON string.
    Text,
}

/// What must hold for a value of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// At least so many characters.
    MinLength(u64),
    /// At most so many characters.
    MaxLength(u64),
    /// A regular expression.
    Pattern(Pattern),
    /// At least this number.
    Minimum(i128),
    /// At most this number.
    Maximum(i128),
    /// In one of the ranges that a pattern leaves of the numbers.
    Ranges {
        /// The pattern, as written.
        pattern: String,
        /// The ranges, both ends included.
        ranges: Vec<(i128, i128)>,
    },
    /// At least so many items.
    MinItems(u64),
    /// At most so many items.
    MaxItems(u64),
}

/// A regular expression and what accepts the same texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The expression, as written.
    pub text: String,
    /// Its exact form.
    pub matcher: Matcher,
}

/// Why a value must not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// Data of a payment card.
    Card,
    /// A secret: a token, a key, session data.
    Secret,
    /// Data about a person.
    Personal,
    /// Free text of a gateway, which may repeat what was sent.
    FreeText,
}

/// What must hold between the members of an object.
#[derive(Debug)]
pub struct ObjectRule {
    /// The test; a rule without a condition has one that always holds.
    pub when: Test,
    /// What must hold then.
    pub then: Vec<Demand>,
    /// The test in words, such as `kind is DOG`.
    pub text: String,
    /// Where it is described: a pointer into the specification.
    pub origin: String,
}

/// What should hold between the members of an object.
#[derive(Debug)]
pub struct Advisory {
    /// The test.
    pub when: Test,
    /// What should hold then.
    pub then: Vec<Demand>,
    /// What the user is told.
    pub text: String,
    /// Where it is described: a pointer into the specification.
    pub origin: String,
}

/// A test of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Holds always.
    Always,
    /// Never holds.
    Never,
    /// The member is there.
    Present(FieldPath),
    /// The member is there and has one of these values.
    OneOf(FieldPath, Vec<Literal>),
    /// All of these hold.
    All(Vec<Test>),
    /// At least one of these holds.
    Any(Vec<Test>),
    /// Exactly one of these holds.
    One(Vec<Test>),
    /// This does not hold.
    Not(Box<Test>),
    /// One of two tests holds, and a third one says which.
    Choice {
        /// The test that decides.
        when: Box<Test>,
        /// What must hold if it does.
        then: Box<Test>,
        /// What must hold if it does not.
        otherwise: Box<Test>,
    },
}

/// What must hold when a test does. A demand on what stands in an object that is
/// itself absent is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// The member must be there.
    Present(FieldPath),
    /// The member, if there, must have one of these values.
    OneOf(FieldPath, Vec<Literal>),
    /// A test must not hold: members do not go together as they are.
    Excluded {
        /// The way to what is wrong then, which is empty for the object that has
        /// the rule.
        at: FieldPath,
        /// The test, of the object that has the rule.
        test: Test,
        /// What must hold instead, in words.
        text: String,
    },
}

/// The members that make an object an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// The currency, a position in [`Object::members`].
    pub currency: usize,
    /// The amount in the currency's smallest unit.
    pub value: usize,
}

/// A set of strings.
#[derive(Debug)]
pub struct Enum {
    /// Whether other strings are kept.
    pub openness: Openness,
    /// The known strings, in the order of the document.
    pub variants: Vec<Variant>,
}

/// Whether a set of strings may hold more than is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Others are kept.
    Open,
    /// Others are refused.
    Closed,
}

/// A known string of a set.
#[derive(Debug)]
pub struct Variant {
    /// The string, and its variant.
    pub name: Name,
    /// What it means, as CommonMark; may be empty.
    pub description: String,
}

/// A message to show.
#[derive(Debug)]
pub struct Example {
    /// Its name in the document.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// The message.
    pub value: Json,
}

/// A JSON value; numbers keep their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in the order as written.
    Object(Vec<(String, Json)>),
}

impl Retry {
    /// Every advice, in the order in which it is told.
    pub const ALL: [Self; 9] = [
        Self::NotNeeded,
        Self::SameRequest,
        Self::BackOff,
        Self::NewRequestId,
        Self::FixRequest,
        Self::FixAccount,
        Self::InquireFirst,
        Self::ContactSupport,
        Self::Never,
    ];
}

impl ResultCode {
    /// Tells whether the operation's own document lists it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        match self.listing {
            Listing::Document => true,
            Listing::Set(_) => false,
        }
    }
}

impl Api {
    /// The type that `id` names.
    ///
    /// Ids are made together with the list, so each names a type.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The object that `id` names, if it names one.
    #[must_use]
    pub fn object(&self, id: TypeId) -> Option<&Object> {
        match &self.get(id).shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        }
    }

    /// The member that a step leads to.
    #[must_use]
    pub fn member(&self, step: Step) -> Option<&Member> {
        self.object(step.owner)?.members.get(step.member)
    }

    /// The names on the wire along a way.
    pub fn wire_names(&self, path: &FieldPath) -> impl Iterator<Item = &str> {
        let members = path.steps.iter().filter_map(|step| self.member(*step));
        members.map(|member| member.name().wire.as_str())
    }

    /// The types that a value of type `root` can hold, itself included, in the
    /// order of [`Api::types`].
    #[must_use]
    pub fn within(&self, root: TypeId) -> Vec<TypeId> {
        let mut found = std::collections::BTreeSet::new();
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if found.insert(id)
                && let Some(object) = self.object(id)
            {
                let fields = object.fields();
                pending.extend(fields.filter_map(|(_, field)| field.value.ty.named()));
            }
        }
        found.into_iter().collect()
    }

    /// The types that some message reaches.
    pub fn reachable(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId(index), def))
            .filter(|(_, def)| def.usage.request || def.usage.response)
    }
}

impl Object {
    /// The fields, with their positions among the members.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.members
            .iter()
            .enumerate()
            .filter_map(|(index, member)| match member {
                Member::Field(field) => Some((index, field)),
                Member::Constant(_) => None,
            })
    }

    /// The fields that are always there.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence == Presence::Required)
    }

    /// The fields that may be absent.
    pub fn optional(&self) -> impl Iterator<Item = &Field> {
        self.fields()
            .map(|(_, field)| field)
            .filter(|field| field.presence == Presence::Optional)
    }

    /// The field at a position, unless a constant stands there.
    #[must_use]
    pub fn field(&self, member: usize) -> Option<&Field> {
        match self.members.get(member) {
            Some(Member::Field(field)) => Some(field),
            Some(Member::Constant(_)) | None => None,
        }
    }
}

impl Value {
    /// Why the value, or what it lists, must not be shown.
    #[must_use]
    pub fn sensitivity(&self) -> Option<Sensitivity> {
        self.sensitive.or_else(|| match &self.ty {
            Type::List(item) | Type::Map(item) => item.sensitivity(),
            Type::Text
            | Type::Boolean(_)
            | Type::Signed(_)
            | Type::Unsigned(_)
            | Type::Decimal
            | Type::DateTime
            | Type::Uri
            | Type::Any
            | Type::Named(_) => None,
        })
    }
}

impl Type {
    /// The named type that a value of this type holds, if it holds one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(item) | Self::Map(item) => item.ty.named(),
            Self::Text
            | Self::Boolean(_)
            | Self::Signed(_)
            | Self::Unsigned(_)
            | Self::Decimal
            | Self::DateTime
            | Self::Uri
            | Self::Any => None,
        }
    }
}

impl Member {
    /// The field, unless the member is a constant.
    #[must_use]
    pub fn as_field(&self) -> Option<&Field> {
        match self {
            Self::Field(field) => Some(field),
            Self::Constant(_) => None,
        }
    }

    /// The member's name.
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::Field(field) => &field.name,
            Self::Constant(constant) => &constant.name,
        }
    }
}

impl std::fmt::Display for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
        }
    }
}

/// What is known of an object, by which a [`Test`] of it is decided.
pub trait Facts {
    /// Whether the member is there.
    fn is_present(&self, path: &FieldPath) -> bool;
    /// Whether the member is there and has one of these values.
    fn has(&self, path: &FieldPath, values: &[Literal]) -> bool;
}

impl Test {
    /// Whether the test holds for the object that these facts are of.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Present(path) => facts.is_present(path),
            Self::OneOf(path, values) => facts.has(path, values),
            Self::All(tests) => tests.iter().all(|test| test.holds(facts)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(facts)),
            Self::One(tests) => {
                let mut holding = tests.iter().filter(|test| test.holds(facts));
                holding.next().is_some() && holding.next().is_none()
            }
            Self::Not(test) => !test.holds(facts),
            Self::Choice {
                when,
                then,
                otherwise,
            } => {
                let decided = if when.holds(facts) { then } else { otherwise };
                decided.holds(facts)
            }
        }
    }
}

impl ObjectRule {
    /// The test in words, if the rule depends on one.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        match self.when {
            Test::Always => None,
            Test::Never
            | Test::Present(_)
            | Test::OneOf(..)
            | Test::All(_)
            | Test::Any(_)
            | Test::One(_)
            | Test::Not(_)
            | Test::Choice { .. } => Some(&self.text),
        }
    }
}

impl Demand {
    /// The way to what the demand is about.
    #[must_use]
    pub fn path(&self) -> &FieldPath {
        match self {
            Self::Present(path) | Self::OneOf(path, _) | Self::Excluded { at: path, .. } => path,
        }
    }
}
