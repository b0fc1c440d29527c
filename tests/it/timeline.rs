//! `backline timeline` as its users meet it: printed, put into drafts, on the stories of `fixtures/` and real sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `backline timeline` in `folder`: exit code, standard output, standard error.
fn timeline(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_backline"))
        .arg("timeline")
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the binary starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    (
        done.status.code().expect("no signal ended it"),
        text(done.stdout),
        text(done.stderr),
    )
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join(".git")).expect("a folder in it");
    for (name, text) in files {
        fs::write(dir.path().join(name), text).expect("a file");
    }
    dir
}

fn read(dir: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(dir.path().join(name)).expect("it is there")
}

const CHAT: &str = "[14:02] mia: the lock controller stopped answering\n[14:03] jon: hm\n\
                    [14:09] jon: restarted the lock controller\n[14:15] mia: first ferry is out at 14:15\n";
const NOTES: &str =
    "# Timeline\n\n- 14:12: Lock controller restarted by Jon\n- 14:30: The harbour office was told\n";

#[test]
fn a_section_goes_under_the_heading_that_says_timeline_and_stays_as_it_is() {
    let dir = folder(&[
        ("chat.txt", CHAT),
        (
            "draft.md",
            "# Lock\n\nIt was stuck.\n\n## Timeline\n\nAll times are local.\n\n## After\n\nFine.\n",
        ),
    ]);
    let (code, out, err) = timeline(dir.path(), &["chat.txt", "--into", "draft.md"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "draft.md: timeline inserted\n");
    let once = read(&dir, "draft.md");
    assert_eq!(
        once,
        "# Lock\n\nIt was stuck.\n\n## Timeline\n\n<!-- backline:timeline -->\n\n| When | What | Source |\n\
         | --- | --- | --- |\n| 14:02 | the lock controller stopped answering | chat.txt:1 |\n\
         | 14:09 | restarted the lock controller | chat.txt:3 |\n| 14:15 | first ferry is out at 14:15 | chat.txt:4 |\n\n\
         <!-- /backline:timeline -->\n\nAll times are local.\n\n## After\n\nFine.\n"
    );
    let (code, _, err) = timeline(dir.path(), &["chat.txt", "--into", "draft.md"]);
    assert_eq!(
        (code, err.as_str()),
        (0, "draft.md: the timeline is up to date\n")
    );
    assert_eq!(read(&dir, "draft.md"), once);
}

#[test]
fn without_such_a_heading_it_goes_before_the_bio_and_keeps_its_looks() {
    let dir = folder(&[
        ("chat.txt", CHAT),
        (
            "draft.md",
            "# Lock\n\nIt was stuck.\n\n## About the author\n\nMia.\n",
        ),
    ]);
    timeline(
        dir.path(),
        &["chat.txt", "--into", "draft.md", "--style", "list", "--no-source"],
    );
    let once = read(&dir, "draft.md");
    assert_eq!(
        once,
        "# Lock\n\nIt was stuck.\n\n<!-- backline:timeline -->\n\n\
         - **14:02** the lock controller stopped answering <!-- cite: chat.txt#L1 -->\n\
         - **14:09** restarted the lock controller <!-- cite: chat.txt#L3 -->\n\
         - **14:15** first ferry is out at 14:15 <!-- cite: chat.txt#L4 -->\n\n\
         <!-- /backline:timeline -->\n\n## About the author\n\nMia.\n"
    );
    fs::write(
        dir.path().join("draft.md"),
        once.replace("**14:02** the", "**14:01** a"),
    )
    .expect("a file");
    timeline(dir.path(), &["chat.txt", "--into", "draft.md"]);
    assert_eq!(read(&dir, "draft.md"), once);
}

#[test]
fn line_ends_and_a_byte_order_mark_are_kept() {
    let dir = folder(&[
        ("chat.txt", CHAT),
        ("draft.md", "\u{feff}# Lock\r\n\r\nIt was stuck.\r\n"),
    ]);
    timeline(dir.path(), &["chat.txt", "--into", "draft.md"]);
    let once = read(&dir, "draft.md");
    assert!(once.starts_with("\u{feff}# Lock\r\n\r\nIt was stuck.\r\n\r\n<!-- backline:timeline -->\r\n"));
    assert_eq!(once.matches('\n').count(), once.matches("\r\n").count());
    assert_eq!(once.matches('\u{feff}').count(), 1);
    timeline(dir.path(), &["chat.txt", "--into", "draft.md"]);
    assert_eq!(read(&dir, "draft.md"), once);
    let left = fs::read_dir(dir.path()).expect("it is there").count();
    assert_eq!(left, 3, "no file is left over");
}

#[test]
fn broken_markers_are_named_and_nothing_is_written() {
    for (draft, why) in [
        (
            "# A\n\n<!-- backline:timeline -->\n\nOld.\n",
            "line 3 opens is never closed",
        ),
        (
            "# A\n\n<!-- /backline:timeline -->\n",
            "line 3 closes a timeline section",
        ),
        (
            "<!-- backline:timeline -->\n\n<!-- backline:timeline -->\n\n<!-- /backline:timeline -->\n",
            "line 1 is not closed before line 3",
        ),
        (
            "<!-- backline:timeline -->\n\n<!-- /backline:timeline -->\n\n<!-- backline:timeline -->\n\n\
             <!-- /backline:timeline -->\n",
            "two timeline sections",
        ),
    ] {
        let dir = folder(&[("chat.txt", CHAT), ("draft.md", draft)]);
        let (code, _, err) = timeline(dir.path(), &["chat.txt", "--into", "draft.md"]);
        assert_eq!(code, 2, "{draft}");
        assert!(err.contains(why) && err.contains("nothing was written"), "{err}");
        assert_eq!(read(&dir, "draft.md"), draft);
    }
}

#[test]
fn two_sources_share_an_axis_and_what_differs_is_shown() {
    let dir = folder(&[
        ("chat.txt", CHAT),
        ("notes.md", NOTES),
        ("draft.md", "# Lock\n\nIt was stuck.\n"),
    ]);
    let (_, out, _) = timeline(dir.path(), &["chat.txt", "notes.md"]);
    let row = "| 14:09 / 14:12 (conflict) | restarted the lock controller | chat.txt:3, notes.md:3 |";
    assert!(out.contains(row), "{out}");
    timeline(dir.path(), &["chat.txt", "notes.md", "--into", "draft.md"]);
    let draft = read(&dir, "draft.md");
    assert!(draft.contains(row), "{draft}");
    let (_, json, _) = timeline(dir.path(), &["chat.txt", "notes.md", "--output-format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let conflicts: Vec<&serde_json::Value> = json["events"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|it| it["conflict"] == true)
        .collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0]["also"][0]["when"], "14:12");
}

/// Copies `from` and what it holds.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for it in fs::read_dir(from).expect("a folder") {
        let it = it.expect("an entry");
        let target = to.join(it.file_name());
        if it.path().is_dir() {
            copy(&it.path(), &target);
        } else {
            fs::copy(it.path(), target).expect("a copy");
        }
    }
}

