//! Judging a claim against its evidence, with the proof. Facts about the text; policy is in `rules`.

mod actor;
mod alternatives;
mod attribution;
mod cause;
mod counted;
mod denied;
mod derivation;
mod deed;
mod detail;
mod echo;
mod goes_on;
mod hedge;
mod images;
mod indirect;
mod judge;
mod limits;
mod misattributed;
mod name;
mod number;
mod opposite;
mod out_of_place;
mod pairing;
mod pairing_row;
mod people;
mod place;
mod planned;
mod polarity;
mod quantifier;
mod quote;
mod relation;
mod rest;
mod rival;
mod role;
mod ruled_out;
mod scope;
mod sibling;
mod sides;
mod speakers;
mod subject;
mod support;
mod tag;
mod taken_back;
mod time;
mod time_clause;
mod time_otherwise;
mod told;
mod vague_time;
mod weekday;
mod wished;

pub use images::Images;
pub use judge::{Judge, Judged, Piece, Surroundings, verdict_of};
pub use limits::Limits;
pub use people::People;

use crate::evidence::Place;
use crate::text::Span;

/// The judgement on a sentence, worst first (`product.md` §4; the order is the contract's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The source says otherwise.
    Contradicted,
    /// Quotation marks around words that the source does not hold in that form.
    Misquoted,
    /// Right words, wrong speaker.
    Misattributed,
    /// A checkable claim with nothing behind it.
    Unsupported,
    /// Some evidence, below the bar.
    Weak,
    /// Waived by the author, with a reason.
    Attested,
    /// Follows by arithmetic or counting.
    Derived,
    /// Stated, quoted or clearly paraphrased.
    Supported,
    /// Commentary, question, transition, general knowledge.
    NotAClaim,
}

impl Verdict {
    /// All, worst first.
    pub const ALL: [Verdict; 9] = [
        Verdict::Contradicted,
        Verdict::Misquoted,
        Verdict::Misattributed,
        Verdict::Unsupported,
        Verdict::Weak,
        Verdict::Attested,
        Verdict::Derived,
        Verdict::Supported,
        Verdict::NotAClaim,
    ];

    /// Whether it says that something is wrong.
    pub fn is_wrong(self) -> bool {
        self <= Verdict::Unsupported
    }

    /// The name in JSON, docs and hovers.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Contradicted => "contradicted",
            Verdict::Misquoted => "misquoted",
            Verdict::Misattributed => "misattributed",
            Verdict::Unsupported => "unsupported",
            Verdict::Weak => "weak",
            Verdict::Attested => "attested",
            Verdict::Derived => "derived",
            Verdict::Supported => "supported",
            Verdict::NotAClaim => "not-a-claim",
        }
    }
}

/// An arithmetic proof: `38,800 = 47,000 − 8,200`.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// The draft's value as written.
    pub value: String,
    /// Its place, bytes of the draft.
    pub span: Span,
    /// `47,000 - 8,200`
    pub expression: String,
    /// The numbers it rests on.
    pub operands: Vec<Operand>,
}

/// A number that a derivation rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// As written in the source.
    pub value: String,
    /// Where.
    pub place: Place,
}

/// What is wrong with some words of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// What is wrong.
    pub kind: IssueKind,
    /// The offending words, bytes of the draft.
    pub span: Span,
    /// What would be right, in the form in which it replaces `span` in the draft.
    pub right: Option<String>,
    /// The source's words that prove it (or come closest).
    pub place: Option<Place>,
    /// A second place (where a misapplied number belongs; the other half of a merged quote; the turn that only reports
    /// words which the draft gives to its speaker).
    pub other: Option<Place>,
}

/// What can be wrong, told apart as the rules tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IssueKind {
    /// The source gives another number for the same thing.
    ContradictedNumber,
    /// The number is in the source, on another thing.
    MisappliedNumber,
    /// The source gives another time, date or weekday.
    ContradictedTime,
    /// The source names somebody or something else.
    ContradictedName,
    /// Somebody else did it.
    ContradictedActor,
    /// from/to, up/down, before/after swapped.
    ContradictedDirection,
    /// The source says it did not happen, or the draft does.
    ContradictedNegation,
    /// The source says that it all but happened.
    OnlyNearly,
    /// The source says that nobody knows.
    NobodyKnows,
    /// The speaker took it back.
    RetractedClaim,
    /// The value was only asked for or wished for.
    OnlyAsked,
    /// A thing to do, told as done.
    StillToDo,
    /// A wish, a plan or a request that did not come about, told as done.
    OnlyWished,
    /// Quoted words changed.
    AlteredQuote,
    /// A quotation stitched from two places.
    MergedQuote,
    /// A quotation cut where the meaning turns.
    TruncatedQuote,
    /// Nobody said these words.
    InventedQuote,
    /// Somebody else said these words.
    MisattributedQuote,
    /// No source has this number.
    UnsupportedNumber,
    /// No source has this name.
    UnknownName,
    /// No source speaks of this thing or person.
    UnknownDetail,
    /// Nothing in the sources backs it.
    UnsupportedClaim,
    /// Some backing, below the bar.
    ThinlyBackedClaim,
    /// The source was less sure.
    DroppedHedge,
    /// The source says it of less.
    WidenedScope,
    /// The source has the cause as the effect.
    ReversedCause,
    /// The cited lines do not exist.
    BrokenCitation,
    /// The cited lines say something else.
    CitationMismatch,
}
