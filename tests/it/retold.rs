//! Right sentences in the writer's own words, and the wrong ones beside them that must still be found.

use crate::verdicts::{flagged, holds, quiet};

#[test]
fn years_may_be_told_by_two_digits_or_without_what_leads_them() {
    let barn = "\
HANNE: The barn was put up in eighteen forty-two. Seventeen ninety-one, said the man from the museum, but he was wrong.

PAUL: And the roof?

HANNE: The roof went in the big storm, in sixty-seven.

PAUL: And then you thatched it?

HANNE: In two thousand and six there's a new one, of slate.
";
    quiet(
        barn,
        &[
            "The barn was put up in 1842.",
            "The man from the museum put it at 1791.",
            "The big storm of 1967 took the roof.",
            "In 2006 the roof was done again in slate.",
        ],
    );
    holds(
        barn,
        "The man from the museum put it at 1719.",
        "unsupported-number: 1719",
        "The big storm took the roof in sixty-seven.",
    );
}

#[test]
fn hours_may_be_written_with_a_dot() {
    let log = "\
HANNE: The first ferry was late on Monday, it left at ten forty-one.

PAUL: The second one left on time.
";
    quiet(log, &["| ferry | left |\n|---|---|\n| the first ferry | 10.41 |"]);
}

#[test]
fn a_form_of_address_is_no_part_of_the_name() {
    let council = "\
Penrose: I move that we paint the harbour wall this spring.

Abbot: I'd second that, if the paint is paid for.

Penrose: The paint is paid for.
";
    quiet(
        council,
        &[
            "Mrs Penrose moved that the harbour wall be painted this spring.",
            "The paint, said Councillor Penrose, was paid for.",
        ],
    );
    holds(
        council,
        "Mr Tollard wanted the harbour wall painted.",
        "unknown-name: Tollard",
        "Mr Abbot would second it.",
    );
}

#[test]
fn a_number_that_leaves_out_what_it_counts_may_count_what_the_draft_does() {
    let refund = "\
INES: Everybody with more than a hundred wrong letters gets a fifth off the March bill. How many customers is that?

DAG: Seventeen.

INES: And sixty-three customers get a letter from me.
";
    quiet(
        refund,
        &[
            "We settled on a fifth off the March bill for the seventeen customers with more than a hundred wrong letters.",
        ],
    );
}

#[test]
fn who_denies_in_other_words_denies_it_too() {
    let senders = "\
KOFI: The list is in the database, and the sender never asks the database.

INES: Never?

KOFI: It would be too slow.
";
    quiet(
        senders,
        &["The list is in the database, and no sender ever asks it."],
    );
}

#[test]
fn a_daughter_may_be_a_name_in_the_talk() {
    let family = "\
HANNE: We had two children. Janne in sixty-seven and Kolbein in seventy.

PAUL: And they sailed with you?

HANNE: I held the baby on my lap and steered.
";
    quiet(
        family,
        &[
            "Two children came, a daughter in 1967 and a son in 1970.",
            "She steered with the little one on her knees.",
        ],
    );
    holds(
        family,
        "A dog sailed with them and barked at the gulls.",
        "unsupported-claim: dog",
        "The children sailed with them.",
    );
}

#[test]
fn what_is_of_a_country_is_no_slip_of_its_name() {
    let vault = "\
TILDA: The vault in Kolmar in Germany had duplicates of everything.

PER: And what did they charge?

TILDA: Nothing. They drove the boxes up from Tuscany themselves.
";
    quiet(
        vault,
        &[
            "The German vault had duplicates of everything.",
            "They drove the Tuscan boxes up themselves.",
        ],
    );
}

#[test]
fn a_sentence_that_counts_days_may_name_the_day_that_it_comes_to() {
    let flood = "\
SAM: The flood was on the ninth of November, a Saturday.

JUNE: And the shop?

SAM: We lost the flour and the mixer. We were closed for eleven days.
";
    quiet(
        flood,
        &["For eleven days the shop stayed closed, and on 20 November it opened again."],
    );
}

#[test]
fn days_of_a_chat_words_of_another_and_what_only_looks_denied() {
    let chat = "\
[12:30] ina: actions. every ramp must be safe to use twice (dov, by wed 12th) and the sign goes up on fri
[12:31] dov: ok, do it
[12:36] ina: it's done
";
    quiet(
        chat,
        &[
            "Every ramp must be safe to use twice (Dov, by Wednesday the 12th).",
            "Five minutes after Dov's \"do it\" Ina said it was done.",
        ],
    );
    let source = "\
INA: The lamp only talks to the mast. One, flush the tank, which I couldn't do, because it's the harbour's. It makes a full turn every \
five minutes.

DOV: About twenty thousand of the old lines were dead. Would you let anybody else steer in that state?

INA: No. I wanted to.
";
    quiet(
        source,
        &[
            "A lamp never talks to anything but the mast.",
            "Flush the tank, which was not hers to flush, as it is the harbour's.",
            "It makes 288 turns a day.",
            "I said that was little and was told to be careful, because some twenty thousand of the old lines were dead.",
            "Dov wanted to know if Ina would let anybody else steer in that state.",
        ],
    );
}

#[test]
fn what_a_value_taken_back_was_of_may_be_told() {
    let source = "\
INA: Sixty-two thousand cards. No wait, sixty-two was what we wrote in the grant application. When we had scanned them it was \
fifty-eight thousand two hundred and twelve.

DOV: And the new version went on four machines on Monday, and then on the other twenty-two.

INA: So all twenty-six.

DOV: Twenty-six machines, seven piers. The certificate was going to run out on the Wednesday, the 5th.

INA: It is Wednesday the 12th of March, so let's go on.
";
    quiet(
        source,
        &[
            "The grant application said 62,000.",
            "After the four, the other twenty-two machines got the new version.",
            "The certificate was going to run out on Wednesday the 5th.",
            "Of course she did.",
            "Some sixteen hours later the version was on all twenty-six machines.",
        ],
    );
    flagged(
        source,
        "Ina had scanned 62,000 cards.",
        "retracted-claim: 62,000 → fifty-eight thousand two hundred and twelve",
    );
}
