//! Scope that got wider: "some of the readers" became "all readers", "on Tuesday" became "every Tuesday".

use super::judge::Case;
use super::quantifier::{
    ALL, AT, COUNTS, HARDLY, PART, SOME, SOMETIMES, Words, is_plural, is_time, is_weekday,
};
use super::support::{said_of, shared_weight};
use super::{Issue, IssueKind};
use crate::language::polarity::{is_negation, is_past};
use crate::language::words::Stem;
use crate::text::Span;

/// Share of the sentence that a line must carry to be what it follows.
const TIGHT: f32 = 0.6;
/// The same where the very noun is told of a part.
const NAMED: f32 = 0.4;
/// The same where the two have no noun in common that was widened.
const TIGHTER: f32 = 0.7;
/// Share of the line that the sentence must say again, in that case.
const TOLD: f32 = 0.5;
/// Lines that may be what the sentence follows.
const BEST: usize = 3;
/// Units on either side in which a wider word is as good as in the line itself.
const REACH: usize = 2;

/// What a sentence says of all there are.
struct Wide {
    /// Its words.
    span: Span,
    kind: Kind,
}

enum Kind {
    /// `all customers`, `every pod`: the nouns that may be meant.
    Things(Vec<Stem>),
    /// `every Tuesday`, `each night`.
    Times(Stem),
    /// `always`, `every time`.
    Always,
    /// `never`.
    Never,
    /// `everyone`.
    Everyone,
    /// `everywhere`.
    Everywhere,
    /// `the customers`, of which the source has some.
    These(Stem),
    /// `customers`, `the customers`, of which the source has one.
    Plural(usize),
}

/// Checks whether the sentence says it of more than its source does.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if !issues.is_empty() || case.stance.hedged {
        return;
    }
    let mine = Words::new(case.text, case.claim);
    for wide in wide(&mine).into_iter().filter(|it| !case.is_quoted(it.span)) {
        let found = case
            .ranked
            .iter()
            .take(BEST)
            .find_map(|&(at, _)| Some((at, narrower(case, &mine, &wide, at)?)));
        if let Some((at, span)) = found {
            issues.push(Issue {
                kind: IssueKind::WidenedScope,
                span: wide.span,
                right: None,
                place: Some(case.place_in(at, span)),
                other: None,
            });
            return;
        }
    }
}

