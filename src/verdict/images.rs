//! Images: words of the author's own for what happened, which no source has and which come back all through the draft.
//!
//! A scheduler that delivers is a postman in this post; what the postman does is no claim about a postman. What is made
//! up is told once, as having happened, with a day and a number; an image comes back, and is somewhere said to be so.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::judge::Case;
use crate::claim::{Claim, clause_around, stance};
use crate::draft::{BlockKind, Draft};
use crate::evidence::Index;
use crate::language::names::NameKind;
use crate::language::time::TimeRef;
use crate::language::words::{Stem, Word};
use crate::text::Span;

/// Sentences in which a word comes back.
const AGAIN: usize = 3;

/// The images of a draft.
#[derive(Debug, Default)]
pub struct Images {
    stems: Vec<Stem>,
}

impl Images {
    /// Reads `draft`, whose sentences claim what `claim` says of each.
    pub fn of<'a>(draft: &Draft, index: &Index, claim: impl Fn(usize) -> &'a Claim) -> Images {
        let mut sentences: FxHashMap<Stem, Vec<(usize, Span)>> = FxHashMap::default();
        for (at, sentence) in draft.sentences.iter().enumerate() {
            let kind = draft.blocks[sentence.block].kind;
            if !matches!(kind, BlockKind::Paragraph | BlockKind::ListItem) {
                continue;
            }
            let text = sentence.view.text();
            let quoted = |span: Span| sentence.quotes.iter().any(|it| it.outer.overlaps(span));
            for word in claim(at).words.iter().filter(|it| !it.stop && !quoted(it.span)) {
                let is_small = text[word.span.range()].bytes().all(|it| it.is_ascii_lowercase());
                let known = || index.knows(word.stem) || index.knows_family(&text[word.span.range()]);
                let own = is_small && !known();
                let places = own.then(|| sentences.entry(word.stem).or_default());
                if let Some(places) = places.filter(|it| it.last().is_none_or(|last| last.0 != at)) {
                    places.push((at, word.span));
                }
            }
        }
        // Somewhere it is said to be so, or what it is like, not what it did.
        let is_drawn = |&(at, span): &(usize, Span)| {
            let text = draft.sentences[at].view.text();
            let stance = stance(text, claim(at));
            !stance.past && !stance.question && !is_anchored(text, claim(at), clause_around(text, span))
        };
        let come_back = sentences.into_iter().filter(|it| AGAIN <= it.1.len());
        let mut stems: Vec<Stem> = come_back
            .filter(|it| it.1.iter().any(is_drawn))
            .map(|it| it.0)
            .collect();
        stems.sort_unstable();
        Images { stems }
    }

    fn has(&self, stem: Stem) -> bool {
        self.stems.binary_search(&stem).is_ok()
    }

    /// What tells two of them apart.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.stems.hash(&mut hasher);
        hasher.finish()
    }
}

/// Whether the word is an image, in a clause that holds nothing to look up.
pub(super) fn is_image(case: &Case<'_>, word: &Word) -> bool {
    let images = case.around.images;
    let clause = || clause_around(case.text, word.span);
    images.is_some_and(|it| it.has(word.stem)) && !is_anchored(case.text, case.claim, clause())
}

/// Whether a whole sentence speaks in an image and holds nothing to look up.
pub(super) fn speaks_in_one(case: &Case<'_>) -> bool {
    let Some(images) = case.around.images else {
        return false;
    };
    let mut words = case.claim.words.iter();
    words.any(|it| images.has(it.stem)) && !is_anchored(case.text, case.claim, Span::new(0, case.text.len()))
}

/// Whether `clause` holds a number, a day, an hour or a name; `this year` points to no day.
fn is_anchored(text: &str, claim: &Claim, clause: Span) -> bool {
    let is_one = |span: Span| {
        matches!(
            &text[span.range()],
            "a" | "an" | "one" | "once" | "A" | "An" | "One"
        )
    };
    let numbers = claim.amounts.iter().filter(|it| !is_one(it.quantity.number));
    let times = claim
        .times
        .iter()
        .filter(|it| !matches!(it.value, TimeRef::Relative { .. } | TimeRef::PartOfDay(_)));
    let names = claim
        .names
        .iter()
        .filter(|it| it.kind == NameKind::Proper && !it.opens);
    let spans = numbers.map(|it| it.quantity.span).chain(times.map(|it| it.span));
    spans.chain(names.map(|it| it.span)).any(|it| clause.overlaps(it))
}
