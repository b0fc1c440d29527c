//! Where the lines of a text begin. A line ends with `\n`, `\r\n` or a lone `\r`.

use super::Span;

/// Line starts of one text. Lines are counted from 0 here; what people see is one more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let lone_return = byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if byte == b'\n' || lone_return {
                starts.push(at + 1);
            }
        }
        LineIndex {
            starts,
            len: text.len(),
        }
    }

    /// Number of lines; a text that ends with a line break has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The 0-based line that holds `offset`; offsets behind the text fall on the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Byte offset at which 0-based `line` starts; the text's length for lines behind the end.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.len)
    }

    /// The span of 0-based `line` in `text`, without its line break.
    pub fn span(&self, text: &str, line: usize) -> Span {
        let (start, next) = (self.start(line), self.start(line + 1));
        let content = text[start..next].trim_end_matches(['\n', '\r']);
        Span::new(start, start + content.len())
    }

    /// 1-based line and column of `offset`; the column counts Unicode scalar values.
    pub fn line_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let column = text
            .get(self.start(line)..offset)
            .map_or(0, |before| before.chars().count());
        (line + 1, column + 1)
    }

    /// 1-based first and last line that `span` touches.
    pub fn lines(&self, span: Span) -> (usize, usize) {
        let last = if span.is_empty() { span.end } else { span.end - 1 };
        (self.line(span.start) + 1, self.line(last) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = "a\nb\r\nc\rd\n";
        let lines = LineIndex::new(text);
        assert_eq!(lines.count(), 5);
        let contents: Vec<&str> = (0..5).map(|n| &text[lines.span(text, n).range()]).collect();
        assert_eq!(contents, ["a", "b", "c", "d", ""]);
        assert_eq!(lines.line_column(text, 5), (3, 1));
    }

    #[test]
    fn columns_count_scalar_values() {
        let text = "é🚨x";
        assert_eq!(LineIndex::new(text).line_column(text, text.len() - 1), (1, 3));
    }
}
