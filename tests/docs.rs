//! Compares the generated documentation with the model: it has a row for each result
//! code, the wire name of each field, a link from each setter to its field, and summaries
//! that fit into a list.

use std::fs;

use antom_tests::instances::api;
use antom_tests::{report, root};
use generator::model::{Api, Field, Presence, Struct, TypeDef};
use generator::plan::module_path;

/// The maximum length of a summary that a list of items shows in one line.
const SUMMARY: usize = 100;

fn read(path: &str) -> String {
    let path = root().join("generated").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the file of a type: its module names it.
fn file_of(api: &Api, def: &TypeDef) -> String {
    let directory = module_path(api, def.module).replace("::", "/");
    let module = read(&format!("src/{directory}/mod.rs"));
    let words = module.split([' ', '\n', '{', '}', ';', ',']);
    let mut exports = words.filter_map(|word| word.trim_start_matches("self::").split_once("::"));
    let export = exports.find(|(_, name)| *name == def.name.rust);
    let stem = export.map(|(stem, _)| stem);
    let stem = stem.unwrap_or_else(|| panic!("{directory} has no {}", def.name.rust));
    read(&format!("src/{directory}/{stem}.rs"))
}

/// Returns the comment above the line that begins with `head`, in one line.
fn comment(text: &str, head: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| line.starts_with(head))?;
    let above = lines[..at].iter().rev();
    let mut comment: Vec<&str> = above
        .take_while(|line| line.starts_with("///") || line.starts_with("#["))
        .filter_map(|line| line.strip_prefix("///"))
        .collect();
    comment.reverse();
    Some(comment.concat().trim().to_owned())
}

/// Returns the objects with their fields and the text of their file.
fn fields(api: &Api) -> impl Iterator<Item = (&TypeDef, &Field, String)> {
    api.reachable().flat_map(move |(_, def)| {
        let object = def.shape.as_struct().into_iter();
        let fields = object.flat_map(Struct::fields);
        let fields: Vec<&Field> = fields.map(|(_, field)| field).collect();
        let text = file_of(api, def);
        fields
            .into_iter()
            .map(move |field| (def, field, text.clone()))
    })
}

#[test]
fn every_field_documents_its_wire_name_and_presence() {
    let api = api();
    let complaints: Vec<String> = fields(&api)
        .filter_map(|(def, field, text)| {
            let presence = match field.presence {
                Presence::Required | Presence::Written => "required",
                Presence::Optional => "optional",
            };
            let facts = format!("`{}`: {presence}", field.name.wire);
            let found = comment(&text, &format!("pub {}:", field.name.rust));
            let is_told = found
                .as_ref()
                .is_some_and(|comment| comment.contains(&facts));
            (!is_told).then(|| format!("{}: no {facts} in {found:?}", def.name.rust))
        })
        .collect();
    report(&complaints);
}

#[test]
fn every_setter_links_to_its_field_and_the_builder_to_every_setter() {
    let api = api();
    let mut complaints = Vec::new();
    for (def, field, text) in fields(&api).filter(|(def, ..)| def.usage.written) {
        let (owner, name) = (&def.name.rust, &field.name.rust);
        let setter = comment(&text, &format!("pub fn {name}(")).unwrap_or_default();
        if !setter.contains(&format!("[`{name}`]({owner}::{name})")) {
            complaints.push(format!("{owner}::{name} is not linked in {setter:?}"));
        }
        let builder = comment(&text, &format!("pub struct {owner}Builder")).unwrap_or_default();
        if !builder.contains(&format!("[`{name}`](Self::{name})")) {
            complaints.push(format!("{owner}Builder does not list {name}: {builder:?}"));
        }
    }
    report(&complaints);
}

#[test]
fn every_result_code_is_documented_on_the_page_of_its_operation() {
    let mut complaints = Vec::new();
    let api = api();
    for operation in &api.operations {
        let module = module_path(&api, operation.module);
        let page = read(&format!("src/{}/mod.rs", module.replace("::", "/")));
        let table = read("RESULT_CODES.md");
        for code in &operation.codes {
            let (wire, rust) = (&code.name.wire, &code.name.rust);
            let link = format!("[`{wire}`](ResultCode::{rust})");
            for (text, first) in [(&page, link), (&table, format!("`{wire}`"))] {
                let rows = text.lines().filter(|line| line.contains('|'));
                let cells = rows
                    .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>())
                    .filter(|cells| cells.len() == 7 && cells[1] == first)
                    .filter(|cells| cells[2] == format!("`{}`", code.status))
                    .find(|cells| cells[3..6].iter().all(|cell| !cell.is_empty()));
                if cells.is_none() {
                    complaints.push(format!("{module}: {first} has no full row"));
                }
            }
        }
    }
    report(&complaints);
}

#[test]
fn front_page_and_readme_name_every_operation() {
    let api = api();
    let front = read("src/lib.rs");
    let readme = read("README.md");
    for operation in &api.operations {
        let module = module_path(&api, operation.module);
        let call = format!("`{}`", operation.http);
        let row = format!("//! | [`{module}`] | {call} |");
        assert!(front.contains(&row), "no {row}");
        let row = format!("| `{module}` | {call} |");
        assert!(readme.contains(&row), "no {row}");

        let page = read(&format!("src/{}/mod.rs", module.replace("::", "/")));
        assert!(
            page.contains("//! # Example\n//!\n") && page.contains("match client.send(&request)"),
            "{module} has no program"
        );
    }
}

#[test]
fn summaries_fit_into_one_line_of_a_list() {
    let api = api();
    let types = api.reachable().map(|(_, def)| {
        let summary = def.description.split("\n\n").next().unwrap_or_default();
        (&def.name.rust, summary)
    });
    let operations = api
        .operations
        .iter()
        .map(|operation| (&operation.id.rust, operation.summary.as_str()));
    let complaints: Vec<String> = types
        .chain(operations)
        .filter(|(_, summary)| summary.chars().count() > SUMMARY)
        .map(|(name, summary)| format!("{name}: {summary}"))
        .collect();
    report(&complaints);
}
