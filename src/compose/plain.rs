//! A fact as a plain sentence of the draft: the source's own words, whole, in the person of the author.

use super::{Context, cite};
use crate::fact::{self, Fact, Kind};
use crate::language::quantity::{self, Dimension, Sort};
use crate::language::{order, polarity, words};
use crate::transcript::{Stamp, Transcript};

/// Words for the draft, and the units that they are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Plain text, sentences parted by blanks, paragraphs by `\n\n`.
    pub(super) text: String,
    /// Units of the fact's source, ascending.
    pub(super) units: Vec<usize>,
}

impl Told {
    pub(super) fn new(text: String, mut units: Vec<usize>) -> Told {
        units.sort_unstable();
        units.dedup();
        Told { text, units }
    }
}

/// The fact as a sentence: a question and its short answer as a statement; a sentence that leans on the one before
/// it together with that one; otherwise as it was said. `None` where it would not stand by itself.
pub(super) fn sentence(ctx: &Context<'_>, it: &Fact) -> Option<Told> {
    let transcript = it.transcript(ctx.sources);
    if corrects(it.text(ctx.sources)) {
        return None;
    }
    if let Some(text) = answered(transcript, it.unit) {
        return text.map(|text| Told::new(text, vec![it.unit]));
    }
    let whole = without_opener(text_of(transcript, it.unit));
    if it.kind == Kind::Lesson && order::opens_as_order(&bare(&whole)) {
        // "Never ask a device": a lesson may order.
        return closed(transcript, it.unit, &whole).map(|text| Told::new(text, vec![it.unit]));
    }
    if let Some(text) = alone(ctx, transcript, it.unit) {
        return Some(Told::new(text, vec![it.unit]));
    }
    let before = before(transcript, it.unit)?;
    let first = match answered(transcript, before) {
        Some(text) => text?,
        None => alone(ctx, transcript, before)?,
    };
    let second = in_person(
        ctx,
        transcript,
        it.unit,
        &without_opener(text_of(transcript, it.unit)),
    )?;
    let second = closed(transcript, it.unit, &second)?;
    Some(Told::new(format!("{first} {second}"), vec![before, it.unit]))
}

/// A unit that answers a question, as a statement where it has one; a short answer without it means nothing, and has
/// none. `None` where the unit answers no question, or says enough by itself.
fn answered(transcript: &Transcript, unit: usize) -> Option<Option<String>> {
    const ENOUGH: usize = 6;
    let question = transcript.units[unit].question?;
    let answer = text_of(transcript, unit);
    let asked = text_of(transcript, question);
    let text = statement(asked, answer).or_else(|| {
        // "412. They hang at bus stops."
        let (value, rest) = answer.split_once(". ").filter(|it| is_value(it.0))?;
        Some(format!("{} {rest}", statement(asked, value)?))
    });
    // "Kubernetes cluster upgrade." says what it is; "Four days." and "412." do not.
    let n_content = words::words(answer).iter().filter(|it| !it.stop).count();
    let is_named = 2 <= n_content && quantity::read(answer).is_empty();
    let is_short = answer.split_whitespace().count() < ENOUGH && !is_named;
    (text.is_some() || is_short).then_some(text)
}

/// Whether somebody corrects themselves in the middle of it.
pub(super) fn corrects(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "no wait",
        "no, wait",
        "wait, no",
        "scratch that",
        "i mean,",
        "no, sorry",
        "sorry, ",
        "make that ",
        "stand corrected",
        "correction",
    ]
    .iter()
    .any(|it| lower.contains(it))
}

/// A unit as a sentence that stands by itself.
pub(super) fn alone(ctx: &Context<'_>, transcript: &Transcript, unit: usize) -> Option<String> {
    let words = without_opener(text_of(transcript, unit));
    if says_little(&words) {
        return None;
    }
    if fact::opens_with_pronoun(&words) || order::opens_as_order(&bare(&words)) {
        return None;
    }
    let words = match fact::is_fragment(&words) {
        true => with_subject(ctx, transcript, unit, &words)?,
        false => words,
    };
    let words = in_person(ctx, transcript, unit, &words)?;
    closed(transcript, unit, &words)
}

