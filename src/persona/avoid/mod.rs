//! What a voice profile says to avoid: words, phrases, marks and constructions, each with the profile's line.
//! Profiles are written for people; what cannot be read for sure is left out.

mod condition;
mod construction;
mod find;
mod told;

pub use find::{Hit, find};

use super::habit::Pattern;
use super::phrase::Phrase;
use super::reading::small;
use super::voice::without_marks;
use crate::language::sentence;
use crate::text::Span;
use condition::Reach;

/// Something to avoid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avoid {
    /// What.
    pub what: Avoided,
    /// The profile's words for it, as a reader sees them.
    pub said: String,
    /// The line of the profile, from 1.
    pub line: usize,
}

/// What is to be avoided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Avoided {
    /// Words in any form.
    Phrase(Phrase),
    /// Words in front of an instruction: `just run it`.
    Instructing(Phrase),
    /// Characters, wherever they stand in prose.
    Marks(String),
    /// A construction that a detector knows.
    Construction(Pattern),
    /// Words under a condition that only the author can judge: nothing is looked for.
    Judged(String),
}

/// A paragraph or item of the profile.
struct Piece {
    line: usize,
    text: String,
    is_item: bool,
    is_example: bool,
    /// Under a heading that says so.
    refused: bool,
}

/// What `text`, a voice profile, says to avoid, in its order.
pub(super) fn read(text: &str) -> Vec<Avoid> {
    let mut res: Vec<Avoid> = Vec::new();
    for piece in pieces(text) {
        let found = if piece.refused {
            in_refused_section(&piece)
        } else if piece.is_example {
            Vec::new()
        } else {
            told::told(&piece.text, false)
        };
        for (what, said) in found {
            if res.iter().all(|it| it.what != what) {
                res.push(Avoid {
                    what,
                    said,
                    line: piece.line,
                });
            }
        }
    }
    res
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut res: Vec<Piece> = Vec::new();
    let (mut in_code, mut goes_on) = (false, false);
    let mut refused: Option<usize> = None;
    let mut people: Option<usize> = None;
    // Inside of a table, and which of its columns is to be avoided.
    let mut table: Option<Option<usize>> = None;
    for (n, raw) in (1..).zip(text.lines()) {
        let line = raw.trim();
        if line.starts_with("```") {
            in_code = !in_code;
        }
        let level = line.bytes().take_while(|it| *it == b'#').count();
        let is_heading = (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']);
        if in_code || line.is_empty() || is_heading {
            goes_on = false;
            table = None;
            if is_heading && !in_code {
                let title = small(&line[level..]);
                let closes = |it: Option<usize>| it.filter(|open| *open < level);
                (refused, people) = (closes(refused), closes(people));
                if refused.is_none() && 1 < level && is_refusal_title(&title) {
                    refused = Some(level);
                }
                if people.is_none() && 1 < level && ["character", "cast"].iter().any(|it| title.contains(it))
                {
                    people = Some(level);
                }
            }
            continue;
        }
        if people.is_some() {
            continue;
        }
        let item = list_item(line);
        let is_example = line.starts_with('>');
        let is_row = line.starts_with('|');
        if is_row {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            if table.is_none() {
                // The header says which column is about that.
                let says = |it: &str| is_refusal_title(&small(it)) || small(it).contains("instead of");
                let column = cells.iter().position(|it| says(it));
                table = Some(column.or(refused.map(|_| 0)));
            } else if let Some(Some(column)) = table
                && let Some(cell) = cells.get(column)
            {
                res.push(Piece {
                    line: n,
                    text: (*cell).to_owned(),
                    is_item: true,
                    is_example: false,
                    refused: true,
                });
            }
            goes_on = false;
            continue;
        }
        table = None;
        let is_new = item.is_some() || is_example || !goes_on;
        if is_new {
            res.push(Piece {
                line: n,
                text: item.unwrap_or(line.trim_start_matches('>').trim()).to_owned(),
                is_item: item.is_some(),
                is_example,
                refused: refused.is_some(),
            });
        } else if let Some(last) = res.last_mut() {
            last.text = format!("{} {line}", last.text);
        }
        goes_on = true;
    }
    res
}

/// What follows `- `, `* `, `+ `, `1. ` or a cross in front of a line.
fn list_item(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['-', '*', '+', '•', '❌', '✗', '✘'])?,
        _ => line[digits..].strip_prefix(['.', ')'])?,
    };
    rest.starts_with([' ', '\t'])
        .then(|| rest.trim_start_matches([' ', '\t', '❌', '✗', '✘', '🚫']))
}

fn is_refusal_title(title: &str) -> bool {
    const SAYS: [&str; 18] = [
        "avoid",
        "never",
        "don't",
        "do not",
        "banned",
        "forbidden",
        "not in this voice",
        "off limits",
        "off-limits",
        "doesn't",
        "does not",
        "no-go",
        "blacklist",
        "blocklist",
        "stay away",
        "isn't",
        "is not",
        "taboo",
    ];
    SAYS.iter().any(|it| title.contains(it))
        || title.trim().starts_with("not ")
        || title.trim().starts_with("no ")
}

