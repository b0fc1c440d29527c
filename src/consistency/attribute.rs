//! One attribute with two values: "the bug affected 23 customers", and further down "25 affected customers".

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::passage::Passage;
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::{Amount, Claim};
use crate::draft::Draft;
use crate::language::quantity::{Bound, Dimension, Quantity};
use crate::language::words::{self, Stem};
use crate::text::Span;

/// Words with which a second value is another case, another time or another part rather than a contradiction.
pub(super) const CONTRASTS: &str = " before after then now initially originally initial original later earlier first second third last \
    next previous previously former latter each every per another other others additional extra more less fewer up if \
    would could should might may example e.g. say typically usually instead versus vs than or either most least only \
    remaining rest new old already still again whose some any between until today currently target goal expected planned \
    estimated projected when while once both half one two during within compared single given again ";

/// A slip of the pen is not further off than by this factor.
const SLIP: f64 = 2.0;
/// How many content words the longer of two statements may have more.
const MORE: usize = 2;

/// What a sentence says that something has: an amount, what it counts, and the words around it.
#[derive(Debug)]
pub(super) struct Statement {
    /// Index into the claim's amounts.
    pub(super) amount: usize,
    /// What is counted.
    head: Stem,
    /// Stems of the content words of its clause, sorted, each once.
    content: Vec<Stem>,
    /// What stands between the number and the noun.
    between: Vec<Stem>,
    /// Whether it is "the" or "all" of them.
    definite: bool,
}

/// The statements of `text` that a second value would contradict.
pub(super) fn statements(text: &str, claim: &Claim) -> Vec<Statement> {
    let mut found = Vec::new();
    if claim.amounts.is_empty()
        || !claim.times.is_empty()
        || claim.negated
        || is_contrast(text)
        || has_letter(text)
    {
        return found;
    }
    for (at, amount) in claim.amounts.iter().enumerate() {
        let Some((head, between)) = head(text, claim, amount).filter(|_| is_alone(claim, at)) else {
            continue;
        };
        let before = text.get(..amount.quantity.span.start).unwrap_or_default();
        let article = before.split_whitespace().next_back().unwrap_or_default();
        let definite = holds(" the all these those our its their ", article);
        let mut content = amount.about.clone();
        content.extend(&amount.heads);
        content.sort_unstable();
        content.dedup();
        if content.len() >= 2 {
            found.push(Statement {
                amount: at,
                head,
                content,
                between,
                definite,
            });
        }
    }
    found
}

/// Whether a lone letter tells things apart: "team A", "option B".
fn has_letter(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').skip(1);
    words.any(|it| it.len() == 1 && it != "I" && it.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether the sentence asks, or has a word of contrast ("each of the 23 exports" is none).
pub(super) fn is_contrast(text: &str) -> bool {
    static SET: OnceLock<FxHashSet<Stem>> = OnceLock::new();
    let set = SET.get_or_init(|| CONTRASTS.split_ascii_whitespace().map(words::folded).collect());
    if text.contains(['?', '→']) {
        return true;
    }
    let split = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let mut words = split.filter(|it| !it.is_empty()).peekable();
    while let Some(word) = words.next() {
        let is_each_of = word.eq_ignore_ascii_case("each") && words.peek() == Some(&"of");
        if !is_each_of && set.contains(&words::folded(word)) {
            return true;
        }
    }
    false
}

/// Whether one of the space-separated words of `list` is `word`.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|it| it.eq_ignore_ascii_case(word))
}

/// The noun that is counted, and the words between the number and it.
fn head(text: &str, claim: &Claim, amount: &Amount) -> Option<(Stem, Vec<Stem>)> {
    let q = &amount.quantity;
    let counted = q.dimension == Dimension::Count && q.unit.is_empty() && !amount.is_part;
    let plain = weigh::is_plain(q) && matches!(q.bound, Bound::Exact | Bound::About) && 2.0 <= q.low;
    if !counted || !plain || q.per.is_some() {
        return None;
    }
    let at = claim.words.partition_point(|it| it.span.start < q.span.end);
    let run = claim.words[at..].iter().take(amount.heads.len() + 2);
    let plural = run.filter(|it| amount.heads.contains(&it.stem)).find(|it| {
        let word = &text[it.span.range()];
        word.ends_with('s') && !word.ends_with("ss") && 3 < word.len()
    })?;
    let between = claim.words[at..]
        .iter()
        .take_while(|it| it.span.start < plural.span.start);
    Some((
        plural.stem,
        between.filter(|it| !it.stop).map(|it| it.stem).collect(),
    ))
}

/// Whether the sentence has no second amount of the same sort.
fn is_alone(claim: &Claim, at: usize) -> bool {
    let own = &claim.amounts[at].quantity;
    let mut others = claim.amounts.iter().enumerate().filter(|it| it.0 != at);
    others.all(|(_, it)| it.quantity.dimension != own.dimension)
}

struct Place<'p> {
    passage: &'p Passage<'p>,
    statement: &'p Statement,
}

