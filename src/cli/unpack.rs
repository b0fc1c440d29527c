//! `backline unpack FILE`: a task file with `=============== FILE: path ===============` separators, as files.

use std::path::{Component, Path, PathBuf};

use super::{Exit, terminal, write};
use crate::workspace::read::read;
use crate::workspace::task::{self, Part, Task};

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

/// Writes the files of a task file; nothing is written where one of them cannot be.
pub(super) fn run(args: &UnpackArgs) -> Exit {
    let shown = args.file.display().to_string();
    let written = read(&args.file, &shown).and_then(|it| {
        let task = task::read(&it.text);
        let lines = write_all(&task.parts, args, &shown)?;
        Ok((lines, left_out(&task)))
    });
    match written {
        Ok((lines, left_out)) => {
            left_out.iter().for_each(|it| terminal::note(it));
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
        let own = place(part.path);
        if part.path.ends_with('/') || own.iter().any(|it| it == ".git") {
            return Err(format!(
                "{at}: {} is no file to write; nothing was written",
                part.path
            ));
        }
        // `a/b` and `a//b` are one file, on some disks `A/b`, too; and `a` cannot be a file and a folder.
        let clash = parts[..n].iter().find(|it| {
            let other = place(it.path);
            other.starts_with(&own) || own.starts_with(&other)
        });
        if let Some(first) = clash {
            return Err(format!(
                "{at}: {} is in the way of {} in line {}; nothing was written",
                part.path, first.path, first.line
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

/// What is in none of the files, told so that nobody takes them for all there was.
fn left_out(task: &Task<'_>) -> Vec<String> {
    let told = |count: usize, place: &str| match count {
        0 => None,
        1 => Some(format!("1 line {place} was left out")),
        _ => Some(format!("{count} lines {place} were left out")),
    };
    let before = told(task.before, "before the first file");
    let others = told(task.others, "between or behind the files");
    before.into_iter().chain(others).collect()
}

/// Whether a path stays below the folder that it is joined to.
fn is_inside(path: &str) -> bool {
    let is_here = |it: &Component<'_>| matches!(it, Component::CurDir);
    let mut parts = Path::new(path).components().skip_while(is_here).peekable();
    parts.peek().is_some() && parts.all(|it| matches!(it, Component::Normal(_)))
}

/// The folders and the file of a path, in small letters.
fn place(path: &str) -> Vec<String> {
    let parts = Path::new(path).components();
    let names = parts.filter(|it| matches!(it, Component::Normal(_)));
    names
        .map(|it| it.as_os_str().to_string_lossy().to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        assert!(is_inside("persona/voice.md"));
        assert!(is_inside("./voice.md"));
        for path in ["../x", "/etc/x", "a/../../x", ""] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
