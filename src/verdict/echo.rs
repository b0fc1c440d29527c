//! Sentences that repeat a unit nearly word for word: what is changed in them is plain, whatever the rest of the source says.
//!
//! The words of a clause and of a unit are aligned in order. Where the clause is the unit's but for one number, one `not` or
//! one name, that is what was changed, and the unit is the proof. The other checks ask what a number counts and who acts;
//! this one asks nothing, so it also sees what they have no name for ("It's ninety on the bigger plan").

use super::goes_on::goes_on;
use super::judge::Case;
use super::number::Heard;
use super::rival::put_right;
use super::speakers::{in_prose, speaker_name, speakers_named};
use super::time::contradiction;
use super::told::{is_asked, is_set_right};
use super::{Derivation, Issue, IssueKind};
use crate::claim::{Amount, Claim, agrees, agrees_in_unit, clause_around, same_measure, same_time};
use crate::language::names;
use crate::language::polarity::{asks, is_denial, is_hedge, is_negation};
use crate::language::quantity::Sort;
use crate::language::time::TimeMention;
use crate::language::words::{Stem, folded};
use crate::text::Span;

/// Units that are looked at.
const DEPTH: usize = 4;
/// Words of a draft sentence, or of a unit, beyond which they are not aligned.
const LONGEST: usize = 80;
/// Share of a clause's words that must stand in the unit, in order.
const SAME: f32 = 0.6;
/// How much less of the clause another unit may repeat and still tell it as well.
const AS_WELL: f32 = 0.3;
/// Words around what is changed that must be the unit's, at least.
const AROUND: usize = 3;
/// Units behind one in its turn that may set its number right.
const SOON: usize = 2;

/// Small words that tell one thing or moment from another.
const CONTRASTS: [&str; 32] = [
    "before", "after", "above", "below", "over", "under", "up", "down", "in", "out", "on", "off", "with",
    "without", "other", "another", "next", "each", "more", "less", "most", "least", "only", "still",
    "already", "now", "then", "since", "until", "between", "during", "both",
];

/// A word, or the words of one number or time.
#[derive(Clone, Copy)]
struct Token {
    kind: Kind,
    stem: Stem,
    span: Span,
    stop: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Negation,
    Amount(usize),
    Time(usize),
}

/// The words of the sentence beside those of a unit.
struct Echo {
    entry: usize,
    mine: Vec<Token>,
    theirs: Vec<Token>,
    /// For each word of the sentence the unit's that stands for it.
    pairs: Vec<Option<usize>>,
    /// Whether they are the same, numbers and times included.
    agree: Vec<bool>,
}

/// Finds what a sentence changes in the unit that it repeats.
/// `proofs` are the numbers of it that arithmetic makes.
pub(super) fn check(case: &Case<'_>, proofs: &[Derivation]) -> Option<Issue> {
    if case.stance.question || case.claim.words.len() > LONGEST {
        return None;
    }
    let mut echoes: Vec<Echo> = Vec::new();
    for &(at, _) in case.ranked.iter().take(DEPTH) {
        let entry = &case.judge.sources.index.entries[at];
        if entry.claim.words.len() <= LONGEST && !is_asked(case, at) && !asks(case.entry_text(at)) {
            echoes.push(echo(case, at));
        }
    }
    echoes.iter().find_map(|it| {
        changed_number(case, it, &echoes, proofs)
            .or_else(|| changed_time(case, it, &echoes))
            .or_else(|| changed_polarity(case, it, &echoes))
            .or_else(|| changed_actor(case, it))
    })
}

