//! A quotation that stands in the sources, but not in the mouth of the one it is given to.

use super::attribution::{self, Attribution, Who};
use super::judge::Case;
use super::quote::MIN_WORDS;
use super::{Issue, IssueKind};
use crate::draft::Quotation;
use crate::evidence::align::{Alignment, At};
use crate::language::words::folded;
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
        let Some(label) = attribution::speaker_name(case, first.entry) else {
            if !is_typed(case, first) {
                return None;
            }
            wrong.get_or_insert(first);
            continue;
        };
        if by.who == Who::Someone && !attribution::is_assistant(&label) {
            return None;
        }
        // Behind "SPEAKER" may be anybody whom the talk does not name.
        if by.who == Who::Stranger && attribution::is_part(&label) {
            return None;
        }
        if is_reported(case, first) {
            if place.steps.len() < MIN_WORDS || !tells_of_another(case, first, &speakers) {
                return None;
            }
        } else if attribution::is_by(entry, &speakers) {
            return None;
        }
        wrong.get_or_insert(first);
    }
    let at = wrong?;
    let name = attribution::speaker_name(case, at.entry).filter(|_| !is_reported(case, at));
    Some(Issue {
        kind: IssueKind::MisattributedQuote,
        span: by.span.unwrap_or(quotation.inner),
        right: name
            .filter(|_| by.span.is_some())
            .map(|it| attribution::in_prose(&it)),
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
    let says = |n: usize| crate::language::polarity::is_speech(&lead[n]);
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
