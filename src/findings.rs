//! Findings: claim, evidence and verdict for every sentence of a draft.

mod dispute;
mod introduction;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use dispute::Dispute;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::claim::Claim;
use crate::draft::{BlockKind, Directive, DirectiveKind, Draft, Sentence};
use crate::evidence::{Evidence, Footing};
use crate::language::order::{self, Purpose};
use crate::language::words;
use crate::persona::bio::Bio;
use crate::persona::series::Callback;
use crate::shape;
use crate::text::Span;
use crate::verdict::{
    Derivation, Images, Issue, IssueKind, Judge, Judged, People, Piece, Surroundings, Verdict,
};

/// Everything known about one sentence; `findings[n]` belongs to `draft.sentences[n]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The judgement, waivers applied.
    pub verdict: Verdict,
    /// The judgement before an `attest` waiver or a citation made it `attested`.
    pub was: Option<Verdict>,
    /// Units that bear on it, best first, at most five. Shared with later versions of an unchanged sentence.
    pub evidence: Arc<[Evidence]>,
    /// Arithmetic proofs.
    pub derivations: Vec<Derivation>,
    /// What is wrong, gravest first.
    pub issues: Vec<Issue>,
    /// Where no unit backs it: the earlier episode that it calls back to, or what the voice profile says of the character
    /// whom it introduces.
    pub callback: Option<Callback>,
    /// Sources that say otherwise than the others, one each.
    pub disputes: Vec<Dispute>,
    /// Stable name: hash of the normalised text and its occurrence in the draft, shown as 16 hex digits.
    pub id: u64,
}

/// Judgements of an earlier version of a draft, by everything a judgement depends on.
#[derive(Debug, Default)]
pub struct Memo {
    epoch: u64,
    kept: FxHashMap<u64, Kept>,
    readings: FxHashMap<u64, Arc<Reading>>,
}

/// What is read of a sentence by itself, once for as long as its text stands; what stands around it asks again.
#[derive(Debug, Default)]
struct Reading {
    claim: OnceLock<Claim>,
    footing: OnceLock<Footing>,
}

/// A judgement, and the hash of the words that it is on.
#[derive(Clone, Debug)]
struct Kept {
    judged: Judged,
    disputes: Vec<Dispute>,
    words: u64,
}

impl Memo {
    /// Forgets everything unless it was judged against the same inputs.
    pub fn keep_for(&mut self, epoch: u64) {
        if self.epoch != epoch {
            self.kept.clear();
            self.readings.clear();
            self.epoch = epoch;
        }
    }
}

/// Judges every sentence of `draft`, reusing from `memo` what has not changed.
pub fn find(draft: &Draft, judge: &Judge<'_>, memo: &mut Memo) -> Vec<Finding> {
    let mut findings = find_in(draft, judge, memo, 0..draft.sentences.len());
    if let Some(bio) = &judge.persona.bio {
        back_bio(draft, bio, &mut findings);
    }
    if let Some(voice) = &judge.persona.voice {
        introduction::back(draft, judge, voice, &mut findings);
    }
    attest(draft, &mut findings);
    findings
}

