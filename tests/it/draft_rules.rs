//! The rules about the shape of a post, through the whole street: what they say in which mode, and that their fixes
//! mend what they speak of. Their pages are run in `rules_pages.rs`.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::{Config, Mode, Profile};
use backline::diagnostic::{Diagnostic, Group, Safety, Severity};
use backline::evidence::{Role, Source, Sources};
use backline::persona::Persona;
use backline::persona::bio::Bio;
use backline::persona::series::Series;
use backline::persona::voice::Voice;
use backline::transcript::Transcript;

const TRANSCRIPT: &str = "\
MARA: The lock gate at Ferry would not close on Sunday, and nobody saw it for nine hours.

OTIS: Did you look at the lamp?

MARA: The lamp was green. We ran `gatectl close --slow` twice.

OTIS: We tried that in 2014.
";

const VOICE: &str = "\
# Voice

## Recurring Characters

- **Otis** -- keeper of the old lock, doubts every lamp. Catchphrase: variations of \"we tried that in 2014.\"
";

const BIO: &str = "\
# Author Bio: Mara Holt

## Bio Schema
Mara Holt is a lock keeper at Ferry, where she opens gates and closes tickets. Previously spent six years on a dredger. [A dry kicker about the post.]
";

const SERIES: &str = "\
# Series Tracker

## Lock Notes
- Episode 1: \"The Dry Dock\" -- published
  - Running joke: the kettle that boils during every outage
  - Teaser at end: \"Next time: the gate that nobody saw.\"
- Episode 2: IN PROGRESS
  - Should callback to: the kettle, Otis's 2014 catchphrase
  - Should address the teaser about the gate
";

/// A draft with everything that it may be checked against.
struct Post {
    path: &'static str,
    config: &'static str,
    profile: Profile,
    mode: Mode,
    transcript: &'static str,
    voice: &'static str,
    bio: &'static str,
    series: &'static str,
}

impl Default for Post {
    fn default() -> Post {
        Post {
            path: "blog-draft-lock-notes-ep2.md",
            config: "[limits]\nwords = [20, 400]\n",
            profile: Profile::BlogPost,
            mode: Mode::Draft,
            transcript: TRANSCRIPT,
            voice: "",
            bio: "",
            series: "",
        }
    }
}

impl Post {
    /// Everything the author has.
    fn whole() -> Post {
        Post {
            voice: VOICE,
            bio: BIO,
            series: SERIES,
            ..Post::default()
        }
    }

    fn last(self) -> Post {
        Post {
            mode: Mode::Final,
            ..self
        }
    }

    fn all(&self, draft: &str) -> Vec<Diagnostic> {
        let mut config = Config::parse(self.config);
        assert_eq!(config.problems, []);
        config.profile = Some(self.profile);
        config.mode = self.mode;
        let source = Source {
            path: "transcript.txt".to_owned(),
            role: Role::Transcript,
            transcript: Arc::new(Transcript::parse(self.transcript)),
        };
        let sources = if self.transcript.is_empty() {
            Vec::new()
        } else {
            vec![source]
        };
        let is_there = |text: &&'static str| !text.is_empty();
        let inputs = Inputs {
            path: self.path.to_owned(),
            sources: Arc::new(Sources::new(sources)),
            persona: Arc::new(Persona {
                voice: Some(self.voice)
                    .filter(is_there)
                    .map(|it| Voice::parse("persona/voice.md", it)),
                bio: Some(self.bio)
                    .filter(is_there)
                    .map(|it| Bio::parse("persona/bio.md", it)),
                series: Some(self.series)
                    .filter(is_there)
                    .map(|it| Series::parse("series-tracker.md", it)),
            }),
            config: Arc::new(config),
            ..Inputs::default()
        };
        Analysis::new(draft, Arc::new(inputs), &mut Memo::default()).diagnostics
    }

    /// What the rules of `rule`'s name say, as `words: message`.
    fn says(&self, rule: &str, draft: &str) -> Vec<String> {
        let found = self.all(draft);
        let own = found.iter().filter(|it| it.rule == rule);
        own.map(|it| format!("{}: {}", &draft[it.span.range()], it.message))
            .collect()
    }

    fn n(&self, rule: &str, draft: &str) -> usize {
        self.says(rule, draft).len()
    }

