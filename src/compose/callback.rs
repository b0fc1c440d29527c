//! Callbacks that the series tracker says are due and the draft does not make yet.

use super::placeholder::{next_number, written};
use super::{Context, Insertion, place};
use crate::fact;
use crate::language::words::Stem;

/// A callback that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What the tracker asks for: `the autoscaler reference`.
    pub what: String,
    /// Its line of the tracker, from 1.
    pub line: usize,
}

/// What the episode in progress should call back to and the draft does not, in the tracker's order.
pub fn missing(ctx: &Context<'_>) -> Vec<Due> {
    let Some(series) = &ctx.persona.series else {
        return Vec::new();
    };
    let told: Vec<Stem> = ctx
        .draft
        .sentences
        .iter()
        .flat_map(|it| fact::content(it.view.text()).collect::<Vec<_>>())
        .chain(
            ctx.draft
                .placeholders
                .iter()
                .flat_map(|it| fact::content(&it.text).collect::<Vec<_>>()),
        )
        .collect();
    let episode = series.episodes.iter().rev().find(|it| it.is_in_progress());
    let notes = episode.into_iter().flat_map(|it| &it.notes);
    let asked = notes.filter(|it| it.label.to_lowercase().starts_with("should callback"));
    asked
        .flat_map(|it| {
            let items = it
                .text
                .split([',', ';'])
                .map(|it| it.trim().trim_start_matches("and "));
            items.map(|what| Due {
                what: what.to_owned(),
                line: it.line,
            })
        })
        .filter(|it| {
            let stems: Vec<Stem> = fact::content(&it.what).collect();
            !stems.is_empty() && !stems.iter().all(|it| told.contains(it))
        })
        .collect()
}

/// A placeholder for each: what the callback says is the author's.
pub(super) fn due(ctx: &Context<'_>, offset: usize) -> Vec<Insertion> {
    let Some(series) = &ctx.persona.series else {
        return Vec::new();
    };
    let insertion = |it: &Due| {
        let text = written(
            "Fact",
            next_number(ctx.draft, "Fact"),
            &format!("callback to {}", it.what),
        );
        Insertion {
            title: format!("Insert callback to {} ({}:{})", it.what, series.path, it.line),
            edits: vec![place::insert_block(ctx.draft, offset, &text)],
        }
    };
    missing(ctx).iter().map(insertion).collect()
}
