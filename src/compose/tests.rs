//! What is offered, where it goes, and that doing it twice changes nothing.

use std::sync::Arc;

use proptest::prelude::*;

use super::insert::apply;
use super::*;
use crate::diagnostic::Edit;
use crate::evidence::{Role, Source};
use crate::transcript::Transcript;
use crate::verdict::Limits;

const TALK: &str = "ANA: On Monday the importer dropped 312 parcels.\n\n\
    BEN: What did you do?\n\n\
    ANA: Tuesday we restarted the scanner. The scanner in Lisbon lost its license. Loud failures are cheap, \
    quiet failures are not.\n";

fn sources(text: &str) -> Sources {
    Sources::new(vec![Source {
        path: "t.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(text)),
    }])
}

fn offered(draft: &str, offset: usize) -> Vec<(String, String)> {
    let (draft, sources) = (Draft::parse(draft), sources(TALK));
    let (persona, config) = (Persona::default(), Config::default());
    let ctx = Context {
        draft: &draft,
        path: "draft.md",
        sources: &sources,
        persona: &persona,
        config: &config,
        author: None,
        findings: &[],
    };
    insertions(&ctx, &Stock::default(), offset, None)
        .into_iter()
        .map(|it| (it.title, apply(&draft, &it.edits)))
        .collect()
}

#[test]
fn a_quote_goes_behind_the_paragraph_with_its_speaker_and_line() {
    let res = offered("# Parcels\n\nIt was a long week.\n\nThe end.\n", 15);
    let (title, text) = res
        .iter()
        .find(|it| it.0.starts_with("Quote"))
        .expect("a quote is offered");
    assert_eq!(
        title,
        "Quote Ana: “Loud failures are cheap, quiet failures are not.” (line 5)"
    );
    assert_eq!(
        text,
        "# Parcels\n\nIt was a long week.\n\n\"Loud failures are cheap, quiet failures are not,\" Ana said. \
         <!-- cite: t.txt#L5 -->\n\nThe end.\n"
    );
}

#[test]
fn a_fact_is_the_sources_own_sentence() {
    let res = offered("# Parcels\n\nThe scanner.\n", 13);
    let facts: Vec<&str> = res
        .iter()
        .map(|it| it.0.as_str())
        .filter(|it| it.starts_with("Fact: "))
        .collect();
    assert!(
        facts.iter().any(
            |it| it.starts_with("Fact: The scanner in Lisbon lost its license.") && it.ends_with("line 5)")
        ),
        "{facts:?}"
    );
}

#[test]
fn the_timeline_is_inserted_once_and_then_up_to_date() {
    let res = offered("# Parcels\n\nIt was a long week.\n", 15);
    let (_, text) = res
        .iter()
        .find(|it| it.0 == "Insert timeline section")
        .expect("times are stated");
    assert_eq!(
        text,
        "# Parcels\n\nIt was a long week.\n\n<!-- backline:timeline -->\n\n| When | What | Source |\n\
         | --- | --- | --- |\n| Monday | On Monday the importer dropped 312 parcels. | t.txt:1 |\n\
         | Tuesday | Tuesday we restarted the scanner. | t.txt:5 |\n\n<!-- /backline:timeline -->\n"
    );
    assert!(offered(text, 15).iter().all(|it| !it.0.contains("timeline")));
    let stale = text.replace("Monday the", "Sunday the");
    let res = offered(&stale, 15);
    let (_, again) = res
        .iter()
        .find(|it| it.0 == "Update timeline section")
        .expect("it is stale");
    assert_eq!(again, text);
}

fn update(draft: &str, offset: usize) -> (Vec<Edit>, String) {
    let draft = Draft::parse(draft);
    let section = "<!-- backline:timeline -->\n\n| a | b |\n| --- | --- |\n| x \\| y | z |\n\n<!-- /backline:timeline -->";
    let edits = timeline::update(&draft, offset, section);
    let text = apply(&draft, &edits);
    (edits, text)
}

#[test]
fn nothing_is_put_into_a_list_a_table_or_code() {
    for block in [
        "- one\n- two\n\n- three\n",
        "1. one\n\n   ```sh\n   ls\n\n   pwd\n   ```\n\n2. two\n",
        "| a | b |\n|---|---|\n| c | d |\n| e | f |\n",
        "```\nlet a = 1;\n\nlet b = 2;\n```\n",
        "> one\n>\n> two\n",
        "Intro:\n- one\n- two\n",
    ] {
        let text = format!("# T\n\n{block}\nEnd.\n");
        for offset in 6..5 + block.len() {
            let (_, res) = update(&text, offset);
            assert!(res.contains(block), "{offset} in {text:?} gives {res:?}");
        }
    }
}

