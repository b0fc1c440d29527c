//! Of a very long source only what can bear on the draft is indexed: a day's log has a million lines, and the draft
//! speaks of a few. Lines that share rare words, numbers or times with the draft are kept, as many as a long talk has.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::transcript::{Stamp, Transcript, Turn, Unit};

/// A source with more units is picked from.
const LARGE: usize = 60_000;

/// So many units of it are kept at most.
const MOST: usize = 20_000;

/// The words of a draft, as a source is picked by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(Vec<u64>);

impl Wanted {
    /// The words of `draft`, each once.
    pub fn of(draft: &str) -> Wanted {
        let mut all = Vec::new();
        tokens(draft, |it| all.push(it));
        all.sort_unstable();
        all.dedup();
        Wanted(all)
    }
}

/// Whether a source is so long that it is picked from.
pub fn is_large(transcript: &Transcript) -> bool {
    LARGE < transcript.units.len()
}

/// The units of `transcript` that share most with what is `wanted`, as a source of their own with the same text.
pub fn pick(transcript: &Transcript, wanted: &Wanted) -> Arc<Transcript> {
    let place: FxHashMap<u64, usize> = wanted.0.iter().enumerate().map(|(n, it)| (*it, n)).collect();
    let mut found_in = vec![0usize; wanted.0.len()];
    let mut shared: Vec<Vec<u32>> = Vec::with_capacity(transcript.units.len());
    for unit in &transcript.units {
        let mut own: Vec<u32> = Vec::new();
        let mut add = |it: u64| {
            if let Some(&n) = place.get(&it)
                && !own.contains(&(n as u32))
            {
                own.push(n as u32);
                found_in[n] += 1;
            }
        };
        tokens(unit.view.text(), &mut add);
        if let Some(Stamp::Clock(minutes)) = transcript.turns[unit.turn].start {
            add(token(&format!("{}:{:02}", minutes / 60, minutes % 60)));
        }
        shared.push(own);
    }
    let all = transcript.units.len() as f32;
    let worth: Vec<f32> = found_in.iter().map(|&n| (all / n.max(1) as f32).ln()).collect();
    let score = |own: &[u32]| own.iter().map(|it| worth[*it as usize]).sum::<f32>();
    let mut scored: Vec<(f32, usize)> = shared
        .iter()
        .enumerate()
        .map(|(n, own)| (score(own), n))
        .filter(|it| 0.0 < it.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.truncate(MOST);
    let mut kept: Vec<usize> = scored.into_iter().map(|it| it.1).collect();
    kept.sort_unstable();
    Arc::new(only(transcript, &kept))
}

/// `transcript` with those of its units, and their turns.
fn only(transcript: &Transcript, kept: &[usize]) -> Transcript {
    let mut turns: Vec<Turn> = Vec::new();
    let mut units: Vec<Unit> = Vec::with_capacity(kept.len());
    let mut last = None;
    for &n in kept {
        let unit = &transcript.units[n];
        if last != Some(unit.turn) {
            turns.push(Turn {
                section: None,
                ..transcript.turns[unit.turn].clone()
            });
            last = Some(unit.turn);
        }
        let question = unit.question.and_then(|it| kept.binary_search(&it).ok());
        units.push(Unit {
            turn: turns.len() - 1,
            question,
            ..unit.clone()
        });
    }
    Transcript {
        text: Arc::clone(&transcript.text),
        lines: transcript.lines.clone(),
        format: transcript.format,
        why: transcript.why.clone(),
        speakers: transcript.speakers.clone(),
        turns,
        units,
        problems: transcript.problems.clone(),
        rewritten: transcript.rewritten.clone(),
        corrections: transcript.corrections.clone(),
        encoding: transcript.encoding,
    }
}

/// Words and numbers of `text`, in lower case and without the marks between thousands.
fn tokens(text: &str, mut take: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_word = |it: u8| it.is_ascii_alphanumeric() || !it.is_ascii();
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() {
            let joins = matches!(bytes[at], b'.' | b',' | b':')
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !is_word(bytes[at]) && !joins {
                break;
            }
            at += 1;
        }
        take(token(&text[start..at]));
    }
}

fn token(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let word = word
        .strip_prefix('0')
        .filter(|it| it.contains(':'))
        .unwrap_or(word);
    for byte in word.bytes().filter(|it| *it != b',') {
        byte.to_ascii_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_log_the_lines_that_bear_on_the_draft_are_kept() {
        let mut text = String::new();
        for n in 0..LARGE + 10 {
            let (h, m, s) = (n / 3600 % 24, n / 60 % 60, n % 60);
            text += &format!(
                "2026-03-04 {h:02}:{m:02}:{s:02} INFO pump {} at {} l\n",
                n % 7,
                n + 1_000_000
            );
        }
        text += "2026-03-04 23:59:59 ERROR valve stuck\n";
        let it = Transcript::parse(&text);
        assert!(is_large(&it));
        let picked = pick(
            &it,
            &Wanted::of("The valve stuck after the pump had 1,012,345 l at 3:25."),
        );
        assert!(picked.units.len() <= MOST);
        let said = |words: &str| picked.units.iter().position(|it| it.view.text().contains(words));
        let valve = said("valve stuck").expect("the rare line is kept");
        let amount = said("1012345").expect("the amount's line is kept");
        assert_eq!(picked.unit_lines(valve), (LARGE + 11, LARGE + 11));
        assert_eq!(picked.unit_lines(amount), (12_346, 12_346));
        assert_eq!(picked.turns.len(), picked.units.len());
    }

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let read = |text: &str| Wanted::of(text);
        assert_eq!(read("9,312 at 09:05"), read("at 9312, 9:05"));
        assert_ne!(read("1.8"), read("18"));
    }
}