    /// The draft after the first fix of the first finding of `rule`.
    fn fixed(&self, rule: &str, draft: &str) -> String {
        let found = self.all(draft);
        let it = found.iter().find(|it| it.rule == rule).expect("the rule fires");
        let fix = it.fixes.first().expect("it has a fix");
        let mut out = draft.to_owned();
        for edit in fix.edits.iter().rev() {
            out.replace_range(edit.span.range(), &edit.text);
        }
        out
    }
}

/// A finished post: everything is there but the pictures and one fact.
const FINISHED: &str = "\
# The Gate Nobody Saw

**TL;DR**

- The lock gate at Ferry would not close on Sunday.
- The lamp was green.
- Otis had tried that in 2014.

The lock gate at Ferry would not close on Sunday.
The kettle was on.
Otis, keeper of the old lock, looked at the lamp.

[Screenshot 01: the lamp]

<!-- backline: allow unverified-code: read from the shell's history -->
```sh
gatectl status
```

[Screenshot 02: the gate]

[Fact 01: how deep the lock is — find source]

Next time: the other gate.

*Mara Holt is a lock keeper at Ferry, where she opens gates and closes tickets. Previously spent six years on a dredger. She has a green lamp at home.*
";

#[test]
fn a_finished_post_tells_exactly_the_placeholders_that_are_left() {
    let found = Post::whole().last().all(FINISHED);
    let told: Vec<(&str, &str)> = found.iter().map(|it| (it.rule, it.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "leftover-annotation",
                "[Screenshot 01: the lamp] is still to be filled in."
            ),
            (
                "leftover-annotation",
                "[Screenshot 02: the gate] is still to be filled in."
            ),
            (
                "leftover-annotation",
                "[Fact 01: how deep the lock is — find source] is still to be filled in."
            ),
        ]
    );
    assert!(found.iter().all(|it| it.severity == Severity::Error));
}

#[test]
fn a_draft_under_way_is_not_asked_for_what_may_still_come() {
    let draft = "# The Gate\n\nThe lock gate at Ferry would not close on Sunday.\n\n[Screenshot 01: the lamp]\n\n[Fact 01: how deep — find source]\n";
    let found = Post::whole().all(draft);
    assert_eq!(found, [], "{found:#?}");
}

#[test]
fn nothing_is_said_of_the_shape_without_a_profile() {
    let draft =
        "# Gate\n\nWelcome back.\n\n[Screenshot 07: x]\n\n[Screenshoot 01: x]\n\n```sh\nrm -r gate\n```\n";
    let sources = Sources::new(vec![Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(TRANSCRIPT)),
    }]);
    let inputs = Inputs {
        sources: Arc::new(sources),
        ..Inputs::default()
    };
    let found = Analysis::new(draft, Arc::new(inputs), &mut Memo::default()).diagnostics;
    assert!(found.iter().all(|it| it.group != Group::Draft), "{found:#?}");
    let n_of_draft = |profile| {
        let post = Post {
            profile,
            ..Post::default()
        };
        post.all(draft)
            .iter()
            .filter(|it| it.group == Group::Draft)
            .count()
    };
    assert_eq!(n_of_draft(Profile::BlogPost), 4);
    assert_eq!(
        n_of_draft(Profile::Postmortem),
        3,
        "a postmortem may begin as it likes"
    );
}

#[test]
fn levels_and_waivers_apply_to_the_shape_too() {
    let post = Post {
        config: "[rules]\nplaceholder-numbering = \"error\"\nunknown-placeholder = \"off\"\n",
        ..Post::default()
    };
    let draft = "[Code 02: x]\n\n[Linc 01: y]\n\n<!-- backline: allow placeholder-numbering: they are file names -->\n[Link 07: z]\n";
    let found = post.all(draft);
    let told: Vec<(&str, Severity)> = found.iter().map(|it| (it.rule, it.severity)).collect();
    assert_eq!(told, [("placeholder-numbering", Severity::Error)]);
    let waived = "<!-- backline: allow length-out-of-range: a short one -->\n# Gate\n\nIt broke.\n";
    assert_eq!(
        Post::default().n("unused-waiver", waived),
        0,
        "a draft may hold the waiver that its final form needs"
    );
    assert_eq!(Post::default().last().n("length-out-of-range", waived), 0);
    let unneeded = "<!-- backline: allow leftover-annotation: x -->\n# Gate\n\nIt broke.\n";
    assert_eq!(Post::default().last().n("unused-waiver", unneeded), 1);
}

