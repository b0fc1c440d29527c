//! Whether a sentence asserts something that a source could bear, or comments, asks, advises, jokes.
//!
//! Not importance but verifiability: a concrete act or event told as having happened is checkable even
//! without a number or a name; a generic present, a question, an address to the reader is not.

use super::Claim;
use crate::language::order::{Purpose, advises, opens_as_order};
use crate::language::polarity::{is_feeling, is_hedge, is_past};

/// What a sentence does, with the weight of its reasons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stance {
    /// It asks.
    pub question: bool,
    /// It speaks to the reader, or orders.
    pub address: bool,
    /// It orders or advises: `Never trust green.`
    pub order: bool,
    /// It opens with a verb in its bare form: `Add an alert`.
    pub imperative: bool,
    /// It says what is to be done or ought to be, which no source has to bear.
    pub instructs: bool,
    /// It tells of the writer's own feelings or opinions.
    pub feeling: bool,
    /// It holds a number, a time or a name that is more than a capital at its start.
    pub anchored: bool,
    /// It tells something as having happened.
    pub past: bool,
    /// It is hedged or conditional.
    pub hedged: bool,
    /// It speaks of the text that it stands in: `this is the writeup`, `the long version is below`; or says nothing at
    /// all: `none this week`.
    pub about_itself: bool,
    /// The writer tells of their own doing: what they did outside the recording, no source holds.
    pub first_person: bool,
    /// It says what did not happen.
    pub negated: bool,
    /// It speaks of all or any of a kind: `Every launch post says …`.
    pub general: bool,
    /// Content words.
    pub content: usize,
}

impl Stance {
    /// The same below a heading that says what stands under it.
    pub fn below(mut self, purpose: Purpose) -> Stance {
        self.instructs |= match purpose {
            Purpose::Plan => self.imperative || !self.past,
            Purpose::Lessons => self.imperative,
            Purpose::Open => false,
        };
        self
    }

    /// Whether nothing in it can be checked.
    pub fn is_comment(&self) -> bool {
        self.question
            || self.order
            || self.about_itself
            || self.content == 0
            || (!self.anchored && (self.feeling || self.address || (!self.past && self.content < 4)))
    }

    /// Whether it tells a concrete act or event, so that finding nothing behind it is worth a word.
    pub fn is_event(&self) -> bool {
        self.past
            && !self.question
            && !self.hedged
            && !self.feeling
            && !self.address
            && !self.order
            && self.content >= 1
            && !self.about_itself
            && !self.negated
            && !self.general
            && (!self.first_person || self.anchored)
    }
}

/// "Of course it did."
fn only_agrees(words: &[&str], claim: &Claim) -> bool {
    let content = claim.words.iter().filter(|it| !it.stop).count();
    let opens = matches!(words, [a, b, ..] if a.eq_ignore_ascii_case("of") && *b == "course");
    opens && content <= 1
}

