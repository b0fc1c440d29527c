//! Rules on hand-made findings: what is fired, in which words, with which fixes; levels and waivers. The
//! engine has no part in these; the rules' own pages are run through it in `rules_pages.rs`.

use std::sync::Arc;

use backline::config::{Config, Named, RuleEntry};
use backline::diagnostic::{Diagnostic, Safety, Severity};
use backline::draft::{
    Block, BlockKind, Citation, Directive, DirectiveKind, Draft, Placeholder, Quotation, Sentence,
};
use backline::evidence::{Evidence, Place, Role, Source, Sources};
use backline::findings::Finding;
use backline::markup::FrontMatter;
use backline::persona::Persona;
use backline::persona::voice::{Device, Voice};
use backline::rules::{self, Context, InputProblem};
use backline::text::{LineIndex, Span, View};
use backline::transcript::{Speaker, Transcript, Turn, TurnKind, Unit};
use backline::verdict::{Issue, IssueKind, Verdict};

const SOURCE: &str = "RAVI: The old version was 1.27.
RAVI: Went from 1.27 to 1.29.
LIN: The dashboard always shows green.
RAVI: The limit is 2 gigs.
LIN: Memory levelled off at 1.8 gigs.
RAVI: Crash loud, fail visible.
LIN: 23 customer exports were affected.
RAVI: We can ship on Friday, but only if the export is back.
";

/// A draft and a source made by hand, and what an engine would have found.
struct Case {
    draft: Draft,
    sources: Sources,
    persona: Persona,
    config: Config,
    findings: Vec<Finding>,
    inputs: Vec<InputProblem>,
    used: Vec<bool>,
    path: &'static str,
}

/// Unit `unit` bears on the sentence.
fn add_evidence(finding: &mut Finding, unit: usize) {
    let more = Evidence {
        source: 0,
        unit,
        score: 0.3,
        matched: Vec::new(),
    };
    finding.evidence = finding.evidence.iter().cloned().chain([more]).collect();
}

/// Gives all evidence of the finding this score.
fn set_scores(finding: &mut Finding, score: f32) {
    let again = finding.evidence.iter().cloned();
    finding.evidence = again.map(|it| Evidence { score, ..it }).collect();
}

impl Case {
    /// Every line of `text` that is not empty is a paragraph of one sentence.
    fn new(text: &str) -> Case {
        Case::with_source(text, SOURCE)
    }

    fn with_source(text: &str, source: &str) -> Case {
        let draft = draft(text);
        let path = "talks/transcript.txt".to_owned();
        let transcript = Arc::new(transcript(source));
        let blank = |id: u64| Finding {
            verdict: Verdict::Supported,
            was: None,
            evidence: Arc::default(),
            derivations: Vec::new(),
            issues: Vec::new(),
            callback: None,
            disputes: Vec::new(),
            id,
        };
        Case {
            findings: (0..draft.sentences.len() as u64).map(blank).collect(),
            used: vec![false; draft.directives.len()],
            draft,
            sources: Sources::new(vec![Source {
                path,
                role: Role::Transcript,
                transcript,
            }]),
            persona: Persona::default(),
            config: Config::default(),
            inputs: Vec::new(),
            path: "posts/draft.md",
        }
    }

    /// An issue on the words `bad`, proven by the source's words `proof` (none where empty).
    fn issue(mut self, kind: IssueKind, bad: &str, right: Option<&str>, proof: [&str; 2]) -> Case {
        let span = self.find(bad);
        let at = self
            .draft
            .sentence_at(span.start)
            .expect("the words stand in a sentence");
        let [place, other] = proof.map(|it| self.place(it));
        self.findings[at].issues.push(Issue {
            kind,
            span,
            right: right.map(str::to_owned),
            place,
            other,
        });
        self
    }

    /// Unit `unit` is the best evidence of the sentence with `words`.
    fn evidence(mut self, words: &str, unit: usize) -> Case {
        let at = self
            .draft
            .sentence_at(self.find(words).start)
            .expect("the words stand in a sentence");
        add_evidence(&mut self.findings[at], unit);
        self
    }

    fn find(&self, words: &str) -> Span {
        let at = self.draft.text.find(words).expect("the words stand in the draft");
        Span::new(at, at + words.len())
    }

    fn place(&self, words: &str) -> Option<Place> {
        let at = self.sources.list[0]
            .transcript
            .text
            .find(words)
            .filter(|_| !words.is_empty())?;
        Some(Place {
            source: 0,
            span: Span::new(at, at + words.len()),
        })
    }

