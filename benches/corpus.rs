//! Drafts and transcripts for the benchmarks: made by rule, the same on every run and machine.
//!
//! A transcript is a talk of two people about services of a made-up shop. A draft retells its turns in the
//! third person; about one sentence in thirty has a wrong number.

use std::fmt::Write;

/// A small generator of numbers (an LCG); good enough to vary words, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

const SERVICES: &[&str] = &[
    "checkout",
    "ledger",
    "catalogue",
    "mailer",
    "search",
    "billing",
    "shipping",
    "login",
    "basket",
    "pricing",
    "returns",
    "stock",
    "coupon",
    "review",
    "gateway",
    "scheduler",
];
const PARTS: &[&str] = &[
    "worker",
    "cache",
    "queue",
    "database",
    "replica",
    "proxy",
    "index",
    "pool",
    "cron job",
    "retry loop",
    "health check",
    "connection limit",
];
const THINGS: &[&str] = &[
    "orders",
    "requests",
    "records",
    "sessions",
    "invoices",
    "messages",
    "connections",
    "rows",
    "parcels",
    "events",
];
const STATES: &[&str] = &[
    "stalled",
    "restarted",
    "drained",
    "recovered",
    "failed over",
    "filled up",
    "timed out",
    "warmed up",
];
const CAUSES: &[&str] = &[
    "a certificate had expired",
    "the disk was nearly full",
    "the leader election looped",
    "two deployments overlapped",
    "a flag was flipped in the wrong region",
    "the clock on one host drifted",
    "a migration locked the table",
    "the client retried without a pause",
];
const ASIDES: &[&str] = &[
    "That surprised everybody in the room.",
    "Nobody had looked there before.",
    "Does that sound simple?",
    "We should have seen it coming.",
    "The coffee was cold by then.",
];

/// What one turn states.
struct Statement {
    service: &'static str,
    part: &'static str,
    thing: &'static str,
    state: &'static str,
    cause: &'static str,
    count: usize,
    minutes: usize,
}

impl Statement {
    fn new(dice: &mut Dice) -> Statement {
        Statement {
            service: dice.pick(SERVICES),
            part: dice.pick(PARTS),
            thing: dice.pick(THINGS),
            state: dice.pick(STATES),
            cause: dice.pick(CAUSES),
            count: 100 + dice.roll(90_000),
            minutes: 2 + dice.roll(55),
        }
    }
}

fn statements(n: usize) -> Vec<Statement> {
    let mut dice = Dice(41);
    (0..n).map(|_| Statement::new(&mut dice)).collect()
}

fn thousands(n: usize) -> String {
    if n < 1_000 {
        n.to_string()
    } else {
        format!("{},{:03}", n / 1_000, n % 1_000)
    }
}

/// A transcript of `n_turns` turns in the `NAME: text` form.
pub(crate) fn transcript(n_turns: usize) -> String {
    let mut res = String::new();
    for (idx, it) in statements(n_turns).iter().enumerate() {
        let speaker = if idx % 2 == 0 { "NADIA" } else { "OSKAR" };
        let _ = writeln!(
            res,
            "{speaker}: The {} {} {} after {} minutes, and {} {} were waiting. The reason was that {}.\n",
            it.service,
            it.part,
            it.state,
            it.minutes,
            thousands(it.count),
            it.thing,
            it.cause,
        );
    }
    res
}

/// A draft of at least `bytes` bytes that retells a transcript of `n_turns` turns.
pub(crate) fn draft(bytes: usize, n_turns: usize) -> String {
    let told = statements(n_turns);
    let mut dice = Dice(97);
    let mut res =
        String::from("---\ntranscript: transcript.txt\n---\n\n# What we learned from the long night\n\n");
    let mut n_sentences = 0;
    let mut n_paragraphs = 0;
    while res.len() < bytes {
        if n_paragraphs % 6 == 0 {
            let _ = writeln!(
                res,
                "## Part {}: the {}\n",
                n_paragraphs / 6 + 1,
                dice.pick(SERVICES)
            );
        }
        for _ in 0..3 {
            let it = &told[dice.roll(told.len())];
            n_sentences += 1;
            let count = if n_sentences % 30 == 0 {
                it.count + 7
            } else {
                it.count
            };
            let _ = write!(
                res,
                "After {} minutes the {} {} {}, with {} {} waiting, because {}. ",
                it.minutes,
                it.service,
                it.part,
                it.state,
                thousands(count),
                it.thing,
                it.cause,
            );
        }
        let _ = writeln!(res, "{}\n", dice.pick(ASIDES));
        n_paragraphs += 1;
    }
    res
}
