//! Another value for the same thing: where the sources give one, and how it would stand in the draft.

use super::goes_on::asks_for_another;
use super::judge::Case;
use super::number::{Figure, Heard, bare, close_to};
use super::out_of_place::{WELL, stands_for_itself};
use super::role::{is_as_exact, points_back, role, shared};
use super::support::{said_of, shared_weight};
use super::told::{is_asked, is_set_right};
use super::{Issue, IssueKind};
use crate::claim::{Amount, agrees, agrees_in_unit, clause_around, same_measure};
use crate::language::polarity::is_past;
use crate::language::quantity::{Bound, Dimension};
use crate::language::words::{self, Stem, Word};
use crate::text::Span;

/// `tripled` for `doubled`, `4 minutes` for `4 seconds`, said of the same thing in the best turn: arithmetic cannot
/// make that right.
pub(super) fn flatly_contradicted(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    near: &[Heard<'_>],
) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let it = &amount.quantity;
    let best = index.entries[case.ranked.first()?.0].passage;
    let here: Vec<&Heard<'_>> = near
        .iter()
        .filter(|it| index.entries[it.entry].passage == best && !is_asked(case, it.entry))
        .collect();
    if here.iter().any(|it| agrees_in_unit(amount, it.amount)) {
        return None;
    }
    let is_rival = |heard: &&&Heard<'_>| {
        let other = &heard.amount.quantity;
        let factors = it.dimension == Dimension::Factor
            && other.dimension == Dimension::Factor
            && it.in_words
            && other.in_words;
        let units = it.dimension == other.dimension
            && !matches!(it.dimension, Dimension::Count | Dimension::Factor)
            && amount.face == heard.amount.face
            && it.scale != other.scale
            && it.is_single()
            && other.is_single();
        // The same number of another unit is no other number by chance.
        let told = units && shared_weight(case, heard.entry) >= 0.35;
        (factors || units) && (told || role(case, amount, heads, heard) >= 1)
    };
    let heard = here.iter().find(is_rival)?;
    (shared_weight(case, heard.entry) >= 0.3).then(|| put_right(case, amount, heard))
}

/// The best units give the very thing another number, and no arithmetic can help: `duration 2h52m` for "the total duration
/// was 2h25", "14 of them were enterprise tier" for "9 of them belonging to enterprise customers".
pub(super) fn plainly_otherwise(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    const LABEL: usize = 3;
    let index = &case.judge.sources.index;
    if is_difference(case, amount) {
        return None;
    }
    let is_rival = |it: &&Heard<'_>| {
        let entry = &index.entries[it.entry];
        let text = case.entry_text(it.entry);
        let about = shared(&amount.about, &it.amount.about);
        // A label tells nothing: "duration 2h52m", not "the check took 40 minutes".
        let tells =
            |it: &Word| is_past(&text[it.span.range()]) || it.stop && is_copula(&text[it.span.range()]);
        let labels = entry.claim.amounts.len() == 1
            && entry.length <= LABEL
            && !entry.claim.words.iter().any(tells)
            && amount.quantity.dimension != Dimension::Count
            && about > 0
            && said_of(case, it.entry) >= 0.5;
        let parts = points_back(case.text, amount)
            && points_back(text, it.amount)
            && is_said_alike(case, amount, it)
            && case.claim.negated == entry.claim.negated;
        it.rank < 3
            && (labels || parts)
            && same_measure(&amount.quantity, &it.amount.quantity)
            && it.amount.quantity.is_single()
            && !is_asked(case, it.entry)
            && !is_set_right(case, amount, it.entry)
            && !case.claim.amounts.iter().any(|own| agrees(own, it.amount))
    };
    let heard = near.iter().find(is_rival)?;
    Some(put_right(case, amount, heard))
}

/// Whether most of what the draft says of the amount is said of the other one: "of them were missing" is not "of them
/// were in the export".
fn is_said_alike(case: &Case<'_>, amount: &Amount, heard: &Heard<'_>) -> bool {
    let index = &case.judge.sources.index;
    let weight = |stems: &mut dyn Iterator<Item = &Stem>| stems.map(|it| index.weight(*it)).sum::<f32>();
    let total = weight(&mut amount.about.iter());
    let common = weight(&mut amount.about.iter().filter(|it| heard.amount.about.contains(it)));
    common > 0.0 && common >= 0.4 * total
}

fn is_copula(word: &str) -> bool {
    matches!(
        word,
        "is" | "are" | "was" | "were" | "has" | "have" | "had" | "takes"
    )
}

