//! Word alignment of a quotation with what was said: where it stands, and what was changed.

use super::{Index, Passage};
use crate::language::words::Stem;

/// A word of a source: its entry and its place among the entry's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Entry of the index.
    pub entry: usize,
    /// Index into the entry's words.
    pub word: usize,
}

/// How one quoted word relates to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Quoted word `0` is source word `1`.
    Same(usize, At),
    /// Quoted word `0` stands where the source has `1`.
    Changed(usize, At),
    /// Quoted word `0` is not in the source.
    Added(usize),
    /// Source word is left out before quoted word `0`.
    Dropped(usize, At),
}

/// The best place for a quotation.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// In order of the quotation.
    pub steps: Vec<Step>,
    /// Quoted words found.
    pub same: usize,
}

impl Alignment {
    /// Whether every word is there, in order, with nothing between.
    pub fn is_verbatim(&self) -> bool {
        self.steps.iter().all(|it| matches!(it, Step::Same(..)))
    }

    /// First and last source word that it covers.
    pub fn ends(&self) -> Option<(At, At)> {
        let mut found = self.steps.iter().filter_map(|it| match it {
            Step::Same(_, at) => Some(*at),
            _ => None,
        });
        let first = found.next()?;
        Some((first, found.next_back().unwrap_or(first)))
    }
}

/// The words of a passage, in order.
fn passage_words(index: &Index, passage: &Passage) -> Vec<(Stem, At)> {
    let mut words = Vec::new();
    for entry in passage.entries.clone() {
        for (word, &key) in index.entries[entry].folded.iter().enumerate() {
            words.push((key, At { entry, word }));
        }
    }
    words
}

/// All places where `quote` (folded words) stands word for word: within one passage; where in none, in what one
/// speaker says in several turns, others' interruptions left out.
pub fn verbatim(index: &Index, quote: &[Stem]) -> Vec<Alignment> {
    let found = within(index, quote);
    if found.is_empty() {
        across(index, quote)
    } else {
        found
    }
}

/// The places where `quote` runs over the end of a passage into the one that goes on with it.
fn across(index: &Index, quote: &[Stem]) -> Vec<Alignment> {
    let mut found = Vec::new();
    let Some(&first) = quote.first() else { return found };
    for &(earlier, _) in &index.resumed {
        let starts = index.entries[index.passages[earlier].entries.clone()]
            .iter()
            .any(|it| it.folded.contains(&first));
        if !starts {
            continue;
        }
        let mut words = passage_words(index, &index.passages[earlier]);
        let tail = words.len().saturating_sub(quote.len() - 1);
        words.drain(..tail);
        let own = words.len();
        let mut last = earlier;
        while words.len() < own + quote.len() - 1
            && let Ok(at) = index.resumed.binary_search_by_key(&last, |it| it.0)
        {
            last = index.resumed[at].1;
            words.extend(passage_words(index, &index.passages[last]));
        }
        found.extend(
            runs(&words, quote).filter(|it| it.ends().is_some_and(|(a, _)| is_in(index, earlier, a))),
        );
    }
    found
}

fn is_in(index: &Index, passage: usize, at: At) -> bool {
    index.entries[at.entry].passage == passage
}

/// Where `quote` stands word for word in `words`.
fn runs<'a>(words: &'a [(Stem, At)], quote: &'a [Stem]) -> impl Iterator<Item = Alignment> + 'a {
    let windows = words.windows(quote.len().max(1));
    let same = windows.filter(move |it| it.iter().zip(quote).all(|(a, b)| a.0 == *b));
    same.map(|here| Alignment {
        steps: here
            .iter()
            .enumerate()
            .map(|(n, it)| Step::Same(n, it.1))
            .collect(),
        same: quote.len(),
    })
}

