//! Puts together to turns what captions and recognisers cut up: cues, segments, words. A turn ends where somebody else
//! speaks, where the time starts over, and where a long speech pauses between two sentences.

use rustc_hash::FxHashMap;

use super::build::{Builder, PARAGRAPH};
use super::inline;
use super::join;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId, Stamp, Turn, TurnKind};

/// A few words as their file holds them.
#[derive(Default)]
pub(super) struct Piece {
    /// Who says them, where known.
    pub(super) speaker: Option<SpeakerId>,
    /// Whether a turn begins here, whoever spoke before: another voice without a name.
    pub(super) opens: bool,
    /// Whether a paragraph begins here, where the speaker goes on.
    pub(super) paragraph: bool,
    /// Whether they go on with the word before: no blank comes between.
    pub(super) glued: bool,
    /// Whether they are one word of a record: a noise between two of them is part of the speech.
    pub(super) is_word: bool,
    /// Milliseconds since the recording began.
    pub(super) start: Option<u32>,
    /// When they end, on the same clock.
    pub(super) end: Option<u32>,
    /// All bytes that belong to them, label and times included.
    pub(super) span: Span,
    /// The words.
    pub(super) view: View,
    /// What else is known of them.
    pub(super) flags: Flags,
}

/// Milliseconds without a word after which what follows is another paragraph, or another turn where nobody knows who
/// speaks.
const PAUSE: u32 = 2_000;

/// Milliseconds after which a turn without a speaker ends with its sentence: its time is all that tells where it is.
const LONGEST_UNKNOWN: u32 = 60_000;

/// The same for one with a speaker.
const LONGEST: u32 = 120_000;

/// Milliseconds that the time has to fall back to have started over; cues that overlap fall back by less.
const FALLS_BACK: u32 = 30_000;

/// Words without the end of a sentence after which nobody waits for one.
const ENDLESS: usize = 80;

/// A sentence has at most so many words on average; where it has more, sentences are not marked.
const UNMARKED: usize = 60;

/// The same words so many times running are a recogniser that got caught in a loop.
const LOOP: usize = 3;

/// What is known of all pieces together.
pub(super) struct Told {
    /// How often the time starts over.
    pub(super) restarts: usize,
}

/// Milliseconds of a number of seconds.
pub(super) fn millis(seconds: f64) -> Option<u32> {
    match Stamp::seconds(seconds) {
        Some(Stamp::Offset(millis)) => Some(millis),
        _ => None,
    }
}

/// Appends the turns that `pieces` are.
pub(super) fn append(mut pieces: Vec<Piece>, out: &mut Builder) -> Told {
    for piece in &mut pieces {
        trim(&mut piece.view);
        // An end before the start is a slip of whoever wrote it.
        piece.end = piece.end.filter(|end| piece.start.is_none_or(|it| it <= *end));
    }
    pieces.retain(|it| !it.view.text().is_empty());
    flag_loops(&mut pieces);
    let mut merger = Merger {
        marks_sentences: marks_sentences(pieces.iter().map(|it| it.view.text())),
        before: None,
        noise: Flags::default(),
        words: 0,
        is_open: false,
        latest: FxHashMap::default(),
        told: Told { restarts: 0 },
    };
    for piece in pieces {
        merger.push(piece, out);
    }
    merger.told
}

impl Told {
    /// `348 cues`.
    pub(super) fn why(&self, n: usize, what: &str) -> String {
        let restarts = match self.restarts {
            0 => String::new(),
            1 => ", the time starts over once".to_owned(),
            n => format!(", the time starts over {n} times"),
        };
        counted(n, what) + &restarts
    }
}

struct Merger {
    /// Whether sentences end with a mark at all.
    marks_sentences: bool,
    /// When the piece before started.
    before: Option<u32>,
    /// What a noise says of the word that follows.
    noise: Flags,
    /// Words since the last sentence of the turn ended.
    words: usize,
    /// Whether the last turn can go on.
    is_open: bool,
    /// The last turn of each speaker.
    latest: FxHashMap<SpeakerId, usize>,
    told: Told,
}

