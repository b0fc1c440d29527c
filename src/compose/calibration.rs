//! The author's voice in research notes: the devices of the profile, what the sources can be made of in them, and how the
//! author's earlier posts measure.

use std::fmt::Write;

use super::Context;
use super::phrase::{self, Form};
use crate::fact::Fact;
use crate::persona::bands::Bands;
use crate::persona::voice::Voice;

/// The devices of the profile, what they can be made of, and how the author's earlier posts measure.
pub(super) fn calibration(ctx: &Context<'_>, facts: &[Fact], posts: &[String]) -> String {
    let Some(voice) = &ctx.persona.voice else {
        return "No voice profile: put one into persona/voice.md.\n".to_owned();
    };
    let mut res = devices(voice);
    let mut phrases: Vec<String> = Vec::new();
    for it in facts {
        for phrase in phrase::phrases(ctx, it) {
            let label = match &phrase.form {
                Form::Device(name) => name.clone(),
                Form::Catchphrase(name) => format!("{name}'s catchphrase"),
                Form::Quote | Form::Plain => continue,
            };
            let (line, _) = it.lines(ctx.sources);
            let text = phrase.text.replace("\n\n", " / ");
            let entry = format!(
                "- {label}: {text} ({}:{line})\n",
                ctx.sources.list[it.source].path
            );
            if !phrases.iter().any(|it| it.contains(&text)) {
                phrases.push(entry);
            }
        }
    }
    if !phrases.is_empty() {
        res.push_str("\n### Sentences in this voice\n\n");
        res.push_str(&phrases.concat());
    }
    let mut texts: Vec<String> = posts.to_vec();
    let of = if texts.is_empty() {
        "the profile's examples"
    } else {
        "earlier posts"
    };
    if texts.is_empty() {
        texts.push(voice.examples().collect::<Vec<_>>().join("\n\n"));
    }
    let bands = Bands::of(&texts);
    let table = bands.to_string();
    // A table of too few words would only look like knowledge.
    let shown = if bands.is_enough() {
        table.as_str()
    } else {
        table.lines().next().unwrap_or("")
    };
    let _ = writeln!(res, "\n### Measured on {of}\n\n{}", shown.trim_end());
    res
}

fn devices(voice: &Voice) -> String {
    let mut res = format!("From {}.\n\n", voice.path);
    for it in &voice.devices {
        let kinds: Vec<&str> = it.kinds.iter().map(|it| it.name()).collect();
        let seen = if kinds.is_empty() {
            "backline has no detector for it".to_owned()
        } else {
            format!("recognised as {}", kinds.join(", "))
        };
        let _ = writeln!(res, "- **{}**: {} ({seen})", it.name, it.text);
    }
    for it in &voice.characters {
        let phrase = it
            .catchphrase
            .as_ref()
            .map_or_else(String::new, |it| format!(" Says: \"{it}\"."));
        let _ = writeln!(
            res,
            "- {}: {}{phrase}",
            it.name,
            it.role.trim_end_matches('.').to_owned() + "."
        );
    }
    let mut avoided: Vec<&str> = voice.avoid.iter().map(|it| it.said.as_str()).collect();
    avoided.dedup();
    if !avoided.is_empty() {
        let _ = writeln!(res, "- To avoid: {}", avoided.join("; "));
    }
    res
}
