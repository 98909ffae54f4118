//! The order of a pet shop: one type of each kind that the generator emits.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::support::{
    At, DateTime, Decimal, DecodeError, Extra, Failed, Findings, Held, Inspect, Members,
    ReadObject, ResultPaths, Sensitive, Unrecognized, Uri, Writer, check, closed_enum, from_json,
    listed, object, open_enum,
};

#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Species {
    Cat,
    GuineaPig,
    Unrecognized(Unrecognized),
}

impl Species {
    pub const KNOWN: &'static [&'static str] = &["CAT", "GUINEA_PIG"];

    pub fn as_str(&self) -> &str {
        match self {
            Self::Cat => "CAT",
            Self::GuineaPig => "GUINEA_PIG",
            Self::Unrecognized(text) => text.as_str(),
        }
    }

    fn of_text(text: &str) -> Self {
        match text {
            "CAT" => Self::Cat,
            "GUINEA_PIG" => Self::GuineaPig,
            other => Self::Unrecognized(Unrecognized::new(other)),
        }
    }
}

open_enum!(Species);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Size {
    Small,
    Large,
}

impl Size {
    pub const KNOWN: &'static [&'static str] = &["S", "L"];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "S",
            Self::Large => "L",
        }
    }

    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "S" => Some(Self::Small),
            "L" => Some(Self::Large),
            _ => None,
        }
    }
}

closed_enum!(Size);

#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Pet {
    pub name: String,
    pub species: Option<Species>,
    pub size: Option<Size>,
    pub parent: Option<Box<Pet>>,
    pub extra: Extra,
}

object!(Pet, Response);

impl ReadObject for Pet {
    fn read(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        struct Slots {
            name: Option<String>,
            species: Option<Species>,
            size: Option<Size>,
            parent: Option<Box<Pet>>,
            extra: Extra,
        }
        let mut slots = Slots {
            name: None,
            species: None,
            size: None,
            parent: None,
            extra: Extra::new(),
        };
        while let Some(name) = members.next()? {
            let name = &*name;
            match name {
                "name" => members.read_required(name, &mut slots.name),
                "species" => members.read(name, &mut slots.species),
                "size" => members.read(name, &mut slots.size),
                "parent" => members.read_or_empty(name, &mut slots.parent),
                _ => members.unlisted(name, &mut slots.extra),
            }?;
        }
        match slots {
            Slots {
                name: Some(name),
                species,
                size,
                parent,
                extra,
            } => Ok(Self {
                name,
                species,
                size,
                parent,
                extra,
            }),
            missing => Err(members.missing(&[("name", missing.name.is_some())])),
        }
    }
}

impl Serialize for Pet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(serializer)
            .required("name", &self.name)
            .optional("species", &self.species)
            .optional("size", &self.size)
            .optional("parent", &self.parent)
            .extra(&self.extra)
            .end()
    }
}

impl Inspect for Pet {
    const NAMES: &'static [&'static str] = &["name", "species", "size", "parent"];
    const HELD: &'static [Held] = &[Held::Object("parent", listed::<Pet>)];

    fn inspect(&self, at: &At<'_>, found: &mut Findings) {
        check::min_length(&self.name, 1, at.member("name"), found);
        check::max_length(&self.name, 8, at.member("name"), found);
        if let Some(species) = &self.species {
            check::recognized(species, at.member("species"), found);
        }
        found.inside(at.member("parent"), &self.parent);
        check::unlisted(&self.extra, Self::NAMES, *at, found);
    }
}

/// A closed object of requests.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Cage {
    pub number: Option<u64>,
}

object!(Cage, Request);

impl ReadObject for Cage {
    fn read(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        let mut cage = Self::default();
        while let Some(member) = members.next()? {
            match member.as_ref() {
                "number" => members.read(&member, &mut cage.number)?,
                _ => members.refuse_unlisted()?,
            }
        }
        Ok(cage)
    }
}

/// A type of responses only.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Receipt {
    pub number: Option<String>,
    pub extra: Extra,
}

object!(Receipt, Response);

