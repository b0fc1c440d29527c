//! Runs of letters, digits and joining signs that hold a digit: which are names (`INC-2291`, `p99`,
//! `10.0.0.1`), and which are to be read as numbers.

use super::super::scan::{Kind, Tokens};
use super::{Sort, unit};

/// What a run with a digit in it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// A name or a version; nothing to report where the sort is `None` (`S3`, `p99`, a path).
    Name(Option<Sort>),
    /// To be read as a number from this token on.
    Number(usize),
}

/// The token behind the run that starts at `a`.
pub(super) fn end(t: &Tokens<'_>, a: usize) -> usize {
    let mut i = a + 1;
    if t.is(a, Kind::Sign) && !matches!(t.at(a), "/" | "#" | "." | "@" | "-" | "+" | "−" | ":") {
        return i;
    }
    while t.glued(i) {
        let letters = t.is(i, Kind::Word) || t.is(i, Kind::Digits);
        let behind = t.glued(i + 1) && (t.is(i + 1, Kind::Word) || t.is(i + 1, Kind::Digits));
        let between_digits = t.is(i - 1, Kind::Digits) && t.is(i + 1, Kind::Digits);
        let joins = match t.at(i) {
            "-" | "." | "_" | "@" | "+" | "#" => behind,
            "/" => behind || t.glued(i + 1) && t.at(i + 1) == "/",
            ":" => behind && between_digits,
            "," => behind && between_digits && t.raw(i + 1).len() == 3,
            _ => false,
        };
        if !letters && !joins {
            break;
        }
        i += 1;
    }
    i
}

/// What the run of tokens from `a` to `b` is; it holds a digit.
pub(super) fn classify(t: &Tokens<'_>, a: usize, b: usize) -> Shape {
    match t.at(a) {
        "#" => {
            let short = b == a + 2 && t.raw(a + 1).len() <= 3;
            let number = t.is(a + 1, Kind::Digits) && b == a + 2;
            let sort = if short { Sort::Ordinal } else { Sort::Identifier };
            return Shape::Name(number.then_some(sort));
        }
        ":" => return Shape::Name((b == a + 2 && t.raw(a + 1).len() >= 2).then_some(Sort::Identifier)),
        "/" | "@" => return Shape::Name(None),
        "+" => {
            let once = t.is(a + 1, Kind::Digits) && !(t.glued(a) && t.is(a.wrapping_sub(1), Kind::Digits));
            return if once {
                Shape::Number(a + 1)
            } else {
                Shape::Name(None)
            };
        }
        "-" | "−" => {
            let once = t.is(a + 1, Kind::Digits) && !t.glued(a);
            return if once { Shape::Number(a) } else { Shape::Name(None) };
        }
        "." => {
            return if t.is(a + 1, Kind::Digits) {
                Shape::Number(a)
            } else {
                Shape::Name(None)
            };
        }
        _ => {}
    }
    if hexadecimal(t, a, b) {
        return Shape::Name(Some(Sort::Identifier));
    }
    if t.is(a, Kind::Word) {
        lettered(t, a, b)
    } else {
        numbered(t, a, b)
    }
}

/// Hashes and UUIDs: hexadecimal letters and digits, mixed, and long.
fn hexadecimal(t: &Tokens<'_>, a: usize, b: usize) -> bool {
    let text = &t.text[t.span(a, b).range()];
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let hex = text.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-');
    let pieces = b - a;
    hex && text.len() >= 7
        && digits >= 2
        && digits < text.len() - text.matches('-').count()
        && pieces >= 2
        && {
            let letters = (a..b).filter(|&it| t.is(it, Kind::Word)).count();
            letters >= 2 || pieces == 2 && text.len() >= 7 && t.is(a, Kind::Word)
        }
}

fn lettered(t: &Tokens<'_>, a: usize, b: usize) -> Shape {
    let word = t.at(a);
    let second_digits = t.is(a + 1, Kind::Digits);
    let only_points = (a + 1..b).all(|it| t.is(it, Kind::Digits) || t.at(it) == ".");
    if word == "v" && second_digits {
        return Shape::Name(Some(Sort::Version));
    }
    if second_digits && b == a + 2 {
        let ranked = matches!(t.raw(a), "P" | "L" | "SEV" | "sev" | "Sev");
        return Shape::Name(ranked.then_some(Sort::Identifier));
    }
    if second_digits && only_points || t.at(a + 1) != "-" {
        return Shape::Name(None);
    }
    // The hyphen of a prefix leaves the number a number.
    let prefix = [
        "sub", "top", "mid", "pre", "post", "under", "over", "another", "non", "plus",
    ]
    .contains(&word);
    if prefix && t.is(a + 2, Kind::Digits) {
        return if word == "sub" {
            Shape::Number(a + 2)
        } else {
            Shape::Name(None)
        };
    }
    if ordered(word) && b == a + 3 {
        return Shape::Name(Some(Sort::Ordinal));
    }
    let standard = ["utf", "sha", "iso", "base", "x", "md", "ascii", "ucs", "latin"].contains(&word);
    let plain = (a..b).all(|it| t.is(it, Kind::Word) || t.is(it, Kind::Digits) || t.at(it) == "-");
    let ends_in_digits = t.is(b - 1, Kind::Digits) || t.is(b - 1, Kind::Word) && t.is(b - 2, Kind::Digits);
    Shape::Name((plain && ends_in_digits && !standard).then_some(Sort::Identifier))
}

