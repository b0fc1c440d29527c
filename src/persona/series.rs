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
    for (n, line) in (1..).zip(text.lines()) {
        let bare = line.trim();
        if bare.starts_with('#') {
            series = bare.trim_matches(['#', ' ']).to_owned();
            continue;
        }
        let Some(item) = bare.strip_prefix(['-', '*', '+']).map(str::trim) else {
            continue;
        };
        let is_nested = line.starts_with([' ', '\t']);
        if let Some(mut episode) = episode(item) {
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

fn episode(item: &str) -> Option<Episode> {
    let item = item.trim_start_matches('*');
    let head = item.get(..7).filter(|it| it.eq_ignore_ascii_case("episode"))?;
    let rest = item[head.len()..].trim_start_matches([' ', '#']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let rest = rest.trim_start_matches(['*', ':', ' ']);
    let parted = ["--", "—", "–"].iter().find_map(|it| rest.rsplit_once(it));
    let is_titled = rest.starts_with(['"', '“']);
    let (title, status) = match parted {
        Some(parts) => parts,
        None if is_titled => (rest, ""),
        None => ("", rest),
    };
    Some(Episode {
        series: String::new(),
        number: number.parse().ok(),
        title: title.trim().trim_matches(['"', '“', '”', '*']).to_owned(),
        status: status.trim().to_owned(),
        line: 0,
        notes: Vec::new(),
    })
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
