//! What sort of number one is: an amount, a place in an order, a version, a name; and which words in the
//! shape of a number count nothing.

use super::super::scan::{Kind, Tokens, cardinal};
use super::Sort;
use super::attach::{closes, unit_at};
use super::number::{self, Number};
use super::shape;

/// For every sentence, whether it speaks of versions.
pub(super) fn version_sentences(t: &Tokens<'_>) -> Vec<bool> {
    let mut flags = vec![false; t.list.last().map_or(0, |it| it.sentence as usize + 1)];
    for (i, token) in t.list.iter().enumerate() {
        let short = token.lower == "k" && t.at(i + 1) == "8" && t.glued(i + 1);
        flags[token.sentence as usize] |= short || shape::versioned(&token.lower);
    }
    flags
}

/// Whether number words at `i` count or measure, rather than stand in an idiom or inside a compound.
pub(super) fn counts(t: &Tokens<'_>, i: usize, number: Number) -> bool {
    let hyphen_before = t.glued(i) && t.before(i, 1) == "-";
    let glued_before = t.glued(i) && matches!(t.before(i, 1), "_" | "/" | "." | "@");
    let hyphen_behind = t.at(number.end) == "-" && t.glued(number.end) && t.glued(number.end + 1);
    let small = number.low < 2.0 && !number.share && number.slack > 0.4;
    if hyphen_before || glued_before {
        return false;
    }
    if hyphen_behind && small && unit_at(t, number.end + 1, true).is_none() {
        return false;
    }
    if number.low == 0.0 && matches!(t.before(i, 1), "ground" | "net" | "absolute") {
        return false;
    }
    let digit =
        |at: usize| t.is(at, Kind::Word) && !t.glued(at) && cardinal(t.at(at)).is_some_and(|it| it < 10);
    let spelled = number.end == i + 1 && digit(i) && (digit(i + 1) || i > 0 && digit(i - 1) && !t.glued(i));
    if spelled {
        return false;
    }
    let one = t.at(i) == "one" && number.end == i + 1 && !number.share;
    if !one {
        return true;
    }
    let pronoun = [
        "this", "that", "the", "no", "any", "every", "each", "which", "other", "another", "next", "last",
        "same", "new", "old", "good", "bad", "right", "wrong", "some",
    ]
    .contains(&t.before(i, 1));
    let day = matches!(t.at(i + 1), "day" | "night" | "second") && !hyphen_behind;
    let spanned = [
        "for", "in", "within", "after", "only", "took", "just", "about", "than", "least", "exactly", "under",
        "every", "take", "takes",
    ]
    .contains(&t.before(i, 1));
    !pronoun && (!day || spanned)
}

/// Whether a lone `one` counts the noun behind it: only where the word before makes that plain.
pub(super) fn one_counts(t: &Tokens<'_>, i: usize) -> bool {
    let noun = t.is(i + 1, Kind::Word) && !t.capital(i + 1) && !t.at(i + 1).ends_with("ly");
    let no_noun = [
        "of", "that", "the", "who", "is", "was", "can", "could", "would", "will", "should", "has", "had",
        "in", "on", "at", "to", "for", "and", "or", "but", "with", "by", "from", "as", "more", "another",
        "thing", "way", "day", "time", "point", "side", "hand", "place", "reason", "we", "i", "you", "it",
        "they", "he", "she", "which", "when", "where", "so", "then", "there", "here", "not", "just", "also",
        "still", "does", "did", "after", "before", "if", "up", "out", "over", "per", "a", "an", "last",
        "word",
    ]
    .contains(&t.at(i + 1));
    let led = [
        "with", "from", "had", "has", "have", "only", "just", "was", "were", "than", "least", "most",
        "exactly", "about", "after", "lost", "found", "left", "took", "added", "removed", "into", "and",
        "are", "is",
    ]
    .contains(&t.before(i, 1));
    noun && !no_noun && led
}

