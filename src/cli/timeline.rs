//! `backline timeline`: a timeline section made from a source.

use std::path::PathBuf;

use super::{Exit, terminal};

/// Arguments of `backline timeline`.
#[derive(Debug, clap::Args)]
pub(super) struct TimelineArgs {
    /// The transcript
    #[arg(value_name = "SOURCE")]
    pub(super) source: PathBuf,
}

pub(super) fn run(args: &TimelineArgs) -> Exit {
    let _ = args;
    terminal::report_error("timelines are not in this build");
    Exit::Trouble
}