/// Rule and message of everything that `backline check` says, without line numbers.
fn accusations(folder: &Path, draft: &str) -> Vec<(String, String)> {
    let check = Command::new(env!("CARGO_BIN_EXE_backline"))
        .args(["check", draft, "--mode", "final", "--output-format", "json"])
        .current_dir(folder)
        .output()
        .expect("the binary starts");
    let json: serde_json::Value = serde_json::from_slice(&check.stdout).expect("it is JSON");
    let list = json["diagnostics"].as_array().expect("a list");
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    let mut res: Vec<_> = list
        .iter()
        .map(|it| (text(&it["rule"]), text(&it["message"])))
        .filter(|it| !it.1.contains("is a mark for backline"))
        .collect();
    res.sort();
    res
}

#[test]
fn in_a_post_with_its_authors_files_it_goes_before_the_bio_and_nothing_new_is_said_of_it() {
    let dir = folder(&[]);
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/thermostat-drift"),
        dir.path(),
    );
    let draft = "blog-draft-warm-regards-part-3.md";
    let before = accusations(dir.path(), draft);
    assert!(3 < before.len(), "the story is read: {before:?}");
    timeline(dir.path(), &["transcript.txt", "--into", draft]);
    let text = read(&dir, draft);
    let end = text.find("<!-- /backline:timeline -->").expect("it is put in");
    assert!(
        text[end..].starts_with("<!-- /backline:timeline -->\n\n---\n\nIda Brandvold builds"),
        "{}",
        &text[end..]
    );
    assert_eq!(accusations(dir.path(), draft), before);
    timeline(dir.path(), &["transcript.txt", "--into", draft]);
    assert_eq!(read(&dir, draft), text);
}

