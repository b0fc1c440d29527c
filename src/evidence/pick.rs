//! Of a very long source only what can bear on the draft is indexed: a day's log has a million lines, and the draft
//! speaks of a few. Lines that share rare words, numbers or times with the draft are kept, as many as a long talk has.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::transcript::{Stamp, Transcript, Turn, Unit};

/// A source with more units is picked from.
const LARGE: usize = 60_000;

/// So many units of it are kept at most.
const MOST: usize = 20_000;

/// Of the lines that hold a word of the draft so many are kept whatever else they hold: what the source has is never said
/// to be missing from it.
const LEAST: usize = 4;

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

/// A very long source, and what was picked from it.
#[derive(Debug)]
pub struct Picked {
    /// What it was picked by: of the words of a draft those that the source has.
    by: Vec<u64>,
    /// All words of the source, sorted.
    vocabulary: Vec<u64>,
    /// What was picked.
    pub transcript: Arc<Transcript>,
}

/// Whether a source is so long that it is picked from.
pub fn is_large(transcript: &Transcript) -> bool {
    LARGE < transcript.units.len()
}

impl Picked {
    /// What `transcript` has of what is `wanted`. Of the `last` it keeps what still fits: words that the source does not
    /// have, and words that are taken out of the draft, change nothing.
    pub fn new(transcript: &Transcript, wanted: &Wanted, last: Option<Picked>) -> Picked {
        let vocabulary = match last {
            Some(last) => {
                let has = |it: &u64| last.vocabulary.binary_search(it).is_ok();
                let fits = |it: &u64| !has(it) || last.by.binary_search(it).is_ok();
                if wanted.0.iter().all(fits) {
                    return last;
                }
                last.vocabulary
            }
            None => vocabulary(transcript),
        };
        let has = |it: &u64| vocabulary.binary_search(it).is_ok();
        let by: Vec<u64> = wanted.0.iter().copied().filter(has).collect();
        let kept = best(transcript, &by);
        Picked {
            transcript: Arc::new(only(transcript, &kept)),
            by,
            vocabulary,
        }
    }
}

fn vocabulary(transcript: &Transcript) -> Vec<u64> {
    let mut all: FxHashSet<u64> = FxHashSet::default();
    for unit in &transcript.units {
        of_unit(transcript, unit, |it| {
            all.insert(it);
        });
    }
    let mut all: Vec<u64> = all.into_iter().collect();
    all.sort_unstable();
    all
}

/// The words of a unit and the time of its turn.
fn of_unit(transcript: &Transcript, unit: &Unit, mut take: impl FnMut(u64)) {
    tokens(unit.view.text(), &mut take);
    if let Some(Stamp::Clock(minutes)) = transcript.turns[unit.turn].start {
        take(token(&format!("{}:{:02}", minutes / 60, minutes % 60)));
    }
}

