//! The invariants of `ARCHITECTURE.md` as tests that read the sources. Most name an absence.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that may do IO, read clocks, spawn and speak protocols.
const SHELL: &[&str] = &["workspace", "lsp", "cli", "main"];

/// Files well past 500 lines without their tests. This list may only shrink, in entries and in lines.
const LARGE: &[(&str, usize)] = &[];

/// The line count from which a file needs a place in [`LARGE`].
const LARGE_FROM: usize = 520;

/// A source file, as the tests here look at it.
struct Source {
    /// Below `src/`, with `/`.
    path: String,
    /// The module directly below the crate that it belongs to.
    module: String,
    /// The whole of it.
    text: String,
    /// Lines of product code: 1-based number and text, without tests and comments.
    code: Vec<(usize, String)>,
    /// Lines that are not test code, comments included.
    n_lines: usize,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `dir` with one of these extensions, sorted.
fn files(dir: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    const SKIPPED: &[&str] = &["target", "node_modules", "dist", ".git", ".e2e"];
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && !SKIPPED.contains(&name.as_str()) {
            out.extend(files(&path, extensions));
        } else if path.is_file() && extensions.iter().any(|it| name.ends_with(it)) {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut out = Vec::new();
    for file in files(&src, &[".rs"]) {
        let path = file
            .strip_prefix(&src)
            .expect("found below src")
            .to_string_lossy()
            .replace('\\', "/");
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("_tests.rs");
        let text = fs::read_to_string(&file).expect("a source file is UTF-8");
        let module = path
            .split('/')
            .next()
            .unwrap_or(&path)
            .trim_end_matches(".rs")
            .to_owned();
        let lines = if is_test { Vec::new() } else { without_tests(&text) };
        out.push(Source {
            module,
            n_lines: lines.len(),
            code: lines
                .into_iter()
                .filter(|(_, it)| !it.trim_start().starts_with("//"))
                .collect(),
            path,
            text,
        });
    }
    assert!(out.len() > 20, "only {} source files found", out.len());
    out
}

/// The lines of `text` without the items under `#[cfg(test)]`. Relies on rustfmt: an item ends at the first
/// line that closes at the item's own indentation.
fn without_tests(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let is_test = line.trim() == "#[cfg(test)]" || line.trim().starts_with("#[test]");
        if !is_test {
            out.push((n + 1, line.to_owned()));
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        for (_, line) in lines.by_ref() {
            let at_indent = line.len() - line.trim_start().len() == indent;
            let opens = line.ends_with('{') || line.ends_with('(') || line.starts_with('#');
            if at_indent && !opens && (line.trim_start().starts_with('}') || line.ends_with([';', '}'])) {
                break;
            }
        }
    }
    out
}

/// Modules in the order in which `lib.rs` declares them.
fn declared() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs exists");
    lib.lines()
        .filter_map(|it| it.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// First segments of every `crate::…` path in `line`s, groups included: `crate::{a::b, c}` gives a and c.
fn crate_paths(code: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let joined: String = code.iter().map(|(_, it)| format!("{it}\n")).collect();
    for (at, _) in joined.match_indices("crate::") {
        if joined[..at].ends_with('$') || joined[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_')
        {
            continue;
        }
        let n = code[joined[..at].matches('\n').count()].0;
        let rest = &joined[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            out.push((n, identifier(rest)));
            continue;
        };
        let (mut depth, mut at_start) = (0, true);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => at_start = true,
                _ if depth == 0 && at_start && !c.is_whitespace() => {
                    out.push((n, identifier(&group[at..])));
                    at_start = false;
                }
                _ => {}
            }
        }
    }
    out
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|it| it.is_alphanumeric() || *it == '_')
        .collect()
}

/// Fails with all of `bad`, one per line.
fn none(what: &str, bad: &[String]) {
    assert!(bad.is_empty(), "{what}:\n  {}", bad.join("\n  "));
}

/// Lines of product code outside `allowed` (path prefixes) that hold one of `words` as a whole word.
fn used_outside(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut bad = Vec::new();
    for source in sources() {
        if allowed.iter().any(|it| source.path.starts_with(it)) {
            continue;
        }
        for (n, line) in &source.code {
            let code = line.split(" // ").next().unwrap_or(line);
            if words.iter().any(|it| holds(code, it)) {
                bad.push(format!("src/{}:{n}: {}", source.path, line.trim()));
            }
        }
    }
    bad
}

/// Whether `line` holds `word`, not as the tail of a longer identifier.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_part = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
        let goes_on = word.ends_with(char::is_alphanumeric) && is_part(after);
        !is_part(before) && !goes_on
    })
}

#[test]
fn a_module_uses_only_modules_declared_above_it() {
    let order = declared();
    assert!(order.len() > 15, "lib.rs declares {order:?}");
    let mut bad = Vec::new();
    for source in sources() {
        let Some(own) = order.iter().position(|it| *it == source.module) else {
            continue;
        };
        for (n, used) in crate_paths(&source.code) {
            if order.iter().position(|it| *it == used).is_some_and(|it| it > own) {
                bad.push(format!("src/{}:{n} uses crate::{used}", source.path));
            }
        }
    }
    none("uses of a module declared further down in lib.rs", &bad);
}

#[test]
fn every_module_of_the_crate_is_declared_in_lib_rs() {
    let order = declared();
    let bad: Vec<String> = sources()
        .iter()
        .filter(|it| !order.contains(&it.module) && !["lib", "main"].contains(&it.module.as_str()))
        .map(|it| it.path.clone())
        .collect();
    none("files of a module that lib.rs does not declare", &bad);
}