/// The source gives another value for the same thing.
pub(super) fn contradicted(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    near: &[Heard<'_>],
    strict: bool,
) -> Option<Issue> {
    if is_difference(case, amount) {
        return None;
    }
    // "The first five failed" against "the first four failed".
    let before = |text: &str, it: &Amount| -> Option<String> {
        let word = text[..it.quantity.span.start].split_whitespace().next_back()?;
        Some(word.to_ascii_lowercase()).filter(|it| matches!(it.as_str(), "first" | "last" | "next"))
    };
    let leads = before(case.text, amount);
    let is_part = counts_a_part(case, amount);
    if is_part && leads.is_none() {
        return None;
    }
    let comparable = |it: &&Heard<'_>| {
        same_measure(&amount.quantity, &it.amount.quantity)
            || (amount.quantity.sort == it.amount.quantity.sort
                && bare(amount)
                && heads.is_empty()
                && it.rank < 3)
    };
    // "2 MB per minute" for "2 MB an hour".
    let other_rate = |it: &&Heard<'_>| {
        let (mine, theirs) = (&amount.quantity, &it.amount.quantity);
        mine.dimension == theirs.dimension
            && mine.per.zip(theirs.per).is_some_and(|(a, b)| a != b)
            && close_to(mine.value(), theirs.value())
    };
    let comparable =
        |it: &&Heard<'_>| (comparable(it) || other_rate(it)) && !is_set_right(case, amount, it.entry);
    // "Twenty runs" for "twenty times": the same number is no contradiction; "4 minutes" for "4 seconds" is one.
    let counts = |it: &Amount| matches!(it.quantity.dimension, Dimension::Count | Dimension::Factor);
    let same_number = |it: &Amount| it.face == amount.face && (counts(it) || counts(amount));
    let comparable = |it: &&Heard<'_>| {
        let differs = !same_number(it.amount) || other_rate(it);
        comparable(it) && differs && !is_asked(case, it.entry)
    };
    let mut best: Option<(usize, &Heard<'_>)> = None;
    let mut rivals = 0;
    let clause = clause_around(case.text, amount.quantity.span);
    for heard in near.iter().filter(comparable) {
        if asks_for_another(case, heard.entry, clause) {
            continue;
        }
        if is_part && before(case.entry_text(heard.entry), heard.amount) != leads {
            continue;
        }
        // "The last two" are among "the last three".
        if is_part && (amount.face < heard.amount.face || said_of(case, heard.entry) < 0.5) {
            continue;
        }
        let is_vague = !heard.amount.quantity.is_single() && heard.amount.quantity.bound == Bound::About;
        if is_vague
            && amount.quantity.value() <= 4.0 * heard.amount.quantity.high
            && amount.quantity.unit.is_empty()
        {
            continue;
        }
        let unit_bonus =
            usize::from(amount.quantity.dimension != Dimension::Count && !amount.quantity.unit.is_empty());
        let rank_bonus = usize::from(heard.rank == 0) + usize::from(heard.rank < 3);
        let heads_shared = shared(heads, &heard.amount.heads) > 0;
        let own = role(case, amount, heads, heard);
        // A sentence that states the source's value too tells the two apart.
        if case
            .claim
            .amounts
            .iter()
            .any(|it| agrees_in_unit(it, heard.amount))
        {
            continue;
        }
        // Nothing is said of both but their unit: then the unit at least must tell the sentence.
        let tells = || shared_weight(case, heard.entry) >= 0.5;
        if own == 0 && (strict || unit_bonus == 0 || !tells()) {
            continue;
        }
        let same_thing = heads_shared && heard.rank < 4;
        let of_best = || {
            let passage = |at: usize| case.judge.sources.index.entries[at].passage;
            case.ranked
                .first()
                .is_some_and(|it| passage(it.0) == passage(heard.entry))
        };
        let same_line = unit_bonus > 0 && own > 0 && (heard.rank == 0 || of_best());
        if strict && !(same_thing || same_line) {
            continue;
        }
        if heard.rank > 6 && own < 3 {
            continue;
        }
        if own < 3 && shared_weight(case, heard.entry) < case.judge.limits.number {
            continue;
        }
        // 85 euros a ticket do not contradict 3,600 euros in all.
        if far_apart(amount, heard.amount) && (own < 3 || shared_weight(case, heard.entry) < 0.5) {
            continue;
        }
        let score = 2 * own + unit_bonus + rank_bonus;
        if best.is_none_or(|it| score > it.0) {
            best = Some((score, heard));
            rivals = 0;
        } else if best.is_some_and(|it| score == it.0 && !agrees_in_unit(heard.amount, it.1.amount)) {
            rivals += 1;
        }
    }
    // Where two values fit equally well, neither is the right one for certain.
    let (_, heard) = best.filter(|_| rivals == 0)?;
    Some(put_right(case, amount, heard))
}

