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
