//! The chat of a Zoom meeting, saved as text: `00:13:46⇥Name:⇥text`, and the older `14:07:22⇥ From  Name  to  Everyone : text`.

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::inline;
use super::input::Input;
use super::join;
use super::post::Tally;
use crate::text::{Span, View};
use crate::transcript::timestamp::Reading;
use crate::transcript::{Flags, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "zoom-chat",
    detect,
    parse,
};

/// Lines that are looked at to tell a chat.
const LOOKED_AT: usize = 300;

/// The head of a message.
struct Head<'a> {
    time: Reading,
    name: &'a str,
    /// Where the words begin.
    body: usize,
}

impl<'a> Head<'a> {
    fn of(line: &'a str) -> Option<Head<'a>> {
        /// `00:13:46`
        const TIME: usize = 8;
        /// No name is longer (bytes).
        const LONGEST: usize = 120;
        let time = Reading::at(line).filter(|it| it.len == TIME)?;
        let rest = line.get(TIME..)?;
        let words = rest.trim_start_matches(['\t', ' ']);
        if words.len() == rest.len() {
            return None;
        }
        let (name, after) = match words.strip_prefix("From ") {
            Some(from) => {
                // `to Everyone:` ends the older head; names may hold colons of their own.
                let (head, len) = [" : ", ":\t", ": "]
                    .iter()
                    .filter_map(|it| Some((from.find(it)?, it.len())))
                    .min()
                    .or_else(|| Some((from.strip_suffix(':')?.len(), 1)))?;
                let who = from.get(..head)?.trim();
                let who = who
                    .rfind("  to  ")
                    .or_else(|| who.rfind(" to "))
                    .map_or(who, |it| &who[..it]);
                (who.trim(), from.get(head + len..)?)
            }
            None if rest.starts_with('\t') => {
                let (name, after) = words
                    .split_once(":\t")
                    .or_else(|| words.split_once(": "))
                    .or_else(|| Some((words.strip_suffix(':')?, "")))?;
                let name = name.trim();
                (name.strip_suffix(" to Everyone").unwrap_or(name), after)
            }
            None => return None,
        };
        let is_name = !name.is_empty() && name.len() <= LONGEST && !name.contains('\t');
        is_name.then(|| Head {
            time,
            name,
            body: line.len() - after.trim_start().len(),
        })
    }
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut heads, mut timed, mut lines) = (0, 0, 0);
    for (_, line) in input.lines().filter(|it| !it.1.trim().is_empty()).take(LOOKED_AT) {
        lines += 1;
        timed += usize::from(Reading::at(line).is_some());
        heads += usize::from(Head::of(line).is_some());
    }
    let fits = 0 < heads && timed * 4 <= heads * 5 && lines <= 12 * heads;
    fits.then(|| heads as f32 / timed as f32)
}

/// What a line without a head goes on with.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    /// The words of the message.
    Words,
    /// The quotation of the message that is answered.
    Quotation,
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let first = input.lines().find_map(|it| Head::of(it.1));
    let is_offset = first.is_some_and(|it| it.time.looks_like_offset());
    let mut tally = Tally::default();
    let mut open = Open::Nothing;
    for (span, line) in input.lines() {
        let end = span.start + line.trim_end().len();
        let from = match Head::of(line) {
            Some(head) => {
                let start = if is_offset {
                    Some(head.time.offset())
                } else {
                    head.time.clock()
                };
                let said = line.get(head.body..).unwrap_or_default();
                let is_reaction = said.starts_with("Reacted to \"") || is_unreaction(said);
                let whole = Span::new(span.start, end);
                if is_reaction {
                    let view = View::plain(said.trim_end(), span.start + head.body);
                    out.push(TurnKind::System, None, start, whole, view);
                    open = Open::Words;
                    continue;
                }
                let speaker = out.speaker(head.name);
                out.push(TurnKind::Speech, Some(speaker), start, whole, View::default());
                tally.add(TurnKind::Speech);
                open = Open::Words;
                let is_answer = ["Replying to \"", "Replying to “"]
                    .iter()
                    .any(|it| said.starts_with(it));
                if is_answer {
                    open = if closes(said) {
                        Open::Words
                    } else {
                        Open::Quotation
                    };
                    continue;
                }
                span.start + head.body
            }
            None if line.trim().is_empty() => continue,
            None if open == Open::Quotation => {
                open = if closes(line) {
                    Open::Words
                } else {
                    Open::Quotation
                };
                continue;
            }
            None => span.start + line.len() - line.trim_start().len(),
        };
        let mut words = Span::new(from.min(end), end);
        let text = &input.text[words.range()];
        let mut edited = false;
        for mark in ["(Edited)", "(edited)"] {
            if let Some(rest) = text.strip_suffix(mark) {
                words.end = words.start + rest.trim_end().len();
                edited = true;
            }
        }
        if open == Open::Nothing {
            let view = inline::read(input.text, words);
            out.push(TurnKind::Note, None, None, Span::new(words.start, end), view);
        } else if let Some(turn) = out.turns.last_mut() {
            join::turn(turn, input.text, words, PARAGRAPH);
            turn.span.end = end;
            if edited {
                turn.flags.set(Flags::EDITED);
            }
        }
    }
    tally.why(" of a Zoom chat")
}

/// Whether a line ends a quotation.
fn closes(line: &str) -> bool {
    line.trim_end().ends_with(['"', '”'])
}

/// `Removed a 👍 reaction from "…"`
fn is_unreaction(said: &str) -> bool {
    said.starts_with("Removed a ") && said.contains(" reaction from \"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn answers_do_not_say_what_they_quote() {
        let text = "00:01:02\tAna Lima:\tIs it up?\n00:01:10\tBen:\tReplying to \"Is it\nup?\"\n\nyes: it is (Edited)\n\
            00:01:11\tAna Lima:\tReacted to \"yes: it is\" with 👍\n00:01:12\tAna Lima:\tgood\nvery\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "zoom-chat");
        assert_eq!(it.why, "3 messages of a Zoom chat");
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            said,
            [
                "Is it up?",
                "yes: it is",
                "Reacted to \"yes: it is\" with 👍",
                "good\n\nvery"
            ]
        );
        assert_eq!(it.turns[1].start, Some(Stamp::Offset(70_000)));
        assert!(it.turns[1].flags.has(Flags::EDITED));
        assert_eq!(it.turns[2].kind, TurnKind::System);
    }

    #[test]
    fn the_older_head_names_whom_it_is_for() {
        let heads = [
            "14:07:22\t From  Ana Lima  to  Everyone : so: yes",
            "14:07:22 From Ana Lima to Everyone:",
            "14:07:22\t From Ana Lima to Ben(Direct Message) : so: yes",
            "14:07:22\t From  Ana Lima : so: yes",
        ];
        for line in heads {
            let head = Head::of(line).map(|it| it.name);
            assert_eq!(head, Some("Ana Lima"), "{line}");
        }
        assert!(Head::of("14:07:22 Ana: yes").is_none());
        assert!(Head::of("14:07 From Ana : yes").is_none());
    }

    #[test]
    fn one_row_of_a_table_is_no_chat() {
        let text = format!("{}00:13:46\tvalve: open\n", "The pump stopped.\n\n".repeat(30));
        assert_ne!(Transcript::parse(&text).format, "zoom-chat");
    }
}
