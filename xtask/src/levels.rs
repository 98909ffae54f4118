//! The flags that set levels of warnings.
//!
//! Input: `--deny`, `--warn` and `--allow`. Output: levels that win over those
//! of `package.yaml`.

use generator::diagnostics::{Levels, LintLevel, Target, suggestion};

/// The levels of a command line.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct LevelArgs {
    /// Treat a warning as an error: a code, a group or `warnings`.
    #[arg(long, value_name = "LINT", value_parser = target)]
    deny: Vec<Target>,

    /// Report a warning and go on.
    #[arg(long, value_name = "LINT", value_parser = target)]
    warn: Vec<Target>,

    /// Do not report a warning.
    #[arg(long, value_name = "LINT", value_parser = target)]
    allow: Vec<Target>,
}

impl LevelArgs {
    /// Returns the levels; where flags contradict each other, the strictest
    /// holds.
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
        None => "`cargo xtask explain warnings` lists codes and groups".to_owned(),
    })
}
