//! What a format gets to read: the text, its lines, the part of it that is the source, and what the configuration
//! says. Lines are classified once, and only where a format asks for them.

use std::cell::OnceCell;

use super::json::{Node, Object};
use super::line::Source;
use crate::config::Reading;
use crate::text::{LineIndex, Span};

/// A source before it is read.
pub(super) struct Input<'a> {
    pub(super) text: &'a str,
    pub(super) index: &'a LineIndex,
    pub(super) reading: &'a Reading,
    /// The bytes that are the source: all of them, or the section that the configuration names.
    pub(super) window: Span,
    document: OnceCell<Source<'a>>,
    json: OnceCell<Option<Node<'a>>>,
    entries: OnceCell<Option<Object<'a>>>,
}

impl<'a> Input<'a> {
    pub(super) fn new(text: &'a str, index: &'a LineIndex, reading: &'a Reading) -> Input<'a> {
        let all = Span::new(0, text.len());
        let section = reading.section.as_deref().and_then(|it| section(text, index, it));
        Input {
            text,
            index,
            reading,
            window: section.unwrap_or(all),
            document: OnceCell::new(),
            json: OnceCell::new(),
            entries: OnceCell::new(),
        }
    }

    /// The same file, but only the bytes `window` of it.
    pub(super) fn within(&self, window: Span) -> Input<'a> {
        Input {
            text: self.text,
            index: self.index,
            reading: self.reading,
            window,
            document: OnceCell::new(),
            json: OnceCell::new(),
            entries: OnceCell::new(),
        }
    }

    /// Its lines, classified as those of a document.
    pub(super) fn document(&self) -> &Source<'a> {
        self.document
            .get_or_init(|| Source::new(self.text, self.index, self.window))
    }

    /// The JSON value that it is as a whole, if it is an array or an object.
    pub(super) fn json(&self) -> Option<Node<'a>> {
        *self.json.get_or_init(|| {
            let text = self.body();
            let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let at = self.window.end - text.len();
            let is_json = text.starts_with(['{', '[']);
            is_json.then(|| Node::parse(text, at).ok()).flatten()
        })
    }

    /// The entries of the JSON object that it is as a whole.
    pub(super) fn entries(&self) -> Option<&Object<'a>> {
        let root = self.json().filter(|it| it.is_object());
        self.entries.get_or_init(|| root.map(Node::object)).as_ref()
    }

    /// Its lines as they stand, without their breaks, each with its bytes in the file.
    pub(super) fn lines(&self) -> impl Iterator<Item = (Span, &'a str)> + '_ {
        let first = self.index.line(self.window.start);
        let inside = (first..self.index.count()).map(|n| self.index.span(self.text, n));
        inside
            .skip_while(|it| it.start < self.window.start)
            .take_while(|it| it.start < self.window.end || self.window.is_empty())
            .map(|it| (it, &self.text[it.range()]))
    }

    /// The text of the source, from `window.start` on.
    pub(super) fn body(&self) -> &'a str {
        &self.text[self.window.range()]
    }
}

/// The bytes below the heading `name`, up to the next heading of its level or above.
pub(super) fn section(text: &str, index: &LineIndex, name: &str) -> Option<Span> {
    let wanted = plain(name);
    let lines = || (0..index.count()).map(|n| (n, &text[index.span(text, n).range()]));
    let (at, line) = lines().find(|(_, it)| !it.is_empty() && plain(it) == wanted)?;
    let level = marks(line);
    let is_end = |it: &str| level > 0 && (1..=level).contains(&marks(it));
    let end = lines().skip(at + 1).find(|(_, it)| is_end(it));
    Some(Span::new(
        index.start(at + 1),
        end.map_or(text.len(), |it| index.start(it.0)),
    ))
}

/// The words of a heading, in lower case, without marks and pictures.
fn plain(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

/// Marks of a Markdown heading; 0 for another line.
fn marks(line: &str) -> usize {
    let marks = line.len() - line.trim_start_matches('#').len();
    if line[marks..].starts_with(' ') { marks } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_goes_to_the_next_heading_of_its_level() {
        let text =
            "# Call\n## 📝 Notes\nNo.\n## 📖 Transcript\nANA: Yes.\n### 00:05\nBEN: Two.\n## After\nNo.\n";
        let index = LineIndex::new(text);
        let span = section(text, &index, "transcript").expect("the section is there");
        assert_eq!(&text[span.range()], "ANA: Yes.\n### 00:05\nBEN: Two.\n");
        assert_eq!(section(text, &index, "Minutes"), None);
    }

    #[test]
    fn the_section_alone_is_read() {
        let text = "# Call\n\nANA: Not this.\n\n## Transcript\n---\ndate: today\n---\nANA: Yes.\n\nBEN: Two.\n\nANA: Three.\n\n## After\n\nBEN: Nor this.\n";
        let reading = Reading {
            section: Some("Transcript".to_owned()),
            ..Reading::default()
        };
        let it = crate::transcript::Transcript::read(text, &reading);
        let spoken = it.turns.iter().filter(|it| it.speaker.is_some());
        let said: Vec<&str> = spoken.map(|it| it.view.text()).collect();
        assert_eq!(said, ["Yes.", "Two.", "Three."]);
        assert_eq!(it.lines.lines(it.turns[it.turns.len() - 1].span), (13, 13));
    }
}
