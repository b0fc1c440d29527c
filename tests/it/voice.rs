//! The voice rules on whole texts: an author's own examples, a text full of planted habits, earlier posts.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::Config;
use backline::diagnostic::{Diagnostic, Group, Severity};
use backline::persona::Persona;
use backline::persona::habit::Pattern;
use backline::persona::voice::Voice;
use backline::workspace::{Overrides, Workspace};

const ON: &str = "[rules]\nmachine-phrasing = \"info\"\nvoice-gap = \"info\"\n";

/// Findings of the group voice in `draft`, with `profile` and `config`.
fn findings(draft: &str, profile: Option<&str>, config: &str) -> Vec<Diagnostic> {
    let config = Config::parse(config);
    assert_eq!(config.problems, []);
    let inputs = Inputs {
        persona: Arc::new(Persona {
            voice: profile.map(|it| Voice::parse("persona/voice.md", it)),
            ..Persona::default()
        }),
        config: Arc::new(config),
        ..Inputs::default()
    };
    let mut found = Analysis::new(draft, Arc::new(inputs), &mut Memo::default()).diagnostics;
    found.retain(|it| it.group == Group::Voice);
    found
}

fn messages(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|it| it.message.as_str()).collect()
}

/// A profile whose examples show many of the patterns.
const PROFILE: &str = "\
# Voice: Ida

## Rhetorical Devices That Work

### Bookkeeping
> \"60 barrels in the log. 41 on the dock. Nobody had counted since May.\"

> \"Four degrees. That is where the needle stayed. Not stuck -- asleep.\"

### Calm catastrophe
> \"The valve reported open. The panel was green. The cellar was full.\"

> \"I spent an hour sure it was the float. It was not the float.\"

### Questions to myself
> \"Who had the key? Nobody had the key.\"

### Asides
> \"The pump — older than both of us — went on.\"

## Words

Avoid \"simply\" and \"seamless\". No emoji.
";

#[test]
fn an_authors_own_examples_are_never_findings() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/frozen-boards/persona/voice.md");
    let fixture = fs::read_to_string(fixture).expect("the fixture is part of the repository");
    for profile in [PROFILE, &fixture] {
        let voice = Voice::parse("", profile);
        let examples: Vec<&str> = voice.examples().collect();
        assert!(3 <= examples.len());
        let draft = format!(
            "# A post\n\n{}\n\n## Again\n\n{}\n",
            examples.join("\n\n"),
            examples.join(" ")
        );
        for level in ["info", "warning", "error"] {
            let config = format!("[rules]\nmachine-phrasing = \"{level}\"\n");
            let found = findings(&draft, Some(profile), &config);
            assert!(found.is_empty(), "{:?}", messages(&found));
        }
        assert!(
            !findings(&draft, None, ON).is_empty(),
            "without the profile they are"
        );
    }
}

#[test]
fn what_a_device_allows_is_told_where_asked() {
    let config = "[rules]\nmachine-phrasing = \"warning\"\n[machine-phrasing]\nshow-exempt = true\n";
    let found = findings("The log was full. Not lost -- late.", Some(PROFILE), config);
    assert_eq!(
        messages(&found),
        [
            "\"Not lost -- late\": a contrast: is the denied half needed? (contrast). Your device \"Bookkeeping\" allows it."
        ]
    );
    assert_eq!(found[0].severity, Severity::Hint);
}

#[test]
fn the_device_that_quotes_the_words_is_named_first() {
    let config = "[rules]\nmachine-phrasing = \"info\"\n[machine-phrasing]\nshow-exempt = true\n";
    let draft = "The valve reported open. The panel was green. The cellar was full.";
    let found = findings(draft, Some(PROFILE), config);
    assert_eq!(found.len(), 1, "{:?}", messages(&found));
    assert!(
        found[0]
            .message
            .ends_with("Your device \"Calm catastrophe\" allows it."),
        "{}",
        found[0].message
    );
}

