//! Whole sources in, turns and units out.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::{Stamp, Transcript, TurnKind};
use crate::text::Span;

/// `kind speaker@start: words` of every turn.
fn turns(text: &str) -> Vec<String> {
    let it = Transcript::parse(text);
    let turn = |turn: &super::Turn| {
        let speaker = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
        let start = match turn.start {
            Some(Stamp::Offset(millis)) => format!("@{}s", millis / 1000),
            Some(Stamp::Clock(minutes)) => format!("@{}:{:02}", minutes / 60, minutes % 60),
            None => String::new(),
        };
        format!("{:?} {speaker}{start}: {}", turn.kind, turn.view.text())
    };
    it.turns.iter().map(turn).collect()
}

const LABELLED: &str = "\
MINA: The mail queue stopped on Friday. It held 12,400 messages.

OTTO: Who saw it?

MINA: Nobody. So we did two things.

First, I restarted the relay.

[Mina shows the queue graph]

Second, I wrote an alert. It fires at 500 messages.

OTTO: Does it \"work\"?
";

const BOLD: &str = "\
# Short Wave, episode 12: Moving house

*Recorded 4 May.*

**Mina:** (00:00:08) Welcome. [laughs] How big is it?

**Otto:** (00:00:21) Nine racks, with `rsync`.

**Mina:** Why?

**Otto:** (00:01:02) I was told, \"can you do it by noon?\"
";

const CHAT: &str = "\
--- #ops, export of Friday 6 June 2025 ---
[08:47] mina: two tickets. anyone touch mail?
[08:49] otto: not me
[08:50] mina: and the queue?
[08:50] mina: looking
[08:51] otto: 12k
";

const NOTES: &str = "\
# Session

**Profile**: `ops`
**Severity**: P1

## Phase 1: Look (11:50-12:14 AM) - 24 minutes

**User**: \"Mail is **late**\"

**Claude runs checks**:

```bash
# Check the queue
mailq | tail -1
# Result: 12400 messages
```

