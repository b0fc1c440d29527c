//! Numbers and denials as a talk tells them: bare, taken back, wished for, ruled out.

use crate::verdicts::{flagged, found, holds, quiet};

const PANEL: &str = "\
RUNA (chair): 3. Choir room

ODILE: They want six thousand four hundred for the piano.

RUNA (chair): Five thousand. Hands? Six. Good.

ODILE: For the bus they asked for eleven. A short form would do for everything under two thousand?

RUNA (chair): Fifteen hundred. And the fiddlers get a voucher. The parish wanted ninety, we said sixty.

TEO: The roof has a buffer of 64 slates. 128, sorry, it was 64 in the old one. It leaks, not often, but it leaks.

ODILE: The register is two thousand six hundred pages. Hm, that's with the maps. Nineteen hundred without.

TEO: Our summer help is studying acoustics, not harbour law. She has the only key, and I don't know who gave it to her.

RUNA (chair): We put the organ back on the old motor. No tuning needed.

TEO: Forty minutes of nothing but rain, and then two hours until the stage was dry.

ODILE: Were any of the fiddles stolen?

TEO: No! Nobody even came near. The organ fund isn't in the old bank, by the way, it's in the new one.

ODILE: We nearly sold the tuba that spring. The choir has never lent its folders to anybody in its life.
";

#[test]
fn a_sum_may_stand_without_its_unit() {
    assert_eq!(found(PANEL, "The choir room gets €5,000 for its piano."), [""; 0]);
    assert_eq!(found(PANEL, "For the bus they asked for €11,000."), [""; 0]);
    assert_eq!(
        found(PANEL, "The choir room gets €7,300 for its piano.").len(),
        1,
        "no source says 7,300"
    );
}

#[test]
fn the_number_of_a_list_item_counts_nothing() {
    assert_eq!(
        found(PANEL, "The choir room asked for 6,400 for a piano."),
        [""; 0]
    );
}

#[test]
fn what_was_asked_for_is_not_what_was_given() {
    holds(
        PANEL,
        "Everything under two thousand gets a short form.",
        "retracted-claim: two thousand → fifteen hundred",
        "Everything under 1,500 gets a short form.",
    );
    holds(
        PANEL,
        "The fiddlers get a voucher of ninety from the parish.",
        "retracted-claim: ninety → sixty",
        "The fiddlers get a voucher of sixty.",
    );
}

#[test]
fn a_correction_may_run_backwards() {
    holds(
        PANEL,
        "The roof has a buffer of 64 slates.",
        "retracted-claim: 64 → 128",
        "The roof has a buffer of 128 slates.",
    );
}

#[test]
fn a_bare_number_counts_what_the_other_one_of_its_turn_does() {
    assert_eq!(
        found(PANEL, "Without the maps the register is 1,900 pages."),
        [""; 0]
    );
}

#[test]
fn what_is_ruled_out_by_name_is_not_so() {
    holds(
        PANEL,
        "Their summer help is a student of harbour law.",
        "contradicted-negation: harbour law",
        "Their summer help is a student of acoustics, not harbour law.",
    );
    holds(
        PANEL,
        "Putting the organ back took some tuning.",
        "contradicted-negation: tuning",
        "They put the organ back on its old motor.",
    );
}

#[test]
fn what_was_asked_and_denied_did_not_happen() {
    holds(
        PANEL,
        "Two of the fiddles really were stolen.",
        "contradicted-negation: stolen",
        "None of the fiddles were stolen.",
    );
    holds(
        PANEL,
        "The organ fund is still in the old bank.",
        "contradicted-negation: old bank",
        "The organ fund is in the new bank.",
    );
}

#[test]
fn what_nobody_knows_is_not_told() {
    holds(
        PANEL,
        "She has the only key because the sexton gave it to her.",
        "contradicted-negation: gave",
        "She has the only key, and who gave it to her is unknown.",
    );
}

