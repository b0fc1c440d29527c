//! From a transcript to a draft on the command line: facts, notes, skeleton, summary.

use std::fs;
use std::path::{Path, PathBuf};

use super::cli::{Folder, json};

/// A copy of a story without its drafts.
fn copy_of(story: &str) -> Folder {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(story);
    let folder = Folder::with(&[]);
    let mut queue: Vec<PathBuf> = vec![PathBuf::new()];
    while let Some(below) = queue.pop() {
        for entry in fs::read_dir(from.join(&below))
            .expect("the story is there")
            .flatten()
        {
            let name = below.join(entry.file_name());
            let text = name.to_string_lossy().into_owned();
            if entry.path().is_dir() {
                queue.push(name);
            } else if !text.starts_with("blog-draft") {
                folder.put(&text, &fs::read(entry.path()).expect("a file of the story"));
            }
        }
    }
    folder
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

const TALK: &str = "\
INA: How long was this leaking?

DOV: Nine days. The meter showed 412 litres, the cellar 38.

INA: What changed?

DOV: We swapped the valve on Monday, from the 2.1 to the 2.3.

[Dov shows the meter with the red needle]

INA: Was it the boiler?

DOV: No. We fixed it on Friday: I replaced the valve and added an alarm at 40 litres.
";

#[test]
fn facts_come_by_kind_and_only_those_that_the_draft_leaves_out() {
    let folder = Folder::with(&[
        ("transcript.txt", TALK),
        ("draft.md", "# The leak\n\nThis had been leaking for nine days.\n"),
    ]);
    let all = folder.run(&["facts", "transcript.txt"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    for line in [
        "Impact\n  transcript.txt:3 DOV: How long was this leaking? Nine days.\n",
        "Rejected hypotheses\n  transcript.txt:13 DOV: Was it the boiler? No.\n",
        "Shown on screen\n  transcript.txt:9 Dov shows the meter with the red needle\n",
    ] {
        assert!(all.out.contains(line), "{line} is not in {}", all.out);
    }
    let rest = folder.run(&["facts", "--unused", "draft.md"]);
    assert_eq!((rest.code, rest.err.as_str()), (0, ""));
    assert!(!rest.out.contains("Nine days"), "{}", rest.out);
    assert!(rest.out.contains("Was it the boiler?"), "{}", rest.out);

    let one = folder.run(&[
        "facts",
        "transcript.txt",
        "--kind",
        "rejected-hypothesis",
        "--output-format",
        "json",
    ]);
    let facts = &json(&one)["facts"];
    assert_eq!(facts.as_array().map(Vec::len), Some(1), "{facts}");
    assert_eq!(facts[0]["lines"], serde_json::json!([13, 13]));
    assert_eq!(facts[0]["speaker"], "DOV");
    let moved = Folder::with(&[("transcript.txt", &format!("\n\n{TALK}"))]);
    let again = moved.run(&[
        "facts",
        "transcript.txt",
        "--kind",
        "rejected-hypothesis",
        "--output-format",
        "json",
    ]);
    assert_eq!(
        json(&again)["facts"][0]["id"],
        facts[0]["id"],
        "a fact keeps its name when lines move"
    );
}

#[test]
fn facts_of_nothing_and_of_no_kind_are_told_plainly() {
    let folder = Folder::with(&[("draft.md", "# The leak\n")]);
    let none = folder.run(&["facts", "transcript.txt"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("transcript.txt"), "{}", none.err);
    let unpaired = folder.run(&["facts", "--unused", "draft.md"]);
    assert_eq!(unpaired.code, 2);
    assert!(
        unpaired.err.contains("draft.md has no transcript; name one"),
        "{}",
        unpaired.err
    );
    let kind = folder.run(&["facts", "x.txt", "--kind", "rumour"]);
    assert_eq!(kind.code, 2);
    assert!(kind.err.contains("root-cause"), "{}", kind.err);
}

#[test]
fn every_sentence_of_a_skeleton_is_backed_and_nothing_is_overwritten() {
    for (story, slug) in [
        ("fixtures/thermostat-drift", "warm-regards-part-3"),
        ("fixtures/frozen-boards", "frozen-boards"),
    ] {
        for profile in ["blog-post", "postmortem"] {
            let folder = copy_of(story);
            let made = folder.run(&["scaffold", "--slug", slug, "--profile", profile]);
            assert_eq!((made.code, made.err.as_str()), (0, ""), "{story}");
            let name = format!("blog-draft-{slug}.md");
            let text = read(&folder, &name);
            assert!(text.contains("<!-- cite: transcript.txt#L"), "{text}");
            let checked = folder.run(&[
                "check",
                &name,
                "--profile",
                profile,
                "--mode",
                "draft",
                "--output-format",
                "json",
            ]);
            assert_eq!(json(&checked)["summary"]["error"], 0, "{story}: {}", checked.out);
            let evidence = folder.run(&["evidence", &name, "--output-format", "json"]);
            let sentences = json(&evidence)["drafts"][0]["sentences"].clone();
            let sentences = sentences.as_array().expect("a list of sentences");
            assert!(8 < sentences.len(), "{story}: {text}");
            for it in sentences {
                let verdict = it["verdict"].as_str();
                assert!(matches!(verdict, Some("supported" | "derived")), "{story}: {it}");
            }
            let again = folder.run(&["scaffold", "--slug", slug, "--profile", profile]);
            assert_eq!(again.code, 2);
            assert!(
                again.err.contains("is there already; nothing was written"),
                "{}",
                again.err
            );
            let forced = folder.run(&["scaffold", "--slug", slug, "--profile", profile, "--force"]);
            assert_eq!(forced.code, 0);
            assert_eq!(
                read(&folder, &name),
                text,
                "the same sources make the same skeleton"
            );
        }
    }
}

#[test]
fn a_skeleton_has_the_parts_of_a_post() {
    let folder = copy_of("fixtures/thermostat-drift");
    folder.run(&["scaffold", "--slug", "warm-regards-part-3"]);
    let text = read(&folder, "blog-draft-warm-regards-part-3.md");
    let tldr = text.split("## TLDR").nth(1).expect("a TLDR");
    let bullets: Vec<&str> = tldr
        .lines()
        .skip_while(|it| it.is_empty())
        .take_while(|it| it.starts_with("- "))
        .collect();
    assert!((2..=4).contains(&bullets.len()), "{bullets:?}");
    assert!(
        bullets.last().is_some_and(|it| it.contains("Stellan said")),
        "the recurring character's is the last: {bullets:?}"
    );
    for part in [
        "profile: blog-post",
        "\n# ",
        "[Screenshot 01: ",
        "## What it was",
        "---\n\nIda Brandvold builds",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let screenshots = text.matches("[Screenshot ").count();
    for n in 1..=screenshots {
        assert!(text.contains(&format!("[Screenshot {n:02}: ")), "{text}");
    }
}

#[test]
fn notes_say_what_is_known_and_ask_for_the_rest() {
    let folder = copy_of("fixtures/thermostat-drift");
    let made = folder.run(&[
        "research",
        "--slug",
        "warm-regards-part-3",
        "--date",
        "2026-03-14",
    ]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let text = read(&folder, "blog-research-warm-regards-part-3.md");
    let headings: Vec<&str> = text.lines().filter(|it| it.starts_with("## ")).collect();
    assert_eq!(
        headings,
        [
            "## Source Material Summary",
            "## Product Context",
            "## Clarification Log",
            "## Editorial Plan",
            "## Voice Calibration",
            "## Draft Notes"
        ]
    );
    assert!(text.contains("Created: 2026-03-14"), "{text}");
    let (asked, guessed) = (text.matches("?").count(), text.matches("Best guess: ").count());
    assert!(2 < guessed && guessed <= asked, "{guessed} guesses");
    // Notes are no draft.
    let checked = folder.run(&["check", "--output-format", "concise"]);
    let is_of_notes = |it: &str| it.starts_with("blog-research");
    assert!(!checked.out.lines().any(is_of_notes), "{}", checked.out);
}

#[test]
fn notes_take_product_and_earlier_posts_where_they_are() {
    let folder = copy_of("fixtures/thermostat-drift");
    folder.put("persona/product.md", b"# Lunehus\n\nHeats flats.\n");
    folder.run(&["research", "--slug", "warm-regards-part-3"]);
    let text = read(&folder, "blog-research-warm-regards-part-3.md");
    assert!(
        text.contains("From persona/product.md:\n\nHeats flats.\n"),
        "{text}"
    );
    let missing = folder.run(&[
        "research",
        "--slug",
        "other",
        "--transcript",
        "transcript.txt",
        "--product",
        "no.md",
    ]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no.md"), "{}", missing.err);
}

#[test]
fn a_slug_and_a_source_are_asked_for_in_words_that_help() {
    let folder = Folder::with(&[("readme.txt", "nothing")]);
    let none = folder.run(&["scaffold", "--slug", "x"]);
    assert_eq!(none.code, 2);
    assert!(
        none.err
            .contains("no transcript for x: put one called transcript.txt"),
        "{}",
        none.err
    );
    let slug = folder.run(&["research", "--slug", "../x"]);
    assert_eq!(slug.code, 2);
    assert!(
        slug.err.contains("a slug is a name, not a file: letters"),
        "{}",
        slug.err
    );
}

#[test]
fn an_empty_source_makes_no_skeleton_and_a_date_is_a_day() {
    let folder = Folder::with(&[("transcript.txt", "\n\n")]);
    for command in ["scaffold", "research"] {
        let made = folder.run(&[command, "--slug", "x"]);
        assert_eq!(made.code, 2);
        assert!(
            made.err
                .contains("nothing is said in transcript.txt; nothing was written"),
            "{}",
            made.err
        );
    }
    let date = folder.run(&["research", "--slug", "x", "--date", "tomorrow"]);
    assert_eq!(date.code, 2);
    assert!(
        date.err.contains("a date is written as 2026-03-14"),
        "{}",
        date.err
    );
}

#[test]
fn a_line_of_a_report_is_an_item_of_the_skeleton() {
    let report = "\
# Report

## Impact

- Users affected: 1,847 customers

## Action items

| Action | Owner | Due |
|---|---|---|
| Add a trend alert for the pump | Lin | 2026-04-02 |
";
    let folder = Folder::with(&[("transcript.md", report)]);
    let made = folder.run(&["scaffold", "--slug", "pump", "--profile", "postmortem"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let text = read(&folder, "blog-draft-pump.md");
    for line in [
        "- Users affected: 1,847 customers <!-- cite: transcript.md#L5 -->",
        "- Add a trend alert for the pump — Lin, 2026-04-02 <!-- cite: transcript.md#L11 -->",
        "[Fact 01: timeline — no time that could be told was found]",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let checked = folder.run(&["check", "blog-draft-pump.md", "--output-format", "concise"]);
    assert!(!checked.out.contains("placeholder-numbering"), "{}", checked.out);
}

#[test]
fn a_skeleton_of_two_sources_checks_in_every_style_of_citation() {
    let one = "INA: How long was this leaking?\n\nDOV: Nine days. The meter showed 412 litres.\n\nINA: What changed?\n\nDOV: We swapped the valve on Monday.\n";
    let two = "MEI: The pump failed twice on Tuesday.\n\nDOV: I replaced the seal on Friday and added an alarm at 40 litres.\n";
    for style in ["comment", "footnote", "link", "none"] {
        for profile in ["blog-post", "postmortem"] {
            let folder = Folder::with(&[("a.txt", one), ("b.txt", two)]);
            folder.put("backline.toml", format!("cite-style = \"{style}\"\n").as_bytes());
            let made = folder.run(&[
                "scaffold",
                "--slug",
                "leak",
                "--profile",
                profile,
                "--transcript",
                "a.txt",
                "--transcript",
                "b.txt",
            ]);
            assert_eq!((made.code, made.err.as_str()), (0, ""), "{style}");
            let text = read(&folder, "blog-draft-leak.md");
            let checked = folder.run(&[
                "check",
                "blog-draft-leak.md",
                "--profile",
                profile,
                "--output-format",
                "concise",
            ]);
            for rule in ["error[", "placeholder-numbering", "tldr-shape", "citation"] {
                assert!(
                    !checked.out.contains(rule),
                    "{style}, {profile}: {}\n{text}",
                    checked.out
                );
            }
            let labels: Vec<&str> = text
                .lines()
                .filter(|it| it.starts_with("[^"))
                .filter_map(|it| it.split(':').next())
                .collect();
            let mut once = labels.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), labels.len(), "{labels:?}");
            assert_eq!(!labels.is_empty(), style == "footnote", "{text}");
        }
    }
}

#[test]
fn a_summary_counts_what_is_still_to_be_filled_in() {
    let draft = "\
# The leak

This had been leaking for nine days. The plumber was paid in gold.

[Screenshot 01: the meter]

[Code 01: the alarm]

<!-- VERIFY: reconstructed from transcript, confirm actual code -->

[Fact 01: who noticed first — find source]
";
    let folder = Folder::with(&[("transcript.txt", TALK), ("draft.md", draft)]);
    let made = folder.run(&["summary", "draft.md"]);
    assert_eq!(
        (made.code, made.out.as_str()),
        (0, "draft-summary.md\n"),
        "{}",
        made.err
    );
    let text = read(&folder, "draft-summary.md");
    for part in [
        "13 words without the bio.",
        "| Screenshot | 1 |",
        "| Link | 0 |",
        "| all | 3 |",
        "1 VERIFY comment.",
        "- line 5: [Screenshot 01: the meter]",
        "- line 11: who noticed first — find source",
        "- line 3: nothing backs: The plumber was paid in gold.",
        "| unsupported | 1 |",
        "transcript.txt:13 (rejected hypothesis) Was it the boiler? No.",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let again = folder.run(&["summary", "draft.md"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force overwrites it"), "{}", again.err);
    let shown = folder.run(&["summary", "draft.md", "--into", "-"]);
    assert_eq!((shown.code, shown.out), (0, text));
    let missing = folder.run(&["summary", "no.md"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no.md"), "{}", missing.err);
}

#[test]
fn a_whole_task_is_unpacked_and_written_from() {
    let story = copy_of("fixtures/thermostat-drift");
    let all = read(&story, "all.md");
    let folder = Folder::with(&[("all.md", &all)]);
    let unpacked = folder.run(&["unpack", "all.md"]);
    assert_eq!(unpacked.code, 0, "{}", unpacked.err);
    for name in ["transcript.txt", "persona/voice.md", "series-tracker.md"] {
        assert_eq!(read(&folder, name), read(&story, name), "{name}");
    }
    for args in [
        ["research", "--slug", "warm-regards-part-3"],
        ["scaffold", "--slug", "warm-regards-part-3"],
    ] {
        let made = folder.run(&args);
        assert_eq!((made.code, made.err.as_str()), (0, ""), "{args:?}");
    }
    let made = folder.run(&["summary", "blog-draft-warm-regards-part-3.md"]);
    assert_eq!(made.code, 0, "{}", made.err);
}
