//! The author's bio.

/// A bio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bio {
    /// Path for messages.
    pub path: String,
    /// The author's full name, where the file states it.
    pub name: Option<String>,
    /// The file's text.
    pub text: String,
}

impl Bio {
    /// The author's first name.
    pub fn first_name(&self) -> Option<String> {
        let first = self.name.as_deref()?.split_whitespace().next()?;
        Some(first.to_owned())
    }

    /// Reads a bio.
    pub fn parse(path: &str, text: &str) -> Bio {
        Bio {
            path: path.to_owned(),
            name: None,
            text: text.to_owned(),
        }
    }
}
