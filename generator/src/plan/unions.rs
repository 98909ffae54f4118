//! The choice of the variant to which a value of a union belongs.
//!
//! Nested unions are flattened: their variants count as the variant that holds them. The
//! rules apply in this order, and variants that one cannot tell apart go on to the next:
//! the type of the JSON value, the constraints of scalars, the tag, a member whose constants
//! differ, a required member that no other variant declares, a constant in the object of a
//! member, a member whose types differ, and the best fit.

mod inner;
mod leaves;
mod member_types;
mod rules;
pub mod tags;

use crate::model::{
    Api, Base, Encoding, Literal, Member, Openness, Presence, Scalar, Shape, Struct, Type, TypeId,
    Union, UnionVariant, Value, Variant,
};

use leaves::{Leaf, leaves, single};

/// The rule by which the variant of a value is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The variant at this position.
    Variant(usize),
    /// By the type of the JSON value.
    Type(Vec<(JsonType, Choice)>),
    /// By the value itself.
    Constant {
        /// The listed values.
        values: Vec<(Literal, Choice)>,
        /// The choice for any other value.
        otherwise: Box<Choice>,
    },
    /// By the value of a member.
    Member {
        /// The name of the member.
        name: String,
        /// The listed values.
        values: Vec<(Literal, Choice)>,
        /// The choice without the member, or if it is null.
        absent: Box<Choice>,
        /// The choice for any other value.
        otherwise: Box<Choice>,
    },
    /// By the value of a member of the object that a member has.
    Inner {
        /// The name of the member with the object.
        member: String,
        /// The name of the member in the object.
        name: String,
        /// The listed values.
        values: Vec<(Literal, Choice)>,
        /// The choice without the value, or if it is null.
        absent: Box<Choice>,
        /// The choice for any other value.
        otherwise: Box<Choice>,
    },
    /// By the JSON type of a member.
    MemberType {
        /// The name of the member.
        name: String,
        /// The types of the member.
        types: Vec<(JsonType, Choice)>,
        /// The choice without the member, or if it is null.
        absent: Box<Choice>,
        /// The choice for a member of any other type, which no variant has.
        otherwise: Box<Choice>,
    },
    /// By the presence of a member.
    Present {
        /// The name of the member.
        name: String,
        /// True if the member can be null.
        nullable: bool,
        /// The choice with the member.
        with: Box<Choice>,
        /// The choice without it.
        without: Box<Choice>,
    },
    /// By the items of a list that decide, or the variant at this position if none does.
    Items(Box<Choice>, usize),
    /// The first variant whose rules the value satisfies.
    Valid {
        /// The variants to try.
        variants: Vec<usize>,
        /// The choice if the value breaks the rules of each.
        otherwise: Box<Choice>,
    },
    /// The variant that can be read and fits best.
    Fit {
        /// The variants to try.
        candidates: Vec<Candidate>,
        /// True if the rules of the variants tell values apart.
        by_rules: bool,
        /// The choice if none can be read.
        otherwise: Box<Choice>,
    },
    /// No variant.
    Nothing,
}

/// A variant to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The position of the variant.
    pub variant: usize,
    /// The listed members of the object.
    pub names: Vec<String>,
    /// The listed values of members.
    pub values: Vec<(String, Vec<Literal>)>,
}

/// A type of JSON values, in the order in which they are tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// Null, as an item of a list. Elsewhere it is the absence of a value.
    Null,
    /// A boolean.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl JsonType {
    /// The types of values, without null.
    const ALL: [Self; 6] = [
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::Text,
        Self::List,
        Self::Object,
    ];
}

/// Returns the choice between the variants of a union.
#[must_use]
pub fn choice(api: &Api, id: TypeId, union: &Union) -> Choice {
    let leaves = leaves(api, id, union);
    let choices = Choices::of(api, union);
    // The base of this union has all values with other tags. That of a nested one has its own.
    let base = union.variants.iter().position(|it| it.is_base);
    let (Some(base), Some(tag)) = (base, union.tag.as_deref()) else {
        return choices.by_type(union.tag.as_deref(), &leaves);
    };
    let others = leaves.into_iter().filter(|leaf| leaf.variant != base);
    let choice = choices.by_tag(Some(tag), others.collect(), Choice::Variant(base));
    Choice::Type(vec![(JsonType::Object, choice)])
}

