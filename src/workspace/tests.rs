//! Drafts meet their sources in folders made for each test.

use super::*;
use std::fs;

/// A folder of files; `.git` keeps the search for a configuration inside it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join(".git")).expect("a folder in it");
    for (name, text) in files {
        put(&dir, name, text);
    }
    dir
}

fn put(dir: &tempfile::TempDir, name: &str, text: &str) {
    let path = dir.path().join(name);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}

/// Sources of `draft`, and problems.
fn pair(dir: &tempfile::TempDir, draft: &str) -> (Vec<String>, Vec<String>) {
    pair_with(dir, draft, &Overrides::default())
}

fn pair_with(dir: &tempfile::TempDir, draft: &str, overrides: &Overrides) -> (Vec<String>, Vec<String>) {
    let mut workspace = Workspace::new(dir.path().to_owned());
    let text = fs::read_to_string(dir.path().join(draft)).expect("the draft is there");
    let inputs = workspace.inputs(Path::new(draft), &text, overrides);
    let sources = inputs.sources.list.iter().map(|it| it.path.clone()).collect();
    (
        sources,
        inputs.problems.iter().map(|it| it.message.clone()).collect(),
    )
}

const TALK: &str = "MARA: It was the disk.\n";

#[test]
fn a_lone_transcript_beside_the_draft_is_its_source() {
    let dir = folder(&[("post.md", "Text.\n"), ("transcript.txt", TALK)]);
    assert_eq!(pair(&dir, "post.md"), (vec!["transcript.txt".to_owned()], vec![]));
    let dir = folder(&[("post.md", "Text.\n"), ("call.transcript.vtt", TALK)]);
    assert_eq!(pair(&dir, "post.md").0, ["call.transcript.vtt"]);
}

#[test]
fn of_several_transcripts_only_the_one_called_like_the_draft() {
    let files = [
        ("blog-draft-redis.md", "Text.\n"),
        ("other.md", "Text.\n"),
        ("redis.transcript.txt", TALK),
        ("kafka.transcript.txt", TALK),
    ];
    let dir = folder(&files);
    assert_eq!(pair(&dir, "blog-draft-redis.md").0, ["redis.transcript.txt"]);
    let (sources, problems) = pair(&dir, "other.md");
    assert_eq!(sources, [""; 0]);
    assert!(
        problems[0].contains("kafka.transcript.txt, redis.transcript.txt"),
        "{problems:?}"
    );
}

#[test]
fn a_transcripts_folder_is_searched_by_name_from_below() {
    let files = [
        ("posts/redis.md", "Text.\n"),
        ("posts/none.md", "Text.\n"),
        ("transcripts/redis.txt", TALK),
        ("transcripts/kafka.txt", TALK),
    ];
    let dir = folder(&files);
    assert_eq!(
        pair(&dir, "posts/redis.md"),
        (vec!["transcripts/redis.txt".to_owned()], vec![])
    );
    assert_eq!(pair(&dir, "posts/none.md").0, [""; 0]);
}

#[test]
fn the_configuration_names_sources_by_slug() {
    let config =
        "[[drafts]]\nfiles = [\"posts/*.md\"]\ntranscripts = [\"calls/{slug}.txt\"]\nauthor = \"Mara\"\n";
    let files = [
        ("backline.toml", config),
        ("posts/blog-draft-redis.md", "Text.\n"),
        ("posts/kafka.md", "Text.\n"),
        ("calls/redis.txt", TALK),
    ];
    let dir = folder(&files);
    assert_eq!(pair(&dir, "posts/blog-draft-redis.md").0, ["calls/redis.txt"]);
    let (sources, problems) = pair(&dir, "posts/kafka.md");
    assert_eq!(sources, [""; 0]);
    assert_eq!(problems, ["cannot read calls/kafka.txt: no such file"]);
}

#[test]
fn a_flag_replaces_transcripts_and_leaves_the_authors_files() {
    let files = [
        ("post.md", "Text.\n"),
        ("transcript.txt", TALK),
        ("else.txt", TALK),
        ("series-tracker.md", "# Tracker\n"),
        ("persona/bio.md", "# Author Bio: Mara Holt\n"),
    ];
    let dir = folder(&files);
    let overrides = Overrides {
        transcripts: vec![PathBuf::from("else.txt")],
        ..Overrides::default()
    };
    assert_eq!(
        pair_with(&dir, "post.md", &overrides).0,
        ["else.txt", "series-tracker.md"]
    );
    let mut workspace = Workspace::new(dir.path().to_owned());
    let inputs = workspace.inputs(Path::new("post.md"), "Text.\n", &overrides);
    assert_eq!(inputs.author.as_deref(), Some("Mara"));
    assert_eq!(inputs.sources.list[1].role, Role::Tracker);
}

