//! Formats and prints the report of a run.
//!
//! Results are printed to standard output, errors and warnings to standard error. Text
//! from files is made printable first. A closed reader (`| head`) is not an error.

use std::env;
use std::fmt::Display;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use generator::Summary;
use generator::diagnostics::{Code, Report, Style, printable};
use generator::files::{Change, Comparison, Kind};
use generator::text::counted;
use generator::timings::Timings;
use similar::TextDiff;

/// The maximum number of lines that are shown of one file's difference. A change of the
/// specification changes many files, and the first lines of each are enough.
const MAX_LINES: usize = 100;

/// The maximum time to search for the smallest difference of one file.
const MAX_TIME: Duration = Duration::from_secs(1);

/// The results of a successful run.
pub(crate) struct Run<'a> {
    /// The directory of the specification.
    pub(crate) spec: &'a str,
    /// The output directory.
    pub(crate) out: &'a str,
    /// The numbers of items in the specification.
    pub(crate) summary: &'a Summary,
    /// The features of groups of operations, if there are any or a reason why not.
    pub(crate) features: Option<String>,
    /// The files that were written.
    pub(crate) comparison: &'a Comparison,
    /// The number of warnings with each code, which `lint` shows.
    pub(crate) warnings: &'a [(Code, usize)],
    /// The command that shows the warnings.
    pub(crate) lint: String,
    /// True if the run only checked the files.
    pub(crate) check: bool,
    /// The duration of the run.
    pub(crate) took: Duration,
    /// The duration of each stage, if it was requested.
    pub(crate) timings: Option<&'a Timings>,
}

/// Prints the numbers of items and files, and the duration.
pub(crate) fn table(run: &Run<'_>) {
    print(&table_text(run));
}

fn table_text(run: &Run<'_>) -> String {
    let Summary {
        documents,
        operations,
        types,
        result_codes,
        untyped,
    } = *run.summary;
    let mut read = vec![
        counted(documents, "document"),
        counted(operations, "operation"),
        counted(types, "type"),
    ];
    if result_codes > 0 {
        read.push(counted(result_codes, "result code"));
    }
    if untyped > 0 {
        read.push(format!("{} of any JSON type", counted(untyped, "value")));
    }
    let mut rows = vec![
        (run.spec.to_owned(), read.join(", ")),
        (run.out.to_owned(), written(run)),
    ];
    if let Some(features) = &run.features {
        rows.push(("features".to_owned(), features.clone()));
    }
    for path in &run.comparison.foreign {
        let path = printable(path);
        rows.push((
            "kept".to_owned(),
            format!("{}/{path} (not generated)", run.out),
        ));
    }
    let warnings: usize = run.warnings.iter().map(|(_, count)| count).sum();
    if warnings > 0 {
        let warnings = counted(warnings, "warning");
        let text = format!("{warnings}; show them with: {}", printable(&run.lint));
        rows.push(("lint".to_owned(), text));
    }
    for (code, count) in run.warnings {
        rows.push((String::new(), format!("{count:6} {}", code.as_str())));
    }
    rows.push((
        "time".to_owned(),
        format!("{:.2} s", run.took.as_secs_f64()),
    ));
    for (stage, took) in run.timings.into_iter().flat_map(Timings::iter) {
        let milliseconds = took.as_secs_f64() * 1000.0;
        rows.push((format!("  {stage}"), format!("{milliseconds:9.2} ms")));
    }
    let width = rows.iter().map(|(name, _)| name.chars().count()).max();
    let width = width.unwrap_or_default();
    rows.iter().fold(String::new(), |mut text, (name, value)| {
        let name = printable(name);
        let _ = writeln!(text, "{name:width$}  {value}");
        text
    })
}

fn written(run: &Run<'_>) -> String {
    let unchanged = run.comparison.unchanged;
    if run.check {
        return format!("{} up to date", counted(unchanged, "file"));
    }
    let changed = &run.comparison.changed;
    let removed = changed.iter().filter(|change| change.kind == Kind::Removed);
    let removed = removed.count();
    let written = counted(changed.len() - removed, "file");
    format!("{written} written, {removed} removed, {unchanged} unchanged")
}

/// Prints the difference between the directory and the files generated from a specification.
pub(crate) fn difference(comparison: &Comparison, out: &str, spec: &str) {
    for change in &comparison.changed {
        print(&unified(change, out, spec));
    }
}

fn unified(change: &Change, out: &str, spec: &str) -> String {
    let path = printable(&format!("{out}/{}", change.path));
    let from = format!("from {}", printable(spec));
    let (old, new) = match change.kind {
        Kind::Added => (format!("{path} (missing)"), from),
        Kind::Modified => (path, from),
        Kind::Removed => (path, format!("{from} (no longer generated)")),
    };
    let before = change.before.as_deref().unwrap_or_default();
    let after = change.after.as_deref().unwrap_or_default();
    let diff = TextDiff::configure()
        .timeout(MAX_TIME)
        .diff_lines(before, after)
        .unified_diff()
        .header(&old, &new)
        .to_string();
    let lines: Vec<_> = diff.lines().collect();
    let mut text = String::new();
    for line in lines.iter().take(MAX_LINES) {
        let _ = writeln!(text, "{}", printable(line));
    }
    if let Some(more) = lines.len().checked_sub(MAX_LINES + 1) {
        let _ = writeln!(text, "... {} more", counted(more + 1, "line"));
    }
    text
}

/// Prints findings, with colours on a terminal.
pub(crate) fn diagnostics(diagnostics: &Report) {
    print_error(&diagnostics.render(style()));
}

