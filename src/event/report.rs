//! Which messages of a chat report something happening.
//!
//! Every message of a chat has a time; few are events. A sentence reports where it tells something done
//! (`paused the consumers`), something under way that opens the sentence (`rolling back to v211`), a state
//! reached (`it's out`, `queue at 0`) or a measured value (`52,300 invoices`). Plans, guesses, wishes and
//! questions are not reports. This reads word forms, not topics: no list of what can happen.

use crate::language::order;
use crate::language::polarity;
use crate::language::quantity::{self, Bound, Sort};
use crate::transcript::{Stamp, Transcript, Turn};

/// Words that make what follows a plan, a guess, a condition or an opinion.
const PLANNED: &[&str] = &[
    "should",
    "could",
    "would",
    "might",
    "may",
    "can",
    "will",
    "shall",
    "must",
    "let's",
    "lets",
    "please",
    "pls",
    "if",
    "unless",
    "until",
    "maybe",
    "perhaps",
    "probably",
    "want",
    "wants",
    "need",
    "needs",
    "plan",
    "option",
    "i'd",
    "we'd",
    "i'll",
    "we'll",
    "it'll",
    "they'll",
    "gonna",
    "think",
    "thinks",
    "guess",
    "bet",
    "hope",
    "suppose",
    "wonder",
    "don't",
    "doesn't",
    "won't",
    "can't",
    "couldn't",
    "wouldn't",
    "shouldn't",
    "isn't",
    "aren't",
    "used",
];

/// Words that open a sentence and say nothing.
const OPENERS: &[&str] = &[
    "ok", "okay", "so", "and", "now", "well", "right", "yeah", "yes", "yep", "ugh", "hmm", "oh", "hey", "hi",
    "fyi", "update", "i'm", "we're", "i", "we", "am", "are", "still", "also", "then", "but", "just",
    "alright",
];

/// Pasts that tell no change (`was`, `said`), or that look like their present (`put`).
const NO_CHANGE: &[&str] = &[
    "was",
    "were",
    "had",
    "did",
    "said",
    "told",
    "thought",
    "felt",
    "knew",
    "meant",
    "saw",
    "heard",
    "got",
    "set",
    "put",
    "let",
    "read",
    "cost",
    "bet",
    "hurt",
    "understood",
    "liked",
    "loved",
    "hated",
    "happened",
    "called",
    "took",
    "made",
    "came",
    "kept",
    "held",
    "gave",
    "seemed",
    "asked",
    "wanted",
    "needed",
    "agreed",
    "forgot",
];

/// Participles that are not the past too.
const PARTICIPLES: &[&str] = &[
    "broken", "fallen", "frozen", "taken", "written", "given", "begun", "done", "gone", "shown", "hidden",
];

/// First words of questions without a mark, and of orders.
const ASKING: &[&str] = &[
    "what", "why", "how", "who", "when", "where", "which", "whose", "did", "does", "is", "has", "have",
    "was", "were", "tell", "ask", "make", "keep", "check", "try", "use", "show", "send", "wait", "don't",
    "give",
];

/// States that a short form of "to be" reaches: `it's out`, `api is down`.
const STATES: &[&str] = &[
    "out", "down", "up", "back", "live", "done", "over", "offline", "online", "green", "red", "empty",
    "full", "clear", "stable", "healthy", "merged", "dead",
];

/// The words of `text` in lower case, apostrophes straightened.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|it: char| !(it.is_alphanumeric() || "'’-_".contains(it)))
        .map(|it| it.trim_matches(['\'', '’', '-']))
        .filter(|it| !it.is_empty())
        .map(|it| it.to_lowercase().replace('’', "'"))
}

/// Whether a plan, guess, wish or condition governs what stands at `offset` of `text`: one of its words
/// comes before, in the same clause.
pub(super) fn is_planned(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or(text);
    let clause = before.rfind([';', '.', ':']).map_or(before, |at| &before[at..]);
    words(clause).any(|it| PLANNED.contains(&it.as_str()))
}

/// Whether `word` makes what follows a plan, a guess, a condition or an opinion.
pub(super) fn is_plan_word(word: &str) -> bool {
    PLANNED.contains(&word)
}

