//! The list of rules and their pages: every page is a test of its rule, run through the whole street.
//!
//! In a page, ```` ```transcript ````, ```` ```draft ````, ```` ```voice ````, ```` ```bio ````, ```` ```series ````
//! and ```` ```config ```` blocks are files; a draft with blocks of code stands in a longer fence. As in the
//! program, the draft's front matter has a word on its mode. A line of spaces and carets, then a rule's name, annotates the line above. Blocks under
//! "Instead" replace those of the example.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::Config;
use backline::diagnostic::Diagnostic;
use backline::draft::Draft;
use backline::evidence::{Role, Source, Sources};
use backline::persona::Persona;
use backline::persona::bio::Bio;
use backline::persona::series::Series;
use backline::persona::voice::Voice;
use backline::rules::{self, Check, InputProblem, Rule};
use backline::text::Span;
use backline::transcript::Transcript;

const HEADINGS: [&str; 5] = [
    "What it does",
    "Why it matters",
    "Example",
    "Instead",
    "When to suppress",
];

/// The blocks of one part of a page, without annotations, and what the annotations expect.
#[derive(Clone, Default)]
struct Files {
    transcript: Option<String>,
    notes: Option<String>,
    voice: Option<String>,
    bio: Option<String>,
    series: Option<String>,
    draft: Option<String>,
    config: Option<String>,
    expected: Vec<(Span, String)>,
}

/// Lines of a page, each with whether it stands inside a fenced block (fences included).
fn lines(page: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut open: Option<&str> = None;
    page.lines().map(move |line| {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        let is_fence = match open {
            Some(fence) => line == fence,
            None => 3 <= ticks.len(),
        };
        if is_fence {
            open = if open.is_none() { Some(ticks) } else { None };
        }
        (line, open.is_some() || is_fence)
    })
}

/// The second-level headings of a page.
fn headings(page: &str) -> Vec<&str> {
    lines(page)
        .filter(|it| !it.1)
        .filter_map(|it| it.0.strip_prefix("## "))
        .collect()
}

/// The text under heading `name`.
fn part(page: &str, name: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for (line, fenced) in lines(page) {
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(heading) => inside = heading == name,
            None if inside => text = text + line + "\n",
            None => {}
        }
    }
    text
}

/// Reads the blocks of `part` into `files`.
fn read_blocks(part: &str, mut files: Files) -> Files {
    files.expected.clear();
    let mut lines = part.lines();
    while let Some(line) = lines.next() {
        let kind = line.trim_start_matches('`');
        let fence = &line[..line.len() - kind.len()];
        if fence.len() < 3 {
            continue;
        }
        let mut text = String::new();
        let mut last = 0;
        for line in lines.by_ref().take_while(|it| *it != fence) {
            let trimmed = line.trim_start();
            let carets = trimmed.len() - trimmed.trim_start_matches('^').len();
            if 0 < carets && !text.is_empty() {
                let start = last + (line.len() - trimmed.len());
                let span = Span::new(start, start + carets);
                assert!(span.end < text.len(), "carets stand below words: {line}");
                files.expected.push((span, trimmed[carets..].trim().to_owned()));
            } else {
                last = text.len();
                text = text + line + "\n";
            }
        }
        match kind {
            "transcript" => files.transcript = Some(text),
            "notes" => files.notes = Some(text),
            "voice" => files.voice = Some(text),
            "draft" => files.draft = Some(text),
            "bio" => files.bio = Some(text),
            "series" => files.series = Some(text),
            "config" => files.config = Some(text),
            _ => panic!("no such kind of block: {kind}"),
        }
    }
    files
}

/// What the whole street says of `files`.
fn diagnostics(files: &Files) -> Vec<Diagnostic> {
    let draft = files.draft.as_deref().unwrap_or_default();
    let source = |path: &str, text: &Option<String>| {
        text.as_ref().map(|text| Source {
            path: path.to_owned(),
            role: Role::Transcript,
            transcript: Arc::new(Transcript::parse(text)),
        })
    };
    let named = [("transcript.txt", &files.transcript), ("notes.md", &files.notes)];
    let sources: Vec<Source> = named
        .iter()
        .filter_map(|(path, text)| source(path, text))
        .collect();
    let front_matter = Draft::parse(draft).front_matter;
    let named = front_matter.get("transcript").cloned();
    let missing = named.filter(|it| it.value != "transcript.txt" || sources.is_empty());
    let problems = missing.map(|it| InputProblem {
        span: it.span,
        message: format!(
            "{} does not exist; beside the draft there is no transcript",
            it.value
        ),
        candidates: Vec::new(),
    });
    let voice = files
        .voice
        .as_ref()
        .map(|text| Voice::parse("persona/voice.md", text));
    let mut config = Config::parse(files.config.as_deref().unwrap_or_default());
    assert_eq!(config.problems, [], "the configuration of the example is right");
    config.heed(&front_matter);
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(Sources::new(sources)),
        persona: Arc::new(Persona {
            voice,
            bio: files.bio.as_ref().map(|it| Bio::parse("persona/bio.md", it)),
            series: files
                .series
                .as_ref()
                .map(|it| Series::parse("series-tracker.md", it)),
        }),
        config: Arc::new(config),
        problems: problems.into_iter().collect(),
        ..Inputs::default()
    };
    Analysis::new(draft, Arc::new(inputs), &mut Memo::default()).diagnostics
}