#[test]
fn a_number_is_of_its_own_clause() {
    holds(
        PANEL,
        "For two hours there was nothing but rain.",
        "misapplied-number: two hours → forty minutes",
        "For forty minutes there was nothing but rain.",
    );
}

#[test]
fn a_negation_reaches_over_small_words() {
    assert_eq!(
        found(PANEL, "The choir has never in its life lent folders to anybody."),
        [""; 0]
    );
}

const YARDS: &str = "\
MIRA: Tank five has a crack as well. Since the frost, eleven days ago.

JON: At 22:41 the crane stops in front of aisle 14, without a sound.

HANNE: Zone B.

OLU: We have 4 people on the phones, 2 on the chat.

INES: Rashid and Petra went through the whole source and wrote down every rule as a sentence.

JON: The folder prints thirty-five thousand papers an hour. Nobody minds.

TIM: Well, I had a look at all of it in the end. And tank four is fine, and zone C.
";

#[test]
fn one_of_a_kind_is_not_another() {
    holds(
        YARDS,
        "Tank four has had a crack as well since the frost eleven days ago.",
        "misapplied-number: four → five",
        "Tank five has had a crack as well since the frost eleven days ago.",
    );
    holds(
        YARDS,
        "At 22:41 the crane stopped in front of aisle 14, in zone C.",
        "contradicted-name: C → B",
        "At 22:41 the crane stopped in front of aisle 14, in zone B.",
    );
}

#[test]
fn two_numbers_do_not_change_places() {
    assert_eq!(
        found(YARDS, "They have four people on the chat and 2 on the phones."),
        ["misapplied-number: four → 2", "misapplied-number: 2 → 4"]
    );
    assert_eq!(
        found(YARDS, "They have four people on the phones and 2 on the chat."),
        [""; 0]
    );
}

#[test]
fn who_was_with_whom_is_held_against_the_source() {
    holds(
        YARDS,
        "Rashid and Ines went through the source and wrote every rule down as a sentence.",
        "contradicted-actor: Ines → Petra",
        "Petra and Rashid went through the source and wrote every rule down as a sentence.",
    );
}

#[test]
fn a_rate_is_of_its_time() {
    holds(
        YARDS,
        "The folder prints 35,000 papers a minute.",
        "contradicted-number: 35,000 papers a minute → thirty-five thousand papers an hour",
        "The folder prints 35,000 papers an hour.",
    );
}

const WORKS: &str = "\
ANA: In the first round we raised 2 million dollars. In the second round we raised 5 million dollars.

BEN: The migration took 3 hours. We planned for 2 hours.

LIN: The database had 47,000 records, and 8,200 of them were in the export.

RAVI: We looked at each of the 640 boats. 426 of them had no licence.

NIA: The last three shows were half empty. Latency was 480 ms against the limit of 500 ms.
";

#[test]
fn arithmetic_is_asked_before_another_number_is_put_in() {
    for right in [
        "In two rounds they raised 7 million dollars in total.",
        "The migration took an hour longer than planned.",
        "38,800 of them were missing from the export.",
        "They looked at 640 boats, and 214 of them had a licence.",
        "The last two shows were half empty.",
        "Latency was 20 ms under the limit of 500 ms.",
    ] {
        assert_eq!(found(WORKS, right), [""; 0], "{right}");
    }
    assert_eq!(
        found(WORKS, "The last five shows were half empty."),
        ["contradicted-number: five → three"]
    );
}

/// A transcript of these turns, in which everybody says a word more, so that the labels are read as speakers.
fn talk(turns: &[&str]) -> String {
    let mut speakers: Vec<&str> = turns.iter().filter_map(|it| it.split(':').next()).collect();
    speakers.dedup();
    let greet = speakers
        .iter()
        .map(|it| format!("{it}: Hello everybody, good to be here.\n\n"));
    let leave = speakers
        .iter()
        .map(|it| format!("{it}: Well, I will leave it there.\n\n"));
    let told = turns.iter().map(|it| format!("{it}\n\n"));
    greet.chain(told).chain(leave).collect()
}

