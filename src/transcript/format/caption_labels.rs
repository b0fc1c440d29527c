//! Labels before the words of captions, and whether a file means speakers by them.

use rustc_hash::FxHashMap;

use super::captions::Caption;
use super::header;
use super::inline;
use super::input::Input;
use super::pieces;

/// Who speaks, as it stands before the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// Who.
    pub(super) name: &'a str,
    /// Where the words begin.
    pub(super) body: usize,
    /// How it is written.
    shape: Shape,
}

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `Ana: …`, `[Ana]: …`
    Colon,
    /// `(Ana) …`, `[Ana] …`
    Bracket,
}

impl<'a> Label<'a> {
    /// What could be a label at the start of `text`.
    fn read(text: &'a str) -> Option<Label<'a>> {
        if let Some(it) = Label::bracketed(text) {
            return Some(it);
        }
        /// No label is longer (bytes).
        const LONGEST: usize = 60;
        let colon = text.bytes().take(LONGEST).position(|it| it == b':')?;
        let rest = &text[colon + 1..];
        let name = text[..colon].trim_end();
        let is_apart = rest.is_empty() || rest.starts_with(' ');
        (is_apart && could_be_name(name)).then(|| Label {
            name,
            body: text.len() - rest.trim_start().len(),
            shape: Shape::Colon,
        })
    }

    fn bracketed(text: &'a str) -> Option<Label<'a>> {
        let close = match text.chars().next()? {
            '(' => ')',
            '[' => ']',
            _ => return None,
        };
        let (name, rest) = text[1..].split_once(close)?;
        let behind = rest.strip_prefix(':').unwrap_or(rest);
        let is_label = could_be_name(name) && inline::noise(text, 0, 1).is_none();
        let has_words = !behind.trim().is_empty() && behind.starts_with(' ');
        // `[speaker 0]` alone stands above what that speaker says.
        let is_above = behind.trim().is_empty() && is_numbered(name);
        let shape = if behind.len() < rest.len() {
            Shape::Colon
        } else {
            Shape::Bracket
        };
        (is_label && (has_words || is_above || shape == Shape::Colon)).then(|| Label {
            name,
            body: text.len() - behind.trim_start().len(),
            shape,
        })
    }

    /// Whether people write names like this, wherever it stands.
    fn is_name(&self) -> bool {
        header::is_name(self.name) || is_numbered(self.name)
    }
}

/// Whether it is a name that a recogniser gives: `Speaker 1`, `SPEAKER_00`, `speaker A`.
fn is_numbered(name: &str) -> bool {
    const WORD: &str = "speaker";
    let starts = name
        .get(..WORD.len())
        .is_some_and(|it| it.eq_ignore_ascii_case(WORD));
    let rest = name.get(WORD.len()..).unwrap_or_default();
    let number = rest.trim_start_matches([' ', '_', '-', '#']);
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    let is_letter = number.len() == 1 && number.len() < rest.len();
    starts && (is_number || (is_letter && number.starts_with(|c: char| c.is_ascii_alphabetic())))
}

/// Whether `text` is short and holds no sentence.
fn could_be_name(text: &str) -> bool {
    const WORDS: usize = 6;
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || c == '@');
    let has_letter = text.chars().any(char::is_alphabetic);
    let is_short = |word: &str| word.trim_end_matches('.').chars().count() <= 3;
    let ends_nothing = text
        .split_whitespace()
        .all(|it| !it.ends_with(['?', '!', ';']) && (!it.ends_with('.') || is_short(it)));
    starts && has_letter && ends_nothing && text.split_whitespace().count() <= WORDS
}

/// How often a label stands in a file.
#[derive(Default)]
struct Count {
    n: usize,
    /// How it is written where it stands first.
    shape: Option<Shape>,
    /// Whether names look like it.
    is_name: bool,
    /// Whether it is written in capitals.
    is_capitals: bool,
    /// Whether the configuration names it.
    is_told: bool,
}

/// How a file tells who speaks.
#[derive(Default)]
pub(super) struct Custom {
    /// Tags name voices, or ids do.
    pub(super) has_voices: bool,
    /// Labels, in small letters.
    labels: FxHashMap<String, Count>,
    /// Most captions begin with a label: what stands there is one, even if no name looks like that.
    is_dense: bool,
    /// Nearly all of them do.
    is_total: bool,
    /// Labels stand where the speaker changes.
    is_sparse: bool,
    /// Names in brackets stand where the speaker changes.
    has_brackets: bool,
    /// The labels are written in capitals.
    is_capitals: bool,
    /// `>>` stands where the speaker changes.
    pub(super) has_chevrons: bool,
    /// The only speaker, as the configuration says.
    pub(super) only: Option<String>,
}

impl Custom {
    pub(super) fn of(captions: &[Caption<'_>], has_chevrons: bool, input: &Input<'_>) -> Custom {
        let mut it = Custom {
            has_chevrons,
            ..Custom::default()
        };
        let (mut n, mut opening, mut first) = (0, 0, None);
        for caption in captions {
            let mut is_opened = false;
            for (at, part) in caption.parts.iter().enumerate() {
                it.has_voices |= part.voice.is_some();
                let text = part.view.text();
                let marks = Marks::read(text, has_chevrons);
                // Where chevrons mark who speaks, names stand behind them.
                if has_chevrons && !marks.is_chevron {
                    continue;
                }
                let Some(label) = Label::read(&text[marks.body..]) else {
                    continue;
                };
                let key = label.name.to_lowercase();
                is_opened |= at == 0 && label.shape == Shape::Colon;
                first = first.or_else(|| (n == 0).then(|| key.clone()));
                let count = it.labels.entry(key).or_default();
                count.n += 1;
                count.shape = count.shape.or(Some(label.shape));
                count.is_name |= label.is_name();
                count.is_capitals |= !label.name.chars().any(char::is_lowercase);
            }
            if !caption.parts.is_empty() {
                n += 1;
                opening += usize::from(is_opened);
            }
        }
        let named = &input.reading.speakers;
        if let [only] = named.as_slice() {
            it.only = Some(only.clone());
        }
        for name in named {
            let count = it.labels.entry(name.to_lowercase()).or_default();
            count.is_name = true;
            count.is_told = true;
        }
        it.judge(n, opening, first.as_deref());
        it
    }

    /// Decides which labels are people, in a file of `n` captions of which `opening` begin with one.
    fn judge(&mut self, n: usize, opening: usize, first: Option<&str>) {
        let of = |shape| {
            let all = self.labels.iter();
            all.filter(move |it| it.1.shape == Some(shape) && it.1.is_name)
        };
        let usual = || of(Shape::Colon).filter(|it| 1 < it.1.n);
        let names = of(Shape::Colon).count();
        let is_dense = n <= 2 * opening || (1 < names && n <= 3 * opening);
        // A word that somebody likes to begin sentences with is no speaker: "Remember: …".
        let all: usize = usual().map(|it| it.1.n).sum();
        let begins = usual().any(|it| first == Some(it.0));
        let is_often = |share: usize| n <= share * all;
        let is_sparse = begins || (1 < usual().count() && is_often(100)) || (2 < all && is_often(15));
        let capitals = usual().filter(|it| it.1.is_capitals).count();
        let is_capitals = 0 < capitals && capitals == usual().count();
        let in_brackets: usize = of(Shape::Bracket).map(|it| it.1.n).sum();
        let has_brackets = 1 < of(Shape::Bracket).filter(|it| 1 < it.1.n).count() || n <= 5 * in_brackets;
        let returns = self
            .labels
            .values()
            .any(|it| it.shape == Some(Shape::Colon) && 1 < it.n);
        self.is_total = 0 < n && 4 * n <= 5 * opening;
        self.is_dense = is_dense && (0 < names || self.is_total) && (returns || 1 < names || n <= 2);
        self.is_sparse = is_sparse;
        self.is_capitals = is_capitals;
        self.has_brackets = has_brackets && 1 < in_brackets;
    }

    /// The label at the start of `text` if this file means a speaker by it. `ended` says that a sentence ended before.
    pub(super) fn label<'a>(&self, text: &'a str, ended: bool, is_marked: bool) -> Option<Label<'a>> {
        let label = Label::read(text).filter(|_| is_marked || !self.has_chevrons)?;
        let count = self.labels.get(&label.name.to_lowercase())?;
        if label.shape == Shape::Bracket {
            let is_meant = self.has_brackets || is_numbered(label.name);
            return (count.is_name && is_meant).then_some(label);
        }
        let is_usual = 1 < count.n || count.is_told;
        // Said once, it can be a word of the speech: "Remember: nobody looked."
        let is_like_others = || {
            let opens_sentence = text[label.body..].starts_with(|c: char| !c.is_lowercase());
            let is_alike = !self.is_capitals || count.is_capitals;
            let is_full = label.name.contains(' ');
            let is_name = count.is_name || (self.is_total && label.name.contains(','));
            is_name && is_alike && (self.is_total || opens_sentence || is_full)
        };
        let is_meant = match () {
            // Nothing but a name stands between a mark of a new voice and a colon, nor in brackets before one.
            () if is_marked || text.starts_with(['[', '(']) => count.is_name || is_usual,
            () if self.is_dense => is_usual || is_like_others(),
            () if count.is_told => true,
            () if self.is_sparse && is_usual => count.is_name,
            () => self.is_sparse && ended && is_like_others(),
        };
        is_meant.then_some(label)
    }

