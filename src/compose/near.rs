//! Which facts fit a place of the draft: near in content to its section, near in the talk to what it rests on.

use rustc_hash::FxHashSet;

use super::{Context, plain};
use crate::draft::BlockKind;
use crate::evidence::{Index, Sources};
use crate::fact::{self, Fact, Phase};
use crate::language::polarity;
use crate::language::words::{self, Stem};

/// Of fewer content words than this none is near.
const FEWEST: usize = 5;
/// So much better fits what the heading speaks of.
const NAMED: f32 = 2.0;
/// So much less fits what is no whole sentence: any whole one fits better.
const SCRAP: f32 = 10.0;

/// What the section at the cursor is about.
pub(super) struct Near {
    /// Stems of its content words.
    stems: FxHashSet<Stem>,
    /// Units that its sentences rest on: source, unit.
    units: Vec<(usize, usize)>,
    /// The parts of a telling that its heading names.
    phases: Vec<Phase>,
}

impl Near {
    pub(super) fn of(ctx: &Context<'_>, offset: usize) -> Near {
        let draft = ctx.draft;
        let at = draft
            .blocks
            .partition_point(|it| it.span.start <= offset)
            .saturating_sub(1);
        let section = |idx: usize| -> Option<usize> {
            let is_heading = matches!(draft.blocks[idx].kind, BlockKind::Heading(_));
            if is_heading {
                Some(idx)
            } else {
                draft.blocks[idx].section
            }
        };
        if draft.blocks.is_empty() {
            return Near {
                stems: FxHashSet::default(),
                units: Vec::new(),
                phases: Vec::new(),
            };
        }
        let here = section(at);
        let stems = (0..draft.blocks.len())
            .filter(|&it| section(it) == here)
            .flat_map(|it| stems(ctx, draft.blocks[it].view.text()))
            .collect();
        let mut units: Vec<(usize, usize)> = draft
            .sentences
            .iter()
            .zip(ctx.findings)
            .filter(|(sentence, _)| section(sentence.block) == here)
            .filter_map(|(_, finding)| finding.evidence.first())
            .map(|it| (it.source, it.unit))
            .collect();
        units.sort_unstable();
        units.dedup();
        let heading = here.map_or("", |it| draft.blocks[it].view.text());
        let phases = fact::phases_of_heading(heading);
        Near { stems, units, phases }
    }

    /// How well a unit fits here: words shared, and how far it is from the nearest one that is told here.
    pub(super) fn fit(&self, sources: &Sources, (source, unit): (usize, usize)) -> f32 {
        let next = self.units.partition_point(|it| *it < (source, unit));
        let distance = [next.checked_sub(1), Some(next)]
            .into_iter()
            .flatten()
            .filter_map(|at| self.units.get(at))
            .filter(|it| it.0 == source)
            .map(|it| it.1.abs_diff(unit))
            .min();
        let closeness = distance.map_or(0.0, |it| 1.0 / (1.0 + it as f32 / 4.0));
        3.0 * self.shared(&sources.index, (source, unit)) + 1.5 * closeness
    }

    /// The share of the content words of a unit that stand here, too. The index has read them already. A word or two
    /// alone are near to everything that has them, and tell nothing.
    fn shared(&self, index: &Index, (source, unit): (usize, usize)) -> f32 {
        let Some(entry) = index.entry(source, unit) else {
            return 0.0;
        };
        let content = entry.claim.content();
        if content.is_empty() {
            return 0.0;
        }
        let n = content.iter().filter(|it| self.stems.contains(it)).count();
        n as f32 / content.len().max(FEWEST) as f32
    }