    fn run(&self) -> Vec<Diagnostic> {
        let found = rules::run(&Context {
            draft: &self.draft,
            path: self.path,
            sources: &self.sources,
            persona: &self.persona,
            config: &self.config,
            shape: None,
            conflicts: &[],
            findings: &self.findings,
            inputs: &self.inputs,
            used: &self.used,
        });
        for it in &found {
            assert!(it.message.chars().count() <= 140, "too long: {}", it.message);
            for fix in &it.fixes {
                apply(
                    &self.draft.text,
                    fix.edits.iter().map(|it| (it.span, it.text.as_str())),
                );
            }
        }
        found
    }

    fn only(&self) -> Diagnostic {
        let mut found = self.run();
        assert_eq!(found.len(), 1, "{found:#?}");
        found.remove(0)
    }

    fn fixed(&self, it: &Diagnostic, fix: usize) -> String {
        apply(
            &self.draft.text,
            it.fixes[fix].edits.iter().map(|it| (it.span, it.text.as_str())),
        )
    }
}

/// Applies edits, which must be ascending, apart and at character boundaries.
fn apply<'a>(text: &str, edits: impl Iterator<Item = (Span, &'a str)>) -> String {
    let (mut result, mut at) = (String::new(), 0);
    for (span, new) in edits {
        result += text
            .get(at..span.start)
            .expect("edits ascend and start at a character");
        result += new;
        at = span.end;
    }
    result + text.get(at..).expect("edits end at a character")
}

fn draft(text: &str) -> Draft {
    let (mut blocks, mut sentences, mut at) = (Vec::new(), Vec::new(), 0);
    let (mut placeholders, mut citations, mut directives) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.split_inclusive('\n') {
        let prose = line.split("<!--").next().unwrap_or(line).trim_end();
        let sentence = (!prose.is_empty()).then_some(sentences.len());
        if let Some(open) = line.find("<!--") {
            let close = line.find("-->").expect("comments close") + 3;
            let span = Span::new(at + open, at + close);
            let body = line[open + 4..close - 3].trim();
            if let Some(target) = body.strip_prefix("cite: ") {
                let (path, lines) = target.split_once("#L").expect("a line is cited");
                let number = lines.parse().expect("lines are numbers");
                citations.push(Citation {
                    path: path.to_owned(),
                    lines: (number, number),
                    span,
                    sentence,
                });
            } else if let Some(body) = body.strip_prefix("backline: ") {
                let covers = Span::new(at, at + line.len());
                directives.push(directive(body, span, covers));
            }
        }
        if let Some(inside) = prose.strip_prefix('[') {
            let number = inside.split([' ', ':']).nth(1).and_then(|it| it.parse().ok());
            let span = Span::new(at, at + prose.len());
            placeholders.push(Placeholder {
                kind: "Fact".to_owned(),
                number,
                text: String::new(),
                span,
            });
        } else if sentence.is_some() {
            let marks: Vec<usize> = prose.match_indices('"').map(|it| it.0).collect();
            let quotes = marks.chunks_exact(2).map(|it| Quotation {
                outer: Span::new(it[0], it[1] + 1),
                inner: Span::new(it[0] + 1, it[1]),
            });
            let view = View::plain(prose, at);
            let span = view.span();
            sentences.push(Sentence {
                block: blocks.len(),
                span,
                view: view.clone(),
                code: Vec::new(),
                links: Vec::new(),
                cells: Vec::new(),
                quotes: quotes.collect(),
            });
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                span,
                view,
                section: None,
                header: None,
            });
        }
        at += line.len();
    }
    Draft {
        text: text.into(),
        lines: LineIndex::new(text),
        front_matter: FrontMatter::default(),
        blocks,
        sentences,
        placeholders,
        citations,
        directives,
        comments: Vec::new(),
    }
}

fn directive(body: &str, span: Span, covers: Span) -> Directive {
    let (head, reason) = body.split_once(": ").unwrap_or((body, ""));
    let kind = match head.split_once(' ') {
        Some(("allow", rule)) => DirectiveKind::Allow {
            rule: rule.to_owned(),
        },
        _ if head == "attest" => DirectiveKind::Attest,
        _ => DirectiveKind::Unknown(body.to_owned()),
    };
    Directive {
        kind,
        reason: reason.to_owned(),
        span,
        covers,
    }
}

fn transcript(text: &str) -> Transcript {
    let mut it = Transcript {
        text: text.into(),
        lines: LineIndex::new(text),
        format: "by-hand",
        why: String::new(),
        speakers: Vec::new(),
        turns: Vec::new(),
        units: Vec::new(),
        problems: Vec::new(),
        rewritten: Vec::new(),
        corrections: Vec::new(),
        encoding: None,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (name, words) = line
            .trim_end()
            .split_once(": ")
            .expect("every line has a speaker");
        let known = it.speakers.iter().position(|it| it.name == name);
        let speaker = known.unwrap_or_else(|| {
            it.speakers.push(Speaker {
                name: name.to_owned(),
                aliases: Vec::new(),
            });
            it.speakers.len() - 1
        });
        let view = View::plain(words, at + name.len() + 2);
        it.units.push(Unit {
            turn: it.turns.len(),
            view: view.clone(),
            is_question: false,
            question: None,
        });
        it.turns.push(Turn {
            kind: TurnKind::Speech,
            speaker: Some(speaker),
            span: Span::new(at, at + line.len()),
            view,
            ..Turn::default()
        });
        at += line.len();
    }
    it
}

