//! Who says what in captions: voices of tags and ids, labels before the words, dashes and chevrons; and lines that roll
//! through several captions, which are read once.

use rustc_hash::FxHashMap;

use super::build::Builder;
use super::cue_text::{self, Part};
use super::cues::{self, Cue, Dialect};
use super::header;
use super::inline;
use super::input::Input;
use super::pieces::{self, Piece};
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId};

/// Below this the recogniser doubts what it wrote.
const DOUBT: f32 = 0.5;

/// A caption and the words of its lines.
struct Caption<'a> {
    cue: Cue<'a>,
    parts: Vec<Part>,
}

/// Appends the turns of a file of captions; says what it holds.
pub(super) fn parse(input: &Input<'_>, dialect: Dialect, has_header: bool, out: &mut Builder) -> String {
    let cues = cues::read(input, dialect, has_header, out);
    append(cues, input, out)
}

/// The same for cues that were read already.
pub(super) fn append(cues: Vec<Cue<'_>>, input: &Input<'_>, out: &mut Builder) -> String {
    let n = cues.iter().filter(|it| it.times.is_some()).count();
    let mut captions: Vec<Caption<'_>> = cues.into_iter().map(Caption::read).collect();
    let rolls = unroll(&mut captions);
    let has_chevrons = part_at_chevrons(&mut captions);
    let custom = Custom::of(&captions, has_chevrons, input);
    let is_automatic = custom.is_automatic(&captions, rolls);
    let mut voices = Voices {
        custom: &custom,
        out,
        speaker: None,
        block: None,
        is_apart: false,
        pieces: Vec::new(),
    };
    for caption in captions {
        voices.caption(caption);
    }
    let mut said = voices.pieces;
    if is_automatic {
        said.iter_mut().for_each(|it| it.flags.set(Flags::AUTO_CAPTIONS));
    }
    let told = pieces::append(said, out);
    let mut why = told.why(n, "cue", out);
    if rolls {
        why += "; lines that roll through several cues are read once";
    }
    if is_automatic {
        why += "; automatic captions";
    }
    why
}

