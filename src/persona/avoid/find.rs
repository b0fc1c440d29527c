//! Where a draft holds what its author's profile says to avoid.

use super::{Avoid, Avoided};
use crate::draft::Draft;
use crate::language::order::orders_at;
use crate::persona::habit;
use crate::persona::phrase::Phrases;
use crate::persona::reading::{Line, Reading};
use crate::text::Span;

/// Something to avoid, at a place of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// What the profile says.
    pub avoid: &'a Avoid,
    /// Bytes of the draft.
    pub span: Span,
    /// The sentence it stands in, where it stands in one.
    pub sentence: Option<usize>,
}

/// What of `avoid` stands in `draft`, in its order; quotations and code are somebody else's words.
pub fn find<'a>(avoid: &'a [Avoid], draft: &Draft) -> Vec<Hit<'a>> {
    if avoid.is_empty() {
        return Vec::new();
    }
    let reading = Reading::of(draft);
    let mut res = Vec::new();
    words(avoid, &reading, &mut res);
    marks(avoid, &reading, &mut res);
    constructions(avoid, draft, &mut res);
    res.sort_by_key(|it| it.span);
    res
}

fn words<'a>(avoid: &'a [Avoid], reading: &Reading<'_>, out: &mut Vec<Hit<'a>>) {
    let listed = avoid.iter().filter_map(|it| match &it.what {
        Avoided::Phrase(phrase) | Avoided::Instructing(phrase) => Some((phrase.clone(), it)),
        _ => None,
    });
    let phrases = Phrases::new(listed);
    for (n, line) in reading.lines.iter().enumerate() {
        let found = phrases.find(line).into_iter();
        let meant = found.filter(|it| {
            !matches!(it.what.what, Avoided::Instructing(_)) || instructs(line, it.words.0, it.words.1)
        });
        out.extend(meant.map(|found| Hit {
            avoid: found.what,
            span: reading.in_file(n, found.span),
            sentence: Some(line.sentence),
        }));
    }
}

/// Whether the words from `first` to `last` stand in front of an instruction: `Just run it`, `then simply run it`,
/// `you just run it`; not `we just ran it`, `it is simply lost`.
fn instructs(line: &Line<'_>, first: usize, last: usize) -> bool {
    const LEADS: [&str; 21] = [
        "you",
        "can",
        "could",
        "should",
        "to",
        "and",
        "or",
        "then",
        "so",
        "but",
        "please",
        "now",
        "let's",
        "next",
        "must",
        "might",
        "may",
        "otherwise",
        "instead",
        "also",
        "you'll",
    ];
    let opens = match first.checked_sub(1) {
        None => true,
        Some(before) => {
            let is_parted = line
                .between(before)
                .contains([',', ';', ':', '—', '–', '-', '(', '.']);
            is_parted || LEADS.contains(&line.word(before))
        }
    };
    // `Simply put, …` orders nothing.
    let goes_on = !line.between(last).contains([',', '.', '—', ';', ':'])
        && !line.between(last + 1).trim_start().starts_with(',');
    let words: Vec<&str> = line.words[last + 1..].iter().map(String::as_str).collect();
    let in_text = line.spans.get(last + 1).map(|it| &line.text[it.range()]);
    let is_small = in_text.is_some_and(|it| it.starts_with(char::is_lowercase));
    opens && goes_on && is_small && orders_at(&words)
}

fn marks<'a>(avoid: &'a [Avoid], reading: &Reading<'_>, out: &mut Vec<Hit<'a>>) {
    for entry in avoid {
        let Avoided::Marks(marks) = &entry.what else {
            continue;
        };
        for (n, line) in reading.lines.iter().enumerate() {
            let sentence = &reading.draft.sentences[line.sentence];
            for (at, found) in line.text.match_indices(marks.as_str()) {
                let span = Span::new(at, at + found.len());
                let is_quoted = sentence.quotes.iter().any(|it| it.inner.overlaps(span));
                let is_code = sentence.code.iter().any(|it| it.overlaps(span));
                if !is_quoted && !is_code {
                    out.push(Hit {
                        avoid: entry,
                        span: reading.in_file(n, span),
                        sentence: Some(line.sentence),
                    });
                }
            }
        }
    }
}

fn constructions<'a>(avoid: &'a [Avoid], draft: &Draft, out: &mut Vec<Hit<'a>>) {
    let of = |pattern| avoid.iter().find(|it| it.what == Avoided::Construction(pattern));
    let any = avoid.iter().any(|it| matches!(it.what, Avoided::Construction(_)));
    if !any {
        return;
    }
    let habits = habit::find(draft, |it| of(it).is_some()).into_iter();
    out.extend(habits.filter_map(|it| {
        Some(Hit {
            avoid: of(it.pattern)?,
            span: it.span,
            sentence: it.sentence,
        })
    }));
}
