//! Learns the weights of retrieval (`evidence/weights.rs`) from labelled drafts: `cargo bench --bench calibrate` takes
//! `fixtures/labelled`, `-- FOLDER…` other folders of that form.
//!
//! A coordinate search from the weights in use: one weight at a time goes up or down a step, and stays where the sum of
//! hit@1 and hit@3 rises. The cases are dealt into folds; each fold's figure is taken with weights that were learnt
//! without it. What is printed last was learnt from all cases; a person decides whether it goes into the table.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

mod cases;

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::evidence::{Sources, Weights};
use cases::Case;

/// Folds of cases.
const FOLDS: usize = 5;
/// Rounds over all weights at most.
const ROUNDS: usize = 2;
/// A weight is multiplied by this, or divided.
const STEP: f32 = 1.25;

/// The weights by name, to be changed one at a time.
fn fields(weights: &mut Weights) -> [(&'static str, &mut f32); 16] {
    [
        ("saturation", &mut weights.saturation),
        ("length", &mut weights.length),
        ("turn", &mut weights.turn),
        ("neighbour", &mut weights.neighbour),
        ("complete", &mut weights.complete),
        ("number", &mut weights.number),
        ("time", &mut weights.time),
        ("question", &mut weights.question),
        ("answered", &mut weights.answered),
        ("speaker", &mut weights.speaker),
        ("family", &mut weights.family),
        ("reporting", &mut weights.reporting),
        ("leaning", &mut weights.leaning),
        ("region", &mut weights.region),
        ("spread", &mut weights.spread),
        ("repeats", &mut weights.repeats),
    ]
}

/// Sentences with labelled lines, and of how many the first (three) pieces of evidence touch one.
#[derive(Clone, Copy, Default)]
struct Hits {
    all: usize,
    first: usize,
    three: usize,
}

impl Hits {
    fn sum(self, other: Hits) -> Hits {
        Hits {
            all: self.all + other.all,
            first: self.first + other.first,
            three: self.three + other.three,
        }
    }

    fn score(self) -> usize {
        self.first + self.three
    }

    fn shown(self) -> String {
        let share = |part: usize| part as f64 / self.all.max(1) as f64;
        format!("hit@1 {:.3}, hit@3 {:.3}", share(self.first), share(self.three))
    }
}

fn main() {
    let cases: Vec<(Case, Arc<Inputs>)> = cases::cases()
        .into_iter()
        .map(|case| {
            let inputs = cases::inputs(&case);
            (case, inputs)
        })
        .collect();
    let measure = |weights: Weights, chosen: &dyn Fn(usize) -> bool| {
        let chosen = cases.iter().enumerate().filter(|it| chosen(it.0));
        chosen
            .map(|(_, (case, inputs))| hits(case, inputs, weights))
            .fold(Hits::default(), Hits::sum)
    };
    let in_use = measure(Weights::LEARNT, &|_| true);
    println!("weights in use: {}", in_use.shown());
    let mut held_out = Hits::default();
    for fold in 0..FOLDS.min(cases.len()) {
        let learnt = learn(&|weights| measure(weights, &|n| n % FOLDS != fold).score());
        let own = measure(learnt, &|n| n % FOLDS == fold);
        println!("fold {}: {} without having seen it", fold + 1, own.shown());
        held_out = held_out.sum(own);
    }
    println!("all folds: {}", held_out.shown());
    let mut learnt = learn(&|weights| measure(weights, &|_| true).score());
    println!("learnt from all: {}", measure(learnt, &|_| true).shown());
    for (name, value) in fields(&mut learnt) {
        println!("    {name}: {value:.3},");
    }
}

/// Coordinate search for the best score.
fn learn(score: &dyn Fn(Weights) -> usize) -> Weights {
    let mut best = (score(Weights::LEARNT), Weights::LEARNT);
    for _ in 0..ROUNDS {
        let before = best.0;
        for at in 0..fields(&mut best.1).len() {
            for step in [STEP, 1.0 / STEP] {
                let mut tried = best.1;
                *fields(&mut tried)[at].1 *= step;
                tried.spread = tried.spread.min(0.99);
                let reached = score(tried);
                if reached > best.0 {
                    best = (reached, tried);
                    break;
                }
            }
        }
        if best.0 == before {
            break;
        }
    }
    best.1
}

fn hits(case: &Case, inputs: &Inputs, weights: Weights) -> Hits {
    let sources = Sources::weighed(inputs.sources.list.clone(), &inputs.sources.aliases, weights);
    let inputs = Arc::new(Inputs {
        sources: Arc::new(sources),
        ..inputs.clone()
    });
    let analysis = Analysis::new(&case.draft, inputs, &mut Memo::default());
    let mut hits = Hits::default();
    for label in case.labels.iter().filter(|it| !it.lines.is_empty()) {
        let sentences = analysis.draft.sentences.iter().zip(analysis.findings.iter());
        let covered: Vec<_> = sentences
            .filter(|(it, _)| it.span.overlaps(label.span))
            .map(|it| it.1)
            .collect();
        let touches = |most: usize| {
            covered.iter().any(|finding| {
                finding.evidence.iter().take(most).any(|it| {
                    let (first, last) = analysis.inputs.sources.list[it.source]
                        .transcript
                        .unit_lines(it.unit);
                    label.lines.iter().any(|line| (first..=last).contains(line))
                })
            })
        };
        hits.all += 1;
        hits.first += usize::from(touches(1));
        hits.three += usize::from(touches(3));
    }
    hits
}
