//! Turns of speakers in text, interviews, prose, minutes and notes.

use super::{Keeps, Times, holds};

#[test]
fn plain_labels() {
    holds(
        "turns_caps.txt",
        &Keeps {
            name: |it| it.split(' ').next().unwrap_or_default().to_uppercase(),
            ..Keeps::all("speaker-turns", Times::None)
        },
    );
}
