//! Sessions with an assistant as text: copied from its page (`You said:`), exported with a heading or a bold label for
//! every message, or with `Human:` and `Assistant:`. Only these open a turn: the assistant's own headings and labels do
//! not.

use super::Format;
use super::agent::{self, By};
use super::build::Builder;
use super::input::Input;
use super::line::Block;
use super::message;
use super::moment::Moment;
use crate::text::{Span, View};
use crate::transcript::timestamp::first_clock;
use crate::transcript::{Flags, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "ai-session",
    detect,
    parse,
};

/// How the labels of a session are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `You said:`
    Said,
    /// `#### You:`, `## Prompt`
    Heading,
    /// `**User:** words`, `**User**`
    Bold,
    /// `Human: words`
    Plain,
}

const SHAPES: [Shape; 4] = [Shape::Said, Shape::Heading, Shape::Bold, Shape::Plain];

/// The label of a message, with offsets into its line.
struct Label {
    shape: Shape,
    name: Span,
    is_user: bool,
    /// Whether a colon makes it a label for certain.
    has_colon: bool,
    when: Moment,
    /// Where the words begin.
    body: usize,
}

/// The longest line that is looked at for a label that stands alone (bytes).
const LONGEST: usize = 120;

impl Label {
    fn of(line: &str) -> Option<Label> {
        let start = line.len() - line.trim_start().len();
        let text = line.trim();
        let mut found = match text.as_bytes().first()? {
            b'#' => Label::heading(text),
            b'*' | b'_' => Label::bold(text),
            _ => Label::said(text).or_else(|| Label::plain(text)),
        }?;
        found.name = found.name.shift(start);
        found.body += start;
        Some(found)
    }

    fn said(text: &str) -> Option<Label> {
        let name = text.strip_suffix(':').unwrap_or(text).strip_suffix(" said")?;
        let label = Label::named(Shape::Said, name, 0)?;
        Some(Label {
            has_colon: text.ends_with(':'),
            body: text.len(),
            ..label
        })
    }

    fn heading(text: &str) -> Option<Label> {
        let rest = text.trim_start_matches('#');
        if LONGEST < text.len() || !rest.starts_with([' ', '\t']) {
            return None;
        }
        let words = rest.trim_matches(|c: char| c.is_whitespace() || "*_:#".contains(c));
        let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let at = text.len() - rest.len() + rest.find(words)?;
        let label = Label::named(Shape::Heading, words, at)?;
        let after = text.get(label.name.end..)?;
        // Behind the role stand marks at most, or something in brackets.
        let added = after.trim_matches(|c: char| c.is_whitespace() || "*_:".contains(c));
        let is_bracketed = added.starts_with(['(', '[']) && added.ends_with([')', ']']);
        let is_alone = is_bracketed || added == "said" || added.chars().all(|c| !c.is_alphanumeric());
        is_alone.then_some(Label {
            has_colon: after.contains(':'),
            body: text.len(),
            ..label
        })
    }

    fn bold(text: &str) -> Option<Label> {
        let marks = text.len() - text.trim_start_matches(['*', '_']).len();
        let mark = text.get(..marks)?;
        let closing: String = mark.chars().rev().collect();
        let inner = text.get(marks..)?;
        let len = inner.find(closing.as_str()).filter(|it| *it < LONGEST)?;
        let words = inner.get(..len)?;
        let rest = inner.get(len + closing.len()..)?;
        if marks < 2 {
            return None;
        }
        let named = words.trim_end().trim_end_matches(':').trim_end();
        let label = Label::named(Shape::Bold, named, marks)?;
        let colon = rest.trim_start().strip_prefix(':');
        let has_colon = colon.is_some() || words.trim_end().ends_with(':');
        let body = colon.unwrap_or(rest).trim_start();
        (has_colon || body.is_empty()).then_some(Label {
            has_colon,
            body: text.len() - body.len(),
            ..label
        })
    }

    fn plain(text: &str) -> Option<Label> {
        let at = text.bytes().take(40).position(|it| it == b':')?;
        let rest = text.get(at + 1..)?;
        let is_parted = rest.is_empty() || rest.starts_with([' ', '\t']);
        let label = Label::named(Shape::Plain, text.get(..at)?, 0).filter(|_| is_parted)?;
        Some(Label {
            has_colon: true,
            body: text.len() - rest.trim_start().len(),
            ..label
        })
    }

