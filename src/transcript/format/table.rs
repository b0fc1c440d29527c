//! Tables of values parted by commas, tabs or semicolons, where every field knows its bytes. Quoted fields may hold the
//! mark that parts them, line breaks, and quotes written twice.

use super::moment::Moment;
use crate::text::{Span, View};

/// A line of the table.
pub(super) struct Record {
    pub(super) span: Span,
    pub(super) fields: Vec<Field>,
}

/// A value.
pub(super) struct Field {
    /// What it says.
    pub(super) view: View,
}

/// The records of `text`, which begins at `at` in the file; blank lines are none.
pub(super) fn records(text: &str, at: usize, mark: u8) -> impl Iterator<Item = Record> {
    let mut from = text.len() - text.trim_start_matches('\u{feff}').len();
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while matches!(bytes.get(from), Some(b'\n' | b'\r')) {
            from += 1;
        }
        if text.len() <= from {
            return None;
        }
        let start = from;
        let mut fields = Vec::new();
        loop {
            let (view, end) = field(text, from, at, mark);
            fields.push(Field { view });
            from = end;
            if bytes.get(from) != Some(&mark) {
                break;
            }
            from += 1;
        }
        let span = Span::new(at + start, at + from);
        Some(Record { span, fields })
    })
}

/// The field that begins at `from`, and where it ends.
fn field(text: &str, from: usize, at: usize, mark: u8) -> (View, usize) {
    let bytes = text.as_bytes();
    let ends = |it: u8| it == mark || matches!(it, b'\n' | b'\r');
    let mut view = View::default();
    if bytes.get(from) != Some(&b'"') {
        let rest = bytes.get(from..).unwrap_or_default();
        let end = from + rest.iter().position(|it| ends(*it)).unwrap_or(rest.len());
        let raw = text.get(from..end).unwrap_or_default();
        let blanks = raw.len() - raw.trim_start().len();
        view.push(raw.trim(), at + from + blanks);
        return (view, end);
    }
    let mut open = from + 1;
    loop {
        let rest = bytes.get(open..).unwrap_or_default();
        let Some(quote) = rest.iter().position(|it| *it == b'"').map(|it| open + it) else {
            view.push(text.get(open..).unwrap_or_default(), at + open);
            return (view, text.len());
        };
        if bytes.get(quote + 1) == Some(&b'"') {
            view.push(text.get(open..=quote).unwrap_or_default(), at + open);
            open = quote + 2;
            continue;
        }
        view.push(text.get(open..quote).unwrap_or_default(), at + open);
        let rest = bytes.get(quote + 1..).unwrap_or_default();
        // What stands between the quote and the mark is no part of the value.
        let end = rest.iter().position(|it| ends(*it)).unwrap_or(rest.len());
        return (view, quote + 1 + end);
    }
}

/// The mark that parts the fields of `text` into as many columns as its first line names; with the names in lower case.
pub(super) fn header(text: &str) -> Option<(u8, Vec<String>)> {
    const MARKS: [u8; 3] = [b'\t', b',', b';'];
    const LOOKED_AT: usize = 50;
    const LONGEST_NAME: usize = 40;
    let first = text
        .trim_start_matches('\u{feff}')
        .lines()
        .find(|it| !it.trim().is_empty())?;
    let mark = MARKS.into_iter().max_by_key(|mark| {
        let n = first.bytes().filter(|it| it == mark).count();
        (n, *mark == b'\t')
    })?;
    let mut records = records(text, 0, mark);
    let names: Vec<String> = records
        .next()?
        .fields
        .iter()
        .map(|it| it.view.text().trim().to_lowercase())
        .collect();
    let is_name = |it: &String| {
        let opens = !it.starts_with(|c: char| c.is_ascii_digit());
        it.len() <= LONGEST_NAME && opens && Moment::read(it).is_none() && it.split_whitespace().count() <= 5
    };
    let named = names.iter().filter(|it| !it.is_empty()).count();
    let (mut n, mut fit) = (0, 0);
    for record in records.take(LOOKED_AT) {
        n += 1;
        fit += usize::from(record.fields.len() == names.len());
    }
    let is_table = 2 <= names.len() && names.iter().all(is_name) && names.len() <= 2 * named && 0 < n;
    (is_table && 4 * n <= 5 * fit).then_some((mark, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_hold_anything_and_lead_back() {
        let text = "Time,Note\n14:07,\"valve \"\"3\"\",\nstuck\"\n\n14:09, gone \n14:10,\"open";
        let (mark, names) = header(text).expect("it is a table");
        assert_eq!((mark, names), (b',', vec!["time".to_owned(), "note".to_owned()]));
        let all: Vec<Record> = records(text, 100, mark).collect();
        let said: Vec<&str> = all.iter().skip(1).map(|it| it.fields[1].view.text()).collect();
        assert_eq!(said, ["valve \"3\",\nstuck", "gone", "open"]);
        let view = &all[1].fields[1].view;
        let raw = view.in_file(Span::new(6, 9));
        assert_eq!(&text[raw.start - 100..raw.end - 100], "\"\"3\"");
        let last = all[2].span;
        assert_eq!(&text[last.start - 100..last.end - 100], "14:09, gone ");
    }

    #[test]
    fn prose_is_no_table() {
        assert!(header("It fell, they say.\nThen it rose, and fell, again.\nOne.\n").is_none());
        assert!(header("").is_none());
    }
}
