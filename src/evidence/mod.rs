//! Which transcript units bear on a claim: the sources of a draft, their index, retrieval with
//! explainable scores, alignment of quotations.

pub mod align;
mod build;
mod calendar;
mod correction;
mod explain;
mod index;
pub mod pick;
mod region;
mod resumption;
mod retraction;
mod values;
mod weights;

use std::sync::{Arc, OnceLock};

pub use calendar::{Calendar, Dated};
pub use correction::RetractedTime;
pub use index::{Entry, Index, Passage, Query, Retraction, best, has_stem, has_time};

pub use region::Footing;
pub use weights::Weights;

pub(crate) use index::{MOST, only_reports};

use crate::language::alias::Aliases;
use crate::text::Span;
use crate::transcript::Transcript;

/// What a source may be evidence for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Evidence for every claim.
    Transcript,
    /// The series tracker: evidence for callbacks only.
    Tracker,
}

/// One source of a draft.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the working directory (command line) or workspace, with `/`; for people and JSON.
    pub path: String,
    /// What it may back.
    pub role: Role,
    /// What it says.
    pub transcript: Arc<Transcript>,
}

/// All sources of one draft, indexed together.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Transcripts first, in the order named.
    pub list: Vec<Source>,
    /// The configuration's groups of words that count as one.
    pub aliases: Vec<Vec<String>>,
    /// Their index.
    pub index: Index,
    /// Every source by itself, once somebody asks.
    alone: OnceLock<Vec<Sources>>,
}

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index into [`Sources::list`].
    pub source: usize,
    /// Bytes of that source.
    pub span: Span,
}

/// Something that a sentence and a unit share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// What kind of thing.
    pub kind: MatchKind,
    /// The draft's words, as written.
    pub said: String,
}

/// Kinds of shared things, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// A run of four words or more, word for word.
    Verbatim,
    /// A quantity.
    Number,
    /// A clock time, date or weekday.
    Time,
    /// A name or identifier.
    Name,
    /// The speaker.
    Speaker,
    /// A content word.
    Word,
}

/// A unit that bears on a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Index into [`Sources::list`].
    pub source: usize,
    /// Index into that transcript's units.
    pub unit: usize,
    /// 0–1: the share of the claim's weight that this unit carries.
    pub score: f32,
    /// What matched, for the hover.
    pub matched: Vec<Match>,
}

impl Sources {
    /// Indexes `list`.
    pub fn new(list: Vec<Source>) -> Sources {
        Sources::with_aliases(list, &[])
    }

    /// Indexes `list`; words of one of the `aliases` groups count as one.
    pub fn with_aliases(list: Vec<Source>, aliases: &[Vec<String>]) -> Sources {
        Sources::weighed(list, aliases, Weights::LEARNT)
    }

    /// Indexes `list` with other weights than those in use: for the program that learns them.
    pub fn weighed(list: Vec<Source>, aliases: &[Vec<String>], weights: Weights) -> Sources {
        let index = Index::new(&list, Aliases::new(aliases), weights);
        Sources {
            list,
            aliases: aliases.to_vec(),
            index,
            alone: OnceLock::new(),
        }
    }

    /// Every transcript as if it were the only source, by its index in [`Sources::list`]; none where there is only one.
    pub fn alone(&self) -> &[Sources] {
        self.alone.get_or_init(|| {
            let transcripts = || self.list.iter().filter(|it| it.role == Role::Transcript);
            if transcripts().count() < 2 {
                return Vec::new();
            }
            let alone =
                transcripts().map(|it| Sources::weighed(vec![it.clone()], &self.aliases, self.index.weights));
            alone.collect()
        })
    }
}
