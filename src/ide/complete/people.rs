//! Who speaks in the sources, and who recurs in the author's posts.

use super::{Completion, CompletionKind, Here, MOST};
use crate::compose;
use crate::evidence::Role;
use crate::ide::words::{count, escape, quoted};

/// Speakers in the order of the sources, then the author's characters who do not speak there.
pub(super) fn all(here: &Here<'_>) -> Vec<Completion> {
    let inputs = &here.analysis.inputs;
    let typed = here.typed().trim_start_matches('@').to_lowercase();
    let characters = inputs.persona.voice.iter().flat_map(|it| &it.characters);
    let mut res: Vec<Completion> = Vec::new();
    let mut add = |name: String, detail: String, markdown: String| {
        let is_wanted = name.to_lowercase().split(' ').any(|it| it.starts_with(&typed));
        let is_new = !res.iter().any(|it| it.label == name);
        if is_wanted && is_new {
            res.push(Completion {
                label: name.clone(),
                detail,
                markdown,
                ..here.completion(CompletionKind::Person, name.clone(), &format!("@{name}"))
            });
        }
    };
    for it in inputs
        .sources
        .list
        .iter()
        .filter(|it| it.role == Role::Transcript)
    {
        let transcript = &it.transcript;
        for (n, speaker) in transcript.speakers.iter().enumerate() {
            let turns = transcript.turns.iter().filter(|it| it.speaker == Some(n)).count();
            let name = compose::display(&speaker.name);
            let file = it.path.rsplit('/').next().unwrap_or(&it.path);
            let about = characters
                .clone()
                .find(|it| is_same(&it.name, &name))
                .map_or(String::new(), about);
            add(
                name,
                format!("{} in {file}", count(turns, "turn", "turns")),
                about,
            );
        }
    }
    for it in characters {
        let speaks = inputs
            .sources
            .list
            .iter()
            .flat_map(|it| &it.transcript.speakers)
            .any(|speaker| is_same(&it.name, &speaker.name));
        if !speaks {
            add(it.name.clone(), "recurring character".to_owned(), about(it));
        }
    }
    res.truncate(MOST);
    res
}

/// Whether two names have the same first name.
fn is_same(a: &str, b: &str) -> bool {
    let first = |it: &str| it.split(' ').next().unwrap_or("").to_lowercase();
    first(a) == first(b)
}

/// What the profile says of a character.
fn about(it: &crate::persona::voice::Character) -> String {
    let role = escape(&it.role);
    match &it.catchphrase {
        Some(words) => format!("{role}\n\n> {}", quoted(words)),
        None => role,
    }
}
