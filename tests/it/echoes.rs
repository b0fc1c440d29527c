//! Sentences that repeat a unit nearly word for word: what they change is found, and what only looks like a change is not.

use crate::verdicts::{flagged, quiet};

#[test]
fn another_number_in_the_units_own_words_is_wrong() {
    let source = "\
PIA: It's ninety on the bigger plan, for what it's worth. We were at fifty-eight by the way. The zone is kept for seven days.

OLE: I see.
";
    quiet(
        source,
        &[
            "It's ninety on the bigger plan.",
            "It's about ninety on the bigger plan, by the way.",
            "The zone is kept for a week.",
        ],
    );
    flagged(
        source,
        "It's forty on the bigger plan.",
        "contradicted-number: forty → ninety",
    );
    flagged(
        source,
        "The zone is kept for eleven days.",
        "contradicted-number: eleven → seven",
    );
}

#[test]
fn another_thing_or_moment_in_the_same_words_has_its_own_number() {
    let source = "\
PIA: The first run took 40 minutes. The other one was done in 25.

OLE: Before the patch the queue was at 900 jobs.

PIA: And at 60 after it. On Monday we sent 12 letters.

OLE: On Tuesday, thirty.
";
    quiet(
        source,
        &[
            "The second run took 25 minutes.",
            "After the patch the queue was at 60 jobs.",
            "On Tuesday we sent thirty letters.",
        ],
    );
}

#[test]
fn a_number_that_was_set_right_is_not_held_against_the_right_one() {
    let source = "\
PIA: We lost 40 letters in the second batch. No, wait, 14.

OLE: And the third batch had 90 letters.

PIA: Ninety-six, I counted them.
";
    quiet(
        source,
        &[
            "We lost 14 letters in the second batch.",
            "The third batch had 96 letters.",
        ],
    );
}

#[test]
fn a_not_in_the_units_own_words_is_wrong() {
    let source = "\
PIA: The pager is the one that counts. I could put a queue there, with a buffer. It might be the cable behind the desk.

OLE: On Friday I was sure it was the lamp.
";
    flagged(
        source,
        "The pager is not the one that counts.",
        "contradicted-negation: not",
    );
    quiet(
        source,
        &[
            "The pager is the one that counts.",
            "The phone is not the one that counts.",
            "It is not the cable behind the desk.",
            "It was not the lamp.",
        ],
    );
    quiet(
        "PIA: The lamp was lit when we left the hall. Well, no, the lamp was not lit when we left.\n\nOLE: Right.\n",
        &["The lamp was not lit when we left the hall."],
    );
}

#[test]
fn somebody_else_in_the_units_own_words_is_wrong() {
    let source = "\
PIA: I had to read the firmware source for that. Ole got a very angry letter from the harbour office.

OLE: I wrote the harbour office a letter, too.
";
    flagged(
        source,
        "Ole had to read the firmware source for that.",
        "contradicted-actor: Ole → Pia",
    );
    flagged(
        source,
        "Pia got a very angry letter from the harbour office.",
        "contradicted-actor: Pia → Ole",
    );
    quiet(
        source,
        &[
            "Pia had to read the firmware source for that.",
            "Ole got a very angry letter from the harbour office.",
            "Ole wrote the harbour office a letter.",
        ],
    );
}
