//! The command line as its users meet it: the real binary in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with files; `.git` keeps the search for a configuration inside it.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn with(files: &[(&str, &str)]) -> Folder {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(dir.path().join(".git")).expect("a folder in it");
        let folder = Folder(dir);
        for (name, text) in files {
            folder.put(name, text.as_bytes());
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_backline"))
            .args(args)
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        // A command that reads no input closes the pipe.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let done = child.wait_with_output().expect("it ends");
        Run {
            code: done.status.code().expect("no signal ended it"),
            out: String::from_utf8(done.stdout).expect("output is UTF-8"),
            err: String::from_utf8(done.stderr).expect("messages are UTF-8"),
        }
    }
}

pub(crate) fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

const TALK: &str = "\
MARA: How long was the queue stuck?

TOMAS: Forty minutes. We saw 1,200 messages in the dead letter queue.

MARA: And the cause?

TOMAS: The disk on broker 3 filled up at 9 percent free. We raised the retention from 2 days to 7 days in March.
";

const GOOD: &str = "# The queue\n\nTomas saw 1,200 messages in the dead letter queue.\n";
const WRONG: &str = "# The queue\n\nTomas saw 1,300 messages in the dead letter queue.\n";

#[test]
fn nothing_found_is_zero_and_states_its_coverage() {
    let folder = Folder::with(&[("post.md", GOOD), ("transcript.txt", TALK)]);
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("1 sentence: 1 supported"), "{}", run.err);
    assert!(run.err.contains("never means"), "{}", run.err);
}

