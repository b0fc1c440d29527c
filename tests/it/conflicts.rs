//! Several sources that disagree: both are shown, and nobody decides.

use crate::cli::Folder;

const TRANSCRIPT: &str = "MINA: The east pump stopped at 2:07. In all, 12 farms had no water.\n\nTHEO: Since when? There are 31 farms on the line.\n\nMINA: The west pump stopped at 4:40.\n";
const NOTES: &str =
    "# Notes\n\n- The east pump stopped at 2:17\n- 14 farms had no water\n- thirty-one farms on the line\n";

fn checked(sentence: &str) -> Vec<serde_json::Value> {
    let draft = format!("---\ntranscripts: [transcript.txt, notes.md]\n---\n# Pump\n\n{sentence}\n");
    let folder = Folder::with(&[
        ("post.md", &draft),
        ("transcript.txt", TRANSCRIPT),
        ("notes.md", NOTES),
    ]);
    let run = folder.run(&["check", "--output-format", "json", "post.md"]);
    let page: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    page["diagnostics"].as_array().expect("an array").clone()
}

#[test]
fn a_backed_number_that_another_source_has_otherwise_is_told() {
    for (sentence, message) in [
        (
            "In all, 12 farms had no water.",
            "transcript.txt:1 says 12, another source 14. \"14 farms had no water\" (notes.md:4)",
        ),
        (
            "The east pump stopped at 2:17.",
            "notes.md:3 says 2:17, another source 2:07. MINA: \"The east pump stopped at 2:07.\" (transcript.txt:1)",
        ),
    ] {
        let found = checked(sentence);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0]["rule"], "conflicting-sources");
        assert_eq!(found[0]["severity"], "info");
        assert_eq!(found[0]["message"], message);
        assert_eq!(found[0]["related"].as_array().map(Vec::len), Some(2));
    }
}

#[test]
fn what_both_contradict_offers_the_words_of_both() {
    let found = checked("In all, 15 farms had no water.");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["rule"], "contradicted-number");
    let fixes = found[0]["fixes"].as_array().expect("fixes");
    let mut texts: Vec<&str> = fixes
        .iter()
        .filter_map(|it| it["edits"][0]["text"].as_str())
        .collect();
    texts.sort_unstable();
    assert_eq!(texts, ["12", "14"]);
    let mut files: Vec<&str> = found[0]["related"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it["path"].as_str())
        .collect();
    files.sort_unstable();
    assert_eq!(files, ["notes.md", "transcript.txt"]);
}

#[test]
fn sources_that_agree_or_tell_of_other_things_are_no_conflict() {
    for sentence in [
        "The east pump stopped.",
        // Both sources count 31 farms, each in its own way.
        "In all there are 31 farms on the line.",
        // Another pump, at another time.
        "The west pump stopped at 4:40.",
    ] {
        let found = checked(sentence);
        let rules: Vec<&str> = found.iter().filter_map(|it| it["rule"].as_str()).collect();
        assert!(!rules.contains(&"conflicting-sources"), "{sentence}: {rules:?}");
    }
}
