//! The console examples of the documents, run against the real binary. In a ```` ```console ```` block a line
//! `$ backline …` is run at the root of the repository and the lines below it, up to the next `$`, are what
//! it prints; a line `...` stands for any lines. `BACKLINE_UPDATE_DOCS=1 cargo test docs` writes what it
//! really prints, where no `...` stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One `$ backline …` and what is said to follow.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    args: Vec<String>,
    /// 0-based first line of the output, and the line behind it.
    lines: (usize, usize),
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<PathBuf> {
    let mut out = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    for dir in ["docs", "editors"] {
        for entry in fs::read_dir(root().join(dir)).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|it| it == "md") {
                out.push(entry.path());
            }
        }
    }
    out.retain(|it| it.exists());
    out.sort();
    out
}

fn examples(text: &str) -> Vec<Example> {
    let mut out: Vec<Example> = Vec::new();
    let (mut inside, mut open) = (false, false);
    for (n, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
            open = false;
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            let args = command
                .strip_prefix("backline ")
                .or_else(|| command.strip_prefix("cargo run --release -- "));
            open = args.is_some();
            if let Some(args) = args {
                out.push(Example {
                    args: words(args),
                    lines: (n + 1, n + 1),
                });
            }
        } else if let (true, Some(last)) = (inside && open, out.last_mut()) {
            last.lines.1 = n + 1;
        }
    }
    out
}

/// Splits a command line at spaces outside double quotes.
fn words(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => out.push(String::new()),
            _ => out.last_mut().expect("starts with one word").push(c),
        }
    }
    out.retain(|it| !it.is_empty());
    out
}

/// What the binary prints, without trailing spaces and the last line's end.
fn run(args: &[String]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_backline"))
        .args(args)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary was built for this test");
    let printed = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&printed)
        .trim_end()
        .lines()
        .map(|it| it.trim_end().to_owned())
        .collect()
}

/// Whether `printed` is what `said` says, where `...` stands for any lines.
fn agrees(said: &[&str], printed: &[String]) -> bool {
    match said.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if *first == "..." => {
            (0..=printed.len()).any(|skipped| agrees(rest, &printed[skipped..]))
        }
        Some((first, rest)) => printed
            .split_first()
            .is_some_and(|(it, others)| it == first.trim_end() && agrees(rest, others)),
    }
}

#[test]
fn console_examples_print_what_the_documents_say() {
    let update = std::env::var_os("BACKLINE_UPDATE_DOCS").is_some();
    let mut problems = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a document is UTF-8");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // From the last to the first, so that an update does not move the lines of the others.
        for example in examples(&text).into_iter().rev() {
            let (from, to) = example.lines;
            let said: Vec<&str> = text.lines().skip(from).take(to - from).collect();
            let printed = run(&example.args);
            if agrees(&said, &printed) {
                continue;
            }
            if update && !said.contains(&"...") {
                lines.splice(from..to, printed);
                continue;
            }
            problems.push(format!(
                "{}:{from}: backline {}\n--- the document says\n{}\n--- it prints\n{}\n",
                path.display(),
                example.args.join(" "),
                said.join("\n"),
                printed.join("\n")
            ));
        }
        let updated = lines.join("\n") + "\n";
        if update && updated != text {
            fs::write(&path, updated).expect("the document can be written");
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn links_between_documents_lead_to_files() {
    let mut bad = Vec::new();
    let mut documents = documents();
    documents.extend(["ARCHITECTURE.md", "CHANGELOG.md"].map(|it| root().join(it)));
    for path in documents {
        let text = fs::read_to_string(&path).expect("a document is UTF-8");
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#', ' ']).next().unwrap_or_default();
            let is_file = !target.is_empty() && !target.contains(':');
            let base = path.parent().unwrap_or(root());
            if is_file && !base.join(target).exists() {
                bad.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(bad.is_empty(), "links that lead nowhere:\n  {}", bad.join("\n  "));
}

#[test]
fn an_example_is_a_command_and_the_lines_below_it() {
    let text = "```console\n$ backline find \"a b\"\none\n$ ls\nno\n$ backline rules\n```\n";
    let found = examples(text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].args.as_slice(), found[0].lines),
        (["find".to_owned(), "a b".to_owned()].as_slice(), (2, 3))
    );
    assert_eq!(found[1].lines, (6, 6));
}

#[test]
fn three_dots_stand_for_any_lines() {
    let printed = ["a", "b", "c"].map(str::to_owned);
    assert!(agrees(&["a", "...", "c"], &printed));
    assert!(agrees(&["...", "a", "b", "c", "..."], &printed));
    assert!(!agrees(&["a", "...", "b"], &printed));
}
