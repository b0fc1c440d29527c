//! True sentences beside units that look like the opposite: what the talk goes on to say decides.

use crate::verdicts::{flagged, quiet};

#[test]
fn a_unit_that_is_denied_or_turned_to_another_thing_proves_nothing() {
    quiet(
        "INA: The nightly job backs up the orders table.\n\nDOV: And the invoices table?\n\nINA: No, that one it skips.\n",
        &["The nightly job does not back up the invoices table."],
    );
    quiet(
        "INA: In the summer the heating runs on the second boiler.\n\nDOV: And in the winter?\n\nINA: Oh, never in the winter.\n",
        &["In the winter the heating does not run on the second boiler."],
    );
    quiet(
        "INA: They told us the valve was closed before the test.\n\nDOV: It wasn't. I checked it myself.\n\nINA: I see.\n",
        &["The valve was not closed before the test."],
    );
}

#[test]
fn the_other_one_of_two_is_no_opposite() {
    quiet(
        "INA: The old pump moves forty litres a minute.\n\nDOV: What about the new pump?\n\nINA: Sixty-five, on a good day.\n",
        &["The new pump moves 65 litres a minute."],
    );
    quiet(
        "INA: The cheap paint peeled off within a year.\n\nDOV: What about the expensive paint?\n\nINA: Same thing.\n",
        &["The expensive paint peeled off within a year."],
    );
    quiet(
        "INA: The new recipe uses less sugar.\n\nDOV: So the old one had more?\n\nINA: Twice as much.\n",
        &["The old recipe used more sugar."],
    );
    quiet(
        "INA: We raised the price in the spring.\n\nDOV: And then?\n\nINA: Lost customers, so in autumn we undid it.\n",
        &["In autumn they lowered the price again."],
    );
}

#[test]
fn an_apology_and_a_second_item_correct_nothing() {
    quiet(
        "INA: We spent fifty pounds on paint.\n\nDOV: Twenty on brushes.\n\nINA: Twenty on brushes, right.\n",
        &["Ina spent fifty pounds on paint."],
    );
    quiet(
        "INA: My train leaves at 9:15.\n\nDOV: Sorry, what time is the meeting?\n\nINA: Sorry, 11:30. It's in the mail.\n",
        &["Ina's train leaves at 9:15."],
    );
    quiet(
        "INA: It took us five days to dry the wood. Sorry, I keep talking. We had two ovens.\n\nDOV: Go on.\n",
        &["It took them five days to dry the wood."],
    );
    quiet(
        "[14:01] ina: disk is at 91%\n[14:02] ina: sorry, phone rang\n[14:03] ina: swap is at 12%\n",
        &["The disk was at 91%."],
    );
    quiet(
        "INA: The ferry on Friday is cancelled.\n\nDOV: OK.\n\nINA: Sorry, one more thing. The Sunday ferry is running.\n",
        &["The Friday ferry is cancelled."],
    );
}

#[test]
fn a_wish_may_come_true_later() {
    quiet(
        "INA: I wanted a new oven for the bakery. The bank said no.\n\nDOV: And now?\n\n\
         INA: My sister lent me the money. So it came on Friday.\n",
        &["The bakery got a new oven on Friday, with money from Ina's sister."],
    );
    quiet(
        "INA: The team should get the raise we fought for. Payroll hasn't sent the letters yet, but the board signed it.\n\nDOV: Great.\n",
        &["The board has signed the team's raise."],
    );
    quiet(
        "INA: I wanted a green sign over the harbour door. Kim said now is the time, and we hung it up.\n\nDOV: Great.\n",
        &["We hung a green sign over the harbour door."],
    );
    quiet(
        "INA: Bea has fixed the lamp in the harbour office. Kim hasn't seen it yet.\n\nDOV: Great.\n",
        &["Bea fixed the lamp in the harbour office."],
    );
}

#[test]
fn siblings_named_with_their_other_and_days_that_are_none() {
    quiet(
        "INA: Version 3 is out, and v2 is no longer supported.\n\nDOV: About time.\n",
        &["Version 3 is out, and v2 is no longer supported."],
    );
    quiet(
        "[09:00] ina: we sat 3 hours there and the hall sat 300 people\n[09:01] dov: ok\n",
        &["We sat there for three hours, in a hall for 300 people."],
    );
    flagged(
        "WILL: The pump was dry at nine.\n\nOLA: The valve was open all night, I saw it.\n",
        "When asked by Will, Ola said \"The pump was dry at nine\".",
        "misattributed-quote: Ola → Will",
    );
}
