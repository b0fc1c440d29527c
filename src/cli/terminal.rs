//! Standard output and error. A reader that goes away (`| head`) ends the output, not in a panic.

use std::io::{ErrorKind, IsTerminal, Write};

use super::Exit;
use super::args::Color;

/// Prints `text` as it is; false where it could not be written for a reason other than a closed pipe.
pub(super) fn print(text: &str) -> bool {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => true,
        Err(error) => {
            report_error(&format!("cannot write to standard output: {error}"));
            false
        }
    }
}

/// Prints what was made, or why nothing was.
pub(super) fn made(result: Result<String, String>) -> Exit {
    match result {
        Ok(text) if print(&text) => Exit::Clean,
        Ok(_) => Exit::Trouble,
        Err(message) => {
            report_error(&message);
            Exit::Trouble
        }
    }
}

/// Prints `error: MESSAGE` for people.
pub(super) fn report_error(message: &str) {
    note(&format!("error: {message}"));
}

/// Prints a line for people beside the output.
pub(super) fn note(message: &str) {
    // Nobody is left to tell where stderr is closed.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

/// Whether standard output takes colours.
pub(super) fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
            std::io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb
        }
    }
}
