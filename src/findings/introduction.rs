//! Sentences that introduce a recurring character: what the voice profile says of them backs these, and nothing else.
//!
//! A post has to say who somebody is, in words that no transcript holds. The entry counts where the sentence names the
//! character, or goes on with `he`, `she` or `they` right behind one that does, and shares words with the entry.

use super::Finding;
use crate::claim::{Amount, Claim, agrees_in_unit, same_measure};
use crate::draft::{Draft, Sentence};
use crate::evidence::Index;
use crate::language::names;
use crate::language::polarity;
use crate::language::words::{self, Stem};
use crate::persona::series::Callback;
use crate::persona::voice::{Character, Voice};
use crate::text::Span;
use crate::verdict::{Issue, IssueKind, Judge, Verdict, verdict_of};

/// Share of a sentence's content words that an entry must hold to back all of it.
const WHOLE: f32 = 0.5;
/// Words besides a number that a sentence must share with an entry to repeat it.
const REPEATS: usize = 2;

/// What the profile says of somebody, as a claim.
struct Entry<'a> {
    who: &'a Character,
    key: Stem,
    claim: Claim,
}

impl Entry<'_> {
    /// Whether `claim` says what the entry's words around this number say: `a technician for thirty years` and not `the
    /// owner of a boat for thirty years`. Where the number stands alone, any shared word will do.
    fn tells_of(&self, amount: &Amount, claim: &Claim) -> bool {
        let role = &self.who.role;
        let at = amount.quantity.span;
        let start = role[..at.start].rfind([',', ';', '.']).map_or(0, |it| it + 1);
        let end = role[at.end..]
            .find([',', ';', '.'])
            .map_or(role.len(), |it| at.end + it);
        let words = self.claim.words.iter();
        let mut around = words
            .filter(|it| !it.stop && !at.overlaps(it.span) && start <= it.span.start && it.span.end <= end)
            .peekable();
        around.peek().is_none() || around.any(|it| claim.has(it.stem))
    }
}

/// How a sentence and an entry meet.
struct Meeting {
    /// Content words of the sentence that both have, numbers left out.
    shared: usize,
    /// Content words of the sentence, the name and the numbers left out.
    content: usize,
}

/// Lets the entries of `voice` back the sentences that introduce somebody, and holds them against the entries.
pub(super) fn back(draft: &Draft, judge: &Judge<'_>, voice: &Voice, findings: &mut [Finding]) {
    let index = &judge.sources.index;
    let entries: Vec<Entry<'_>> = voice
        .characters
        .iter()
        .filter(|it| !it.role.is_empty())
        .filter_map(|who| {
            let first = who
                .name
                .split_whitespace()
                .find(|it| !it.eq_ignore_ascii_case("the"))?;
            let claim = Claim::read(&who.role, &[], &index.aliases);
            let key = names::key(first);
            Some(Entry { who, key, claim })
        })
        .collect();
    if entries.is_empty() {
        return;
    }
    let people = people(judge, &entries);
    for (at, sentence) in draft.sentences.iter().enumerate() {
        let finding = &mut findings[at];
        let told = told_of(draft, at, &people);
        let Some(entry) = entries.iter().find(|it| Some(it.key) == told) else {
            continue;
        };
        let claim = Claim::read(sentence.view.text(), &sentence.code, &index.aliases);
        let meeting = meeting(sentence, &claim, entry);
        if meeting.shared == 0 {
            continue;
        }
        let wrong = otherwise(sentence, &claim, entry, &meeting, index);
        let before = finding.issues.len();
        settle(sentence, &claim, entry, &meeting, finding);
        if wrong.is_empty() && finding.issues.len() == before {
            continue;
        }
        finding
            .issues
            .retain(|it| !wrong.iter().any(|other| other.span.overlaps(it.span)));
        finding.issues.splice(0..0, wrong);
        let left = finding.issues.iter().filter_map(|it| verdict_of(it.kind)).min();
        finding.verdict = left.unwrap_or(Verdict::Supported);
        finding.callback = Some(Callback {
            path: voice.path.clone(),
            line: entry.who.line,
            text: entry.who.role.clone(),
            score: meeting.shared as f32 / meeting.content.max(1) as f32,
        });
    }
}