/// Whether a participle behind `word` is an adjective: `a failed job`, `every rendered label`.
pub(super) fn makes_adjective(word: &str) -> bool {
    [
        "a", "an", "the", "very", "more", "not", "to", "every", "each", "any", "some", "no", "all", "this",
        "that", "these", "those", "my", "our", "your", "its", "their",
    ]
    .contains(&word)
}

/// Whether `word` has the form of a past or a participle that tells a change.
pub(super) fn is_change(word: &str) -> bool {
    (polarity::is_past(word) && !word.contains('\'') && !NO_CHANGE.contains(&word))
        || PARTICIPLES.contains(&word)
}

/// Whether `word` has the form of something under way that changes anything: to look, to wait and to stand do not.
fn is_under_way(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("ing")
        && !word.ends_with("thing")
        && !matches!(
            word,
            "morning"
                | "evening"
                | "during"
                | "thinking"
                | "wondering"
                | "hoping"
                | "guessing"
                | "looking"
                | "watching"
                | "waiting"
                | "counting"
                | "seeing"
                | "hearing"
                | "reading"
                | "standing"
                | "sitting"
                | "missing"
                | "trying"
                | "asking"
                | "saying"
                | "talking"
                | "having"
                | "nothing"
                | "going"
                | "getting"
        )
}

/// Whether `text` tells something done: not what was not, nor what only describes (`whoever paid first`).
pub(super) fn tells_past(text: &str) -> bool {
    let all: Vec<String> = words(text).collect();
    for (at, word) in all.iter().enumerate() {
        let last = at.checked_sub(1).map_or("", |it| all[it].as_str());
        let is_adjective = makes_adjective(last) || last == "only";
        if is_plan_word(word) || matches!(word.as_str(), "thought" | "every" | "always" | "usually") {
            return false;
        }
        if is_change(word) && !is_adjective && !is_denied(&all[..at]) && !describes(&all[..at]) {
            return true;
        }
    }
    false
}

/// Words that may stand between a denial or a subject and its verb.
fn is_helper(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "were"
            | "had"
            | "has"
            | "have"
            | "been"
            | "yet"
            | "ever"
            | "even"
            | "really"
            | "just"
            | "got"
    )
}

/// Whether the verb behind `before` is denied: `it hasn't restarted`, `nobody has noticed`.
fn is_denied(before: &[String]) -> bool {
    let by = before.iter().rev().find(|it| !is_helper(it));
    by.is_some_and(|it| {
        it.ends_with("n't") || matches!(it.as_str(), "not" | "never" | "nobody" | "none" | "nothing")
    })
}

/// Whether the verb behind `before` tells which one is meant: `whoever paid first`, `what was sold`.
fn describes(before: &[String]) -> bool {
    let subject = before.iter().rev().find(|it| !is_helper(it));
    subject.is_some_and(|it| matches!(it.as_str(), "who" | "whoever" | "what" | "whatever" | "which"))
}

/// Whether the sentence opens with something under way and says of what.
fn opens_under_way(text: &str) -> bool {
    let mut rest = words(text).skip_while(|it| OPENERS.contains(&it.as_str()));
    let is_statement = rest.next().is_some_and(|it| is_under_way(&it));
    let is_lead = |it: &String| matches!(it.as_str(), "to" | "for" | "at" | "on" | "in" | "into" | "with");
    let says_what = rest.any(|it| !is_lead(&it)) || text.trim_end().ends_with('.');
    let is_label = text.split_whitespace().next().is_some_and(|it| it.ends_with(':'));
    is_statement && says_what && !is_label
}

/// Whether it says of something named that it is under way: `the printers are printing blank labels`.
fn goes_on(text: &str) -> bool {
    let all: Vec<String> = words(text).collect();
    let Some(at) = all
        .windows(2)
        .position(|it| matches!(it[0].as_str(), "is" | "are") && is_under_way(&it[1]))
    else {
        return false;
    };
    let is_named = all[..at].last().is_some_and(|it| {
        !OPENERS.contains(&it.as_str())
            && !matches!(
                it.as_str(),
                "it" | "that"
                    | "this"
                    | "there"
                    | "what"
                    | "who"
                    | "nobody"
                    | "everybody"
                    | "everyone"
                    | "you"
            )
    });
    // Behind a longer subject the verb is that of a clause in it.
    let is_near = at <= 7;
    let is_clause = all[..at].iter().any(|it| {
        matches!(
            it.as_str(),
            "that" | "what" | "why" | "how" | "because" | "when" | "nobody"
        )
    });
    is_named && is_near && !is_clause && !all.iter().any(|it| is_plan_word(it))
}

