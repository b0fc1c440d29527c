//! Task files: several files in one, each behind a line like `=============== FILE: transcript.txt ===============`.

/// A file inside a task file.
#[derive(Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// As its separator names it.
    pub path: &'a str,
    /// 1-based line of that separator.
    pub line: usize,
    /// What it holds, blank lines around it aside.
    pub text: String,
}

/// A task file, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Task<'a> {
    /// Its files, in order.
    pub parts: Vec<Part<'a>>,
    /// Lines before the first of them, blank ones around them aside.
    pub before: usize,
    /// Lines with words that stand between the files or behind them.
    pub others: usize,
}

/// Whether `text` is a task file: some line of it begins a file. One that stands in a code block only shows how.
pub fn is_task(text: &str) -> bool {
    let mut in_code = false;
    text.contains("FILE:")
        && text.lines().any(|line| {
            in_code ^= line.trim_start().starts_with("```");
            !in_code && separator(line).is_some_and(|it| named(it).is_some())
        })
}

/// The files of a task file, in order. A line of equals signs around `FILE: path` begins one, one around `END …`
/// (`=============== END TRANSCRIPT ===============`) ends it. What stands outside belongs to none.
pub fn read(text: &str) -> Task<'_> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut is_open = false;
    let mut outside: Vec<&str> = Vec::new();
    let mut others = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        // Other ruled lines, such as `===== FAILURES =====`, belong to the file that they stand in.
        match separator(line).filter(|it| !is_open || named(it).is_some() || ends(it)) {
            Some(label) => {
                let path = named(label);
                is_open = path.is_some();
                parts.extend(path.map(|path| Part {
                    path,
                    line: n + 1,
                    text: String::new(),
                }));
            }
            None if is_open => {
                if let Some(part) = parts.last_mut() {
                    part.text.push_str(line);
                }
            }
            None if parts.is_empty() => outside.push(line.trim()),
            None => others += usize::from(!line.trim().is_empty()),
        }
    }
    for part in &mut parts {
        let end = if part.text.contains("\r\n") { "\r\n" } else { "\n" };
        let body = part.text.trim_matches(['\r', '\n']);
        part.text = if body.is_empty() {
            String::new()
        } else {
            format!("{body}{end}")
        };
    }
    let first = outside.iter().position(|it| !it.is_empty());
    let last = outside.iter().rposition(|it| !it.is_empty());
    let before = first.zip(last).map_or(0, |(first, last)| last + 1 - first);
    Task {
        parts,
        before,
        others,
    }
}

/// Whether the label of a separator ends a file: `END TRANSCRIPT`.
fn ends(label: &str) -> bool {
    label.split_whitespace().next() == Some("END")
}

/// The path that the label of a separator gives.
fn named(label: &str) -> Option<&str> {
    let path = label.strip_prefix("FILE:").map(str::trim);
    path.filter(|it| !it.is_empty())
}

/// What stands between the equals signs of a separator.
fn separator(line: &str) -> Option<&str> {
    /// Equals signs on either side, at least: fewer may underline a heading.
    const FEWEST: usize = 5;
    let line = line.trim();
    let inner = line.trim_start_matches('=');
    let label = inner.trim_end_matches('=');
    let is_ruled = line.len() - inner.len() >= FEWEST && inner.len() - label.len() >= FEWEST;
    Some(label.trim()).filter(|it| is_ruled && !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: &str = "\
# A task

Read these.

=============== FILE: persona/voice.md ===============

# Voice

Plain.

=============== FILE: transcript.txt ===============
INA: The pump was dry.
====
DOV: I know.
=============== END TRANSCRIPT ===============

Write a post.
";

    #[test]
    fn a_file_reaches_from_its_separator_to_the_next() {
        let task = read(TASK);
        let found: Vec<_> = task
            .parts
            .iter()
            .map(|it| (it.path, it.line, it.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("persona/voice.md", 5, "# Voice\n\nPlain.\n"),
                (
                    "transcript.txt",
                    11,
                    "INA: The pump was dry.\n====\nDOV: I know.\n"
                ),
            ]
        );
    }

    #[test]
    fn a_ruled_line_of_a_file_stays_in_it() {
        let task = read("===== FILE: t.txt =====\nINA: It failed.\n===== FAILURES =====\nDOV: I see.\n");
        assert_eq!(
            task.parts[0].text,
            "INA: It failed.\n===== FAILURES =====\nDOV: I see.\n"
        );
        assert_eq!(task.others, 0);
    }

    #[test]
    fn what_is_in_none_of_them_is_counted() {
        let task = read(TASK);
        assert_eq!((task.before, task.others), (3, 1));
        let bare = read("=============== FILE: a.txt ===============\nA.\n");
        assert_eq!((bare.before, bare.others), (0, 0));
    }

    #[test]
    fn a_separator_makes_a_task_file() {
        assert!(is_task(TASK));
        assert!(!is_task("# FILE: a.txt\n\n=====\n"));
        assert!(!is_task("Write:\n\n```\n===== FILE: a.txt =====\n```\n"));
    }
}