/// The draft's number is wrong, and this one is right.
pub(super) fn put_right(case: &Case<'_>, amount: &Amount, heard: &Heard<'_>) -> Issue {
    // "35,000 an hour, not 35,000 a minute": the rate is what differs.
    let (mine, theirs) = (&amount.quantity, &heard.amount.quantity);
    let rates = mine.per.zip(theirs.per).is_some_and(|(a, b)| a != b);
    if rates && close_to(mine.value(), theirs.value()) {
        let there = case.entry_text(heard.entry);
        return Issue {
            kind: IssueKind::ContradictedNumber,
            span: with_rate(case.text, mine.span),
            right: Some(there[with_rate(there, theirs.span).range()].to_lowercase()),
            place: Some(case.place(heard.entry)),
            other: None,
        };
    }
    Issue {
        kind: IssueKind::ContradictedNumber,
        span: replaceable(amount, heard.amount),
        right: Some(replacement(case, amount, heard)),
        place: Some(case.place(heard.entry)),
        other: None,
    }
}

/// The span of a quantity with the words of its rate: `papers an hour`, `per day`.
fn with_rate(text: &str, span: Span) -> Span {
    const COUNTED: usize = 3;
    let mut end = span.end;
    let mut words = text[span.end..].split(' ').take(COUNTED + 2);
    let mut led = false;
    for word in words.by_ref() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if led {
            return Span::new(span.start, end + bare.len());
        }
        led = matches!(word, "a" | "an" | "per" | "each" | "every");
        end += word.len() + 1;
    }
    span
}

/// "the two families that were not …": a part of what was counted, not the count; in "three of the eight" eight is it.
pub(super) fn counts_a_part(case: &Case<'_>, amount: &Amount) -> bool {
    let before = case.text[..amount.quantity.span.start].trim_end();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_part = matches!(
        word.as_str(),
        "the" | "these" | "those" | "both" | "other" | "first" | "last" | "next"
    );
    let of = before
        .strip_suffix("the")
        .and_then(|it| it.trim_end().strip_suffix("of"));
    let is_whole = of.is_some_and(|of| {
        let start = of.trim_end().len();
        case.claim.amounts.iter().any(|it| it.quantity.span.end == start)
    });
    is_part && !is_whole && amount.quantity.dimension == Dimension::Count && amount.quantity.value() <= 12.0
}

/// Whether one of the two is more than ten times the other.
pub(super) fn far_apart(a: &Amount, b: &Amount) -> bool {
    let (a, b) = (a.quantity.value(), b.quantity.value());
    a > 10.0 * b || b > 10.0 * a
}

/// `two hours less than before`, `seven faster`, `20 ms under the limit of 500 ms`: measured from something else.
pub(super) fn is_compared(case: &Case<'_>, amount: &Amount) -> bool {
    const FURTHER: [&str; 6] = ["more", "over", "above", "below", "under", "off"];
    const APART: [&str; 14] = [
        "earlier", "later", "behind", "ahead", "short", "sooner", "faster", "slower", "longer", "shorter",
        "less", "fewer", "early", "late",
    ];
    let it = &amount.quantity;
    let mut behind = case.text[it.span.end..].split_whitespace();
    let next = behind
        .next()
        .unwrap_or_default()
        .trim_end_matches(['.', ',', ';', ':', '!']);
    let then = behind.next().unwrap_or_default();
    // "six months ahead" is how far a plan reaches.
    let reaches = next == "ahead" && then != "of";
    let from_another = || {
        let mut others = case.claim.amounts.iter();
        matches!(next, "under" | "below" | "above" | "over")
            && others.any(|other| {
                other.quantity.dimension == it.dimension && other.quantity.span.start > it.span.end
            })
    };
    // "2.74 metres over the bank"
    let from_thing = matches!(next, "under" | "below" | "above" | "over")
        && matches!(then, "the" | "its" | "their" | "our" | "that")
        && !matches!(
            it.dimension,
            Dimension::Count | Dimension::Time | Dimension::Percent | Dimension::Factor
        );
    APART.contains(&next) && !reaches
        || FURTHER.contains(&next) && (then == "than" || from_another())
        || from_thing
}

/// [`is_compared`], or `saved 28 minutes`, `rose by 14`, `15 new users`: how far two things are apart, not what either is.
pub(super) fn is_difference(case: &Case<'_>, amount: &Amount) -> bool {
    const CHANGES: [&str; 11] = [
        "saved",
        "saves",
        "save",
        "saving",
        "gained",
        "lost",
        "added",
        "another",
        "further",
        "extra",
        "additional",
    ];
    const MOVES: [&str; 18] = [
        "rose",
        "fell",
        "grew",
        "dropped",
        "increased",
        "decreased",
        "shrank",
        "improved",
        "cut",
        "reduced",
        "raised",
        "lowered",
        "shortened",
        "up",
        "down",
        "rises",
        "falls",
        "exceeded",
    ];
    let it = &amount.quantity;
    let next = case.text[it.span.end..]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let mut before = case.text[..it.span.start].split_whitespace().rev();
    let last = before.next().unwrap_or_default();
    let changes = CHANGES.iter().any(|it| last.eq_ignore_ascii_case(it))
        || last == "by" && before.next().is_some_and(|it| MOVES.contains(&it));
    let adds =
        it.dimension == Dimension::Count && matches!(next, "new" | "more" | "extra" | "additional" | "fewer");
    changes || adds || is_compared(case, amount)
}