/// The same within one passage.
fn within(index: &Index, quote: &[Stem]) -> Vec<Alignment> {
    let mut found = Vec::new();
    let Some(&first) = quote.first() else { return found };
    for passage in &index.passages {
        let starts = index.entries[passage.entries.clone()]
            .iter()
            .any(|it| it.folded.contains(&first));
        if !starts {
            continue;
        }
        let words = passage_words(index, passage);
        found.extend(runs(&words, quote));
    }
    found
}

/// The place that needs the fewest changes, if at least half of the words are found there. Ties: the first.
pub fn closest(index: &Index, quote: &[Stem], content: &[bool]) -> Option<Alignment> {
    const CANDIDATES: usize = 8;
    const LONGEST: usize = 120;
    if quote.is_empty() || quote.len() > LONGEST {
        return None;
    }
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for (at, passage) in index.passages.iter().enumerate() {
        let mut overlap = 0;
        for (key, &is_content) in quote.iter().zip(content) {
            let present = index.entries[passage.entries.clone()]
                .iter()
                .any(|it| it.folded.contains(key));
            overlap += usize::from(present) * if is_content { 3 } else { 1 };
        }
        if overlap > 0 {
            candidates.push((overlap, at));
        }
    }
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut best: Option<Alignment> = None;
    for &(_, at) in candidates.iter().take(CANDIDATES) {
        let words = passage_words(index, &index.passages[at]);
        let alignment = fit(quote, &words);
        let cost = |it: &Alignment| {
            it.steps
                .iter()
                .filter(|step| !matches!(step, Step::Same(..)))
                .count()
        };
        let better = best
            .as_ref()
            .is_none_or(|it| (alignment.same, cost(it)) > (it.same, cost(&alignment)));
        if better {
            best = Some(alignment);
        }
    }
    best.filter(|it| it.same * 2 >= quote.len())
}

/// Semi-global alignment: all of the quotation against any stretch of the source words.
fn fit(quote: &[Stem], words: &[(Stem, At)]) -> Alignment {
    let (rows, columns) = (quote.len() + 1, words.len() + 1);
    // cost[r][c]: cheapest way to spell the first r quoted words ending at source word c.
    let mut cost = vec![0u32; rows * columns];
    for row in 1..rows {
        cost[row * columns] = row as u32 * 2;
        for column in 1..columns {
            let same = quote[row - 1] == words[column - 1].0;
            let diagonal = cost[(row - 1) * columns + column - 1] + if same { 0 } else { 3 };
            let added = cost[(row - 1) * columns + column] + 3;
            let dropped = cost[row * columns + column - 1] + if row == rows - 1 { 2 } else { 1 };
            cost[row * columns + column] = diagonal.min(added).min(dropped);
        }
    }
    let last = (rows - 1) * columns;
    let mut column = (0..columns)
        .min_by_key(|&c| (cost[last + c], std::cmp::Reverse(c)))
        .unwrap_or(0);
    let mut row = rows - 1;
    let mut steps = Vec::new();
    while row > 0 {
        let here = cost[row * columns + column];
        if column > 0 {
            let same = quote[row - 1] == words[column - 1].0;
            let diagonal = cost[(row - 1) * columns + column - 1];
            if same && here == diagonal {
                steps.push(Step::Same(row - 1, words[column - 1].1));
                row -= 1;
                column -= 1;
                continue;
            }
            if !same && here == diagonal + 3 {
                steps.push(Step::Changed(row - 1, words[column - 1].1));
                row -= 1;
                column -= 1;
                continue;
            }
            let drop_cost = if row == rows - 1 { 2 } else { 1 };
            if here == cost[row * columns + column - 1] + drop_cost {
                steps.push(Step::Dropped(row, words[column - 1].1));
                column -= 1;
                continue;
            }
        }
        steps.push(Step::Added(row - 1));
        row -= 1;
    }
    steps.reverse();
    // Words left out before the first or after the last quoted word are not changes.
    let same = steps.iter().filter(|it| matches!(it, Step::Same(..))).count();
    Alignment { steps, same }
}
