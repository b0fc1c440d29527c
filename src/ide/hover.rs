//! The hover: the verdict in plain words, the lines behind it, what matched, the arithmetic.

use super::words::{count, diff, escape, quoted, shortened};
use super::{Hover, place_name, sentence_at};
use crate::analysis::Analysis;
use crate::draft::DirectiveKind;
use crate::evidence::{Evidence, MatchKind, Place};
use crate::project::{self, Backed};
use crate::transcript::Stamp;
use crate::verdict::{Issue, IssueKind, Verdict};

/// Lines that a hover shows at most; it is read in a small float.
const MOST_LINES: usize = 3;

/// The hover at `offset` of the draft.
pub fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let Some(sentence) = sentence_at(analysis, offset) else {
        return hover_of_diagnostics(analysis, offset);
    };
    let finding = analysis.findings.get(sentence)?;
    let mut parts = vec![verdict(analysis, sentence)];
    parts.extend(finding.issues.iter().filter_map(|it| wording(analysis, it)));
    parts.extend(evidence(analysis, sentence));
    parts.extend(matched(analysis, sentence));
    parts.extend(arithmetic(analysis, sentence));
    let at = |it: &&crate::diagnostic::Diagnostic| it.sentence == Some(sentence) || it.span.touches(offset);
    parts.extend(messages(analysis.diagnostics.iter().filter(at)));
    Some(Hover {
        span: analysis.draft.sentences.get(sentence)?.span,
        markdown: parts.join("\n\n"),
    })
}

/// What is said about a place that is no sentence: a heading, a placeholder, front matter.
fn hover_of_diagnostics(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let mut here = analysis
        .diagnostics
        .iter()
        .filter(|it| it.span.touches(offset))
        .peekable();
    let span = here.peek()?.span;
    Some(Hover {
        span,
        markdown: messages(here)?,
    })
}

fn verdict(analysis: &Analysis, sentence: usize) -> String {
    let finding = &analysis.findings[sentence];
    let from = || {
        let places = project::places(analysis, sentence);
        let name = places.first().and_then(|it| link(analysis, *it));
        name.map_or(String::new(), |it| format!(" {it}"))
    };
    match finding.verdict {
        Verdict::Supported => format!("**Backed** by{}", from())
            .trim_end_matches(" by")
            .to_owned(),
        Verdict::Derived => "**Follows by arithmetic** from the source.".to_owned(),
        Verdict::Weak => "**Thinly backed.** The source is near this, but does not quite say it.".to_owned(),
        Verdict::Unsupported if analysis.inputs.sources.list.is_empty() => {
            "**Nothing to check against.** No source was found for this draft.".to_owned()
        }
        Verdict::Unsupported if finding.evidence.is_empty() => {
            "**Not backed.** Nothing in the source says this.".to_owned()
        }
        Verdict::Unsupported => {
            "**Not backed.** Nothing in the source says this. The closest line:".to_owned()
        }
        Verdict::Contradicted => "**The source says otherwise.**".to_owned(),
        Verdict::Misquoted => "**Not the source's words.**".to_owned(),
        Verdict::Misattributed => "**Somebody else said this.**".to_owned(),
        Verdict::Attested => attested(analysis, sentence),
        Verdict::NotAClaim => "**Nothing to check here**: no claim that a source could back.".to_owned(),
    }
}

/// Who vouches, and why: a waiver with its reason, or the citation.
fn attested(analysis: &Analysis, sentence: usize) -> String {
    let draft = &analysis.draft;
    let span = draft.sentences[sentence].span;
    let waiver = draft.directives.iter().find(|it| {
        it.kind == DirectiveKind::Attest && (it.covers.overlaps(span) || it.covers.contains(span))
    });
    let was = analysis.findings[sentence]
        .was
        .map(|it| format!(" Without that: {}.", it.name()));
    let why = match waiver {
        Some(it) if !it.reason.is_empty() => format!("**You vouch for this**: {}", escape(it.reason.trim())),
        Some(_) => "**You vouch for this**, without a reason yet.".to_owned(),
        None => "**You cite a line for this.**".to_owned(),
    };
    why + was.as_deref().unwrap_or("")
}

fn link(analysis: &Analysis, place: Place) -> Option<String> {
    let name = place_name(analysis, place)?;
    let source = analysis.inputs.sources.list.get(place.source)?;
    let line = source.transcript.lines.line(place.span.start) + 1;
    Some(format!("[{}](source:{}#L{line})", escape(&name), place.source))
}

fn time(it: Stamp) -> String {
    match it {
        Stamp::Offset(s) if 3600 <= s => format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
        Stamp::Offset(s) => format!("{}:{:02}", s / 60, s % 60),
        Stamp::Clock(m) => format!("{:02}:{:02}", m / 60, m % 60),
    }
}

/// The lines, as quotations: `RAVI · 2:14 · transcript.txt:9`, then the words.
fn evidence(analysis: &Analysis, sentence: usize) -> Vec<String> {
    let finding = &analysis.findings[sentence];
    let lines: Vec<&Evidence> = match finding.verdict {
        Verdict::Unsupported => finding.evidence.iter().take(1).collect(),
        Verdict::NotAClaim => Vec::new(),
        _ => project::backing(analysis, sentence),
    };
    lines
        .into_iter()
        .take(MOST_LINES)
        .filter_map(|it| line(analysis, it))
        .collect()
}

