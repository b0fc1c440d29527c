//! One sentence against its sources: finds its evidence, runs every check, weighs the outcome.

use std::sync::Arc;

use crate::claim::{self, Amount, Claim, Stance, agrees, stance};
use crate::config::Thresholds;
use crate::draft::{BlockKind, Quotation};
use crate::evidence::{Evidence, Footing, Index, MatchKind, Place, Query, Source, Sources, best};
use crate::language::order::Purpose;
use crate::language::words::{self, Stem};
use crate::persona::Persona;
use crate::persona::series::Callback;
use crate::text::{Span, View};

use super::{
    Derivation, Images, Issue, IssueKind, Limits, People, Verdict, actor, cause, counted, detail, echo,
    hedge, indirect, name, number, pairing, planned, polarity, quote, scope, sibling, subject, support, time,
    wished,
};

/// What every sentence of a draft is judged with.
pub struct Judge<'a> {
    /// The sources and their index.
    pub sources: &'a Sources,
    /// The author's files: what comes from the voice profile is licence, not evidence.
    pub persona: &'a Persona,
    /// The author's name, where known.
    pub author: Option<&'a str>,
    /// Names that need no source, as name keys.
    pub known_names: &'a [Stem],
    /// Where `supported` and `weak` begin.
    pub thresholds: Thresholds,
    /// From where on the sources count against it.
    pub limits: Limits,
}

/// What stands around a sentence and decides how it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// The sentences before it in its section, nearest last, at most two.
    pub before: &'a [&'a str],
    /// The header row of its table, cells parted by ` | `.
    pub header: Option<&'a str>,
    /// The heading it stands under.
    pub heading: Option<&'a str>,
    /// What that heading, or one around it, says of what stands under it.
    pub purpose: Purpose,
    /// The sentence after it, when that only says whose words these are (`— Lin`).
    pub after: Option<&'a str>,
    /// Whether a quotation follows, in its block or alone in the next.
    pub leads: bool,
    /// Whom the whole draft names.
    pub people: Option<&'a People>,
    /// The images of the whole draft.
    pub images: Option<&'a Images>,
}

/// A sentence as it is to be judged.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// Its block's kind.
    pub kind: BlockKind,
    /// Its text as read.
    pub view: &'a View,
    /// What it asserts.
    pub claim: &'a Claim,
    /// Code spans, bytes of the view.
    pub code: &'a [Span],
    /// Texts of links, bytes of the view.
    pub links: &'a [Span],
    /// Cells of a row, bytes of the view.
    pub cells: &'a [Span],
    /// Quotations, bytes of the view.
    pub quotes: &'a [Quotation],
}

/// The outcome; spans are bytes of the sentence's view, not of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The judgement.
    pub verdict: Verdict,
    /// Units that bear on it, best first.
    pub evidence: Arc<[Evidence]>,
    /// Arithmetic proofs.
    pub derivations: Vec<Derivation>,
    /// What is wrong.
    pub issues: Vec<Issue>,
    /// Where nothing else backs it: the earlier episode that it calls back to.
    pub callback: Option<Callback>,
}

/// Everything the single checks read.
pub(super) struct Case<'a> {
    pub judge: &'a Judge<'a>,
    pub piece: Piece<'a>,
    pub text: &'a str,
    pub claim: &'a Claim,
    pub stance: Stance,
    pub around: Surroundings<'a>,
    /// Where the sentences around it stand, and how much each of them says about this one.
    pub footings: &'a [(f32, &'a Footing)],
    /// Stems that its query adds, with their weights.
    pub extra: &'a [(Stem, f32)],
    /// Claims of `around.before`.
    pub before: &'a [&'a Claim],
    /// Entries by score, best first.
    pub ranked: &'a [(usize, f32)],
    /// Entries that the sentence may rest on: the best, their turns, and the turns next to those.
    pub window: &'a [usize],
    /// Quotations that were checked as such; nothing inside them is checked again.
    pub quoted: Vec<Span>,
    /// Entries in which quotations were found.
    pub quoted_from: Vec<usize>,
}

