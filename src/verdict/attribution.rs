//! Whose words a sentence says they are: `"…," Lin said`, `Lin: "…"`, `I told her that …`.

use super::judge::Case;
use super::speakers::{may_write, speakers_named, told_apart};
use crate::draft::Quotation;
use crate::language::names;
use crate::language::polarity::{is_past, is_speech};
use crate::language::words::{self, folded};
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
const REACH: usize = 12;

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
    possessed(case, before)
        .or_else(|| behind(case, after))
        .or_else(|| ahead(case, case.text, before, true))
        .or_else(|| split_quotation(case, quotation))
        .or_else(|| lead_in(case, quotation))
        .or_else(|| signature(case))
}

/// `five minutes after my "do it" he reported back`: the words of whom a possessive before the quotation names.
fn possessed(case: &Case<'_>, part: Span) -> Option<Attribution> {
    let word = *words::spans(&case.text[part.range()]).last()?;
    let word = word.shift(part.start);
    let token = &case.text[word.range()];
    let beside = case.text[word.end..part.end].trim().is_empty();
    let (who, span, is_author) = match token {
        _ if !beside => return None,
        "my" | "My" => (the_author(case), word, true),
        "his" | "her" | "their" | "His" | "Her" | "Their" => (Who::Someone, word, false),
        _ if ["'s", "’s"].iter().any(|it| token.ends_with(it)) => person(case, case.text, word)?,
        _ => return None,
    };
    Some(Attribution {
        who,
        span: Some(span),
        is_author,
    })
}

/// Whom the draft's `I` stands for.
fn the_author(case: &Case<'_>) -> Who {
    let named = |it: &str| {
        let first = it.split_whitespace().next();
        first.map_or_else(Vec::new, |it| speakers_named(case, folded(it)))
    };
    let speakers = case.judge.author.map_or_else(|| may_write(case), named);
    if speakers.is_empty() {
        Who::Someone
    } else {
        Who::Speaker(speakers)
    }
}

