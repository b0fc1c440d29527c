//! The inverted index over all units of all sources, and ranked retrieval with explainable scores.
//!
//! A unit is scored by BM25 with low length normalisation over itself, its turn and the neighbouring turns,
//! plus what its numbers, times and speaker share with the claim. Neighbours help because speech scatters one
//! content over several turns. The weights stand in `weights`.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::calendar::Calendar;
use super::correction::RetractedTime;
use super::values::Values;
use super::weights::Weights;
use crate::claim::{Amount, Claim, agrees, agrees_in_unit};
use crate::language::alias::Aliases;
use crate::language::time::{Day, TimeMention, TimeRef};
use crate::language::words::{self, Stem, Word};
use crate::transcript::SpeakerId;

/// Entries returned at most.
pub(crate) const MOST: usize = 5;
/// Entries ranked at most: nothing looks at more, and putting all of them in order is most of the work.
const DEEPEST: usize = 64;

/// A unit as the index knows it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Index into the sources.
    pub source: usize,
    /// Index into that transcript's units.
    pub unit: usize,
    /// Index of its passage (a turn), over all sources.
    pub passage: usize,
    /// What it asserts.
    pub claim: Claim,
    /// Whether it is a question.
    pub is_question: bool,
    /// Whether it is what an assistant says of a session that shows what its commands printed.
    pub is_say_so: bool,
    /// Entry of the question that it answers.
    pub question: Option<usize>,
    /// Folded spelling of its words, for quotations; parallel to `claim.words`.
    pub folded: Vec<Stem>,
    /// Number of content words.
    pub length: usize,
    /// Who says it.
    pub speaker: Option<SpeakerId>,
    /// When its turn starts, on the wall clock.
    pub clock: Option<u16>,
    /// The day that its turn's label, or the heading above, tells.
    pub day: Option<Day>,
    /// 1-based line of its first byte.
    pub line: usize,
}

/// A turn as the index knows it: a run of entries.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Index into the sources.
    pub source: usize,
    /// Index into that transcript's turns.
    pub turn: usize,
    /// Its entries.
    pub entries: std::ops::Range<usize>,
    pub(super) length: f32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Term {
    /// `(entry, times)`, ascending; once the index is finished, times with their saturation.
    pub(super) entries: Vec<(u32, f32)>,
    /// `(passage, times)`, the same.
    pub(super) passages: Vec<(u32, f32)>,
    pub(super) weight: f32,
}

/// All units of a draft's sources, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Words that the configuration takes for one.
    pub aliases: Aliases,
    /// What retrieval weighs, and how much.
    pub weights: Weights,
    /// Every unit, in the order of the sources.
    pub entries: Vec<Entry>,
    /// Every turn that has units.
    pub passages: Vec<Passage>,
    /// Passages that go on with an earlier one of the same speaker: `(earlier, later)`, by the earlier.
    pub resumed: Vec<(usize, usize)>,
    /// The days that they tell.
    pub calendar: Calendar,
    /// Values that their speaker took back.
    pub retractions: Vec<Retraction>,
    /// Times that their speaker took back.
    pub retracted_times: Vec<RetractedTime>,
    /// First and last names of speakers, as keys, where a source has both.
    pub surnames: Vec<(Stem, Stem)>,
    pub(super) terms: FxHashMap<Stem, Term>,
    /// The amounts of all entries by value.
    pub(super) values: Values,
    /// Folded words and name keys of all sources and speakers: what has been heard of.
    pub(super) vocabulary: FxHashSet<Stem>,
    /// What the score of each entry is worth, for what it is.
    pub(super) asides: Vec<f32>,
    pub(super) unknown_weight: f32,
}

/// A value that its speaker took back, and the one given instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retraction {
    /// Entry that held the wrong value.
    pub entry: usize,
    /// Its index among that entry's amounts.
    pub amount: usize,
    /// Entry that gave the right one.
    pub by_entry: usize,
    /// Its index among that entry's amounts.
    pub by_amount: usize,
}

/// What is looked for: a claim, with the speaker it may belong to.
pub struct Query<'a> {
    /// The sentence's text.
    pub text: &'a str,
    /// What it asserts.
    pub claim: &'a Claim,
    /// Stems to add with a weight of their own (the author's name for `I`).
    pub extra: &'a [(Stem, f32)],
}

