//! Who did it, who said it, whose it is: judgements through the whole street, each with the right sentences beside it.

use crate::verdicts::{flagged, found, quiet};

#[test]
fn an_order_is_turned_only_by_a_plain_sentence() {
    let source = "ANNA: The mail goes out before the delete job runs.\n\nBEN: I see.\n";
    flagged(
        source,
        "The delete job runs before the mail goes out.",
        "contradicted-direction: before",
    );
    quiet(
        source,
        &[
            "The mail goes out before the delete job runs.",
            "The delete job must not run before the mail goes out.",
            "No delete job runs before the mail goes out.",
            "If the delete job runs before the mail goes out, the mail is lost.",
        ],
    );
    quiet(
        "PAT: The code freeze does not start before the release branch is cut.\n\nBEN: I see.\n",
        &["The release branch is cut before the code freeze starts."],
    );
}

#[test]
fn what_was_before_and_what_is_after_are_two_states() {
    let source = "BEN: Checkout latency was 300 ms before the change, on the old machines.\n\nANA: And 900 after it.\n";
    quiet(source, &["Checkout latency was 900 ms after the change."]);
}

#[test]
fn a_choice_is_turned_only_where_both_options_are() {
    let source = "BEN: We blame the process rather than the person.\n\nANA: I see.\n";
    flagged(
        source,
        "They blame the person rather than the process.",
        "contradicted-direction: rather than",
    );
    quiet(
        source,
        &[
            "It is tempting to blame the person rather than the process.",
            "Nobody should blame the person rather than the process.",
            "Most companies blame the person, not the process.",
            "The person who runs the process is thanked rather than blamed.",
        ],
    );
    quiet(
        "OLE: We deploy on Fridays, not Mondays.\n\nANA: I see.\n",
        &["They used to deploy on Mondays, not Fridays, until last year."],
    );
    quiet(
        "ANNA: We read sessions from the cache, not the database.\n\nBEN: I see.\n",
        &["Metrics were collected in the database rather than the cache."],
    );
    quiet(
        "ANNA: For audits we hire contractors, not staff.\n\nBEN: I see.\n",
        &["Staff were trained instead of contractors being hired."],
    );
}

#[test]
fn opposites_do_not_change_places_about_a_word() {
    let source = "JOAN: The map was old. Closed slopes shown as open.\n\nINES: For how long?\n";
    flagged(
        source,
        "The map showed open slopes as closed.",
        "contradicted-direction: open slopes as closed",
    );
    quiet(source, &["The map showed closed slopes as open."]);
}

const GREEN: &str = "\
LIN: The dashboard always shows green, even when nothing works.

TOMASZ: Sure. Then I pulled the plug.

ABEBA: We should tell the customers now. I deployed v212.
";

#[test]
fn a_verb_behind_a_quotation_says_it_where_the_sentence_ends_with_it() {
    for wrong in [
        "\"The dashboard always shows green\", Tomasz conceded.",
        "\"The dashboard always shows green,\" Tomasz conceded quietly.",
    ] {
        flagged(GREEN, wrong, "misattributed-quote: Tomasz → Lin");
    }
    quiet(
        GREEN,
        &[
            "\"The dashboard always shows green,\" Lin conceded.",
            "When Lin typed \"the dashboard always shows green,\" Tomasz pulled the plug.",
            "As soon as Lin wrote that \"the dashboard always shows green,\" Abeba deployed v212.",
            "Told that \"we should tell the customers now,\" Lin nodded.",
        ],
    );
}

const CALL: &str = "\
OLE: The alert was missing and nobody knew.

BEA: actions: 1) rotate the keys 2) add an alert on queue depth 3) fix the retry loop

OLE: Thanks all, closing the call.
";

#[test]
fn a_plan_told_as_a_plan_is_right() {
    flagged(
        CALL,
        "That evening the keys were rotated.",
        "retracted-claim: That evening the keys were rotated.",
    );
    quiet(
        CALL,
        &[
            "The keys were never rotated.",
            "Nobody was alerted to the queue depth.",
            "What we lacked was an alert on queue depth.",
            "We still had to rotate the keys and fix the retry loop.",
            "The keys needed rotating.",
            "The keys were to be rotated.",
            "The rotation of the keys fell to Bea.",
        ],
    );
}

