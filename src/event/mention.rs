//! Which sentences of a talk say that something happened, and when.
//!
//! A time is named for many reasons: a habit, a plan, an appointment, a thing called after its day. It dates an event
//! where its sentence tells something done or so in the past, and the time stands as one that dates: it opens the
//! sentence, or a word such as "on" or "in" leads to it.

use crate::language::polarity;
use crate::language::quantity::{self, Dimension};
use crate::language::words::spans;
use crate::text::Span;

use super::report;
use super::when::{self, Stated};

/// Words that make a habit of what their sentence tells.
const HABIT: &[&str] = &[
    "every",
    "each",
    "always",
    "usually",
    "normally",
    "typically",
    "often",
    "whenever",
    "per",
    "sometimes",
    "never",
];

/// Words that may stand between the start of a sentence and the time that opens it.
const OPENERS: &[&str] = &[
    "so", "and", "but", "then", "well", "um", "uh", "hmm", "okay", "ok", "right", "yeah", "yes", "no", "at",
    "on", "in", "by", "around", "about", "early", "late", "that", "this", "last", "spring", "summer",
    "autumn", "winter", "the", "mid",
];

/// Words that lead to a time at which something happened.
const LEADING: &[&str] = &[
    "on",
    "in",
    "at",
    "by",
    "around",
    "about",
    "during",
    "spent",
    "spring",
    "summer",
    "autumn",
    "winter",
    "fall",
    "early",
    "late",
    "mid",
    "was",
    "were",
    "approximately",
    "roughly",
    "exactly",
    "wasted",
    "lost",
    "that",
];

/// Before a time, after one of [`LEADING`]: "on the Monday", "in early March".
const BETWEEN: &[&str] = &[
    "the", "early", "late", "mid", "spring", "summer", "autumn", "winter",
];

/// So many words beside the time make a sentence that says something.
const FEWEST_WORDS: usize = 3;

/// A time that dates what `text`, a sentence, tells.
pub(super) fn dated(text: &str) -> Option<Stated> {
    let times = when::stated(text);
    if times.is_empty() {
        return None;
    }
    let lower = text.to_lowercase();
    let is_meant = lower.contains("going to");
    let is_withdrawn = ["no, wait", "no wait"].iter().any(|it| lower.contains(it));
    let is_order = report::words(text).next().is_some_and(|it| it == "let");
    if is_meant || is_withdrawn || is_order || report::words(text).any(|it| it == "due") {
        return None;
    }
    times.into_iter().find_map(|it| {
        let asserts = tells_past(clause(text, it.span));
        let may_date = it.is_past_or_fixed()
            && !report::is_planned(text, it.span.start)
            && !is_habit(text, &it)
            && !is_quoted(text, &it)
            && !is_compared(text, &it)
            && says_more(text, &it);
        if !may_date {
            return None;
        }
        if let Some(since) = since(text, &it) {
            return since.day_is_told().then_some(since);
        }
        let dates = if asserts {
            stands_as_date(text, &it)
        } else {
            it.fixes_moment() && tells_moment(text, &it)
        };
        dates.then_some(it)
    })
}

/// `since Tuesday`: what has been so from then on.
fn since(text: &str, time: &Stated) -> Option<Stated> {
    let (word, is_apart) = before(text, time).into_iter().next()?;
    let is_denied = report::words(text).any(|it| {
        it.ends_with("n't")
            || matches!(
                it.as_str(),
                "not" | "never" | "nobody" | "nothing" | "none" | "no"
            )
    });
    if is_apart || is_denied || !word.eq_ignore_ascii_case("since") {
        return None;
    }
    let start = text[..time.span.start].rfind(word)?;
    let mut since = time.clone();
    since.span = Span::new(start, time.span.end);
    since.text = format!("{word} {}", time.text);
    Some(since)
}

/// Whether the time is what something is measured against: "more than in the same days last year".
fn is_compared(text: &str, time: &Stated) -> bool {
    let clause = clause(&text[..time.span.start], Span::at(time.span.start));
    let behind_than = clause.rfind(" than ").map(|at| &clause[at..]);
    behind_than.is_some_and(|it| !it.contains([',', ';']))
}

/// The clause around `span`: reasons and circumstances are clauses of their own.
fn clause(text: &str, span: Span) -> &str {
    const ENDS: [&str; 6] = [" because ", " whenever ", "; ", " -- ", " — ", ", but "];
    let start = ENDS
        .iter()
        .filter_map(|it| text[..span.start].rfind(it).map(|at| at + it.len()))
        .max()
        .unwrap_or(0);
    let end = ENDS
        .iter()
        .filter_map(|it| text[span.end..].find(it))
        .min()
        .map_or(text.len(), |at| span.end + at);
    &text[start.min(span.start)..end]
}