/// `Two things.`, `We do not know.`, `A bit over four hours, yes.`: talk that leans on talk.
fn says_little(text: &str) -> bool {
    let n_content = words::words(text).iter().filter(|it| !it.stop).count();
    let has_number = !quantity::read(text).is_empty();
    let agrees = [", yes.", ", no.", ", right.", ", yeah.", ", exactly."];
    (n_content < 2 && !has_number)
        || n_content + usize::from(has_number) < 2
        || agrees.iter().any(|it| text.ends_with(it))
        || (text.split_whitespace().count() < 3 && !has_number)
}

/// The words of `text` without marks.
fn bare(text: &str) -> Vec<&str> {
    let spans = words::spans(text).into_iter();
    spans.map(|it| &text[it.range()]).collect()
}

/// The words of a unit.
pub(super) fn text_of(transcript: &Transcript, unit: usize) -> &str {
    transcript.units[unit].view.text().trim()
}

/// The unit before in the same turn, where it is no question.
pub(super) fn before(transcript: &Transcript, unit: usize) -> Option<usize> {
    let before = unit.checked_sub(1)?;
    let same_turn = transcript.units[before].turn == transcript.units[unit].turn;
    (same_turn && !transcript.units[before].is_question).then_some(before)
}

/// The unit behind in the same turn, where it is no question.
pub(super) fn behind(transcript: &Transcript, unit: usize) -> Option<usize> {
    let next = transcript.units.get(unit + 1)?;
    (next.turn == transcript.units[unit].turn && !next.is_question).then_some(unit + 1)
}

/// Without the words that only join it to what was said before: `So`, `And`, `Well,`.
pub(super) fn without_opener(text: &str) -> String {
    const JOINS: &[&str] = &[
        "so", "and", "but", "well", "right", "yeah", "yes", "ok", "okay", "alright", "now", "oh", "anyway",
        "exactly", "look", "also", "then",
    ];
    const PAIRS: &[&str] = &["as in", "i mean", "you know", "of course"];
    let mut rest = text;
    loop {
        let lower = rest.to_lowercase();
        let pair = PAIRS.iter().find(|it| {
            lower
                .strip_prefix(**it)
                .is_some_and(|rest| rest.starts_with([',', ' ']))
        });
        let word = rest.split([' ', ',']).next().unwrap_or("");
        let is_join = JOINS.contains(&word.to_lowercase().as_str());
        let length = match pair {
            Some(pair) => pair.len(),
            None if is_join => word.len(),
            None => break,
        };
        let behind = rest[length..].trim_start_matches([',', ' ']);
        if behind.is_empty() || length + 3 > rest.len() {
            break;
        }
        rest = behind;
    }
    capitalised(rest)
}

/// `text` with a capital, unless it opens with a name made of letters and digits.
pub(super) fn capitalised(text: &str) -> String {
    let opening = text.split_whitespace().next().unwrap_or("");
    let is_code = opening
        .chars()
        .any(|it| it.is_ascii_digit() || it == '_' || it.is_uppercase());
    let Some(first) = text.chars().next().filter(|_| !is_code) else {
        return text.to_owned();
    };
    let mut res: String = first.to_uppercase().collect();
    res.push_str(&text[first.len_utf8()..]);
    res
}

/// `Pulled the metrics and …` behind a sentence about the speaker's own doing: with its subject.
fn with_subject(ctx: &Context<'_>, transcript: &Transcript, unit: usize, words: &str) -> Option<String> {
    let opening = words.split_whitespace().next()?;
    let before = before(transcript, unit)?;
    let is_own = text_of(transcript, before)
        .split_whitespace()
        .any(|it| it.trim_matches(',') == "I");
    if !polarity::is_past(&opening.to_lowercase()) || !is_own {
        return None;
    }
    let is_author = is_said_by_author(ctx, transcript, unit);
    let name = transcript.unit_speaker(unit).map(cite::display);
    let subject = if is_author { "I".to_owned() } else { name? };
    let first = opening.to_lowercase();
    Some(format!("{subject} {first}{}", &words[opening.len()..]))
}