/// Nothing is found wrong with any of the sentences.
fn fine(turns: &[&str], drafts: &[&str]) {
    for draft in drafts {
        let wrong: Vec<String> = found(&talk(turns), draft)
            .into_iter()
            .filter(|it| {
                it.starts_with("contradicted")
                    || it.starts_with("misattributed")
                    || it.starts_with("retracted")
            })
            .collect();
        assert_eq!(wrong, [""; 0], "{draft}");
    }
}

#[test]
fn an_order_may_be_told_from_its_other_end() {
    fine(
        &[
            "BEA: The choir rehearsed before the organ arrived.",
            "TEO: The gutter runs above the new pipe. I sold the boat to Bea.",
        ],
        &[
            "The organ arrived after the choir rehearsed.",
            "After the choir rehearsed, the organ arrived.",
            "The new pipe runs below the gutter.",
            "Bea bought the boat.",
        ],
    );
    let source = talk(&[
        "BEA: The choir rehearsed before the organ arrived.",
        "TEO: Right.",
    ]);
    assert_eq!(
        found(&source, "The choir rehearsed after the organ arrived."),
        ["contradicted-direction: after the organ"]
    );
}

#[test]
fn a_pair_may_be_another_ones() {
    fine(
        &[
            "BEA: Ghent and Lille froze on Sunday.",
            "TEO: On Monday Ghent and Metz froze. And Bea and Kai rang me, I rang the mayor with Kai.",
        ],
        &["On Monday Ghent and Metz froze.", "Teo and Kai rang the mayor."],
    );
    fine(
        &[
            "BEA: Nora and Pavel read the whole ledger.",
            "TEO: So did Ida, a day later.",
            "IDA: It was dull.",
        ],
        &[
            "Nora and Ida both read the whole ledger.",
            "Nora and Ida read the whole ledger.",
        ],
    );
}

#[test]
fn what_is_ruled_out_may_be_spoken_of() {
    fine(
        &[
            "BEA: The flood came from a burst pipe, not the storm drain. The piano isn't in the west wing, it moved in May.",
            "TEO: We all thought of the storm drain first.",
        ],
        &[
            "At first it looked like the storm drain.",
            "They ruled out the storm drain.",
            "The storm drain held.",
            "The piano used to be in the west wing.",
            "The west wing no longer holds the piano.",
            "The west wing was closed.",
        ],
    );
}

#[test]
fn a_no_is_of_what_was_asked() {
    fine(
        &[
            "TEO: Did you tune the harp?",
            "BEA: No. My cousin tuned it.",
            "TEO: Is the chapel locked?",
            "BEA: No. In the evening, yes.",
        ],
        &[
            "Bea's cousin tuned the harp.",
            "In the evening the chapel was locked.",
            "Then the chapel was locked.",
        ],
    );
    let source = talk(&["TEO: Did you tune the harp?", "BEA: No. Nobody did."]);
    assert_eq!(
        found(&source, "Bea tuned the harp."),
        ["contradicted-negation: tuned"]
    );
}

#[test]
fn what_one_does_not_know_another_may_tell() {
    fine(
        &[
            "BEA: I don't know who mended the bell.",
            "TEO: Hm.",
            "BEA: It rang for days.",
            "TEO: That was Ida.",
        ],
        &["Ida mended the bell."],
    );
    fine(
        &[
            "BEA: We never learned why the clock stopped in May, but in June it stopped because of the frost.",
            "TEO: Yes.",
        ],
        &["In June the clock stopped because of the frost."],
    );
}

#[test]
fn one_of_a_kind_may_be_told_of_by_the_other() {
    fine(
        &[
            "BEA: Shed C has no roof.",
            "TEO: Neither does D.",
            "BEA: The first concert was a mess.",
            "TEO: And the next?",
            "BEA: Just the same.",
        ],
        &["Shed D has no roof.", "The second concert was a mess."],
    );
}

