//! `backline lsp`: the language server on stdin and stdout.

use super::{Exit, terminal};

pub(super) fn run() -> Exit {
    terminal::report_error("the language server is not in this build");
    Exit::Trouble
}
