//! Numbers that follow from others: the proof that a right one has, and the wrong one beside it.

/// Errors and warnings on a draft of one sentence, rule and words; what would be right is held elsewhere.
fn found(transcript: &str, draft: &str) -> Vec<String> {
    let mut found = crate::verdicts::found(transcript, draft);
    for finding in &mut found {
        if let Some(at) = finding.find(" → ") {
            finding.truncate(at);
        }
    }
    found
}

/// Holds the right sentences to no finding, and each wrong one to its own.
fn holds(transcript: &str, right: &[&str], wrong: &[(&str, &str)]) {
    for draft in right {
        assert_eq!(found(transcript, draft), [""; 0], "{draft}");
    }
    for (draft, finding) in wrong {
        assert_eq!(found(transcript, draft), [*finding], "{draft}");
    }
}

#[test]
fn parts_that_the_sentence_names_add_up() {
    holds(
        "RAVI: We had three outages in May and four in June.\n",
        &["Seven outages hit in May and June."],
        &[("Nine outages hit in May and June.", "contradicted-number: Nine")],
    );
    holds(
        "ANA: We have 12 servers in Oslo and 8 servers in Bergen.\n",
        &["We have 20 servers in Oslo and Bergen."],
        &[
            (
                "We have 21 servers in Oslo and Bergen.",
                "contradicted-number: 21",
            ),
            ("We have 20 servers in Oslo.", "contradicted-number: 20"),
        ],
    );
}

#[test]
fn a_fall_in_percent_is_told_by_its_verb() {
    holds(
        "RAVI: Rent went from 500 to 400 euros.\n",
        &["Rent fell 20%.", "Rent fell by 20%."],
        &[("Rent fell by 30%.", "unsupported-number: 30%")],
    );
}

#[test]
fn a_part_told_of_its_whole_is_a_share() {
    holds(
        "RAVI: Of the 47,000 records we exported 8,200.\n",
        &["17% were exported."],
        &[("19% were exported.", "unsupported-number: 19%")],
    );
}

#[test]
fn in_all_is_no_part_of_a_small_office() {
    holds(
        "BEN: The office has 11 desks. The lab has 14 desks and a lamp.\n",
        &["The office and the lab have 25 desks in all."],
        &[("The small office has 25 desks.", "contradicted-number: 25")],
    );
}

#[test]
fn all_day_is_a_whole_day() {
    holds(
        "BEA: We were at it all day on Monday. It ran the whole week.\n",
        &["We were at it for a whole day.", "It ran a full week."],
        &[
            ("We were at it for two days.", "unsupported-number: two days"),
            ("It ran a full month.", "unsupported-number: a full month"),
        ],
    );
}

#[test]
fn midnight_is_a_moment_that_time_passes_from() {
    holds(
        "ODA: Printing starts at midnight, and on a normal night the queue is empty by half past two.\n",
        &["We start at midnight and are through by 2:30, so two and a half hours."],
        &[(
            "We start at midnight and are through by 2:30, so three hours.",
            "unsupported-number: three hours",
        )],
    );
}

#[test]
fn what_each_has_makes_what_they_have_between_them() {
    holds(
        "RUT: There is 48 gigabytes on each of three nodes.\n",
        &["There are three nodes with 144 gigabytes between them."],
        &[
            (
                "There are three nodes with 200 gigabytes between them.",
                "contradicted-number: 200",
            ),
            (
                "There are 144 gigabytes on each of the three nodes.",
                "contradicted-number: 144",
            ),
        ],
    );
}

#[test]
fn so_many_to_one_are_a_ratio_of_the_two_counts() {
    holds(
        "MOI: There are eleven tanks for sixty-four plots.\n",
        &["The allotments get eleven tanks for sixty-four plots, or nearly six plots to a tank."],
        &[(
            "The allotments get eleven tanks for sixty-four plots, or nearly eight plots to a tank.",
            "unsupported-number: nearly eight",
        )],
    );
}

