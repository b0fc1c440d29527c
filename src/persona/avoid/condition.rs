//! How far a ban reaches: `"we" when it was you`, `"simply" before an instruction`, `"So" at the start of a sentence`.
//!
//! A ban that goes on with a condition is none on the bare words. The few conditions that a text shows are looked
//! at; of all others only the author can say whether they hold.

use super::Avoided;
use crate::language::sentence;
use crate::persona::phrase::Phrase;

/// Where words are to be avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Wherever they stand.
    Everywhere,
    /// At the beginning of a sentence.
    Opening,
    /// In front of an instruction.
    Instructing,
    /// Where only the author can tell.
    Judged,
}

impl Reach {
    /// The narrower of two.
    pub(super) fn and(self, other: Reach) -> Reach {
        match self {
            Reach::Everywhere => other,
            _ => self,
        }
    }

    /// What is to be avoided of `what`, within this reach.
    pub(super) fn of(self, what: Avoided, words: &str) -> Avoided {
        match (self, what) {
            (Reach::Judged, _) => Avoided::Judged(words.to_owned()),
            (Reach::Opening, Avoided::Phrase(it)) => Avoided::Phrase(it.opening()),
            (Reach::Instructing, Avoided::Phrase(it)) => Avoided::Instructing(it),
            (Reach::Everywhere, Avoided::Phrase(it)) => outright(it, words),
            (_, it) => it,
        }
    }
}

/// Nobody can write without pronouns, articles and conjunctions: where a profile bans one of them, it means a use of
/// it. `just` says "only", "a moment ago" and "exactly", too; what is meant by banning it is `just run it`.
fn outright(phrase: Phrase, words: &str) -> Avoided {
    let word = words.trim().to_lowercase().replace('’', "'");
    if word == "just" {
        return Avoided::Instructing(phrase);
    }
    let head = word.split('\'').next().unwrap_or_default();
    if FUNCTION.split_whitespace().any(|it| it == head) {
        return Avoided::Judged(words.to_owned());
    }
    Avoided::Phrase(phrase)
}

/// Words that carry grammar and no content.
const FUNCTION: &str = "a an the this that these those i me my mine myself we us our ours ourselves you your yours \
    yourself he him his himself she her hers herself it its itself they them their theirs themselves one who whom \
    whose which what and or but nor so yet for if when while because as than then though although of to in on at by \
    with from into onto over under about after before between through during without within up down out off is are \
    was were be been being am has have had having do does did will would shall should can could may might must not \
    no yes isn aren wasn weren hasn haven hadn don doesn didn won wouldn shouldn couldn can let there here";

/// Words that open a condition.
const OPENS: &str = "when whenever if unless until while where wherever before after in on at for about with without \
    of to from by inside within around near outside during between as except but apart other only";

/// Words for the text itself, or for all of it: `in a post`, `in any form`.
const WHOLE: &str = "any all every each this post posts draft drafts text texts prose writing writings article \
    articles blog voice piece pieces series copy always ever anywhere cost";

/// What another has said is looked at nowhere: an exception for it changes nothing.
const OTHERS: &str =
    "quotation quotations quote quotes quoted quoting citation citations citing code dialogue";

const ORDERS: &str =
    "instruction instructions imperative imperatives command commands order orders step steps";

/// How far the words reach that stand in front of `text`, which goes on up to `next`, the words quoted after them.
pub(super) fn behind(text: &str) -> Reach {
    // `when "use" will do`: what it is compared with, and no condition.
    if !sentence::quotations(text).is_empty() || text.contains('`') {
        return Reach::Everywhere;
    }
    let end = text.find([';', '.', ':']).unwrap_or(text.len());
    let text = text[..end].trim_start_matches([' ', ',', '(', '—', '–', '-', '*', '_']);
    of_words(&words(text))
}

/// The same of words that stand in front of the ban: `When it was you, never write "we"`.
pub(super) fn in_front(text: &str) -> Reach {
    let Some((head, _)) = text.split_once(',') else {
        return Reach::Everywhere;
    };
    of_words(&words(head.trim_start_matches([' ', '*', '_'])))
}

