//! Where sentences end, and which words stand between quotation marks: both need to know which quotation
//! marks and brackets belong together.

use super::abbreviation::goes_on;
use super::following::{Class, Next};
use super::list::List;
use crate::text::Span;

/// The sentences of `text` (one block of prose), trimmed, in order, covering every word.
///
/// Survives abbreviations, versions, decimals, `K8s.`, initials, ellipses, emoji; never splits inside a
/// quotation, bracket or code span that closes within `text`. U+2028 stands for a hard line break: it ends a
/// sentence where the next line looks like one.
pub fn split(text: &str) -> Vec<Span> {
    split_around(text, &[])
}

/// Bytes of a sentence at most: what nobody ended (automatic captions) is cut between words, so that everything
/// read per sentence stays linear in the text.
const LONGEST: usize = 1200;

/// [`split`], where the spans of `whole` (ascending) are never split either: code spans, math.
pub fn split_around(text: &str, whole: &[Span]) -> Vec<Span> {
    let spans = split_unbounded(text, whole);
    if spans.iter().all(|it| it.len() <= LONGEST) {
        return spans;
    }
    spans.into_iter().flat_map(|it| cut(text, it)).collect()
}

/// A span in pieces of at most [`LONGEST`] bytes, cut at white space where there is some.
fn cut(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    while span.end - start > LONGEST {
        let limit = (0..=start + LONGEST)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(start);
        let end = text[start..limit]
            .rfind(char::is_whitespace)
            .map_or(limit, |it| start + it);
        let end = if text[start..end].trim().is_empty() {
            limit
        } else {
            end
        };
        let piece = text[start..end].trim_end();
        pieces.push(Span::new(start, start + piece.len()));
        start = span.end - text[end..span.end].trim_start().len();
    }
    if start < span.end {
        pieces.push(Span::new(start, span.end));
    }
    pieces
}

fn split_unbounded(text: &str, whole: &[Span]) -> Vec<Span> {
    let closed = outermost(pairs(text, whole), whole);
    let mut pieces = Pieces {
        text,
        out: Vec::new(),
        start: skip_space(text, 0),
        wordless_to: 0,
    };
    let mut closed_at = closed.iter().peekable();
    let mut at = 0;
    let mut token = 0;
    while let Some(c) = char_at(text, at) {
        let stop = closed_at.peek().map_or(text.len(), |it| it.0.start);
        if at < stop
            && let letters @ 1.. = letters(&text.as_bytes()[at..stop])
        {
            at += letters;
            continue;
        }
        if let Some(&&(span, mark)) = closed_at.peek() {
            if span.start == at {
                closed_at.next();
                at = span.end;
                if let Some(end) = after_closed(text, pieces.start, span, mark) {
                    at = pieces.cut(end);
                    token = at;
                }
                continue;
            }
            if span.start < at {
                closed_at.next();
                continue;
            }
        }
        let next_at = at + c.len_utf8();
        if c == '\u{2028}' && starts_a_line(text, at, next_at) {
            at = pieces.cut(at);
            token = at;
        } else if c.is_whitespace() || is_opener(c) || is_dash(c) {
            at = next_at;
            token = at;
        } else if is_terminator(c) {
            let run = run_end(text, at);
            match after_terminators(
                text,
                pieces.start,
                token,
                at,
                run,
                closed_at.peek().map(|it| it.0.start),
            ) {
                Some(end) => {
                    at = pieces.cut(end);
                    token = at;
                }
                None => at = run,
            }
            while closed_at.next_if(|it| it.0.start < at).is_some() {}
        } else {
            at = next_at;
        }
    }
    pieces.cut(text.len());
    pieces.out
}

/// Words between quotation marks that belong together: `outer` with the marks, `inner` without. Straight and
/// curly double quotes, guillemets and curly single quotes; only the outermost of nested ones; in order.
/// An inch mark, an apostrophe and a mark that nothing closes are none.
pub fn quotations(text: &str) -> Vec<(Span, Span)> {
    quotations_around(text, &[])
}