#[test]
fn a_row_that_the_profile_would_not_have_is_left_out() {
    let dir = folder(&[
        ("chat.txt", CHAT),
        ("draft.md", "---\ntranscript: chat.txt\n---\n\n# Lock\n"),
        (
            "backline.toml",
            "[[drafts]]\nfiles = [\"draft.md\"]\ntranscripts = [\"chat.txt\"]\nvoice = \"voice.md\"\n",
        ),
        (
            "voice.md",
            "# Voice\n\n## Words to Avoid\n\n- \"stopped answering\"\n",
        ),
    ]);
    timeline(dir.path(), &["chat.txt", "--into", "draft.md", "--style", "list"]);
    let text = read(&dir, "draft.md");
    assert!(text.contains("restarted the lock controller"), "{text}");
    assert!(!text.contains("stopped answering"), "{text}");
    assert_eq!(accusations(dir.path(), "draft.md"), []);
}

#[test]
fn sources_with_blanks_in_their_names_are_shown_and_cited_whole() {
    let name = "night chat (gates).txt";
    let dir = folder(&[
        (name, CHAT),
        ("draft.md", "# Lock\n"),
        ("hidden.md", "# Lock\n"),
        ("backline.toml", "cite-style = \"footnote\"\n"),
    ]);
    timeline(dir.path(), &[name, "--into", "draft.md"]);
    let shown = read(&dir, "draft.md");
    assert!(
        shown.contains("| 14:09 | restarted the lock controller | night chat (gates).txt:3 |\n"),
        "{shown}"
    );
    // A footnote has its text elsewhere: a comment stands for it.
    timeline(dir.path(), &[name, "--into", "hidden.md", "--no-source"]);
    let hidden = read(&dir, "hidden.md");
    assert!(
        hidden.contains(
            "| 14:09 | restarted the lock controller <!-- cite: <night chat (gates).txt#L3> --> |\n"
        ),
        "{hidden}"
    );
    assert!(!hidden.contains("[^"), "{hidden}");
    for draft in ["draft.md", "hidden.md"] {
        let check = Command::new(env!("CARGO_BIN_EXE_backline"))
            .args(["check", draft, "--transcript", name, "--output-format", "concise"])
            .current_dir(dir.path())
            .output()
            .expect("the binary starts");
        let out = String::from_utf8_lossy(&check.stdout);
        assert!(check.status.success() && out.is_empty(), "{draft}: {out}");
        let once = read(&dir, draft);
        timeline(dir.path(), &[name, "--into", draft]);
        assert_eq!(read(&dir, draft), once);
    }
}

fn transcripts(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|it| it.expect("an entry").path())
        .collect();
    all.sort();
    for path in all {
        let is_transcript = path.file_stem().is_some_and(|it| it == "transcript");
        if path.is_dir() {
            transcripts(&path, found);
        } else if is_transcript {
            found.push(path);
        }
    }
}

