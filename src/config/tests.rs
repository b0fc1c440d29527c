//! What a configuration file says, and what is said of a broken one.

use super::*;

fn messages(text: &str) -> Vec<(String, String)> {
    let config = Config::parse(text);
    let problems = config.problems.iter();
    problems
        .map(|it| (text[it.span.range()].to_owned(), it.message.clone()))
        .collect()
}

#[test]
fn every_key_is_read() {
    let text = r#"
author = "Mara"
known-names = ["Postgres", "Ferry"]
cite-style = "footnote"
profile = "postmortem"
lang = "en"

[[drafts]]
files = ["posts/*.md"]
transcripts = ["transcripts/{slug}.txt"]
voice = "persona/voice.md"
bio = "persona/bio.md"
series = "tracker.md"
posts = ["blog/*.md", "feed.xml"]
author = "Tomas"

[rules]
unsupported-claim = "error"
unknown-name = "off"

[aliases]
k8s = ["Kubernetes"]
db = "database"

[thresholds]
supported = 0.4
weak = 0.2

[machine-phrasing]
all = false
show-exempt = true
emoji = true

[limits]
words = [800, 1_200]
tldr-bullets = [3, 5]

[per-file-ignores]
"old/*.md" = ["unknown-name"]
"#;
    let config = Config::parse(text);
    assert_eq!(config.problems, []);
    assert_eq!(config.author.as_deref(), Some("Mara"));
    assert_eq!(config.known_names, ["Postgres", "Ferry"]);
    assert_eq!(config.cite_style, CiteStyle::Footnote);
    assert_eq!(config.profile, Some(Profile::Postmortem));
    let entry = &config.drafts[0];
    assert_eq!(entry.files, ["posts/*.md"]);
    assert_eq!(entry.transcripts, ["transcripts/{slug}.txt"]);
    assert_eq!(entry.posts, ["blog/*.md", "feed.xml"]);
    assert_eq!(entry.author.as_deref(), Some("Tomas"));
    assert!(config.machine_phrasing.looks_for("emoji") && config.machine_phrasing.show_exempt);
    assert!(!config.machine_phrasing.looks_for("cliche"));
    let rules: Vec<_> = config
        .rules
        .iter()
        .map(|it| (it.name.name.as_str(), it.level))
        .collect();
    assert_eq!(
        rules,
        [
            ("unsupported-claim", Some(Severity::Error)),
            ("unknown-name", None)
        ]
    );
    assert_eq!(&text[config.rules[1].name.span.range()], "unknown-name");
    assert_eq!(
        config.aliases,
        [vec!["k8s", "Kubernetes"], vec!["db", "database"]]
    );
    assert_eq!((config.thresholds.supported, config.thresholds.weak), (0.4, 0.2));
    assert_eq!(config.limits.words, Some((800, 1200)));
    assert_eq!(config.limits.tldr_bullets, (3, 5));
    assert_eq!(config.per_file_ignores[0].0, "old/*.md");
}

#[test]
fn an_unknown_key_is_named_with_the_one_that_was_meant() {
    assert_eq!(
        messages("authr = \"Mara\"\n"),
        [(
            "authr".to_owned(),
            "backline.toml has no key `authr`; did you mean \"author\"?".to_owned()
        )]
    );
    let (at, message) = &messages("[[drafts]]\nfiles = [\"a.md\"]\ntranscrpts = []\n")[0];
    assert_eq!(at, "transcrpts");
    assert!(message.contains("did you mean \"transcripts\""), "{message}");
}

#[test]
fn a_bad_value_says_what_is_wanted() {
    let cases = [
        ("author = 3\n", "3", "`author` must be a string, not integer"),
        (
            "[rules]\nunknown-name = \"warn\"\n",
            "\"warn\"",
            "`unknown-name` must be one of error, warning, info, hint, off, not \"warn\"",
        ),
        (
            "cite-style = \"footnotes\"\n",
            "\"footnotes\"",
            "`cite-style` must be one of comment, footnote, link, none, not \"footnotes\"; did you mean \"footnote\"?",
        ),
        (
            "[machine-phrasing]\nemoji = \"off\"\n",
            "\"off\"",
            "`emoji` must be true or false, not string",
        ),
        (
            "[thresholds]\nsupported = 40\n",
            "40",
            "`supported` must be a number between 0 and 1, not integer",
        ),
        (
            "profile = \"blogpost\"\n",
            "\"blogpost\"",
            "`profile` must be one of blog-post, postmortem, not \"blogpost\"; did you mean \"blog-post\"?",
        ),
        (
            "[limits]\nwords = 1500\n",
            "1500",
            "`words` must be two whole numbers, the least and the most, as in [1500, 2200], not integer",
        ),
        (
            "[limits]\nwords = [2200, 1500]\n",
            "[2200, 1500]",
            "`words` must have the least first: [1500, 2200]",
        ),
        (
            "[limits]\ntldr-bullets = [2]\n",
            "[2]",
            "`tldr-bullets` must be two whole numbers, the least and the most, as in [1500, 2200]",
        ),
        (
            "[limits]\nword = [1, 2]\n",
            "word",
            "[limits] has no key `word`; did you mean \"words\"?",
        ),
    ];
    for (text, at, message) in cases {
        assert_eq!(messages(text), [(at.to_owned(), message.to_owned())], "{text}");
    }
}

#[test]
fn the_length_is_the_authors_word_or_the_profiles() {
    let words = |text: &str| Config::parse(text).words();
    assert_eq!(words(""), None);
    assert_eq!(words("profile = \"blog-post\"\n"), Some((1500, 2200)));
    assert_eq!(words("profile = \"postmortem\"\n"), None);
    assert_eq!(
        words("profile = \"postmortem\"\n[limits]\nwords = [1, 9]\n"),
        Some((1, 9))
    );
}

#[test]
fn a_broken_file_keeps_what_could_be_read() {
    let text = "author = \"Mara\"\nlang = \nprofile = \"blog-post\"\n";
    let config = Config::parse(text);
    assert!(config.is_broken);
    assert_eq!(config.author.as_deref(), Some("Mara"));
    assert_eq!(config.profile, Some(Profile::BlogPost));
    assert_eq!(config.problems.len(), 1);
    let line = text[..config.problems[0].span.start].lines().count();
    assert_eq!(line, 2, "{:?}", config.problems);
}

#[test]
fn any_text_is_read_without_a_panic() {
    for text in [
        "",
        "=",
        "[[[",
        "a = \"ä",
        "\u{feff}author = 1",
        "drafts = 1\nrules = []\naliases = 3",
        "[rules.x]\ny=1",
        "é = {",
        "[[drafts]]\nfiles = [\"[\"]",
    ] {
        let config = Config::parse(text);
        for it in &config.problems {
            assert!(text.get(it.span.range()).is_some(), "{text:?} {it:?}");
        }
    }
}