#[test]
fn a_voice_gap_is_four_hundred_words_or_three_sections_without_a_device() {
    let plain = "Ida opened the second valve, waited for the pressure to fall, and wrote both readings into the book by the door. ";
    let device = "The valve reported open. The panel was green.\n\n";
    let stretch = |n: usize| format!("{}\n\n", plain.repeat(n));
    let count = |draft: &str| {
        let found = findings(draft, Some(PROFILE), "[rules]\nvoice-gap = \"hint\"\n");
        assert!(
            found.iter().all(|it| it.rule == "voice-gap"),
            "{:?}",
            messages(&found)
        );
        found.len()
    };
    assert_eq!(count(&format!("{device}{}", stretch(21))), 1, "441 words");
    assert_eq!(count(&format!("{device}{}", stretch(18))), 0, "378 words");
    assert_eq!(
        count(&format!("{}{device}{}", stretch(18), stretch(18))),
        0,
        "a device between"
    );
    let section = format!("## A section\n\n{}", stretch(3));
    assert_eq!(count(&section.repeat(3)), 1);
    assert_eq!(count(&section.repeat(2)), 0);
    assert_eq!(
        count(&format!("{section}{section}{section}{device}")),
        0,
        "the third has one"
    );
    let mute = "## Rhetorical Devices\n\n### Warmth\nA kind word.\n";
    assert!(
        findings(&stretch(40), Some(mute), ON)
            .iter()
            .all(|it| it.rule != "voice-gap"),
        "no detector knows the device"
    );
}

#[test]
fn what_the_profile_avoids_outranks_its_devices() {
    let profile = format!("{PROFILE}\nAvoid rhetorical questions.\n");
    let found = findings("Who had the list? Nobody had the list.", Some(&profile), ON);
    assert_eq!(found.len(), 1, "{:?}", messages(&found));
    assert_eq!(found[0].rule, "avoided-phrase");
    let found = findings("It is simply a pump 🚀 and seamlessly loud.", Some(PROFILE), ON);
    let rules: Vec<&str> = found.iter().map(|it| it.rule).collect();
    assert_eq!(
        rules,
        ["avoided-phrase", "avoided-phrase", "machine-phrasing"],
        "{:?}",
        messages(&found)
    );
}

#[test]
fn machine_phrasing_is_off_and_its_patterns_can_be_switched() {
    let draft = "It's worth noting that the pump was truly loud. Experts argue that pumps are powerful.";
    assert!(findings(draft, Some(PROFILE), "").is_empty());
    let told = |config: &str| -> Vec<(String, Severity)> {
        let found = findings(draft, None, config);
        found.into_iter().map(|it| (it.message, it.severity)).collect()
    };
    let all = told("[rules]\nmachine-phrasing = \"warning\"\n");
    let levels: Vec<Severity> = all.iter().map(|it| it.1).collect();
    assert_eq!(
        levels,
        [
            Severity::Warning,
            Severity::Warning,
            Severity::Warning,
            Severity::Hint
        ]
    );
    let fewer = told("[rules]\nmachine-phrasing = \"info\"\n[machine-phrasing]\nfiller = false\n");
    assert_eq!(fewer.len(), 3);
    let one =
        told("[rules]\nmachine-phrasing = \"info\"\n[machine-phrasing]\nall = false\nintensifier = true\n");
    assert_eq!(
        one,
        [(
            "\"truly\": an intensifier that adds nothing (intensifier).".to_owned(),
            Severity::Info
        )]
    );
}

#[test]
fn the_rules_page_lists_every_pattern_in_order() {
    let page = backline::rules::find("machine-phrasing")
        .expect("it is a rule")
        .docs;
    let rows = page
        .lines()
        .filter_map(|it| it.strip_prefix("| `")?.split_once("` | "));
    let listed: Vec<(&str, bool)> = rows
        .map(|(name, rest)| (name, rest.ends_with("| counting |")))
        .collect();
    let all: Vec<(&str, bool)> = Pattern::ALL
        .iter()
        .map(|it| (it.name(), it.is_counting()))
        .collect();
    assert_eq!(listed, all);
}

#[test]
fn a_waiver_of_machine_phrasing_counts_as_used_though_the_rule_is_off() {
    let draft = "<!-- backline: allow machine-phrasing: meant so -->\nIt's worth noting that the pump ran.\n";
    assert!(findings(draft, None, ON).is_empty());
    let inputs = Inputs::default();
    let all = Analysis::new(draft, Arc::new(inputs), &mut Memo::default()).diagnostics;
    assert!(all.iter().all(|it| it.rule != "unused-waiver"), "{all:?}");
}

#[test]
fn messages_are_short() {
    let long = "a word of many letters that goes on and on ".repeat(8);
    let profile = format!(
        "Avoid \"pump\" and {long} and \"loud\".\n\n## Characters\n- **Otis**: Catchphrase: \"{long}\"\n"
    );
    let draft =
        format!("The pump was loud.\n\n\"{long} or so,\" said Otis.\n\nIt's worth noting that it ran.");
    let found = findings(&draft, Some(&profile), ON);
    assert!(2 <= found.len(), "{:?}", messages(&found));
    assert!(
        found.iter().all(|it| it.message.chars().count() <= 140),
        "{:?}",
        messages(&found)
    );
}

