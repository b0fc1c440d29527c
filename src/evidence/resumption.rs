//! Turns of one speaker that are read as one: what follows without anybody between, and a sentence that somebody's
//! "yeah" cut in two.

use super::Source;
use super::index::{Entry, Passage};
use crate::transcript::TurnKind;

/// An interruption of at most so many words is no turn of a conversation.
const BACKCHANNEL: usize = 3;

/// A speaker comes back at most so many turns later.
const REACH: usize = 4;

/// Pairs of passages, the second of which goes on with the first; in the order of the first.
pub(super) fn find(sources: &[Source], passages: &[Passage], entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        let transcript = &sources[passage.source].transcript;
        let turn = |it: &Passage| &transcript.turns[it.turn];
        let speaker = turn(passage).speaker;
        if speaker.is_none() || turn(passage).kind != TurnKind::Speech {
            continue;
        }
        let is_cut = passage
            .entries
            .clone()
            .next_back()
            .is_some_and(|it| is_cut(transcript.units[entries[it].unit].view.text()));
        let mut heard = 0;
        let later = passages[at + 1..].iter().take(REACH).enumerate();
        for (n, next) in later.take_while(|it| it.1.source == passage.source) {
            if turn(next).kind != TurnKind::Speech {
                continue;
            }
            if turn(next).speaker == speaker {
                if heard == 0 || is_cut || heard <= BACKCHANNEL {
                    res.push((at, at + 1 + n));
                }
                break;
            }
            let own = entries[next.entries.clone()].iter();
            heard += own.map(|it| it.claim.words.len()).sum::<usize>();
        }
    }
    res
}

/// Whether a sentence stops without its end.
fn is_cut(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ' ']);
    !text.ends_with(['.', '?', '!', ':'])
}
