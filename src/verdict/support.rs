//! Whether the sources bear a sentence at all: how much of its weight the best few units carry.

use super::images::speaks_in_one;
use super::judge::{Case, is_wrong};
use super::{Issue, IssueKind, Verdict};
use crate::claim::{Amount, agrees};
use crate::evidence::{has_time, only_reports};
use crate::language::names::NameKind;
use crate::language::polarity;
use crate::language::polarity::is_speech;
use crate::language::time::TimeMention;
use crate::language::words::{Stem, Word, folded};
use crate::text::Span;

/// Units that may carry a sentence together, and words that call for one more: a long sentence sums up a long talk.
const TOGETHER: usize = 3;
const WORDS_PER_UNIT: usize = 5;
const MOST_TOGETHER: usize = 6;

/// What a word of telling weighs against one of what is told.
const REPORTING: f32 = 0.4;

/// Something that a sentence says and a unit may carry.
enum Said<'a> {
    Word(Stem),
    Amount(&'a Amount),
    Time(&'a TimeMention),
}

/// Share (0–1) of the sentence's content weight that its best units carry.
pub(super) fn coverage(case: &Case<'_>) -> f32 {
    let index = &case.judge.sources.index;
    let is_anchor = |span: Span| {
        case.claim
            .amounts
            .iter()
            .any(|it| it.quantity.span.overlaps(span))
            || case.claim.times.iter().any(|it| it.span.overlaps(span))
    };
    let mut left: Vec<(Said<'_>, f32)> = Vec::new();
    let mut seen: Vec<Stem> = Vec::new();
    for word in case
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && !case.is_quoted(it.span) && !is_anchor(it.span))
    {
        if !seen.contains(&word.stem) {
            seen.push(word.stem);
            // That it is told, is not what is told: "the conversation includes a mention of …".
            let share = if only_reports(word.stem) { REPORTING } else { 1.0 };
            left.push((Said::Word(word.stem), share * index.weight(word.stem)));
        }
    }
    for amount in case
        .claim
        .amounts
        .iter()
        .filter(|it| !case.is_quoted(it.quantity.span))
    {
        left.push((
            Said::Amount(amount),
            index.rarity(index.with_amount(amount).len()),
        ));
    }
    for time in case.claim.times.iter().filter(|it| !case.is_quoted(it.span)) {
        let holders = index.entries.iter().filter(|it| has_time(it, time)).count();
        left.push((Said::Time(time), index.rarity(holders)));
    }
    let total: f32 = left.iter().map(|it| it.1).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let candidates = case.ranked.iter().take(12);
    let shares: Vec<(usize, Vec<f32>)> = candidates
        .map(|&(at, _)| (at, left.iter().map(|it| carries(case, at, &it.0)).collect()))
        .collect();
    let mut carried = 0.0;
    let together = (left.len() / WORDS_PER_UNIT).clamp(TOGETHER, MOST_TOGETHER);
    for _ in 0..together {
        let gain = |shares: &[f32]| -> f32 { left.iter().zip(shares).map(|(it, share)| it.1 * share).sum() };
        let best = shares
            .iter()
            .map(|(at, shares)| (at, shares, gain(shares)))
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(a.0)));
        let Some((_, shares, gain)) = best.filter(|it| it.2 > 0.0) else {
            break;
        };
        carried += gain;
        for ((_, weight), share) in left.iter_mut().zip(shares) {
            *weight *= 1.0 - share;
        }
    }
    (carried / total).min(1.0)
}

/// How much of something said an entry carries.
fn carries(case: &Case<'_>, at: usize, said: &Said<'_>) -> f32 {
    let index = &case.judge.sources.index;
    match said {
        Said::Word(stem) => share(case, at, *stem),
        Said::Amount(amount) => {
            let holds = |n: usize| index.entries[n].claim.amounts.iter().any(|it| agrees(amount, it));
            if holds(at) {
                1.0
            } else {
                near_share(case, at, holds)
            }
        }
        Said::Time(time) => {
            let holds = |n: usize| has_time(&index.entries[n], time);
            if holds(at) {
                1.0
            } else {
                near_share(case, at, holds)
            }
        }
    }
}

/// How much of a stem's weight an entry carries: all of it if it says it, less if its turn does.
fn share(case: &Case<'_>, at: usize, stem: Stem) -> f32 {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let says = |n: usize| index.entries[n].claim.has(stem);
    if says(at) || entry.question.is_some_and(says) {
        return 1.0;
    }
    let speaker = case.judge.sources.list[entry.source]
        .transcript
        .unit_speaker(entry.unit);
    if speaker.is_some_and(|name| {
        name.split_whitespace()
            .any(|part| crate::language::words::stem(part) == stem)
    }) {
        return 1.0;
    }
    near_share(case, at, says)
}