#[test]
fn a_list_of_what_was_done_is_no_plan() {
    quiet(
        "BEA: action: rolled back v212 at 14:20\n\nOLE: nice\n",
        &["Bea rolled back v212 at 14:20."],
    );
    quiet(
        "ANA: Actions: rotated the keys, fixed the retry loop, restarted the primary at 09:14.\n\nOLE: nice\n",
        &["Ana restarted the primary at 09:14."],
    );
    quiet(
        "BEA: Next steps: We restarted the job. The job failed again. Ana then cleared the queue.\n\nOLE: nice\n",
        &["Ana cleared the queue."],
    );
}

#[test]
fn two_people_may_have_one_of_a_kind() {
    flagged(
        "SUNNIVA: My phone rang at ten to four.\n\nDECLAN: I was asleep.\n",
        "Declan's phone rang at ten to four.",
        "contradicted-actor: Declan → Sunniva",
    );
    quiet(
        "RAVI: My laptop died, the old one, so Lin lent me hers.\n\n\
         LIN: I lent him my laptop, the new one. He wrote the fix on my laptop.\n",
        &["Ravi's laptop died, so he wrote the fix on Lin's laptop."],
    );
    quiet(
        "SUNNIVA: My phone went at ten to four. Declan's phone had gone an hour earlier.\n\nDECLAN: Yes.\n",
        &["Declan's phone went first; Sunniva's phone went at ten to four."],
    );
    quiet(
        "DECLAN: My phone was dead.\n\nSUNNIVA: My phone rang at ten to four.\n",
        &[
            "Declan's phone was dead when Sunniva's rang at ten to four.",
            "Declan's phone never rang at ten to four.",
        ],
    );
    quiet(
        "RAVI: My guess was DNS.\n\nLIN: Mine too.\n",
        &["Lin's guess about DNS was wrong."],
    );
}

#[test]
fn to_report_a_thing_is_not_to_do_it() {
    let source = "\
YUSUF: I typed the wrong name into the console, and I restarted the wrong host. I reported the leak to the landlord.

MIA: It was fixed by noon.
";
    flagged(
        source,
        "Mia typed the wrong name into the console.",
        "contradicted-actor: Mia → Yusuf",
    );
    quiet(
        source,
        &[
            "Mia described the wrong host that was restarted.",
            "Mia reported the wrong name in the console.",
            "Mia mentioned the leak that Yusuf reported to the landlord.",
            "Mia reported the leak was fixed.",
        ],
    );
}

#[test]
fn a_place_may_lie_in_another_one() {
    quiet(
        "BEA: We are a small firm in Norway. We sell boats.\n\nOLE: How many?\n\nBEA: Plenty.\n\n\
         OLE: The servers are in Oslo. The backup servers are in a bunker.\n",
        &["The servers are in Norway."],
    );
    flagged(
        "BEA: We began with the line from Oslo to Bergen, and the mail.\n\nOLE: How many?\n\nBEA: Plenty.\n\n\
         OLE: And then the letters.\n\nOLE: The servers are in Oslo. The backup servers are in a bunker.\n",
        "The servers are in Bergen.",
        "contradicted-name: Bergen → Oslo",
    );
}

const TILES: &str = "\
Interview with Renske Adeyemi, Harbour Maps. Cleaned up lightly.

INTERVIEWER: What happened to the list?

RENSKE: The partner counted from the bottom. So we very carefully refreshed eleven tiles of the open sea.

INTERVIEWER: Who noticed?

RENSKE: Anton saw it. He asked in the chat, \"why are we rendering water?\" Everything was blue.

INTERVIEWER: And the crawler?

RENSKE: It walked over the whole of Norway, tile by tile. Jorun blocked it, and Anton was asleep.
";

