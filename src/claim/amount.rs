//! A quantity together with what it counts or measures, and when two amounts agree.

use crate::language::quantity::{self, Bound, Dimension, Quantity, Sort};
use crate::language::time::TimeMention;
use crate::language::words::{Stem, Word};
use crate::text::Span;

/// A quantity and the words that say what it is of.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The number with its unit.
    pub quantity: Quantity,
    /// The number as it stands, unit left aside: 1.8 for "1.8 gigs".
    pub face: f64,
    /// Whether "of" follows: "seven and a half of actual data" leaves its unit out.
    pub is_part: bool,
    /// What is counted: content stems right of the number (`23 customer exports` → customer, export).
    pub heads: Vec<Stem>,
    /// Content stems of its clause: what it is said of (`the limit is 2 gigs` → limit).
    pub about: Vec<Stem>,
}

/// The amounts of `text`.
pub(super) fn read(
    text: &str,
    words: &[Word],
    times: &[TimeMention],
    quantities: &[Quantity],
) -> Vec<Amount> {
    // Whether each word belongs to a quantity or a time.
    let inside: Vec<bool> = words
        .iter()
        .map(|word| {
            let covers = |span: Span| span.overlaps(word.span);
            quantities.iter().any(|it| covers(it.span)) || times.iter().any(|it| covers(it.span))
        })
        .collect();
    quantities
        .iter()
        .filter(|it| !marks_an_item(text, it))
        .map(|it| {
            let clause = clause_around(text, it.span);
            let heads = heads(text, words, it, clause.end, &inside);
            let from = words.partition_point(|word| word.span.start < clause.start);
            let said = words
                .iter()
                .zip(&inside)
                .skip(from)
                .take_while(|(word, _)| word.span.end <= clause.end);
            let about = said
                .filter(|(word, inside)| !word.stop && !**inside)
                .map(|(word, _)| word.stem)
                .collect();
            let face = face(&text[it.number.range()], it.low);
            let mut quantity = it.clone();
            if quantity.dimension == Dimension::Count
                && text[..it.span.start].trim_end().ends_with("factor of")
            {
                quantity.dimension = Dimension::Factor;
            }
            let is_part = text[it.span.end..].trim_start().starts_with("of ");
            Amount {
                quantity,
                is_part,
                face,
                heads,
                about,
            }
        })
        .collect()
}

/// `9. Footpath group`, `2) rotate the keys`: the place in a list, which counts nothing.
fn marks_an_item(text: &str, quantity: &Quantity) -> bool {
    let number = quantity.number;
    let opens = text[..number.start]
        .trim_start_matches(['#', '-', '*', ' '])
        .is_empty();
    let mut behind = text[number.end..].chars();
    opens
        && quantity.span == number
        && text[number.range()].bytes().all(|b| b.is_ascii_digit())
        && number.len() <= 2
        && matches!(behind.next(), Some('.' | ')'))
        && behind.next() == Some(' ')
        && behind.next().is_some_and(char::is_alphabetic)
}

/// The number that stands there, read without what surrounds it; `otherwise` where it reads as none.
fn face(number: &str, otherwise: f64) -> f64 {
    // Plain small numbers and those with separators mean what their digits say; four digits may be a year.
    let digits = |it: &str| !it.is_empty() && it.len() <= 3 && it.bytes().all(|b| b.is_ascii_digit());
    let mut groups = number.split(',');
    let first = groups.next().filter(|it| digits(it) && !it.starts_with('0'));
    if let Some(first) = first.filter(|_| groups.all(|it| it.len() == 3 && digits(it))) {
        let start = first.parse::<u32>().map_or(0.0, f64::from);
        let groups = number.split(',').skip(1).filter_map(|it| it.parse::<u32>().ok());
        return groups.fold(start, |value, it| value * 1000.0 + f64::from(it));
    }
    quantity::read(number).first().map_or(otherwise, Quantity::value)
}

/// Up to three content stems right of a number, to the next stop word, number or mark; "of" is stepped over.
fn heads(text: &str, words: &[Word], quantity: &Quantity, limit: usize, inside: &[bool]) -> Vec<Stem> {
    let mut stems = Vec::new();
    // "seventeen pages or so": what is counted stands inside the quantity.
    let bare = quantity.dimension == Dimension::Count && quantity.unit.is_empty();
    let number = if bare { quantity.number } else { quantity.span };
    let own = if bare { quantity.span } else { Span::at(number.end) };
    let mut end = number.end;
    let from = words.partition_point(|it| it.span.start < number.end);
    for (word, &inside) in words
        .iter()
        .zip(inside)
        .skip(from)
        .take_while(|(it, _)| it.span.end <= limit)
    {
        let gap = &text[end..word.span.start];
        if !gap
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '`' | '*' | '\'' | '"'))
            || inside && !own.contains(word.span)
        {
            break;
        }
        end = word.span.end;
        let adds_nothing = matches!(
            &text[word.span.range()],
            "overall" | "altogether" | "total" | "tops" | "apiece"
        );
        if word.stop || adds_nothing {
            let steps_over = matches!(
                &text[word.span.range()],
                "of" | "more" | "other" | "different" | "the" | "our"
            );
            if steps_over && stems.is_empty() {
                continue;
            }
            break;
        }
        stems.push(word.stem);
        if stems.len() == 3 {
            break;
        }
    }
    stems
}

