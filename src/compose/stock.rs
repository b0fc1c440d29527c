//! What the sources of a draft have to offer, read once for all versions of the draft.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::phrase::{self, Phrase};
use super::{Context, near, numbers};
use crate::evidence::Sources;
use crate::fact::{self, Fact, Kind};

/// A fact by its place and kind.
type Key = (usize, usize, Kind);

/// The facts of one set of inputs, and the phrases that were made of them so far.
///
/// What it holds follows from sources, author's files and configuration alone, so it lives as long as these do. A
/// copy of the inputs may be given other sources: the copy of a stock is empty.
#[derive(Debug, Default)]
pub struct Stock {
    facts: OnceLock<Vec<Fact>>,
    quotes: OnceLock<Vec<Fact>>,
    rows: OnceLock<Vec<String>>,
    phrases: Mutex<FxHashMap<Key, Arc<Vec<Phrase>>>>,
}

impl Clone for Stock {
    fn clone(&self) -> Stock {
        Stock::default()
    }
}

impl Stock {
    /// [`fact::facts`].
    pub fn facts(&self, sources: &Sources) -> &[Fact] {
        self.facts.get_or_init(|| fact::facts(sources))
    }

    /// The facts that a draft tells in sentences: neither what is shown nor lines that are only well said.
    pub fn told(&self, sources: &Sources) -> Vec<Fact> {
        let mut res = self.facts(sources).to_vec();
        res.retain(|it| !matches!(it.kind, Kind::Shown | Kind::Quote));
        res
    }

    /// [`fact::quotable`].
    pub fn quotes(&self, sources: &Sources) -> &[Fact] {
        self.quotes.get_or_init(|| fact::quotable(sources))
    }

    /// [`phrase::phrases`], which checks them: the same fact is asked for at every key.
    pub fn phrases(&self, ctx: &Context<'_>, it: &Fact) -> Arc<Vec<Phrase>> {
        let key = (it.source, it.unit, it.kind);
        let known = |it: &Mutex<FxHashMap<Key, Arc<Vec<Phrase>>>>| {
            let known = it.lock().unwrap_or_else(PoisonError::into_inner);
            known.get(&key).cloned()
        };
        if let Some(known) = known(&self.phrases) {
            return known;
        }
        let made = Arc::new(phrase::phrases(ctx, it));
        let mut all = self.phrases.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(key, made.clone());
        made
    }

    /// Reads what every menu and list begins with, and what those at the end of the draft hold, so that the first one
    /// asked for does not wait for it.
    pub fn fill(&self, ctx: &Context<'_>) {
        const LIST: usize = 12;
        self.rows(ctx);
        let end = ctx.draft.text.len();
        for facts in [self.quotes(ctx.sources).to_vec(), self.told(ctx.sources)] {
            for it in near::unused_near(ctx, facts, end).iter().take(LIST) {
                self.phrases(ctx, it);
            }
        }
    }

    /// The rows of the table of key numbers.
    pub(super) fn rows(&self, ctx: &Context<'_>) -> &[String] {
        self.rows
            .get_or_init(|| numbers::rows(ctx, self.facts(ctx.sources)))
    }
}
