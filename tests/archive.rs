//! Archives of the fuzz corpus: one file per target, with one text per line in
//! the form of a Rust byte string literal.
//!
//! Every text has exactly one such line in plain ASCII. git therefore shows a difference
//! line by line, and no setting changes a line ending.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Literal;
use syn::LitByteStr;

use crate::root;

/// A text of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The archive and the line: `tests/fuzz/corpus/loader.txt:7`.
    pub name: String,
    /// The input of the target.
    pub bytes: Vec<u8>,
}

/// Reads the texts of a target.
///
/// # Errors
///
/// Returns a message if there is no archive, or if a line is not a byte string.
pub fn read(target: &str) -> Result<Vec<Text>, String> {
    let path = path(target);
    let archive = fs::read_to_string(root().join(&path)).map_err(failed(Path::new(&path)))?;
    parse(&path, &archive)
}

/// Writes the texts of a target as files into a directory, which is created if
/// it is missing, and returns their number. A file is named by its line.
///
/// # Errors
///
/// Returns a message if the archive cannot be read or a file cannot be written.
pub fn unpack(target: &str, dir: &Path) -> Result<usize, String> {
    let texts = read(target)?;
    fs::create_dir_all(dir).map_err(failed(dir))?;
    for (at, text) in texts.iter().enumerate() {
        let path = dir.join(format!("{:04}", at + 1));
        fs::write(&path, &text.bytes).map_err(failed(&path))?;
    }
    Ok(texts.len())
}

/// Replaces the archive of a target with the files of a directory, and returns
/// the number of texts. Equal files are kept once.
///
/// # Errors
///
/// Returns a message if there is no such target, a file cannot be read, the
/// directory has none, or the archive cannot be written.
pub fn pack(target: &str, dir: &Path) -> Result<usize, String> {
    if !targets()?.iter().any(|known| known == target) {
        return Err(format!("there is no target `{target}`"));
    }
    let paths = files(dir)?;
    if paths.is_empty() {
        return Err(format!("{}: there is no file", dir.display()));
    }
    let texts: Result<Vec<Vec<u8>>, String> = paths
        .iter()
        .map(|path| fs::read(path).map_err(failed(path)))
        .collect();
    let archive = format(texts?);
    let path = root().join(path(target));
    fs::write(&path, &archive).map_err(failed(&path))?;
    Ok(archive.lines().count())
}

/// Lists the fuzz targets, in the order of their names.
///
/// # Errors
///
/// Returns a message if the directory of the targets cannot be read.
pub fn targets() -> Result<Vec<String>, String> {
    let paths = files(&root().join("tests/fuzz/fuzz_targets"))?;
    let stems = paths.iter().filter_map(|path| path.file_stem()?.to_str());
    Ok(stems.map(str::to_owned).collect())
}

/// Lists the files of a directory, in the order of their names.
///
/// # Errors
///
/// Returns a message if the directory cannot be read.
pub fn files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(dir).map_err(failed(dir))?;
    let paths: Result<Vec<PathBuf>, _> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect();
    let mut paths = paths.map_err(failed(dir))?;
    paths.sort();
    Ok(paths)
}

/// Parses an archive. `path` is the prefix of the names of the texts.
///
/// # Errors
///
/// Returns a message if a line is not a byte string.
pub fn parse(path: &str, archive: &str) -> Result<Vec<Text>, String> {
    let texts = archive.lines().enumerate().map(|(at, line)| {
        let name = format!("{path}:{}", at + 1);
        match syn::parse_str::<LitByteStr>(line) {
            Ok(literal) => Ok(Text {
                name,
                bytes: literal.value(),
            }),
            Err(error) => Err(format!("{name}: {error}")),
        }
    });
    texts.collect()
}

/// Formats an archive: the texts are sorted by their bytes and deduplicated.
#[must_use]
pub fn format(mut texts: Vec<Vec<u8>>) -> String {
    texts.sort();
    texts.dedup();
    let lines = texts
        .iter()
        .map(|text| format!("{}\n", Literal::byte_string(text)));
    lines.collect()
}

/// Returns the path of a target's archive, below the root of the workspace.
fn path(target: &str) -> String {
    format!("tests/fuzz/corpus/{target}.txt")
}

/// Returns a function that names the path in an error of the file system.
fn failed(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}
