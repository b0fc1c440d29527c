//! Devices of a voice, recognised by their shape: the same detectors look at the examples that a profile
//! quotes and at a draft.

use std::ops::Range;

use super::reading::{Line, Reading};
use super::shape;
use crate::draft::{BlockKind, Draft};
use crate::text::Span;

/// What a detector knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceKind {
    /// `47 crates on paper. 12 in the yard.`: neighbours that open with numbers.
    NumberPair,
    /// `Nine hours.`: a number and hardly more.
    NumberFragment,
    /// Three fragments or more in a row.
    FragmentChain,
    /// Two or more short statements in a row, without a raised voice.
    FlatStatements,
    /// Two or more neighbours built alike.
    Mirrored,
    /// The second sentence denies the first in its words.
    FlatDenial,
    /// `Not crashed -- flatlined.`, `X, not Y.`, `It's not X. It's Y.`
    Contrast,
    /// `My first thought was … My second thought was …`
    OrdinalSeries,
    /// A short lead, a colon, a clause.
    ColonReveal,
    /// A short question with its short answer.
    AnsweredQuestion,
    /// `That's the problem.` behind what it speaks of.
    SummedUp,
    /// A paragraph of one short sentence behind a longer paragraph.
    OneLineParagraph,
    /// A remark in brackets.
    Aside,
}

/// A device at a place of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// What it is.
    pub kind: DeviceKind,
    /// Sentences of the draft.
    pub sentences: Range<usize>,
    /// Bytes of the draft.
    pub span: Span,
}

impl DeviceKind {
    /// All, in order.
    pub const ALL: [DeviceKind; 13] = [
        DeviceKind::NumberPair,
        DeviceKind::NumberFragment,
        DeviceKind::FragmentChain,
        DeviceKind::FlatStatements,
        DeviceKind::Mirrored,
        DeviceKind::FlatDenial,
        DeviceKind::Contrast,
        DeviceKind::OrdinalSeries,
        DeviceKind::ColonReveal,
        DeviceKind::AnsweredQuestion,
        DeviceKind::SummedUp,
        DeviceKind::OneLineParagraph,
        DeviceKind::Aside,
    ];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            DeviceKind::NumberPair => "paired numbers",
            DeviceKind::NumberFragment => "a bare number",
            DeviceKind::FragmentChain => "a chain of fragments",
            DeviceKind::FlatStatements => "flat statements",
            DeviceKind::Mirrored => "mirrored sentences",
            DeviceKind::FlatDenial => "a flat denial",
            DeviceKind::Contrast => "a contrast",
            DeviceKind::OrdinalSeries => "first and second",
            DeviceKind::ColonReveal => "a lead with a colon",
            DeviceKind::AnsweredQuestion => "a question answered",
            DeviceKind::SummedUp => "a short verdict",
            DeviceKind::OneLineParagraph => "a one-line paragraph",
            DeviceKind::Aside => "an aside in brackets",
        }
    }
}

/// The devices in `draft`, in its order.
pub fn detect(draft: &Draft) -> Vec<Occurrence> {
    let reading = Reading::of(draft);
    let mut found: Vec<(DeviceKind, Range<usize>)> = Vec::new();
    for (n, range) in reading.paragraphs.iter().enumerate() {
        let lines = &reading.lines[range.clone()];
        let inside = |it: Range<usize>| range.start + it.start..range.start + it.end;
        found.extend(
            in_paragraph(lines)
                .into_iter()
                .map(|(kind, it)| (kind, inside(it))),
        );
        if is_one_line(&reading, n) {
            found.push((DeviceKind::OneLineParagraph, range.clone()));
        }
    }
    let mut res: Vec<Occurrence> = found
        .into_iter()
        .map(|(kind, range)| Occurrence {
            kind,
            sentences: reading.lines[range.start].sentence..reading.lines[range.end - 1].sentence + 1,
            span: reading.span(&range),
        })
        .collect();
    res.sort_by_key(|it| (it.span, it.kind));
    res
}

