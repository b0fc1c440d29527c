//! Turns with a label: `NAME: text`, `**Name:** (00:12) text`, `Name (00:12):` with the words below,
//! `[00:01:23] Name: text`. Words without a label belong to whoever spoke last.

use super::build::Builder;
use super::dialogue::mark_assistants;
use super::document::{self, Policy};
use super::header::{self, Header, Shape};
use super::input::Input;
use super::line::{Block, Label, Line, Source};
use super::why::counted;
use super::{Format, labelled, summary, talk};
use crate::config::Reading;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "speaker-turns",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = input.document();
    let labels = Labels::of(source, input.reading);
    let headers = source.lines.iter().filter(|line| {
        let header = line.header.as_ref();
        header.is_some_and(|it| labels.accept(source, line, it))
    });
    let share = |n: usize| (n as f32 / source.blocks.max(1) as f32).min(1.0);
    labels.explain(source).then(|| share(headers.count()))
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut source = input.document().clone();
    summary::set_apart(&mut source);
    let labels = Labels::of(&source, input.reading);
    let opens_turn = |line: &Line, header: &Header| labels.accept(&source, line, header);
    let policy = Policy {
        speaker_continues: true,
        ..Policy::new(&opens_turn)
    };
    read(&source, &policy, out)
}

/// Reads turns with labels, and says how many there are; what summarises them from above is marked.
pub(super) fn read(source: &Source<'_>, policy: &Policy<'_>, out: &mut Builder) -> String {
    let first = out.turns.len();
    document::read(source, policy, out);
    summary::mark(source, &mut out.turns[first..]);
    out.merge_first_names();
    mark_assistants(out);
    let turns = &out.turns[first..];
    let n = labelled(turns);
    counted(n, "labelled turn")
}

/// How this file writes its labels.
pub(super) struct Labels {
    /// Those who speak, as the configuration lists them; nobody else does then.
    people: Vec<String>,
    /// Those who speak, as the front matter names them.
    declared: Vec<String>,
    /// `A:` answers `Q:`, or `B:`.
    has_answers: bool,
    dominant: Option<Shape>,
    capitals_only: bool,
    /// Handles written small are labels too.
    small: bool,
}

const SHAPES: [Shape; 5] = [
    Shape::Plain,
    Shape::Bold,
    Shape::Stamped,
    Shape::Leading,
    Shape::Italic,
];

impl Labels {
    pub(super) fn of(source: &Source<'_>, reading: &Reading) -> Labels {
        let in_shape = |shape: Shape, label: &Label| label.shapes[shape as usize];
        let count = |shape| source.labels.iter().map(|it| in_shape(shape, it)).sum::<usize>();
        let dominant = SHAPES
            .into_iter()
            .filter(|&it| it != Shape::Leading || source.stamps_are_offsets)
            .map(|it| (count(it), it))
            .rev()
            .max_by_key(|it| it.0)
            .filter(|it| it.0 > 0)
            .map(|it| it.1);
        let of_dominant = |it: &&Label| dominant.is_some_and(|shape| in_shape(shape, it) > 0);
        let headers: usize = source.labels.iter().filter(of_dominant).map(|it| it.count).sum();
        // Labels that come back show the custom; where none does, all of them do.
        let returns = source.labels.iter().filter(of_dominant).any(|it| it.count > 1);
        let shown = |it: &&Label| of_dominant(it) && (it.count > 1 || !returns);
        let of_custom: usize = source.labels.iter().filter(shown).map(|it| it.count).sum();
        let capitals = source.labels.iter().filter(shown).filter(|it| it.is_capitals);
        let capitals: usize = capitals.map(|it| it.count).sum();
        let is_small = |it: &&Label| it.name.starts_with(char::is_lowercase);
        let small = source.labels.iter().filter(of_dominant).filter(is_small);
        let small: usize = small.map(|it| it.count).sum();
        let names = |it: &Vec<String>| it.iter().map(|it| header::bare(it).to_lowercase()).collect();
        let people: Vec<String> = match reading.speakers.len() {
            0 | 1 => Vec::new(),
            _ => names(&reading.speakers),
        };
        Labels {
            people,
            declared: names(&talk::declared(source)),
            has_answers: source.labels.iter().any(|it| it.name == "Q" || it.name == "B"),
            dominant,
            capitals_only: of_custom > 0 && capitals * 10 >= of_custom * 9,
            small: small * 2 >= headers,
        }
    }

    fn accept_label(&self, label: &Label) -> bool {
        if !self.people.is_empty() {
            return is_one_of(&self.people, &label.name);
        }
        if label.name == "A" && !self.has_answers {
            return false;
        }
        let in_dominant = self.dominant.is_some_and(|it| label.shapes[it as usize] > 0);
        // What is set in bold, or has a time behind it, is a label also where it is a handle.
        let is_marked = label.shapes[Shape::Bold as usize] + label.shapes[Shape::Stamped as usize] > 1;
        let is_handle = label.count > 1 && (self.small || is_marked) || !has_case(&label.name);
        let is_name = label.name.chars().any(char::is_uppercase) || is_handle;
        in_dominant && (!self.capitals_only || label.is_capitals) && (is_name || label.is_role)
    }

    /// Whether that header of that line opens a turn.
    pub(super) fn accept(&self, source: &Source<'_>, line: &Line, header: &Header) -> bool {
        header.shape != Shape::Nick && self.accept_label(&source.labels[line.label])
    }

