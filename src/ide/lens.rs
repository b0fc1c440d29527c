//! Lenses: what a draft is checked against, how each section stands, how often a source line is used.

use std::collections::BTreeMap;

use super::Lens;
use super::words::count;
use crate::analysis::Analysis;
use crate::draft::BlockKind;
use crate::evidence::Role;
use crate::fact;
use crate::project::{self, Backed};
use crate::text::{Span, grouped};
use crate::verdict::Verdict;

/// The lenses of a draft.
pub fn lenses(analysis: &Analysis) -> Vec<Lens> {
    let mut out = vec![Lens {
        span: Span::at(0),
        title: checked_against(analysis),
    }];
    if analysis.inputs.sources.list.is_empty() {
        return out;
    }
    out.extend(sections(analysis));
    out
}

/// `Checked against transcript.txt · 31 turns · RAVI, LIN`, or what is missing.
fn checked_against(analysis: &Analysis) -> String {
    let list = &analysis.inputs.sources.list;
    let sources: Vec<_> = list.iter().filter(|it| it.role == Role::Transcript).collect();
    if sources.is_empty() {
        let problem = analysis.inputs.problems.first();
        let what = problem.map_or("No transcript found", |it| it.message.as_str());
        return format!("Not checked · {what}");
    }
    let names: Vec<&str> = sources.iter().map(|it| it.path.as_str()).collect();
    let turns = sources.iter().map(|it| it.transcript.turns.len()).sum();
    let mut speakers: Vec<&str> = Vec::new();
    for it in sources.iter().flat_map(|it| &it.transcript.speakers) {
        if !speakers.contains(&it.name.as_str()) {
            speakers.push(&it.name);
        }
    }
    let more = match speakers.len().saturating_sub(4) {
        0 => String::new(),
        n => format!(" +{n}"),
    };
    speakers.truncate(4);
    let who = if speakers.is_empty() {
        String::new()
    } else {
        format!(" · {}{more}", speakers.join(", "))
    };
    format!(
        "Checked against {} · {}{who}{}",
        names.join(", "),
        count(turns, "turn", "turns"),
        unused(analysis)
    )
}

/// ` · 3 facts unused`, where the draft leaves some out.
fn unused(analysis: &Analysis) -> String {
    let sources = &analysis.inputs.sources;
    let told = analysis.inputs.stock.told(sources);
    match fact::unused(told, sources, &analysis.findings).len() {
        0 => String::new(),
        n => format!(
            " · {} {} unused",
            grouped(n),
            if n == 1 { "fact" } else { "facts" }
        ),
    }
}

/// Claims of a section, by what became of them.
#[derive(Default)]
struct Tally {
    claims: usize,
    backed: usize,
}

/// `8 claims · 7 backed · 1 to check`, above each heading that has claims directly under it.
fn sections(analysis: &Analysis) -> Vec<Lens> {
    let draft = &analysis.draft;
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (sentence, finding) in draft.sentences.iter().zip(analysis.findings.iter()) {
        let section = draft.blocks.get(sentence.block).and_then(|it| it.section);
        let (Some(section), true) = (section, finding.verdict != Verdict::NotAClaim) else {
            continue;
        };
        let tally = tallies.entry(section).or_default();
        tally.claims += 1;
        tally.backed += usize::from(Verdict::Attested <= finding.verdict);
    }
    let lens = |(section, it): (usize, Tally)| {
        let block = draft.blocks.get(section)?;
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let open = it.claims - it.backed;
        let rest = if open == 0 {
            String::new()
        } else {
            format!(" · {open} to check")
        };
        is_heading.then(|| Lens {
            span: block.span,
            title: format!(
                "{} · {} backed{rest}",
                count(it.claims, "claim", "claims"),
                it.backed
            ),
        })
    };
    tallies.into_iter().filter_map(lens).collect()
}

/// In a source: `used in 3 sentences`, above each line that a draft rests on.
pub fn lenses_in_source(drafts: &[Backed<'_>]) -> Vec<Lens> {
    let Some(first) = drafts.first() else {
        return Vec::new();
    };
    let Some(source) = first.analysis.inputs.sources.list.get(first.source) else {
        return Vec::new();
    };
    let mut used: BTreeMap<usize, usize> = BTreeMap::new();
    for draft in drafts {
        for (line, sentences) in project::uses(*draft) {
            *used.entry(line).or_default() += sentences.len();
        }
    }
    let lines = &source.transcript.lines;
    let lens = |(line, n)| Lens {
        span: lines.span(&source.transcript.text, line),
        title: format!("used in {}", count(n, "sentence", "sentences")),
    };
    used.into_iter().map(lens).collect()
}