type OfOne = fn(&Line<'_>) -> bool;
type OfTwo = fn(&Line<'_>, &Line<'_>) -> bool;

fn in_paragraph(lines: &[Line<'_>]) -> Vec<(DeviceKind, Range<usize>)> {
    let mut res: Vec<(DeviceKind, Range<usize>)> = Vec::new();
    let is_flat = |it: &Line<'_>| (2..=8).contains(&it.len()) && it.stop() == Some('.') && !it.is_others();
    let singles: [(DeviceKind, OfOne); 3] = [
        (DeviceKind::NumberFragment, shape::is_number_fragment),
        (DeviceKind::ColonReveal, shape::is_colon_reveal),
        (DeviceKind::Aside, shape::has_aside),
    ];
    for (kind, fits) in singles {
        res.extend(
            shape::runs(lines, 1, fits)
                .into_iter()
                .flatten()
                .map(|it| (kind, it..it + 1)),
        );
    }
    for (n, line) in lines.iter().enumerate() {
        if shape::contrast(line).is_some() {
            res.push((DeviceKind::Contrast, n..n + 1));
        }
        if 0 < n && shape::is_verdict_on(line) {
            res.push((DeviceKind::SummedUp, n - 1..n + 1));
        }
    }
    let pairs: [(DeviceKind, OfTwo); 6] = [
        (DeviceKind::NumberPair, shape::are_number_pair),
        (DeviceKind::Mirrored, shape::are_mirrored),
        (DeviceKind::FlatDenial, shape::is_flat_denial),
        (DeviceKind::Contrast, shape::is_contrast_pair),
        (DeviceKind::OrdinalSeries, shape::are_ordinal),
        (DeviceKind::AnsweredQuestion, shape::is_answered),
    ];
    for (kind, fits) in pairs {
        res.extend(shape::chains(lines, 2, fits).into_iter().map(|it| (kind, it)));
    }
    let chains = shape::runs(lines, 3, shape::is_fragment);
    res.extend(chains.into_iter().map(|it| (DeviceKind::FragmentChain, it)));
    let flat = shape::runs(lines, 2, is_flat);
    res.extend(flat.into_iter().map(|it| (DeviceKind::FlatStatements, it)));
    res
}

/// Whether paragraph `n` is one short sentence behind a longer paragraph.
fn is_one_line(reading: &Reading<'_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1) else {
        return false;
    };
    let is_prose = |n: usize| reading.kind(n) == BlockKind::Paragraph;
    let block = |n: usize| reading.lines[reading.paragraphs[n].start].block;
    let n_words = |n: usize| {
        reading.lines[reading.paragraphs[n].clone()]
            .iter()
            .map(Line::len)
            .sum::<usize>()
    };
    let is_longer = 1 < reading.paragraphs[before].len() || 25 <= n_words(before);
    let is_short = reading.paragraphs[n].len() == 1 && n_words(n) <= shape::SHORT + 2;
    is_prose(n) && is_prose(before) && block(before) + 1 == block(n) && is_short && is_longer
}

/// Which detectors know a device by its quoted examples, each a paragraph of its own. How a paragraph stands
/// among others no quotation can show, so for that its name and description count.
pub(super) fn kinds(name: &str, text: &str, examples: &[String]) -> Vec<DeviceKind> {
    let draft = Draft::parse(&examples.join("\n\n"));
    let mut res: Vec<DeviceKind> = detect(&draft)
        .into_iter()
        .map(|it| it.kind)
        .filter(|it| *it != DeviceKind::OneLineParagraph)
        .collect();
    let told = format!("{name} {text}").to_lowercase().replace('-', " ");
    let sizes = [
        "one sentence",
        "one line",
        "single sentence",
        "single line",
        "short",
        "one word",
    ];
    if told.contains("paragraph") && sizes.iter().any(|it| told.contains(it)) {
        res.push(DeviceKind::OneLineParagraph);
    }
    res.sort_unstable();
    res.dedup();
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds_of(text: &str) -> Vec<DeviceKind> {
        let mut res: Vec<DeviceKind> = detect(&Draft::parse(text))
            .into_iter()
            .map(|it| it.kind)
            .collect();
        res.sort_unstable();
        res.dedup();
        res
    }

    #[test]
    fn each_shape_is_known_by_its_detector() {
        use DeviceKind::*;
        let cases: [(&str, &[DeviceKind]); 11] = [
            (
                "47 crates stood on the list. 12 crates stood in the shed behind the yard gate.",
                &[NumberPair],
            ),
            (
                "Nobody had looked at the gauge since the spring. Nine hours.",
                &[NumberFragment],
            ),
            (
                "No pager. No light. No sound at all.",
                &[FragmentChain, FlatStatements],
            ),
            (
                "The gauge said full. The tank was empty.",
                &[FlatStatements, Mirrored],
            ),
            (
                "I was sure from the first minute on that it was the pump. It was not the pump.",
                &[FlatDenial],
            ),
            ("Not broken -- asleep.", &[Contrast]),
            (
                "It wasn't the pump that failed us. It was the old gauge in the cellar that nobody read.",
                &[Contrast],
            ),
            (
                "My first guess was the pump in the cellar. My second guess was the gauge.",
                &[OrdinalSeries],
            ),
            ("Did anybody read it? Nobody did.", &[AnsweredQuestion]),
            (
                "The light is green whatever the tank in the cellar holds. That's the trouble.",
                &[SummedUp],
            ),
            (
                "The pump (it is older than me) ran all night and through the next morning too.",
                &[Aside],
            ),
        ];
        for (text, expected) in cases {
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(kinds_of(text), expected, "{text}");
        }
    }

    #[test]
    fn plain_prose_has_no_device() {
        let text = "We restarted the pump after lunch and waited until the tank was full again. \
                    Then Ida read the gauge, wrote the level down, and compared it with the one from the day before.";
        assert_eq!(kinds_of(text), []);
    }

    #[test]
    fn a_one_line_paragraph_needs_a_longer_one_before_it() {
        let long = "We restarted the pump after lunch. Then we waited until the tank was full again, which took until four.";
        assert!(
            kinds_of(&format!("{long}\n\nNobody read the gauge.\n")).contains(&DeviceKind::OneLineParagraph)
        );
        assert!(!kinds_of("It ran.\n\nNobody read the gauge.\n").contains(&DeviceKind::OneLineParagraph));
        let told = kinds("Short punchlines", "A one-sentence paragraph at the end.", &[]);
        assert_eq!(told, [DeviceKind::OneLineParagraph]);
    }

    #[test]
    fn a_device_says_where_it_stands() {
        let text = "We waited for the truck until the evening came. Nine hours.";
        let found = detect(&Draft::parse(text));
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].span.range()], "Nine hours.");
        assert_eq!(found[0].sentences, 1..2);
    }
}
