//! `backline completions`: a script for the shell.

use clap::CommandFactory;

use super::args::Arguments;
use super::{Exit, terminal};

pub(super) fn run(shell: clap_complete::Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "backline", &mut script);
    if terminal::print(&String::from_utf8_lossy(&script)) {
        Exit::Clean
    } else {
        Exit::Trouble
    }
}
