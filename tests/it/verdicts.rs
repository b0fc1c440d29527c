//! Judgements through the whole street, each with the near miss that must stay quiet.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::diagnostic::{Diagnostic, Severity};
use backline::evidence::{Role, Source, Sources};
use backline::transcript::Transcript;

/// `draft` against one transcript, with all defaults.
pub(crate) fn analysed(transcript: &str, draft: &str) -> Analysis {
    let source = Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(transcript)),
    };
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(Sources::new(vec![source])),
        ..Inputs::default()
    };
    Analysis::new(draft, Arc::new(inputs), &mut Memo::default())
}

/// Rule and words of every error and warning on `draft`.
pub(crate) fn found(transcript: &str, draft: &str) -> Vec<String> {
    let analysis = analysed(transcript, draft);
    let loud = |it: &&Diagnostic| matches!(it.severity, Severity::Error | Severity::Warning);
    let words = |it: &Diagnostic| {
        let right = it
            .expected
            .as_deref()
            .map_or(String::new(), |it| format!(" → {it}"));
        format!("{}: {}{right}", it.rule, &draft[it.span.range()])
    };
    analysis.diagnostics.iter().filter(loud).map(words).collect()
}

/// Holds every right sentence to no finding.
pub(crate) fn quiet(transcript: &str, right: &[&str]) {
    for draft in right {
        assert_eq!(found(transcript, draft), [""; 0], "{draft}");
    }
}

/// Holds a wrong sentence to its one finding.
pub(crate) fn flagged(transcript: &str, wrong: &str, finding: &str) {
    assert_eq!(found(transcript, wrong), [finding], "{wrong}");
}

/// Holds a wrong sentence to its one finding, and a right one to none.
pub(crate) fn holds(transcript: &str, wrong: &str, finding: &str, right: &str) {
    flagged(transcript, wrong, finding);
    quiet(transcript, &[right]);
}

const HARBOUR: &str = "\
MARA: The ferry was late again on the eleventh of June.

OTIS: Should we give every passenger a voucher? Nine euros?

MARA: No. Just an apology.

OTIS: The log of the pump said nothing. No alarm. No shutdown.

MARA: The gate was meant to be \"forgiving\", so it opened for expired tickets too.

OTIS: In the terminal we log at info. I moved the turnstile from debug to warn.

MARA: Crossings take longer since May, from 18 minutes to 26.
";

#[test]
fn what_was_asked_and_turned_down_did_not_happen() {
    holds(
        HARBOUR,
        "We gave every passenger a voucher of nine euros.",
        "retracted-claim: nine euros",
        "We gave every passenger an apology.",
    );
}

#[test]
fn what_a_turn_rules_out_in_a_breath_did_not_happen() {
    holds(
        HARBOUR,
        "The log of the pump showed one shutdown.",
        "contradicted-negation: shutdown",
        "The log of the pump showed no alarm.",
    );
}

#[test]
fn a_quoted_term_is_held_to_the_one_that_was_used() {
    holds(
        HARBOUR,
        "The gate was meant to be \"lenient\".",
        "altered-quote: lenient → forgiving",
        "The gate was meant to be \"forgiving\".",
    );
}

#[test]
fn a_level_belongs_to_what_logs_at_it() {
    holds(
        HARBOUR,
        "In the terminal we log at warn.",
        "contradicted-name: warn → info",
        "The turnstile went from debug to warn.",
    );
}

#[test]
fn a_change_is_told_by_its_numbers() {
    holds(
        HARBOUR,
        "Crossings went from 26 minutes to 18 in May.",
        "contradicted-direction: from 26 minutes to 18",
        "Crossings went from eighteen to 26 minutes in May.",
    );
}

#[test]
fn words_are_counted_in_the_quotation_beside_them() {
    holds(
        HARBOUR,
        "\"The ferry was late again.\" Six words.",
        "contradicted-number: Six → Five",
        "\"The ferry was late again.\" Five words.",
    );
}