fn line(analysis: &Analysis, it: &Evidence) -> Option<String> {
    let transcript = &analysis.inputs.sources.list.get(it.source)?.transcript;
    let unit = transcript.units.get(it.unit)?;
    let turn = transcript.turns.get(unit.turn)?;
    let place = Place {
        source: it.source,
        span: unit.view.span(),
    };
    let speaker = turn.speaker.and_then(|it| transcript.speakers.get(it));
    let head: Vec<String> = [
        speaker.map(|it| format!("**{}**", escape(&it.name))),
        turn.start.map(time),
        link(analysis, place),
    ]
    .into_iter()
    .flatten()
    .collect();
    let question = unit.question.and_then(|it| transcript.units.get(it));
    let asked = question.map(|it| format!("> *{}*  \n", quoted(it.view.text())));
    let words = quoted(unit.view.text());
    Some(format!(
        "> {}  \n{}> {words}",
        head.join(" · "),
        asked.unwrap_or_default()
    ))
}

/// `matched: 47,000 · records`
fn matched(analysis: &Analysis, sentence: usize) -> Option<String> {
    let mut said: Vec<(MatchKind, &str)> = Vec::new();
    for it in project::backing(analysis, sentence).into_iter().take(MOST_LINES) {
        for it in &it.matched {
            if !said.iter().any(|(_, said)| said.eq_ignore_ascii_case(&it.said)) {
                said.push((it.kind, &it.said));
            }
        }
    }
    said.sort_by_key(|(kind, _)| *kind);
    let words: Vec<String> = said
        .iter()
        .take(8)
        .map(|(_, it)| escape(&shortened(it, 60)))
        .collect();
    (!words.is_empty()).then(|| format!("matched: {}", words.join(" · ")))
}

/// `38,800 = 47,000 − 8,200`, with where the numbers stand.
fn arithmetic(analysis: &Analysis, sentence: usize) -> Vec<String> {
    let proof = |it: &crate::verdict::Derivation| {
        let places: Vec<String> = it
            .operands
            .iter()
            .filter_map(|it| link(analysis, it.place))
            .collect();
        let mut names: Vec<String> = Vec::new();
        for it in places {
            if !names.contains(&it) {
                names.push(it);
            }
        }
        let expression = it.expression.replace(" - ", " − ").replace('*', "×");
        let from = if names.is_empty() {
            String::new()
        } else {
            format!(" ({})", names.join(", "))
        };
        format!("{} = {}{from}", escape(&it.value), escape(&expression))
    };
    analysis.findings[sentence]
        .derivations
        .iter()
        .map(proof)
        .collect()
}

/// For a quotation: the draft's words over the source's, the difference marked.
fn wording(analysis: &Analysis, issue: &Issue) -> Option<String> {
    let is_quote = matches!(
        issue.kind,
        IssueKind::AlteredQuote | IssueKind::MergedQuote | IssueKind::TruncatedQuote
    );
    let right = issue.right.as_deref().filter(|_| is_quote)?;
    let bare = |it: &str| it.trim_matches(['"', '“', '”', '\'', '‘', '’', ' ']).to_owned();
    let said = analysis.draft.text.get(issue.span.range())?;
    let (draft, source) = diff(&bare(said), &bare(right))?;
    Some(format!("you: {draft}  \nsource: {source}"))
}

fn messages<'a>(all: impl Iterator<Item = &'a crate::diagnostic::Diagnostic>) -> Option<String> {
    let lines: Vec<String> = all
        .map(|it| format!("- {} (`{}`)", escape(&it.message), it.rule))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The hover at `offset` of a source: which sentences of the drafts rest on its line.
pub fn hover_in_source(drafts: &[Backed<'_>], offset: usize) -> Option<Hover> {
    let first = drafts.first()?;
    let transcript = &first.analysis.inputs.sources.list.get(first.source)?.transcript;
    if transcript.text.len() < offset {
        return None;
    }
    let line = transcript.lines.line(offset);
    let mut items = Vec::new();
    for (n, draft) in drafts.iter().enumerate() {
        let uses = project::uses(*draft);
        for &sentence in uses.get(&line).into_iter().flatten() {
            let it = &draft.analysis.draft;
            let Some(said) = it.sentences.get(sentence) else {
                continue;
            };
            let at = it.lines.line(said.span.start) + 1;
            let path = &draft.analysis.inputs.path;
            let name = path.rsplit('/').next().unwrap_or(path);
            let verdict = draft.analysis.findings[sentence].verdict;
            let mark = if verdict < Verdict::Weak {
                format!(" ({})", verdict.name())
            } else {
                String::new()
            };
            items.push(format!(
                "- [{}:{at}](draft:{n}#L{at}){mark}: {}",
                escape(name),
                escape(&shortened(said.view.text(), 120))
            ));
        }
    }
    let head = match items.len() {
        0 => "**Not used yet** in an open draft.".to_owned(),
        n => format!("**Used in {}**", count(n, "sentence", "sentences")),
    };
    let hidden = items.len().saturating_sub(12);
    items.truncate(12);
    if 0 < hidden {
        items.push(format!("- … and {hidden} more"));
    }
    items.insert(0, head + "\n");
    Some(Hover {
        span: transcript.lines.span(&transcript.text, line),
        markdown: items.join("\n").trim_end().to_owned(),
    })
}