fn tokens(text: &str, claim: &Claim) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(claim.words.len());
    for word in &claim.words {
        let amount = claim
            .amounts
            .iter()
            .position(|it| it.quantity.number.overlaps(word.span));
        let time = claim.times.iter().position(|it| it.span.overlaps(word.span));
        let kind = match (amount, time) {
            (_, Some(n)) => Kind::Time(n),
            (Some(n), _) => Kind::Amount(n),
            _ if is_negation(&text[word.span.range()]) => Kind::Negation,
            _ => Kind::Word,
        };
        let goes_on =
            |last: &&mut Token| matches!(kind, Kind::Amount(_) | Kind::Time(_)) && last.kind == kind;
        match tokens.last_mut().filter(goes_on) {
            Some(last) => last.span = last.span.cover(word.span),
            None => tokens.push(Token {
                kind,
                stem: word.stem,
                span: word.span,
                stop: word.stop,
            }),
        }
    }
    tokens
}

/// Aligns the sentence with a unit: the pairs of words, in order on both sides, that weigh most.
fn echo(case: &Case<'_>, at: usize) -> Echo {
    let entry = &case.judge.sources.index.entries[at];
    let text = case.entry_text(at);
    let mine = tokens(case.text, case.claim);
    let theirs = tokens(text, &entry.claim);
    let speaker: Vec<Stem> = speaker_name(case, at)
        .map(|it| it.split_whitespace().map(folded).collect())
        .unwrap_or_default();
    let worth = |a: &Token, b: &Token| -> u32 {
        match (a.kind, b.kind) {
            (Kind::Word, Kind::Word) => {
                let own =
                    &text[b.span.range()] == "I" && speaker.contains(&folded(&case.text[a.span.range()]));
                u32::from(a.stem == b.stem || own) * if a.stop { 2 } else { 4 }
            }
            (Kind::Negation, Kind::Negation) => 2,
            (Kind::Amount(a), Kind::Amount(b)) => {
                let (a, b) = (&case.claim.amounts[a], &entry.claim.amounts[b]);
                let alike = same_measure(&a.quantity, &b.quantity);
                u32::from(alike) + 2 * u32::from(alike && agrees(a, b))
            }
            (Kind::Time(a), Kind::Time(b)) => {
                1 + 2 * u32::from(same_time(case.claim.times[a].value, entry.claim.times[b].value))
            }
            _ => 0,
        }
    };
    let (rows, columns) = (mine.len() + 1, theirs.len() + 1);
    let mut best = vec![0u32; rows * columns];
    for row in 1..rows {
        for column in 1..columns {
            let both = worth(&mine[row - 1], &theirs[column - 1]);
            let paired = if both > 0 {
                best[(row - 1) * columns + column - 1] + both
            } else {
                0
            };
            best[row * columns + column] = paired
                .max(best[(row - 1) * columns + column])
                .max(best[row * columns + column - 1]);
        }
    }
    let mut pairs = vec![None; mine.len()];
    let (mut row, mut column) = (rows - 1, columns - 1);
    while row > 0 && column > 0 {
        let here = best[row * columns + column];
        if here == best[(row - 1) * columns + column] {
            row -= 1;
        } else if here == best[row * columns + column - 1] {
            column -= 1;
        } else {
            pairs[row - 1] = Some(column - 1);
            row -= 1;
            column -= 1;
        }
    }
    let same = |(n, pair): (usize, &Option<usize>)| pair.is_some_and(|m| worth(&mine[n], &theirs[m]) > 1);
    let agree = pairs.iter().enumerate().map(same).collect();
    Echo {
        entry: at,
        mine,
        theirs,
        pairs,
        agree,
    }
}

impl Echo {
    /// Share of the words in `clause` that the unit says in order; numbers, times, negations and the `but`th aside.
    fn share(&self, clause: Span, but: Option<usize>) -> f32 {
        let (mut total, mut same) = (0.0, 0.0);
        for (n, (token, pair)) in self.mine.iter().zip(&self.pairs).enumerate() {
            if token.kind == Kind::Word && clause.contains(token.span) && but != Some(n) {
                let weight = if token.stop { 1.0 } else { 2.0 };
                total += weight;
                same += if pair.is_some() { weight } else { 0.0 };
            }
        }
        if total > 0.0 { same / total } else { 0.0 }
    }

