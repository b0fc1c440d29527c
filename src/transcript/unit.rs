//! Cuts turns into units: sentences, and questions tied to their answers.

use super::format::{PARAGRAPH, chat};
use super::{Flags, Transcript, Turn, TurnKind, Unit};
use crate::language::sentence;
use crate::text::{Span, View};

/// An answer whose first sentence has more words is a statement of its own.
const LONGEST_ANSWER: usize = 12;

/// A fragment that answers the speaker's own question has at most so many words.
const LONGEST_FRAGMENT: usize = 6;

/// The units of all turns, in order.
pub(super) fn cut(transcript: &Transcript) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut firsts = Vec::with_capacity(transcript.turns.len() + 1);
    for (n, turn) in transcript.turns.iter().enumerate() {
        firsts.push(units.len());
        // A summary tells in other words what the transcript below it says, and what a tool tells of itself (who joined,
        // what was renamed) is no part of the story: no evidence.
        if turn.flags.has(Flags::SUMMARY) || turn.kind == TurnKind::System {
            continue;
        }
        sentences(turn, |view| {
            let is_question = is_question(view.text());
            units.push(Unit {
                turn: n,
                view,
                is_question,
                question: None,
            });
        });
    }
    firsts.push(units.len());
    let is_chat = chat::is_chat(transcript.format);
    tie_answers(&transcript.turns, &firsts, is_chat, &mut units);
    units
}

fn sentences(turn: &Turn, mut push: impl FnMut(View)) {
    let text = turn.view.text();
    let start = text.len() - text.trim_start().len();
    let whole = Span::new(start, start + text.trim().len());
    match turn.kind {
        TurnKind::Heading => {
            if text.bytes().any(|it| it.is_ascii_digit()) && !whole.is_empty() {
                push(turn.view.slice(whole));
            }
        }
        TurnKind::Command => {
            // What an edit wrote stands in lines of its own behind what was asked.
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let start = at + (line.len() - line.trim_start().len());
                let said = Span::new(start, start + line.trim().len());
                if !said.is_empty() {
                    push(turn.view.slice(said));
                }
                at += line.len();
            }
        }
        _ => {
            let mut at = 0;
            for paragraph in text.split(PARAGRAPH) {
                for span in sentence::split(paragraph) {
                    if !span.is_empty() {
                        push(turn.view.slice(span.shift(at)));
                    }
                }
                at += paragraph.len() + PARAGRAPH.len();
            }
        }
    }
}

/// Whether a sentence asks. A question that somebody only reports (`he says, "why?"`) does not.
fn is_question(text: &str) -> bool {
    let closing = ['"', '”', '’', '\'', '»', ')', ']', '*', '_', ' '];
    let end = text.trim_end_matches(closing).trim_end_matches('!');
    if !end.ends_with('?') {
        return false;
    }
    let closes_quote = text[end.len()..].contains(['"', '”', '»']);
    let starts_quote = text.starts_with(['"', '“', '«']);
    !closes_quote || starts_quote
}

fn tie_answers(turns: &[Turn], firsts: &[usize], is_chat: bool, units: &mut [Unit]) {
    for n in 0..turns.len() {
        let own = firsts[n]..firsts[n + 1];
        if turns[n].kind != TurnKind::Speech || own.is_empty() {
            continue;
        }
        for at in own.start..own.end - 1 {
            let follows = units[at].is_question && !units[at + 1].is_question;
            if follows && is_fragment(units[at + 1].view.text()) {
                units[at + 1].question = Some(at);
            }
        }
        // A few words may still follow a question that the others answer: "Did anyone see it? Privacy."
        let last = own.end - 1;
        let is_last = units[last].is_question;
        let before_last = last
            .checked_sub(1)
            .filter(|it| own.contains(it) && units[*it].is_question);
        let asked = match before_last {
            _ if is_last => Some(last),
            Some(at) if words(units[last].view.text()) <= LONGEST_FRAGMENT => Some(at),
            _ => None,
        };
        if let Some(asked) = asked {
            let reach = if is_chat { 2 } else { 1 };
            let said = (n + 1..turns.len()).filter(|&it| turns[it].kind == TurnKind::Speech);
            for answer in said.take(reach) {
                let is_other = turns[answer].speaker != turns[n].speaker && turns[answer].speaker.is_some();
                let first = firsts[answer];
                let has_words = first < firsts[answer + 1];
                if is_other
                    && has_words
                    && answers(&units[first])
                    && (is_last || opens_like_answer(units[first].view.text()))
                {
                    units[first].question = Some(asked);
                    break;
                }
            }
        }
    }
}

/// Whether a sentence can be what a question asked for.
fn answers(unit: &Unit) -> bool {
    let text = unit.view.text();
    !unit.is_question && unit.question.is_none() && (words(text) <= LONGEST_ANSWER || opens_like_answer(text))
}

fn words(text: &str) -> usize {
    text.split_whitespace().take(LONGEST_ANSWER + 1).count()
}

/// A few words that are no sentence of their own: they open with nobody who does something.
fn is_fragment(text: &str) -> bool {
    const SUBJECTS: [&str; 11] = [
        "i", "we", "you", "he", "she", "they", "it", "there", "because", "but", "and",
    ];
    let first = text
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    words(text) <= LONGEST_FRAGMENT && !SUBJECTS.iter().any(|it| it.eq_ignore_ascii_case(first))
}

/// Yes, no or a number first.
fn opens_like_answer(text: &str) -> bool {
    const OPENERS: [&str; 40] = [
        "yes", "yeah", "yep", "yup", "no", "nope", "nah", "not", "never", "none", "nobody", "nothing",
        "sure", "exactly", "right", "correct", "about", "around", "roughly", "maybe", "probably", "because",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "twenty", "thirty", "forty", "fifty", "hundred", "half",
    ];
    let first = text.trim_start_matches(['"', '“', '…', '.', ' ']);
    let word = first
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_digit()) || OPENERS.iter().any(|it| it.eq_ignore_ascii_case(word))
}
