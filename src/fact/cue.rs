//! Words that give a kind of fact away, in statements, questions and headings.
//!
//! A cue is a run of words in lower case: `a/b` is either of two, `*` behind a word takes all its forms, `_`
//! stands for up to three words of any kind.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::kind::Kind;
use crate::language::words::{self, Stem};

/// A word of a text: as written, in lower case, and its stem.
pub(super) type Said = (String, Stem);

/// The words of `text` as cues read them.
pub(super) fn said(text: &str) -> Vec<Said> {
    super::lower_words(text)
        .map(|it| {
            let stem = words::stem(&it);
            (it, stem)
        })
        .collect()
}

/// All cues: a section for each [`Place`], in it lines of kind, weight and cue.
const CUES: &str = include_str!("cues.txt");

/// One word of a cue.
enum Word {
    /// Any of these words as written.
    Any(Vec<(String, Option<Stem>)>),
    /// Up to three words of any kind.
    Gap,
}

struct Cue {
    kind: Kind,
    weight: f32,
    words: Vec<Word>,
}

/// Cues by what their first word can be.
struct Table {
    cues: Vec<Cue>,
    by_word: FxHashMap<String, Vec<usize>>,
    by_stem: FxHashMap<Stem, Vec<usize>>,
}

impl Table {
    /// The cues of the section `name`.
    fn read(name: &str) -> Table {
        let mut table = Table {
            cues: Vec::new(),
            by_word: FxHashMap::default(),
            by_stem: FxHashMap::default(),
        };
        for cue in lines(name).filter_map(cue) {
            let n = table.cues.len();
            if let Some(Word::Any(first)) = cue.words.first() {
                for (text, stem) in first {
                    match stem {
                        Some(stem) => table.by_stem.entry(*stem).or_default().push(n),
                        None => table.by_word.entry(text.clone()).or_default().push(n),
                    }
                }
            }
            table.cues.push(cue);
        }
        table
    }
}

/// The lines below `[name]`.
fn lines(name: &str) -> impl Iterator<Item = &'static str> {
    let head = CUES
        .lines()
        .skip_while(move |it| it.trim_matches(['[', ']']) != name);
    head.skip(1)
        .take_while(|it| !it.starts_with('['))
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
}

/// `kind weight words`.
fn cue(line: &str) -> Option<Cue> {
    let mut parts = line.splitn(3, ' ');
    Some(Cue {
        kind: Kind::named(parts.next()?)?,
        weight: parts.next()?.parse().ok()?,
        words: parts.next()?.split(' ').map(word).collect(),
    })
}

fn word(text: &str) -> Word {
    if text == "_" {
        return Word::Gap;
    }
    let any = text.split('/').map(|it| match it.strip_suffix('*') {
        Some(root) => (root.to_owned(), Some(words::stem(root))),
        None => (it.to_owned(), None),
    });
    Word::Any(any.collect())
}

/// Which table of cues is asked.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// A statement.
    Stated,
    /// A question, for its answer.
    Asked,
    /// A heading or label, for what it names.
    Headed,
}

fn table(place: Place) -> &'static Table {
    static TABLES: [OnceLock<Table>; 3] = [const { OnceLock::new() }; 3];
    let (n, name) = match place {
        Place::Stated => (0, "stated"),
        Place::Asked => (1, "asked"),
        Place::Headed => (2, "headed"),
    };
    TABLES[n].get_or_init(|| Table::read(name))
}

/// The weight of each kind that a cue in `said` speaks for: the strongest cue counts in full, others for a third.
pub(super) fn weights(place: Place, said: &[Said]) -> Vec<(Kind, f32)> {
    let table = table(place);
    let mut best: Vec<(Kind, f32, f32)> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for (at, (text, stem)) in said.iter().enumerate() {
        let by_word = table.by_word.get(text).into_iter().flatten();
        for &n in by_word.chain(table.by_stem.get(stem).into_iter().flatten()) {
            let cue = &table.cues[n];
            if seen.contains(&n) || !matches(&cue.words, &said[at..]) {
                continue;
            }
            seen.push(n);
            match best.iter_mut().find(|it| it.0 == cue.kind) {
                Some(it) => {
                    let (high, low) = (it.1.max(cue.weight), it.1.min(cue.weight));
                    it.1 = high;
                    it.2 += low / 3.0;
                }
                None => best.push((cue.kind, cue.weight, 0.0)),
            }
        }
    }
    best.into_iter()
        .map(|(kind, top, rest)| (kind, top + rest))
        .collect()
}

/// Whether `said` begins with the words of a cue.
fn matches(words: &[Word], said: &[Said]) -> bool {
    const GAP: usize = 3;
    match words {
        [] => true,
        [Word::Gap, rest @ ..] => (0..=GAP.min(said.len())).any(|it| matches(rest, &said[it..])),
        [Word::Any(any), rest @ ..] => said.first().is_some_and(|(text, stem)| {
            let is_one = any.iter().any(|(it, of)| match of {
                Some(of) => of == stem,
                None => it == text,
            });
            is_one && matches(rest, &said[1..])
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(place: Place, text: &str) -> Vec<Kind> {
        let mut found: Vec<Kind> = weights(place, &said(text)).into_iter().map(|it| it.0).collect();
        found.sort();
        found
    }

    #[test]
    fn every_line_of_the_list_is_a_cue() {
        for (name, least) in [("stated", 100), ("asked", 20), ("headed", 15)] {
            assert!(least <= lines(name).count(), "{name}");
            for line in lines(name) {
                assert!(cue(line).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn cues_take_forms_gaps_and_alternatives() {
        assert_eq!(of(Place::Stated, "The moral is short."), [Kind::Lesson]);
        assert!(of(Place::Stated, "We restored the shelf list from Sunday.").contains(&Kind::DataRepair));
        assert!(of(Place::Asked, "What changed?").contains(&Kind::Trigger));
        assert!(of(Place::Headed, "Root Cause").contains(&Kind::RootCause));
        assert_eq!(of(Place::Stated, "A quiet afternoon in the reading room."), []);
    }
}