    /// Words right before and behind the `n`th that stand the same way around the unit's `m`th.
    fn around(&self, n: usize, m: usize) -> (usize, usize) {
        let before = (1..=n.min(m)).take_while(|d| self.pairs[n - d] == Some(m - d));
        let behind = (1..self.mine.len() - n).take_while(|d| self.pairs[n + d] == Some(m + d));
        (before.count(), behind.count())
    }

    /// Whether `clause` tells of another thing or another moment than the unit, the `but`th word aside: `the second run` for
    /// `the first run`, `after the deploy` for `before the deploy`, another number or time beside the one in question.
    fn is_of_another(&self, case: &Case<'_>, clause: Span, but: usize) -> bool {
        (0..self.mine.len()).any(|n| {
            let token = &self.mine[n];
            // "20 in Oslo and Bergen" is not what there is in Oslo: a name counts wherever it stands.
            let named = case.claim.names.iter().any(|it| it.span.overlaps(token.span));
            if but == n || !named && !clause.contains(token.span) {
                return false;
            }
            match token.kind {
                Kind::Amount(_) | Kind::Time(_) => !self.agree[n],
                Kind::Negation => false,
                Kind::Word if self.pairs[n].is_some() => false,
                Kind::Word if named => true,
                Kind::Word if token.stop => {
                    CONTRASTS.contains(&case.text[token.span.range()].to_ascii_lowercase().as_str())
                }
                // What the unit leaves out adds to it; what stands in its place is another thing.
                Kind::Word => self.theirs[self.gap(n)]
                    .iter()
                    .any(|it| it.kind == Kind::Word && !it.stop),
            }
        })
    }

    /// The unit's words between those that stand for the words before and behind the `n`th.
    fn gap(&self, n: usize) -> std::ops::Range<usize> {
        let from = self.pairs[..n]
            .iter()
            .rev()
            .flatten()
            .next()
            .map_or(0, |it| it + 1);
        let to = self.pairs[n + 1..].iter().flatten().next();
        from..to.copied().unwrap_or(self.theirs.len())
    }

    /// Whether enough of the unit's words stand right around the `n`th word of `clause`, for which the unit has its `m`th.
    fn fits(&self, clause: Span, n: usize, m: usize) -> bool {
        let (before, behind) = self.around(n, m);
        (before > 0 || self.is_edge(clause, n, false))
            && (behind > 0 || self.is_edge(clause, n, true))
            && before + behind >= AROUND
    }

    /// Whether the unit's `m`th word stands for none of the sentence's.
    fn is_left(&self, m: usize) -> bool {
        !self.pairs.contains(&Some(m))
    }

    /// Whether `clause` begins (or ends) with the `n`th word.
    fn is_edge(&self, clause: Span, n: usize, behind: bool) -> bool {
        let next = if behind {
            n.checked_add(1)
        } else {
            n.checked_sub(1)
        };
        next.and_then(|it| self.mine.get(it))
            .is_none_or(|it| !clause.contains(it.span))
    }
}

