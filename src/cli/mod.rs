//! The command line: arguments, one file per command, reports. Printing happens here only.

mod args;
mod check;
mod completions;
mod evidence;
mod explain;
mod facts;
mod find;
mod lsp;
mod make;
mod report;
mod research;
mod rules;
mod scaffold;
mod session;
mod sources;
mod summary;
mod terminal;
mod timeline;
mod unpack;
mod write;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

/// How a command ended; the codes are the contract of `product.md` §7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Something was found.
    Found,
    /// A named draft, source or configuration could not be checked.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(it: Exit) -> ExitCode {
        ExitCode::from(it as u8)
    }
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_colored = terminal::is_colored(arguments.color);
    let exit = match arguments.command {
        Command::Check(it) => check::run(&it, is_colored),
        Command::Evidence(it) => evidence::run(&it),
        Command::Find(it) => find::run(&it),
        Command::Sources(it) => sources::run(&it),
        Command::Facts(it) => facts::run(&it),
        Command::Research(it) => research::run(&it),
        Command::Summary(it) => summary::run(&it),
        Command::Scaffold(it) => scaffold::run(&it),
        Command::Timeline(it) => timeline::run(&it),
        Command::Unpack(it) => unpack::run(&it),
        Command::Explain { rule } => explain::run(&rule),
        Command::Rules { output_format } => rules::run(output_format),
        Command::Lsp { stdio: _ } => return lsp::run(),
        Command::Completions { shell } => completions::run(shell),
    };
    exit.into()
}