/// One row: what the engine found, what is said, what the first fix makes of the draft.
struct Row {
    rule: &'static str,
    kind: IssueKind,
    draft: &'static str,
    bad: &'static str,
    right: Option<&'static str>,
    proof: [&'static str; 2],
    message: &'static str,
    fixed: Option<&'static str>,
}

const ROWS: &[Row] = &[
    Row {
        rule: "contradicted-number",
        kind: IssueKind::ContradictedNumber,
        draft: "We went from 1.27 to 1.28.",
        bad: "1.28",
        right: Some("1.29"),
        proof: ["Went from 1.27 to 1.29", ""],
        message: "1.29, not 1.28. RAVI: \"Went from 1.27 to 1.29.\" (transcript.txt:2)",
        fixed: Some("We went from 1.27 to 1.29."),
    },
    Row {
        rule: "contradicted-time",
        kind: IssueKind::ContradictedTime,
        draft: "We ship on Monday.",
        bad: "Monday",
        right: Some("Friday"),
        proof: ["on Friday", ""],
        message: "Friday, not Monday. RAVI: \"We can ship on Friday, but only if the export is back.\" (transcript.txt:8)",
        fixed: Some("We ship on Friday."),
    },
    Row {
        rule: "contradicted-name",
        kind: IssueKind::ContradictedName,
        draft: "The invoice is back.",
        bad: "invoice",
        right: Some("export"),
        proof: ["export is", ""],
        message: "export, not invoice. RAVI: \"We can ship on Friday, but only if the export is back.\" (transcript.txt:8)",
        fixed: Some("The export is back."),
    },
    Row {
        rule: "contradicted-actor",
        kind: IssueKind::ContradictedActor,
        draft: "Lin said the limit is 2 gigs.",
        bad: "Lin",
        right: Some("Ravi"),
        proof: ["2 gigs", ""],
        message: "Ravi, not Lin. RAVI: \"The limit is 2 gigs.\" (transcript.txt:4)",
        fixed: Some("Ravi said the limit is 2 gigs."),
    },
    Row {
        rule: "dropped-hedge",
        kind: IssueKind::DroppedHedge,
        draft: "We ship on Friday.",
        bad: "We ship on Friday.",
        right: None,
        proof: ["on Friday", ""],
        message: "The source is less sure. \
                  RAVI: \"We can ship on Friday, but only if the export is back.\" (transcript.txt:8)",
        fixed: None,
    },
    Row {
        rule: "widened-scope",
        kind: IssueKind::WidenedScope,
        draft: "The customers were affected.",
        bad: "The customers",
        right: None,
        proof: ["23 customer", ""],
        message: "\"The customers\" is more than the source says. \
                  LIN: \"23 customer exports were affected.\" (transcript.txt:7)",
        fixed: None,
    },
    Row {
        rule: "reversed-cause",
        kind: IssueKind::ReversedCause,
        draft: "The export is back because we ship on Friday.",
        bad: "The export is back because we ship on Friday.",
        right: None,
        proof: ["on Friday", ""],
        message: "The source has cause and effect the other way round. \
                  RAVI: \"We can ship on Friday, but only if the export is back.\" (transcript.txt:8)",
        fixed: None,
    },
    Row {
        rule: "contradicted-direction",
        kind: IssueKind::ContradictedDirection,
        draft: "We went from 1.29 to 1.27.",
        bad: "from 1.29 to 1.27",
        right: Some("from 1.27 to 1.29"),
        proof: ["Went from 1.27 to 1.29", ""],
        message: "from 1.27 to 1.29, not from 1.29 to 1.27. RAVI: \"Went from 1.27 to 1.29.\" (transcript.txt:2)",
        fixed: None,
    },
    Row {
        rule: "contradicted-negation",
        kind: IssueKind::ContradictedNegation,
        draft: "The dashboard never shows green.",
        bad: "The dashboard never shows green.",
        right: None,
        proof: ["always", ""],
        message: "The source says the opposite. LIN: \"The dashboard always shows green.\" (transcript.txt:3)",
        fixed: None,
    },
    Row {
        rule: "retracted-claim",
        kind: IssueKind::RetractedClaim,
        draft: "We went to 1.27.",
        bad: "1.27",
        right: Some("1.29"),
        proof: ["to 1.29", ""],
        message: "1.29, not 1.27, which was taken back. RAVI: \"Went from 1.27 to 1.29.\" (transcript.txt:2)",
        fixed: Some("We went to 1.29."),
    },
    Row {
        rule: "misapplied-number",
        kind: IssueKind::MisappliedNumber,
        draft: "The limit is 1.8 gigs.",
        bad: "1.8 gigs",
        right: Some("2 gigs"),
        proof: ["2 gigs", "Memory levelled"],
        message: "2 gigs, not 1.8 gigs. RAVI: \"The limit is 2 gigs.\" (transcript.txt:4); \
                  1.8 gigs is \"Memory levelled off at 1.8 gigs.\" (:5)",
        fixed: Some("The limit is 2 gigs."),
    },
    Row {
        rule: "unsupported-claim",
        kind: IssueKind::UnsupportedClaim,
        draft: "12 customers churned [sic].",
        bad: "12 customers churned [sic].",
        right: None,
        proof: ["23 customer", ""],
        message: "Nothing in transcript.txt says this. Closest: \"23 customer exports were affected.\" (LIN, :7)",
        fixed: Some("[Fact 01: 12 customers churned (sic) — find source]"),
    },
    Row {
        rule: "unsupported-number",
        kind: IssueKind::UnsupportedNumber,
        draft: "In May 12 customers churned, they said.",
        bad: "12",
        right: None,
        proof: ["23 customer", ""],
        message: "Nothing in transcript.txt says 12 customers churned. \
                  Closest: \"23 customer exports were affected.\" (LIN, :7)",
        fixed: Some("[Fact 01: In May 12 customers churned, they said — find source]"),
    },
    Row {
        rule: "unknown-name",
        kind: IssueKind::UnknownName,
        draft: "The limit of Kafka is 2 gigs.",
        bad: "Kafka",
        right: None,
        proof: ["2 gigs", ""],
        message: "Nothing in transcript.txt mentions Kafka. Closest: \"The limit is 2 gigs.\" (RAVI, :4)",
        fixed: Some("[Fact 01: The limit of Kafka is 2 gigs — find source]"),
    },
    Row {
        rule: "thinly-backed-claim",
        kind: IssueKind::ThinlyBackedClaim,
        draft: "The limit surprised everybody.",
        bad: "The limit surprised everybody.",
        right: None,
        proof: ["2 gigs", ""],
        message: "Only partly backed. Closest: \"The limit is 2 gigs.\" (RAVI, transcript.txt:4)",
        fixed: None,
    },
    Row {
        rule: "altered-quote",
        kind: IssueKind::AlteredQuote,
        draft: "Lin said \"The dashboard always looks green.\"",
        bad: "looks",
        right: Some("shows"),
        proof: ["always shows", ""],
        message: "LIN said \"always shows green\", not \"always looks green\" (transcript.txt:3).",
        fixed: Some("Lin said \"The dashboard always shows green.\""),
    },
    Row {
        rule: "merged-quote",
        kind: IssueKind::MergedQuote,
        draft: "Lin said \"The dashboard always shows green. Crash loud.\"",
        bad: "The dashboard always shows green. Crash loud.",
        right: None,
        proof: ["always shows", "Crash loud"],
        message: "Two remarks as one quote: \"The dashboard always shows green.\" (LIN, transcript.txt:3) and \
                  \"Crash loud, fail visible.\" (RAVI, :6).",
        fixed: Some("Lin said The dashboard always shows green. Crash loud."),
    },
    Row {
        rule: "truncated-quote",
        kind: IssueKind::TruncatedQuote,
        draft: "Ravi said \"We can ship on Friday.\"",
        bad: "We can ship on Friday.",
        right: None,
        proof: ["We can ship", ""],
        message: "The cut changes what was said. RAVI: \
                  \"We can ship on Friday, but only if the export is back.\" (transcript.txt:8)",
        fixed: Some("Ravi said \"We can ship on Friday, but only if the export is back.\""),
    },
    Row {
        rule: "invented-quote",
        kind: IssueKind::InventedQuote,
        draft: "Ravi said \"Nobody ever looked at it.\"",
        bad: "\"Nobody ever looked at it.\"",
        right: None,
        proof: ["Crash loud", ""],
        message: "Nobody says this in transcript.txt. Closest: \"Crash loud, fail visible.\" (RAVI, :6)",
        fixed: Some("Ravi said Nobody ever looked at it."),
    },
    Row {
        rule: "misattributed-quote",
        kind: IssueKind::MisattributedQuote,
        draft: "\"Crash loud, fail visible,\" Lin said.",
        bad: "Crash loud, fail visible,",
        right: None,
        proof: ["Crash loud", ""],
        message: "RAVI said \"Crash loud, fail visible.\", not Lin (transcript.txt:6).",
        fixed: Some("\"Crash loud, fail visible,\" Ravi said."),
    },
];

#[test]
fn every_issue_becomes_one_diagnostic_in_plain_words_with_its_fix() {
    for row in ROWS {
        let closest = SOURCE.lines().position(|it| it.contains(row.proof[0]));
        let case = Case::new(row.draft)
            .issue(row.kind, row.bad, row.right, row.proof)
            .evidence(row.bad, closest.expect("the proof stands in the source"));
        let it = case.only();
        assert_eq!(it.rule, row.rule);
        assert_eq!(it.message, row.message, "{}", row.rule);
        assert_eq!(it.span, case.find(row.bad));
        assert_eq!(it.sentence, Some(0));
        assert!(
            !it.related.is_empty(),
            "{}: the transcript's line is beside it",
            row.rule
        );
        let fixed = it.fixes.first().map(|_| case.fixed(&it, 0));
        assert_eq!(fixed.as_deref(), row.fixed, "{}", row.rule);
        let rule = rules::find(it.rule).expect("it is in the list");
        assert_eq!(rule.fixable, row.fixed.is_some(), "{}", row.rule);
        assert!(
            it.fixes.iter().all(|it| it.safety == Safety::Unsafe),
            "{}",
            row.rule
        );
    }
}

#[test]
fn messages_stay_short_whatever_the_words_are() {
    let long = "very long words of a source ".repeat(40);
    let name = "Aleksandra Konstantinopolskaya ".repeat(4);
    let source = format!("{name}: {long}\nLIN: {long} at the end 2 gigs é🚨 {long}\n");
    let text = format!(
        "Lin said \"{} the limit is 1.8 gigs {}\" and more.",
        long.trim(),
        long.trim()
    );
    for row in ROWS {
        for bad in ["1.8 gigs", &text] {
            for right in [None, Some("2 gigs"), Some(long.as_str())] {
                for proof in [
                    ["", ""],
                    ["very long", ""],
                    ["very long", "2 gigs é🚨"],
                    ["2 gigs", "very long"],
                ] {
                    let mut case = Case::with_source(&text, &source).issue(row.kind, bad, right, proof);
                    case.sources.list[0].path = format!("a/b/{}/{}.vtt", "x".repeat(90), "y".repeat(90));
                    case.run();
                }
            }
        }
    }
}

#[test]
fn an_unsupported_claim_yields_to_any_other_in_its_sentence() {
    let case = Case::new("In May 12 customers churned.\nThe mayor was pleased.")
        .issue(
            IssueKind::UnsupportedClaim,
            "In May 12 customers churned.",
            None,
            ["", ""],
        )
        .issue(IssueKind::UnsupportedNumber, "12", None, ["", ""])
        .issue(
            IssueKind::UnsupportedClaim,
            "The mayor was pleased.",
            None,
            ["", ""],
        );
    let rules: Vec<&str> = case.run().iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["unsupported-number", "unsupported-claim"]);
}

