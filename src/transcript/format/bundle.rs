//! Several files in one, each below a line with its name (`=== FILE: notes.md ===`, `==> notes.md <==`): every one is
//! read as the format that it has.

use super::build::Builder;
use super::input::Input;
use super::why::counted;
use super::{Format, choose};
use crate::text::{Span, View};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "bundle",
    detect,
    parse,
};

/// A line that parts files.
enum Mark<'a> {
    /// Begins the file of that name.
    File(&'a str),
    /// Ends one.
    End,
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let body = input.body();
    if !body.contains("FILE:") && !body.contains("==> ") {
        return None;
    }
    let (mut marks, mut ruled) = (0, 0);
    for (_, line) in input
        .lines()
        .filter(|it| matches!(mark(it.1), Some(Mark::File(_))))
    {
        marks += 1;
        ruled += usize::from(line.contains("FILE:"));
    }
    (0 < ruled || 1 < marks).then_some(1.0)
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let line = line.trim();
    let rule = line.chars().next().filter(|it| matches!(it, '=' | '-'))?;
    if let Some(name) = line.strip_prefix("==> ").and_then(|it| it.strip_suffix(" <==")) {
        return Some(Mark::File(name.trim()));
    }
    let inner = line.trim_start_matches(rule);
    let label = inner.trim_end_matches(rule);
    let is_ruled = line.len() - inner.len() >= 3 && inner.len() - label.len() >= 3;
    let label = Some(label.trim()).filter(|_| is_ruled)?;
    match label.strip_prefix("FILE:").map(str::trim) {
        Some(name) => Some(Mark::File(name)).filter(|_| !name.is_empty()),
        None => label.starts_with("END ").then_some(Mark::End),
    }
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut read: Vec<String> = Vec::new();
    let mut open: Option<&str> = None;
    let mut from = input.window.start;
    let mut part = |from: usize, to: usize, name: Option<&str>, out: &mut Builder| {
        let words = input.text.get(from..to).unwrap_or_default();
        if words.trim().is_empty() {
            return;
        }
        let inner = input.within(Span::new(from, to));
        let format = choose(&inner);
        (format.parse)(&inner, out);
        if let Some(name) = name {
            read.push(format!("{name} as {}", format.name));
        }
    };
    for (span, line) in input.lines() {
        let Some(mark) = mark(line) else { continue };
        part(from, span.start, open, out);
        from = input
            .index
            .start(input.index.line(span.start) + 1)
            .min(input.window.end);
        open = None;
        if let Mark::File(name) = mark {
            let at = span.start + line.find(name).unwrap_or(0);
            out.sections.clear();
            out.heading(0, None, span, View::plain(name, at));
            open = Some(name);
        }
    }
    part(from, input.window.end, open, out);
    format!("{} in one: {}", counted(read.len(), "file"), read.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Transcript, TurnKind};

    #[test]
    fn every_file_is_read_as_its_own_format() {
        let text = "Write a post.\n\n===== FILE: talk.txt =====\nILSE: The dock is open.\n\nBOGDAN: Since when?\n\nILSE: Monday.\n\
            ===== END TALK =====\n\n===== FILE: voice.md =====\n---\ndate: 2025-03-01\n---\n# Voice\n\n- Short: yes\n\nWarm words.\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "bundle");
        assert_eq!(
            it.why,
            "2 files in one: talk.txt as speaker-turns, voice.md as notes"
        );
        let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["ILSE", "BOGDAN"]);
        let last = it.turns.last().expect("turns");
        assert_eq!((last.view.text(), last.speaker), ("Warm words.", None));
        let heading = |n: &str| {
            it.turns
                .iter()
                .position(|it| it.view.text() == n && it.kind == TurnKind::Heading)
        };
        assert!(it.turns.iter().any(|it| it.view.text() == "date: 2025-03-01"));
        assert_eq!(it.turns[1].kind, TurnKind::Heading);
        assert_eq!(it.turns[2].section, heading("talk.txt"));
        assert_eq!(last.section, heading("Voice"));
    }
}
