//! What can be put in at a place of the draft, as a menu: quotes, facts, facts in the author's voice, placeholders,
//! callbacks, key numbers, the timeline.

use crate::evidence::Role;
use crate::fact::Fact;

use super::near::{others_first, unused_near};
use super::phrase::{Form, Phrase};
use super::{
    Context, Insertion, InsertionKind, Stock, callback, checked_section, cite, numbers, place, placeholder,
    plain, punchline, timeline,
};

/// The longest title, in characters: a menu is read at a glance, and editors cut what is longer.
const LONGEST: usize = 100;
/// So many of one kind are offered to whoever asks for that kind alone.
const ALONE: usize = 12;
/// So many facts are tried for each that is wanted before giving up.
const TRIED: usize = 4;

/// How many of a kind stand in the menu of all kinds: fourteen together.
fn offered(kind: InsertionKind) -> usize {
    match kind {
        InsertionKind::Quote | InsertionKind::Fact => 3,
        InsertionKind::Voice | InsertionKind::Placeholder => 2,
        InsertionKind::Callback
        | InsertionKind::Punchline
        | InsertionKind::Numbers
        | InsertionKind::Timeline => 1,
    }
}

/// What can be put in behind the block at `offset`, kind by kind, the best for this place first; of one kind alone
/// where `only` names one.
///
/// Nothing is offered whose sentences the engine does not find backed.
pub fn insertions(
    ctx: &Context<'_>,
    stock: &Stock,
    offset: usize,
    only: Option<InsertionKind>,
) -> Vec<Insertion> {
    let most = |kind: InsertionKind| match only {
        None => offered(kind),
        Some(only) if only == kind => ALONE,
        Some(_) => 0,
    };
    let mut res = Vec::new();
    if 0 < most(InsertionKind::Quote) {
        let mut quotes = unused_near(ctx, stock.quotes(ctx.sources).to_vec(), offset);
        others_first(ctx, &mut quotes);
        let kind = InsertionKind::Quote;
        res.extend(phrased(ctx, stock, &quotes, offset, (kind, most(kind))));
    }
    if 0 < most(InsertionKind::Fact) + most(InsertionKind::Voice) {
        let facts = unused_near(ctx, stock.told(ctx.sources), offset);
        let voice = ctx.persona.voice.as_ref().map(|_| InsertionKind::Voice);
        for kind in std::iter::once(InsertionKind::Fact).chain(voice) {
            res.extend(phrased(ctx, stock, &facts, offset, (kind, most(kind))));
        }
    }
    for kind in [
        InsertionKind::Placeholder,
        InsertionKind::Callback,
        InsertionKind::Punchline,
        InsertionKind::Numbers,
        InsertionKind::Timeline,
    ] {
        if most(kind) == 0 {
            continue;
        }
        let made = match kind {
            InsertionKind::Placeholder => placeholder::shown(ctx, stock.facts(ctx.sources), offset),
            InsertionKind::Callback => callback::due(ctx, offset),
            InsertionKind::Punchline => punchline::split(ctx, offset).into_iter().collect(),
            InsertionKind::Numbers => numbers::table(ctx, stock.rows(ctx), offset).into_iter().collect(),
            _ => timeline_section(ctx, offset).into_iter().collect(),
        };
        res.extend(made.into_iter().take(most(kind)));
    }
    res
}

/// The first of `facts` that have a form of this `kind`, in it; at most `most`.
fn phrased(
    ctx: &Context<'_>,
    stock: &Stock,
    facts: &[Fact],
    offset: usize,
    (kind, most): (InsertionKind, usize),
) -> Vec<Insertion> {
    let fits = |form: &Form| match kind {
        InsertionKind::Quote => matches!(form, Form::Quote | Form::Catchphrase(_)),
        InsertionKind::Fact => *form == Form::Plain,
        _ => matches!(form, Form::Device(_)),
    };
    // Few facts fit a device.
    let tried = if kind == InsertionKind::Voice {
        4 * TRIED
    } else {
        TRIED
    };
    facts
        .iter()
        .take(most * tried)
        .filter_map(|it| {
            let phrases = stock.phrases(ctx, it);
            let phrase = phrases.iter().find(|it| fits(&it.form))?;
            Some(of_phrase(ctx, it, phrase, offset, kind))
        })
        .take(most)
        .collect()
}

