//! Each pattern where it is, and beside what only looks like it.

use super::*;

/// Names and words of what is found in `text`.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let habits = find(&Draft::parse(text), |_| true);
    let told = |it: &Habit| (it.pattern.name(), text[it.span.range()].to_owned());
    habits.iter().map(told).collect()
}

#[test]
fn each_pattern_is_found() {
    let cases: [(&str, &str); 45] = [
        (
            "fragment-chain",
            "The gate froze shut overnight again. No light. No power. No keys.",
        ),
        (
            "even-rhythm",
            "We painted the gate on the first morning. We oiled the hinges on the second one. Ida fixed the lock before the heavy rain. Tom carried the tools back to the shed.",
        ),
        ("typographic-marks", "She called it “odd” that day."),
        (
            "paired-dashes",
            "The gate — which nobody had ever oiled — froze shut.",
        ),
        (
            "dash-heavy",
            "It froze — again. It thawed — late. It broke — twice.",
        ),
        ("preamble", "In this post, we will look at gates."),
        ("filler", "It's worth noting that the gate froze."),
        ("emoji", "The gate is open 🚀 now."),
        ("inflated-word", "Let me delve into the hinge."),
        ("inflated-copula", "The shed serves as a workshop."),
        ("false-range", "We fixed everything from hinges to habits."),
        (
            "trailing-participle",
            "The gate froze shut on Monday, highlighting the importance of oil.",
        ),
        ("inflation", "The gate plays a crucial role in the yard."),
        (
            "bold-label-list",
            "- **Oil:** cheap\n- **Paint:** dear\n- **Time**: gone\n",
        ),
        ("did-nothing-to", "The oil did nothing to help."),
        ("vague-attribution", "Experts argue that gates rust."),
        (
            "bold-overuse",
            "**a** one **b** two **c** three **d** four **e** five **f** six",
        ),
        (
            "title-case-heading",
            "# Gates\n\n## Why Rust Never Sleeps\n\nIt rains.",
        ),
        ("staged-question", "The result? A shut gate."),
        ("reveal-phrase", "Here's the thing: gates rust."),
        ("intensifier", "The gate was truly stuck."),
        ("temporal-filler", "In today's fast-paced world, gates rust."),
        ("cliche", "At the end of the day, it is a gate."),
        ("tool-residue", "The gate froze.:contentReference[oaicite:0]"),
        (
            "ruled-sections",
            "One.\n\n---\n\n## Two\n\nThree.\n\n---\n\n## Four\n\nFive.\n\n---\n\n## Six\n\nSeven.\n",
        ),
        ("contrast", "It's not a gate, it's a wall."),
        ("contrast", "It wasn't the hinge. It was the lock."),
        ("contrast", "The trouble was not the hinge. It was the lock."),
        ("contrast", "This is not just a gate but a wall."),
        ("contrast", "Ida wanted a gate, not a wall."),
        ("mirrored-sentences", "The gate was open. The shed was shut."),
        ("self-answered-question", "Who had the key? Nobody had it."),
        (
            "despite-sandwich",
            "Despite these challenges, the gate continues to work.",
        ),
        ("credentials", "With over 15 years of experience, Ida fixed it."),
        ("restating", "In other words, it froze."),
        (
            "stacked-numbers",
            "The wait went from 40 minutes to 10 minutes, a 75% drop.",
        ),
        ("unproven-adjective", "It is a powerful hinge."),
        ("euphemism", "The flood was a learning opportunity."),
        (
            "profound-kicker",
            "We oiled it and went home.\n\nAnd that made all the difference.",
        ),
        ("body-emotion", "My heart sank when the gate froze."),
        ("vague-association", "The rust is associated with rain."),
        ("knowledge-cutoff", "As of my last update, it was open."),
        ("intent-only", "The new lock aims to help."),
        ("vague-attribution", "It is widely believed that gates rust."),
        (
            "trailing-participle",
            "We oiled every hinge before the winter, ensuring smooth mornings.",
        ),
    ];
    for (name, text) in cases {
        let names: Vec<&str> = found(text).iter().map(|it| it.0).collect();
        assert!(
            names.contains(&name),
            "{name} is not found in {text:?}, only {names:?}"
        );
    }
    let all: Vec<&str> = Pattern::ALL.iter().map(|it| it.name()).collect();
    let missing: Vec<&&str> = all
        .iter()
        .filter(|name| cases.iter().all(|it| it.0 != **name))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn what_only_looks_like_a_habit_is_left_alone() {
    for text in [
        "We moved 47 crates from the yard to the shed on Monday, before the rain began to fall.",
        "The level was changed from warn to debug, and nobody saw it.",
        "\"Let that sink in,\" Ida said, and it's what she meant.",
        "Call `delve()` before `leverage`.",
        "Which gate? The one that Ida had painted before the first frost came down from the hills on Monday.",
        "We ran two checks, including the one for oil, and went home.",
        "## How the New York office opened\n\nIt rained.",
        "The log said `…` and the tick ✓ stood behind it → done.",
        "- **Oil** is cheap\n- paint\n- **Time** is gone\n",
        "A study by Ida Holt shows 12 rusty hinges in 40.",
        "The pump failed, and the gauge did not show it.",
        "Nothing went wrong on Monday. On Tuesday the pump broke.",
    ] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

#[test]
fn the_words_that_are_meant_are_marked() {
    assert_eq!(
        found("We oiled it all on Monday, highlighting the importance of oil."),
        [(
            "trailing-participle",
            "highlighting the importance of oil".to_owned()
        )]
    );
    let emoji = found("Done 🚀🚀 and 👩‍🔧 too.");
    assert_eq!(emoji, [("emoji", "🚀🚀".to_owned()), ("emoji", "👩‍🔧".to_owned())]);
}

#[test]
fn names_are_kebab_case_and_come_once() {
    let mut names: Vec<&str> = Pattern::ALL.iter().map(|it| it.name()).collect();
    assert!(
        names
            .iter()
            .all(|it| it.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    );
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Pattern::ALL.len());
    assert_eq!(Pattern::find("emoji"), Some(Pattern::Emoji));
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "— ",
        "**",
        "`",
        "from ",
        "not, ",
        "? ",
        "A. ",
        "—a ",
        "in today's ",
        "🚀",
        "- **a:** b\n",
        "## A B C\n\n---\n\n",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let started = std::time::Instant::now();
        find(&Draft::parse(&text), |_| true);
        let took = started.elapsed();
        assert!(took.as_secs() < 5, "{piece:?} took {took:?}");
    }
}