impl Choice {
    /// Returns the positions of the variants that have to be tried, if there are any.
    #[must_use]
    pub fn tried(&self) -> Vec<usize> {
        match self {
            Self::Variant(_) | Self::Nothing => Vec::new(),
            Self::Type(types) => types.iter().flat_map(|(_, it)| it.tried()).collect(),
            Self::Constant { values, otherwise } => {
                let values = values.iter().flat_map(|(_, it)| it.tried());
                values.chain(otherwise.tried()).collect()
            }
            Self::Member {
                values,
                absent,
                otherwise,
                ..
            }
            | Self::Inner {
                values,
                absent,
                otherwise,
                ..
            } => {
                let values = values.iter().flat_map(|(_, it)| it.tried());
                let rest = absent.tried().into_iter().chain(otherwise.tried());
                values.chain(rest).collect()
            }
            Self::MemberType { types, absent, .. } => {
                let types = types.iter().flat_map(|(_, it)| it.tried());
                types.chain(absent.tried()).collect()
            }
            Self::Present { with, without, .. } => {
                with.tried().into_iter().chain(without.tried()).collect()
            }
            Self::Items(choice, _) => choice.tried(),
            Self::Valid { otherwise, .. } => otherwise.tried(),
            Self::Fit { candidates, .. } => candidates.iter().map(|it| it.variant).collect(),
        }
    }

    /// Returns the member that tells values apart, if only those without it have to be tried.
    #[must_use]
    pub fn tried_without(&self) -> Option<&str> {
        match self {
            Self::Type(types) => {
                let mut tried = types.iter().filter(|(_, it)| !it.tried().is_empty());
                match (tried.next(), tried.next()) {
                    (Some((_, choice)), None) => choice.tried_without(),
                    _ => None,
                }
            }
            Self::Member {
                name,
                values,
                otherwise,
                ..
            } => {
                let mut others = values.iter().map(|(_, it)| it).chain([&**otherwise]);
                others.all(|it| it.tried().is_empty()).then_some(name)
            }
            Self::MemberType { name, types, .. } => {
                let is_known = types.iter().all(|(_, it)| it.tried().is_empty());
                is_known.then_some(name)
            }
            Self::Variant(_)
            | Self::Constant { .. }
            | Self::Inner { .. }
            | Self::Present { .. }
            | Self::Items(..)
            | Self::Valid { .. }
            | Self::Fit { .. }
            | Self::Nothing => None,
        }
    }

    /// Returns whether the rules of the variants tell values apart.
    #[must_use]
    pub fn is_by_rules(&self) -> bool {
        match self {
            Self::Variant(_) | Self::Nothing => false,
            Self::Type(types) => types.iter().any(|(_, it)| it.is_by_rules()),
            Self::Constant { values, otherwise } => {
                values.iter().any(|(_, it)| it.is_by_rules()) || otherwise.is_by_rules()
            }
            Self::Member {
                values,
                absent,
                otherwise,
                ..
            }
            | Self::Inner {
                values,
                absent,
                otherwise,
                ..
            } => {
                let mut values = values.iter();
                values.any(|(_, it)| it.is_by_rules())
                    || absent.is_by_rules()
                    || otherwise.is_by_rules()
            }
            Self::MemberType {
                types,
                absent,
                otherwise,
                ..
            } => {
                let mut types = types.iter();
                types.any(|(_, it)| it.is_by_rules())
                    || absent.is_by_rules()
                    || otherwise.is_by_rules()
            }
            Self::Present { with, without, .. } => with.is_by_rules() || without.is_by_rules(),
            Self::Items(choice, _) => choice.is_by_rules(),
            Self::Valid { .. } => true,
            Self::Fit {
                by_rules,
                otherwise,
                ..
            } => *by_rules || otherwise.is_by_rules(),
        }
    }
}

/// The greatest number of members by whose presence a variant is chosen. Each is a test
/// inside the one before, and compilers limit how deeply code is nested.
const MOST_MEMBERS: usize = 64;

struct Choices<'a> {
    api: &'a Api,
    /// The variant that has the values with other tags.
    base: Option<&'a UnionVariant>,
    /// The values that it lists for the tag.
    inherited: Vec<Literal>,
    /// The union.
    union: &'a Union,
}

