//! Names of one file that differ by a letter or two: probably one person, misspelt once. Said as a hint, never acted on:
//! Anna and Anne may both have been there.

use crate::transcript::{Speaker, SpeakerId, Turn};

/// More people than that are not compared.
const MOST: usize = 300;

/// Two names that are nearly the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// Who speaks less, and probably is the other.
    pub(super) rare: SpeakerId,
    /// The words that differ, as the rarer name has it and as the other does.
    pub(super) words: (String, String),
    /// Turns of the other.
    pub(super) turns: usize,
}

/// Pairs of speakers that may be one.
pub(super) fn near(speakers: &[Speaker], turns: &[Turn]) -> Vec<Near> {
    if speakers.len() < 2 || MOST < speakers.len() {
        return Vec::new();
    }
    let mut counts = vec![0usize; speakers.len()];
    for speaker in turns.iter().filter_map(|it| it.speaker) {
        if let Some(count) = counts.get_mut(speaker) {
            *count += 1;
        }
    }
    let names: Vec<Vec<&str>> = speakers
        .iter()
        .map(|it| it.name.split_whitespace().collect())
        .collect();
    let mut res = Vec::new();
    for a in 0..names.len() {
        for b in a + 1..names.len() {
            let Some((left, right)) = differing(&names[a], &names[b]) else {
                continue;
            };
            let (rare, often, words) = if counts[b] <= counts[a] {
                (b, a, (right, left))
            } else {
                (a, b, (left, right))
            };
            // Who speaks as much as the other is somebody else.
            if counts[rare] * 3 <= counts[often] && 0 < counts[rare] {
                res.push(Near {
                    rare,
                    words: (words.0.to_owned(), words.1.to_owned()),
                    turns: counts[often],
                });
            }
        }
    }
    res
}

/// The one word in which two names differ, where it differs by little.
fn differing<'a>(a: &[&'a str], b: &[&'a str]) -> Option<(&'a str, &'a str)> {
    if a.len() != b.len() {
        return None;
    }
    let mut differing = a.iter().zip(b).filter(|(a, b)| !a.eq_ignore_ascii_case(b));
    let (left, right) = differing.next().filter(|_| differing.next().is_none())?;
    is_near(left, right).then_some((*left, *right))
}

/// Whether two words are one or, if long, two letters apart.
fn is_near(a: &str, b: &str) -> bool {
    /// Shorter words are names of their own with a letter changed: Eric and Erik, Jan and Jon.
    const SHORTEST: usize = 5;
    /// So long, two letters may differ.
    const LONG: usize = 8;
    let (a, b): (Vec<char>, Vec<char>) = (
        a.to_lowercase().chars().collect(),
        b.to_lowercase().chars().collect(),
    );
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let is_word = |it: &[char]| it.iter().all(|c| c.is_alphabetic() || "'’-".contains(*c));
    let most = if LONG <= longer { 2 } else { 1 };
    let may_be = SHORTEST <= shorter && longer < 40 && longer - shorter <= most && is_word(&a) && is_word(&b);
    may_be && a.first() == b.first() && distance(&a, &b) <= most
}

/// Letters to add, drop, change or swap to get from one to the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && *x == b[j - 1] {
                best = best.min(above[j - 1] + 1);
            }
            row.push(best);
        }
        above = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    fn problems(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        it.problems.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn a_name_that_is_misspelt_once_is_told_and_stays_apart() {
        let often = "**Ilse Brandtner:** So it is.\n\n**Bogdan:** Yes.\n\n".repeat(4);
        let text = format!("{often}**Ilse Brantner:** No.\n");
        assert_eq!(
            problems(&text),
            [
                "\"Brantner\" may be \"Brandtner\" (4 turns): if so, give \"Ilse Brandtner\" the alias \"Ilse Brantner\""
            ]
        );
        assert_eq!(Transcript::parse(&text).speakers.len(), 3);
    }

    #[test]
    fn names_that_are_only_alike_are_left_alone() {
        let often = "Anna: So it is.\n\nBogdan: Yes.\n\n".repeat(4);
        assert!(problems(&format!("{often}Anne: No.\n")).is_empty());
        let both = "Hannah: So it is.\n\nHanna: Yes.\n\n".repeat(4);
        assert!(problems(&both).is_empty());
        let numbered = "Speaker 1: So.\n\nSpeaker 2: Yes.\n\n".repeat(4);
        assert!(problems(&format!("{numbered}Speaker 3: No.\n")).is_empty());
    }
}
