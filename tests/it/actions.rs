//! What the editor offers at a sentence: every action is applied and the draft is read again.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::compose::InsertionKind;
use backline::config::{CiteStyle, Config};
use backline::diagnostic::Edit;
use backline::draft::{Citation, Draft};
use backline::evidence::{Role, Source, Sources};
use backline::ide::{self, Action, ActionKind, Menu};
use backline::text::Span;
use backline::transcript::Transcript;
use backline::workspace::{Overrides, Workspace};

const TALK: &str = "ANA: On Monday the importer dropped 312 parcels.\n\
    ANA: The scanner in Lisbon lost its license.\n";

/// A draft below `posts/` and what it was checked against.
fn analyse(text: &str, sources: &[(&str, &str)], cite_style: CiteStyle) -> Analysis {
    let source = |&(path, text): &(&str, &str)| Source {
        path: path.to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(text)),
    };
    let inputs = Inputs {
        path: "posts/draft.md".to_owned(),
        sources: Arc::new(Sources::new(sources.iter().map(source).collect())),
        config: Arc::new(Config {
            cite_style,
            ..Config::default()
        }),
        ..Inputs::default()
    };
    Analysis::new(text, Arc::new(inputs), &mut Memo::default())
}

/// What is offered at the first `words`.
fn offered(analysis: &Analysis, words: &str) -> Vec<Action> {
    let at = analysis
        .draft
        .text
        .find(words)
        .expect("the words are in the draft");
    ide::actions(analysis, Span::at(at), Menu::Fixes)
}

/// The draft after the action at `words` whose title starts with `title`.
fn take(analysis: &Analysis, words: &str, title: &str) -> Option<String> {
    let actions = offered(analysis, words);
    let it = actions.iter().find(|it| it.title.starts_with(title))?;
    Some(apply(&analysis.draft.text, &it.edits).expect("the edits apply"))
}

/// `text` after `edits`, which must be ascending, apart, and on whole characters.
fn apply(text: &str, edits: &[Edit]) -> Result<String, String> {
    let (mut out, mut at) = (String::new(), 0);
    for it in edits {
        let kept = text.get(at..it.span.start);
        out.push_str(kept.ok_or_else(|| format!("edits out of order or inside a character: {edits:?}"))?);
        out.push_str(&it.text);
        at = it.span.end;
    }
    out.push_str(text.get(at..).ok_or("an edit ends behind the draft")?);
    Ok(out)
}

fn pointers(text: &str) -> Vec<(String, (usize, usize), Option<usize>)> {
    let pointer = |it: Citation| (it.path, it.lines, it.sentence);
    Draft::parse(text).citations.into_iter().map(pointer).collect()
}

#[test]
fn a_sentence_that_holds_a_citation_or_a_placeholder_is_not_turned_into_a_fact() {
    let plain = analyse(
        "The mayor was pleased with it.\n",
        &[("t.txt", TALK)],
        CiteStyle::Comment,
    );
    assert_eq!(
        take(&plain, "The mayor", "Turn into [Fact").as_deref(),
        Some("[Fact 01: The mayor was pleased with it — find source]\n"),
    );
    for held in [
        "[so](../t.txt#L2)",
        "[Screenshot 01: her face]",
        "<!-- cite: ../t.txt#L2 -->",
        "<!-- ask her -->",
        "[^who]",
    ] {
        let text = format!("The mayor was {held} pleased with it.\n\n[^who]: [source](../t.txt#L2)\n");
        let analysis = analyse(&text, &[("t.txt", TALK)], CiteStyle::Comment);
        for it in offered(&analysis, "The mayor") {
            let after = apply(&text, &it.edits).expect("the edits apply");
            assert!(after.contains(held), "{} drops {held}:\n{after}", it.title);
        }
    }
}

#[test]
fn the_fact_takes_the_smallest_free_number_whoever_offers_it() {
    let text = "[Fact 01: one — find source]\n\n[Fact 03: three — find source]\n\n\
        The mayor was pleased with it. <!-- backline: allow unsupported-claim: she said so -->\n";
    let analysis = analyse(text, &[("t.txt", TALK)], CiteStyle::Comment);
    let facts: Vec<String> = offered(&analysis, "The mayor")
        .into_iter()
        .map(|it| it.title)
        .filter(|it| it.starts_with("Turn into"))
        .collect();
    assert_eq!(facts.len(), 1, "{facts:?}");
    assert!(facts[0].starts_with("Turn into [Fact 02:"), "{facts:?}");
}

#[test]
fn the_same_line_of_two_sources_gets_two_footnotes() {
    let sources = [
        ("a.txt", "ANA: On Monday the importer dropped 312 parcels.\n"),
        ("b.txt", "BEN: The scanner in Lisbon lost its license.\n"),
    ];
    let text = "On Monday the importer dropped 312 parcels.\n\nThe scanner in Lisbon lost its license.\n";
    let once = take(
        &analyse(text, &sources, CiteStyle::Footnote),
        "On Monday",
        "Cite a.txt line 1",
    )
    .expect("a citation is offered");
    let twice = take(
        &analyse(&once, &sources, CiteStyle::Footnote),
        "The scanner",
        "Cite b.txt line 1",
    )
    .expect("a citation is offered");
    assert_eq!(
        twice,
        "On Monday the importer dropped 312 parcels.[^cite-1]\n\n\
         The scanner in Lisbon lost its license.[^cite-1-2]\n\n\
         [^cite-1]: [source](../a.txt#L1)\n\n[^cite-1-2]: [source](../b.txt#L1)\n"
    );
    let mut found = pointers(&twice);
    found.sort();
    assert_eq!(
        found,
        [
            ("../a.txt".to_owned(), (1, 1), Some(0)),
            ("../b.txt".to_owned(), (1, 1), Some(1)),
        ]
    );
}

