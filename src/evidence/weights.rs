//! The weights of retrieval.
//!
//! Chosen by coordinate search over labelled drafts and public data; `cargo bench --bench calibrate` repeats the search
//! and tells what weights learnt from the other cases reach on each (`docs/accuracy.md`).

/// What retrieval weighs, and how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// BM25: how soon another mention of a word counts no more (k1).
    pub saturation: f32,
    /// BM25: how much a long unit or turn has to say more to score the same (b).
    pub length: f32,
    /// Share of its turn's score that a unit inherits.
    pub turn: f32,
    /// Share of each neighbouring turn's score that a unit inherits.
    pub neighbour: f32,
    /// What a turn gains when it says all of the sentence's words, as a share of its score.
    pub complete: f32,
    /// A shared number, against a word that is as rare.
    pub number: f32,
    /// A shared time, against a word that is as rare.
    pub time: f32,
    /// A question, against a statement with the same words.
    pub question: f32,
    /// What an assistant says of a session, against what its commands printed.
    pub assistant: f32,
    /// The question's words in the score of its answer.
    pub answered: f32,
    /// The speaker's name, against a word of the turn.
    pub speaker: f32,
    /// Words of one family (`category`, `categorised`), against the same word.
    pub family: f32,
    /// Words that only report (`mentioned`, `the team`), against words that say what.
    pub reporting: f32,
    /// The words of the sentence before, where this one leans on it (`It`, `They`).
    pub leaning: f32,
    /// How much the places of the sentences around speak for a turn.
    pub region: f32,
    /// What is left of that one turn further on.
    pub spread: f32,
    /// What a unit loses as the second or third piece of evidence for what the ones before it say already.
    pub repeats: f32,
}

impl Weights {
    /// The weights in use.
    pub const LEARNT: Weights = Weights {
        saturation: 0.8,
        length: 0.25,
        turn: 0.8,
        neighbour: 0.2,
        complete: 0.2,
        number: 1.5,
        time: 1.2,
        question: 0.9,
        assistant: 0.95,
        answered: 0.7,
        speaker: 2.0,
        family: 0.3,
        reporting: 0.6,
        leaning: 0.2,
        region: 0.25,
        spread: 0.95,
        repeats: 0.1,
    };
}

impl Default for Weights {
    fn default() -> Weights {
        Weights::LEARNT
    }
}