/// Whether the author said it.
pub(super) fn is_said_by_author(ctx: &Context<'_>, transcript: &Transcript, unit: usize) -> bool {
    matches!((ctx.author, transcript.unit_speaker(unit)), (Some(a), Some(b)) if is_same_person(a, b))
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

/// The words as the author can write them: another speaker's `I` becomes their name where that is all there is to
/// change. `None` where the words speak to somebody, or for somebody else.
fn in_person(ctx: &Context<'_>, transcript: &Transcript, unit: usize, words: &str) -> Option<String> {
    let lower: Vec<String> = fact::lower_words(words).collect();
    let has = |any: &[&str]| lower.iter().any(|it| any.contains(&it.as_str()));
    if has(&["you", "your", "you're", "you've", "you'll", "you'd"]) {
        return None;
    }
    let is_personal = has(&["i", "my", "me", "mine", "i'm", "i've", "i'd", "i'll", "myself"]);
    if !is_personal || is_said_by_author(ctx, transcript, unit) {
        return Some(words.to_owned());
    }
    let name = cite::display(transcript.unit_speaker(unit)?);
    let owned = has(&["my", "me", "mine", "i'm", "i've", "i'd", "i'll", "myself"]);
    let mut n = 0;
    let told: Vec<String> = words
        .split(' ')
        .map(|it| {
            if it == "I" {
                n += 1;
                name.clone()
            } else {
                it.to_owned()
            }
        })
        .collect();
    let follows = words.split(' ').skip_while(|it| *it != "I").nth(1).unwrap_or("");
    let follows = follows.trim_matches(',').to_lowercase();
    let is_past = polarity::is_past(&follows) || matches!(follows.as_str(), "was" | "had" | "did");
    (!owned && n == 1 && is_past).then(|| told.join(" "))
}

/// The words with a full stop, where a message or note leaves it out; `None` where they are not whole.
fn closed(transcript: &Transcript, unit: usize, words: &str) -> Option<String> {
    let turn = transcript.units[unit].turn;
    let ends_turn = transcript
        .units
        .get(unit + 1)
        .is_none_or(|next| next.turn != turn);
    let is_note = transcript.turns[turn].kind.is_written();
    let is_terse = is_note || matches!(transcript.turns[turn].start, Some(Stamp::Clock(_)));
    let is_label = is_note && words.contains([':', '|']);
    let is_closed = words.ends_with(['.', '!']) && !words.ends_with("..");
    let can_close =
        is_terse && ends_turn && words.ends_with(|it: char| it.is_alphanumeric() || it == ')' || it == '%');
    let ends_quote = words.ends_with(".\"") || words.ends_with(".”");
    let first = words.chars().next()?;
    let opens_well = first.is_uppercase() || first.is_ascii_digit() || is_terse || first == '`';
    if is_label || !opens_well || !(is_closed || can_close || ends_quote) {
        return None;
    }
    Some(if is_closed || ends_quote {
        words.to_owned()
    } else {
        format!("{words}.")
    })
}

/// A question and its answer as one statement, where that takes no more than putting the answer in its place.
fn statement(question: &str, answer: &str) -> Option<String> {
    let question = without_opener(question.trim_end_matches('?').trim());
    let answer = answer.trim().trim_end_matches('.').trim();
    let asked: Vec<&str> = question.split_whitespace().collect();
    let lower: Vec<String> = asked.iter().map(|it| it.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let opens = answer.split([' ', ',', '.']).next().unwrap_or("").to_lowercase();
    let is_short = answer.split_whitespace().count() <= 6;
    match lower.as_slice() {
        ["how", "long", "has" | "have", "this" | "it" | "that", "been", ..] if is_duration(answer) => {
            let rest = asked[4..].join(" ");
            let answer = uncapitalised(answer);
            Some(format!("{} had {rest} for {answer}.", capitalised(lower[3])))
        }
        ["how", "long", verb @ ("was" | "were"), rest @ ..] if 2 <= rest.len() && is_duration(answer) => {
            let subject = asked[3..asked.len() - 1].join(" ");
            let is_named = !matches!(rest[0], "they" | "he" | "she" | "it" | "you" | "that" | "this");
            let state = asked.last()?;
            let answer = uncapitalised(answer);
            is_named.then(|| format!("{} {verb} {state} for {answer}.", capitalised(&subject)))
        }
        ["what's" | "what", ..] if is_short && is_value(answer) => {
            let (verb, rest) = match lower.as_slice() {
                ["what's", ..] => ("is", &asked[1..]),
                ["what", verb @ ("is" | "was"), ..] => (*verb, &asked[2..]),
                _ => return None,
            };
            let is_named = rest
                .first()
                .is_some_and(|it| matches!(it.to_lowercase().as_str(), "the" | "our" | "its"));
            let (subject, set) = match rest {
                [subject @ .., "set", "to"] => (subject, " set to"),
                subject => (subject, ""),
            };
            (is_named && (2..=5).contains(&subject.len())).then(|| {
                format!(
                    "{} {verb}{set} {}.",
                    capitalised(&subject.join(" ")),
                    uncapitalised(answer)
                )
            })
        }
        [verb @ ("was" | "is"), "it", rest @ ..] if !rest.is_empty() && rest.len() <= 5 => {
            let what = asked[2..].join(" ");
            match opens.as_str() {
                "no" | "nope" => Some(format!("It {verb} not {what}.")),
                "yes" | "yep" | "yeah" | "exactly" => Some(format!("It {verb} {what}.")),
                _ => None,
            }
        }
        ["how", "many", noun, "do", "we", ..] if is_value(answer) => {
            let rest = asked[5..].split_first()?;
            let behind = rest.1.iter().map(|it| format!(" {it}")).collect::<String>();
            Some(format!("We {} {answer} {noun}{behind}.", rest.0))
        }
        ["who", verb, rest @ ..] if polarity::is_past(verb) && !rest.is_empty() && is_name(answer) => {
            Some(format!("{answer} {verb} {}.", asked[2..].join(" ")))
        }
        _ => None,
    }
}

fn uncapitalised(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or("");
    let is_number = quantity::read(word).iter().any(|it| it.in_words);
    if is_number {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}

fn is_duration(text: &str) -> bool {
    let read = quantity::read(text);
    matches!(&read[..], [one] if one.dimension == Dimension::Time && one.span.len() == text.len())
}

/// A number with its unit, and nothing else.
fn is_value(text: &str) -> bool {
    let read = quantity::read(text);
    matches!(&read[..], [one] if one.sort == Sort::Amount && one.span.len() == text.len())
}

fn is_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_capital =
        |it: &&str| it.chars().next().is_some_and(char::is_uppercase) && it.chars().all(char::is_alphabetic);
    (1..=3).contains(&parts.len())
        && parts.iter().all(is_capital)
        && !words::words(text).iter().any(|it| it.stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_takes_its_place_in_the_question() {
        let said = |question: &str, answer: &str| statement(question, answer).unwrap_or_default();
        assert_eq!(
            said("How long has this been leaking?", "Nine days."),
            "This had been leaking for nine days."
        );
        assert_eq!(
            said("And how long was the pump dry?", "40 minutes."),
            "The pump was dry for 40 minutes."
        );
        assert_eq!(
            said("What's the ceiling set to?", "3 GB."),
            "The ceiling is set to 3 GB."
        );
        assert_eq!(said("Was it the valve?", "No."), "It was not the valve.");
        assert_eq!(said("Is it the valve?", "Yes."), "It is the valve.");
        assert_eq!(said("How many pumps do we run?", "412."), "We run 412 pumps.");
        assert_eq!(
            said("Who saw that it was dry?", "Meike."),
            "Meike saw that it was dry."
        );
        for (question, answer) in [
            ("How long were they dry?", "40 minutes."),
            ("What's that?", "3 GB."),
            ("Who saw it?", "Nobody."),
            ("Why?", "Because."),
            ("Was it the valve?", "Partly."),
        ] {
            assert_eq!(said(question, answer), "", "{question}");
        }
    }

    #[test]
    fn words_that_only_join_are_left_out() {
        assert_eq!(
            without_opener("So I spent Monday on it."),
            "I spent Monday on it."
        );
        assert_eq!(without_opener("Right, and the pump ran."), "The pump ran.");
        assert_eq!(without_opener("As in, the pump ran."), "The pump ran.");
        assert_eq!(without_opener("Soon the pump ran."), "Soon the pump ran.");
        assert_eq!(without_opener("So."), "So.");
        assert_eq!(without_opener("v2 ran."), "v2 ran.");
    }
}
