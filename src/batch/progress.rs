//! The line that shows that work goes on: on a terminal, for work that takes long.

use std::time::Duration;

use super::caught;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line on the terminal. Draws nothing where standard error is not one.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// For `documents` documents; not shown yet.
    pub fn new(documents: usize) -> Self {
        let template = if documents == 1 {
            "{spinner} pressing … {elapsed}"
        } else {
            "{spinner} {pos} of {len} documents … {elapsed}"
        };
        let style = ProgressStyle::with_template(template).expect("the templates above are well formed");
        let bar = ProgressBar::with_draw_target(Some(documents as u64), ProgressDrawTarget::hidden());
        Self { bar: bar.with_style(style) }
    }

    /// Shows the line from now on.
    pub fn show(&self) {
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        // Where the system gives no thread for it, the line stands still.
        let _ = caught(|| self.bar.enable_steady_tick(Duration::from_millis(120)));
    }

    /// One more document is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the line away while `print` prints.
    pub fn pause<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
