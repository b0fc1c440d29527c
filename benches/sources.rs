//! How long sources take to be read: a transcript of 60 KB in many shapes, and the large ones that people have: a day
//! of a channel, hours of words, a log. `cargo bench --bench sources` prints the table of `docs/speed.md`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a measurement reads files and prints"
)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use backline::transcript::Transcript;

const WORDS: [&str; 24] = [
    "pump",
    "valve",
    "east",
    "west",
    "pressure",
    "started",
    "stopped",
    "request",
    "handled",
    "worker",
    "queue",
    "lag",
    "retry",
    "timeout",
    "connection",
    "pool",
    "size",
    "user",
    "session",
    "token",
    "cache",
    "flush",
    "disk",
    "farm",
];

/// Numbers that look random and are the same in every run (the constants of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn sentence(&mut self) -> String {
        let mut said = "The".to_owned();
        for _ in 0..10 {
            said.push(' ');
            said += WORDS[self.below(WORDS.len())];
        }
        format!("{said} {} times.", self.below(500))
    }
}

/// About `bytes` of a talk, a turn of three sentences as `turn` writes it.
fn talk(bytes: usize, head: &str, turn: impl Fn(usize, &str) -> String) -> String {
    let mut numbers = Numbers(1);
    let mut text = head.to_owned();
    let mut n = 0;
    while text.len() < bytes {
        let said = [numbers.sentence(), numbers.sentence(), numbers.sentence()].join(" ");
        text += &turn(n, &said);
        n += 1;
    }
    text
}

fn name(n: usize) -> &'static str {
    ["Mina Roth", "Theo Park", "Ilse Brandt"][n % 3]
}

fn clock(n: usize) -> String {
    format!("{:02}:{:02}:{:02}", n / 360, n / 6 % 60, n % 6 * 10)
}

fn slack(messages: usize) -> String {
    let mut numbers = Numbers(2);
    let message = |n: usize| {
        format!(
            r#"{{"type":"message","user":"U{:02}","text":"{} <@U03>","ts":"{}.000100","blocks":[]}}"#,
            n % 40,
            numbers.sentence(),
            1_776_175_500 + 4 * n
        )
    };
    format!("[{}]", (0..messages).map(message).collect::<Vec<_>>().join(",\n"))
}

/// Words of a talk with a time each, as WhisperX writes them.
fn words(hours: usize) -> String {
    let mut numbers = Numbers(3);
    let segment = |n: usize| {
        let said = numbers.sentence();
        let from = 5.0 * n as f64;
        let words = said.split(' ').enumerate().map(|(k, word)| {
            let at = from + 0.3 * k as f64;
            format!(
                r#"{{"word":"{word}","start":{at:.2},"end":{:.2},"score":0.9,"speaker":"SPEAKER_{:02}"}}"#,
                at + 0.25,
                n / 4 % 3
            )
        });
        let words: Vec<String> = words.collect();
        format!(
            r#"{{"start":{from},"end":{},"text":" {said}","speaker":"SPEAKER_{:02}","words":[{}]}}"#,
            from + 4.8,
            n / 4 % 3,
            words.join(",")
        )
    };
    let segments: Vec<String> = (0..hours * 720).map(segment).collect();
    format!(r#"{{"segments":[{}],"language":"en"}}"#, segments.join(",\n"))
}

fn log(bytes: usize) -> String {
    let mut numbers = Numbers(4);
    let mut text = String::with_capacity(bytes + 200);
    let mut n = 0;
    while text.len() < bytes {
        let level = ["INFO", "DEBUG", "WARN", "ERROR"][numbers.below(4)];
        let second = n / 40;
        text += &format!(
            "2026-03-04T{:02}:{:02}:{:02}.{:03}Z {level} {}\n",
            second / 3600 % 24,
            second / 60 % 60,
            second % 60,
            n % 1000,
            numbers.sentence()
        );
        n += 1;
    }
    text
}

/// The fastest of a few runs.
fn time(text: &str) -> (Duration, Transcript) {
    let rounds = if text.len() < 1_000_000 { 20 } else { 2 };
    let run = || {
        let start = Instant::now();
        let read = Transcript::parse(text);
        (start.elapsed(), read)
    };
    let runs = (0..rounds).map(|_| run());
    runs.min_by_key(|it| it.0).expect("there are rounds")
}

fn row(what: &str, text: &str) {
    let (took, read) = time(text);
    println!(
        "| {what} | {:.1} MB | {} | {} | {:.1} ms |",
        text.len() as f64 / 1e6,
        read.format,
        read.turns.len(),
        took.as_secs_f64() * 1e3
    );
}

fn main() {
    println!("| source | size | read as | turns | read in |\n|---|---|---|---|---|");
    let small = 60_000;
    let shapes = [
        (
            "labels",
            talk(small, "", |n, said| format!("{}: {said}\n\n", name(n))),
        ),
        (
            "Otter",
            talk(small, "", |n, said| {
                format!("{}  {}  \n{said}\n\n", name(n), &clock(n)[1..])
            }),
        ),
        (
            "Zoom captions",
            talk(small, "WEBVTT\n\n", |n, said| {
                format!(
                    "{n}\n{}.000 --> {}.900\n{}: {said}\n\n",
                    clock(n),
                    clock(n),
                    name(n)
                )
            }),
        ),
        (
            "an IRC log",
            talk(small, "", |n, said| {
                format!("[{}] <{}> {said}\n", clock(n), ["mina", "theo"][n % 2])
            }),
        ),
        (
            "notes",
            talk(small, "# Notes\n\n", |n, said| {
                format!("## Part {n}\n\n- {said}\n\n")
            }),
        ),
        ("Slack, exported", slack(350)),
    ];
    for (what, text) in &shapes {
        row(what, text);
    }
    row("20,000 messages of Slack", &slack(20_000));
    row("3 hours of words, WhisperX", &words(3));
    let text = log(100_000_000);
    row("a log", &text);
    // The whole program, with a draft, and how much memory that takes at most.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("app.log"), &text).expect("the log can be written");
    drop(text);
    let draft = "---\ntranscript: app.log\n---\n# Day\n\nThe east pump had a timeout at 10:15, and 12 farms had no pressure.\n";
    fs::write(folder.join("post.md"), draft).expect("the draft can be written");
    let start = Instant::now();
    let run = Command::new("sh")
        .current_dir(&folder)
        .args(["-c", r#""$0" check post.md --exit-zero >/dev/null 2>&1 & pid=$!; peak=0
            while [ -e /proc/$pid/status ]; do
                now=$(sed -n 's/VmHWM:[[:space:]]*\([0-9]*\).*/\1/p' /proc/$pid/status 2>/dev/null); [ -n "$now" ] && peak=$now; sleep 0.02
            done; echo "$peak""#])
        .arg(env!("CARGO_BIN_EXE_backline"))
        .output()
        .expect("a shell runs it");
    let took = start.elapsed();
    let peak: f64 = String::from_utf8_lossy(&run.stdout).trim().parse().unwrap_or(0.0);
    println!(
        "\n`backline check` of a draft against that log: {:.1} s, {:.0} MB at most",
        took.as_secs_f64(),
        peak / 1e3
    );
    fs::remove_dir_all(&folder).expect("the folder can be removed");
}