- ✅ **Fast**: seen in 4 minutes
- [x] Owner [known](https://x.org)

| Time | Event |
|------|-------|
| 2:17 PM | Alert fires |

```markdown
### Impact
**Users**: 900
```

Closing words.
";

#[test]
fn labels_open_turns_and_what_has_none_goes_on() {
    let it = Transcript::parse(LABELLED);
    assert_eq!(it.format, "speaker-turns");
    assert_eq!(it.why, "4 labelled turns");
    assert_eq!(it.labelled_turns(), 4);
    assert_eq!(
        turns(LABELLED),
        [
            "Speech MINA: The mail queue stopped on Friday. It held 12,400 messages.",
            "Speech OTTO: Who saw it?",
            "Speech MINA: Nobody. So we did two things.\n\nFirst, I restarted the relay.",
            "StageDirection -: Mina shows the queue graph",
            "Speech MINA: Second, I wrote an alert. It fires at 500 messages.",
            "Speech OTTO: Does it \"work\"?",
        ]
    );
    let unit = |words: &str| {
        let found = it.units.iter().position(|unit| unit.view.text().contains(words));
        found.unwrap_or_else(|| panic!("no unit with {words}"))
    };
    assert_eq!(it.unit_lines(unit("First, I")), (7, 7));
    assert_eq!(it.unit_lines(unit("Second, I")), (11, 11));
    assert_eq!(it.unit_speaker(unit("Second, I")), Some("MINA"));
    assert_eq!(it.units[unit("Nobody")].question, Some(unit("Who saw")));
    assert!(it.units[unit("Does it")].is_question);
}

#[test]
fn bold_labels_carry_offsets_and_noise_is_no_word() {
    assert_eq!(
        turns(BOLD),
        [
            "Heading -: Short Wave, episode 12: Moving house",
            "Note -: Recorded 4 May.",
            "Speech Mina@8s: Welcome. How big is it?",
            "Speech Otto@21s: Nine racks, with rsync.",
            "Speech Mina: Why?",
            "Speech Otto@62s: I was told, \"can you do it by noon?\"",
        ]
    );
    let it = Transcript::parse(BOLD);
    let last = it.units.last().expect("units");
    assert!(!last.is_question, "a question that is only reported does not ask");
    assert!(last.question.is_some());
    assert_eq!(it.unit_lines(0), (1, 1), "a heading with a number is a unit");
    assert!(it.turns[2..].iter().all(|turn| turn.section == Some(0)));
}

#[test]
fn chat_lines_carry_the_time_of_day_and_answers_may_come_late() {
    let it = Transcript::parse(CHAT);
    assert_eq!(it.why, "5 messages");
    assert_eq!(
        turns(CHAT),
        [
            "Note -: #ops, export of Friday 6 June 2025",
            "Speech mina@8:47: two tickets. anyone touch mail?",
            "Speech otto@8:49: not me",
            "Speech mina@8:50: and the queue?",
            "Speech mina@8:50: looking",
            "Speech otto@8:51: 12k",
        ]
    );
    let late = it
        .units
        .iter()
        .find(|unit| unit.view.text() == "12k")
        .expect("the answer");
    let asked = late.question.expect("its question");
    assert_eq!(it.units[asked].view.text(), "and the queue?");
}

#[test]
fn notes_keep_keys_commands_rows_and_times() {
    let it = Transcript::parse(NOTES);
    assert_eq!(it.format, "notes");
    assert_eq!(
        turns(NOTES),
        [
            "Heading -: Session",
            "Note -: Profile: ops",
            "Note -: Severity: P1",
            "Heading -@23:50: Phase 1: Look (11:50-12:14 AM) - 24 minutes",
            "Speech User: \"Mail is late\"",
            "Note -: Claude runs checks:",
            "Command -: Check the queue",
            "Command -: mailq | tail -1",
            "Output -: Result: 12400 messages",
            "Note -: ✅ Fast: seen in 4 minutes",
            "Note -: Owner known",
            "Event -@14:17: 2:17 PM | Alert fires",
            "Heading -: Impact",
            "Note -: Users: 900",
            "Speech -: Closing words.",
        ]
    );
    assert_eq!(it.turns.last().and_then(|turn| turn.section), Some(3));
    assert_eq!((it.turns[3].section, it.turns[12].section), (Some(0), Some(3)));
}

#[test]
fn lists_of_people_in_front_matter_are_read() {
    let text = "---\ntitle: Rotors\ntags:\n  - wind\n  - low noise\nspeakers:\n  - Ada Holm\n  - \"kit\"\n  - name: Ben Roe\n    role: host\ndate: 2024-06-07\nempty:\n---\nIt turns.\n";
    assert_eq!(
        turns(text),
        [
            "Note -: tags: low noise",
            "Note -: speakers: Ada Holm, kit, Ben Roe",
            "Note -: date: 2024-06-07",
            "Speech -: It turns.",
        ]
    );
    let it = check(text);
    let unit = it
        .units
        .iter()
        .position(|it| it.view.text().starts_with("speakers"));
    assert_eq!(it.unit_lines(unit.expect("the people")), (6, 9));
}

#[test]
fn prose_and_ordinary_markdown_have_no_speakers() {
    for text in [
        "",
        "\n\n",
        "A morning. Then a fix:\nwe restarted it.\n\nNote: it was slow. See https://x.org: here.\n",
        "# Report\n\nNote: slow.\n\nNote: very slow.\n\nNote: fixed.\n",
        "**Severity**: P1\n**Owner**: Mina\n**Service**: Mail\n",
        "Service: Mail\nOwner: Mina\nRegion: North\n",
        "Here is what we did: nothing.\n\nHere is what we saw: nothing.\n\nHere is what we did: more.\n",
    ] {
        let it = Transcript::parse(text);
        assert!(it.speakers.is_empty(), "{text}: {:?}", it.speakers);
    }
    assert_eq!(Transcript::parse("One.\nTwo.\n\nThree.").turns.len(), 2);
}

#[test]
fn stamped_headers_stand_above_their_words() {
    for text in [
        "Mina Roth (00:03):\nIt fell.\n\nOtto (00:09):\nWhen?\n\nMina Roth (01:10):\nAt 4.\n",
        "Mina Roth: 00:00:03\n\nIt fell.\n\nOtto: 00:00:09\n\nWhen?\n\nMina Roth: 00:01:10\n\nAt 4.\n",
        "Mina Roth  0:03  \nIt fell.\n\nOtto  0:09  \nWhen?\n\nMina Roth  1:10  \nAt 4.\n",
        "Mina Roth (00:03.12)\nIt fell.\n\nOtto (00:09.90)\nWhen?\n\nMina Roth (01:10.01)\nAt 4.\n",
        "[00:00:03] Mina Roth: It fell.\n\n[00:00:09] Otto: When?\n\n[00:01:10] Mina Roth: At 4.\n",
    ] {
        assert_eq!(
            turns(text),
            [
                "Speech Mina Roth@3s: It fell.",
                "Speech Otto@9s: When?",
                "Speech Mina Roth@70s: At 4."
            ],
            "{text}"
        );
    }
}

#[test]
fn one_person_is_one_speaker() {
    let it = Transcript::parse(
        "Mina Roth: It fell.\n\nOTTO: When?\n\nMINA: At 4.\n\nOtto: Oh.\n\nMina Roth: Yes.\n",
    );
    let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Mina Roth", "OTTO"]);
    assert_eq!(it.speakers[0].aliases, ["MINA"]);
    assert_eq!(it.speakers[1].aliases, ["Otto"]);
}

#[test]
fn a_single_label_below_a_transcript_heading_speaks() {
    let text = "---\ntitle: 'Recap 9'\n---\nIntro.\n\n## Transcription\n\n**Mina Roth**: Hi, I am\nMina.\n\n_Topic_\n\nMore **bold\nwords**.\n";
    assert_eq!(
        turns(text),
        [
            "Note -: title: 'Recap 9'",
            "Speech -: Intro.",
            "Heading -: Transcription",
            "Speech Mina Roth: Hi, I am Mina.",
            "Note -: Topic",
            "Speech Mina Roth: More bold words.",
        ]
    );
}

fn check(text: &str) -> Transcript {
    let it = Transcript::parse(text);
    let mut end = 0;
    for turn in &it.turns {
        assert!(end <= turn.span.start, "turns overlap: {turn:?}");
        assert!(
            turn.span.contains(turn.view.span()) || turn.view.text().is_empty(),
            "{turn:?}"
        );
        end = turn.span.end;
        assert!(turn.section.is_none_or(|it| it < usize::MAX));
    }
    assert!(end <= text.len());
    for (n, unit) in it.units.iter().enumerate() {
        let in_file = unit.view.span();
        assert!(it.turns[unit.turn].span.contains(in_file), "{unit:?}");
        assert!(text.get(in_file.range()).is_some(), "off a letter: {unit:?}");
        let (first, last) = it.unit_lines(n);
        assert!(first <= last);
        let words = unit.view.text();
        for (at, c) in words.char_indices() {
            let span = unit.view.in_file(Span::new(at, at + c.len_utf8()));
            assert!(in_file.contains(span));
        }
        assert!(unit.question.is_none_or(|it| it < n));
    }
    it
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_a_transcript(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_marks_are_a_transcript(text in "([\\[\\]()*_`#|<>&:. \\r\\n\\\\\\-0-9é?~=]|MINA: |\\*\\*Otto:\\*\\* |\\[09:14\\] |---|```|\\(00:12\\)|\\[laughs\\]|&amp;){0,60}") {
        check(&text);
    }

    #[test]
    fn any_lines_are_a_transcript(lines in prop::collection::vec(0usize..18, 0..30)) {
        let some = [
            "MINA: It fell.", "OTTO: When?", "", "[Mina shows it]", "```bash", "# Result: 4", "| a | b |",
            "|---|---|", "---", "- item\n  more", "**User**: hi", "[09:14] mina: é",
            "Present: Ilse (chair), Åsa", "- Ilse: é?\n  more", "* **Åsa:** no", "  - ilse - I do", "- [Åsa] é",
            "- (00:12) Åsa:",
        ];
        let text: Vec<&str> = lines.iter().map(|&it| some[it]).collect();
        check(&text.join("\n"));
    }
}

#[test]
fn every_prefix_of_a_source_is_a_source() {
    for text in [LABELLED, BOLD, CHAT, NOTES] {
        for end in (0..=text.len()).filter(|&it| text.is_char_boundary(it)) {
            check(&text[..end]);
        }
    }
}

#[test]
fn line_breaks_of_another_system_change_no_word() {
    let words = |text: &str| -> Vec<String> {
        let it = check(text);
        it.units.iter().map(|it| it.view.text().to_owned()).collect()
    };
    for text in [LABELLED, BOLD, CHAT, NOTES] {
        assert_eq!(words(text), words(&text.replace('\n', "\r\n")));
        assert_eq!(words(text), words(&text.replace('\n', "\r")));
    }
}

/// The files below a folder of samples that stands beside some checkouts.
fn samples(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.push((path, text));
            }
        }
    }
    if found.is_empty() {
        eprintln!("skipped: no samples in {}", root.display());
    }
    found.sort();
    found
}

