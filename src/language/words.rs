//! Words, stems and stop words.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

use crate::text::Span;

/// A stem, known by the hash of its letters: equal stems are equal numbers, on every run and machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stem(pub u64);

/// A word of a text: letters, digits and what joins them (`csv-writer`, `don't`, `v2.1`, `sent_at`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Stem of its lower-cased letters.
    pub stem: Stem,
    /// Whether it carries no content of its own (`the`, `of`, `was`).
    pub stop: bool,
}

thread_local! {
    static STEMMER: (Stemmer, RefCell<String>) = (Stemmer::create(Algorithm::English), RefCell::new(String::new()));
}

/// The stem of one word, whatever its case.
pub fn stem(word: &str) -> Stem {
    STEMMER.with(|(stemmer, buffer)| {
        let mut lower = buffer.borrow_mut();
        lower.clear();
        lower.extend(
            word.chars()
                .flat_map(char::to_lowercase)
                .map(|c| if c == '’' { '\'' } else { c }),
        );
        let stem = stemmer.stem(&lower);
        hash(&stem)
    })
}

/// The key of a text that is to be compared letter for letter.
pub fn hash(text: &str) -> Stem {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    Stem(hasher.finish())
}