const RACK: &str = "\
# Checks of Wednesday 11 June 2025

- node-4: draining
- node-5: unreachable since noon

| Task | Owner | Due |
|---|---|---|
| Replace the fan of the second rack | Ops Team | 2025-06-18 |
| Count the spare disks | Ops Lead | 2025-06-23 |

| Volume | Size | Files |
|---|---|---|
| archive | 51 GB | 1,190 |
| scratch | 7 GB | 340 |
";

#[test]
fn what_is_told_of_a_numbered_thing_is_not_told_of_its_sibling() {
    holds(
        RACK,
        "We found that node-4 had been unreachable.",
        "contradicted-name: node-4 → node-5",
        "We found that node-5 had been unreachable.",
    );
}

#[test]
fn a_weekday_is_held_against_its_date() {
    holds(
        RACK,
        "On Friday 11 June node-5 was unreachable.",
        "contradicted-time: Friday → Wednesday",
        "On Wednesday 11 June node-5 was unreachable.",
    );
}

#[test]
fn a_row_is_held_against_the_line_that_its_label_names() {
    holds(
        RACK,
        "| Volume | Size | Files |\n|---|---|---|\n| archive | 51 GB | 340 |\n",
        "contradicted-number: 340 → 1,190",
        "| Volume | Size | Files |\n|---|---|---|\n| archive | 51 GB | 1,190 |\n",
    );
}

#[test]
fn dates_of_neighbouring_rows_are_told_apart() {
    holds(
        RACK,
        "The Ops Team replaces the fan of the second rack, due on June 23.",
        "contradicted-time: June 23 → 2025-06-18",
        "The Ops Team replaces the fan of the second rack, due on June 18.",
    );
}

const HATCHERY: &str = "\
INES: We keep trout. The oldest pond is from the thirties.

JOAN: Who looks after it at night?

INES: My cousin. He lives above the office.

JOAN: What happened in May?

INES: The inlet was blocked by leaves, and the water in the nursery pond fell for nineteen hours.

JOAN: How did you notice?

INES: The heron. There were four of them on the wall on Sunday morning, and they never come for nothing.

JOAN: And the fish?

INES: We carried the fry to the upper pond in buckets, and all of them lived.

JOAN: What does a heron eat?

INES: A pound a day. I was sure the heron was a stork when I was small.

JOAN: Last year you had visitors.

INES: Yes, on a Thursday in autumn, a school class. Twenty-three children, and one of them fell in.

JOAN: What will you change?

INES: A float switch at the inlet, and it rings my cousin.
";

#[test]
fn a_number_of_another_story_is_out_of_its_place() {
    holds(
        HATCHERY,
        "The water in the nursery pond fell for twenty-three hours after leaves had blocked the inlet.",
        "contradicted-number: twenty-three → nineteen",
        "The water in the nursery pond fell for nineteen hours after leaves had blocked the inlet.",
    );
    holds(
        HATCHERY,
        "There were twenty-three herons on the wall of the pond that morning.",
        "misapplied-number: twenty-three → four",
        "There were four herons on the wall of the pond that morning.",
    );
}

#[test]
fn a_weekday_of_another_story_is_out_of_its_place() {
    holds(
        HATCHERY,
        "On Thursday morning four herons came to the pond.",
        "contradicted-time: Thursday → Sunday",
        "On Sunday morning four herons came to the pond.",
    );
}

#[test]
fn a_plain_no_is_held_against_the_turn_that_says_it() {
    holds(
        HATCHERY,
        "The fry were not carried to the upper pond.",
        "contradicted-negation: carried",
        "The heron was not a stork.",
    );
}

