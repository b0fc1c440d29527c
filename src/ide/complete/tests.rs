//! What is offered where, and that what is taken reads right.

use std::sync::Arc;

use super::*;
use crate::analysis::{Inputs, Memo};
use crate::config::{CiteStyle, Config};
use crate::evidence::{Role, Source, Sources};
use crate::persona::Persona;
use crate::persona::series::Series;
use crate::persona::voice::Voice;
use crate::transcript::Transcript;
use crate::verdict::Verdict;

const TALK: &str = "ANA: On Monday the importer dropped 312 parcels. It said 40 percent were late.\n\n\
    BEN: What did you do?\n\n\
    ANA: Tuesday we restarted the scanner. The scanner in Lisbon lost its license. Loud failures are cheap, \
    quiet failures are not.\n\n\
    [Ana shows the scanner log, one red line]\n\n\
    BEN: Nobody ever reads a green dashboard. The retry ran 31 times, no wait, 13 times, at 08:15.\n";

fn inputs(cite_style: CiteStyle) -> Inputs {
    let voice = "# Voice\n\n## Recurring Characters\n\n- **Ben** -- the skeptic. Catchphrase: \"who reads that?\"\n\
        - **Mrs Oda** -- the neighbour.\n";
    let series = "# Tracker\n\n## Parcels\n- Episode 1: \"The Lost Pallet\" -- published\n- Episode 2: IN PROGRESS\n  \
        - Should callback to: the lost pallet\n";
    Inputs {
        path: "parcels-ep2.md".to_owned(),
        sources: Arc::new(Sources::new(vec![Source {
            path: "t.txt".to_owned(),
            role: Role::Transcript,
            transcript: Arc::new(Transcript::parse(TALK)),
        }])),
        persona: Arc::new(Persona {
            voice: Some(Voice::parse("voice.md", voice)),
            series: Some(Series::parse("tracker.md", series)),
            ..Persona::default()
        }),
        config: Arc::new(Config {
            cite_style,
            ..Config::default()
        }),
        ..Inputs::default()
    }
}

fn analyse(text: &str, cite_style: CiteStyle) -> Analysis {
    Analysis::new(text, Arc::new(inputs(cite_style)), &mut Memo::default())
}

/// The completions at `|`, and the draft there.
fn offered_in(marked: &str, cite_style: CiteStyle) -> (Analysis, Vec<Completion>) {
    let offset = marked.find('|').expect("a cursor");
    let analysis = analyse(&marked.replacen('|', "", 1), cite_style);
    let res = complete(&analysis, offset, false);
    (analysis, res)
}

fn labels(marked: &str) -> Vec<String> {
    let (_, offered) = offered_in(marked, CiteStyle::Comment);
    offered.into_iter().map(|it| it.label).collect()
}

/// The draft after the completion at `|` whose label starts with `label`.
fn take(marked: &str, label: &str, cite_style: CiteStyle) -> String {
    let (analysis, offered) = offered_in(marked, cite_style);
    let it = offered
        .iter()
        .find(|it| it.label.starts_with(label))
        .unwrap_or_else(|| {
            panic!(
                "{label} is not among {:?}",
                offered.iter().map(|it| &it.label).collect::<Vec<_>>()
            )
        });
    apply(&analysis, it)
}

