//! Progress: what the program is at, on standard error, when it is a terminal and the work is long.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::args::Show;

/// Work that takes less is not worth a word.
const LONG: Duration = Duration::from_secs(1);

/// Says what the program is at, until dropped.
#[derive(Debug)]
pub(crate) struct Progress(Option<(Sender<String>, JoinHandle<()>)>);

impl Progress {
    /// Begins with a first step; silent with `--quiet`, and where nobody watches.
    pub(crate) fn new(show: &Show, step: &str) -> Self {
        if show.quiet || !io::stderr().is_terminal() {
            return Self(None);
        }
        let (sender, receiver) = mpsc::channel::<String>();
        let mut step = step.to_owned();
        let thread = thread::spawn(move || {
            let mut wait = LONG;
            let mut shown = false;
            loop {
                match receiver.recv_timeout(wait) {
                    Ok(next) => step = next,
                    Err(RecvTimeoutError::Timeout) => shown = true,
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if shown {
                    wait = Duration::MAX;
                    say(&format!("{step} …"));
                }
            }
            if shown {
                say("");
            }
        });
        Self(Some((sender, thread)))
    }

    /// Goes on to the next step.
    pub(crate) fn step(&self, step: &str) {
        if let Some((sender, _)) = &self.0 {
            // Where the thread has ended there is nobody to tell.
            let _ = sender.send(step.to_owned());
        }
    }
}

impl Drop for Progress {
    /// Clears the line before anything else is printed.
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Writes over the line of the terminal.
fn say(text: &str) {
    // Progress that cannot be shown must not stop the work.
    let _ = write!(io::stderr(), "\r\u{1b}[K{text}").and_then(|()| io::stderr().flush());
}
