//! Word lists that are looked up often: built once, on first use.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Words, looked up as they are written.
pub(super) struct List {
    words: &'static str,
    set: OnceLock<FxHashSet<&'static str>>,
}

impl List {
    pub(super) const fn new(words: &'static str) -> List {
        let set = OnceLock::new();
        List { words, set }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.set
            .get_or_init(|| self.words.split(' ').collect())
            .contains(word)
    }
}
