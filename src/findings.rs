//! Findings: claim, evidence and verdict for every sentence of a draft.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::claim::Claim;
use crate::draft::{BlockKind, DirectiveKind, Draft, Sentence};
use crate::evidence::Evidence;
use crate::text::Span;
use crate::verdict::{Derivation, Issue, IssueKind, Judge, Judged, Piece, Surroundings, Verdict};

/// Everything known about one sentence; `findings[n]` belongs to `draft.sentences[n]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The judgement, waivers applied.
    pub verdict: Verdict,
    /// The judgement before an `attest` waiver or a citation made it `attested`.
    pub was: Option<Verdict>,
    /// Units that bear on it, best first, at most five.
    pub evidence: Vec<Evidence>,
    /// Arithmetic proofs.
    pub derivations: Vec<Derivation>,
    /// What is wrong, gravest first.
    pub issues: Vec<Issue>,
    /// Stable name: hash of the normalised text and its occurrence in the draft, 16 hex digits.
    pub id: String,
}

/// Judgements of an earlier version of a draft, by everything a judgement depends on.
#[derive(Debug, Default)]
pub struct Memo {
    epoch: u64,
    judged: FxHashMap<u64, Judged>,
}

impl Memo {
    /// Forgets everything unless it was judged against the same inputs.
    pub fn keep_for(&mut self, epoch: u64) {
        if self.epoch != epoch {
            self.judged.clear();
            self.epoch = epoch;
        }
    }
}

/// Judges every sentence of `draft`, reusing from `memo` what has not changed.
pub fn find(draft: &Draft, judge: &Judge<'_>, memo: &mut Memo) -> Vec<Finding> {
    let mut kept: FxHashMap<u64, Judged> = FxHashMap::default();
    let mut occurrences: FxHashMap<u64, u32> = FxHashMap::default();
    let mut findings = Vec::with_capacity(draft.sentences.len());
    // A claim is read for its own sentence and for the two behind it, and only where one of them has changed.
    let claims: Vec<OnceCell<Claim>> = draft.sentences.iter().map(|_| OnceCell::new()).collect();
    let claim = |at: usize| {
        let it = &draft.sentences[at];
        claims[at].get_or_init(|| Claim::read(it.view.text(), &it.code))
    };
    for at in 0..draft.sentences.len() {
        let sentence = &draft.sentences[at];
        let before: Vec<usize> = before(draft, at).collect();
        let texts: Vec<&str> = before.iter().map(|&it| draft.sentences[it].view.text()).collect();
        let around = surroundings(draft, at, &texts);
        let key = key(draft, sentence, &around);
        let judged = match memo.judged.remove(&key).or_else(|| kept.get(&key).cloned()) {
            Some(judged) => judged,
            None => {
                let before: Vec<&Claim> = before.iter().map(|&it| claim(it)).collect();
                judge.judge(piece(draft, sentence, claim(at)), around, &before)
            }
        };
        findings.push(finding(draft, sentence, &judged, &mut occurrences));
        kept.insert(key, judged);
    }
    memo.judged = kept;
    attest(draft, &mut findings);
    findings
}

fn piece<'a>(draft: &'a Draft, sentence: &'a Sentence, claim: &'a Claim) -> Piece<'a> {
    Piece {
        kind: draft.blocks[sentence.block].kind,
        view: &sentence.view,
        claim,
        code: &sentence.code,
        cells: &sentence.cells,
        quotes: &sentence.quotes,
    }
}

/// The two sentences before, in the same section.
fn before(draft: &Draft, at: usize) -> impl Iterator<Item = usize> {
    let section = |at: usize| draft.blocks[draft.sentences[at].block].section;
    (at.saturating_sub(2)..at).filter(move |&it| section(it) == section(at))
}

fn surroundings<'a>(draft: &'a Draft, at: usize, before: &'a [&'a str]) -> Surroundings<'a> {
    let block = &draft.blocks[draft.sentences[at].block];
    let next = draft.sentences.get(at + 1);
    let after = next
        .filter(|it| {
            draft.blocks[it.block].kind == BlockKind::BlockQuote || it.block == draft.sentences[at].block
        })
        .map(|it| it.view.text())
        .filter(|it| it.starts_with(['—', '–', '-']));
    Surroundings {
        before,
        header: block.header.map(|n| draft.blocks[n].view.text()),
        heading: block.section.map(|n| draft.blocks[n].view.text()),
        after,
    }
}

/// Hash of everything that a judgement depends on, the inputs aside.
fn key(draft: &Draft, sentence: &Sentence, around: &Surroundings<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    draft.text[sentence.span.range()].hash(&mut hasher);
    sentence.view.text().hash(&mut hasher);
    draft.blocks[sentence.block].kind.hash(&mut hasher);
    around.before.hash(&mut hasher);
    around.header.hash(&mut hasher);
    around.heading.hash(&mut hasher);
    around.after.hash(&mut hasher);
    hasher.finish()
}

/// A judgement (spans of the view) as a finding (spans of the draft).
fn finding(
    draft: &Draft,
    sentence: &Sentence,
    judged: &Judged,
    occurrences: &mut FxHashMap<u64, u32>,
) -> Finding {
    let in_file = |span: Span| sentence.view.in_file(span);
    let issues = judged
        .issues
        .iter()
        .map(|it| Issue {
            span: in_file(it.span),
            ..it.clone()
        })
        .collect();
    let derivations = judged
        .derivations
        .iter()
        .map(|it| Derivation {
            span: in_file(it.span),
            ..it.clone()
        })
        .collect();
    let _ = draft;
    let mut hasher = FxHasher::default();
    for word in crate::language::words::spans(sentence.view.text()) {
        crate::language::words::folded(&sentence.view.text()[word.range()]).hash(&mut hasher);
    }
    let text = hasher.finish();
    let occurrence = occurrences.entry(text).or_default();
    *occurrence += 1;
    let id = format!(
        "{:016x}",
        text.wrapping_add(u64::from(*occurrence - 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    );
    Finding {
        verdict: judged.verdict,
        was: None,
        evidence: judged.evidence.clone(),
        derivations,
        issues,
        id,
    }
}

/// What the author vouches for: `attest` waivers with a reason, and citations.
fn attest(draft: &Draft, findings: &mut [Finding]) {
    for directive in &draft.directives {
        if directive.kind != DirectiveKind::Attest || directive.reason.trim().is_empty() {
            continue;
        }
        for (sentence, finding) in draft.sentences.iter().zip(findings.iter_mut()) {
            if directive.covers.overlaps(sentence.span) {
                finding.was.get_or_insert(finding.verdict);
                finding.verdict = Verdict::Attested;
            }
        }
    }
    for sentence in draft.citations.iter().filter_map(|it| it.sentence) {
        let Some(finding) = findings.get_mut(sentence) else {
            continue;
        };
        let silenced = |it: &Issue| {
            matches!(
                it.kind,
                IssueKind::UnsupportedClaim | IssueKind::ThinlyBackedClaim
            )
        };
        let only_unbacked = finding.issues.iter().all(silenced);
        if only_unbacked && matches!(finding.verdict, Verdict::Unsupported | Verdict::Weak) {
            finding.was = Some(finding.verdict);
            finding.verdict = Verdict::Attested;
            finding.issues.clear();
        }
    }
}
