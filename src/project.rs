//! The analyses of all drafts, and the way back from transcript lines to the sentences that rest on them.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::evidence::{Evidence, MatchKind, Place};
use crate::verdict::Verdict;

/// A draft as seen from one of its sources.
#[derive(Clone, Copy, Debug)]
pub struct Backed<'a> {
    /// What is known of the draft.
    pub analysis: &'a Analysis,
    /// Which of its sources is meant.
    pub source: usize,
}

/// The evidence that a sentence rests on, best first: the best line, and those that carry something it
/// does not. What is found for a sentence that nothing backs is only near it, and is left out.
pub fn backing(analysis: &Analysis, sentence: usize) -> Vec<&Evidence> {
    let Some(finding) = analysis.findings.get(sentence) else {
        return Vec::new();
    };
    let rests = match finding.verdict {
        Verdict::Supported | Verdict::Derived | Verdict::Weak => true,
        Verdict::Attested => !matches!(finding.was, Some(Verdict::Unsupported | Verdict::NotAClaim)),
        Verdict::Contradicted | Verdict::Misquoted | Verdict::Misattributed => true,
        Verdict::Unsupported | Verdict::NotAClaim => false,
    };
    if !rests {
        return Vec::new();
    }
    let mut said: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for it in finding.evidence.iter() {
        let news = it
            .matched
            .iter()
            .filter(|it| it.kind < MatchKind::Word && it.kind != MatchKind::Speaker)
            .filter(|it| !said.contains(&it.said.as_str()))
            .count();
        if out.is_empty() || 0 < news {
            out.push(it);
            said.extend(it.matched.iter().map(|it| it.said.as_str()));
        }
    }
    out
}

/// The places in the sources that a sentence rests on: its evidence, the numbers of its arithmetic, the
/// lines that prove it wrong. In order of rank, each once.
pub fn places(analysis: &Analysis, sentence: usize) -> Vec<Place> {
    let Some(finding) = analysis.findings.get(sentence) else {
        return Vec::new();
    };
    let sources = &analysis.inputs.sources.list;
    let evidence = backing(analysis, sentence).into_iter().filter_map(|it| {
        let unit = sources.get(it.source)?.transcript.units.get(it.unit)?;
        Some(Place {
            source: it.source,
            span: unit.view.span(),
        })
    });
    let says_otherwise = finding.verdict <= Verdict::Misattributed;
    let proofs = finding.issues.iter().filter(|_| says_otherwise);
    let proofs = proofs.flat_map(|it| it.place.into_iter().chain(it.other));
    let operands = finding
        .derivations
        .iter()
        .flat_map(|it| &it.operands)
        .map(|it| it.place);
    let mut out: Vec<Place> = Vec::new();
    for place in proofs.chain(evidence).chain(operands) {
        let is_known = out.iter().any(|it| {
            it.source == place.source && (it.span.contains(place.span) || place.span.contains(it.span))
        });
        if !is_known {
            out.push(place);
        }
    }
    out
}

/// Which sentences rest on each line (0-based) of a source, ascending.
pub fn uses(draft: Backed<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let Some(source) = draft.analysis.inputs.sources.list.get(draft.source) else {
        return out;
    };
    for sentence in 0..draft.analysis.findings.len() {
        for place in places(draft.analysis, sentence) {
            if place.source != draft.source {
                continue;
            }
            let (first, last) = source.transcript.lines.lines(place.span);
            for line in first - 1..last {
                let sentences = out.entry(line).or_default();
                if sentences.last() != Some(&sentence) {
                    sentences.push(sentence);
                }
            }
        }
    }
    out
}
