//! Words whose full stop does not end a sentence: abbreviations, titles, initials, list numbers.

use super::following::{Class, Next};
use super::list::List;

/// Whether the sentence goes on behind `word` and its full stop: abbreviations, initials, list numbers.
pub(super) fn goes_on(word: &str, opens_sentence: bool, next: &Next<'_>) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = word.chars().next() else {
        return false;
    };
    let is_number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let mut letters = word.chars();
    let is_letter = letters.next().is_some() && letters.next().is_none() && first.is_alphabetic();
    if opens_sentence && (is_number || is_letter) {
        return true;
    }
    // `3. February`
    if is_number && word.len() <= 2 && MONTHS.has(next.word) {
        return true;
    }
    let small = matches!(next.class, Class::Lower | Class::Digit);
    let number = next.class == Class::Digit;
    // Abbreviations are short: nothing longer is looked up.
    if 12 < word.len() {
        return false;
    }
    let lower = word.to_lowercase();
    // `and/or approx.`, `12p.m.`
    let lower = lower
        .rsplit(['/', '~'])
        .next()
        .unwrap_or(&lower)
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    if matches!(lower, "a.m" | "p.m") {
        return small || is_zone(next.word) || DAYS.has(next.word);
    }
    if TITLES.has(word) || NEVER_LAST.has(lower) {
        return true;
    }
    if BEFORE_NUMBER.has(lower) {
        // "See No. 5" numbers; "sorry, no. 14" and "Was it 40? No. 14." answer.
        let answers = lower == "no" && (opens_sentence || first.is_lowercase());
        return number && !answers;
    }
    if MAYBE_LAST.has(lower) {
        return small;
    }
    let is_initialism = word.contains('.')
        && word
            .split('.')
            .all(|it| it.chars().count() == 1 && it.chars().all(char::is_alphabetic));
    let is_initial = is_letter && first.is_uppercase() && first != 'I';
    if is_initialism || NAME_ENDS.has(lower) {
        return small || !STARTERS.has(next.word);
    }
    is_initial && next.class == Class::Upper && !STARTERS.has(next.word)
}

/// `PT`, `UTC`, `CEST`.
fn is_zone(word: &str) -> bool {
    matches!(word, "UTC" | "GMT")
        || ((2..=4).contains(&word.len())
            && word.ends_with('T')
            && word.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Without those that open sentences too: `May we …`, `March on`.
static MONTHS: List =
    List::new("January February April June July August September October November December");
static DAYS: List =
    List::new("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Eastern Pacific Central");
/// As written, capital included: `ms.` ends many a sentence.
static TITLES: List = List::new("Mr Mrs Ms Dr Prof St Gen Sen Rep Gov Lt Col Sgt Capt Rev Hon Messrs Mt Ft");
static NEVER_LAST: List = List::new("e.g eg i.e ie vs cf viz approx ca resp incl excl esp a.k.a w.r.t");
static BEFORE_NUMBER: List = List::new(
    "\
    no nos fig figs vol p pp ch eq sec art v ver ep pt rev jan feb mar apr jun jul aug sep sept oct \
    nov dec",
);
static MAYBE_LAST: List =
    List::new("etc al dept est avg temp misc max min hrs mins secs ext tel ed eds orig");
static NAME_ENDS: List = List::new("inc ltd corp jr sr bros llc");
/// Words that begin sentences and hardly ever follow an initial or an initialism inside one.
static STARTERS: List = List::new(
    "\
    A After All An And As At Because Before But By Even Every For From He Her Here His How However I \
    If In It Its Later Meanwhile My No Nobody Not Nothing Now On Once One Only Or Our She Since So \
    Some Still That The Their Then There These They This Those Though To Two Until We What When Where \
    Which While Who Why With Yes Yet You Your",
);
