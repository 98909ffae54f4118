//! The names of types in each module.
//!
//! Roles of messages keep their names, then components and `x-rust-name`, then `x-rust-type`,
//! which must be free, then the types without a name of their own. Of these, two that would have the same name both get one
//! more word of their homes, so that no name depends on the order. Those that no message
//! contains take the names that are left.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{ModuleId, Type, TypeId};
use crate::names::{self, NameKind};
use crate::openapi::Document;
use crate::resolve::reach;
use crate::text::source::Span;

use super::exported;
use super::home::{EVENT_DATA, Units};
use super::table::{Naming, Table};
use super::taken_names::{TakenNames, TypeNames, claims};
use super::types::events;

/// The order in which types with a name take it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Role,
    Given,
    Chosen,
}

/// A type without a name of its own.
struct Nameless {
    id: TypeId,
    module: ModuleId,
    has_builder: bool,
    span: Span,
    /// The words for the name, outermost first. The first one is the content type, if it is
    /// known.
    units: Vec<String>,
    /// The number of words in the name, from the last one.
    words: usize,
}

/// Names the types. Reports names that were made up because of a collision.
pub fn assign(
    documents: &[Document],
    table: &mut Table<'_>,
    diagnostics: &mut Diagnostics,
) -> TypeNames {
    let mut taken = exported::claim(documents, table);
    let mut given: Vec<(ModuleId, Rank, Span, TypeId)> = Vec::new();
    let mut nameless: Vec<Nameless> = Vec::new();
    let mut roles = Vec::new();
    for (index, slot) in table.slots.iter().enumerate() {
        let (id, Some(def)) = (TypeId(index), &slot.def) else {
            continue;
        };
        match &slot.naming {
            Naming::Role => given.push((def.module, Rank::Role, slot.span, id)),
            Naming::Given => given.push((def.module, Rank::Given, slot.span, id)),
            Naming::Chosen => given.push((def.module, Rank::Chosen, slot.span, id)),
            Naming::Derived(units) if events::has_role(units) => {
                given.push((def.module, Rank::Role, slot.span, id));
                roles.push(id);
            }
            Naming::Derived(units) => nameless.push(Nameless {
                id,
                module: def.module,
                has_builder: def.has_builder(),
                span: slot.span,
                words: units.words.len().min(2),
                units: words(units),
            }),
        }
    }
    for id in roles {
        if let Some(def) = table.def_mut(id) {
            EVENT_DATA.clone_into(&mut def.name.rust);
        }
    }
    given.sort_unstable();
    for (module, _, span, id) in given {
        let taken = taken.entry(module).or_default();
        number(id, span, table, taken, diagnostics);
    }
    let contained = in_messages(documents, table);
    let mut by_module: HashMap<ModuleId, [Vec<Nameless>; 2]> = HashMap::new();
    for it in nameless {
        let [shown, others] = by_module.entry(it.module).or_default();
        let is_shown = contained.contains(&it.id);
        if is_shown { shown } else { others }.push(it);
    }
    let mut modules: Vec<_> = by_module.into_iter().collect();
    modules.sort_unstable_by_key(|(module, _)| *module);
    for (module, [shown, others]) in modules {
        let taken = taken.entry(module).or_default();
        derive(shown, table, taken, diagnostics);
        // Nobody sees these names.
        derive(others, table, taken, &mut Diagnostics::default());
    }
    taken
}

/// Returns the words for a name, outermost first.
fn words(units: &Units) -> Vec<String> {
    units.content.iter().chain(&units.words).cloned().collect()
}

/// Returns the types that messages contain, or components, if there are no messages.
fn in_messages(documents: &[Document], table: &Table<'_>) -> HashSet<TypeId> {
    let roles = [&table.bodies, &table.inputs, &table.choices, &table.headers];
    let roles = roles.into_iter().flat_map(HashMap::values).copied();
    let events = table.events.values();
    let events = events.filter_map(|(_, value)| value.ty.named());
    let referred = reach::bodies_by_reference(documents);
    let mut messages = documents.iter().flat_map(Document::all_operations);
    let has_messages = messages.next().is_some();
    let components = table.components.iter();
    let components = components.filter(|(id, _)| !has_messages || referred.contains(id));
    let components = components.map(|(_, id)| *id);
    let mut pending: Vec<TypeId> = roles.chain(events).chain(components).collect();
    let mut found = HashSet::new();
    while let Some(id) = pending.pop() {
        let def = table.def(id).filter(|_| found.insert(id));
        let inner = def.map(|def| def.shape.inner()).unwrap_or_default();
        pending.extend(inner.into_iter().filter_map(Type::named));
    }
    found
}

/// Names the types of a module that have no name of their own.
fn derive(
    mut nameless: Vec<Nameless>,
    table: &mut Table<'_>,
    taken: &mut TakenNames,
    diagnostics: &mut Diagnostics,
) {
    loop {
        let mut uses: HashMap<String, usize> = HashMap::new();
        for it in &nameless {
            for name in it.claims() {
                *uses.entry(name).or_default() += 1;
            }
        }
        let mut has_changed = false;
        for it in &mut nameless {
            let claims = it.claims();
            let is_shared = claims.iter().any(|name| uses.get(name) > Some(&1));
            if (is_shared || taken.find(&claims).is_some()) && it.words < it.units.len() {
                it.words += 1;
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
    for it in nameless {
        if let Some(def) = table.def_mut(it.id) {
            def.name.rust = it.name();
        }
        number(it.id, it.span, table, taken, diagnostics);
    }
}

/// Claims the name of a type. If it is taken, the type gets a number, which is reported. It is
/// an error if the document chooses the name for this type only.
fn number(
    id: TypeId,
    span: Span,
    table: &mut Table<'_>,
    taken: &mut TakenNames,
    diagnostics: &mut Diagnostics,
) {
    let slot = table.slots.get(id.0);
    let is_chosen = slot.is_some_and(|slot| slot.naming == Naming::Chosen);
    let Some(def) = table.def_mut(id) else {
        return;
    };
    let has_builder = def.has_builder();
    let wish = def.name.rust.clone();
    let numbered = |number| format!("{wish}{number}");
    let claims = |name: &str| claims(name, has_builder);
    let (name, collision) = taken.number(&wish, span, numbered, claims);
    def.name.rust = name;
    let Some(known) = collision else {
        return;
    };
    let (wire, rust, origin) = (&def.name.wire, &def.name.rust, def.origin.clone());
    let report = if is_chosen {
        let message = format!("another type of the module has the name `{wish}` too");
        Diagnostic::error(Code::NameCollision, span, message)
    } else {
        let message = format!(
            "`{wire}` gives the Rust name `{wish}`, which another item has: it becomes `{rust}`"
        );
        Diagnostic::warning(Code::DerivedName, span, message)
    };
    diagnostics.push(
        report
            .at(origin)
            .labelled(known, "the other one comes from here")
            .help("rename one of them with `x-rust-type`"),
    );
}

impl Nameless {
    /// Returns the name of the last words.
    fn name(&self) -> String {
        let skipped = self.units.len().saturating_sub(self.words);
        let words: Vec<&str> = self
            .units
            .iter()
            .skip(skipped)
            .map(String::as_str)
            .collect();
        let words = words.join(" ");
        match names::type_name(&words) {
            Ok(name) if name.len() <= names::LONGEST => name,
            Ok(_) | Err(_) => names::derived(&words, NameKind::Type),
        }
    }

    fn claims(&self) -> Vec<String> {
        claims(&self.name(), self.has_builder)
    }
}
