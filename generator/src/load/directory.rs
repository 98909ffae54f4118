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
use super::overlays::{is_overlay, is_overlay_of};
use super::{conflict, encoding, file, json, siblings, yaml};

/// A document that was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text of the document.
    pub file: FileId,
    /// The name of the file within the directory: `order.yaml`, `schemas/pet.yaml`.
    pub name: String,
    /// True if another file refers to it.
    pub is_named: bool,
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
    /// True if the specification is one document, with those that it refers to.
    pub is_one_document: bool,
    /// The documents, sorted by name.
    pub files: Vec<Loaded>,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<Loaded>,
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
/// file `spec`, and the files in the same directory and below it that they refer to. `display`
/// is its path as messages show it. Names that begin with a dot belong to editors and operating
/// systems and are skipped.
///
/// Files such as `pets.overlay.yaml` are overlays of the documents.
pub fn load(spec: &Path, display: &str, report: &mut Report) -> Directory {
    load_with(spec, display, &[], report)
}

/// Reads a specification as [`load`] does, and further overlays.
pub fn load_with(
    spec: &Path,
    display: &str,
    overlays: &[PathBuf],
    report: &mut Report,
) -> Directory {
    load_within(&Bounds::USUAL, (spec, display), overlays, report)
}

fn load_within(
    bounds: &Bounds,
    (spec, display): (&Path, &str),
    overlays: &[PathBuf],
    report: &mut Report,
) -> Directory {
    let diagnostics = &mut report.diagnostics;
    let (dir, display, listed) = if spec.is_file() {
        let display = display.rsplit_once('/').map_or(".", |(dir, _)| dir);
        let dir = directory_of(spec);
        (
            dir,
            display,
            with_overlays(only(spec, display), dir, display),
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
    let (beside, files): (Vec<Found>, Vec<Found>) =
        files.into_iter().partition(|file| is_overlay(&file.name));
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
    let mut reading = Reading::new(bounds, dir, display);
    reading.read(files, report);
    reading.follow(report);
    reading.read_overlays(dir, beside, report);
    for overlay in overlays {
        reading.read_overlays(directory_of(overlay), vec![further(overlay)], report);
    }
    Directory {
        is_one_document: spec.is_file(),
        ..reading.directory()
    }
}

/// The documents that were read so far.
struct Reading<'a> {
    bounds: &'a Bounds,
    dir: &'a Path,
    display: &'a str,
    nodes: Nodes,
    bytes: u64,
    loaded: Vec<Loaded>,
    overlays: Vec<Loaded>,
    /// The names of all files, even of those that could not be read.
    names: BTreeSet<String>,
}

impl<'a> Reading<'a> {
    fn new(bounds: &'a Bounds, dir: &'a Path, display: &'a str) -> Self {
        Self {
            bounds,
            dir,
            display,
            nodes: Nodes::new(bounds),
            bytes: 0,
            loaded: Vec::new(),
            overlays: Vec::new(),
            names: BTreeSet::new(),
        }
    }

    /// Reads files. If the documents are too large together, none is kept.
    fn read(&mut self, files: Vec<Found>, report: &mut Report) {
        self.names
            .extend(files.iter().map(|found| found.name.clone()));
        let read = if self.names.len() > self.bounds.documents {
            Err(format!("more than {} documents", self.bounds.documents))
        } else {
            self.trees(self.dir, files, report)
        };
        match read {
            Ok(loaded) => self.loaded.extend(loaded),
            Err(what) => {
                report.diagnostics.push(too_much(self.display, &what));
                self.loaded.clear();
                self.names.clear();
            }
        }
    }

    /// Reads overlays in a directory. They count like documents.
    fn read_overlays(&mut self, dir: &Path, files: Vec<Found>, report: &mut Report) {
        match self.trees(dir, files, report) {
            Ok(overlays) => self.overlays.extend(overlays),
            Err(what) => report.diagnostics.push(too_much(self.display, &what)),
        }
    }

    /// Reads the trees of files in a directory. Returns the exceeded limit if they are too
    /// large together.
    fn trees(
        &mut self,
        dir: &Path,
        files: Vec<Found>,
        report: &mut Report,
    ) -> Result<Vec<Loaded>, String> {
        let texts = self.texts(dir, files, report)?;
        self.parse(texts, report)
    }

    /// Reads the files of the directory that the documents refer to, and those that these
    /// refer to.
    fn follow(&mut self, report: &mut Report) {
        let mut from = 0;
        let mut all = BTreeSet::new();
        while from < self.loaded.len() {
            let mut named = BTreeSet::new();
            for document in self.loaded.iter().skip(from) {
                siblings::named(&document.root, &document.name, &mut named);
            }
            from = self.loaded.len();
            let display = self.display.trim_end_matches('/');
            let files = named.iter().filter(|name| {
                let is_new = !self.names.contains(*name);
                is_new && is_document(name) && fs::symlink_metadata(self.dir.join(name)).is_ok()
            });
            let files = files.map(|name| Found {
                shown: format!("{display}/{name}"),
                path: self.dir.join(name),
                name: name.clone(),
            });
            let files: Vec<Found> = files.collect();
            self.read(files, report);
            all.append(&mut named);
        }
        for document in &mut self.loaded {
            document.is_named = all.contains(&document.name);
        }
        self.loaded.sort_by(|a, b| a.name.cmp(&b.name));
    }

    fn directory(mut self) -> Directory {
        for file in &self.loaded {
            self.names.remove(&file.name);
        }
        Directory {
            display: self.display.to_owned(),
            is_one_document: false,
            files: self.loaded,
            overlays: self.overlays,
            unread: self.names,
        }
    }

    /// Reads the files into the table of sources. Files that cannot be read are reported and
    /// left out. Returns the exceeded limit if they are too large together.
    fn texts(
        &mut self,
        dir: &Path,
        files: Vec<Found>,
        report: &mut Report,
    ) -> Result<Vec<(String, FileId)>, String> {
        let mut texts = Vec::new();
        for found in files {
            let Some(file) = read(&found, dir, self.bounds.file_bytes, report) else {
                continue;
            };
            let source = report.sources.get(file);
            self.bytes += source.map_or(0, |source| source.text.len() as u64);
            if self.bytes > self.bounds.bytes {
                return Err(format!("more than {} MiB", self.bounds.bytes / MIB));
            }
            texts.push((found.name, file));
        }
        Ok(texts)
    }

    /// Parses the texts in parallel. Returns the exceeded limit if they have too many values
    /// together.
    fn parse(
        &self,
        texts: Vec<(String, FileId)>,
        report: &mut Report,
    ) -> Result<Vec<Loaded>, String> {
        let Report {
            sources,
            diagnostics,
        } = report;
        let parse = |(name, file): &(String, FileId)| {
            let mut found = Diagnostics::default();
            let source = sources.get(*file);
            let Some(source) = source.filter(|source| {
                let is_conflict = conflict::report(&source.text, *file, &mut found);
                !is_conflict && (!is_json(name) || json::check(source, *file, &mut found))
            }) else {
                return (None, found);
            };
            let text = &source.text;
            let tree = || json::tree(self.bounds, &self.nodes, text, *file);
            let yaml = |found| yaml::parse_within(self.bounds, &self.nodes, text, *file, found);
            let root = is_json(name).then(tree).flatten();
            (root.or_else(|| yaml(&mut found)), found)
        };
        // The trees are dropped before files are rendered, on several threads.
        let parsed = parallel::aside(|| parallel::map(&texts, parse));
        if self.nodes.are_too_many() {
            // Other diagnostics would depend on which file was read first.
            let bound = self.bounds.nodes;
            return Err(format!("more than {bound} values and names"));
        }
        let mut loaded = Vec::new();
        for ((name, file), (root, found)) in texts.into_iter().zip(parsed) {
            diagnostics.append(found);
            loaded.extend(root.map(|root| Loaded {
                file,
                name,
                is_named: false,
                root,
            }));
        }
        Ok(loaded)
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

/// Returns the document of a specification in a single file, and its overlays.
fn with_overlays(document: Found, dir: &Path, display: &str) -> io::Result<Vec<Found>> {
    let mut files = list(dir, display)?;
    files.retain(|file| is_overlay_of(&file.name, &document.name));
    files.push(document);
    Ok(files)
}

/// Returns an overlay of the command line.
fn further(overlay: &Path) -> Found {
    let name = overlay.file_name().unwrap_or_default().to_string_lossy();
    Found {
        shown: overlay.to_string_lossy().replace('\\', "/"),
        path: overlay.to_owned(),
        name: name.into_owned(),
    }
}

/// Returns the directory of a file.
fn directory_of(file: &Path) -> &Path {
    let dir = file.parent().filter(|dir| !dir.as_os_str().is_empty());
    dir.unwrap_or(Path::new("."))
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
