//! Which episode of a series a draft is, and what it owes to the others: callbacks, an answer to the teaser.

use super::series::{Episode, LABELS, Note, Series, counted};
use crate::language::words::{self, Stem};

/// What a draft says of itself, by which its episode is found.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its slug, or the name of its file.
    pub slug: &'a str,
}

/// Something of earlier episodes that an episode should come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// As the tracker names it.
    pub text: String,
    /// Its line of the tracker, from 1.
    pub line: usize,
}

impl Series {
    /// Index of the episode that a draft is: by its title, else by the number that its slug or title give
    /// (`…-ep2`, `Part 2`), else the only one in progress.
    pub fn episode_of(&self, about: About<'_>) -> Option<usize> {
        let title = words_of(about.title);
        let is_titled = |it: &Episode| {
            let own = words_of(&it.title);
            !own.is_empty() && title.windows(own.len()).any(|run| run == own)
        };
        let only = |is_meant: &dyn Fn(&Episode) -> bool| {
            let mut found = self.episodes.iter().enumerate().filter(|(_, it)| is_meant(it));
            let first = found.next()?;
            found.next().is_none().then_some(first.0)
        };
        if let Some(found) = only(&is_titled) {
            return Some(found);
        }
        let slug = words_of(&about.slug.replace(['-', '_', '/'], " "));
        let behind_name = |text: &str| {
            self.episodes
                .iter()
                .find_map(|it| number_behind(text, &it.series))
        };
        let number = number(about.slug)
            .or_else(|| number(about.title))
            .or_else(|| behind_name(about.slug))
            .or_else(|| behind_name(about.title));
        if number.is_some() {
            let in_series = |it: &Episode| {
                let name = words_of(&it.series);
                let named =
                    |text: &[Stem]| !name.is_empty() && text.windows(name.len()).any(|run| run == name);
                named(&slug) || named(&title)
            };
            let is_it = |it: &Episode| it.number == number;
            return only(&|it| is_it(it) && in_series(it))
                .or_else(|| only(&|it| is_it(it) && it.is_in_progress()))
                .or_else(|| only(&is_it));
        }
        only(&Episode::is_in_progress)
    }

    /// The episode before that at `at`, of the same series.
    pub fn before(&self, at: usize) -> Option<&Episode> {
        let own = self.episodes.get(at)?;
        let earlier = self.episodes[..at].iter().filter(|it| it.series == own.series);
        let by_number = own.number.and_then(|it| it.checked_sub(1));
        let numbered = earlier
            .clone()
            .find(|it| it.number.is_some() && it.number == by_number);
        numbered.or_else(|| earlier.clone().next_back())
    }
}

impl Episode {
    /// What it says at its end of the next one.
    pub fn teaser(&self) -> Option<&Note> {
        self.notes.iter().find(|it| label(it).starts_with("teaser"))
    }

    /// The note that asks it to answer a teaser.
    pub fn answer(&self) -> Option<&Note> {
        let asks = |it: &&Note| {
            let label = label(it);
            (label.starts_with("should") || label.starts_with("must")) && label.contains("teaser")
        };
        self.notes.iter().find(asks)
    }

    /// What it should come back to, in the tracker's order: `Should callback to: the kettle, Lin's joke`.
    pub fn callbacks_due(&self) -> Vec<Due> {
        let mut res = Vec::new();
        for note in &self.notes {
            let label = label(note);
            let is_about_callbacks = label.contains("callback") || label.contains("call back");
            let is_due = label.starts_with("should") || label.starts_with("must") || self.is_in_progress();
            if !is_about_callbacks || !is_due {
                continue;
            }
            let listed = match note.label.is_empty() {
                true => behind(&note.text, &["callback to ", "call back to ", "callbacks to "]),
                false => &note.text,
            };
            res.extend(items(listed).into_iter().map(|text| Due {
                text: text.to_owned(),
                line: note.line,
            }));
        }
        res
    }
}

/// What a note is called, in small letters; a note without a colon is its own label.
fn label(note: &Note) -> String {
    let label = if note.label.is_empty() {
        &note.text
    } else {
        &note.label
    };
    label.trim_matches('*').trim().to_lowercase()
}

fn behind<'a>(text: &'a str, marks: &[&str]) -> &'a str {
    let found = marks.iter().find_map(|it| Some(text.find(it)? + it.len()));
    found.and_then(|at| text.get(at..)).unwrap_or("")
}