/// [`quotations`], where marks inside the spans of `whole` (ascending: code spans) are letters like others.
pub fn quotations_around(text: &str, whole: &[Span]) -> Vec<(Span, Span)> {
    let mut all = pairs(text, whole);
    all.retain(|it| it.1.is_quote());
    outermost(all, &[])
        .into_iter()
        .map(|(outer, mark)| {
            let width = mark.width();
            (outer, Span::new(outer.start + width, outer.end - width))
        })
        .filter(|(_, inner)| !text[inner.range()].trim().is_empty())
        .collect()
}

/// What opens and closes a stretch that is kept together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Straight,
    Curly,
    Single,
    Guillemet,
    Round,
    Square,
    Tick,
    /// Given by the caller.
    Whole,
}

impl Mark {
    const COUNT: usize = 8;

    fn is_quote(self) -> bool {
        matches!(
            self,
            Mark::Straight | Mark::Curly | Mark::Single | Mark::Guillemet
        )
    }

    /// Bytes of one mark.
    fn width(self) -> usize {
        match self {
            Mark::Curly | Mark::Single => 3,
            Mark::Guillemet => 2,
            Mark::Straight | Mark::Round | Mark::Square | Mark::Tick => 1,
            Mark::Whole => 0,
        }
    }
}

/// Every pair of marks that belongs together. A closing mark takes the nearest opening one of its kind and
/// drops what was left open between them.
fn pairs(text: &str, whole: &[Span]) -> Vec<(Span, Mark)> {
    let mut whole = whole.iter().peekable();
    let mut open: Vec<(Mark, usize)> = Vec::new();
    let mut count = [0usize; Mark::COUNT];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(ahead) = text.as_bytes()[from..].iter().position(|&it| is_mark_byte(it)) {
        let at = from + ahead;
        // The first byte of a mark is no letter's second.
        let Some(c) = char_at(text, at) else { break };
        from = at + c.len_utf8();
        let before = text[..at].chars().next_back();
        let after = char_at(text, from);
        while whole.next_if(|it| it.end <= at).is_some() {}
        if whole.peek().is_some_and(|it| it.start <= at) {
            continue;
        }
        let free_before = before.is_none_or(|it| it.is_whitespace() || is_opener(it) || is_dash(it));
        let free_after = after.is_none_or(char::is_whitespace);
        let word_before = before.is_some_and(char::is_alphanumeric);
        let is_open = |mark: Mark| 0 < count[mark as usize];
        // (mark, closes, opens)
        let seen = match c {
            '"' => {
                let closes = before.is_some_and(|it| !it.is_whitespace()) && (!free_before || free_after);
                let opens = !word_before && !free_after;
                Some((Mark::Straight, closes && is_open(Mark::Straight), opens))
            }
            '“' => Some((Mark::Curly, false, true)),
            '”' => Some((Mark::Curly, true, false)),
            '‘' => {
                let digit = after.is_some_and(|it| it.is_ascii_digit());
                Some((Mark::Single, false, !free_after && !word_before && !digit))
            }
            '’' => {
                let joined = after.is_some_and(char::is_alphanumeric);
                Some((
                    Mark::Single,
                    !joined && before.is_some_and(|it| !it.is_whitespace()),
                    false,
                ))
            }
            '«' => Some((Mark::Guillemet, false, true)),
            '»' => Some((Mark::Guillemet, true, false)),
            '(' => Some((Mark::Round, false, before != Some(':'))),
            ')' => Some((Mark::Round, true, false)),
            '[' => Some((Mark::Square, false, true)),
            ']' => Some((Mark::Square, true, false)),
            '`' => Some((Mark::Tick, is_open(Mark::Tick), true)),
            _ => None,
        };
        let Some((mark, closes, opens)) = seen else {
            continue;
        };
        if closes && is_open(mark) {
            while let Some((it, start)) = open.pop() {
                count[it as usize] -= 1;
                if it == mark {
                    found.push((Span::new(start, at + c.len_utf8()), mark));
                    break;
                }
            }
        } else if opens {
            open.push((mark, at));
            count[mark as usize] += 1;
        }
    }
    found
}

/// The first bytes of marks: `“”‘’` start with 0xE2, `«»` with 0xC2.
fn is_mark_byte(byte: u8) -> bool {
    matches!(byte, b'"' | b'(' | b')' | b'[' | b']' | b'`' | 0xE2 | 0xC2)
}

