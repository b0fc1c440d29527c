//! What can be done at a place: mend it, cite its line, vouch for it, mark it, put something in.

use super::{Action, ActionKind, Menu, misheard, place_name};
use crate::analysis::Analysis;
use crate::compose;
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::draft::BlockKind;
use crate::project;
use crate::rules;
use crate::text::Span;
use crate::verdict::Verdict;

/// What mends, marks and vouches: more than this nobody reads in a menu. What can be put in stands behind it and has
/// a measure of its own.
const MOST: usize = 12;

/// What can be done in `span` of the draft: mend first, then mark and vouch, then put in; first for what is
/// wrong in the very place, then for the rest of its sentence. What can be put in costs more to find (each
/// piece is checked by the engine before it is offered); `menu` asks for it.
pub fn actions(analysis: &Analysis, span: Span, menu: Menu) -> Vec<Action> {
    let touches = |it: Span| it.touches(span.start) || span.touches(it.start);
    let sentences = sentences(analysis, span);
    let is_near = |it: &Diagnostic| touches(it.span) || it.sentence.is_some_and(|n| sentences.contains(&n));
    let mut here: Vec<(usize, &Diagnostic)> = analysis
        .diagnostics
        .iter()
        .enumerate()
        .filter(|(_, it)| is_near(it))
        .collect();
    here.sort_by_key(|(n, it)| (!touches(it.span), *n));
    let mut out = Vec::new();
    for &(n, it) in &here {
        out.extend(fixes(n, it, touches(it.span)));
    }
    for sentence in sentences {
        let mine = here
            .iter()
            .find(|(_, it)| it.sentence == Some(sentence))
            .map(|(n, _)| *n);
        out.extend(placeholder(analysis, sentence, mine));
        out.extend(cite(analysis, sentence));
    }
    for &(n, it) in &here {
        out.extend(misheard::action(analysis, n, it));
    }
    for &(n, it) in &here {
        out.extend(allow(analysis, n, it));
    }
    let vouched: Option<(usize, usize)> = here.iter().find_map(|(n, it)| Some((*n, it.sentence?)));
    out.extend(vouched.and_then(|(n, sentence)| attest(analysis, n, sentence)));
    let mut seen: Vec<(String, Vec<Edit>)> = Vec::new();
    out.retain(|it| {
        let key = (it.title.clone(), it.edits.clone());
        let does_something = !it.edits.is_empty() || it.misheard.is_some();
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new && does_something
    });
    out.truncate(MOST);
    out.extend(insertions(analysis, span.end, menu));
    out.extend(fix_all(analysis));
    out
}

/// What `compose` writes for.
pub fn context(analysis: &Analysis) -> compose::Context<'_> {
    compose::Context {
        draft: &analysis.draft,
        path: &analysis.inputs.path,
        sources: &analysis.inputs.sources,
        persona: &analysis.inputs.persona,
        config: &analysis.inputs.config,
        author: analysis.inputs.author.as_deref(),
        findings: &analysis.findings,
    }
}

/// Reads what the first menu and the first list would wait for.
pub fn prepare(analysis: &Analysis) {
    analysis.inputs.stock.fill(&context(analysis));
}

/// Facts, quotes and the timeline that the draft does not have yet.
fn insertions(analysis: &Analysis, offset: usize, menu: Menu) -> Vec<Action> {
    let only = match menu {
        Menu::Fixes => return Vec::new(),
        Menu::Everything => None,
        Menu::Only(kind) => Some(kind),
    };
    compose::insertions(&context(analysis), &analysis.inputs.stock, offset, only)
        .into_iter()
        .map(inserting)
        .collect()
}

/// The timeline section, put in behind the block at `offset` or brought up to date; else why there is nothing to do.
pub fn timeline(analysis: &Analysis, offset: usize) -> Result<Action, &'static str> {
    let draft = &analysis.draft;
    let made = compose::timeline_section(&context(analysis), offset).map(inserting);
    made.ok_or_else(|| {
        if compose::timeline::broken(draft).is_some() {
            "A marker of the timeline section is missing: put it back, or take the other away."
        } else if compose::timeline::existing(draft).is_some() {
            "The timeline section is up to date."
        } else {
            "The sources tell no time of anything that would hold in this draft."
        }
    })
}