/// Words and constructions of a piece under a heading that says to avoid them.
fn in_refused_section(piece: &Piece) -> Vec<(Avoided, String)> {
    let text = piece.text.as_str();
    let is_rule = text.chars().all(|it| "-: |".contains(it));
    if is_rule {
        return Vec::new();
    }
    if piece.is_example {
        let words = without_marks(text);
        let is_short = words.split_whitespace().count() <= 8;
        return phrase(&words)
            .filter(|_| is_short)
            .map(|it| (Reach::Everywhere.of(it, &words), words))
            .into_iter()
            .collect();
    }
    let quoted = !quoted_in(text).is_empty();
    if quoted {
        return told::told(text, true);
    }
    let said = plain(text);
    let is_labelled = said.split_once(": ").is_some_and(|it| it.1.contains(','));
    let mut res = Vec::new();
    if !is_labelled {
        res = construction::named(&small(&said), &said);
    }
    if res.is_empty() && (piece.is_item || text.contains([',', ';'])) {
        res = bare(&said);
    }
    res
}

/// Bare words of an item: `leverage`, `leverage, synergy`, `Buzzwords: leverage, synergy`, `leverage -- say "use"`.
fn bare(said: &str) -> Vec<(Avoided, String)> {
    let (said, reach) = condition::parted(said);
    let mut head = said;
    if let Some((label, list)) = said.split_once(": ") {
        // `Buzzwords: leverage, synergy` lists words; `leverage: vague, and ugly` says why.
        let names_words = CATEGORIES.iter().any(|it| small(label).ends_with(it));
        let is_list = list.contains(',') && label.starts_with(char::is_uppercase);
        head = if names_words || is_list { list } else { label };
    }
    for cut in [" -- ", " — ", " – ", " -> ", "→", "=>", " (", " - "] {
        head = head.split(cut).next().unwrap_or(head);
    }
    let items: Vec<&str> = head
        .split([',', ';', '/'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let n_words = |it: &str| it.split_whitespace().count();
    let are_short = items
        .iter()
        .all(|it| n_words(it) <= if items.len() == 1 { 4 } else { 3 });
    if !are_short {
        return Vec::new();
    }
    let items = items.into_iter().map(|it| {
        it.trim_start_matches("and ")
            .trim_start_matches("or ")
            .trim_end_matches('.')
    });
    let named = items.filter(|it| !names_a_style(it));
    named
        .filter_map(|it| Some((reach.of(phrase(it)?, it), it.to_owned())))
        .collect()
}

/// What a label in front of a list of words is called.
const CATEGORIES: [&str; 12] = [
    "words", "phrases", "word", "phrase", "verbs", "terms", "openers", "jargon", "speak", "clichés",
    "cliches", "adverbs",
];

/// `Jargon`, `Passive voice`, `Long openings`: names of a manner, not words to look for.
fn names_a_style(item: &str) -> bool {
    const MANNERS: [&str; 44] = [
        "jargon",
        "sarcasm",
        "hype",
        "fluff",
        "slang",
        "adverbs",
        "adjectives",
        "metaphors",
        "similes",
        "puns",
        "voice",
        "tone",
        "openings",
        "opening",
        "openers",
        "endings",
        "sentences",
        "paragraphs",
        "headings",
        "lists",
        "words",
        "phrases",
        "language",
        "claims",
        "superlatives",
        "apologies",
        "anecdotes",
        "summaries",
        "introductions",
        "conclusions",
        "tense",
        "humor",
        "humour",
        "jokes",
        "speak",
        "preaching",
        "blame",
        "lecturing",
        "explanations",
        "transitions",
        "definitions",
        "acronyms",
        "footnotes",
        "swearing",
    ];
    let last = small(item);
    let last = last.split_whitespace().next_back().unwrap_or_default();
    let opens_as_order = item.split_whitespace().next().is_some_and(|it| {
        let it = small(it);
        it.ends_with("ing") && item.split_whitespace().count() > 1
            || matches!(
                it.as_str(),
                "use" | "start" | "open" | "write" | "end" | "be" | "say"
            )
    });
    MANNERS.contains(&last) || opens_as_order
}

/// Words or marks as written.
fn phrase(words: &str) -> Option<Avoided> {
    let words = words.trim();
    match Phrase::written(words) {
        Some(phrase) => Some(Avoided::Phrase(phrase)),
        None if words.is_empty() || words.chars().all(|it| it == '.' || it == '-') && words.len() < 2 => None,
        None => Some(Avoided::Marks(words.to_owned())),
    }
}

/// `text` without emphasis.
fn plain(text: &str) -> String {
    text.replace("**", "").replace("__", "").replace(['*'], "")
}

/// What stands in quotation marks or backticks, marks included and without them.
fn quoted_in(text: &str) -> Vec<(Span, Span)> {
    let mut res: Vec<(Span, Span)> = sentence::quotations(text);
    let mut ticks = text.match_indices('`').map(|it| it.0);
    while let (Some(open), Some(close)) = (ticks.next(), ticks.next()) {
        let outer = Span::new(open, close + 1);
        if res.iter().all(|it| !it.0.overlaps(outer)) {
            res.push((outer, Span::new(open + 1, close)));
        }
    }
    res.sort_unstable();
    res
}

#[cfg(test)]
mod tests;
