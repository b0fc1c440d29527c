//! `preamble-opening`: a first sentence that announces the post instead of beginning it.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::shape;

/// The post is announced instead of begun.
pub(super) static RULE: Rule = Rule {
    name: "preamble-opening",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("preamble_opening.md"),
    check: Check::Findings(check),
};

/// What a text calls itself.
const TEXTS: [&str; 16] = [
    "post",
    "article",
    "blog",
    "blogpost",
    "tutorial",
    "guide",
    "piece",
    "essay",
    "writeup",
    "write",
    "newsletter",
    "walkthrough",
    "episode",
    "installment",
    "story",
    "primer",
];
/// What a text says that it does, in its base form.
const ANNOUNCES: [&str; 30] = [
    "talk",
    "discuss",
    "look",
    "explore",
    "cover",
    "walk",
    "show",
    "explain",
    "share",
    "describe",
    "dive",
    "introduce",
    "learn",
    "examine",
    "go",
    "take",
    "see",
    "break",
    "present",
    "tell",
    "demonstrate",
    "review",
    "investigate",
    "focus",
    "outline",
    "discover",
    "compare",
    "answer",
    "address",
    "dig",
];
/// Times that everything is said to happen in.
const TIMES: [&str; 9] = [
    "world",
    "landscape",
    "era",
    "age",
    "environment",
    "economy",
    "market",
    "society",
    "climate",
];

/// The first sentence of a post, where it announces the post.
pub(super) fn announcing(ctx: &Context<'_>) -> Option<usize> {
    let at = shape::first_sentence(ctx.draft, post::blog_post(ctx)?)?;
    is_preamble(ctx.draft.sentences[at].view.text()).then_some(at)
}

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if let Some(at) = announcing(ctx) {
        let sentence = &ctx.draft.sentences[at];
        let words = message::draft_words(ctx.draft, sentence.span);
        let message = format!("\"{words}\" announces the post. Begin with what happened.");
        out.push(issue::plain(&RULE, sentence.span, message, Some(at)));
    }
}

/// Whether a sentence announces the text that it opens.
fn is_preamble(sentence: &str) -> bool {
    let lower = sentence.to_lowercase().replace('’', "'");
    let is_gap = |c: char| !c.is_alphanumeric() && c != '\'';
    let words: Vec<&str> = lower.split(is_gap).filter(|it| !it.is_empty()).collect();
    welcomes(&words)
        || speaks_of_itself(&words)
        || promises(&words)
        || sets_out(&words)
        || is_of_our_times(&words)
        || is_for_the_reader(&words)
}

fn opens(words: &[&str], with: &[&str]) -> bool {
    words.starts_with(with)
}

/// `Welcome back`, `Hello everyone`.
fn welcomes(words: &[&str]) -> bool {
    let greets = matches!(words.first(), Some(&("hi" | "hello" | "hey" | "greetings")));
    let whom = [
        "everyone",
        "everybody",
        "all",
        "folks",
        "friends",
        "readers",
        "there",
        "and",
    ];
    opens(words, &["welcome", "back"])
        || opens(words, &["welcome", "to"])
        || (greets && words.get(1).is_some_and(|it| whom.contains(it)))
}

/// Whether `word` announces: `cover`, `covers`, `covering`, `covered`.
fn announces(word: &str) -> bool {
    ANNOUNCES.iter().any(|base| {
        let rest = word.strip_prefix(base.trim_end_matches('e'));
        matches!(rest, Some("" | "e" | "s" | "es" | "ing")) && word.len() + 1 >= base.len()
    })
}

/// Index behind `this post`, `today's blog post`, `the following article`, `this short guide`, where one stands at `at`.
fn text_at(words: &[&str], at: usize) -> Option<usize> {
    let first = *words.get(at)?;
    let follows = first == "the" && words.get(at + 1) == Some(&"following");
    if !matches!(first, "this" | "today's") && !follows {
        return None;
    }
    let from = at + 1 + usize::from(follows);
    let near = words.iter().enumerate().skip(from).take(3);
    let found = near.filter(|(_, it)| TEXTS.contains(it)).map(|it| it.0).next()?;
    // A blog post, a write-up.
    let is_longer = words
        .get(found + 1)
        .is_some_and(|it| TEXTS.contains(it) || *it == "up" || *it == "series");
    Some(found + 1 + usize::from(is_longer))
}

/// `This article covers`, `This guide will show`, `This post is about`; `In this post, I'll`.
fn speaks_of_itself(words: &[&str]) -> bool {
    let (at, is_place) = match words.first() {
        Some(&"in") => (1, true),
        Some(&("throughout" | "over" | "during")) => (1, true),
        _ => (0, false),
    };
    let Some(behind) = text_at(words, at) else {
        return false;
    };
    let rest = &words[behind..];
    if is_place {
        return is_we(rest) || matches!(rest.first(), Some(&"you'll")) || opens(rest, &["you", "will"]);
    }
    match rest {
        ["will" | "aims" | "intends" | "attempts" | "hopes", ..] => true,
        ["is" | "was", "about" | "intended" | "meant" | "aimed", ..] => true,
        ["is", "going", "to", ..] => true,
        [verb, ..] => verb.ends_with('s') && announces(verb),
        [] => false,
    }
}

