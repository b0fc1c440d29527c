//! Whose deed it was: an act that the draft gives to one speaker, and that the sources give to another.
//!
//! Unlike in `actor`, the verb need not be the same: the clause behind the name is looked for by what it is about. It
//! counts only where somebody else tells of it as their own, or is named as doing it, and nothing that the named one
//! says, or that is said in a turn that names them, comes near it.

use std::ops::Range;

use super::actor::{is_act, is_aside};
use super::judge::Case;
use super::speakers::{self, is_by, speakers_named};
use super::{Issue, IssueKind};
use crate::claim::{Amount, agrees};
use crate::language::names;
use crate::language::polarity::is_past;
use crate::language::words::{Stem, folded};
use crate::text::Span;
use crate::transcript::SpeakerId;

/// Share of the act from which on one word is enough, when that is the verb.
const MOSTLY: f32 = 0.5;
/// What may be said by or of the named one, of what the other one says.
const THEIRS: f32 = 0.5;
/// Units that count as carrying the act as well as the best one.
const AS_GOOD: f32 = 0.8;
/// Units looked at.
const DEPTH: usize = 24;
/// Content words of a turn that may do no more than react to the one before.
const REACTION: usize = 4;

/// An act, and who the draft says did it.
struct Deed {
    /// The name, bytes of the sentence's view.
    name: Span,
    speakers: Vec<(usize, SpeakerId)>,
    /// The words of the act, from its verb to the next mark, and to where somebody else's begins.
    clauses: [Range<usize>; 2],
}

/// Finds an act that is somebody else's.
pub(super) fn check(case: &Case<'_>) -> Option<Issue> {
    deeds(case).into_iter().find_map(|it| {
        somebody_elses(case, &it, &it.clauses[0]).or_else(|| somebody_elses(case, &it, &it.clauses[1]))
    })
}

/// `Tobias flushed two resolvers`: names of speakers, and the author's `I`, with a verb in the past behind them.
fn deeds(case: &Case<'_>) -> Vec<Deed> {
    let words = &case.claim.words;
    let token = |n: usize| words.get(n).map(|it| &case.text[it.span.range()]);
    let between = |n: usize| &case.text[words[n - 1].span.end..words[n].span.start];
    let mut found = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let name = &case.text[word.span.range()];
        let owns = name.ends_with("'s") || name.ends_with("’s");
        if owns || !name.starts_with(char::is_uppercase) || case.is_quoted(word.span) {
            continue;
        }
        // "the crash reported by Mei made us look": somebody else's verb.
        let is_object = matches!(
            n.checked_sub(1).and_then(token),
            Some("or" | "with" | "by" | "from" | "to" | "of" | "for")
        );
        let author = case
            .judge
            .author
            .filter(|_| name == "I")
            .and_then(|it| it.split_whitespace().next());
        let speakers = speakers_named(case, names::key(author.unwrap_or(name)));
        if is_object || speakers.is_empty() {
            continue;
        }
        let skipped = |n: usize| token(n).is_some_and(|it| is_aside(it) || it == "who");
        let Some(verb) = (n + 1..(n + 4).min(words.len())).find(|&n| !skipped(n)) else {
            continue;
        };
        let acts = token(verb).is_some_and(|it| {
            is_act(case, verb) && !matches!(it, "was" | "were" | "felt" | "thought" | "got")
        });
        let gap = &case.text[word.span.end..words[verb].span.start];
        // "Yusuf, who typed the wrong name"
        let is_next = !gap.contains([',', ';', ':', '(', '.']) || gap.trim_start().starts_with(", who ");
        if !acts || !is_next {
            continue;
        }
        let joins = |n: usize| matches!(token(n), Some(it) if is_joint(it));
        let parts = |n: usize| between(n).contains([';', ':', '(', ')', '—', '|', '.', '!', '?']);
        // "and prescribed …": still the same one's doing.
        let goes_on = |n: usize| token(n) == Some("and") && token(n + 1).is_some_and(is_past);
        let end = |is_end: &dyn Fn(usize) -> bool| {
            (verb + 1..words.len())
                .find(|&n| is_end(n))
                .unwrap_or(words.len())
        };
        let short = end(&|n| joins(n) || parts(n) || between(n).contains(','));
        let long = end(&|n| joins(n) && !goes_on(n) || parts(n));
        found.push(Deed {
            name: word.span,
            speakers,
            clauses: [verb..short, verb..long],
        });
    }
    found
}

/// Whether the word begins a clause of its own.
fn is_joint(word: &str) -> bool {
    const JOINTS: [&str; 18] = [
        "and", "but", "because", "so", "while", "which", "who", "when", "until", "as", "where", "after",
        "before", "since", "though", "although", "if", "unless",
    ];
    JOINTS.contains(&word)
}

/// What an act is about, and how much each word and number of it tells.
struct Wanted<'a> {
    stems: Vec<(Stem, f32)>,
    amounts: Vec<(&'a Amount, f32)>,
}