impl<'a> Choices<'a> {
    fn of(api: &'a Api, union: &'a Union) -> Self {
        let mut variants = union.variants.iter();
        Self {
            api,
            base: variants.find(|it| it.is_base && union.tag.is_some()),
            inherited: api.inherited(union),
            union,
        }
    }

    fn by_type(&self, tag: Option<&str>, leaves: &[Leaf<'a>]) -> Choice {
        if let Some(variant) = single(leaves) {
            return Choice::Variant(variant);
        }
        Choice::Type(self.types_of(tag, leaves))
    }

    fn types_of(&self, tag: Option<&str>, leaves: &[Leaf<'a>]) -> Vec<(JsonType, Choice)> {
        let types = JsonType::ALL.into_iter().filter_map(|ty| {
            let of_type = leaves.iter().filter(|leaf| self.has_type(leaf, ty));
            let of_type: Vec<Leaf<'a>> = of_type.cloned().collect();
            (!of_type.is_empty()).then(|| (ty, self.of_type(ty, tag, of_type)))
        });
        types.collect()
    }

    fn of_type(&self, ty: JsonType, tag: Option<&str>, leaves: Vec<Leaf<'a>>) -> Choice {
        // A value of any type is the last one to try.
        let (any, typed): (Vec<_>, Vec<_>) = leaves
            .into_iter()
            .partition(|leaf| matches!(leaf.value.ty, Type::Any));
        let last = any
            .first()
            .map_or(Choice::Nothing, |leaf| Choice::Variant(leaf.variant));
        if typed.is_empty() {
            return last;
        }
        match ty {
            JsonType::Object => self.by_tag(tag, typed, last),
            JsonType::Text => self.by_value(&typed, last),
            JsonType::List if last == Choice::Nothing => self.by_items(&typed),
            JsonType::List => self.by_fit(&typed, last),
            JsonType::Integer => {
                // An integer that may be a number too is the last one to try.
                let (numbers, integers): (Vec<_>, Vec<_>) =
                    typed.into_iter().partition(|leaf| self.is_number(leaf));
                let last = self.by_rules(&numbers.iter().collect::<Vec<_>>(), last);
                if integers.is_empty() {
                    last
                } else {
                    self.by_value(&integers, last)
                }
            }
            JsonType::Null | JsonType::Boolean | JsonType::Number => {
                self.by_rules(&typed.iter().collect::<Vec<_>>(), last)
            }
        }
    }

    /// Chooses a text or an integer by the listed values, and otherwise a type that lists
    /// none.
    fn by_value(&self, leaves: &[Leaf<'a>], last: Choice) -> Choice {
        if let Some(variant) = single(leaves).filter(|_| last == Choice::Nothing) {
            return Choice::Variant(variant);
        }
        let mut values: Vec<(Literal, Choice)> = Vec::new();
        for leaf in leaves {
            let variants = self
                .api
                .enumeration(&leaf.value.ty)
                .map(|set| &set.variants);
            for literal in variants.into_iter().flatten().map(Variant::literal) {
                if values.iter().all(|(known, _)| *known != literal) {
                    values.push((literal, Choice::Variant(leaf.variant)));
                }
            }
        }
        let (listing, plain): (Vec<_>, Vec<_>) = leaves
            .iter()
            .partition(|leaf| self.api.enumeration(&leaf.value.ty).is_some());
        let open = listing.into_iter().find(|leaf| {
            let set = self.api.enumeration(&leaf.value.ty);
            set.is_some_and(|set| set.openness == Openness::Open)
        });
        let last = open.map_or(last, |leaf| Choice::Variant(leaf.variant));
        let otherwise = self.by_rules(&plain, last);
        if values.is_empty() {
            return otherwise;
        }
        Choice::Constant {
            values,
            otherwise: Box::new(otherwise),
        }
    }

    fn by_items(&self, leaves: &[Leaf<'a>]) -> Choice {
        let empty = leaves.first().map_or(0, |leaf| leaf.variant);
        if let Some(variant) = single(leaves) {
            return Choice::Variant(variant);
        }
        let items = leaves.iter().filter_map(|leaf| match &leaf.value.ty {
            Type::List(item) => Some(Leaf {
                variant: leaf.variant,
                value: item,
                tags: Vec::new(),
                is_base: false,
            }),
            Type::Scalar(_) | Type::Any | Type::Named(_) | Type::Map(_) => None,
        });
        let items: Vec<Leaf<'a>> = items.collect();
        let null = self.null_item(&items);
        let types = null.into_iter().chain(self.types_of(None, &items));
        Choice::Items(Box::new(Choice::Type(types.collect())), empty)
    }

    /// Returns the choice for an item that is null, if only one variant allows it.
    fn null_item(&self, items: &[Leaf<'a>]) -> Option<(JsonType, Choice)> {
        let nullable = items.iter().filter(|item| self.can_be_null(item.value));
        let nullable: Vec<Leaf<'a>> = nullable.cloned().collect();
        single(&nullable).map(|variant| (JsonType::Null, Choice::Variant(variant)))
    }

    fn by_tag(&self, tag: Option<&str>, leaves: Vec<Leaf<'a>>, last: Choice) -> Choice {
        let Some(tag) = tag.filter(|_| single(&leaves).is_none() || last != Choice::Nothing) else {
            return self.by_constant(leaves, last, &[]);
        };
        let is_tagged = |leaf: &Leaf<'a>| !self.tags(leaf, tag).is_empty();
        let (tagged, rest): (Vec<_>, Vec<_>) = leaves.into_iter().partition(is_tagged);
        // Without a tag, nothing says that a value is more than the base.
        let absent = match self.base {
            Some(_) => None,
            None => self.absent(tag, &tagged, &rest, &last),
        };
        let absent = absent.unwrap_or_else(|| self.untagged(tag, rest.clone(), last.clone()));
        // If others have a tag, a value with an unknown one is none of those without a tag.
        let can_be = |leaf: &Leaf<'a>| tagged.is_empty() || self.can_have(leaf, tag);
        let others = rest.into_iter().filter(can_be);
        let otherwise = self.untagged(tag, others.collect(), last);
        let values_of = |leaf: &Leaf<'a>| self.tags(leaf, tag);
        self.split(&[tag], &tagged, values_of, absent, otherwise)
    }

    /// Chooses between variants without values for the tag.
    fn untagged(&self, tag: &str, leaves: Vec<Leaf<'a>>, last: Choice) -> Choice {
        if leaves.is_empty() {
            last
        } else {
            self.by_constant(leaves, last, &[tag])
        }
    }

    /// Returns the choice without a member, if a variant that has values for it does not
    /// require it, or allows null.
    fn absent(
        &self,
        name: &str,
        tagged: &[Leaf<'a>],
        rest: &[Leaf<'a>],
        last: &Choice,
    ) -> Option<Choice> {
        let optional = tagged.iter().filter(|leaf| self.can_lack(leaf, name));
        let optional: Vec<Leaf<'a>> = optional.cloned().collect();
        let fitting = || optional.iter().chain(rest).cloned().collect();
        (!optional.is_empty()).then(|| self.by_presence(fitting(), last.clone()))
    }

    /// Chooses by the values of the last of these members. Variants that share a value go on
    /// together, without these members.
    fn split(
        &self,
        names: &[&str],
        leaves: &[Leaf<'a>],
        values_of: impl Fn(&Leaf<'a>) -> Vec<Literal>,
        absent: Choice,
        otherwise: Choice,
    ) -> Choice {
        let mut groups: Vec<(Literal, Vec<Leaf<'a>>)> = Vec::new();
        for leaf in leaves {
            for literal in values_of(leaf) {
                match groups.iter_mut().find(|(known, _)| *known == literal) {
                    Some((_, group)) => group.push(leaf.clone()),
                    None => groups.push((literal, vec![leaf.clone()])),
                }
            }
        }
        let Some(name) = names.last().filter(|_| !groups.is_empty()) else {
            return otherwise;
        };
        let values = groups
            .into_iter()
            .map(|(literal, group)| (literal, self.by_constant(group, Choice::Nothing, names)));
        Choice::Member {
            name: (*name).to_owned(),
            values: values.collect(),
            absent: Box::new(absent),
            otherwise: Box::new(otherwise),
        }
    }

    /// Chooses by a member that has constants in all variants, if these differ. One of them
    /// may be null. The members `used` have not told them apart.
    fn by_constant(&self, leaves: Vec<Leaf<'a>>, last: Choice, used: &[&str]) -> Choice {
        if let Some(variant) = single(&leaves).filter(|_| last == Choice::Nothing) {
            return Choice::Variant(variant);
        }
        let names = leaves.first().and_then(|leaf| self.object(leaf));
        let names = names.into_iter().flat_map(|it| &it.members);
        let names = names.map(|member| member.name().wire.as_str());
        let mut names = names.filter(|name| !used.contains(name));
        let found = names.find(|name| {
            let of_all: Vec<Vec<Literal>> = leaves
                .iter()
                .map(|leaf| self.constants(leaf, name))
                .collect();
            let has_all = leaves
                .iter()
                .zip(&of_all)
                .all(|(leaf, values)| !values.is_empty() || self.is_always_null(leaf, name));
            has_all && of_all.iter().any(|values| *values != of_all[0])
        });
        let Some(name) = found else {
            return self.by_presence(leaves, last);
        };
        let absent = self.absent(name, &leaves, &[], &last);
        let absent = absent.unwrap_or_else(|| last.clone());
        let values_of = |leaf: &Leaf<'a>| self.constants(leaf, name);
        let names: Vec<&str> = used.iter().copied().chain([name]).collect();
        self.split(&names, &leaves, values_of, absent, last)
    }

    /// Chooses by a required member that no other variant declares.
    fn by_presence(&self, leaves: Vec<Leaf<'a>>, last: Choice) -> Choice {
        self.by_members(leaves, last, MOST_MEMBERS)
    }

    /// Chooses by at most `left` members.
    fn by_members(&self, mut leaves: Vec<Leaf<'a>>, last: Choice, left: usize) -> Choice {
        if let Some(variant) = single(&leaves) {
            return if last == Choice::Nothing {
                Choice::Variant(variant)
            } else {
                self.by_fit(&leaves, last)
            };
        }
        let most = if left == 0 { 0 } else { leaves.len() };
        // Servers leave out members that may be null, so those tell less.
        let places = [false, true].into_iter();
        let places = places.flat_map(|nullable| (0..most).map(move |at| (at, nullable)));
        for (at, nullable) in places {
            let Some(name) = self.unique_member(&leaves, at, nullable) else {
                continue;
            };
            let leaf = leaves.remove(at);
            return Choice::Present {
                name,
                nullable,
                with: Box::new(self.marked(&leaf, &leaves)),
                without: Box::new(self.by_members(leaves, last, left - 1)),
            };
        }
        self.by_inner_constant(&leaves, &last)
            .or_else(|| self.by_member_type(&leaves, &last, &[]))
            .unwrap_or_else(|| self.by_fit(&leaves, last))
    }

    fn by_fit(&self, leaves: &[Leaf<'a>], last: Choice) -> Choice {
        Choice::Fit {
            by_rules: self.have_different_rules(leaves),
            candidates: leaves.iter().map(|leaf| self.candidate(leaf)).collect(),
            otherwise: Box::new(last),
        }
    }

    /// Returns the name of a required member that only one of these variants declares, and
    /// that can be null or not.
    fn unique_member(&self, leaves: &[Leaf<'a>], at: usize, nullable: bool) -> Option<String> {
        let object = self.object(leaves.get(at)?)?;
        let mut required = object.members.iter().filter(|member| is_required(member));
        let others = || {
            leaves
                .iter()
                .enumerate()
                .filter(move |(other, _)| *other != at)
        };
        let is_unique = |member: &&Member| {
            let name = &member.name().wire;
            self.may_be_null(member) == nullable
                && others().all(|(_, leaf)| !self.declares(leaf, name))
        };
        let member = required.find(is_unique)?;
        Some(member.name().wire.clone())
    }

    /// Returns whether a value always has the member of this name.
    fn requires(&self, leaf: &Leaf<'a>, name: &str) -> bool {
        let members = self.object(leaf).into_iter().flat_map(|it| &it.members);
        let mut members = members.filter(|member| member.name().wire == name);
        members.any(is_required)
    }

    /// Returns whether a value can have a member of this name. All can have a tag, because the
    /// union writes it for those that do not declare it.
    fn declares(&self, leaf: &Leaf<'a>, name: &str) -> bool {
        let is_tag = self.union.tag.as_deref() == Some(name);
        is_tag || self.can_have(leaf, name)
    }

    /// Returns whether a value can have a member of this name that this union does not write.
    fn can_have(&self, leaf: &Leaf<'a>, name: &str) -> bool {
        if self.union.outer_tags.contains(name) {
            return true;
        }
        match self.object(leaf) {
            Some(object) => object.members.iter().any(|it| it.name().wire == name),
            None => true,
        }
    }

    fn candidate(&self, leaf: &Leaf<'a>) -> Candidate {
        let members = self.object(leaf).map_or(&[][..], |object| &object.members);
        let names = || members.iter().map(|member| &member.name().wire);
        let values = names().filter_map(|name| {
            let values = self.constants(leaf, name);
            (!values.is_empty()).then(|| (name.clone(), values))
        });
        Candidate {
            variant: leaf.variant,
            names: names().cloned().collect(),
            values: values.collect(),
        }
    }

    /// Returns the values of the tag that select a variant.
    fn tags(&self, leaf: &Leaf<'a>, tag: &str) -> Vec<Literal> {
        let of_document = (leaf.tags.as_slice(), leaf.is_base);
        let inherited = &self.inherited;
        self.api.tags(&leaf.value.ty, tag, of_document, inherited)
    }

    /// Returns the values that the document lists for a member.
    fn constants(&self, leaf: &Leaf<'a>, name: &str) -> Vec<Literal> {
        self.api.member_values(&leaf.value.ty, name)
    }

    fn object(&self, leaf: &Leaf<'a>) -> Option<&'a Struct> {
        match leaf.value.ty {
            Type::Named(id) => self.api.structure(id),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        }
    }

    fn may_be_null(&self, member: &Member) -> bool {
        match member {
            Member::Field(field) => self.can_be_null(&field.value),
            Member::Constant(_) => false,
        }
    }

    /// Returns whether null is one of the values.
    fn can_be_null(&self, value: &Value) -> bool {
        value.nullable || value.ty == Type::Any || self.is_null(&value.ty)
    }

    /// Returns whether null is the only value of a type.
    fn is_null(&self, ty: &Type) -> bool {
        self.types(ty) == [JsonType::Null]
    }

    /// Returns whether an object has a member that can only be null.
    fn is_always_null(&self, leaf: &Leaf<'a>, name: &str) -> bool {
        let mut fields = self.fields(leaf);
        fields.any(|field| field.name.wire == name && self.is_null(&field.value.ty))
    }

    fn is_number(&self, leaf: &Leaf<'a>) -> bool {
        self.has_type(leaf, JsonType::Number)
    }

    fn has_type(&self, leaf: &Leaf<'a>, ty: JsonType) -> bool {
        self.types(&leaf.value.ty).contains(&ty)
    }

    /// Returns the types of JSON values that a type has.
    fn types(&self, ty: &Type) -> &'static [JsonType] {
        match ty {
            Type::Any => &JsonType::ALL,
            Type::List(_) => &[JsonType::List],
            Type::Map(_) => &[JsonType::Object],
            Type::Scalar(scalar) => scalar_types(*scalar),
            Type::Named(id) => match &self.api.get(*id).shape {
                Shape::Struct(_) => &[JsonType::Object],
                Shape::Enum(set) => match set.base() {
                    Base::Text => &[JsonType::Text],
                    Base::Integer => &[JsonType::Integer],
                },
                Shape::Alias(value) => self.types(&value.ty),
                // Nested unions are flattened, so this is the union of items of a list.
                Shape::Union(_) => &JsonType::ALL,
            },
        }
    }
}

/// Returns whether a message must have a member.
pub(super) fn is_required(member: &Member) -> bool {
    match member {
        Member::Field(field) => field.presence == Presence::Required,
        Member::Constant(constant) => constant.required,
    }
}

fn scalar_types(scalar: Scalar) -> &'static [JsonType] {
    match scalar {
        Scalar::Null => &[JsonType::Null],
        Scalar::Boolean(Encoding::Native) => &[JsonType::Boolean],
        Scalar::Integer(_, Encoding::Native) => &[JsonType::Integer],
        Scalar::Float | Scalar::Number => &[JsonType::Integer, JsonType::Number],
        Scalar::Boolean(Encoding::Text)
        | Scalar::Integer(_, Encoding::Text)
        | Scalar::Text
        | Scalar::Decimal
        | Scalar::DateTime
        | Scalar::Uri
        | Scalar::Formatted(_)
        | Scalar::Upload => &[JsonType::Text],
    }
}