#[test]
fn the_same_words_get_one_diagnostic_the_most_specific() {
    let case = Case::new("The limit is 1.8 gigs.")
        .issue(IssueKind::UnsupportedNumber, "1.8 gigs", None, ["", ""])
        .issue(
            IssueKind::ContradictedNumber,
            "1.8 gigs",
            Some("2 gigs"),
            ["2 gigs", ""],
        );
    assert_eq!(case.only().rule, "contradicted-number");
}

#[test]
fn the_configuration_sets_levels_and_turns_rules_off() {
    let mut case =
        Case::new("The limit is 1.8 gigs.").issue(IssueKind::UnsupportedNumber, "1.8 gigs", None, ["", ""]);
    let name = Named {
        name: "unsupported-number".to_owned(),
        span: Span::at(0),
    };
    case.config.rules.push(RuleEntry {
        name: name.clone(),
        level: Some(Severity::Info),
    });
    assert_eq!(case.only().severity, Severity::Info);
    case.config.rules.push(RuleEntry { name, level: None });
    assert_eq!(case.run(), []);
    case.config.rules.clear();
    assert_eq!(case.only().severity, Severity::Warning);
}

#[test]
fn a_waiver_hides_its_rule_and_is_used_even_where_the_rule_is_off() {
    let mut case = Case::new(
        "The limit is 1.8 gigs. <!-- backline: allow unsupported-number: measured here -->",
    )
    .issue(IssueKind::UnsupportedNumber, "1.8 gigs", None, ["", ""]);
    assert_eq!(case.run(), []);
    let name = Named {
        name: "unsupported-number".to_owned(),
        span: Span::at(0),
    };
    case.config.rules.push(RuleEntry { name, level: None });
    assert_eq!(case.run(), []);
}

