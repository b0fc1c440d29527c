//! What only sounds like a claim: images of the author's own, lead-ins to quotations, sums of what was told, opinions.

use backline::verdict::Verdict;

use crate::verdicts::{analysed, found, quiet};

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

/// Verdict and rules of the sentence of `draft` that holds `words`.
fn judged(transcript: &str, draft: &str, words: &str) -> (Verdict, Vec<&'static str>) {
    let analysis = analysed(transcript, draft);
    let mut sentences = analysis.draft.sentences.iter();
    let at = sentences.position(|it| it.view.text().contains(words));
    let at = at.expect("the draft holds the words");
    let span = analysis.draft.sentences[at].span;
    let own = analysis.diagnostics.iter().filter(|it| it.span.overlaps(span));
    (analysis.findings[at].verdict, own.map(|it| it.rule).collect())
}

#[test]
fn who_speaks_next_is_no_claim() {
    let source = "INA: The weight slid down the shaft.\n\nDOV: So it pulled three kilos too much and stopped the bell.\n";
    let quotation = "\"So it pulled three kilos too much and stopped the bell.\"";
    for lead in ["Dov said the rest.", "And then Dov told the rest."] {
        for between in [" ", "\n\n", "\n\n> "] {
            let draft = format!("{lead}{between}{quotation}");
            assert_eq!(
                judged(source, &draft, lead),
                (Verdict::NotAClaim, vec![]),
                "{draft}"
            );
        }
    }
    let told = "Dov said the rest over a beer at the harbour.";
    let alone = judged(source, &format!("{told} {quotation}"), told);
    assert_ne!(alone.0, Verdict::NotAClaim, "that tells of a beer");
}

#[test]
fn a_sum_of_what_was_told_claims_nothing_new() {
    let source = "INA: I spent Friday convinced it was the bell. It was not the bell. Friday was gone, and 12 visitors with it.\n";
    let draft = "I spent Friday convinced it was the bell. By the calendar it comes to one Friday.";
    assert_eq!(
        judged(source, draft, "By the calendar"),
        (Verdict::NotAClaim, vec![])
    );
    let other = "I spent Friday convinced it was the bell. By the calendar it comes to one Sunday.";
    assert_ne!(judged(source, other, "By the calendar").0, Verdict::NotAClaim);
}

#[test]
fn what_somebody_thinks_of_it_is_no_doubt() {
    let source = "DOV: Two complaints about the same bell in one week now stop the tour, no matter what we think of the visitors.\n\n\
        INA: We think the rope was too short for the bell.\n";
    let kept = "Two complaints about the same bell in one week now stop the tour, no matter what anybody thinks of the visitors.";
    assert_eq!(
        judged(source, kept, "Two complaints"),
        (Verdict::Supported, vec![])
    );
    let lost = "The rope was too short for the bell.";
    assert_eq!(
        judged(source, lost, "The rope"),
        (Verdict::Weak, vec!["dropped-hedge"])
    );
}