const CHAT: &str = "\
[2025-03-03 16:11] osk: the copy starts tonight at 22:00, 61,400 cards
[2025-03-03 22:05] osk: started
[2025-03-04 06:14] wil: a lady at the pool bought a card on saturday and the gate says 0 left
[2025-03-04 09:30] pet: i approved the mapping on 20 february
[2025-03-04 09:41] wil: 412 cards for 103 pools were printed wrong
[2025-03-04 10:02] wil: the guard costs fifty-two times nine euros
[2025-03-05 09:45] kes: we try again on the 25th
";

#[test]
fn labels_date_what_is_said_under_them() {
    for right in [
        "Osk started the copy on Monday night.",
        "A lady at the pool had bought her card on 1 March.",
        "Pet had approved the mapping twelve days before the gate said 0 left.",
        "They try again three weeks after the gate said 0 left.",
    ] {
        assert_eq!(found(CHAT, right), [""; 0], "{right}");
    }
    let wrong = "A lady at the pool had bought her card on 7 February.";
    assert_eq!(found(CHAT, wrong).len(), 1, "{wrong}");
}

#[test]
fn shares_and_repeated_costs_are_calculated() {
    holds(
        CHAT,
        "Wil found 412 cards printed wrong, eleven for each pool.",
        "contradicted-number: eleven → 103",
        "Wil found 412 cards printed wrong, four cards per pool.",
    );
    holds(
        CHAT,
        "The guard costs €486.",
        "unsupported-number: €486",
        "The guard costs €468.",
    );
}

#[test]
fn an_inequality_sign_is_a_no() {
    let source = "ana: replica != backup\nben: the replica lags by a minute\n";
    assert_eq!(found(source, "A replica is not a backup."), [""; 0]);
}

const YARD: &str = "\
BEA: We very nearly sold the same berth three times.

OLE: My phone rang at ten to four. The harbour master.

BEA: There were seven drills. The first four failed.

OLE: The gate opens before the siren goes off, and we sort the boats by length, not colour.

BEA: I added a page on the siren to the handbook.

OLE: I wasted a full day on the winch. It lasted us three months.

BEA: actions: 1) test the winch under load (ole) 2) paint the gate (bea)

OLE: 85% of boats come by night. The tank should be under 60% of its limit.
";

#[test]
fn what_was_only_nearly_done_was_not_done() {
    holds(
        YARD,
        "They sold the same berth three times.",
        "contradicted-negation: sold",
        "They nearly sold the same berth three times.",
    );
}

#[test]
fn a_thing_belongs_to_who_calls_it_theirs() {
    holds(
        YARD,
        "Bea's phone rang at ten to four.",
        "contradicted-actor: Bea → Ole",
        "Ole's phone rang at ten to four.",
    );
    holds(
        YARD,
        "Ole added a page on the siren to the handbook.",
        "contradicted-actor: Ole → Bea",
        "Bea added a page on the siren to the handbook.",
    );
}

#[test]
fn the_first_of_many_are_counted_against_the_first_of_many() {
    holds(
        YARD,
        "There were seven drills, and the first five failed.",
        "contradicted-number: five → four",
        "There were seven drills, and the first four failed.",
    );
}

#[test]
fn sides_of_one_word_do_not_change_places() {
    holds(
        YARD,
        "The siren goes off before the gate opens.",
        "contradicted-direction: before",
        "The siren goes off after the gate opens.",
    );
    holds(
        YARD,
        "They sort boats by colour rather than length.",
        "contradicted-direction: rather than",
        "They sort boats by length rather than colour.",
    );
}

#[test]
fn days_that_were_lost_are_counted() {
    holds(
        YARD,
        "Ole wasted two full days on the winch.",
        "misapplied-number: two full days → a full day",
        "Ole wasted a whole day on the winch.",
    );
}

#[test]
fn what_is_planned_is_not_done() {
    holds(
        YARD,
        "That afternoon the winch was tested under load.",
        "retracted-claim: That afternoon the winch was tested under load.",
        "Ole will test the winch under load.",
    );
}

