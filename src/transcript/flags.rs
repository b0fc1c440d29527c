//! What is known of a turn beside its words.

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(u16);

/// Every mark and its name, in the order of listings.
const NAMES: [(Flags, &str); 9] = [
    (Flags::INAUDIBLE, "inaudible"),
    (Flags::CROSSTALK, "crosstalk"),
    (Flags::EDITED, "edited"),
    (Flags::BOT, "bot"),
    (Flags::AUTO_CAPTIONS, "auto-captions"),
    (Flags::LOW_CONFIDENCE, "low-confidence"),
    (Flags::CONTINUATION, "continuation"),
    (Flags::ASSISTANT, "assistant"),
    (Flags::SUMMARY, "summary"),
];

impl Flags {
    /// Words in it were not understood by whoever, or whatever, wrote it down.
    pub const INAUDIBLE: Flags = Flags(1);
    /// Several people speak at once.
    pub const CROSSTALK: Flags = Flags(1 << 1);
    /// Its author changed it later.
    pub const EDITED: Flags = Flags(1 << 2);
    /// A program wrote it.
    pub const BOT: Flags = Flags(1 << 3);
    /// Recognised by a machine, without case or punctuation.
    pub const AUTO_CAPTIONS: Flags = Flags(1 << 4);
    /// The recogniser doubts it.
    pub const LOW_CONFIDENCE: Flags = Flags(1 << 5);
    /// Goes on with what the same speaker said before somebody came between.
    pub const CONTINUATION: Flags = Flags(1 << 6);
    /// An assistant's own words: what it says of a run weighs less than what the run printed.
    pub const ASSISTANT: Flags = Flags(1 << 7);
    /// A summary of the transcript that follows: no evidence.
    pub const SUMMARY: Flags = Flags(1 << 8);

    /// Whether all marks of `other` are set.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    pub fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// Sets the marks of `other` too.
    pub fn set(&mut self, other: Flags) {
        *self = self.with(other);
    }

    /// The names of the marks that are set.
    pub fn names(self) -> Vec<&'static str> {
        let set = NAMES.iter().filter(|it| self.has(it.0));
        set.map(|it| it.1).collect()
    }
}
