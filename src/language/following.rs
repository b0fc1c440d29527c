//! What follows a full stop, a question mark, an ellipsis: the first thing that decides whether a sentence ended.

use super::sentence::{char_at, is_emoji, skip_space};

/// What follows a possible end of a sentence.
pub(super) struct Next<'a> {
    /// Whether white space or the end of the text parts it.
    pub(super) apart: bool,
    /// Where the sentence ends if it does: behind emoji that follow.
    pub(super) end: usize,
    /// An em dash or `--` comes next: an attribution or an aside.
    pub(super) dash: bool,
    pub(super) class: Class,
    pub(super) word: &'a str,
    pub(super) word_at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Upper,
    Lower,
    Digit,
    Other,
}

impl Next<'_> {
    /// `None` where nothing but white space and emoji follows: the sentence ends with the text.
    pub(super) fn read(text: &str, end: usize) -> Option<Next<'_>> {
        let mut sentence_end = end;
        let mut at = skip_space(text, end);
        let mut apart = end < at;
        while let Some(c) = char_at(text, at).filter(|&c| is_emoji(c)) {
            at += c.len_utf8();
            sentence_end = at;
            apart = true;
            at = skip_space(text, at);
        }
        let rest = &text[at..];
        let dash = rest.starts_with(['—', '–', '―']) || rest.starts_with("--");
        // A few marks may come before the word; a desert of them is not worth searching.
        let (ahead, first) = rest
            .char_indices()
            .take(16)
            .find(|it| it.1.is_alphanumeric())
            .or_else(|| {
                let first = rest.chars().next()?;
                Some((0, first))
            })?;
        let word_at = at + ahead;
        let tail = &text[word_at..];
        let class = if first.is_uppercase() {
            Class::Upper
        } else if first.is_lowercase() {
            Class::Lower
        } else if first.is_numeric() {
            Class::Digit
        } else {
            Class::Other
        };
        let word = &tail[..tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len())];
        Some(Next {
            apart,
            end: sentence_end,
            dash,
            class,
            word,
            word_at,
        })
    }
}
