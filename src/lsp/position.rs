//! Positions of the protocol and bytes of the text, both ways, and edits applied. The only file that
//! counts UTF-16.

use ls_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};

use crate::text::{LineIndex, Span};

/// How a client counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client must speak, and what every other Markdown server in the buffer speaks.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// UTF-16 where the client lists it or lists nothing that is known; else the first of its list.
    /// Two servers in one buffer that count differently confuse several editors.
    pub(crate) fn negotiate(offered: &[PositionEncodingKind]) -> Encoding {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        };
        let mut offers = offered.iter().filter_map(known);
        let speaks_utf16 = offers.clone().any(|it| it == Encoding::Utf16);
        if speaks_utf16 {
            return Encoding::Utf16;
        }
        offers.next().unwrap_or_default()
    }

    /// The protocol's name for it.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, it: char) -> usize {
        match self {
            Encoding::Utf8 => it.len_utf8(),
            Encoding::Utf16 => it.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    fn units(self, text: &str) -> usize {
        if self == Encoding::Utf8 || text.is_ascii() {
            return text.len();
        }
        text.chars().map(|it| self.width(it)).sum()
    }

    /// Bytes of `text` that its first `units` units take; a unit inside a character rounds down.
    fn bytes(self, text: &str, units: usize) -> usize {
        if text.is_ascii() {
            return units.min(text.len());
        }
        let mut left = units;
        for (at, it) in text.char_indices() {
            let width = self.width(it);
            if left < width {
                return at;
            }
            left -= width;
        }
        text.len()
    }
}

/// A text, its lines, and how its client counts.
#[derive(Clone, Copy)]
pub(crate) struct Map<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its lines.
    pub(crate) lines: &'a LineIndex,
    /// How positions count.
    pub(crate) encoding: Encoding,
}

impl Map<'_> {
    /// The byte that `position` stands for. Behind a line's end is its end; behind the text is its end.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if self.lines.count() <= line {
            return self.text.len();
        }
        let content = self.lines.span(self.text, line);
        let text = &self.text[content.range()];
        content.start + self.encoding.bytes(text, position.character as usize)
    }

    /// The bytes of `range`; a range the wrong way round is turned.
    pub(crate) fn span(&self, range: Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }

    /// The position of byte `offset`; one inside a character or a line break rounds down.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.line(offset);
        let content = self.lines.span(self.text, line);
        let before = &self.text[content.start..offset.min(content.end)];
        Position {
            line: to_u32(line),
            character: to_u32(self.encoding.units(before)),
        }
    }

    /// The range of `span`.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }
}

/// The text after `changes`, each of which speaks of the text that the one before it left.
pub(crate) fn apply(text: &str, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let Some(range) = change.range else {
            text = change.text;
            continue;
        };
        let lines = LineIndex::new(&text);
        let map = Map {
            text: &text,
            lines: &lines,
            encoding,
        };
        let span = map.span(range);
        text.replace_range(span.range(), &change.text);
    }
    text
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Pieces that go wrong: every line break, two-, three- and four-byte characters, a combining mark.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "a",
            "word ",
            "é",
            "日",
            "🚨",
            "👩‍🚀",
            "e\u{301}",
            "\u{feff}",
            "|",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
    }

    fn slow_position(text: &str, offset: usize, encoding: Encoding) -> Position {
        let (mut line, mut character) = (0, 0);
        let mut rest = text[..offset].chars().peekable();
        while let Some(it) = rest.next() {
            let ends_line = it == '\n' || (it == '\r' && rest.peek() != Some(&'\n'));
            let in_break = it == '\r' && !ends_line;
            if ends_line {
                (line, character) = (line + 1, 0);
            } else if !in_break {
                character += encoding.width(it) as u32;
            }
        }
        // A return at the very end of the prefix that a newline follows is not a line break yet.
        if text[..offset].ends_with('\r') && text[offset..].starts_with('\n') {
            let start = text[..offset - 1].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            return Position {
                line: line - 1,
                character: text[start..offset - 1]
                    .chars()
                    .map(|it| encoding.width(it) as u32)
                    .sum(),
            };
        }
        Position { line, character }
    }

    proptest! {
        #[test]
        fn every_character_has_one_position_and_comes_back(text in text()) {
            let lines = LineIndex::new(&text);
            for encoding in ENCODINGS {
                let map = Map { text: &text, lines: &lines, encoding };
                for offset in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                    let position = map.position(offset);
                    prop_assert_eq!(position, slow_position(&text, offset, encoding));
                    let inside_break = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    if !inside_break {
                        prop_assert_eq!(map.offset(position), offset);
                    }
                }
            }
        }

        #[test]
        fn any_position_is_a_character_boundary(text in text(), line in 0u32..50, character in 0u32..200) {
            let lines = LineIndex::new(&text);
            for encoding in ENCODINGS {
                let map = Map { text: &text, lines: &lines, encoding };
                let offset = map.offset(Position { line, character });
                prop_assert!(text.is_char_boundary(offset));
            }
        }

        #[test]
        fn an_edit_replaces_exactly_its_range(text in text(), a in 0usize..200, b in 0usize..200, new in text()) {
            let lines = LineIndex::new(&text);
            let legal = |at: usize| {
                let mut at = at.min(text.len());
                while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
                    at -= 1;
                }
                at
            };
            let (a, b) = (legal(a), legal(b));
            let span = Span::new(a.min(b), a.max(b));
            let expected = format!("{}{}{}", &text[..span.start], new, &text[span.end..]);
            for encoding in ENCODINGS {
                let map = Map { text: &text, lines: &lines, encoding };
                let change = TextDocumentContentChangeEvent {
                    range: Some(map.range(span)),
                    range_length: None,
                    text: new.clone(),
                };
                prop_assert_eq!(&apply(&text, vec![change], encoding), &expected);
            }
        }
    }

    #[test]
    fn utf16_is_taken_where_it_is_offered() {
        let kinds = |names: &[&str]| -> Vec<PositionEncodingKind> {
            names
                .iter()
                .map(|it| PositionEncodingKind::from((*it).to_owned()))
                .collect()
        };
        assert_eq!(Encoding::negotiate(&kinds(&["utf-8", "utf-16"])), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(&kinds(&["utf-32", "utf-8"])), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(&kinds(&["utf-8"])), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&kinds(&["utf-7"])), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
    }

    #[test]
    fn later_changes_speak_of_the_text_that_earlier_ones_left() {
        let change = |line, from, to, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range::new(Position::new(line, from), Position::new(line, to))),
            range_length: None,
            text: text.to_owned(),
        };
        let out = apply(
            "ab\r\ncd",
            vec![
                change(0, 2, 2, "🚨\nx"),
                change(1, 1, 1, "y"),
                change(2, 0, 1, ""),
            ],
            Encoding::Utf16,
        );
        assert_eq!(out, "ab🚨\nxy\r\nd");
    }
}
