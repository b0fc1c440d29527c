//! `backline find`: the lines that come close to a piece of text, read as a draft of its own.

use std::path::Path;

use super::args::{Find, Listing};
use super::report::json::EvidenceLine;
use super::session::{self, Checked, Session};
use super::{Exit, evidence, terminal};
use crate::analysis::{Analysis, Memo};
use crate::evidence::Role;
use crate::workspace::Overrides;

/// What the text is called in output.
const SHOWN: &str = "text";
/// The least share of the text that a line must hold to be shown.
const CLOSE: f32 = 0.2;

pub(super) fn run(args: &Find) -> Exit {
    let Some(mut workspace) = session::workspace_or_report() else {
        return Exit::Trouble;
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
    if args.output_format == Listing::Json {
        return evidence::print(&session, Listing::Json);
    }
    let (lines, files) = found(&session);
    let was_written = terminal::print(&lines.iter().map(|it| format!("{it}\n")).collect::<String>());
    if lines.is_empty() && !files.is_empty() {
        terminal::note(&format!("nothing in {} comes close to it", files.join(", ")));
    }
    evidence::end(&session, was_written)
}

/// The lines that come close to the text, best first, and the files that were looked in.
fn found(session: &Session) -> (Vec<String>, Vec<&str>) {
    let mut lines: Vec<EvidenceLine> = Vec::new();
    let mut files = Vec::new();
    for it in &session.drafts {
        let sources = &it.analysis.inputs.sources;
        let transcripts = sources.list.iter().filter(|it| it.role == Role::Transcript);
        files.extend(transcripts.map(|it| it.path.as_str()));
        let evidence = it.analysis.findings.iter().flat_map(|it| it.evidence.iter());
        let close = evidence.filter(|it| CLOSE <= it.score);
        lines.extend(close.filter_map(|it| EvidenceLine::of(sources, it)));
    }
    // Sorting is stable: of equals the engine's order stays.
    lines.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut shown: Vec<String> = Vec::new();
    for it in &lines {
        let it = evidence::shown(it);
        if !shown.contains(&it) {
            shown.push(it);
        }
    }
    (shown, files)
}
