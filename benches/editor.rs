//! How long an editor waits for what can be put in, on a talk of 2,000 turns: the menu and the completions in the
//! middle of a draft, for the first time after it was opened and again.

mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::evidence::{Role, Source, Sources};
use backline::ide::{self, Menu};
use backline::text::Span;
use backline::transcript::Transcript;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

const TURNS: usize = 2_000;

fn inputs() -> Arc<Inputs> {
    let sources = Sources::new(vec![Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(&corpus::transcript(TURNS))),
    }]);
    Arc::new(Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(sources),
        ..Inputs::default()
    })
}

/// The same, with nothing remembered of what its sources offer but what is read when a draft is opened.
fn opened(analysis: &Analysis) -> Analysis {
    let res = Analysis {
        inputs: Arc::new(Inputs::clone(&analysis.inputs)),
        ..analysis.clone()
    };
    ide::prepare(&res);
    res
}

fn menu(c: &mut Criterion) {
    let draft = corpus::draft(15_000, TURNS);
    let analysis = Analysis::new(&draft, inputs(), &mut Memo::default());
    let middle = Span::at(draft.len() / 2);
    c.bench_function("menu, first", |b| {
        b.iter_batched(
            || opened(&analysis),
            |analysis| ide::actions(black_box(&analysis), middle, Menu::Everything),
            BatchSize::SmallInput,
        )
    });
    c.bench_function("menu, again", |b| {
        b.iter(|| ide::actions(black_box(&analysis), middle, Menu::Everything))
    });
}

fn completion(c: &mut Criterion) {
    let (draft, inputs) = (corpus::draft(15_000, TURNS), inputs());
    for (name, typed) in [
        ("a quotation", "\""),
        ("a quotation by a word", "\"ledger re"),
        ("a placeholder", "["),
        ("a number", "4"),
        ("a sentence", ""),
        ("a sentence by a word", "The ledger re"),
    ] {
        let half = draft[draft.len() / 2..]
            .find("\n\n")
            .map_or(draft.len(), |it| draft.len() / 2 + it);
        let before = format!("{}\n\n{typed}", &draft[..half]);
        let text = format!("{before}{}", &draft[half..]);
        let analysis = Analysis::new(&text, inputs.clone(), &mut Memo::default());
        c.bench_function(&format!("completion of {name}, first"), |b| {
            b.iter_batched(
                || opened(&analysis),
                |analysis| ide::complete(black_box(&analysis), before.len(), false),
                BatchSize::SmallInput,
            )
        });
        c.bench_function(&format!("completion of {name}, again"), |b| {
            b.iter(|| ide::complete(black_box(&analysis), before.len(), false))
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(2));
    targets = menu, completion
}
criterion_main!(benches);
