//! What can be put in at a place of the draft: unused facts and quotes near in content, and the timeline.

use rustc_hash::FxHashSet;

use crate::evidence::{Role, Sources};
use crate::fact::{self, Fact};
use crate::transcript::{Stamp, TurnKind};

use super::{Context, Insertion, checked_section, cite, holds, place, timeline};

/// So many facts and so many quotes are offered at once.
const OFFERED: usize = 3;
/// So many are tried before giving up on finding that many.
const TRIED: usize = 12;

/// What can be put in behind the block at `offset`, best first: quotes, facts, the timeline section.
///
/// Nothing is offered whose sentences the engine does not find backed.
pub fn insertions(ctx: &Context<'_>, offset: usize) -> Vec<Insertion> {
    let near = Near::of(ctx, offset);
    let mut res = Vec::new();
    let quotes = ranked(ctx, &near, fact::quotable(ctx.sources));
    res.extend(
        quotes
            .iter()
            .take(TRIED)
            .filter_map(|it| quote(ctx, it, offset))
            .take(OFFERED),
    );
    let is_quote = |it: &Fact| {
        quotes
            .iter()
            .take(TRIED)
            .any(|q| (q.source, q.unit) == (it.source, it.unit))
    };
    let facts = ranked(ctx, &near, fact::facts(ctx.sources));
    res.extend(
        facts
            .iter()
            .filter(|it| !is_quote(it))
            .take(TRIED)
            .filter_map(|it| plain(ctx, it, offset))
            .take(OFFERED),
    );
    res.extend(timeline_section(ctx, offset));
    res
}

/// What the section at the cursor is about.
struct Near {
    /// Stems of its content words.
    stems: FxHashSet<crate::language::words::Stem>,
    /// Units that its sentences rest on: source, unit.
    units: Vec<(usize, usize)>,
}

impl Near {
    fn of(ctx: &Context<'_>, offset: usize) -> Near {
        let draft = ctx.draft;
        let at = draft
            .blocks
            .partition_point(|it| it.span.start <= offset)
            .saturating_sub(1);
        let section = |idx: usize| -> Option<usize> {
            let is_heading = matches!(draft.blocks[idx].kind, crate::draft::BlockKind::Heading(_));
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
            };
        }
        let here = section(at);
        let stems = (0..draft.blocks.len())
            .filter(|&it| section(it) == here)
            .flat_map(|it| fact::content(draft.blocks[it].view.text()).collect::<Vec<_>>())
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
        Near { stems, units }
    }

    /// How well a fact fits here.
    fn fit(&self, sources: &Sources, it: &Fact) -> f32 {
        let next = self.units.partition_point(|unit| *unit < (it.source, it.unit));
        let distance = [next.checked_sub(1), Some(next)]
            .into_iter()
            .flatten()
            .filter_map(|at| self.units.get(at))
            .filter(|unit| unit.0 == it.source)
            .map(|unit| unit.1.abs_diff(it.unit))
            .min();
        let closeness = distance.map_or(0.0, |it| 1.0 / (1.0 + it as f32 / 4.0));
        3.0 * fact::nearness(it.text(sources), &self.stems) + 1.5 * closeness + 0.2 * it.weight
    }
}

/// The unused of `facts`, best for this place first; ties in the order of the sources.
fn ranked(ctx: &Context<'_>, near: &Near, facts: Vec<Fact>) -> Vec<Fact> {
    let mut scored: Vec<(f32, Fact)> = fact::unused(facts, ctx.findings)
        .into_iter()
        .map(|it| (near.fit(ctx.sources, &it), it))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().map(|(_, it)| it).collect()
}

/// `Lin: "So our monitoring was the crash."`
fn quote(ctx: &Context<'_>, it: &Fact, offset: usize) -> Option<Insertion> {
    let words = it.text(ctx.sources).trim();
    let name = cite::display(it.transcript(ctx.sources).unit_speaker(it.unit)?);
    let sentence = format!("{}: \"{}\"", cite::escape(&name), cite::escape(words));
    let title = format!(
        "Insert quote from {name} ({}): “{}”",
        line(ctx, it),
        shorten(words)
    );
    sentence_insertion(ctx, it, offset, title, &sentence)
}

/// The source's own sentence.
fn plain(ctx: &Context<'_>, it: &Fact, offset: usize) -> Option<Insertion> {
    let words = it.text(ctx.sources).trim();
    let leans = fact::is_fragment(words) || fact::opens_with_pronoun(words);
    if leans || speaks_for_another(ctx, it, words) {
        return None;
    }
    let words = as_sentence(ctx, it, words)?;
    let title = format!("Insert fact: {} ({})", shorten(&words), line(ctx, it));
    sentence_insertion(ctx, it, offset, title, &cite::escape(&words))
}

