//! The voice rules on real posts: how many findings per 1,000 words they give, rule by rule and pattern by
//! pattern, and how the author of the posts writes.
//!
//! `cargo bench --bench voice -- POSTS… [--profile VOICE.md] [--show PATTERN]`: each of POSTS is a feed, a
//! Markdown file or a folder of them; without any, the labelled drafts. `--show` prints ten hits of a rule or pattern.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::Config;
use backline::diagnostic::{Diagnostic, Group};
use backline::draft::Draft;
use backline::markup::feed;
use backline::persona::Persona;
use backline::persona::bands::Bands;
use backline::persona::habit::Pattern;
use backline::persona::reading::Reading;
use backline::persona::voice::Voice;

/// What the command line asks for.
struct Asked {
    posts: Vec<PathBuf>,
    profile: PathBuf,
    show: Option<String>,
}

fn main() {
    let asked = asked();
    let mut posts: Vec<String> = Vec::new();
    for path in &asked.posts {
        read(path, &mut posts);
    }
    let profile = fs::read_to_string(&asked.profile).expect("the profile can be read");
    let voice = Voice::parse("persona/voice.md", &profile);
    let words: usize = posts.iter().map(|it| n_words(it)).sum();
    println!(
        "{} posts, {words} words of prose, profile {}",
        posts.len(),
        asked.profile.display()
    );

    println!("\n## Default settings\n\n| rule | findings | per 1,000 words |\n|---|---|---|");
    table(
        count(&posts, &voice, "", &asked.show, |it| it.rule.to_owned()),
        words,
    );
    println!("\n## machine-phrasing = \"info\"\n\n| pattern | findings | per 1,000 words |\n|---|---|---|");
    let on = "[rules]\nmachine-phrasing = \"info\"\n";
    let is_pattern = |it: &Diagnostic| {
        let named = Pattern::ALL
            .iter()
            .find(|name| it.message.contains(&format!("({})", name.name())));
        named.map_or_else(
            || it.rule.to_owned(),
            |it| {
                let kind = if it.is_counting() { "counting" } else { "judging" };
                format!("{kind}: {}", it.name())
            },
        )
    };
    table(count(&posts, &voice, on, &asked.show, is_pattern), words);
    println!("\n## Voice calibration\n\n{}", Bands::of(&posts));
}

fn asked() -> Asked {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut res = Asked {
        posts: Vec::new(),
        profile: root.join("fixtures/frozen-boards/persona/voice.md"),
        show: None,
    };
    let mut args = env::args().skip(1).filter(|it| it != "--bench");
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--profile" => res.profile = args.next().expect("--profile FILE").into(),
            "--show" => res.show = args.next(),
            _ => res.posts.push(arg.into()),
        }
    }
    if res.posts.is_empty() {
        res.posts.push(root.join("fixtures/labelled"));
    }
    res
}

/// The posts at `path`: of a feed, a file, or a folder and the folders in it.
fn read(path: &Path, posts: &mut Vec<String>) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("the folder can be read").flatten();
        let mut below: Vec<PathBuf> = entries.map(|it| it.path()).collect();
        below.sort();
        let is_post = |it: &&PathBuf| {
            it.is_dir()
                || it.extension().is_some_and(|it| it == "md")
                    && it.file_stem().is_some_and(|it| it != "transcript")
        };
        for it in below.iter().filter(is_post) {
            read(it, posts);
        }
        return;
    }
    let text = fs::read_to_string(path).expect("the post can be read");
    if feed::is_feed(&text) {
        posts.extend(feed::posts(&text).into_iter().map(|it| it.text));
    } else {
        posts.push(text);
    }
}

fn n_words(text: &str) -> usize {
    Reading::of(&Draft::parse(text))
        .lines
        .iter()
        .map(|it| it.len())
        .sum()
}

/// Findings of the group voice by the name that `name` gives them; ten of the one to show are printed.
fn count(
    posts: &[String],
    voice: &Voice,
    config: &str,
    show: &Option<String>,
    name: impl Fn(&Diagnostic) -> String,
) -> BTreeMap<String, usize> {
    let persona = Arc::new(Persona {
        voice: Some(voice.clone()),
        ..Persona::default()
    });
    let config = Arc::new(Config::parse(config));
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for text in posts {
        let inputs = Inputs {
            persona: Arc::clone(&persona),
            config: Arc::clone(&config),
            ..Inputs::default()
        };
        let analysis = Analysis::new(text, Arc::new(inputs), &mut Memo::default());
        for it in analysis.diagnostics.iter().filter(|it| it.group == Group::Voice) {
            let n = found.entry(name(it)).or_default();
            *n += 1;
            let is_shown = show
                .as_ref()
                .is_some_and(|show| name(it).ends_with(show.as_str()));
            // Every seventh, so that one post does not fill the list.
            if is_shown && *n % 7 == 1 && *n <= 70 {
                let words = text[it.span.range()].replace('\n', " ");
                match it.sentence {
                    Some(n) => println!("  «{words}» in: {}", analysis.draft.sentences[n].view.text()),
                    None => println!("  «{words}» {}\n{}", it.message, lines_alike(text, it)),
                }
            }
        }
    }
    found
}

/// What a mark is judged by, which stands in no one sentence: the lines of its section that hold such marks, cut down to
/// what stands around them.
fn lines_alike(text: &str, it: &Diagnostic) -> String {
    const MOST: usize = 8;
    const AROUND: usize = 40;
    let start = text[..it.span.start].rfind("\n#").map_or(0, |at| at + 1);
    let end = text[it.span.end..]
        .find("\n#")
        .map_or(text.len(), |at| it.span.end + at);
    let mark = match &text[it.span.range()] {
        bold if bold.starts_with("**") => "**",
        mark => mark,
    };
    let holding = text[start..end].lines().filter(|line| line.contains(mark));
    let cut = |line: &str| {
        let at = line.find(mark).unwrap_or_default();
        let before = line[..at].chars().rev().take(AROUND).collect::<Vec<char>>();
        let before: String = before.into_iter().rev().collect();
        let behind: String = line[at..].chars().take(2 * AROUND).collect();
        format!("      {before}{behind}")
    };
    holding.take(MOST).map(cut).collect::<Vec<String>>().join("\n")
}

fn table(found: BTreeMap<String, usize>, words: usize) {
    let per = |n: usize| n as f64 / words as f64 * 1_000.0;
    for (name, n) in &found {
        println!("| {name} | {n} | {:.2} |", per(*n));
    }
    let all: usize = found.values().sum();
    println!("| all | {all} | {:.2} |", per(all));
}
