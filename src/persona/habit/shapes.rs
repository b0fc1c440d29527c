//! Habits that are shapes: of one sentence, of neighbours, of a paragraph.

use std::ops::Range;

use super::{Habit, Pattern};
use crate::draft::BlockKind;
use crate::language::quantity::{self, Dimension};
use crate::persona::reading::{Line, Reading};
use crate::persona::shape;

/// Sentences of the same length in a row before that is a rhythm, and how far apart their lengths may be.
const EVEN: usize = 4;
const EVEN_WITHIN: usize = 2;
/// Shorter sentences are alike in length by nature.
const EVEN_LEAST: usize = 7;

/// Adds the shapes in `reading`.
pub(super) fn find(reading: &Reading<'_>, out: &mut Vec<Habit>) {
    for (n, range) in reading.paragraphs.iter().enumerate() {
        let lines = &reading.lines[range.clone()];
        for (pattern, inside) in among_neighbours(lines) {
            let inside = range.start + inside.start..range.start + inside.end;
            out.push(Habit {
                pattern,
                span: reading.span(&inside),
                sentence: Some(reading.lines[inside.start].sentence),
                words: None,
                n: inside.len(),
            });
        }
        for n in range.clone() {
            let line = &reading.lines[n];
            for (pattern, (from, to)) in in_sentence(line) {
                out.push(Habit {
                    pattern,
                    span: reading.in_file(n, line.span(from, to)),
                    sentence: Some(line.sentence),
                    words: None,
                    n: 1,
                });
            }
        }
        if is_kicker(reading, n) {
            out.push(Habit {
                pattern: Pattern::ProfoundKicker,
                span: reading.span(&(range.end - 1..range.end)),
                sentence: Some(reading.lines[range.end - 1].sentence),
                words: None,
                n: 1,
            });
        }
    }
}

fn among_neighbours(lines: &[Line<'_>]) -> Vec<(Pattern, Range<usize>)> {
    let mut res = Vec::new();
    let fragments = shape::runs(lines, 3, shape::is_fragment);
    let is_fragmented = |it: &Range<usize>| {
        fragments
            .iter()
            .any(|run| run.start < it.end && it.start < run.end)
    };
    res.extend(even_runs(lines).into_iter().map(|it| (Pattern::EvenRhythm, it)));
    let mirrored = shape::chains(lines, 2, shape::are_mirrored);
    res.extend(
        mirrored
            .into_iter()
            .filter(|it| !is_fragmented(it))
            .map(|it| (Pattern::MirroredSentences, it)),
    );
    for (n, pair) in lines.windows(2).enumerate() {
        let (a, b) = (&pair[0], &pair[1]);
        let both = n..n + 2;
        if shape::is_contrast_pair(a, b) || shape::is_flat_denial(a, b) {
            res.push((Pattern::Contrast, both.clone()));
        }
        if shape::is_staged(a) {
            res.push((Pattern::StagedQuestion, n..n + 1));
        } else if shape::is_answered(a, b) {
            res.push((Pattern::SelfAnswered, both));
        }
    }
    res.extend(fragments.into_iter().map(|it| (Pattern::FragmentChain, it)));
    res
}

/// The longest runs of sentences of nearly the same length.
fn even_runs(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut res = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let (mut low, mut high) = (usize::MAX, 0);
        let mut end = start;
        while let Some(line) = lines.get(end) {
            let (least, most) = (low.min(line.len()), high.max(line.len()));
            if line.len() < EVEN_LEAST || line.is_others() || EVEN_WITHIN < most - least {
                break;
            }
            (low, high) = (least, most);
            end += 1;
        }
        if EVEN <= end - start {
            res.push(start..end);
            start = end;
        } else {
            start += 1;
        }
    }
    res
}

/// Shapes within one sentence, by their first and last word.
fn in_sentence(line: &Line<'_>) -> Vec<(Pattern, (usize, usize))> {
    let mut res = Vec::new();
    if line.is_empty() || line.is_others() {
        return res;
    }
    let mut take = |pattern, found: Option<(usize, usize)>| res.extend(found.map(|it| (pattern, it)));
    take(Pattern::Contrast, shape::contrast(line));
    take(Pattern::TrailingParticiple, trailing_participle(line));
    take(Pattern::FalseRange, false_range(line));
    take(Pattern::PairedDashes, paired_dashes(line));
    take(Pattern::StackedNumbers, stacked_numbers(line));
    res
}

