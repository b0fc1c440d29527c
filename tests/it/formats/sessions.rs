//! Sessions with an assistant, terminals, incidents and records of any shape.

use super::{Keeps, Times, holds, reads, same, sample};
use backline::transcript::{Flags, Stamp, Transcript, TurnKind};

/// A session in which Maya is the assistant and Tomasz the user; nothing is shown in it.
fn session(assistant: fn(&str) -> String) -> Keeps {
    Keeps {
        name: assistant,
        stage: false,
        ..Keeps::all("ai-session", Times::None)
    }
}

#[test]
fn sessions_as_text() {
    let names = session(|it| {
        if it.starts_with("Maya") {
            "Assistant"
        } else {
            "Human"
        }
        .to_owned()
    });
    holds("ai_human_assistant.txt", &names);
    let names = session(|it| if it.starts_with("Maya") { "Claude" } else { "User" }.to_owned());
    holds("ai_md_user_claude.md", &names);
    let names = session(|it| if it.starts_with("Maya") { "ChatGPT" } else { "You" }.to_owned());
    holds("chatgpt_copy.txt", &names);
    holds("chatgpt_heading_export.md", &names);
}

#[test]
fn garbled_sessions() {
    // Behind the conversation stands a line of signs; the wrong encoding lost the last byte of a quotation mark.
    let names = Keeps {
        words: |it| {
            let it = it.replace("â€\u{fffd}", "\"");
            same(&it.replace("✅ All six came back → 90 seconds 🚨", ""))
        },
        ..session(|it| if it.starts_with("Maya") { "Claude" } else { "User" }.to_owned())
    };
    holds("mojibake_cp1252.md", &names);
    holds("mojibake_macroman.md", &names);
}

#[test]
fn words_of_an_assistant_are_marked() {
    for file in ["ai_md_user_claude.md", "chatgpt_copy.txt"] {
        let Some(text) = sample(&format!("_synthetic/{file}")) else {
            return;
        };
        let it = Transcript::parse(&text);
        let marked = it
            .turns
            .iter()
            .filter(|it| it.flags.has(Flags::ASSISTANT))
            .count();
        assert_eq!(marked, 4, "{file}");
    }
}

#[test]
fn sessions_that_claude_code_keeps() {
    // Six lines are broken on purpose: no content, no type, no record.
    reads(
        "ai-session-jsonl/ccl_edge_cases.jsonl",
        "claude-code | speech 6, command 4, output 2 | User 4, Claude 2 | 6 problems",
    );
    reads(
        "ai-session-jsonl/ccl_representative_messages.jsonl",
        "claude-code | speech 7, command 2, output 2 | User 4, Claude 3 | 0 problems",
    );
    reads(
        "ai-session-jsonl/ccl_session_b.jsonl",
        "claude-code | speech 3 | User 2, Claude 1 | 0 problems",
    );
    reads(
        "ai-session-jsonl/ccl_todowrite_examples.jsonl",
        "claude-code | speech 5, command 3, output 3 | User 2, Claude 3 | 0 problems",
    );
    reads(
        "ai-session-jsonl/simonw_sample_session.jsonl",
        "claude-code | speech 4, command 2, output 2 | User 2, Claude 2 | 0 problems",
    );
    reads(
        "ai-session-jsonl/simonw_sample_session_web.json",
        "claude-code | speech 13, command 12, output 12, note 1 | User 5, Claude 8 | 0 problems",
    );
}

#[test]
fn sessions_that_tools_keep_as_markdown() {
    reads(
        "ai-session-md/aider_chat-history_excerpt.md",
        "aider | speech 11, command 12, output 87, system 70 | User 6, Aider 5 | 0 problems",
    );
    reads(
        "ai-session-md/specstory_2026-01-16.md",
        "specstory | speech 28, command 28, output 30, note 38, heading 1 | User 8, Agent 20 | 0 problems",
    );
    reads(
        "ai-session-md/specstory_2026-02-20.md",
        "specstory | speech 29, command 47, output 108, note 6, system 1, heading 1 | User 5, Agent 24 | 0 problems",
    );
}

#[test]
fn terminals() {
    reads(
        "asciinema/player_input.cast",
        "asciinema | output 2 |  | 0 problems",
    );
    reads(
        "asciinema/player_markers-input.cast",
        "asciinema | output 5, note 2 |  | 0 problems",
    );
    reads(
        "asciinema/player_markers.cast",
        "asciinema | output 4, note 2 |  | 0 problems",
    );
    reads(
        "asciinema/player_resizing.cast",
        "asciinema | output 1 |  | 0 problems",
    );
    reads(
        "asciinema/player_simple.cast",
        "asciinema | output 11 |  | 0 problems",
    );
    reads(
        "asciinema/player_text-group-input.cast",
        "asciinema | output 2 |  | 0 problems",
    );
    reads(
        "asciinema/player_theme.cast",
        "asciinema | output 2 |  | 0 problems",
    );
    reads(
        "asciinema/real_v2.cast",
        "asciinema | command 1, output 2 |  | 0 problems",
    );
    reads(
        "asciinema/v3_converted.cast",
        "asciinema | command 2, output 2, note 1 |  | 0 problems",
    );
    reads(
        "typescript/io.log",
        "typescript | command 1, output 2, event 2 |  | 0 problems",
    );
    reads(
        "typescript/typescript.txt",
        "typescript | command 2, output 5, event 2 |  | 0 problems",
    );
}