/// A phrase with its citations, as a block of its own.
fn of_phrase(ctx: &Context<'_>, it: &Fact, phrase: &Phrase, offset: usize, kind: InsertionKind) -> Insertion {
    let line = line(ctx, it);
    let said = phrase.text.replace('\\', "").replace("\n\n", " / ");
    let quoted = it.text(ctx.sources);
    let speaker = match it.speaker(ctx.sources) {
        _ if plain::is_said_by_author(ctx, it.transcript(ctx.sources), it.unit) => "yourself".to_owned(),
        speaker => speaker.map(cite::display).unwrap_or_default(),
    };
    let title = match &phrase.form {
        Form::Quote => titled(&format!("Quote {speaker}: “"), quoted, &format!("” ({line})")),
        Form::Catchphrase(name) => titled(
            &format!("{name}'s catchphrase: “"),
            quoted,
            &format!("” ({line})"),
        ),
        Form::Plain => titled("Fact: ", &said, &format!(" ({}, {line})", it.kind.label())),
        Form::Device(device) => titled(
            "In your voice: ",
            &said,
            &format!(" (“{}”, {line})", shorten(device, 30)),
        ),
    };
    Insertion {
        kind,
        title,
        edits: vec![place::insert_block(ctx.draft, offset, &cited(ctx, phrase))],
    }
}

/// `words` between `lead` and `tail`, shortened so that the whole is a title.
pub(super) fn titled(lead: &str, words: &str, tail: &str) -> String {
    let around = lead.chars().count() + tail.chars().count();
    let words = shorten(words, LONGEST.saturating_sub(around + 1).max(20));
    format!("{lead}{words}{tail}")
}

/// The text of a phrase with its citations behind it, the texts of footnotes as paragraphs below.
pub(super) fn cited(ctx: &Context<'_>, phrase: &Phrase) -> String {
    let (text, notes) = marked(ctx, phrase, &phrase.text);
    std::iter::once(text)
        .chain(notes)
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// `text`, which says what `phrase` says, with its citations behind it; apart from it the texts of footnotes.
pub fn marked(ctx: &Context<'_>, phrase: &Phrase, text: &str) -> (String, Vec<String>) {
    let transcript = &ctx.sources.list[phrase.source].transcript;
    let mut text = text.to_owned();
    let mut notes = Vec::new();
    for lines in phrase.lines(transcript) {
        let citation = cite::cite(ctx, phrase.source, lines);
        text.push_str(&citation.mark);
        notes.extend(citation.note);
    }
    (text, notes)
}

/// `line 41`, with the file where there is more than one.
pub fn line(ctx: &Context<'_>, it: &Fact) -> String {
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

/// At most `most` characters of `text`, cut between words.
pub fn shorten(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let words = match text[..cut].rfind(' ') {
        Some(at) if most / 2 < text[..at].chars().count() => &text[..at],
        _ => &text[..cut],
    };
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The timeline section, where it is not there or not up to date.
pub fn timeline_section(ctx: &Context<'_>, offset: usize) -> Option<Insertion> {
    let layout = timeline::layout_of(ctx.draft).unwrap_or_default();
    let edits = timeline::update(ctx.draft, offset, &checked_section(ctx, offset, layout));
    let title = if timeline::existing(ctx.draft).is_some() {
        "Update timeline section"
    } else {
        "Insert timeline section"
    };
    (!edits.is_empty()).then(|| Insertion {
        kind: InsertionKind::Timeline,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_its_head_and_its_line_and_cuts_the_words_between() {
        let words = "The scanner in Lisbon lost its license, ".repeat(5);
        let title = titled("Fact: ", &words, " (impact, line 5)");
        assert!(title.chars().count() <= LONGEST, "{title}");
        assert!(title.starts_with("Fact: The scanner in Lisbon"), "{title}");
        assert!(title.ends_with("… (impact, line 5)"), "{title}");
        assert_eq!(titled("“", "Short.", "”"), "“Short.”");
    }

    #[test]
    fn words_are_not_cut_in_two() {
        assert_eq!(shorten("one two three", 9), "one two…");
        assert_eq!(shorten("onetwothree", 4), "onet…");
        assert_eq!(shorten("one, two", 5), "one…");
    }
}
