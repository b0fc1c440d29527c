//! Words, stems and stop words.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::alias::canonical;
use crate::text::Span;

/// A stem, known by the hash of its letters: equal stems are equal numbers, on every run and machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stem(pub u64);

/// A word of a text: letters and digits; `1.27`, `don't` and `sent_at` are one, `csv-writer` is two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Stem of its lower-cased letters.
    pub stem: Stem,
    /// Whether it carries no content of its own (`the`, `of`, `was`).
    pub stop: bool,
}

thread_local! {
    static STEMMER: (Stemmer, RefCell<String>) = (Stemmer::create(Algorithm::English), RefCell::new(String::new()));
    /// Words looked at before, by the hash of their letters: stemming costs far more than looking up, and
    /// the words of a text come back all the time.
    static SEEN: RefCell<FxHashMap<Stem, (Stem, bool)>> = RefCell::new(FxHashMap::default());
}

/// Words remembered at most; a longer life than this starts over.
const MOST_SEEN: usize = 1 << 15;

/// Words without content of their own: they neither link a sentence to a unit nor need backing.
const STOP: &str = "a about above after again against all almost along already also although always am among an and \
    another any anybody anyone anything anyway are aren't around as at away back be because been before behind being \
    below between both but by can can't cannot come could couldn't did didn't do does doesn't doing don't done down \
    during each either else even ever every everybody everyone everything few for from further get gets getting got \
    had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i \
    i'd i'll i'm i've if in indeed instead into is isn't it it's its itself just least less let let's like lot lots \
    made make makes many may maybe me might more most much must my myself never next no nobody none nor not nothing \
    now of off often oh ok okay on once one ones only onto or other others our ours ourselves out over own per perhaps \
    quite rather really said same say saying says she she'd she'll she's should shouldn't since so some somebody \
    someone something somewhat soon still such than that that's the their theirs them themselves then there there's \
    these they they'd they'll they're they've thing things this those though through thus to too toward towards under \
    until up upon us very via was wasn't way we we'd we'll we're we've well went were weren't what what's whatever \
    when where whether which while who who's whole whom whose why will with within without won't would wouldn't yeah \
    yes yet you you'd you'll you're you've your yours yourself um uh actually basically literally simply take takes took taken taking put puts give gives gave given keep keeps kept";

fn stops() -> &'static FxHashSet<u64> {
    static STOPS: OnceLock<FxHashSet<u64>> = OnceLock::new();
    STOPS.get_or_init(|| STOP.split_whitespace().map(|word| hash(word).0).collect())
}

/// The stem of one word, whatever its case; a possessive `'s` is not part of it.
pub fn stem(word: &str) -> Stem {
    known(word).0
}

/// Stem of a word with synonyms folded into one, and whether it is a stop word; remembered.
fn known(word: &str) -> (Stem, bool) {
    let key = hash(word);
    if let Some(known) = SEEN.with(|seen| seen.borrow().get(&key).copied()) {
        return known;
    }
    let (bare, stop) = analyse(word);
    let known = (canonical(bare), stop);
    SEEN.with(|seen| {
        let mut seen = seen.borrow_mut();
        if seen.len() == MOST_SEEN {
            seen.clear();
        }
        seen.insert(key, known);
    });
    known
}

/// Stem of a word, and whether it is a stop word.
fn analyse(word: &str) -> (Stem, bool) {
    STEMMER.with(|(stemmer, buffer)| {
        let mut lower = buffer.borrow_mut();
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(
                word.chars()
                    .flat_map(char::to_lowercase)
                    .map(|c| if c == '’' { '\'' } else { c }),
            );
        }
        let stop = stops().contains(&hash(&lower).0);
        let bare = lower
            .strip_suffix("'s")
            .or_else(|| lower.strip_suffix('\''))
            .map(str::len);
        if let (false, Some(kept)) = (stop, bare) {
            lower.truncate(kept);
        }
        fold_spelling(&mut lower);
        (hash(&stemmer.stem(&lower)), stop)
    })
}

/// The stem of one word before synonyms are folded into one.
pub(super) fn bare_stem(word: &str) -> Stem {
    analyse(word).0
}

