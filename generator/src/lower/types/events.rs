//! The data of the events of a stream: its type, and whether it is JSON.
//!
//! OpenAPI 3.0 and 3.1 do not say what the schema of `text/event-stream` describes. Documents
//! use it for an event: its data, or an object with the fields of the event, of which OpenAPI
//! 3.2 makes a rule, with `itemSchema`. A few describe the list of all events.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Base, DataForm, MediaKind, ModuleId, Scalar, Status, Type, Usage, Value};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Body, Document, Operation, Response, Schema, SchemaType};

use super::site::ValueSite;
use super::value::Values;
use crate::lower::files::Files;
use crate::lower::home::{EVENT_DATA as ROLE, Units};
use crate::lower::parts::{Parts, ValueKind};
use crate::lower::pointers::to_keyword;
use crate::lower::secrets;
use crate::lower::table::{Naming, Table};

/// The fields of an event. An object with others is data: no stream has them.
const FIELDS: [&str; 4] = [DATA, "event", "id", "retry"];

/// The field of the data.
const DATA: &str = "data";

/// Lowers the data of the events of an operation's streams, which a program reads. Streams with
/// equal schemas have the same type.
pub fn lower<'a>(operation: &'a Operation, values: &mut Values<'a, '_>) {
    let mut known: HashMap<_, (DataForm, Value)> = HashMap::new();
    for content in streams(operation) {
        let pointer = content.schema.pointer.as_str();
        // A reference leads to something else in another file.
        let file = pointer.split('#').next();
        let written = (file, content.is_of_item, content.events.as_deref());
        let equal = values.types.events.get(pointer).or(known.get(&written));
        let data = match equal.cloned() {
            Some(data) => data,
            None => data(content, values),
        };
        known.insert(written, data.clone());
        values.types.events.insert(pointer, data);
    }
}

/// Returns the streams that a program can receive event by event.
fn streams(operation: &Operation) -> impl Iterator<Item = &Body> {
    // A failure is received whole.
    let may_succeed = |it: &&Response| it.status.means_success() || it.status == Status::Default;
    let answers = operation.responses.iter().filter(may_succeed);
    answers.flat_map(Response::events)
}

/// Returns whether the module of an operation exports the data of events by the name of its
/// role, although no type in the module has that name. Streams of several types lose
/// their types later.
pub fn is_exported(operation: &Operation, module: ModuleId, types: &Table<'_>) -> bool {
    let Some(content) = streams(operation).next() else {
        return false;
    };
    let data = of_stream(content, types);
    if data == text() {
        // It needs no type.
        return false;
    }
    let (_, value) = data;
    let id = value.ty.named().filter(|_| !is_wrapped(&value));
    let slot = id.and_then(|id| types.slots.get(id.0));
    let slot = slot.filter(|slot| slot.module == module);
    !slot.is_some_and(|slot| match &slot.naming {
        Naming::Derived(units) => has_role(units),
        Naming::Role | Naming::Given | Naming::Chosen => {
            slot.def.as_ref().is_some_and(|it| it.name.rust == ROLE)
        }
    })
}

/// Returns whether the name of a type is the role of data alone.
pub fn has_role(units: &Units) -> bool {
    units.content.is_none() && units.words == [ROLE]
}

/// Returns whether the type of a value is more than the type that it names.
fn is_wrapped(value: &Value) -> bool {
    value.nullable || value.sensitive.is_some()
}

/// Returns the form of the data of an event, and the schemas that describe it together. Of a
/// text without a schema, there are none.
fn described<'a>(
    event: Vec<&'a Schema>,
    parts: &Parts<'a>,
    documents: &'a [Document],
) -> Option<(DataForm, Vec<&'a Schema>)> {
    if is_one_of_events(parts, documents, &mut HashSet::new()) {
        return Some((DataForm::Fields, event));
    }
    let schemas = of_fields(parts).unwrap_or(event);
    let data = merged(&schemas, documents);
    match written(&data) {
        Written::Here => {
            let form = form(&data, documents);
            (form != DataForm::Text || !is_plain(&data)).then_some((form, schemas))
        }
        Written::Json(schemas) => Some((DataForm::Json, schemas)),
        Written::Other => None,
    }
}

