//! States: the meanings that a message can have, each under a condition.
//!
//! They are lowered after the outcomes, which make members of responses optional.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Member, Name, State, StateValue, Test, TypeDef, TypeId};
use crate::names;
use crate::openapi;
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Schema};
use crate::text::source::{Span, Spanned};

use super::fragment::Fragments;
use super::value_path::ValuePath;
use super::wording::describe;
use crate::lower::parts::Parts;
use crate::lower::pointers::{canonical, to_keyword};
use crate::lower::table::Table;
use crate::lower::taken_names::{TakenNames, TypeNames, file};
use crate::lower::{agreement, naming};

/// Lowers `x-state` of every struct in the table.
pub fn lower<'a>(
    documents: &'a [Document],
    types: &mut Table<'a>,
    names: &mut TypeNames,
    diagnostics: &mut Diagnostics,
) {
    for id in (0..types.slots.len()).map(TypeId) {
        let Some(parts) = types.parts_of_struct(id, documents) else {
            continue;
        };
        let Some(holder) = parts.holder(Keyword::State) else {
            continue;
        };
        let names = names.entry(types.module_of(id)).or_default();
        let mut lowering = Lowering {
            fragments: Fragments {
                documents,
                types,
                diagnostics,
            },
            parts: &parts,
            holder,
            id,
        };
        let state = lowering.state(names);
        if let Some(object) = types.structure_mut(id) {
            object.state = state;
        }
    }
}

/// The lowering of the state of one struct.
struct Lowering<'a, 'w, 'p> {
    fragments: Fragments<'a, 'w>,
    parts: &'p Parts<'p>,
    /// The schema that has the keyword.
    holder: &'p Schema,
    id: TypeId,
}

/// The values so far, by the names of their variants and by their tests.
#[derive(Default)]
struct Known<'p> {
    names: HashMap<String, &'p openapi::StateValue>,
    tests: HashMap<Test, &'p openapi::StateValue>,
}

impl<'p> Lowering<'_, '_, 'p> {
    fn state(&mut self, names: &mut TakenNames) -> Option<State> {
        let is_single = agreement::has_once(self.parts, Keyword::State, self.fragments.diagnostics);
        self.check_usage();
        let state = self.holder.extensions().state.as_ref()?;
        let name = self.name(&state.name, names);
        let mut known = Known::default();
        let values: Vec<Option<StateValue>> = state
            .values
            .iter()
            .map(|value| self.value(value, &mut known))
            .collect();
        let values = values.into_iter().collect::<Option<Vec<_>>>();
        let (name, values) = (name?, values?);
        is_single.then(|| State {
            method: names::method(&name.rust),
            name,
            values,
            origin: canonical(&self.pointer()),
        })
    }

    fn pointer(&self) -> String {
        to_keyword(self.holder, Keyword::State)
    }

    fn push(&mut self, report: Diagnostic) {
        let pointer = self.pointer();
        self.fragments.diagnostics.push(report.at(pointer));
    }

    fn def(&self) -> Option<&TypeDef> {
        self.fragments.types.def(self.id)
    }

    /// Reports a state of an object that programs only write.
    fn check_usage(&mut self) {
        let usage = self.def().map(|def| def.usage);
        let Some(span) = self.holder.place_of(Keyword::State) else {
            return;
        };
        if usage.is_some_and(|usage| usage.written && !usage.read) {
            let message = "`x-state` has no effect on an object that programs only write";
            self.push(
                Diagnostic::error(Code::InvalidExtension, span, message)
                    .help("move it to the object that programs read, or remove it"),
            );
        }
    }

    /// Returns the name of the enum; reports one that is taken, and a method that is.
    fn name(&mut self, name: &Spanned<String>, taken: &mut TakenNames) -> Option<Name> {
        let span = name.span;
        let found = naming::type_name(&name.value, span, Some(name), self.fragments.diagnostics);
        let known = [found.rust.clone(), file(&found.rust)].map(|it| taken.claim(&it, span));
        if let Some(known) = known.into_iter().find_map(Result::err) {
            self.push(collision(name, known));
            return None;
        }
        self.check_method(name);
        Some(found)
    }