/// Whether it says that something is now so.
fn reaches_state(text: &str) -> bool {
    let all: Vec<String> = words(text).collect();
    let is_be = |it: &str| matches!(it, "is" | "are" | "it's" | "all" | "now" | "that's");
    all.len() < 9
        && all
            .windows(2)
            .any(|it| is_be(&it[0]) && STATES.contains(&it[1].as_str()))
}

/// Whether it gives a measured value: a number with a unit, or one too large to be a way of speaking.
///
/// What only *is* so (`the limit is 30 s`) and what is concluded (`so 38k are left`) did not happen now.
fn measures(text: &str) -> bool {
    let all: Vec<String> = words(text).collect();
    let is_now = all.iter().any(|it| matches!(it.as_str(), "now" | "back"));
    let is_fact = all.iter().any(|it| {
        matches!(
            it.as_str(),
            "is" | "are"
                | "isn't"
                | "aren't"
                | "was"
                | "were"
                | "had"
                | "have"
                | "only"
                | "i'm"
                | "it's"
                | "that's"
                | "there's"
                | "we're"
                | "says"
                | "every"
                | "times"
        )
    });
    let concludes = all.first().is_some_and(|it| {
        matches!(
            it.as_str(),
            // Behind these it goes on with what was said before.
            "so" | "that"
                | "and"
                | "but"
                | "like"
                | "over"
                | "of"
                | "for"
                | "from"
                | "per"
                | "than"
                | "before"
        )
    });
    let said: Vec<&str> = text.split_whitespace().collect();
    let orders = order::opens_as_order(&said) && !is_now;
    if (is_fact && !is_now) || concludes || orders || all.iter().any(|it| is_plan_word(it)) {
        return false;
    }
    quantity::read(text).iter().any(|it| {
        let is_telling = !it.unit.is_empty() || 10.0 <= it.low.abs() || it.low == 0.0;
        it.sort == Sort::Amount
            && is_telling
            && it.bound == Bound::Exact
            && !it.in_words
            && !is_planned(text, it.span.start)
    }) && 2 < words(text).count()
}

/// Whether the sentence asks or orders by its first word, or speaks of a condition.
fn asks_or_orders(text: &str) -> bool {
    let opens = words(text).find(|it| !OPENERS.contains(&it.as_str()));
    let asks_inside = words(text).collect::<Vec<_>>().windows(2).any(|it| {
        matches!(it[0].as_str(), "when" | "why" | "how") && matches!(it[1].as_str(), "does" | "do" | "did")
    });
    let by_opening = asks_inside || opens.is_some_and(|it| ASKING.contains(&it.as_str()));
    by_opening || text.trim_end().ends_with('?') || words(text).any(|it| it == "if" || it == "whenever")
}

/// Whether a sentence of a stamped message reports something happening.
pub(super) fn reports(text: &str) -> bool {
    let text = &without_links(text);
    let mut opening = words(text);
    let concludes = opening.next().is_some_and(|it| it == "so")
        && !opening.next().is_some_and(|it| matches!(it.as_str(), "i" | "we"));
    if asks_or_orders(text) || concludes || is_command(text) {
        return false;
    }
    if comments(text) {
        return reaches_state(text);
    }
    tells_past(text) || opens_under_way(text) || goes_on(text) || reaches_state(text) || measures(text)
}

/// Without addresses of pages: their words and numbers tell nothing.
fn without_links(text: &str) -> String {
    let plain: Vec<&str> = text.split_whitespace().filter(|it| !it.contains("://")).collect();
    plain.join(" ")
}