/// Whether the sentence tells something done or so in the past, before any word of a plan or a guess.
fn tells_past(text: &str) -> bool {
    let mut last = String::new();
    for word in report::words(text) {
        let is_wish = matches!(
            word.as_str(),
            "wanted" | "planned" | "hoped" | "intended" | "meant" | "wished" | "expected"
        );
        let is_subject = matches!(last.as_str(), "i" | "we" | "they" | "he" | "she" | "you");
        if report::is_plan_word(&word)
            || matches!(word.as_str(), "due" | "thought")
            || (is_wish && is_subject)
        {
            return false;
        }
        let is_adjective = report::makes_adjective(&last)
            || matches!(
                last.as_str(),
                "is" | "are" | "be" | "being" | "it's" | "that's" | "gets" | "get" | "only"
            );
        // `we're` is not `were`.
        let is_verb = (polarity::is_past(&word) && !word.contains('\''))
            || matches!(word.as_str(), "was" | "were" | "had" | "did");
        if word == "been" || (is_verb && !is_adjective) {
            return true;
        }
        last = word;
    }
    false
}

/// Whether a habit is told: one of its words before the time or anywhere before a verb, or a plural (`Fridays`).
fn is_habit(text: &str, time: &Stated) -> bool {
    let raw = text[time.span.range()].to_lowercase();
    let is_plural =
        raw.ends_with("days") || raw.ends_with("'s") || raw.ends_with("’s") || raw.ends_with("weekends");
    let behind = text[time.span.end..].trim_start();
    let is_owner = text[time.span.end..].starts_with(['\'', '’']);
    let goes_on = behind
        .split(|it: char| !it.is_alphanumeric())
        .next()
        .unwrap_or("");
    is_plural
        || is_owner
        || matches!(goes_on.to_lowercase().as_str(), "every" | "sheet")
        || report::words(text).any(|it| HABIT.contains(&it.as_str()))
        || report::words(text)
            .collect::<Vec<_>>()
            .windows(2)
            .any(|it| it[0] == "once" && it[1] == "a")
}

/// Whether the time stands in a quotation.
fn is_quoted(text: &str, time: &Stated) -> bool {
    let before = &text[..time.span.start];
    let is_open =
        before.matches('"').count() % 2 == 1 || before.matches('“').count() > before.matches('”').count();
    is_open && text[time.span.end..].contains(['"', '”'])
}

/// Whether `time` is when the message `text`, written at `stamp`, says that something happened: not later than that,
/// and neither the start or end of a stretch (`since 09:05`) nor the name of a thing (`the 08:30 snapshot`).
pub(super) fn dates_message(text: &str, time: &Stated, stamp: Option<u16>, by_machine: bool) -> bool {
    if time.day().is_some() {
        // A day besides the hour is that of an appointment unless something is told as done.
        return time.fixes_moment() && (by_machine || report::tells_past(text));
    }
    let is_later = matches!((time.clock, stamp), (Some(own), Some(stamp)) if stamp < own);
    let last = before(text, time);
    let last = last.first().map_or(String::new(), |it| it.0.to_lowercase());
    let is_bound = matches!(
        last.as_str(),
        "since"
            | "after"
            | "before"
            | "until"
            | "till"
            | "the"
            | "a"
            | "an"
            | "it's"
            | "is"
            | "now"
            | "from"
            | "for"
    );
    let is_led = matches!(last.as_str(), "at" | "around" | "about" | "by");
    let behind = &text[time.span.end..];
    let ends = !behind.contains(char::is_alphanumeric);
    let is_told = last.is_empty() && matches!(report::words(behind).next().as_deref(), Some("is" | "was"));
    time.fixes_moment() && !is_later && !is_bound && (is_led || ends || is_told) && !is_habit(text, time)
}

/// Whether the sentence is about another day than today.
pub(super) fn is_of_another_day(text: &str) -> bool {
    when::stated(text).iter().any(|it| {
        it.is_past_or_fixed() && !it.fixes_moment() && it.day().is_some() && stands_as_date(text, it)
    })
}

/// Whether it says more than the time.
pub(super) fn says_more(text: &str, time: &Stated) -> bool {
    let n_words = spans(text)
        .into_iter()
        .filter(|it| !it.overlaps(time.span))
        .count();
    FEWEST_WORDS <= n_words
}

/// The words before the time, last first.
fn before<'a>(text: &'a str, time: &Stated) -> Vec<(&'a str, bool)> {
    let head = &text[..time.span.start];
    let mut words: Vec<(&str, bool)> = spans(head)
        .into_iter()
        .map(|it| {
            let is_apart = head[it.end..]
                .trim_start()
                .starts_with([',', ';', ':', '(', '.', '-', '–', '—', '…']);
            (&head[it.range()], is_apart)
        })
        .collect();
    words.reverse();
    words
}