#[test]
fn a_wrong_number_is_one_and_shows_both_lines() {
    let folder = Folder::with(&[("post.md", WRONG), ("transcript.txt", TALK)]);
    let run = folder.run(&["check", "post.md"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("error[contradicted-number]"), "{}", run.out);
    assert!(run.out.contains("--> post.md:3:11"), "{}", run.out);
    assert!(run.out.contains("^^^^^"), "{}", run.out);
    assert!(run.out.contains("transcript.txt:3"), "{}", run.out);

    assert_eq!(folder.run(&["check", "post.md", "--exit-zero"]).code, 0);
    let concise = folder.run(&["check", "post.md", "--output-format", "concise"]);
    assert!(
        concise
            .out
            .starts_with("post.md:3:11: error[contradicted-number] "),
        "{}",
        concise.out
    );
    assert_eq!(concise.out.lines().count(), 1);
}

#[test]
fn select_ignore_and_fail_on_decide_what_counts() {
    let folder = Folder::with(&[("post.md", WRONG), ("transcript.txt", TALK)]);
    assert_eq!(folder.run(&["check", "--select", "contradicted-number"]).code, 1);
    assert_eq!(folder.run(&["check", "--select", "claims"]).code, 1);
    assert_eq!(folder.run(&["check", "--select", "altered-quote"]).code, 0);
    assert_eq!(folder.run(&["check", "--ignore", "claims"]).code, 0);
    let unknown = folder.run(&["check", "--ignore", "contradicted-numbr"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("did you mean \"contradicted-number\""),
        "{}",
        unknown.err
    );

    folder.put("backline.toml", b"[rules]\ncontradicted-number = \"warning\"\n");
    assert_eq!(folder.run(&["check"]).code, 0);
    assert_eq!(folder.run(&["check", "--fail-on", "warning"]).code, 1);
}

#[test]
fn a_source_that_cannot_be_read_is_two_and_the_rest_is_printed() {
    let folder = Folder::with(&[("post.md", WRONG), ("transcript.txt", TALK)]);
    let run = folder.run(&[
        "check",
        "post.md",
        "--transcript",
        "transcript.tx",
        "--transcript",
        "transcript.txt",
    ]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("contradicted-number"), "{}", run.out);
    let all = format!("{}{}", run.out, run.err);
    assert!(all.contains("cannot read transcript.tx: no such file"), "{all}");
    assert!(all.contains("did you mean \"transcript.txt\""), "{all}");
}

#[test]
fn a_draft_that_cannot_be_read_is_two_and_the_rest_is_printed() {
    let folder = Folder::with(&[("post.md", WRONG), ("transcript.txt", TALK)]);
    folder.put("latin.md", b"one\ncaf\xE9\n");
    folder.put("binary.md", b"MZ\0\0\x01");
    folder.put("wide.md", b"\xFF\xFEa\0");
    let run = folder.run(&["check", "post.md", "latin.md", "binary.md", "wide.md", "gone.md"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("contradicted-number"), "{}", run.out);
    for message in [
        "latin.md:2: not valid UTF-8 (byte 0xE9 at offset 7)",
        "binary.md is not text: it holds a NUL byte",
        "wide.md is UTF-16; convert it to UTF-8",
        "cannot read gone.md: no such file",
    ] {
        assert!(run.err.contains(message), "{message}: {}", run.err);
    }
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let folder = Folder::with(&[("post.md", GOOD)]);
    let huge = fs::File::create(folder.path().join("transcript.txt")).expect("a file");
    huge.set_len(300 * 1024 * 1024).expect("a sparse file");
    let run = folder.run(&["check", "post.md"]);
    assert_eq!(run.code, 2);
    let all = format!("{}{}", run.out, run.err);
    assert!(
        all.contains("transcript.txt is too large: 300 MB, the limit is 128 MB"),
        "{all}"
    );
}

#[test]
fn empty_files_are_fine() {
    let folder = Folder::with(&[("post.md", ""), ("transcript.txt", "")]);
    let run = folder.run(&["check", "post.md"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let report = json(&folder.run(&["evidence", "post.md", "--output-format", "json"]));
    assert_eq!(report["drafts"][0]["sentences"], Value::Array(vec![]));
    assert_eq!(report["drafts"][0]["coverage"]["sentences"], 0);
}

#[test]
fn a_broken_configuration_is_two_and_shown_with_its_line() {
    let folder = Folder::with(&[
        ("post.md", WRONG),
        ("transcript.txt", TALK),
        (
            "backline.toml",
            "lang = \"en\"\nauthr = \"Mara\"\n[rules]\ncontradicted-numbr = \"off\"\n",
        ),
    ]);
    let run = folder.run(&["check", "--output-format", "concise"]);
    assert_eq!(run.code, 2);
    assert!(
        run.out.contains("backline.toml:2:1: error[invalid-config] backline.toml has no key `authr`; did you mean \"author\"?"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("backline.toml:4:1: error[invalid-config] no rule is called"),
        "{}",
        run.out
    );
    assert!(run.out.contains("contradicted-number"), "{}", run.out);
    let full = folder.run(&["check"]);
    assert!(full.out.contains("--> backline.toml:2:1"), "{}", full.out);

    let report = json(&folder.run(&["check", "--output-format", "json"]));
    assert_eq!(report["diagnostics"][0]["path"], "backline.toml");
    assert_eq!(report["diagnostics"][0]["start"]["line"], 2);

    folder.put("backline.toml", b"lang = \n");
    let run = folder.run(&["check", "--output-format", "concise"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("backline.toml:1:"), "{}", run.out);
    let run = folder.run(&["check", "--config", "other.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot read other.toml"), "{}", run.err);
}

#[test]
fn wrong_usage_is_two() {
    let folder = Folder::with(&[]);
    for args in [&["check", "--fail-on", "loud"][..], &["evidence"], &["chek"], &[]] {
        assert_eq!(folder.run(args).code, 2, "{args:?}");
    }
    assert_eq!(folder.run(&["--help"]).code, 0);
    assert_eq!(folder.run(&["--version"]).code, 0);
}

#[test]
fn evidence_in_json_keeps_its_contract() {
    let draft = "# The queue\n\nÄrger 🚨 ahead. Tomas saw 1,300 messages in the dead letter queue.\n";
    let folder = Folder::with(&[("post.md", draft), ("transcript.txt", TALK)]);
    let run = folder.run(&[
        "evidence",
        "post.md",
        "--transcript",
        "transcript.txt",
        "--output-format",
        "json",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report = json(&run);
    assert_eq!(report["version"], 1);
    let it = &report["drafts"][0];
    assert_eq!(it["path"], "post.md");
    assert_eq!(it["transcripts"], serde_json::json!(["transcript.txt"]));
    let keys: Vec<&String> = it["coverage"].as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 10, "{keys:?}");

    let sentence = &it["sentences"][1];
    let text = "Tomas saw 1,300 messages in the dead letter queue.";
    let at = draft.find(text).expect("it is there");
    assert_eq!(sentence["text"], text);
    assert_eq!(sentence["bytes"], serde_json::json!([at, at + text.len()]));
    assert_eq!(sentence["start"], serde_json::json!({"line": 3, "column": 16}));
    assert_eq!(
        sentence["end"],
        serde_json::json!({"line": 3, "column": 16 + text.len()})
    );
    assert_eq!(sentence["verdict"], "contradicted");
    assert_eq!(sentence["id"].as_str().expect("a string").len(), 16);
    let best = &sentence["evidence"][0];
    assert_eq!(best["path"], "transcript.txt");
    assert_eq!(best["lines"], serde_json::json!([3, 3]));
    assert_eq!(best["speaker"], "TOMAS");
    assert_eq!(best["time"], Value::Null);
    let score = best["score"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&score));

    let diagnostic = &sentence["diagnostics"][0];
    assert_eq!(diagnostic["rule"], "contradicted-number");
    assert_eq!(diagnostic["group"], "claims");
    assert_eq!(diagnostic["severity"], "error");
    assert_eq!(diagnostic["verdict"], "contradicted");
    assert_eq!(diagnostic["expected"], "1,200");
    assert_eq!(diagnostic["fingerprint"].as_str().expect("a string").len(), 16);
    assert_eq!(diagnostic["related"][0]["path"], "transcript.txt");
    assert_eq!(diagnostic["fixes"][0]["safety"], "unsafe");
    assert_eq!(diagnostic["fixes"][0]["edits"][0]["text"], "1,200");
}

#[test]
fn a_fingerprint_does_not_move_with_its_line() {
    let print = |draft: &str| -> Value {
        let folder = Folder::with(&[("post.md", draft), ("transcript.txt", TALK)]);
        let report = json(&folder.run(&["check", "--output-format", "json"]));
        assert_eq!(report["summary"]["error"], 1);
        report["diagnostics"][0]["fingerprint"].clone()
    };
    assert_eq!(print(WRONG), print(&format!("An opening line.\n\n{WRONG}")));
}

#[test]
fn bytes_count_the_byte_order_mark_of_the_file() {
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    folder.put("post.md", format!("\u{feff}{WRONG}").as_bytes());
    let report = json(&folder.run(&["check", "post.md", "--output-format", "json"]));
    let it = &report["diagnostics"][0];
    let at = 3 + WRONG.find("1,300").expect("it is there");
    assert_eq!(it["bytes"], serde_json::json!([at, at + 5]));
    assert_eq!(it["start"], serde_json::json!({"line": 3, "column": 11}));
}

#[test]
fn a_draft_may_come_from_stdin() {
    let folder = Folder::with(&[("posts/transcript.txt", TALK)]);
    let args = [
        "check",
        "-",
        "--stdin-filename",
        "posts/new.md",
        "--output-format",
        "concise",
    ];
    let run = folder.run_with(&args, WRONG);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.starts_with("posts/new.md:3:11: "), "{}", run.out);
    let run = folder.run_with(&["evidence", "-", "--transcript", "posts/transcript.txt"], WRONG);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_piece_of_text_finds_its_lines() {
    let folder = Folder::with(&[("calls/talk.txt", TALK)]);
    let args = [
        "find",
        "The disk on broker 3 filled up.",
        "--transcript",
        "calls/talk.txt",
    ];
    let run = folder.run(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out
            .starts_with("calls/talk.txt:7 TOMAS: The disk on broker 3 filled up"),
        "{}",
        run.out
    );
    for word in ["supported", "text:1", "sentence"] {
        assert!(
            !run.out.contains(word) && !run.err.contains(word),
            "{}{}",
            run.out,
            run.err
        );
    }
    let nothing = folder.run(&[
        "find",
        "Penguins sing in opera houses.",
        "--transcript",
        "calls/talk.txt",
    ]);
    assert_eq!(
        (nothing.code, nothing.out.as_str(), nothing.err.as_str()),
        (0, "", "nothing in calls/talk.txt comes close to it\n")
    );
    assert_eq!(folder.run(&["find", "The disk filled up."]).code, 2);
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["rules"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("contradicted-number"), "{}", run.out);
    let page = folder.run(&["explain", "contradicted-number"]);
    assert_eq!(page.code, 0);
    assert!(page.out.contains("contradicted"), "{}", page.out);
    let unknown = folder.run(&["explain", "contradicted-numbers"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean"), "{}", unknown.err);
}

#[test]
fn sources_say_how_they_are_read() {
    let folder = Folder::with(&[("post.md", GOOD), ("transcript.txt", TALK)]);
    let report = json(&folder.run(&["sources", "--output-format", "json"]));
    let it = &report["sources"][0];
    assert_eq!(it["path"], "transcript.txt");
    assert_eq!(it["speakers"][1]["name"], "TOMAS");
    assert_eq!(it["speakers"][1]["turns"], 2);
    assert_eq!(it["turns"][0]["lines"], serde_json::json!([1, 1]));
    assert_eq!(folder.run(&["sources", "gone.txt"]).code, 2);
}

#[test]
fn sources_say_what_would_help_where_there_are_none() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["sources"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "no drafts in .: name a draft or a transcript\n");

    folder.put("post.md", GOOD.as_bytes());
    let run = folder.run(&["sources"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(
        run.err
            .starts_with("no transcript found for post.md: put one beside it as transcript.txt"),
        "{}",
        run.err
    );
    let run = folder.run(&["sources", "post.md"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("read as a transcript itself"), "{}", run.err);

    folder.put("transcripts/a.txt", TALK.as_bytes());
    folder.put("transcripts/b.txt", TALK.as_bytes());
    for args in [&["sources"][..], &["sources", "post.md"]] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        assert!(
            run.err.contains("there is transcripts/a.txt, transcripts/b.txt"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_draft_without_a_transcript_says_so() {
    let folder = Folder::with(&[("post.md", WRONG)]);
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.err.contains("\n1 sentence, none compared: no transcript\n"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("not-a-claim"), "{}", run.err);

    let waived = "Tomas saw it. <!-- backline: allow unsupported-claim: it was dark -->\n";
    folder.put("waived.md", waived.as_bytes());
    folder.put("talks/transcript.txt", TALK.as_bytes());
    folder.put("talks/post.md", GOOD.as_bytes());
    let run = folder.run(&["check", "--fail-on", "hint"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let closing = "1 sentence: 1 supported\n2 sentences in 2 drafts not compared: no transcript\n";
    assert!(run.err.contains(closing), "{}", run.err);
}

#[test]
fn a_reader_that_goes_away_ends_the_output_quietly() {
    let folder = Folder::with(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_backline"))
        .args(["completions", "bash"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn the_series_tracker_backs_a_callback() {
    let folder = Folder::with(&[
        (
            "transcript.txt",
            "ANA: The ferry stopped for 40 minutes.\n\nBEN: The pump was dry.\n\nANA: We filled it.\n",
        ),
        ("draft.md", "The lighthouse swallowed its own keys.\n"),
    ]);
    let rules = |folder: &Folder| {
        let found = json(&folder.run(&["check", "draft.md", "--output-format", "json"]));
        found["diagnostics"].as_array().expect("a list").len()
    };
    assert_eq!(rules(&folder), 1, "nothing in the transcript says so");
    folder.put(
        "series-tracker.md",
        b"# Series\n\n- Episode 1: \"The Lighthouse That Swallowed Keys\" -- published\n",
    );
    assert_eq!(rules(&folder), 0, "the tracker does");
    let shown = folder.run(&["evidence", "draft.md"]);
    assert_eq!(
        shown.out,
        "draft.md:1: supported: The lighthouse swallowed its own keys.\n    \
         series-tracker.md:3 The Lighthouse That Swallowed Keys (1.00)\n"
    );
}

#[test]
fn a_task_file_is_unpacked_once_and_nothing_is_overwritten() {
    let task = "\
Read these.

=============== FILE: persona/voice.md ===============
# Voice

=============== FILE: transcript.txt ===============
INA: The pump was dry.
=============== END TRANSCRIPT ===============
";
    let folder = Folder::with(&[("task.md", task)]);
    let first = folder.run(&["unpack", "task.md"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(first.out, "persona/voice.md (1 line)\ntranscript.txt (1 line)\n");
    assert_eq!(first.err, "1 line before the first file was left out\n");
    let held = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
    assert_eq!(held("persona/voice.md"), "# Voice\n");
    folder.put("transcript.txt", b"INA: My own notes.\n");
    let second = folder.run(&["unpack", "task.md"]);
    assert_eq!(second.code, 2);
    assert!(
        second
            .err
            .contains("task.md:3: ./persona/voice.md is there already"),
        "{}",
        second.err
    );
    assert_eq!(held("transcript.txt"), "INA: My own notes.\n");
    assert_eq!(folder.run(&["unpack", "task.md", "--force"]).code, 0);
    assert_eq!(held("transcript.txt"), "INA: The pump was dry.\n");
}

#[test]
fn a_task_file_cannot_write_outside_its_folder_or_hold_nothing() {
    let folder = Folder::with(&[
        ("out.md", "=============== FILE: ../x.txt ===============\nx\n"),
        ("none.md", "# A task\n"),
    ]);
    let out = folder.run(&["unpack", "out.md"]);
    assert_eq!(out.code, 2);
    assert!(
        out.err.contains("out.md:1: \"../x.txt\" leads out of the folder"),
        "{}",
        out.err
    );
    let none = folder.run(&["unpack", "none.md"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("none.md holds no files"), "{}", none.err);
}

const SHAPELESS: &str = "# Queue\n\nWelcome back.\n\n[Screenshot 02: the disk]\n";

#[test]
fn a_profile_is_set_by_the_flag_the_front_matter_or_the_configuration() {
    let own = format!("---\nprofile: blog-post\n---\n\n{SHAPELESS}");
    let elses = format!("---\nprofile: staff-writer\n---\n\n{SHAPELESS}");
    let report = format!("---\nprofile: postmortem\n---\n\n{SHAPELESS}");
    let folder = Folder::with(&[
        ("bare.md", SHAPELESS),
        ("own.md", &own),
        ("elses.md", &elses),
        ("configured/bare.md", SHAPELESS),
        ("configured/report.md", &report),
        ("configured/backline.toml", "profile = \"blog-post\"\n"),
    ]);
    let rules = |args: &[&str]| -> Vec<String> {
        let run = folder.run(&[&["check", "--output-format", "json"], args].concat());
        let found = json(&run)["diagnostics"].as_array().cloned().unwrap_or_default();
        let names = found
            .iter()
            .map(|it| it["rule"].as_str().unwrap_or_default().to_owned());
        names.collect()
    };
    let of_a_post = ["preamble-opening", "placeholder-numbering"];
    assert_eq!(rules(&["bare.md"]), [""; 0]);
    assert_eq!(rules(&["elses.md"]), [""; 0], "sites have profiles of their own");
    assert_eq!(rules(&["own.md"]), of_a_post);
    assert_eq!(rules(&["--profile", "blog-post", "bare.md"]), of_a_post);
    assert_eq!(rules(&["configured/bare.md"]), of_a_post);
    assert_eq!(rules(&["configured/report.md"]), ["placeholder-numbering"]);
    assert_eq!(
        rules(&["--profile", "postmortem", "own.md"]),
        ["placeholder-numbering"],
        "the flag has the last word"
    );
    let evidence = folder.run(&[
        "evidence",
        "--profile",
        "blog-post",
        "--output-format",
        "json",
        "own.md",
    ]);
    assert_eq!(evidence.code, 0, "{}", evidence.err);
    let wrong = folder.run(&["check", "--profile", "blogpost", "bare.md"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("blog-post"), "{}", wrong.err);
}

#[test]
fn a_finished_draft_exits_with_1_while_a_placeholder_is_left() {
    let folder = Folder::with(&[
        (
            "post.md",
            "# Queue\n\nThe disk was full.\n\n[Screenshot 01: the disk]\n",
        ),
        (
            "backline.toml",
            "profile = \"blog-post\"\n[limits]\nwords = [1, 50]\n",
        ),
    ]);
    let run = folder.run(&["check", "post.md"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let run = folder.run(&[
        "check",
        "--mode",
        "final",
        "--output-format",
        "concise",
        "post.md",
    ]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.out,
        "post.md:5:1: error[leftover-annotation] [Screenshot 01: the disk] is still to be filled in.\n"
    );
}

/// The verdict on each sentence of `draft`.
fn verdicts(folder: &Folder, draft: &str) -> Vec<(String, String)> {
    let shown = folder.run(&["evidence", draft, "--output-format", "json"]);
    let json = json(&shown);
    let sentences = json["drafts"][0]["sentences"].as_array().expect("a list").clone();
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    sentences
        .iter()
        .map(|it| (text(&it["text"]), text(&it["verdict"])))
        .collect()
}

#[test]
fn a_short_sentence_is_backed_where_the_source_says_it_and_not_where_it_only_supposes_it() {
    let talk = "\
INA: The job reports success. If the cellar were full, the pump would stop.

DOV: Was it the valve?

INA: No. Perhaps the float sticks.
";
    let draft = "\
The job reports success.

It was not the valve.

The cellar is full.

The float sticks.
";
    let folder = Folder::with(&[("transcript.txt", talk), ("draft.md", draft)]);
    let found = verdicts(&folder, "draft.md");
    let supported: Vec<&str> = found
        .iter()
        .filter(|it| it.1 == "supported")
        .map(|it| it.0.as_str())
        .collect();
    assert_eq!(
        supported,
        ["The job reports success.", "It was not the valve."],
        "{found:?}"
    );
}

#[test]
fn what_the_profile_says_of_a_character_backs_no_deed() {
    let voice = "# Voice\n\n## Recurring Characters\n\n- **Owen** -- a field technician for thirty years, sceptical of dashboards.\n";
    let draft = "Owen has been a field technician for thirty years.\n\nOwen sabotaged the dashboards.\n";
    let folder = Folder::with(&[
        ("transcript.txt", "INA: The pump was dry.\n\nOWEN: I know.\n"),
        ("persona/voice.md", voice),
        ("draft.md", draft),
    ]);
    let found = verdicts(&folder, "draft.md");
    assert_eq!(found[0].1, "supported", "{found:?}");
    assert_ne!(found[1].1, "supported", "{found:?}");
}

#[test]
fn files_of_a_task_file_do_not_stand_in_each_others_way() {
    for (second, says) in [
        ("a//b.txt", "is in the way of a/b.txt in line 1"),
        ("A/b.txt", "is in the way of a/b.txt in line 1"),
        ("a/b.txt/c.md", "is in the way of a/b.txt in line 1"),
        (".git/hooks/x", "is no file to write"),
    ] {
        let task = format!("===== FILE: a/b.txt =====\nx\n===== FILE: {second} =====\ny\n");
        let folder = Folder::with(&[("t.md", &task)]);
        let out = folder.run(&["unpack", "t.md"]);
        assert_eq!(out.code, 2, "{second}");
        assert!(out.err.contains(says), "{}", out.err);
        assert!(!folder.path().join("a").exists(), "nothing was written");
    }
}
