//! The ids and amounts that the gateway has seen, so that its messages agree.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The calls so far.
#[derive(Default)]
pub struct Memory {
    records: Vec<Record>,
}

/// The ids of a call, and the objects in its request.
struct Record {
    ids: BTreeMap<String, String>,
    objects: Map<String, Value>,
}

impl Record {
    /// Returns whether a call is about the same thing: both have an id in common, and
    /// none that differs.
    fn is_about(&self, ids: &BTreeMap<String, String>) -> bool {
        let mut common = ids.iter().filter_map(|(name, id)| Some((id, self.ids.get(name)?)));
        common.clone().next().is_some() && common.all(|(id, known)| id == known)
    }
}

impl Memory {
    /// Replaces the ids and the amounts of a message by those of the request and of
    /// earlier calls about the same ids, and remembers the call. `names` are the names of
    /// all ids.
    pub fn fill(
        &mut self,
        message: &mut Map<String, Value>,
        request: &Map<String, Value>,
        names: &[&str],
    ) {
        let mut ids = texts(request, names);
        for name in names.iter().copied() {
            let Some(Value::String(example)) = message.get(name) else {
                continue;
            };
            let id = match ids.get(name).or_else(|| self.known(&ids, name)) {
                Some(id) => id.clone(),
                None => self.unused(name, example),
            };
            message.insert(name.to_owned(), Value::from(id.as_str()));
            if !ids.is_empty() {
                ids.insert(name.to_owned(), id);
            }
        }
        for (name, value) in message.iter_mut() {
            let sent = request.get(name).or_else(|| self.object(&ids, name));
            if let Some(sent) = sent.filter(|sent| has_same_form(sent, value)) {
                value.clone_from(sent);
            }
        }
        let objects = request.iter().filter(|(_, value)| value.is_object());
        let objects = objects.map(|(name, value)| (name.clone(), value.clone())).collect();
        self.records.push(Record { ids, objects });
    }

    /// Returns the ids of a request, and those that earlier calls about the same thing have.
    pub fn ids(
        &self,
        request: &Map<String, Value>,
        names: &[&'static str],
    ) -> BTreeMap<&'static str, String> {
        let own = texts(request, names);
        let ids = names.iter().filter_map(|name| {
            let id = own.get(*name).or_else(|| self.known(&own, name))?;
            Some((*name, id.clone()))
        });
        ids.collect()
    }

    /// Returns an id that an earlier call about the same thing has.
    fn known(&self, ids: &BTreeMap<String, String>, name: &str) -> Option<&String> {
        let mut records = self.records.iter().rev().filter(|record| record.is_about(ids));
        records.find_map(|record| record.ids.get(name))
    }

    /// Returns an object of an earlier request about the same thing.
    fn object(&self, ids: &BTreeMap<String, String>, name: &str) -> Option<&Value> {
        let mut records = self.records.iter().rev().filter(|record| record.is_about(ids));
        records.find_map(|record| record.objects.get(name))
    }

    /// Returns the id of an example, or one of the same length that no call has yet.
    fn unused(&self, name: &str, example: &str) -> String {
        let is_used = |id: &str| {
            let mut records = self.records.iter();
            records.any(|record| record.ids.get(name).is_some_and(|known| known == id))
        };
        let numbered = (1..=self.records.len()).map(|number| {
            let number = number.to_string();
            let kept = example.chars().count().saturating_sub(number.len());
            example.chars().take(kept).chain(number.chars()).collect()
        });
        let mut candidates = std::iter::once(example.to_owned()).chain(numbered);
        candidates.find(|id| !is_used(id)).unwrap_or_else(|| example.to_owned())
    }
}

/// Returns the members of an object that are texts and have one of these names.
fn texts(object: &Map<String, Value>, names: &[&str]) -> BTreeMap<String, String> {
    let texts = names.iter().filter_map(|name| {
        let text = object.get(*name)?.as_str()?;
        Some(((*name).to_owned(), text.to_owned()))
    });
    texts.collect()
}

/// Returns whether two values are objects with members of the same names, as amounts are.
fn has_same_form(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len() && left.keys().all(|name| right.contains_key(name))
        }
        _ => false,
    }
}