/// Reads what `claim` does; `text` is its sentence.
pub fn stance(text: &str, claim: &Claim) -> Stance {
    let words: Vec<&str> = claim.words.iter().map(|it| &text[it.span.range()]).collect();
    let lower = |n: usize| words.get(n).map(|it| it.to_lowercase());
    let question = text
        .trim_end_matches(['"', '”', '\'', ')', '*', ' '])
        .ends_with('?');
    let second_person = words.iter().any(|it| {
        matches!(
            it.to_ascii_lowercase().as_str(),
            "you" | "your" | "you're" | "you'll" | "yourself" | "you'd" | "you've"
        )
    });
    let first = lower(0).unwrap_or_default();
    let order = matches!(
        first.as_str(),
        "don't"
            | "let's"
            | "never"
            | "imagine"
            | "remember"
            | "think"
            | "read"
            | "see"
            | "note"
            | "please"
            | "always"
            | "do"
    ) && (first == "please" || !words.iter().any(|it| is_past(it)));
    let feeling = words.windows(2).any(|pair| {
        matches!(pair[0], "I" | "i" | "we" | "We")
            && (is_feeling(pair[1]) || pair[1] == "am" || pair[1] == "can")
    });
    let past =
        (0..words.len()).any(|n| is_past(words[n]) && !is_mere_copula(&words, n) && !is_adjective(&words, n));
    let likens = likens(&words);
    let imperative = opens_as_order(&words);
    let hedged = words.iter().any(|it| is_hedge(it)) || first == "if";
    let anchored =
        !claim.amounts.is_empty() || !claim.times.is_empty() || claim.names.iter().any(|it| !it.opens);
    Stance {
        question,
        address: second_person,
        order,
        imperative,
        instructs: !past && (imperative || advises(&words)),
        feeling: feeling || likens,
        anchored,
        past,
        hedged,
        negated: claim.negated,
        first_person: words
            .iter()
            .any(|it| matches!(*it, "I" | "I've" | "I'd" | "I'm" | "i")),
        general: matches!(
            first.as_str(),
            "every" | "any" | "most" | "some" | "no" | "whoever" | "anyone" | "few"
        ) || defines(claim, &words),
        about_itself: speaks_of_itself(&words) || is_no_sentence(&words) || only_agrees(&words, claim),
        content: claim.words.iter().filter(|it| !it.stop).count(),
    }
}

/// `A promise made to strangers is still a promise`, `Perry is cider that went to school`: it says what a kind of thing is,
/// and its past forms only describe.
fn defines(claim: &Claim, words: &[&str]) -> bool {
    let is = |n: usize, any: &[&str]| {
        words
            .get(n)
            .is_some_and(|it| any.iter().any(|other| it.eq_ignore_ascii_case(other)))
    };
    let of_a_kind = is(0, &["a", "an"]) || claim.words.first().is_some_and(|it| !it.stop);
    let Some(copula) = (1..words.len()).find(|&n| is(n, &["is", "are", "isn't", "aren't"])) else {
        return false;
    };
    const RELATIVES: [&str; 6] = ["that", "who", "which", "whose", "where", "when"];
    const PREPOSITIONS: [&str; 9] = ["to", "by", "in", "on", "at", "with", "for", "from", "of"];
    let describes = |n: usize| {
        if n < copula {
            is(n + 1, &PREPOSITIONS)
        } else {
            (copula..n).any(|it| is(it, &RELATIVES))
        }
    };
    of_a_kind && (0..words.len()).filter(|&n| is_past(words[n])).all(describes)
}

/// `It is like repainting one wall`, `Roofs are like dentists`, `One hopes that …`, `Rarely has …`: the writer's own way of
/// seeing it.
fn likens(words: &[&str]) -> bool {
    let is = |n: usize, any: &[&str]| {
        words
            .get(n)
            .is_some_and(|it| any.iter().any(|other| it.eq_ignore_ascii_case(other)))
    };
    let simile = (0..words.len().min(5)).any(|n| {
        is(n, &["is", "are", "was", "were", "it's", "feels", "felt", "looks"]) && is(n + 1, &["like"])
    });
    let one = is(0, &["one"])
        && is(
            1,
            &[
                "hopes", "wonders", "imagines", "suspects", "wishes", "can", "could", "might", "may",
            ],
        );
    let rarely = is(0, &["rarely", "seldom", "never"])
        && is(1, &["has", "have", "had", "was", "were", "did", "do", "does"]);
    simile || one || rarely
}

/// `is lighthearted`, `the affected customers`: a form in -ed that describes.
fn is_adjective(words: &[&str], n: usize) -> bool {
    let Some(before) = n.checked_sub(1).map(|n| words[n].to_ascii_lowercase()) else {
        return false;
    };
    // `the automatically updated list`
    let manner = before.ends_with("ly")
        && n.checked_sub(2).is_some_and(|n| {
            let article = words[n].to_ascii_lowercase();
            matches!(article.as_str(), "a" | "an" | "the" | "is" | "are")
        });
    words[n].ends_with("ed")
        && (manner
            || matches!(
                before.as_str(),
                "is" | "are"
                    | "be"
                    | "being"
                    | "seems"
                    | "a"
                    | "an"
                    | "the"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "very"
                    | "more"
                    | "most"
                    | "so"
                    | "as"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "our"
                    | "my"
                    | "some"
                    | "any"
                    | "all"
                    | "of"
                    | "with"
                    | "for"
            ))
}