/// Those that lie in no other, ascending.
fn outermost(mut all: Vec<(Span, Mark)>, whole: &[Span]) -> Vec<(Span, Mark)> {
    all.extend(
        whole
            .iter()
            .filter(|it| !it.is_empty())
            .map(|&it| (it, Mark::Whole)),
    );
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    all.retain(|(span, _)| {
        let outside = end <= span.start;
        if outside {
            end = span.end;
        }
        outside
    });
    all
}

/// The sentences cut so far.
struct Pieces<'a> {
    text: &'a str,
    out: Vec<Span>,
    start: usize,
    /// Up to here the sentence at `start` is known to hold no word.
    wordless_to: usize,
}

impl Pieces<'_> {
    /// Ends the sentence at `end`; gives where the next one starts. What holds no word joins its neighbour.
    fn cut(&mut self, end: usize) -> usize {
        // A break may stand among the blanks before the first word.
        let end = end.max(self.start);
        let piece = &self.text[self.start..end];
        let trimmed = Span::new(self.start, self.start + piece.trim_end().len());
        let next = skip_space(self.text, end);
        let fresh = &self.text[self.wordless_to.max(self.start).min(end)..end];
        let wordless = !fresh.chars().any(char::is_alphanumeric);
        match self.out.last_mut() {
            _ if trimmed.is_empty() => {}
            Some(last) if wordless => last.end = trimmed.end,
            None if wordless && next < self.text.len() => {
                self.wordless_to = next;
                return next;
            }
            _ => self.out.push(trimmed),
        }
        self.start = next;
        next
    }
}

/// Where the sentence ends whose terminators are `at..run`, or `None` where it goes on.
fn after_terminators(
    text: &str,
    start: usize,
    token: usize,
    at: usize,
    run: usize,
    next_closed: Option<usize>,
) -> Option<usize> {
    let marks = &text[at..run];
    let mut end = run;
    while let Some(c) = char_at(text, end) {
        if !is_closer(c) || next_closed == Some(end) {
            break;
        }
        end += c.len_utf8();
    }
    let wide = marks.chars().any(|c| matches!(c, '。' | '！' | '？'));
    let next = Next::read(text, end)?;
    if !next.apart && !wide {
        return None;
    }
    if next.dash {
        return None;
    }
    let asks = marks.contains(['!', '?', '。', '！', '？']);
    if asks {
        return Some(next.end);
    }
    if marks != "." {
        return (next.class == Class::Upper).then_some(next.end);
    }
    let word = &text[token.min(at)..at];
    let opens_sentence = text[start..at].len() == word.len();
    (!goes_on(word, opens_sentence, &next)).then_some(next.end)
}

/// Where the sentence ends that the closed stretch `span` may end, or `None`.
fn after_closed(text: &str, start: usize, span: Span, mark: Mark) -> Option<usize> {
    let opens_sentence = span.start == start;
    let counts = mark.is_quote() || (matches!(mark, Mark::Round | Mark::Square) && opens_sentence);
    if !counts {
        return None;
    }
    let inner = &text[..span.start + text[span.range()].trim_end_matches(is_closer).len()];
    let last = inner.chars().next_back()?;
    if !is_terminator(last) || inner.len() <= span.start {
        return None;
    }
    let mut end = span.end;
    while let Some(c) = char_at(text, end).filter(|&c| matches!(c, '*' | '_' | ')' | ']')) {
        end += c.len_utf8();
    }
    let next = Next::read(text, end)?;
    if !next.apart || next.dash || next.class != Class::Upper {
        return None;
    }
    let word_start = inner[..inner.len() - last.len_utf8()]
        .rfind(|c: char| c.is_whitespace() || is_opener(c))
        .map_or(0, |it| it + char_at(inner, it).map_or(0, char::len_utf8));
    let word = inner.get(word_start..inner.len() - last.len_utf8()).unwrap_or("");
    if last == '.' && goes_on(word, false, &next) {
        return None;
    }
    // `"Why?" Lin asked.`
    if mark.is_quote() && opens_sentence && is_attribution(&text[next.word_at..]) {
        return None;
    }
    Some(next.end)
}

