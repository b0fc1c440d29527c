//! Whose words a sentence says they are: `"…," Lin said`, `Lin: "…"`, `I told her that …`.

use super::judge::Case;
use super::{Issue, IssueKind};
use crate::draft::Quotation;
use crate::evidence::Entry;
use crate::language::names;
use crate::language::polarity::is_speech;
use crate::language::words::{self, Stem, folded};
use crate::text::Span;
use crate::transcript::SpeakerId;

/// Who is said to have said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A speaker: `(source, speaker)` of every source that knows the name.
    Speaker(Vec<(usize, SpeakerId)>),
    /// A name that no source has as a speaker.
    Stranger,
    /// he, she, they, "the engineer": somebody, not told who.
    Someone,
}

/// An attribution and the words that make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub who: Who,
    /// The name or pronoun, bytes of the sentence's view; `None` where it stands in another sentence.
    pub span: Option<Span>,
    /// Whether it is the author's `I`.
    pub is_author: bool,
}

/// Words on one side of a quotation are read as far as this.
const REACH: usize = 10;

/// Finds who a quotation is attributed to.
pub(super) fn find(case: &Case<'_>, quotation: &Quotation) -> Option<Attribution> {
    let others = case.piece.quotes.iter().filter(|it| *it != quotation);
    let (mut from, mut to) = (0, case.text.len());
    for other in others {
        if other.outer.end <= quotation.outer.start {
            from = from.max(other.outer.end);
        }
        if other.outer.start >= quotation.outer.end {
            to = to.min(other.outer.start);
        }
    }
    let before = Span::new(from.min(quotation.outer.start), quotation.outer.start);
    let after = Span::new(quotation.outer.end, to.max(quotation.outer.end));
    behind(case, after)
        .or_else(|| ahead(case, case.text, before, true))
        .or_else(|| split_quotation(case, quotation))
        .or_else(|| lead_in(case, quotation))
        .or_else(|| signature(case))
}

/// `…," Lin said` and `…," said Lin`: a speech verb among the first words behind the quotation.
fn behind(case: &Case<'_>, part: Span) -> Option<Attribution> {
    let text = &case.text[part.range()];
    let end = text.find(['.', ';', '!', '?']).unwrap_or(text.len());
    let words: Vec<Span> = words::spans(&text[..end]).into_iter().take(5).collect();
    let wants_to_know = text.contains("wanted to know") || text.contains("wondered");
    let is_verb = |it: &Span| {
        let word = &text[it.range()];
        is_speech(word) || (wants_to_know && matches!(word, "wanted" | "wondered"))
    };
    let verb = words.iter().position(is_verb)?;
    let gap = &text[..words[0].start];
    if gap.contains(['(', ':', '—']) {
        return None;
    }
    let subject = (0..verb).rev().find_map(|n| person(case, text, words[n]));
    let subject = subject.or_else(|| words.get(verb + 1).and_then(|it| person(case, text, *it)));
    let (who, span, is_author) = match subject {
        Some(it) => it,
        None if verb > 0
            && matches!(
                text[words[0].range()].to_ascii_lowercase().as_str(),
                "the" | "a" | "an" | "one" | "our" | "my"
            ) =>
        {
            (Who::Someone, Span::new(words[0].start, words[verb].start), false)
        }
        None => return None,
    };
    Some(Attribution {
        who,
        span: Some(span.shift(part.start)),
        is_author,
    })
}

/// `Lin said, "…`, `Lin: "…`: a name and a speech verb, or a name and a colon, right before the quotation.
fn ahead(case: &Case<'_>, text: &str, part: Span, same_sentence: bool) -> Option<Attribution> {
    let before = &text[part.range()];
    let words = words::spans(before);
    let tail = &words[words.len().saturating_sub(REACH)..];
    let last = *tail.last()?;
    let gap = before[last.end..].trim();
    let found = |it: (Who, Span, bool)| {
        Some(Attribution {
            who: it.0,
            span: same_sentence.then_some(it.1.shift(part.start)),
            is_author: it.2,
        })
    };
    let labelled = person(case, before, last).filter(|it| gap.starts_with(':') && it.0 != Who::Someone);
    if let Some(it) = labelled {
        return found(it);
    }
    let is_near = |n: usize| tail.len() - n <= 5 || gap.starts_with(':');
    for n in (0..tail.len()).rev() {
        if !is_speech(&before[tail[n].range()]) || !is_near(n) {
            continue;
        }
        // A clause boundary between the verb and the quotation parts the two, a comma or colon at its end does not.
        let between = &before[tail[n].end..last.end];
        if between.contains(['.', ';', '(']) {
            return None;
        }
        let subject = (n.saturating_sub(3)..n)
            .rev()
            .find_map(|m| person(case, before, tail[m]));
        let subject = subject.or_else(|| {
            tail.get(n + 1)
                .and_then(|it| person(case, before, *it).filter(|it| it.0 != Who::Someone))
        });
        // `the engineer later called it "…"`: somebody, not told who.
        let noun = (n.saturating_sub(4)..n).find(|&m| {
            matches!(
                &before[tail[m].range()],
                "the" | "The" | "our" | "Our" | "a" | "A"
            )
        });
        let somebody = noun.map(|m| (Who::Someone, Span::new(tail[m].start, tail[n].start), false));
        return subject.or(somebody).and_then(found);
    }
    None
}

