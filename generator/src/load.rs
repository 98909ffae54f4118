//! A directory of documents, read.
//!
//! Input: a directory with YAML and JSON files. Output: a tree for each, by
//! name; what cannot be read or is not plain YAML becomes a diagnostic, and
//! the other files are read all the same.

mod scalar;
mod words;
mod yaml;

pub use yaml::parse;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::files::reason;
use crate::parallel;
use crate::source::{FileId, Source, Span};
use crate::tree::Node;

/// The largest file that is read. A specification is a few hundred kilobytes;
/// anything near this was put there by mistake.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// One document.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Its text.
    pub file: FileId,
    /// The name of the file without the directory: `order.yaml`.
    pub name: String,
    /// Its content.
    pub root: Node,
}

/// A file of the directory: where it is and how it is called.
struct Found {
    name: String,
    path: PathBuf,
    shown: String,
}

/// Reads every `*.yaml`, `*.yml` and `*.json` that lies directly in `dir`,
/// sorted by name. `display` is the directory as messages are to show it.
/// Names that begin with a dot belong to editors and systems and are left out.
pub fn load(dir: &Path, display: &str, diagnostics: &mut Diagnostics) -> Vec<Loaded> {
    let files = match list(dir, display) {
        Ok(files) => files,
        Err(error) => {
            let message = format!("cannot read the directory `{display}`: {}", reason(&error));
            diagnostics.push(
                Diagnostic::error(Code::Io, None, message)
                    .help("check its name and whether you may read it"),
            );
            return Vec::new();
        }
    };
    if files.is_empty() {
        diagnostics.push(
            Diagnostic::error(Code::Io, None, format!("no documents in `{display}`"))
                .help("it should hold OpenAPI documents as *.yaml, *.yml or *.json"),
        );
    }
    let texts: Vec<(String, FileId)> = files
        .into_iter()
        .filter_map(|found| {
            let file = read(&found, diagnostics)?;
            let is_right = !is_json(&found.name) || is_valid_json(file, diagnostics);
            is_right.then_some((found.name, file))
        })
        .collect();
    let sources = &diagnostics.sources;
    let parsed = parallel::map(&texts, |(_, file)| {
        let mut found = Diagnostics::default();
        let source = sources.get(*file);
        let root = source.and_then(|source| parse(&source.text, *file, &mut found));
        (root, found)
    });
    let mut loaded = Vec::new();
    for ((name, file), (root, found)) in texts.into_iter().zip(parsed) {
        diagnostics.append(found);
        loaded.extend(root.map(|root| Loaded { file, name, root }));
    }
    loaded
}

/// Reads a text that lies beside the documents, if it is there, with `\n` at
/// the end of its lines on every system.
pub fn text(
    dir: &Path,
    display: &str,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let path = dir.join(name);
    if !path.exists() {
        return None;
    }
    let shown = format!("{}/{name}", display.trim_end_matches('/'));
    let found = Found {
        name: name.to_owned(),
        path,
        shown,
    };
    let file = read(&found, diagnostics)?;
    let source = diagnostics.sources.get(file)?;
    Some(source.text.lines().flat_map(|line| [line, "\n"]).collect())
}

fn is_json(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ending.eq_ignore_ascii_case("json")
}

/// Whether a text is JSON, which is less than YAML: no trailing commas, no
/// comments, and every string in double quotes. Its tree is then read by the
/// same road as that of YAML.
fn is_valid_json(file: FileId, diagnostics: &mut Diagnostics) -> bool {
    let Some(source) = diagnostics.sources.get(file) else {
        return true;
    };
    let Err(error) = serde_json::from_str::<serde_json::Value>(&source.text) else {
        return true;
    };
    let line = source.line_range(error.line());
    // The column counts bytes, and may lie within a character.
    let start = source.boundary((line.start + error.column().saturating_sub(1)).min(line.end));
    let rest = source.text.get(start..line.end).unwrap_or_default();
    let width = rest.chars().next().map_or(0, char::len_utf8);
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    diagnostics.push(
        Diagnostic::error(
            Code::YamlSyntax,
            Span::new(file, start..start + width),
            format!("this is not JSON: {what}"),
        )
        .help("JSON has no comments and no trailing commas, and its strings are in double quotes; name the file *.yaml to write YAML"),
    );
    false
}