impl<'a> Query<'a> {
    /// The words that are looked for by themselves: stop words say nothing, and of "2 hours and 52 minutes" the 2 and the
    /// 52 are no numbers of their own.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a Word> {
        let claim = self.claim;
        let told = claim.words.iter().filter(|it| !it.stop);
        let (text, compounds): (_, Vec<&Amount>) = (self.text, self.compounds().collect());
        told.filter(move |it| {
            let mut amounts = compounds.iter();
            !is_number(text, it) || !amounts.any(|amount| amount.quantity.span.contains(it.span))
        })
    }

    /// Amounts of several numbers: `2 hours and 52 minutes`.
    pub(super) fn compounds(&self) -> impl Iterator<Item = &'a Amount> {
        let (claim, text) = (self.claim, self.text);
        claim.amounts.iter().filter(move |it| {
            let (whole, number) = (it.quantity.span, it.quantity.number);
            let mut others = claim.words.iter().filter(|it| is_number(text, it));
            others.any(|it| whole.contains(it.span) && !number.overlaps(it.span))
        })
    }
}

fn is_number(text: &str, word: &Word) -> bool {
    text[word.span.range()].starts_with(|c: char| c.is_ascii_digit())
}

impl Index {
    /// The entry of a unit.
    pub fn entry(&self, source: usize, unit: usize) -> Option<&Entry> {
        let at = self
            .entries
            .partition_point(|it| (it.source, it.unit) < (source, unit));
        self.entries
            .get(at)
            .filter(|it| (it.source, it.unit) == (source, unit))
    }

    /// Whether a word or name (its folded form or name key) stands anywhere in the sources.
    pub fn has_heard(&self, key: Stem) -> bool {
        self.vocabulary.contains(&key)
    }

    /// How telling a stem is: rare ones more; ones that no source has, most.
    pub fn weight(&self, stem: Stem) -> f32 {
        self.terms.get(&stem).map_or(self.unknown_weight, |it| it.weight)
    }

    /// Whether a stem stands in the sources.
    pub fn knows(&self, stem: Stem) -> bool {
        self.terms.contains_key(&stem)
    }

    /// Whether a word of the same family as `word` stands in the sources.
    pub fn knows_family(&self, word: &str) -> bool {
        family(word).is_some_and(|it| self.knows(it))
    }

    /// The entries that score at all for `query`, best first (ties: first in the source first), at most 64.
    pub fn rank(&self, query: &Query<'_>) -> Vec<(usize, f32)> {
        best(&self.scores(query))
    }

    /// The score of every entry for `query`; 0 where it has nothing to do with it.
    pub fn scores(&self, query: &Query<'_>) -> Vec<f32> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let mut by_entry = vec![0f32; self.entries.len()];
        let mut by_passage = vec![0f32; self.passages.len()];
        let weights = &self.weights;
        let mut stems: Vec<(Stem, f32)> = Vec::new();
        for word in query.words() {
            let share = if only_reports(word.stem) {
                weights.reporting
            } else {
                1.0
            };
            if !stems.iter().any(|it| it.0 == word.stem) {
                stems.push((word.stem, share));
            }
            let family = family(&query.text[word.span.range()]);
            if let Some(family) = family.filter(|it| !stems.iter().any(|known| known.0 == *it)) {
                stems.push((family, weights.family));
            }
        }
        for &(stem, weight) in query.extra {
            if !stems.iter().any(|it| it.0 == stem) {
                stems.push((stem, weight));
            }
        }
        let mut said_of = vec![0f32; self.passages.len()];
        let mut total = 0.0;
        for (stem, share) in stems {
            let Some(term) = self.terms.get(&stem) else {
                total += share * self.unknown_weight;
                continue;
            };
            let weight = term.weight * share;
            total += weight;
            for &(entry, times) in &term.entries {
                by_entry[entry as usize] += weight * times;
            }
            for &(passage, times) in &term.passages {
                by_passage[passage as usize] += weight * times;
                said_of[passage as usize] += weight;
            }
        }
        for (score, said) in by_passage.iter_mut().zip(&said_of) {
            *score *= 1.0 + weights.complete * said / total.max(f32::MIN_POSITIVE);
        }
        for (entry, bonus) in self.shared_anchors(query) {
            by_entry[entry] += bonus;
            by_passage[self.entries[entry].passage] += bonus * 0.5;
        }
        for (n, passage) in self.passages.iter().enumerate() {
            let inherited = weights.turn * by_passage[n];
            let near = |n: usize| {
                let it = self.passages.get(n).filter(|it| it.source == passage.source);
                it.map_or(0.0, |_| by_passage[n])
            };
            let around = weights.neighbour * (n.checked_sub(1).map_or(0.0, near) + near(n + 1));
            for at in passage.entries.clone() {
                let own = by_entry[at] + inherited;
                let score = (own + around) * self.asides[at];
                by_entry[at] = if own <= 0.0 { 0.0 } else { score };
            }
        }
        by_entry
    }