/// What a unit is credited with for what stands two units before or behind it: most in its own turn.
fn near_share(case: &Case<'_>, at: usize, holds: impl Fn(usize) -> bool) -> f32 {
    const REACH: usize = 2;
    let entries = &case.judge.sources.index.entries;
    let mut best = 0f32;
    for near in at.saturating_sub(REACH)..entries.len().min(at + REACH + 1) {
        let same_turn = entries[near].passage == entries[at].passage;
        let credit = if same_turn { 0.8 } else { 0.5 };
        if entries[near].source == entries[at].source && credit > best && holds(near) {
            best = credit;
        }
    }
    best
}

/// What is proved before the words are weighed.
pub(super) struct Proved {
    /// Quotations found and numbers derived: with one of them the sentence stands.
    pub whole: usize,
    /// Numbers that say enough and are backed: with one of them it is not made up.
    pub parts: usize,
}

/// The verdict on the sentence as a whole, before anchors worsen it; adds the issue that says so.
pub(super) fn weigh(case: &Case<'_>, proved: &Proved, issues: &mut Vec<Issue>) -> Verdict {
    let coverage = coverage(case);
    let thresholds = case.judge.thresholds;
    if case.stance.is_comment() && issues.is_empty() && proved.whole == 0 {
        return if is_said(case) {
            Verdict::Supported
        } else {
            Verdict::NotAClaim
        };
    }
    let span = Span::new(0, case.text.len());
    let nearest = case.ranked.first().map(|it| case.place(it.0));
    let issue = |kind| Issue {
        kind,
        span,
        right: None,
        place: nearest,
        other: None,
    };
    if proved.whole == 0 && coverage < thresholds.supported && tells_an_aftermath(case) {
        issues.push(issue(IssueKind::UnsupportedClaim));
        return Verdict::Unsupported;
    }
    // What is wrong or thin with some of its words says enough.
    let is_wrong = is_wrong(issues);
    let is_thin = issues.iter().any(|it| it.kind == IssueKind::ThinlyBackedClaim);
    if coverage >= thresholds.supported || proved.whole > 0 || repeats_a_unit(case) {
        return Verdict::Supported;
    }
    if is_instruction(case) || leads_to_a_quotation(case) || sums_up(case) {
        return Verdict::NotAClaim;
    }
    let is_told = coverage >= thresholds.weak || proved.parts > 0;
    if is_told || !case.stance.is_event() || leans_back(case) || retells(case) || speaks_in_one(case) {
        if case.stance.anchored || case.stance.is_event() {
            if !is_wrong && !is_thin {
                issues.push(issue(IssueKind::ThinlyBackedClaim));
            }
            return Verdict::Weak;
        }
        return Verdict::NotAClaim;
    }
    if !is_wrong {
        issues.push(issue(IssueKind::UnsupportedClaim));
    }
    Verdict::Unsupported
}

/// "Stellan said the rest.", "Then Nura asked her question.": it says who speaks in the quotation behind it, and no more.
fn leads_to_a_quotation(case: &Case<'_>) -> bool {
    const BESIDES: usize = 1;
    let word = |it: &Word| &case.text[it.span.range()];
    let mut words = case.claim.words.iter();
    let speaks = words.clone().any(|it| is_speech(word(it)));
    let tells_more =
        |it: &&Word| !it.stop && !is_speech(word(it)) && !word(it).starts_with(char::is_uppercase);
    let bare = case.claim.amounts.is_empty() && case.claim.times.is_empty();
    case.around.leads && speaks && bare && words.by_ref().filter(tells_more).count() <= BESIDES
}

/// "By the calendar it comes to one Friday": nothing is told to have happened, and all that could be looked up is in the
/// units around.
fn sums_up(case: &Case<'_>) -> bool {
    const FEW: usize = 2;
    let claim = case.claim;
    let index = &case.judge.sources.index;
    let anchors = || {
        let amounts = claim.amounts.iter().map(|it| it.quantity.span);
        amounts.chain(claim.times.iter().map(|it| it.span))
    };
    let is_anchor = |span: Span| anchors().any(|it| it.overlaps(span));
    let mut rest = claim.words.iter().filter(|it| !it.stop && !is_anchor(it.span));
    let is_heard = |it: &TimeMention| case.window.iter().any(|&at| has_time(&index.entries[at], it));
    let names_somebody = claim.names.iter().any(|it| !it.opens && !is_anchor(it.span));
    let checkable = claim.amounts.iter().any(super::number::is_checkable);
    !case.stance.past
        && !claim.negated
        && !claim.times.is_empty()
        && !checkable
        && !names_somebody
        && rest.by_ref().count() <= FEW
        && claim.times.iter().all(is_heard)
}