impl Case<'_> {
    /// Whether `span` lies inside a quotation that was checked.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        self.quoted.iter().any(|it| it.overlaps(span))
    }

    /// The place of an entry.
    pub(super) fn place(&self, entry: usize) -> Place {
        let entry = &self.judge.sources.index.entries[entry];
        let unit = &self.judge.sources.list[entry.source].transcript.units[entry.unit];
        Place {
            source: entry.source,
            span: unit.view.span(),
        }
    }

    /// The text of an entry.
    pub(super) fn entry_text(&self, entry: usize) -> &str {
        let entry = &self.judge.sources.index.entries[entry];
        self.judge.sources.list[entry.source].transcript.units[entry.unit]
            .view
            .text()
    }

    /// The place of some bytes of an entry's text.
    pub(super) fn place_in(&self, entry: usize, span: Span) -> Place {
        let it = &self.judge.sources.index.entries[entry];
        let unit = &self.judge.sources.list[it.source].transcript.units[it.unit];
        Place {
            source: it.source,
            span: unit.view.in_file(span),
        }
    }
}

/// From this share on a line holds all of a sentence.
const WHOLE: f32 = 0.95;
/// Most entries that a window holds.
const WINDOW: usize = 80;

impl Judge<'_> {
    /// Where a sentence stands in the sources by its words alone.
    pub fn footing(&self, text: &str, claim: &Claim) -> Footing {
        let index = &self.sources.index;
        let query = Query {
            text,
            claim,
            extra: &[],
        };
        index.footing(&index.scores(&query))
    }

    /// Judges one sentence. A pure function of its arguments; `before` holds the claims of `around.before`, `near`
    /// where the sentences around it stand and how much each of them says about this one.
    pub fn judge(
        &self,
        piece: Piece<'_>,
        around: Surroundings<'_>,
        before: &[&Claim],
        near: &[(f32, &Footing)],
    ) -> Judged {
        let text = piece.view.text();
        let claim = piece.claim;
        let mut stance = stance(text, claim).below(around.purpose);
        stance.about_itself |= claim::only_points(text, claim, piece.links);
        let mut extra = self.speaker_terms(claim, text);
        let leaning = self.sources.index.weights.leaning;
        extra.extend(context_terms(claim, text, before).map(|it| (it, leaning)));
        let query = Query {
            text,
            claim,
            extra: &extra,
        };
        let index = &self.sources.index;
        let mut scores = index.scores(&query);
        index.lean(&mut scores, near);
        let ranked = best(&scores);
        let evidence = index.evidence(&self.sources.list, &query, &ranked);
        if index.entries.is_empty() {
            return Judged {
                verdict: Verdict::NotAClaim,
                evidence: evidence.into(),
                derivations: Vec::new(),
                issues: Vec::new(),
                callback: None,
            };
        }
        let window = self.window(&ranked);
        let mut case = Case {
            judge: self,
            piece,
            text,
            claim,
            stance,
            around,
            footings: near,
            extra: &extra,
            before,
            ranked: &ranked,
            window: &window,
            quoted: Vec::new(),
            quoted_from: Vec::new(),
        };
        let mut issues = Vec::new();
        let mut derivations = Vec::new();
        let quotes = quote::check(&mut case, &mut issues);
        indirect::check(&case, &mut issues);
        let mut backed = 0;
        if !stance.question && !stance.order {
            backed = number::check(&case, &mut issues, &mut derivations);
            counted::check(&case, &mut issues);
            backed += time::check(&case, &mut issues);
            name::check(&case, &mut issues);
            actor::check(&case, &mut issues);
            polarity::check(&case, !derivations.is_empty(), &mut issues);
            pairing::check(&case, &mut issues);
            sibling::check(&case, &mut issues);
            subject::check(&case, &mut issues);
            if !is_wrong(&issues) {
                issues.extend(echo::check(&case, &derivations));
            }
            issues.retain(|it| it.kind != IssueKind::ContradictedActor || !actor::says_the_number(&case, it));
            if !is_wrong(&issues) {
                issues.extend(planned::check(&case).or_else(|| wished::unfulfilled(&case)));
            }
            hedge::check(&case, &mut issues);
            scope::check(&case, &mut issues);
            cause::check(&case, &mut issues);
            detail::check(&case, &mut issues);
        }
        told_together(&case, &mut derivations);
        if around.purpose == Purpose::Plan && stance.instructs {
            // "Raise the limit to 120 by Friday" is not held against "we raised it to 80 on Monday".
            issues.retain(|it| !is_of_the_past(&case, it));
        }
        let proved = support::Proved {
            whole: quotes + derivations.len(),
            parts: backed,
        };
        let base = support::weigh(&case, &proved, &mut issues);
        let is_bare = matches!(
            issues[..],
            [Issue {
                kind: IssueKind::UnsupportedClaim,
                ..
            }]
        );
        let series = self.persona.series.as_ref().filter(|_| is_bare);
        if let Some(callback) = series.and_then(|it| it.callback(&claim.content())) {
            return Judged {
                verdict: Verdict::Supported,
                evidence: Arc::new([]),
                derivations,
                issues: Vec::new(),
                callback: Some(callback),
            };
        }
        let derived = !derivations.is_empty();
        let verdict = issues
            .iter()
            .filter_map(|it| verdict_of(it.kind))
            .min()
            .unwrap_or(match base {
                Verdict::Supported | Verdict::Weak if derived => Verdict::Derived,
                other => other,
            });
        issues.sort_by_key(|it| (verdict_of(it.kind), it.kind, it.span));
        // A line that holds the whole sentence goes before one that holds its quoted term.
        let is_repeated = evidence.first().is_some_and(|it| {
            let verbatim = it.matched.iter().any(|it| it.kind == MatchKind::Verbatim);
            WHOLE <= it.score && verbatim
        });
        let proofs: Vec<Place> = derivations
            .iter()
            .flat_map(|it| it.operands.iter().map(|it| it.place))
            .chain(
                issues
                    .iter()
                    .filter(|it| it.right.is_some())
                    .filter_map(|it| it.place),
            )
            .chain(
                case.quoted_from
                    .iter()
                    .filter(|_| !is_repeated)
                    .map(|&at| case.place(at)),
            )
            .collect();
        let evidence = proofs_first(&self.sources.list, index, &query, &scores, &proofs, evidence);
        Judged {
            verdict,
            evidence: evidence.into(),
            derivations,
            issues,
            callback: None,
        }
    }

    /// The author's name where the sentence says `I`, so that their turns come first.
    fn speaker_terms(&self, claim: &Claim, text: &str) -> Vec<(Stem, f32)> {
        let says_i = claim.words.iter().any(|it| {
            matches!(
                &text[it.span.range()],
                "I" | "i" | "my" | "My" | "me" | "I'd" | "I'm" | "I've"
            )
        });
        let Some(author) = self.author.filter(|_| says_i) else {
            return Vec::new();
        };
        author
            .split_whitespace()
            .take(1)
            .map(|name| (words::stem(name), 0.5))
            .collect()
    }

    /// The entries that a sentence may rest on: its best, their whole turns, and the neighbouring turns.
    fn window(&self, ranked: &[(usize, f32)]) -> Vec<usize> {
        const BEST: usize = 4;
        let index = &self.sources.index;
        let mut window: Vec<usize> = Vec::new();
        let top = ranked.first().map_or(0.0, |it| it.1);
        let strong = ranked.iter().take_while(|it| it.1 >= top * 0.45);
        for &(at, _) in strong.take(BEST) {
            let passage = index.entries[at].passage;
            for near in passage.saturating_sub(1)..=passage + 1 {
                let Some(it) = index
                    .passages
                    .get(near)
                    .filter(|it| it.source == index.entries[at].source)
                else {
                    continue;
                };
                for entry in it.entries.clone() {
                    if window.len() < WINDOW && !window.contains(&entry) {
                        window.push(entry);
                    }
                }
            }
        }
        window
    }
}

