//! Whatever the bytes: the whole street, from text to diagnostics, hover and actions, gives an answer and never panics.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::{Config, Mode, Profile};
use backline::evidence::{Role, Source, Sources};
use backline::ide;
use backline::markup;
use backline::persona::Persona;
use backline::persona::bands::Bands;
use backline::persona::{bio::Bio, series::Series, voice::Voice};
use backline::text::Span;
use backline::transcript::Transcript;
use proptest::prelude::*;

/// Pieces that the checks look at, so that arbitrary text reaches deep into them.
const PIECES: [&str; 92] = [
    "ANA: ",
    "BEN: ",
    "**Ana:** (00:01:02) ",
    "[09:14] ben: ",
    "\n",
    "\n\n",
    "\r\n",
    ". ",
    "? ",
    "! ",
    ", ",
    " ",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "(",
    ")",
    "[",
    "]",
    "…",
    "...",
    " — ",
    " -> ",
    "47,000 records",
    "8,200",
    "1.8 gigs",
    "2Gi",
    "38k",
    "six days",
    "half",
    "nine times out of ten",
    "a quarter past seven",
    "09:31",
    "2:17 PM",
    "Monday",
    "14 October",
    "2019",
    "last week",
    "v1.27",
    "from 1.27 to 1.29",
    "no wait, 14, not 40",
    "sorry",
    "No.",
    "Yes",
    "not",
    "never",
    "about ",
    "at least ",
    "Ana said ",
    "said Ben",
    "I deleted",
    "csv-writer",
    "`sent_at`",
    "Postgres",
    "MySQL",
    "Sarah Chen",
    "🚨é",
    "ß–ﬁ",
    "[log](t.txt#L2)",
    "<!-- cite: t.txt#L1 -->",
    "Avoid ",
    "## Never\n- ",
    "never says ",
    "## Characters\n- **Ana** -- Catchphrase: variations of ",
    "> \"Not gone -- late.\"\n",
    "### Device\n",
    "**bold:** ",
    "---\n\n## Two Big Words\n\n",
    "<!-- backline: allow unsupported-claim: why not -->",
    "| a | 3 |\n|---|---|\n| b | 4 |\n",
    "# Ana Holt\n\n",
    "## Bio Schema\n",
    "## Action items\n\n",
    "## Recurring Characters\n\n",
    "**TL;DR**\n\n",
    "- **Ana** -- keeps belts moving. ",
    "- Episode 1: \"Belts\" -- published\n",
    "- Episode 2: IN PROGRESS\n",
    "  - Should callback to: the belt, Ana's rows\n",
    "  - Teaser at end: \"Next time: the rows.\"\n",
    "Ana Holt keeps belts moving, ",
    "[Screenshot 03: x]",
    "[Screenshoot 01: ",
    "[Fact: ",
    "[A kicker.]",
    "In this post we will ",
    "<!-- VERIFY: x -->",
    "> - ```d2\n",
    "```\n",
    "{/* VERIFY */}",
];

fn text() -> impl Strategy<Value = String> {
    let scrambled =
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60).prop_map(|it| it.concat());
    prop_oneof![3 => scrambled, 1 => any::<String>()]
}

/// The analysis of `draft` against `transcript`, with an author's files of any content.
fn analysis(draft: &str, transcript: &str, other: &str) -> Analysis {
    let source = Source {
        path: "t.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(transcript)),
    };
    // What is off by default has to hold as well.
    let off_by_default = "[rules]\nmachine-phrasing = \"info\"\nvoice-gap = \"info\"\n[machine-phrasing]\nshow-exempt = true\n";
    let off_by_default = Config::parse(off_by_default);
    let mut config = Config {
        rules: off_by_default.rules,
        machine_phrasing: off_by_default.machine_phrasing,
        ..Config::parse(other)
    };
    config.profile = [None, Some(Profile::BlogPost), Some(Profile::Postmortem)][other.len() % 3];
    config.mode = [Mode::Draft, Mode::Final][draft.len() % 2];
    let sources = Sources::with_aliases(vec![source], &config.aliases);
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(sources),
        persona: Arc::new(Persona {
            voice: Some(Voice::parse("voice.md", other)),
            bio: Some(Bio::parse("bio.md", other)),
            series: Some(Series::parse("series.md", other)),
        }),
        config: Arc::new(config),
        author: Some("Ana".to_owned()),
        ..Inputs::default()
    };
    Analysis::new(draft, Arc::new(inputs), &mut Memo::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_are_judged_shown_and_mended_without_a_panic(draft in text(), transcript in text(), other in text()) {
        let analysis = analysis(&draft, &transcript, &other);
        prop_assert_eq!(analysis.findings.len(), analysis.draft.sentences.len());
        for it in &analysis.diagnostics {
            prop_assert!(draft.get(it.span.range()).is_some(), "{}: {:?}", it.rule, it.span);
            prop_assert!(it.message.chars().count() <= 140, "{}", it.message);
            for edit in it.fixes.iter().flat_map(|it| &it.edits) {
                prop_assert!(draft.get(edit.span.range()).is_some(), "{}: {:?}", it.rule, edit.span);
            }
            for related in &it.related {
                prop_assert!(transcript.get(related.span.range()).is_some() || draft.get(related.span.range()).is_some());
            }
        }
        for offset in (0..=draft.len()).step_by(7) {
            for it in ide::complete(&analysis, offset, false) {
                prop_assert!(draft.get(it.span.range()).is_some() && it.span.start <= offset && offset <= it.span.end);
                for edit in &it.edits {
                    prop_assert!(draft.get(edit.span.range()).is_some() && !edit.span.touches(it.span.end), "{}", it.label);
                }
            }
        }
        for sentence in analysis.draft.sentences.iter().take(4) {
            ide::hover(&analysis, sentence.span.start);
            ide::definition(&analysis, sentence.span.start);
            for action in ide::actions(&analysis, Span::at(sentence.span.start), ide::Menu::Fixes) {
                for edit in &action.edits {
                    prop_assert!(draft.get(edit.span.range()).is_some(), "{}", action.title);
                }
            }
        }
    }

    #[test]
    fn what_is_remembered_changes_nothing(draft in text(), transcript in text()) {
        let first = analysis(&draft, &transcript, "");
        let mut memo = Memo::default();
        let longer = format!("{draft}\n\nAna deleted 14 rows on Monday.\n");
        Analysis::new(&longer, first.inputs.clone(), &mut memo);
        let again = Analysis::new(&draft, first.inputs.clone(), &mut memo);
        prop_assert_eq!(&first.findings, &again.findings);
        prop_assert_eq!(&first.diagnostics, &again.diagnostics);
    }

    #[test]
    fn any_text_is_a_feed_of_posts_that_can_be_counted(text in text()) {
        let feed = format!("<rss><item><description>{text}</description></item></rss>");
        for xml in [text.as_str(), feed.as_str()] {
            let posts: Vec<String> = markup::feed::posts(xml).into_iter().map(|it| it.text).collect();
            let bands = Bands::of(&posts);
            prop_assert!(bands.bands.iter().all(|it| it.low <= it.median && it.median <= it.high));
        }
    }
}