#[test]
fn one_fix_renumbers_the_whole_draft() {
    let draft = "[Screenshot 01: a]\n\n[Code 1: b]\n\n[Screenshot 03: c]\n\n[Screenshot 04: d]\n\n[Link: e]\n\n[Code #02: f]\n";
    let post = Post::default();
    assert_eq!(
        post.says("placeholder-numbering", draft),
        [
            "Code 1: Code 01, not 1: each kind counts from 01 in the order of the draft.",
            "Screenshot 03: Screenshot 02, not 03: each kind counts from 01 in the order of the draft.",
            "Link: Link 01: this one has no number.",
        ],
        "what goes on from its neighbour is not said again"
    );
    let fixed = post.fixed("placeholder-numbering", draft);
    assert_eq!(
        fixed,
        "[Screenshot 01: a]\n\n[Code 01: b]\n\n[Screenshot 02: c]\n\n[Screenshot 03: d]\n\n[Link 01: e]\n\n[Code #02: f]\n"
    );
    assert_eq!(post.n("placeholder-numbering", &fixed), 0);
    let twice = "[Fact 01: a]\n\n[Fact 01: b]\n\n[Fact 02: c]\n";
    assert_eq!(post.n("placeholder-numbering", twice), 1);
    let back = "[Fact 02: a]\n\n[Fact 02: b]\n";
    assert_eq!(
        post.says("placeholder-numbering", back)[1],
        "Fact 02: Fact 02 follows Fact 02: each kind counts up in the order of the draft."
    );
}

#[test]
fn renumbering_is_safe_unless_a_sentence_names_a_number_that_changes() {
    let safety = |draft: &str| {
        let found = Post::default().all(draft);
        let it = found
            .iter()
            .find(|it| it.rule == "placeholder-numbering")
            .expect("it fires");
        it.fixes[0].safety
    };
    assert_eq!(
        safety("[Screenshot 02: a]\n\nThe gate gave error code 2.\n"),
        Safety::Safe
    );
    assert_eq!(
        safety("[Screenshot 02: a]\n\nAs screenshot 2 shows, it is green.\n"),
        Safety::Unsafe
    );
}

#[test]
fn a_misspelt_kind_is_named_and_mended() {
    let draft =
        "[Screenshoot 01: the gate]\n\n[Video 02: the gate]\n\n[Figure 3: the gate]\n\n[Node 3: oil]\n";
    let post = Post::default();
    assert_eq!(
        post.says("unknown-placeholder", draft),
        [
            "Screenshoot: Screenshot? There is no placeholder \"Screenshoot\".",
            "Video: There is no placeholder \"Video\"; there are Screenshot, Code, Link, Fact, Diagram.",
        ]
    );
    assert!(
        post.fixed("unknown-placeholder", draft)
            .starts_with("[Screenshot 01: the gate]")
    );
    assert_eq!(
        post.last().n("leftover-annotation", draft),
        2,
        "brackets of the text stay"
    );
}

#[test]
fn code_is_held_against_the_source_line_by_line() {
    let post = Post::default();
    let n = |draft: &str| post.n("unverified-code", draft);
    assert_eq!(
        n("```sh\n$ gatectl   close --slow\n```\n"),
        0,
        "said, white space and prompt aside"
    );
    assert_eq!(
        n("```sh\ngatectl close --slower\n```\n"),
        1,
        "part of a word is not the word"
    );
    assert_eq!(
        n("```sh\n# Close it slowly\ngatectl close --slow\n}\n```\n"),
        0,
        "a remark is the author's"
    );
    assert_eq!(
        n("```sh\n# 9 times\ngatectl close --slow\n```\n"),
        1,
        "a number in a remark is not"
    );
    assert_eq!(n("```sh\n[Code 01: the call]\n```\n"), 0);
    assert_eq!(n("```sh\n# VERIFY: the flags\ngatectl open\n```\n"), 0);
    assert_eq!(
        n("<!-- VERIFY: x -->\n\n[Code 01: the call]\n\n```sh\ngatectl open\n```\n"),
        0
    );
    assert_eq!(n("```sh\ngatectl open\n```\n\n<!-- verify x -->\n"), 0);
    assert_eq!(
        n("<!-- VERIFY: x -->\n\nThe lamp was green.\n\n```sh\ngatectl open\n```\n"),
        1
    );
    assert_eq!(n("```mermaid\ngate --> lamp\n```\n"), 1);
    let alone = Post {
        transcript: "",
        ..Post::default()
    };
    assert_eq!(
        alone.n("unverified-code", "```sh\ngatectl open\n```\n"),
        0,
        "nothing to compare with"
    );
}

