//! The series tracker: episodes, callbacks, catchphrases. Evidence for callbacks only.

/// A series tracker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Path for messages.
    pub path: String,
    /// The file's text.
    pub text: String,
}

impl Series {
    /// Reads a tracker.
    pub fn parse(path: &str, text: &str) -> Series {
        Series {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}
