//! What can be put in at a place of the draft: unused facts and quotes near in content, and the timeline.

use rustc_hash::FxHashSet;

use crate::evidence::{Role, Sources};
use crate::fact::{self, Fact, Kind};

use super::phrase::{self, Form, Phrase};
use super::{
    Context, Insertion, callback, checked_section, cite, numbers, place, placeholder, punchline, timeline,
};

/// So many facts and so many quotes are offered at once.
const OFFERED: usize = 3;
/// So many are tried before giving up on finding that many.
const TRIED: usize = 12;

/// What can be put in behind the block at `offset`, best first: quotes, facts, facts in the author's voice,
/// placeholders for what was shown, callbacks that are due, the key numbers, the timeline section.
///
/// Nothing is offered whose sentences the engine does not find backed.
pub fn insertions(ctx: &Context<'_>, offset: usize) -> Vec<Insertion> {
    let near = Near::of(ctx, offset);
    let all = fact::facts(ctx.sources);
    let quotes = ranked(ctx, &near, fact::quotable(ctx.sources));
    let quotes: Vec<Fact> = quotes.into_iter().take(TRIED).collect();
    let mut facts = ranked(ctx, &near, all.clone());
    facts.retain(|it| !matches!(it.kind, Kind::Shown | Kind::Quote));
    facts.truncate(TRIED);
    let mut res = phrased(ctx, &facts, &quotes, offset);
    res.extend(placeholder::shown(ctx, &all, offset).into_iter().take(OFFERED));
    res.extend(callback::due(ctx, offset).into_iter().take(OFFERED));
    res.extend(punchline::split(ctx, offset));
    res.extend(numbers::table(ctx, all, offset));
    res.extend(timeline_section(ctx, offset));
    res
}

/// Quotes, then facts, then facts in the author's voice. A phrase is only looked for where there is room for it left:
/// the engine checks each.
fn phrased(ctx: &Context<'_>, facts: &[Fact], quotes: &[Fact], offset: usize) -> Vec<Insertion> {
    let is_quote = |it: &Fact| quotes.iter().any(|q| (q.source, q.unit) == (it.source, it.unit));
    // Each with the units that it has already.
    let mut lists: [Vec<((usize, usize), Insertion)>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    let list_of = |it: &Fact, form: &Form| match form {
        Form::Quote | Form::Catchphrase(_) if is_quote(it) => Some(0),
        Form::Plain if !is_quote(it) => Some(1),
        Form::Device(_) => Some(2),
        _ => None,
    };
    for it in facts.iter().chain(quotes) {
        let has_room = |at: usize| lists[at].len() < OFFERED;
        let may_speak = has_room(2) && ctx.persona.voice.is_some();
        if !has_room(usize::from(!is_quote(it))) && !may_speak {
            continue;
        }
        let key = (it.source, it.unit);
        for phrase in phrase::phrases(ctx, it) {
            let Some(at) = list_of(it, &phrase.form) else {
                continue;
            };
            let is_new = lists[at].iter().all(|it| it.0 != key);
            if is_new && lists[at].len() < OFFERED {
                lists[at].push((key, of_phrase(ctx, it, &phrase, offset)));
            }
        }
    }
    lists.into_iter().flatten().map(|it| it.1).collect()
}

/// A phrase with its citations, as a block of its own.
fn of_phrase(ctx: &Context<'_>, it: &Fact, phrase: &Phrase, offset: usize) -> Insertion {
    let line = line(ctx, it);
    let words = shorten(&phrase.text.replace('\\', "").replace("\n\n", " / "));
    let speaker = it.speaker(ctx.sources).map(cite::display).unwrap_or_default();
    let title = match &phrase.form {
        Form::Quote => format!("Insert quote from {speaker} ({line}): {words}"),
        Form::Catchphrase(name) => format!("Insert {name}'s catchphrase ({line}): {words}"),
        Form::Plain => format!("Insert fact ({}, {line}): {words}", it.kind.label()),
        Form::Device(device) => format!("Insert in your voice, “{device}” ({line}): {words}"),
    };
    Insertion {
        title,
        edits: vec![place::insert_block(ctx.draft, offset, &cited(ctx, phrase))],
    }
}

/// The text of a phrase with its citations behind it.
pub(super) fn cited(ctx: &Context<'_>, phrase: &Phrase) -> String {
    let transcript = &ctx.sources.list[phrase.source].transcript;
    let mut text = phrase.text.clone();
    let mut notes = String::new();
    for lines in phrase.lines(transcript) {
        let citation = cite::cite(ctx, phrase.source, lines);
        text.push_str(&citation.mark);
        if let Some(note) = citation.note {
            notes.push_str("\n\n");
            notes.push_str(&note);
        }
    }
    text + &notes
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
    let mut scored: Vec<(f32, Fact)> = fact::unused(facts, ctx.sources, ctx.findings)
        .into_iter()
        .map(|it| (near.fit(ctx.sources, &it), it))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().map(|(_, it)| it).collect()
}

/// `line 41`, with the file where there is more than one.
pub(super) fn line(ctx: &Context<'_>, it: &Fact) -> String {
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
pub(super) fn shorten(text: &str) -> String {
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
