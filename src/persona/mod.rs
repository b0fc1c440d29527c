//! The author's own files: voice profile, bio, series tracker. All optional, read loosely.
//! The voice profile is a licence for phrasing, never evidence; only what it says of a recurring character backs the
//! sentence that introduces them.

pub mod avoid;
pub mod bands;
pub mod bio;
pub mod device;
pub mod episode;
pub mod habit;
pub mod phrase;
pub mod reading;
pub mod series;
pub mod shape;
pub mod voice;

/// Whatever of the author's files was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Persona {
    /// `persona/voice.md`
    pub voice: Option<voice::Voice>,
    /// `persona/bio.md`
    pub bio: Option<bio::Bio>,
    /// `series-tracker.md`
    pub series: Option<series::Series>,
}
