//! How the configuration has sources read: formats, sections, names, misheard terms, corrections.

use super::cli::Folder;

const CALL: &str = "\
# Call

## Notes

- ANA: The pump held 90 litres.

## Transcript

SPEAKER_00: We lost 40 litres on Monday, and the H-star valve was new.

SPEAKER_01: Who noticed? Me.
";

const CONFIG: &str = r#"
[[sources]]
files = ["call.md"]
section = "Transcript"
aliases = { "Ana Diaz" = ["SPEAKER_00"], "Ben" = ["SPEAKER_01"] }
heard_as = { "Hegota" = ["H-star"] }

[[corrections]]
source = "call.md"
line = 9
from = "40"
to = "14"
reason = "the meter says so"
by = "Ben"
"#;

fn story(config: &str, draft: &str) -> Folder {
    Folder::with(&[
        ("call.md", CALL),
        ("backline.toml", config),
        (
            "draft.md",
            &format!("---\ntranscript: call.md\n---\n\n# The pump\n\n{draft}\n"),
        ),
    ])
}

#[test]
fn sources_are_read_as_the_configuration_says() {
    let it = story(CONFIG, "").run(&["sources", "call.md"]);
    assert_eq!(it.code, 0, "{}", it.err);
    assert_eq!(
        it.out,
        "call.md: speaker-turns (2 labelled turns)\n    \
         2 turns · Ana Diaz 1, Ben 1\n    \
         1 place misheard, read as the configuration says: H-star as Hegota\n    \
         1 place corrected by the configuration: 40 as 14\n"
    );
    let told = story(CONFIG, "").run(&["sources", "call.md", "--explain"]);
    assert!(
        told.out
            .contains("    kinds: speech 2\n    fits, in the order of trying: speaker-turns 1.00, "),
        "{}",
        told.out
    );
}

#[test]
fn a_correction_is_what_the_draft_is_held_to_and_stands_in_the_proof() {
    let right = story(
        CONFIG,
        "We lost 14 litres on Monday. The Hegota valve was new, Ana Diaz said.",
    );
    let it = right.run(&["check", "draft.md"]);
    assert_eq!(it.code, 0, "{}", it.out);
    let proof = right.run(&["evidence", "draft.md"]);
    for line in [
        "draft.md:7: supported: We lost 14 litres on Monday.\n",
        "Ana Diaz: We lost 14 litres on Monday, and the Hegota valve was new. ",
        "    corrected by Ben: \"14\", not \"40\" (the meter says so)\n",
        "    read as \"Hegota\"; the recording has \"H-star\"\n",
    ] {
        assert!(proof.out.contains(line), "{line:?} in\n{}", proof.out);
    }
    let wrong = story(CONFIG, "We lost 40 litres on Monday.").run(&[
        "check",
        "draft.md",
        "--output-format",
        "concise",
    ]);
    assert!(wrong.out.contains("draft.md:7:9: "), "{}", wrong.out);
}

#[test]
fn what_cannot_be_corrected_is_told_with_its_place() {
    let there = CONFIG.replace("line = 9", "line = 11");
    let it = story(&there, "").run(&["sources", "call.md"]);
    assert!(
        it.out
            .ends_with("    call.md:11: a correction looks for \"40\", which line 11 does not say\n"),
        "{}",
        it.out
    );
    for (from, to, said) in [
        (
            "section = \"Transcript\"",
            "format = \"oter\"",
            "no format is called \"oter\"",
        ),
        (
            "section",
            "sektion",
            "[[sources]] has no key `sektion`; did you mean \"section\"?",
        ),
        (
            "reason = \"the meter says so\"\n",
            "",
            "[[corrections]] needs `reason`",
        ),
        (
            "reason = \"the meter says so\"",
            "reason = \"reason\"",
            "say in `reason` how you know",
        ),
        ("source = \"call.md\"\n", "", "[[corrections]] needs `source`"),
        ("line = 9", "line = 0", "the number of a line, from 1"),
    ] {
        let it = story(&CONFIG.replace(from, to), "It rained.").run(&["check", "draft.md"]);
        let told = it.out + &it.err;
        assert!(told.contains(said), "{said:?} in\n{told}");
    }
    let lost = CONFIG.replace("\"Transcript\"", "\"Minutes\"");
    let it = story(&lost, "").run(&["sources", "call.md"]);
    assert!(
        it.out.contains("no heading \"Minutes\": the whole file is read"),
        "{}",
        it.out
    );
}

#[test]
fn old_encodings_are_read_and_said() {
    let folder = Folder::with(&[]);
    folder.put(
        "call.txt",
        b"ZO\xCB: The caf\xE9 opened at nine.\n\nANA: And Zo\xEB had the key.\n\nZO\xCB: I had.\n",
    );
    let it = folder.run(&["sources", "call.txt"]);
    assert_eq!(
        it.out,
        "call.txt: speaker-turns (3 labelled turns)\n    3 turns · ZOË 2, ANA 1\n    \
         decoded from windows-1252; save it as UTF-8 if a letter looks wrong\n"
    );
}