    /// The label that `words`, which begin at `at` in the line, are: a role, and perhaps a time or a model in brackets.
    fn named(shape: Shape, words: &str, at: usize) -> Option<Label> {
        let open = words.find(['(', '[']).unwrap_or(words.len());
        let name = words.get(..open)?.trim_end().trim_end_matches(':').trim_end();
        let added = words.get(open..)?.trim_matches(|c: char| "()[]: ".contains(c));
        let when = Moment::read(added)
            .or_else(|| Moment::read(added.split_once(' ')?.1))
            .unwrap_or_default();
        // A page pasted as Markdown: `##### You said:`.
        let name = name.strip_suffix(" said").unwrap_or(name);
        let role = role(name)?;
        let alone = matches!(name.to_ascii_lowercase().as_str(), "prompt" | "response");
        (shape == Shape::Heading || !alone).then(|| Label {
            shape,
            name: Span::new(at, at + name.len()),
            is_user: role == Role::User,
            has_colon: false,
            when,
            body: 0,
        })
    }
}

/// A side of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    User,
    Assistant,
}

/// The side that a label names.
fn role(name: &str) -> Option<Role> {
    const USERS: [&str; 5] = ["user", "you", "human", "me", "prompt"];
    const ASSISTANTS: [&str; 14] = [
        "assistant",
        "ai",
        "response",
        "agent",
        "model",
        "bot",
        "cursor",
        "copilot",
        "github copilot",
        "codex",
        "perplexity",
        "grok",
        "ai assistant",
        "llm",
    ];
    // Models go by names with a version: `Claude 3.5 Sonnet`, `GPT-4o`.
    const MODELS: [&str; 9] = [
        "claude", "chatgpt", "gpt", "gemini", "llama", "mistral", "deepseek", "qwen", "grok",
    ];
    let name = name.to_ascii_lowercase();
    if USERS.contains(&name.as_str()) {
        return Some(Role::User);
    }
    let is_model = || {
        let rest = MODELS.iter().find_map(|it| name.strip_prefix(it))?;
        let is_version = |it: &str| it.bytes().any(|it| it.is_ascii_digit());
        let known = ["code", "sonnet", "opus", "haiku", "pro", "flash", "mini"];
        let mut words = rest.split([' ', '-']).filter(|it| !it.is_empty());
        let fits = words.all(|it| is_version(it) || known.contains(&it));
        (rest.is_empty() || rest.starts_with([' ', '-']) && fits).then_some(())
    };
    let is_assistant = ASSISTANTS.contains(&name.as_str()) || is_model().is_some();
    is_assistant.then_some(Role::Assistant)
}

/// Marks the words of assistants as theirs, where a user speaks with them.
pub(super) fn mark_assistants(out: &mut Builder) {
    let roles: Vec<Option<Role>> = out.names().map(role).collect();
    if !roles.contains(&Some(Role::User)) {
        return;
    }
    for turn in &mut out.turns {
        let role = turn.speaker.and_then(|it| roles.get(it).copied().flatten());
        if role == Some(Role::Assistant) {
            turn.flags.set(Flags::ASSISTANT);
        }
    }
}

