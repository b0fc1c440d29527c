//! Captions of broadcasts: `>>` where the speaker changes, the name behind it only where the captioner knew it,
//! `>>>` where another story begins; mostly in capitals.

use super::Format;
use super::build::Builder;
use super::header::{self, Shape};
use super::inline;
use super::input::Input;
use super::join;
use super::line;
use super::why::counted;
use crate::text::Span;
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "chevrons",
    detect,
    parse,
};

/// Lines with words that are looked at.
const LOOKED_AT: usize = 400;

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut lines, mut marked, mut doubled, mut named, mut quoted) = (0, 0, 0, 0, 0);
    let (mut large, mut small) = (0, 0);
    let with_words = input.lines().filter(|it| !it.1.trim().is_empty());
    for (_, line) in with_words.take(LOOKED_AT) {
        let text = line.trim();
        lines += 1;
        large += text.bytes().filter(u8::is_ascii_uppercase).count();
        small += text.bytes().filter(u8::is_ascii_lowercase).count();
        let rest = text.trim_start_matches('>');
        match text.len() - rest.len() {
            0 => {}
            // One mark quotes a mail, as do marks that stand before every line.
            1 => quoted += 1,
            n @ (2 | 3) if !rest.is_empty() => {
                marked += 1;
                doubled += usize::from(n == 2);
                named += usize::from(label(rest.trim_start()).is_some());
            }
            _ => quoted += 1,
        }
    }
    let is_broadcast = 0 < named || small * 4 < large;
    // A shell of Python has three marks before everything.
    let fits = 3 <= marked && 0 < doubled && quoted == 0 && marked * 20 >= lines && is_broadcast;
    fits.then(|| (marked as f32 * 2.0 / lines as f32).min(1.0))
}

/// Bytes of the name at the start of `text`, and where the words begin.
fn label(text: &str) -> Option<(usize, usize)> {
    let header = header::read(text).filter(|it| it.shape == Shape::Plain && it.label.start == 0)?;
    let name = &text[header.label.clone()];
    name.chars()
        .any(char::is_uppercase)
        .then_some((header.label.end, header.body))
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut changes = 0;
    for (span, text) in input.lines() {
        let mut at = span.start;
        let mut rest = text;
        // Several people may speak on one line.
        while !rest.trim().is_empty() {
            let blanks = rest.len() - rest.trim_start().len();
            let marks = rest[blanks..].len() - rest[blanks..].trim_start_matches('>').len();
            let end = rest[blanks + marks..]
                .find(" >>")
                .map_or(rest.len(), |it| blanks + marks + it);
            let piece = rest[blanks..end].trim_end();
            changes += usize::from(marks > 1);
            push(
                input.text,
                Span::new(at + blanks, at + blanks + piece.len()),
                marks,
                out,
            );
            at += end;
            rest = &rest[end..];
        }
    }
    format!("{} of speaker (>>)", counted(changes, "change"),)
}

/// Adds what stands behind one `>>`, or goes on with what stood before.
fn push(file: &str, span: Span, marks: usize, out: &mut Builder) {
    let text = &file[span.range()];
    let said = text[marks..].trim_start();
    let start = span.end - said.len();
    if let Some((from, to)) = line::stage(said) {
        let view = inline::read(file, Span::new(start + from, start + to));
        out.push(TurnKind::StageDirection, None, None, span, view);
        return;
    }
    let last = out.turns.last_mut().filter(|it| it.kind == TurnKind::Speech);
    if marks < 2
        && let Some(turn) = last
    {
        return join::turn(turn, file, Span::new(start, span.end), " ");
    }
    let label = label(said).filter(|_| marks > 0);
    let speaker = label.map(|(end, _)| out.speaker(&said[..end]));
    let words = Span::new(start + label.map_or(0, |it| it.1), span.end);
    let view = inline::read(file, words);
    out.push(TurnKind::Speech, speaker, None, span, view);
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Transcript, TurnKind};

    #[test]
    fn marks_change_the_speaker_and_lines_go_on() {
        let text = ">>> GOOD EVENING FROM THE PIER.\nTHE FERRY IS LATE.\n>> RUTH: IT IS THE FOG,\nNOT THE CREW.\n\
            >> HOW LATE? >> AN HOUR.\n>> [HORN]\n>> RUTH: THERE SHE IS.\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "chevrons");
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
                "-: GOOD EVENING FROM THE PIER. THE FERRY IS LATE.",
                "RUTH: IT IS THE FOG, NOT THE CREW.",
                "-: HOW LATE?",
                "-: AN HOUR.",
                "-: HORN",
                "RUTH: THERE SHE IS.",
            ]
        );
        assert_eq!(it.turns[4].kind, TurnKind::StageDirection);
    }

    #[test]
    fn quoted_mail_and_prompts_are_no_captions() {
        for text in [
            "> On Monday Ruth wrote:\n>> The ferry is late.\n>> It is the fog.\n>> Not the crew.\nI see.\n",
            ">> the ferry is late and\n>> nobody has said why it\n>> should be so again\n>> this week\n",
            ">>> print(1)\n1\n>>> print(2)\n2\n>>> print(3)\n3\n",
            ">>> Level: int = 3\n>>> Level\n3\n>>> Limit: int = 4\n>>> Limit\n4\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "chevrons", "{text}");
        }
    }
}