/// `Lin asked`, `Ravi Patel wrote`: capitalised words and then a verb of saying.
fn is_attribution(rest: &str) -> bool {
    let mut names = 0;
    for word in rest.split_whitespace().take(4) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if bare.chars().next().is_some_and(char::is_uppercase) {
            names += 1;
            if bare.len() < word.len() {
                return false;
            }
        } else {
            return 0 < names && SAYING.has(bare);
        }
    }
    false
}

static SAYING: List = List::new(
    "\
    said says asked asks replied replies wrote writes added adds answered answers typed types shouted \
    whispered muttered announced announces explained explains recalled recalls noted notes told tells \
    posted joked jokes admitted admits insisted insists wondered wonders suggested suggests concluded \
    concludes observed observes remarked remarks responded responds warned warns sighed sighs laughed \
    laughs thought thinks continued continues exclaimed declared pointed put quipped wanted demanded \
    countered objected protested interrupted interjected chimed ventured mused agreed",
);

/// Whether a hard line break at `at` parts sentences: the next line starts like one, this one does not dangle.
fn starts_a_line(text: &str, at: usize, next: usize) -> bool {
    let dangles =
        text[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '—' | '–'));
    let starts = text[next..]
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| !c.is_lowercase());
    !dangles && starts
}

/// How many ASCII letters and digits `bytes` start with: most of every text, and never an end.
fn letters(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|it| !it.is_ascii_alphanumeric())
        .unwrap_or(bytes.len())
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '}' | '*' | '_' | '`' | '」' | '』' | '）'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '“' | '‘' | '«' | '*' | '_' | '"' | '`' | '「' | '『' | '（'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{200D}')
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(super) fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

