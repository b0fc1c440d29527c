//! What sessions with an assistant share: messages made of blocks, tools and what they gave back, and the tags that
//! programs put between a user's words.

use rustc_hash::FxHashSet;

use super::build::{Builder, PARAGRAPH};
use super::join;
use super::json::Node;
use super::message;
use super::moment::Moment;
use super::terminal;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId, TurnKind};

/// Who a message is from, and when.
#[derive(Clone, Copy)]
pub(super) struct By {
    pub(super) speaker: SpeakerId,
    pub(super) flags: Flags,
    pub(super) when: Moment,
}

impl By {
    /// A person.
    pub(super) fn user(speaker: SpeakerId, when: Moment) -> By {
        let flags = Flags::default();
        By { speaker, flags, when }
    }

    /// The assistant.
    pub(super) fn assistant(speaker: SpeakerId, when: Moment) -> By {
        let flags = Flags::ASSISTANT;
        By { speaker, flags, when }
    }
}

/// Appends the content of a message: a string, or blocks of words, tools and results. Says whether it is one of these.
pub(super) fn content(node: Node<'_>, by: By, out: &mut Builder) -> bool {
    if let Some(view) = node.view() {
        words(&view, node.span(), by, out);
        return true;
    }
    for item in node.items() {
        if let Some(view) = item.view() {
            words(&view, item.span(), by, out);
            continue;
        }
        let block = item.object();
        match block.string("type").as_deref() {
            Some("thinking" | "redacted_thinking" | "reasoning" | "image" | "input_image" | "document") => {}
            Some("tool_use" | "server_tool_use" | "mcp_tool_use") => {
                if let Some(view) = tool(block.get("name"), block.get("input")) {
                    put(TurnKind::Command, None, item.span(), view, by, out);
                }
            }
            Some(kind) if kind.ends_with("tool_result") => {
                if let Some(given) = block.get("content") {
                    result(given, item.span(), by, out);
                }
            }
            _ => {
                if let Some(text) = block.get("text")
                    && let Some(view) = text.view()
                {
                    words(&view, item.span(), by, out);
                }
            }
        }
    }
    node.is_array()
}

/// Appends a turn.
pub(super) fn put(
    kind: TurnKind,
    speaker: Option<SpeakerId>,
    span: Span,
    view: View,
    by: By,
    out: &mut Builder,
) {
    if view.text().trim().is_empty() {
        return;
    }
    let turn = out.push(kind, speaker, None, span, view);
    by.when.mark(turn);
    if kind == TurnKind::Speech {
        turn.flags.set(by.flags);
    }
}

/// Appends what came back from a tool: a string, or blocks with text.
pub(super) fn result(given: Node<'_>, span: Span, by: By, out: &mut Builder) {
    if let Some(view) = given.view() {
        let view = printed(&view);
        put(TurnKind::Output, None, span, view, by, out);
        return;
    }
    for item in given.items() {
        if let Some(view) = item.get("text").unwrap_or(item).view() {
            put(TurnKind::Output, None, item.span(), printed(&view), by, out);
        }
    }
    if given.is_object()
        && let Some(view) = ["text", "output", "content", "stdout"]
            .iter()
            .find_map(|it| given.get(it)?.view())
    {
        put(TurnKind::Output, None, span, printed(&view), by, out);
    }
}

/// What a tool printed, without what programs add for the assistant alone.
fn printed(view: &View) -> View {
    let mut kept = View::default();
    for part in parts(view.text()) {
        if part.kind != Kind::Dropped {
            kept.append(view, part.words);
        }
    }
    terminal::printed(&without_numbers(&kept))
}

