//! Whether a sentence asserts something that a source could bear, or comments, asks, advises, jokes.
//!
//! Not importance but verifiability: a concrete act or event told as having happened is checkable even
//! without a number or a name; a generic present, a question, an address to the reader is not.

use super::Claim;
use crate::language::polarity::{is_feeling, is_hedge, is_past};

/// What a sentence does, with the weight of its reasons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stance {
    /// It asks.
    pub question: bool,
    /// It speaks to the reader, or orders.
    pub address: bool,
    /// It orders or advises: `Never trust green.`
    pub order: bool,
    /// It tells of the writer's own feelings or opinions.
    pub feeling: bool,
    /// It holds a number, a time or a name that is more than a capital at its start.
    pub anchored: bool,
    /// It tells something as having happened.
    pub past: bool,
    /// It is hedged or conditional.
    pub hedged: bool,
    /// It speaks of the text that it stands in: `this is the writeup`, `the long version is below`.
    pub about_itself: bool,
    /// The writer tells of their own doing: what they did outside the recording, no source holds.
    pub first_person: bool,
    /// It says what did not happen.
    pub negated: bool,
    /// It speaks of all or any of a kind: `Every launch post says …`.
    pub general: bool,
    /// Content words.
    pub content: usize,
}

impl Stance {
    /// Whether nothing in it can be checked.
    pub fn is_comment(&self) -> bool {
        self.question
            || self.order
            || self.about_itself
            || self.content == 0
            || (!self.anchored && (self.feeling || self.address || (!self.past && self.content < 4)))
    }

    /// Whether it tells a concrete act or event, so that finding nothing behind it is worth a word.
    pub fn is_event(&self) -> bool {
        self.past
            && !self.question
            && !self.hedged
            && !self.feeling
            && !self.address
            && !self.order
            && self.content >= 1
            && !self.about_itself
            && !self.negated
            && !self.general
            && (!self.first_person || self.anchored)
    }
}

/// Reads what `claim` does; `text` is its sentence.
pub fn stance(text: &str, claim: &Claim) -> Stance {
    let words: Vec<&str> = claim.words.iter().map(|it| &text[it.span.range()]).collect();
    let lower = |n: usize| words.get(n).map(|it| it.to_lowercase());
    let question = text
        .trim_end_matches(['"', '”', '\'', ')', '*', ' '])
        .ends_with('?');
    let second_person = words.iter().any(|it| {
        matches!(
            it.to_ascii_lowercase().as_str(),
            "you" | "your" | "you're" | "you'll" | "yourself" | "you'd" | "you've"
        )
    });
    let first = lower(0).unwrap_or_default();
    let order = matches!(
        first.as_str(),
        "don't"
            | "let's"
            | "never"
            | "imagine"
            | "remember"
            | "think"
            | "read"
            | "see"
            | "note"
            | "please"
            | "always"
            | "do"
    ) && !words.iter().any(|it| is_past(it));
    let feeling = words.windows(2).any(|pair| {
        matches!(pair[0], "I" | "i" | "we" | "We")
            && (is_feeling(pair[1]) || pair[1] == "am" || pair[1] == "can")
    });
    let past =
        (0..words.len()).any(|n| is_past(words[n]) && !is_mere_copula(&words, n) && !is_adjective(&words, n));
    let hedged = words.iter().any(|it| is_hedge(it)) || first == "if";
    let anchored =
        !claim.amounts.is_empty() || !claim.times.is_empty() || claim.names.iter().any(|it| !it.opens);
    Stance {
        question,
        address: second_person,
        order,
        feeling,
        anchored,
        past,
        hedged,
        negated: claim.negated,
        first_person: words
            .iter()
            .any(|it| matches!(*it, "I" | "I've" | "I'd" | "I'm" | "i")),
        general: matches!(
            first.as_str(),
            "every" | "any" | "most" | "some" | "no" | "whoever" | "anyone" | "few"
        ),
        about_itself: speaks_of_itself(&words),
        content: claim.words.iter().filter(|it| !it.stop).count(),
    }
}

/// `is lighthearted`, `the affected customers`: a form in -ed that describes.
fn is_adjective(words: &[&str], n: usize) -> bool {
    let Some(before) = n.checked_sub(1).map(|n| words[n].to_ascii_lowercase()) else {
        return false;
    };
    words[n].ends_with("ed")
        && matches!(
            before.as_str(),
            "is" | "are"
                | "be"
                | "being"
                | "seems"
                | "a"
                | "an"
                | "the"
                | "this"
                | "that"
                | "these"
                | "those"
                | "very"
                | "more"
                | "most"
                | "so"
                | "as"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "my"
                | "some"
                | "any"
                | "all"
                | "of"
                | "with"
                | "for"
        )
}

/// `this is the writeup`, `in this post`, `more below`.
fn speaks_of_itself(words: &[&str]) -> bool {
    const TEXTS: [&str; 12] = [
        "post", "article", "writeup", "write-up", "recap", "story", "section", "series", "piece", "essay",
        "version", "episode",
    ];
    let is_text = |word: &&str| TEXTS.iter().any(|it| word.eq_ignore_ascii_case(it));
    let points = |n: usize| words[n].eq_ignore_ascii_case("this");
    let this = (0..words.len())
        .filter(|&n| points(n))
        .any(|n| words[n + 1..].iter().take(3).any(is_text));
    this || (words.last().is_some_and(|it| it.eq_ignore_ascii_case("below")) && words.iter().any(is_text))
}

/// `was ugly`, `were both right`: the past of being tells of a state; only with a participle behind it
/// (`was cleaned up`) does it tell an event.
fn is_mere_copula(words: &[&str], n: usize) -> bool {
    let is_being = matches!(
        words[n].to_ascii_lowercase().as_str(),
        "was" | "were" | "wasn't" | "weren't" | "had"
    );
    let must = words.get(n + 1).is_some_and(|it| it.eq_ignore_ascii_case("to"));
    let participle = words[n + 1..]
        .iter()
        .take(3)
        .any(|it| it.len() > 3 && is_past(it));
    is_being && !participle && !must
}