#[test]
fn line_ends_of_the_draft_are_kept() {
    let (_, res) = update("# T\r\n\r\nOne.\r\n\r\nTwo.\r\n", 8);
    assert!(
        res.starts_with("# T\r\n\r\nOne.\r\n\r\n<!-- backline:timeline -->\r\n\r\n|"),
        "{res:?}"
    );
    assert!(
        res.ends_with("<!-- /backline:timeline -->\r\n\r\nTwo.\r\n"),
        "{res:?}"
    );
    assert_eq!(res.matches('\n').count(), res.matches("\r\n").count());
}

#[test]
fn a_draft_without_a_last_line_break_or_without_text_is_fine() {
    assert!(update("One.", 2).1.starts_with("One.\n\n<!-- backline"));
    assert!(update("", 0).1.starts_with("<!-- backline"));
    assert!(
        update("---\ntitle: x\n---\n\nOne.\n", 0)
            .1
            .starts_with("---\ntitle: x\n---\n\n<!-- backline")
    );
    assert!(
        update("---\ntitle: x\n---\nOne.\n", 0)
            .1
            .starts_with("---\ntitle: x\n---\n")
    );
}

#[test]
fn the_marker_in_a_code_block_is_not_a_section() {
    let text = "```\n<!-- backline:timeline -->\n```\n\nOne.\n";
    let (_, res) = update(text, text.len() - 3);
    assert!(res.starts_with(text.trim_end()), "{res:?}");
}

/// Prints what the evaluation set is offered, for reading: `cargo test what_the -- --nocapture`.
#[test]
fn what_the_evaluation_set_is_offered() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/gold");
    for (name, transcript) in [
        ("redis-llm", "transcript.md"),
        ("export-sloppy", "transcript.txt"),
        ("standup-chat", "transcript.txt"),
    ] {
        let read = |file: &str| std::fs::read_to_string(folder.join(name).join(file));
        let (Ok(draft), Ok(transcript)) = (read("draft.md"), read(transcript)) else {
            eprintln!("skipped: {name} is not there");
            continue;
        };
        let (draft, sources) = (Draft::parse(&draft), sources(&transcript));
        let (persona, config) = (Persona::default(), Config::default());
        let judge = Judge {
            sources: &sources,
            persona: &persona,
            author: None,
            known_names: &[],
            thresholds: config.thresholds,
            limits: Limits::IN_USE,
        };
        let found = findings::find(&draft, &judge, &mut Memo::default());
        let ctx = Context {
            draft: &draft,
            path: "draft.md",
            sources: &sources,
            persona: &persona,
            config: &config,
            author: None,
            findings: &found,
        };
        eprintln!("── {name}");
        for offset in [draft.text.len() / 4, draft.text.len() / 2] {
            for it in insertions(&ctx, &Stock::default(), offset, None) {
                eprintln!("{}\n{}", it.title, it.edits[0].text);
            }
        }
        let source = timeline::Source {
            path: "t.txt",
            transcript: &sources.list[0].transcript,
        };
        let setting = timeline::Setting {
            path: "draft.md",
            sources: &[source],
            layout: timeline::Layout::default(),
            cite_style: config.cite_style,
        };
        for row in timeline::select(&[source]).iter().flat_map(|it| &it.rows) {
            let row = timeline::row(&setting, row);
            let table = Draft::parse(&timeline::body(setting.layout, std::slice::from_ref(&row)));
            for it in findings::find(&table, &judge, &mut Memo::default()) {
                if !matches!(it.verdict, Verdict::Supported | Verdict::Derived) {
                    eprintln!(
                        "{} {:?}: {row}",
                        it.verdict.name(),
                        it.issues.iter().map(|it| it.kind).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn updating_twice_is_updating_once(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "One.\n", "\n", "# H\n", "- a\n", "```\n", "| a | b |\n", "|---|---|\n", "> q\n", "é “x”\n",
                "<!-- backline:timeline -->\n", "<!-- /backline:timeline -->\n", "\r\n", "    code\n", "<div>\n",
                "---\n", "  ", "text",
            ]),
            0..14,
        ),
        offset in 0usize..90,
    ) {
        let text = parts.concat();
        let (edits, once) = update(&text, offset);
        for edit in &edits {
            prop_assert!(edit.span.end <= text.len() && text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end));
        }
        let has_section = timeline::existing(&Draft::parse(&once)).is_some();
        // Behind an unclosed fence all is code, and a section there is text.
        if has_section {
            let (again, twice) = update(&once, offset);
            prop_assert_eq!(again, vec![], "{:?}", once);
            prop_assert_eq!(twice, once);
        }
    }
}