impl Merger {
    fn push(&mut self, piece: Piece, out: &mut Builder) {
        let restarts = match (piece.start, self.before) {
            (Some(start), Some(before)) => start.saturating_add(FALLS_BACK) < before,
            _ => false,
        };
        self.told.restarts += usize::from(restarts);
        self.before = piece.start.or(self.before);
        if is_stage(piece.view.text()) && !piece.is_word {
            // Notes alone, `♪`, show nothing.
            if !piece.view.text().contains(char::is_alphanumeric) {
                return;
            }
            let flags = piece.flags.with(doubts(piece.view.text()));
            let start = piece.start.map(Stamp::Offset);
            let turn = out.push(
                TurnKind::StageDirection,
                piece.speaker,
                start,
                piece.span,
                piece.view,
            );
            turn.end = piece.end.map(Stamp::Offset);
            turn.flags = flags;
            self.is_open = false;
            return;
        }
        let (view, flags) = without_noise(piece.view);
        let piece = Piece {
            flags: piece.flags.with(flags).with(std::mem::take(&mut self.noise)),
            view,
            ..piece
        };
        if piece.view.text().is_empty() {
            self.noise = piece.flags;
            return;
        }
        let last = out.turns.last_mut().filter(|_| self.is_open && !restarts);
        match last.and_then(|turn| Some((self.gap(turn, &piece)?, turn))) {
            Some((gap, turn)) => extend(turn, gap, &piece),
            None => self.open(&piece, out),
        }
        for word in piece.view.text().split_whitespace() {
            self.words = if ends_sentence(word) { 0 } else { self.words + 1 };
        }
    }

    /// What stands between `turn` and `piece` that goes on with it; `None` where it does not go on.
    fn gap(&self, turn: &Turn, piece: &Piece) -> Option<&'static str> {
        let doubted = |it: Flags| it.has(Flags::LOW_CONFIDENCE);
        let is_same = turn.speaker == piece.speaker && doubted(turn.flags) == doubted(piece.flags);
        if piece.opens || !is_same {
            return None;
        }
        if piece.glued {
            return Some("");
        }
        let can_end = !self.marks_sentences || ENDLESS < self.words || ends_sentence(turn.view.text());
        let since = |it: Option<Stamp>| match (it, piece.start) {
            (Some(Stamp::Offset(then)), Some(start)) => start.saturating_sub(then),
            _ => 0,
        };
        let pauses = PAUSE < since(turn.end);
        let longest = match turn.speaker {
            Some(_) => LONGEST,
            None => LONGEST_UNKNOWN,
        };
        match () {
            // Where sentences never end with a piece, one is cut.
            () if 2 * longest < since(turn.start) => None,
            () if !can_end => Some(" "),
            () if longest < since(turn.start) || (pauses && turn.speaker.is_none()) => None,
            () if pauses || piece.paragraph => Some(PARAGRAPH),
            () => Some(" "),
        }
    }

    fn open(&mut self, piece: &Piece, out: &mut Builder) {
        let start = piece.start.map(Stamp::Offset);
        let mut flags = piece.flags;
        if self.goes_on(piece, out) {
            flags.set(Flags::CONTINUATION);
        }
        let turn = out.push(
            TurnKind::Speech,
            piece.speaker,
            start,
            piece.span,
            piece.view.clone(),
        );
        turn.end = piece.end.map(Stamp::Offset);
        turn.flags = flags;
        self.words = 0;
        self.is_open = true;
        if let Some(speaker) = piece.speaker {
            self.latest.insert(speaker, out.turns.len() - 1);
        }
    }

    /// Whether `piece` goes on with a sentence of its speaker that somebody broke into.
    fn goes_on(&self, piece: &Piece, out: &Builder) -> bool {
        /// Turns of others in between, at most.
        const BETWEEN: usize = 2;
        let latest = piece.speaker.and_then(|it| self.latest.get(&it));
        let Some(turn) = latest.and_then(|&it| out.turns.get(it).map(|turn| (it, turn))) else {
            return false;
        };
        let between = out.turns.len() - 1 - turn.0;
        self.marks_sentences
            && (1..=BETWEEN).contains(&between)
            && !ends_sentence(turn.1.view.text())
            && piece.view.text().starts_with(char::is_lowercase)
    }
}

/// Milliseconds of a time; 0 where there is none.
fn offset(it: Option<Stamp>) -> u32 {
    match it {
        Some(Stamp::Offset(millis)) => millis,
        _ => 0,
    }
}

