//! Tokens for the readers of numbers and times: runs of letters, runs of digits, single other signs;
//! and the plain number words. What the tokens mean is for `quantity` and `time` to say.

use std::borrow::Cow;

use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes between them.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Sign,
    /// Spoken for by another reader: matches nothing.
    Claimed,
}

/// A token of a text.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Lower-cased, with straight apostrophes.
    pub(super) lower: Cow<'a, str>,
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Whether it touches the token before it.
    pub(super) glued: bool,
    /// Counts up at every `.`, `!` or `?` that ends a sentence.
    pub(super) sentence: u32,
}

/// The tokens of a text. All lookups are total: behind either end there is nothing, which reads as `""`.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) list: Vec<Token<'a>>,
}

impl<'a> Tokens<'a> {
    /// Cuts `text` in one pass.
    pub(super) fn new(text: &'a str) -> Tokens<'a> {
        let mut list: Vec<Token<'a>> = Vec::new();
        let mut chars = text.char_indices().peekable();
        let mut touching = false;
        let mut sentence = 0;
        let mut stopped = false;
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                touching = false;
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if c.is_alphabetic() {
                while let Some(&(at, next)) = chars.peek() {
                    let mut behind = text[at + next.len_utf8()..].chars();
                    let joins = matches!(next, '\'' | '’') && behind.next().is_some_and(char::is_alphabetic);
                    if !next.is_alphabetic() && !joins {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                Kind::Word
            } else if c.is_ascii_digit() {
                while let Some(&(at, next)) = chars.peek() {
                    if !next.is_ascii_digit() {
                        break;
                    }
                    end = at + 1;
                    chars.next();
                }
                Kind::Digits
            } else {
                Kind::Sign
            };
            let word = &text[start..end];
            let opens = !touching && (c.is_uppercase() || c.is_ascii_digit() || kind == Kind::Sign);
            if stopped && opens {
                sentence += 1;
            }
            stopped = kind == Kind::Sign && (matches!(c, '.' | '!' | '?') || stopped && touching);
            list.push(Token {
                text: word,
                lower: lower(word),
                span: Span::new(start, end),
                kind,
                glued: touching,
                sentence,
            });
            touching = true;
        }
        Tokens { text, list }
    }

    /// Hides the tokens inside `spans`, which are in order, from every reader.
    pub(super) fn claim(&mut self, spans: impl Iterator<Item = Span>) {
        let mut i = 0;
        for span in spans {
            while self.list.get(i).is_some_and(|it| it.span.start < span.start) {
                i += 1;
            }
            while let Some(token) = self.list.get_mut(i).filter(|it| it.span.end <= span.end) {
                token.kind = Kind::Claimed;
                token.text = "";
                token.lower = Cow::Borrowed("");
                i += 1;
            }
        }
    }

    /// The lower-cased token at `i`, `""` behind the end.
    pub(super) fn at(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |it| it.lower.as_ref())
    }

    /// The lower-cased token `n` before `i`.
    pub(super) fn before(&self, i: usize, n: usize) -> &str {
        i.checked_sub(n).map_or("", |at| self.at(at))
    }

    /// The token at `i` as written.
    pub(super) fn raw(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |it| it.text)
    }