/// `this is the writeup`, `in this post`, `more below`, `part 3 of 8`, `also included are`, `videos are available`.
fn speaks_of_itself(words: &[&str]) -> bool {
    const TEXTS: [&str; 18] = [
        "post",
        "article",
        "writeup",
        "write-up",
        "recap",
        "story",
        "section",
        "series",
        "piece",
        "essay",
        "version",
        "episode",
        "newsletter",
        "edition",
        "digest",
        "roundup",
        "round-up",
        "tutorial",
    ];
    let is_text = |word: &&str| TEXTS.iter().any(|it| word.eq_ignore_ascii_case(it));
    if is_part_of_a_series(words) || is_list_of_contents(words) || is_offered(words) {
        return true;
    }
    let points = |n: usize| words[n].eq_ignore_ascii_case("this");
    // "Weekly publication of this newsletter began" tells something of it.
    let told = words.iter().any(|it| is_past(it));
    let belongs = |n: usize| 0 < n && words[n - 1].eq_ignore_ascii_case("of");
    let this = (0..words.len())
        .filter(|&n| points(n) && !(told && belongs(n)))
        .any(|n| words[n + 1..].iter().take(3).any(is_text));
    this || (words.last().is_some_and(|it| it.eq_ignore_ascii_case("below")) && words.iter().any(is_text))
}

/// `None this week.`, `N/A`, and the initials of those who were there: `AN, JS, JW`.
fn is_no_sentence(words: &[&str]) -> bool {
    let opens = words.first().is_some_and(|it| {
        ["none", "nothing", "n/a", "tbd"]
            .iter()
            .any(|other| it.eq_ignore_ascii_case(other))
    });
    let initials = |it: &&str| (2..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_uppercase());
    let is_empty = opens && words.len() <= 3 && !words.iter().any(|it| is_past(it));
    is_empty || (2 <= words.len() && words.iter().all(initials))
}

/// `Part 3 of 8 …`, `Week 14 of 24 in a series`.
fn is_part_of_a_series(words: &[&str]) -> bool {
    const PARTS: [&str; 8] = [
        "part",
        "week",
        "episode",
        "chapter",
        "lesson",
        "issue",
        "instalment",
        "installment",
    ];
    let is_number = |n: usize| {
        words
            .get(n)
            .is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit()))
    };
    words
        .first()
        .is_some_and(|it| PARTS.iter().any(|part| it.eq_ignore_ascii_case(part)))
        && is_number(1)
        && words.get(2).is_some_and(|it| it.eq_ignore_ascii_case("of"))
        && is_number(3)
        && !words.iter().any(|it| is_past(it))
}

/// `Also included are our regular sections`, `The following talks may be of interest`: what stands behind it is
/// what tells.
fn is_list_of_contents(words: &[&str]) -> bool {
    let is = |n: usize, any: &[&str]| {
        words
            .get(n)
            .is_some_and(|it| any.iter().any(|other| it.eq_ignore_ascii_case(other)))
    };
    let turned = is(0, &["also"]) && words.get(1).is_some_and(|it| is_past(it)) && is(2, &["is", "are"]);
    let follows =
        (is(0, &["the"]) && is(1, &["following"])) || is(0, &["below", "here"]) && is(1, &["is", "are"]);
    turned || (follows && !words.iter().any(|it| is_past(it)))
}