fn extend(turn: &mut Turn, gap: &str, piece: &Piece) {
    join::view(&mut turn.view, &piece.view, gap);
    turn.span = turn.span.cover(piece.span);
    turn.end = match (turn.end, piece.end) {
        (Some(Stamp::Offset(before)), Some(end)) => Some(Stamp::Offset(end.max(before))),
        (None, Some(end)) => Some(Stamp::Offset(end.max(offset(turn.start)))),
        _ => turn.end,
    };
    turn.flags.set(piece.flags);
}

/// Marks what a recogniser that got caught in a loop said over and over.
fn flag_loops(pieces: &mut [Piece]) {
    let mut from = 0;
    for at in 1..=pieces.len() {
        let is_same = pieces.get(at).is_some_and(|it| {
            it.speaker == pieces[from].speaker && it.view.text() == pieces[from].view.text() && !it.opens
        });
        if is_same {
            continue;
        }
        // One word is said again and again; a row of them is not.
        let is_loop = LOOP <= at - from && pieces[from].view.text().contains(' ');
        if is_loop && !is_stage(pieces[from].view.text()) {
            let same = &mut pieces[from..at];
            same.iter_mut().for_each(|it| it.flags.set(Flags::LOW_CONFIDENCE));
        }
        from = at;
    }
}

/// Whether sentences end with a mark.
pub(super) fn marks_sentences<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut words, mut ends) = (0, 0);
    for text in texts {
        for word in text.split_whitespace() {
            words += 1;
            ends += usize::from(ends_sentence(word));
        }
    }
    words <= ends * UNMARKED
}

/// Whether a sentence ends with `text`.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '”', '’', '\'', '»', ')', ']', ' '];
    text.trim_end_matches(closing)
        .ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// Whether `text` says what is seen or heard instead of what is said: `[door slams]`, `(applause)`, `♪ …`.
pub(super) fn is_stage(text: &str) -> bool {
    if text.starts_with(['♪', '♫']) {
        return true;
    }
    let (open, close) = match text.chars().next() {
        Some('[') => ('[', ']'),
        Some('(') => ('(', ')'),
        Some('*') => return is_between_stars(text),
        _ => return false,
    };
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                let rest = text[at + close.len_utf8()..].trim_matches(['.', ' ']);
                return rest.is_empty() || is_stage(rest);
            }
        }
    }
    false
}

/// `*laughs*`.
fn is_between_stars(text: &str) -> bool {
    const WORDS: usize = 4;
    let inner = text.strip_prefix('*').and_then(|it| it.strip_suffix('*'));
    inner.is_some_and(|it| !it.is_empty() && !it.contains('*') && it.split_whitespace().count() <= WORDS)
}

/// What a mark in brackets says of the words around it.
fn doubts(mark: &str) -> Flags {
    let mark = mark.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|it| mark.contains(it));
    let mut flags = Flags::default();
    if says(&["inaudible", "unintelligible", "indistinct", "unclear"]) {
        flags.set(Flags::INAUDIBLE);
    }
    if says(&["crosstalk", "cross talk", "overlapping"]) {
        flags.set(Flags::CROSSTALK);
    }
    flags
}

/// The words without noises in brackets, and what those noises say of them.
fn without_noise(view: View) -> (View, Flags) {
    let text = view.text();
    let mut flags = Flags::default();
    if !text.contains(['[', '(']) {
        return (view, flags);
    }
    let mut res = View::default();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find(['[', '(']).map(|it| at + it) {
        let Some(end) = inline::noise(text, open, open + 1) else {
            at = open + 1;
            continue;
        };
        flags.set(doubts(&text[open..end]));
        res.append(&view, Span::new(from, open));
        let said_ends = res.text().is_empty() || res.text().ends_with(' ');
        let blanks = text[end..].len() - text[end..].trim_start().len();
        from = end + if said_ends { blanks } else { 0 };
        at = end.max(from);
    }
    if from == 0 {
        return (view, flags);
    }
    res.append(&view, Span::new(from, text.len()));
    trim(&mut res);
    (res, flags)
}