    /// Whether the token at `i` touches the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|it| it.glued)
    }

    /// Whether there is a token of this kind at `i`.
    pub(super) fn is(&self, i: usize, kind: Kind) -> bool {
        self.list.get(i).is_some_and(|it| it.kind == kind)
    }

    /// Whether the word at `i` starts with a capital letter.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.is(i, Kind::Word) && self.raw(i).starts_with(char::is_uppercase)
    }

    /// Whether a sentence starts at `i`.
    pub(super) fn opens_sentence(&self, i: usize) -> bool {
        let Some(token) = self.list.get(i) else {
            return true;
        };
        let quote = |c: char| {
            matches!(
                c,
                '"' | '“' | '‘' | '\'' | '(' | '*' | '_' | '-' | '>' | '#' | '•'
            )
        };
        let mut at = i;
        while let Some(before) = at.checked_sub(1).and_then(|it| self.list.get(it)) {
            if before.sentence != token.sentence || matches!(before.text, ":" | "“") {
                return true;
            }
            // A run of opening signs is short; a long one is decoration, not the start of a sentence.
            if !before.text.starts_with(quote) || i - at > 4 {
                return false;
            }
            at -= 1;
        }
        true
    }

    /// The number that the digits at `i` write, if they are few enough to be one.
    pub(super) fn digits(&self, i: usize) -> Option<u32> {
        if !self.is(i, Kind::Digits) {
            return None;
        }
        self.raw(i).parse().ok()
    }

    /// The bytes from token `start` up to but not including token `end`; empty where there are none.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.list.get(start).map_or(self.text.len(), |it| it.span.start);
        let last = end.checked_sub(1).filter(|&it| start <= it);
        let to = last
            .and_then(|it| self.list.get(it))
            .map_or(from, |it| it.span.end);
        Span::new(from, to)
    }

    /// Whether the word at `i` looks like the plural of a counted thing (`records`, `people`).
    pub(super) fn counted(&self, i: usize) -> bool {
        if !self.is(i, Kind::Word) || self.glued(i) || self.capital(i) {
            return false;
        }
        let word = self.at(i);
        if matches!(word, "people" | "children" | "men" | "women" | "data") {
            return true;
        }
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        plural
            && !matches!(
                word,
                "this"
                    | "does"
                    | "always"
                    | "perhaps"
                    | "besides"
                    | "across"
                    | "towards"
                    | "whereas"
                    | "sometimes"
                    | "afterwards"
                    | "was"
                    | "has"
                    | "is"
                    | "its"
            )
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if plain {
        return Cow::Borrowed(word);
    }
    Cow::Owned(
        word.chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect(),
    )
}

/// The value of a plain number word below a hundred (`seven`, `nineteen`, `forty`).
pub(super) fn cardinal(word: &str) -> Option<u32> {
    // Asked of nearly every word, and nearly always in vain.
    let may_be = matches!(word.len(), 3..=9) && word.starts_with(['z', 'n', 'o', 't', 'f', 's', 'e']);
    if !may_be {
        return None;
    }
    Some(match word {
        "zero" | "nought" | "naught" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The value of a plain ordinal word (`first`, `ninth`, `twentieth`).
pub(super) fn ordinal(word: &str) -> Option<u32> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "hundredth" => 100,
        "thousandth" => 1000,
        _ => return None,
    })
}

impl Tokens<'_> {
    /// A cardinal below a hundred in words at `i`, with the token behind it: `twenty-two`, `twenty two`.
    pub(super) fn small_cardinal(&self, i: usize) -> Option<(u32, usize)> {
        let first = cardinal(self.at(i)).filter(|_| self.is(i, Kind::Word))?;
        Some(self.joined(i, first, cardinal).unwrap_or((first, i + 1)))
    }

    /// An ordinal at `i`, in words or digits (`ninth`, `twenty-third`, `14th`), with the token behind it.
    pub(super) fn small_ordinal(&self, i: usize) -> Option<(u32, usize)> {
        if let Some(value) = self.digits(i) {
            let tail = matches!(self.at(i + 1), "st" | "nd" | "rd" | "th") && self.glued(i + 1);
            return tail.then_some((value, i + 2));
        }
        if let Some(value) = ordinal(self.at(i)) {
            return Some((value, i + 1));
        }
        self.joined(i, cardinal(self.at(i))?, ordinal)
    }

    fn joined(&self, i: usize, tens: u32, read: fn(&str) -> Option<u32>) -> Option<(u32, usize)> {
        if !(20..100).contains(&tens) {
            return None;
        }
        let hyphen = self.at(i + 1) == "-" && self.glued(i + 1) && self.glued(i + 2);
        let next = if hyphen { i + 2 } else { i + 1 };
        let ones = read(self.at(next)).filter(|it| (1..10).contains(it))?;
        Some((tens + ones, next + 1))
    }
}