impl Place<'_> {
    fn amount(&self) -> &Amount {
        &self.passage.claim().amounts[self.statement.amount]
    }

    fn quantity(&self) -> &Quantity {
        &self.amount().quantity
    }

    /// The number and what it counts.
    fn counted(&self) -> Span {
        let own = self.quantity().span;
        let words = &self.passage.claim().words;
        let at = words.partition_point(|it| it.span.start < own.end);
        let head = words[at..]
            .iter()
            .take(6)
            .find(|it| it.stem == self.statement.head);
        head.map_or(own, |it| own.cover(it.span))
    }
}

/// Attributes that have one value here and another there.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let mut groups: FxHashMap<Stem, Vec<Place<'_>>> = FxHashMap::default();
    for passage in passages.iter().filter(|it| it.is_told()) {
        for statement in &passage.reading.statements {
            groups
                .entry(statement.head)
                .or_default()
                .push(Place { passage, statement });
        }
    }
    for places in groups.values().filter(|it| 1 < it.len()) {
        for (n, later) in places.iter().enumerate() {
            let Some(earlier) = places[..n].iter().find(|it| contradicts(it, later)) else {
                continue;
            };
            if !is_settled(places, earlier, later) || are_both_told(passages, earlier, later) {
                continue;
            }
            let other = earlier.passage.in_file(earlier.quantity().span);
            let there = show::words(earlier.passage.text(), earlier.counted());
            let here = show::words(later.passage.text(), later.counted());
            out.push(Conflict {
                kind: Kind::Number,
                span: later.passage.in_file(later.quantity().span),
                proof: format!(
                    "Line {} says {there}, here it is {here}.",
                    show::line(draft, other)
                ),
                other: Some(other),
                sentence: later.passage.sentence,
            });
        }
    }
}

/// Whether the two say different numbers of the same thing in the same words. What one says more must be said of "the
/// 25 customers", with nothing that sets these apart from the others.
fn contradicts(a: &Place<'_>, b: &Place<'_>) -> bool {
    let (x, y) = (a.quantity().value(), b.quantity().value());
    if weigh::may_be_same(a.amount(), b.amount()) || SLIP * x < y || SLIP * y < x {
        return false;
    }
    let (p, q) = (&a.statement.content, &b.statement.content);
    let shared = p.iter().filter(|it| q.binary_search(it).is_ok()).count();
    let within = |more: &Statement, less: &Statement| {
        let told = more
            .between
            .iter()
            .all(|it| less.content.binary_search(it).is_ok());
        let all = shared == less.content.len() && more.content.len() <= shared + MORE;
        all && told && (more.definite || more.content.len() == shared)
    };
    2 <= shared && (within(a.statement, b.statement) || within(b.statement, a.statement))
}

/// Whether the draft has no third value: what has many values varies.
fn is_settled(places: &[Place<'_>], a: &Place<'_>, b: &Place<'_>) -> bool {
    places
        .iter()
        .all(|it| weigh::may_be_same(it.amount(), a.amount()) || weigh::may_be_same(it.amount(), b.amount()))
}

/// Whether one passage has both values: the author knows of both.
fn are_both_told(passages: &[Passage<'_>], a: &Place<'_>, b: &Place<'_>) -> bool {
    let has = |passage: &Passage<'_>, value: &Quantity| {
        let mut amounts = passage.claim().amounts.iter();
        amounts.any(|it| weigh::comparable(&it.quantity, value) && it.quantity.value() == value.value())
    };
    passages
        .iter()
        .any(|it| 1 < it.claim().amounts.len() && has(it, a.quantity()) && has(it, b.quantity()))
}
