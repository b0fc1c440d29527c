//! Turns of one speaker that are read as one: what follows without anybody between, and a sentence that somebody's
//! "yeah" cut in two.

use super::Source;
use super::index::{Entry, Passage};
use crate::transcript::{Transcript, TurnKind};

/// An interruption of at most so many words is no turn of a conversation.
const BACKCHANNEL: usize = 3;

/// What others say in the middle of a sentence: somebody who was cut off goes on before long.
const MID_SENTENCE: usize = 3 * BACKCHANNEL;

/// A speaker comes back at most so many turns later.
const REACH: usize = 4;

/// Pairs of passages, the second of which goes on with the first; in the order of the first.
pub(super) fn find(sources: &[Source], passages: &[Passage], entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    let marked: Vec<bool> = sources.iter().map(|it| marks_ends(&it.transcript)).collect();
    for (at, passage) in passages.iter().enumerate() {
        let transcript = &sources[passage.source].transcript;
        let turn = |it: &Passage| &transcript.turns[it.turn];
        let speaker = turn(passage).speaker;
        if speaker.is_none() || turn(passage).kind != TurnKind::Speech {
            continue;
        }
        let last = passage
            .entries
            .clone()
            .next_back()
            .filter(|_| marked[passage.source]);
        let is_cut = last.is_some_and(|it| is_cut(transcript.units[entries[it].unit].view.text()));
        let allowed = if is_cut { MID_SENTENCE } else { BACKCHANNEL };
        let mut heard = 0;
        let later = passages[at + 1..].iter().take(REACH).enumerate();
        for (n, next) in later.take_while(|it| it.1.source == passage.source) {
            if turn(next).kind != TurnKind::Speech {
                continue;
            }
            if turn(next).speaker == speaker {
                if heard <= allowed {
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

/// Whether the turns of a source end with marks, as they do not in chats and captions: only there a turn without one was cut.
fn marks_ends(transcript: &Transcript) -> bool {
    let spoken = transcript.turns.iter().filter(|it| it.kind == TurnKind::Speech);
    let (mut all, mut ended) = (0, 0);
    for turn in spoken {
        all += 1;
        ended += usize::from(!is_cut(turn.view.text()));
    }
    2 * ended > all
}

/// Whether a sentence stops without its end.
fn is_cut(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ' ']);
    !text.ends_with(['.', '?', '!', ':'])
}
