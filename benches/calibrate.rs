//! Learns the weights of retrieval (`evidence/weights.rs`) and the limits of the judgements (`verdict/limits.rs`) from
//! labelled drafts: `cargo bench --bench calibrate` takes `fixtures/labelled`, `-- FOLDER…` other folders of that form.
//!
//! A coordinate search from the values in use: one at a time goes up or down a step, and stays where the score rises. For
//! weights the score is the sum of hit@1 and hit@3; for limits what is caught, and caught as what it is, less what false
//! alarms cost. The weights are learnt in folds over the drafts, the limits without each draft in turn; the figures are
//! those of the drafts that were left out. What is printed last was learnt from all; a person decides whether it goes
//! into the table.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

mod cases;
mod counts;

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::config::Thresholds;
use backline::evidence::{Sources, Weights};
use backline::verdict::Limits;
use cases::Case;
use counts::Counts;

/// Folds of cases.
const FOLDS: usize = 5;
/// Rounds over all weights at most.
const ROUNDS: usize = 2;
/// A weight is multiplied by this, or divided.
const STEP: f32 = 1.25;

/// The weights by name, to be changed one at a time.
fn fields(weights: &mut Weights) -> [(&'static str, &mut f32); 17] {
    [
        ("saturation", &mut weights.saturation),
        ("length", &mut weights.length),
        ("turn", &mut weights.turn),
        ("neighbour", &mut weights.neighbour),
        ("complete", &mut weights.complete),
        ("number", &mut weights.number),
        ("time", &mut weights.time),
        ("question", &mut weights.question),
        ("assistant", &mut weights.assistant),
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

/// The limits by name, with the two of the configuration.
fn limits<'a>(limits: &'a mut Limits, thresholds: &'a mut Thresholds) -> [(&'static str, &'a mut f32); 12] {
    [
        ("rival", &mut limits.rival),
        ("margin", &mut limits.margin),
        ("place", &mut limits.place),
        ("number", &mut limits.number),
        ("denial", &mut limits.denial),
        ("same", &mut limits.same),
        ("act", &mut limits.act),
        ("deed", &mut limits.deed),
        ("time", &mut limits.time),
        ("pair", &mut limits.pair),
        ("supported", &mut thresholds.supported),
        ("weak", &mut thresholds.weak),
    ]
}

/// What a false alarm costs in misses.
const ALARM: isize = 3;

/// Two for what is caught, one more where it is called what it is, less what false alarms cost.
fn worth(counts: &Counts) -> isize {
    let alarms = (counts.alarms + counts.opinion_alarms) as isize;
    2 * counts.caught as isize + counts.of_kind as isize - 2 * ALARM * alarms
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
    calibrate_limits(&cases);
}

/// Learns the limits without each draft in turn, and from all.
fn calibrate_limits(cases: &[(Case, Arc<Inputs>)]) {
    let measure = |tried: (Limits, Thresholds), n: usize| {
        let (case, inputs) = &cases[n];
        let config = backline::config::Config {
            thresholds: tried.1,
            ..(*inputs.config).clone()
        };
        let inputs = Inputs {
            limits: tried.0,
            config: Arc::new(config),
            ..(**inputs).clone()
        };
        counts::measure(case, Arc::new(inputs))
    };
    let without = |left_out: usize| {
        move |tried: (Limits, Thresholds)| -> isize {
            let others = (0..cases.len()).filter(|&n| n != left_out);
            others.map(|n| worth(&measure(tried, n))).sum()
        }
    };
    println!(
        "\n| draft | recall | false alarms | on opinion | kind | hit@1 | hit@3 |\n|---|---|---|---|---|---|---|"
    );
    let (mut in_use, mut left_out) = (Counts::default(), Counts::default());
    for (n, (case, _)) in cases.iter().enumerate() {
        in_use.add(measure((Limits::IN_USE, Thresholds::default()), n));
        let own = measure(learn_limits(&without(n)), n);
        println!("{}", own.row(&format!("{}, left out", case.name)));
        left_out.add(own);
    }
    println!("{}", left_out.row("all, each left out"));
    println!("{}", in_use.row("all, limits in use"));
    let (mut learnt, mut thresholds) = learn_limits(&without(cases.len()));
    for (name, value) in limits(&mut learnt, &mut thresholds) {
        println!("    {name}: {value:.3},");
    }
}

/// The limits of the highest worth.
fn learn_limits(worth: &dyn Fn((Limits, Thresholds)) -> isize) -> (Limits, Thresholds) {
    let start = (Limits::IN_USE, Thresholds::default());
    let change = |tried: &mut (Limits, Thresholds), at: usize, step: f32| {
        *limits(&mut tried.0, &mut tried.1)[at].1 *= step;
        tried.1.weak = tried.1.weak.min(tried.1.supported);
    };
    let mut counted = start;
    let count = limits(&mut counted.0, &mut counted.1).len();
    search(start, count, &change, worth)
}

/// The weights with the best score.
fn learn(score: &dyn Fn(Weights) -> usize) -> Weights {
    let change = |tried: &mut Weights, at: usize, step: f32| {
        *fields(tried)[at].1 *= step;
        tried.spread = tried.spread.min(0.99);
    };
    let mut counted = Weights::LEARNT;
    let count = fields(&mut counted).len();
    search(Weights::LEARNT, count, &change, &|it| score(it) as isize)
}

/// Coordinate search: each of `count` values goes up or down a step and stays where the score rises.
fn search<T: Copy>(
    start: T,
    count: usize,
    change: &dyn Fn(&mut T, usize, f32),
    score: &dyn Fn(T) -> isize,
) -> T {
    let mut best = (score(start), start);
    for _ in 0..ROUNDS {
        let before = best.0;
        for at in 0..count {
            for step in [STEP, 1.0 / STEP] {
                let mut tried = best.1;
                change(&mut tried, at, step);
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