#[test]
fn a_surname_is_whose_first_name_stands_before_it() {
    quiet(
        TILES,
        &["The result, in Adeyemi's words: \"we very carefully refreshed eleven tiles of the open sea.\""],
    );
    flagged(
        TILES,
        "The result, in Jorun's words: \"we very carefully refreshed eleven tiles of the open sea.\"",
        "misattributed-quote: Jorun → Renske",
    );
    let untitled = &TILES[TILES.find("INTERVIEWER").unwrap_or(0)..];
    // No source has the surname, but the words are still hers.
    let draft = "That is Renske Adeyemi.\n\n\"We very carefully refreshed eleven tiles of the open sea,\" Adeyemi said.";
    assert_eq!(found(untitled, draft), ["unknown-name: Adeyemi"]);
}

#[test]
fn words_reported_in_a_turn_are_whose_they_are_reported_to_be() {
    quiet(
        TILES,
        &["\"Why are we rendering water?\" Anton asked in the chat."],
    );
    let wrong = "\"Why are we rendering water?\" Jorun asked in the chat.";
    assert_eq!(found(TILES, wrong).len(), 1, "{wrong}");
}

#[test]
fn an_adjective_of_a_place_is_known_with_it() {
    quiet(TILES, &["The crawler walked over the Norwegian tiles."]);
    flagged(
        TILES,
        "The crawler walked over the Bolivian tiles.",
        "unknown-name: Bolivian",
    );
}

#[test]
fn what_a_label_says_of_somebody_has_been_heard() {
    let source = "Moira (secretary): Several tents were wet.\n\nHarriet (chair): Noted.\n\n\
                  Moira (secretary): They dried by noon.\n\nHarriet (chair): Good.\n";
    quiet(source, &["Several tents were wet, and the secretary noted it."]);
    assert_eq!(
        found(source, "Several tents were wet, and the dentist noted it.").len(),
        1
    );
}

const GRAPH: &str = "\
ODA: The queue was full at three.

KAI: Nobody should have to see this graph sober.

ODA: There were nine thousand labels in it.
";

#[test]
fn whom_the_draft_tells_of_is_not_its_i() {
    let draft = |asks: &str| {
        format!(
            "The queue was full.\n\nThen {asks} had a look.\n\n\"Nobody should have to see this graph sober,\" I said.\n\nThere were nine thousand labels."
        )
    };
    flagged(GRAPH, &draft("Kai"), "misattributed-quote: I → Kai");
    quiet(GRAPH, &[&draft("Oda"), &draft("we")]);
    quiet(
        GRAPH,
        &[
            "The queue was full.\n\n\"Nobody should have to see this graph sober,\" I said.\n\nKai wrote this.",
        ],
    );
}

#[test]
fn a_suggestion_belongs_to_who_makes_it() {
    let source = "\
DEVAN: They have a fund of their own.

HARRIET: Then how about twelve, and they find the other six somewhere?

DEVAN: Not without the second quote.
";
    flagged(
        source,
        "Devan suggested giving twelve and letting them find the other six.",
        "misattributed-quote: Devan → Harriet",
    );
    quiet(
        source,
        &["Harriet suggested giving twelve and letting them find the other six."],
    );
}

/// No sentence is anybody else's.
fn theirs(transcript: &str, right: &[&str]) {
    for draft in right {
        let mut found = found(transcript, draft);
        found.retain(|it| it.starts_with("contradicted") || it.starts_with("misattributed"));
        assert_eq!(found, [""; 0], "{draft}");
    }
}

#[test]
fn whom_a_quotation_is_reported_of_may_be_named_elsewhere() {
    theirs(
        "KAI: Hello there.\n\nODA: Hello.\n\nKAI: The Bishop came in. She said, \"we will mend the tower before the winter.\" That was \
         Ruth Lund.\n\nODA: In Narvik it snowed. He said, \"leave the boots outside the door.\"\n\nKAI: That was Nils, I think.\n\n\
         ODA: My aunt came. She said, \"you never could sing a line of that.\"\n",
        &[
            "\"We will mend the tower before the winter,\" Ruth Lund said.",
            "\"Leave the boots outside the door,\" Nils said.",
            "\"You never could sing a line of that,\" Oda's aunt said.",
        ],
    );
}

#[test]
fn what_one_has_another_may_have_too() {
    let source = "KAI: My bike was stolen at the station.\n\nODA: Mine too, the same week.\n\nKAI: Ha.\n\nODA: Right.\n";
    theirs(source, &["Oda's bike was stolen at the station."]);
}

