//! Callbacks and teasers of a finished post, the third part of a series: quiet as it is, and heard where one is gone.

use std::fs;
use std::path::Path;

use backline::analysis::{Analysis, Memo};
use backline::config::Mode;
use backline::workspace::{Overrides, Workspace};

const POST: &str = "blog-draft-warm-regards-part-3.md";

/// Rule and first words of what is said of the series in the post, with `changes` made to it.
fn said(mode: Mode, changes: &[(&str, &str)]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/thermostat-drift");
    let mut text = fs::read_to_string(folder.join(POST)).expect("the story is part of the repository");
    for (old, new) in changes {
        assert!(text.contains(old), "the post holds `{old}`");
        text = text.replace(old, new);
    }
    let overrides = Overrides {
        mode: Some(mode),
        ..Overrides::default()
    };
    let mut workspace = Workspace::new(folder.clone());
    let inputs = workspace.inputs(&folder.join(POST), &text, &overrides);
    let analysis = Analysis::new(&text, inputs, &mut Memo::default());
    let about_series = analysis.diagnostics.iter().filter(|it| {
        matches!(
            it.rule,
            "missing-callback" | "unanswered-teaser" | "missing-teaser"
        )
    });
    about_series
        .map(|it| {
            let shown = it.message.split('"').nth(1).unwrap_or_default();
            let shown: Vec<&str> = shown.split_whitespace().take(3).collect();
            format!("{}: {}", it.rule, shown.join(" "))
        })
        .collect()
}

#[test]
fn a_post_that_keeps_its_promises_is_left_alone() {
    for mode in [Mode::Draft, Mode::Final] {
        assert_eq!(said(mode, &[]), [""; 0]);
    }
}

#[test]
fn a_callback_does_not_come_back_in_words_that_the_story_has_anyhow() {
    // "The change is planned for January" is left.
    let plan = ("the boiler's other plan, a schedule", "an old schedule");
    assert_eq!(
        said(Mode::Draft, &[plan]),
        ["missing-callback: the boiler's other"]
    );
    let cups = [
        ("## Two cups of bad coffee", "## Two wrong theories"),
        ("in cups of bad coffee", "in hours"),
        ("two cups, a large one", "two, a large one"),
        ("I have had cheaper coffee.", "I have had cheaper ones."),
    ];
    assert_eq!(said(Mode::Draft, &cups), ["missing-callback: cups of bad"]);
}

#[test]
fn a_teaser_is_not_answered_by_what_the_post_is_about() {
    let answer = (
        "At the end of part 2 I promised you a house full of thermostats that all agree with each other. It became seven houses. Their \
         thermostats agreed with each other, they agreed with the dashboard, and they disagreed with a piece of glass.\n\nThat was the \
         trouble.\n",
        "",
    );
    assert_eq!(said(Mode::Draft, &[answer]), ["unanswered-teaser: Next time: a"]);
}

#[test]
fn next_to_something_is_no_look_ahead() {
    let teaser = (
        "*Next time: seven jobs that I haven't read yet, and a word of three letters.*\n",
        "",
    );
    // "That one you can hang next to the thermometer" is left.
    assert_eq!(said(Mode::Final, &[teaser]), ["missing-teaser: Next time: a"]);
}