#[test]
fn the_verify_comment_goes_where_the_block_stands() {
    let cases = [
        (
            "```sh\nopen\n```\n",
            "<!-- VERIFY: reconstructed from transcript, confirm actual code -->\n```sh",
        ),
        (
            "- Run:\n\n  ```sh\n  open\n  ```\n",
            "- Run:\n\n  <!-- VERIFY: reconstructed",
        ),
        (
            "> ```sh\n> open\n> ```\n",
            "> <!-- VERIFY: reconstructed from transcript, confirm actual code -->\n> ```sh",
        ),
        (
            "- ```sh\n  open\n  ```\n",
            "- <!-- VERIFY: reconstructed from transcript, confirm actual code -->\n  ```sh",
        ),
        (
            "```d2\r\na -> b\r\n```\r\n",
            "<!-- VERIFY: diagram reconstructed from narrative context, confirm architecture -->\r\n```d2",
        ),
    ];
    for (draft, start) in cases {
        let fixed = Post::default().fixed("unverified-code", draft);
        assert!(fixed.starts_with(start), "{fixed}");
        assert_eq!(Post::default().n("unverified-code", &fixed), 0, "{fixed}");
        assert_eq!(
            Post::default().last().n("leftover-annotation", &fixed),
            1,
            "{fixed}"
        );
    }
    let mdx = Post {
        path: "post.mdx",
        ..Post::default()
    };
    let fixed = mdx.fixed("unverified-code", "```sh\nopen\n```\n");
    assert!(fixed.starts_with("{/* VERIFY: reconstructed"), "{fixed}");
    assert_eq!(mdx.n("unverified-code", &fixed), 0, "{fixed}");
}