/// The units that share most with those words, in the order of the file. Where nothing is wanted, some of all of it.
fn best(transcript: &Transcript, by: &[u64]) -> Vec<usize> {
    let all = transcript.units.len();
    if by.is_empty() {
        return (0..MOST.min(all))
            .map(|n| n * all / MOST.min(all).max(1))
            .collect();
    }
    let place: FxHashMap<u64, u32> = by.iter().enumerate().map(|(n, it)| (*it, n as u32)).collect();
    let mut found_in = vec![0usize; by.len()];
    let mut shared: Vec<Vec<u32>> = Vec::with_capacity(all);
    for unit in &transcript.units {
        let mut own: Vec<u32> = Vec::new();
        of_unit(transcript, unit, |it| {
            if let Some(&n) = place.get(&it)
                && !own.contains(&n)
            {
                own.push(n);
                found_in[n as usize] += 1;
            }
        });
        shared.push(own);
    }
    let worth: Vec<f32> = found_in
        .iter()
        .map(|&n| (all as f32 / n.max(1) as f32).ln())
        .collect();
    let score = |own: &[u32]| own.iter().map(|it| worth[*it as usize]).sum::<f32>();
    let scored = shared.iter().enumerate().filter(|it| !it.1.is_empty());
    let mut scored: Vec<(f32, usize)> = scored.map(|(n, own)| (score(own), n)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut held = vec![0usize; by.len()];
    let mut kept: Vec<usize> = Vec::new();
    for (rank, &(_, n)) in scored.iter().enumerate() {
        let is_needed = shared[n].iter().any(|it| held[*it as usize] < LEAST);
        if rank < MOST || is_needed {
            shared[n].iter().for_each(|it| held[*it as usize] += 1);
            kept.push(n);
        }
    }
    kept.sort_unstable();
    kept
}

/// `transcript` with those of its units, and their turns.
fn only(transcript: &Transcript, kept: &[usize]) -> Transcript {
    // Their turns, and the headings that those stand under.
    let mut places: Vec<usize> = kept.iter().map(|it| transcript.units[*it].turn).collect();
    places.dedup();
    let mut sections: Vec<usize> = Vec::new();
    for &turn in &places {
        let above = |it: &usize| transcript.turns[*it].section;
        sections.extend(std::iter::successors(above(&turn), above));
    }
    places.extend(sections);
    places.sort_unstable();
    places.dedup();
    let moved = |it: usize| places.binary_search(&it).ok();
    let turns: Vec<Turn> = places
        .iter()
        .map(|&it| {
            let turn = transcript.turns[it].clone();
            let section = turn.section.and_then(moved);
            Turn { section, ..turn }
        })
        .collect();
    let units = kept.iter().map(|&n| {
        let unit = &transcript.units[n];
        Unit {
            turn: moved(unit.turn).unwrap_or_default(),
            question: unit.question.and_then(|it| kept.binary_search(&it).ok()),
            ..unit.clone()
        }
    });
    let units: Vec<Unit> = units.collect();
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

/// Words and numbers of `text`, as they are compared here.
fn tokens(text: &str, mut take: impl FnMut(u64)) {
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut last = first;
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = letters.peek() {
            let behind = text[at + c.len_utf8()..].bytes().next();
            let joins = matches!(c, '.' | ',' | ':')
                && last.is_ascii_digit()
                && behind.is_some_and(|it| it.is_ascii_digit());
            if !c.is_alphanumeric() && !joins {
                break;
            }
            letters.next();
            last = c;
            end = at + c.len_utf8();
        }
        take(token(&text[start..end]));
    }
}

/// A number without the marks between thousands, or the beginning of a word in lower case: "crumbled" and "crumbling" are
/// one, and a few more besides, which does no harm where lines are only looked for.
fn token(word: &str) -> u64 {
    /// Letters of a word that count.
    const STEM: usize = 5;
    let mut hasher = FxHasher::default();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let hour = word.strip_prefix('0').filter(|it| it.contains(':'));
        for byte in hour.unwrap_or(word).bytes().filter(|it| *it != b',') {
            byte.to_ascii_lowercase().hash(&mut hasher);
        }
    } else {
        let letters = word.chars().flat_map(char::to_lowercase);
        letters.take(STEM).for_each(|it| it.hash(&mut hasher));
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
        let wanted = Wanted::of("The “valve”—stuck—after the pump had 1,012,345 l at 3:25.");
        let first = Picked::new(&it, &wanted, None);
        let picked = Arc::clone(&first.transcript);
        assert!(picked.units.len() <= MOST + 40);
        let said = |words: &str| picked.units.iter().position(|it| it.view.text().contains(words));
        let valve = said("valve stuck").expect("the rare line is kept");
        let amount = said("1012345").expect("the amount's line is kept");
        assert_eq!(picked.unit_lines(valve), (LARGE + 11, LARGE + 11));
        assert_eq!(picked.unit_lines(amount), (12_346, 12_346));
        assert_eq!(picked.turns.len(), picked.units.len());
        // Words that the log does not have, and words that are gone, change nothing.
        let next = Picked::new(
            &it,
            &Wanted::of("The valve stuck, x xy xyz Kestrel."),
            Some(first),
        );
        assert!(Arc::ptr_eq(&next.transcript, &picked));
        let all = Picked::new(&it, &Wanted::default(), None);
        assert_eq!(all.transcript.units.len(), MOST);
    }

    #[test]
    fn forms_of_a_word_are_one() {
        assert_eq!(
            Wanted::of("Crumbling gaskets, Überlauf"),
            Wanted::of("crumbled gasket überlaufen")
        );
    }

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let read = |text: &str| Wanted::of(text);
        assert_eq!(read("9,312 at 09:05"), read("at 9312, 9:05"));
        assert_ne!(read("1.8"), read("18"));
    }
}
