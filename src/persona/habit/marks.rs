//! Habits that are characters and Markdown: dashes, emoji, bold, headings, rules.

use super::{Habit, Pattern};
use crate::draft::{Block, BlockKind};
use crate::persona::reading::Reading;
use crate::text::{Span, View};

/// Em dashes that a section may have.
const MOST_DASHES: usize = 2;
/// Bold runs that a section may have outside of labels.
const MOST_BOLD: usize = 5;
/// Bold runs that a paragraph may have.
const MOST_BOLD_HERE: usize = 3;
/// Items with a bold label in a row that make a list of them.
const LABELS: usize = 3;

/// Adds the marks in `reading`.
pub(super) fn find(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    emoji(reading, out);
    typography(reading, out);
    dashes(reading, out);
    bold(reading, out);
    headings(reading, out);
    rules(reading, out);
    residue(reading, out);
}

fn habit(pattern: Pattern, span: Span, n: usize, words: Option<&'static str>) -> Habit {
    Habit {
        pattern,
        span,
        sentence: None,
        words,
        n,
    }
}

/// Blocks whose words are the author's prose, headings included.
fn prose<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = &'a Block> {
    reading.draft.blocks.iter().filter(|it| {
        matches!(
            it.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_)
        )
    })
}

/// What people read as the author's words: sentences of prose with the code in them, and headings; in order.
fn read<'a>(reading: &'a Reading<'_>) -> Vec<(&'a View, &'a [Span])> {
    let draft = reading.draft;
    let headings = draft
        .blocks
        .iter()
        .filter(|it| matches!(it.kind, BlockKind::Heading(_)));
    let mut res: Vec<(&View, &[Span])> = headings.map(|it| (&it.view, [].as_slice())).collect();
    res.extend(reading.lines.iter().map(|it| {
        let sentence = &draft.sentences[it.sentence];
        (&sentence.view, sentence.code.as_slice())
    }));
    res.sort_by_key(|it| it.0.span());
    res
}

/// Each run of emoji in prose.
fn emoji(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    for (view, code) in read(reading) {
        let text = view.text();
        let mut from = 0;
        while let Some(start) = text[from..].find(is_emoji).map(|it| from + it) {
            let rest = &text[start..];
            let goes_on = |it: char| {
                is_emoji(it)
                    || matches!(it, '\u{FE0F}' | '\u{200D}')
                    || ('\u{1F3FB}'..='\u{1F3FF}').contains(&it)
            };
            let end = start + rest.find(|it| !goes_on(it)).unwrap_or(rest.len());
            let span = Span::new(start, end);
            if code.iter().all(|it| !it.overlaps(span)) {
                out.push(habit(Pattern::Emoji, view.in_file(span), 1, None));
            }
            from = end;
        }
    }
}

/// Pictures; ticks, crosses, arrows and boxes that stand in terminals and tables are none.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{2B50}' | '\u{2B55}' | '\u{231A}' | '\u{231B}' | '\u{23F0}' | '\u{23F3}')
        || (matches!(c, '\u{2600}'..='\u{27BF}')
            && !matches!(c, '\u{2610}'..='\u{2612}' | '\u{2639}' | '\u{2660}'..='\u{266F}' | '\u{2713}'..='\u{2718}' | '\u{2731}'..='\u{2741}' | '\u{2756}' | '\u{2758}'..='\u{2775}' | '\u{2776}'..='\u{2794}' | '\u{2798}'..='\u{27BE}'))
}

