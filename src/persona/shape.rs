//! Shapes of sentences and of neighbours, known by their words and marks alone: what devices of a voice and
//! habits of machines are both made of.

use std::ops::Range;

use super::reading::Line;
use crate::language::words;

/// Sentences below this many words are fragments.
pub const FRAGMENT: usize = 6;
/// Sentences up to this many words are short.
pub const SHORT: usize = 10;

/// Runs of at least `least` neighbours in `lines` that are all `fits`.
pub fn runs(lines: &[Line<'_>], least: usize, fits: impl Fn(&Line<'_>) -> bool) -> Vec<Range<usize>> {
    let mut res = Vec::new();
    let mut start = 0;
    for n in 0..=lines.len() {
        if lines.get(n).is_some_and(&fits) {
            continue;
        }
        if least <= n - start {
            res.push(start..n);
        }
        start = n + 1;
    }
    res
}

/// Runs of at least `least` neighbours where each pair is `fits`.
pub fn chains(
    lines: &[Line<'_>],
    least: usize,
    fits: impl Fn(&Line<'_>, &Line<'_>) -> bool,
) -> Vec<Range<usize>> {
    let mut res = Vec::new();
    let mut start = 0;
    for n in 1..=lines.len() {
        if n < lines.len() && fits(&lines[n - 1], &lines[n]) {
            continue;
        }
        if least <= n - start {
            res.push(start..n);
        }
        start = n;
    }
    res
}

/// A sentence of fewer than six words that is no question.
pub fn is_fragment(line: &Line<'_>) -> bool {
    (1..FRAGMENT).contains(&line.len()) && !line.asks() && !line.is_others()
}

/// Two short sentences built alike: the same opening and the same length.
pub fn are_mirrored(a: &Line<'_>, b: &Line<'_>) -> bool {
    let fits = |it: &Line<'_>| (3..=SHORT).contains(&it.len()) && !it.is_others() && !it.asks();
    let same_first = !a.word(0).is_empty() && a.word(0) == b.word(0);
    let same_second = !a.word(1).is_empty() && a.word(1) == b.word(1);
    let apart = a.len().abs_diff(b.len());
    let is_alike = apart == 0 || (same_second && apart <= 2);
    fits(a) && fits(b) && same_first && is_alike && a.words != b.words
}

/// `I was certain it was the timetable. It was not the timetable.`: the second denies the first in its words.
pub fn is_flat_denial(a: &Line<'_>, b: &Line<'_>) -> bool {
    let subject = ["it", "that", "this", "they", "he", "she", "we", "i", "there"].contains(&b.word(0));
    let denies = matches!(
        b.word(1),
        "wasn't" | "isn't" | "weren't" | "aren't" | "didn't" | "hadn't" | "doesn't"
    ) || (matches!(b.word(1), "was" | "is" | "were" | "are" | "did" | "had")
        && b.word(2) == "not");
    let is_short = b.len() <= SHORT + 2 && !b.asks();
    subject && denies && is_short && !a.asks() && share_content(a, b)
}

/// Whether they share a word that carries content.
fn share_content(a: &Line<'_>, b: &Line<'_>) -> bool {
    let content = |line: &Line<'_>| -> Vec<words::Stem> {
        words::words(line.text)
            .iter()
            .filter(|it| !it.stop)
            .map(|it| it.stem)
            .collect()
    };
    let held = content(a);
    content(b).iter().any(|it| held.contains(it))
}

/// Words from and to of a contrast within one sentence: `Not crashed -- flatlined.`, `not just X but Y`,
/// `it's not X, it's Y`, `X, not Y.`
pub fn contrast(line: &Line<'_>) -> Option<(usize, usize)> {
    let n = line.len();
    if n < 2 || line.is_others() || line.asks() {
        return None;
    }
    let is_mark = |at: usize| {
        let between = line.between(at);
        between.contains([',', ';', '—', '–', ':']) || between.contains("--") || between.trim() == "-"
    };
    let is_pronoun = |it: &str| {
        matches!(
            it,
            "it's" | "it" | "that's" | "that" | "this" | "they're" | "they" | "we're" | "he's" | "she's"
        )
    };
    for at in 0..n {
        let word = line.word(at);
        if word == "not" && at == 0 {
            let turns = (0..n - 1).find(|&it| is_mark(it));
            return turns.map(|it| (0, (it + 1).min(n - 1)));
        }
        let limits = word == "not" && matches!(line.word(at + 1), "just" | "only" | "merely" | "simply");
        if limits {
            let but = (at + 2..n)
                .find(|&it| line.word(it) == "but" || (is_mark(it - 1) && is_pronoun(line.word(it))));
            if let Some(but) = but {
                return Some((at, but));
            }
        }
        let denies = (word == "not"
            && 0 < at
            && matches!(
                line.word(at - 1),
                "it's" | "that's" | "is" | "was" | "they're" | "are" | "were"
            ))
            || matches!(word, "isn't" | "wasn't" | "aren't" | "weren't");
        if denies && at <= 4 {
            let turn = (at + 1..n).find(|&it| is_mark(it - 1) && is_pronoun(line.word(it)));
            let is_stated = |it: usize| {
                line.word(it).contains('\'') || matches!(line.word(it + 1), "is" | "was" | "are" | "were")
            };
            if let Some(turn) = turn.filter(|&it| is_stated(it)) {
                return Some((at, turn));
            }
        }
        let is_tail = word == "not" && 2 < at && is_mark(at - 1) && n - at <= 6 && at + 1 < n;
        let has_mark_behind = (at..n - 1).any(is_mark);
        if is_tail && !has_mark_behind {
            return Some((at - 1, n - 1));
        }
    }
    None
}

