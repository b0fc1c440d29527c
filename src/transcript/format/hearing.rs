//! Records of hearings, committees and courts: a title and a name with a period behind it, and questions and answers
//! under `Q.` and `A.`.

use super::Format;
use super::header::{self, Header, Shape};
use super::input::Input;
use super::line::{Block, Source};
use super::style::{Found, PLAIN, Style, label};

/// `Mr. SMITH. Words`, `The Chairman. Words`, `Q. Words`: the record of a hearing.
pub(super) const FORMAT: Format = Format {
    name: "hearing",
    detect: |it| STYLE.detect(it).filter(|_| !is_outline(it)),
    parse: |it, out| STYLE.parse(it, out),
};

const STYLE: Style = Style {
    find: period_label,
    fewest: 5,
    ..PLAIN
};

/// Whether `A.` stands where nobody asks: the first point of an outline.
fn is_outline(input: &Input<'_>) -> bool {
    let opens = |label: &str| input.lines().any(|it| it.1.trim_start().starts_with(label));
    opens("A. ") && !opens("Q. ")
}

/// `Mr. SMITH. Words`, `The Chairman. Words`, `Q. Words`; `MR. SMITH: Words` between them.
fn period_label(source: &Source<'_>, n: usize) -> Option<Found> {
    /// No label is longer, in words and in bytes.
    const MOST: (usize, usize) = (6, 60);
    let line = &source.lines[n];
    if line.block != Block::Text {
        return None;
    }
    let text = source.slice(line.words);
    let found = |label: usize, end: usize| Found {
        header: Header {
            shape: Shape::Plain,
            label: 0..label,
            stamp: None,
            until: None,
            body: text.len() - text[end..].trim_start().len(),
        },
        lines: 1,
    };
    if text.starts_with("Q. ") || text.starts_with("A. ") {
        return Some(found(1, 2));
    }
    if let Some(header) = line.header.clone().filter(|it| it.shape == Shape::Plain) {
        let is_addressed = header::is_addressed(label(source, line, &header));
        return is_addressed.then_some(Found { header, lines: 1 });
    }
    let mut end = 0;
    for (n, word) in text.split(' ').take(MOST.0).enumerate() {
        let start = end + usize::from(0 < n);
        end = start + word.len();
        let name = word.trim_end_matches('.');
        let is_written = word.starts_with(char::is_uppercase)
            || ["of", "de", "la", "van", "von", "der", "pro", "tempore"].contains(&name);
        if name.is_empty() || !is_written || MOST.1 < end {
            return None;
        }
        // The period of a title or an initial does not end the label.
        let is_short = name.chars().count() == 1 || (n == 0 && header::is_addressed(word) && !is_rank(name));
        if word.ends_with('.') && !is_short {
            let label = &text[..end - 1];
            return header::is_addressed(label).then(|| found(end - 1, end));
        }
    }
    None
}

/// Whether a title stands for whoever has it: `Chairman. The committee will come to order.`
fn is_rank(title: &str) -> bool {
    title.chars().count() > 4
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Transcript, TurnKind};

    fn read(text: &str) -> (&'static str, Vec<String>) {
        let it = Transcript::parse(text);
        let spoken = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
        let said = spoken.map(|turn| {
            let name = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
            format!("{name}: {}", turn.view.text())
        });
        (it.format, said.collect())
    }

    #[test]
    fn a_record_has_periods_behind_its_names() {
        let text = "    The Chairman. The committee will come to order.\n    Mr. Ilic of Texas. Thank you. Mr. Smith said\nit is open.\n\
            \x20   Ms. van der Berg. Since when?\n    Mr. Ilic of Texas. Monday.\n    The Chairman. Dr. Roth.\n";
        assert_eq!(
            read(text),
            (
                "hearing",
                [
                    "The Chairman: The committee will come to order.",
                    "Mr. Ilic of Texas: Thank you. Mr. Smith said it is open.",
                    "Ms. van der Berg: Since when?",
                    "Mr. Ilic of Texas: Monday.",
                    "The Chairman: Dr. Roth.",
                ]
                .map(str::to_owned)
                .to_vec()
            )
        );
        let prose = "Mr. Smith went out. It was late.\n\nDr. Roth came. She was early.\n\n".repeat(4);
        assert_ne!(read(&prose).0, "hearing");
        let outline = "The form\n\nA. Fill it in.\n\nB. Sign it.\n\n".repeat(6);
        assert_ne!(read(&outline).0, "hearing");
    }
}
