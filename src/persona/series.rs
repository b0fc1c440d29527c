//! The series tracker: episodes, callbacks, catchphrases. Evidence for callbacks only.

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
    /// Nested bullets: label (empty where there is none) and text.
    pub notes: Vec<(String, String)>,
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
}

fn episodes(text: &str) -> Vec<Episode> {
    let mut series = String::new();
    let mut res: Vec<Episode> = Vec::new();
    for line in text.lines() {
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
            res.push(episode);
        } else if let Some(last) = res.last_mut().filter(|_| is_nested) {
            let (label, text) = item.split_once(": ").unwrap_or(("", item));
            last.notes.push((label.trim().to_owned(), text.trim().to_owned()));
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
        assert_eq!(first.notes[0], ("Callbacks".into(), "\"the backup\"".into()));
        assert_eq!(first.notes[1].0, "");
        assert_eq!(
            (
                series.episodes[1].title.as_str(),
                series.episodes[1].status.as_str()
            ),
            ("", "IN PROGRESS")
        );
    }
}
