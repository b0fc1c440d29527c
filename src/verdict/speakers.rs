//! Who the speakers are: by which words a draft names them, which of them may be its `I`, how prose writes their labels.

use super::judge::Case;
use crate::evidence::Entry;
use crate::language::names;
use crate::language::polarity::is_speech;
use crate::language::words::{self, Stem};
use crate::text::Span;
use crate::transcript::SpeakerId;

/// Which of the speakers whose label holds `word` is meant, by the words beside it: "Ana Costa" is not Ana Silva, and "the
/// interface designer" is the speaker called User Interface, not the Industrial Designer.
pub(super) fn told_apart(
    case: &Case<'_>,
    text: &str,
    word: Span,
    speakers: Vec<(usize, SpeakerId)>,
) -> Vec<(usize, SpeakerId)> {
    let before = text[..word.start]
        .strip_suffix(' ')
        .and_then(|it| it.rsplit(' ').next());
    let behind = text[word.end..]
        .strip_prefix(' ')
        .and_then(|it| it.split(' ').next());
    // Two names with capitals are two people: "asked by Will Ola said".
    let is_role = |it: &str| it.starts_with(char::is_lowercase);
    let bare = |it: &str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let joined = before
        .filter(|it| it.ends_with(char::is_alphanumeric))
        .into_iter()
        .chain(behind);
    let mut meant = speakers;
    for beside in joined.map(bare).filter(|it| !it.is_empty()) {
        let theirs = labelled(case, names::key(&beside));
        let both: Vec<_> = meant.iter().copied().filter(|it| theirs.contains(it)).collect();
        if !both.is_empty() {
            meant = both;
        } else if is_role(&beside)
            && !theirs.is_empty()
            && !meant.is_empty()
            && before.is_some_and(|it| bare(it) == beside)
        {
            meant = theirs;
        }
    }
    meant
}

/// Where nobody is told to be the author: the one speaker who is no assistant.
fn only_human(case: &Case<'_>) -> Vec<(usize, SpeakerId)> {
    let mut people = Vec::new();
    let mut assistants = 0;
    for (source, it) in case.judge.sources.list.iter().enumerate() {
        for (id, speaker) in it.transcript.speakers.iter().enumerate() {
            if is_assistant(&speaker.name) {
                assistants += 1;
            } else {
                people.push((source, id));
            }
        }
    }
    if people.len() == 1 && assistants > 0 {
        people
    } else {
        Vec::new()
    }
}

/// Who may be the `I` of a draft whose author is not known: the only human; else, where the draft tells of some of the
/// speakers as of others, one of the rest.
pub(super) fn may_write(case: &Case<'_>) -> Vec<(usize, SpeakerId)> {
    let only = only_human(case);
    let Some(people) = case.around.people.filter(|_| only.is_empty()) else {
        return only;
    };
    let (mut rest, mut some_are_told) = (Vec::new(), false);
    for (source, it) in case.judge.sources.list.iter().enumerate() {
        for (id, speaker) in it.transcript.speakers.iter().enumerate() {
            if people.tells_of(&speaker.name) {
                some_are_told = true;
            } else {
                rest.push((source, id));
            }
        }
    }
    if some_are_told { rest } else { Vec::new() }
}

/// Whether a speaker is a program: `Claude`, `Assistant`, `pagerbot`.
pub(super) fn is_assistant(name: &str) -> bool {
    const PROGRAMS: [&str; 12] = [
        "claude",
        "assistant",
        "chatgpt",
        "gpt",
        "copilot",
        "gemini",
        "codex",
        "cursor",
        "ai",
        "bot",
        "system",
        "model",
    ];
    let lower = name.to_lowercase();
    PROGRAMS.contains(&lower.as_str()) || lower.ends_with("bot") || lower.starts_with("claude")
}

/// Whether a label tells a part and not a name (`Speaker 1`, `spk_0`, `A`, `Them`): then any name may be behind it.
pub(super) fn is_part(name: &str) -> bool {
    // Devices and rooms stand for whoever speaks through them.
    const PARTS: [&str; 27] = [
        "iphone",
        "ipad",
        "galaxy",
        "pixel",
        "android",
        "macbook",
        "conference",
        "meeting",
        "speaker",
        "spk",
        "voice",
        "channel",
        "participant",
        "caller",
        "host",
        "guest",
        "interviewer",
        "interviewee",
        "moderator",
        "presenter",
        "user",
        "human",
        "narrator",
        "me",
        "you",
        "them",
        "unknown",
    ];
    let lower = name.to_lowercase();
    let word = lower
        .split(|c: char| !c.is_alphabetic())
        .find(|it| !it.is_empty())
        .unwrap_or_default();
    let is_number = name.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    PARTS.contains(&word) || lower.chars().count() == 1 || is_number
}

