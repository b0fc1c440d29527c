//! `backline find`: the lines that back a piece of text, judged as a draft of its own.

use std::path::Path;

use super::args::Find;
use super::session::{self, Checked, Session};
use super::{Exit, evidence, terminal};
use crate::analysis::{Analysis, Memo};
use crate::workspace::Overrides;

/// What the text is called in output.
const SHOWN: &str = "text";

pub(super) fn run(args: &Find) -> Exit {
    let mut workspace = match session::workspace() {
        Ok(workspace) => workspace,
        Err(message) => {
            terminal::report_error(&message);
            return Exit::Trouble;
        }
    };
    let overrides = Overrides {
        transcripts: args.transcripts.clone(),
        ..Overrides::default()
    };
    let inputs = workspace.inputs(Path::new("text.md"), &args.text, &overrides);
    let mut session = Session::default();
    for it in inputs.problems.iter().filter(|it| !it.candidates.is_empty()) {
        terminal::note(&format!("note: {}", it.message));
    }
    if inputs.sources.list.is_empty() && inputs.problems.is_empty() {
        session
            .errors
            .push("no transcript to look in; name one with --transcript".to_owned());
    }
    session.drafts.push(Checked {
        path: SHOWN.to_owned(),
        skipped: 0,
        analysis: Analysis::new(&args.text, inputs, &mut Memo::default()),
    });
    evidence::print(&session, args.output_format)
}
