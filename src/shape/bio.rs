//! The bio at the end of a post: where it stands, and where it differs from its schema.

use std::ops::Range;

use crate::draft::{BlockKind, Draft};
use crate::language::words::{self, Stem};
use crate::persona::bio::{Bio, Part, Schema};
use crate::text::Span;

/// Blocks at the end of the draft among which the bio is looked for.
const LAST_BLOCKS: usize = 8;
/// Words of a bio or a schema that are compared at most.
const MOST_WORDS: usize = 200;

/// Where a bio differs from the fixed words of its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The draft's words; where words are missing, the word before them.
    pub span: Span,
    /// The draft's words; empty where some are missing.
    pub said: String,
    /// The schema's words; empty where the draft has more.
    pub fixed: String,
}

/// The blocks of the bio at the end of `draft`, its heading included: known by the words of the author's file, by
/// a heading such as "About the author", or by the author's name.
pub fn find(draft: &Draft, bio: Option<&Bio>) -> Option<Range<usize>> {
    let n = draft.blocks.len();
    let last = n.saturating_sub(LAST_BLOCKS)..n;
    let heading = last.clone().rev().find(|&it| is_bio_heading(draft, it, bio));
    let known = bio.and_then(|bio| {
        let fixed = bio
            .schema
            .as_ref()
            .map(|it| fixed_words(it).0)
            .unwrap_or_default();
        let mut last = last.clone();
        last.find(|&it| is_of_schema(draft, it, &fixed) || opens_with_name(draft, it, bio))
    });
    let start = match (heading, known) {
        (Some(heading), Some(known)) => heading.min(known),
        (found, other) => found.or(other)?,
    };
    // A heading between the two is the bio's, whatever it says.
    Some(start..n)
}

fn is_bio_heading(draft: &Draft, block: usize, bio: Option<&Bio>) -> bool {
    let it = &draft.blocks[block];
    if !matches!(it.kind, BlockKind::Heading(_)) {
        return false;
    }
    let text = it.view.text().trim().trim_end_matches(':').to_lowercase();
    let about = text.strip_prefix("about ").unwrap_or("");
    let names = bio
        .and_then(|it| it.name.clone())
        .unwrap_or_default()
        .to_lowercase();
    let is_name = !about.is_empty()
        && names
            .split_whitespace()
            .any(|it| about.split_whitespace().next() == Some(it));
    let bare = text.strip_prefix("the ").unwrap_or(&text);
    matches!(about, "the author" | "the authors" | "me" | "the writer")
        || matches!(bare, "bio" | "author" | "author bio" | "author's bio")
        || is_name
}

/// Whether a block is made of the schema's words in their order: two in five of them, or most of its own.
fn is_of_schema(draft: &Draft, block: usize, fixed: &[&str]) -> bool {
    const LEAST: usize = 5;
    let is_prose = matches!(
        draft.blocks[block].kind,
        BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem
    );
    if !is_prose || fixed.is_empty() {
        return false;
    }
    let own = tokens(draft, &(block..block + 1));
    let kept = align(fixed, &own).iter().flatten().count();
    let is_most_of_it = 2 * fixed.len() <= 5 * kept;
    let is_made_of_it = 3 * own.len() <= 4 * kept;
    LEAST.min(fixed.len()) <= kept && (is_most_of_it || is_made_of_it)
}

/// `Mara Holt is …`: the author's full name, and what they are or do.
fn opens_with_name(draft: &Draft, block: usize, bio: &Bio) -> bool {
    let it = &draft.blocks[block];
    let name = bio.name.as_deref().filter(|it| it.contains(' '));
    let is_prose = matches!(it.kind, BlockKind::Paragraph | BlockKind::BlockQuote);
    let rest = name.and_then(|name| it.view.text().trim_start().strip_prefix(name));
    is_prose && rest.is_some_and(|it| it.trim_start().starts_with(char::is_lowercase))
}

/// A word and where it stands in the draft.
struct Token {
    key: Stem,
    span: Span,
}

