//! What is offered for a draft: every form of every fact is backed, and holds nothing that its lines do not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::compose::phrase::{self, Form, Phrase};
use backline::evidence::{Role, Source, Sources};
use backline::fact::{self, Fact};
use backline::ide;
use backline::persona::Persona;
use backline::persona::voice::Voice;
use backline::transcript::Transcript;
use backline::verdict::Verdict;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn inputs(path: &Path, voice: &Voice, author: Option<&str>) -> Option<Arc<Inputs>> {
    let text = std::fs::read_to_string(path).ok()?;
    let sources = Sources::new(vec![Source {
        path: "t.txt".to_owned(),
        role: Role::Transcript,
        transcript: Arc::new(Transcript::parse(&text)),
    }]);
    let author = author.map(str::to_owned).or_else(|| {
        let speakers = &sources.list[0].transcript.speakers;
        speakers.first().map(|it| it.name.clone())
    });
    Some(Arc::new(Inputs {
        path: "draft.md".to_owned(),
        sources: Arc::new(sources),
        persona: Arc::new(Persona {
            voice: Some(voice.clone()),
            ..Persona::default()
        }),
        author,
        ..Inputs::default()
    }))
}

/// All numbers of a text, digit by digit, and its words that are capitalised within a sentence.
fn numbers_and_names(text: &str) -> Vec<String> {
    let mut res = Vec::new();
    let mut opens = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number = bare.starts_with(|c: char| c.is_ascii_digit());
        let is_name = !opens && bare.chars().count() > 1 && bare.starts_with(char::is_uppercase);
        if is_number || is_name {
            res.push(bare.to_lowercase());
        }
        opens = word.ends_with(['.', '!', '?', ':', '"', '”']) || word.starts_with(['"', '“', '(']);
    }
    res
}

/// What is wrong with a phrase: sentences that are not backed, numbers and names that its lines do not hold.
fn wrong(inputs: &Arc<Inputs>, it: &Phrase) -> Vec<String> {
    let mut res = Vec::new();
    let alone = Analysis::new(&it.text, inputs.clone(), &mut Memo::default());
    for (sentence, finding) in alone.draft.sentences.iter().zip(alone.findings.iter()) {
        if !matches!(finding.verdict, Verdict::Supported | Verdict::Derived) {
            res.push(format!("{}: {}", finding.verdict.name(), sentence.view.text()));
        }
    }
    let transcript = &inputs.sources.list[it.source].transcript;
    let lines: Vec<&str> = transcript.text.lines().collect();
    let mut said = String::new();
    for &unit in &it.units {
        for unit in [Some(unit), transcript.units[unit].question]
            .into_iter()
            .flatten()
        {
            let (first, last) = transcript.unit_lines(unit);
            said.push_str(&lines[first - 1..last].join(" "));
            said.push(' ');
        }
        said.push_str(transcript.unit_speaker(unit).unwrap_or(""));
        said.push(' ');
    }
    let said = said.to_lowercase();
    for word in numbers_and_names(&it.text.replace('\\', "")) {
        if !said.contains(&word) {
            res.push(format!("{word} stands in none of its lines: {}", it.text));
        }
    }
    res
}

/// Transcripts below `folder`.
fn transcripts(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let is_meant = name.starts_with("transcript")
            || name.contains(".transcript.")
            || ["-session.md", "-guide.md", ".vtt", ".srt", ".log"]
                .iter()
                .any(|it| name.ends_with(it));
        if path.is_dir() {
            transcripts(&path, found);
        } else if is_meant {
            found.push(path);
        }
    }
}

/// Offers every form of the weightiest `most` facts of each transcript below `folders`; gives the number of forms.
fn hold(folders: &[PathBuf], most: usize) -> usize {
    let profile = root().join("fixtures/frozen-boards/persona/voice.md");
    let voice = Voice::parse(
        "voice.md",
        &std::fs::read_to_string(profile).expect("the profile is there"),
    );
    let mut paths = Vec::new();
    for folder in folders {
        transcripts(folder, &mut paths);
    }
    let mut n = 0;
    let mut bad = Vec::new();
    for path in &paths {
        let Some(inputs) = inputs(path, &voice, None) else {
            continue;
        };
        let analysis = Analysis::new("", inputs.clone(), &mut Memo::default());
        let ctx = ide::context(&analysis);
        let mut facts = fact::facts(&inputs.sources);
        facts.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        for it in facts.iter().take(most) {
            let forms = phrase::phrases(&ctx, it);
            assert!(forms.len() <= 4, "{}", path.display());
            n += forms.len();
            for phrase in &forms {
                let wrong = wrong(&inputs, phrase);
                bad.extend(wrong.into_iter().map(|it| format!("{}: {it}", path.display())));
            }
        }
    }
    println!("{n} forms of facts of {} transcripts", paths.len());
    assert!(bad.is_empty(), "{} of {n}:\n{}", bad.len(), bad.join("\n"));
    n
}