/// Reports alternatives of an event that restrict its fields and are no types of their own.
fn report_alternatives(event: &Parts<'_>, diagnostics: &mut Diagnostics) {
    for keyword in [Keyword::AnyOf, Keyword::OneOf] {
        let Some(schema) = event.holder(keyword) else {
            continue;
        };
        let message = format!("`{keyword}` of an event is not checked: its data has one type");
        diagnostics.push(
            Diagnostic::warning(Code::NotSupported, schema.place_of(keyword), message)
                .at(to_keyword(schema, keyword))
                .help("write each alternative as an object with the properties `event` and `data`"),
        );
    }
}

/// Names a type of the operation without a name of its own after its role. A value that may be
/// null or is sensitive wraps it, and has the name of the role instead.
fn name(value: &Value, types: &mut Table<'_>) {
    let Type::Named(id) = value.ty else {
        return;
    };
    let is_wrapped = is_wrapped(value);
    let naming = types.slots.get_mut(id.0).map(|slot| &mut slot.naming);
    if let Some(Naming::Derived(units)) = naming
        && units.words.first().and_then(|it| it.split(' ').next()) == Some(ROLE)
    {
        units.words = vec![ROLE.to_owned()];
        units.words.extend(is_wrapped.then(|| "Value".to_owned()));
    }
}

/// Returns the data of the events of a stream: any text, if none was lowered.
pub fn of_stream(content: &Body, types: &Table<'_>) -> (DataForm, Value) {
    let known = types.events.get(content.schema.pointer.as_str());
    known.cloned().unwrap_or_else(text)
}

fn data<'a>(content: &'a Body, values: &mut Values<'a, '_>) -> (DataForm, Value) {
    let documents = values.documents;
    let event = event(content, documents);
    let parts = merged(&event, documents);
    let described = described(event, &parts, documents);
    let is_whole = matches!(described, Some((DataForm::Fields, _)));
    if !is_whole && of_fields(&parts).is_some() {
        report_alternatives(&parts, values.diagnostics);
    }
    let Some((form, schemas)) = described else {
        return text();
    };
    let site = ValueSite {
        module: ModuleId::SHARED,
        usage: Usage::READ,
        name: DATA,
        span: content.span,
        pointer: schemas.first().map_or("", |schema| &schema.pointer),
        is_inner: false,
        files: Files::None,
    };
    let value = values.value(&schemas, site);
    // A text is there, or there is no event.
    let nullable = value.nullable && form != DataForm::Text;
    let value = Value { nullable, ..value };
    name(&value, values.types);
    match (form, &value.ty) {
        (DataForm::Json | DataForm::JsonOrText | DataForm::Fields, _)
        | (DataForm::Text, Type::Scalar(_) | Type::Named(_)) => {}
        // It could not be typed, which was reported.
        (DataForm::Text, Type::Any | Type::List(_) | Type::Map(_)) => {
            let (form, any) = text();
            let sensitive = value.sensitivity();
            return (form, Value { sensitive, ..any });
        }
    }
    (form, value)
}

/// Returns data that is any text.
fn text() -> (DataForm, Value) {
    (DataForm::Text, Value::plain(Type::Scalar(Scalar::Text)))
}

/// Returns the schemas that describe an event together: the items of a list. A stream has no
/// event that is a list of events.
fn event<'a>(content: &'a Body, documents: &'a [Document]) -> Vec<&'a Schema> {
    let items = merged(&[&content.schema], documents).items();
    if content.is_of_item || items.is_empty() {
        vec![&content.schema]
    } else {
        items
    }
}

/// Returns the schemas of the data, if an event is described as an object with its fields.
///
/// An object with the member `data` alone counts as one: more documents describe events in
/// this way than data with this one member.
fn of_fields<'a>(event: &Parts<'a>) -> Option<Vec<&'a Schema>> {
    if !has_fields_only(event) {
        return None;
    }
    let mut properties = event.properties().into_iter();
    let (_, data) = properties.find(|(name, _)| *name == DATA)?;
    Some(data.iter().map(|property| &property.schema).collect())
}