#[test]
fn a_waiver_that_hides_nothing_is_removed_safely() {
    let case = Case::new("All is well. <!-- backline: allow altered-quote: sung -->\nNext.");
    let it = case.only();
    assert_eq!(
        (it.rule, it.message.as_str()),
        ("unused-waiver", "Nothing here needs \"allow altered-quote\".")
    );
    assert_eq!(it.fixes[0].safety, Safety::Safe);
    assert_eq!(case.fixed(&it, 0), "All is well.\nNext.");
    let alone = Case::new("One.\n\n<!-- backline: attest: I was there -->\nTwo.");
    let it = alone.only();
    assert_eq!(alone.fixed(&it, 0), "One.\n\nTwo.");
}

#[test]
fn an_attest_that_changed_a_verdict_is_used_and_silences_the_sentence() {
    let mut case = Case::new("The limit is 1.8 gigs. <!-- backline: attest: I was there -->").issue(
        IssueKind::UnsupportedNumber,
        "1.8 gigs",
        None,
        ["", ""],
    );
    case.findings[0].verdict = Verdict::Attested;
    case.findings[0].was = Some(Verdict::Unsupported);
    assert_eq!(case.run(), []);
}

#[test]
fn a_misspelt_waiver_says_what_was_meant() {
    let case = Case::new("All is well. <!-- backline: allow altred-quote: sung -->");
    let it = case.only();
    assert_eq!(it.message, "altered-quote? No rule is called \"altred-quote\".");
    assert_eq!(
        case.fixed(&it, 0),
        "All is well. <!-- backline: allow altered-quote: sung -->"
    );
    let it = Case::new("All is well. <!-- backline: atest: I was there -->").only();
    assert_eq!(it.message, "attest? backline does not know \"atest\".");
    let it = Case::new("All is well. <!-- backline: allow everything-and-more: why not -->").only();
    assert_eq!(
        it.message,
        "No rule is called \"everything-and-more\"; \"backline rules\" lists them."
    );
}

