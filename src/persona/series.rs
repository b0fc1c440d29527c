//! The series tracker: episodes, callbacks, catchphrases. Evidence for callbacks only.

use crate::language::words::{self, Stem};

/// A series tracker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Path for messages.
    pub path: String,
    /// The file's text.
    pub text: String,
    /// Episodes of all series, in order.
    pub episodes: Vec<Episode>,
}

/// `- Episode N: "Title" -- published` and the bullets under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Episode {
    /// The series' heading.
    pub series: String,
    /// The number, where it is one.
    pub number: Option<u32>,
    /// The title, without marks; empty while there is none.
    pub title: String,
    /// What stands behind the title, such as `published` or `IN PROGRESS`.
    pub status: String,
    /// The line of the file that holds the number and the title, from 1.
    pub line: usize,
    /// Nested bullets.
    pub notes: Vec<Note>,
}

/// A nested bullet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What stands before the colon; empty where there is none.
    pub label: String,
    /// The rest.
    pub text: String,
    /// Its line of the file, from 1.
    pub line: usize,
}

/// A line of the author's own files that a sentence rests on: of the tracker, which it calls back to, or of the voice
/// profile, where it introduces a character.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// Path of the file, for messages.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The title or note, or what the profile says of the character.
    pub text: String,
    /// Share of the sentence's content words that it holds, 0–1.
    pub score: f32,
}

impl Series {
    /// Reads a tracker.
    pub fn parse(path: &str, text: &str) -> Series {
        Series {
            path: path.to_owned(),
            text: text.to_owned(),
            episodes: episodes(text),
        }
    }

    /// What a sentence with these content words calls back to: the line about an earlier episode that holds most
    /// of them. Plans (the teaser, what the next episode should do) tell nothing that has happened.
    pub fn callback(&self, content: &[Stem]) -> Option<Callback> {
        const LEAST_WORDS: usize = 2;
        const LEAST_SHARE: f32 = 2.0 / 3.0;
        let told = self.episodes.iter().filter(|it| !it.is_in_progress());
        let lines = told.flat_map(|it| {
            let notes = it.notes.iter().filter(|it| !it.is_plan());
            let notes = notes.map(|it| (it.line, it.text.as_str()));
            std::iter::once((it.line, it.title.as_str())).chain(notes)
        });
        let mut best: Option<(usize, &str, usize)> = None;
        for (line, text) in lines {
            let held = words::words(text);
            let n = content
                .iter()
                .filter(|&&stem| held.iter().any(|it| it.stem == stem))
                .count();
            if best.is_none_or(|it| it.2 < n) {
                best = Some((line, text, n));
            }
        }
        let (line, text, n) = best.filter(|it| LEAST_WORDS <= it.2)?;
        let score = n as f32 / content.len() as f32;
        (LEAST_SHARE <= score).then(|| Callback {
            path: self.path.clone(),
            line,
            text: text.to_owned(),
            score,
        })
    }
}

impl Episode {
    /// Still being written.
    pub fn is_in_progress(&self) -> bool {
        self.status.to_lowercase().contains("progress")
    }
}

impl Note {
    /// Says what is to come, by the tracker's labels: `Teaser at end`, `Should callback to`, `Should address …`.
    pub fn is_plan(&self) -> bool {
        let label = self.label.to_lowercase();
        label.starts_with("teaser") || label.starts_with("should")
    }
}

fn episodes(text: &str) -> Vec<Episode> {
    let mut series = String::new();
    let mut res: Vec<Episode> = Vec::new();
    // Below a heading that is an episode, its notes stand on the left.
    let mut is_below_heading = false;
    for (n, line) in (1..).zip(text.lines()) {
        let bare = line.trim();
        if bare.starts_with('#') {
            let title = bare.trim_matches(['#', ' ']);
            let found = episode(title).filter(|_| bare.starts_with("##") && !series.is_empty());
            is_below_heading = found.is_some();
            match found {
                Some(it) => res.push(Episode {
                    series: series.clone(),
                    line: n,
                    ..it
                }),
                None => title.clone_into(&mut series),
            }
            continue;
        }
        let Some(item) = list_item(bare) else { continue };
        let is_nested = line.starts_with([' ', '\t']) || is_below_heading;
        if let Some(mut episode) = episode(item).filter(|_| !is_below_heading) {
            episode.series.clone_from(&series);
            episode.line = n;
            res.push(episode);
        } else if let Some(last) = res.last_mut().filter(|_| is_nested) {
            let (label, text) = item.split_once(": ").unwrap_or(("", item));
            last.notes.push(Note {
                label: label.trim().to_owned(),
                text: text.trim().to_owned(),
                line: n,
            });
        }
    }
    res
}

