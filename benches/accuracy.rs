//! The accuracy evaluation: checks labelled drafts and counts what was caught, what was a false alarm, and how often
//! the right line came first. `cargo bench --bench accuracy` takes `fixtures/labelled`; `-- FOLDER…` other folders.
//!
//! A case is a folder with `draft.md`, `transcript.*` and `labels.json`: a list of
//! `{"sentence", "verdict", "lines", "wrong_span"}` in the order of the draft, `sentence` as it stands in the file.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

mod cases;
mod counts;

use counts::{Counts, measure};

fn main() {
    println!("| draft | recall | false alarms | on opinion | kind | hit@1 | hit@3 |");
    println!("|---|---|---|---|---|---|---|");
    let mut all = Counts::default();
    for case in cases::cases() {
        let counts = measure(&case, cases::inputs(&case));
        println!("{}", counts.row(&case.name));
        all.add(counts);
    }
    println!("{}", all.row("all"));
}