/// The words of the bio, headings left out.
fn tokens(draft: &Draft, bio: &Range<usize>) -> Vec<Token> {
    let blocks = draft.blocks[bio.clone()].iter();
    let prose = blocks.filter(|it| !matches!(it.kind, BlockKind::Heading(_) | BlockKind::Code));
    prose
        .flat_map(|it| {
            let text = it.view.text();
            words::spans(text).into_iter().map(|span| Token {
                key: words::folded(&text[span.range()]),
                span: it.view.in_file(span),
            })
        })
        .take(MOST_WORDS)
        .collect()
}

/// The fixed words of a schema, and before which of them (by index) a slot stands.
fn fixed_words(schema: &Schema) -> (Vec<&str>, Vec<usize>) {
    let (mut fixed, mut slots) = (Vec::new(), Vec::new());
    for part in &schema.parts {
        match part {
            Part::Fixed(text) => fixed.extend(words::spans(text).into_iter().map(|it| &text[it.range()])),
            Part::Slot(_) => slots.push(fixed.len()),
        }
    }
    fixed.truncate(MOST_WORDS);
    (fixed, slots)
}

/// Which of the draft's words each fixed word is, where it is there.
fn align(fixed: &[&str], said: &[Token]) -> Vec<Option<usize>> {
    let keys: Vec<Stem> = fixed.iter().map(|it| words::folded(it)).collect();
    let (n, m) = (keys.len(), said.len());
    // Longest common run of words from (i, j) on, row by row.
    let mut longest = vec![0u16; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            longest[at(i, j)] = if keys[i] == said[j].key {
                longest[at(i + 1, j + 1)] + 1
            } else {
                longest[at(i + 1, j)].max(longest[at(i, j + 1)])
            };
        }
    }
    let mut res = vec![None; n];
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if keys[i] == said[j].key {
            res[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if longest[at(i + 1, j)] < longest[at(i, j + 1)] {
            j += 1;
        } else {
            i += 1;
        }
    }
    res
}

/// Share of the schema's fixed words that the bio at `bio` has in their order, 0–1.
pub fn kept(draft: &Draft, bio: &Range<usize>, schema: &Schema) -> f32 {
    let (fixed, _) = fixed_words(schema);
    let kept = align(&fixed, &tokens(draft, bio)).iter().flatten().count();
    if fixed.is_empty() {
        1.0
    } else {
        kept as f32 / fixed.len() as f32
    }
}

/// Where the bio at `bio` differs from the fixed words of `schema`. What stands in a slot is free, and so is
/// what stands before and behind the schema's words.
pub fn differences(draft: &Draft, bio: &Range<usize>, schema: &Schema) -> Vec<Difference> {
    let said = tokens(draft, bio);
    let (fixed, slots) = fixed_words(schema);
    let aligned = align(&fixed, &said);
    let mut res = Vec::new();
    // The last fixed word that is there, as (fixed, said).
    let mut last: Option<(usize, usize)> = None;
    for i in 0..=fixed.len() {
        let here = match aligned.get(i) {
            Some(None) => continue,
            Some(&Some(j)) => Some(j),
            None => None,
        };
        let missing = last.map_or(0, |it| it.0 + 1)..i;
        let from = last.map_or(0, |it| it.1 + 1);
        // Nothing bounds what stands before the first and behind the last fixed word.
        let is_bounded = last.is_some() && here.is_some();
        let has_slot = slots.iter().any(|slot| missing.start <= *slot && *slot <= i);
        let extra = from..here
            .unwrap_or(from + missing.len())
            .clamp(from, said.len().max(from));
        let is_free = has_slot || !is_bounded;
        let is_different = !missing.is_empty() || (!extra.is_empty() && !is_free);
        if is_different && !said.is_empty() {
            let shown = if missing.is_empty() || !has_slot {
                extra
            } else {
                from..from
            };
            res.push(difference(draft, &said, &fixed[missing], shown, last));
        }
        if let Some(j) = here {
            last = Some((i, j));
        }
    }
    res
}

fn difference(
    draft: &Draft,
    said: &[Token],
    missing: &[&str],
    extra: Range<usize>,
    last: Option<(usize, usize)>,
) -> Difference {
    let extra = &said[extra.start.min(said.len())..extra.end.min(said.len())];
    let own = extra.iter().map(|it| it.span).reduce(Span::cover);
    let before = last.map_or(0, |it| it.1).min(said.len() - 1);
    Difference {
        span: own.unwrap_or(said[before].span),
        said: own
            .and_then(|it| draft.text.get(it.range()))
            .unwrap_or_default()
            .to_owned(),
        fixed: missing.join(" "),
    }
}