/// The same for the sentences of `range` alone, which costs no more than they do. What the author vouches for is judged
/// like everything else, the bio's file left aside.
pub fn find_in(draft: &Draft, judge: &Judge<'_>, memo: &mut Memo, range: Range<usize>) -> Vec<Finding> {
    let mut kept: FxHashMap<u64, Kept> = FxHashMap::default();
    kept.reserve(range.len());
    let mut occurrences: FxHashMap<u64, u32> = FxHashMap::default();
    let mut findings = Vec::with_capacity(range.len());
    let readings: Vec<(u64, Arc<Reading>)> = draft
        .sentences
        .iter()
        .map(|it| {
            let key = reading_key(it);
            (key, memo.readings.get(&key).cloned().unwrap_or_default())
        })
        .collect();
    let claim = |at: usize| {
        let it = &draft.sentences[at];
        let read = || Claim::read(it.view.text(), &it.code, &judge.sources.index.aliases);
        readings[at].1.claim.get_or_init(read)
    };
    let footing = |at: usize| {
        let find = || judge.footing(draft.sentences[at].view.text(), claim(at));
        readings[at].1.footing.get_or_init(find)
    };
    let purposes = purposes(draft);
    let people = People::of(draft, judge.sources);
    // A few sentences of a draft are judged without its images: to find them, all of it would have to be read.
    let images = if range.len() == draft.sentences.len() {
        Images::of(draft, &judge.sources.index, claim)
    } else {
        Images::default()
    };
    let whole = people.fingerprint() ^ images.fingerprint();
    for at in range {
        let sentence = &draft.sentences[at];
        let section = draft.blocks[sentence.block].section;
        let purpose = section.map(|it| purposes[it]).unwrap_or_default();
        let key = key(draft, at, purpose, |it| readings[it].0, footing) ^ whole;
        let known = memo.kept.remove(&key).or_else(|| kept.get(&key).cloned());
        let known = known.unwrap_or_else(|| {
            let texts: Vec<&str> = before(draft, at)
                .map(|it| draft.sentences[it].view.text())
                .collect();
            let claims: Vec<&Claim> = before(draft, at).map(claim).collect();
            let near: Vec<(f32, &Footing)> =
                near(draft, at).map(|(share, it)| (share, footing(it))).collect();
            let piece = piece(draft, sentence, claim(at));
            let around = Surroundings {
                before: &texts,
                header: text_of(draft, draft.blocks[sentence.block].header),
                heading: text_of(draft, section),
                purpose,
                after: after(draft, at),
                leads: leads(draft, at),
                people: Some(&people),
                images: Some(&images),
            };
            let judged = judge.judge(piece, around, &claims, &near);
            Kept {
                disputes: dispute::find(judge, piece, around, &claims, &judged),
                judged,
                words: words_of(sentence),
            }
        });
        findings.push(finding(sentence, &known, &mut occurrences));
        kept.insert(key, known);
    }
    memo.kept = kept;
    memo.readings = readings.into_iter().collect();
    findings
}

/// What a post's bio has from the author's bio file is backed by that file, there and nowhere else.
/// A number or a name that the file does not hold stays what it was.
fn back_bio(draft: &Draft, bio: &Bio, findings: &mut [Finding]) {
    const LEAST_SHARE: f32 = 0.75;
    let Some(blocks) = shape::bio(draft, Some(bio)) else {
        return;
    };
    let known: FxHashSet<words::Stem> = words::words(&bio.text).iter().map(|it| it.stem).collect();
    for (sentence, finding) in draft.sentences.iter().zip(findings) {
        let own: Vec<words::Word> = words::words(sentence.view.text());
        let content = || own.iter().filter(|it| !it.stop);
        let held = content().filter(|it| known.contains(&it.stem)).count();
        let is_of_bio = blocks.contains(&sentence.block)
            && 0 < held
            && LEAST_SHARE <= held as f32 / content().count() as f32;
        if !is_of_bio {
            continue;
        }
        finding.issues.retain(|it| {
            let said = draft.text.get(it.span.range()).unwrap_or_default();
            let is_new = words::words(said).iter().any(|it| !known.contains(&it.stem));
            is_new && it.span != sentence.span
        });
        if finding.issues.is_empty() {
            finding.verdict = Verdict::Supported;
            // No line of a transcript is what it rests on.
            finding.evidence = Arc::new([]);
        }
    }
}

fn piece<'a>(draft: &'a Draft, sentence: &'a Sentence, claim: &'a Claim) -> Piece<'a> {
    Piece {
        kind: draft.blocks[sentence.block].kind,
        view: &sentence.view,
        claim,
        code: &sentence.code,
        links: &sentence.links,
        cells: &sentence.cells,
        quotes: &sentence.quotes,
    }
}

/// The two sentences before, in the same section.
fn before(draft: &Draft, at: usize) -> impl Iterator<Item = usize> {
    let section = |at: usize| draft.blocks[draft.sentences[at].block].section;
    (at.saturating_sub(2)..at).filter(move |&it| section(it) == section(at))
}

/// The sentences around, in the same section, with what each says about where this one stands: the nearest most.
fn near(draft: &Draft, at: usize) -> impl Iterator<Item = (f32, usize)> {
    const BEFORE: [f32; 3] = [1.0, 0.5, 0.25];
    const BEHIND: [f32; 2] = [1.0, 0.4];
    let section = |at: usize| draft.blocks[draft.sentences[at].block].section;
    let before = BEFORE
        .into_iter()
        .enumerate()
        .filter_map(move |(n, share)| Some((share, at.checked_sub(n + 1)?)));
    let behind = BEHIND
        .into_iter()
        .enumerate()
        .map(move |(n, share)| (share, at + n + 1));
    before
        .chain(behind)
        .filter(move |it| it.1 < draft.sentences.len() && section(it.1) == section(at))
}

fn text_of(draft: &Draft, block: Option<usize>) -> Option<&str> {
    block.map(|it| draft.blocks[it].view.text())
}

