//! A talk: prose without labels whose one speaker is named elsewhere, by the front matter or the configuration.
//! Questions from the audience (`Q: …`) are theirs; what stands below is the speaker's again.

use super::Format;
use super::build::Builder;
use super::document::Policy;
use super::header::Header;
use super::input::Input;
use super::line::{Block, Line, Source};
use super::speaker_turns::{self, Labels};
use super::why::counted;
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "talk",
    detect,
    parse,
};

/// Keys of front matter that name who speaks.
const KEYS: [&str; 8] = [
    "speaker",
    "speakers",
    "presenter",
    "presenters",
    "host",
    "hosts",
    "guest",
    "guests",
];

fn detect(input: &Input<'_>) -> Option<f32> {
    lone(input)?;
    let source = input.document();
    let labels = Labels::of(source, input.reading);
    let is_prose = labels.only_asks(source) || !labels.explain(source);
    let count = |block| source.lines.iter().filter(|it| it.block == block).count();
    let paragraphs = count(Block::Text);
    let others = count(Block::Code) + count(Block::TableRow);
    (is_prose && others < paragraphs).then(|| paragraphs as f32 / source.lines.len().max(1) as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let source = input.document();
    let opens_turn = |line: &Line, header: &Header| {
        let at = line.words.start;
        let label = &source.text[at + header.label.start..at + header.label.end];
        label == "Q" || label == "A"
    };
    let lone = lone(input);
    let policy = Policy {
        speaker_continues: true,
        lone: lone.as_deref(),
        ..Policy::new(&opens_turn)
    };
    speaker_turns::read(source, &policy, out);
    let spoken = out.turns.iter().filter(|it| it.kind == TurnKind::Speech).count();
    format!("{} of a talk", counted(spoken, "turn"))
}

/// The one speaker of a text without labels.
fn lone(input: &Input<'_>) -> Option<String> {
    if let [name] = &input.reading.speakers[..] {
        return Some(name.clone());
    }
    if !input.reading.speakers.is_empty() {
        return None;
    }
    let mut declared = declared(input.document());
    declared.pop().filter(|_| declared.is_empty())
}

/// The people whom front matter names as speakers.
pub(super) fn declared(source: &Source<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_list = false;
    let lines = source
        .lines
        .iter()
        .take_while(|it| it.block == Block::FrontMatter);
    for line in lines {
        let text = source.slice(line.span);
        if let Some(item) = text.strip_prefix("- ").filter(|_| is_list) {
            let item = item.trim_start();
            names.push(item.strip_prefix("name:").unwrap_or(item));
        } else if let Some((key, value)) = text.split_once(':') {
            let is_nested = source.text[..line.span.start].ends_with([' ', '\t']);
            is_list = KEYS.iter().any(|it| it.eq_ignore_ascii_case(key.trim())) || (is_list && is_nested);
            if is_list && !is_nested {
                let value = value.trim().trim_start_matches('[').trim_end_matches(']');
                names.extend(value.split(','));
            }
        }
    }
    let names = names
        .into_iter()
        .map(|it| it.trim().trim_matches(['"', '\'']).trim());
    names.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Reading;
    use crate::transcript::Transcript;

    fn said(it: &Transcript) -> Vec<String> {
        let turns = it.turns.iter().filter(|it| it.speaker.is_some());
        turns
            .map(|turn| {
                let name = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
                format!("{name}: {}", turn.view.text())
            })
            .collect()
    }

    #[test]
    fn whom_the_front_matter_names_speaks_and_the_audience_asks() {
        let text = "---\ntitle: Pumps\nspeakers:\n  - Ilse Brandt\n---\nA pump has two valves.\n\n\
            Q: Which one leaks?\n\nThe lower one.\n\nQ: Always? A: Mostly.\n\n# Repairs\n\nWe glue it.\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "talk");
        assert_eq!(
            said(&it),
            [
                "Ilse Brandt: A pump has two valves.",
                "Q: Which one leaks?",
                "Ilse Brandt: The lower one.",
                "Q: Always?",
                "Ilse Brandt: Mostly.",
                "Ilse Brandt: We glue it.",
            ]
        );
    }

    #[test]
    fn two_names_or_labels_are_no_talk() {
        let two = "---\nspeakers: [Ilse, Bogdan]\n---\nA pump has two valves.\n";
        assert_ne!(Transcript::parse(two).format, "talk");
        let labelled = "---\nspeaker: Ilse\n---\nIlse: A pump.\n\nBogdan: Two.\n\nIlse: Yes.\n";
        assert_eq!(Transcript::parse(labelled).format, "speaker-turns");
    }

    #[test]
    fn the_configuration_may_name_the_speaker() {
        let reading = Reading {
            speakers: vec!["Ilse".to_owned()],
            ..Reading::default()
        };
        let it = Transcript::read("A pump has two valves.\n\nOne leaks.\n", &reading);
        assert_eq!(said(&it), ["Ilse: A pump has two valves.\n\nOne leaks."]);
    }
}