impl<'a> Caption<'a> {
    fn read(cue: Cue<'a>) -> Caption<'a> {
        let mut voice = cue.id.and_then(quoted_name).map(str::to_owned);
        let mut parts = Vec::new();
        for &(span, line) in &cue.lines {
            cue_text::read(line, span.start, &mut voice, &mut parts);
        }
        for part in &mut parts {
            pieces::trim(&mut part.view);
        }
        Caption { cue, parts }
    }
}

/// The name in an id of the form `12 "Ana Roth" (3012345)`, as Webex writes them.
fn quoted_name(id: &str) -> Option<&str> {
    let rest = id.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let (name, _) = rest.strip_prefix('"')?.split_once('"')?;
    (rest.len() < id.len() && !name.is_empty()).then_some(name)
}

/// The block of an id of the form `3f1c2a9e-…/12-1`, as Teams writes them: pieces of one block are one utterance.
fn block(id: &str) -> Option<&str> {
    let (block, piece) = id.rsplit_once('-')?;
    let (guid, number) = block.rsplit_once('/')?;
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    (!guid.is_empty() && is_number(number) && is_number(piece)).then_some(block)
}

/// Takes out lines that were still shown from the caption before; whether the file is written like that.
fn unroll(captions: &mut [Caption<'_>]) -> bool {
    /// One caption in so many has to repeat lines, at least.
    const SHARE: usize = 3;
    let mut shown: Option<usize> = None;
    let mut repeats: Vec<(usize, usize, usize)> = Vec::new();
    let (mut n, mut has_word_times) = (0, false);
    for (at, caption) in captions.iter().enumerate() {
        if caption.parts.is_empty() {
            continue;
        }
        n += 1;
        has_word_times |= caption.parts.iter().any(|it| it.has_word_times);
        if let Some(before) = shown {
            let (lines, bytes) = repeated(&captions[before].parts, &caption.parts);
            if 0 < lines + bytes {
                repeats.push((at, lines, bytes));
            }
        }
        shown = Some(at);
    }
    let is_usual = n <= SHARE * repeats.len() && 2 < repeats.len();
    let rolls = is_usual || (has_word_times && !repeats.is_empty());
    if !rolls {
        return false;
    }
    for (at, lines, bytes) in repeats {
        let parts = &mut captions[at].parts;
        parts.drain(..lines);
        if let Some(first) = parts.first_mut().filter(|_| 0 < bytes) {
            first.view = first.view.slice(Span::new(bytes, first.view.text().len()));
            first.raw.start = first.view.span().start;
        }
    }
    true
}

/// Cuts lines before every `>>` within, where lines of the file begin with it, too; whether they do.
fn part_at_chevrons(captions: &mut [Caption<'_>]) -> bool {
    let mut parts = captions.iter().flat_map(|it| &it.parts);
    if !parts.any(|it| it.view.text().starts_with(">>")) {
        return false;
    }
    for caption in captions {
        let parts = std::mem::take(&mut caption.parts);
        caption.parts = parts.into_iter().flat_map(at_chevrons).collect();
    }
    true
}

/// The pieces of `part` that begin with `>>`, and what stands before them.
fn at_chevrons(part: Part) -> Vec<Part> {
    let text = part.view.text();
    let inside = text.match_indices(" >>");
    let inside = inside.filter(|it| text[it.0 + it.1.len()..].starts_with([' ', '>']));
    let mut cuts: Vec<usize> = vec![0];
    cuts.extend(inside.map(|it| it.0 + 1));
    if cuts.len() == 1 {
        return vec![part];
    }
    cuts.push(text.len());
    let mut res = Vec::new();
    for cut in cuts.windows(2) {
        let &[from, to] = cut else { continue };
        let mut view = part.view.slice(Span::new(from, to));
        pieces::trim(&mut view);
        if view.text().is_empty() {
            continue;
        }
        let words = view.span();
        let start = if from == 0 { part.raw.start } else { words.start };
        let end = if to == text.len() { part.raw.end } else { words.end };
        res.push(Part {
            voice: part.voice.clone(),
            raw: Span::new(start, end),
            view,
            has_word_times: part.has_word_times,
        });
    }
    res
}

/// How many lines at the start of `now` were the last of `before`; and how many bytes of the line behind them.
fn repeated(before: &[Part], now: &[Part]) -> (usize, usize) {
    let longest = before.len().min(now.len());
    let is_same = |n: usize| {
        let tail = &before[before.len() - n..];
        tail.iter().zip(now).all(|(a, b)| a.view.text() == b.view.text())
    };
    let lines = (1..=longest).rev().find(|&n| is_same(n)).unwrap_or(0);
    let grows = || {
        let last = before.last().filter(|_| lines == 0)?;
        let line = now.first()?;
        let rest = line.view.text().strip_prefix(last.view.text())?;
        rest.starts_with(' ').then(|| line.view.text().len() - rest.len())
    };
    (lines, grows().unwrap_or(0))
}

/// Who speaks, as it stands before the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label<'a> {
    name: &'a str,
    /// Where the words begin.
    body: usize,
    shape: Shape,
}

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
    shape: Option<Shape>,
    is_name: bool,
    is_capitals: bool,
    /// Whether the configuration names it.
    is_told: bool,
}

/// How a file tells who speaks.
#[derive(Default)]
struct Custom {
    /// Tags name voices, or ids do.
    has_voices: bool,
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
    has_chevrons: bool,
    /// The only speaker, as the configuration says.
    only: Option<String>,
}

impl Custom {
    fn of(captions: &[Caption<'_>], has_chevrons: bool, input: &Input<'_>) -> Custom {
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
    fn label<'a>(&self, text: &'a str, ended: bool, is_marked: bool) -> Option<Label<'a>> {
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
    fn names_speakers(&self) -> bool {
        self.has_voices || self.is_dense || self.is_sparse || self.has_brackets
    }

    /// Whether a machine wrote the captions down as it heard them.
    fn is_automatic(&self, captions: &[Caption<'_>], rolls: bool) -> bool {
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
struct Marks {
    /// `>>`
    is_chevron: bool,
    /// `- `
    is_dash: bool,
    /// Where the words begin.
    body: usize,
}

impl Marks {
    fn read(text: &str, chevrons: bool) -> Marks {
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

/// Follows who speaks from caption to caption.
struct Voices<'c, 'o> {
    custom: &'c Custom,
    out: &'o mut Builder,
    /// Who spoke last.
    speaker: Option<SpeakerId>,
    /// The utterance that the last caption belongs to.
    block: Option<String>,
    /// Whether the caption before held several unknown voices: nobody knows which of them goes on.
    is_apart: bool,
    pieces: Vec<Piece>,
}

impl Voices<'_, '_> {
    fn caption(&mut self, caption: Caption<'_>) {
        let Caption { cue, parts } = caption;
        let from = self.pieces.len();
        let own_block = cue.id.and_then(block);
        let is_same_block = own_block.is_some() && own_block == self.block.as_deref();
        let opens_block = own_block.is_some() && !is_same_block;
        self.block = own_block.map(str::to_owned);
        let is_dash = |it: &&Part| Marks::read(it.view.text(), self.custom.has_chevrons).is_dash;
        let dashes = parts.iter().filter(is_dash).count();
        for part in parts {
            let is_first = self.pieces.len() == from;
            let text = part.view.text();
            let marks = Marks::read(text, self.custom.has_chevrons);
            let is_marked = marks.is_chevron || marks.is_dash;
            let ended = self
                .pieces
                .last()
                .is_none_or(|it| pieces::ends_sentence(it.view.text()) || pieces::is_stage(it.view.text()));
            let label = self.custom.label(&text[marks.body..], ended, is_marked);
            let body = marks.body + label.map_or(0, |it| it.body);
            let name = label
                .map(|it| it.name)
                .or(part.voice.as_deref())
                .filter(|it| !it.is_empty());
            let is_dashed = marks.is_dash && (!self.custom.names_speakers() || 1 < dashes);
            let mut opens = (marks.is_chevron || is_dashed) && name.is_none();
            let before = self.speaker;
            match name {
                Some(name) => self.speaker = Some(self.out.speaker(name)),
                None if opens => self.speaker = None,
                None if self.custom.has_voices && !is_same_block => self.speaker = None,
                None => {}
            }
            if is_first {
                let is_unknown = self.speaker.is_none();
                opens |= is_unknown && (opens_block || self.is_apart && ended);
            }
            let mut view = part.view.slice(Span::new(body, text.len()));
            pieces::trim(&mut view);
            let last = self
                .pieces
                .last_mut()
                .filter(|_| !is_first && !opens && before == self.speaker);
            if let Some(last) = last.filter(|it| goes_on(it, &view)) {
                let gap = Span::new(last.view.span().end, view.span().start.max(last.view.span().end));
                last.view.push_mapped(" ", gap);
                last.view.append(&view, Span::new(0, view.text().len()));
                last.span.end = part.raw.end;
                continue;
            }
            let is_shown = pieces::is_stage(view.text());
            let start = if is_first { cue.span.start } else { part.raw.start };
            let mut piece = Piece {
                // What is shown is nobody's, unless its own label says so.
                speaker: self.speaker.filter(|_| !is_shown || name.is_some()),
                opens,
                span: Span::new(start.min(part.raw.end), part.raw.end),
                view,
                start: cue.times.map(|it| it.0),
                end: cue.times.map(|it| it.1),
                ..Piece::default()
            };
            if cue.confidence.is_some_and(|it| it < DOUBT) {
                piece.flags.set(Flags::LOW_CONFIDENCE);
            }
            self.pieces.push(piece);
        }
        if self.pieces.len() > from {
            self.is_apart = 1 < dashes;
        }
        self.only(from);
    }

    /// Names the only speaker of a file without names.
    fn only(&mut self, from: usize) {
        let Some(only) = self
            .custom
            .only
            .as_deref()
            .filter(|_| !self.custom.names_speakers())
        else {
            return;
        };
        for piece in &mut self.pieces[from..] {
            if piece.speaker.is_none() && !pieces::is_stage(piece.view.text()) {
                piece.speaker = Some(self.out.speaker(only));
            }
        }
    }
}

/// Whether `line` of the same caption goes on with `piece`: words with words, and what is shown up to its bracket.
fn goes_on(piece: &Piece, line: &View) -> bool {
    let text = piece.view.text();
    let is_song = text.starts_with(['♪', '♫']);
    is_song || !(pieces::is_stage(text) || pieces::is_stage(line.text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Reading;
    use crate::transcript::Transcript;

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

    #[test]
    fn ids_name_blocks_and_speakers() {
        assert_eq!(block("3f1c-9abc/12-1"), Some("3f1c-9abc/12"));
        assert_eq!(block("12-1"), None);
        assert_eq!(quoted_name("12 \"Ana Roth\" (301)"), Some("Ana Roth"));
        assert_eq!(quoted_name("\"Ana\""), None);
    }

    #[test]
    fn names_stand_behind_chevrons_and_inside_lines() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; WELCOME.\n\n00:02.000 --> 00:03.000\n\
            TODAY: PUMPS. &gt;&gt; BEN: THANKS.\n\n00:03.000 --> 00:04.000\n&gt;&gt; ANA: SO TELL.\n";
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(said, ["WELCOME. TODAY: PUMPS.", "THANKS.", "SO TELL."]);
        let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["BEN", "ANA"]);
    }

    #[test]
    fn a_dash_may_stand_before_a_voice_and_two_dashes_are_two_strangers() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n- <v Ana>One.\n- <v Ben>Two.\n";
        let said = |text: &str| -> Vec<(Option<usize>, String)> {
            let it = Transcript::parse(text);
            let turns = it.turns.iter();
            turns.map(|it| (it.speaker, it.view.text().to_owned())).collect()
        };
        assert_eq!(
            said(text),
            [(Some(0), "One.".to_owned()), (Some(1), "Two.".to_owned())]
        );
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nANA: One.\n\n00:02.000 --> 00:03.000\nANA: Two.\n\n\
            00:03.000 --> 00:04.000\n- Three.\n- Four.\n";
        assert_eq!(
            said(text),
            [
                (Some(0), "One. Two.".to_owned()),
                (None, "Three.".to_owned()),
                (None, "Four.".to_owned())
            ]
        );
    }

    #[test]
    fn the_configuration_names_the_only_speaker() {
        let reading = Reading {
            speakers: vec!["Ana Roth".to_owned()],
            ..Reading::default()
        };
        let text =
            "1\n00:00:01,000 --> 00:00:02,000\nIt fell.\n\n2\n00:00:02,000 --> 00:00:03,000\n[door slams]\n";
        let it = Transcript::read(text, &reading);
        assert_eq!((it.turns[0].speaker, it.turns[1].speaker), (Some(0), None));
    }
}