    /// `facts`, best for this place first; ties in the order of the sources.
    pub(super) fn ranked(&self, sources: &Sources, facts: impl IntoIterator<Item = Fact>) -> Vec<Fact> {
        let mut scored: Vec<(f32, Fact)> = facts
            .into_iter()
            .map(|it| {
                let of_kind = it.kind.phase().unwrap_or(it.phase);
                let named = if self.phases.contains(&of_kind) {
                    NAMED
                } else {
                    0.0
                };
                let fit = self.fit(sources, (it.source, it.unit)) + 0.2 * it.weight + named;
                let scrap = if is_scrap(it.text(sources)) { SCRAP } else { 0.0 };
                (fit - scrap, it)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().map(|(_, it)| it).collect()
    }
}

/// `Four days.`, `Mrs Oda, flat 31, Kelp Street 12.`: words between commas that are too few for a sentence, and none
/// that happened or was.
fn is_scrap(text: &str) -> bool {
    const FEW: usize = 3;
    let is_short = |it: &str| it.split_whitespace().count() <= FEW;
    let tells =
        |it: &str| polarity::is_past(it) || it.contains('\'') || matches!(it, "is" | "are" | "has" | "have");
    text.split(", ").all(is_short) && !fact::lower_words(text).any(|it| tells(&it))
}

/// Those of `facts` that the draft does not use, best for the place at `offset` first.
pub fn unused_near(ctx: &Context<'_>, facts: Vec<Fact>, offset: usize) -> Vec<Fact> {
    let unused = fact::unused(facts, ctx.sources, ctx.findings);
    Near::of(ctx, offset).ranked(ctx.sources, unused)
}

/// `facts`, best for the place at `offset` first, those that the draft does not use before the others.
pub fn unused_first(ctx: &Context<'_>, facts: Vec<Fact>, offset: usize) -> Vec<Fact> {
    let new = fact::unused(facts.clone(), ctx.sources, ctx.findings);
    let place = |it: &Fact| (it.source, it.unit);
    let is_new: FxHashSet<(usize, usize)> = new.iter().map(place).collect();
    let old = facts.into_iter().filter(|it| !is_new.contains(&place(it)));
    let near = Near::of(ctx, offset);
    let mut res = near.ranked(ctx.sources, old);
    res.splice(0..0, near.ranked(ctx.sources, new));
    res
}

/// Quotations of others before those of the author, who can say their own words without marks; in this order else.
pub fn others_first(ctx: &Context<'_>, quotes: &mut [Fact]) {
    quotes.sort_by_key(|it| plain::is_said_by_author(ctx, it.transcript(ctx.sources), it.unit));
}

/// Puts units in order, best for the place at `offset` first, those that no sentence rests on before the others.
pub fn sort_near<T>(ctx: &Context<'_>, offset: usize, list: &mut [T], unit: impl Fn(&T) -> (usize, usize)) {
    let near = Near::of(ctx, offset);
    let best = ctx.findings.iter().filter_map(|it| it.evidence.first());
    let used: FxHashSet<(usize, usize)> = best.map(|it| (it.source, it.unit)).collect();
    list.sort_by_cached_key(|it| {
        let unit = unit(it);
        // Ascending: the best fit is the smallest key.
        let fit = (near.fit(ctx.sources, unit) * 1000.0) as i64;
        (used.contains(&unit), -fit)
    });
}

/// The content words of `text` as the index reads words.
fn stems(ctx: &Context<'_>, text: &str) -> Vec<Stem> {
    let mut words = words::words(text);
    ctx.sources.index.aliases.fold(&mut words);
    words
        .into_iter()
        .filter(|it| !it.stop)
        .map(|it| it.stem)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_sentence_is_told_from_a_short_one() {
        for scrap in [
            "Four days.",
            "Mrs Oda, flat 31, Kelp Street 12.",
            "Seven buildings, 1,912 pumps.",
        ] {
            assert!(is_scrap(scrap), "{scrap}");
        }
        for whole in [
            "The pump ran dry.",
            "It's 31.",
            "No, the pumps report every hour.",
            "They failed.",
        ] {
            assert!(!is_scrap(whole), "{whole}");
        }
    }
}
