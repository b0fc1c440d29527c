//! Phrases as patterns of words, and where a sentence holds one.
//!
//! `it's worth ~note` is a phrase: words in small letters, `a/an` for one of several, `~word` for any form of
//! it, `…` for one to six words, `^` and `$` for the ends of the sentence.

use rustc_hash::FxHashMap;

use super::reading::{Line, small};
use crate::language::words;
use crate::text::Span;

/// Words that may stand for a gap.
const GAP: usize = 6;
/// Gaps in one phrase; what a profile writes beyond them is left out, so that looking stays linear.
const MOST_GAPS: usize = 3;

/// One phrase.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Phrase {
    tokens: Vec<Token>,
    opens: bool,
    closes: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// One of these words.
    Word(Vec<String>),
    /// One to six words.
    Gap,
}

impl Phrase {
    /// Reads the notation above.
    pub fn parse(pattern: &str) -> Phrase {
        let mut res = Phrase::default();
        for piece in pattern.split_whitespace() {
            match piece {
                "^" => res.opens = true,
                "$" => res.closes = true,
                "…" => res.tokens.push(Token::Gap),
                _ => {
                    let words = piece.split('/').flat_map(|it| match it.strip_prefix('~') {
                        Some(base) => forms(base),
                        None => vec![it.to_owned()],
                    });
                    res.tokens.push(Token::Word(words.collect()));
                }
            }
        }
        res
    }

    /// The words of `text` as people write them in a profile: every form of each word, `X`, `Y`, `Z` and dots
    /// for other words. `None` where it holds no word.
    pub fn written(text: &str) -> Option<Phrase> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut end = 0;
        let mut n_gaps = 0;
        let mut gap = |tokens: &mut Vec<Token>| {
            let follows_word = tokens.last().is_some_and(|it| *it != Token::Gap);
            if follows_word && n_gaps < MOST_GAPS {
                n_gaps += 1;
                tokens.push(Token::Gap);
            }
        };
        for span in words::spans(text) {
            let before = &text[end..span.start];
            end = span.end;
            if before.contains("...") || before.contains('…') {
                gap(&mut tokens);
            }
            let word = &text[span.range()];
            if matches!(word, "X" | "Y" | "Z" | "N") {
                gap(&mut tokens);
            } else {
                tokens.push(Token::Word(forms(&small(word))));
            }
        }
        while tokens.last() == Some(&Token::Gap) {
            tokens.pop();
        }
        (!tokens.is_empty()).then_some(Phrase {
            tokens,
            opens: false,
            closes: false,
        })
    }

    /// The phrase at the beginning of a sentence only.
    pub fn opening(mut self) -> Phrase {
        self.opens = true;
        self
    }

    /// Number of words, gaps not counted.
    pub fn len(&self) -> usize {
        self.tokens.iter().filter(|it| **it != Token::Gap).count()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Index of the last word, where `line` holds the phrase at word `at`.
    pub fn at(&self, line: &Line<'_>, at: usize) -> Option<usize> {
        if self.opens && at != 0 {
            return None;
        }
        let end = matched(&self.tokens, &line.words, at)?;
        let is_last = end == line.words.len();
        (!self.closes || is_last).then(|| end - 1)
    }

    /// The words that it can begin with.
    fn firsts(&self) -> &[String] {
        match self.tokens.first() {
            Some(Token::Word(words)) => words,
            _ => &[],
        }
    }
}

/// Index behind the last word where `words` go on with `tokens` from `at` on.
fn matched(tokens: &[Token], words: &[String], at: usize) -> Option<usize> {
    match tokens.split_first() {
        None => Some(at),
        Some((Token::Word(wanted), rest)) => {
            let word = words.get(at).filter(|it| !it.is_empty())?;
            wanted.contains(word).then(|| matched(rest, words, at + 1))?
        }
        Some((Token::Gap, rest)) => (1..=GAP).find_map(|n| {
            let is_inside = words
                .get(at..at + n)
                .is_some_and(|it| it.iter().all(|it| !it.is_empty()));
            is_inside.then(|| matched(rest, words, at + n))?
        }),
    }
}

/// Phrases, each with what it stands for, found by their first word.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    list: Vec<(Phrase, T)>,
    firsts: FxHashMap<String, Vec<usize>>,
}

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What the phrase stands for.
    pub what: T,
    /// Index of its first and last word.
    pub words: (usize, usize),
    /// Where it stands, bytes of the line.
    pub span: Span,
}