#[test]
fn what_came_after_the_source_needs_a_source() {
    holds(
        YARD,
        "The gate has since been auctioned.",
        "unsupported-claim: The gate has since been auctioned.",
        "The gate has since opened before the siren.",
    );
}

#[test]
fn a_share_is_of_what_it_is_said_of() {
    holds(
        YARD,
        "So 60% of boats come by night.",
        "misapplied-number: 60 → 85",
        "So 85% of boats come by night.",
    );
}

#[test]
fn the_unit_that_tells_it_is_believed_before_arithmetic() {
    let source = "\
BEA: The page came at 14:17. Triage took 5 minutes, and it was over at 14:22.

OLE: The memory bump was applied in 11 minutes.

BEA: And then it was quiet.
";
    holds(
        source,
        "The memory bump was in after 5 minutes.",
        "contradicted-number: 5 → 11",
        "The memory bump was in after 11 minutes.",
    );
}

#[test]
fn what_somebody_else_sets_right_and_the_speaker_accepts_is_taken_back() {
    let source = "\
INA: Dov bought the last valve on a flea market for forty pounds. In May it followed a tern for half an hour.

DOV: Twenty minutes. And they were fine minutes.

INA: Twenty, fine. We had 212 boats on that day, and 146 of them were out at three.

DOV: 164. You always swap those.

INA: 164, sorry. So 1,800 people were on the pier, and the band played.
";
    flagged(
        source,
        "It once followed a tern for half an hour.",
        "retracted-claim: half an hour → twenty minutes",
    );
    flagged(
        source,
        "Of the 212 boats, 146 were out at three.",
        "retracted-claim: 146 → 164",
    );
    quiet(
        source,
        &[
            "It once followed a tern for twenty minutes.",
            "Of the 212 boats, 164 were out at three.",
            "The last valve cost forty pounds.",
        ],
    );
    // What is only said again sets nothing right, and an answer is no correction.
    quiet(
        "INA: Seventy percent of it was rust, and eleven bolts were lost.\n\nDOV: Eleven bolts.\n\nINA: Eleven. How many were left?\n\n\
         DOV: Thirty.\n\nINA: Thirty, good.\n",
        &["Seventy percent of it was rust.", "Eleven bolts were lost."],
    );
}

#[test]
fn times_may_be_taken_back() {
    let source = "\
INA: The second key went out at 16:20. No wait, let me look at the mail. 16:40.

DOV: I'll paint the hull by Friday the 28th. No wait, I'm off that Friday. Monday the 31st.

[10:05] ina: A: restore the 08:30 copy of the log, we lose what came in since then
";
    flagged(
        source,
        "The second key went out at 16:20.",
        "retracted-claim: 16:20 → 16:40",
    );
    quiet(
        source,
        &[
            "The second key went out at 16:40.",
            "Dov paints the hull by Monday the 31st.",
        ],
    );
    let chat = "\
[10:05] ina: A: restore the 08:30 copy of the log, we lose what came in since
[10:06] ina: sorry, 08:15 copy. 08:30 is when the upload was done
[10:07] dov: ok
";
    flagged(
        chat,
        "The first option was to restore the 08:30 copy of the log.",
        "retracted-claim: 08:30 → 08:15",
    );
    quiet(
        chat,
        &[
            "The first option was to restore the 08:15 copy of the log.",
            "The upload was done at 08:30.",
        ],
    );
}

#[test]
fn what_is_planned_is_not_held_against_what_was_done() {
    let talk =
        "BEN: We raised the connection limit to 80 on Monday.\n\nANA: The export job failed on Monday.\n";
    let plan = "## Action items\n\n- Raise the connection limit to 120\n- Find out by Friday why the export job failed\n";
    assert_eq!(found(talk, plan), [""; 0]);
    let done = "## What we did\n\nWe raised the connection limit to 120 on Monday.\n";
    assert_eq!(found(talk, done).len(), 1, "{:?}", found(talk, done));
}