impl<'a> Wanted<'a> {
    fn of(case: &'a Case<'_>, clause: Range<usize>) -> Option<Wanted<'a>> {
        let index = &case.judge.sources.index;
        let words = &case.claim.words[clause];
        let span = words.first()?.span.cover(words.last()?.span);
        let inside = case
            .claim
            .amounts
            .iter()
            .filter(|it| span.contains(it.quantity.span));
        let amounts: Vec<_> = inside
            .map(|it| (it, index.rarity(index.with_amount(it).len())))
            .collect();
        let is_number = |span: Span| amounts.iter().any(|it| it.0.quantity.number.overlaps(span));
        let mut stems: Vec<(Stem, f32)> = Vec::new();
        for word in words.iter().filter(|it| !it.stop && !is_number(it.span)) {
            if !stems.iter().any(|it| it.0 == word.stem) {
                stems.push((word.stem, index.weight(word.stem)));
            }
        }
        Some(Wanted { stems, amounts })
    }

    fn total(&self) -> f32 {
        self.stems.iter().map(|it| it.1).sum::<f32>() + self.amounts.iter().map(|it| it.1).sum::<f32>()
    }

    /// How many of its words and numbers some units carry together, and what those weigh.
    fn carried(&self, case: &Case<'_>, entries: &[usize]) -> (usize, f32) {
        let claims = || {
            entries
                .iter()
                .map(|&at| &case.judge.sources.index.entries[at].claim)
        };
        let stems = self
            .stems
            .iter()
            .filter(|it| claims().any(|claim| claim.has(it.0)));
        let counts = |amount: &Amount| claims().any(|it| it.amounts.iter().any(|it| agrees(amount, it)));
        let amounts = self.amounts.iter().filter(|it| counts(it.0));
        let weights = stems.map(|it| it.1).chain(amounts.map(|it| it.1));
        weights.fold((0, 0.0), |(count, sum), it| (count + 1, sum + it))
    }
}

/// Somebody else who tells of the act, or is told to have done it.
fn somebody_elses(case: &Case<'_>, deed: &Deed, clause: &Range<usize>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let wanted = Wanted::of(case, clause.clone())?;
    let total = wanted.total();
    if total <= 0.0 {
        return None;
    }
    let mut shares: Vec<(usize, f32)> = Vec::new();
    for &(at, _) in case.ranked.iter().take(DEPTH) {
        let entry = &index.entries[at];
        let unit: Vec<usize> = std::iter::once(at).chain(entry.question).collect();
        let turn: Vec<usize> = index.passages[entry.passage].entries.clone().collect();
        let (own, around) = (wanted.carried(case, &unit).1, wanted.carried(case, &turn).1);
        shares.push((at, (own + 0.5 * (around - own).max(0.0)) / total));
    }
    let most = shares.iter().map(|it| it.1).fold(0.0, f32::max);
    shares.retain(|it| it.1 >= most * AS_GOOD && it.1 >= case.judge.limits.deed);
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (at, share, name) = shares
        .iter()
        .find_map(|&(at, share)| doer(case, at).map(|name| (at, share, name)))?;
    let is_them = speakers_named(case, names::key(&name))
        .iter()
        .any(|it| deed.speakers.contains(it));
    // Behind "Speaker 2" may be anybody.
    // "Chen and I wrote the docs": by a name that no label has.
    let named = folded(&case.text[deed.name.range()]);
    let mut turn = index.passages[index.entries[at].passage].entries.clone();
    let is_named = turn.any(|it| index.entries[it].folded.contains(&named));
    if is_them
        || is_named
        || speakers::is_part(&name)
        || concerns(case, index.entries[at].passage, &deed.speakers)
    {
        return None;
    }
    let (count, _) = wanted.carried(case, &[at]);
    let verb = case.claim.words[clause.start].stem;
    let same_verb = index.entries[at].claim.has(verb) && share > MOSTLY;
    if count == 0
        || (count == 1 && !same_verb)
        || theirs(case, &wanted, &deed.speakers) > share * total * THEIRS
    {
        return None;
    }
    Some(Issue {
        kind: IssueKind::ContradictedActor,
        span: deed.name,
        right: Some(speakers::in_prose(&name)),
        place: Some(case.place(at)),
        other: None,
    })
}

/// Whether a turn is said by one of `speakers`, or names one.
fn concerns(case: &Case<'_>, passage: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    let index = &case.judge.sources.index;
    let names_them = |at: usize| {
        speakers.iter().any(|&(source, id)| {
            let speaker = &case.judge.sources.list[source].transcript.speakers[id];
            std::iter::once(&speaker.name)
                .chain(&speaker.aliases)
                .flat_map(|it| it.split_whitespace())
                .any(|part| index.entries[at].folded.contains(&folded(part)))
        })
    };
    let mut entries = index.passages[passage].entries.clone();
    entries.any(|at| is_by(&index.entries[at], speakers) || names_them(at))
}