/// Prints one error with its help.
pub(crate) fn error(message: &dyn Display, help: Option<String>) {
    let (red, plain) = match style() {
        Style::Colour => ("\u{1b}[1;91m", "\u{1b}[0m"),
        Style::Plain => ("", ""),
    };
    let message = message.to_string();
    let lines: Vec<_> = message.lines().map(printable).collect();
    let mut text = format!("{red}error{plain}: {}\n", lines.join("\n"));
    if let Some(help) = help {
        let _ = writeln!(text, "help: {}", printable(&help));
    }
    print_error(&text);
}

fn style() -> Style {
    // Any non-empty value asks for no colour: https://no-color.org
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if !unwanted && io::stderr().is_terminal() {
        Style::Colour
    } else {
        Style::Plain
    }
}

/// Returns the help for an error of the file system in a directory that `flag` sets.
pub(crate) fn remedy(error: &io::Error, flag: &str) -> Option<String> {
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "check the owner and the permissions of its directory".to_owned()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space and run again: no file is half-written".to_owned()
        }
        io::ErrorKind::NotFound | io::ErrorKind::ReadOnlyFilesystem => {
            format!("set `{flag}` to a writable directory")
        }
        io::ErrorKind::AlreadyExists
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::IsADirectory => {
            format!("move the other file or directory, or choose another directory with `{flag}`")
        }
        _ => return None,
    };
    Some(help)
}

/// Returns the command line of another command for the same directories and overlays,
/// quoted for a shell.
pub(crate) fn command(
    name: &str,
    directories: &[(&str, &Option<PathBuf>)],
    overlays: &[PathBuf],
) -> String {
    let mut text = format!("cargo xtask {name}");
    for (flag, dir) in directories {
        if let Some(dir) = dir {
            let _ = write!(text, " {flag} {}", quoted(&dir.to_string_lossy()));
        }
    }
    for overlay in overlays {
        let _ = write!(text, " --overlay {}", quoted(&overlay.to_string_lossy()));
    }
    text
}

/// Returns a word for a shell, in quotes if necessary.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:,@%\\~".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Prints a result.
pub(crate) fn print(text: &str) {
    // An error is ignored, since nobody reads a closed standard output.
    let _ = io::stdout().write_all(text.as_bytes());
}

fn print_error(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: Kind, before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            path: "src/a.rs".to_owned(),
            kind,
            before: before.map(str::to_owned),
            after: after.map(Into::into),
        }
    }

    #[test]
    fn the_table_is_aligned_and_names_kept_files() {
        let comparison = Comparison {
            changed: vec![
                change(Kind::Added, None, Some("new")),
                change(Kind::Removed, Some("old"), None),
            ],
            foreign: vec!["notes.md".to_owned()],
            unchanged: 7,
        };
        let summary = Summary {
            documents: 1,
            operations: 2,
            types: 0,
            result_codes: 30,
            untyped: 0,
        };
        let run = Run {
            spec: "spec",
            out: "generated",
            summary: &summary,
            features: Some("2, one for each group of operations".to_owned()),
            comparison: &comparison,
            warnings: &[(Code::NotShown, 2)],
            lint: "cargo xtask lint --spec spec".to_owned(),
            check: false,
            took: Duration::from_millis(420),
            timings: None,
        };
        let expected = "\
spec       1 document, 2 operations, 0 types, 30 result codes
generated  1 file written, 1 removed, 7 unchanged
features   2, one for each group of operations
kept       generated/notes.md (not generated)
lint       2 warnings; show them with: cargo xtask lint --spec spec
                2 not-shown
time       0.42 s
";
        assert_eq!(table_text(&run), expected);
        let checked = table_text(&Run { check: true, ..run });
        assert!(
            checked.contains("generated  7 files up to date\n"),
            "{checked}"
        );
    }

    #[test]
    fn a_command_repeats_the_directories_quoted_for_a_shell() {
        let some = |path: &str| Some(PathBuf::from(path));
        let lint = command("lint", &[("--spec", &None)], &[]);
        assert_eq!(lint, "cargo xtask lint");
        assert_eq!(
            command(
                "codegen",
                &[("--spec", &some("a/b")), ("--out", &some("it's"))],
                &["c d.yaml".into()]
            ),
            "cargo xtask codegen --spec a/b --out 'it'\\''s' --overlay 'c d.yaml'"
        );
    }

    #[test]
    fn a_difference_is_a_unified_diff_from_the_file_to_the_specification() {
        let text = unified(
            &change(Kind::Modified, Some("a\nb\n"), Some("a\nc\n")),
            "generated",
            "spec",
        );
        let expected = "\
--- generated/src/a.rs
+++ from spec
@@ -1,2 +1,2 @@
 a
-b
+c
";
        assert_eq!(text, expected);
        let text = unified(&change(Kind::Added, None, Some("a\n")), "generated", "spec");
        assert!(
            text.starts_with("--- generated/src/a.rs (missing)\n+++ from spec\n"),
            "{text}"
        );
        let text = unified(
            &change(Kind::Removed, Some("a\n"), None),
            "generated",
            "spec",
        );
        assert!(
            text.contains("+++ from spec (no longer generated)\n"),
            "{text}"
        );
    }

    #[test]
    fn a_long_difference_is_cut_and_escape_codes_are_escaped() {
        let long = "\u{1b}[2J\n".repeat(500);
        let text = unified(&change(Kind::Added, None, Some(&long)), "generated", "spec");
        assert_eq!(text.lines().count(), MAX_LINES + 1);
        assert!(text.ends_with("... 403 lines more\n"), "{text}");
        assert!(!text.contains('\u{1b}'));
    }
}