#[test]
fn a_waiver_without_a_reason_is_asked_for_one() {
    let case = Case::new("The limit is 1.8 gigs. <!-- backline: allow unsupported-number -->").issue(
        IssueKind::UnsupportedNumber,
        "1.8 gigs",
        None,
        ["", ""],
    );
    let it = case.only();
    assert_eq!(it.rule, "waiver-without-reason");
    let form = "\"allow unsupported-number: …\"";
    assert_eq!(
        it.message,
        format!("Say why, so that the next reader can judge it: {form}")
    );
}

#[test]
fn a_source_that_cannot_be_read_is_said_where_it_is_named() {
    let mut case = Case::new("All is well.");
    let message = "meeting.txt does not exist; beside the draft there is talk.txt".to_owned();
    case.inputs.push(InputProblem {
        span: Span::at(0),
        message: message.clone(),
        candidates: Vec::new(),
    });
    let it = case.only();
    assert_eq!(
        (it.rule, it.message, it.severity),
        ("no-transcript", message, Severity::Error)
    );
}

#[test]
fn a_citation_behind_the_end_points_to_the_best_line() {
    let case = Case::new("The limit is 2 gigs. <!-- cite: talks/transcript.txt#L40 -->").evidence("limit", 3);
    let it = case.only();
    assert_eq!(it.rule, "broken-citation");
    assert_eq!(
        it.message,
        "transcript.txt has 8 lines, not 40. Closest: \"The limit is 2 gigs.\" (RAVI, :4)"
    );
    assert_eq!(
        case.fixed(&it, 0),
        "The limit is 2 gigs. <!-- cite: talks/transcript.txt#L4 -->"
    );
}

#[test]
fn a_citation_is_not_sent_to_a_line_that_is_hardly_like_it() {
    let mut case =
        Case::new("The limit is 2 gigs. <!-- cite: talks/transcript.txt#L40 -->").evidence("limit", 3);
    set_scores(&mut case.findings[0], 0.29);
    let it = case.only();
    assert_eq!(it.message, "transcript.txt has 8 lines, not 40.");
    assert_eq!(it.fixes, []);
}

#[test]
fn a_misspelt_source_is_named_as_it_is_called() {
    for written in ["trancript.txt#L4", "tarnscript.txt#L4", "Transcript.txt#L4"] {
        let case = Case::new(&format!("The limit is 2 gigs. <!-- cite: {written} -->")).evidence("limit", 3);
        let it = case.only();
        let name = written.split('#').next().expect("a name");
        assert_eq!(it.rule, "broken-citation");
        assert_eq!(
            it.message,
            format!("{name} is none of this draft's sources; transcript.txt is.")
        );
        assert_eq!(it.fixes[0].title, format!("Replace {name} with transcript.txt"));
        assert_eq!(
            case.fixed(&it, 0),
            "The limit is 2 gigs. <!-- cite: ../talks/transcript.txt#L4 -->"
        );
    }
}