/// What sort of number one without a unit is, from the words around it.
pub(super) fn sort_of(t: &Tokens<'_>, i: usize, number: Number, versions: &[bool]) -> Sort {
    let point = t.before(i, 1) == "." && t.before(i, 2) == "no";
    let back = if point { 2 } else { 1 };
    let before = t.before(i, back);
    let previous = i.wrapping_sub(back);
    let apart = !t.glued(i) || matches!(t.before(i, 1), "." | ":");
    let counted = t.counted(number.end) || t.at(number.end) == "of";
    if !apart || number.share {
        return Sort::Amount;
    }
    if matches!(before, "version" | "release" | "v") && !counted {
        return Sort::Version;
    }
    let article = t.before(i, back + 1);
    let per_day = matches!(before, "day" | "week" | "month" | "year")
        && (matches!(article, "a" | "per" | "every" | "each" | "one" | "/")
            || article == "the" && before != "year");
    // "See No. 5" orders; "Was it 40? No. 14." and "sorry, no. 1,090" answer.
    let no = before == "no";
    let answers = point && matches!(article, "" | "." | "," | "?" | "!" | ":" | "\"");
    let capital_no = no && !answers && t.raw(previous) == "No" && number.plain && !t.counted(number.end);
    let ordered = shape::ordered(before) && !per_day && (!no || capital_no);
    if ordered && !t.counted(number.end) && t.is(previous, Kind::Word) {
        return Sort::Ordinal;
    }
    if before == "arxiv" {
        return Sort::Identifier;
    }
    let product = t.capital(previous) && !common_opener(before) || before == "`" && !t.glued(i);
    if number.dotted && (!counted || product) {
        let two_places = (number.slack - 0.005).abs() < 1e-9;
        // "changes in 1.29": a place, and nothing is measured.
        let placed = matches!(before, "in" | "since") && two_places && closes(t, number.end);
        if version_near(t, i, versions) || product || placed || in_dotted_pair(t, i, number) {
            return Sort::Version;
        }
    }
    if number.in_words || !number.plain {
        return Sort::Amount;
    }
    let closed = t.at(number.end) == ")" && t.glued(number.end) && t.raw(i).len() <= 2;
    let opened = || (i.saturating_sub(12)..i).rev().any(|it| t.at(it) == "(");
    if closed && t.is(number.end + 1, Kind::Word) && !opened() {
        return Sort::Ordinal;
    }
    let strict = matches!(before, "port" | "ports" | "http" | "https" | "status" | "rfc");
    if shape::named(before) && (strict || !counted) {
        return Sort::Identifier;
    }
    let colon =
        t.glued(i) && before == ":" && t.is(previous.wrapping_sub(1), Kind::Word) && t.glued(previous);
    if colon && t.raw(i).len() >= 2 {
        return Sort::Identifier;
    }
    let value = number.low;
    if status_code(value)
        && !counted
        && matches!(
            before,
            "returned" | "returns" | "returning" | "a" | "an" | "got" | "throwing"
        )
    {
        return Sort::Identifier;
    }
    let name = t.capital(previous) && before != "i";
    if name
        && t.at(number.end) == ":"
        && value < 100.0
        && t.opens_sentence(previous)
        && !common_opener(before)
    {
        return Sort::Ordinal;
    }
    let product = name && (!t.opens_sentence(previous) || branded(t, i));
    let ends = !t.is(number.end, Kind::Word) || !counted && !t.capital(number.end);
    let hyphen = t.at(number.end) == "-" && t.glued(number.end);
    if product
        && value < 1000.0
        && ends
        && !counted
        && !hyphen
        && t.at(number.end) != "/"
        && !common_opener(before)
    {
        return Sort::Version;
    }
    Sort::Amount
}

pub(super) fn status_code(value: f64) -> bool {
    const CODES: [f64; 16] = [
        400.0, 401.0, 403.0, 404.0, 405.0, 408.0, 409.0, 410.0, 413.0, 422.0, 429.0, 500.0, 501.0, 502.0,
        503.0, 504.0,
    ];
    CODES.contains(&value)
}

/// `1.27 to 1.29`: two decimals each, the same whole part.
pub(super) fn dotted_pair(t: &Tokens<'_>, first: Number, second: Number) -> bool {
    let two_places = |it: Number| it.dotted && (it.slack - 0.005).abs() < 1e-9;
    let bare = unit_at(t, second.end, second.in_words).is_none()
        && !(t.is(second.end, Kind::Word) && t.glued(second.end));
    two_places(first) && two_places(second) && bare && first.low.trunc() == second.low.trunc()
}

/// Whether the number at `i` is the first or the second of a pair of versions without a unit.
pub(super) fn in_dotted_pair(t: &Tokens<'_>, i: usize, number: Number) -> bool {
    let first = matches!(t.at(number.end), "to" | "and" | "→" | "or" | "-" | "–")
        && number::at(t, number.end + 1).is_some_and(|it| dotted_pair(t, number, it));
    let second = matches!(t.before(i, 1), "to" | "and" | "→" | "or")
        && i >= 4
        && number::digits(t, i - 4).is_some_and(|it| it.end == i - 1 && dotted_pair(t, it, number));
    first || second
}

/// Whether the dotted number at `i` stands where a version would, in a sentence that speaks of versions.
pub(super) fn version_near(t: &Tokens<'_>, i: usize, versions: &[bool]) -> bool {
    let spoken_of = t
        .list
        .get(i)
        .is_some_and(|it| versions.get(it.sentence as usize) == Some(&true));
    let place = [
        "",
        "from",
        "to",
        "in",
        "on",
        "between",
        "and",
        "or",
        "with",
        "versions",
        "release",
        "releases",
        "the",
        "s",
        "of",
        "via",
        "than",
        "since",
        "before",
        "after",
        "kubernetes",
        "upgrade",
        "postgres",
        "mysql",
    ]
    .contains(&t.before(i, 1));
    spoken_of && (place || i > 0 && t.is(i - 1, Kind::Sign))
}

/// Whether a word with capitals inside stands before `i`: `PostgreSQL`, `AWS`. It is a name anywhere.
pub(super) fn branded(t: &Tokens<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&it| t.is(it, Kind::Word) && !t.glued(i)) else {
        return false;
    };
    t.capital(before) && t.raw(before).chars().skip(1).any(char::is_uppercase)
}

/// Capitalised words before a number that are no product: they stand at the start of a sentence.
pub(super) fn common_opener(word: &str) -> bool {
    [
        "the",
        "a",
        "an",
        "about",
        "nearly",
        "almost",
        "only",
        "just",
        "over",
        "under",
        "in",
        "at",
        "on",
        "and",
        "but",
        "so",
        "with",
        "from",
        "to",
        "of",
        "roughly",
        "around",
        "maybe",
        "exactly",
        "these",
        "those",
        "all",
        "that",
        "then",
        "after",
        "before",
        "for",
        "every",
        "by",
        "up",
        "we",
        "is",
        "was",
        "our",
        "my",
        "its",
        "some",
        "another",
        "it",
        "between",
        "yes",
        "no",
        "when",
        "if",
        "or",
        "he",
        "she",
        "they",
        "you",
        "more",
        "less",
        "within",
        "until",
        "since",
        "through",
        "across",
        "plus",
        "minus",
        "approximately",
        "still",
        "now",
        "last",
    ]
    .contains(&word)
}
