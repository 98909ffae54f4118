//! The line on a terminal that shows how far a run is.

use generator::progress::{Progress, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line on standard error, which disappears when it is dropped. There is none if standard
/// error is not a terminal.
pub(crate) struct Line(ProgressBar);

impl Line {
    /// Shows an empty line.
    pub(crate) fn show() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{wide_msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Returns the receiver whose steps the line shows.
    pub(crate) fn receiver(&self) -> Progress {
        let bar = self.0.clone();
        if bar.is_hidden() {
            return Progress::default();
        }
        Progress::new(move |step| bar.set_message(words(step)))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn words(step: Step) -> String {
    match step {
        Step::Stage(stage) => format!("{stage} ..."),
        Step::File { done, of } => format!("emit and render: {done} of {of} files"),
    }
}