#[test]
fn lines_that_run_backwards_are_turned_round() {
    for (written, right) in [("#L5-L3", "#L3-L5"), ("#L5-3", "#L3-L5")] {
        let mut case = Case::new("The limit is 2 gigs. <!-- cite: talks/transcript.txt#L5 -->");
        let text = format!("The limit is 2 gigs. <!-- cite: talks/transcript.txt{written} -->");
        case.draft.citations[0].lines = (3, 5);
        case.draft.citations[0].span.end += written.len() - "#L5".len();
        case.draft.text = text.as_str().into();
        let it = case.only();
        assert_eq!(it.rule, "broken-citation");
        let lines = &written[1..];
        assert_eq!(
            it.message,
            format!("{lines} runs backwards: the first line stands behind the last.")
        );
        assert_eq!(case.fixed(&it, 0), text.replace(written, right));
        case.draft.text = text.replace(written, right).as_str().into();
        assert_eq!(case.run(), []);
    }
}

#[test]
fn a_line_at_random_is_not_shown_as_the_closest_one() {
    for kind in [
        IssueKind::UnsupportedNumber,
        IssueKind::UnsupportedClaim,
        IssueKind::InventedQuote,
    ] {
        let mut case = Case::new("14,600 euros went missing.")
            .issue(kind, "14,600", None, ["2 gigs", ""])
            .evidence("euros", 3);
        assert!(case.only().message.contains("Closest: "), "{kind:?}");
        set_scores(&mut case.findings[0], 0.24);
        let it = case.only();
        assert!(!it.message.contains("Closest"), "{}", it.message);
        assert!(
            it.message.ends_with('.') && it.related.is_empty(),
            "{}",
            it.message
        );
    }
}

#[test]
fn a_stand_in_is_no_reason() {
    for reason in ["reason", "Why?", "TODO", "…", "...", "-"] {
        let case = Case::new(&format!(
            "The limit is 1.8 gigs. <!-- backline: allow unsupported-number: {reason} -->"
        ))
        .issue(IssueKind::UnsupportedNumber, "1.8 gigs", None, ["", ""]);
        assert_eq!(case.only().rule, "waiver-without-reason", "{reason}");
    }
    let case = Case::new("Right. <!-- backline: allow unsupported-number: the reason is on the photo -->");
    assert_eq!(case.only().rule, "unused-waiver");
}

#[test]
fn where_there_is_no_transcript_only_misspelt_waivers_are_reported() {
    let mut case = Case::new(
        "One. <!-- backline: allow altered-quote: sung -->\nTwo. <!-- backline: allow altred-quote: sung -->\n",
    );
    case.sources = Sources::default();
    let it = case.only();
    assert_eq!(it.message, "altered-quote? No rule is called \"altred-quote\".");
}

#[test]
fn a_restored_quotation_says_what_is_replaced() {
    let long = "it was healthy, and it stayed healthy all through the night and the morning";
    let case = Case::new(&format!("Lin said \"The dashboard {long}.\"")).issue(
        IssueKind::AlteredQuote,
        "\"The dashboard",
        Some("\"The screen"),
        ["always shows", ""],
    );
    let titles: Vec<String> = case.only().fixes.into_iter().map(|it| it.title).collect();
    assert_eq!(
        titles,
        [
            "Replace \"The dashboard\" with \"The screen\"",
            "Remove the quotation marks"
        ]
    );
    let case = Case::new(&format!("Lin said \"{long}\"")).issue(
        IssueKind::AlteredQuote,
        long,
        Some("alive"),
        ["always shows", ""],
    );
    let title = &case.only().fixes[0].title;
    assert!(
        title.starts_with("Replace \"it was healthy,") && title.ends_with("…\" with \"alive\""),
        "{title}"
    );
    assert!(title.chars().count() <= 70, "{title}");
}

#[test]
fn a_citation_of_another_file_points_to_the_source() {
    let case = Case::new("The limit is 2 gigs. <!-- cite: meeting.txt#L4 -->").evidence("limit", 3);
    let it = case.only();
    assert_eq!(it.rule, "broken-citation");
    assert_eq!(
        case.fixed(&it, 0),
        "The limit is 2 gigs. <!-- cite: ../talks/transcript.txt#L4 -->"
    );
}

#[test]
fn a_citation_that_shares_nothing_with_its_sentence_is_a_mismatch() {
    let case = Case::new("The limit is 2 gigs. <!-- cite: transcript.txt#L6 -->").evidence("limit", 3);
    let it = case.only();
    assert_eq!(it.rule, "citation-mismatch");
    assert_eq!(
        it.message,
        "Line 4 fits better; transcript.txt:6 says: \"Crash loud, fail visible.\""
    );
    assert_eq!(
        Case::new("The limit is 2 gigs. <!-- cite: transcript.txt#L5 -->").run(),
        []
    );
    assert_eq!(
        Case::new("The limit is 2 gigs. <!-- cite: transcript.txt#L4 -->").run(),
        []
    );
}

