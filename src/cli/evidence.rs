//! `backline evidence`: each sentence of a draft with its verdict and the lines that back it.

use super::args::{Evidence, Listing};
use super::report::{Summary, coverage, json};
use super::session::{self, Checked, Session};
use super::{Exit, terminal};
use crate::text::one_line;

pub(super) fn run(args: &Evidence) -> Exit {
    let overrides = session::overrides(&args.sources);
    let Some(mut workspace) = session::workspace_or_report() else {
        return Exit::Trouble;
    };
    let stdin_filename = args.sources.stdin_filename.as_deref();
    let session = session::run(&mut workspace, &args.drafts, stdin_filename, &overrides);
    print(&session, args.output_format)
}

/// Prints what a run found, sentence by sentence.
pub(super) fn print(session: &Session, format: Listing) -> Exit {
    let out = match format {
        Listing::Json => json::evidence(&session.drafts),
        Listing::Text => session.drafts.iter().map(text).collect(),
    };
    let was_written = terminal::print(&out);
    let exit = end(session, was_written);
    if format == Listing::Text {
        terminal::note(&Summary::of(session).coverage());
    }
    exit
}

/// Tells on stderr what went wrong, and gives the exit code for it.
pub(super) fn end(session: &Session, was_written: bool) -> Exit {
    session.print_config_errors();
    for draft in &session.drafts {
        for it in draft
            .analysis
            .diagnostics
            .iter()
            .filter(|it| it.rule == "no-transcript")
        {
            terminal::report_error(&it.message);
        }
    }
    session.print_errors();
    if session.has_trouble() || !was_written {
        Exit::Trouble
    } else {
        Exit::Clean
    }
}

/// One paragraph per sentence: verdict, the sentence, its best line, its arithmetic.
fn text(draft: &Checked) -> String {
    let analysis = &draft.analysis;
    let it = &analysis.draft;
    let mut out = String::new();
    for (at, sentence) in it.sentences.iter().enumerate() {
        let (line, _) = it.lines.line_column(&it.text, sentence.span.start);
        let verdict = coverage::verdict(analysis, at).name();
        let prose = one_line(sentence.view.text());
        out.push_str(&format!("{}:{line}: {verdict}: {prose}\n", draft.path));
        let Some(finding) = analysis.findings.get(at) else {
            continue;
        };
        if let Some(line) = json::EvidenceLine::all(&analysis.inputs.sources, finding).next() {
            out.push_str(&format!("    {}\n", shown(&line)));
            out.extend(line.corrections.iter().map(|it| format!("    {it}\n")));
        }
        for proof in &finding.derivations {
            out.push_str(&format!("    {} = {}\n", proof.value, proof.expression));
        }
    }
    out
}

/// `transcript.txt:9 [00:02:14] RAVI: It went from 1.27 to 1.29. (0.91)`
pub(super) fn shown(line: &json::EvidenceLine) -> String {
    let who = line.speaker.as_deref();
    let who = who.map_or_else(String::new, |it| format!("{it}: "));
    let when = line.time.as_deref();
    let when = when.map_or_else(String::new, |it| format!(" [{it}]"));
    let (path, first, words) = (&line.path, line.lines[0], one_line(&line.text));
    format!("{path}:{first}{when} {who}{words} ({:.2})", line.score)
}
