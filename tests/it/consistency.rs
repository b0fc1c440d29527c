//! The draft against itself, through the whole street and without a transcript.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::Config;
use backline::diagnostic::Severity;

const DRAFT: &str = "The outage ran from 14:23 to 14:45, 27 minutes in all.\n";

fn rules(text: &str, config: &str) -> Vec<(&'static str, Severity)> {
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        config: Arc::new(Config::parse(config)),
        ..Inputs::default()
    };
    let analysis = Analysis::new(text, Arc::new(inputs), &mut Memo::default());
    analysis
        .diagnostics
        .iter()
        .map(|it| (it.rule, it.severity))
        .collect()
}

#[test]
fn a_conflict_needs_no_transcript_and_has_the_level_of_the_configuration() {
    assert_eq!(rules(DRAFT, ""), [("arithmetic-mismatch", Severity::Warning)]);
    assert_eq!(
        rules(DRAFT, "[rules]\narithmetic-mismatch = \"error\"\n"),
        [("arithmetic-mismatch", Severity::Error)]
    );
    assert_eq!(rules(DRAFT, "[rules]\narithmetic-mismatch = \"off\"\n"), []);
}

#[test]
fn a_waiver_hides_a_conflict_and_is_used_by_it() {
    let waived = format!("<!-- backline: allow arithmetic-mismatch: the clock was wrong -->\n\n{DRAFT}");
    assert_eq!(rules(&waived, ""), []);
    let title = "<!-- backline: allow headline-mismatch: as the press had it -->\n\n# 12,000 users locked out\n\nIt was 14,500 users.\n";
    assert_eq!(rules(title, ""), []);
}

#[test]
fn an_edit_elsewhere_finds_the_same_again() {
    let mut memo = Memo::default();
    let inputs = Arc::new(Inputs::default());
    for n in 0..3 {
        let text = format!("{DRAFT}\nSomething else, {}.\n", "x".repeat(n));
        let analysis = Analysis::new(&text, Arc::clone(&inputs), &mut memo);
        assert_eq!(analysis.diagnostics.len(), 1);
    }
}
