//! The hover: the verdict in plain words, the lines behind it, what matched, the arithmetic.

use super::words::{count, diff, escape, escape_inside, quoted, shortened};
use super::{Hover, place_name, sentence_at};
use crate::analysis::Analysis;
use crate::draft::DirectiveKind;
use crate::evidence::{MatchKind, Place};
use crate::findings::says_why;
use crate::project::{self, Backed};
use crate::text::Span;
use crate::transcript::Stamp;
use crate::verdict::{Issue, IssueKind, Verdict};

/// Lines that a hover shows at most; it is read in a small float.
const MOST_LINES: usize = 3;

/// The hover at `offset` of the draft. What the diagnostics say is not repeated: editors show it beside.
pub fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let sentence = sentence_at(analysis, offset)?;
    analysis.findings.get(sentence)?;
    let lines = evidence(analysis, sentence);
    let mut parts = vec![verdict(analysis, sentence, lines.len())];
    parts.extend(wordings(analysis, sentence));
    parts.extend(lines);
    parts.extend(matched(analysis, sentence));
    parts.extend(arithmetic(analysis, sentence));
    Some(Hover {
        span: analysis.draft.sentences.get(sentence)?.span,
        markdown: parts.join("\n\n"),
    })
}

fn verdict(analysis: &Analysis, sentence: usize, n_lines: usize) -> String {
    let finding = &analysis.findings[sentence];
    let by = match n_lines {
        0 => "the source.",
        1 => "this line:",
        _ => "these lines:",
    };
    let has_source = !analysis.inputs.sources.list.is_empty();
    match finding.verdict {
        Verdict::Supported => format!("**Backed** by {by}"),
        Verdict::Derived => format!("**Follows** from {by}"),
        Verdict::Weak => "**Thinly backed.** The source is near this, but does not quite say it.".to_owned(),
        Verdict::Unsupported if !has_source => {
            "**Nothing to check against.** No source was found for this draft.".to_owned()
        }
        Verdict::Unsupported if !missing(analysis, sentence).is_empty() => {
            let closest = if n_lines == 0 { "" } else { " The closest line:" };
            format!("**Not all of it is backed.**{closest}")
        }
        Verdict::Unsupported if n_lines == 0 => "**Not backed.** Nothing in the source says this.".to_owned(),
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
        Some(it) if says_why(it) => format!("**You vouch for this**: {}", escape(&closed(it.reason.trim()))),
        Some(_) => "**You vouch for this**, without a reason yet.".to_owned(),
        None => "**You cite a line for this.**".to_owned(),
    };
    why + was.as_deref().unwrap_or("")
}