fn of_words(words: &[String]) -> Reach {
    const STRESSES: [&str; 8] = [
        "directly",
        "right",
        "immediately",
        "only",
        "just",
        "mainly",
        "straight",
        "mostly",
    ];
    let skipped = words
        .iter()
        .take_while(|it| STRESSES.contains(&it.as_str()))
        .count();
    let words = &words[skipped..];
    let Some(first) = words.first().map(String::as_str) else {
        return Reach::Everywhere;
    };
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|it| it == word);
    let any = |list: &str| words[1..].iter().any(|it| is_in(list, it));
    let second = words.get(1).map_or("", String::as_str);
    if !is_in(OPENS, first) {
        return Reach::Everywhere;
    }
    match first {
        // `as it says nothing` gives a reason, `as a verb` a use.
        "as" if !matches!(second, "a" | "an" | "the") => Reach::Everywhere,
        // `but "use" is fine`, `but never mind`: something else begins.
        "but" if !matches!(second, "in" | "when" | "for" | "before" | "as") => Reach::Everywhere,
        "except" | "unless" | "but" | "outside" | "apart" | "other" => match any(OTHERS) {
            true => Reach::Everywhere,
            false => Reach::Judged,
        },
        "before" | "with" | "in" | "at" | "to" | "when" | "for" | "from" if any(ORDERS) => Reach::Instructing,
        "at" | "to" | "in" | "as" if opens_a_sentence(&words[1..]) => Reach::Opening,
        "in" | "from" | "for" | "of" | "on" | "at" | "within" if any(WHOLE) => Reach::Everywhere,
        _ => Reach::Judged,
    }
}

/// `at the start of a sentence`, `to open a sentence`, `as an opener`.
fn opens_a_sentence(words: &[String]) -> bool {
    const STARTS: [&str; 12] = [
        "start",
        "begin",
        "beginning",
        "open",
        "opening",
        "openings",
        "opener",
        "openers",
        "starts",
        "front",
        "head",
        "starting",
    ];
    let begins = words.iter().any(|it| STARTS.contains(&it.as_str()));
    let is_wider = words.iter().any(|it| {
        matches!(
            it.as_str(),
            "post" | "posts" | "paragraph" | "paragraphs" | "section" | "sections"
        )
    });
    begins && !is_wider
}

/// A bare item and the condition that it goes on with: `simply before an instruction`, `smart, except in a quotation`.
pub(super) fn parted(item: &str) -> (&str, Reach) {
    const CUTS: [&str; 8] = [
        " when ",
        " if ",
        " unless ",
        " except ",
        " before a",
        " before instructions",
        " at the start of ",
        " to open ",
    ];
    let at = CUTS.iter().filter_map(|it| item.find(it)).min();
    match at {
        Some(at) if 0 < at => (item[..at].trim_end_matches([',', ' ']), behind(&item[at..])),
        _ => (item, Reach::Everywhere),
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’')
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_says_how_far_a_ban_reaches() {
        for (text, expected) in [
            ("", Reach::Everywhere),
            (" and so on", Reach::Everywhere),
            (" when it was you", Reach::Judged),
            (", unless you mean it", Reach::Judged),
            (" as a verb", Reach::Judged),
            (" as it says nothing", Reach::Everywhere),
            (" in headings", Reach::Judged),
            (" in a post", Reach::Everywhere),
            (" for any reason", Reach::Everywhere),
            (" even in headings", Reach::Everywhere),
            (" when \"use\" will do", Reach::Everywhere),
            (" before an instruction", Reach::Instructing),
            (" (directly before a command)", Reach::Instructing),
            (" at the start of a sentence", Reach::Opening),
            (" at the start of a post", Reach::Everywhere),
            (", except in a quotation", Reach::Everywhere),
            (", except of crowbars", Reach::Judged),
        ] {
            assert_eq!(behind(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_condition_may_come_first() {
        assert_eq!(in_front("When it was you, never write "), Reach::Judged);
        assert_eq!(in_front("Before instructions, avoid "), Reach::Instructing);
        assert_eq!(in_front("In this voice, avoid "), Reach::Everywhere);
        assert_eq!(in_front("Plain words, and avoid "), Reach::Everywhere);
        assert_eq!(in_front("Avoid "), Reach::Everywhere);
    }
}