#[test]
fn everything_that_only_the_author_should_see_is_left_over() {
    let draft = "\
<!-- backline:timeline -->
The lamp was green. <!-- cite: transcript.txt#L5, transcript.txt#L1 -->
<!-- backline:/timeline -->

The lamp was green [(line 5)](transcript.txt#L5) on [Sunday](https://example.org).

<!-- backline: allow unknown-name: a waiver stays, as does a hidden citation -->
<!-- TODO stays too -->
";
    let found = Post::default().last().says("leftover-annotation", draft);
    assert_eq!(
        found,
        [
            "<!-- backline:timeline -->: <!-- backline:timeline --> is a mark for backline, not for readers.",
            "<!-- backline:/timeline -->: <!-- backline:/timeline --> is a mark for backline, not for readers.",
            "[(line 5)](transcript.txt#L5): [(line 5)](transcript.txt#L5) leads to a source that readers do not have.",
        ]
    );
    assert_eq!(
        Post::default().n("leftover-annotation", draft),
        0,
        "a draft may have them"
    );
}

#[test]
fn a_title_that_is_still_to_be_found_is_told_before_publishing() {
    let draft = "---\ntitle: \"[working title]\"\n---\n\n# Lamps: [working title]\n\nThe lamp was green.\n";
    let found = Post::default().last().says("leftover-annotation", draft);
    assert_eq!(
        found,
        [
            "[working title]: [working title] is still to be found.",
            "[working title]: [working title] is still to be found."
        ]
    );
    assert_eq!(Post::default().n("leftover-annotation", draft), 0);
}

fn filler(words: usize) -> String {
    "The lamp was green. ".repeat(words / 4)
}

#[test]
fn the_tldr_has_its_place_its_length_and_its_last_bullet() {
    let post = Post {
        voice: VOICE,
        ..Post::default()
    };
    let says = |draft: &str| post.says("tldr-shape", draft);
    let body = filler(200);
    assert_eq!(says("# Gate\n\nShort.\n"), [""; 0], "it has hardly begun");
    assert_eq!(
        says(&format!("# Gate\n\n{body}\n")),
        ["Gate: There is no TLDR: 2 to 4 bullets before the body."]
    );
    assert_eq!(
        says(&format!("# Gate\n\n{body}\n\n## TLDR\n\n- One.\n- Two.\n")),
        ["TLDR: The TLDR stands before the body, right behind the title."]
    );
    assert_eq!(
        says("# Gate\n\nTL;DR\n\n- One.\n- Two.\n- Three.\n  - under three\n- Four.\n- Five.\n\nThe body.\n"),
        ["TL;DR: 2 to 4 bullets in the TLDR, not 5."]
    );
    assert_eq!(
        says("# Gate\n\n**TL;DR**\n\n- Otis doubts it.\n- The lamp was green.\n\nThe body.\n"),
        ["Otis doubts it.: Otis has the last bullet of the TLDR; this one stands before it."]
    );
    assert_eq!(
        says("# Gate\n\n**TL;DR**\n\n- It broke.\n- The lamp was green.\n\nOtis doubts it.\n"),
        ["The lamp was green.: The last bullet of the TLDR is for Otis, who recurs in your posts."]
    );
    for end in ["Otis doubts it.", "We had tried it, in 2014."] {
        let draft = format!("# Gate\n\n**TL;DR**\n\n- It broke.\n- {end}\n\nOtis doubts it.\n");
        assert_eq!(says(&draft), [""; 0], "{end}");
    }
    assert_eq!(
        says("# Gate\n\n**TL;DR**\n\n- It broke.\n- Again.\n\nNobody doubts it.\n"),
        [""; 0]
    );
}

#[test]
fn the_first_sentence_of_the_body_begins() {
    let says = |draft: &str| Post::default().says("preamble-opening", draft);
    let draft = "# Gate\n\nBy Mara Holt, 14 June\n\n## TLDR\n\n- It broke.\n- Again.\n\n## Start\n\nIn this post, we will look at the gate. It broke.\n";
    assert_eq!(
        says(draft),
        [
            "In this post, we will look at the gate.: \"In this post, we will look at the…\" announces the post. Begin with what happened."
        ]
    );
    assert_eq!(
        says("# Gate\n\nThe lamp was green. In this post, we will look at it.\n"),
        [""; 0]
    );
}

#[test]
fn the_length_is_told_with_what_is_missing() {
    let post = Post {
        config: "",
        ..Post::default()
    };
    let says = |post: &Post, draft: &str| post.says("length-out-of-range", draft);
    let short = format!("# Gate\n\n{}\n", filler(100));
    assert_eq!(says(&post, &short), [""; 0], "it is being written");
    let long = format!("# Gate\n\n{}\n", filler(2400));
    assert_eq!(
        says(&post, &long),
        ["Gate: 2,400 words without the bio: 200 over the range of 1,500–2,200."]
    );
    assert_eq!(
        says(&post.last(), &short),
        ["Gate: 100 words without the bio: 1,400 more to reach the range of 1,500–2,200."]
    );
    let with_bio = Post {
        config: "",
        bio: BIO,
        ..Post::default()
    };
    let end = "Mara Holt is a lock keeper at Ferry, where she opens gates and closes tickets. Previously spent six years on a dredger. Green.";
    assert_eq!(with_bio.n("length-out-of-range", &format!("{short}\n{end}\n")), 1);
    assert_eq!(
        with_bio.n(
            "length-out-of-range",
            &format!("{short}\n[Fact 01: x]\n\n{end}\n")
        ),
        0
    );
    let report = Post {
        config: "",
        profile: Profile::Postmortem,
        mode: Mode::Final,
        ..Post::default()
    };
    assert_eq!(
        report.n("length-out-of-range", &long),
        0,
        "a postmortem has no limits of its own"
    );
}

#[test]
fn the_bios_words_are_fixed_and_its_slot_is_free() {
    let start = "Mara Holt is a lock keeper at Ferry, where she opens gates and closes tickets.";
    let post = Post::whole();
    let draft = |end: &str| format!("# Gate\n\nThe lamp was green.\n\n{end}\n");
    let right = draft(&format!(
        "*{start} Previously spent six years on a dredger. Green.*"
    ));
    assert_eq!(post.says("bio-mismatch", &right), [""; 0]);
    let claims = |it: &Diagnostic| matches!(it.group, Group::Claims);
    assert!(
        !post.all(&right).iter().any(claims),
        "the bio's file says it: {:#?}",
        post.all(&right)
    );

    let wrong = draft(&format!(
        "{start} Previously spent five years on a dredger. Green."
    ));
    assert_eq!(
        post.says("bio-mismatch", &wrong),
        ["five: \"six\", not \"five\": the bio's words are fixed (bio.md:4)."]
    );
    assert_eq!(post.n("bio-mismatch", &post.fixed("bio-mismatch", &wrong)), 0);

    let open = draft(&format!(
        "{start} Previously spent six years on a dredger. [A dry kicker about the post.]"
    ));
    assert_eq!(post.n("bio-mismatch", &open), 0, "a draft may leave it open");
    let last = Post::whole().last().says("bio-mismatch", &open);
    assert!(
        last[0].ends_with("The bio still wants [A dry kicker about the post.] (bio.md:4)."),
        "{last:?}"
    );
    assert_eq!(
        Post::whole()
            .last()
            .says("bio-mismatch", "# Gate\n\nThe lamp was green.\n"),
        ["Gate: The bio is missing; its words are in bio.md:4."]
    );
    let other = draft("## About the author\n\nMara mends things and likes the sea, boats, and long walks.");
    assert_eq!(
        post.says("bio-mismatch", &other)[0].split(": ").nth(1),
        Some("This is not the bio of bio.md:4; only its slot may change.")
    );
}

#[test]
fn the_series_asks_for_callbacks_and_answers() {
    let post = Post {
        series: SERIES,
        voice: VOICE,
        ..Post::default()
    }
    .last();
    let draft = "# Bread\n\nThe oven was cold.\n\nStay tuned.\n";
    assert_eq!(
        post.says("missing-callback", draft),
        [
            "Bread: \"the kettle\" should come back in this episode (series-tracker.md:8).",
            "Bread: \"Otis's 2014 catchphrase\" should come back in this episode (series-tracker.md:8).",
        ]
    );
    let fixed = post.fixed("missing-callback", draft);
    assert!(
        fixed
            .trim_end()
            .ends_with("\n\n[Fact 01: callback to the kettle — find a place]"),
        "{fixed}"
    );
    assert_eq!(post.n("missing-callback", &fixed), 1, "the place is held");
    assert_eq!(
        post.says("unanswered-teaser", draft),
        [
            "Bread: The last episode promised \"Next time: the gate that nobody saw.\" (series-tracker.md:6); nothing here begins with it."
        ]
    );
    assert_eq!(post.n("missing-teaser", draft), 0);
    let answered =
        "# Bread\n\nThe gates were open, the kettles hot, and it was 2014 again.\n\nThat is all.\n";
    assert_eq!(
        post.n("missing-callback", answered) + post.n("unanswered-teaser", answered),
        0
    );
    assert_eq!(post.n("missing-teaser", answered), 1);
    let late = format!(
        "# Bread\n\n{}\n\nThe gate was open.\n",
        "The oven was cold.\n\n".repeat(9)
    );
    assert_eq!(post.n("unanswered-teaser", &late), 1, "the answer comes first");
    let first = Post {
        path: "lock-notes-ep1.md",
        ..post
    };
    assert_eq!(
        first.n("missing-callback", draft) + first.n("unanswered-teaser", draft),
        0
    );
}

#[test]
fn the_callbacks_place_is_before_the_bio() {
    let post = Post::whole();
    let end = "Mara Holt is a lock keeper at Ferry, where she opens gates and closes tickets. Previously spent six years on a dredger. Green.";
    let draft = format!("# The gate\n\nThe lamp was green in 2014.\n\n## About the author\n\n{end}\n");
    let fixed = post.fixed("missing-callback", &draft);
    assert!(
        fixed.contains(
            "in 2014.\n\n[Fact 01: callback to the kettle — find a place]\n\n## About the author\n\nMara"
        ),
        "{fixed}"
    );
}

#[test]
fn a_character_is_introduced_once() {
    let post = Post {
        voice: VOICE,
        ..Post::default()
    }
    .last();
    let n = |draft: &str| post.n("unintroduced-character", draft);
    assert_eq!(
        post.says(
            "unintroduced-character",
            "# Gate\n\nThe lamp was green. Otis laughed. Then it rained.\n"
        ),
        ["Otis: A new reader does not learn who Otis is: keeper of the old lock."]
    );
    assert_eq!(n("# Gate\n\nOtis, our oldest hand, laughed.\n"), 0);
    assert_eq!(n("# Gate\n\nOtis laughed. He keeps the lock.\n"), 0);
    assert_eq!(n("# Gate\n\nNobody laughed.\n"), 0);
}

const REPORT: &str = "\
# The gate would not close

## Customer impact

Nobody could pass.

## Timeline

The gate stood open.

## Contributing factors

The lamp was green.

## Lessons learned

We look at the gate now.

## Follow-ups

| Action | Owner | Due |
|---|---|---|
| Paint the lamp | Otis | 14 June |
| Oil the gate | TBD | |

Next week:

- Otis: mend the rope
- Mend the bell
- Mend the other bell (@mara)
- [x] Mend the door
";

#[test]
fn a_postmortem_has_its_sections_and_owners() {
    let post = Post {
        profile: Profile::Postmortem,
        mode: Mode::Final,
        transcript: "",
        ..Post::default()
    };
    assert_eq!(post.says("missing-section", REPORT), [""; 0]);
    assert_eq!(
        post.says("unowned-action-item", REPORT),
        [
            "Oil the gate | TBD |: No owner and no date: who does \"Oil the gate\", and by when?",
            "Mend the bell: No owner: who does \"Mend the bell\"?",
        ]
    );
    let without = REPORT
        .replace("## Lessons learned", "## Notes")
        .replace("## Timeline", "## The night");
    assert_eq!(
        post.says("missing-section", &without),
        [
            "The gate would not close: A section on timeline is missing: what happened when.",
            "The gate would not close: A section on what went well and what went wrong is missing: what to keep, what to change.",
        ]
    );
    let labelled = "# Gate\n\n**Impact:** nobody could pass.\n\nRoot cause: the lamp.\n\n## What happened\n\nIt stood open.\n\n## What went well\n\nTea.\n\n## Action items\n\nNone.\n";
    assert_eq!(
        post.says("missing-section", labelled),
        ["Gate: A section on what went wrong is missing: what to change."]
    );
    let begun = Post {
        mode: Mode::Draft,
        ..post
    };
    assert_eq!(begun.n("missing-section", "# Gate\n\nIt broke.\n"), 0);
}

#[test]
fn one_thing_is_said_once() {
    let config = "[limits]\nwords = [5, 400]\n\n[rules]\nmachine-phrasing = \"info\"\n";
    let post = Post {
        config,
        ..Post::default()
    };
    let draft = "# Gates\n\nIn this post, we will look at the lamp.\n\nIt was green. In this article, we will look at the gate.\n";
    let about = |post: &Post, draft: &str| -> Vec<String> {
        let own = post.all(draft).into_iter();
        let own = own.filter(|it| it.message.contains("preamble") || it.rule == "preamble-opening");
        own.map(|it| format!("{}: {}", it.rule, &draft[it.span.range()]))
            .collect()
    };
    assert_eq!(
        about(&post, draft),
        [
            "preamble-opening: In this post, we will look at the lamp.",
            "machine-phrasing: In this article, we will",
        ]
    );
    let without = Post {
        config: "[limits]\nwords = [5, 400]\n\n[rules]\nmachine-phrasing = \"info\"\npreamble-opening = \"off\"\n",
        ..Post::default()
    };
    assert_eq!(
        about(&without, draft).len(),
        2,
        "the pattern speaks where the rule is off"
    );

    let voiced = Post {
        voice: VOICE,
        config,
        ..Post::default()
    };
    let altered = "# Gates\n\nThe lamp was green. \"We did that in 2014,\" said Otis.\n";
    let rules: Vec<&str> = voiced.all(altered).iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["altered-quote"]);
    let off = Post {
        config: "[limits]\nwords = [5, 400]\n\n[rules]\naltered-quote = \"off\"\n",
        ..voiced
    };
    let rules: Vec<&str> = off.all(altered).iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["altered-catchphrase"]);
}