/// Whether it is for a program that listens: `agenda+ Next steps`, `s/word/other word/`.
fn is_command(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    let is_mark = first.len() > 1 && first.ends_with('+');
    let changes = text.starts_with("s/") && 2 <= text[2..].matches('/').count();
    let goes_on = text.starts_with("..") || text.starts_with('…');
    is_mark || changes || goes_on
}

/// Whether it comments on what was said (`that's the crowd explained`), or tells how something is by a participle that
/// goes on (`the companion is booked under the same number`, `frozen since monday`).
fn comments(text: &str) -> bool {
    let all: Vec<String> = words(text).collect();
    let at = |it: usize| all.get(it).map_or("", String::as_str);
    let points = matches!(at(0), "that's" | "this's") || matches!((at(0), at(1)), ("that" | "this", "is"));
    if points || (at(0) == "but" && matches!(at(1), "we're" | "it's" | "they're" | "i'm" | "that's")) {
        return true;
    }
    let is_only_state = |n: usize| {
        let is_be = matches!(at(n.wrapping_sub(1)), "is" | "are") || at(n.wrapping_sub(1)).ends_with("'re");
        let goes_on = matches!(
            at(n + 1),
            "under" | "by" | "as" | "with" | "of" | "in" | "on" | "for"
        );
        at(n + 1) == "since" || (is_be && goes_on)
    };
    let mut changes = (0..all.len()).filter(|&it| is_change(&all[it])).peekable();
    changes.peek().is_some() && changes.all(is_only_state)
}

/// Whether a line that nobody says is kept by the program that shows the chat: who came and went, topics, modes.
pub(super) fn is_of_channel(text: &str) -> bool {
    let text = text.trim_start();
    let is_marked = text.starts_with(|it: char| !it.is_alphanumeric() && !"\"'“(#@✅❌⚠🚨".contains(it));
    is_marked || comes_or_goes(text)
}

/// Whether it tells that somebody came into a channel or left it.
pub(super) fn comes_or_goes(text: &str) -> bool {
    let all: Vec<String> = words(text).take(6).collect();
    all.windows(2)
        .any(|it| it[0] == "has" && matches!(it[1].as_str(), "joined" | "quit" | "left"))
        || (matches!(
            all.first().map(String::as_str),
            Some("joined" | "left" | "added" | "was")
        ) && text.contains([' ', '\t'])
            && text
                .split_whitespace()
                .any(|it| it.starts_with('#') && it[1..].starts_with(char::is_alphabetic)))
}

/// Whether a chat is where somebody keeps the minutes of a talk: what others say goes on behind dots, line by line.
pub(super) fn is_scribed(transcript: &Transcript) -> bool {
    const FEWEST: usize = 3;
    let goes_on = |it: &&Turn| {
        matches!(it.start, Some(Stamp::Clock(_))) && it.view.text().trim_start().starts_with("..")
    };
    FEWEST <= transcript.turns.iter().filter(goes_on).take(FEWEST).count()
}

/// Whether it opens with whose words these are: `Paul: we were approached`.
pub(super) fn opens_with_label(text: &str) -> bool {
    let label = text.split_once(": ").map(|it| it.0.trim());
    label.is_some_and(|it| {
        it.split_whitespace().count() <= 2 && it.chars().all(|c| c.is_alphanumeric() || " _-.".contains(c))
    })
}

/// Whether a speaker's name is that of a program: `deploybot`, `PagerDuty`, `GitHub APP`.
pub(super) fn is_machine(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let name = name.trim_end_matches([']', ')']);
    // `Talbot` and `Abbot` are people: what stands before "bot" must be a word of its own.
    let is_bot = name
        .strip_suffix("bot")
        .is_some_and(|it| it.is_empty() || 4 <= it.len() || it.ends_with([' ', '-', '_', '[', '(']));
    let is_service = [
        "pagerduty",
        "opsgenie",
        "datadog",
        "grafana",
        "prometheus",
        "alertmanager",
        "jenkins",
        "github",
        "gitlab",
        "statuspage",
        "sentry",
        "nagios",
        "argocd",
        "system",
        "alert",
        "alerts",
        "monitoring",
    ]
    .contains(&name);
    is_bot || is_service || name.ends_with(" app")
}