/// `Videos of both days are available`, `The full notes are here`: where to find what was recorded.
fn is_offered(words: &[&str]) -> bool {
    const RECORDS: [&str; 14] = [
        "video",
        "videos",
        "recording",
        "recordings",
        "transcript",
        "transcripts",
        "slides",
        "notes",
        "minutes",
        "log",
        "logs",
        "audio",
        "summary",
        "background",
    ];
    let is = |word: &str, any: &[&str]| any.iter().any(|it| word.eq_ignore_ascii_case(it));
    let Some(copula) = words.iter().position(|it| is(it, &["is", "are"])) else {
        return false;
    };
    let record = words[..copula].iter().any(|it| is(it, &RECORDS));
    let offer = words[copula + 1..]
        .iter()
        .take(2)
        .any(|it| is(it, &["available", "online", "here", "below"]));
    record && offer && !words.iter().any(|it| is(it, &["not", "no", "never"]))
}

/// `was ugly`, `were both right`: the past of being tells of a state; only with a participle behind it
/// (`was cleaned up`) does it tell an event.
fn is_mere_copula(words: &[&str], n: usize) -> bool {
    let is_being = matches!(
        words[n].to_ascii_lowercase().as_str(),
        "was" | "were" | "wasn't" | "weren't" | "had"
    );
    let must = words.get(n + 1).is_some_and(|it| it.eq_ignore_ascii_case("to"));
    let participle = words[n + 1..]
        .iter()
        .take(3)
        .any(|it| it.len() > 3 && is_past(it));
    is_being && !participle && !must
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::alias::Aliases;

    fn read(text: &str) -> Stance {
        stance(text, &Claim::read(text, &[], &Aliases::default()))
    }

    #[test]
    fn a_text_that_speaks_of_itself_is_a_comment() {
        for text in [
            "This week's newsletter describes the relay and links to a talk by Otto.",
            "This month's edition covers Kestrel 4.",
            "Also included are our regular sections on Kestrel releases.",
            "Part 3 of 8 in a series about the relay of Otto.",
            "None this week.",
            "MR, OB, LS",
            "The following talks by Mina and Otto may be of interest.",
            "Videos of the Saturday are available, as are several transcripts by Otto.",
        ] {
            assert!(read(text).is_comment(), "{text}");
        }
    }

    #[test]
    fn what_a_kind_of_thing_is_tells_no_event() {
        for text in [
            "A promise made to strangers is still a promise.",
            "Mead, for those who wonder, is wine that never met a grape.",
        ] {
            assert!(!read(text).is_event(), "{text}");
        }
        for text in [
            "The promise made to the guests was broken.",
            "A guest is said to have fainted, and Otto caught her.",
            "The relay was drained.",
        ] {
            assert!(read(text).is_event(), "{text}");
        }
    }

    #[test]
    fn what_is_to_be_done_is_told_from_what_was_done() {
        let instructs = |text, purpose| read(text).below(purpose).instructs;
        assert!(instructs("Add an alert for Kestrel", Purpose::Open));
        assert!(instructs("We need a way to drain Kestrel", Purpose::Open));
        assert!(instructs("Automatic process to drain Kestrel", Purpose::Plan));
        assert!(instructs("Find out why Kestrel was drained", Purpose::Lessons));
        assert!(!instructs("Automatic process to drain Kestrel", Purpose::Lessons));
        assert!(instructs(
            "An automatically updated list would help the crew",
            Purpose::Open
        ));
        assert!(!instructs("Mina drained Kestrel", Purpose::Plan));
        assert!(!instructs("Mina said that we should stop", Purpose::Open));
        assert!(!instructs("Find out why Kestrel was drained", Purpose::Open));
    }

    #[test]
    fn what_is_told_of_others_is_not() {
        for text in [
            "Part 3 of 8 was restored by Otto.",
            "The following day Mina restarted the relay.",
            "The logs are not available to Otto.",
            "Nothing failed on Monday.",
            "None of them knew Otto.",
            "Also Mina left at 4.",
            "Otto asked, and regular publication of this newsletter began.",
            "The relay of Otto is available again.",
        ] {
            assert!(!read(text).is_comment(), "{text}");
        }
    }
}
