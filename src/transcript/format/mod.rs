//! Formats, one file each, and the one list that detection walks.
use super::Transcript;
pub(super) fn parse(text: &str) -> Transcript {
    Transcript {
        text: text.into(),
        lines: crate::text::LineIndex::new(text),
        format: "plain",
        why: String::new(),
        speakers: Vec::new(),
        turns: Vec::new(),
        units: Vec::new(),
        problems: Vec::new(),
    }
}
