//! Whole stories: every `fixtures/STORY/DRAFT.md` that has a `DRAFT.expected.txt` beside it is checked, and
//! the diagnostics are compared with that list. What the list looks like is said in `fixtures/README.md`.
//! `BACKLINE_UPDATE_LISTS=1 cargo test --test it fixtures` puts the marks `!` and `-` right.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use backline::analysis::{Analysis, Memo};
use backline::diagnostic::{Diagnostic, Severity};
use backline::workspace::{Overrides, Workspace};

/// How sure a line of the list is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Must fire.
    Must,
    /// May fire.
    May,
    /// Ought to fire and does not yet (`!`). Once it does, the mark has to go.
    KnownMiss,
    /// Fires and ought not to (`-`). Once it no longer does, the line has to go.
    KnownFalseAlarm,
}

/// One line of the list.
struct Expected {
    kind: Kind,
    rules: Vec<String>,
    start: usize,
    end: usize,
    line: String,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every draft with a list beside it, sorted.
fn cases() -> Vec<PathBuf> {
    let mut out = Vec::new();
    for story in fs::read_dir(fixtures())
        .expect("fixtures/ is part of the repository")
        .flatten()
    {
        // The list in there names habits of writing, which are no rules.
        if story.file_name() == "habits" {
            continue;
        }
        for file in fs::read_dir(story.path()).into_iter().flatten().flatten() {
            let path = file.path();
            if path.extension().is_some_and(|it| it == "md") && path.with_extension("expected.txt").exists() {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// Reads one line of a list against the draft it speaks of.
fn parse_line(line: &str, draft: &str) -> Option<Result<Expected, String>> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (kind, rest) = match line.split_at_checked(2) {
        Some(("? ", rest)) => (Kind::May, rest),
        Some(("! ", rest)) => (Kind::KnownMiss, rest),
        Some(("- ", rest)) => (Kind::KnownFalseAlarm, rest),
        _ => (Kind::Must, line),
    };
    let Some((rules, marked)) = rest.split_once(" | ") else {
        return Some(Err(format!("no ` | ` in `{line}`")));
    };
    let words: String = marked.chars().filter(|it| !"«»".contains(*it)).collect();
    let mut places = draft.match_indices(&words);
    let (Some((at, _)), None) = (places.next(), places.next()) else {
        return Some(Err(format!("not exactly once in the draft: `{words}`")));
    };
    let from = marked.find('«').unwrap_or(0);
    let to = marked.find('»').map_or(words.len(), |it| it - '«'.len_utf8());
    Some(Ok(Expected {
        kind,
        rules: rules.split(" or ").map(str::to_owned).collect(),
        start: at + from,
        end: at + to,
        line: line.to_owned(),
    }))
}

fn fires(it: &Expected, diagnostic: &Diagnostic) -> bool {
    it.rules.iter().any(|rule| rule == diagnostic.rule)
        && diagnostic.span.start < it.end
        && it.start < diagnostic.span.end
}

/// The words of `span` on its first line, marked, with as much of the line before them as makes them occur once.
fn marked(text: &str, start: usize, end: usize) -> Option<String> {
    let line_start = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |it| start + it);
    let end = end.min(line_end);
    let (words, behind) = (text.get(start..end)?, &text[end..line_end]);
    let before = &text[line_start..start];
    let contexts = [("", ""), (before, ""), (before, behind)];
    let (before, behind) = contexts
        .into_iter()
        .find(|(before, behind)| text.matches(&format!("{before}{words}{behind}")).count() == 1)?;
    Some(format!("{before}«{words}»{behind}"))
}

/// Writes the list anew with the marks that are true.
fn update(path: &Path, text: &str, diagnostics: &[Diagnostic]) {
    let mut out = String::new();
    let mut expected = Vec::new();
    for line in read(&path.with_extension("expected.txt")).lines() {
        let Some(Ok(it)) = parse_line(line, text) else {
            _ = writeln!(out, "{line}");
            continue;
        };
        let any = diagnostics.iter().any(|diagnostic| fires(&it, diagnostic));
        match (it.kind, any) {
            (Kind::Must, false) => _ = writeln!(out, "! {line}"),
            (Kind::KnownMiss, true) => _ = writeln!(out, "{}", line.trim_start_matches("! ")),
            (Kind::KnownFalseAlarm, false) => {}
            _ => _ = writeln!(out, "{line}"),
        }
        expected.push(it);
    }
    for diagnostic in diagnostics.iter().filter(|it| it.severity != Severity::Hint) {
        let known = expected.iter().any(|it| fires(it, diagnostic));
        if let (false, Some(words)) = (known, marked(text, diagnostic.span.start, diagnostic.span.end)) {
            _ = writeln!(out, "- {} | {words}", diagnostic.rule);
        }
    }
    fs::write(path.with_extension("expected.txt"), out).expect("the list can be written");
}

/// What is wrong with the diagnostics of one draft, as lines for a person; empty if nothing is.
fn compare(path: &Path) -> (usize, usize, String) {
    let text = read(path);
    let root = path.parent().expect("a draft is in a story's folder").to_owned();
    let mut workspace = Workspace::new(root);
    let inputs = workspace.inputs(path, &text, &Overrides::default());
    let analysis = Analysis::new(&text, inputs, &mut Memo::default());

    if std::env::var_os("BACKLINE_UPDATE_LISTS").is_some() {
        update(path, &text, &analysis.diagnostics);
    }

    let mut out = String::new();
    let mut expected = Vec::new();
    for line in read(&path.with_extension("expected.txt")).lines() {
        match parse_line(line, &text) {
            None => {}
            Some(Ok(it)) => expected.push(it),
            Some(Err(problem)) => _ = writeln!(out, "  bad list:    {problem}"),
        }
    }

    let mut taken = vec![false; analysis.diagnostics.len()];
    let (mut found, mut wanted) = (0, 0);
    for it in &expected {
        let mut any = false;
        for (diagnostic, taken) in analysis.diagnostics.iter().zip(&mut taken) {
            if fires(it, diagnostic) {
                any = true;
                *taken = true;
            }
        }
        wanted += usize::from(matches!(it.kind, Kind::Must | Kind::KnownMiss));
        match (it.kind, any) {
            (Kind::Must, true) => found += 1,
            (Kind::Must, false) => _ = writeln!(out, "  missing:     {}", it.line),
            (Kind::KnownMiss, true) => _ = writeln!(out, "  now found, drop the `!`: {}", it.line),
            (Kind::KnownFalseAlarm, false) => {
                _ = writeln!(out, "  no longer fires, drop the line: {}", it.line)
            }
            _ => {}
        }
    }
    for (diagnostic, taken) in analysis.diagnostics.iter().zip(&taken) {
        if *taken || diagnostic.severity == Severity::Hint {
            continue;
        }
        let words = text
            .get(diagnostic.span.start..diagnostic.span.end)
            .unwrap_or("(span is not in the draft)");
        let line = text[..diagnostic.span.start.min(text.len())]
            .matches('\n')
            .count()
            + 1;
        _ = writeln!(
            out,
            "  extra:       {} | {words}   (line {line}: {})",
            diagnostic.rule, diagnostic.message
        );
    }
    (found, wanted, out)
}

#[test]
fn stories_give_exactly_the_diagnostics_that_their_lists_name() {
    let cases = cases();
    assert!(cases.len() >= 6, "only {} drafts with a list", cases.len());
    let mut report = String::new();
    let mut failed = false;
    for path in cases {
        let (found, wanted, problems) = compare(&path);
        let name = path
            .strip_prefix(fixtures())
            .unwrap_or(&path)
            .display()
            .to_string();
        failed |= !problems.is_empty();
        _ = writeln!(report, "{name}: {found} of {wanted} found\n{problems}");
    }
    eprintln!("{report}");
    assert!(!failed, "the diagnostics differ from the lists:\n{report}");
}

#[test]
fn every_list_can_be_read_against_its_draft() {
    for path in cases() {
        let text = read(&path);
        for line in read(&path.with_extension("expected.txt")).lines() {
            if let Some(Err(problem)) = parse_line(line, &text) {
                panic!("{}: {problem}", path.display());
            }
        }
    }
}

#[test]
fn a_line_of_a_list_marks_the_words_between_its_guillemets() {
    let it = parse_line("a-rule or b-rule | the «40» attempts", "After the 40 attempts")
        .expect("not a comment")
        .expect("found once");
    assert_eq!((it.start, it.end, it.kind), (10, 12, Kind::Must));
    assert_eq!(it.rules, ["a-rule", "b-rule"]);
}
