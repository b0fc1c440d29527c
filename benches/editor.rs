//! How long an editor waits for the menu of what can be put in, on a long talk.

mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::evidence::{Role, Source, Sources};
use backline::ide::{self, Menu};
use backline::text::Span;
use backline::transcript::Transcript;
use criterion::{Criterion, criterion_group, criterion_main};

const TURNS: usize = 2_000;

/// A draft of 15 KB about a talk of 2,000 turns.
fn analysis() -> Analysis {
    let sources = Sources::new(vec![Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(&corpus::transcript(TURNS))),
    }]);
    let inputs = Arc::new(Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(sources),
        ..Inputs::default()
    });
    Analysis::new(&corpus::draft(15_000, TURNS), inputs, &mut Memo::default())
}

fn menu(c: &mut Criterion) {
    let analysis = analysis();
    let middle = Span::at(analysis.draft.text.len() / 2);
    c.bench_function("menu, 2,000 turns", |b| {
        b.iter(|| ide::actions(black_box(&analysis), middle, Menu::Everything))
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = menu
}
criterion_main!(benches);