/// `text` with a full stop, unless it ends like a sentence already.
fn closed(text: &str) -> String {
    let bare = text.trim_end_matches(['"', '”', '’', ')', '*', '_']);
    let stop = if bare.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

fn link(analysis: &Analysis, place: Place) -> Option<String> {
    let name = place_name(analysis, place)?;
    let source = analysis.inputs.sources.list.get(place.source)?;
    let line = source.transcript.lines.line(place.span.start) + 1;
    Some(format!(
        "[{}](source:{}#L{line})",
        escape_inside(&name),
        place.source
    ))
}

/// A stamp as people write it.
pub(super) fn time(it: Stamp) -> String {
    match it {
        Stamp::Offset(it) => match it / 1000 {
            s if 3600 <= s => format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
            s => format!("{}:{:02}", s / 60, s % 60),
        },
        Stamp::Clock(m) => format!("{:02}:{:02}", m / 60, m % 60),
    }
}

/// The lines, as quotations: `RAVI · 2:14 · transcript.txt:9`, then the words. First those that prove the
/// sentence wrong.
fn evidence(analysis: &Analysis, sentence: usize) -> Vec<String> {
    let finding = &analysis.findings[sentence];
    if let Some(it) = &finding.callback {
        let place = escape(&format!("{}:{}", it.path, it.line));
        return vec![format!("> {place}  \n> {}", quoted(&it.text))];
    }
    let closest = finding.evidence.first().map(|it| (it.source, it.unit));
    let mut units: Vec<(usize, usize)> = match finding.verdict {
        Verdict::Unsupported => closest.into_iter().collect(),
        Verdict::NotAClaim => Vec::new(),
        _ => {
            let says_otherwise = finding.verdict <= Verdict::Misattributed;
            let proofs = finding.issues.iter().filter(|_| says_otherwise);
            let proofs = proofs.flat_map(|it| it.place.into_iter().chain(it.other));
            let proofs = proofs.filter_map(|it| unit_of(analysis, it));
            let backing = project::backing(analysis, sentence).into_iter();
            proofs.chain(backing.map(|it| (it.source, it.unit))).collect()
        }
    };
    let mut seen = Vec::new();
    units.retain(|it| {
        let is_new = !seen.contains(it);
        seen.push(*it);
        is_new
    });
    let lines = units.into_iter().take(MOST_LINES);
    lines
        .filter_map(|(source, unit)| line(analysis, source, unit))
        .collect()
}

/// The unit that holds the start of a place. Units stand in the order of the file.
fn unit_of(analysis: &Analysis, place: Place) -> Option<(usize, usize)> {
    let units = &analysis.inputs.sources.list.get(place.source)?.transcript.units;
    let behind = units.partition_point(|it| it.view.span().start <= place.span.start);
    let unit = behind.checked_sub(1)?;
    let holds = place.span.start < units[unit].view.span().end;
    holds.then_some((place.source, unit))
}

fn line(analysis: &Analysis, source: usize, unit: usize) -> Option<String> {
    let transcript = &analysis.inputs.sources.list.get(source)?.transcript;
    let unit = transcript.units.get(unit)?;
    let turn = transcript.turns.get(unit.turn)?;
    let place = Place {
        source,
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
    let corrected = transcript.corrected(unit.view.span());
    let corrected: String = corrected
        .map(|it| format!("  \n> *{}*", escape_inside(&it)))
        .collect();
    Some(format!(
        "> {}  \n{}> {words}{corrected}",
        head.join(" · "),
        asked.unwrap_or_default()
    ))
}

/// `matched: 47,000 · records`, and below it `missing: RabbitMQ`.
fn matched(analysis: &Analysis, sentence: usize) -> Option<String> {
    let mut said: Vec<(MatchKind, &str)> = Vec::new();
    for it in project::backing(analysis, sentence).into_iter().take(MOST_LINES) {
        for it in &it.matched {
            said.push((it.kind, &it.said));
        }
    }
    said.sort_by_key(|(kind, _)| *kind);
    // "four days" has been said; "four" and "days" need not be.
    let mut kept: Vec<String> = Vec::new();
    said.retain(|(_, it)| {
        let it = it.to_lowercase();
        let is_new = !kept.iter().any(|longer| holds_words(longer, &it));
        kept.push(it);
        is_new
    });
    let words: Vec<String> = said
        .iter()
        .take(8)
        .map(|(_, it)| escape_inside(&shortened(it, 60)))
        .collect();
    let missing = missing(analysis, sentence);
    let parts = [("matched", words), ("missing", missing)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|(name, it)| format!("{name}: {}", it.join(" · ")))
        .collect();
    (!parts.is_empty()).then(|| parts.join("  \n"))
}

/// The numbers and names of a sentence that no source holds, as the draft writes them.
fn missing(analysis: &Analysis, sentence: usize) -> Vec<String> {
    let issues = analysis.findings[sentence].issues.iter();
    let absent = issues.filter(|it| {
        matches!(
            it.kind,
            IssueKind::UnsupportedNumber | IssueKind::UnknownName | IssueKind::UnknownDetail
        )
    });
    absent
        .map(|it| escape_inside(&shortened(&analysis.draft.text[it.span.range()], 60)))
        .collect()
}

/// Whether `words` stands in `text` with no letter or digit on either side.
fn holds_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, it)| {
        let before = text[..at].chars().next_back();
        let after = text[at + it.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
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
        format!("{} = {}{from}", escape(&it.value), escape_inside(&expression))
    };
    analysis.findings[sentence]
        .derivations
        .iter()
        .map(proof)
        .collect()
}

/// For each altered quotation: the draft's words over the source's, the difference marked.
fn wordings(analysis: &Analysis, sentence: usize) -> Vec<String> {
    let (draft, finding) = (&analysis.draft, &analysis.findings[sentence]);
    let Some(it) = draft.sentences.get(sentence) else {
        return Vec::new();
    };
    let in_file = |quote: &crate::draft::Quotation| it.view.in_file(quote.inner);
    let mut quotes: Vec<Span> = it.quotes.iter().map(in_file).collect();
    let mut fixes: Vec<&Issue> = finding.issues.iter().filter(|it| is_wording(it)).collect();
    fixes.sort_by_key(|it| (it.span.start, it.span.end));
    // An issue may span the marks, too, and a block quote has none.
    let is_loose = |it: &&&Issue| !quotes.iter().any(|quote| quote.contains(it.span));
    let loose: Vec<Span> = fixes.iter().filter(is_loose).map(|it| it.span).collect();
    quotes.extend(loose);
    let wording = |quote: Span| {
        let mut source = String::new();
        let mut at = quote.start;
        for it in fixes.iter().filter(|it| quote.contains(it.span)) {
            source.push_str(draft.text.get(at..it.span.start)?);
            source.push_str(it.right.as_deref()?);
            at = it.span.end;
        }
        source.push_str(draft.text.get(at..quote.end)?);
        let bare = |it: &str| it.trim_matches(['"', '“', '”', '\'', '‘', '’', ' ']).to_owned();
        let (yours, theirs) = diff(&bare(draft.text.get(quote.range())?), &bare(&source))?;
        Some(format!("you: {yours}  \nsource: {theirs}"))
    };
    quotes.into_iter().filter_map(wording).collect()
}

fn is_wording(it: &Issue) -> bool {
    let is_quote = matches!(
        it.kind,
        IssueKind::AlteredQuote | IssueKind::MergedQuote | IssueKind::TruncatedQuote
    );
    is_quote && it.right.is_some()
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
                escape_inside(&shortened(said.view.text(), 120))
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
