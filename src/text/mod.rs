//! Byte spans, line index and normalised views of a text. Bytes inside, nothing else: no columns in
//! UTF-16 here (that is `lsp/position.rs`).

mod garbled;
mod line_index;
mod span;
mod view;

pub use garbled::garbled;
pub use line_index::LineIndex;
pub use span::Span;
pub use view::View;

/// A number with its thousands parted, as messages show it: `12,340`.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut res = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            res.push(',');
        }
        res.push(digit);
    }
    res
}

/// The last place of `text` up to `at` where a character begins.
pub fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}

/// `text` on one line, every run of white space as one space.
pub fn one_line(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !res.is_empty() {
            res.push(' ');
        }
        res.push_str(word);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        let shown = [0, 999, 1000, 2_200, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "999", "1,000", "2,200", "1,234,567"]);
    }
}