#[test]
fn the_voice_profile_explains_words_that_come_from_it() {
    let mut case = Case::new("Lin said \"The dashboard always looks green.\"").issue(
        IssueKind::AlteredQuote,
        "looks",
        Some("shows"),
        ["always shows", ""],
    );
    let examples = vec!["The dashboard always looks green. That is the problem.".to_owned()];
    let device = Device {
        examples,
        ..Device::default()
    };
    case.persona.voice = Some(Voice {
        devices: vec![device],
        ..Voice::default()
    });
    let it = case.only();
    assert!(
        it.message.ends_with("\"looks\" comes from your voice profile."),
        "{}",
        it.message
    );
}

#[test]
fn the_author_is_replaced_by_whoever_said_it() {
    let case = Case::new("I said \"The dashboard always shows green.\"").issue(
        IssueKind::MisattributedQuote,
        "\"The dashboard always shows green.\"",
        None,
        ["always shows", ""],
    );
    let it = case.only();
    assert_eq!(it.expected.as_deref(), Some("Lin"));
    assert_eq!(
        case.fixed(&it, 0),
        "Lin said \"The dashboard always shows green.\""
    );
}

#[test]
fn a_fact_takes_the_next_free_number() {
    let case =
        Case::new("[Fact 01: one — find source]\n[Fact 03: three — find source]\nThe mayor was pleased.")
            .issue(
                IssueKind::UnsupportedClaim,
                "The mayor was pleased.",
                None,
                ["", ""],
            );
    let it = case.only();
    assert!(
        case.fixed(&it, 0)
            .ends_with("[Fact 02: The mayor was pleased — find source]")
    );
}

#[test]
fn a_vague_quantity_gets_the_sources_number_where_the_profile_wants_one() {
    let mut case = Case::new("Tons of exports were affected.").evidence("exports", 6);
    case.sources = Case::with_source("", "LIN: 23 exports were affected.\n").sources;
    case.findings[0].evidence = Arc::default();
    add_evidence(&mut case.findings[0], 0);
    assert_eq!(case.run(), []);
    case.persona.voice = Some(Voice {
        wants_exact_numbers: true,
        ..Voice::default()
    });
    let it = case.only();
    assert_eq!((it.rule, it.severity), ("vague-quantity", Severity::Info));
    assert_eq!(case.fixed(&it, 0), "23 exports were affected.");
    let habit = Device {
        examples: vec!["Tons of fun.".to_owned()],
        ..Device::default()
    };
    case.persona.voice = Some(Voice {
        wants_exact_numbers: true,
        devices: vec![habit],
        ..Voice::default()
    });
    assert_eq!(case.run(), []);
}

#[test]
fn what_was_lost_is_what_lies_between_the_two_numbers_of_the_source() {
    let said = |draft: &str, word: &str| {
        let mut case = Case::new(draft).evidence(word, word.len());
        case.sources = Case::with_source("", "LIN: 340 letters in the bag, 90 on the desk.\n").sources;
        case.findings[0].evidence = Arc::default();
        add_evidence(&mut case.findings[0], 0);
        case.persona.voice = Some(Voice {
            wants_exact_numbers: true,
            ..Voice::default()
        });
        let found = case.run();
        found.first().map(|it| (case.fixed(it, 0), it.message.clone()))
    };
    let (fixed, message) =
        said("Lots of letters were missing.", "letters").expect("the source has both numbers");
    assert_eq!(fixed, "250 letters were missing.");
    assert!(message.starts_with("250 (340 − 90), not Lots of: "), "{message}");
    let (fixed, _) = said("Lots of letters were in the bag.", "letters").expect("the source has the number");
    assert_eq!(fixed, "340 letters were in the bag.");
    assert_eq!(said("Lots of stamps were missing.", "stamps"), None);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn rules_are_quick_enough_for_every_keystroke() {
    let text =
        "The export of the dashboard went from one place to another and nobody saw it happen.\n".repeat(150);
    let mut case = Case::new(&text);
    case.persona.voice = Some(Voice {
        wants_exact_numbers: true,
        ..Voice::default()
    });
    for it in &mut case.findings {
        add_evidence(it, 3);
    }
    let start = std::time::Instant::now();
    for _ in 0..20 {
        assert_eq!(case.run(), []);
    }
    let each = start.elapsed() / 20;
    assert!(
        each < std::time::Duration::from_millis(20),
        "{each:?}, unoptimised"
    );
}
