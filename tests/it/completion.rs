//! What is completed in whole stories: everything offered is taken, and the draft is checked again as it then stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::{CiteStyle, Config};
use backline::draft::BlockKind;
use backline::ide::{self, Completion};
use backline::verdict::Verdict;
use backline::workspace::{Overrides, Workspace};

/// The drafts of the stories that have transcripts.
fn drafts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut out = Vec::new();
    for story in ["frozen-boards", "perch-interview", "queue-chat"] {
        for file in fs::read_dir(root.join(story)).expect("a story").flatten() {
            let path = file.path();
            let is_draft =
                path.extension().is_some_and(|it| it == "md") && path.with_extension("expected.txt").exists();
            out.extend(is_draft.then_some(path));
        }
    }
    out.sort();
    assert!(!out.is_empty());
    out
}

/// What `path` is checked against, with no citations: a cited sentence would count as its author's word.
fn inputs(path: &Path, text: &str) -> Arc<Inputs> {
    let mut workspace = Workspace::new(path.parent().expect("in a folder").to_owned());
    let mut inputs = Inputs::clone(&workspace.inputs(path, text, &Overrides::default()));
    inputs.config = Arc::new(Config {
        cite_style: CiteStyle::None,
        ..Config::clone(&inputs.config)
    });
    Arc::new(inputs)
}

fn taken(text: &str, it: &Completion) -> String {
    let mut out = text.to_owned();
    out.replace_range(it.span.range(), &it.text);
    out
}

#[test]
fn whatever_is_completed_anywhere_is_backed_where_it_stands() {
    let (mut n, mut problems) = (0, Vec::new());
    for path in drafts() {
        let text = fs::read_to_string(&path).expect("a draft").replace("\r\n", "\n");
        let inputs = inputs(&path, &text);
        let whole = Analysis::new(&text, inputs.clone(), &mut Memo::default());
        let ends = whole.draft.blocks.iter();
        let ends = ends.filter(|it| it.kind == BlockKind::Paragraph && it.view.text().ends_with('.'));
        let ends: Vec<usize> = ends.map(|it| it.span.end).collect();
        for end in ends.iter().step_by(1 + ends.len() / 2) {
            for typed in ["\n\n", "\n\n\"", "\n\nThe "] {
                let begun = format!("{}{typed}", text[..*end].trim_end());
                let analysis = Analysis::new(&begun, inputs.clone(), &mut Memo::default());
                for it in ide::complete(&analysis, begun.len(), false) {
                    let after = Analysis::new(&taken(&begun, &it), inputs.clone(), &mut Memo::default());
                    let sentences = after.draft.sentences.iter().zip(after.findings.iter());
                    for (sentence, finding) in
                        sentences.filter(|(new, _)| it.span.start <= new.span.start + 1)
                    {
                        n += 1;
                        if !matches!(finding.verdict, Verdict::Supported | Verdict::Derived) {
                            let name = path.file_stem().unwrap_or_default().to_string_lossy();
                            let words = sentence.view.text();
                            problems.push(format!("{name}: {}: {words}", finding.verdict.name()));
                        }
                    }
                }
            }
        }
    }
    problems.sort();
    problems.dedup();
    assert!(
        problems.is_empty(),
        "{} of {n}\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(100 < n, "{n} sentences");
}
