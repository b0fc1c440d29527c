//! Placeholders with the next free number: for what was shown, for callbacks that are due, and bare ones.

use super::{Completion, CompletionKind, Here, has_words};
use crate::compose::callback;
use crate::compose::placeholder::{self, written};
use crate::compose::{self, Context};

/// At most so many of what was shown, and of callbacks.
const SHOWN: usize = 6;
const DUE: usize = 3;

/// What a bare one asks the author to write.
const BARE: [(&str, &str); 5] = [
    ("Screenshot", "what is to be seen"),
    ("Code", "what it does"),
    ("Link", "what it leads to"),
    ("Fact", "what has to be found out"),
    ("Diagram", "what it shows"),
];

/// Placeholders that have all words typed. `is_closed`: the editor has put the `]` there.
pub(super) fn all(here: &Here<'_>, is_closed: bool) -> Vec<Completion> {
    // Without what is being typed: it may look like a placeholder already, and would count.
    let ctx = Context {
        draft: &here.at.blank,
        ..here.ctx()
    };
    let completion = |kind: &str, what: &str| {
        let whole = written(kind, ctx.draft.next_free_number(kind), what);
        let inside = whole.trim_start_matches('[');
        let text = if is_closed {
            inside.trim_end_matches(']')
        } else {
            inside
        };
        here.completion(
            CompletionKind::Placeholder,
            text.to_owned(),
            inside.trim_end_matches(']'),
        )
    };
    let fits = |it: &Completion| has_words(&it.text, here.typed());
    let facts = here.analysis.inputs.stock.facts(ctx.sources);
    let shown = placeholder::missing_near(&ctx, facts, here.offset);
    let shown = shown.iter().map(|it| Completion {
        detail: format!("shown · {}", compose::line(&ctx, &it.fact())),
        markdown: here.lines(it.source, &[it.unit]),
        ..completion(it.kind, &it.what)
    });
    let mut res: Vec<Completion> = shown.filter(fits).take(SHOWN).collect();
    let tracker = ctx.persona.series.as_ref().map(|it| it.path.as_str());
    let file = tracker.map_or("", |it| it.rsplit('/').next().unwrap_or(it));
    let due = callback::missing(&here.ctx());
    let due = due.iter().map(|it| Completion {
        detail: format!("callback that is due · {file}:{}", it.line),
        ..completion("Fact", &format!("callback to {}", it.text))
    });
    res.extend(due.filter(fits).take(DUE));
    let bare = BARE.iter().map(|&(kind, what)| {
        let bare = completion(kind, "");
        Completion {
            slot: bare.text.find(": ").map(|it| it + 2),
            detail: what.to_owned(),
            ..bare
        }
    });
    res.extend(bare.filter(fits));
    // `[li` begins a link, whatever else has a word that begins so.
    let typed = here.typed().to_lowercase();
    res.sort_by_key(|it| !it.label.to_lowercase().starts_with(&typed));
    res
}