    /// Whether labels, tags or ids name speakers.
    pub(super) fn names_speakers(&self) -> bool {
        self.has_voices || self.is_dense || self.is_sparse || self.has_brackets
    }

    /// Whether a machine wrote the captions down as it heard them.
    pub(super) fn is_automatic(&self, captions: &[Caption<'_>], rolls: bool) -> bool {
        /// Fewer words tell nothing.
        const ENOUGH: usize = 50;
        let parts = || captions.iter().flat_map(|it| &it.parts);
        if rolls && parts().any(|it| it.has_word_times) {
            return true;
        }
        let texts = || parts().map(|it| it.view.text());
        let words: usize = texts().map(|it| it.split_whitespace().count()).sum();
        let small = texts().filter(|it| !it.contains(char::is_uppercase)).count();
        ENOUGH <= words && texts().count() <= 2 * small && !pieces::marks_sentences(texts())
    }
}

/// What stands before the words, and before a label, where the speaker changes.
pub(super) struct Marks {
    /// `>>`
    pub(super) is_chevron: bool,
    /// `- `
    pub(super) is_dash: bool,
    /// Where the words begin.
    pub(super) body: usize,
}

impl Marks {
    pub(super) fn read(text: &str, chevrons: bool) -> Marks {
        let behind = text.trim_start_matches('>');
        let is_chevron = chevrons && behind.len() + 2 <= text.len();
        let rest = if is_chevron { behind.trim_start() } else { text };
        let behind = rest.strip_prefix(['-', '‐', '‑', '–', '—']);
        let is_dash = behind.is_some_and(|it| {
            it.starts_with(|c: char| c.is_alphabetic() || " [(\"“'’¿¡♪…".contains(c)) && !it.trim().is_empty()
        });
        let rest = behind.filter(|_| is_dash).map_or(rest, str::trim_start);
        Marks {
            is_chevron,
            is_dash,
            body: text.len() - rest.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short_and_no_sentence() {
        let label = |text| Label::read(text).map(|it: Label<'_>| (it.name, it.shape));
        assert_eq!(label("Ana Roth: Stop."), Some(("Ana Roth", Shape::Colon)));
        assert_eq!(label("[SPEAKER_01]: Stop."), Some(("SPEAKER_01", Shape::Colon)));
        assert_eq!(label("(Ana) Stop."), Some(("Ana", Shape::Bracket)));
        assert_eq!(label("Dr. Roth: Stop."), Some(("Dr. Roth", Shape::Colon)));
        for text in [
            "It fell. Then: no",
            "at 14:07 it fell",
            "(laughs) No.",
            "[door slams]",
            "12: no",
            "",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn dashes_and_chevrons_are_no_minus() {
        let body = |text: &str| Marks::read(text, true).body;
        assert_eq!(body("- No."), 2);
        assert_eq!(body("-¿No?"), 1);
        assert_eq!(body(">> - No."), 5);
        assert_eq!(body("-5 degrees"), 0);
        assert_eq!(body("-- and then"), 0);
    }
}