fn run_end(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_terminator).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of `text` are what stands between the bars.
    #[track_caller]
    fn check(barred: &str) {
        let parts: Vec<&str> = barred.split('|').map(str::trim).collect();
        let text = parts.join(" ");
        let found: Vec<&str> = split(&text).iter().map(|it| &text[it.range()]).collect();
        assert_eq!(found, parts);
    }

    #[test]
    fn what_nobody_ended_is_cut_between_words() {
        let text = "we had 47 records and ".repeat(400);
        let spans = split(&text);
        assert!(spans.len() > 5 && spans.iter().all(|it| it.len() <= LONGEST));
        let words: usize = spans
            .iter()
            .map(|it| text[it.range()].split_whitespace().count())
            .sum();
        assert_eq!(words, text.split_whitespace().count());
        assert!(split(&"é".repeat(2000)).iter().all(|it| it.len() <= LONGEST));
    }

    #[test]
    fn a_full_stop_ends_a_sentence() {
        check("The job failed. | Nobody noticed! | Why? | It was Friday.");
        check("It took a while. | short version: it was gone. | long version below.");
        check("No stop at the end");
        assert!(split(" \n ").is_empty());
        assert!(split("").is_empty());
    }

    #[test]
    fn abbreviations_do_not() {
        check("Use a cache, e.g. Redis, i.e. memory, vs. a disk. | Then Mr. Hale and Dr. Ode came.");
        check("Pods, nodes, etc. were up. | Logs, traces, etc. | The rest was gone.");
        check("Sorry, no. | 1,090 in all.");
        check("On Monday 3. February 2020, it fell. | We had 3. | May I ask? | It was 12. | Then it was 13.");
        check("Was it 40? | No. | 14 of them.");
        check("It took approx. five hours. | See No. 5 and Fig. 3 on p. 12.");
        check("At 3 p.m. we paged. | It ended at 4 p.m. | Then we slept.");
        check("At 9 a.m. Monday it broke, and at 5 p.m. PT it was fixed.");
        check(
            "The U.S. region was down. | We moved to the U.S. | The rest stayed. | The U.S. Senate watched.",
        );
        check("J. R. Hartley wrote it. | Plan B. | We took it.");
        check("He works at Foo Inc. and likes it. | She left Foo Inc. | They hired two.");
        check("It was on Oct. 14 that it broke. | It took 500 ms. | Nobody saw.");
        check("Smith et al. found it.");
        check("Is it on? | The answer was no. | We left.");
    }

    #[test]
    fn names_made_with_dots_do_not() {
        check("Went from 1.27 to 1.29. | Then v2.1. | Then 3.");
        check("Edit config.env and foo.rs. | then restart.");
        check("See https://example.com/a.b?c=d. | It has .env files.");
        check("We run K8s. | Node.js too, on example.com!");
        check("Backup was 3.5 TB. | 4.2 TB came later.");
    }

    #[test]
    fn a_number_at_the_start_is_a_label() {
        check("1. Check the disk. | Then go.");
        check("a. Check the disk.");
    }

    #[test]
    fn quotations_stay_whole() {
        check("\"Yes. No,\" she said. | Then she left.");
        check("“Yes. No,” she said. | Then she left.");
        check("\"I mean. Really…,\" he said.");
        check("He said \"It is down. All of it.\" | Then he left.");
        check("He said \"it is down\". | Then he left.");
        check("\"Is it down? All of it?\" she asked. | Nobody knew.");
        check("\"Is it down?\" Lin asked. | \"Yes!\" Ravi Patel replied.");
        check("\"It is down.\" | Lin went home.");
        check("\"Load it,\" she wrote. | It did so.");
        check("\"Loading it,\" the engineer announced. | \"Let me look around.\"");
        check("\"Yes.\" | \"No.\"");
        check("He asked “why?” | Lin said nothing.");
        check("It broke (twice. Really.) on Monday. | (It was bad. Very bad.) | Then it stopped.");
        check("Run `a. B` now. | Then stop.");
        check("«Oui. Non.» | Then she left.");
        check("‘Yes. It’s down. No,’ she said. | Then she left.");
    }

    #[test]
    fn what_is_no_quotation_swallows_nothing() {
        check("\"It is down. | All of it. | He said \"yes\" twice. | Then he left.");
        check("A 5\" disk and a 3\" one. | Both are dead. | It is 5'10\" tall. | Fine.");
        check("It's down. | Users' data isn't. | That's all.");
        check("It is (down. | All of it.");
        check("Back in the ‘90s it ran. | Users’ data was gone.");
    }

    #[test]
    fn ellipses_go_on_before_a_small_letter() {
        check("It was just... gone. | And then... | Nothing.");
        check("It was just… gone. | And then… | Nothing.");
        check("Wait, what?! | Really?? | yes. | OK...?");
        check("It took... 45 minutes.");
    }

    #[test]
    fn emoji_and_closers_stay_with_their_sentence() {
        check("We shipped it. 🎉 | Then we slept! 😴");
        check("We shipped it 🎉");
        check("**It was fast.** | Then _slow._ | End.");
        check("Fire 🔥🔥. | Water.");
    }

    #[test]
    fn a_colon_never_ends_a_sentence() {
        check("It was one thing: The disk.");
    }

    #[test]
    fn other_scripts_end_sentences_too() {
        let text = "服务器坏了。我们修好了！";
        let found: Vec<&str> = split(text).iter().map(|it| &text[it.range()]).collect();
        assert_eq!(found, ["服务器坏了。", "我们修好了！"]);
    }

    #[test]
    fn hard_breaks_part_labelled_lines() {
        let text = "Severity: two\u{2028}Duration: 47 minutes\u{2028}and more";
        let found: Vec<&str> = split(text).iter().map(|it| &text[it.range()]).collect();
        assert_eq!(found, ["Severity: two", "Duration: 47 minutes\u{2028}and more"]);
    }

    #[test]
    fn quotations_are_found_with_and_without_marks() {
        let text = "He said \"yes, (“no”) it's\" and ‘don’t’, a 5\" disk, «ja», \"open";
        let found: Vec<&str> = quotations(text).iter().map(|it| &text[it.1.range()]).collect();
        assert_eq!(found, ["yes, (“no”) it's", "don’t", "ja"]);
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in [
            "(", "\"", "(\"", "a.", ". ", "“", "‘a’ ", "a. \" B.", "....", "]", "* ", "A. ", "\" ", "\"a.\" ",
        ] {
            let text = piece.repeat(60_000 / piece.len());
            let started = std::time::Instant::now();
            split(&text);
            quotations(&text);
            assert!(
                started.elapsed().as_millis() < 1500,
                "{piece:?} took {:?}",
                started.elapsed()
            );
        }
    }
}
