//! Unpacks an archive of the fuzz corpus into a directory, where the fuzzer can
//! use it, and packs a directory into the archive.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use antom_tests::archive::{pack, unpack};

const USAGE: &str = "usage: corpus unpack|pack TARGET DIRECTORY";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match *arguments.as_slice() {
        ["unpack", target, dir] => unpack(target, Path::new(dir)),
        ["pack", target, dir] => pack(target, Path::new(dir)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(count) => {
            println!("{count} texts");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