#[test]
fn a_surname_before_and_i_is_named() {
    theirs(
        "KAI: Ida Moe drew the plans.\n\nODA: Moe and I dug the well.\n\nIDA: It was deep.\n\nKAI: Yes.\n\nODA: Yes.\n\nIDA: Yes.\n",
        &["Oda and Moe dug the well."],
    );
}

#[test]
fn a_list_of_things_to_do_may_be_done_later() {
    let list = "KAI: actions: Oda paints the fence, Ida orders the sand.\n\nODA: All right.\n\n";
    flagged(
        list,
        "Oda painted the fence.",
        "retracted-claim: Oda painted the fence.",
    );
    let done = format!("{list}ODA: The fence is done.\n\nKAI: Good.\n");
    quiet(&done, &["Oda painted the fence."]);
}

#[test]
fn assent_makes_a_proposal_ones_own() {
    theirs(
        "KAI: We could lease the barn and keep the yard for the carts.\n\nODA: That's what I said all along.\n\nKAI: Fine.\n\nODA: Good.\n",
        &["Oda suggested leasing the barn and keeping the yard."],
    );
    theirs(
        "KAI: Can we move the fair to the first week of May?\n\nODA: I'd rather move the fair to June, the first week.\n",
        &["Kai asked whether the fair could move to the first week of May."],
    );
}

#[test]
fn whom_the_teller_names_did_it() {
    let ramp = "\
IVER: Nobody wanted the night shift. Gudrun hung a chart beside the winch and kept the score.

MARA: And the deckhands?

IVER: I wanted to train them. Aslak said that nobody can train a rope. So we changed the rope.

MARA: Aslak was right, then.

IVER: Gudrun went and sailed three trips with them.
";
    quiet(
        ramp,
        &[
            "Gudrun hung a chart beside the winch.",
            "Aslak said that nobody can train a rope.",
            "Gudrun sailed three trips with them.",
            "Iver wanted to train the deckhands.",
        ],
    );
    for (wrong, finding) in [
        (
            "Aslak hung a chart beside the winch.",
            "contradicted-actor: Aslak → Gudrun",
        ),
        (
            "Iver hung a chart beside the winch.",
            "contradicted-actor: Iver → Gudrun",
        ),
        (
            "Aslak sailed three trips with them.",
            "contradicted-actor: Aslak → Gudrun",
        ),
        (
            "Gudrun said that nobody can train a rope.",
            "contradicted-actor: Gudrun → Aslak",
        ),
    ] {
        flagged(ramp, wrong, finding);
    }
    quiet(
        "\
IVER: Gudrun painted the mast. Aslak did too, a week later.

MARA: And the winch?

IVER: Gudrun oiled the winch in May. Then Aslak came home. He oiled the winch in June.
",
        &["Aslak painted the mast.", "Aslak oiled the winch."],
    );
}

#[test]
fn what_was_done_may_be_told_by_a_pronoun() {
    let source = "\
INA: The whole picture was shifted by a gate. Amina found that in an afternoon. Birgit looked for our mistake for six weeks.

DOV: I see.
";
    flagged(
        source,
        "Birgit found the mistake in an afternoon.",
        "contradicted-actor: Birgit → Amina",
    );
    quiet(
        source,
        &[
            "Amina found the mistake in an afternoon.",
            "Birgit looked for the mistake for six weeks.",
        ],
    );
}

#[test]
fn a_short_quotation_of_which_all_but_one_word_was_said_is_altered() {
    let source = "\
INA: Nobody could read thirty of the slips. One just says \"the blue one\". I'd do the second way, it's a one liner.

DOV: I see.
";
    flagged(
        source,
        "One of the slips just says \"the green one\".",
        "altered-quote: green → blue",
    );
    flagged(
        source,
        "Ina liked the second way because it was \"a safe one-liner\".",
        "altered-quote: a safe one-liner",
    );
    quiet(
        source,
        &[
            "One of the slips just says \"the blue one\".",
            "Ina liked the second way because it was \"a one-liner\".",
            "Nobody could read thirty of the \"bad old slips\".",
        ],
    );
}
