//! How long a check takes: cold, after one keystroke, and indexing alone.

mod corpus;

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::compose::timeline::Layout;
use backline::compose::{self, Stock};
use backline::evidence::{Role, Source, Sources};
use backline::ide;
use backline::transcript::Transcript;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

fn sources(text: &str) -> Sources {
    Sources::new(vec![Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(text)),
    }])
}

fn inputs(n_turns: usize) -> Arc<Inputs> {
    Arc::new(Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(sources(&corpus::transcript(n_turns))),
        ..Inputs::default()
    })
}

fn cold(c: &mut Criterion) {
    let inputs = inputs(500);
    for size in [15_000, 60_000] {
        let draft = corpus::draft(size, 500);
        c.bench_function(&format!("check {} KB cold", size / 1_000), |b| {
            b.iter(|| Analysis::new(black_box(&draft), Arc::clone(&inputs), &mut Memo::default()))
        });
    }
}

/// Types and deletes one letter in the middle of the draft; every check sees a text it has not seen just before.
fn keystroke(c: &mut Criterion) {
    let inputs = inputs(500);
    for size in [15_000, 60_000] {
        let draft = corpus::draft(size, 500);
        let middle = draft[draft.len() / 2..]
            .find(" minutes")
            .map_or(draft.len(), |it| draft.len() / 2 + it);
        let mut memo = Memo::default();
        Analysis::new(&draft, Arc::clone(&inputs), &mut memo);
        let mut n_typed = 0usize;
        c.bench_function(&format!("check {} KB after a keystroke", size / 1_000), |b| {
            b.iter_batched(
                || {
                    n_typed += 1;
                    let mut text = draft.clone();
                    text.insert(middle, char::from(b'a' + (n_typed % 26) as u8));
                    text
                },
                |text| Analysis::new(black_box(&text), Arc::clone(&inputs), &mut memo),
                BatchSize::SmallInput,
            )
        });
    }
}

fn indexing(c: &mut Criterion) {
    for n_turns in [500, 2_000] {
        let text = corpus::transcript(n_turns);
        c.bench_function(&format!("read and index {n_turns} turns"), |b| {
            b.iter(|| sources(black_box(&text)))
        });
    }
}

/// The talk of the corpus, where one turn in fifty names the day and the hour.
fn dated_transcript(n_turns: usize) -> String {
    const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    let mut res = String::new();
    for (idx, line) in corpus::transcript(n_turns).lines().enumerate() {
        res.push_str(line);
        if idx % 100 == 0 {
            let n = idx / 100;
            let day = DAYS[n * DAYS.len() * 50 / n_turns.max(250) % DAYS.len()];
            let _ = write!(
                res,
                " On {day} at {:02}:{:02} we moved {} rows by hand.",
                8 + n % 12,
                n * 7 % 60,
                1_200 + n * 13
            );
        }
        res.push('\n');
    }
    res
}

/// What the menu of actions looks for where something can be put in: the timeline alone, and everything.
fn offers(c: &mut Criterion) {
    let inputs = Arc::new(Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(sources(&dated_transcript(2_000))),
        ..Inputs::default()
    });
    let draft = corpus::draft(60_000, 2_000);
    let analysis = Analysis::new(&draft, inputs, &mut Memo::default());
    let ctx = ide::context(&analysis);
    let middle = draft.len() / 2;
    c.bench_function("timeline section, 60 KB, 2000 turns", |b| {
        b.iter(|| compose::checked_section(black_box(&ctx), middle, Layout::default()))
    });
    c.bench_function("all insertions, 60 KB, 2000 turns, the first time", |b| {
        b.iter(|| compose::insertions(black_box(&ctx), &Stock::default(), middle, None))
    });
    let stock = Stock::default();
    c.bench_function("all insertions, 60 KB, 2000 turns", |b| {
        b.iter(|| compose::insertions(black_box(&ctx), &stock, middle, None))
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = cold, keystroke, indexing, offers
}
criterion_main!(benches);