/// What stands behind a bullet; a number in front of an item is a part of it: `2. "Low Tide" -- published`.
fn list_item(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix(['-', '*', '+']).map(str::trim);
    let is_numbered = || line.starts_with(|c: char| c.is_ascii_digit()) && numbered(line).is_some();
    bullet.or_else(|| is_numbered().then_some(line))
}

/// What an episode is called where it has a number: in the tracker, in titles and in slugs.
pub(super) const LABELS: [&str; 10] = [
    "episode",
    "ep",
    "part",
    "pt",
    "chapter",
    "ch",
    "volume",
    "vol",
    "instalment",
    "installment",
];

/// What only a tracker calls one: elsewhere an issue or a number is something else.
const LABELS_OF_A_LIST: [&str; 6] = ["issue", "no", "nr", "number", "story", "post"];

/// `Part 2: "Low Tide" -- published`, `Chapter Two`, `Vol. 2`, `#2`, `2. "Low Tide"`.
fn episode(item: &str) -> Option<Episode> {
    let item = item.trim_start_matches(['*', '_']);
    let word = item
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let label = word.to_lowercase();
    let is_episode = label == "episode";
    let is_label = LABELS.contains(&label.as_str()) || LABELS_OF_A_LIST.contains(&label.as_str());
    let (number, rest) = if word.is_empty() {
        numbered(item).map(|(number, rest)| (Some(number), rest))?
    } else if is_label {
        let rest = item[word.len()..].trim_start_matches(['.', ' ', '#']);
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        match counted(&rest[..end]) {
            Some(number) => (Some(number), &rest[end..]),
            None if is_episode => (None, rest),
            None => return None,
        }
    } else {
        return None;
    };
    // `Part 2 answers it` is a note.
    let is_parted = rest
        .trim_start()
        .starts_with(['*', '_', ':', '.', ')', '"', '“', '-', '—', '–', '(']);
    if !is_episode && !is_parted && !rest.trim().is_empty() {
        return None;
    }
    let rest = rest.trim_start_matches(['*', '_', ':', '.', ')', ' ']);
    let parted = ["--", "—", "–"].iter().find_map(|it| rest.rsplit_once(it));
    let is_titled = rest.starts_with(['"', '“']);
    let (title, status) = match parted {
        Some(parts) => parts,
        None if is_titled => (rest, ""),
        None => ("", rest),
    };
    Some(Episode {
        series: String::new(),
        number,
        title: title.trim().trim_matches(['"', '“', '”', '*']).to_owned(),
        status: status.trim().to_owned(),
        line: 0,
        notes: Vec::new(),
    })
}

/// `#2: …`, `2. "…"`, `2) IN PROGRESS`: a number alone, where a title or a status stands behind it.
fn numbered(item: &str) -> Option<(u32, &str)> {
    let rest = item.trim_start_matches('#').trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let behind = rest.trim_start_matches(['*', '_', '.', ')', ':', ' ']);
    let lower = behind.to_lowercase();
    let has_title = behind.starts_with(['"', '“']) && rest.len() != behind.len();
    let has_status =
        lower.starts_with("in progress") || lower.ends_with("-- published") || lower.ends_with("— published");
    (has_title || has_status).then_some((number.parse().ok()?, rest))
}

