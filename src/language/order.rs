//! Orders, advice and wishes: `Add an alert`, `we should …`, and the headings that such things stand under.

use super::list::List;
use super::polarity::is_past;
use super::words;

/// Whether a sentence of these words opens with a verb in its bare form, which orders: `Add an alert`, `Help test it`.
/// `Update failed`, `Monitor of the team` open with a noun.
pub fn opens_as_order(words: &[&str]) -> bool {
    let skipped = words
        .iter()
        .take(2)
        .take_while(|it| LEADS.has(&it.to_lowercase()))
        .count();
    let Some(first) = words.get(skipped) else {
        return false;
    };
    let next = words
        .get(skipped + 1)
        .map_or(String::new(), |it| it.to_lowercase());
    BARE_VERBS.has(&first.to_lowercase()) && !AFTER_NOUN.has(&next) && !is_past(&next)
}

/// Whether these words, in small letters, go on as an order does: a verb that is often ordered, or any word with an
/// object behind it (`water the plants`). What opens with a word of grammar orders nothing.
pub fn orders_at(words: &[&str]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let next = rest.first().copied().unwrap_or_default();
    let is_verb = BARE_VERBS.has(first) && !AFTER_NOUN.has(next) && !is_past(next);
    let may_be_verb = !first.is_empty()
        && !PLACES.has(first)
        && !first.ends_with("ly")
        && !first.ends_with("ing")
        && !is_past(first)
        && words::words(first).iter().all(|it| !it.stop);
    is_verb || may_be_verb && OBJECTS.has(next)
}

/// Whether a sentence of these words says what ought to be: `should`, `we need`, `is needed`, `are encouraged to`.
/// It may tell at the same time that somebody said so.
pub fn advises(words: &[&str]) -> bool {
    let lower: Vec<String> = words.iter().map(|it| it.to_lowercase()).collect();
    let at = |n: usize| lower.get(n).map_or("", String::as_str);
    let wish = |n: usize| match at(n) {
        "should" | "must" | "ought" | "would" | "could" => true,
        "need" | "needs" => {
            (at(n + 1) == "to" && at(n + 2) != "be") || (0 < n && matches!(at(n - 1), "we" | "you" | "i"))
        }
        "needed" | "encouraged" | "recommended" | "advised" | "invited" => {
            0 < n && matches!(at(n - 1), "is" | "are")
        }
        _ => false,
    };
    (0..words.len()).any(wish)
}

/// What stands under a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Anything.
    #[default]
    Open,
    /// What was learnt: findings, and orders among them.
    Lessons,
    /// What is to be done.
    Plan,
}

/// What the words of `heading` say of what stands under it.
pub fn purpose(heading: &str) -> Purpose {
    let lower = heading.to_lowercase().replace(['-', '’', '\''], " ");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let has = |any: &[&str]| any.iter().any(|it| words.contains(it));
    let pair = |a: &str, b: &[&str]| words.windows(2).any(|it| it[0] == a && b.contains(&it[1]));
    let plan = pair("action", &["item", "items", "point", "points", "plan", "list"])
        || matches!(words[..], ["action" | "actions"])
        || pair("next", &["step", "steps"])
        || pair("follow", &["up", "ups"])
        || pair("to", &["do", "dos"])
        || pair("we", &["ll", "will", "plan", "want", "should"])
        || has(&[
            "todo",
            "todos",
            "followup",
            "followups",
            "recommendation",
            "recommendations",
            "advice",
            "remediation",
            "remediations",
            "preventive",
            "preventative",
            "corrective",
        ]);
    if plan {
        Purpose::Plan
    } else if has(&["lesson", "lessons", "learned", "learnt", "learnings", "takeaways"]) {
        Purpose::Lessons
    } else {
        Purpose::Open
    }
}

/// What may stand before the verb of an order.
static LEADS: List = List::new("please help also always then and or better just");

/// What opens an object.
static OBJECTS: List =
    List::new("the a an your it them this that these those my our their me us him every each all");

/// Words of place and degree that have an object and are no verbs.
static PLACES: List = List::new(
    "past inside outside beside besides beyond across among amid near opposite beneath underneath throughout within \
    alongside half twice short shy because like unlike",
);

/// What follows a noun and not a verb in its bare form.
static AFTER_NOUN: List = List::new(
    "is are was were be has had have will would can could should may might must does did do of said says shows means",
);

/// Verbs that are often ordered; most are nouns too, so that what follows them has to be looked at.
static BARE_VERBS: List = List::new(
    "\
    accept acquire adapt add adjust adopt agree allow alert align allocate analyse analyze announce apply archive ask assess \
    assign audit automate avoid back be become begin block book boost bring build bump buy calculate call cap check choose \
    clarify clean clear close collect come communicate compare complete configure confirm connect consider consolidate contact \
    contribute convert coordinate copy create cut debug decide decouple define delete deploy deprecate describe design detect \
    determine develop disable discuss distribute do document drop educate eliminate enable encourage enforce engage ensure \
    escalate establish estimate evaluate examine expand experiment explain explore expose extend figure file fill find finish \
    fix focus follow formalise formalize gather generate get give go grant group handle hire hold identify implement improve \
    include increase inform inspect install integrate introduce invest investigate invite isolate join keep label launch learn \
    let limit link list load log look lower maintain make mark measure merge migrate mitigate monitor move name nominate notify \
    offer open optimise optimize order organise organize pair patch pause pick pin plan prepare prevent prioritise prioritize \
    propose protect prove provide publish pull purge push put raise reach read rebuild reconsider record reduce refactor refine \
    reflect register release remind remove rename reorganise reorganize replace report request require research reserve resize \
    resolve restart restore restrict retire reuse review revisit rewrite roll rotate run scale schedule script secure see send \
    separate set setup share shorten show simplify split spread standardise standardize start stop store streamline strengthen \
    study submit support survey switch sync tag take talk teach tell test throttle tighten track train translate trim try tune \
    turn understand unify update upgrade use validate verify wait warn watch work wrap write",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace()
            .map(|it| it.trim_matches(['.', ',']))
            .collect()
    }

    #[test]
    fn a_bare_verb_at_the_start_orders() {
        for text in [
            "Add an alert for the tide gauge",
            "Please document how to reset it",
            "Help test the new gauge",
        ] {
            assert!(opens_as_order(&words(text)), "{text}");
        }
        for text in [
            "Update failed on the gauge",
            "Support of the gauge ended",
            "Test was green",
            "The alert is new",
            "",
        ] {
            assert!(!opens_as_order(&words(text)), "{text}");
        }
    }

    #[test]
    fn what_ought_to_be_is_advice() {
        for text in [
            "We need a second gauge",
            "Readers are encouraged to test the gauge",
            "An alert would help the crew",
            "Crews need to look at both gauges",
        ] {
            assert!(advises(&words(text)), "{text}");
        }
        for text in [
            "The crew needed a gauge",
            "The gauge needs oil",
            "It needs to be enabled by a switch",
        ] {
            assert!(!advises(&words(text)), "{text}");
        }
    }

    #[test]
    fn headings_say_what_stands_under_them() {
        for (heading, expected) in [
            ("Action items", Purpose::Plan),
            ("What we'll do next", Purpose::Plan),
            ("✅ Next Steps (by team)", Purpose::Plan),
            ("Follow-ups", Purpose::Plan),
            ("Lessons Learned", Purpose::Lessons),
            ("Actions of the crew", Purpose::Open),
            ("What we did", Purpose::Open),
            ("", Purpose::Open),
        ] {
            assert_eq!(purpose(heading), expected, "{heading}");
        }
    }
}
