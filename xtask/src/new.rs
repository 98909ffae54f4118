//! `cargo xtask new operation`: the skeleton of a document.
//!
//! Input: a name for the operation. Effect: a new file in the specification's
//! directory, which generates and lints but for the places to fill in.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::exit;
use crate::places;
use crate::report;

const SKELETON: &str = include_str!("../templates/operation.yaml");

const EXAMPLES: &str = "\
Examples:
  cargo xtask new operation refund                    writes spec/refund.yaml
  cargo xtask new operation refund --product cashier  writes spec/refund.cashier.yaml

What is written generates as it stands, and lint reports the places to fill in;
where `lints` in package.yaml denies warnings, codegen reports them too.

Exit codes:
  0  the file was written
  1  there is a file of that name, or it cannot be written
  2  the command line is wrong";

/// Write the skeleton of something new.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Operation(Operation),
}

/// Write the skeleton of a document for an operation into the specification.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
struct Operation {
    /// The operation's id in camel case, such as `refund` or `inquirePayment`.
    #[arg(value_parser = operation_id)]
    name: String,

    /// The product, which names the module of the operation's types.
    #[arg(long, value_name = "NAME", default_value = "standard", value_parser = product)]
    product: String,

    /// The directory with the specification [default: spec in the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

/// Runs the command and tells how it went.
pub(crate) fn run(args: &Args) -> ExitCode {
    let What::Operation(operation) = &args.what;
    let spec = match places::spec(operation.spec.as_deref()) {
        Ok(spec) => spec,
        Err(error) => {
            report::error(&error, None);
            return ExitCode::from(exit::USAGE);
        }
    };
    let file = operation.file();
    let shown = format!("{}/{file}", spec.shown);
    match create(&spec.path.join(&file), &operation.document()) {
        Ok(()) => {
            let lint = report::command("lint", &[("--spec", &operation.spec)]);
            let next = format!("fill in what is marked there, then run: {lint}");
            report::print(&format!("written    {shown}\nnext       {next}\n"));
            ExitCode::from(exit::FINE)
        }
        Err(error) => {
            let message = format!("cannot write `{shown}`: {error}");
            report::error(&message, remedy(&error));
            ExitCode::from(exit::WRONG)
        }
    }
}

/// Writes a file that is not there yet.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a document would be read as one.
        let _ = std::fs::remove_file(path);
    }
    written
}

fn remedy(error: &io::Error) -> Option<String> {
    let text = match error.kind() {
        io::ErrorKind::AlreadyExists => {
            "it holds a document already: give another name or --product"
        }
        io::ErrorKind::NotFound => "give --spec a directory that exists",
        _ => return report::remedy(error).map(str::to_owned),
    };
    Some(text.to_owned())
}

impl Operation {
    /// `inquire-payment.yaml`, with the product where one was named.
    fn file(&self) -> String {
        let name = kebab(&self.name);
        match self.product.as_str() {
            "standard" => format!("{name}.yaml"),
            product => format!("{name}.{}.yaml", product.replace('_', "-")),
        }
    }

    fn document(&self) -> String {
        SKELETON
            .replace("OPERATION_ID", &self.name)
            .replace("PRODUCT", &self.product)
    }
}

/// A name in camel case as the words of a file's name.
fn kebab(name: &str) -> String {
    name.chars()
        .flat_map(|character| {
            let dash = character.is_ascii_uppercase().then_some('-');
            dash.into_iter().chain([character.to_ascii_lowercase()])
        })
        .collect()
}

fn operation_id(text: &str) -> Result<String, String> {
    let is_camel = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_camel {
        Ok(text.to_owned())
    } else {
        Err("an operation's id is in camel case, such as `inquirePayment`".to_owned())
    }
}

fn product(text: &str) -> Result<String, String> {
    let is_snake = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    if is_snake {
        Ok(text.to_owned())
    } else {
        Err("a product is in snake case, such as `entry_code`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_operation_and_product() {
        let operation = |name: &str, product: &str| Operation {
            name: name.to_owned(),
            product: product.to_owned(),
            spec: None,
        };
        assert_eq!(operation("refund", "standard").file(), "refund.yaml");
        let named = operation("inquirePayment", "entry_code").file();
        assert_eq!(named, "inquire-payment.entry-code.yaml");
    }

    #[test]
    fn names_are_checked() {
        assert!(operation_id("inquirePayment").is_ok());
        for wrong in ["", "Refund", "re-fund", "9lives", "a/b"] {
            assert!(operation_id(wrong).is_err(), "{wrong}");
        }
        assert!(product("entry_code").is_ok());
        for wrong in ["", "EntryCode", "../x", "entry-code"] {
            assert!(product(wrong).is_err(), "{wrong}");
        }
    }
}