#[test]
fn transcripts_and_drafts_never_import_each_other() {
    let mut bad = Vec::new();
    for source in sources() {
        for (n, used) in crate_paths(&source.code) {
            if [("draft", "transcript"), ("transcript", "draft")]
                .contains(&(source.module.as_str(), used.as_str()))
            {
                bad.push(format!("src/{}:{n} uses crate::{used}", source.path));
            }
        }
    }
    none("they meet in evidence", &bad);
}

#[test]
fn the_core_does_no_io_and_reads_no_clock() {
    let words = [
        "std::fs",
        "std::env",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "tokio",
        "println!",
        "print!",
        "eprintln!",
        "eprint!",
        "dbg!",
    ];
    none("side effects outside the shell", &used_outside(&words, SHELL));
}

#[test]
fn only_the_command_line_prints() {
    let words = ["println!", "print!", "eprintln!", "eprint!", "dbg!"];
    none("printing outside cli/", &used_outside(&words, &["cli", "main"]));
}

#[test]
fn types_of_the_protocol_stay_in_lsp() {
    none(
        "LSP outside lsp/",
        &used_outside(&["ls_types", "lsp_types", "tower_lsp", "tower"], &["lsp"]),
    );
}

#[test]
fn utf_16_exists_in_one_file() {
    none(
        "UTF-16 outside lsp/position.rs",
        &used_outside(&["encode_utf16", "len_utf16"], &["lsp/position.rs"]),
    );
}

#[test]
fn third_party_parsers_stay_behind_their_fences() {
    none(
        "pulldown_cmark and saphyr_parser outside markup/",
        &used_outside(&["pulldown_cmark", "saphyr_parser"], &["markup"]),
    );
    none(
        "the parsers of feeds and HTML outside markup/",
        &used_outside(&["quick_xml", "html5gum"], &["markup/feed.rs", "markup/html.rs"]),
    );
    none(
        "toml outside markup/ and config",
        &used_outside(&["toml::", "use toml"], &["markup", "config"]),
    );
    none(
        "clap outside cli/",
        &used_outside(&["clap", "clap_complete"], &["cli", "main"]),
    );
}

#[test]
fn every_file_opens_by_saying_what_lives_in_it() {
    let bad: Vec<String> = sources()
        .iter()
        .filter(|it| !it.text.starts_with("//! "))
        .map(|it| it.path.clone())
        .collect();
    none("files without a `//!` sentence on their first line", &bad);
}

#[test]
fn product_code_does_not_unwrap() {
    none(
        "unwrap outside tests",
        &used_outside(&["unwrap()", "unwrap_unchecked()"], &[]),
    );
}

#[test]
fn large_files_only_become_fewer_and_smaller() {
    let mut bad = Vec::new();
    for source in sources() {
        let listed = LARGE.iter().find(|it| it.0 == source.path).map(|it| it.1);
        match listed {
            None if source.n_lines > LARGE_FROM => {
                bad.push(format!(
                    "src/{} has {} lines without tests",
                    source.path, source.n_lines
                ));
            }
            Some(limit) if source.n_lines > limit => {
                bad.push(format!(
                    "src/{} grew from {limit} to {} lines",
                    source.path, source.n_lines
                ));
            }
            Some(_) if source.n_lines <= LARGE_FROM => {
                bad.push(format!("src/{} is small now: take it off the list", source.path));
            }
            _ => {}
        }
    }
    none("split these, or lower the list", &bad);
}

#[test]
fn every_rule_has_its_page_beside_it() {
    let rules = root().join("src/rules");
    let bad: Vec<String> = files(&rules, &[".md"])
        .into_iter()
        .filter(|it| !it.with_extension("rs").exists())
        .map(|it| it.display().to_string())
        .collect();
    none("pages without a rule", &bad);
    for rule in backline::rules::all() {
        assert!(!rule.docs.trim().is_empty(), "{} has no page", rule.name);
    }
}

#[test]
fn rules_are_listed_once_and_in_order_of_their_names() {
    let names: Vec<&str> = backline::rules::all().iter().map(|it| it.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    for name in names {
        assert!(
            name.chars().all(|it| it.is_ascii_lowercase() || it == '-'),
            "{name} is not kebab-case"
        );
    }
}

/// Whether `line` holds `place` as the beginning of a path, not in the middle of one.
fn is_root(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|it| it.is_alphanumeric() || "_-.}".contains(it))
    })
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    // Written in halves, so that this file does not hold them.
    let places = [
        ["/wo", "rk/"].concat(),
        ["/ro", "ot/"].concat(),
        ["/tmp/ba", "sh_jobs"].concat(),
    ];
    let mut bad = Vec::new();
    let extensions = [
        ".rs", ".md", ".toml", ".txt", ".lua", ".js", ".json", ".sh", ".yml", ".yaml", "/run", "test",
    ];
    for file in files(&root(), &extensions) {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        for (n, line) in text.lines().enumerate() {
            if places.iter().any(|it| is_root(line, it)) {
                bad.push(format!("{}:{}: {}", file.display(), n + 1, line.trim()));
            }
        }
    }
    none("machine paths", &bad);
}

#[test]
fn test_items_are_told_from_product_code() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\nfn c() {}\n#[cfg(test)]\nmod d;\nfn e() {}\n";
    let kept: Vec<usize> = without_tests(text).into_iter().map(|it| it.0).collect();
    assert_eq!(kept, [1, 7, 10]);
}

#[test]
fn paths_into_the_crate_are_found_in_groups_too() {
    let code = vec![
        (1, "use crate::{draft::Draft, text::{Span, View}};".to_owned()),
        (2, "crate::rules::all()".to_owned()),
    ];
    let found: Vec<String> = crate_paths(&code).into_iter().map(|it| it.1).collect();
    assert_eq!(found, ["draft", "text", "rules"]);
}