/// An insertion as an action.
fn inserting(it: compose::Insertion) -> Action {
    Action {
        title: it.title,
        kind: ActionKind::Insert(it.kind),
        edits: it.edits,
        misheard: None,
        diagnostic: None,
        preferred: false,
    }
}

/// The sentences that `span` touches, at most a handful: a whole file may be selected.
fn sentences(analysis: &Analysis, span: Span) -> Vec<usize> {
    let draft = &analysis.draft;
    let first = draft.sentences.partition_point(|it| it.span.end < span.start);
    let touched = draft.sentences[first..]
        .iter()
        .take_while(|it| it.span.start <= span.end);
    (first..first + touched.take(4).count()).collect()
}

/// The fixes of diagnostic `n`; the one to take unseen is only so where the cursor is (`is_here`).
fn fixes(n: usize, it: &Diagnostic, is_here: bool) -> Vec<Action> {
    let is_clear = is_here
        && it.fixes.len() == 1
        && (it.severity == Severity::Error || it.fixes[0].safety == Safety::Safe);
    let action = |fix: &crate::diagnostic::Fix| Action {
        title: fix.title.clone(),
        kind: ActionKind::QuickFix,
        edits: fix.edits.clone(),
        misheard: None,
        diagnostic: Some(n),
        preferred: is_clear,
    };
    it.fixes.iter().map(action).collect()
}

/// `[Fact 03: … — find source]` in place of a sentence that nothing backs, also where no rule says so.
fn placeholder(analysis: &Analysis, sentence: usize, mine: Option<usize>) -> Option<Action> {
    if analysis.findings.get(sentence)?.verdict != Verdict::Unsupported {
        return None;
    }
    let fix = rules::mark_as_fact(&analysis.draft, sentence)?;
    Some(Action {
        title: fix.title,
        kind: ActionKind::QuickFix,
        edits: fix.edits,
        misheard: None,
        diagnostic: mine,
        preferred: false,
    })
}

/// A citation of the sentence's first line, in the style of the configuration.
fn cite(analysis: &Analysis, sentence: usize) -> Option<Action> {
    let draft = &analysis.draft;
    let verdict = analysis.findings.get(sentence)?.verdict;
    let is_backed = matches!(verdict, Verdict::Supported | Verdict::Derived | Verdict::Weak);
    let is_cited = draft.citations.iter().any(|it| it.sentence == Some(sentence));
    if !is_backed || is_cited {
        return None;
    }
    let place = *project::places(analysis, sentence).first()?;
    let at = behind(analysis, sentence)?;
    Some(Action {
        title: format!("Cite {}", place_name(analysis, place)?.replacen(':', " line ", 1)),
        kind: ActionKind::Cite,
        edits: compose::citation(&context(analysis), at, place),
        misheard: None,
        diagnostic: None,
        preferred: false,
    })
}

/// A comment in the draft's dialect.
fn comment(analysis: &Analysis, text: &str) -> String {
    compose::comment(&analysis.inputs.path, text)
}

/// Where a note on the sentence goes: behind it, in a row inside the last cell.
fn behind(analysis: &Analysis, sentence: usize) -> Option<usize> {
    let draft = &analysis.draft;
    let it = draft.sentences.get(sentence)?;
    let is_row = draft
        .blocks
        .get(it.block)
        .is_some_and(|it| it.kind == BlockKind::TableRow);
    if is_row {
        Some(in_last_cell(draft.text.get(it.span.range())?, it.span.start))
    } else {
        Some(it.span.end)
    }
}

/// The end of the words of a row's last cell.
fn in_last_cell(row: &str, start: usize) -> usize {
    let row = row.trim_end();
    let row = row
        .strip_suffix('|')
        .filter(|it| !it.ends_with('\\'))
        .unwrap_or(row);
    start + row.trim_end().len()
}