#[test]
fn a_bare_end_takes_the_unit_of_its_beginning() {
    holds(
        "LIN: The error rate fell from 12 percent to 4.\n",
        &["The error rate fell from 12% to 4%."],
        &[("The error rate fell from 12% to 5%.", "contradicted-number: 5")],
    );
}

#[test]
fn both_ends_may_be_what_a_pair_leaves_of_a_hundred() {
    holds(
        "RUT: The hit rate was sixty-four before. Ninety-three, from the sixty-four.\n",
        &["Misses at the origin fell from 36 percent to seven."],
        &[(
            "Misses at the origin fell from 41 percent to seven.",
            "unsupported-number: 41 percent",
        )],
    );
}

#[test]
fn a_percentage_is_no_ratio_of_two_unlike_counts() {
    holds(
        "RUT: The CDN was at ninety-one before and after. Two more machines took it from sixty-four to sixty-seven.\n",
        &["The CDN hit rate was 91%."],
        &[("The CDN hit rate was 97%.", "unsupported-number: 97%")],
    );
}

#[test]
fn a_number_that_arithmetic_may_reach_is_not_supported() {
    let mut turns = String::from("RUT: We counted the sandwiches twice.\n");
    for n in 0..60 {
        turns += &format!("ODA: Line {n} had {} parcels.\n", 37 + n * n * 7 % 613);
    }
    for n in [211, 347, 389, 463, 571] {
        let draft = format!("They counted {n} sandwiches.");
        assert_eq!(
            found(&turns, &draft),
            [format!("unsupported-number: {n}")],
            "{draft}"
        );
    }
}

#[test]
fn what_the_numbers_of_one_unit_leave_or_make_is_not_contradicted_by_them() {
    holds(
        "OLE: The bill was for 600 euros. I have paid 530 of it.\n",
        &["Ole has paid all but 70 euros of the bill."],
        &[("The bill was for 650 euros.", "contradicted-number: 650")],
    );
    holds(
        "OLE: Soup is 4.50 and bread is 1.20 euros.\n",
        &["Soup and bread are 5.70 euros."],
        &[("Soup is 4.80 euros.", "contradicted-number: 4.80")],
    );
    holds(
        "OLE: The first lap took 40 minutes, the second 25, the third 10.\n",
        &["All three laps took 75 minutes."],
        &[],
    );
    holds(
        "OLE: 312,000 letters went into 1,200 sacks.\n",
        &["A sack has about 260 letters."],
        &[],
    );
}

#[test]
fn growth_of_one_thing_told_in_one_unit_is_a_share() {
    holds(
        "OLE: Turnover was 2.4 million in 2022 and 3.0 million in 2023.\n",
        &[
            "Turnover grew by 25%.",
            "Turnover in 2023 was 125% of that in 2022.",
        ],
        &[("Turnover grew by 35%.", "unsupported-number: 35%")],
    );
}

#[test]
fn a_number_is_in_its_place_where_its_clause_says_the_day_or_the_place() {
    holds(
        "OLE: Eighty-one runners came on Friday for the start. And ninety-four runners on Sunday for the start.\n",
        &["On Sunday 94 runners came.", "On Friday 81 runners came."],
        &[],
    );
    holds(
        "OLE: There are nine hundred seats, seven hundred sold at the door and two hundred at the club.\n",
        &["Seven hundred seats were sold at the door, two hundred at the club."],
        &[],
    );
    holds(
        "BEN: 3,400 lines with the tests, 1,900 without.\n",
        &[
            "Without the tests it is 1,900 lines.",
            "The tests are 1,500 lines.",
        ],
        &[],
    );
}