fn list(dir: &Path, display: &str) -> io::Result<Vec<Found>> {
    let display = display.replace('\\', "/");
    let display = display.trim_end_matches('/');
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_document(&name) && !entry.path().is_dir() {
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
fn read(found: &Found, diagnostics: &mut Diagnostics) -> Option<FileId> {
    let bytes = match read_bounded(&found.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("cannot read `{}`: {}", found.shown, reason(&error));
            diagnostics.push(
                Diagnostic::error(Code::Io, None, message)
                    .help("check whether you may read it, or move it out of the directory"),
            );
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            // Without the byte order mark, columns are those of an editor.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            Some(diagnostics.sources.add(Source::new(&found.shown, text)))
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            let file = diagnostics.sources.add(Source::new(&found.shown, text));
            let end = valid + char::REPLACEMENT_CHARACTER.len_utf8();
            let span = Span::new(file, valid..end);
            diagnostics.push(
                Diagnostic::error(Code::Io, span, "the file is not valid UTF-8")
                    .label("this byte begins no character")
                    .help("save the file with UTF-8 as its encoding"),
            );
            None
        }
    }
}

fn read_bounded(path: &Path) -> io::Result<Vec<u8>> {
    // Asked before opening: to open a named pipe would wait for a writer.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        let limit = MAX_BYTES / (1024 * 1024);
        let message = format!("it is larger than {limit} MiB");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Style;

    fn load_files(files: &[(&str, &[u8])]) -> (Vec<Loaded>, String) {
        let dir = tempfile::tempdir().expect("a temporary directory");
        for (name, bytes) in files {
            fs::write(dir.path().join(name), bytes).expect("a file");
        }
        let mut diagnostics = Diagnostics::default();
        let loaded = load(dir.path(), "spec", &mut diagnostics);
        (loaded, diagnostics.render(Style::Plain))
    }

    #[test]
    fn documents_come_by_name_and_other_files_are_left_alone() {
        let (loaded, text) = load_files(&[
            ("b.yml", b"a: 1\n"),
            ("package.yaml", b"a: 1\n"),
            ("a.json", b"{\"a\": 1}\n"),
            ("README.md", b"# x\n"),
            (".hidden.yaml", b"[\n"),
        ]);
        let names: Vec<_> = loaded.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["a.json", "b.yml", "package.yaml"]);
        assert_eq!(text, "");
    }

    #[test]
    fn one_broken_file_does_not_hide_the_others() {
        let (loaded, text) = load_files(&[
            ("a.yaml", b"a: [1\nb: 2\n"),
            ("b.yaml", b"ok: 1\n"),
            ("c.yaml", b"a: \xff\n"),
            ("d.yaml", b""),
        ]);
        assert_eq!(loaded.len(), 1);
        assert!(text.contains("error[yaml-syntax]"), "{text}");
        assert!(text.contains("spec/a.yaml:2:2"), "{text}");
        assert!(text.contains("spec/c.yaml:1:4"), "{text}");
        assert!(text.contains("not valid UTF-8"), "{text}");
        assert!(text.contains("spec/d.yaml:1:1"), "{text}");
        assert!(text.contains("3 errors"), "{text}");
    }

    #[test]
    fn a_byte_order_mark_does_not_shift_columns() {
        let (loaded, text) = load_files(&[("a.yaml", b"\xef\xbb\xbfa: 1\na: 2\n")]);
        assert_eq!(loaded.len(), 1);
        assert!(text.contains("spec/a.yaml:2:1"), "{text}");
        let (_, text) = load_files(&[("a.yaml", b"\xef\xbb\xbf: 1\n")]);
        assert!(text.contains("spec/a.yaml:1:1"), "{text}");
    }

    #[test]
    fn a_missing_and_an_empty_directory_are_told_apart() {
        let (loaded, text) = load_files(&[("notes.txt", b"")]);
        assert!(loaded.is_empty());
        assert!(text.contains("error[io]: no documents in `spec`"), "{text}");
        let mut diagnostics = Diagnostics::default();
        assert!(load(Path::new("/nonexistent/x"), "x/", &mut diagnostics).is_empty());
        let text = diagnostics.render(Style::Plain);
        assert!(text.contains("`x/`: it does not exist"), "{text}");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_reported_or_left_alone() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        fs::create_dir(dir.path().join("dir.yaml")).expect("a directory");
        std::os::unix::fs::symlink("gone", dir.path().join("link.yaml")).expect("a link");
        let mut diagnostics = Diagnostics::default();
        assert!(load(dir.path(), "spec", &mut diagnostics).is_empty());
        let text = diagnostics.render(Style::Plain);
        assert!(
            text.contains("cannot read `spec/link.yaml`: it does not exist"),
            "{text}"
        );
        assert!(text.contains("error: 1 error"), "{text}");
    }

    #[test]
    fn a_huge_file_is_not_read() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let file = fs::File::create(dir.path().join("a.yaml")).expect("a file");
        file.set_len(MAX_BYTES + 1).expect("a sparse file");
        let mut diagnostics = Diagnostics::default();
        assert!(load(dir.path(), "spec", &mut diagnostics).is_empty());
        let text = diagnostics.render(Style::Plain);
        assert!(text.contains("larger than 64 MiB"), "{text}");
    }
}
