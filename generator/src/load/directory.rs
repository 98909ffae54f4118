//! Reading a directory of documents.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Report};
use crate::files::reason;
use crate::parallel;
use crate::text::source::{FileId, Source, Span};
use crate::text::tree::Node;

use super::bounds::{Bounds, MIB, Nodes};
use super::file::Refusal;
use super::{conflict, encoding, file, json, yaml};

/// A document that was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text of the document.
    pub file: FileId,
    /// The name of the file without the directory: `order.yaml`.
    pub name: String,
    /// The content as a tree.
    pub root: Node,
}

impl Loaded {
    /// Returns whether the file is JSON, by its name.
    #[must_use]
    pub fn is_json(&self) -> bool {
        is_json(&self.name)
    }
}

/// The documents of a directory.
#[derive(Debug, Default)]
pub struct Directory {
    /// The directory as messages show it.
    pub display: String,
    /// The documents, sorted by name.
    pub files: Vec<Loaded>,
    /// The names of the files that could not be read. Each is reported.
    pub unread: BTreeSet<String>,
}

/// A file of the directory: its path and its display name.
struct Found {
    name: String,
    path: PathBuf,
    shown: String,
}

/// Reads every `*.yaml`, `*.yml` and `*.json` directly in `spec`, sorted by name, or the
/// file `spec`. `display` is its path as messages show it. Names that begin with a dot
/// belong to editors and operating systems and are skipped.
pub fn load(spec: &Path, display: &str, report: &mut Report) -> Directory {
    load_within(&Bounds::USUAL, spec, display, report)
}

fn load_within(bounds: &Bounds, spec: &Path, display: &str, report: &mut Report) -> Directory {
    let diagnostics = &mut report.diagnostics;
    let (dir, display, listed) = if spec.is_file() {
        let display = display.rsplit_once('/').map_or(".", |(dir, _)| dir);
        let dir = spec.parent().filter(|dir| !dir.as_os_str().is_empty());
        (
            dir.unwrap_or(Path::new(".")),
            display,
            Ok(vec![only(spec, display)]),
        )
    } else {
        (spec, display, list(spec, display))
    };
    let files = match listed {
        Ok(files) => files,
        Err(error) => {
            let message = format!("cannot read the directory `{display}`: {}", reason(&error));
            diagnostics.push(
                Diagnostic::error(Code::Io, None, message)
                    .help("check its name and its permissions"),
            );
            return Directory::default();
        }
    };
    if files.is_empty() {
        diagnostics.push(
            Diagnostic::error(
                Code::Io,
                None,
                format!("there are no documents in `{display}`"),
            )
            .help("add OpenAPI documents as *.yaml, *.yml or *.json"),
        );
    }
    if files.len() > bounds.documents {
        let what = format!("more than {} documents", bounds.documents);
        diagnostics.push(too_much(display, &what));
        return Directory::default();
    }
    let mut unread: BTreeSet<String> = files.iter().map(|found| found.name.clone()).collect();
    let texts = read_all(bounds, files, dir, display, report);
    let files = texts.map_or_else(Vec::new, |texts| parse_all(bounds, texts, display, report));
    for file in &files {
        unread.remove(&file.name);
    }
    Directory {
        display: display.to_owned(),
        files,
        unread,
    }
}

/// Returns the one file of a specification in a single file.
fn only(file: &Path, display: &str) -> Found {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Found {
        shown: format!("{display}/{name}"),
        path: file.to_owned(),
        name: name.into_owned(),
    }
}

/// Reads the files into the table of sources. Files that cannot be read are reported
/// and left out. Returns nothing if the files together are too large.
fn read_all(
    bounds: &Bounds,
    files: Vec<Found>,
    dir: &Path,
    display: &str,
    report: &mut Report,
) -> Option<Vec<(String, FileId)>> {
    let mut bytes = 0;
    let mut texts = Vec::new();
    for found in files {
        let Some(file) = read(&found, dir, bounds.file_bytes, report) else {
            continue;
        };
        let source = report.sources.get(file);
        bytes += source.map_or(0, |source| source.text.len() as u64);
        if bytes > bounds.bytes {
            let what = format!("more than {} MiB", bounds.bytes / MIB);
            report.diagnostics.push(too_much(display, &what));
            return None;
        }
        texts.push((found.name, file));
    }
    Some(texts)
}