fn numbered(t: &Tokens<'_>, a: usize, b: usize) -> Shape {
    let identifier = Shape::Name(Some(Sort::Identifier));
    let count = |sign: &str| (a..b).filter(|&it| t.at(it) == sign).count();
    let first_run = (a..b)
        .take_while(|&it| t.is(it, Kind::Digits) || t.at(it) == ".")
        .count();
    let points = (a..a + first_run).filter(|&it| t.at(it) == ".").count();
    if points >= 3 {
        return identifier;
    }
    if points == 2 {
        return Shape::Name(Some(Sort::Version));
    }
    if count("_") + count("@") + count("#") > 0 {
        return identifier;
    }
    let slash_digits = (a + 1..b).any(|it| t.at(it) == "/" && t.is(it + 1, Kind::Digits));
    if slash_digits || count(":") > 0 {
        return identifier;
    }
    // `555-1234`, `0000-00-00`; but `3-4x` is a range.
    let digit_dashes = (a + 1..b)
        .filter(|&it| t.at(it) == "-" && t.is(it + 1, Kind::Digits))
        .count();
    let zero = t.raw(a).len() > 1 && t.raw(a).starts_with('0');
    let phone = digit_dashes == 1 && b == a + 3 && t.raw(a).len() == 3 && t.raw(a + 2).len() == 4;
    let phone = phone && !t.raw(a + 2).ends_with('0') && !t.counted(b);
    // `2019-20`: falls, so it is no range.
    let falling = digit_dashes == 1 && b == a + 3 && t.digits(a) >= t.digits(a + 2);
    if falling || digit_dashes >= 2 || digit_dashes == 1 && zero || phone {
        return identifier;
    }
    let decade = b == a + 2
        && t.at(a + 1) == "s"
        && matches!(t.digits(a), Some(1800..=2100))
        && t.raw(a).ends_with('0');
    let short = b == a + 2
        && t.at(a + 1) == "s"
        && t.before(a, 1) == "the"
        && matches!(t.digits(a), Some(50 | 60 | 70 | 80 | 90));
    if decade || short {
        return Shape::Name(Some(Sort::Year));
    }
    // "the 8.x releases", "3.js"
    if t.at(a + 1) == "." && a + 2 < b && t.is(a + 2, Kind::Word) {
        return Shape::Name((t.at(a + 2) == "x").then_some(Sort::Version));
    }
    if mixed(t, a, b) {
        return Shape::Name(None);
    }
    if zero && b == a + 1 || t.raw(a).len() > 15 {
        return identifier;
    }
    Shape::Number(a)
}

/// Whether letters between digits make a name (`1920x1080`, `5xx2`) rather than a duration (`2h52m`).
fn mixed(t: &Tokens<'_>, a: usize, b: usize) -> bool {
    (a + 1..b.saturating_sub(1)).any(|it| {
        let between = t.is(it, Kind::Word) && t.is(it - 1, Kind::Digits) && t.is(it + 1, Kind::Digits);
        between && t.glued(it + 1) && unit::seconds(t.raw(it)).is_none()
    })
}

/// Words that a place in an order follows: `step nineteen`, `episode 41`.
pub(super) fn ordered(word: &str) -> bool {
    [
        "step",
        "episode",
        "ep",
        "phase",
        "chapter",
        "paragraph",
        "clause",
        "article",
        "part",
        "section",
        "number",
        "no",
        "level",
        "stage",
        "page",
        "figure",
        "fig",
        "table",
        "rule",
        "question",
        "line",
        "lines",
        "slide",
        "round",
        "sprint",
        "iteration",
        "attempt",
        "season",
        "tier",
        "layer",
        "day",
        "week",
        "pod",
        "node",
        "shard",
        "partition",
        "replica",
        "option",
        "item",
        "exhibit",
        "appendix",
        "volume",
        "lesson",
        "wave",
        "batch",
        "row",
        "column",
        "milestone",
        "priority",
        "severity",
        "sev",
        "category",
        "zone",
        "rehearsal",
        "year",
        "month",
        "experiment",
        "test",
        "server",
        "region",
        "try",
        "block",
        "cycle",
        "principle",
        "mistake",
        "tip",
        "reason",
        "scenario",
        "example",
        "case",
        "worker",
        "chunk",
    ]
    .contains(&word)
}

/// Words that a name made of digits follows: `port 8080`, `HTTP 500`.
pub(super) fn named(word: &str) -> bool {
    [
        "port", "ports", "http", "https", "status", "code", "error", "errno", "pid", "id", "ticket", "issue",
        "pr", "mr", "rfc", "cve", "commit", "build", "incident", "revision", "bug", "room", "uid", "gid",
        "signal", "pep", "jira", "asn", "vlan", "arxiv",
    ]
    .contains(&word)
}

/// Words near which `1.27` is a version.
pub(super) fn versioned(word: &str) -> bool {
    matches!(
        word,
        "version"
            | "versions"
            | "upgrade"
            | "upgraded"
            | "upgrades"
            | "upgrading"
            | "downgrade"
            | "downgraded"
            | "release"
            | "releases"
            | "released"
            | "minor"
            | "patch"
            | "kubernetes"
            | "bumped"
            | "backport"
    )
}