/// `It's not the disk. It's the cable.`, `Not a bug. A habit.`
pub fn is_contrast_pair(a: &Line<'_>, b: &Line<'_>) -> bool {
    if SHORT + 2 < a.len() || SHORT + 2 < b.len() || a.asks() || b.asks() || a.is_others() || b.is_others() {
        return false;
    }
    if matches!(a.word(0), "not") && contrast(a).is_none() {
        return b.len() <= SHORT && b.word(0) != "not";
    }
    let subject = |it: &str| {
        matches!(
            it,
            "it" | "it's" | "that" | "that's" | "this" | "they" | "they're" | "these"
        )
    };
    let is_copula =
        |it: &str| matches!(it, "is" | "was" | "are" | "were") || it.ends_with("'s") || it.ends_with("'re");
    let is_denied = (0..a.len().min(8)).any(|it| {
        let contracted = matches!(a.word(it), "isn't" | "wasn't" | "aren't" | "weren't");
        contracted || (is_copula(a.word(it)) && a.word(it + 1) == "not")
    });
    let states = b.word(0).contains('\'') || is_copula(b.word(1));
    let denies_too = b.word(1) == "not" || b.word(2) == "not" || b.word(1).ends_with("n't");
    is_denied && subject(b.word(0)) && states && !denies_too
}

/// `My first thought was: … My second thought was: …`
pub fn are_ordinal(a: &Line<'_>, b: &Line<'_>) -> bool {
    let first = (0..3).find(|&it| a.word(it) == "first");
    first.is_some_and(|at| {
        matches!(b.word(at), "second" | "next" | "last")
            && !a.word(at + 1).is_empty()
            && a.word(at + 1) == b.word(at + 1)
            && (0..at).all(|it| a.word(it) == b.word(it))
    })
}

/// A short question and its short answer.
pub fn is_answered(a: &Line<'_>, b: &Line<'_>) -> bool {
    let is_question = a.asks() && (1..=8).contains(&a.len()) && !a.is_others();
    is_question && (1..=SHORT).contains(&b.len()) && !b.asks() && !b.is_others()
}

/// `The irony?`: a question without a verb that only announces what comes.
pub fn is_staged(line: &Line<'_>) -> bool {
    let skipped = usize::from(matches!(line.word(0), "and" | "but" | "so"));
    let opens = matches!(
        line.word(skipped),
        "the" | "my" | "our" | "his" | "her" | "their" | "a"
    );
    line.asks() && opens && (2..=4).contains(&(line.len() - skipped)) && !line.is_others()
}

/// `That's the problem.`: what stands before it, summed up in a few words.
pub fn is_verdict_on(line: &Line<'_>) -> bool {
    let points = matches!(line.word(0), "that's" | "which")
        || (matches!(line.word(0), "that" | "this") && matches!(line.word(1), "is" | "was"));
    points && (2..=6).contains(&line.len()) && !line.asks()
}

/// `My first thought was: …`: a lead of at most six words, a colon, and a clause.
pub fn is_colon_reveal(line: &Line<'_>) -> bool {
    let at = (0..line.len().min(FRAGMENT)).find(|&it| line.between(it).starts_with(':'));
    at.is_some_and(|it| it + 2 < line.len())
}

/// A remark in brackets of two words or more.
pub fn has_aside(line: &Line<'_>) -> bool {
    let mut depth_at = None;
    (0..line.len()).any(|n| {
        let before = if n == 0 {
            &line.text[..line.spans[0].start]
        } else {
            line.between(n - 1)
        };
        if before.contains('(') {
            depth_at = Some(n);
        }
        line.between(n).contains(')') && depth_at.is_some_and(|it| it < n)
    })
}

/// Whether the word is a number, in digits or letters.
pub fn is_number(word: &str) -> bool {
    const NAMES: [&str; 34] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozen",
        "half",
    ];
    word.starts_with(|it: char| it.is_ascii_digit()) || NAMES.contains(&word)
}

/// Two short neighbours that both open with a number.
pub fn are_number_pair(a: &Line<'_>, b: &Line<'_>) -> bool {
    let opens = |it: &Line<'_>| is_number(it.word(0)) && it.len() <= SHORT && !it.asks();
    opens(a) && opens(b)
}

/// A number and hardly more.
pub fn is_number_fragment(line: &Line<'_>) -> bool {
    (1..=4).contains(&line.len()) && line.words.iter().any(|it| is_number(it)) && !line.asks()
}