    /// Reports a method with the name of another method or of a field.
    fn check_method(&mut self, name: &Spanned<String>) {
        let method = names::method(&name.value);
        let message = format!("`{}` gives the method `{method}`", name.value);
        if names::is_reserved_method(&method) {
            let message = format!("{message}, which the types of messages already have");
            self.push(
                Diagnostic::error(Code::NameCollision, name.span, message)
                    .help("choose another `name`"),
            );
            return;
        }
        let object = self.fragments.types.structure(self.id);
        let members = object.into_iter().flat_map(|object| &object.members);
        let mut names = members.map(Member::name);
        let Some(member) = names.find(|member| member.rust == method) else {
            return;
        };
        let message = format!("{message}, which is the name of a field");
        let report = Diagnostic::error(Code::NameCollision, name.span, message)
            .help("choose another `name`, or rename the member with `x-rust-name`");
        let property = self.parts.property(&member.wire);
        self.push(match property {
            Some(property) => report.labelled(property.key.span, "the field comes from here"),
            None => report,
        });
    }

    /// Lowers a value. Its condition is read even if its name is invalid, to find errors.
    fn value(
        &mut self,
        value: &'p openapi::StateValue,
        known: &mut Known<'p>,
    ) -> Option<StateValue> {
        let name = self.value_name(value, known);
        let when = self.condition(value, known);
        let (name, when) = (name?, when?);
        Some(StateValue {
            name,
            description: value.description.clone(),
            text: describe(&when, self.fragments.types),
            when,
            origin: canonical(&value.when.pointer),
        })
    }

    fn value_name(
        &mut self,
        value: &'p openapi::StateValue,
        known: &mut Known<'p>,
    ) -> Option<Name> {
        let Spanned { value: wire, span } = &value.value;
        let rust = names::variant_name(wire).ok();
        let Some(rust) = rust.filter(|_| names::is_state_value(wire)) else {
            let message = format!("`{wire}` cannot be the value of a state");
            self.push(
                Diagnostic::error(Code::InvalidName, *span, message)
                    .help("write lower-case words that begin with a letter, such as `partly-paid`"),
            );
            return None;
        };
        let report = if rust == State::UNDETERMINED {
            let message = format!("`{wire}` is the state if no listed value applies");
            Diagnostic::warning(Code::InvalidValue, *span, message)
                .help("remove the value, or choose another name for it")
        } else if let Some(first) = known.names.get(&rust) {
            let message = format!("`{wire}` is listed twice");
            Diagnostic::warning(Code::InvalidValue, *span, message)
                .labelled(first.value.span, "first listed here")
                .help("remove one of them, or combine their conditions with `anyOf`")
        } else {
            known.names.insert(rust.clone(), value);
            let wire = wire.clone();
            return Some(Name { wire, rust });
        };
        self.push(report);
        None
    }

    /// Returns the test of a value; reports one that is decided or that an earlier value
    /// has.
    fn condition(&mut self, value: &'p openapi::StateValue, known: &mut Known<'p>) -> Option<Test> {
        let when = &value.when;
        let test = self.fragments.test(when, &ValuePath::root(self.id))?;
        let report = |message: String| {
            Diagnostic::warning(Code::InvalidCondition, when.span, message).at(when.pointer.clone())
        };
        let wire = &value.value.value;
        let report = if test == Test::Never {
            report(format!("the condition of `{wire}` never holds"))
                .help("correct the condition, or remove the value")
        } else if test == Test::Always {
            report(format!("the condition of `{wire}` always holds"))
                .help("test a member, and require its presence with `required`")
        } else if let Some(first) = known.tests.get(&test) {
            let other = &first.value.value;
            report(format!("`{wire}` has the same condition as `{other}`"))
                .labelled(first.when.span, format!("`{other}` applies first"))
                .help("correct one of the conditions, or remove one of the values")
        } else {
            known.tests.insert(test.clone(), value);
            return Some(test);
        };
        self.fragments.diagnostics.push(report);
        None
    }
}

/// Creates the diagnostic for a name that another item has.
fn collision(name: &Spanned<String>, known: Span) -> Diagnostic {
    let name_text = &name.value;
    if known == name.span {
        let message = format!("two types of a module cannot both have the state `{name_text}`");
        return Diagnostic::error(Code::NameCollision, name.span, message)
            .help("move `x-state` from the merged schema to each type, with another `name`");
    }
    let message = format!("`{name_text}` is already the name of another item");
    Diagnostic::error(Code::NameCollision, name.span, message)
        .labelled(known, format!("the other `{name_text}` comes from here"))
        .help("choose another `name`")
}