/// The clause that holds `span`: between commas, colons, semicolons, dashes, brackets, `and`, `but`.
pub fn clause_around(text: &str, span: Span) -> Span {
    const MARKS: [&str; 20] = [
        ", ",
        "; ",
        ": ",
        " - ",
        " – ",
        " — ",
        "—",
        "(",
        ")",
        ". ",
        "? ",
        "! ",
        " -> ",
        " → ",
        " and ",
        " but ",
        " while ",
        " whereas ",
        " because ",
        " | ",
    ];
    let bytes = text.as_bytes();
    // Every mark starts and ends with one of these; nothing else need be compared.
    let may_end = |b: u8| matches!(b, b' ' | b'(' | b')' | 0x94);
    let may_start = |b: u8| {
        matches!(
            b,
            b',' | b';' | b':' | b' ' | 0xe2 | b'(' | b')' | b'.' | b'?' | b'!'
        )
    };
    // "Nothing but rain" is one thing.
    let nothing_but = |at: usize| {
        let before = &bytes[..at];
        bytes[at..].starts_with(b" but ")
            && ["nothing", "Nothing", "anything", "all"]
                .iter()
                .any(|it| before.ends_with(it.as_bytes()))
    };
    let ends = |at: usize| {
        let mut marks = MARKS.iter().filter(|it| bytes[..at].ends_with(it.as_bytes()));
        marks.any(|it| !nothing_but(at - it.len()))
    };
    let starts =
        |at: usize| MARKS.iter().any(|it| bytes[at..].starts_with(it.as_bytes())) && !nothing_but(at);
    let start = (1..=span.start)
        .rev()
        .find(|&at| may_end(bytes[at - 1]) && ends(at));
    let end = (span.end..bytes.len()).find(|&at| may_start(bytes[at]) && starts(at));
    Span::new(start.unwrap_or(0), end.unwrap_or(bytes.len()))
}

/// Whether the two measure the same kind of thing, so that comparing their values means something.
pub fn same_measure(a: &Quantity, b: &Quantity) -> bool {
    if a.sort != b.sort {
        return false;
    }
    if a.sort != Sort::Amount {
        return true;
    }
    a.per == b.per && a.dimension == b.dimension
}

/// Whether the draft's amount says what the source's amount says, within what it shows and hedges.
pub fn agrees(draft: &Amount, source: &Amount) -> bool {
    agrees_in_unit(draft, source) || agrees_on_its_face(draft, source)
}

/// Whether the two say the same in the same unit.
pub fn agrees_in_unit(draft: &Amount, source: &Amount) -> bool {
    let (d, s) = (&draft.quantity, &source.quantity);
    if d.sort != Sort::Amount || s.sort != Sort::Amount {
        // "older than 4.2" may stand for "version 4.2".
        let version =
            |it: &Quantity| it.sort == Sort::Version || (it.sort == Sort::Amount && it.unit.is_empty());
        let versions = version(d) && version(s);
        return (versions || d.sort == s.sort) && close(d.low, s.low, 1e-9) && close(d.high, s.high, 1e-9);
    }
    (same_measure(d, s) || rate_dropped(d, s)) && values_agree(d, s)
}

/// Whether one of the two leaves its unit out and the number that stands there is the same.
fn agrees_on_its_face(draft: &Amount, source: &Amount) -> bool {
    let (d, s) = (&draft.quantity, &source.quantity);
    if d.sort != Sort::Amount || s.sort != Sort::Amount {
        return false;
    }
    // "a flat line at 1.8" for "1.8 gigs", "twenty-six thousand" for "€26,000": the unit is left out on one
    // side, the number stands as it is.
    // What counts something ("340 microphones") has no unit to leave out.
    let bare = |it: &Amount| {
        it.quantity.dimension == Dimension::Count
            && it.quantity.unit.is_empty()
            && (it.is_part || it.heads.is_empty())
    };
    // "tripled" and "three" are not the same number.
    let spelt_factor = |it: &Quantity| it.dimension == Dimension::Factor && it.in_words;
    if spelt_factor(d) || spelt_factor(s) {
        return false;
    }
    let same_rate = d.per == s.per || d.per.is_none() || s.per.is_none();
    // The face of "half an hour" is its seconds, which no bare number stands for.
    let has_face = |it: &Amount| it.quantity.scale == 1.0 || it.face != it.quantity.low;
    (bare(draft) || bare(source))
        && has_face(draft)
        && has_face(source)
        && d.dimension != s.dimension
        && same_rate
        && (close(draft.face, source.face, 0.0) || d.scale == s.scale && close(d.value(), s.value(), 0.0))
}