#[test]
fn a_source_with_a_blank_in_its_path_can_be_cited() {
    let text = "The scanner in Lisbon lost its license.\n";
    for style in [CiteStyle::Comment, CiteStyle::Footnote, CiteStyle::Link] {
        let analysis = analyse(text, &[("my talks/may 3.txt", TALK)], style);
        let after = take(&analysis, "The scanner", "Cite may 3.txt line 2").expect("a citation is offered");
        let again = analyse(&after, &[("my talks/may 3.txt", TALK)], style);
        assert!(again.diagnostics.is_empty(), "{:?}", again.diagnostics);
        assert_eq!(
            pointers(&after),
            [("../my talks/may 3.txt".to_owned(), (2, 2), Some(0))],
            "{after}"
        );
    }
}

#[test]
fn who_wants_no_citations_is_offered_none() {
    let analysis = analyse(
        "The scanner in Lisbon lost its license.\n",
        &[("t.txt", TALK)],
        CiteStyle::None,
    );
    assert_eq!(take(&analysis, "The scanner", "Cite "), None);
}

/// What `it` does to the draft, or why it must not.
fn check(analysis: &Analysis, it: &Action) -> Result<String, String> {
    let text = &analysis.draft.text;
    let after = apply(text, &it.edits)?;
    let (old, new) = (&analysis.draft, Draft::parse(&after));
    let grown = |old: usize, new: usize, by: usize| new == old + by;
    let keeps = old.citations.len() <= new.citations.len() && old.directives.len() <= new.directives.len();
    let title = it.title.as_str();
    let is_right = if it.kind == ActionKind::Cite {
        grown(old.citations.len(), new.citations.len(), 1)
            && grown(old.sentences.len(), new.sentences.len(), 0)
    } else if title.starts_with("Turn into [Fact") {
        keeps && grown(old.placeholders.len(), new.placeholders.len(), 1)
    } else if title.starts_with("Allow ") || title.starts_with("I vouch") {
        grown(old.directives.len(), new.directives.len(), 1)
            && grown(old.sentences.len(), new.sentences.len(), 0)
    } else if matches!(
        it.kind,
        ActionKind::Insert(InsertionKind::Quote | InsertionKind::Fact | InsertionKind::Voice)
    ) {
        old.sentences.len() < new.sentences.len() && keeps
    } else {
        true
    };
    let is_right = is_right && (it.kind == ActionKind::QuickFix || keeps || it.kind == ActionKind::FixAll);
    if is_right {
        Ok(after)
    } else {
        Err(format!("not what it says:\n{after}"))
    }
}

#[test]
fn every_action_at_every_sentence_applies_and_keeps_the_line_breaks() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut drafts = Vec::new();
    for story in ["frozen-boards", "perch-interview", "queue-chat"] {
        for file in fs::read_dir(root.join(story)).expect("a story").flatten() {
            let path = file.path();
            if path.with_extension("expected.txt").exists() && path.extension().is_some_and(|it| it == "md") {
                drafts.push(path);
            }
        }
    }
    drafts.sort();
    assert!(!drafts.is_empty());
    let (mut problems, mut n_applied) = (Vec::new(), 0);
    for path in drafts {
        let text = fs::read_to_string(&path).expect("a draft").replace("\r\n", "\n");
        let read = |text: &str, style: CiteStyle| {
            let mut workspace = Workspace::new(path.parent().expect("in a folder").to_owned());
            let mut inputs = Inputs::clone(&workspace.inputs(&path, text, &Overrides::default()));
            inputs.config = Arc::new(Config {
                cite_style: style,
                ..Config::clone(&inputs.config)
            });
            Analysis::new(text, Arc::new(inputs), &mut Memo::default())
        };
        for style in [CiteStyle::Comment, CiteStyle::Footnote, CiteStyle::Link] {
            let (unix, dos) = (read(&text, style), read(&text.replace('\n', "\r\n"), style));
            assert_eq!(unix.draft.sentences.len(), dos.draft.sentences.len());
            for (n, (a, b)) in unix.draft.sentences.iter().zip(&dos.draft.sentences).enumerate() {
                // What can be put in is the same everywhere but for its place, and is slow to find.
                let inserts = style == CiteStyle::Footnote && n % 8 == 0;
                let menu = if inserts { Menu::Everything } else { Menu::Fixes };
                let (a, b) = (
                    ide::actions(&unix, a.span, menu),
                    ide::actions(&dos, b.span, menu),
                );
                let titles = |it: &[Action]| it.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
                assert_eq!(titles(&a), titles(&b), "{} sentence {n}", path.display());
                for (a, b) in a.iter().zip(&b) {
                    let (lf, crlf) = match (check(&unix, a), check(&dos, b)) {
                        (Ok(lf), Ok(crlf)) => (lf, crlf),
                        (Err(problem), _) | (_, Err(problem)) => {
                            problems.push(format!("{}, {n}: {}: {problem}", path.display(), a.title));
                            continue;
                        }
                    };
                    n_applied += 1;
                    if lf.replace('\n', "\r\n") != crlf {
                        problems.push(format!("{}, {n}: {}: {:?}", path.display(), b.title, b.edits));
                    }
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} problems, the first:\n{}",
        problems.len(),
        problems[0]
    );
    assert!(100 < n_applied, "only {n_applied} actions");
}