/// `we`, `I'll`, `let's` as the one who speaks.
fn is_we(words: &[&str]) -> bool {
    matches!(
        words.first(),
        Some(
            &("we" | "i" | "we'll" | "i'll" | "we're" | "i'm" | "let's" | "i'd" | "we'd" | "i've" | "we've")
        )
    )
}

/// `Today I'm going to talk about`, `Today we'll explore`, `I want to share`, `Let's dive in`.
fn promises(words: &[&str]) -> bool {
    let today = usize::from(matches!(words.first(), Some(&"today")));
    let rest = &words[today..];
    let behind = match rest {
        ["i" | "we", "will", rest @ ..] if today == 1 => rest,
        ["i'll" | "we'll", rest @ ..] if today == 1 => rest,
        ["i'm" | "we're", "going", "to", rest @ ..] => rest,
        ["i" | "we", "am" | "are", "going", "to", rest @ ..] => rest,
        ["i" | "we", "want" | "wanted" | "would", "to", rest @ ..] if today == 1 => rest,
        ["i'd" | "we'd", "like" | "love", "to", rest @ ..] => rest,
        ["let's", rest @ ..] => rest,
        ["let", "us", rest @ ..] => rest,
        _ => return false,
    };
    let verb = behind.iter().find(|it| !it.ends_with("ly"));
    verb.is_some_and(|it| announces(it) || matches!(*it, "start" | "begin" | "kick" | "get" | "jump"))
}

/// `Let me start by`, `I'd like to begin with`, `Before we dive in`.
fn sets_out(words: &[&str]) -> bool {
    let starts = |it: Option<&&str>| {
        matches!(
            it,
            Some(&("start" | "begin" | "open" | "introduce" | "walk" | "preface"))
        )
    };
    if opens(words, &["let", "me"]) {
        return starts(words.get(2));
    }
    let goes = |it: &&str| {
        matches!(
            *it,
            "dive" | "get" | "begin" | "start" | "go" | "jump" | "dig" | "proceed" | "continue"
        )
    };
    let is_us = matches!(
        words.get(1),
        Some(&("we" | "i" | "diving" | "getting" | "jumping" | "starting"))
    );
    let is_forward = |it: &[&str]| {
        let rest = it.get(3..).unwrap_or_default();
        rest.is_empty() || matches!(rest[0], "in" | "into" | "started" | "any" | "further" | "deeper")
    };
    let is_gerund = words.get(1).is_some_and(|it| it.ends_with("ing"));
    words.first() == Some(&"before")
        && is_us
        && match is_gerund {
            true => matches!(words.get(2), Some(&("in" | "into" | "started"))),
            false => words.get(2).is_some_and(goes) && is_forward(words),
        }
}

/// `In today's fast-paced world`, `In an era of`.
fn is_of_our_times(words: &[&str]) -> bool {
    let behind = match words {
        ["in", "today's", rest @ ..] => rest,
        [
            "in",
            "the",
            "modern" | "current" | "ever" | "fast" | "rapidly" | "digital",
            rest @ ..,
        ] => rest,
        [
            "in",
            "an" | "a",
            "era" | "age" | "world",
            "of" | "where" | "when" | "in",
            ..,
        ] => return true,
        _ => return false,
    };
    behind.iter().take(4).any(|it| TIMES.contains(it))
}

/// `If you have ever …, this post is for you`.
fn is_for_the_reader(words: &[&str]) -> bool {
    let says = |run: &[&str]| words.windows(run.len()).any(|it| it == run);
    let place = says(&["come", "to", "the", "right", "place"]) || says(&["in", "the", "right", "place"]);
    let is_for = (0..words.len()).any(|at| {
        let behind = text_at(words, at);
        behind.is_some_and(|it| matches!(words.get(it..), Some(["is", "for", ..])))
    });
    place || is_for
}

#[cfg(test)]
mod tests {
    use super::is_preamble;

    #[test]
    fn announcements_are_found_whatever_their_words() {
        for text in [
            "In this post, we will look at how the backup broke.",
            "In this blog post I'll walk you through it.",
            "In today's fast-paced world, software is everywhere.",
            "In an era of constant change, backups matter.",
            "Welcome back to the series!",
            "Hi everyone, it is Mara again.",
            "Let me start by saying that nobody was hurt.",
            "Before we dive in, some background.",
            "This article covers three ways to lose data.",
            "This short guide will show you the ropes.",
            "Today I’m going to talk about queues.",
            "Today we'll explore the crash.",
            "Let's dive in.",
            "If you have ever lost a backup, this post is for you.",
            "This post is about the outage.",
        ] {
            assert!(is_preamble(text), "{text}");
        }
    }

    #[test]
    fn beginnings_are_left_alone() {
        for text in [
            "The backup had been empty for nine hours.",
            "In this town nobody reads the logs.",
            "In today's meeting Lin said no.",
            "Today the pager stayed quiet.",
            "Today I lost a database.",
            "Before we upgraded, the job crashed.",
            "Before I go to bed I check the pager.",
            "Let me check the dashboard, I said.",
            "This post was deleted in 2019.",
            "This guide was wrong.",
            "We want to sleep.",
            "I wanted to show them the graph.",
            "Hello, said the pager.",
            "This story begins with a kettle.",
        ] {
            assert!(!is_preamble(text), "{text}");
        }
    }
}
