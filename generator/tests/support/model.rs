//! The order of a pet shop: one type of each kind that the generator emits.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::support::{
    DateTime, Decimal, DecodeError, Extra, Failed, Fixed, Inspect, Inspection, Members, Names,
    Objects, ReadMember, ReadMembers, ReadObject, ResultPaths, Sensitive, Set, Unrecognized, Uri,
    Writer, closed_enum, from_json, held, held_items, object, open_enum, refused,
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
    const VARIANTS: &'static [Self] = &[Self::Cat, Self::GuineaPig];

    pub fn as_str(&self) -> &str {
        match self {
            Self::Cat => "CAT",
            Self::GuineaPig => "GUINEA_PIG",
            Self::Unrecognized(text) => text.as_str(),
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
    fn read(object: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        #[derive(Default)]
        struct Slots {
            name: Option<Set<String>>,
            species: Option<Species>,
            size: Option<Size>,
            parent: Option<Box<Pet>>,
            extra: Extra,
        }
        let mut slots = Slots::default();
        members.read_into(&mut slots, |slots, name| match name {
            "name" => &mut slots.name,
            "species" => &mut slots.species,
            "size" => &mut slots.size,
            "parent" => &mut slots.parent,
            _ => &mut slots.extra,
        })?;
        *object = Some(Self {
            name: members.required("name", slots.name)?.0,
            species: slots.species,
            size: slots.size,
            parent: slots.parent,
            extra: slots.extra,
        });
        Ok(())
    }
}

impl Serialize for Pet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(serializer)
            .required("name", &self.name)
            .optional("species", &self.species)
            .optional("size", &self.size)
            .optional("parent", &self.parent)
            .end_with(&self.extra)
    }
}

impl Inspect for Pet {
    const NAMES: Names = &["name", "species", "size", "parent"];
    const HELD: Objects = &[held::<Pet>("parent")];

    fn inspect(&self, found: &mut Inspection<'_>) {
        found.member("name", &self.name).min_length(1).max_length(8);
        found.member("species", &self.species).recognized();
        found.inside("parent", &self.parent);
        found.unlisted(&self.extra);
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
    fn read(object: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        let mut slots = (Fixed::new(Self::KIND), Self::default());
        members.read_into(&mut slots, |(fixed_kind, slots), name| match name {
            "kind" => fixed_kind,
            "count" => &mut slots.count,
            "change" => &mut slots.change,
            "gift" => &mut slots.gift,
            "rate" => &mut slots.rate,
            "placed" => &mut slots.placed,
            "page" => &mut slots.page,
            "pin" => &mut slots.pin,
            "pets" => &mut slots.pets,
            "shelves" => &mut slots.shelves,
            _ => &mut slots.extra,
        })?;
        let (fixed_kind, slots) = slots;
        members.required("kind", fixed_kind.value())?;
        *object = Some(slots);
        Ok(())
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
            .end_with(&self.extra)
    }
}

impl Inspect for Order {
    const NAMES: Names = &["kind", "count", "pets"];
    const HELD: Objects = &[held_items::<Pet>("pets")];

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
        found.repeated(&self.extra);
    }
}