#[test]
fn whatever_the_story_a_timeline_put_in_checks_and_a_second_time_changes_nothing() {
    let mut all = Vec::new();
    transcripts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut all);
    assert!(10 < all.len(), "the stories are there");
    let mut n_inserted = 0;
    for path in all {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a transcript");
        let dir = folder(&[(&name, &text), ("draft.md", "# Story\n\nWords.\n")]);
        timeline(dir.path(), &[&name, "--into", "draft.md"]);
        let once = read(&dir, "draft.md");
        timeline(dir.path(), &[&name, "--into", "draft.md"]);
        assert_eq!(read(&dir, "draft.md"), once, "{}", path.display());
        n_inserted += usize::from(once.contains("<!-- /backline:timeline -->"));
        let check = Command::new(env!("CARGO_BIN_EXE_backline"))
            .args([
                "check",
                "draft.md",
                "--transcript",
                &name,
                "--output-format",
                "concise",
            ])
            .current_dir(dir.path())
            .output()
            .expect("the binary starts");
        let out = String::from_utf8_lossy(&check.stdout);
        assert!(check.status.success(), "{}: {out}", path.display());
    }
    assert!(10 < n_inserted, "{n_inserted} stories have a timeline");
}

/// Rows of the printed timeline of a real source, without source column; `None` where the sources are not there.
fn rows_of_seed(name: &str) -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/seeds")
        .join(name);
    if !path.is_file() {
        eprintln!("skipped: {name} is not there");
        return None;
    }
    let folder = path.parent()?;
    let file = path.file_name()?.to_str()?;
    let (code, out, _) = timeline(folder, &[file]);
    assert_eq!(code, 0);
    let is_row = |it: &&str| {
        it.starts_with('#') || (it.starts_with("| ") && !it.starts_with("| When") && !it.starts_with("| ---"))
    };
    let cut = |it: &str| it.rsplit_once(" | ").map_or(it, |it| it.0).to_owned();
    Some(out.lines().filter(is_row).map(cut).collect())
}

#[test]
fn a_session_log_gives_its_phases_and_shows_where_its_own_timeline_differs() {
    let Some(rows) = rows_of_seed("redis-session.md") else {
        return;
    };
    assert!(
        rows.iter()
            .any(|it| it.starts_with("| 2:17-2:22 PM | Phase 1: Triage"))
    );
    let conflict = rows.iter().find(|it| it.contains("Root cause"));
    assert!(
        conflict.is_some_and(|it| it.starts_with("| 2:22-2:28 PM / 2:22 PM (conflict) | Root cause found")),
        "{rows:?}"
    );
    for once in ["Permanent fix", "Postmortem completed", "PagerDuty alert"] {
        assert_eq!(
            rows.iter().filter(|it| it.contains(once)).count(),
            1,
            "{once} in {rows:?}"
        );
    }
}

#[test]
fn two_incidents_in_one_file_are_apart() {
    let Some(rows) = rows_of_seed("incident-report-guide.md") else {
        return;
    };
    let titles: Vec<usize> = (0..rows.len()).filter(|&it| rows[it].starts_with('#')).collect();
    assert_eq!(titles.len(), 2, "{rows:?}");
    let first = &rows[titles[0] + 1..titles[1]];
    assert!(
        first.iter().any(|it| it.starts_with("| 14:23 | Payment API")) && first.len() == 7,
        "{first:?}"
    );
    assert!(rows[titles[1] + 1].starts_with("| 13:30 | Marketing"), "{rows:?}");
}

#[test]
fn a_talk_is_told_day_by_day_and_no_time_is_made_up() {
    let Some(rows) = rows_of_seed("export-incident/transcript.txt") else {
        return;
    };
    let whens: Vec<&str> = rows
        .iter()
        .filter_map(|it| it.strip_prefix("| ")?.split(" | ").next())
        .collect();
    assert_eq!(
        whens,
        [
            "last week",
            "six days",
            "Monday",
            "Tuesday",
            "(time not stated)",
            "(time not stated)"
        ]
    );
}
