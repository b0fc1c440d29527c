//! What profiles say to avoid, in the many ways in which people write it.

use super::*;

/// What `profile` says to avoid, as words for a test.
fn read_as(profile: &str) -> Vec<String> {
    let draft = |it: &Phrase| format!("{}", it.len());
    read(profile)
        .iter()
        .map(|it| match &it.what {
            Avoided::Phrase(phrase) => format!("{}w:{}", draft(phrase), it.said),
            Avoided::Instructing(phrase) => format!("{}w, instructing:{}", draft(phrase), it.said),
            Avoided::Judged(words) => format!("judged:{words}"),
            Avoided::Marks(marks) => format!("marks:{marks}"),
            Avoided::Construction(pattern) => pattern.name().to_owned(),
        })
        .collect()
}

/// Which of `words` the profile says to avoid.
fn avoided<'a>(profile: &str, words: &[&'a str]) -> Vec<&'a str> {
    let avoided = read(profile);
    let is_avoided = |word: &str| {
        let wanted = phrase(word).map(|it| Reach::Everywhere.of(it, word));
        avoided.iter().any(|it| Some(&it.what) == wanted.as_ref())
    };
    words.iter().copied().filter(|it| is_avoided(it)).collect()
}

#[test]
fn sentences_say_what_to_avoid() {
    let cases = [
        ("Avoid \"leverage\" and \"synergy\".", vec!["leverage", "synergy"]),
        ("She never says \"simply\".", vec!["simply"]),
        ("Don't use `just` or `easy`.", vec!["just", "easy"]),
        ("**Avoid:** “a lot”, “seamless”.", vec!["a lot", "seamless"]),
        ("Never write \"utilize\"; say \"use\".", vec!["utilize"]),
        ("Say \"use\", not \"utilize\".", vec!["utilize"]),
        ("Avoid \"utilize\" (say \"use\").", vec!["utilize"]),
        (
            "\"Synergy\" and \"leverage\" are banned.",
            vec!["synergy", "leverage"],
        ),
        ("Avoid words like \"leverage\".", vec!["leverage"]),
        ("Words to avoid: leverage, synergy", vec!["leverage", "synergy"]),
        (
            "Avoid\n\"leverage\"\nand \"synergy\".",
            vec!["leverage", "synergy"],
        ),
        (
            "Exact numbers wherever somebody else would say \"a lot\".",
            vec![],
        ),
        ("- Don't: use \"simply\".", vec!["simply"]),
        ("I don't say \"utilize\" when \"use\" will do.", vec!["utilize"]),
        ("You’ll never hear her say “synergy”.", vec!["synergy"]),
        ("She never explains, she says \"use\".", vec![]),
        ("Avoid filler, such as \"just\".", vec!["just"]),
        (
            "Words I never use: leverage, synergy.",
            vec!["leverage", "synergy"],
        ),
        ("**Never:** leverage, synergy", vec!["leverage", "synergy"]),
        ("Avoid long openings; prefer \"use\".", vec![]),
        ("Never impressed. Catchphrase: variations of \"use\".", vec![]),
        ("> \"I never said simply.\"", vec![]),
    ];
    let words = [
        "leverage",
        "synergy",
        "simply",
        "just",
        "easy",
        "a lot",
        "seamless",
        "use",
        "utilize",
        "deep dive",
    ];
    for (profile, expected) in cases {
        let found = avoided(profile, &words);
        let mut expected = expected;
        expected.sort_by_key(|it| words.iter().position(|word| word == it));
        assert_eq!(found, expected, "{profile}");
    }
}

#[test]
fn sections_list_what_to_avoid() {
    let profile = "## Not in this voice\n\n- leverage\n- \"deep dive\" -- say \"look\"\n- Buzzwords: synergy, seamless\n\
        - utilize → use\n- Passive voice\n- Opening with a question\n- Sarcasm\n\n| word | instead |\n|---|---|\n| `simply` | nothing |\n\n\
        ## Notes\n\n- easy\n";
    let words = [
        "leverage",
        "deep dive",
        "look",
        "synergy",
        "seamless",
        "utilize",
        "use",
        "passive voice",
        "sarcasm",
        "simply",
        "easy",
        "nothing",
    ];
    assert_eq!(
        avoided(profile, &words),
        [
            "leverage",
            "deep dive",
            "synergy",
            "seamless",
            "utilize",
            "simply"
        ]
    );
    assert_eq!(
        avoided(
            "## Words to avoid\n\nleverage, synergy, deep dive\n",
            &["leverage", "synergy", "deep dive"]
        ),
        ["leverage", "synergy", "deep dive"]
    );
}

#[test]
fn constructions_are_known_by_their_names() {
    assert_eq!(
        read_as("No emoji. Avoid exclamation marks."),
        ["emoji", "marks:!"]
    );
    assert_eq!(
        read_as("## Don't\n- Rhetorical questions\n- Em dashes\n"),
        ["staged-question", "self-answered-question", "marks:—"]
    );
    assert_eq!(read_as("She likes emoji and rhetorical questions."), [""; 0]);
    assert_eq!(read_as("Numbers, never vague claims. Without excuses."), [""; 0]);
}