/// Characters that writing tools put in, one finding for each kind.
fn typography(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    const KINDS: [(&str, &[char]); 5] = [
        ("curly quotation marks", &['“', '”', '‘', '’']),
        ("… as one character", &['…']),
        ("bullets typed as characters", &['•', '◦', '‣']),
        ("hard spaces", &['\u{A0}', '\u{202F}']),
        ("en dashes between words", &['–']),
    ];
    for (name, chars) in KINDS {
        let mut first = None;
        let mut n = 0;
        for (view, code) in read(reading) {
            for (at, found) in view.text().match_indices(chars) {
                let own = Span::new(at, at + found.len());
                // The view may read an entity as its character: what counts is the file.
                let span = view.in_file(own);
                let is_code = code.iter().any(|it| it.overlaps(own));
                let is_range = found == "–" && is_beside_digit(view.text(), own);
                if !is_code && !is_range && reading.draft.text.get(span.range()) == Some(found) {
                    n += 1;
                    first.get_or_insert(span);
                }
            }
        }
        if let Some(span) = first {
            out.push(habit(Pattern::TypographicMarks, span, n, Some(name)));
        }
    }
}

/// Whether a number stands beside `span`, spaces left out: `3–4`.
fn is_beside_digit(text: &str, span: Span) -> bool {
    let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    let before = text[..span.start].trim_end().chars().next_back();
    is_digit(before) || is_digit(text[span.end..].trim_start().chars().next())
}

/// Sections with more em dashes than two; the first that is too many is marked.
fn dashes(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    each_section(reading, |blocks| {
        let mut found: Vec<Span> = Vec::new();
        for block in blocks {
            let text = block.view.text();
            found.extend(
                text.match_indices('—')
                    .map(|(at, it)| block.view.in_file(Span::new(at, at + it.len()))),
            );
        }
        if let Some(span) = found.get(MOST_DASHES) {
            out.push(habit(Pattern::DashHeavy, *span, found.len(), None));
        }
    });
}

/// Calls `look` with the prose of each section, headings left out.
fn each_section(reading: &Reading<'_>, mut look: impl FnMut(&[&Block])) {
    let mut blocks: Vec<&Block> = Vec::new();
    for block in prose(reading).filter(|it| !matches!(it.kind, BlockKind::Heading(_))) {
        if blocks.last().is_some_and(|last| last.section != block.section) {
            look(&blocks);
            blocks.clear();
        }
        blocks.push(block);
    }
    look(&blocks);
}

/// Lists of bold labels, and sections with too much in bold.
fn bold(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    let text = &*reading.draft.text;
    let raw = |block: &Block| text.get(block.span.range()).unwrap_or_default();
    each_section(reading, |blocks| {
        let mut labels: Vec<Span> = Vec::new();
        let mut runs: Vec<Span> = Vec::new();
        let mut is_told = false;
        for block in blocks {
            let text = raw(block);
            let found = bold_runs(text);
            let is_labelled = found.first().is_some_and(|it| opens_as_label(text, *it));
            // A block that is all bold is a heading of its own kind.
            let is_heading = found.len() == 1 && found[0].len() + 2 >= text.trim().len();
            let is_item = block.kind == BlockKind::ListItem && is_labelled;
            let found = found.into_iter().map(|it| it.shift(block.span.start));
            if is_item {
                labels.extend(found.clone().take(1));
            } else if LABELS <= labels.len() && block.kind == BlockKind::Paragraph {
                out.push(habit(Pattern::BoldLabelList, labels[0], labels.len(), None));
                labels.clear();
            }
            let own: Vec<Span> = found.skip(usize::from(is_labelled || is_heading)).collect();
            if let Some(span) = own.get(MOST_BOLD_HERE).filter(|_| !is_told) {
                out.push(habit(Pattern::BoldOveruse, *span, own.len(), None));
                is_told = true;
            }
            runs.extend(own);
        }
        if LABELS <= labels.len() {
            out.push(habit(Pattern::BoldLabelList, labels[0], labels.len(), None));
        }
        if let Some(span) = runs.get(MOST_BOLD).filter(|_| !is_told) {
            out.push(habit(Pattern::BoldOveruse, *span, runs.len(), None));
        }
    });
}