/// The most that one turn of `speakers`, or one that names them, carries of the act. What is asked belongs to the
/// answer, and what somebody reacts to ("can you flush both?" "done") to the reaction, unless it is told as somebody
/// else's own.
fn theirs(case: &Case<'_>, wanted: &Wanted<'_>, speakers: &[(usize, SpeakerId)]) -> f32 {
    let index = &case.judge.sources.index;
    let mut most = 0f32;
    for passage in (0..index.passages.len()).filter(|&it| concerns(case, it, speakers)) {
        let own = index.passages[passage].entries.clone();
        let mut told: Vec<usize> = own.clone().collect();
        told.extend(own.clone().filter_map(|it| index.entries[it].question));
        let length: usize = own.map(|it| index.entries[it].length).sum();
        if let Some(before) = passage.checked_sub(1).filter(|_| length <= REACTION) {
            let open = index.passages[before].entries.clone();
            told.extend(open.filter(|&it| doer(case, it).is_none()));
        }
        most = most.max(wanted.carried(case, &told).1);
    }
    most
}

/// Who a unit says did what it tells: the one named before a verb in the past; its speaker, where it says `I` or, as
/// chats do, opens with the verb.
fn doer(case: &Case<'_>, at: usize) -> Option<String> {
    let entry = &case.judge.sources.index.entries[at];
    let text = case.entry_text(at);
    let tokens: Vec<&str> = entry
        .claim
        .words
        .iter()
        .map(|it| &text[it.span.range()])
        .collect();
    let named = tokens
        .windows(2)
        .find(|it| is_past(it[1]) && !speakers_named(case, names::key(it[0])).is_empty());
    if let Some(named) = named {
        return Some(named[0].to_owned());
    }
    if entry.is_question {
        return None;
    }
    let says_i = tokens.iter().any(|it| {
        matches!(
            *it,
            "I" | "i"
                | "I've"
                | "i've"
                | "I’ve"
                | "I'd"
                | "i'd"
                | "I’d"
                | "I'm"
                | "i'm"
                | "I’m"
                | "I'll"
                | "i'll"
                | "I’ll"
        )
    });
    let opening = tokens.iter().map(|it| it.to_ascii_lowercase()).find(|it| {
        !matches!(
            it.as_str(),
            "yes"
                | "yep"
                | "yeah"
                | "ok"
                | "okay"
                | "and"
                | "then"
                | "just"
                | "also"
                | "have"
                | "already"
                | "so"
                | "right"
        )
    });
    let elided = opening.is_some_and(|it| is_past(&it) || (it.ends_with("ing") && it.len() > 5));
    speakers::speaker_name(case, at).filter(|_| says_i || elided)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::analysis::{Analysis, Inputs, Memo};
    use crate::evidence::{Role, Source, Sources};
    use crate::transcript::Transcript;
    use crate::verdict::IssueKind;

    const SOURCE: &str = "\
[10:01] mina: cranes on pier two are stuck again
[10:02] otto: looking
[10:04] otto: restarted the relay board, 12 cranes answer
[10:06] petra: can you empty the ballast basin, rafi?
[10:07] rafi: done
[10:09] petra: i rang the harbour office about the fog
[10:15] mina: weather says it clears by noon
[10:16] lena: good, then i'll book tugs for eleven boats
[10:20] petra: we counted the waiting boats, nine
";

    /// Who is put right, and with whose name.
    fn wrong(draft: &str) -> Vec<(String, Option<String>)> {
        let source = Source {
            path: "transcript.txt".to_owned(),
            role: Role::Transcript,
            transcript: Arc::new(Transcript::parse(SOURCE)),
        };
        let inputs = Inputs {
            path: "draft.md".to_owned(),
            sources: Arc::new(Sources::new(vec![source])),
            ..Inputs::default()
        };
        let analysis = Analysis::new(draft, Arc::new(inputs), &mut Memo::default());
        let sentences = analysis.draft.sentences.iter().zip(analysis.findings.iter());
        sentences
            .flat_map(|(sentence, finding)| finding.issues.iter().map(move |it| (sentence, it)))
            .filter(|it| it.1.kind == IssueKind::ContradictedActor)
            .map(|(sentence, it)| (sentence.view.text()[it.span.range()].to_owned(), it.right.clone()))
            .collect()
    }

    #[test]
    fn somebody_elses_act_is_put_right() {
        let named = |name: &str, right: &str| vec![(name.to_owned(), Some(right.to_owned()))];
        assert_eq!(
            wrong("At four past ten Lena restarted the relay board."),
            named("Lena", "Otto")
        );
        assert_eq!(
            wrong("After that Otto rang the harbour office."),
            named("Otto", "Petra")
        );
        assert_eq!(
            wrong("Petra telephoned for tugs for eleven boats."),
            named("Petra", "Lena")
        );
    }

    #[test]
    fn what_they_did_is_theirs() {
        for draft in [
            "At four past ten Otto restarted the relay board.",
            "Then Rafi emptied the ballast basin.",
            "Then Petra asked for it and Rafi drained the ballast basin.",
            "The next one was Petra, who rang the harbour office.",
            "In the end Lena counted the waiting boats.",
            "By Mina restarted cranes are called stuck.",
        ] {
            assert_eq!(wrong(draft), [], "{draft}");
        }
    }
}