#[test]
fn each_entry_knows_its_line() {
    let found = read("# Voice\n\nWarm.\n\n## Avoid\n\n- `leverage`\n");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].said.as_str()), (7, "`leverage`"));
}

#[test]
fn any_text_can_be_read() {
    for text in [
        "",
        "`",
        "- ",
        "## Avoid\n|",
        "## Avoid\n- \"",
        "Avoid",
        "never “",
        "1.",
        "## No\n> ",
        "## Avoid\n—",
    ] {
        read(text);
    }
}

#[test]
fn lists_and_tables_are_read_as_people_write_them() {
    let words = [
        "leverage",
        "synergy",
        "utilize",
        "use",
        "vague",
        "simply",
        "corporate",
    ];
    let cases = [
        (
            "## Don’t\n- Use \"utilize\"\n- leverage: vague, corporate\n",
            vec!["leverage", "utilize"],
        ),
        (
            "## Things she doesn't say\n1. synergy (corporate)\n2. **leverage**\n",
            vec!["leverage", "synergy"],
        ),
        (
            "## Word choice\n| Say | Instead of |\n|---|---|\n| use | utilize |\n| | simply |\n",
            vec!["utilize", "simply"],
        ),
        (
            "## Word choice\n| Say | About |\n|---|---|\n| use | utilize |\n",
            vec![],
        ),
        (
            "## Avoid\nCorporate words: leverage, synergy\n",
            vec!["leverage", "synergy"],
        ),
        (
            "## Avoid\n### Words\n- leverage\n## Do\n- use\n",
            vec!["leverage"],
        ),
    ];
    for (profile, expected) in cases {
        assert_eq!(avoided(profile, &words), expected, "{profile}");
    }
}

#[test]
fn what_must_not_open_may_stand_elsewhere() {
    let found = read("Avoid starting sentences with \"So\". No \"picture this\" openers.");
    let opening = |words: &str| Phrase::written(words).map(|it| Avoided::Phrase(it.opening()));
    let whats: Vec<Option<Avoided>> = found.into_iter().map(|it| Some(it.what)).collect();
    assert_eq!(whats, [opening("So"), opening("picture this")]);
}

/// What of `draft` the profile says to avoid.
fn found(profile: &str, draft: &str) -> Vec<String> {
    let avoid = read(profile);
    let parsed = crate::draft::Draft::parse(draft);
    let hits = find(&avoid, &parsed);
    hits.iter().map(|it| draft[it.span.range()].to_owned()).collect()
}

#[test]
fn a_ban_under_a_condition_is_none_on_the_bare_words() {
    let draft = "We leveraged it. I opened it, as it was. Utilize it. No emoji here 🎉, and none there!";
    for profile in [
        "You never hide behind \"we\" when it was you.",
        "When it was you, never write \"we\".",
        "Never say \"leverage\" unless a crowbar is meant.",
        "Avoid \"utilize\" in headings.",
        "## Words to avoid\n- leverage when it is a verb\n- \"utilize\" as a noun\n- emoji in headings\n",
        "## Words to avoid\n- \"I\"\n- it\n- we, as\n",
        "No emoji in headings.",
    ] {
        assert_eq!(found(profile, draft), [""; 0], "{profile}");
    }
    for (profile, expected) in [
        ("Avoid \"leverage\" in this voice.", vec!["leveraged"]),
        ("Avoid \"utilize\" when \"use\" will do.", vec!["Utilize"]),
        ("Avoid \"leverage\", except in a quotation.", vec!["leveraged"]),
        ("Avoid \"utilize\" in headings, and \"none\".", vec![]),
        (
            "Avoid \"utilize\" and \"leverage\" even in headings.",
            vec!["leveraged", "Utilize"],
        ),
        ("No emoji in posts.", vec!["🎉"]),
        ("## Avoid\n- exclamation marks\n", vec!["!"]),
    ] {
        assert_eq!(found(profile, draft), expected, "{profile}");
    }
}

#[test]
fn before_an_instruction_means_before_an_instruction() {
    for profile in [
        "## Words to avoid\n- \"simply\" and \"just\" before an instruction\n",
        "## Words to avoid\n- simply before an instruction\n- just before an instruction\n",
        "Never write \"simply\" or \"just\" directly in front of an instruction: before a command it talks down.\n\n\
         Before instructions, avoid \"simply\" and \"just\".",
    ] {
        for draft in [
            "Just turn the valve.",
            "To drain it, simply turn the valve.",
            "Then just water the plants.",
            "You can simply restart it.",
            "- Just oil it twice a year",
        ] {
            assert_eq!(found(profile, draft).len(), 1, "{profile}\n{draft}");
        }
        for draft in [
            "A lost key is simply lost.",
            "We just turned the valve, and we just turn it again.",
            "Just \"a little less\", it said.",
            "It was just past the bridge. Just a moment. Just under the roof.",
            "Simply put, it leaked.",
            "It cost just 9 euros.",
            "Just Otto had a key.",
        ] {
            assert_eq!(found(profile, draft), [""; 0], "{profile}\n{draft}");
        }
    }
}
