//! Lists the files of `support/` and of the features for `src/support.rs`, so that a file is
//! part of the generated crates as soon as it is there.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// The directories whose files are copied.
const DIRECTORIES: [&str; 8] = [
    "support",
    "signature",
    "client/shared",
    "client/signed",
    "client/plain",
    "client/pieces",
    "client/whole",
    "testing",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets the directory of the output")?;
    for directory in DIRECTORIES {
        println!("cargo::rerun-if-changed={directory}");
        let mut names = Vec::new();
        // Cargo runs a build script in the directory of its package.
        collect(Path::new(directory), "", &mut names)?;
        names.sort();
        let name = directory.replace('/', "_");
        let file = Path::new(&out).join(format!("{name}_files.rs"));
        fs::write(file, list(directory, &names)?)?;
    }
    Ok(())
}

/// Collects the names of the Rust files below a directory. A name begins with
/// `prefix`, and has slashes on every system.
fn collect(directory: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = format!("{prefix}{}", name.to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&path, &format!("{name}/"), names)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            names.push(name);
        }
    }
    Ok(())
}

/// Returns the list in Rust: each name with the text of its file. The compiler
/// looks for the files, so a moved checkout never reads those of its old place.
fn list(directory: &str, names: &[String]) -> Result<String, std::fmt::Error> {
    let mut list = String::from("&[\n");
    for name in names {
        let path = format!("/{directory}/{name}");
        writeln!(
            list,
            "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
        )?;
    }
    list.push_str("]\n");
    Ok(list)
}