/// What commas and semicolons part, outside of quotation marks and brackets.
fn items(text: &str) -> Vec<&str> {
    let (mut res, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0usize, false);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '“' => depth += 1,
            ')' | ']' | '”' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            ',' | ';' if depth == 0 && !quoted => {
                res.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    res.push(&text[from..]);
    res.into_iter()
        .map(|it| it.trim().trim_end_matches('.'))
        .map(|it| it.strip_prefix("and ").unwrap_or(it).trim())
        .filter(|it| it.chars().any(char::is_alphanumeric))
        .collect()
}

fn words_of(text: &str) -> Vec<Stem> {
    let spans = words::spans(text).into_iter();
    spans.map(|it| words::folded(&text[it.range()])).collect()
}

/// The number right behind the name of the series: `night-shifts-3`, `Night Shifts #3`.
fn number_behind(text: &str, series: &str) -> Option<u32> {
    let text = text.replace(['-', '_', '/'], " ");
    let (own, name) = (words_of(&text), words_of(series));
    let at = own.windows(name.len().max(1)).position(|run| run == name)?;
    let next = words::spans(&text).into_iter().nth(at + name.len())?;
    text[next.range()].parse().ok().filter(|it| *it < MOST)
}

/// A series has no more episodes than this: what is larger is a year.
const MOST: u32 = 1000;

/// The number behind `episode`, `part`, `chapter` and the like, apart from it or not.
fn number(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty());
    let mut next = words.next();
    while let Some(word) = next {
        next = words.next();
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = match &word[letters.len()..] {
            "" => next.unwrap_or_default(),
            digits => digits,
        };
        if LABELS.contains(&letters)
            && let Some(number) = counted(digits)
        {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACKER: &str = "\
## Night Shifts
- Episode 1: \"The Empty Backup\" -- published
  - Teaser at end: \"Next time: the orders that vanished.\"
- Episode 2: IN PROGRESS
  - Should callback to: Tomas's kettle, the \"empty, but green\" line; and the waltz
  - Should address the teaser about vanishing orders

## Harbour Notes
- Episode 1: \"Low Tide\" -- published
- Episode 2: \"High Tide\" -- published
";

    fn number_of(title: &str, slug: &str) -> Option<(String, Option<u32>)> {
        let series = Series::parse("series-tracker.md", TRACKER);
        let at = series.episode_of(About { title, slug })?;
        Some((series.episodes[at].series.clone(), series.episodes[at].number))
    }

    #[test]
    fn a_draft_is_the_episode_of_its_title_its_number_or_the_one_in_progress() {
        let night = Some(("Night Shifts".to_owned(), Some(2)));
        assert_eq!(number_of("Lost", "night-shifts-ep2"), night);
        assert_eq!(number_of("Night Shifts, Part 2: Lost", "lost"), night);
        assert_eq!(number_of("Lost", "lost"), night);
        assert_eq!(
            number_of("High Tide", "whatever"),
            Some(("Harbour Notes".to_owned(), Some(2)))
        );
        assert_eq!(number_of("Night Shifts #2: Lost", "lost"), night);
        assert_eq!(number_of("Lost", "night-shifts-2"), night);
        assert_eq!(number_of("Night Shifts, Chapter Two", "lost"), night);
        assert_eq!(number_of("Lost", "lost-ep2"), night, "two series have one");
        assert_eq!(number_of("Lost", "lost-ep1"), None, "both are published");
        assert_eq!(number_of("Lost", "lost-ep7"), None, "nobody knows of it");
    }

    #[test]
    fn what_is_due_is_listed_item_by_item() {
        let series = Series::parse("series-tracker.md", TRACKER);
        let due = series.episodes[1].callbacks_due();
        let texts: Vec<&str> = due.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            texts,
            ["Tomas's kettle", "the \"empty, but green\" line", "the waltz"]
        );
        assert_eq!(due[0].line, 5);
        assert!(series.episodes[0].callbacks_due().is_empty());
    }

    #[test]
    fn teasers_and_their_answers_are_found() {
        let series = Series::parse("series-tracker.md", TRACKER);
        let answer = series.episodes[1].answer().map(|it| it.line);
        assert_eq!(answer, Some(6));
        let before = series.before(1).and_then(Episode::teaser).map(|it| it.line);
        assert_eq!(before, Some(3));
        assert_eq!(series.before(2), None, "another series begins");
    }
}
