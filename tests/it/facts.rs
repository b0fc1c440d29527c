//! The facts that are found, held against lists that a person wrote.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backline::evidence::{Role, Source, Sources};
use backline::fact::{self, Fact, Kind};
use backline::transcript::Transcript;

/// One line of a list: `kind | lines | what`, a leading `?` where either way is right.
struct Listed {
    kinds: Vec<Kind>,
    lines: (usize, usize),
    what: String,
    is_open: bool,
}

fn listed(text: &str) -> Vec<Listed> {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty() && !it.starts_with('#'));
    lines
        .map(|line| {
            let is_open = line.starts_with('?');
            let mut parts = line.trim_start_matches('?').splitn(3, '|').map(str::trim);
            let (Some(kinds), Some(at), Some(what)) = (parts.next(), parts.next(), parts.next()) else {
                panic!("not `kind | lines | what`: {line}");
            };
            let kind = |it: &str| Kind::named(it.trim()).unwrap_or_else(|| panic!("no kind {it}: {line}"));
            let (first, last) = at.split_once('-').unwrap_or((at, at));
            let number = |it: &str| {
                it.trim()
                    .parse()
                    .unwrap_or_else(|_| panic!("no line {it}: {line}"))
            };
            Listed {
                kinds: kinds.split('/').map(kind).collect(),
                lines: (number(first), number(last)),
                what: what.to_owned(),
                is_open,
            }
        })
        .collect()
}

/// What a list says of what was found.
#[derive(Default)]
struct Held {
    n_found: usize,
    /// Found facts whose line a list names.
    n_right: usize,
    /// The same, with a word of the list's in common.
    n_right_words: usize,
    /// The same as `n_right`, of the kind that the list names.
    n_right_kind: usize,
    n_listed: usize,
    /// Listed facts on whose line a fact was found.
    n_met: usize,
    /// The same, with a word in common.
    n_met_words: usize,
    /// The same as `n_met`, of that kind.
    n_met_kind: usize,
}

impl Held {
    fn add(&mut self, other: &Held) {
        self.n_found += other.n_found;
        self.n_right += other.n_right;
        self.n_right_words += other.n_right_words;
        self.n_right_kind += other.n_right_kind;
        self.n_listed += other.n_listed;
        self.n_met += other.n_met;
        self.n_met_words += other.n_met_words;
        self.n_met_kind += other.n_met_kind;
    }

    fn shares(&self) -> [f64; 6] {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        [
            share(self.n_right, self.n_found),
            share(self.n_met, self.n_listed),
            share(self.n_right_words, self.n_found),
            share(self.n_met_words, self.n_listed),
            share(self.n_right_kind, self.n_found),
            share(self.n_met_kind, self.n_listed),
        ]
    }
}

fn touch(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Whether a fact and what the list says of it have a word that carries content in common, or a number.
fn shares_a_word(sources: &Sources, it: &Fact, listed: &Listed) -> bool {
    let said = it.text_with_question(sources);
    let said: Vec<_> = fact::content(&said).collect();
    fact::content(&listed.what).any(|it| said.contains(&it))
}

fn hold(list: &Path) -> Held {
    let folder = list.parent().expect("a list stands in a folder");
    let transcript = ["transcript.txt", "transcript.md"].map(|it| folder.join(it));
    let path = transcript
        .iter()
        .find(|it| it.exists())
        .expect("a transcript stands beside the list");
    let text = std::fs::read_to_string(path).expect("a transcript is text");
    let sources = Sources::new(vec![Source {
        path: "t".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(&text)),
    }]);
    let found = fact::facts(&sources);
    let listed = listed(&std::fs::read_to_string(list).expect("a list is text"));
    let mut held = Held::default();
    println!("\n{}", list.display());
    for it in &found {
        let at = it.lines(&sources);
        let there: Vec<&Listed> = listed.iter().filter(|it| touch(it.lines, at)).collect();
        let of_kind = there.iter().any(|listed| listed.kinds.contains(&it.kind));
        let is_open = !there.is_empty() && there.iter().all(|it| it.is_open);
        if is_open {
            continue;
        }
        held.n_found += 1;
        held.n_right += usize::from(!there.is_empty());
        held.n_right_words += usize::from(there.iter().any(|listed| shares_a_word(&sources, it, listed)));
        held.n_right_kind += usize::from(of_kind);
        if !of_kind {
            let sign = if there.is_empty() { "--" } else { "~ " };
            println!("{sign} {}:{} {}", it.kind.name(), at.0, it.text(&sources));
        }
    }
    for it in listed.iter().filter(|it| !it.is_open) {
        let there: Vec<&Fact> = found
            .iter()
            .filter(|fact| touch(it.lines, fact.lines(&sources)))
            .collect();
        let of_kind = there.iter().any(|fact| it.kinds.contains(&fact.kind));
        held.n_listed += 1;
        held.n_met += usize::from(!there.is_empty());
        held.n_met_words += usize::from(there.iter().any(|fact| shares_a_word(&sources, fact, it)));
        held.n_met_kind += usize::from(of_kind);
        if !of_kind {
            let sign = if there.is_empty() { "++" } else { "+~" };
            println!("{sign} {}:{} {}", it.kinds[0].name(), it.lines.0, it.what);
        }
    }
    println!(
        "{:.2?} of {} found, {} listed",
        held.shares(),
        held.n_found,
        held.n_listed
    );
    held
}

fn lists() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut lists = Vec::new();
    for folder in [fixtures.clone(), fixtures.join("labelled")] {
        let entries = std::fs::read_dir(&folder).expect("the folder of fixtures is there");
        lists.extend(
            entries
                .map(|it| {
                    it.expect("a folder can be read")
                        .path()
                        .join("facts.expected.txt")
                })
                .filter(|it| it.exists()),
        );
    }
    lists.sort();
    lists
}

#[test]
fn the_facts_of_the_stories_are_found_and_little_else() {
    let lists = lists();
    assert!(6 <= lists.len(), "{lists:?}");
    let mut all = Held::default();
    for it in &lists {
        all.add(&hold(it));
    }
    let [by_line, line_recall, precision, recall, of_kind, kind_recall] = all.shares();
    println!(
        "\nprecision {precision:.3}, recall {recall:.3}; by line alone {by_line:.3}, {line_recall:.3}; \
         with the kind {of_kind:.3}, {kind_recall:.3} ({} found, {} listed)",
        all.n_found, all.n_listed
    );
    assert!(
        0.8 <= precision && 0.75 <= recall,
        "precision {precision:.3}, recall {recall:.3}"
    );
}