#[test]
fn two_numbers_told_crosswise_of_two_things_stand_where_they_stand_straight() {
    holds(
        "RAVI: Ward A has 14 beds and 8 lamps. Ward B has 8 beds and 14 lamps.\n",
        &[
            "Ward B has 8 beds and 14 lamps.",
            "Ward A has 14 beds and 8 lamps.",
        ],
        &[],
    );
    holds(
        "RAVI: Four on chat and two on the phones.\n",
        &["There were two on the phones and four on chat."],
        &[],
    );
    assert_eq!(
        found(
            "RAVI: Four on chat and two on the phones.\n",
            "There were four on the phones and two on chat."
        ),
        ["misapplied-number: four", "misapplied-number: two"]
    );
}

#[test]
fn a_gap_is_told_of_what_it_leads_to() {
    holds(
        "ANA: For two hours the map was grey, and then forty minutes later all was normal.\n",
        &["Forty minutes after the grey, all was normal."],
        &[(
            "For forty minutes the map was grey.",
            "misapplied-number: forty minutes",
        )],
    );
}

#[test]
fn what_somebody_wished_for_is_wrong_only_where_the_source_tells_what_came_of_it() {
    holds(
        "BEN: She offered 700 pounds for the boat and he took it. The sails cost 150 pounds.\n",
        &["The boat cost her 700 pounds."],
        &[],
    );
    holds(
        "BEN: We planned 14 lessons and gave all of them, 2 lessons a day.\n",
        &["They gave 14 lessons."],
        &[],
    );
    holds(
        "BEN: We hoped for 90 runners, 61 runners came.\n",
        &["They had set out for 90 runners.", "61 runners came."],
        &[("90 runners came.", "retracted-claim: 90")],
    );
}

#[test]
fn an_answer_within_the_bound_of_the_question_says_yes() {
    holds(
        "OLE: Everything under two thousand?\nMIA: Fifteen hundred.\n",
        &[
            "Everything came in under two thousand.",
            "Ole had guessed two thousand.",
        ],
        &[(
            "Everything came to two thousand.",
            "retracted-claim: two thousand",
        )],
    );
}

#[test]
fn a_value_that_the_turn_gives_to_something_else_is_not_taken_back_of_that() {
    holds(
        "BEN: The tile is 64 pixels. 128, sorry, it was 64 in the old one.\n",
        &["The old tile was 64 pixels.", "The tile is 128 pixels."],
        &[("The tile is 64 pixels.", "retracted-claim: 64 pixels")],
    );
    holds(
        "BEN: It was five. Sorry, six. Five is the number of rooms.\n",
        &["There are five rooms."],
        &[],
    );
    holds(
        "ANA: How much is dirty in a week?\nBEN: Seventeen percent. One point seven! Sorry. One point seven percent. I \
         said seventeen on a stage once.\n",
        &["In a week 1.7 percent is dirty."],
        &[("In a week 17 percent is dirty.", "retracted-claim: 17")],
    );
}

#[test]
fn a_number_corrects_nothing_of_another_measure() {
    holds(
        "ANA: It's twenty-four steps. It takes a day.\nBEN: Twenty-four.\nANA: No, wait. Seventeen. We dropped some.\n",
        &["It takes a day."],
        &[],
    );
    holds(
        "ANA: It came as default with 0.35, on the twelfth of December.\nBEN: Is it as fast as it was?\nANA: No. Eleven \
         seconds, where it was nine.\n",
        &["It became the default with 0.35."],
        &[],
    );
}

#[test]
fn forty_odd_is_forty_to_forty_nine() {
    holds(
        "LIN: Forty-odd pods were evicted.\n",
        &["43 pods were evicted.", "About 45 pods were evicted."],
        &[],
    );
}

#[test]
fn how_many_were_not_is_the_rest_of_how_many_were() {
    holds(
        "OTIS: 23 crates came back wet. 14 of them were pears.\n",
        &[
            "9 of the wet crates were not pears.",
            "Nine of the 23 crates were not pears.",
        ],
        &[("8 of the wet crates were not pears.", "contradicted-number: 8")],
    );
}