/// What stands between `**` and `**`, marks included, outside of code.
fn bold_runs(raw: &str) -> Vec<Span> {
    let bytes = raw.as_bytes();
    let (mut res, mut open, mut in_code) = (Vec::new(), None, false);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => in_code = !in_code,
            b'*' if !in_code && bytes.get(at + 1) == Some(&b'*') => {
                match open.take() {
                    None => open = Some(at),
                    Some(start) => res.push(Span::new(start, at + 2)),
                }
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
    res
}

/// `**Label:** …`, `**Label**: …`, also behind a list marker.
fn opens_as_label(raw: &str, run: Span) -> bool {
    let before = raw[..run.start].trim_matches([' ', '-', '*', '+', '\t', '.', ')']);
    let is_first = before.bytes().all(|it| it.is_ascii_digit());
    let inner = &raw[run.start + 2..run.end - 2];
    is_first && (inner.trim_end().ends_with(':') || raw[run.end..].trim_start().starts_with(':'))
}

/// Headings below the title in Title Case; the first speaks for all.
fn headings(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    let in_title_case = reading
        .draft
        .blocks
        .iter()
        .filter(|it| matches!(it.kind, BlockKind::Heading(2..)) && is_title_case(it.view.text()));
    let all: Vec<&Block> = in_title_case.collect();
    if let Some(first) = all.first() {
        out.push(habit(
            Pattern::TitleCaseHeading,
            first.view.span(),
            all.len(),
            None,
        ));
    }
}

/// Whether the words behind the first that carry weight are capitalised though names hardly come so many.
fn is_title_case(text: &str) -> bool {
    const SMALL: [&str; 24] = [
        "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "by", "for", "with",
        "from", "as", "is", "vs", "into", "your", "our", "you", "it",
    ];
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|it| it.chars().any(char::is_alphabetic))
        .collect();
    let weighty: Vec<&&str> = words
        .iter()
        .skip(1)
        .filter(|it| !SMALL.contains(&it.to_lowercase().as_str()))
        .filter(|it| {
            it.chars()
                .skip(1)
                .all(|c| !c.is_uppercase() && !c.is_ascii_digit())
        })
        .collect();
    2 <= weighty.len() && weighty.iter().all(|it| it.starts_with(char::is_uppercase))
}

/// A rule before each of three headings or more, or before all of two.
fn rules(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    let draft = reading.draft;
    let is_code = |at: usize| {
        let mut code = draft.blocks.iter().filter(|it| it.kind == BlockKind::Code);
        code.any(|it| it.span.touches(at))
    };
    let mut first: Option<Span> = None;
    let mut n = 0;
    for block in draft
        .blocks
        .iter()
        .filter(|it| matches!(it.kind, BlockKind::Heading(2..)))
    {
        let before = draft.text.get(..block.span.start).unwrap_or_default();
        let before = before.trim_end_matches(['#', ' ']).trim_end();
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        let line = before[start..].trim();
        let is_rule = 3 <= line.len()
            && ["-", "*", "_"]
                .iter()
                .any(|it| line.replace(' ', "").chars().all(|c| it.contains(c)));
        let in_header = start < draft.front_matter.span.end;
        if is_rule && !in_header && !is_code(start) {
            n += 1;
            first.get_or_insert(Span::new(start, before.len()));
        }
    }
    let n_headings = draft
        .blocks
        .iter()
        .filter(|it| matches!(it.kind, BlockKind::Heading(2)))
        .count();
    if let Some(span) = first.filter(|_| 3 <= n || (2 == n && n_headings <= 3)) {
        out.push(habit(Pattern::RuledSections, span, n, None));
    }
}

/// What chat tools leave in copied text.
fn residue(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    const MARKS: [&str; 9] = [
        "oaicite",
        "contentReference",
        "turn0search",
        "turn1search",
        "[cite:",
        "[cite_start]",
        "utm_source=openai",
        "utm_source=chatgpt",
        "grok_card",
    ];
    let draft = reading.draft;
    for mark in MARKS {
        for (at, _) in draft.text.match_indices(mark) {
            let in_code = draft
                .blocks
                .iter()
                .any(|it| it.kind == BlockKind::Code && it.span.touches(at));
            if !in_code {
                out.push(habit(
                    Pattern::ToolResidue,
                    Span::new(at, at + mark.len()),
                    1,
                    Some(mark),
                ));
            }
        }
    }
}
