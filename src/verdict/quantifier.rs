//! The words that say of how many: reading a sentence for what it says of all, of a part, of one.

use crate::claim::Claim;
use crate::language::words::Stem;
use crate::text::Span;

/// Words that say it of all there are, of a noun behind them.
pub(super) const ALL: &[&str] = &["all", "every", "each"];
/// Words that say it of all there are, on their own.
pub(super) const ALL_ALONE: &[&str] = &[
    "always",
    "everyone",
    "everybody",
    "everything",
    "everywhere",
    "anywhere",
    "whenever",
    "entire",
    "entirely",
    "whole",
    "never",
    "nobody",
    "daily",
    "weekly",
    "monthly",
    "constantly",
];
/// Words that say it of a part.
pub(super) const PART: &[&str] = &[
    "some", "few", "several", "many", "most", "half", "couple", "handful", "certain", "one", "a", "an",
    "third", "quarter", "another", "part", "percent", "majority", "minority",
];
/// Those of them that leave a rest.
pub(super) const SOME: &[&str] = &[
    "some", "few", "several", "many", "most", "half", "couple", "handful", "one", "part", "majority",
    "minority",
];
/// Counts, which leave a rest with "of" behind them.
pub(super) const COUNTS: &[&str] = &["two", "three", "four", "five"];
/// Words that may stand between the word that says how many and the noun.
pub(super) const BETWEEN: &[&str] = &[
    "of", "the", "our", "my", "your", "their", "his", "her", "its", "these", "those", "single", "a", "an",
];
/// What a time that came once stands behind.
pub(super) const AT: &[&str] = &["on", "last", "this", "that", "next", "one", "a", "the"];
/// Words for less than always, and for less than never.
pub(super) const SOMETIMES: &[&str] = &[
    "sometimes",
    "occasionally",
    "usually",
    "often",
    "mostly",
    "normally",
    "typically",
];
pub(super) const HARDLY: &[&str] = &["rarely", "seldom", "hardly", "barely", "almost"];

/// A sentence, word by word.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) claim: &'a Claim,
    pub(super) lower: Vec<String>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, claim: &'a Claim) -> Words<'a> {
        let lower = claim
            .words
            .iter()
            .map(|it| text[it.span.range()].to_lowercase())
            .collect();
        Words { text, claim, lower }
    }

    pub(super) fn len(&self) -> usize {
        self.lower.len()
    }

    pub(super) fn is(&self, n: usize, list: &[&str]) -> bool {
        self.lower.get(n).is_some_and(|it| list.contains(&it.as_str()))
    }

    pub(super) fn stem(&self, n: usize) -> Stem {
        self.claim.words[n].stem
    }

    /// Whether nothing but space parts word `n` from the one before it.
    pub(super) fn joined(&self, n: usize) -> bool {
        let words = &self.claim.words;
        0 < n
            && n < words.len()
            && self.text[words[n - 1].span.end..words[n].span.start]
                .trim()
                .is_empty()
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.claim.words[from].span.cover(self.claim.words[to].span)
    }

    /// Where the noun phrase begins that the word at `n` says the amount of.
    pub(super) fn behind(&self, n: usize) -> usize {
        let mut at = n + 1;
        while (self.is(at, BETWEEN) || self.is_counted(at)) && self.joined(at) {
            at += 1;
        }
        at
    }

    /// The content words in a row from `at` on, at most three.
    pub(super) fn run(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let goes_on = move |&n: &usize| {
            self.claim.words.get(n).is_some_and(|it| !it.stop) && (n == at || self.joined(n))
        };
        (at..at + 3).take_while(goes_on)
    }

    /// Whether a number stands at `n`.
    pub(super) fn is_counted(&self, n: usize) -> bool {
        let Some(word) = self.claim.words.get(n) else {
            return false;
        };
        self.claim
            .amounts
            .iter()
            .any(|it| it.quantity.number.overlaps(word.span))
    }

    pub(super) fn has(&self, list: &[&str]) -> bool {
        (0..self.len()).any(|n| self.is(n, list))
    }

    /// Whether it says something of all there are: of `head`, or of anything.
    pub(super) fn is_wide(&self, head: Option<Stem>) -> bool {
        (0..self.len()).any(|n| {
            let alone = head.is_none() && self.is(n, ALL_ALONE);
            let of_it = |n: usize| {
                let at = self.behind(n);
                head.is_none_or(|head| {
                    (at..at + 4)
                        .take_while(|&n| n < self.len())
                        .any(|n| self.stem(n) == head)
                })
            };
            alone || (self.is(n, ALL) && of_it(n))
        })
    }
}

/// Whether the word looks like a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "men" | "women" | "children")
        || (word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|it| word.ends_with(it)))
}

/// Whether it is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

/// Whether it is a day, a season or a measure of time, one or several.
pub(super) fn is_time(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    is_weekday(word)
        || matches!(
            word,
            "second"
                | "minute"
                | "hour"
                | "day"
                | "night"
                | "morning"
                | "evening"
                | "afternoon"
                | "week"
                | "weekend"
                | "month"
                | "quarter"
                | "year"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
        )
}