/// The lines that open a message, in the way that this session writes them: number of the line, and the label.
fn labels(input: &Input<'_>) -> Vec<(usize, Label)> {
    let source = input.document();
    let of_line = |n: usize| {
        let line = source.lines.get(n)?;
        let may_open = matches!(
            line.block,
            Block::Heading | Block::Text | Block::Meta | Block::ListItem
        );
        let label = may_open.then(|| Label::of(source.slice(line.span))).flatten();
        label.map(|it| (n, it))
    };
    let mut all: Vec<(usize, Label)> = (0..source.lines.len()).filter_map(of_line).collect();
    let fits = |shape: Shape| {
        let (mut n, mut users, mut colons, mut turns) = (0, 0, 0, 0);
        let mut before = None;
        for (_, it) in all.iter().filter(|it| it.1.shape == shape) {
            n += 1;
            users += usize::from(it.is_user);
            colons += usize::from(it.has_colon);
            turns += usize::from(before != Some(it.is_user));
            before = Some(it.is_user);
        }
        let least = match shape {
            Shape::Said => 2,
            Shape::Heading if colons == n => 2,
            _ => 3,
        };
        (0 < users && users < n && least <= turns && n <= 3 * turns).then_some(n)
    };
    let shape = SHAPES
        .into_iter()
        .filter_map(|it| fits(it).map(|n| (n, it)))
        .rev()
        .max_by_key(|it| it.0);
    let Some((_, shape)) = shape else {
        return Vec::new();
    };
    all.retain(|it| it.1.shape == shape);
    all
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = input.document();
    let labels = labels(input);
    let (first, label) = labels.first()?;
    let has_words = |n: &usize| source.lines.get(*n).is_some_and(|it| it.block != Block::Blank);
    let before = (0..*first).filter(has_words).count();
    let lines = (0..source.lines.len()).filter(has_words).count();
    // The log of a session tells when its phases were: its headings, commands and output are its own (`notes`).
    let is_log = source.lines.iter().any(|it| {
        it.block == Block::Heading
            && first_clock(source.slice(it.words)).is_some()
            && Label::of(source.slice(it.span)).is_none()
    });
    let is_unsure = matches!(label.shape, Shape::Bold | Shape::Plain);
    if is_unsure && (is_log || lines <= 3 * before) {
        return None;
    }
    Some((lines - before) as f32 / lines.max(1) as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let source = input.document();
    let labels = labels(input);
    let starts: Vec<usize> = labels.iter().map(|it| it.0).collect();
    let first = starts.first().copied().unwrap_or(source.lines.len());
    for line in source.lines.iter().take(first) {
        prelude(input, line.block, line.span, out);
    }
    for (n, (at, label)) in labels.iter().enumerate() {
        let Some(line) = source.lines.get(*at) else {
            continue;
        };
        let next = starts.get(n + 1).copied().unwrap_or(source.lines.len());
        let last = source.lines.get(*at..next).unwrap_or_default();
        let end = last
            .iter()
            .rfind(|it| !matches!(it.block, Block::Blank | Block::Rule))
            .map_or(line.span.end, |it| it.span.end);
        let whole = Span::new(line.span.start, end.max(line.span.end));
        let mut from = (line.span.start + label.body).min(whole.end);
        let mut when = label.when;
        // Some exporters put the time on the line below the label.
        let below = last.iter().skip(1).find(|it| it.block != Block::Blank);
        if let Some(below) = below.filter(|it| label.body == line.span.len() && it.span.end < whole.end)
            && let Some(moment) = Moment::read(source.slice(below.words).trim_matches(['*', '_']))
        {
            when = moment;
            from = below.span.end;
        }
        let name = source.slice(label.name.shift(line.span.start));
        let by = if label.is_user {
            By::user(out.speaker(name), when)
        } else {
            By::assistant(out.speaker(name), when)
        };
        said(input, whole, Span::new(from, whole.end), by, out);
    }
    agent::why(out)
}

/// Appends the message that the bytes `words` are; `whole` has its label too.
fn said(input: &Input<'_>, whole: Span, words: Span, by: By, out: &mut Builder) {
    // What the page shows around the words of a message.
    const BUTTONS: [&str; 5] = ["Copy code", "Copy", "Edit", "Copy to clipboard", "Retry"];
    let text = input.text.get(words.range()).unwrap_or_default();
    let mut base = View::default();
    let mut at = words.start;
    for line in text.split_inclusive('\n') {
        if !BUTTONS.contains(&line.trim()) {
            base.push(line, at);
        }
        at += line.len();
    }
    let mut from = whole.start;
    for piece in message::pieces(&base) {
        let speaker = Some(by.speaker).filter(|_| piece.kind == TurnKind::Speech);
        // The label is part of the first piece.
        let span = Span::new(from.min(piece.span.start), piece.span.end);
        let is_told = !piece.view.text().trim().is_empty();
        agent::put(piece.kind, speaker, span, piece.view, by, out);
        if let Some(turn) = out.turns.last_mut().filter(|_| is_told) {
            turn.start = piece.start.or(turn.start);
            from = usize::MAX;
        }
    }
}

/// Appends a line that stands before the first message.
pub(super) fn prelude(input: &Input<'_>, block: Block, span: Span, out: &mut Builder) {
    let text = input.text.get(span.range()).unwrap_or_default();
    let view = message::read(&View::plain(text, span.start));
    if view.text().trim().is_empty() {
        return;
    }
    match block {
        Block::Heading => {
            let level = text.len() - text.trim_start_matches('#').len();
            out.heading(level, None, span, view);
        }
        _ => {
            out.push(TurnKind::Note, None, None, span, view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    fn read(text: &str) -> (&'static str, Vec<String>) {
        let it = Transcript::parse(text);
        let turns = it.turns.iter().map(|turn| {
            let name = turn.speaker.map_or("-", |at| &it.speakers[at].name);
            let mark = if turn.flags.has(Flags::ASSISTANT) { "*" } else { "" };
            format!("{name}{mark}: {}", turn.view.text())
        });
        (it.format, turns.collect())
    }

    #[test]
    fn only_the_labels_of_the_exporter_open_a_turn() {
        let text = "# Pump 3\n\n## Prompt:\nWhy is it slow?\n\n## Response:\n## What I saw\n\nNote: it is cold.\n\n\
            User: nobody\n\n```\n## Prompt:\n```\n\n## Prompt:\nAnd now?\n\n## Response:\nIt runs.\n";
        assert_eq!(
            read(text),
            (
                "ai-session",
                vec![
                    "-: Pump 3".into(),
                    "Prompt: Why is it slow?".into(),
                    "Response*: What I saw\n\nNote: it is cold.\n\nUser: nobody\n\n## Prompt:".into(),
                    "Prompt: And now?".into(),
                    "Response*: It runs.".into(),
                ]
            )
        );
    }

    #[test]
    fn pages_bold_and_plain_labels_are_sessions() {
        let said = |user: &str, assistant: &str| {
            vec![
                format!("{user}: Why?"),
                format!("{assistant}*: It is cold.\n\nFirst: heat it."),
                format!("{user}: Then?"),
            ]
        };
        for (text, user, assistant) in [
            (
                "You said:\nWhy?\nChatGPT said:\nIt is cold.\n\nFirst: heat it.\nCopy code\n\nYou said:\nThen?\n",
                "You",
                "ChatGPT",
            ),
            (
                "**User**: Why?\n\n**Claude 3.5 Sonnet**: It is cold.\n\n- First: heat it.\n\n---\n\n**User**: Then?\n",
                "User",
                "Claude 3.5 Sonnet",
            ),
            (
                "**You:**\nWhy?\n\n**AI:**\n\nIt is cold.\n\n# First: heat it.\n\n**You:** Then?\n",
                "You",
                "AI",
            ),
            (
                "##### You said:\nWhy?\n\n###### ChatGPT said:\n\nIt is cold.\n\nFirst: heat it.\n\n##### You said:\nThen?\n",
                "You",
                "ChatGPT",
            ),
            (
                "Human: Why?\n\nAssistant: It is cold.\n\nFirst: heat it.\n\nHuman: Then?\n",
                "Human",
                "Assistant",
            ),
            (
                "### 👤 User (2026-03-04 14:07)\n\nWhy?\n\n### 🤖 Assistant\n\nIt is cold.\n\nFirst: heat it.\n\n### 👤 User\n\nThen?\n",
                "User",
                "Assistant",
            ),
        ] {
            assert_eq!(read(text), ("ai-session", said(user, assistant)), "{text}");
        }
    }

    #[test]
    fn commands_and_timelines_in_an_answer_are_told_apart() {
        let text = "**User**: Why?\n\n**Claude**: I looked:\n\n```bash\n$ tail -1 pump.log\nvalve stuck\n```\n\n\
            | Time | Event |\n|---|---|\n| 14:07 | Valve stuck |\n\nIt is cold.\n\n**User**: Then?\n";
        let it = Transcript::parse(text);
        let turns: Vec<String> = it
            .turns
            .iter()
            .map(|it| format!("{} {}", it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            turns,
            [
                "speech Why?",
                "speech I looked:",
                "command tail -1 pump.log",
                "output valve stuck",
                "event 14:07 | Valve stuck",
                "speech It is cold.",
                "speech Then?"
            ]
        );
        assert!(text[it.turns[1].span.range()].starts_with("**Claude**"));
    }

    #[test]
    fn the_time_may_stand_below_the_label() {
        let text = "# Pump\n\n**User:** ana\n\n## Prompt:\n2026-03-04 14:07\n\nWhy?\n\n## Response:\n2026-03-04 14:08\n\nIt is cold.\n";
        let it = Transcript::parse(text);
        let last = it.turns.last().expect("it has turns");
        assert_eq!((it.format, last.view.text()), ("ai-session", "It is cold."));
        assert_eq!(last.start, Some(crate::transcript::Stamp::Clock(14 * 60 + 8)));
    }

    #[test]
    fn documents_and_people_are_no_sessions() {
        for text in [
            "# Design\n\n## User\n\nHas a name.\n\n## Agent\n\nDoes the work.\n\n## Model\n\nIs big.\n",
            "Me: Hi.\n\nThem: Hello.\n\nMe: Bye.\n",
            "Ana: Hi.\n\nBen: Hello.\n\nAna: Bye.\n",
            "It was long.\n\nIt was cold.\n\nWe asked it:\n\nUser: hi\n\nAssistant: hello\n\nIt is nice.\n\nEnd.\n",
            "## Phase 1 (2:17-2:22 PM)\n\n**User**: \"why?\"\n\n**Claude**: \"I look.\"\n\n**User**: \"and?\"\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "ai-session", "{text}");
        }
    }
}
