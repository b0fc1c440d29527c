//! Sentences lifted from a transcript by rules that keep them true: a unit as it stands, in quotation marks with who said it,
//! or the speaker's own act told of them by name. What is told in the source's own words is the least that has to be checked
//! well, and it gives every class of planted mistakes enough sentences.

use backline::analysis::Inputs;
use backline::language::polarity::is_past;
use backline::text::Span;
use backline::transcript::TurnKind;

use crate::cases::{Case, Label};

/// Words of a unit that says something whole, and no more than a sentence of a post.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=32;

/// A draft of lifted sentences, one a paragraph, each labelled with its lines.
pub(crate) fn lifted(case: &Case, inputs: &Inputs) -> Case {
    let mut draft = String::new();
    let mut labels = Vec::new();
    let index = &inputs.sources.index;
    // What its speaker took back is not true as it stands.
    let is_taken_back = |source: usize, unit: usize| {
        let amounts = index.retractions.iter().map(|it| it.entry);
        let mut all = amounts.chain(index.retracted_times.iter().map(|it| it.entry));
        all.any(|it| index.entries[it].source == source && index.entries[it].unit == unit)
    };
    for (number, source) in inputs.sources.list.iter().enumerate() {
        let transcript = &source.transcript;
        for (at, unit) in transcript.units.iter().enumerate() {
            let text = unit.view.text().trim();
            let turn = &transcript.turns[unit.turn];
            let whole = LENGTH.contains(&text.split_whitespace().count())
                && text.starts_with(char::is_uppercase)
                && text.ends_with('.')
                && !text.contains(['\n', '*', '_', '[', ']', '<', '>', '|', '#', '`', '"', '“', '”']);
            if turn.kind != TurnKind::Speech
                || unit.is_question
                || unit.question.is_some()
                || !whole
                || is_taken_back(number, at)
            {
                continue;
            }
            let speaker = transcript.unit_speaker(at).and_then(first_name);
            let sentence = retold(text, speaker.as_deref(), labels.len());
            let start = draft.len();
            draft.push_str(&sentence);
            let (first, last) = transcript.unit_lines(at);
            labels.push(Label {
                span: Span::new(start, draft.len()),
                verdict: "supported".to_owned(),
                lines: (first..=last).collect(),
            });
            draft.push_str("\n\n");
        }
    }
    Case {
        folder: case.folder.clone(),
        name: format!("{} (lifted)", case.name),
        draft,
        labels,
    }
}

/// The sentence that is made of a unit: in turn as it stands and as a quotation; of what the speaker did always by name.
fn retold(text: &str, speaker: Option<&str>, turn: usize) -> String {
    let mut words = text.split_whitespace();
    let own_act = words.next() == Some("I") && words.next().is_some_and(is_past);
    let own_words = [" I ", "I'", " my ", " me ", " we ", " our ", " us "];
    match speaker {
        Some(name) if own_act && !own_words.iter().any(|it| text[1..].contains(it)) => {
            format!("{name}{}", &text[1..])
        }
        Some(name) if turn % 3 == 1 => format!("\"{},\" {name} said.", text.trim_end_matches('.')),
        _ => text.to_owned(),
    }
}

/// `Ravi` of `RAVI PATEL`.
pub(crate) fn first_name(name: &str) -> Option<String> {
    let first = name.split_whitespace().next()?;
    let mut letters = first.chars();
    let initial = letters.next()?.to_uppercase();
    let plain = first.chars().count() > 1 && first.chars().all(char::is_alphabetic);
    plain.then(|| initial.chain(letters.flat_map(char::to_lowercase)).collect())
}