/// The unit says the same of another number.
fn changed_number(case: &Case<'_>, echo: &Echo, all: &[Echo], proofs: &[Derivation]) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let entry = &index.entries[echo.entry];
    for (n, token) in echo.mine.iter().enumerate() {
        let (Kind::Amount(a), Some(m)) = (token.kind, echo.pairs[n]) else {
            continue;
        };
        let Kind::Amount(b) = echo.theirs[m].kind else {
            continue;
        };
        let (mine, theirs) = (&case.claim.amounts[a], &entry.claim.amounts[b]);
        let same = agrees(mine, theirs) || agrees_in_unit(mine, theirs) || mine.face == theirs.face;
        let plain = mine.quantity.sort == Sort::Amount && !is_one_end(case, mine);
        if same || !plain || case.is_quoted(token.span) {
            continue;
        }
        let clause = clause_around(case.text, token.span);
        let share = echo.share(clause, None);
        let fits = share >= SAME && echo.fits(clause, n, m) && !echo.is_of_another(case, clause, n);
        if !fits || states_too(case, echo, n, theirs) || goes_on(case, echo.entry, clause) {
            continue;
        }
        // What the unit's own numbers make is no other number.
        let of_unit = |it: &Derivation| {
            let place = case.place(echo.entry);
            let mut operands = it.operands.iter().map(|it| it.place);
            it.span.overlaps(token.span)
                && operands.all(|it| it.source == place.source && place.span.contains(it.span))
        };
        if proofs.iter().any(of_unit) {
            continue;
        }
        // Said with the draft's number as well, set right with it, or told so by another unit.
        let says = |it: usize| {
            let mut amounts = index.entries[it].claim.amounts.iter();
            amounts.any(|it| agrees(mine, it) || it.face == mine.face)
        };
        let soon = (echo.entry + SOON + 1).min(index.passages[entry.passage].entries.end);
        let as_well = |it: &Echo| says(it.entry) && it.share(clause, None) + AS_WELL >= share;
        if (echo.entry..soon).any(says) || all.iter().any(as_well) || is_set_right(case, mine, echo.entry) {
            continue;
        }
        let heard = Heard {
            entry: echo.entry,
            amount: theirs,
            rank: 0,
        };
        return Some(put_right(case, mine, &heard));
    }
    None
}

/// The unit says the same of another day or hour.
fn changed_time(case: &Case<'_>, echo: &Echo, all: &[Echo]) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let entry = &index.entries[echo.entry];
    // "On Friday the door was not open" denies nothing of Monday.
    let denied = (0..echo.mine.len()).any(|n| echo.mine[n].kind == Kind::Negation && echo.pairs[n].is_none());
    for (n, token) in echo.mine.iter().enumerate().filter(|_| !denied) {
        let (Kind::Time(a), Some(m)) = (token.kind, echo.pairs[n]) else {
            continue;
        };
        let Kind::Time(b) = echo.theirs[m].kind else {
            continue;
        };
        let (mine, theirs) = (&case.claim.times[a], &entry.claim.times[b]);
        let own = |it: &TimeMention| case.claim.times.iter().any(|own| same_time(own.value, it.value));
        let alike = std::mem::discriminant(&mine.value) == std::mem::discriminant(&theirs.value);
        if !alike || own(theirs) || case.is_quoted(token.span) {
            continue;
        }
        let clause = clause_around(case.text, token.span);
        let share = echo.share(clause, None);
        let says = |it: usize| {
            let mut times = index.entries[it].claim.times.iter();
            times.any(|it| same_time(mine.value, it.value))
        };
        let as_well = |it: &Echo| says(it.entry) && it.share(clause, None) + AS_WELL >= share;
        let soon = (echo.entry + SOON + 1).min(index.passages[entry.passage].entries.end);
        let fits = share >= SAME && echo.fits(clause, n, m) && !echo.is_of_another(case, clause, n);
        if fits
            && !(echo.entry..soon).any(says)
            && !all.iter().any(as_well)
            && !goes_on(case, echo.entry, clause)
        {
            let right = case.entry_text(echo.entry)[theirs.span.range()].to_owned();
            return Some(contradiction(case, mine, echo.entry, right));
        }
    }
    None
}

/// "The last two shows": of the last three, too.
fn is_one_end(case: &Case<'_>, amount: &Amount) -> bool {
    let before = case.text[..amount.quantity.span.start]
        .split_whitespace()
        .next_back();
    before.is_some_and(|it| matches!(it, "first" | "last" | "next" | "these" | "those" | "both"))
}