impl ReadObject for Receipt {
    fn read(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        let mut receipt = Self::default();
        while let Some(member) = members.next()? {
            match member.as_ref() {
                "number" => members.read(&member, &mut receipt.number)?,
                _ => members.unlisted(&member, &mut receipt.extra)?,
            }
        }
        Ok(receipt)
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Order {
    pub count: Option<u64>,
    pub change: Option<i64>,
    pub gift: Option<bool>,
    pub rate: Option<Decimal>,
    pub placed: Option<DateTime>,
    pub page: Option<Uri>,
    pub pin: Option<Sensitive<u64>>,
    pub pets: Option<Vec<Pet>>,
    pub shelves: Option<BTreeMap<String, u64>>,
    pub extra: Extra,
}

object!(Order, Response);

impl Order {
    pub const KIND: &'static str = "PETS";
    pub const RESULT: ResultPaths = ResultPaths {
        status: &["result", "status"],
        code: &["result", "code"],
        message: &["result", "text"],
    };

    pub fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
        from_json(json, &Self::RESULT)
    }
}

impl ReadObject for Order {
    fn read(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        let mut order = Self::default();
        let mut kind = None;
        while let Some(member) = members.next()? {
            match member.as_ref() {
                "kind" => members.fixed(&member, Self::KIND, &mut kind)?,
                "count" => members.read(&member, &mut order.count)?,
                "change" => members.read(&member, &mut order.change)?,
                "gift" => members.read(&member, &mut order.gift)?,
                "rate" => members.read(&member, &mut order.rate)?,
                "placed" => members.read(&member, &mut order.placed)?,
                "page" => members.read(&member, &mut order.page)?,
                "pin" => members.read(&member, &mut order.pin)?,
                "pets" => members.read(&member, &mut order.pets)?,
                "shelves" => members.read_or_empty(&member, &mut order.shelves)?,
                _ => members.unlisted(&member, &mut order.extra)?,
            }
        }
        match kind {
            Some(_) => Ok(order),
            None => Err(members.missing(&[("kind", false)])),
        }
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(serializer)
            .required("kind", Self::KIND)
            .optional_text("count", &self.count)
            .optional_text("change", &self.change)
            .optional_text("gift", &self.gift)
            .optional("rate", &self.rate)
            .optional("placed", &self.placed)
            .optional("page", &self.page)
            .optional_text("pin", &self.pin)
            .optional("pets", &self.pets)
            .optional_text("shelves", &self.shelves)
            .extra(&self.extra)
            .end()
    }
}

impl Inspect for Order {
    const NAMES: &'static [&'static str] = &["kind", "count", "pets"];
    const HELD: &'static [Held] = &[Held::Items("pets", listed::<Pet>)];

    fn inspect(&self, at: &At<'_>, found: &mut Findings) {
        if let Some(count) = self.count {
            check::minimum(count, 1, at.member("count"), found);
            check::maximum(count, 100, at.member("count"), found);
        }
        if let Some(placed) = &self.placed {
            check::date_time(placed, at.member("placed"), found);
        }
        if let Some(page) = &self.page {
            check::uri(page, at.member("page"), found);
            check::pattern(
                page.as_str().starts_with("https:"),
                "^https:",
                at.member("page"),
                found,
            );
        }
        if let Some(rate) = &self.rate {
            check::decimal(rate, at.member("rate"), found);
        }
        if let Some(pets) = &self.pets {
            check::min_items(pets.len(), 1, at.member("pets"), found);
            check::max_items(pets.len(), 2, at.member("pets"), found);
            found.inside(at.member("pets"), pets);
        }
        if let Some(shelves) = &self.shelves {
            check::max_items(shelves.len(), 1, at.member("shelves"), found);
        }
        if self.pets.is_some() && self.gift.is_none() {
            found.required_when(at.member("gift"), "pets is present");
            found.advise(at.member("gift"), "say whether pets are a gift");
        }
        if self.pets.is_none() && self.count.is_none() {
            found.relation(*at, "pets or count is given", None);
        }
        check::repeated(&self.extra, Self::NAMES, *at, found);
    }
}