/// Of the places that tell a number of a proof, the one in the turn that tells the other number: "a window of thirty
/// minutes", "it was a hundred and ten", which somebody then repeats.
fn told_together(case: &Case<'_>, derivations: &mut [Derivation]) {
    let index = &case.judge.sources.index;
    let holds = |own: Place, place: Place| own.source == place.source && own.span.contains(place.span);
    let entry_at = |place: Place| (0..index.entries.len()).find(|it| holds(case.place(*it), place));
    for proof in derivations.iter_mut().filter(|it| it.operands.len() == 2) {
        let places = [proof.operands[0].place, proof.operands[1].place];
        let (Some(one), Some(other)) = (entry_at(places[0]), entry_at(places[1])) else {
            continue;
        };
        if index.entries[one].passage == index.entries[other].passage {
            continue;
        }
        for (moved, from, to) in [(0, one, other), (1, other, one)] {
            let value = &proof.operands[moved].value;
            let text = case.entry_text(from);
            let amounts = &index.entries[from].claim.amounts;
            let is_it = |it: &&Amount| value.contains(&text[it.quantity.number.range()]);
            let Some(amount) = amounts.iter().find(is_it) else {
                continue;
            };
            let turn = index.passages[index.entries[to].passage].entries.clone();
            let tells = |it: &usize| {
                let theirs = &index.entries[*it].claim.amounts;
                theirs.iter().any(|it| agrees(amount, it))
            };
            if let Some(found) = turn.into_iter().find(tells) {
                proof.operands[moved].place = case.place(found);
                break;
            }
        }
    }
}