/// Whether the sentence gives words to the words `name`, and the source calls whoever said them by a part alone (`Speaker 1`):
/// then the name cannot be checked, and nothing says that it is wrong.
pub(super) fn may_be_a_part(case: &Case<'_>, name: Span) -> bool {
    let words = &case.claim.words;
    let first = words.partition_point(|it| it.span.end <= name.start);
    let behind = words.partition_point(|it| it.span.start < name.end);
    let speaks = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|it| is_speech(&case.text[it.span.range()].to_lowercase()))
    };
    if !first.checked_sub(1).is_some_and(speaks) && !speaks(behind) {
        return false;
    }
    let said = case.quoted_from.first().copied();
    let said = said.or(case.ranked.first().map(|it| it.0));
    let label = said.and_then(|it| speaker_name(case, it));
    label.is_some_and(|it| is_part(&it))
}

/// Whether a name of several words has one that a speaker is called by alone: "Tomasz Król" is whom the chat calls `krol`.
pub(super) fn has_label(case: &Case<'_>, name: &str) -> bool {
    let words: Vec<Stem> = name.split_whitespace().map(names::key).collect();
    let mut speakers = case
        .judge
        .sources
        .list
        .iter()
        .flat_map(|it| &it.transcript.speakers);
    1 < words.len() && speakers.any(|it| !it.name.contains(' ') && words.contains(&names::key(&it.name)))
}

/// Whether a word with a capital right beside `span` is one of the label's: "Tomasz Król" is whom the chat calls `krol`.
pub(super) fn is_rest_of_name(case: &Case<'_>, span: Span, label: &str) -> bool {
    let words = words::spans(case.text);
    let at = words.iter().position(|it| it.overlaps(span));
    let Some(at) = at else { return false };
    let keys: Vec<Stem> = label
        .split(|c: char| !c.is_alphanumeric())
        .map(names::key)
        .collect();
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut beside = beside.filter_map(|it| words.get(it));
    beside.any(|it| {
        let word = &case.text[it.range()];
        let gap = if it.end <= span.start {
            case.text.get(it.end..span.start)
        } else {
            case.text.get(span.end..it.start)
        };
        let is_next = gap == Some(" ");
        is_next && word.starts_with(char::is_uppercase) && keys.contains(&names::key(word))
    })
}

/// Every speaker of that name (first name, last name or alias), in all sources.
pub(super) fn speakers_named(case: &Case<'_>, key: Stem) -> Vec<(usize, SpeakerId)> {
    let found = labelled(case, key);
    if !found.is_empty() {
        return found;
    }
    first_name(case, key).map_or(found, |first| labelled(case, first))
}

/// The first name before this last name, in the sources or in the draft: a label often has no more than that.
pub(super) fn first_name(case: &Case<'_>, last: Stem) -> Option<Stem> {
    names::first_name(&case.judge.sources.index.surnames, last)
        .or_else(|| case.around.people.and_then(|it| it.first_name(last)))
}

/// Every speaker with that name in the label.
fn labelled(case: &Case<'_>, key: Stem) -> Vec<(usize, SpeakerId)> {
    let mut found = Vec::new();
    for (source, it) in case.judge.sources.list.iter().enumerate() {
        for (id, speaker) in it.transcript.speakers.iter().enumerate() {
            let mut names = std::iter::once(&speaker.name).chain(&speaker.aliases);
            if names.any(|name| {
                names::key(name) == key || name.split_whitespace().any(|part| names::key(part) == key)
            }) {
                found.push((source, id));
            }
        }
    }
    found
}

/// Whether an entry is said by one of `speakers`.
pub(super) fn is_by(entry: &Entry, speakers: &[(usize, SpeakerId)]) -> bool {
    entry
        .speaker
        .is_some_and(|id| speakers.contains(&(entry.source, id)))
}

/// A speaker's name as prose writes it: `Lin` for `LIN` and `lin`.
pub(super) fn in_prose(name: &str) -> String {
    let one_case = name.chars().all(|c| !c.is_lowercase()) || name.chars().all(|c| !c.is_uppercase());
    if !one_case {
        return name.to_owned();
    }
    words::capitalised(&name.to_lowercase())
}

/// The speaker's name of an entry.
pub(super) fn speaker_name(case: &Case<'_>, at: usize) -> Option<String> {
    let entry = &case.judge.sources.index.entries[at];
    case.judge.sources.list[entry.source]
        .transcript
        .unit_speaker(entry.unit)
        .map(str::to_owned)
}