/// Folds British `-ise` and `-our` into `-ize` and `-or`, before stemming.
fn fold_spelling(word: &mut String) {
    const ISE: [&str; 8] = ["e", "ed", "es", "ing", "ation", "ations", "er", "ers"];
    const OUR: [&str; 4] = ["", "s", "ed", "ing"];
    if word.len() < 6 || !word.is_ascii() {
        return;
    }
    for tail in ISE {
        if word
            .strip_suffix(tail)
            .is_some_and(|head| head.len() > 4 && head.ends_with("is"))
        {
            let at = word.len() - tail.len() - 1;
            word.replace_range(at..at + 1, "z");
            return;
        }
    }
    for tail in OUR {
        if word
            .strip_suffix(tail)
            .is_some_and(|head| head.len() > 4 && head.ends_with("our"))
        {
            let at = word.len() - tail.len() - 2;
            word.remove(at);
            return;
        }
    }
}

/// The key of a text that is to be compared letter for letter.
pub fn hash(text: &str) -> Stem {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    Stem(hasher.finish())
}

/// The key of a word that is to be compared letter for letter, whatever its case and apostrophes.
pub fn folded(word: &str) -> Stem {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return hash(word);
    }
    let mut short = [0u8; 32];
    if word.is_ascii() && word.len() <= short.len() {
        let mut length = 0;
        for byte in word.bytes().filter(|it| *it != b'\'') {
            short[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        return hash(std::str::from_utf8(&short[..length]).unwrap_or_default());
    }
    let mut lower = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' => {}
            c => match bare_letter(c) {
                Some(bare) => lower.push_str(bare),
                None => lower.push(c),
            },
        }
    }
    hash(&lower)
}

/// A Latin letter without its marks, as people type it who do not have it on their keyboard (the letters of Latin-1 and
/// Latin Extended-A).
fn bare_letter(c: char) -> Option<&'static str> {
    const LETTERS: [(&str, &str); 24] = [
        ("àáâãäåāăą", "a"),
        ("çćĉċč", "c"),
        ("ďđð", "d"),
        ("èéêëēĕėęě", "e"),
        ("ĝğġģ", "g"),
        ("ĥħ", "h"),
        ("ìíîïĩīĭįı", "i"),
        ("ĵ", "j"),
        ("ķ", "k"),
        ("ĺļľŀł", "l"),
        ("ñńņňŉ", "n"),
        ("òóôõöøōŏő", "o"),
        ("ŕŗř", "r"),
        ("śŝşšș", "s"),
        ("ţťŧț", "t"),
        ("ùúûüũūŭůűų", "u"),
        ("ŵ", "w"),
        ("ýÿŷ", "y"),
        ("źżž", "z"),
        ("æ", "ae"),
        ("œ", "oe"),
        ("ß", "ss"),
        ("þ", "th"),
        ("ĳ", "ij"),
    ];
    let found = LETTERS.iter().find(|it| it.0.contains(c));
    found.map(|it| it.1)
}

/// The folded letters of a word of `text`.
pub fn bare(text: &str, word: &Word) -> Stem {
    folded(&text[word.span.range()])
}

/// Whether two words are one word spelt in two ways (`synchronise`, `synchronize`), whatever their case.
pub fn same_spelling(a: &str, b: &str) -> bool {
    let fold = |word: &str| {
        let mut lower = word.to_lowercase().replace(['\'', '’'], "");
        fold_spelling(&mut lower);
        lower
    };
    fold(a) == fold(b)
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    spans(text)
        .into_iter()
        .map(|span| {
            let (stem, stop) = known(&text[span.range()]);
            Word { span, stem, stop }
        })
        .collect()
}

/// Where the words of `text` stand.
pub fn spans(text: &str) -> Vec<Span> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some(&(at, c)) = chars.peek() {
            let joined = c.is_alphanumeric() || joins(last, c, text[at + c.len_utf8()..].chars().next());
            if !joined {
                break;
            }
            end = at + c.len_utf8();
            last = c;
            chars.next();
        }
        found.push(Span::new(start, end));
    }
    found
}

/// Whether `c` between `before` and `after` belongs to one word.
fn joins(before: char, c: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    match c {
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '_' => after.is_alphanumeric(),
        _ => false,
    }
}

/// With a capital first letter, as at the start of a sentence.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn words_keep_decimals_and_contractions_together_and_part_hyphens() {
        assert_eq!(
            split("Don't skip csv-writer 1.27, sent_at or Zoë’s 47,000."),
            [
                "Don't", "skip", "csv", "writer", "1.27", "sent_at", "or", "Zoë’s", "47,000"
            ]
        );
    }

    #[test]
    fn stems_ignore_case_inflection_possessive_and_british_spelling() {
        assert_eq!(stem("Exports"), stem("export"));
        assert_eq!(stem("Tomasz's"), stem("tomasz"));
        assert_eq!(stem("synchronisation"), stem("synchronization"));
        assert_eq!(stem("colour"), stem("color"));
    }
}