/// The words with a capital and a full stop, where a message or note leaves these out; `None` where the
/// words are not a whole sentence.
fn as_sentence(ctx: &Context<'_>, it: &Fact, words: &str) -> Option<String> {
    let transcript = it.transcript(ctx.sources);
    let turn = transcript.units[it.unit].turn;
    let ends_turn = transcript
        .units
        .get(it.unit + 1)
        .is_none_or(|next| next.turn != turn);
    let is_note = transcript.turns[turn].kind == TurnKind::Note;
    let is_terse = is_note || matches!(transcript.turns[turn].start, Some(Stamp::Clock(_)));
    let is_label = is_note && words.contains([':', '|']);
    let is_closed = words.ends_with(['.', '!']);
    let can_close =
        is_terse && ends_turn && words.ends_with(|it: char| it.is_alphanumeric() || it == ')' || it == '%');
    let first = words.chars().next()?;
    let opens_well = first.is_uppercase() || first.is_ascii_digit() || (is_terse && first.is_lowercase());
    if is_label || !opens_well || !(is_closed || can_close) {
        return None;
    }
    let opening = words.split_whitespace().next().unwrap_or("");
    let is_code = opening
        .chars()
        .any(|it| it.is_ascii_digit() || it == '_' || it.is_uppercase());
    let mut res = String::with_capacity(words.len() + 1);
    if is_code {
        res.push_str(words);
    } else {
        res.extend(first.to_uppercase());
        res.push_str(&words[first.len_utf8()..]);
    }
    if !is_closed {
        res.push('.');
    }
    Some(res)
}

/// Whether the words say "I" or "you" and the author is not the one who said them.
fn speaks_for_another(ctx: &Context<'_>, it: &Fact, words: &str) -> bool {
    let addresses =
        fact::lower_words(words).any(|it| matches!(it.as_str(), "you" | "your" | "you're" | "you've"));
    let is_personal = fact::lower_words(words).any(|it| {
        matches!(
            it.as_str(),
            "i" | "my" | "me" | "mine" | "i'm" | "i've" | "i'd" | "i'll" | "myself"
        )
    });
    let speaker = it.transcript(ctx.sources).unit_speaker(it.unit);
    let is_author = matches!((ctx.author, speaker), (Some(a), Some(b)) if is_same_person(a, b));
    addresses || (is_personal && !is_author)
}

/// Whether the shorter name is the longer one or its first part.
fn is_same_person(a: &str, b: &str) -> bool {
    let (a, b) = (
        a.trim().trim_start_matches('@').to_lowercase(),
        b.trim().trim_start_matches('@').to_lowercase(),
    );
    let first = |it: &str| it.split([' ', '.', '_', '-']).next().unwrap_or("").to_owned();
    a == b || (first(&a) == b || first(&b) == a)
}

fn sentence_insertion(
    ctx: &Context<'_>,
    it: &Fact,
    offset: usize,
    title: String,
    sentence: &str,
) -> Option<Insertion> {
    if !holds(ctx, sentence) {
        return None;
    }
    let citation = cite::cite(ctx, it.source, it.lines(ctx.sources));
    let mut content = format!("{sentence}{}", citation.mark);
    if let Some(note) = citation.note {
        content.push_str("\n\n");
        content.push_str(&note);
    }
    Some(Insertion {
        title,
        edits: vec![place::insert_block(ctx.draft, offset, &content)],
    })
}

/// `line 41`, with the file where there is more than one.
fn line(ctx: &Context<'_>, it: &Fact) -> String {
    let (first, _) = it.lines(ctx.sources);
    let n_sources = ctx
        .sources
        .list
        .iter()
        .filter(|it| it.role == Role::Transcript)
        .count();
    if n_sources < 2 {
        format!("line {first}")
    } else {
        format!("{}:{first}", ctx.sources.list[it.source].path)
    }
}

/// At most 90 characters of `text`.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(90) {
        None => text.to_owned(),
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
    }
}

/// The timeline section, where it is not there or not up to date.
fn timeline_section(ctx: &Context<'_>, offset: usize) -> Option<Insertion> {
    let layout = timeline::layout_of(ctx.draft).unwrap_or_default();
    let edits = timeline::update(ctx.draft, offset, &checked_section(ctx, offset, layout));
    let title = if timeline::existing(ctx.draft).is_some() {
        "Update timeline section"
    } else {
        "Insert timeline section"
    };
    (!edits.is_empty()).then(|| Insertion {
        title: title.to_owned(),
        edits,
    })
}

/// The draft as it stands after `insertion`, for tests.
#[cfg(test)]
pub(super) fn apply(draft: &crate::draft::Draft, edits: &[crate::diagnostic::Edit]) -> String {
    let mut text = draft.text.to_string();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