/// The part of the draft's amount that the source's value replaces: the number, or number and unit.
pub(super) fn replaceable(amount: &Amount, heard: &Amount) -> Span {
    if same_unit(amount, heard) {
        amount.quantity.number
    } else {
        amount.quantity.number.cover(unit_or_number(amount))
    }
}

fn unit_or_number(amount: &Amount) -> Span {
    if amount.quantity.unit.is_empty() {
        amount.quantity.number
    } else {
        amount.quantity.unit
    }
}

/// Whether both are written in units of the same size, so that the bare number can be put in.
fn same_unit(a: &Amount, b: &Amount) -> bool {
    let scale = |it: &Amount| {
        if it.face == 0.0 {
            1.0
        } else {
            it.quantity.value() / it.face
        }
    };
    a.quantity.dimension == b.quantity.dimension && (scale(a) / scale(b) - 1.0).abs() < 0.08
}

/// The source's number as the draft would write it.
pub(super) fn replacement(case: &Case<'_>, amount: &Amount, heard: &Heard<'_>) -> String {
    let text = case.entry_text(heard.entry);
    let it = &heard.amount.quantity;
    let span = if same_unit(amount, heard.amount) {
        it.number
    } else {
        it.number.cover(unit_or_number(heard.amount))
    };
    let words = &text[span.range()];
    if words.chars().any(|c| c.is_ascii_digit()) {
        return words.to_owned();
    }
    let small = words.to_lowercase();
    if amount.quantity.span.start == 0 {
        words::capitalised(&small)
    } else {
        small
    }
}

/// The unit that tells the sentence gives another number and only one, whatever arithmetic or other places could do for
/// the draft's.
pub(super) fn told_otherwise(case: &Case<'_>, figure: &Figure<'_>) -> Option<Issue> {
    if !stands_for_itself(case, figure.amount) {
        return None;
    }
    let well = case.ranked.iter().take(WELL);
    let tellers: Vec<Heard<'_>> = well.filter_map(|it| tells_another(case, figure, it.0)).collect();
    if tellers.is_empty() {
        return None;
    }
    let best = figure.rest(case).best.first()?;
    let heard = tellers.iter().find(|it| it.entry == *best)?;
    Some(put_right(case, figure.amount, heard))
}

/// The only number of its measure that the unit gives, where the unit tells the sentence and the number is another one.
fn tells_another<'a>(case: &Case<'a>, figure: &Figure<'_>, at: usize) -> Option<Heard<'a>> {
    /// Share of the sentence that the unit must carry, and share of the unit that the sentence must say again.
    const CARRIES: f32 = 0.5;
    const AGAIN: f32 = 0.25;
    /// Share of what the unit carries from which on another one tells the sentence as well.
    const AS_WELL: f32 = 0.7;
    let index = &case.judge.sources.index;
    let Figure { amount, heads, .. } = figure;
    let entry = &index.entries[at];
    let alike = |it: &&Amount| same_measure(&amount.quantity, &it.quantity);
    let mut others = entry.claim.amounts.iter().filter(alike);
    let (Some(other), None) = (others.next(), others.next()) else {
        return None;
    };
    let heard = Heard {
        entry: at,
        amount: other,
        rank: 0,
    };
    let share = shared_weight(case, at);
    let of_it = || {
        if amount.quantity.dimension == Dimension::Count {
            shared(heads, &other.heads) > 0
        } else {
            role(case, amount, heads, &heard) > 0
        }
    };
    let says = |it: usize| {
        let mut own = index.entries[it].claim.amounts.iter();
        own.any(|own| own.face == amount.face || agrees(amount, own))
    };
    // Told with the draft's number elsewhere, in as many of its words: there are two of them.
    let as_well = |it: &usize| !is_asked(case, *it) && shared_weight(case, *it) >= AS_WELL * share;
    let mut turn = index.passages[entry.passage].entries.clone();
    let tells = share >= CARRIES
        && other.quantity.is_single()
        && !is_asked(case, at)
        && said_of(case, at) >= AGAIN
        && of_it()
        && is_as_exact(amount, other)
        && !far_apart(amount, other)
        && !turn.any(says)
        && !case.claim.amounts.iter().any(|own| agrees(own, other))
        && !is_set_right(case, amount, at)
        && !asks_for_another(case, at, clause_around(case.text, amount.quantity.span))
        && !index.with_amount(amount).iter().any(as_well);
    tells.then_some(heard)
}
