//! The limits of the judgements: how much of a sentence a unit must carry before its word counts against the draft's.
//!
//! Round numbers chosen on labelled drafts; `cargo bench --bench calibrate` learns them without each draft in turn and
//! tells what they then reach on it (`docs/accuracy.md`).

/// Entries that may hold a word for it to tell one of several apart.
pub(super) const FEW: usize = 4;

/// Shares of a sentence, or of a part of it, between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Words around a number that must stand around its rival, for the number to belong elsewhere.
    pub rival: f32,
    /// How much better they must fit there than at any place that has the draft's number.
    pub margin: f32,
    /// What the unit must carry that shows a number or a day to be out of its place.
    pub place: f32,
    /// What a unit that gives another number must carry where the roles are not plainly the same.
    pub number: f32,
    /// What a unit must carry of a clause for its plain yes to stand against the draft's no.
    pub denial: f32,
    /// What units of either polarity must carry, and be carried of, to be the same sentence.
    pub same: f32,
    /// What the unit of another speaker must carry to claim an act.
    pub act: f32,
    /// What their unit must carry of the act by itself, where it may be told with another verb.
    pub deed: f32,
    /// What a unit must carry for its time to count against the draft's.
    pub time: f32,
    /// What a unit must carry that pairs two things otherwise.
    pub pair: f32,
}

impl Limits {
    /// The limits in use.
    pub const IN_USE: Limits = Limits {
        rival: 0.5,
        margin: 0.3,
        place: 0.2,
        number: 0.24,
        denial: 0.5,
        same: 0.6,
        act: 0.5,
        deed: 0.35,
        time: 0.5,
        pair: 0.35,
    };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::IN_USE
    }
}