#[test]
fn postmortems() {
    reads(
        "postmortem/dfds_PM2020-004.md",
        "notes | speech 5, note 10, event 3, heading 7 |  | 0 problems",
    );
    reads(
        "postmortem/dfds_PM2020-008.md",
        "notes | speech 2, note 11, event 6, heading 7 |  | 0 problems",
    );
    reads(
        "postmortem/dfds_PM2021-008.md",
        "notes | speech 2, note 12, event 8, heading 8 |  | 0 problems",
    );
    reads(
        "postmortem/dfds_PM2021-011.md",
        "notes | speech 3, note 32, event 26, heading 9 |  | 0 problems",
    );
    reads(
        "postmortem/dfds_PM2022-003.md",
        "notes | speech 2, note 11, event 12, heading 8 |  | 0 problems",
    );
    reads(
        "postmortem/mybinder_2018-01-18-reddit-hug.md",
        "notes | speech 2, command 2, note 6, event 26, heading 32 |  | 0 problems",
    );
    reads(
        "postmortem/mybinder_2018-03-31-server-start-fail.md",
        "notes | speech 4, output 8, note 7, event 10, heading 15 |  | 0 problems",
    );
    reads(
        "postmortem/mybinder_2018-07-30-jupyterlab-build-cpu-saturate.md",
        "notes | speech 3, output 1, note 11, event 24, heading 18 |  | 0 problems",
    );
    reads(
        "postmortem/mybinder_2019-03-24-r2d-upgrade.md",
        "notes | speech 5, note 6, event 12, heading 19 |  | 0 problems",
    );
    reads(
        "postmortem/mybinder_2022-06-02-pod-limit.md",
        "notes | speech 4, output 2, note 5, event 10, heading 14 |  | 0 problems",
    );
}

#[test]
fn incidents_of_tools() {
    reads(
        "_synthetic/incident_io_timeline.md",
        "notes | event 4, heading 1 |  | 0 problems",
    );
    reads(
        "_synthetic/pagerduty_log_entries.json",
        "pagerduty | speech 1, event 3 | Maya Ortiz 1 | 0 problems",
    );
    reads(
        "_synthetic/pagerduty_timeline.csv",
        "pagerduty | speech 1, event 3 | Maya Ortiz 1 | 0 problems",
    );
    reads(
        "_synthetic/statuspage.txt",
        "statuspage | note 1, event 3, heading 1 |  | 0 problems",
    );
    reads(
        "_synthetic/phases.md",
        "notes | speech 2, command 2, output 1, note 1, heading 4 | User 1 | 0 problems",
    );
    reads("_synthetic/timeline_dash.txt", "plain | event 6 |  | 0 problems");
}

/// Time and words of every event, and of what people noted.
fn told(file: &str) -> Vec<(u16, String)> {
    let Some(text) = sample(&format!("_synthetic/{file}")) else {
        return Vec::new();
    };
    let it = Transcript::parse(&text);
    let is_told = |it: &&backline::transcript::Turn| matches!(it.kind, TurnKind::Event | TurnKind::Speech);
    let turns = it.turns.iter().filter(is_told).map(|it| {
        let minutes = match it.start {
            Some(Stamp::Clock(minutes)) => minutes,
            _ => u16::MAX,
        };
        (minutes, same(it.view.text()))
    });
    turns.collect()
}

/// Minutes since midnight.
const fn at(hour: u16, minute: u16) -> u16 {
    hour * 60 + minute
}

#[test]
fn one_incident_has_its_times_in_every_shape() {
    let mut log = told("pagerduty_log_entries.json");
    log.reverse();
    let rows = told("pagerduty_timeline.csv");
    let times = |it: &[(u16, String)]| it.iter().map(|it| it.0).collect::<Vec<_>>();
    if log.is_empty() {
        return;
    }
    assert_eq!(times(&log), [at(14, 31), at(14, 33), at(14, 44), at(14, 52)]);
    assert_eq!(times(&rows), times(&log));
    assert_eq!(log[2].1, "session.timeout.ms was 6 seconds; set to 45.");
    assert_eq!(rows[2].1, log[2].1);
    let table = told("incident_io_timeline.md");
    assert_eq!(times(&table), [at(14, 7), at(14, 31), at(14, 44), at(14, 52)]);
    let lines = told("timeline_dash.txt");
    assert_eq!(
        times(&lines),
        [
            at(14, 7),
            at(14, 31),
            at(14, 36),
            at(14, 44),
            at(14, 46),
            at(14, 52)
        ]
    );
    let updates = told("statuspage.txt");
    assert_eq!(times(&updates), [at(14, 58), at(14, 47), at(14, 35)]);
    assert_eq!(updates[0].1, "Resolved This incident has been resolved.");
}
