//! `backline lsp`: the language server on stdin and stdout.

use std::process::ExitCode;

/// Serves until the editor is done; the exit codes are the protocol's, not the command line's.
pub(super) fn run() -> ExitCode {
    crate::lsp::run()
}