/// Where a waiver for `span` goes: the end of the line that holds it, in a row inside the last cell.
/// Inside a construct of several lines it is the sentence's last line, so that the comment does not split
/// a sentence.
fn waiver_at(analysis: &Analysis, it: &Diagnostic) -> Option<usize> {
    let draft = &analysis.draft;
    let sentence = it.sentence.and_then(|it| draft.sentences.get(it));
    let block = sentence.and_then(|it| draft.blocks.get(it.block));
    if let (Some(sentence), Some(BlockKind::TableRow)) = (sentence, block.map(|it| it.kind)) {
        return Some(in_last_cell(
            draft.text.get(sentence.span.range())?,
            sentence.span.start,
        ));
    }
    let last = sentence.map_or(it.span, |it| it.span);
    let last = if last.is_empty() { last.end } else { last.end - 1 };
    let line = draft.lines.span(&draft.text, draft.lines.line(last));
    let words = draft.text.get(line.range())?.trim_end();
    let in_front_matter = !draft.front_matter.span.is_empty() && draft.front_matter.span.touches(last);
    (!in_front_matter).then_some(line.start + words.len())
}

/// A waiver of one rule; the reason is for the author to write over.
fn allow(analysis: &Analysis, n: usize, it: &Diagnostic) -> Option<Action> {
    let is_waiver_rule = matches!(
        it.rule,
        "unused-waiver" | "waiver-without-reason" | "invalid-config" | "no-transcript"
    );
    let at = waiver_at(analysis, it).filter(|_| !is_waiver_rule)?;
    Some(Action {
        title: format!("Allow {} here: add a reason", it.rule),
        kind: ActionKind::QuickFix,
        edits: vec![Edit {
            span: Span::at(at),
            text: format!(
                " {}",
                comment(analysis, &format!("backline: allow {}: reason", it.rule))
            ),
        }],
        misheard: None,
        diagnostic: Some(n),
        preferred: false,
    })
}

/// The author's word for the sentence.
fn attest(analysis: &Analysis, n: usize, sentence: usize) -> Option<Action> {
    let verdict = analysis.findings.get(sentence)?.verdict;
    let at = waiver_at(analysis, analysis.diagnostics.get(n)?).filter(|_| verdict <= Verdict::Weak)?;
    Some(Action {
        title: "I vouch for this sentence: add a reason".to_owned(),
        kind: ActionKind::QuickFix,
        edits: vec![Edit {
            span: Span::at(at),
            text: format!(" {}", comment(analysis, "backline: attest: reason")),
        }],
        misheard: None,
        diagnostic: Some(n),
        preferred: false,
    })
}

/// Everything that can be mended without changing what the text says, in one go. Where two fixes touch
/// the same words the first one is taken.
fn fix_all(analysis: &Analysis) -> Option<Action> {
    let safe = |it: &Diagnostic| {
        it.fixes
            .iter()
            .find(|it| it.safety == Safety::Safe)
            .map(|it| it.edits.clone())
    };
    let mut fixes: Vec<Vec<Edit>> = analysis.diagnostics.iter().filter_map(safe).collect();
    fixes.retain(|it| !it.is_empty());
    fixes.sort_by_key(|it| (it[0].span.start, it[0].span.end));
    let mut edits: Vec<Edit> = Vec::new();
    for fix in fixes {
        let collides = |new: &Edit| {
            let near = edits.partition_point(|old| old.span.end < new.span.start);
            edits[near..]
                .iter()
                .take_while(|old| old.span.start <= new.span.end)
                .any(|old| {
                    old.span.overlaps(new.span) || old.span == new.span || old.span.touches(new.span.start)
                })
        };
        if fix.iter().any(collides) {
            continue;
        }
        edits.extend(fix);
        edits.sort_by_key(|it| (it.span.start, it.span.end));
    }
    (!edits.is_empty()).then(|| Action {
        title: "Fix everything that is safe to fix".to_owned(),
        kind: ActionKind::FixAll,
        edits,
        misheard: None,
        diagnostic: None,
        preferred: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_on_a_row_stays_in_its_last_cell() {
        assert_eq!(in_last_cell("| a | b |", 10), 17);
        assert_eq!(in_last_cell("| a | b", 0), 7);
        assert_eq!(in_last_cell("| a | b \\| |", 0), 10);
    }
}