fn apply(analysis: &Analysis, it: &Completion) -> String {
    let mut edits = it.edits.clone();
    edits.push(Edit {
        span: it.span,
        text: it.text.clone(),
    });
    edits.sort_by_key(|it| it.span.start);
    let mut text = analysis.draft.text.to_string();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

#[test]
fn a_quotation_mark_is_followed_by_somebodys_words_and_name() {
    assert_eq!(
        take("# P\n\n\"|\n", "Loud failures", CiteStyle::Comment),
        "# P\n\n\"Loud failures are cheap, quiet failures are not,\" Ana said. <!-- cite: t.txt#L5 -->\n"
    );
    assert_eq!(
        take("# P\n\n“quiet|”\n", "Loud failures", CiteStyle::None),
        "# P\n\n“Loud failures are cheap, quiet failures are not,” Ana said.\n"
    );
}

#[test]
fn a_sentence_that_names_somebody_is_offered_only_their_words() {
    let (analysis, offered) = offered_in("It broke. As Ben put it, \"|\n", CiteStyle::None);
    let taken: Vec<String> = offered.iter().map(|it| apply(&analysis, it)).collect();
    assert_eq!(
        taken,
        ["It broke. As Ben put it, \"Nobody ever reads a green dashboard.\"\n"]
    );
}

#[test]
fn words_in_the_middle_find_a_line_that_nobody_called_worth_quoting() {
    assert_eq!(
        labels("\"lisbon lic|\n"),
        ["The scanner in Lisbon lost its license."]
    );
    let (_, offered) = offered_in("\"lisbon lic|\n", CiteStyle::None);
    assert_eq!(
        offered[0].filter,
        "lisbon lic The scanner in Lisbon lost its license."
    );
}

#[test]
fn a_bracket_is_followed_by_the_next_free_number() {
    let draft = "[Code 01: the parser]\n\n[Screenshot 01: the map]\n\n[|\n";
    let labels = labels(draft);
    assert_eq!(labels[0], "Screenshot 02: scanner log, one red line");
    assert_eq!(labels[1], "Fact 01: callback to the lost pallet");
    assert!(labels.contains(&"Code 02: ".to_owned()), "{labels:?}");
    assert!(labels.contains(&"Diagram 01: ".to_owned()), "{labels:?}");
    assert_eq!(
        take(
            "[Screenshot 01: log|]\n",
            "Screenshot 01: scanner",
            CiteStyle::None
        ),
        "[Screenshot 01: scanner log, one red line]\n"
    );
    let (_, offered) = offered_in("[li|\n", CiteStyle::None);
    assert_eq!(
        (offered[0].text.as_str(), offered[0].slot),
        ("Link 01: ]", Some(9))
    );
}

#[test]
fn digits_find_numbers_that_nobody_took_back() {
    let (_, offered) = offered_in("There were 3|\n", CiteStyle::Comment);
    let found: Vec<(&str, &str)> = offered
        .iter()
        .map(|it| (it.text.as_str(), it.detail.as_str()))
        .collect();
    assert_eq!(found, [("312", "parcels · Ana · line 1")]);
    assert_eq!(labels("In 40|\n"), ["40 percent"]);
    assert_eq!(labels("At 08|\n"), ["08:15"]);
    assert_eq!(labels("# 1|\n"), ["13 times"]);
}

#[test]
fn an_at_is_followed_by_speakers_and_characters() {
    assert_eq!(labels("Ask @|\n"), ["Ana", "Ben", "Mrs Oda"]);
    assert_eq!(take("Ask @od|\n", "Mrs Oda", CiteStyle::None), "Ask Mrs Oda\n");
    let (_, offered) = offered_in("Ask @be|\n", CiteStyle::None);
    assert_eq!(offered[0].detail, "2 turns in t.txt");
    assert!(
        offered[0].markdown.contains("the skeptic"),
        "{}",
        offered[0].markdown
    );
}

#[test]
fn an_empty_paragraph_is_offered_what_the_draft_leaves_out() {
    let all = labels("# Parcels\n\n|\n");
    assert!(
        all.contains(&"The scanner in Lisbon lost its license.".to_owned()),
        "{all:?}"
    );
    let told = labels("# Parcels\n\nThe scanner in Lisbon lost its license.\n\n|\n");
    assert!(
        !told.contains(&"The scanner in Lisbon lost its license.".to_owned()),
        "{told:?}"
    );
    assert_eq!(
        take(
            "# Parcels\n\nIt was bad. lisbon sc|\n",
            "The scanner",
            CiteStyle::Link
        ),
        "# Parcels\n\nIt was bad. The scanner in Lisbon lost its license. ([source](t.txt#L5))\n"
    );
}

#[test]
fn a_footnote_has_its_text_at_the_end_of_the_draft() {
    assert_eq!(
        take("# P\n\n\"|\n\nMore.\n", "Loud", CiteStyle::Footnote),
        "# P\n\n\"Loud failures are cheap, quiet failures are not,\" Ana said.[^cite-5]\n\nMore.\n\n\
         [^cite-5]: [source](t.txt#L5)\n"
    );
    // Two edits at one place have no order: here the text belongs to the words.
    assert_eq!(
        take("# P\n\n\"|", "Loud", CiteStyle::Footnote),
        "# P\n\n\"Loud failures are cheap, quiet failures are not,\" Ana said.[^cite-5]\n\n\
         [^cite-5]: [source](t.txt#L5)"
    );
}

#[test]
fn a_mark_that_opens_nothing_is_offered_nothing() {
    let text = "She said \"yes\"\n";
    let analysis = analyse(text, CiteStyle::None);
    assert_eq!(complete(&analysis, text.len() - 1, true), []);
}

#[test]
fn whatever_is_taken_is_backed_in_its_place() {
    let mut n = 0;
    for marked in [
        "# Parcels\n\n|\n",
        "# P\n\n\"|\n",
        "Loud. “sc|\n",
        "- |\n",
        "> \"|\n",
        "One.\n\nIt broke. |\n",
    ] {
        for style in [
            CiteStyle::Comment,
            CiteStyle::Footnote,
            CiteStyle::Link,
            CiteStyle::None,
        ] {
            let (before, offered) = offered_in(marked, style);
            assert!(!offered.is_empty(), "{marked}");
            for it in &offered {
                let after = analyse(&apply(&before, it), style);
                let new = after
                    .draft
                    .sentences
                    .iter()
                    .zip(after.findings.iter())
                    .filter(|(sentence, _)| {
                        it.span.start <= sentence.span.end
                            && sentence.span.start < it.span.start + it.text.len()
                    });
                for (sentence, finding) in new.filter(|(it, _)| it.view.text() != "It broke.") {
                    n += 1;
                    let is_backed = matches!(
                        finding.verdict,
                        Verdict::Supported | Verdict::Derived | Verdict::Attested
                    );
                    assert!(
                        is_backed,
                        "{:?}: {}\n{}",
                        finding.verdict,
                        sentence.view.text(),
                        after.draft.text
                    );
                }
            }
        }
    }
    assert!(40 < n, "{n} sentences");
}
