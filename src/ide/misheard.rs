//! "The source misheard this": where the draft is right and the recording is wrong, the correction is written into the
//! configuration, so that every proof shows it.

use super::words::shortened;
use super::{Action, ActionKind};
use crate::analysis::Analysis;
use crate::config::{Correction, NO_REASON};
use crate::diagnostic::Diagnostic;
use crate::language::words;
use crate::text::Span;
use crate::verdict::{Issue, IssueKind};

/// A correction and the source that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misheard {
    /// Index into the sources.
    pub source: usize,
    /// What to correct; its reason is for the author to write over.
    pub correction: Correction,
}

/// The correction that makes `it`, diagnostic `n`, right.
pub(super) fn action(analysis: &Analysis, n: usize, it: &Diagnostic) -> Option<Action> {
    let finding = analysis.findings.get(it.sentence?)?;
    let issue = finding.issues.iter().find(|issue| issue.span == it.span)?;
    let misheard = misheard(analysis, issue)?;
    let said = &misheard.correction;
    let path = &analysis.inputs.sources.list.get(misheard.source)?.path;
    let name = path.rsplit('/').next().unwrap_or(path);
    let title = format!(
        "The source misheard this: read \"{}\" as \"{}\" ({name} line {})",
        shortened(&said.from, 30),
        shortened(&said.to, 30),
        said.line?
    );
    Some(Action {
        title,
        kind: ActionKind::QuickFix,
        edits: Vec::new(),
        misheard: Some(misheard),
        diagnostic: Some(n),
        preferred: false,
    })
}

fn misheard(analysis: &Analysis, issue: &Issue) -> Option<Misheard> {
    let is_of_words = matches!(
        issue.kind,
        IssueKind::ContradictedNumber
            | IssueKind::ContradictedTime
            | IssueKind::ContradictedName
            | IssueKind::AlteredQuote
    );
    let (from, place) = (issue.right.as_deref()?, issue.place?);
    let to = analysis.draft.text.get(issue.span.range())?.trim();
    if !is_of_words || to.is_empty() || to.contains('\n') {
        return None;
    }
    let transcript = &analysis.inputs.sources.list.get(place.source)?.transcript;
    let unit = transcript
        .units
        .iter()
        .find(|it| it.view.span().overlaps(place.span))?;
    let text = unit.view.text();
    // Only the source's own words can be corrected.
    let spans = words::spans(from);
    let (first, last) = (spans.first()?, spans.last()?);
    let (at, _) = text.match_indices(from).find(|(at, _)| {
        let joins = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let before = first.start == 0 && joins(text[..*at].chars().next_back());
        let after = last.end == from.len() && joins(text[at + from.len()..].chars().next());
        !before && !after
    })?;
    // What is read otherwise than it stands already, by a correction or a repair, is not there to be corrected.
    let raw = unit.view.in_file(Span::new(at, at + from.len()));
    if transcript.rewritten.iter().any(|it| it.span.overlaps(raw)) {
        return None;
    }
    let line = transcript.lines.line(raw.start) + 1;
    Some(Misheard {
        source: place.source,
        correction: Correction {
            line: Some(line),
            from: from.to_owned(),
            to: to.to_owned(),
            reason: NO_REASON.to_owned(),
            by: analysis.inputs.author.clone().unwrap_or_default(),
        },
    })
}
