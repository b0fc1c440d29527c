//! Images of the author's own: no claims, as long as they hold nothing to look up.

use crate::verdicts::{found, quiet};

const TRANSCRIPT: &str = "\
INA: The queue used to hand each order over once. Since the upgrade on Monday it hands it over again if nobody answers.

DOV: And nobody answered?

INA: The kitchen was slow. 40 orders were cooked twice, and the till printed every bill again.
";

/// A draft in which the image comes back, with a sentence about it.
fn with_image(sentence: &str) -> String {
    format!(
        "The queue is a very patient waiter.\n\nThe kitchen was slow, and the waiter knocked again. 40 orders were cooked \
         twice.\n\n{sentence}\n\nA waiter who is not answered tries again.\n"
    )
}

#[test]
fn an_image_that_comes_back_is_no_claim() {
    for sentence in [
        "What the kitchen got was a new waiter.",
        "The till printed every bill again, and the waiter knocked on the door.",
    ] {
        quiet(TRANSCRIPT, &[&with_image(sentence)]);
    }
}

#[test]
fn what_is_told_once_or_with_something_to_look_up_is_one() {
    assert_eq!(
        found(
            TRANSCRIPT,
            "The kitchen was slow, and the waiter knocked on the door."
        ),
        ["unsupported-claim: waiter"],
        "told once, it is made up"
    );
    assert_eq!(
        found(
            TRANSCRIPT,
            &with_image("On Monday the waiter called Otto from the kitchen.")
        )
        .len(),
        1,
        "a day and a name can be looked up"
    );
    assert_eq!(
        found(
            TRANSCRIPT,
            "The waiter knocked again. The kitchen was slow, and the waiter left. A waiter had called the kitchen."
        )
        .len(),
        3,
        "nowhere is it said to be one"
    );
}