/// `…," Lin said` and `…," said Lin`: a speech verb among the first words behind the quotation.
fn behind(case: &Case<'_>, part: Span) -> Option<Attribution> {
    let text = &case.text[part.range()];
    let end = text.find(['.', ';', '!', '?']).unwrap_or(text.len());
    let words: Vec<Span> = words::spans(&text[..end]).into_iter().take(5).collect();
    let wants_to_know = text.contains("wanted to know") || text.contains("wondered");
    // `"Agreed. So it's us," Tomasz conceded`: behind a comma any verb of a speaker says that they said it.
    let goes_on = text.starts_with(',')
        || case.text[..part.start]
            .trim_end_matches(['"', '”', '*', '_', '’', '\''])
            .ends_with(',');
    let opens = case
        .piece
        .quotes
        .first()
        .is_some_and(|it| words::spans(&case.text[..it.outer.start]).is_empty());
    let named_first = words.first().is_some_and(|it| person(case, text, *it).is_some());
    let is_verb = |it: &Span| {
        let word = &text[it.range()];
        let concedes = goes_on
            && opens
            && named_first
            && words.get(1) == Some(it)
            && is_past(word)
            && closes(text, it.end);
        concedes || is_speech(word) || (wants_to_know && matches!(word, "wanted" | "wondered"))
    };
    let verb = words.iter().position(is_verb)?;
    let gap = &text[..words[0].start];
    if gap.contains(['(', ':', '—']) {
        return None;
    }
    // `…," Ravi's mother said`: not Ravi.
    let owns = |n: usize| n + 1 < verb && ["'s", "’s"].iter().any(|it| text[words[n].range()].ends_with(it));
    if (0..verb).any(owns) {
        let span = Span::new(words[0].start, words[verb].start).shift(part.start);
        return Some(Attribution {
            who: Who::Someone,
            span: Some(span),
            is_author: false,
        });
    }
    let subject = (0..verb).rev().find_map(|n| person(case, text, words[n]));
    // `…," Falkenrath told them`: a capital right behind a quotation is a name.
    let named = || {
        let token = &text[words[0].range()];
        let is_name = verb == 1
            && token.starts_with(char::is_uppercase)
            && !words::words(token).iter().any(|it| it.stop);
        is_name.then_some((Who::Stranger, words[0], false))
    };
    let subject = subject.or_else(named);
    let subject = subject.or_else(|| words.get(verb + 1).and_then(|it| person(case, text, *it)));
    let subject = subject.map(|it| meant_by_pronoun(case, text, part, it));
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

/// Whether a clause ends behind its verb, or one adverb later: `"…," Tomasz conceded quietly.`
fn closes(text: &str, verb: usize) -> bool {
    let rest = text[verb..].trim_start();
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let rest = if rest[..word].ends_with("ly") {
        rest[word..].trim_start()
    } else {
        rest
    };
    !rest.starts_with(char::is_alphanumeric)
}

/// `Falkenrath did not argue: "…," she said`: the one person whom the sentence names before the quotation.
fn meant_by_pronoun(case: &Case<'_>, text: &str, part: Span, said: (Who, Span, bool)) -> (Who, Span, bool) {
    let token = text[said.1.range()].to_ascii_lowercase();
    if said.0 != Who::Someone || !matches!(token.as_str(), "he" | "she") {
        return said;
    }
    let first = case
        .piece
        .quotes
        .iter()
        .map(|it| it.outer.start)
        .min()
        .unwrap_or(part.start);
    let before = &case.text[..first.min(part.start)];
    let opens = words::spans(before).first().map(|it| it.start);
    let mut found: Vec<Who> = Vec::new();
    for word in words::spans(before) {
        let token = &before[word.range()];
        let capital = token.starts_with(char::is_uppercase) && !words::words(token).iter().any(|it| it.stop);
        let who = match person(case, before, word) {
            Some((who, _, false)) if who != Who::Someone => Some(who),
            // At the very start any word has a capital; only a name that was heard counts.
            _ if capital
                && Some(word.start) == opens
                && case.judge.sources.index.has_heard(names::key(token)) =>
            {
                Some(Who::Stranger)
            }
            _ => None,
        };
        if let Some(who) = who.filter(|it| !found.contains(it)) {
            found.push(who);
        }
    }
    match found.len() {
        1 => (found.remove(0), said.1, false),
        _ => said,
    }
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
    // `Femi's reply was "…`
    const WORDS: [&str; 16] = [
        "reply",
        "answer",
        "response",
        "comment",
        "verdict",
        "reaction",
        "advice",
        "warning",
        "question",
        "line",
        "words",
        "conclusion",
        "motto",
        "objection",
        "summary",
        "explanation",
    ];
    for n in (tail.len().saturating_sub(5)..tail.len().saturating_sub(1)).rev() {
        let token = &before[tail[n].range()];
        let owns = token.ends_with("'s") || token.ends_with("’s");
        if owns && WORDS.contains(&&before[tail[n + 1].range()]) {
            let it = person(case, before, tail[n]).filter(|it| it.0 != Who::Someone);
            return it.and_then(found);
        }
    }
    // `It was Renske who gave them the line: "…`
    for n in 2..tail.len() {
        let is = |m: usize, word: &str| before[tail[m].range()].eq_ignore_ascii_case(word);
        if is(n, "who") && is(n - 2, "was") && gap.starts_with(':') {
            let it = person(case, before, tail[n - 1]).filter(|it| it.0 != Who::Someone);
            return it.and_then(found);
        }
    }
    let is_near = |n: usize| tail.len() - n <= 5 || gap.starts_with(':');
    for n in (0..tail.len()).rev() {
        // "the state of the service", "his answer": a thing, no saying.
        let is_noun = n > 0
            && matches!(
                before[tail[n - 1].range()].to_ascii_lowercase().as_str(),
                "the"
                    | "a"
                    | "an"
                    | "this"
                    | "that"
                    | "my"
                    | "your"
                    | "his"
                    | "her"
                    | "its"
                    | "our"
                    | "their"
            );
        if !is_speech(&before[tail[n].range()]) || is_noun || !is_near(n) {
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
pub(super) fn person(case: &Case<'_>, text: &str, word: Span) -> Option<(Who, Span, bool)> {
    let token = &text[word.range()];
    let token = token
        .strip_suffix("'s")
        .or_else(|| token.strip_suffix("’s"))
        .unwrap_or(token);
    let word = Span::new(word.start, word.start + token.len());
    if matches!(token, "I" | "i" | "me" | "I'd" | "I've") {
        return Some((the_author(case), word, true));
    }
    if matches!(
        token.to_ascii_lowercase().as_str(),
        "he" | "she" | "they" | "we" | "somebody" | "someone"
    ) {
        return Some((Who::Someone, word, false));
    }
    let key = names::key(token);
    let speakers = told_apart(case, text, word, speakers_named(case, key));
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
