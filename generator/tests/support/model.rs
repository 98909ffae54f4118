//! The order of a pet shop: one type of each kind that the generator emits.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::support::{
    DateTime, Decimal, DecodeError, Extra, Failed, Fixed, Held, Inspect, Inspection, Members,
    ReadMember, ReadMembers, ReadObject, ResultPaths, Sensitive, Set, Unrecognized, Uri, Writer,
    closed_enum, from_json, held, held_items, object, open_enum, refused,
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
        #[derive(Default)]
        struct Slots {
            name: Option<Set<String>>,
            species: Option<Species>,
            size: Option<Size>,
            parent: Option<Box<Pet>>,
            extra: Extra,
        }
        let mut slots = Slots::default();
        while let Some(name) = members.next()? {
            let slot: &mut dyn ReadMember = match &*name {
                "name" => &mut slots.name,
                "species" => &mut slots.species,
                "size" => &mut slots.size,
                "parent" => &mut slots.parent,
                _ => &mut slots.extra,
            };
            slot.read(&name, members)?;
        }
        match slots {
            Slots {
                name: Some(Set(name)),
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
    const HELD: &'static [Held] = &[held::<Pet>("parent")];

    fn inspect(&self, found: &mut Inspection<'_>) {
        found.member("name", &self.name).min_length(1).max_length(8);
        found.member("species", &self.species).recognized();
        found.inside("parent", &self.parent);
        found.unlisted(&self.extra, Self::NAMES);
    }
}

/// A closed object of requests.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Cage {
    pub number: Option<u64>,
}

object!(Cage, Request);

impl ReadMembers for Cage {
    fn member(&mut self, name: &str) -> &mut dyn ReadMember {
        match name {
            "number" => &mut self.number,
            _ => refused(),
        }
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

impl ReadMembers for Receipt {
    fn member(&mut self, name: &str) -> &mut dyn ReadMember {
        match name {
            "number" => &mut self.number,
            _ => &mut self.extra,
        }
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
        let mut kind = Fixed::new(Self::KIND);
        while let Some(name) = members.next()? {
            let slot: &mut dyn ReadMember = match &*name {
                "kind" => &mut kind,
                "count" => &mut order.count,
                "change" => &mut order.change,
                "gift" => &mut order.gift,
                "rate" => &mut order.rate,
                "placed" => &mut order.placed,
                "page" => &mut order.page,
                "pin" => &mut order.pin,
                "pets" => &mut order.pets,
                "shelves" => &mut order.shelves,
                _ => &mut order.extra,
            };
            slot.read(&name, members)?;
        }
        if kind.is_there() {
            return Ok(order);
        }
        Err(members.missing(&[("kind", kind.is_there())]))
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
    const HELD: &'static [Held] = &[held_items::<Pet>("pets")];

    fn inspect(&self, found: &mut Inspection<'_>) {
        found.member("count", &self.count).minimum(1).maximum(100);
        found.member("placed", &self.placed).date_time();
        found
            .member("page", &self.page)
            .uri()
            .pattern(|text| text.starts_with("https:"), "^https:");
        found.member("rate", &self.rate).decimal();
        found.member("pets", &self.pets).min_items(1).max_items(2);
        found.inside("pets", &self.pets);
        found.member("shelves", &self.shelves).max_items(1);
        if self.pets.is_some() && self.gift.is_none() {
            found.required_when(&["gift"], "pets is present");
            found.advise(&["gift"], "say whether pets are a gift");
        }
        if self.pets.is_none() && self.count.is_none() {
            found.relation(&[], "pets or count is given", None);
        }
        found.repeated(&self.extra, Self::NAMES);
    }
}
