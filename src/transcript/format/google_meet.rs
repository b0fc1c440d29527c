//! Transcripts of Google Meet, as the document or its text: `Name: words`, a time on its own line every few minutes,
//! the list of attendees above, a line about the end below; Gemini's notes may stand before it.

use super::Format;
use super::build::Builder;
use super::document::Policy;
use super::header::{self, Header};
use super::input::Input;
use super::line::{Block, Line, Source};
use super::speaker_turns::{self, Labels};
use super::{style, summary};
use crate::transcript::{Flags, Turn, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "google-meet",
    detect,
    parse,
};

/// Lines with words that are looked at from the start, and from the end.
const LOOKED_AT: (usize, usize) = (400, 12);

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = input.document();
    let with_words = || source.lines.iter().filter(|it| it.block != Block::Blank);
    let (mut has_title, mut has_list, mut has_mark, mut headers) = (false, false, false, 0);
    let mut seen = 0;
    for line in with_words().take(LOOKED_AT.0) {
        let words = source.slice(line.words).trim_matches('*');
        has_title |= is_title(words);
        has_list |= words.eq_ignore_ascii_case("attendees") || words.starts_with("Invited ");
        has_mark |= is_mark(words) || (words.starts_with('📖') && summary::heads_transcript(words));
        headers += usize::from(line.header.is_some());
        seen += 1;
    }
    let last = with_words().rev().take(LOOKED_AT.1);
    has_mark |= last.map(|it| source.slice(it.words)).any(is_mark);
    let is_meet = (has_mark || (has_title && has_list)) && 0 < headers;
    is_meet.then(|| (headers as f32 / seen as f32).min(1.0))
}

/// `Weekly – 2026/03/04 14:55 GMT – Transcript`
fn is_title(line: &str) -> bool {
    let name = line.strip_suffix("Transcript").map(str::trim_end);
    name.is_some_and(|it| it.ends_with(['-', '–', '—']) && it.bytes().any(|it| it.is_ascii_digit()))
}

/// What only Meet writes: about the end, and about itself.
fn is_mark(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_']);
    // `Meeting ended after an hour` anybody writes.
    let ended = ["Transcription ended after ", "Meeting ended after "]
        .iter()
        .find_map(|it| line.strip_prefix(it));
    ended.is_some_and(|it| header::stamped(it).is_some())
        || line.starts_with("This editable transcript was computer")
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut source = input.document().clone();
    for line in &mut source.lines {
        let words = &source.text[line.words.range()];
        // `### 00:05:12` is a time, not a section.
        if line.block == Block::Heading
            && let Some((stamp, len)) = header::stamped(words)
            && len == words.len()
        {
            line.block = Block::Time;
            line.stamp = Some(stamp.from);
        }
        let is_list = words.eq_ignore_ascii_case("attendees");
        let is_head = line.header.is_none() && line.block == Block::Text && (is_list || is_title(words));
        if is_head {
            line.block = Block::Heading;
        }
    }
    summary::set_apart(&mut source);
    source.tally();
    style::mark_foreign(&mut source);
    let labels = Labels::of(&source, input.reading);
    let opens_turn = |line: &Line, header: &Header| labels.accept(&source, line, header);
    let policy = Policy {
        speaker_continues: true,
        unspoken: TurnKind::Note,
        offsets: true,
        ..Policy::new(&opens_turn)
    };
    let from = out.turns.len();
    let why = speaker_turns::read(&source, &policy, out);
    mark_continuations(&mut out.turns[from..]);
    let ended = ended(&source).map_or(String::new(), |it| format!(", ended after {it}"));
    why + &ended
}

/// What the line at the end says of how long it took.
fn ended<'a>(source: &Source<'a>) -> Option<&'a str> {
    let last = source.lines.iter().rev().filter(|it| it.block == Block::System);
    last.map(|it| source.slice(it.words)).find_map(|it| {
        let (_, time) = it.split_once(" ended after ")?;
        time.get(..header::stamped(time)?.1)
    })
}