/// Whether an issue holds a number or a time against what a source tells as done.
fn is_of_the_past(case: &Case<'_>, issue: &Issue) -> bool {
    let is_value = matches!(
        issue.kind,
        IssueKind::ContradictedNumber | IssueKind::MisappliedNumber | IssueKind::ContradictedTime
    );
    let entries = &case.judge.sources.index.entries;
    let told = issue.place.and_then(|place| {
        let holds = |at: &usize| {
            let own = case.place(*at);
            own.source == place.source && own.span.contains(place.span)
        };
        (0..entries.len()).find(holds)
    });
    let is_past = |at: usize| {
        let text = case.entry_text(at);
        let words = || entries[at].claim.words.iter().map(|it| &text[it.span.range()]);
        // "I will put it into the playbook": a plan is held against a plan.
        let plans = |it: &str| {
            let it = it.to_lowercase();
            matches!(it.as_str(), "will" | "shall" | "should" | "must" | "going") || it.ends_with("'ll")
        };
        !words().any(plans) && words().any(crate::language::polarity::is_past)
    };
    is_value && told.is_some_and(is_past)
}

/// The words of the sentence before, where this one leans on it: "They were considered and turned down."
fn context_terms(claim: &Claim, text: &str, before: &[&Claim]) -> impl Iterator<Item = Stem> {
    const SHORT: usize = 5;
    let first = claim
        .words
        .first()
        .map_or(String::new(), |it| text[it.span.range()].to_lowercase());
    let leans = matches!(
        first.as_str(),
        "it" | "they"
            | "that"
            | "this"
            | "he"
            | "she"
            | "these"
            | "those"
            | "so"
            | "its"
            | "their"
            | "his"
            | "her"
            | "then"
            | "that's"
            | "it's"
    );
    let content = claim.words.iter().filter(|it| !it.stop).count();
    let last = before.last().filter(|_| leans || content < SHORT);
    last.map_or(Vec::new(), |it| it.content()).into_iter()
}

/// What proves the outcome comes first, then what ranks best; one entry per line, at most five.
fn proofs_first(
    sources: &[Source],
    index: &Index,
    query: &Query<'_>,
    scores: &[f32],
    proofs: &[Place],
    ranked: Vec<Evidence>,
) -> Vec<Evidence> {
    let line = |it: &Evidence| (it.source, sources[it.source].transcript.unit_lines(it.unit).0);
    let mut evidence: Vec<Evidence> = Vec::new();
    for place in proofs {
        let transcript = &sources[place.source].transcript;
        let unit = transcript
            .units
            .iter()
            .position(|it| it.view.span().touches(place.span.start) && it.view.span().end > place.span.start);
        let Some(unit) = unit else { continue };
        let known = ranked
            .iter()
            .find(|it| it.source == place.source && it.unit == unit)
            .cloned();
        let it = known.unwrap_or_else(|| index.describe(sources, query, scores, place.source, unit));
        if evidence.iter().all(|other| line(other) != line(&it)) {
            evidence.push(it);
        }
    }
    for it in ranked {
        if evidence.iter().all(|other| line(other) != line(&it)) {
            evidence.push(it);
        }
    }
    evidence.truncate(crate::evidence::MOST);
    evidence
}

/// Whether one of the issues makes the sentence wrong.
pub(super) fn is_wrong(issues: &[Issue]) -> bool {
    issues
        .iter()
        .filter_map(|it| verdict_of(it.kind))
        .any(Verdict::is_wrong)
}

/// The verdict that an issue means; `None` where it means none.
pub fn verdict_of(kind: IssueKind) -> Option<Verdict> {
    use IssueKind::*;
    Some(match kind {
        ContradictedNumber
        | MisappliedNumber
        | ContradictedTime
        | ContradictedName
        | ContradictedActor
        | ContradictedDirection
        | ContradictedNegation
        | OnlyNearly
        | NobodyKnows
        | RetractedClaim
        | OnlyAsked
        | StillToDo
        | OnlyWished => Verdict::Contradicted,
        AlteredQuote | MergedQuote | TruncatedQuote | InventedQuote => Verdict::Misquoted,
        MisattributedQuote => Verdict::Misattributed,
        UnsupportedNumber | UnknownName | UnknownDetail | UnsupportedClaim => Verdict::Unsupported,
        ThinlyBackedClaim | DroppedHedge | WidenedScope | ReversedCause => Verdict::Weak,
        BrokenCitation | CitationMismatch => return None,
    })
}
