//! `backline unpack FILE`: a task file with `=============== FILE: path ===============` separators, as files.

use std::path::{Component, Path, PathBuf};

use super::{Exit, terminal, write};
use crate::workspace::read::read;

/// Arguments of `backline unpack`.
#[derive(Debug, clap::Args)]
pub(super) struct UnpackArgs {
    /// The task file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder to write into
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    into: PathBuf,
    /// Overwrite files that are there already
    #[arg(long)]
    force: bool,
}

/// A file inside a task file.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    /// As its separator names it.
    path: &'a str,
    /// 1-based line of that separator.
    line: usize,
    /// What it holds, blank lines around it aside.
    text: String,
}

/// Writes the files of a task file; nothing is written where one of them cannot be.
pub(super) fn run(args: &UnpackArgs) -> Exit {
    let shown = args.file.display().to_string();
    let written = read(&args.file, &shown).and_then(|it| write_all(&parts(&it.text), args, &shown));
    match written {
        Ok(lines) => {
            if terminal::print(&lines) {
                Exit::Clean
            } else {
                Exit::Trouble
            }
        }
        Err(message) => {
            terminal::report_error(&message);
            Exit::Trouble
        }
    }
}

fn write_all(parts: &[Part<'_>], args: &UnpackArgs, shown: &str) -> Result<String, String> {
    if parts.is_empty() {
        return Err(format!(
            "{shown} holds no files: each begins with a line like `=============== FILE: notes/transcript.txt ===============`"
        ));
    }
    for (n, part) in parts.iter().enumerate() {
        let at = format!("{shown}:{}", part.line);
        if !is_inside(part.path) {
            return Err(format!(
                "{at}: \"{}\" leads out of the folder; nothing was written",
                part.path
            ));
        }
        if let Some(first) = parts[..n].iter().find(|it| it.path == part.path) {
            return Err(format!(
                "{at}: {} stands in line {} already; nothing was written",
                part.path, first.line
            ));
        }
        if !args.force && args.into.join(part.path).exists() {
            return Err(format!(
                "{at}: {} is there already; nothing was written. --force overwrites it",
                args.into.join(part.path).display()
            ));
        }
    }
    let mut lines = String::new();
    for part in parts {
        let path = args.into.join(part.path);
        write::whole(&path, part.text.as_bytes())
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        let count = part.text.lines().count();
        let noun = if count == 1 { "line" } else { "lines" };
        lines.push_str(&format!("{} ({count} {noun})\n", part.path));
    }
    Ok(lines)
}

/// Whether a path stays below the folder that it is joined to.
fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|it| matches!(it, Component::Normal(_)))
}

/// The files of a task file, in order. A line of equals signs around `FILE: path` begins one; any other such line
/// (`=============== END TRANSCRIPT ===============`) ends it. What stands outside belongs to none.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut is_open = false;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        match separator(line) {
            Some(label) => {
                let path = label
                    .strip_prefix("FILE:")
                    .map(str::trim)
                    .filter(|it| !it.is_empty());
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
            None => {}
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
    parts
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
        let parts = parts(TASK);
        let found: Vec<_> = parts
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
    fn no_path_leads_out_of_the_folder() {
        assert!(is_inside("persona/voice.md"));
        for path in ["../x", "/etc/x", "a/../../x", ""] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
