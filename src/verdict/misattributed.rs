//! A quotation that stands in the sources, but not in the mouth of the one it is given to.

use super::actor::is_aside;
use super::attribution::{Attribution, Who};
use super::judge::Case;
use super::quote::MIN_WORDS;
use super::speakers;
use super::{Issue, IssueKind};
use crate::draft::Quotation;
use crate::evidence::align::{Alignment, At};
use crate::language::names::{self, Name, NameKind};
use crate::language::polarity;
use crate::language::words::{self, Stem, folded};
use crate::transcript::TurnKind;

/// The words stand in the source, said by somebody else.
pub(super) fn misattributed(
    case: &Case<'_>,
    quotation: &Quotation,
    places: &[Alignment],
    by: Option<&Attribution>,
) -> Option<Issue> {
    let by = by?;
    let speakers = match &by.who {
        Who::Speaker(speakers) => speakers.clone(),
        Who::Stranger => Vec::new(),
        Who::Someone if is_person(case, by) => Vec::new(),
        Who::Someone => return None,
    };
    let index = &case.judge.sources.index;
    let mut wrong: Option<At> = None;
    for place in places {
        let (first, _) = place.ends()?;
        let entry = &index.entries[first.entry];
        let Some(label) = speakers::speaker_name(case, first.entry) else {
            if !is_typed(case, first) {
                return None;
            }
            wrong.get_or_insert(first);
            continue;
        };
        if by.who == Who::Someone && !speakers::is_assistant(&label) {
            return None;
        }
        if by
            .span
            .is_some_and(|it| speakers::is_rest_of_name(case, it, &label))
        {
            return None;
        }
        // Behind "SPEAKER" may be anybody whom the talk does not name.
        if by.who == Who::Stranger && speakers::is_part(&label) {
            return None;
        }
        if is_reported(case, first) {
            let another = match reported_of(case, first) {
                Some(name) => is_given_to_another(case, by, &name),
                None => tells_of_another(case, first, &speakers),
            };
            if place.steps.len() < MIN_WORDS || !another {
                return None;
            }
        } else if speakers::is_by(entry, &speakers) {
            return None;
        }
        wrong.get_or_insert(first);
    }
    let at = wrong?;
    let name = speakers::speaker_name(case, at.entry).filter(|_| !is_reported(case, at));
    Some(Issue {
        kind: IssueKind::MisattributedQuote,
        span: by.span.unwrap_or(quotation.inner),
        right: name
            .filter(|_| by.span.is_some())
            .map(|it| speakers::in_prose(&it)),
        place: Some(case.place(at.entry)),
        other: is_reported(case, at).then(|| case.place(at.entry)),
    })
}

/// Whether the words stand in a command or in what it printed, such as a commit message: nobody says them.
fn is_typed(case: &Case<'_>, at: At) -> bool {
    let entry = &case.judge.sources.index.entries[at.entry];
    let transcript = &case.judge.sources.list[entry.source].transcript;
    let kind = transcript.turns[transcript.units[entry.unit].turn].kind;
    matches!(kind, TurnKind::Command | TurnKind::Output)
}

/// `the engineer announced`, `our CTO said`: a person, though not told who.
fn is_person(case: &Case<'_>, by: &Attribution) -> bool {
    const PEOPLE: [&str; 20] = [
        "engineer",
        "developer",
        "lead",
        "manager",
        "user",
        "operator",
        "cto",
        "ceo",
        "colleague",
        "admin",
        "customer",
        "author",
        "programmer",
        "intern",
        "director",
        "founder",
        "host",
        "team",
        "responder",
        "sre",
    ];
    by.span.is_some_and(|it| {
        let words = case.text[it.range()].to_lowercase();
        words
            .split(|c: char| !c.is_alphanumeric())
            .any(|it| PEOPLE.contains(&it))
    })
}

/// Whether the speaker of a quotation inside a turn gives it to somebody else than `speakers`: `He said, and I love him
/// for it, "…"`. What they tell of themselves is theirs; whom they name there is not contradicted.
fn tells_of_another(case: &Case<'_>, at: At, speakers: &[(usize, crate::transcript::SpeakerId)]) -> bool {
    const BEFORE: usize = 12;
    let index = &case.judge.sources.index;
    let entry = &index.entries[at.entry];
    let text = case.entry_text(at.entry);
    let words = &entry.claim.words[..at.word];
    let lead: Vec<String> = words[words.len().saturating_sub(BEFORE)..]
        .iter()
        .map(|it| text[it.span.range()].to_lowercase())
        .collect();
    let third = lead
        .iter()
        .any(|it| matches!(it.as_str(), "he" | "she" | "his" | "her" | "him"));
    let says = |n: usize| polarity::is_speech(&lead[n]);
    let first =
        (1..lead.len()).any(|n| says(n) && matches!(lead[n - 1].as_str(), "i" | "we" | "i'd" | "i've"));
    let turn = index.passages[entry.passage].entries.clone();
    let names_them = turn.clone().any(|it| {
        speakers.iter().any(|&(source, id)| {
            let name = &case.judge.sources.list[source].transcript.speakers[id].name;
            name.split_whitespace()
                .any(|part| index.entries[it].folded.contains(&folded(part)))
        })
    });
    third && !first && !names_them && !speakers.is_empty()
}