/// What the slots ask for that the bio at `bio` does not give: their own brackets stand there, or nothing.
pub fn open_slots<'a>(draft: &Draft, bio: &Range<usize>, schema: &'a Schema) -> Vec<&'a str> {
    let said = tokens(draft, bio);
    let (fixed, slots) = fixed_words(schema);
    let aligned = align(&fixed, &said);
    let span = super::Shape::span_of(draft, bio);
    let raw = span.and_then(|it| draft.text.get(it.range())).unwrap_or_default();
    let asked = schema.slots().zip(&slots);
    asked
        .filter(|(slot, at)| {
            let before = aligned[..**at].iter().rev().find_map(|it| *it);
            let after = aligned[**at..].iter().find_map(|it| *it);
            let n_words = after.unwrap_or(said.len()) - before.map_or(0, |it| it + 1);
            let is_bracketed = raw.contains(&format!("[{slot}]"));
            is_bracketed || n_words == 0
        })
        .map(|it| it.0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BIO: &str = "# Bio: Mara Holt\n\n## Bio Schema\nMara Holt runs ferries at Ferry, where she keeps old boats honest. \
                       Previously six years on a dredger. [A dry kicker.]\n";

    fn read(end: &str) -> (Draft, Option<Range<usize>>, Schema) {
        let draft = Draft::parse(&format!("# Boats\n\nThe boat sank on Monday.\n\n{end}\n"));
        let bio = Bio::parse("persona/bio.md", BIO);
        let found = find(&draft, Some(&bio));
        (draft, found, bio.schema.expect("there is a schema"))
    }

    fn differing(end: &str) -> Vec<(String, String)> {
        let (draft, found, schema) = read(end);
        let found = found.expect("there is a bio");
        let differences = differences(&draft, &found, &schema).into_iter();
        differences.map(|it| (it.said, it.fixed)).collect()
    }

    fn pair(said: &str, fixed: &str) -> (String, String) {
        (said.to_owned(), fixed.to_owned())
    }

    #[test]
    fn the_bio_is_found_by_its_words_its_heading_or_the_name() {
        let found = |end: &str| read(end).1;
        let whole = "Mara Holt runs ferries at Ferry, where she keeps old boats honest. Previously six years on a dredger. Wet.";
        assert_eq!(found(whole), Some(2..3));
        assert_eq!(found(&format!("*{whole}*")), Some(2..3));
        assert_eq!(found(&format!("## About Mara\n\n{whole}")), Some(2..4));
        assert_eq!(found("## About the author\n\nMore soon."), Some(2..4));
        assert_eq!(found("Mara Holt is somebody else now."), Some(2..3));
        assert_eq!(found("Then it sank again."), None);
        assert_eq!(
            found("The ferries at Ferry, old and honest, sank. Six years of boats."),
            None
        );
    }

    #[test]
    fn what_stands_in_the_slot_is_free_and_the_rest_is_not() {
        let fixed = "Mara Holt runs ferries at Ferry, where she keeps old boats honest.";
        assert_eq!(
            differing(&format!("{fixed} Previously six years on a dredger. She is dry.")),
            []
        );
        assert_eq!(
            differing(&format!("{fixed} Previously five years on a dredger. Dry.")),
            [pair("five", "six")]
        );
        assert_eq!(
            differing(&format!("{fixed} Six years on a dredger. Dry.")),
            [pair("", "Previously")]
        );
        assert_eq!(
            differing(&format!("{fixed} Previously six long years on a dredger. Dry.")),
            [pair("long", "")]
        );
    }

    #[test]
    fn a_slot_that_holds_its_brackets_or_nothing_is_open() {
        let fixed = "Mara Holt runs ferries at Ferry, where she keeps old boats honest. Previously six years on a dredger.";
        let open = |end: &str| {
            let (draft, found, schema) = read(end);
            let found = found.expect("there is a bio");
            open_slots(&draft, &found, &schema).len()
        };
        assert_eq!(open(&format!("{fixed} She is dry.")), 0);
        assert_eq!(open(&format!("{fixed} [A dry kicker.]")), 1);
        assert_eq!(open(fixed), 1);
    }
}
