//! How long something took, told twice: "the 52-minute outage" that "lasted 47 minutes".

use super::attribute::{holds, is_contrast};
use super::passage::{Passage, Role};
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::{Amount, Claim};
use crate::draft::Draft;
use crate::language::quantity::{Bound, Dimension};
use crate::language::words::{self, Stem};
use crate::text::Span;

/// What something did that has a length.
const LASTED: &str = " lasted took ran ";
/// Words between such a verb and its length.
const FILLERS: &str = " for about roughly around exactly only just nearly almost some a total of ";
/// Words that point to one certain thing.
const DEFINITE: &str = " the our this that whole entire ";

/// Two lengths of one thing are not further apart than by this factor: more makes them two things.
const SLIP: f64 = 3.0;

/// How a duration is tied to what has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "the 47-minute outage"
    Compound,
    /// "the outage lasted 47 minutes"
    Verb,
    /// "time to mitigation: 15 min"
    TimeTo,
    /// "Duration: 47 minutes"
    Label,
    /// "Mitigation: applied in 11 minutes"
    DoneIn,
}

/// A thing and how long it took.
#[derive(Debug)]
pub(super) struct Length {
    amount: usize,
    form: Form,
    definite: bool,
    of: Vec<Stem>,
}

/// The lengths that `text` tells.
pub(super) fn lengths(text: &str, claim: &Claim) -> Vec<Length> {
    let is_duration = |it: &&Amount| {
        let q = &it.quantity;
        weigh::is_plain(q) && q.dimension == Dimension::Time && q.per.is_none()
    };
    let mut found = Vec::new();
    for (at, amount) in claim.amounts.iter().enumerate().filter(|it| is_duration(&it.1)) {
        let q = &amount.quantity;
        if !matches!(q.bound, Bound::Exact | Bound::About) {
            continue;
        }
        let form = time_to(text, claim, at)
            .or_else(|| label(text, at, q.span))
            .or_else(|| compound(text, amount).filter(|_| !is_contrast(near(text, q.span))))
            .or_else(|| {
                let told = !is_contrast(text) && !claim.negated;
                let told = told.then(|| verb(text, claim, amount).or_else(|| done_in(text, claim, amount)));
                told.flatten()
            });
        if let Some((form, definite, of)) = form {
            found.push(Length {
                amount: at,
                form,
                definite,
                of,
            });
        }
    }
    found
}

/// The last few words in front of `span`, and the next ones: what can set an outage apart from another.
fn near(text: &str, span: Span) -> &str {
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.rmatch_indices(' ').nth(2).map_or(0, |it| it.0);
    let behind = text.get(span.end..).unwrap_or_default();
    let end = behind.match_indices(' ').nth(4).map_or(behind.len(), |it| it.0);
    text.get(start..span.end + end).unwrap_or_default()
}

type Told = (Form, bool, Vec<Stem>);

/// "the 47-minute outage"
fn compound(text: &str, amount: &Amount) -> Option<Told> {
    let q = &amount.quantity;
    let written = text.get(q.span.range())?;
    let before = text
        .get(..q.span.start)?
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    let definite = holds(DEFINITE, before);
    let of = amount.heads.clone();
    (written.contains('-') && !q.unit.is_empty()).then_some((Form::Compound, definite, of))
}

/// "the outage lasted 47 minutes"
fn verb(text: &str, claim: &Claim, amount: &Amount) -> Option<Told> {
    let before = claim
        .words
        .partition_point(|it| it.span.end <= amount.quantity.number.start);
    let mut words = claim.words[..before].iter().rev();
    let word = |span: Span| text.get(span.range()).unwrap_or_default();
    let verb = words.find(|it| !holds(FILLERS, word(it.span)))?;
    if !holds(LASTED, word(verb.span)) {
        return None;
    }
    let noun = words.next().filter(|it| !it.stop)?;
    let between = text.get(noun.span.end..verb.span.start)?;
    let mods: Vec<Stem> = words
        .clone()
        .take_while(|it| !it.stop)
        .map(|it| it.stem)
        .collect();
    let mut front = words.take(3).map(|it| word(it.span));
    let definite = front.any(|it| holds(DEFINITE, it));
    // "on the replica", "for a customer": what follows may set it apart.
    let behind = text.get(amount.quantity.span.end..)?.trim_start();
    let told =
        !behind.starts_with(char::is_alphabetic) || behind.starts_with("and ") || behind.starts_with("in ");
    (between.trim().is_empty() && told).then(|| {
        let of = std::iter::once(noun.stem).chain(mods).collect();
        (Form::Verb, definite, of)
    })
}

/// "time to mitigation: 15 min"
fn time_to(text: &str, claim: &Claim, at: usize) -> Option<Told> {
    let q = &claim.amounts[at].quantity;
    let first = claim.amounts[..at].is_empty();
    let lower = text.get(..q.span.start)?.to_ascii_lowercase();
    let from = lower.rfind("time to ")? + "time to ".len();
    let opens = lower[..from]
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with("time to ");
    let tail = lower.get(from..)?;
    let words: Vec<&str> = tail
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty())
        .collect();
    let plain = words.len() == 1 || words.len() == 2 && matches!(words[1], "was" | "is");
    let noun = claim.words.iter().find(|it| from <= it.span.start)?;
    (first && opens && plain && !noun.stop).then(|| (Form::TimeTo, true, vec![noun.stem]))
}