    /// Entries that share a number or a time with the query, and what that is worth: rare ones more, as with words.
    fn shared_anchors(&self, query: &Query<'_>) -> Vec<(usize, f32)> {
        let mut found: Vec<(usize, f32)> = Vec::new();
        let mut add = |holders: Vec<usize>, share: f32| {
            let bonus = share * self.rarity(holders.len());
            found.extend(holders.into_iter().map(|at| (at, bonus)));
        };
        for amount in &query.claim.amounts {
            add(self.with_amount(amount), self.weights.number);
        }
        for time in &query.claim.times {
            let holders = self
                .entries
                .iter()
                .enumerate()
                .filter(|(_, it)| has_time(it, time));
            add(holders.map(|it| it.0).collect(), self.weights.time);
        }
        found
    }

    /// What an entry that holds `amount` gains.
    pub(super) fn worth(&self, amount: &Amount) -> f32 {
        self.weights.number * self.rarity(self.with_amount(amount).len())
    }

    /// Entries that hold an amount which agrees with `amount`, in order.
    pub fn with_amount(&self, amount: &Amount) -> Vec<usize> {
        self.amounts_where(amount, agrees)
    }

    /// The entries that hold an amount which agrees with `amount` in the same unit, in order.
    pub fn in_unit(&self, amount: &Amount) -> Vec<usize> {
        self.amounts_where(amount, agrees_in_unit)
    }

    fn amounts_where(&self, amount: &Amount, fits: impl Fn(&Amount, &Amount) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        self.values.near(amount, |entry, n| {
            if fits(amount, &self.entries[entry].claim.amounts[n]) {
                found.push(entry);
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The weight of something that `holders` entries share.
    pub fn rarity(&self, holders: usize) -> f32 {
        let (all, found) = (self.entries.len() as f32, holders as f32);
        (1.0 + (all - found + 0.5).max(0.0) / (found + 0.5)).ln()
    }
}

/// Whether an entry states this time, or its turn carries it.
pub fn has_time(entry: &Entry, time: &TimeMention) -> bool {
    let stamped = matches!(time.value, TimeRef::Clock { minutes, .. } if entry.clock == Some(minutes));
    stamped
        || entry
            .claim
            .times
            .iter()
            .any(|it| crate::claim::same_time(it.value, time.value))
}

/// The best of `scores`, best first (ties: first first), at most 64; what scored nothing is left out.
pub fn best(scores: &[f32]) -> Vec<(usize, f32)> {
    // The bits of positive numbers are in the order of the numbers: score and place in one integer.
    let key = |(at, score): (usize, &f32)| u64::from(score.to_bits()) << 32 | u64::from(!(at as u32));
    let scored = scores.iter().enumerate().filter(|it| *it.1 > 0.0);
    let mut keys: Vec<u64> = scored.map(key).collect();
    if keys.len() > DEEPEST {
        keys.select_nth_unstable_by(DEEPEST, |a, b| b.cmp(a));
        keys.truncate(DEEPEST);
    }
    keys.sort_unstable_by(|a, b| b.cmp(a));
    let entry = |key: u64| !(key as u32) as usize;
    keys.into_iter()
        .map(|it| (entry(it), scores[entry(it)]))
        .collect()
}

/// Whether a claim has the stem among its content words.
pub fn has_stem(claim: &Claim, stem: Stem) -> bool {
    claim.has(stem)
}

impl Weights {
    /// What `times` mentions of a word are worth in a unit or turn of this `length`, 1 being the average.
    pub(super) fn saturate(&self, times: f32, length: f32) -> f32 {
        let (k, b) = (self.saturation, self.length);
        times * (k + 1.0) / (times + k * (1.0 - b + b * length))
    }
}

/// Letters that words of one family share.
const FAMILY: usize = 6;

/// The key of a word's family, by its first letters: `category` and `categorised` are of one.
pub(super) fn family(word: &str) -> Option<Stem> {
    if word.len() <= FAMILY || !word.bytes().all(|it| it.is_ascii_alphabetic()) {
        return None;
    }
    let mut key = [b'#'; FAMILY + 1];
    key[1..].copy_from_slice(&word.as_bytes()[..FAMILY]);
    key.make_ascii_lowercase();
    std::str::from_utf8(&key).ok().map(words::hash)
}

/// Words of telling who spoke and that they spoke, by stem: they say little about what.
pub(crate) fn only_reports(stem: Stem) -> bool {
    const REPORTING: &str = "discuss mention suggest explain present note point propose agree decide argue emphasize express consider \
        introduce describe conclude claim add believe think feel want hope wish ask answer reply remark comment \
        announce team group meeting member participant speaker discussion opinion idea topic issue question talk \
        conversation author guest report stress highlight recommend admit acknowledge clarify confirm indicate \
        moreover furthermore additionally meanwhile finally afterwards besides regarding concerning related \
        include including contain involve encompass conversation document article text summary several various \
        different certain main particular wonder tell show insist";
    static STEMS: OnceLock<FxHashSet<Stem>> = OnceLock::new();
    STEMS
        .get_or_init(|| REPORTING.split_whitespace().map(words::stem).collect())
        .contains(&stem)
}