/// "The only one to have kept it up", "What replaced them is", "In other words": it says in words of its own what stands
/// before it, and shares few of them with the source.
fn leans_back(case: &Case<'_>) -> bool {
    const AGAIN: [&str; 8] = [
        "only",
        "sole",
        "remainder",
        "rest",
        "others",
        "other",
        "former",
        "latter",
    ];
    let words = &case.claim.words;
    let is = |n: usize, any: &[&str]| {
        words.get(n).is_some_and(|it| {
            let word = &case.text[it.span.range()];
            any.iter().any(|other| word.eq_ignore_ascii_case(other))
        })
    };
    let of_those = (0..words.len()).any(|n| is(n, &["the"]) && is(n + 1, &AGAIN));
    // "Sam's was saved by both."
    let opening = words.first().map_or("", |it| &case.text[it.span.range()]);
    let elided = opening.ends_with("'s") || opening.ends_with("’s");
    let elided = elided && is(1, &["is", "was", "were"]);
    let cleft = is(0, &["what"]) && (1..words.len()).any(|n| is(n, &["is", "was", "are", "were"]));
    let turned_out =
        (0..words.len()).any(|n| is(n, &["turned"]) && is(n + 1, &["out"]) && is(n + 2, &["to"]));
    let pronoun = is(0, &["he", "she", "they", "it", "this", "all", "neither", "both"]);
    // "Mireille put it in one sentence:" leads to what follows.
    let leads = case.text.trim_end().ends_with(':');
    leads
        || pronoun && !case.stance.anchored
        || of_those
        || elided
        || cleft
        || turned_out
        || is(0, &["in"]) && is(1, &["other"]) && is(2, &["words"])
}

/// A long sentence most of whose words no source has tells in the author's words what the source tells in others, or
/// is made up as a whole, and the words cannot say which.
fn retells(case: &Case<'_>) -> bool {
    const LONG: usize = 11;
    const KNOWN: f32 = 0.6;
    let index = &case.judge.sources.index;
    let content = || case.claim.words.iter().filter(|it| !it.stop);
    let known =
        content().filter(|it| index.knows(it.stem) || index.knows_family(&case.text[it.span.range()]));
    let count = content().count();
    count >= LONG && (known.count() as f32) < KNOWN * count as f32
}

/// "It has already fired twice", "She has since given it as a talk": what came after the source was made, which no unit
/// near the best ones tells.
fn tells_an_aftermath(case: &Case<'_>) -> bool {
    let words = &case.claim.words;
    let token = |n: usize| words.get(n).map(|it| &case.text[it.span.range()]);
    let is = |n: usize, list: &[&str]| {
        token(n).is_some_and(|it| list.iter().any(|word| it.eq_ignore_ascii_case(word)))
    };
    let told = |n: usize| {
        let near = case
            .ranked
            .iter()
            .take(TOGETHER)
            .any(|it| share(case, it.0, words[n].stem) > 0.0);
        near || words[n].stop
    };
    let aftermath = |n: usize| {
        let perfect = is(n, &["has", "have", "hasn't", "haven't"]) && is(n + 1, &["since", "already"]);
        let verb = (n + 2..(n + 5).min(words.len())).find(|&it| !words[it].stop);
        perfect && verb.is_some_and(|it| !told(it)) && !case.is_quoted(words[n].span)
    };
    !case.stance.question && !case.stance.order && !case.stance.address && (0..words.len()).any(aftermath)
}

/// Whether the sentence holds a whole unit word for word: "My summary fits on a sticker: crash loud, fail visible."
fn repeats_a_unit(case: &Case<'_>) -> bool {
    const WORDS: usize = 4;
    // "And it was a good day" says little of a sentence that ends so.
    const TELLING: usize = 3;
    const MOST: f32 = 0.4;
    let mine: Vec<Stem> = case
        .claim
        .words
        .iter()
        .map(|it| folded(&case.text[it.span.range()]))
        .collect();
    let entries = &case.judge.sources.index.entries;
    case.ranked.iter().take(TOGETHER).any(|&(at, _)| {
        let theirs = &entries[at].folded;
        theirs.len() >= WORDS
            && !entries[at].is_question
            && mine.windows(theirs.len()).any(|it| it == theirs)
            && (entries[at].length >= TELLING || shared_weight(case, at) >= MOST)
    })
}

