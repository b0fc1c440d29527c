//! Labelled cases for the evaluations: a folder with `draft.md`, `transcript.*` and `labels.json`.

#![allow(dead_code, reason = "each evaluation uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use backline::analysis::Inputs;
use backline::text::Span;
use backline::workspace::{Overrides, Workspace};
use serde_json::Value;

/// A labelled draft with its transcripts.
pub(crate) struct Case {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Its name.
    pub(crate) name: String,
    /// The draft's text.
    pub(crate) draft: String,
    /// Its labels, in order.
    pub(crate) labels: Vec<Label>,
}

/// A label of one sentence.
pub(crate) struct Label {
    /// Bytes of the draft.
    pub(crate) span: Span,
    /// `supported`, `contradicted`, …
    pub(crate) verdict: String,
    /// Lines of the transcript that bear it.
    pub(crate) lines: Vec<usize>,
}

impl Label {
    /// Whether nothing is wrong with the sentence and it asserts something.
    pub(crate) fn is_right(&self) -> bool {
        matches!(self.verdict.as_str(), "supported" | "derived")
    }
}

/// The cases of the folders named on the command line, or of `fixtures/labelled`.
pub(crate) fn cases() -> Vec<Case> {
    let named: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with("--"))
        .map(|it| std::path::absolute(&it).unwrap_or_else(|_| PathBuf::from(it)))
        .collect();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = if named.is_empty() {
        vec![here.join("fixtures/labelled")]
    } else {
        named
    };
    folders
        .iter()
        .flat_map(|it| folders_in(it))
        .map(|it| read(&it))
        .collect()
}

/// The case folders in `folder` (or `folder` itself), sorted.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    if folder.join("labels.json").exists() {
        return vec![folder.to_owned()];
    }
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|it| it.path())
        .filter(|it| it.join("labels.json").exists())
        .collect();
    found.sort();
    found
}

fn read(folder: &Path) -> Case {
    let path = folder.join("draft.md");
    let draft = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let labels = fs::read_to_string(folder.join("labels.json")).expect("a case has labels");
    let labels: Vec<Value> = serde_json::from_str(&labels).expect("labels are a JSON list");
    let mut seek = 0;
    let labels = labels
        .iter()
        .map(|label| {
            let sentence = label["sentence"].as_str().expect("a label names its sentence");
            let at = draft[seek..]
                .find(sentence)
                .map_or_else(|| draft.find(sentence), |it| Some(seek + it));
            let at = at.unwrap_or_else(|| panic!("{}: not in the draft: {sentence}", folder.display()));
            seek = at;
            let lines = label["lines"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_u64);
            Label {
                span: Span::new(at, at + sentence.len()),
                verdict: label["verdict"].as_str().unwrap_or_default().to_owned(),
                lines: lines.map(|it| it as usize).collect(),
            }
        })
        .collect();
    Case {
        name: folder
            .file_name()
            .map_or_else(String::new, |it| it.to_string_lossy().into_owned()),
        folder: folder.to_owned(),
        draft,
        labels,
    }
}

/// What the draft of a case is checked against.
pub(crate) fn inputs(case: &Case) -> Arc<Inputs> {
    let entries = fs::read_dir(&case.folder).expect("a case is a folder");
    let mut transcripts: Vec<PathBuf> = entries
        .flatten()
        .map(|it| it.path())
        .filter(|it| it.file_stem().is_some_and(|it| it == "transcript"))
        .collect();
    transcripts.sort();
    let overrides = Overrides {
        transcripts,
        ..Overrides::default()
    };
    Workspace::new(case.folder.clone()).inputs(&case.folder.join("draft.md"), &case.draft, &overrides)
}