/// Meet cuts a sentence where somebody else says a word, and goes on with it in a later line.
fn mark_continuations(turns: &mut [Turn]) {
    /// So many turns may come between.
    const REACH: usize = 4;
    let mut spoken: Vec<usize> = Vec::with_capacity(turns.len());
    for n in 0..turns.len() {
        let (Some(speaker), TurnKind::Speech) = (turns[n].speaker, turns[n].kind) else {
            continue;
        };
        let before = spoken
            .iter()
            .rev()
            .take(REACH)
            .position(|&it| turns[it].speaker == Some(speaker));
        if let Some(back) = before.filter(|it| 0 < *it) {
            let last = turns[spoken[spoken.len() - 1 - back]].view.text().trim_end();
            let is_cut = !last.ends_with(['.', '?', '!', '"', '”', '…']);
            let goes_on = turns[n].view.text().starts_with(char::is_lowercase);
            if is_cut && goes_on {
                turns[n].flags.set(Flags::CONTINUATION);
            }
        }
        spoken.push(n);
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Stamp, Transcript, TurnKind};

    const CALL: &str = "📝 Notes\n\nMar 3, 2026\n\n## Dock call\n\nInvited Ilse Brandt, Bogdan Ilic\n\n### Summary\n\n\
        Bogdan repaired six docks.\n\n### Suggested next steps\n\n- [ ] Ilse will call the vendor.\n\n\
        📖 Transcript\n\nMar 3, 2026\n\n## Dock call - 2026/03/03 09:00 CET - Transcript\n\n### 00:00:00\n\n\
        **Ilse Brandt:** Two docks are open and I think that\n**Bogdan Ilic:** Right.\n**Ilse Brandt:** we close them. Note: not today.\n\n\
        ### 00:05:12\n\n**Bogdan Ilic:** Both of them?\n\n### Transcription ended after 00:06:01\n\n\
        *This editable transcript was computer generated and might contain errors.*\n";

    #[test]
    fn notes_of_a_machine_are_no_evidence() {
        let it = Transcript::parse(CALL);
        assert_eq!(it.format, "google-meet");
        assert_eq!(it.why, "4 labelled turns, ended after 00:06:01");
        let summed: Vec<&str> = it
            .turns
            .iter()
            .filter(|it| it.flags.has(Flags::SUMMARY) && it.kind != TurnKind::Heading)
            .map(|it| it.view.text())
            .collect();
        assert!(summed.contains(&"Bogdan repaired six docks."), "{summed:?}");
        assert!(summed.contains(&"Ilse will call the vendor."), "{summed:?}");
        assert!(it.units.iter().all(|unit| !unit.view.text().contains("repaired")));
        let spoken: Vec<_> = it.turns.iter().filter(|it| it.kind == TurnKind::Speech).collect();
        let spoken: Vec<_> = spoken.into_iter().filter(|it| it.speaker.is_some()).collect();
        assert_eq!(spoken[0].start, Some(Stamp::Offset(0)));
        assert!(spoken[2].flags.has(Flags::CONTINUATION));
        assert_eq!(spoken[2].view.text(), "we close them. Note: not today.");
        assert_eq!(spoken[3].start, Some(Stamp::Offset(312_000)));
    }

    #[test]
    fn minutes_with_attendees_are_no_meet() {
        let text = "# Call\n\n## Attendees\n\nIlse, Bogdan\n\n## Notes\n\n- Ilse: two docks are open\n- Bogdan: both?\n";
        assert_eq!(Transcript::parse(text).format, "notes");
    }

    #[test]
    fn notes_of_how_a_meeting_ended_are_no_meet() {
        let text =
            "Ilse: two docks are open\n\nMeeting ended after an hour, nobody asked.\n\nBogdan: both?\n";
        assert_ne!(Transcript::parse(text).format, "google-meet");
    }
}