/// Parses the texts in parallel. Returns nothing if they have too many values together.
fn parse_all(
    bounds: &Bounds,
    texts: Vec<(String, FileId)>,
    display: &str,
    report: &mut Report,
) -> Vec<Loaded> {
    let Report {
        sources,
        diagnostics,
    } = report;
    let nodes = Nodes::new(bounds);
    let parsed = parallel::map(&texts, |(name, file)| {
        let mut found = Diagnostics::default();
        let source = sources.get(*file);
        let root = source.and_then(|source| {
            if conflict::report(&source.text, *file, &mut found)
                || is_json(name) && !json::check(source, *file, &mut found)
            {
                return None;
            }
            yaml::parse_within(bounds, &nodes, &source.text, *file, &mut found)
        });
        (root, found)
    });
    if nodes.are_too_many() {
        // Other diagnostics would depend on which file was read first.
        let what = format!("more than {} values and names", bounds.nodes);
        diagnostics.push(too_much(display, &what));
        return Vec::new();
    }
    let mut loaded = Vec::new();
    for ((name, file), (root, found)) in texts.into_iter().zip(parsed) {
        diagnostics.append(found);
        loaded.extend(root.map(|root| Loaded { file, name, root }));
    }
    loaded
}

fn too_much(display: &str, what: &str) -> Diagnostic {
    let message = format!("the documents in `{display}` are too large together: {what}");
    Diagnostic::error(Code::TooLarge, None, message)
        .help("move independent operations to another directory, which becomes its own package")
}

/// Reads the text of a file beside the documents, if there is one. Line endings become
/// `\n` on every system.
pub fn text(dir: &Path, display: &str, name: &str, report: &mut Report) -> Option<String> {
    let file = beside(dir, display, name, report)?;
    let source = report.sources.get(file)?;
    Some(source.text.lines().flat_map(|line| [line, "\n"]).collect())
}

/// Reads a file beside the documents, if there is one.
pub fn beside(dir: &Path, display: &str, name: &str, report: &mut Report) -> Option<FileId> {
    let path = dir.join(name);
    // A link without a target counts as a file, so that it is reported.
    fs::symlink_metadata(&path).ok()?;
    let shown = format!("{}/{name}", display.trim_end_matches('/'));
    let found = Found {
        name: name.to_owned(),
        path,
        shown,
    };
    read(&found, dir, Bounds::USUAL.file_bytes, report)
}

fn is_json(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ending.eq_ignore_ascii_case("json")
}

fn list(dir: &Path, display: &str) -> io::Result<Vec<Found>> {
    let display = display.replace('\\', "/");
    let display = display.trim_end_matches('/');
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_document(&name) {
            files.push(Found {
                shown: format!("{display}/{name}"),
                path: entry.path(),
                name,
            });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn is_document(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    let known = ["yaml", "yml", "json"];
    !name.starts_with('.')
        && known
            .iter()
            .any(|&known| extension.eq_ignore_ascii_case(known))
}

/// Reads one file into the table of sources.
fn read(found: &Found, dir: &Path, bound: u64, report: &mut Report) -> Option<FileId> {
    let Report {
        sources,
        diagnostics,
    } = report;
    let bytes = match file::read(&found.path, dir, bound) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            diagnostics.push(unread(found, &refusal));
            return None;
        }
    };
    match encoding::text(bytes) {
        Ok(text) => Some(sources.add(Source::new(&found.shown, text))),
        Err(fault) => {
            let rest = fault.shown.get(fault.at..).unwrap_or_default();
            let width = rest.chars().next().map_or(0, char::len_utf8);
            let source = Source::new(&found.shown, fault.shown);
            let file = sources.add(source);
            let span = Span::new(file, fault.at..fault.at + width);
            diagnostics.push(
                Diagnostic::error(Code::Io, span, fault.message)
                    .label(fault.label)
                    .help(encoding::HELP),
            );
            None
        }
    }
}

fn unread(found: &Found, refusal: &Refusal) -> Diagnostic {
    let message = format!("cannot read `{}`: {}", found.shown, refusal.why());
    let code = match refusal {
        Refusal::TooLarge(_) => Code::TooLarge,
        _ => Code::Io,
    };
    Diagnostic::error(code, None, message).help(refusal.help())
}

#[cfg(test)]
mod tests;
