//! The flags that set the levels of warnings.
//!
//! Input: `--deny`, `--warn` and `--allow`. Output: levels that override those of
//! `package.yaml`.

use generator::diagnostics::{Levels, LintLevel, Target, suggestion};

/// The levels of a command line.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct LevelArgs {
    /// Treat a warning as an error: a code, a group or `warnings`.
    #[arg(long, value_name = "LINT", value_parser = target)]
    deny: Vec<Target>,

    /// Report a warning and continue.
    #[arg(long, value_name = "LINT", value_parser = target)]
    warn: Vec<Target>,

    /// Ignore a warning.
    #[arg(long, value_name = "LINT", value_parser = target)]
    allow: Vec<Target>,
}

impl LevelArgs {
    /// Returns the levels. If flags contradict each other, the strictest one applies.
    pub(crate) fn levels(&self) -> Levels {
        let mut levels = Levels::default();
        for (targets, level) in [
            (&self.allow, LintLevel::Allow),
            (&self.warn, LintLevel::Warn),
            (&self.deny, LintLevel::Deny),
        ] {
            for target in targets {
                levels.set(*target, level);
            }
        }
        levels
    }
}

fn target(name: &str) -> Result<Target, String> {
    Target::named(name).ok_or_else(|| match suggestion(name, Target::names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "run `cargo xtask explain warnings` to list codes and groups".to_owned(),
    })
}