#[test]
fn earlier_posts_are_read_from_folders_globs_and_feeds() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let post = "We pumped 40 barrels before noon. But nobody wrote the number down that day.\n\n".repeat(60);
    write("blog/one.md", &post);
    write("blog/two.md", &post);
    write("blog/notes.txt", "not a post");
    let item = format!(
        "<item><title>Three</title><description>&lt;p&gt;{}&lt;/p&gt;</description></item>",
        post.trim()
    );
    write("feed.xml", &format!("<rss><channel>{item}</channel></rss>"));
    write("draft.md", "# Draft\n");
    let count = |posts: &str| {
        write(
            "backline.toml",
            &format!("[[drafts]]\nfiles = [\"draft.md\"]\nposts = {posts}\n"),
        );
        let mut workspace = Workspace::new(root.to_path_buf());
        workspace.bands(&root.join("draft.md"), "# Draft\n", &Overrides::default())
    };
    for (posts, n) in [
        ("\"blog\"", 2),
        ("\"blog/*.md\"", 2),
        ("\"./feed.xml\"", 1),
        ("[\"blog/one.md\", \"feed.xml\"]", 2),
        ("[]", 0),
    ] {
        let bands = count(posts).expect("they can be read");
        assert_eq!((bands.texts, bands.words), (n, n * 840), "{posts}");
        assert_eq!(bands.is_enough(), 2 <= n, "{posts}");
    }
    let error = count("\"blgo/*.md\"").expect_err("there are none");
    assert_eq!(error, "`posts`: no Markdown file or feed is called blgo/*.md");
}

#[test]
fn unknown_patterns_are_problems_of_the_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("backline.toml");
    fs::write(&path, "[machine-phrasing]\nemojis = false\n").expect("a file");
    let file = Workspace::new(folder.path().to_path_buf())
        .read_config(&path)
        .expect("it can be read");
    let told: Vec<&str> = file.problems.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        told,
        ["machine-phrasing has no pattern \"emojis\"; did you mean \"emoji\"?"]
    );
}

/// A post with twenty habits, each marked by `[[name]]` in front of it.
const PLANTED: &str = "\
# The pump

[[preamble]]In this article, we will look at the night the cellar filled up.

Ida came down at four with a torch. [[fragment-chain]]No light. No noise. No pump. She called me from the stairs, and I came over with the long hose and the spare fuse.

[[filler]]It's important to note that the float had been replaced in May. [[inflated-copula]]The old one now serves as a doorstop. The new one [[inflation]]plays a pivotal role in the cellar.

[[temporal-filler]]In today's fast-paced world, nobody looks at a gauge. [[vague-attribution]]Experts agree that a gauge should be read once a day. [[intensifier]]We were absolutely certain that ours had been.

We pumped until noon and measured twice, [[trailing-participle]]underscoring the value of a second opinion. [[staged-question]]The result? Four degrees and a wet floor.

The float — [[paired-dashes]]a cheap part — had stuck. [[cliche]]At the end of the day, it was a matter of cents. It [[did-nothing-to]]did nothing to lift the mood.

[[reveal-phrase]]Here's the thing: nobody had drawn the pipes. [[false-range]]From worn seals to missing maps, everything went wrong. [[inflated-word]]A myriad of small faults made one large one.

## [[title-case-heading]]What The Cellar Taught Us

- [[bold-label-list]]**Gauges:** read them daily
- **Floats:** buy two
- **Pipes:** draw them

[[emoji]]🚀 The pump runs again. It ran all Sunday. It will run next week, [[contrast]]not next month.

[[body-emotion]]My heart sank when Ida showed me the bill. [[profound-kicker]]And that is the whole story.
";

#[test]
fn planted_habits_are_found() {
    let mut draft = String::new();
    let mut planted: Vec<(usize, &str)> = Vec::new();
    let mut rest = PLANTED;
    while let Some((before, marked)) = rest.split_once("[[") {
        let (name, behind) = marked.split_once("]]").expect("marks are closed");
        draft.push_str(before);
        planted.push((draft.len(), name));
        rest = behind;
    }
    draft.push_str(rest);
    let found = findings(&draft, None, ON);
    let is_found = |at: usize, name: &str| {
        found.iter().any(|it| {
            it.message.contains(&format!("({name})")) && it.span.start <= at + 40 && at <= it.span.end
        })
    };
    let missed: Vec<&str> = planted
        .iter()
        .filter(|it| !is_found(it.0, it.1))
        .map(|it| it.1)
        .collect();
    assert!(20 <= planted.len());
    assert!(
        missed.is_empty(),
        "missed {missed:?} of {}: {:?}",
        planted.len(),
        messages(&found)
    );
    assert!(found.len() <= planted.len() + 1, "{:?}", messages(&found));
}