/// `…, highlighting the importance of it.`
fn trailing_participle(line: &Line<'_>) -> Option<(usize, usize)> {
    /// They comment on the sentence, whatever follows them.
    const COMMENTS: [&str; 34] = [
        "highlighting",
        "underscoring",
        "emphasizing",
        "emphasising",
        "showcasing",
        "reflecting",
        "fostering",
        "enhancing",
        "demonstrating",
        "reinforcing",
        "ensuring",
        "enabling",
        "allowing",
        "illustrating",
        "signaling",
        "signalling",
        "solidifying",
        "cementing",
        "contributing",
        "empowering",
        "paving",
        "driving",
        "marking",
        "transforming",
        "shaping",
        "promoting",
        "facilitating",
        "encouraging",
        "streamlining",
        "improving",
        "providing",
        "offering",
        "creating",
        "making",
    ];
    let last = line.len().checked_sub(1)?;
    let comma = (0..last).rev().find(|&it| line.between(it).starts_with(','))?;
    let skipped = usize::from(
        line.word(comma + 1).ends_with("ly") || matches!(line.word(comma + 1), "thus" | "further" | "while"),
    );
    let at = comma + 1 + skipped;
    let word = line.word(at);
    let is_object = matches!(
        line.word(at + 1),
        "the"
            | "a"
            | "an"
            | "it"
            | "its"
            | "them"
            | "their"
            | "our"
            | "your"
            | "that"
            | "how"
            | "why"
            | "both"
            | "every"
            | "each"
    );
    let says = COMMENTS.contains(&word)
        && matches!(
            line.word(at + 1),
            "that"
                | "how"
                | "why"
                | "the"
                | "a"
                | "an"
                | "its"
                | "both"
                | "their"
                | "our"
                | "your"
                | "us"
                | "teams"
                | "users"
        )
        || (COMMENTS[..16].contains(&word) && !line.word(at + 1).is_empty());
    let is_comment = word.ends_with("ing") && (says || (is_object && COMMENTS.contains(&word)));
    (is_comment && 3 <= comma && at + 2 <= last).then_some((at - skipped, last))
}

/// `everything from X to Y`, `From X to Y, …` where neither end is a number or a name.
fn false_range(line: &Line<'_>) -> Option<(usize, usize)> {
    let from = (0..line.len()).find(|&it| line.word(it) == "from")?;
    let to = (from + 2..line.len().min(from + 9)).find(|&it| line.word(it) == "to")?;
    let wide = from.checked_sub(1).is_some_and(|it| {
        matches!(
            line.word(it),
            "everything" | "anything" | "ranging" | "spanning" | "everyone" | "anyone" | "range"
        )
    });
    let end = (to + 1..line.len()).find(|&it| line.between(it).starts_with(',') || it + 1 == line.len())?;
    let opens = from == 0 && line.between(end).starts_with(',') && end - to <= 5;
    let measured = (from + 1..=end).any(|it| {
        let raw = &line.text[line.spans[it].range()];
        shape::is_number(line.word(it)) || line.word(it).is_empty() || raw.starts_with(char::is_uppercase)
    });
    let is_time = crate::language::time::read(&line.text[line.span(from, end).range()]);
    ((wide || opens) && !measured && is_time.is_empty())
        .then_some((from.saturating_sub(usize::from(wide)), end.min(to + 4)))
}

/// A remark between two dashes inside the sentence.
fn paired_dashes(line: &Line<'_>) -> Option<(usize, usize)> {
    let is_dash = |at: &usize| {
        let between = line.between(*at);
        between.contains('—') || between == " – " || between == " -- "
    };
    let mut dashes = (0..line.len().saturating_sub(1)).filter(is_dash);
    let (first, second) = (dashes.next()?, dashes.next()?);
    let inside = &line.text[line.spans[first].end..line.spans[second].end];
    let is_remark = second - first <= 20 && !inside.contains([':', ';']);
    is_remark.then_some((first, second + 1))
}

/// `from 40 to 14, a 65 % drop`: both ends of a change and its share.
fn stacked_numbers(line: &Line<'_>) -> Option<(usize, usize)> {
    let has_number = |at: usize| (at + 1..at + 4).find(|&it| shape::is_number(line.word(it)));
    let from = (0..line.len()).find(|&it| line.word(it) == "from" && has_number(it).is_some())?;
    let to =
        (from + 2..line.len().min(from + 9)).find(|&it| line.word(it) == "to" && has_number(it).is_some())?;
    let end = has_number(to)?;
    let quantities = quantity::read(line.text);
    let shares = quantities
        .iter()
        .filter(|it| matches!(it.dimension, Dimension::Percent | Dimension::Factor));
    let mut places = shares.filter_map(|it| {
        let first = line.spans.iter().position(|word| it.span.start < word.end)?;
        let last = line.spans.iter().rposition(|word| word.start < it.span.end)?;
        Some((first, last))
    });
    // Two percentages are the change itself.
    let share = places.find(|it| it.1 < from || end < it.0)?;
    Some((share.0.min(from), share.1.max(end)))
}

/// The last sentence of a section, short, alone, and with an opening that sums up life.
fn is_kicker(reading: &Reading<'_>, n: usize) -> bool {
    let range = &reading.paragraphs[n];
    let line = &reading.lines[range.end - 1];
    let section = |block: usize| reading.draft.blocks[block].section;
    let is_last = reading
        .paragraphs
        .get(n + 1)
        .is_none_or(|it| section(reading.lines[it.start].block) != section(line.block));
    if !is_last
        || reading.kind(n) != BlockKind::Paragraph
        || 16 < line.len()
        || line.asks()
        || line.is_others()
    {
        return false;
    }
    let opens: [&[&str]; 14] = [
        &["and", "that"],
        &["and", "maybe"],
        &["and", "sometimes"],
        &["because", "in", "the", "end"],
        &["because", "sometimes"],
        &["because", "at"],
        &["sometimes"],
        &["in", "the", "end"],
        &["after", "all"],
        &["maybe", "that"],
        &["perhaps", "that"],
        &["maybe", "that's"],
        &["perhaps", "that's"],
        &["that's", "not"],
    ];
    opens.iter().any(|it| line.has_at(0, it))
}
