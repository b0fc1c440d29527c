//! What the commands that make files from sources share: which sources, which path, and not over what is there.

use std::path::{Path, PathBuf};

use super::{session, write};
use crate::analysis::{Analysis, Memo};
use crate::evidence::{Role, Source};
use crate::workspace::Overrides;

/// Arguments of a command that makes a file from sources.
#[derive(Debug, clap::Args)]
pub(super) struct Make {
    /// Short name of the post, which becomes part of the file's name
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) slug: String,
    /// Make it from this transcript instead of the discovered one (repeatable)
    #[arg(long = "transcript", value_name = "FILE")]
    pub(super) transcripts: Vec<PathBuf>,
    /// The folder to write into
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(super) into: PathBuf,
    /// Overwrite the file if it is there already
    #[arg(long)]
    pub(super) force: bool,
}

/// A slug is part of a file's name: letters, digits, `-`, `_` and dots.
fn slug(text: &str) -> Result<String, String> {
    let fits = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
    let is_file = text.to_lowercase().ends_with(".md");
    if text.chars().all(fits) && text.starts_with(char::is_alphanumeric) && !is_file {
        Ok(text.to_owned())
    } else {
        Err("a slug is a name, not a file: letters, digits, - and _, such as production-notes-ep2".to_owned())
    }
}

/// What is known of an empty draft called `name`: its sources and the author's files; and its path.
pub(super) fn prepared(make: &Make, name: &str) -> Result<(Analysis, PathBuf), String> {
    let mut workspace = session::workspace()?;
    let path = beside(&make.into, name);
    if !make.force && path.exists() {
        return Err(exists(&path));
    }
    let overrides = Overrides {
        transcripts: make.transcripts.clone(),
        ..Overrides::default()
    };
    // The draft's name finds its sources, whatever the file that is made is called.
    let draft = draft_path(make);
    let inputs = workspace.inputs(&draft, "", &overrides);
    if let Some(problem) = inputs.problems.first() {
        return Err(problem.message.clone());
    }
    if inputs.sources.list.iter().all(|it| it.role != Role::Transcript) {
        return Err(format!(
            "no transcript for {}: put one called transcript.txt into {}, or name it with --transcript",
            make.slug,
            make.into.display()
        ));
    }
    let says_something = |it: &Source| it.role == Role::Transcript && !it.transcript.units.is_empty();
    if !inputs.sources.list.iter().any(says_something) {
        let names: Vec<&str> = inputs.sources.list.iter().map(|it| it.path.as_str()).collect();
        return Err(format!(
            "nothing is said in {}; nothing was written",
            names.join(", ")
        ));
    }
    Ok((Analysis::new("", inputs, &mut Memo::default()), path))
}

/// The path of the draft that the slug names.
pub(super) fn draft_path(make: &Make) -> PathBuf {
    beside(&make.into, &format!("blog-draft-{}.md", make.slug))
}

/// `name` in `folder`; in the current one the name alone.
fn beside(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") {
        PathBuf::from(name)
    } else {
        folder.join(name)
    }
}

fn exists(path: &Path) -> String {
    format!(
        "{} is there already; nothing was written. --force overwrites it",
        path.display()
    )
}

/// Writes the file and says what was written.
pub(super) fn write(make: &Make, path: &Path, text: &str) -> Result<String, String> {
    write::new(path, text, make.force)?;
    let words = text.split_whitespace().count();
    Ok(format!(
        "{} ({} lines, {words} words)\n",
        path.display(),
        text.lines().count()
    ))
}