#[test]
fn front_matter_names_sources_beside_the_draft() {
    let files = [
        (
            "posts/a.md",
            "---\ntranscript: call.txt\nauthor: Tomas\n---\n\nText.\n",
        ),
        ("posts/call.txt", TALK),
        ("posts/transcript.txt", TALK),
        ("posts/gone.md", "---\ntranscripts:\n  - gone.txt\n---\n\nText.\n"),
        (
            "posts/url.md",
            "---\ntranscript: https://example.com/t.txt\n---\n\nText.\n",
        ),
    ];
    let dir = folder(&files);
    assert_eq!(
        pair(&dir, "posts/a.md"),
        (vec!["posts/call.txt".to_owned()], vec![])
    );
    assert_eq!(
        pair(&dir, "posts/gone.md").1,
        ["cannot read posts/gone.txt: no such file"]
    );
    assert_eq!(pair(&dir, "posts/url.md").0, ["posts/transcript.txt"]);
}

#[test]
fn a_draft_cannot_name_a_source_outside_the_workspace() {
    let outside = folder(&[("secret.txt", TALK)]);
    let secret = outside.path().join("secret.txt");
    let text = format!("---\ntranscript: {}\n---\n\nText.\n", secret.display());
    let dir = folder(&[("a.md", &text), ("backline.toml", "")]);
    let (sources, problems) = pair(&dir, "a.md");
    assert_eq!(sources, [""; 0]);
    assert!(problems[0].contains("outside the workspace"), "{problems:?}");
    let overrides = Overrides {
        transcripts: vec![secret],
        ..Overrides::default()
    };
    assert_eq!(pair_with(&dir, "a.md", &overrides).0.len(), 1);
}

#[test]
fn the_same_inputs_come_back_until_something_changes() {
    let dir = folder(&[("post.md", "Text.\n"), ("transcript.txt", TALK)]);
    let mut workspace = Workspace::new(dir.path().to_owned());
    let overrides = Overrides::default();
    let draft = Path::new("post.md");
    let first = workspace.inputs(draft, "Text.\n", &overrides);
    assert!(Arc::ptr_eq(
        &first,
        &workspace.inputs(draft, "Other text.\n", &overrides)
    ));

    workspace.recheck();
    assert!(Arc::ptr_eq(
        &first,
        &workspace.inputs(draft, "Text.\n", &overrides)
    ));

    let transcript = dir.path().join("transcript.txt");
    assert!(workspace.overlay(&transcript, Some("MARA: It was the network.\n".into())));
    let second = workspace.inputs(draft, "Text.\n", &overrides);
    assert_ne!(first.epoch, second.epoch);
    assert!(workspace.overlay(&transcript, None));
    assert!(!workspace.overlay(draft, Some("Text!\n".into())));

    put(&dir, "transcript.txt", "MARA: It was neither.\n");
    assert!(workspace.file_changed(&transcript));
    let third = workspace.inputs(draft, "Text.\n", &overrides);
    assert_eq!(&*third.sources.list[0].transcript.text, "MARA: It was neither.\n");
    assert!(!workspace.file_changed(&dir.path().join("image.png")));
}

#[test]
fn drafts_of_one_transcript_share_its_index() {
    let dir = folder(&[("a.md", "A.\n"), ("b.md", "B.\n"), ("transcript.txt", TALK)]);
    let mut workspace = Workspace::new(dir.path().to_owned());
    let a = workspace.inputs(Path::new("a.md"), "A.\n", &Overrides::default());
    let b = workspace.inputs(Path::new("b.md"), "B.\n", &Overrides::default());
    assert!(Arc::ptr_eq(&a.sources, &b.sources));
}

