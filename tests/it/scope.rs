//! `widened-scope` and `reversed-cause` through the whole street: what they see, and what they leave alone.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::evidence::{Role, Source, Sources};
use backline::transcript::Transcript;

/// The words of the draft that either rule marks, where the source is the one line `said` among others.
fn found(said: &str, draft: &str) -> Vec<String> {
    let text = format!(
        "MARA: The ferry left the harbour with an hour's delay.\n\nOTIS: It was raining.\n\nMARA: {said}\n\nOTIS: I see.\n\n\
         MARA: Then we had soup.\n"
    );
    let source = Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(&text)),
    };
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(Sources::new(vec![source])),
        ..Inputs::default()
    };
    let analysis = Analysis::new(draft, Arc::new(inputs), &mut Memo::default());
    let ours = |it: &&backline::diagnostic::Diagnostic| matches!(it.rule, "widened-scope" | "reversed-cause");
    let words = |it: &backline::diagnostic::Diagnostic| format!("{}: {}", it.rule, &draft[it.span.range()]);
    analysis.diagnostics.iter().filter(ours).map(words).collect()
}

#[test]
fn more_than_the_source_says_is_marked() {
    for (said, draft, words) in [
        (
            "Some of the traps were empty.",
            "All the traps were empty.",
            "All the traps",
        ),
        (
            "Most of the traps were empty.",
            "Every trap was empty.",
            "Every trap",
        ),
        (
            "Three of the seven traps were empty.",
            "All seven traps were empty.",
            "All seven traps",
        ),
        (
            "Most of the traps were empty.",
            "The traps were empty.",
            "The traps",
        ),
        (
            "A passenger lost the ticket.",
            "Passengers lost the ticket.",
            "Passengers",
        ),
        (
            "The pump failed on Tuesday.",
            "The pump failed every Tuesday.",
            "every Tuesday",
        ),
        (
            "The pump failed on Tuesday.",
            "The pump failed on Tuesdays.",
            "Tuesdays",
        ),
        (
            "The pump sometimes drops pressure.",
            "The pump always drops pressure.",
            "always",
        ),
        (
            "The pump dropped pressure only once.",
            "The pump always dropped pressure.",
            "always",
        ),
        (
            "Someone in the galley heard the alarm.",
            "Everyone in the galley heard the alarm.",
            "Everyone",
        ),
        (
            "We switched off the alarms in the galley.",
            "We switched off the alarms everywhere.",
            "everywhere",
        ),
    ] {
        assert_eq!(found(said, draft), [format!("widened-scope: {words}")], "{said}");
    }
}

#[test]
fn as_much_as_the_source_says_is_left_alone() {
    for (said, draft) in [
        (
            "Some of the traps were empty. In the end all the traps were.",
            "All the traps were empty.",
        ),
        ("The three traps were empty.", "All the traps were empty."),
        ("Some of the traps were empty.", "Some of the traps were empty."),
        ("Some of the traps were empty.", "Not all the traps were empty."),
        (
            "A passenger lost the ticket. Passengers do.",
            "Passengers lost the ticket.",
        ),
        ("The pump fails every Tuesday.", "The pump fails on Tuesdays."),
        (
            "It adds three litres a minute to the bilge.",
            "It adds three litres every minute to the bilge.",
        ),
        (
            "If a passenger lost the ticket, he paid.",
            "Passengers lost the ticket.",
        ),
        (
            "Once the pump dropped pressure, it stopped.",
            "The pump always dropped pressure.",
        ),
    ] {
        assert_eq!(found(said, draft), Vec::<String>::new(), "{said}");
    }
}

#[test]
fn a_cause_told_as_the_effect_is_marked() {
    for (said, draft) in [
        (
            "The generator overheated because the cellar flooded.",
            "The cellar flooded because the generator overheated.",
        ),
        (
            "The cellar flooded, so the generator overheated.",
            "The overheated generator led to the flooded cellar.",
        ),
        (
            "The flood in the cellar led to the generator's failure.",
            "The failure of the generator caused the flood in the cellar.",
        ),
        (
            "The cellar flooded. That's why the generator overheated.",
            "Because the generator overheated, the cellar flooded.",
        ),
    ] {
        assert_eq!(found(said, draft), [format!("reversed-cause: {draft}")], "{said}");
    }
}

#[test]
fn a_cause_told_as_the_cause_is_left_alone() {
    for (said, draft) in [
        (
            "The generator overheated because the cellar flooded.",
            "The cellar flooded, so the generator overheated.",
        ),
        (
            "The generator overheated because the cellar flooded.",
            "Because the cellar flooded, the generator overheated.",
        ),
        (
            "The generator didn't overheat because the cellar flooded.",
            "The cellar flooded because the generator overheated.",
        ),
        (
            "Did the generator overheat because the cellar flooded?",
            "The cellar flooded because the generator overheated.",
        ),
        (
            "The cellar flooded and the generator overheated.",
            "The cellar flooded because the generator overheated.",
        ),
    ] {
        assert_eq!(found(said, draft), Vec::<String>::new(), "{said} {draft}");
    }
}