    /// Whether the labels explain the file: two that alternate or one that repeats, in a fair share of
    /// its blocks, or one right below a heading that says `Transcript`.
    pub(super) fn explain(&self, source: &Source<'_>) -> bool {
        let accepted = || source.labels.iter().filter(|it| self.accept_label(it));
        let headers: usize = accepted().map(|it| it.count).sum();
        let repeats = accepted().map(|it| it.count).max().unwrap_or(0);
        let roles = accepted().any(|it| it.is_role);
        let distinct = accepted().count();
        let enough = headers >= 2 && (distinct >= 2 || repeats >= 3);
        let alone = distinct == 1 && !accepted().any(|it| it.name == "Q");
        let share = headers * if alone { 3 } else { 10 } >= source.blocks;
        if enough && share && (repeats >= 2 || roles) {
            return true;
        }
        let is_stated = !self.people.is_empty() && 0 < headers
            || accepted().any(|it| is_one_of(&self.declared, &it.name)) && share;
        if is_stated {
            return true;
        }
        (enough && self.all_speech(source, headers)) || self.below_transcript_heading(source)
    }

    /// Whether nobody but questioners and answerers has a label.
    pub(super) fn only_asks(&self, source: &Source<'_>) -> bool {
        let mut accepted = source.labels.iter().filter(|it| self.accept_label(it));
        accepted.all(|it| it.name == "Q" || it.name == "A")
    }

    /// Labels that all differ are speakers only where nearly every block is a labelled sentence.
    fn all_speech(&self, source: &Source<'_>, headers: usize) -> bool {
        let mut sentences = 0;
        for line in &source.lines {
            if let Some(header) = line.header.as_ref().filter(|it| self.accept(source, line, it)) {
                let body = source.slice(source.header_body(line, header));
                let is_sentence = body
                    .trim_end_matches(['"', '”', ')'])
                    .ends_with(['.', '?', '!', '…']);
                sentences += usize::from(is_sentence || header.shape as usize >= Shape::Stamped as usize);
            }
        }
        headers * 2 >= source.blocks && sentences * 2 > headers
    }

    fn below_transcript_heading(&self, source: &Source<'_>) -> bool {
        let mut lines = source.lines.iter().filter(|it| it.block != Block::Blank);
        while let Some(line) = lines.next() {
            let is_heading =
                line.block == Block::Heading && summary::heads_transcript(source.slice(line.words));
            if is_heading {
                let Some(next) = lines.next() else {
                    return false;
                };
                return next
                    .header
                    .as_ref()
                    .is_some_and(|it| self.accept(source, next, it));
            }
        }
        false
    }
}

/// Whether a script that has capitals writes `name`.
fn has_case(name: &str) -> bool {
    name.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// Whether `label` is one of `people` (in small letters), by the full name or the first.
fn is_one_of(people: &[String], label: &str) -> bool {
    let label = label.trim_start_matches('@').to_lowercase();
    let is = |it: &String| {
        let it = it.trim_start_matches('@');
        it == label || it.split(' ').next() == Some(label.as_str())
    };
    people.iter().any(is)
}

#[cfg(test)]
mod tests {
    use crate::config::Reading;
    use crate::transcript::{Transcript, TurnKind};

    fn names(it: &Transcript) -> Vec<&str> {
        it.speakers.iter().map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn those_whom_the_configuration_lists_are_the_people() {
        let text =
            "Ilse: It is open.\n\nLatch: broken.\n\nBOGDAN: Since when?\n\nLatch: worn.\n\nIlse: Monday.\n";
        assert_eq!(names(&Transcript::parse(text)).len(), 3);
        let reading = Reading {
            speakers: vec!["Ilse Brandt".to_owned(), "Bogdan".to_owned()],
            ..Reading::default()
        };
        let it = Transcript::read(text, &reading);
        assert_eq!(names(&it), ["Ilse", "BOGDAN"]);
        assert_eq!(it.turns[0].view.text(), "It is open.\n\nLatch: broken.");
    }

    #[test]
    fn breaks_of_a_show_are_nobody_s() {
        let text = "**Ilse:** It is open. \\[09:12\\] Still.\n\n**Break:** \\[12:34\\]\n\n**Bogdan:** Since when?\n\n\
            **Jingle:** \\[15:26\\]\n\n**ilse_b:** Monday.\n\nI think.\n\n**ilse_b:** Or so.\n";
        let it = Transcript::parse(text);
        assert_eq!(names(&it), ["Ilse", "Bogdan", "ilse_b"]);
        let system = it.turns.iter().filter(|it| it.kind == TurnKind::System);
        assert_eq!(system.count(), 2);
        assert_eq!(it.turns[0].view.text(), "It is open. Still.");
    }

    #[test]
    fn full_names_stand_for_first_and_last_ones() {
        let text = "ILSE BRANDT, HOST: It is open.\n\nBOGDAN ILIC: Since when?\n\nBRANDT: Monday.\n\nBogdan: I see.\n\nBRANDT: Yes.\n";
        let it = Transcript::parse(text);
        assert_eq!(names(&it), ["ILSE BRANDT, HOST", "BOGDAN ILIC"]);
    }

    #[test]
    fn questions_and_answers_may_share_a_paragraph() {
        let text = "Q: What broke? A: The dock.\n\nQ: Since when?\n\nA: Monday.\n\nQ: Who saw it? Nobody?\n\nRight.\n";
        let it = Transcript::parse(text);
        let said: Vec<String> = it
            .turns
            .iter()
            .map(|turn| {
                let name = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
                format!("{name}: {}", turn.view.text())
            })
            .collect();
        assert_eq!(
            said,
            [
                "Q: What broke?",
                "A: The dock.",
                "Q: Since when?",
                "A: Monday.",
                "Q: Who saw it? Nobody?",
                "-: Right."
            ]
        );
    }
}