/// `2`, `two`, `II`.
pub(super) fn counted(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    const ROMAN: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let place = |list: &[&str], it: &str| list.iter().position(|other| *other == it);
    let spelt = || place(&WORDS, &word.to_lowercase()).or_else(|| place(&ROMAN, word));
    let number = word.parse().ok();
    number.or_else(|| u32::try_from(spelt()? + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn episodes_have_numbers_titles_and_notes() {
        let text = "# Tracker\n\n## Night Shifts\n- Episode 1: \"The Empty Backup\" -- published\n  - Callbacks: \"the backup\"\n  - no label here\n- Episode 2: IN PROGRESS\n";
        let series = Series::parse("series-tracker.md", text);
        assert_eq!(series.episodes.len(), 2);
        let first = &series.episodes[0];
        assert_eq!(
            (first.number, first.title.as_str(), first.status.as_str()),
            (Some(1), "The Empty Backup", "published")
        );
        assert_eq!(first.series, "Night Shifts");
        assert_eq!(
            first.notes[0],
            Note {
                label: "Callbacks".into(),
                text: "\"the backup\"".into(),
                line: 5
            }
        );
        assert_eq!(first.notes[1].label, "");
        assert_eq!(
            (
                series.episodes[1].title.as_str(),
                series.episodes[1].status.as_str()
            ),
            ("", "IN PROGRESS")
        );
    }

    #[test]
    fn an_episode_may_be_called_otherwise() {
        let title = |first: &str, second: &str| {
            let text = format!(
                "# Tracker\n\n## Night Shifts\n{first} \"The Empty Backup\" -- published\n  - Part of the joke: the pager\n{second} IN PROGRESS\n  - Should callback to: the pager\n"
            );
            let series = Series::parse("series-tracker.md", &text);
            let told = series
                .episodes
                .iter()
                .map(|it| (it.number, it.title.clone(), it.status.clone(), it.notes.len()));
            told.collect::<Vec<_>>()
        };
        let expected = [
            (Some(1), "The Empty Backup".to_owned(), "published".to_owned(), 1),
            (Some(2), String::new(), "IN PROGRESS".to_owned(), 1),
        ];
        for (first, second) in [
            ("- Episode 1:", "- Episode 2:"),
            ("- **Part 1:**", "- **Part 2:**"),
            ("- Part One:", "- Part Two:"),
            ("- Part I:", "- Part II:"),
            ("- Chapter 1.", "- Chapter 2."),
            ("- Vol. 1:", "- Vol. 2:"),
            ("- Ep. 1 --", "- Ep. 2 --"),
            ("- #1:", "- #2:"),
            ("- 1.", "- 2."),
            ("1.", "2."),
            ("### Part 1:", "### Part 2:"),
        ] {
            let found = title(first, second);
            let numbers: Vec<_> = found.iter().map(|it| it.0).collect();
            assert_eq!(numbers, [Some(1), Some(2)], "{first}: {found:?}");
            assert_eq!(found[0].3, 1, "{first}: {found:?}");
            assert_eq!(found[1], expected[1], "{first}");
            if !first.contains("--") {
                assert_eq!(found[0], expected[0], "{first}");
            }
        }
    }

    #[test]
    fn a_note_is_no_episode() {
        let text = "## Night Shifts\n- Part 1: \"The Empty Backup\" -- published\n  - Part 2 answers it\n  - 3 jokes about pagers\n- 12 posts are planned\n\n## Rules\n- No excuses\n- Post on Mondays\n1. Never say never.\n";
        let series = Series::parse("series-tracker.md", text);
        assert_eq!(series.episodes.len(), 1, "{:?}", series.episodes);
        assert_eq!(series.episodes[0].notes.len(), 2);
    }

    #[test]
    fn a_callback_rests_on_one_line_about_an_earlier_episode() {
        let text = "## Night Shifts\n- Episode 1: \"The Empty Backup\" -- published\n  - Running joke: the pager plays a waltz\n  - Teaser at end: the vanishing orders\n- Episode 2: \"Lost Orders\" -- IN PROGRESS\n  - Should callback to: the broken kettle\n";
        let series = Series::parse("series-tracker.md", text);
        let line = |sentence: &str| {
            let content: Vec<Stem> = words::words(sentence)
                .iter()
                .filter(|it| !it.stop)
                .map(|it| it.stem)
                .collect();
            series.callback(&content).map(|it| it.line)
        };
        assert_eq!(line("The pager played its waltz."), Some(3));
        assert_eq!(line("The backup was empty."), Some(2));
        assert_eq!(line("The empty pager."), None, "words of two lines");
        assert_eq!(line("The orders vanished."), None, "a teaser");
        assert_eq!(line("The orders were lost."), None, "this episode");
        assert_eq!(line("The kettle was broken."), None, "a plan");
        assert_eq!(line("It waltzed."), None, "one word");
    }
}
