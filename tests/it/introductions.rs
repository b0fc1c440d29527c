//! What the voice profile says of a recurring character backs the sentence that introduces them, and no other.

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::diagnostic::Severity;
use backline::evidence::{Role, Source, Sources};
use backline::persona::Persona;
use backline::persona::voice::Voice;
use backline::transcript::Transcript;
use backline::verdict::Verdict;

const TRANSCRIPT: &str = "\
IDA: The pump at the pier stopped at nine, and 14 boats stayed in.

OTIS: Who has the key?

IDA: Nobody had it, so we drew the water by hand until noon.
";

const PROFILE: &str = "\
# Voice: Ida

## Rhetorical Devices That Work

### Bookkeeping
> \"340 crates in the shed. Nobody had counted.\"

## Recurring Characters

- **Otis** -- lighthouse keeper for 26 years, owns four raincoats. Catchphrase: \"who has the key?\"
";

fn analysed(draft: &str) -> Analysis {
    let source = Source {
        path: "transcript.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(TRANSCRIPT)),
    };
    let inputs = Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(Sources::new(vec![source])),
        persona: Arc::new(Persona {
            voice: Some(Voice::parse("persona/voice.md", PROFILE)),
            ..Persona::default()
        }),
        ..Inputs::default()
    };
    Analysis::new(draft, Arc::new(inputs), &mut Memo::default())
}

/// Rule and words of every error and warning.
fn found(draft: &str) -> Vec<String> {
    let analysis = analysed(draft);
    let loud = analysis
        .diagnostics
        .iter()
        .filter(|it| matches!(it.severity, Severity::Error | Severity::Warning));
    loud.map(|it| format!("{}: {}", it.rule, &draft[it.span.range()]))
        .collect()
}

#[test]
fn the_entry_of_a_character_backs_the_sentence_that_introduces_them() {
    for draft in [
        "Otis has been the keeper of the lighthouse for 26 years.",
        "Otis asked who had the key. He has been a lighthouse keeper for 26 years.",
        "\"Who has the key?\" said Otis, a lighthouse keeper of 26 years who owns four raincoats.",
    ] {
        assert_eq!(found(draft), [""; 0], "{draft}");
    }
    let analysis = analysed("Otis has been the keeper of the lighthouse for 26 years.");
    let finding = &analysis.findings[0];
    assert_eq!(finding.verdict, Verdict::Supported);
    let own = finding.callback.as_ref().expect("it rests on the profile");
    assert_eq!((own.path.as_str(), own.line), ("persona/voice.md", 10));
}

#[test]
fn the_entry_backs_nothing_else() {
    for (draft, finding) in [
        (
            "Ida has been the keeper of the lighthouse for 26 years.",
            "unsupported-number: 26 years",
        ),
        (
            "The pump stopped at nine. He has been a lighthouse keeper for 26 years.",
            "unsupported-number: 26 years",
        ),
        (
            "Otis has owned the pump at the pier for 26 years.",
            "unsupported-number: 26 years",
        ),
        (
            "At the pier Otis counted 340 crates in the shed.",
            "unsupported-number: 340 crates",
        ),
    ] {
        let found = found(draft);
        assert!(
            found
                .iter()
                .any(|it| finding.starts_with(it.as_str()) || it == finding),
            "{draft}: {found:?}"
        );
    }
}

#[test]
fn another_number_than_the_entrys_is_held_against_the_profile() {
    let draft = "Otis asked who had the key. He has been a lighthouse keeper for 16 years.";
    assert_eq!(found(draft), ["contradicted-number: 16 years"]);
    let analysis = analysed(draft);
    assert_eq!(
        analysis.diagnostics[0].message,
        "26 years, not 16 years. Your voice profile: \"lighthouse keeper for 26 years, owns four raincoats.\" (voice.md:10)"
    );
    assert_eq!(analysis.diagnostics[0].expected.as_deref(), Some("26 years"));
    assert_eq!(analysis.findings[1].verdict, Verdict::Contradicted);
}