/// Keys of everybody whom a sentence may be about.
fn people(judge: &Judge<'_>, entries: &[Entry<'_>]) -> Vec<Stem> {
    let speakers = judge.sources.list.iter().flat_map(|it| &it.transcript.speakers);
    let labels = speakers.flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
    let keys = labels.flat_map(|it| it.split_whitespace()).map(names::key);
    let mut res: Vec<Stem> = keys.chain(entries.iter().map(|it| it.key)).collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// Whom sentence `at` is about: the one it names, or the last one named right before, where it goes on with a pronoun.
/// `None` where it names several.
fn told_of(draft: &Draft, at: usize, people: &[Stem]) -> Option<Stem> {
    let sentence = &draft.sentences[at];
    let named = named(sentence, people);
    if let [first, rest @ ..] = &named[..] {
        return rest.iter().all(|it| it == first).then_some(*first);
    }
    let text = sentence.view.text();
    let first = words::spans(text).into_iter().next()?;
    let goes_on = ["he", "she", "they", "he's", "she's", "he’s", "she’s"]
        .iter()
        .any(|it| text[first.range()].eq_ignore_ascii_case(it));
    let before = draft.sentences.get(at.checked_sub(1)?).filter(|_| goes_on)?;
    let section = |it: &Sentence| draft.blocks[it.block].section;
    let named = self::named(before, people);
    named
        .last()
        .copied()
        .filter(|_| section(before) == section(sentence))
}

/// Whom a sentence names outside its quotations.
fn named(sentence: &Sentence, people: &[Stem]) -> Vec<Stem> {
    let text = sentence.view.text();
    let is_quoted = |span: Span| sentence.quotes.iter().any(|it| it.outer.overlaps(span));
    let spans = words::spans(text).into_iter();
    spans
        .filter(|it| text[it.range()].starts_with(char::is_uppercase) && !is_quoted(*it))
        .map(|it| names::key(&text[it.range()]))
        .filter(|it| people.binary_search(it).is_ok())
        .collect()
}

fn meeting(sentence: &Sentence, claim: &Claim, entry: &Entry<'_>) -> Meeting {
    let text = sentence.view.text();
    let is_number = |span: Span| claim.amounts.iter().any(|it| it.quantity.span.overlaps(span));
    let is_name = |span: Span| names::key(&text[span.range()]) == entry.key;
    let content = claim
        .words
        .iter()
        .filter(|it| !it.stop && !is_number(it.span) && !is_name(it.span));
    let theirs = |stem: Stem| {
        let is_number = |span: Span| {
            let amounts = &entry.claim.amounts;
            amounts.iter().any(|it| it.quantity.span.overlaps(span))
        };
        let words = &entry.claim.words;
        words.iter().any(|it| it.stem == stem && !is_number(it.span))
    };
    Meeting {
        shared: content.clone().filter(|it| theirs(it.stem)).count(),
        content: content.count(),
    }
}

/// Whether the sentence says who somebody is: `Owen is …`, `has been …`, `, a technician,`, `(operations)`.
fn says_who(sentence: &Sentence, claim: &Claim) -> bool {
    let text = sentence.view.text();
    let is_copula = |it: &words::Word| {
        matches!(
            text[it.span.range()].to_lowercase().as_str(),
            "is" | "was" | "has" | "had" | "been" | "who" | "he's" | "she's" | "as"
        )
    };
    claim.words.iter().any(is_copula) || text.contains(['(', ',', '—', '–'])
}

/// Whether the sentence tells something done that the entry does not: "Owen deleted the dashboards."
fn does_else(sentence: &Sentence, claim: &Claim, entry: &Entry<'_>) -> bool {
    let text = sentence.view.text();
    let mut done = claim
        .words
        .iter()
        .filter(|it| !it.stop && polarity::is_past(&text[it.span.range()]));
    done.any(|it| !entry.claim.has(it.stem))
}

/// Takes away what is wrong with words that the entry holds.
fn settle(sentence: &Sentence, claim: &Claim, entry: &Entry<'_>, meeting: &Meeting, finding: &mut Finding) {
    let holds = |amount: &Amount| {
        let mut theirs = entry.claim.amounts.iter();
        theirs.any(|it| agrees_in_unit(amount, it) && entry.tells_of(it, claim))
    };
    let backed: Vec<Span> = claim
        .amounts
        .iter()
        .filter(|it| holds(it))
        .map(|it| sentence.view.in_file(it.quantity.span))
        .collect();
    let is_whole = WHOLE * meeting.content as f32 <= meeting.shared as f32
        && says_who(sentence, claim)
        && !does_else(sentence, claim, entry);
    finding.issues.retain(|it| match it.kind {
        IssueKind::UnsupportedClaim | IssueKind::ThinlyBackedClaim | IssueKind::DroppedHedge
            if it.span == sentence.span =>
        {
            !is_whole
        }
        IssueKind::UnsupportedNumber
        | IssueKind::ContradictedNumber
        | IssueKind::MisappliedNumber
        | IssueKind::ThinlyBackedClaim => !backed.iter().any(|span| span.overlaps(it.span)),
        IssueKind::UnknownName | IssueKind::UnknownDetail | IssueKind::UnsupportedClaim => {
            let words = claim.words.iter().filter(|word| !word.stop);
            let mut said = words.filter(|word| sentence.view.in_file(word.span).overlaps(it.span));
            !said.all(|word| entry.claim.has(word.stem))
        }
        _ => true,
    });
}

/// `a field technician for twenty years`, where the entry says thirty: the sentence clearly repeats it, the number is
/// one of the same unit, and no source has it.
fn otherwise(
    sentence: &Sentence,
    claim: &Claim,
    entry: &Entry<'_>,
    meeting: &Meeting,
    index: &Index,
) -> Vec<Issue> {
    if meeting.shared < REPEATS {
        return Vec::new();
    }
    let alike = |a: &Amount, b: &Amount| {
        same_measure(&a.quantity, &b.quantity) && a.quantity.unit.is_empty() == b.quantity.unit.is_empty()
    };
    let counts_alike =
        |a: &Amount, b: &Amount| !a.quantity.unit.is_empty() || a.heads.iter().any(|it| b.heads.contains(it));
    let issue = |amount: &Amount| {
        let mut theirs = entry.claim.amounts.iter();
        let fits = |it: &&Amount| alike(amount, it) && counts_alike(amount, it) && entry.tells_of(it, claim);
        let right = theirs.find(fits)?;
        let is_other = !agrees_in_unit(amount, right) && index.in_unit(amount).is_empty();
        is_other.then(|| Issue {
            kind: IssueKind::ContradictedNumber,
            span: sentence.view.in_file(amount.quantity.span),
            right: Some(entry.who.role[right.quantity.span.range()].to_owned()),
            place: None,
            other: None,
        })
    };
    claim.amounts.iter().filter_map(issue).collect()
}