#[test]
fn every_form_of_a_fact_is_backed_by_its_lines() {
    assert!(200 < hold(&[root().join("fixtures")], 12));
}

/// The same for all transcripts at hand, every fact of them: `cargo test --release --test it phrases -- --ignored`.
#[test]
#[ignore = "takes minutes; reads what is not part of the project"]
fn every_form_of_every_fact_at_hand_is_backed() {
    let shared = root().join("../shared");
    if !shared.exists() {
        println!("skipped: there is no {}", shared.display());
        return;
    }
    let folders = ["seeds", "formats", "pairs", "eval/gold"].map(|it| shared.join(it));
    assert!(
        0 < hold(
            &[folders.as_slice(), &[root().join("fixtures")]].concat(),
            usize::MAX
        )
    );
}

/// The forms of the fact on `line` of a talk, as `form: text`.
fn forms(talk: &str, line: usize, author: &str) -> Vec<String> {
    const PROFILE: &str = "\
# Voice

## Rhetorical Devices That Work

### Flat denial
> \"I was sure it was the timetable. It was not the timetable.\"

### Short numbers
> \"Nine days. That's how long the wall was wrong.\"

### One-line paragraph
> \"The clock was right. The wall was wrong.\"

### Pairs
> \"Twelve buses in the yard. Three on the road.\"
";
    let folder = tempfile::tempdir().expect("a folder for the talk");
    let path = folder.path().join("t.txt");
    std::fs::write(&path, talk).expect("the talk can be written");
    let inputs =
        inputs(&path, &Voice::parse("voice.md", PROFILE), Some(author)).expect("the talk can be read");
    let analysis = Analysis::new("", inputs.clone(), &mut Memo::default());
    let here = |it: &&Fact| it.lines(&inputs.sources).0 == line;
    let facts = fact::facts(&inputs.sources);
    let of_fact = |it: &Fact| phrase::phrases(&ide::context(&analysis), it);
    let name = |it: &Form| match it {
        Form::Quote => "quote".to_owned(),
        Form::Plain => "plain".to_owned(),
        Form::Device(name) | Form::Catchphrase(name) => name.clone(),
    };
    facts
        .iter()
        .filter(here)
        .flat_map(of_fact)
        .map(|it| format!("{}: {}", name(&it.form), it.text))
        .collect()
}

const TALK: &str = "\
INA: How long was this leaking?

DOV: Nine days. 412 litres in the cellar, 38 on the meter. So on Tuesday I was sure it was the boiler.

INA: Was it the boiler?

DOV: No. The boiler was fine. The meter counts every litre twice when the valve is cold. Nobody knew.

INA: So the lesson is that loud pipes are cheap. Trust no quiet pipe, ever.
";

#[test]
fn a_rejected_belief_takes_the_frame_of_the_profile() {
    let found = forms(TALK, 3, "Dov");
    assert!(
        found.contains(&"Flat denial: I was sure it was the boiler. It was not the boiler.".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"plain: On Tuesday I was sure it was the boiler.".to_owned()),
        "{found:?}"
    );
    // Another author does not say "I" for Dov.
    let found = forms(TALK, 3, "Ina");
    assert!(
        found.contains(&"plain: On Tuesday Dov was sure it was the boiler.".to_owned()),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .all(|it| it.starts_with("quote") || !it.contains("I was")),
        "{found:?}"
    );
}

#[test]
fn numbers_are_paired_with_their_places() {
    let found = forms(TALK, 3, "Dov");
    assert!(
        found
            .iter()
            .any(|it| it.ends_with(": In the cellar: 412 litres. On the meter: 38.")),
        "{found:?}"
    );
}

#[test]
fn a_line_of_another_is_quoted_or_left_alone() {
    let mut found = forms(TALK, 9, "Dov");
    found.retain(|it| it.contains("quiet pipe"));
    assert_eq!(found, ["quote: \"Trust no quiet pipe, ever,\" Ina said."]);
}

#[test]
fn an_example_of_the_profile_is_never_offered_itself() {
    let talk = "DOV: I was sure it was the timetable. It wasn't. The timetable was fine.\n\nINA: Was it the timetable?\n\nDOV: No.\n";
    for line in [1, 5] {
        let found = forms(talk, line, "Dov");
        let repeats = |it: &String| it.contains("I was sure it was the timetable. It was not the timetable.");
        assert!(!found.iter().any(repeats), "{found:?}");
    }
}