fn is_one(list: &[&str], word: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether the time stands where times stand that date: it opens the sentence or a clause, or is led to.
fn stands_as_date(text: &str, time: &Stated) -> bool {
    let words = before(text, time);
    let opens = words.iter().all(|(word, _)| is_one(OPENERS, word));
    if time.is_bare_ordinal() {
        // "On the 24th" dates; "on the fifth" may be the fifth of anything.
        let is_number = text[time.span.range()].starts_with(|it: char| it.is_ascii_digit());
        return is_number && words.get(1).is_some_and(|it| it.0.eq_ignore_ascii_case("on"));
    }
    if time.is_relative() || opens {
        let is_article = words
            .first()
            .is_some_and(|it| matches!(it.0.to_ascii_lowercase().as_str(), "a" | "an"));
        return !is_article;
    }
    let Some((first, is_apart)) = words.first() else {
        return true;
    };
    let led = |at: usize| words.get(at).is_some_and(|it| is_one(LEADING, it.0));
    let through =
        is_one(BETWEEN, first) && (led(1) || (is_one(BETWEEN, words.get(1).map_or("", |it| it.0)) && led(2)));
    // "Go or no-go is at noon on Sunday": an appointment.
    // "What happened is that on the 3rd …": the clause begins behind "that".
    let is_appointment = words
        .iter()
        .take(5)
        .take_while(|it| !it.0.eq_ignore_ascii_case("that"))
        .skip(1)
        .any(|it| is_one(&["is", "are", "it's", "that's"], it.0) && !it.1);
    let is_led = led(0) && !is_one(BETWEEN, first) || through;
    (*is_apart && !is_one(&["the", "a", "an"], first)) || (is_led && !is_appointment)
}

/// Whether a sentence without a past tells what happened at the clock time that opens it: "At 11:40 the network
/// stops handing out addresses."
fn tells_moment(text: &str, time: &Stated) -> bool {
    let words = before(text, time);
    let opens = words.iter().all(|(word, _)| is_one(OPENERS, word));
    let rest: Vec<String> = report::words(&text[time.span.end..]).collect();
    let first = rest.first().map_or("", String::as_str);
    let is_dating = matches!(
        first,
        "is" | "are" | "until" | "to" | "or" | "local" | "for" | "till"
    );
    let is_plan = report::words(text).any(|it| report::is_plan_word(&it) || it == "due");
    opens && 4 <= rest.len() && !is_dating && !is_plan && rest.iter().any(|it| is_present(it))
}

/// Whether `word` may be a verb of the third person: `restarts`, `stops`.
fn is_present(word: &str) -> bool {
    4 < word.len() && word.ends_with('s') && !word.ends_with("ss") && !word.contains('\'')
}

/// The stretch of time that answers how long something had been going on: "How long has this been happening?" "Six
/// days."
pub(super) fn lasting(question: &str, answer: &str) -> Option<Span> {
    let asked: Vec<String> = report::words(question).collect();
    let is_how_long = asked.windows(2).any(|it| it[0] == "how" && it[1] == "long");
    let is_until_now = asked
        .iter()
        .any(|it| matches!(it.as_str(), "has" | "have" | "been" | "had"));
    if !is_how_long || !is_until_now {
        return None;
    }
    let found = quantity::read(answer)
        .into_iter()
        .find(|it| it.dimension == Dimension::Time && it.per.is_none())?;
    Some(found.span)
}

/// The day that answers when something happened: "When did the lock first jam?" "On the 19th of May."
pub(super) fn asked_when(question: &str, answer: &str) -> Option<Stated> {
    let asked: Vec<String> = report::words(question).collect();
    let is_when = asked
        .windows(2)
        .any(|it| it[0] == "when" && matches!(it[1].as_str(), "did" | "was" | "were"));
    let time = when::stated(answer).into_iter().next()?;
    let opens = before(answer, &time)
        .iter()
        .all(|(word, _)| is_one(OPENERS, word));
    let dates = opens && time.is_past_or_fixed() && time.day_is_told();
    (is_when && dates && !is_habit(answer, &time)).then_some(time)
}

/// The words that open a step of a story told without a time, and what stands behind them: "First, I changed …".
pub(super) fn is_step(text: &str) -> bool {
    const CUES: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "then",
        "next",
        "finally",
        "afterwards",
        "later",
        "eventually",
    ];
    let opening = report::words(text).next();
    if !opening.is_some_and(|it| it == "after" || CUES.contains(&it.as_str())) {
        return false;
    }
    let words: Vec<String> = report::words(text).collect();
    let says_something = 5 <= words.len();
    let cue = match words.first().map(String::as_str) {
        Some("after") if words.get(1).is_some_and(|it| it == "that") => 2,
        Some(it) if CUES.contains(&it) => 1,
        _ => return false,
    };
    let is_ours = words.get(cue).is_some_and(|it| matches!(it.as_str(), "i" | "we"));
    let verb = words
        .iter()
        .skip(cue + 1)
        .find(|it| !it.ends_with("ly") && *it != "just" && *it != "also");
    says_something && is_ours && verb.is_some_and(|it| report::is_change(it)) && report::tells_past(text)
}