/// `"…," Lin said. "…"` or `"…," Lin said, "…"`: the second half belongs to the first half's speaker.
fn split_quotation(case: &Case<'_>, quotation: &Quotation) -> Option<Attribution> {
    let first = case
        .piece
        .quotes
        .iter()
        .take_while(|it| *it != quotation)
        .last()?;
    let between = &case.text[first.outer.end..quotation.outer.start];
    let starts = quotation.outer.start;
    let is_plain = between.len() < 60 && !between.contains([';', ':']);
    let after = Span::new(first.outer.end, starts);
    is_plain.then(|| behind(case, after)).flatten()
}

/// The sentence before ends in a colon and names who speaks: `And Lin goes:`.
fn lead_in(case: &Case<'_>, quotation: &Quotation) -> Option<Attribution> {
    let opens = words::spans(&case.text[..quotation.outer.start]).is_empty();
    let before = case
        .around
        .before
        .last()
        .filter(|it| opens && it.trim_end().ends_with(':'))?;
    ahead(case, before, Span::new(0, before.len()), false)
}

/// `— Lin` under a block quote.
fn signature(case: &Case<'_>) -> Option<Attribution> {
    let after = case.around.after?;
    let name = words::spans(after).into_iter().next()?;
    let (who, _, is_author) = person(case, after, name)?;
    Some(Attribution {
        who,
        span: None,
        is_author,
    })
}

/// Reads a word as a person: a speaker, the author's `I`, a capitalised name, a pronoun.
fn person(case: &Case<'_>, text: &str, word: Span) -> Option<(Who, Span, bool)> {
    let token = &text[word.range()];
    if matches!(token, "I" | "i" | "me" | "I'd" | "I've") {
        let author = case.judge.author?;
        let first = author.split_whitespace().next()?;
        let speakers = speakers_named(case, folded(first));
        let who = if speakers.is_empty() {
            Who::Someone
        } else {
            Who::Speaker(speakers)
        };
        return Some((who, word, true));
    }
    if matches!(
        token.to_ascii_lowercase().as_str(),
        "he" | "she" | "they" | "we" | "somebody" | "someone"
    ) {
        return Some((Who::Someone, word, false));
    }
    let key = names::key(token);
    let speakers = speakers_named(case, key);
    if !speakers.is_empty() {
        return Some((Who::Speaker(speakers), word, false));
    }
    let is_name = token.starts_with(char::is_uppercase)
        && !token[..].chars().skip(1).any(char::is_uppercase)
        && !text[..word.start].trim().is_empty()
        && token.len() > 2
        && !is_speech(token);
    is_name.then_some((Who::Stranger, word, false))
}

/// Every speaker of that name (first name, last name or alias), in all sources.
pub(super) fn speakers_named(case: &Case<'_>, key: Stem) -> Vec<(usize, SpeakerId)> {
    let mut found = Vec::new();
    for (source, it) in case.judge.sources.list.iter().enumerate() {
        for (id, speaker) in it.transcript.speakers.iter().enumerate() {
            let mut names = std::iter::once(&speaker.name).chain(&speaker.aliases);
            if names.any(|name| {
                names::key(name) == key || name.split_whitespace().any(|part| names::key(part) == key)
            }) {
                found.push((source, id));
            }
        }
    }
    found
}

/// Whether an entry is said by one of `speakers`.
pub(super) fn is_by(entry: &Entry, speakers: &[(usize, SpeakerId)]) -> bool {
    entry
        .speaker
        .is_some_and(|id| speakers.contains(&(entry.source, id)))
}

/// A speaker's name as prose writes it: `Lin` for `LIN` and `lin`.
pub(super) fn in_prose(name: &str) -> String {
    let one_case = name.chars().all(|c| !c.is_lowercase()) || name.chars().all(|c| !c.is_uppercase());
    if !one_case {
        return name.to_owned();
    }
    let mut letters = name.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().collect::<String>())
        .unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}