#[test]
fn drafts_are_markdown_that_is_nothing_else() {
    let files = [
        ("README.md", ""),
        ("posts/a.md", "---\ntranscript: talk.md\n---\n\nText.\n"),
        ("posts/talk.md", TALK),
        ("posts/b.transcript.md", TALK),
        ("transcripts/c.md", TALK),
        ("persona/voice.md", ""),
        ("series-tracker.md", ""),
        ("ignored/d.md", ""),
        (".gitignore", "ignored/\n"),
        ("notes.txt", ""),
        (
            "posts/all.md",
            "# Task\n\n=============== FILE: talk.md ===============\nMARA: Hello.\n",
        ),
    ];
    let dir = folder(&files);
    let mut workspace = Workspace::new(dir.path().to_owned());
    let found = workspace.drafts_under(Path::new("."));
    let shown: Vec<String> = found.iter().map(|it| workspace.shown(it)).collect();
    assert_eq!(shown, ["posts/a.md"]);
    put(&dir, "backline.toml", "[[drafts]]\nfiles = [\"README.md\"]\n");
    workspace.recheck();
    assert!(workspace.is_draft(Path::new("README.md")));
}

#[test]
fn the_last_good_configuration_stays_in_force() {
    let dir = folder(&[
        ("post.md", ""),
        ("backline.toml", "author = \"Mara\"\nlang = \"en\"\n"),
    ]);
    let mut workspace = Workspace::new(dir.path().to_owned());
    let draft = Path::new("post.md");
    workspace.config_for(draft, &Overrides::default());
    let path = dir.path().join(CONFIG_NAME);
    workspace.overlay(&path, Some("auth".into()));
    let file = workspace
        .config_for(draft, &Overrides::default())
        .expect("it is still there");
    assert_eq!(file.config.author.as_deref(), Some("Mara"));
    assert!(!file.problems.is_empty());
}

#[test]
fn ignores_are_read_from_the_folder_of_the_configuration() {
    let config =
        "[per-file-ignores]\n\"drafts/**\" = [\"unknown-name\"]\n\"old-*.md\" = [\"vague-quantity\"]\n";
    let dir = folder(&[("blog/backline.toml", config)]);
    let off = |root: &str, draft: &str| -> Vec<String> {
        let mut workspace = Workspace::new(dir.path().join(root));
        let draft = dir.path().join(draft);
        let inputs = workspace.inputs(&draft, "", &Overrides::default());
        let rules = inputs.config.rules.iter().filter(|it| it.level.is_none());
        rules.map(|it| it.name.name.clone()).collect()
    };
    for root in ["", "blog", "blog/drafts"] {
        assert_eq!(
            off(root, "blog/drafts/deep/a.md"),
            ["unknown-name"],
            "from {root}"
        );
        assert_eq!(
            off(root, "blog/posts/old-a.md"),
            ["vague-quantity"],
            "from {root}"
        );
        assert_eq!(off(root, "blog/posts/a.md"), [""; 0], "from {root}");
    }
}

#[test]
fn the_caller_says_how_finished_a_draft_is_before_the_draft_does() {
    let dir = folder(&[]);
    let mode = |mode| {
        let mut workspace = Workspace::new(dir.path().to_owned());
        let overrides = Overrides {
            mode,
            ..Overrides::default()
        };
        let text = "---\ndraft: false\n---\n";
        workspace.inputs(Path::new("a.md"), text, &overrides).config.mode
    };
    assert_eq!(mode(None), Mode::Final);
    assert_eq!(mode(Some(Mode::Draft)), Mode::Draft);
}

#[test]
fn a_file_that_changed_unwatched_is_noticed_once() {
    let dir = folder(&[("post.md", "Text.\n"), ("transcript.txt", TALK)]);
    let mut workspace = Workspace::new(dir.path().to_owned());
    let draft = Path::new("post.md");
    workspace.inputs(draft, "Text.\n", &Overrides::default());
    assert!(!workspace.recheck());
    put(&dir, "transcript.txt", "MARA: It was the network.\n");
    assert!(workspace.recheck());
    assert!(!workspace.recheck());
    let inputs = workspace.inputs(draft, "Text.\n", &Overrides::default());
    let read = &inputs.sources.list[0].transcript.text;
    assert_eq!(&**read, "MARA: It was the network.\n");
    assert!(!workspace.recheck());
}

#[test]
fn the_header_ends_with_its_fence() {
    assert_eq!(header("---\na: b\n---\ntext\n---\n"), "---\na: b\n---\n");
    assert_eq!(header("+++\na = 1\n+++"), "+++\na = 1\n+++");
    assert_eq!(header("--- no\n---\n"), "");
    assert_eq!(header("---\nnever closed\n"), "");
    assert_eq!(header(""), "");
}