#[test]
fn an_hour_without_its_half_is_of_either() {
    fine(
        &[
            "BEA: Last night at eleven I locked up, and at five the alarm went.",
            "TEO: We shut at eight in the evening and open at six.",
        ],
        &["The alarm went at 5 am.", "They open at 6 am."],
    );
}

#[test]
fn both_may_deny_it() {
    fine(
        &[
            "BEA: The ladder isn't in the shed. No painting needed.",
            "TEO: On the first night it snowed into the hall.",
            "BEA: The one after was clear.",
        ],
        &[
            "The shed does not hold the ladder.",
            "The painting was not needed.",
            "It did not snow into the hall on the second night.",
        ],
    );
    fine(
        &["BEA: I nearly lost the key, so I went back.", "TEO: Ha."],
        &["She went back for the key she had lost."],
    );
}

#[test]
fn a_place_taken_once_is_not_taken_always() {
    fine(
        &[
            "BEA: The board showed late trains as early.",
            "TEO: On Monday it showed early trains as late. I water the roses before the beans.",
        ],
        &["On Monday the board showed early trains as late."],
    );
}

#[test]
fn what_was_wished_for_and_did_not_come_about_is_not_done() {
    let source = "\
INA: I wanted a free month for the subscribers, too. Dov said no. I'd made a plan to drop everybody to the small picture, but we never \
needed it.

DOV: And the weekend after Easter. The council has to say yes, so it's only a proposal for now. I've asked the harbour to waive the \
fee for the second pier. I don't have an answer yet.

INA: We wanted a crane. In June we got the crane and a driver.
";
    for wrong in [
        "Subscribers got a free month on top.",
        "We dropped everybody to the small picture.",
        "The harbour has waived the fee for the second pier.",
    ] {
        flagged(source, wrong, &format!("retracted-claim: {wrong}"));
    }
    quiet(
        source,
        &[
            "Ina wanted a free month for the subscribers.",
            "Ina had a plan to drop everybody to the small picture.",
            "The harbour was asked to waive the fee for the second pier.",
            "Subscribers never got a free month.",
            "In June they got a crane and a driver.",
        ],
    );
}

#[test]
fn a_name_beside_the_same_word_is_the_units() {
    let source = "\
INA: The pump at the pier has failed. We prove that we own the name, so the script writes a TXT record. Our depot is in Brno.

DOV: Who was told?

INA: Nobody. I declared a sev2 at nine.

DOV: And then?

INA: Then we had soup, all of us, for an hour.

DOV: Right.

INA: In Zadar somebody unplugged the pole to boil water.
";
    flagged(
        source,
        "The script writes a CNAME record.",
        "contradicted-name: CNAME → TXT",
    );
    flagged(
        source,
        "The one that was missing is Brno, where somebody unplugged the pole to boil water.",
        "contradicted-name: Brno → Zadar",
    );
    flagged(
        source,
        "Ina declared a sev1 at nine.",
        "contradicted-name: sev1 → sev2",
    );
    quiet(
        source,
        &[
            "The script writes a TXT record.",
            "In Zadar somebody unplugged the pole to boil water.",
            "The depot is in Brno.",
            "Ina declared a sev2 at nine.",
        ],
    );
}

#[test]
fn opposites_turn_what_is_told_alike() {
    let source = "INA: And it sorted them descending. The picture was shifted, all the rain was 250 metres too close.\n\nDOV: Ha.\n";
    flagged(
        source,
        "And it sorted ascending.",
        "contradicted-direction: ascending",
    );
    flagged(
        source,
        "The picture was shifted, and all the rain was 250 metres too far away.",
        "contradicted-direction: far",
    );
    quiet(
        source,
        &[
            "It sorted them descending.",
            "All the rain was 250 metres too close.",
        ],
    );
}

