//! `backline summary DRAFT`: `draft-summary.md`, what is there and what is still missing.

use std::path::PathBuf;

use super::session::{self, Session};
use super::{Exit, terminal, write};
use crate::compose::summary;
use crate::ide;
use crate::workspace::Overrides;

/// Arguments of `backline summary`.
#[derive(Debug, clap::Args)]
pub(super) struct SummaryArgs {
    /// The draft
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// Check against this transcript instead of the discovered ones (repeatable)
    #[arg(long = "transcript", value_name = "FILE")]
    transcripts: Vec<PathBuf>,
    /// The file to write; - is standard output
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Overwrite the file if it is there already
    #[arg(long)]
    force: bool,
}

/// Writes the summary beside the draft.
pub(super) fn run(args: &SummaryArgs) -> Exit {
    let Some(mut workspace) = session::workspace_or_report() else {
        return Exit::Trouble;
    };
    let overrides = Overrides {
        transcripts: args.transcripts.clone(),
        ..Overrides::default()
    };
    let session = session::run(
        &mut workspace,
        std::slice::from_ref(&args.draft),
        None,
        &overrides,
    );
    session.print_config_errors();
    let Session { drafts, errors, .. } = session;
    let Some(checked) = drafts.into_iter().next() else {
        errors.iter().for_each(|it| terminal::report_error(it));
        return Exit::Trouble;
    };
    let text = summary::summary(&ide::context(&checked.analysis));
    let path = args
        .into
        .clone()
        .unwrap_or_else(|| args.draft.with_file_name("draft-summary.md"));
    if path.as_os_str() == "-" {
        return terminal::made(Ok(text));
    }
    terminal::made(write::new(&path, &text, args.force).map(|()| format!("{}\n", path.display())))
}
