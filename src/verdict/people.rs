//! The people of a draft and of its sources: surnames that stand behind a speaker's name, and whom a draft tells of as
//! somebody else than its `I`.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::actor::is_aside;
use crate::draft::{BlockKind, Draft, Sentence};
use crate::evidence::Sources;
use crate::language::names;
use crate::language::polarity::{is_past, is_speech};
use crate::language::words::{self, Stem};
use crate::text::Span;

/// Whom a draft names, and how.
#[derive(Debug, Default)]
pub struct People {
    /// `(first, last)`: keys of a capitalised word right behind a speaker's name, and of that name.
    surnames: Vec<(Stem, Stem)>,
    /// Keys of the names that the draft tells of as doing or saying something.
    told: Vec<Stem>,
}

impl People {
    /// Reads `draft`, whose sources are `sources`.
    pub fn of(draft: &Draft, sources: &Sources) -> People {
        let mut people = People::default();
        let speakers = sources
            .list
            .iter()
            .flat_map(|it| &it.transcript.speakers)
            .flat_map(|it| std::iter::once(&it.name).chain(&it.aliases))
            .flat_map(|it| it.split_whitespace())
            .map(names::key);
        let speakers: Vec<Stem> = speakers.collect();
        let last = draft.sentences.last().map(|it| it.block);
        for sentence in &draft.sentences {
            let text = sentence.view.text();
            if !mentions(text, &speakers) {
                continue;
            }
            people.surnames.extend(names::surnames(text, &speakers));
            if draft.blocks[sentence.block].kind != BlockKind::Paragraph {
                continue;
            }
            // "Kai is an engineer who …" at the end tells of whose text it is.
            let first = words::spans(text).into_iter().next();
            let opens_bio = last == Some(sentence.block)
                && first.is_some_and(|it| speakers.contains(&names::key(&text[it.range()])));
            if opens_bio {
                break;
            }
            people.told.extend(told(sentence, &speakers));
        }
        people.surnames.sort_unstable();
        people.surnames.dedup();
        people.told.sort_unstable();
        people.told.dedup();
        people
    }

    /// The first name that the draft has before this last name; `None` where it has several.
    pub(super) fn first_name(&self, last: Stem) -> Option<Stem> {
        names::first_name(&self.surnames, last)
    }

    /// Whether the draft tells of the one with this name as doing or saying something.
    pub(super) fn tells_of(&self, name: &str) -> bool {
        let told = |key: Stem| self.told.binary_search(&key).is_ok();
        told(names::key(name)) || name.split_whitespace().any(|it| told(names::key(it)))
    }

    /// What tells two of them apart.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = FxHasher::default();
        (&self.surnames, &self.told).hash(&mut hasher);
        hasher.finish()
    }
}

/// Whether a word with a capital is one of the names: most sentences name nobody, and are not read any further.
fn mentions(text: &str, names: &[Stem]) -> bool {
    let bytes = text.as_bytes();
    let opens = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let is_capital = |at: usize| bytes[at].is_ascii_uppercase() || !bytes[at].is_ascii();
    let mut starts = (0..bytes.len()).filter(|&at| text.is_char_boundary(at) && is_capital(at) && opens(at));
    starts.any(|at| {
        let rest = &text[at..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        end > 0 && names.contains(&names::key(&rest[..end]))
    })
}

/// `Then Kai had just one question`: names of speakers right before a verb in the past or of speech, outside quotations.
fn told(sentence: &Sentence, speakers: &[Stem]) -> Vec<Stem> {
    let text = sentence.view.text();
    let quoted = |span: Span| sentence.quotes.iter().any(|it| it.outer.overlaps(span));
    let words = words::spans(text);
    let mut found = Vec::new();
    for (n, &word) in words.iter().enumerate() {
        let name = &text[word.range()];
        let is_name = name.starts_with(char::is_uppercase) && speakers.contains(&names::key(name));
        if !is_name || name.contains(['\'', '’']) || quoted(word) {
            continue;
        }
        let verb = words[n + 1..].iter().find(|it| !is_aside(&text[it.range()]));
        // "Kai had just one question": an auxiliary is a verb too.
        let verb = verb
            .into_iter()
            .chain(words.get(n + 1))
            .find(|it| is_past(&text[it.range()]) || is_speech(&text[it.range()]));
        let near = verb.is_some_and(|it| {
            let gap = &text[word.end..it.start];
            !quoted(*it) && gap.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
        });
        if near {
            found.push(names::key(name));
        }
    }
    found
}
