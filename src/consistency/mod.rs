//! The draft against itself: numbers, times and names that cannot all be right, whatever the source says.
//!
//! A conflict is a fact with its arithmetic; what is shown of it, and how loudly, is for the rules. What only
//! needs one passage is found when that passage is read, and remembered with it; what needs two is found over
//! the passages of the whole draft, from what was read.

mod announced;
mod attribute;
mod change;
mod elapsed;
mod equation;
mod event;
mod headline;
mod lists;
mod moment;
mod parts;
mod passage;
mod rest;
mod scorecard;
mod share;
mod show;
mod spelling;
mod table;
mod threshold;
mod total;
mod weigh;

pub use passage::Memo;

use crate::draft::Draft;
use crate::language::alias::Aliases;
use crate::text::Span;

/// What kind of conflict it is; each has its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One attribute with two values.
    Number,
    /// A sum, a share, a duration, a factor or a count that does not come out.
    Arithmetic,
    /// A value that is said to keep a limit and does not, or the other way round.
    Threshold,
    /// A number of the title or of a heading that the text has otherwise, or does not have.
    Headline,
    /// One name, spelt in two ways.
    Name,
}

/// Two places of a draft, or one with its own arithmetic, that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What kind it is.
    pub kind: Kind,
    /// The words that do not fit, bytes of the draft.
    pub span: Span,
    /// The arithmetic, or what the other place says: a sentence.
    pub proof: String,
    /// The other place, bytes of the draft.
    pub other: Option<Span>,
    /// Index of the draft's sentence that holds `span`; `None` in headings and front matter.
    pub sentence: Option<usize>,
}

/// All conflicts of `draft`, in its order. `memo` is carried from version to version of one draft; a fresh one
/// gives the same result, only later.
pub fn find(draft: &Draft, aliases: &Aliases, memo: &mut Memo) -> Vec<Conflict> {
    let passages = passage::read(draft, aliases, memo);
    let mut found: Vec<Conflict> = Vec::new();
    for passage in &passages {
        found.extend(passage.reading.local.iter().map(|it| Conflict {
            kind: it.kind,
            span: passage.in_file(it.span),
            proof: it.proof.clone(),
            other: it.other.map(|it| passage.in_file(it)),
            sentence: passage.sentence,
        }));
    }
    announced::find(draft, &passages, &mut found);
    attribute::find(draft, &passages, &mut found);
    elapsed::find(&passages, &mut found);
    elapsed::labelled(draft, &passages, &mut found);
    event::find(draft, &passages, &mut found);
    headline::find(draft, &passages, &mut found);
    moment::find(draft, &passages, &mut found);
    rest::find(&passages, &mut found);
    scorecard::find(draft, &passages, &mut found);
    spelling::find(draft, &passages, &mut found);
    table::find(draft, &passages, &mut found);
    threshold::find(draft, &passages, &mut found);
    total::find(draft, &passages, &mut found);
    found.sort_by(|a, b| (a.span, a.kind, &a.proof).cmp(&(b.span, b.kind, &b.proof)));
    found.dedup_by(|later, kept| later.span == kept.span && later.kind == kept.kind);
    found
}

#[cfg(test)]
mod tests;
