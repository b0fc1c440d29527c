//! A unit as the search for facts reads it: its words, its numbers, and what kind of sentence it is.

use super::cue;
use super::lower_words;
use crate::language::polarity;
use crate::language::quantity::{self, Quantity, Sort};
use crate::language::words;
use crate::language::{names, order, time};

/// What a unit says, read once.
pub(super) struct Said<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<cue::Said>,
    pub(super) amounts: Vec<Quantity>,
    /// An amount, a version, an identifier: any number that is more than a way of speaking.
    pub(super) has_number: bool,
    /// Content words.
    pub(super) n_content: usize,
    pub(super) is_wish: bool,
    pub(super) is_past: bool,
    /// It orders: `Add an alert`.
    pub(super) is_order: bool,
    /// It says how something works, not who did what.
    pub(super) describes: bool,
    /// It tells something done, or answers, with a name or time in it.
    pub(super) is_concrete: bool,
}

impl<'a> Said<'a> {
    pub(super) fn of(text: &'a str) -> Said<'a> {
        let numbers = quantity::read(text);
        let has_number = numbers.iter().any(|it| !it.in_words || 2.0 < it.low);
        let amounts = numbers
            .into_iter()
            .filter(|it| it.sort == Sort::Amount && (!it.in_words || 2.0 < it.low || !it.unit.is_empty()))
            .collect();
        let words = words::words(text);
        let is_past = words.iter().any(|it| polarity::is_past(&text[it.span.range()]));
        let n_content = words.iter().filter(|it| !it.stop).count();
        // Asked only where it matters: reading names is dear.
        let is_named = || names::read(text, &[]).iter().any(|it| !it.opens) || !time::read(text).is_empty();
        let plain: Vec<&str> = words.iter().map(|it| &text[it.span.range()]).collect();
        Said {
            text,
            words: cue::said(text),
            amounts,
            has_number,
            n_content,
            is_wish: wishes(text),
            is_past,
            is_order: order::opens_as_order(&plain),
            describes: !is_past && 5 <= n_content && !speaks_of_people(text),
            is_concrete: is_past && 4 <= n_content && is_named(),
        }
    }
}

/// Whether the sentence speaks of what could or should be, or commands.
pub(super) fn wishes(text: &str) -> bool {
    const WISHES: &[&str] = &[
        "could", "would", "might", "maybe", "perhaps", "please", "pls", "i'd", "we'd", "wonder", "imagine",
        "suppose", "hope", "guess",
    ];
    // "Would climb" tells a habit.
    let tells_habit = lower_words(text).collect::<Vec<_>>().windows(2).any(|it| {
        it[0] == "would" && !matches!(it[1].as_str(), "be" | "have" | "you" | "i" | "we" | "like" | "it")
    });
    !tells_habit && lower_words(text).any(|it| WISHES.contains(&it.as_str()))
}

/// `Look at this panel`, `And here is the query`: what "look" and "see" say elsewhere shows nothing.
pub(super) fn opens_with_look(said: &Said<'_>) -> bool {
    said.words
        .iter()
        .find(|it| !matches!(it.0.as_str(), "and" | "so" | "now" | "ok" | "okay"))
        .is_some_and(|it| matches!(it.0.as_str(), "look" | "see" | "here" | "here's" | "this"))
}

/// Whether somebody talks of themselves or to somebody.
pub(super) fn speaks_of_people(text: &str) -> bool {
    lower_words(text).any(|it| {
        let person = it.split('\'').next().unwrap_or("");
        matches!(
            person,
            "i" | "we" | "you" | "me" | "us" | "my" | "our" | "your" | "he" | "she" | "his" | "her"
        )
    })
}

/// `So we did three things.`
pub(super) fn announces_list(said: &Said<'_>) -> bool {
    said.words
        .iter()
        .any(|it| matches!(it.0.as_str(), "things" | "steps" | "parts" | "changes" | "fixes"))
        && said.n_content <= 3
}

/// `followups so far: 1 mutes must have an end`.
pub(super) fn announces_follow_ups(said: &Said<'_>) -> bool {
    let names_them = said.words.iter().take(4).any(|it| {
        matches!(
            it.0.as_str(),
            "followups" | "follow-ups" | "followup" | "todo" | "todos" | "actions" | "next-steps"
        )
    });
    names_them && said.text.contains(':')
}

/// `First, …`, `Second …`, `Three, …`, `2 disk alert at 80`.
pub(super) fn counts(said: &Said<'_>) -> bool {
    const PLACES: [&str; 9] = [
        "first", "firstly", "second", "secondly", "third", "fourth", "fifth", "finally", "lastly",
    ];
    const NUMBERS: [&str; 8] = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    let Some((opens, _)) = said.words.first() else {
        return false;
    };
    let opens = opens.as_str();
    let behind = said.text.get(opens.len()..).and_then(|it| it.chars().next());
    let is_marked = matches!(behind, Some(',' | ':' | ')' | '.'));
    // "1,134" counts nothing up.
    let is_digit = opens.len() == 1 && opens.bytes().all(|it| it.is_ascii_digit());
    let parts = matches!(behind, Some(':' | ')' | ' '));
    PLACES.contains(&opens) || (NUMBERS.contains(&opens) && is_marked) || (is_digit && parts)
}