#[test]
fn real_sources_give_the_turns_and_speakers_they_have() {
    let expected = [
        ("export-sloppy", "speaker-turns", 31, 2),
        ("podcast-faithful", "speaker-turns", 92, 2),
        ("standup-chat", "chat", 103, 7),
        ("redis-llm", "notes", 2, 2),
    ];
    for (path, text) in samples("eval/gold") {
        let name = path.to_string_lossy().into_owned();
        let Some(&(_, format, labelled, speakers)) = expected
            .iter()
            .find(|it| name.contains(it.0) && name.contains("transcript."))
        else {
            continue;
        };
        let it = check(&text);
        assert_eq!(
            (it.format, it.labelled_turns(), it.speakers.len()),
            (format, labelled, speakers),
            "{name}: {}",
            it.why
        );
    }
}

#[test]
fn every_sample_is_read_without_trouble() {
    for folder in ["pairs", "seeds", "formats", "eval"] {
        for (path, text) in samples(folder) {
            let text = text.get(..200_000).unwrap_or(&text);
            let it = check(text);
            eprintln!("{}: {}, {}", path.display(), it.format, it.why);
        }
    }
}

#[test]
fn entries_of_a_timeline_are_events_on_their_day() {
    let text = "# 2026-03-04, pump 3\n\n## Timeline\n\n- 23:50 - level falls\n- 00:14: valve opened\n- no time\n\n\
        ### 2026-03-06 ca. 8:05\n\nIt runs.\n\n- All of it\n\n### 9:00 - Done\n\nWe left.\n\n## After\n\nWe slept.\n\n\
        ```\n08:01 - alarm\n08:01:07 - a log line\n```\n";
    let it = check(text);
    let told: Vec<_> = it
        .turns
        .iter()
        .filter(|it| it.kind != TurnKind::Heading)
        .map(|it| (it.kind, it.day.map(|it| it.date()), it.view.text()))
        .collect();
    let (fourth, fifth, sixth) = (Some((2026, 3, 4)), Some((2026, 3, 5)), Some((2026, 3, 6)));
    assert_eq!(
        told,
        [
            (TurnKind::Event, fourth, "23:50 - level falls"),
            (TurnKind::Event, fifth, "00:14: valve opened"),
            (TurnKind::Note, None, "no time"),
            (TurnKind::Event, sixth, "It runs."),
            (TurnKind::Event, sixth, "All of it"),
            (TurnKind::Event, sixth, "We left."),
            (TurnKind::Speech, None, "We slept."),
            (TurnKind::Event, sixth, "08:01 - alarm"),
            (TurnKind::Output, None, "08:01:07 - a log line"),
        ]
    );
}