/// "Duration: 47 minutes": how long the whole incident took.
fn label(text: &str, at: usize, span: Span) -> Option<Told> {
    let before = text.get(..span.start)?.trim_end().strip_suffix([':', '|'])?;
    let label = before
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_ascii_lowercase();
    let whole = matches!(
        label.as_str(),
        "duration" | "total duration" | "incident duration" | "outage duration" | "downtime"
    );
    let of = ["incident", "outage"].into_iter().map(words::stem).collect();
    (whole && at == 0).then_some((Form::Label, true, of))
}

/// "Mitigation: the limit was raised in 11 minutes", "we mitigated it in 11 minutes"
fn done_in(text: &str, claim: &Claim, amount: &Amount) -> Option<Told> {
    let q = &amount.quantity;
    let before = text.get(..q.span.start)?.trim_end();
    let head = before
        .strip_suffix("in")
        .or_else(|| before.strip_suffix("within"))?;
    let behind = text.get(q.span.end..)?;
    let ends = !behind.chars().any(char::is_alphanumeric);
    let label = head.find(':');
    let done = head.split_whitespace().next_back()?.ends_with("ed");
    let of: Vec<Stem> = match label {
        Some(end) if done => claim
            .words
            .iter()
            .filter(|it| it.span.end <= end && !it.stop)
            .map(|it| it.stem)
            .collect(),
        _ => {
            let subject = head.split_whitespace().next()?;
            let verb = claim
                .words
                .iter()
                .find(|it| !it.stop && text[it.span.range()].ends_with("ed"))?;
            vec![verb.stem]
                .into_iter()
                .filter(|_| subject.eq_ignore_ascii_case("we"))
                .collect()
        }
    };
    (ends && !of.is_empty()).then_some((Form::DoneIn, true, of))
}

struct Place<'p> {
    passage: &'p Passage<'p>,
    length: &'p Length,
}

impl Place<'_> {
    fn amount(&self) -> &Amount {
        &self.passage.claim().amounts[self.length.amount]
    }
}

/// Things with two lengths.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let mut places: Vec<Place<'_>> = Vec::new();
    for passage in passages
        .iter()
        .filter(|it| !matches!(it.role, Role::Comment | Role::Quote))
    {
        places.extend(
            passage
                .reading
                .lengths
                .iter()
                .map(|length| Place { passage, length }),
        );
    }
    let mut odd: Vec<usize> = Vec::new();
    for (n, later) in places.iter().enumerate() {
        let mut before = (0..n).filter(|it| !odd.contains(it));
        let Some(earlier) = before.find(|&it| contradicts(&places[it], later)) else {
            continue;
        };
        odd.push(n);
        let earlier = &places[earlier];
        let shared = shared(earlier, later);
        let third = places.iter().any(|it| {
            it.length.of.iter().any(|of| Some(*of) == shared)
                && !weigh::may_be_same(it.amount(), earlier.amount())
                && !weigh::may_be_same(it.amount(), later.amount())
        });
        if third {
            continue;
        }
        let there = show::words(earlier.passage.text(), earlier.amount().quantity.span);
        let here = show::words(later.passage.text(), later.amount().quantity.span);
        let other = earlier.passage.in_file(earlier.amount().quantity.span);
        out.push(Conflict {
            kind: Kind::Number,
            span: later.passage.in_file(later.amount().quantity.span),
            proof: format!(
                "Line {} says {there}, here it is {here}.",
                show::line(draft, other)
            ),
            other: Some(other),
            sentence: later.passage.sentence,
        });
    }
}

/// What the two have in common, where nothing sets it apart: "the test build" is not "the build".
fn shared(a: &Place<'_>, b: &Place<'_>) -> Option<Stem> {
    let (p, q) = (&a.length.of, &b.length.of);
    match (a.length.form, b.length.form) {
        (Form::Compound, Form::Verb) => shared(b, a),
        (Form::Verb, Form::Compound) => {
            let (noun, mods) = p.split_first()?;
            let at = q.iter().position(|it| it == noun)?;
            (q[..at].iter().all(|it| mods.contains(it)) && mods.len() == at).then_some(*noun)
        }
        (Form::Verb, Form::Verb) => p.first().copied().filter(|_| p == q),
        (Form::Label, _) => q.iter().take(1).copied().find(|it| p.contains(it)),
        (_, Form::Label) => p.iter().take(1).copied().find(|it| q.contains(it)),
        _ => p.iter().copied().find(|it| q.contains(it)),
    }
}

fn contradicts(a: &Place<'_>, b: &Place<'_>) -> bool {
    let forms = (a.length.form, b.length.form);
    let to = |it: Form| matches!(it, Form::TimeTo | Form::DoneIn);
    let both = a.length.definite && b.length.definite;
    let pair = match forms {
        (Form::Verb, Form::Compound) | (Form::Compound, Form::Verb) => true,
        (Form::TimeTo, other) | (other, Form::TimeTo) => to(other),
        // "The 5-minute window" and "the 10-minute window" are told apart by their lengths.
        (Form::Compound, Form::Compound) | (Form::Label, Form::Label) => false,
        (Form::DoneIn, _) | (_, Form::DoneIn) => false,
        _ => both,
    };
    let certain = a.length.definite || b.length.definite;
    let (x, y) = (a.amount().quantity.value(), b.amount().quantity.value());
    let near = x < SLIP * y && y < SLIP * x;
    pair && certain && near && shared(a, b).is_some() && !weigh::may_be_same(a.amount(), b.amount())
}