/// The lines of a file that a tool printed with their numbers in front (`   42→let limit = 3;`), without these.
fn without_numbers(view: &View) -> View {
    let number = |line: &str| {
        let digits = line.trim_start_matches([' ', '\t']);
        let mark = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered = mark.len() < digits.len() && mark.starts_with('→');
        is_numbered.then(|| line.len() - mark.len() + '→'.len_utf8())
    };
    let (mut all, mut numbered) = (0, 0);
    for line in view.text().lines().filter(|it| !it.trim().is_empty()) {
        all += 1;
        numbered += usize::from(number(line).is_some());
    }
    if 2 * numbered <= all {
        return view.clone();
    }
    let mut res = View::default();
    let mut at = 0;
    for line in view.text().split_inclusive('\n') {
        let skipped = number(line).unwrap_or(0);
        res.append(view, Span::new(at + skipped, at + line.len()));
        at += line.len();
    }
    res
}

/// What a tool was asked: a shell's command itself, of others the name and what they mainly take.
pub(super) fn tool(name: Option<Node<'_>>, input: Option<Node<'_>>) -> Option<View> {
    const SHELL: [&str; 3] = ["command", "cmd", "script"];
    const MAIN: [&str; 15] = [
        "file_path",
        "notebook_path",
        "pattern",
        "query",
        "url",
        "path",
        "code",
        "prompt",
        "description",
        "subject",
        "skill",
        "question",
        "name",
        "target_file",
        "text",
    ];
    let title = name.and_then(Node::view);
    let Some(input) = input else { return title };
    if let Some(text) = input.view() {
        return Some(beside(title, text));
    }
    let given = input.object();
    if let Some(it) = SHELL.iter().find_map(|it| given.get(it)) {
        return typed(it).or(title);
    }
    let main = MAIN.iter().find_map(|it| given.view(it));
    let main = main.or_else(|| given.iter().find_map(|(_, it)| it.view()));
    let mut asked = match main {
        Some(main) => Some(beside(title, main)),
        None => title,
    };
    // What an edit put into a file is what happened there.
    const WRITTEN: [&str; 4] = ["new_string", "new_str", "content", "file_text"];
    if let (Some(asked), Some(written)) = (&mut asked, WRITTEN.iter().find_map(|it| given.view(it)))
        && asked.span().end <= written.span().start
    {
        join::view(asked, &terminal::printed(&written), PARAGRAPH);
    }
    asked
}

/// A command as a shell gets it: a string, or words of which the last is the script where a shell is to run it.
pub(super) fn typed(command: Node<'_>) -> Option<View> {
    if let Some(view) = command.view() {
        return Some(view);
    }
    let words: Vec<View> = command.items().into_iter().filter_map(Node::view).collect();
    if let [_, flag, script] = words.as_slice()
        && matches!(flag.text(), "-lc" | "-c" | "-ic" | "-lic" | "/c" | "-Command")
    {
        return Some(script.clone());
    }
    let mut res = View::default();
    for word in &words {
        join::view(&mut res, word, " ");
    }
    (!words.is_empty()).then_some(res)
}

/// `Edit src/pump.rs`, where the name stands before it in the file.
fn beside(title: Option<View>, main: View) -> View {
    let Some(mut res) = title else {
        return main;
    };
    if !main.text().is_empty() && main.span().start < res.span().end {
        return main;
    }
    join::view(&mut res, &main, " ");
    res
}

/// Appends the words of a message, without what programs wrote between them.
pub(super) fn words(view: &View, span: Span, by: By, out: &mut Builder) {
    let text = view.text();
    if text
        .trim_start()
        .starts_with("Caveat: The messages below were generated by the user")
    {
        return;
    }
    let parts = parts(text);
    let is_whole = parts.iter().filter(|it| it.kind != Kind::Dropped).count() < 2;
    for part in parts {
        let mut said = view.slice(part.words);
        let mut place = view.in_file(part.words);
        if let Some(more) = part.more.filter(|it| !it.is_empty()) {
            let more_place = view.in_file(more);
            join::view(&mut said, &view.slice(more), " ");
            place = place.cover(more_place);
        }
        let place = if is_whole { span } else { place };
        match part.kind {
            Kind::Said if text.trim_start().starts_with("[Request interrupted") => {
                put(TurnKind::System, None, place, said, by, out);
            }
            Kind::Said => put(
                TurnKind::Speech,
                Some(by.speaker),
                place,
                message::read(&said),
                by,
                out,
            ),
            Kind::Typed => put(TurnKind::Command, None, place, said, by, out),
            Kind::Printed => put(TurnKind::Output, None, place, terminal::printed(&said), by, out),
            Kind::Dropped => {}
        }
    }
}