/// Whether a unit says it: its words in a row, or all that carries content in it with the same yes or no. A
/// short sentence that nobody would have to prove ("The job reports success.") is backed all the same where it
/// is the source's own.
fn is_said(case: &Case<'_>) -> bool {
    const CONTENT: usize = 2;
    /// A denial shares few words with what it denies: it ranks low.
    const DENIALS: usize = 8;
    /// So many words in a row are the source's even where they order: `Never ask a device …`.
    const ROW: usize = 5;
    if case.stance.question || case.stance.about_itself {
        return false;
    }
    let orders = case.stance.order || case.stance.address;
    let entries = &case.judge.sources.index.entries;
    let words = &case.claim.words;
    let mine: Vec<Stem> = words
        .iter()
        .map(|it| folded(&case.text[it.span.range()]))
        .collect();
    let content: Vec<Stem> = words.iter().filter(|it| !it.stop).map(|it| it.stem).collect();
    if content.is_empty() {
        return false;
    }
    let says = |at: usize| {
        let entry = &entries[at];
        let question = entry.question.filter(|&it| it != at);
        let denies = super::polarity::first_word(case.entry_text(at), &entry.claim)
            .is_some_and(|it| matches!(it.as_str(), "no" | "nope" | "nah"));
        if entry.is_question || case.claim.negated != (entry.claim.negated || denies) {
            return false;
        }
        // "If the cache were full", "nobody thought": what is only thought or supposed there is not said to be so.
        let supposes = |word: &str| {
            polarity::is_hedge(word)
                || polarity::is_belief(word)
                || matches!(
                    word,
                    "if" | "should"
                        | "unless"
                        | "would"
                        | "could"
                        | "whether"
                        | "nobody"
                        | "were"
                        | "wish"
                        | "hope"
                )
        };
        let is_supposed = entry.claim.words.iter().any(|it| {
            let word = case.entry_text(at)[it.span.range()].to_lowercase();
            supposes(&word) && !case.claim.has(it.stem)
        });
        if is_supposed {
            return false;
        }
        let in_a_row = 1 < mine.len() && entry.folded.windows(mine.len()).any(|it| it == mine);
        let has =
            |stem: &Stem| entry.claim.has(*stem) || question.is_some_and(|it| entries[it].claim.has(*stem));
        if orders {
            return in_a_row && ROW <= mine.len();
        }
        // "Was it the library?" "No." denies the export library that was spoken of, too.
        let head = content.last().copied();
        let named = |stem: &Stem| {
            let spoken_of = |it: usize| {
                entries[it].claim.has(*stem) && head.is_some_and(|head| entries[it].claim.has(head))
            };
            has(stem) || case.ranked.iter().take(TOGETHER).any(|it| spoken_of(it.0))
        };
        let is_denied =
            denies && question.is_some() && head.is_some_and(|it| has(&it)) && content.iter().all(named);
        in_a_row || is_denied || (CONTENT <= content.len() && content.iter().all(has))
    };
    let near = case.ranked.iter().take(DENIALS).map(|it| it.0);
    near.into_iter().any(says)
}

/// Whether the sentence says what is to be done, and holds nothing that a source should know all the same: a number,
/// a time, a quotation, a name that none has.
fn is_instruction(case: &Case<'_>) -> bool {
    let mut names = case.claim.names.iter();
    // `(#528)` is where the work is tracked.
    let is_pointer = |it: &Amount| {
        let number = it.quantity.number;
        case.text[number.range()].starts_with('#') || case.text[..number.start].ends_with('#')
    };
    let mut amounts = case.claim.amounts.iter().filter(|it| !is_pointer(it));
    case.stance.instructs
        && !amounts.any(super::number::is_checkable)
        && case.claim.times.is_empty()
        && case.quoted.is_empty()
        && !names.any(|it| it.kind == NameKind::Proper && !it.opens && !super::name::is_heard(case, it))
}

/// Share (0–1) of the sentence's content weight that one entry (and its turn) carries.
pub(super) fn shared_weight(case: &Case<'_>, at: usize) -> f32 {
    shared_but(case, at, None)
}

/// The same of all but one word.
pub(super) fn shared_but(case: &Case<'_>, at: usize, but: Option<Span>) -> f32 {
    let index = &case.judge.sources.index;
    let (mut total, mut carried) = (0.0, 0.0);
    let is_number = |span: Span| {
        let amounts = case.claim.amounts.iter().map(|it| it.quantity.number);
        let times = case.claim.times.iter().map(|it| it.span);
        amounts.chain(times).any(|it| it.overlaps(span))
    };
    for word in case
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && !is_number(it.span) && but != Some(it.span))
    {
        let weight = index.weight(word.stem);
        total += weight;
        carried += weight * share(case, at, word.stem);
    }
    if total > 0.0 { carried / total } else { 0.0 }
}

/// Share of an entry's content words that the sentence says too: the other direction of support.
pub(super) fn said_of(case: &Case<'_>, at: usize) -> f32 {
    let entry = &case.judge.sources.index.entries[at];
    let content = entry.claim.words.iter().filter(|it| !it.stop);
    let said = content
        .clone()
        .filter(|it| case.claim.words.iter().any(|mine| mine.stem == it.stem));
    said.count() as f32 / content.count().max(1) as f32
}