/// What `mine` says of all there are.
fn wide(mine: &Words<'_>) -> Vec<Wide> {
    let mut found = Vec::new();
    for n in 0..mine.len() {
        let denied = 0 < n
            && (is_negation(&mine.lower[n - 1]) || mine.is(n - 1, &["almost", "nearly", "at", "after"]));
        if denied {
            continue;
        }
        let at = mine.behind(n);
        let single = mine.is(n, &["every", "each"]);
        if single || mine.is(n, &["all"]) {
            if single && mine.is(at, &["time"]) {
                let span = mine.span(n, at);
                found.push(Wide {
                    span,
                    kind: Kind::Always,
                });
            } else if single && mine.lower.get(at).is_some_and(|it| is_time(it)) {
                let (span, kind) = (mine.span(n, at), Kind::Times(mine.stem(at)));
                found.push(Wide { span, kind });
            } else {
                let named: Vec<usize> = mine
                    .run(at)
                    .filter(|&n| single || is_plural(&mine.lower[n]))
                    .collect();
                if let Some(&last) = named.first() {
                    let (span, stems) = (mine.span(n, last), named.iter().map(|&n| mine.stem(n)).collect());
                    found.push(Wide {
                        span,
                        kind: Kind::Things(stems),
                    });
                }
            }
        }
        let word = mine.span(n, n);
        match mine.lower[n].as_str() {
            "always" => found.push(Wide {
                span: word,
                kind: Kind::Always,
            }),
            "never" => found.push(Wide {
                span: word,
                kind: Kind::Never,
            }),
            "everyone" | "everybody" => found.push(Wide {
                span: word,
                kind: Kind::Everyone,
            }),
            it if it.strip_suffix('s').is_some_and(is_weekday) => found.push(Wide {
                span: word,
                kind: Kind::Times(mine.stem(n)),
            }),
            "everywhere" => found.push(Wide {
                span: word,
                kind: Kind::Everywhere,
            }),
            _ if is_free_plural(mine, n) => {
                found.push(Wide {
                    span: word,
                    kind: Kind::Plural(n),
                });
                if 0 < n && mine.is(n - 1, &["the", "our", "their", "my"]) {
                    found.push(Wide {
                        span: mine.span(n - 1, n),
                        kind: Kind::These(mine.stem(n)),
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// The words of the entry that say it of less, where nothing near says it of as much.
fn narrower(case: &Case<'_>, mine: &Words<'_>, wide: &Wide, at: usize) -> Option<Span> {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let least = if matches!(wide.kind, Kind::Things(_) | Kind::Everywhere) {
        NAMED
    } else {
        TIGHT
    };
    if entry.is_question || shared_weight(case, at) < least {
        return None;
    }
    let theirs = Words::new(case.entry_text(at), &entry.claim);
    let tight = || {
        let (shared, told) = (shared_weight(case, at), said_of(case, at));
        shared >= TIGHTER && told >= TOLD || told >= TIGHTER
    };
    let (head, span) = match &wide.kind {
        Kind::Things(heads) => heads
            .iter()
            .find_map(|&it| Some((Some(it), part_of(&theirs, it)?)))?,
        Kind::Times(head) => (Some(*head), once_at(&theirs, *head)?),
        Kind::Always if tight() => (None, at_times(&theirs, mine)?),
        Kind::Never if tight() => (None, hardly(&theirs, mine)?),
        Kind::Everyone if tight() => (None, some_people(&theirs)?),
        Kind::Everywhere if said_of(case, at) >= TOLD => (None, somewhere(&theirs, mine)?),
        Kind::These(head) if tight() && !mine.has(SOME) && !mine.has(ALL) && !case.claim.negated => {
            (Some(*head), some_of(&theirs, *head)?)
        }
        Kind::Plural(n) if tight() => (Some(mine.stem(*n)), only_one(case, mine, *n, &theirs)?),
        _ => return None,
    };
    let near = at.saturating_sub(REACH)..index.entries.len().min(at + REACH + 1);
    let read = |n: usize| Words::new(case.entry_text(n), &index.entries[n].claim);
    let same_source = |n: &usize| index.entries[*n].source == entry.source;
    let ignored = matches!(wide.kind, Kind::Never) && !theirs.has(&["always"]);
    let states = |n: &usize| !index.entries[*n].is_question;
    let wide_near = !ignored
        && near
            .filter(same_source)
            .filter(states)
            .any(|n| read(n).is_wide(None));
    let wide_of_it = head.is_some_and(|head| {
        let holders = (0..index.entries.len()).filter(|&n| index.entries[n].claim.has(head));
        holders.filter(states).any(|n| read(n).is_wide(Some(head)))
    });
    (!wide_near && !wide_of_it).then_some(span)
}

/// `some of the customers`, `a customer`: the words that say it of a part of `head`.
fn part_of(theirs: &Words<'_>, head: Stem) -> Option<Span> {
    (0..theirs.len()).find_map(|n| {
        // "Three customers" may well be all; "three of the customers" are not. "Some 1,200" are about as many.
        let counts = theirs.is_counted(n) && !theirs.is(n, PART);
        let partial = if counts || theirs.is(n, COUNTS) {
            theirs.is(n + 1, &["of"])
        } else {
            theirs.is(n, PART) && !theirs.is_counted(n + 1)
        };
        let noun = theirs.run(theirs.behind(n)).find(|&n| theirs.stem(n) == head)?;
        // "3 MB a minute" is a rate; "for a day" is not.
        let rate = theirs.is(n, &["a", "an"])
            && is_time(&theirs.lower[noun])
            && !(n > 0 && theirs.is(n - 1, &["on", "for", "in", "at", "within", "after", "over"]));
        (partial && !rate).then(|| theirs.span(n, noun))
    })
}

/// `most of the customers`: a part of those that both speak of.
fn some_of(theirs: &Words<'_>, head: Stem) -> Option<Span> {
    (0..theirs.len()).find_map(|n| {
        let partial = theirs.is(n, SOME) || theirs.is(n, COUNTS) || theirs.is_counted(n);
        let noun = theirs.run(theirs.behind(n)).find(|&n| theirs.stem(n) == head)?;
        let definite = theirs.is(n + 1, &["of"]) && is_plural(&theirs.lower[noun]);
        (partial && definite).then(|| theirs.span(n, noun))
    })
}

/// `in staging`, where the sentence has everywhere: a place that it does not name.
fn somewhere(theirs: &Words<'_>, mine: &Words<'_>) -> Option<Span> {
    (0..theirs.len()).find_map(|n| {
        let at = theirs.behind(n);
        let place = theirs.run(at).last()?;
        let dropped = theirs.run(at).all(|n| !mine.claim.has(theirs.stem(n)));
        let ends =
            place + 1 == theirs.len() || !theirs.joined(place + 1) || theirs.claim.words[place + 1].stop;
        (theirs.is(n, &["in", "on", "at"]) && dropped && ends).then(|| theirs.span(n, place))
    })
}

/// `on Tuesday`, `last night`: one time, where the sentence has every one of them.
fn once_at(theirs: &Words<'_>, head: Stem) -> Option<Span> {
    let mut found = None;
    for n in (0..theirs.len()).filter(|&n| theirs.stem(n) == head) {
        let plural = theirs.lower[n].ends_with('s') && is_time(&theirs.lower[n]);
        let single = n > 0 && theirs.is(n - 1, AT) || is_weekday(&theirs.lower[n]);
        // "A hundred a day", "the day before every release" come again and again.
        let again = n > 1
            && theirs.is(n - 1, &["a", "per", "each"])
            && (theirs.is_counted(n - 2) || theirs.is(n - 2, &["times", "once", "twice"]));
        if plural || again || !single {
            return None;
        }
        let from = if n > 0 && theirs.is(n - 1, AT) { n - 1 } else { n };
        found.get_or_insert(theirs.span(from, n));
    }
    let told = theirs.lower.iter().any(|it| is_past(it));
    found.filter(|_| told)
}

/// `sometimes`, `only once`: less than always, which the sentence does not say.
fn at_times(theirs: &Words<'_>, mine: &Words<'_>) -> Option<Span> {
    let once = |n: usize| {
        let ends = n + 1 == theirs.len() || !theirs.joined(n + 1);
        theirs.is(n, &["once", "twice"]) && (ends || n > 0 && theirs.is(n - 1, &["only", "just"]))
    };
    (0..theirs.len())
        .find(|&n| (theirs.is(n, SOMETIMES) || once(n)) && !mine.lower.contains(&theirs.lower[n]))
        .map(|n| theirs.span(n, n))
}

/// `rarely`, `hardly ever`: more than never.
fn hardly(theirs: &Words<'_>, mine: &Words<'_>) -> Option<Span> {
    let found = (0..theirs.len()).find(|&n| {
        let ever = !theirs.is(n, &["hardly", "barely", "almost"]) || theirs.is(n + 1, &["ever", "never"]);
        theirs.is(n, HARDLY) && ever && !mine.lower.contains(&theirs.lower[n])
    })?;
    Some(theirs.span(found, found))
}

/// `someone`, `most people`, `a few of us`: not everyone.
fn some_people(theirs: &Words<'_>) -> Option<Span> {
    (0..theirs.len()).find_map(|n| {
        if theirs.is(n, &["someone", "somebody"]) {
            return Some(theirs.span(n, n));
        }
        let last = theirs.behind(n);
        let few = theirs.is(
            n,
            &[
                "some", "most", "few", "several", "many", "half", "one", "two", "three",
            ],
        );
        let folk = theirs.is(last, &["people", "us", "them", "you", "person"]);
        (few && folk).then(|| theirs.span(n, last))
    })
}

/// `a customer`, `one of our customers`, where the sentence has customers: the one, if the sources know of no more.
fn only_one(case: &Case<'_>, mine: &Words<'_>, n: usize, theirs: &Words<'_>) -> Option<Span> {
    let head = mine.stem(n);
    let one = (1..theirs.len()).find_map(|at| {
        let single = theirs.stem(at) == head
            && !is_plural(&theirs.lower[at])
            && theirs.is(at - 1, &["a", "an", "one"]);
        let compound = at + 1 < theirs.len()
            && theirs.joined(at + 1)
            && !theirs.claim.words[at + 1].stop
            && !is_past(&theirs.lower[at + 1]);
        let kind_of = at > 1
            && theirs.is(
                at - 2,
                &[
                    "as", "like", "such", "is", "was", "are", "be", "per", "what", "not", "without", "for",
                ],
            );
        (single && !compound && !kind_of).then(|| theirs.span(at - 1, at))
    })?;
    let told = case.stance.past
        && theirs.lower.iter().any(|it| is_past(it))
        && !theirs.has(&[
            "if", "when", "whenever", "would", "could", "should", "every", "each",
        ]);
    let index = &case.judge.sources.index;
    let mut holders = (0..index.entries.len()).filter(|&it| index.entries[it].claim.has(head));
    let more = holders.any(|it| {
        let words = Words::new(case.entry_text(it), &index.entries[it].claim);
        (0..words.len()).any(|n| words.stem(n) == head && is_plural(&words.lower[n]))
    });
    (told && !more).then_some(one)
}

/// Whether the word at `n` is a plural that nothing counts: `customers`, `our customers`, `told customers`.
fn is_free_plural(mine: &Words<'_>, n: usize) -> bool {
    let word = &mine.claim.words[n];
    let counted = mine
        .claim
        .amounts
        .iter()
        .any(|it| it.heads.contains(&word.stem) || it.quantity.span.overlaps(word.span));
    let alone = (0..mine.len()).filter(|&it| mine.stem(it) == word.stem).count() == 1;
    let opens = n == 0
        || mine.is(
            n - 1,
            &[
                "the", "our", "their", "of", "to", "from", "by", "with", "for", "among", "all", "and", "in",
                "on", "at",
            ],
        )
        || is_past(&mine.lower[n - 1]);
    let ends = !mine.joined(n + 1) || mine.claim.words[n + 1].stop || is_past(&mine.lower[n + 1]);
    !word.stop && mine.lower[n].len() > 3 && is_plural(&mine.lower[n]) && !counted && alone && opens && ends
}
