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
    /// Content words.
    pub content: usize,
}

impl Stance {
    /// Whether nothing in it can be checked.
    pub fn is_comment(&self) -> bool {
        self.question
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
            && self.content >= 3
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
    let past = (0..words.len()).any(|n| is_past(words[n]) && !is_mere_copula(&words, n));
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
        content: claim.words.iter().filter(|it| !it.stop).count(),
    }
}

/// `was ugly`, `were both right`: the past of being tells of a state; only with a participle behind it
/// (`was cleaned up`) does it tell an event.
fn is_mere_copula(words: &[&str], n: usize) -> bool {
    let is_being = matches!(
        words[n].to_ascii_lowercase().as_str(),
        "was" | "were" | "wasn't" | "weren't" | "had"
    );
    let participle = words[n + 1..]
        .iter()
        .take(3)
        .any(|it| it.len() > 3 && is_past(it));
    is_being && !participle
}
