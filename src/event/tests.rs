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
    let res = told(
        "[08:55] mia: nothing in the log after 08:40\n\
         [08:56] jon: restored the 08:30 snapshot\n\
         [08:57] jon: the truck comes at 16:00\n\
         [08:58] mia: we changed the scanner on Monday\n\
         [08:59] scanbot: last deploy: v3 by jon, Mon 13 Oct 16:40\n\
         [09:00] mia: review on Friday, 10:00\n",
    );
    assert_eq!(
        res,
        [
            "08:56 | restored the 08:30 snapshot",
            "Mon 13 Oct 16:40 | last deploy: v3 by jon, Mon 13 Oct 16:40"
        ]
    );
}

#[test]
fn what_stands_under_a_heading_that_is_but_a_time_happened_then() {
    let res = told(
        "# Outage\n\n## Timeline\n\n### 2018-01-18 4:19\n\nA mail said that the lock was jammed. More words.\n\n\
         ### 4:27\n\n- Found the stone\n- Took it out\n\n### 5:02 - All clear\n\nQuiet.\n",
    );
    assert_eq!(
        res,
        [
            "2018-01-18 4:19 | A mail said that the lock was jammed.",
            "4:27 | Found the stone",
            "5:02 | All clear"
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
            "3:10-3:20 PM | Phase 1: Look around",
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

/// The timeline of sources, line by line: `when | text (lines)`, with a title in brackets before each strand.
fn lines_of(texts: &[&str]) -> Vec<String> {
    let transcripts: Vec<Transcript> = texts.iter().map(|it| Transcript::parse(it)).collect();
    let mut res = Vec::new();
    for strand in timeline(&transcripts.iter().collect::<Vec<_>>()) {
        res.extend(strand.title.map(|it| format!("[{it}]")));
        for row in strand.rows {
            let also = |it: &Also| {
                let mark = if it.differs { "≠" } else { "=" };
                format!(" {mark} {} {}", it.event.when, it.event.text)
            };
            let also: String = row.also.iter().map(also).collect();
            res.push(format!("{} | {}{also}", row.event.when, row.event.text));
        }
    }
    res
}

const SESSION: &str = "# Session\n\n## Start (9:02 AM - Pager alert)\n\n**Note**: ok\n\n\
    ## Phase 1: Debug root cause (9:05-9:11 AM) - 6 minutes\n\n**Claude checks**:\n\n\
    **Root cause found**: lock queue full on the north gate\n\n**Time to find**: 9 minutes (9:02 AM to 9:11 AM)\n\n\
    ## Phase 2: Permanent Fix (9:11-9:20 AM) - 9 minutes\n\nPlain words.\n\n\
    ## Phase 3: Write-up (9:20-9:30 AM) - 10 minutes\n\n```markdown\n| Time | Event |\n|---|---|\n\
    | 9:02 AM | Pager alert: gate does not open |\n| 9:05 AM | Root cause identified: lock queue full |\n\
    | 9:20 AM | Permanent fix deployed (gate.env) |\n```\n";

#[test]
fn one_event_told_twice_is_one_row_and_times_that_differ_are_both_shown() {
    assert_eq!(
        lines_of(&[SESSION]),
        [
            "9:02 AM | Pager alert: gate does not open = 9:02 AM Start (9:02 AM - Pager alert)",
            "9:05-9:11 AM | Phase 1: Debug root cause",
            "9:05-9:11 AM | Root cause found: lock queue full on the north gate ≠ 9:05 AM Root cause identified: lock \
             queue full",
            "9:20 AM | Permanent fix deployed (gate.env) = 9:11-9:20 AM Phase 2: Permanent Fix",
            "9:20-9:30 AM | Phase 3: Write-up",
        ]
    );
}

#[test]
fn what_began_with_its_phase_is_no_conflict() {
    let res = lines_of(&[
        "# Log\n\n## Phase 1: Failover (14:05-14:20)\n\nWords.\n\n## Notes\n\n\
        - 14:05: failover started\n- 14:40: all well again\n",
    ]);
    assert_eq!(
        res,
        [
            "14:05 | failover started = 14:05-14:20 Phase 1: Failover",
            "14:40 | all well again"
        ]
    );
}

#[test]
fn lists_and_points_of_a_printed_report_are_events_and_its_figures_and_advice_are_not() {
    let res = told(
        "# Report\n\n```\nWHAT HAPPENED:\n14:02 - Gate error rate rises to 9%\n14:09 - Lock queue is full\n\n\
         Load:\n├─ CPU: 85% (at 14:05 limit)\n└─ Queue: 97%\n\nChanges:\n• Firmware #12 rolled out at 12:50\n\
         • Sluice test every day at 13:00\n\n2024-05-02 14:02:11 INFO gate retry\n14:02:12 ERROR: gate retry\n```\n\n\
         ## Recommendations\n\n```\n15:00 - Check the lock again\n```\n",
    );
    assert_eq!(
        res,
        [
            "14:02 | Gate error rate rises to 9%",
            "14:09 | Lock queue is full",
            "12:50 | Firmware #12 rolled out at 12:50"
        ]
    );
}

#[test]
fn two_reports_in_one_file_are_apart_and_sections_of_one_are_not() {
    let report = |first: &str, second: &str| {
        format!(
            "# Guide\n\n## {first}\n\n```\nROOT CAUSE FOUND:\nThe lock.\n\n14:02 - Gate stuck\n```\n\n\
             ## {second}\n\n```\nROOT CAUSE {}:\nThe pump.\n\n13:10 - Pump stopped\n```\n",
            if second.starts_with("Detection") {
                "UNKNOWN"
            } else {
                "FOUND"
            }
        )
    };
    assert_eq!(
        lines_of(&[&report("The lock", "The pump")]),
        [
            "[The lock]",
            "14:02 | Gate stuck",
            "[The pump]",
            "13:10 | Pump stopped"
        ]
    );
    assert_eq!(
        lines_of(&[&report("Course", "Detection")]),
        ["13:10 | Pump stopped", "14:02 | Gate stuck"]
    );
}

#[test]
fn two_sources_on_one_clock_are_one_timeline_and_differing_times_are_shown() {
    let chat = "[14:02] mia: the lock controller stopped answering\n[14:09] jon: restarted the lock controller\n\
                [14:15] mia: gate is open\n";
    let notes = "# Timeline\n\n- 14:12: Lock controller restarted by Jon\n- 14:30: Ferry let through\n";
    assert_eq!(
        lines_of(&[chat, notes]),
        [
            "14:02 | the lock controller stopped answering",
            "14:09 | restarted the lock controller ≠ 14:12 Lock controller restarted by Jon",
            "14:30 | Ferry let through"
        ]
    );
}

#[test]
fn sources_in_different_zones_or_with_dates_on_one_side_stay_apart() {
    let a = "# Log\n\n- 14:12 UTC - Lock restarted\n- 14:30 UTC - Ferry let through\n";
    let b = "# Log\n\n- 16:13 CEST - Pump stopped\n- 16:20 CEST - Pump back\n";
    let dated = "# Log\n\n- 2024-05-02 14:13: Pump stopped\n- 2024-05-02 14:20: Pump back\n";
    for other in [b, dated] {
        let (a, b) = (Transcript::parse(a), Transcript::parse(other));
        let strands = timeline(&[&a, &b]);
        let sources: Vec<Option<usize>> = strands.iter().map(|it| it.source).collect();
        assert_eq!(sources, [Some(0), Some(1)]);
        assert!(strands[0].rows[0].event.when.ends_with("UTC"));
    }
}

#[test]
fn clocks_that_pass_midnight_keep_the_order_of_the_source() {
    let res = lines_of(&["# Night\n\n- 23:40: Lock stuck\n- 00:15: Lock freed\n- 00:30: Ferry through\n"]);
    assert_eq!(
        res,
        [
            "23:40 | Lock stuck",
            "00:15 | Lock freed",
            "00:30 | Ferry through"
        ]
    );
}

#[test]
fn how_long_it_went_on_and_steps_without_a_time_belong_to_the_story() {
    let res = told(
        "ANA: How did you notice?\n\nBEN: How long has the lock been stuck?\n\nANA: Nine days. A skipper told us. \
         I spent Monday on the motor.\n\nBEN: And then?\n\nANA: First, I replaced the relay. Then the sun came out. \
         Second, we added an alarm at the gate. Then we should paint it.\n",
    );
    assert_eq!(
        res,
        [
            "nine days | How long has the lock been stuck? Nine days.",
            "Monday | I spent Monday on the motor.",
            " | First, I replaced the relay.",
            " | Second, we added an alarm at the gate."
        ]
    );
}

#[test]
fn habits_appointments_and_things_named_after_a_day_are_not_events() {
    let res = told(
        "ANA: Every Friday we checked the lock. The Monday sheet was wrong. The painter comes on the 25th. We migrated \
         plans from 2006. They were due on Tuesday. It was Tuesday.\n\nBEN: We're meeting on Thursday. On Friday the \
         motor broke. The lock is open at half past six.\n\nANA: Oh.\n",
    );
    assert_eq!(res, ["Friday | On Friday the motor broke."]);
}

#[test]
fn who_comes_and_goes_in_a_channel_and_labels_of_turns_are_not_events() {
    assert_eq!(
        told(
            "[14:02] *** topic is locks\n[14:03] mia: lockbot has joined #gates\n[14:04] mia: the lock jammed\n\
              [14:05] jon: ok\n"
        ),
        ["14:04 | the lock jammed"]
    );
    assert_eq!(
        told(
            "# Chat\n\n## User (2026-01-16 16:48:38Z)\n\nhello\n\n## Agent (m-4 2026-01-16 16:48:43Z)\n\nhi\n\n\
              ## Agent (m-4 2026-01-16 16:49:43Z)\n\nyes\n\n## User (2026-01-16 16:50:38Z)\n\nthanks\n"
        ),
        Vec::<String>::new()
    );
}

/// A channel as it is pasted from the window of the program: name and time on one line, the words below.
const PASTED_CHANNEL: &str = "Odile Marchand  9:41 AM\nLabel printers in hall B are printing blank labels\n\n\
    Tobias Renn  9:43 AM\nhm, which ones?\n\nOdile Marchand  9:44 AM\nall six. I've stopped line 2 for now\n\n\
    Tobias Renn  9:47 AM\nI think it might be the new template, but not sure\n\n\
    PrintWatch APP  9:55 AM\nALERT: print_queue_depth = 418 on hall-b-spooler\n\n\
    Tobias Renn  9:58 AM\nRolled the template back to v31 on the spooler\n\nJun Abe  10:04 AM\njoined #hall-b\n\n\
    Jun Abe  10:06 AM\ncan someone send me a photo of a bad one?\n\n\
    Jun Abe  10:19 AM\nFound it: the spooler's disk is full. Someone turned on debug logging at 7:30\n\n\
    Odile Marchand  10:20 AM\nnice one!\n\nJun Abe  10:26 AM\ndeleted 38 GB of debug logs\n\n\
    Odile Marchand  10:31 AM\nline 2 is running again, labels are fine\n\n\
    Tobias Renn  10:33 AM\nI'd say we keep debug off until Monday\n";

#[test]
fn a_pasted_channel_tells_what_is_under_way_and_a_time_told_in_it_dates_its_own_sentence() {
    assert_eq!(
        told(PASTED_CHANNEL),
        [
            "9:41 AM | Label printers in hall B are printing blank labels",
            "9:44 AM | I've stopped line 2 for now",
            "9:55 AM | ALERT: print_queue_depth = 418 on hall-b-spooler",
            "9:58 AM | Rolled the template back to v31 on the spooler",
            "10:19 AM | Found it: the spooler's disk is full.",
            "7:30 | Someone turned on debug logging at 7:30",
            "10:26 AM | deleted 38 GB of debug logs",
            "10:31 AM | line 2 is running again, labels are fine",
        ]
    );
}

#[test]
fn updates_with_their_time_below_stand_in_the_order_in_which_they_were_written() {
    let page = "# Delayed tracking updates for parcels\n\n\
        **Resolved** - Tracking updates arrive on time again. We will publish a report within five days.\n\
        Mar 14, 15:20 UTC\n\n\
        **Monitoring** - The second scan importer is up and the backlog is shrinking.\nMar 14, 13:05 UTC\n\n\
        **Investigating** - We are looking into reports of late updates.\nMar 13, 19:12 UTC\n";
    assert_eq!(
        lines_of(&[page]),
        [
            "Mar 13, 19:12 UTC | Investigating - We are looking into reports of late updates.",
            "Mar 14, 13:05 UTC | Monitoring - The second scan importer is up and the backlog is shrinking.",
            "Mar 14, 15:20 UTC | Resolved - Tracking updates arrive on time again.",
        ]
    );
}

#[test]
fn steps_of_a_session_come_with_what_came_out_of_them() {
    let log = "# Working session: no hits for names with umlauts\n\nStarted 13:30, ended 15:10.\n\n\
        ## Step 1 – Reproduce it [13:30 – 13:48]\n\nSearched on staging and got 0 hits.\n\n\
        Result: reproducible on staging, not on the laptop.\n\n## Step 2 – Compare [13:48 – 14:20]\n\n\
        The filter is gone. It was lost when the index was rebuilt on 2 May.\n\n\
        Result: cause found, the rebuild script ignores the filter list.\n\n\
        ## Next steps\n\n- Add a test for the filter list by 20 May\n- Ask Lena to review on Friday\n";
    assert_eq!(
        told(log),
        [
            "13:30 – 13:48 | Step 1 – Reproduce it",
            "13:30 – 13:48 | Searched on staging and got 0 hits.",
            "13:30 – 13:48 | Result: reproducible on staging, not on the laptop.",
            "13:48 – 14:20 | Step 2 – Compare",
            "2 May | It was lost when the index was rebuilt on 2 May.",
            "13:48 – 14:20 | Result: cause found, the rebuild script ignores the filter list.",
        ]
    );
}

#[test]
fn a_talk_across_two_weeks_is_in_the_order_of_its_days() {
    let talk = "MODERATOR: Please welcome Hedda.\n\n\
        HEDDA: On the 3rd of March, buoy 14 told us that the lake was 31 degrees warm.\n\n\
        A fisherman noticed, on March 6th, and he wrote a letter. It arrived on the 9th.\n\n\
        So on the 10th we drove out. We tried again with a snowmobile, and at half past two in the afternoon we \
        pulled the buoy out of the ice.\n\n\
        What had happened is that on the 27th of February we'd rolled out a firmware with a bug.\n\n\
        On March 13th I wrote the fix. We plan to replace the boards in the summer.\n\n\
        MODERATOR: Questions? We have until half past four.\n";
    let days: Vec<String> = lines_of(&[talk])
        .iter()
        .filter_map(|it| Some(it.split_once(" | ")?.0.to_owned()))
        .collect();
    assert_eq!(
        days,
        [
            "27th of February",
            "3rd of March",
            "March 6th",
            "9th",
            "10th",
            "half past two in the afternoon",
            "March 13th"
        ]
    );
}

/// A talk with the day of its recording, told out of order.
const RECORDED: &str = "[Recorded on Thursday 27 November, in the boathouse]\n\n\
    ANA: A skipper rang on Thursday the 20th at 08:15. I spent Friday on the motor. So on Monday I read the \
    relay's log.\n\nBEN: Why did it jam?\n\nANA: On Tuesday the 4th we changed the relay. Yesterday we took \
    the lock apart and cleaned it. The new relay has been in since Tuesday.\n\nBEN: Good.\n";

#[test]
fn with_the_day_of_the_recording_days_are_in_order_and_yesterday_has_its_date() {
    let transcript = Transcript::parse(RECORDED);
    let strands = timeline(&[&transcript]);
    let rows: Vec<(&str, Option<&str>)> = strands[0]
        .rows
        .iter()
        .map(|it| (it.event.when.as_str(), it.event.meant.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("Tuesday the 4th", None),
            ("Thursday the 20th at 08:15", None),
            ("Friday", None),
            ("Monday", None),
            ("since Tuesday", None),
            ("Yesterday", Some("Wednesday 26 November")),
        ]
    );
}

#[test]
fn where_one_day_cannot_be_placed_the_order_is_that_of_the_source() {
    let talk = "Meeting, Thursday 19 June 2025\n\n\
        ANA: The launch was Saturday the 7th, and on Sunday we had rain.\n\n\
        BEN: The last boat came in on the 3rd of June. On Saturday afternoon I tuned the horn.\n\nANA: Oh.\n";
    let rows = lines_of(&[talk]);
    let days: Vec<&str> = rows.iter().filter_map(|it| it.split(" | ").next()).collect();
    assert_eq!(days, ["Saturday the 7th", "3rd of June", "Saturday afternoon"]);
}

#[test]
fn when_something_happened_may_be_asked_and_answered() {
    let talk = "Interview, taped on Tuesday 3 June 2025\n\n\
        ANA: When did the horn first fail?\n\nBEN: On the 19th of May. We found it yesterday.\n\nANA: Oh.\n";
    assert_eq!(
        lines_of(&[talk]),
        [
            "19th of May | When did the horn first fail? On the 19th of May.",
            "yesterday | We found it yesterday."
        ]
    );
}

#[test]
fn without_it_nothing_is_moved_and_nothing_is_added() {
    let at = RECORDED.find("ANA").expect("it is there");
    for head in [
        "",
        "[Written down after the outage of Thursday 27 November]\n\n",
        "[Recorded on 27 November]\n\n",
    ] {
        let transcript = Transcript::parse(&format!("{head}{}", &RECORDED[at..]));
        let strands = timeline(&[&transcript]);
        let rows: Vec<&str> = strands[0].rows.iter().map(|it| it.event.when.as_str()).collect();
        assert_eq!(
            rows,
            [
                "Thursday the 20th at 08:15",
                "Friday",
                "Monday",
                "Tuesday the 4th",
                "Yesterday",
                "since Tuesday"
            ],
            "{head}"
        );
        assert!(
            strands[0].rows.iter().all(|it| it.event.meant.is_none()),
            "{head}"
        );
    }
}

#[test]
fn what_is_compared_wished_or_announced_did_not_happen_then() {
    let res = told(
        "ANA: The pump used more power than in the same days last year. I wanted to, on Monday night. The change is \
         planned for January. That starts on Wednesday. On Friday the motor broke.\n\nBEN: We haven't opened the lock \
         since Tuesday.\n\nANA: It gets credited in December.\n",
    );
    assert_eq!(res, ["Friday | On Friday the motor broke."]);
}

#[test]
fn what_is_denied_described_or_commented_in_a_chat_is_no_report() {
    let res = told(
        "[14:02] mia: gate 3 is stuck open\n[14:03] jon: haven't restarted it yet\n\
         [14:04] mia: nobody has noticed\n[14:05] jon: whoever parked first keeps the place\n\
         [14:06] mia: that's the queue explained\n[14:07] jon: the spare is stored under the same number\n\
         [14:08] mia: over all 14 gates\n[14:09] jon: I'm looking at it\n[14:10] mia: the shed only has 742\n\
         [14:11] jon: see https://example.org/issues/5512/failed\n[14:12] mia: agenda+ 30 minutes for gates\n\
         [14:13] jon: restarted the controller\n[14:14] mia: nothing was lost\n",
    );
    assert_eq!(
        res,
        ["14:02 | gate 3 is stuck open", "14:13 | restarted the controller"]
    );
}

#[test]
fn the_minutes_of_a_talk_kept_in_a_chat_are_no_reports() {
    let res = told(
        "[14:02] mia: Paul: we tried both locks last year\n[14:03] mia: ... and reduced the queue\n\
         [14:04] mia: ... we moved 40 boats\n[14:05] mia: Ana: the skippers asked for it\n\
         [14:06] mia: ... formed a group\n[14:07] jon: restarted the projector\n[14:08] mia: s/boats/ships/\n",
    );
    assert_eq!(res, ["14:07 | restarted the projector"]);
}

#[test]
fn a_chat_pasted_into_minutes_counts_where_it_reports() {
    let minutes = "# Minutes\n\nFrom Ana Rode to Everyone: (01:02 PM)\nSo happy that I'm not the only one here\n\n\
        From Ben to Everyone: (01:36 PM)\nnobody has volunteered to help with it\n\n\
        From Ben to Everyone: (01:40 PM)\nI deployed the new form\n";
    assert_eq!(told(minutes), ["01:40 PM | I deployed the new form"]);
}
