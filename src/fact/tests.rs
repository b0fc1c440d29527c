//! Facts and lines of small transcripts.

use std::sync::Arc;

use super::*;
use crate::evidence::Source;

fn sources(text: &str) -> Sources {
    Sources::new(vec![Source {
        path: "t.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(text)),
    }])
}

const TALK: &str = "ANA: Good morning. The importer dropped 312 parcels last night.\n\n\
    BEN: How many warehouses were hit? I think we should ask.\n\n\
    ANA: Right. The scanner in Lisbon lost its license. Loud failures are cheap, quiet failures are not.\n\n\
    BEN: Thanks.\n";

#[test]
fn facts_are_sentences_with_numbers_names_and_outcomes() {
    let sources = sources(TALK);
    let res: Vec<&str> = facts(&sources).iter().map(|it| it.text(&sources)).collect();
    assert!(
        res.contains(&"The importer dropped 312 parcels last night."),
        "{res:?}"
    );
    assert!(
        res.contains(&"The scanner in Lisbon lost its license."),
        "{res:?}"
    );
    assert!(
        res.iter()
            .all(|it| !it.ends_with('?') && !it.contains("Good morning") && !it.contains("think")),
        "{res:?}"
    );
}

#[test]
fn a_line_worth_quoting_is_short_and_turns() {
    let sources = sources(TALK);
    let res: Vec<&str> = quotable(&sources).iter().map(|it| it.text(&sources)).collect();
    assert_eq!(res, ["Loud failures are cheap, quiet failures are not."]);
}

#[test]
fn the_tracker_of_a_series_holds_no_facts() {
    let mut sources = sources(TALK);
    sources.list[0].role = Role::Tracker;
    assert_eq!(facts(&sources), []);
}