/// Whom the speaker of a reported quotation gives it to by name: `Otis asked, "…"`; `Otis saw it. He asked, "…"` where
/// the sentence before names one person.
fn reported_of(case: &Case<'_>, at: At) -> Option<String> {
    const NEAR: usize = 8;
    let index = &case.judge.sources.index;
    let entry = &index.entries[at.entry];
    let text = case.entry_text(at.entry);
    let open = text[..entry.claim.words[at.word].span.start].rfind(['"', '“'])?;
    let lead = words::spans(&text[..open]);
    let lead = &lead[lead.len().saturating_sub(NEAR)..];
    let verb = lead
        .iter()
        .rposition(|it| polarity::is_speech(&text[it.range()]))?;
    let ends = |it: &str| it.contains(['.', ';', '!', '?', '"', '”']);
    let who = lead[..verb].iter().rfind(|it| !is_aside(&text[it.range()]))?;
    if ends(&text[who.end..open]) {
        return None;
    }
    let said = &text[who.range()];
    if !matches!(said, "He" | "She" | "he" | "she") {
        let key = names::key(said);
        return entry
            .claim
            .names
            .iter()
            .any(|it| it.key == key)
            .then(|| said.to_owned());
    }
    let before = at
        .entry
        .checked_sub(1)
        .filter(|&it| index.entries[it].passage == entry.passage)?;
    let earlier = case.entry_text(before);
    // A capital that opens a sentence makes no name of a word that is written small elsewhere.
    let is_name = |name: &Name| {
        let word = &earlier[name.span.range()];
        let is_word = words::words(word).iter().any(|it| it.stop);
        let elsewhere = |it: &Name| it.key == name.key && !it.opens;
        let mut names = index.entries.iter().flat_map(|it| &it.claim.names);
        // "In Bergen", "the Mayor": a place, and a title that somebody bears.
        let lead = earlier[..name.span.start].split_whitespace().next_back();
        let is_led = lead.is_some_and(|it| {
            ["in", "at", "from", "to", "the", "our"]
                .iter()
                .any(|word| it.eq_ignore_ascii_case(word))
        });
        let is_plain = !name.opens || names.any(elsewhere);
        name.kind == NameKind::Proper && !is_word && !is_led && is_plain
    };
    let mut named = index.entries[before].claim.names.iter().filter(|it| is_name(it));
    let (Some(name), None) = (named.next(), named.next()) else {
        return None;
    };
    Some(earlier[name.span.range()].to_owned())
}

/// Whether the draft gives a quotation to somebody whom the sources name, and who is not `name`.
fn is_given_to_another(case: &Case<'_>, by: &Attribution, name: &str) -> bool {
    let keys: Vec<Stem> = std::iter::once(names::key(name))
        .chain(name.split_whitespace().map(names::key))
        .collect();
    match &by.who {
        Who::Speaker(speakers) => !keys
            .iter()
            .flat_map(|&it| speakers::speakers_named(case, it))
            .any(|it| speakers.contains(&it)),
        Who::Stranger => by.span.is_some_and(|span| {
            let said = names::key(&case.text[span.range()]);
            let is_surname = speakers::first_name(case, said).is_some();
            let index = &case.judge.sources.index;
            // "Otis Brown": each is the rest of the other's name.
            let is_rest_of_it = index.entries.iter().any(|it| {
                let mut pairs = it.folded.windows(2);
                pairs.any(|it| {
                    keys.contains(&it[0]) && it[1] == said || keys.contains(&it[1]) && it[0] == said
                })
            });
            index.has_heard(said) && !keys.contains(&said) && !is_surname && !is_rest_of_it
        }),
        Who::Someone => false,
    }
}

/// Whether a source word stands inside quotation marks there: then it is somebody else's, reported.
pub(super) fn is_reported(case: &Case<'_>, at: At) -> bool {
    let entry = &case.judge.sources.index.entries[at.entry];
    let text = case.entry_text(at.entry);
    let start = entry.claim.words[at.word].span.start;
    // A turn that is one quotation is told by its speaker.
    if text[..start].trim() == "\"" || text[..start].trim() == "“" {
        return false;
    }
    let marks = text[..start].matches('"').count();
    marks % 2 == 1
        || text[..start]
            .rfind('“')
            .is_some_and(|open| !text[open..start].contains('”'))
}
