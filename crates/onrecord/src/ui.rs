//! What people see: errors, colour on a terminal, progress.

use anstream::eprintln;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Says what went wrong.
pub fn error(message: &str) {
    eprintln!("\u{1b}[1;31merror\u{1b}[0m: {}", plain(message));
}

/// Says what was left out while the rest went on.
pub fn warning(message: &str) {
    eprintln!("\u{1b}[1;33mwarning\u{1b}[0m: {}", plain(message));
}

/// Text of others without the control characters that could steer a terminal. Line breaks stay.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| c == '\n' || c == '\t' || !c.is_control())
        .collect()
}

/// Whether standard error is a terminal that a person looks at.
pub fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// The same, where the output itself goes to a file or to another program: on a terminal, findings
/// that appear one after the other show that something is done.
pub fn progress_beside_output(total: u64, what: &'static str) -> ProgressBar {
    if std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    progress(total, what)
}

/// A bar with count, rate and time left; on a terminal only.
pub fn progress(total: u64, what: &'static str) -> ProgressBar {
    let target = if is_watched() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    let style = ProgressStyle::with_template(
        "{msg} {wide_bar} {human_pos}/{human_len} ({per_sec}, {eta} left)",
    );
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// How many columns running text has: what reads well (Bringhurst, section 2.1.2, gives 45 to 75
/// characters; transcripts bear a little more).
pub const WIDTH: usize = 88;

/// Prints a shape as JSON, indented; these shapes always can be.
pub fn print_json<T: serde::Serialize>(shape: &T) -> Result<(), String> {
    let text = serde_json::to_string_pretty(shape).map_err(|error| error.to_string())?;
    println!("{text}");
    Ok(())
}

/// A bar that appears when the first piece of work is done, if there is any.
pub struct Lazy {
    bar: std::sync::OnceLock<ProgressBar>,
    what: &'static str,
}

impl Lazy {
    /// A bar that has not appeared.
    pub fn new(what: &'static str) -> Self {
        Self {
            bar: std::sync::OnceLock::new(),
            what,
        }
    }

    /// So many are done, of so many.
    pub fn set(&self, done: usize, all: usize) {
        let bar = self.bar.get_or_init(|| progress(all as u64, self.what));
        bar.set_position(done as u64);
    }

    /// Takes it away.
    pub fn clear(self) {
        if let Some(bar) = self.bar.into_inner() {
            bar.finish_and_clear();
        }
    }
}

/// Whether colours are shown: on a terminal that wants them.
pub fn has_colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// A moment for people: `2031-03-05`, `2031-03-05 18:40 UTC`.
pub fn moment(moment: &str) -> String {
    match (moment.split_once('T'), moment.get(11..16)) {
        (Some((day, _)), Some(time)) => format!("{day} {time} UTC"),
        _ => moment.to_owned(),
    }
}

/// Lines of at most `width` characters, broken at spaces.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(length > 0);
        if length > 0 && length + more > width {
            lines.push(String::new());
            length = 0;
        }
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if length > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += if length > 0 {
            more
        } else {
            word.chars().count()
        };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("überlang kurz", 4), ["überlang", "kurz"]);
    }
}