#[test]
fn who_tells_that_a_value_was_taken_back_is_right() {
    let source = "\
INA: The leak was in nine boats, no wait, seven, two of the nine were only wet from the rain. Seven boats, 312 planks.

DOV: And the pump ran dry at half past four. No, sorry, at a quarter past five.
";
    flagged(
        source,
        "The leak was in nine boats.",
        "retracted-claim: nine → seven",
    );
    flagged(
        source,
        "Ina took nine boats back to the harbour for the leak.",
        "retracted-claim: nine → seven",
    );
    quiet(
        source,
        &[
            "Ina began to say that the leak was in nine boats.",
            "I said that the leak was in nine of them and had to take it back.",
            "Ina first said that the leak was in nine boats, and corrected herself.",
            "Two of the nine were only wet from the rain.",
            "The leak was in seven boats.",
        ],
    );
}

#[test]
fn a_quotation_may_run_over_what_others_put_in() {
    let source = "\
INA: We pulled the pump out of the bilge and

DOV: Yeah.

INA: found a child's mitten in the impeller. It had been there since June.

DOV: Since June, then. Nobody had looked at the log of the harbour office for weeks.

INA: And the second pump was fine.
";
    quiet(
        source,
        &[
            "\"We pulled the pump out of the bilge and found a child's mitten in the impeller,\" Ina said.",
            "Ina said they \"pulled the pump out of the bilge and found a child's mitten\".",
        ],
    );
    flagged(
        source,
        "\"We pulled the pump out of the bilge and found a child's mitten in the impeller,\" Dov said.",
        "misattributed-quote: Dov → Ina",
    );
    // Between whole sentences somebody else has spoken: two remarks.
    flagged(
        source,
        "\"It had been there since June. And the second pump was fine,\" Ina said.",
        "merged-quote: It had been there since June. And the second pump was fine,",
    );
}

#[test]
fn an_entry_of_a_timeline_tells_its_own_time() {
    const ENTRIES: &str = "\
- 02:12 pager rang
- 02:15 Jonas took the call
- 02:29 all 20 boats were tied
- 02:51 Amélie closed the gate
";
    assert_eq!(found(ENTRIES, "Jonas took the call at 02:15."), [""; 0]);
    assert_eq!(found(ENTRIES, "Amélie closed the gate at 02:51."), [""; 0]);
    // Times that stand in the list, of the entry next to it.
    for wrong in [
        "Jonas took the call at 02:12.",
        "All 20 boats were tied at 02:51.",
        "Amélie closed the gate at 02:29.",
    ] {
        assert_eq!(found(ENTRIES, wrong).len(), 1, "{wrong}");
    }
}

#[test]
fn names_are_the_same_without_their_accents() {
    let source = "zoe: the gate was shut for 9 days, honestly\n\nkwame: since when?\n\nzoe: since monday\n\nkwame: ok then\n";
    let right = "\"The gate was shut for 9 days, honestly,\" Zoë said.";
    assert_eq!(found(source, right), [""; 0]);
    let wrong = right.replace("Zoë", "Kwame");
    assert_eq!(found(source, &wrong).len(), 1);
}

#[test]
fn a_device_may_be_anybody() {
    let source = "iPhone (2): The gate was shut for 9 days, honestly.\n\nKwame: Since when?\n\niPhone (2): Since Monday.\n";
    let said = "\"The gate was shut for 9 days, honestly,\" Ola said.";
    assert_eq!(found(source, said), [""; 0]);
}

#[test]
fn places_in_a_recording_are_no_hours_of_the_day() {
    let source = "Ada Roth (00:00:33):\nThe pump stopped at noon.\n\nBen Orth (00:14:31):\nSince when was it loud?\n\n\
        Ada Roth (01:02:02):\nThe pump was loud since Monday.\n";
    for right in [
        "00:33 The pump stops",
        "At 1:02:02 Ada said that the pump was loud since Monday.",
    ] {
        assert_eq!(found(source, right), [""; 0], "{right}");
    }
    // An hour that nobody tells is none, though the recording is longer than that.
    assert_eq!(found(source, "The pump stopped at 14:40.").len(), 1);
}