fn has_fields_only(event: &Parts<'_>) -> bool {
    let properties = event.properties();
    properties.iter().all(|(name, _)| FIELDS.contains(name))
}

/// Returns whether an event is one of several objects with its fields.
fn is_one_of_events<'a>(
    event: &Parts<'a>,
    documents: &'a [Document],
    seen: &mut HashSet<&'a str>,
) -> bool {
    let branches = event.alternatives().map_or(&[][..], |it| it.branches);
    let is_event = |branch: &'a Schema| {
        let parts = Parts::of_root(branch, documents);
        let target = parts.schemas.last().map_or("", |it| it.pointer.as_str());
        !seen.insert(target)
            || of_fields(&parts).is_some()
            || is_one_of_events(&parts, documents, seen)
    };
    !branches.is_empty() && has_fields_only(event) && branches.iter().all(is_event)
}

/// The value that a string contains in another form.
enum Written<'a> {
    /// The string is the value.
    Here,
    /// A value in JSON, with the schemas that describe it.
    Json(Vec<&'a Schema>),
    /// Something else.
    Other,
}

/// Returns the value that the keywords about the content of a string describe.
fn written<'a>(data: &Parts<'a>) -> Written<'a> {
    let rare = || data.schemas.iter().map(|schema| schema.rare());
    let media_type = rare().find_map(|it| it.content_media_type.as_ref());
    let kind = media_type.map(|it| MediaKind::of(&it.value));
    let schemas: Vec<&Schema> = rare()
        .filter_map(|it| it.content_schema.as_deref())
        .collect();
    match kind {
        _ if data.has(Keyword::ContentEncoding) => Written::Other,
        None if schemas.is_empty() => Written::Here,
        Some(MediaKind::Json) | None => Written::Json(schemas),
        Some(
            MediaKind::Form
            | MediaKind::Multipart
            | MediaKind::Events(_)
            | MediaKind::Text
            | MediaKind::Bytes,
        ) => Written::Other,
    }
}

/// Returns the form of data. A string is the text itself, as in every field of an event.
fn form(data: &Parts<'_>, documents: &[Document]) -> DataForm {
    let branches = data.alternatives().map_or(&[][..], |it| it.branches);
    let is_text = |branch: &Schema| is_string(&Parts::of_root(branch, documents));
    match data.kind() {
        ValueKind::Union if branches.iter().any(is_text) => DataForm::JsonOrText,
        _ if is_string(data) => DataForm::Text,
        ValueKind::Struct
        | ValueKind::Enum
        | ValueKind::Union
        | ValueKind::Scalar
        | ValueKind::List
        | ValueKind::Map => DataForm::Json,
    }
}

/// Returns whether a value is a string, or has no schema.
fn is_string(data: &Parts<'_>) -> bool {
    match data.kind() {
        ValueKind::Struct | ValueKind::Union | ValueKind::List | ValueKind::Map => false,
        ValueKind::Enum => data.base(1) == Some(Base::Text),
        ValueKind::Scalar => match data.ty().map(|ty| ty.value) {
            Some(SchemaType::String) | None => true,
            Some(
                SchemaType::Integer
                | SchemaType::Number
                | SchemaType::Boolean
                | SchemaType::Null
                | SchemaType::Array
                | SchemaType::Object,
            ) => false,
        },
    }
}

/// Returns whether a text can be any: it has no schema, or it is a string without a format of
/// texts.
fn is_plain(data: &Parts<'_>) -> bool {
    match data.kind() {
        ValueKind::Scalar => {
            let is_binary = data.format().is_none_or(|it| it.value == "binary");
            let is_marked = data.schemas.iter().any(|it| secrets::mark(it).is_some());
            (data.ty().is_none() || is_binary) && !is_marked
        }
        ValueKind::Enum
        | ValueKind::Struct
        | ValueKind::Union
        | ValueKind::List
        | ValueKind::Map => false,
    }
}

fn merged<'a>(schemas: &[&'a Schema], documents: &'a [Document]) -> Parts<'a> {
    Parts::of_value(schemas, documents).merged(documents)
}
