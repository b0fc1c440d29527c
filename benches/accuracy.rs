//! The accuracy evaluation: checks labelled drafts and counts what was caught, what was a false alarm, and how often
//! the right line came first. `cargo bench --bench accuracy` takes `fixtures/labelled`; `-- FOLDER…` other folders.
//!
//! A case is a folder with `draft.md`, `transcript.*` and `labels.json`: a list of
//! `{"sentence", "verdict", "lines", "wrong_span"}` in the order of the draft, `sentence` as it stands in the file.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

use std::fs;
use std::path::{Path, PathBuf};

use backline::analysis::{Analysis, Memo};
use backline::verdict::Verdict;
use backline::workspace::{Overrides, Workspace};
use serde_json::Value;

/// What is counted over the labelled sentences of one or more drafts.
#[derive(Clone, Copy, Default)]
struct Counts {
    wrong: usize,
    caught: usize,
    of_kind: usize,
    right: usize,
    alarms: usize,
    opinions: usize,
    opinion_alarms: usize,
    with_lines: usize,
    first: usize,
    first_three: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.wrong += other.wrong;
        self.caught += other.caught;
        self.of_kind += other.of_kind;
        self.right += other.right;
        self.alarms += other.alarms;
        self.opinions += other.opinions;
        self.opinion_alarms += other.opinion_alarms;
        self.with_lines += other.with_lines;
        self.first += other.first;
        self.first_three += other.first_three;
    }

    fn row(&self, name: &str) -> String {
        let share = |part: usize, all: usize| {
            if all == 0 {
                "-".to_owned()
            } else {
                format!("{:.3}", part as f64 / all as f64)
            }
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |",
            share(self.caught, self.wrong),
            share(self.alarms, self.right),
            share(self.opinion_alarms, self.opinions),
            share(self.of_kind, self.caught),
            share(self.first, self.with_lines),
            share(self.first_three, self.with_lines),
        )
    }
}

fn main() {
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
    println!("| draft | recall | false alarms | on opinion | kind | hit@1 | hit@3 |");
    println!("|---|---|---|---|---|---|---|");
    let mut all = Counts::default();
    for folder in folders {
        for case in cases(&folder) {
            let counts = measure(&case);
            let name = case
                .file_name()
                .map_or_else(String::new, |it| it.to_string_lossy().into_owned());
            println!("{}", counts.row(&name));
            all.add(counts);
        }
    }
    println!("{}", all.row("all"));
}

/// The cases in `folder` (or `folder` itself), sorted.
fn cases(folder: &Path) -> Vec<PathBuf> {
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

fn measure(case: &Path) -> Counts {
    let draft_path = case.join("draft.md");
    let text =
        fs::read_to_string(&draft_path).unwrap_or_else(|error| panic!("{}: {error}", draft_path.display()));
    let entries = fs::read_dir(case).expect("a case is a folder");
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
    let inputs = Workspace::new(case.to_owned()).inputs(&draft_path, &text, &overrides);
    let analysis = Analysis::new(&text, inputs, &mut Memo::default());
    let labels = fs::read_to_string(case.join("labels.json")).expect("a case has labels");
    let labels: Vec<Value> = serde_json::from_str(&labels).expect("labels are a JSON list");
    let mut counts = Counts::default();
    let mut seek = 0;
    for label in &labels {
        let sentence = label["sentence"].as_str().expect("a label names its sentence");
        let at = text[seek..]
            .find(sentence)
            .map_or_else(|| text.find(sentence), |it| Some(seek + it));
        let at = at.unwrap_or_else(|| panic!("{}: not in the draft: {sentence}", case.display()));
        seek = at;
        counts.add(judge(&analysis, label, at, at + sentence.len()));
    }
    counts
}

/// One label against the sentences that overlap it.
fn judge(analysis: &Analysis, label: &Value, start: usize, end: usize) -> Counts {
    let is_wrong = |it: Verdict| {
        matches!(
            it,
            Verdict::Contradicted | Verdict::Misquoted | Verdict::Misattributed | Verdict::Unsupported
        )
    };
    let sentences = analysis.draft.sentences.iter().zip(analysis.findings.iter());
    let covered: Vec<_> = sentences
        .filter(|(it, _)| it.span.start < end && start < it.span.end)
        .map(|it| it.1)
        .collect();
    let flagged = covered.iter().any(|it| is_wrong(it.verdict));
    let gold = label["verdict"].as_str().unwrap_or_default();
    let mut counts = Counts::default();
    match gold {
        "supported" | "derived" => (counts.right, counts.alarms) = (1, usize::from(flagged)),
        "opinion" => (counts.opinions, counts.opinion_alarms) = (1, usize::from(flagged)),
        _ => {
            (counts.wrong, counts.caught) = (1, usize::from(flagged));
            counts.of_kind = usize::from(flagged && covered.iter().any(|it| it.verdict.name() == gold));
        }
    }
    let lines: Vec<usize> = label["lines"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_u64)
        .map(|it| it as usize)
        .collect();
    if !lines.is_empty() {
        let hits = |most: usize| {
            covered.iter().any(|finding| {
                finding.evidence.iter().take(most).any(|it| {
                    let transcript = &analysis.inputs.sources.list[it.source].transcript;
                    let (first, last) = transcript.unit_lines(it.unit);
                    lines.iter().any(|line| (first..=last).contains(line))
                })
            })
        };
        counts.with_lines = 1;
        counts.first = usize::from(hits(1));
        counts.first_three = usize::from(hits(3));
    }
    counts
}