/// One side names the rate, the other only the amount: "6,000 reads a second", "6,000 reads".
fn rate_dropped(draft: &Quantity, source: &Quantity) -> bool {
    draft.dimension == source.dimension && draft.per.is_some() != source.per.is_some()
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance.max(1e-9 * a.abs().max(b.abs()))
}

/// What a hedge of the draft makes of its value.
fn hedged(bound: Bound, value: f64) -> (f64, f64) {
    match bound {
        Bound::About => (0.9 * value, 1.1 * value),
        Bound::JustUnder => (0.85 * value, value),
        Bound::Over | Bound::AtLeast => (value, f64::INFINITY),
        Bound::Under | Bound::AtMost => (0.0, value),
        Bound::Exact => (value, value),
    }
}

/// The values that a source's single value must lie between for [`agrees`] to hold by value, where the draft's is
/// a single one too: what hedges, slack, and the tolerances for bytes and for the source's hedges allow.
pub fn reach(draft: &Quantity) -> (f64, f64) {
    let value = draft.value();
    let (low, high) = hedged(draft.bound, value);
    let ends = [low, high, 0.9 * value, 1.12 * value];
    let slack = draft.slack.abs() + 1e-6 + 1e-6 * value.abs();
    (
        ends.into_iter().fold(value, f64::min) - slack,
        ends.into_iter().fold(value, f64::max) + slack,
    )
}

/// Values within display precision of the coarser side, and within the draft's hedge.
fn values_agree(draft: &Quantity, source: &Quantity) -> bool {
    let (d, s) = (draft.value(), source.value());
    if !draft.is_single() || !source.is_single() {
        let slack = draft.slack.max(source.slack);
        return match (draft.is_single(), source.is_single()) {
            (true, false) => source.low - slack <= d && d <= source.high + slack,
            (false, true) => draft.low - slack <= s && s <= draft.high + slack,
            _ => draft.low <= source.high && source.low <= draft.high,
        };
    }
    // Binary and decimal multiples of bytes (1.8 GiB, 1.8 GB) are equal in prose; two other numbers are not.
    let faces = (d / draft.scale, s / source.scale);
    let alike = draft.scale != source.scale && (faces.0 - faces.1).abs() <= draft.slack / draft.scale + 1e-9;
    let unit_slack = if draft.dimension == Dimension::Bytes && alike {
        0.1 * s
    } else {
        0.0
    };
    let shown = draft.slack.max(unit_slack);
    if close(d, s, shown) {
        return true;
    }
    let (low, high) = hedged(draft.bound, d);
    if low <= s && s <= high {
        return true;
    }
    let (low, high) = match source.bound {
        Bound::JustUnder => (0.9 * s, s),
        Bound::Over => (s, 1.2 * s),
        _ => (s, s),
    };
    low <= d && d <= high
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Amount {
        let words = crate::language::words::words(text);
        read(text, &words, &[], &quantity::read(text))
            .into_iter()
            .next()
            .expect("the text has a quantity")
    }

    #[test]
    fn the_short_way_to_a_number_leads_where_the_long_one_does() {
        let long = |text: &str| quantity::read(text).first().map_or(-1.0, Quantity::value);
        for n in 0..1000 {
            for text in [format!("{n}"), format!("{n},048"), format!("{n},000,512")] {
                assert_eq!(face(&text, -1.0), long(&text), "{text}");
            }
        }
    }

    #[test]
    fn equal_numbers_agree_whatever_their_spelling() {
        assert!(agrees(&only("forty-seven records"), &only("47 records")));
        assert!(agrees(&only("38 thousand jobs"), &only("38,182 jobs")));
        assert!(agrees(&only("stays at 1.8, flat"), &only("about 1.8 gigs")));
        assert!(agrees(&only("nearly 40k rows"), &only("38,800 rows")));
    }

    #[test]
    fn different_or_sharper_numbers_do_not() {
        assert!(!agrees(&only("74,000 records"), &only("47,000 records")));
        assert!(!agrees(&only("1.83 GB free"), &only("1.8 TB free")));
        assert!(!agrees(&only("25 exports"), &only("23 exports")));
        assert!(!agrees(&only("five days"), &only("six days")));
    }
}
