//! Writes the skeleton of a document: `cargo xtask new operation`.
//!
//! Input: the name of an operation. Effect: a new file in the directory of the
//! specification. It can be generated from, and `lint` reports its placeholders.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use generator::files::reason;

use crate::exit;
use crate::places;
use crate::report;

const SKELETON: &str = include_str!("../templates/operation.yaml");

const EXAMPLES: &str = "\
Examples:
  cargo xtask new operation refund                    write spec/refund.yaml
  cargo xtask new operation refund --product cashier  write spec/refund.cashier.yaml

`codegen` accepts the new file, and `lint` reports the placeholders to fill in.
If `lints` in package.yaml denies warnings, `codegen` reports them too.

Exit codes:
  0  the file was written
  1  the file exists already, or cannot be written
  2  the command line is wrong";

/// Write the skeleton of a document.
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

    /// The product, if the operation has several: the module of its types.
    #[arg(long, value_name = "NAME", value_parser = product)]
    product: Option<String>,

    /// The directory with the specification [default: spec in the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

/// Runs the command and returns its exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let What::Operation(operation) = &args.what;
    let spec = match places::directory(operation.spec.as_deref()) {
        Ok(spec) => spec,
        Err(error) => {
            report::error(&error, error.help());
            return ExitCode::from(exit::USAGE);
        }
    };
    let file = operation.file();
    let shown = format!("{}/{file}", spec.shown);
    match create(&spec.path.join(&file), &operation.document()) {
        Ok(()) => {
            let lint = report::command("lint", &[("--spec", &operation.spec)], &[]);
            let next = format!("fill in the marked places, then run: {lint}");
            report::print(&format!("written    {shown}\nnext       {next}\n"));
            ExitCode::from(exit::SUCCESS)
        }
        Err(error) => {
            let message = format!("cannot write `{shown}`: {}", reason(&error));
            report::error(&message, remedy(&error));
            ExitCode::from(exit::FAILURE)
        }
    }
}

/// Creates a file; fails if it exists.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        // An incomplete document would be read by the next run.
        let _ = std::fs::remove_file(path);
    }
    written
}

fn remedy(error: &io::Error) -> Option<String> {
    let text = match error.kind() {
        io::ErrorKind::AlreadyExists => {
            "choose another name or `--product`: the file has a document already"
        }
        io::ErrorKind::NotFound => "set `--spec` to an existing directory",
        _ => return report::remedy(error, "--spec"),
    };
    Some(text.to_owned())
}

impl Operation {
    /// Returns `inquire-payment.yaml`; the name of a given product is added.
    fn file(&self) -> String {
        let name = kebab(&self.name);
        match &self.product {
            None => format!("{name}.yaml"),
            Some(product) => format!("{name}.{}.yaml", product.replace('_', "-")),
        }
    }

    fn document(&self) -> String {
        let skeleton = SKELETON.replace("OPERATION_ID", &self.name);
        match &self.product {
            None => skeleton.replace("x-product: PRODUCT\n", ""),
            Some(product) => skeleton.replace("PRODUCT", product),
        }
    }
}

/// Converts a name in camel case to kebab case, for a file name.
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
        Err("write the id of an operation in camel case, such as `inquirePayment`".to_owned())
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
        Err("write a product in snake case, such as `entry_code`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(name: &str, product: Option<&str>) -> Operation {
        Operation {
            name: name.to_owned(),
            product: product.map(str::to_owned),
            spec: None,
        }
    }

    #[test]
    fn a_file_is_named_after_operation_and_product() {
        assert_eq!(operation("refund", None).file(), "refund.yaml");
        let named = operation("inquirePayment", Some("entry_code")).file();
        assert_eq!(named, "inquire-payment.entry-code.yaml");
    }

    #[test]
    fn a_document_has_the_given_product_only() {
        let document = operation("refund", Some("cashier")).document();
        assert!(document.contains("\nx-product: cashier\n"));
        let document = operation("refund", None).document();
        assert!(!document.contains("PRODUCT") && !document.contains("x-product"));
    }

    #[test]
    fn a_name_in_the_wrong_case_is_refused() {
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