/// What a part of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Said,
    Typed,
    Printed,
    Dropped,
}

struct Part {
    kind: Kind,
    words: Span,
    /// What goes on with it behind other tags: the arguments of a command.
    more: Option<Span>,
}

/// Tags that stand between a user's words, and what they hold.
const TAGS: [(&str, Kind); 26] = [
    ("command-name", Kind::Typed),
    ("command-args", Kind::Typed),
    ("bash-input", Kind::Typed),
    ("bash-stdout", Kind::Printed),
    ("bash-stderr", Kind::Printed),
    ("local-command-stdout", Kind::Printed),
    ("local-command-stderr", Kind::Printed),
    ("command-message", Kind::Dropped),
    ("command-contents", Kind::Dropped),
    ("system-reminder", Kind::Dropped),
    ("local-command-caveat", Kind::Dropped),
    ("ide_opened_file", Kind::Dropped),
    ("ide_selection", Kind::Dropped),
    ("ide_diagnostics", Kind::Dropped),
    ("user-prompt-submit-hook", Kind::Dropped),
    ("session-start-hook", Kind::Dropped),
    ("task-notification", Kind::Dropped),
    ("environment_context", Kind::Dropped),
    ("environment_details", Kind::Dropped),
    ("user_instructions", Kind::Dropped),
    ("additional_data", Kind::Dropped),
    ("INSTRUCTIONS", Kind::Dropped),
    ("turn_aborted", Kind::Dropped),
    ("thinking", Kind::Dropped),
    ("think", Kind::Dropped),
    ("antThinking", Kind::Dropped),
];

/// The words of `text`, cut at the tags of programs. A command and its arguments are one part.
fn parts(text: &str) -> Vec<Part> {
    let mut res: Vec<Part> = Vec::new();
    let mut unclosed: FxHashSet<&str> = FxHashSet::default();
    let mut from = 0;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|it| it.find('<')).map(|it| at + it) {
        at = open + 1;
        let rest = text.get(at..).unwrap_or_default();
        let Some(&(tag, kind)) = TAGS.iter().find(|it| {
            let after = rest.strip_prefix(it.0);
            after.is_some_and(|it| it.starts_with('>'))
        }) else {
            continue;
        };
        if unclosed.contains(tag) {
            continue;
        }
        let inner = at + tag.len() + 1;
        let closing = format!("</{tag}>");
        let Some(end) = text
            .get(inner..)
            .and_then(|it| it.find(&closing))
            .map(|it| inner + it)
        else {
            unclosed.insert(tag);
            continue;
        };
        add(&mut res, text, Kind::Said, Span::new(from, open));
        let words = Span::new(inner, end).trimmed(text);
        match res.last_mut() {
            Some(last) if tag == "command-args" && last.kind == Kind::Typed => last.more = Some(words),
            _ => add(&mut res, text, kind, words),
        }
        at = end + closing.len();
        from = at;
    }
    add(&mut res, text, Kind::Said, Span::new(from, text.len()));
    res
}

fn add(parts: &mut Vec<Part>, text: &str, kind: Kind, words: Span) {
    let words = words.trimmed(text);
    if !words.is_empty() {
        parts.push(Part {
            kind,
            words,
            more: None,
        });
    }
}

/// `12 messages, 3 commands, 2 outputs`.
pub(super) fn why(out: &Builder) -> String {
    let count = |kind| out.turns.iter().filter(|it| it.kind == kind).count();
    let mut parts = vec![counted(count(TurnKind::Speech), "message")];
    for (kind, what) in [(TurnKind::Command, "command"), (TurnKind::Output, "output")] {
        let n = count(kind);
        if 0 < n {
            parts.push(counted(n, what));
        }
    }
    parts.join(", ")
}
