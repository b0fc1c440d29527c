//! A real Neovim, headless, against the real binary: `editors/nvim/e2e.lua` opens a draft, waits for a
//! squiggle, reads the hover, takes a quick fix, saves and stops the server, or fills a draft from the menu and by
//! completion; this file starts it and looks at the bytes on disk. Neovim is taken from `BACKLINE_NVIM`, else from `.e2e/`, where `scripts/test` puts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Neovim, if there is one to test with.
fn neovim() -> Option<PathBuf> {
    let named = std::env::var_os("BACKLINE_NVIM").filter(|it| !it.is_empty());
    if let Some(path) = named {
        return Some(PathBuf::from(path));
    }
    let cached = root().join(".e2e/nvim/bin/nvim");
    cached.exists().then_some(cached)
}

fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|it| !it.is_empty() && it != "false")
}

/// Copies the files of `from` (and of its folders) into `to`.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).expect("the story exists").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file of the story can be copied");
        }
    }
}

/// What `child` said, once it has ended; it is killed when it takes longer than `limit`.
fn within(limit: Duration, mut child: Child) -> Output {
    let start = Instant::now();
    while start.elapsed() < limit && matches!(child.try_wait(), Ok(None)) {
        std::thread::sleep(Duration::from_millis(20));
    }
    // Has no effect on one that has ended. The session writes far less than a pipe holds.
    let _ = child.kill();
    child.wait_with_output().expect("Neovim can be waited for")
}

/// The draft of the session that writes, before it begins.
const BEGUN: &str = "\
# The screen said 21

Mrs Aaberg sat in a T-shirt in November. Her thermostat is set to 21, it reports 21.0.

## The winter walk

Every autumn the nightly job moves the offset by a tenth of a degree.

## How we know

Ask Mrs Aaberg.
";

/// Runs a session of `e2e.lua` in the folder `story`, with the set-up named by `how`; what it said.
fn session(neovim: &Path, name: &str, how: &str, story: &Path) -> String {
    let home = story.parent().expect("it is in a folder").join("home");
    fs::create_dir_all(&home).expect("a home for Neovim");
    let child = Command::new(neovim)
        .args(["--headless", "--clean", "-n", "-i", "NONE"])
        .arg(format!(
            "+luafile {}",
            root().join("editors/nvim/e2e.lua").display()
        ))
        .current_dir(story)
        .env("BACKLINE", env!("CARGO_BIN_EXE_backline"))
        .env("BACKLINE_NVIM_SETUP", root().join("editors/nvim"))
        .env("BACKLINE_NVIM_HOW", how)
        .env("BACKLINE_NVIM_SESSION", name)
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", &home)
        .env("XDG_DATA_HOME", &home)
        .env("XDG_STATE_HOME", &home)
        .env("XDG_CACHE_HOME", &home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Neovim starts");
    let output = within(Duration::from_secs(120), child);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\n{complained}");
    println!("{said}");
    said
}

/// Neovim, or word that there is none; where the tests of a change run, that is a failure.
fn neovim_or_skip() -> Option<PathBuf> {
    let neovim = neovim();
    if neovim.is_none() {
        assert!(
            !is_ci(),
            "no Neovim: run scripts/test, or name one in BACKLINE_NVIM"
        );
        eprintln!("skipped: no Neovim (scripts/test fetches one; BACKLINE_NVIM names one)");
    }
    neovim
}

/// A number is mended, and nothing else.
fn mend(how: &str) {
    let Some(neovim) = neovim_or_skip() else { return };
    let dir = tempfile::tempdir().expect("a temporary folder");
    let story = dir.path().join("frozen-boards");
    copy(&root().join("fixtures/frozen-boards"), &story);
    let before = fs::read_to_string(story.join("draft.md")).expect("the draft was copied");
    let said = session(&neovim, "mend", how, &story);

    let after = fs::read_to_string(story.join("draft.md")).expect("the draft is still there");
    let wanted = before.replace("the first ring is 140 boards", "the first ring is 120 boards");
    assert_ne!(before, wanted, "the draft holds the wrong number");
    assert_eq!(
        after, wanted,
        "exactly the wrong number was replaced on disk\n{said}"
    );
}

#[test]
fn a_writer_mends_a_number_in_neovim_set_up_the_new_way() {
    mend("enable");
}

#[test]
fn a_writer_mends_a_number_in_neovim_set_up_the_old_way() {
    mend("start");
}

#[test]
fn a_writer_fills_a_draft_from_the_menu_and_by_completion_in_neovim() {
    let Some(neovim) = neovim_or_skip() else { return };
    let dir = tempfile::tempdir().expect("a temporary folder");
    let story = dir.path().join("thermostat-drift");
    copy(&root().join("fixtures/thermostat-drift"), &story);
    let draft = story.join("blog-draft-warm-regards-part-3.md");
    fs::write(&draft, BEGUN).expect("a draft");
    let said = session(&neovim, "write", "enable", &story);

    let after = fs::read_to_string(&draft).expect("the draft is still there");
    let mut rest = after.as_str();
    for line in BEGUN.lines().filter(|it| !it.is_empty()) {
        let at = rest
            .find(line)
            .unwrap_or_else(|| panic!("{line:?} is gone or moved\n{said}\n{after}"));
        rest = &rest[at + line.len()..];
    }
    println!("{after}");
    let output = Command::new(env!("CARGO_BIN_EXE_backline"))
        .args(["check", "--fail-on", "warning", "--select"])
        .arg("contradicted-number,altered-quote,invented-quote,misattributed-quote,unsupported-claim,unsupported-number,broken-citation,citation-mismatch,placeholder-numbering")
        .arg(&draft)
        .output()
        .expect("the draft is checked");
    assert!(
        output.status.success(),
        "{}{}\n{after}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