/// What every heading and those around it say of what stands under it, the most telling of them, by block.
fn purposes(draft: &Draft) -> Vec<Purpose> {
    let mut purposes = vec![Purpose::default(); draft.blocks.len()];
    for (n, block) in draft.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading(_)) {
            let around = block.section.map(|it| purposes[it]).unwrap_or_default();
            purposes[n] = around.max(order::purpose(block.view.text()));
        }
    }
    purposes
}

/// The sentence behind, where it only says whose words these are.
fn after(draft: &Draft, at: usize) -> Option<&str> {
    let next = draft.sentences.get(at + 1)?;
    let is_near =
        draft.blocks[next.block].kind == BlockKind::BlockQuote || next.block == draft.sentences[at].block;
    let text = next.view.text();
    (is_near && text.starts_with(['—', '–', '-'])).then_some(text)
}

/// Whether the sentence behind opens with a quotation, in the same block or the next.
fn leads(draft: &Draft, at: usize) -> bool {
    let Some(next) = draft.sentences.get(at + 1) else {
        return false;
    };
    let quotes = next.quotes.iter().any(|it| it.outer.start == 0);
    let is_quoted = draft.blocks[next.block].kind == BlockKind::BlockQuote;
    (quotes || is_quoted) && next.block <= draft.sentences[at].block + 1
}

/// Hash of what the reading of a sentence by itself depends on.
fn reading_key(sentence: &Sentence) -> u64 {
    let mut hasher = FxHasher::default();
    sentence.view.text().hash(&mut hasher);
    for it in &sentence.code {
        (it.start, it.end).hash(&mut hasher);
    }
    hasher.finish()
}

/// Hash of everything that a judgement depends on, the inputs aside; `text` gives the hash of a sentence as read. Of the
/// sentences around, only the two before are read; of the others it counts where they stand.
fn key<'a>(
    draft: &Draft,
    at: usize,
    purpose: Purpose,
    text: impl Fn(usize) -> u64,
    footing: impl Fn(usize) -> &'a Footing,
) -> u64 {
    let sentence = &draft.sentences[at];
    let block = &draft.blocks[sentence.block];
    let mut hasher = FxHasher::default();
    draft.text[sentence.span.range()].hash(&mut hasher);
    text(at).hash(&mut hasher);
    block.kind.hash(&mut hasher);
    for it in before(draft, at) {
        text(it).hash(&mut hasher);
    }
    for (_, it) in near(draft, at) {
        (it as isize - at as isize, footing(it)).hash(&mut hasher);
    }
    for it in [block.header, block.section] {
        text_of(draft, it).hash(&mut hasher);
    }
    purpose.hash(&mut hasher);
    after(draft, at).hash(&mut hasher);
    leads(draft, at).hash(&mut hasher);
    hasher.finish()
}

/// Hash of a sentence's words, whatever their case and what stands between them.
fn words_of(sentence: &Sentence) -> u64 {
    let text = sentence.view.text();
    let mut hasher = FxHasher::default();
    for word in words::spans(text) {
        words::folded(&text[word.range()]).hash(&mut hasher);
    }
    hasher.finish()
}

/// A judgement (spans of the view) as a finding (spans of the draft).
fn finding(sentence: &Sentence, known: &Kept, occurrences: &mut FxHashMap<u64, u32>) -> Finding {
    let Kept {
        judged,
        disputes,
        words,
    } = known;
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
    let disputes = disputes.iter().map(|it| Dispute {
        span: in_file(it.span),
        ..it.clone()
    });
    let occurrence = occurrences.entry(*words).or_default();
    *occurrence += 1;
    let id = words.wrapping_add(u64::from(*occurrence - 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    Finding {
        verdict: judged.verdict,
        was: None,
        evidence: Arc::clone(&judged.evidence),
        derivations,
        issues,
        callback: judged.callback.clone(),
        disputes: disputes.collect(),
        id,
    }
}

/// Whether a waiver gives a reason, other than the word that stands there until somebody writes one.
pub fn says_why(directive: &Directive) -> bool {
    let words = directive.reason.trim_matches(|c: char| !c.is_alphanumeric());
    let is_stand_in = ["", "reason", "why", "todo"]
        .iter()
        .any(|it| words.eq_ignore_ascii_case(it));
    !is_stand_in
}

/// What the author vouches for: `attest` waivers with a reason, and citations.
fn attest(draft: &Draft, findings: &mut [Finding]) {
    for directive in &draft.directives {
        if directive.kind != DirectiveKind::Attest || !says_why(directive) {
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