#[test]
fn kinds_of_output_follow_the_fence() {
    let text = "# Log\n\n```console\n$ ls\na.txt\n```\n\n```text\n# plain\n```\n";
    assert_eq!(
        turns(text),
        [
            "Heading -: Log",
            "Command -: ls",
            "Output -: a.txt",
            "Output -: # plain"
        ]
    );
    assert!(
        Transcript::parse(text)
            .turns
            .iter()
            .all(|it| it.kind != TurnKind::Speech)
    );
}

#[test]
fn what_stands_below_a_question_without_a_name_is_nobody_s() {
    let text = "It is a talk.\n\nQ: How big?\n\nNine racks.\n\nQ: Since when?\n\nMay.\n\nQ: Why?\n\nNoise.\n";
    let it = Transcript::parse(text);
    assert_eq!(it.labelled_turns(), 3);
    let unlabelled: Vec<&str> = it
        .turns
        .iter()
        .filter(|turn| turn.speaker.is_none())
        .map(|turn| turn.view.text())
        .collect();
    assert_eq!(unlabelled, ["It is a talk.", "Nine racks.", "May.", "Noise."]);
}

#[test]
fn a_label_of_the_kind_the_file_does_not_use_is_words() {
    let text = "MINA: It fell.\n\nOTTO: When?\n\nMINA: At 4.\n\nResultat: nothing.\n\nTwo things: a and b.\n\nOTTO: Oh.\n";
    let it = Transcript::parse(text);
    assert_eq!((it.labelled_turns(), it.speakers.len()), (4, 2));
    assert_eq!(
        it.turns[2].view.text(),
        "At 4.\n\nResultat: nothing.\n\nTwo things: a and b."
    );
}