/// Reported speech without quotation marks: `Lena said that the crash was our canary`. Wrong only where the words are
/// clearly somebody else's, and the one named neither says nor assents to anything like them.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if !case.quoted.is_empty() || case.stance.question {
        return;
    }
    let Some(Reported {
        speakers,
        name,
        said_from,
    }) = reported(case)
    else {
        return;
    };
    let index = &case.judge.sources.index;
    let wanted: Vec<(Stem, f32)> = case
        .claim
        .words
        .iter()
        .filter(|it| it.span.start >= said_from && !it.stop && !is_speech(&case.text[it.span.range()]))
        .map(|it| (it.stem, index.weight(it.stem)))
        .collect();
    let total: f32 = wanted.iter().map(|it| it.1).sum();
    if wanted.len() < 2 || total <= 0.0 {
        return;
    }
    let carries = |at: usize| -> f32 {
        let has = |stem: Stem| index.entries[at].claim.has(stem);
        wanted.iter().filter(|it| has(it.0)).map(|it| it.1).sum::<f32>() / total
    };
    let mut theirs = 0f32;
    let mut other: Option<(usize, f32)> = None;
    for &(at, _) in case.ranked.iter().take(40) {
        let entry = &index.entries[at];
        let share = carries(at);
        if is_by(entry, &speakers) || mentions(case, at, &speakers) || assents(case, at, &speakers) {
            theirs = theirs.max(share);
        } else if entry.speaker.is_some() && other.is_none_or(|it| share > it.1) {
            other = Some((at, share));
        }
    }
    let Some((at, _)) = other.filter(|it| it.1 >= 0.7 && it.1 >= theirs * 2.0) else {
        return;
    };
    let right = speaker_name(case, at).map(|it| in_prose(&it));
    issues.push(Issue {
        kind: IssueKind::MisattributedQuote,
        span: name,
        right,
        place: Some(case.place(at)),
        other: None,
    });
}

/// The speaker's name of an entry.
pub(super) fn speaker_name(case: &Case<'_>, at: usize) -> Option<String> {
    let entry = &case.judge.sources.index.entries[at];
    case.judge.sources.list[entry.source]
        .transcript
        .unit_speaker(entry.unit)
        .map(str::to_owned)
}

/// Whether an entry names one of `speakers` (then it may report their words).
fn mentions(case: &Case<'_>, at: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    let names = speakers
        .iter()
        .map(|&(source, id)| &case.judge.sources.list[source].transcript.speakers[id].name);
    names.into_iter().any(|name| {
        let key = words::folded(name.split_whitespace().next().unwrap_or(name));
        entry.folded.contains(&key)
    })
}

/// Whether the next turn is one of `speakers` agreeing, or repeating.
fn assents(case: &Case<'_>, at: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let Some(next) = index.passages.get(entry.passage + 1) else {
        return false;
    };
    let Some(first) = index.entries.get(next.entries.start) else {
        return false;
    };
    if first.source != entry.source || !is_by(first, speakers) {
        return false;
    }
    let opening = case.entry_text(next.entries.start);
    let word = words::spans(opening)
        .into_iter()
        .next()
        .map(|it| opening[it.range()].to_ascii_lowercase());
    matches!(
        word.as_deref(),
        Some(
            "yes"
                | "yeah"
                | "exactly"
                | "right"
                | "agreed"
                | "true"
                | "fair"
                | "sure"
                | "ok"
                | "okay"
                | "yep"
        )
    )
}

/// Verbs of saying proper: "asked", "added", "went" tell of acts as often as of words.
const SAYING: [&str; 18] = [
    "said",
    "says",
    "say",
    "noted",
    "pointed",
    "argued",
    "insisted",
    "explained",
    "announced",
    "admitted",
    "remarked",
    "observed",
    "replied",
    "warned",
    "joked",
    "concluded",
    "claimed",
    "suggested",
];

/// Speech reported without quotation marks.
struct Reported {
    speakers: Vec<(usize, SpeakerId)>,
    /// Where they are named, bytes of the sentence's view.
    name: Span,
    /// Where what they said begins.
    said_from: usize,
}

/// `X said/says …`, `it was X who said …`, `I was the first to say …`.
fn reported(case: &Case<'_>) -> Option<Reported> {
    let words = &case.claim.words;
    let token = |n: usize| &case.text[words[n].span.range()];
    for n in 1..words.len().min(14) {
        let says = SAYING.contains(&token(n).to_ascii_lowercase().as_str());
        if !says {
            continue;
        }
        for m in (n.saturating_sub(6)..n).rev() {
            let gap_is_plain = m + 1 == n
                || (m + 2 == n && matches!(token(m + 1), "who" | "also" | "just" | "then"))
                || (m + 2 <= n && matches!(token(n - 1), "to") && (m + 1..n).any(|k| token(k) == "first"));
            if !gap_is_plain {
                continue;
            }
            let Some((Who::Speaker(speakers), name, _)) = person(case, case.text, words[m].span) else {
                continue;
            };
            let said_from = words.get(n + 1)?.span.start;
            return Some(Reported {
                speakers,
                name,
                said_from,
            });
        }
    }
    None
}
