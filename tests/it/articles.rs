//! What published articles hold besides claims, run through the whole street: plans, pointers, short answers.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::evidence::{Role, Source, Sources};
use backline::transcript::Transcript;

const SOURCE: &str = "\
# Tide gauge, 3 March

6:15 | Water at the gauge levels off
6:40 | Otto restarts the relay, the MCP board answers again
7:05 | Mina calls the harbour office
7:20 | Crew starts with non-tide-crew duties
7:45 | Wind turns north
8:10 | Fog over both piers
8:30 | About 40 boats wait behind 12 cranes
";

/// `rule: words` of every diagnostic on `draft` against [`SOURCE`].
fn found(draft: &str) -> Vec<String> {
    let source = Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(SOURCE)),
    };
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(Sources::new(vec![source])),
        ..Inputs::default()
    };
    let analysis = Analysis::new(draft, Arc::new(inputs), &mut Memo::default());
    let words = |it: &backline::diagnostic::Diagnostic| format!("{}: {}", it.rule, &draft[it.span.range()]);
    analysis.diagnostics.iter().map(words).collect()
}

#[test]
fn plans_and_advice_need_no_backing() {
    for draft in [
        "## Action items\n\n- Automatic drills for the MCP crew, every season\n",
        "## Next steps\n\n### Crew\n\n- Teach the MCP crew how to \"reset\" pumps ([#528](https://a.b/528))\n",
        "## Lessons learned\n\n- Acquire pumps required to keep the MCP basin drained\n",
        "The MCP crew should buy a second pump.\n",
    ] {
        assert_eq!(found(draft), Vec::<String>::new(), "{draft}");
    }
}

#[test]
fn plans_answer_for_numbers_and_names() {
    assert_eq!(
        found("## Action items\n\n- Buy 14 pumps for the MCP basin\n"),
        ["unsupported-number: 14"]
    );
    assert_eq!(
        found("## Action items\n\n- The MCP basin was drained overnight\n"),
        ["unsupported-claim: The MCP basin was drained overnight"]
    );
}

#[test]
fn a_name_is_reported_once_per_sentence() {
    assert_eq!(
        found("Otto restarted the relay for Kestrel, and Kestrel answered Otto through `k2:pump-7`.\n"),
        ["unknown-name: Kestrel", "unknown-name: k2"]
    );
}

#[test]
fn what_a_known_acronym_stands_for_is_known() {
    for name in [
        "Marsh Control Panel (MCP)",
        "MCP (Marsh Control Panel)",
        "MCP board",
    ] {
        let draft = format!("Otto restarted the relay, then the {name} answered again.\n");
        assert_eq!(found(&draft), Vec::<String>::new(), "{name}");
    }
    assert_eq!(
        found("Otto restarted the relay, then the Marsh Tide Panel (MTP) answered again.\n"),
        ["unknown-name: Marsh Tide Panel"]
    );
}

#[test]
fn a_vague_time_covers_half_an_hour() {
    let levelled = |time: &str| found(&format!("The water at the gauge levelled off {time}.\n"));
    for time in ["at 6:15am", "about 6am", "around 6:40am"] {
        assert_eq!(levelled(time), Vec::<String>::new(), "{time}");
    }
    for time in ["at 6am", "about 5am", "about 6pm"] {
        assert_eq!(levelled(time).len(), 1, "{time}");
    }
}

#[test]
fn a_compound_counts_as_one_word_of_a_quotation() {
    assert_eq!(
        found("The crew started with \"non-relay-crew duties\".\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_vaguer_number_counts_only_where_it_is_told_of_the_same() {
    assert_eq!(
        found("40 boats waited behind 12 cranes.\n"),
        ["dropped-hedge: 40"]
    );
    assert_eq!(
        found("Otto restarted the relay after typing 40 commands.\n"),
        Vec::<String>::new()
    );
}