/// Whether the sentence states the unit's number, too, and not where the unit states that very number once more.
fn states_too(case: &Case<'_>, echo: &Echo, but: usize, theirs: &Amount) -> bool {
    let amounts = &case.judge.sources.index.entries[echo.entry].claim.amounts;
    echo.mine.iter().enumerate().any(|(n, it)| {
        let Kind::Amount(a) = it.kind else { return false };
        let own = &case.claim.amounts[a];
        let has_its_own = echo.pairs[n].is_some_and(|m| match echo.theirs[m].kind {
            Kind::Amount(b) => agrees(own, &amounts[b]),
            _ => false,
        });
        n != but && agrees(own, theirs) && !has_its_own
    })
}

/// The unit says the same without the draft's `not`.
fn changed_polarity(case: &Case<'_>, echo: &Echo, all: &[Echo]) -> Option<Issue> {
    let text = case.entry_text(echo.entry);
    let denies = |it: &Token| it.kind == Kind::Negation;
    let mut mine = (0..echo.mine.len()).filter(|&n| denies(&echo.mine[n]) && echo.pairs[n].is_none());
    let n = mine.next().filter(|_| mine.next().is_none())?;
    let left =
        |is: &dyn Fn(&Token) -> bool| (0..echo.theirs.len()).any(|m| is(&echo.theirs[m]) && echo.is_left(m));
    if left(&denies)
        || left(&|it| is_denial(&text[it.span.range()]) || is_hedge(&text[it.span.range()]))
        || case.is_quoted(echo.mine[n].span)
    {
        return None;
    }
    let clause = clause_around(case.text, echo.mine[n].span);
    let share = echo.share(clause, None);
    let before = echo.pairs[..n].iter().rev().flatten().next();
    let behind = echo.pairs[n + 1..].iter().flatten().next();
    let is_joined = before
        .zip(behind)
        .is_some_and(|(before, behind)| behind - before <= 2);
    let in_clause = |n: &usize| clause.contains(echo.mine[*n].span) && echo.pairs[*n].is_some();
    let alike = (0..echo.mine.len()).filter(in_clause).count();
    let denied_as_well = |it: &Echo| it.pairs[n].is_some() && it.share(clause, None) + AS_WELL >= share;
    let found = share >= SAME
        && !echo.is_of_another(case, clause, n)
        && alike > AROUND
        && is_joined
        && !all.iter().any(denied_as_well)
        && !goes_on(case, echo.entry, clause);
    found.then(|| Issue {
        kind: IssueKind::ContradictedNegation,
        span: echo.mine[n].span,
        right: None,
        place: Some(case.place(echo.entry)),
        other: None,
    })
}

/// The unit says the same of somebody else.
fn changed_actor(case: &Case<'_>, echo: &Echo) -> Option<Issue> {
    let text = case.entry_text(echo.entry);
    let is_speaker = |it: &str| !speakers_named(case, names::key(it)).is_empty();
    for (n, token) in echo.mine.iter().enumerate() {
        let said = &case.text[token.span.range()];
        if echo.pairs[n].is_some() || token.kind != Kind::Word || !said.starts_with(char::is_uppercase) {
            continue;
        }
        // The word before the one that stands for the next word.
        let m = echo
            .pairs
            .get(n + 1)
            .copied()
            .flatten()
            .and_then(|it| it.checked_sub(1));
        let Some(m) = m.filter(|&it| echo.is_left(it)) else {
            continue;
        };
        let (before, behind) = echo.around(n, m);
        let clause = clause_around(case.text, token.span);
        if before + behind < AROUND
            || echo.share(clause, Some(n)) < SAME
            || echo.is_of_another(case, clause, n)
            || case.is_quoted(token.span)
        {
            continue;
        }
        let theirs = match &text[echo.theirs[m].span.range()] {
            "I" => speaker_name(case, echo.entry).map(|it| in_prose(&it)),
            other => is_speaker(other).then(|| other.to_owned()),
        };
        if let Some(theirs) = theirs.filter(|_| is_speaker(said)) {
            return Some(Issue {
                kind: IssueKind::ContradictedActor,
                span: token.span,
                right: Some(theirs),
                place: Some(case.place(echo.entry)),
                other: None,
            });
        }
    }
    None
}