/// Takes blanks at both ends away.
pub(super) fn trim(view: &mut View) {
    let text = view.text();
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if 0 < start || end < text.len() {
        *view = if start < end {
            view.slice(Span::new(start, end))
        } else {
            View::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of lines, each a piece that takes one second; `|` before the words stands for `opens`.
    fn turns(lines: &[(Option<SpeakerId>, u32, &str)]) -> (Vec<Turn>, Told) {
        let mut at = 0;
        let mut pieces = Vec::new();
        for &(speaker, second, text) in lines {
            let words = text.trim_start_matches('|');
            let skipped = text.len() - words.len();
            pieces.push(Piece {
                speaker,
                opens: 0 < skipped,
                start: Some(second * 1000),
                end: Some((second + 1) * 1000),
                span: Span::new(at, at + text.len()),
                view: View::plain(words, at + skipped),
                ..Piece::default()
            });
            at += text.len() + 1;
        }
        let mut out = Builder::default();
        let told = append(pieces, &mut out);
        (out.turns, told)
    }

    fn said(turns: &[Turn]) -> Vec<&str> {
        turns.iter().map(|it| it.view.text()).collect()
    }

    #[test]
    fn a_turn_goes_on_while_one_speaks() {
        let (turns, _) = turns(&[
            (Some(0), 0, "The valve"),
            (Some(0), 1, "was open."),
            (Some(0), 9, "Then it closed."),
            (Some(1), 10, "Who closed it?"),
        ]);
        assert_eq!(
            said(&turns),
            ["The valve was open.\n\nThen it closed.", "Who closed it?"]
        );
        assert_eq!(turns[0].end, Some(Stamp::Offset(10_000)));
        assert_eq!(turns[0].span, Span::new(0, 35));
    }

    #[test]
    fn a_pause_parts_what_nobody_is_known_to_say_but_no_sentence() {
        let (turns, _) = turns(&[
            (None, 0, "The valve"),
            (None, 9, "was open."),
            (None, 10, "Still."),
            (None, 19, "Then it closed."),
            (None, 20, "|No."),
        ]);
        assert_eq!(
            said(&turns),
            ["The valve was open. Still.", "Then it closed.", "No."]
        );
    }

    #[test]
    fn a_recogniser_in_a_loop_is_doubted_and_a_time_that_starts_over_parts() {
        let (turns, told) = turns(&[
            (None, 50, "It was late."),
            (None, 51, "Thank you all."),
            (None, 52, "Thank you all."),
            (None, 53, "Thank you all."),
            (None, 2, "Part two."),
        ]);
        let doubted: Vec<bool> = turns
            .iter()
            .map(|it| it.flags.has(Flags::LOW_CONFIDENCE))
            .collect();
        assert_eq!(doubted, [false, true, false]);
        assert_eq!(told.restarts, 1);
        assert_eq!(turns[2].start, Some(Stamp::Offset(2_000)));
    }

    #[test]
    fn an_end_before_the_start_is_no_end() {
        let piece = |start, end, at: usize| Piece {
            start: Some(start),
            end: Some(end),
            span: Span::new(at, at + 3),
            view: View::plain("No.", at),
            ..Piece::default()
        };
        let mut out = Builder::default();
        append(vec![piece(5_000, 4_000, 0), piece(4_500, 4_700, 4)], &mut out);
        let [turn] = out.turns.as_slice() else {
            panic!("one turn: {:?}", out.turns)
        };
        assert_eq!(
            (turn.start, turn.end),
            (Some(Stamp::Offset(5_000)), Some(Stamp::Offset(5_000)))
        );
    }

    #[test]
    fn noises_leave_their_mark() {
        let (turns, _) = turns(&[
            (Some(0), 0, "It was [inaudible] late."),
            (Some(0), 1, "[door slams]"),
            (Some(0), 2, "(laughs) Very."),
            (Some(1), 3, "And who"),
            (Some(0), 4, "Me."),
            (Some(1), 5, "was it?"),
        ]);
        assert_eq!(
            said(&turns),
            [
                "It was late.",
                "[door slams]",
                "Very.",
                "And who",
                "Me.",
                "was it?"
            ]
        );
        assert_eq!(turns[1].kind, TurnKind::StageDirection);
        assert!(turns[0].flags.has(Flags::INAUDIBLE));
        assert!(turns[5].flags.has(Flags::CONTINUATION));
        assert!(is_stage("(music) [applause]") && !is_stage("[the] valve (3)"));
    }
}