impl<T: Copy> Phrases<T> {
    /// Indexes `list`.
    pub fn new(list: impl IntoIterator<Item = (Phrase, T)>) -> Phrases<T> {
        let list: Vec<(Phrase, T)> = list.into_iter().collect();
        let mut firsts: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (n, (phrase, _)) in list.iter().enumerate() {
            for word in phrase.firsts() {
                firsts.entry(word.clone()).or_default().push(n);
            }
        }
        Phrases { list, firsts }
    }

    /// The phrases in `line`, in its order; of two that begin with one word, the longer.
    pub fn find(&self, line: &Line<'_>) -> Vec<Found<T>> {
        let mut res: Vec<Found<T>> = Vec::new();
        let mut from = 0;
        for (at, word) in line.words.iter().enumerate() {
            if at < from {
                continue;
            }
            let candidates = self.firsts.get(word).into_iter().flatten();
            let longest = candidates
                .filter_map(|&n| Some((self.list[n].0.at(line, at)?, n)))
                .max_by_key(|it| (it.0, std::cmp::Reverse(it.1)));
            if let Some((last, n)) = longest {
                from = last + 1;
                res.push(Found {
                    what: self.list[n].1,
                    words: (at, last),
                    span: line.span(at, last),
                });
            }
        }
        res
    }
}

/// The word and what regular endings make of it; forms that no dictionary has do no harm.
fn forms(base: &str) -> Vec<String> {
    let mut res = vec![base.to_owned()];
    let is_plain = base.len() > 2 && base.bytes().all(|it| it.is_ascii_lowercase());
    if !is_plain {
        return res;
    }
    res.extend(["s", "es", "ed", "ing"].map(|it| format!("{base}{it}")));
    if let Some(stem) = base.strip_suffix('e') {
        res.extend(["ed", "ing"].map(|it| format!("{stem}{it}")));
    }
    if let Some(stem) = base.strip_suffix('y') {
        res.extend(["ies", "ied"].map(|it| format!("{stem}{it}")));
    }
    let last = base.chars().next_back().filter(|it| !"aeiouwxy".contains(*it));
    res.extend(
        last.into_iter()
            .flat_map(|it| ["ed", "ing"].map(|end| format!("{base}{it}{end}"))),
    );
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::persona::reading::Reading;

    fn found(phrase: Phrase, text: &str) -> Vec<String> {
        let draft = Draft::parse(text);
        let phrases = Phrases::new([(phrase, ())]);
        let reading = Reading::of(&draft);
        let lines = reading.lines.iter();
        lines
            .flat_map(|line| {
                let spans = phrases.find(line);
                spans.into_iter().map(|it| line.text[it.span.range()].to_owned())
            })
            .collect()
    }

    #[test]
    fn a_phrase_is_found_in_any_form_and_never_in_quotations() {
        let phrase = |it: &str| Phrase::written(it).expect("it has words");
        assert_eq!(
            found(
                phrase("leverage"),
                "We leveraged it, leveraging more. \"Leverage,\" he said."
            ),
            ["leveraged", "leveraging"]
        );
        assert_eq!(
            found(phrase("deep dive"), "Two Deep Dives later."),
            ["Deep Dives"]
        );
        assert_eq!(found(phrase("simply"), "A simple, simplistic plan."), [""; 0]);
    }

    #[test]
    fn letters_and_dots_stand_for_other_words() {
        let phrase = Phrase::written("It's not X, it's Y").expect("it has words");
        assert_eq!(
            found(phrase, "It’s not the disk, it’s the cable."),
            ["It’s not the disk, it’s"]
        );
        let phrase = Phrase::written("in today's ... world").expect("it has words");
        assert_eq!(
            found(phrase.clone(), "In today's fast and loud world we rest."),
            ["In today's fast and loud world"]
        );
        assert_eq!(found(phrase, "In today's world."), [""; 0]);
        assert!(Phrase::written("!").is_none());
    }

    #[test]
    fn the_notation_knows_alternatives_and_ends() {
        let phrase = Phrase::parse("^ here's/here the ~thing $");
        assert_eq!(found(phrase.clone(), "Here's the thing."), ["Here's the thing"]);
        assert_eq!(
            found(phrase, "Well, here's the thing. Here's the thing I saw."),
            [""; 0]
        );
    }

    #[test]
    fn many_gaps_do_not_take_forever() {
        let text = "a … ".repeat(40);
        let phrase = Phrase::written(&text).expect("it has words");
        let line = "a ".repeat(20_000);
        assert!(found(phrase, &line).len() < 20_000);
    }
}