/// What is wrong with the examples of `rule`'s page, in words.
fn problems(rule: &Rule) -> Vec<String> {
    let bad = read_blocks(&part(rule.docs, "Example"), Files::default());
    let good = read_blocks(&part(rule.docs, "Instead"), bad.clone());
    let mut wrong = Vec::new();
    if bad.expected.is_empty() || bad.expected.iter().any(|(_, name)| name != rule.name) {
        wrong.push("the example annotates other than this rule".to_owned());
    }
    if let Check::Config = rule.check {
        let read = |files: &Files| Config::parse(files.config.as_deref().unwrap_or_default()).problems;
        let spans: Vec<Span> = read(&bad).iter().map(|it| it.span).collect();
        if !bad
            .expected
            .iter()
            .all(|(span, _)| spans.iter().any(|it| it.overlaps(*span)))
        {
            wrong.push(format!(
                "the bad configuration gives {spans:?}, not {:?}",
                bad.expected
            ));
        }
        if !read(&good).is_empty() {
            wrong.push(format!("the good configuration gives {:?}", read(&good)));
        }
        return wrong;
    }
    let text = bad.draft.as_deref().unwrap_or_default();
    let found = diagnostics(&bad);
    let told = |it: &Diagnostic| format!("{} on «{}»: {}", it.rule, &text[it.span.range()], it.message);
    for (span, name) in &bad.expected {
        // The engine may take a number with or without its unit, a quotation with or without its marks.
        let same_words = |it: &Span| it.overlaps(*span) && (it.contains(*span) || span.contains(*it));
        if !found.iter().any(|it| it.rule == name && same_words(&it.span)) {
            wrong.push(format!("{name} does not fire on «{}»", &text[span.range()]));
        }
    }
    for it in found.iter().filter(|it| it.rule != rule.name) {
        wrong.push(format!("the bad example also gives {}", told(it)));
    }
    let found = diagnostics(&good);
    let good_text = good.draft.as_deref().unwrap_or_default();
    for it in found.iter().filter(|it| it.rule == rule.name) {
        wrong.push(format!(
            "the good example gives {} on «{}»",
            it.message,
            &good_text[it.span.range()]
        ));
    }
    wrong
}

#[test]
fn rules_are_sorted_by_name_and_named_in_kebab_case() {
    let names: Vec<&str> = rules::all().iter().map(|it| it.name).collect();
    assert!(names.windows(2).all(|it| it[0] < it[1]), "{names:?}");
    for name in names {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        assert_eq!(rules::find(name).map(|it| it.name), Some(name));
    }
    assert!(rules::find("no-such-rule").is_none());
}

#[test]
fn every_rule_has_a_page_with_five_headings() {
    for rule in rules::all() {
        assert!(
            rule.docs.starts_with(&format!("# {}\n\n", rule.name)),
            "{}",
            rule.name
        );
        let severity = rule.severity.map_or("off", |it| it.name());
        let line = rule.docs.lines().nth(2).unwrap_or_default().to_lowercase();
        assert!(line.starts_with(severity), "{}: the page says {line}", rule.name);

        assert_eq!(headings(rule.docs), HEADINGS, "{}", rule.name);
        for heading in HEADINGS {
            assert!(
                !part(rule.docs, heading).trim().is_empty(),
                "{}: {heading}",
                rule.name
            );
        }
    }
}

/// Rules whose issue the engine does not find yet; this list may only become shorter.
const NOT_FOUND_YET: [&str; 0] = [];

#[test]
fn every_page_fires_where_it_says_and_is_quiet_where_it_is_mended() {
    let (mut wrong, mut not_found) = (Vec::new(), Vec::new());
    for rule in rules::all() {
        let problems = problems(rule);
        if !problems.is_empty() && NOT_FOUND_YET.contains(&rule.name) {
            not_found.push(rule.name);
        } else {
            wrong.extend(problems.into_iter().map(|it| format!("{}: {it}", rule.name)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(not_found, NOT_FOUND_YET, "take what is found now off the list");
}
