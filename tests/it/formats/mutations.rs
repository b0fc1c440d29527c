//! A short, repeatable version of the fuzzers: every example of every format, damaged in a few hundred ways, is read
//! without a panic into something well formed.

use std::fs;
use std::path::{Path, PathBuf};

use backline::config::Reading;
use backline::transcript::{Transcript, format};

#[path = "../../../fuzz/src/well_formed.rs"]
#[allow(unreachable_pub, reason = "the fuzzers are another crate")]
mod well_formed;

use well_formed::well_formed;

/// Pieces that mean something to one format or another.
const PIECES: [&str; 24] = [
    "\n",
    "\r\n",
    "\n\n",
    "-->",
    "00:00:01.000 --> 00:00:00.000\n",
    "99:99",
    ":",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\\u",
    "\\ud83d",
    "```\n",
    "# ",
    "**",
    "<v ",
    ">",
    "\u{1b}[2K\r",
    "\u{8}",
    "\u{200e}é\u{301}",
    "0:00",
];

/// Numbers that look random and are the same in every run (a multiplicative congruential generator with the constants of
/// Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `text` with one to four places cut, doubled, moved or filled with a piece.
fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let mut res = text.to_owned();
    for _ in 0..=numbers.below(4) {
        let from = boundary(&res, numbers.below(res.len() + 1));
        let to = boundary(&res, (from + numbers.below(60)).min(res.len()));
        match numbers.below(5) {
            0 => res.replace_range(from..to, ""),
            1 => res.truncate(from),
            2 => {
                let piece = res[from..to].to_owned();
                let at = boundary(&res, numbers.below(res.len() + 1));
                res.insert_str(at, &piece);
            }
            3 => res.replace_range(from..to, PIECES[numbers.below(PIECES.len())]),
            _ => res.insert_str(from, PIECES[numbers.below(PIECES.len())]),
        }
    }
    res
}

/// The examples of the repository, in the order of their names.
fn examples() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sources");
    let files = fs::read_dir(&folder).expect("the examples are there");
    let mut paths: Vec<PathBuf> = files.flatten().map(|it| it.path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("an example is UTF-8");
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// Formats that no example is read as.
const NO_EXAMPLE: [&str; 0] = [];

/// Prints a text when a test fails over it.
struct Shown<'a>(&'a str);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("over {:?}", self.0);
        }
    }
}

#[test]
fn damaged_sources_are_read_all_the_same() {
    const WAYS: usize = 200;
    let mut numbers = Numbers(7);
    let names: Vec<&str> = format::names().collect();
    for (_, text) in examples() {
        let whole = Transcript::parse(&text);
        well_formed(&whole);
        for _ in 0..WAYS {
            let text = damaged(&text, &mut numbers);
            let _shown = Shown(&text);
            well_formed(&Transcript::parse(&text));
            // As what it was, and as something that it is not.
            for name in [whole.format, names[numbers.below(names.len())]] {
                let format = Some(name.to_owned());
                well_formed(&Transcript::read(
                    &text,
                    &Reading {
                        format,
                        ..Reading::default()
                    },
                ));
            }
        }
    }
}

#[path = "../../../fuzz/src/families.rs"]
#[allow(unreachable_pub, reason = "the fuzzers are another crate")]
mod families;

#[test]
fn every_format_is_fuzzed_and_has_an_example() {
    let mut fuzzed: Vec<&str> = [
        families::CAPTIONS,
        families::RECOGNISERS,
        families::CHAT,
        families::SESSIONS,
        families::TURNS,
    ]
    .concat();
    let mut all: Vec<&str> = format::names().collect();
    fuzzed.sort_unstable();
    all.sort_unstable();
    assert_eq!(fuzzed, all);
    let mut read: Vec<&str> = examples()
        .iter()
        .map(|(_, text)| Transcript::parse(text).format)
        .collect();
    read.sort_unstable();
    read.dedup();
    let without: Vec<&&str> = all.iter().filter(|it| !read.contains(it)).collect();
    assert_eq!(
        without,
        NO_EXAMPLE.iter().collect::<Vec<_>>(),
        "formats without a file in fixtures/sources"
    );
}