#[test]
fn a_question_followed_by_a_question_has_no_answer() {
    let it = Transcript::parse(
        "MINA: Ready?\n\nOTTO: For what?\n\nMINA: Lunch.\n\nOTTO: Who came? Lea. She was early.\n",
    );
    let answered: Vec<(&str, &str)> = it
        .units
        .iter()
        .filter_map(|unit| Some((it.units[unit.question?].view.text(), unit.view.text())))
        .collect();
    assert_eq!(answered, [("For what?", "Lunch."), ("Who came?", "Lea.")]);
}

#[test]
fn a_word_behind_a_question_does_not_hide_it_from_its_answer() {
    let it = Transcript::parse(
        "[10:35] mina: did anyone see the list? privacy\n[10:36] otto: no. nobody did, I looked at all of it twice\n",
    );
    let answer = it
        .units
        .iter()
        .find(|unit| unit.view.text().starts_with("no."))
        .expect("a unit");
    let asked = &it.units[answer.question.expect("its question")];
    assert!(asked.view.text().starts_with("did anyone see the list?"));
}

fn printed(text: &str) -> Vec<String> {
    let transcript = Transcript::parse(text);
    let is_printed = |it: &&super::Turn| matches!(it.kind, TurnKind::Output | TurnKind::Command);
    let found = transcript.turns.iter().filter(is_printed);
    found
        .map(|it| format!("{:?} {}", it.kind, it.view.text()))
        .collect()
}

#[test]
fn boxes_and_trees_around_a_report_are_not_its_words() {
    let res = printed(
        "# Report\n\n```\nLOCK REPORT\n━━━━━━━━━━━\n\nGate state:\n├─ North gate: 85% (open)\n└─ South gate: 12%\n\
         ┌─ Impact ─────┐\n│ • Boats held: 14   │\n└──────────────┘\n```\n",
    );
    assert_eq!(
        res,
        [
            "Output LOCK REPORT",
            "Output Gate state:",
            "Output North gate: 85% (open)",
            "Output South gate: 12%",
            "Output Impact",
            "Output • Boats held: 14"
        ]
    );
}

#[test]
fn a_sentence_that_a_printed_report_wraps_is_one() {
    let text = "# Report\n\n```\nAnalysis:\nThe pump controller was not told about the\nnew sluice that opened in spring.\n\
                NAME STATE\npump-1 ok\n```\n";
    let res = printed(text);
    assert_eq!(
        res,
        [
            "Output Analysis:",
            "Output The pump controller was not told about the new sluice that opened in spring.",
            "Output NAME STATE",
            "Output pump-1 ok"
        ]
    );
    let transcript = Transcript::parse(text);
    let lines = (0..transcript.units.len()).map(|it| transcript.unit_lines(it));
    assert!(lines.into_iter().any(|it| it == (5, 6)));
}

#[test]
fn what_a_command_takes_from_the_lines_below_is_typed_and_not_printed() {
    let res = printed(
        "# Log\n\n```bash\ngit commit -m \"$(cat <<'EOF'\nfix(pump): stop earlier\n\n## Context\nIt ran dry.\nEOF\n)\"\n\
         # [main 1f2e] fix(pump): stop earlier\n```\n",
    );
    assert_eq!(
        res,
        [
            "Command git commit -m \"$(cat <<'EOF'",
            "Command fix(pump): stop earlier",
            "Command ## Context",
            "Command It ran dry.",
            "Command EOF",
            "Command )\"",
            "Output [main 1f2e] fix(pump): stop earlier"
        ]
    );
}

#[test]
fn captions_may_stand_below_front_matter_or_a_heading() {
    let cues = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nAna: The pump stopped.\n\n2\n00:00:03.500 --> 00:00:05.000\nBen: When?\n";
    for text in [
        format!("---\ntitle: Pumps\n---\n\n{cues}"),
        format!("# Call\n\nWe met.\n\n## Transcript\n\n{cues}"),
    ] {
        let it = Transcript::parse(&text);
        assert_eq!((it.format, it.speakers.len()), ("webvtt", 2), "{text}");
        assert_eq!(it.turns[0].start, Some(Stamp::Offset(1_000)));
    }
}
