//! Events of whole small transcripts.

use super::*;

fn told(text: &str) -> Vec<String> {
    let transcript = Transcript::parse(text);
    events(&transcript)
        .iter()
        .map(|it| format!("{} | {}", it.when, it.text))
        .collect()
}

#[test]
fn a_sentence_that_names_its_day_is_an_event_and_its_neighbours_are_not() {
    let res = told(
        "ANA: The build was slow. On Monday I blamed the linker. It was innocent.\n\n\
         BEN: What did you do then?\n\n\
         ANA: Tuesday I read the trace. The disk was full.\n",
    );
    assert_eq!(
        res,
        [
            "Monday | On Monday I blamed the linker.",
            "Tuesday | Tuesday I read the trace."
        ]
    );
}

#[test]
fn offsets_into_a_recording_are_not_times() {
    let res = told(
        "[00:01:10] Ana: The disk filled up.\n[00:02:30] Ben: It filled up twice.\n[00:03:00] Ana: We moved the logs.\n",
    );
    assert_eq!(res, Vec::<String>::new());
}

#[test]
fn plans_and_questions_are_not_events() {
    let res = told(
        "ANA: We should look again on Friday. Was it broken on Monday?\n\n\
         BEN: If it fails on Sunday, call me. I will fix it tomorrow.\n\n\
         ANA: Fine by me.\n",
    );
    assert_eq!(res, Vec::<String>::new());
}

#[test]
fn a_chat_tells_what_was_done_and_leaves_the_talk_out() {
    let res = told(
        "[14:02] mia: hello all\n\
         [14:03] mia: the importer stopped at row 1200\n\
         [14:04] jon: why though?\n\
         [14:05] jon: restarting the importer\n\
         [14:06] mia: thanks, you rock\n\
         [14:07] relaybot: importer v7 deployed by jon\n\
         [14:09] jon: maybe we should page someone\n\
         [14:12] jon: it's back\n",
    );
    assert_eq!(
        res,
        [
            "14:03 | the importer stopped at row 1200",
            "14:05 | restarting the importer",
            "14:07 | importer v7 deployed by jon",
            "14:12 | it's back",
        ]
    );
}

#[test]
fn a_message_that_names_its_own_time_happened_then() {
    let res = told(
        "[08:55] mia: the nightly job started at 06:00 as usual\n\
         [08:56] jon: ok\n\
         [08:57] jon: stopped it. 08:56\n",
    );
    assert_eq!(
        res,
        [
            "06:00 | the nightly job started at 06:00 as usual",
            "08:56 | stopped it. 08:56"
        ]
    );
}

#[test]
fn a_timeline_that_the_source_keeps_is_taken_row_by_row() {
    let res = told(
        "# Outage notes\n\n\
         ## Phase 1: Look around (3:10-3:20 PM)\n\n\
         Some prose.\n\n\
         | Time | Event |\n|------|-------|\n\
         | 3:10 PM | Alarm: disk at 97% |\n\
         | 3:20 PM | Logs moved to the big disk |\n\n\
         | Action | Owner | Due |\n|---|---|---|\n\
         | Add an alarm | Ana | 2025-11-10 |\n",
    );
    assert_eq!(
        res,
        [
            "3:10-3:20 PM | Phase 1: Look around (3:10-3:20 PM)",
            "3:10 PM | Alarm: disk at 97%",
            "3:20 PM | Logs moved to the big disk",
        ]
    );
}

#[test]
fn a_table_inside_printed_output_is_a_timeline_too() {
    let res = told(
        "**User**: \"write it up\"\n\n**Claude**: \"Here it is.\"\n\n```markdown\n| Time | Event |\n|---|---|\n\
         | 2:17 PM | Pager rang |\n| 2:32 PM | Service recovered |\n```\n\n**User**: \"thanks\"\n",
    );
    assert_eq!(res, ["2:17 PM | Pager rang", "2:32 PM | Service recovered"]);
}

#[test]
fn a_stretch_of_time_is_not_an_event() {
    let res = told("# Notes\n\n**Time to recover**: 15 minutes (2:17 PM to 2:32 PM)\n");
    assert_eq!(res, Vec::<String>::new());
}

#[test]
fn words_and_lines_of_an_event_are_those_of_the_source() {
    let transcript = Transcript::parse(
        "ANA: Hello.\n\nBEN: On Monday the\nlinker broke. We cried.\n\nANA: Oh.\n\nBEN: Yes.\n",
    );
    let all = events(&transcript);
    assert_eq!(all.len(), 1);
    assert_eq!(
        &transcript.text[all[0].span.range()],
        "On Monday the\nlinker broke."
    );
    assert_eq!(all[0].text, "On Monday the linker broke.");
    assert_eq!(transcript.event_lines(&all[0]), (3, 4));
    assert_eq!(
        all[0].speaker.map(|it| transcript.speakers[it].name.as_str()),
        Some("BEN")
    );
}

/// Prints the timelines of real sources, for reading: `cargo test read_the -- --nocapture`.
#[test]
fn read_the_timelines_of_the_evaluation_set() {
    for name in [
        "redis-llm/transcript.md",
        "export-sloppy/transcript.txt",
        "standup-chat/transcript.txt",
    ] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/eval/gold")
            .join(name);
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: {name} is not there");
            continue;
        };
        let transcript = Transcript::parse(&text);
        let all = events(&transcript);
        eprintln!("── {name}: {} events", all.len());
        for it in &all {
            eprintln!(
                "{:?} {} | {} | {:?}",
                it.kind,
                it.when,
                it.text,
                transcript.event_lines(it)
            );
            let times_are_stated = it
                .when
                .split_whitespace()
                .all(|part| text.to_lowercase().contains(&part.to_lowercase()));
            assert!(times_are_stated, "{} is not in {name}", it.when);
        }
        assert!(all.len() >= 3, "{name} tells when things happened");
    }
}
