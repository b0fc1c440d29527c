//! Summaries that a tool or a person wrote above a transcript, in the same file: they tell what follows in other words
//! and are no evidence.

use super::header::Shape;
use super::line::{Block, Source};
use crate::text::floor;
use crate::transcript::{Flags, Turn, TurnKind};

/// Headings of summaries, in words that their first or last one is.
const SUMMARIES: [&str; 18] = [
    "summary",
    "summaries",
    "notes",
    "overview",
    "recap",
    "takeaways",
    "highlights",
    "outline",
    "keywords",
    "gist",
    "tldr",
    "details",
    "items",
    "steps",
    "chapters",
    "insights",
    "decisions",
    "abstract",
];

/// Headings below which stands who was there: facts, though above a transcript.
const LISTS: [&str; 8] = [
    "attendees",
    "participants",
    "speakers",
    "invited",
    "present",
    "people",
    "attachments",
    "guests",
];

/// The longest heading, in words.
const LONGEST: usize = 4;

/// Whether a heading says that the transcript begins below it.
pub(super) fn heads_transcript(heading: &str) -> bool {
    let words = words(heading);
    let ends = words.last().is_some_and(|it| {
        [
            "transcript",
            "transcription",
            "transkript",
            "transcripción",
            "transcriptie",
        ]
        .contains(&it.as_str())
    });
    ends && words.len() <= 3
}

fn heads(heading: &str, list: &[&str]) -> bool {
    let words = words(heading);
    let is_in = |it: Option<&String>| it.is_some_and(|it| list.contains(&it.as_str()));
    words.len() <= LONGEST && (is_in(words.first()) || is_in(words.last()))
}

/// The same of a line without a mark, which must be short and end with the word.
fn stands_for(line: &str, list: &[&str], most: usize) -> bool {
    let words = words(line);
    words.len() <= most && words.last().is_some_and(|it| list.contains(&it.as_str()))
}

/// The words of a short heading, in lower case, without pictures and marks.
fn words(heading: &str) -> Vec<String> {
    /// No heading of these takes more bytes.
    const MOST: usize = 60;
    if heading.len() > MOST {
        return Vec::new();
    }
    let words = heading.split(|c: char| !c.is_alphanumeric());
    words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

/// Makes headings of the lines `Summary`, `Attendees` and `Transcript` that stand by themselves, as text exports
/// write them.
pub(super) fn set_apart(source: &mut Source<'_>) {
    let text = source.text;
    let is_bare = |block: Block, words: &str| {
        block == Block::Text && !words.ends_with(['.', ',', ';']) && words.chars().any(char::is_uppercase)
    };
    let begins = source.lines.iter().position(|it| {
        let words = &text[it.words.range()];
        (it.block == Block::Heading || is_bare(it.block, words)) && heads_transcript(words)
    });
    let Some(begins) = begins else { return };
    for line in &mut source.lines[..=begins] {
        let words = &text[line.words.range()];
        let is_head =
            heads_transcript(words) || stands_for(words, &SUMMARIES, 3) || stands_for(words, &LISTS, 2);
        let is_alone = line
            .header
            .as_ref()
            .is_none_or(|it| it.shape == Shape::Plain && it.body >= words.len());
        if is_bare(line.block, words) && is_head && is_alone {
            line.block = Block::Heading;
            line.header = None;
        }
    }
}

/// Marks the turns between the heading of a summary and that of the transcript below it.
pub(super) fn mark(source: &Source<'_>, turns: &mut [Turn]) {
    let is_heading = |it: &Turn| it.kind == TurnKind::Heading;
    let text = |it: &Turn| {
        source.text[it.span.range()]
            .trim_start_matches(['#', ' '])
            .to_owned()
    };
    let begins = turns
        .iter()
        .position(|it| is_heading(it) && heads_transcript(&text(it)));
    if let Some(begins) = begins
        && turns[begins..]
            .iter()
            .filter(|it| it.kind == TurnKind::Speech)
            .count()
            > 1
    {
        let mut sums_up = false;
        for turn in &mut turns[..begins] {
            if is_heading(turn) {
                let heading = text(turn);
                let is_list = heads(&heading, &LISTS);
                sums_up = (sums_up || heads(&heading, &SUMMARIES)) && !is_list;
            }
            if sums_up {
                turn.flags.set(Flags::SUMMARY);
            }
        }
    }
    // Exporters of recordings put key words above the first turn.
    let first = turns
        .iter()
        .position(|it| it.speaker.is_some() && it.kind == TurnKind::Speech);
    for turn in &mut turns[..first.unwrap_or(0)] {
        let line = turn.view.text().lines().next().unwrap_or_default();
        let opens = words(&line[..floor(line, 40)]);
        let is_sum = opens.first().is_some_and(|it| it == "summary")
            && opens.get(1).is_some_and(|it| it == "keywords");
        if is_sum {
            turn.flags.set(Flags::SUMMARY);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Transcript};

    fn summed(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        let marked = it.turns.iter().filter(|it| it.flags.has(Flags::SUMMARY));
        marked.map(|it| it.view.text().to_owned()).collect()
    }

    const SPOKEN: &str = "ILSE: It is open.\n\nBOGDAN: Since when?\n\nILSE: Monday.\n";

    #[test]
    fn what_stands_above_the_transcript_is_a_summary() {
        let marked = format!(
            "# Call\n\n## Overview\n\nSix docks.\n\n## Attendees\n\nIlse\n\n## Transcript\n\n{SPOKEN}"
        );
        assert_eq!(summed(&marked), ["Overview", "Six docks."]);
        let bare = format!("Call\n\nAction Items\n\nAsk the vendor.\n\nTranscript\n\n{SPOKEN}");
        assert_eq!(summed(&bare), ["Action Items", "Ask the vendor."]);
    }

    #[test]
    fn notes_without_a_transcript_are_evidence() {
        assert!(summed("# Call\n\n## Notes\n\n- Six docks.\n").is_empty());
        assert!(
            summed(&format!(
                "## Introduction\n\n{SPOKEN}\n## Summary\n\nILSE: So six.\n"
            ))
            .is_empty()
        );
        assert!(
            summed("# Call\n\n## Notes\n\n- Six docks.\n\n## Transcript\n\nSee the other file.\n").is_empty()
        );
    }
}
