//! What the program says to a person: messages and progress on the standard error, without control
//! characters that a text may carry.

use std::{
    borrow::Cow,
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use anstyle::{AnsiColor, Style};
use dateline::error::Error;
use indicatif::{ProgressBar, ProgressStyle};

/// Faults that are said one by one; the rest is only counted.
const MOST_FAULTS: u64 = 30;

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Style of what matters most.
pub(super) const STRONG: Style = Style::new().bold();
/// Style of what is good.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// Style of what needs a look.
pub(super) const DOUBTFUL: Style = AnsiColor::Yellow.on_default();
/// Style of errors.
const BAD: Style = AnsiColor::Red.on_default().bold();
/// Style of what matters least.
pub(super) const FAINT: Style = Style::new().dimmed();

/// Words with control characters replaced, so that a text cannot steer the terminal.
pub(super) fn plain(words: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if words.contains(steers) {
        Cow::Owned(words.chars().map(|it| if steers(it) { '\u{fffd}' } else { it }).collect())
    } else {
        Cow::Borrowed(words)
    }
}

/// Says things on the standard error and shows progress there.
pub(super) struct Terminal {
    quiet: bool,
    started: Instant,
    bar: Option<ProgressBar>,
    faults: u64,
}

impl Terminal {
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet, started: Instant::now(), bar: None, faults: 0 }
    }

    /// Says what went wrong. `--quiet` does not silence it.
    pub(super) fn error(&self, error: &Error) {
        self.say(BAD, &error.to_string());
    }

    /// Says what went wrong with one document of many, unless too much was said already.
    pub(super) fn fault(&mut self, error: &Error) {
        self.faults += 1;
        match self.faults {
            ..MOST_FAULTS => self.error(error),
            MOST_FAULTS => {
                self.error(error);
                self.say(BAD, "further faults are only counted");
            }
            _ => {}
        }
    }

    /// Says what the user may want to know.
    pub(super) fn note(&self, words: &str) {
        if !self.quiet {
            self.say(STRONG, words);
        }
    }

    fn say(&self, style: Style, words: &str) {
        let words = plain(words);
        let print = || {
            // Nothing can be done where even the standard error is closed.
            let mut stderr = anstream::stderr().lock();
            let _ = match words.split_once("\nhint: ") {
                Some((what, hint)) => {
                    writeln!(stderr, "{style}dateline:{style:#} {what}\n{FAINT}hint:{FAINT:#} {hint}")
                }
                None => writeln!(stderr, "{style}dateline:{style:#} {words}"),
            };
        };
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Shows how far the work is, if it takes long and a person watches.
    ///
    /// `done` and `total` are bytes; without a total only documents are counted.
    pub(super) fn progress(&mut self, documents: u64, done: u64, total: Option<u64>) {
        if self.quiet || self.started.elapsed() < PATIENCE || !io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| new_bar(total));
        bar.set_message(format!("{documents} documents"));
        bar.set_position(total.map_or(done, |total| done.min(total)));
    }

    /// Shows how much of a file was fetched or read, if it takes long and a person watches.
    ///
    /// `done` is bytes where there is a total, else lines.
    #[cfg(feature = "refresh")]
    pub(super) fn loading(&mut self, name: &str, done: u64, total: Option<u64>) {
        if self.quiet || self.started.elapsed() < PATIENCE || !io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| new_bar(None));
        bar.set_message(match total {
            Some(total) if total > 0 => format!("{name}: {} %", done * 100 / total),
            _ if done > 0 => format!("{name}: line {done}"),
            _ => name.to_owned(),
        });
        bar.tick();
    }

    /// Takes the progress away.
    pub(super) fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

fn new_bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:30} {msg}, {percent} % of the text, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}, {bytes} in {elapsed}"),
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style)
}

/// Is the standard input a person's keyboard?
pub(super) fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Does a person read the standard output?
pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{7}\u{9b}c"), "a\u{fffd}[31mb\u{fffd}\u{fffd}c");
        assert_eq!(plain("a\u{202e}b"), "a\u{fffd}b");
        assert_eq!(plain("two\nlines é"), "two\nlines é");
    }
}
