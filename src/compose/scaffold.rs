//! A skeleton of a post: front matter, TLDR, the facts in order with their lines, placeholders for what only the author
//! can put in, the bio with its slot. Every sentence of it is backed; the rest is brackets and comments.

use super::outline::{self, Entry, Section};
use super::phrase::{self, Form, Phrase};
use super::placeholder::written;
use super::timeline::Layout;
use super::{Context, checked_section, cite, findings_in, rules_context};
use crate::config::Profile;
use crate::draft::Draft;
use crate::evidence::Role;
use crate::fact::{self, Fact, Kind, Phase};
use crate::persona::bio::Part;
use crate::persona::episode::About;
use crate::persona::series::Episode;
use crate::rules;
use crate::shape::Shape;
use crate::text::Span;
use crate::verdict::Verdict;

/// What stands beside code that is put together from what was said.
const VERIFY: &str = "VERIFY: reconstructed from transcript, confirm actual code";

/// A paragraph of the skeleton.
struct Piece {
    text: String,
    /// Whether it asserts something, and so has to hold.
    is_claim: bool,
}

fn plain(text: impl Into<String>) -> Piece {
    Piece {
        text: text.into(),
        is_claim: false,
    }
}

fn claim(text: String) -> Piece {
    Piece { text, is_claim: true }
}

/// The skeleton of a draft with this slug, to stand at the path of `ctx`.
pub fn scaffold(ctx: &Context<'_>, slug: &str, profile: Profile) -> String {
    let episode = episode(ctx, slug);
    let mut pieces = vec![plain(front_matter(ctx, slug, profile, episode))];
    pieces.push(plain(format!("# {}", title(profile, episode))));
    pieces.push(plain(cite::comment(
        ctx.path,
        "Every sentence below is the source's own, with its line. Make it yours; backline keeps checking.",
    )));
    let mut notes = Notes::default();
    if profile == Profile::BlogPost {
        pieces.push(plain("## TLDR"));
        pieces.extend(tldr(ctx, &mut notes));
    }
    let sections = outline::sections(profile);
    let mut numbers = Numbers::default();
    for (section, entries) in sections.iter().zip(outline::fill(ctx, sections)) {
        if section.heading.is_empty() {
            pieces.extend(hook(episode, &mut numbers));
        } else if entries.is_empty() && profile == Profile::BlogPost {
            continue;
        } else {
            pieces.push(plain(format!("## {}", section.heading)));
        }
        if entries.is_empty() && !section.heading.is_empty() {
            let what = format!(
                "{} — backline found nothing to put here",
                section.heading.to_lowercase()
            );
            pieces.push(plain(numbers.next("Fact", &what)));
        }
        pieces.extend(paragraphs(ctx, section, entries, (&mut numbers, &mut notes)));
        if profile == Profile::Postmortem && section.heading == "Impact" {
            pieces.push(plain("## Timeline"));
            let timeline = checked_section(ctx, 0, Layout::default());
            pieces.push(plain(if timeline.is_empty() {
                numbers.next("Fact", "timeline — no time that could be told was found")
            } else {
                timeline
            }));
        }
    }
    keep_what_holds(ctx, &mut pieces);
    if profile == Profile::BlogPost {
        due(ctx, slug, &mut pieces, &mut numbers);
    }
    pieces.extend(notes.used(&join(&pieces)).map(plain));
    if profile == Profile::BlogPost {
        pieces.extend(bio(ctx));
    }
    let mut text = join(&pieces);
    text.push('\n');
    text
}

fn join(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().map(|it| it.text.as_str()).collect();
    let mut res = String::new();
    for (n, text) in texts.iter().enumerate() {
        let is_item = |it: &str| it.starts_with("- ");
        if 0 < n {
            let together = is_item(text) && is_item(texts[n - 1]);
            res.push_str(if together { "\n" } else { "\n\n" });
        }
        res.push_str(text);
    }
    res
}

/// Takes out the paragraphs in which a sentence is not backed where it now stands.
fn keep_what_holds(ctx: &Context<'_>, pieces: &mut Vec<Piece>) {
    // Each round takes something out or is the last.
    loop {
        let text = join(pieces);
        let draft = Draft::parse(&text);
        let findings = findings_in(ctx, &draft);
        let wrong: Vec<Span> = draft
            .sentences
            .iter()
            .zip(&findings)
            .filter(|(_, it)| !matches!(it.verdict, Verdict::Supported | Verdict::Derived))
            .map(|(it, _)| it.span)
            .collect();
        let before = pieces.len();
        let mut at = 0;
        let mut spans = Vec::with_capacity(before);
        for piece in pieces.iter() {
            let start = text[at..].find(piece.text.as_str()).map_or(at, |it| at + it);
            at = start + piece.text.len();
            spans.push(Span::new(start, at));
        }
        let mut spans = spans.iter();
        pieces.retain(|piece| {
            let span = spans.next();
            !piece.is_claim || span.is_none_or(|span| !wrong.iter().any(|it| it.overlaps(*span)))
        });
        if pieces.len() == before {
            return;
        }
    }
}

/// The footnotes of the skeleton: one for each place of a source that it cites.
#[derive(Default)]
struct Notes {
    /// Source, lines, mark, text.
    known: Vec<(usize, (usize, usize), String, String)>,
}

impl Notes {
    /// The text of a phrase with its citations; texts of footnotes are kept for the end.
    fn cited(&mut self, ctx: &Context<'_>, phrase: &Phrase) -> String {
        let transcript = &ctx.sources.list[phrase.source].transcript;
        let mut text = phrase.text.clone();
        for lines in phrase.lines(transcript) {
            let citation = cite::cite(ctx, phrase.source, lines);
            match citation.note {
                Some(note) => text.push_str(&self.mark(phrase.source, lines, &citation.mark, &note)),
                None => text.push_str(&citation.mark),
            }
        }
        text
    }

    fn mark(&mut self, source: usize, lines: (usize, usize), mark: &str, note: &str) -> String {
        if let Some(it) = self.known.iter().find(|it| (it.0, it.1) == (source, lines)) {
            return it.2.clone();
        }
        let stem = mark.trim_end_matches(']');
        let is_free = |mark: &String| self.known.iter().all(|it| it.2 != *mark);
        let more = (2..).map(|n| format!("{stem}-{n}]"));
        let own = std::iter::once(mark.to_owned()).chain(more).find(is_free);
        let own = own.unwrap_or_else(|| mark.to_owned());
        self.known
            .push((source, lines, own.clone(), note.replacen(mark, &own, 1)));
        own
    }

    /// The texts whose marks stand in `text`, as one paragraph; none where there is none.
    fn used(&self, text: &str) -> Option<String> {
        let used = self.known.iter().filter(|it| text.contains(&it.2));
        let lines: Vec<&str> = used.map(|it| it.3.as_str()).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// Counts placeholders while the draft is still being written.
#[derive(Default)]
struct Numbers {
    given: Vec<&'static str>,
}

impl Numbers {
    fn next(&mut self, kind: &'static str, what: &str) -> String {
        self.given.push(kind);
        let n = (1..).zip(self.given.iter().filter(|it| **it == kind)).last();
        written(kind, n.map_or(1, |it| it.0), what)
    }
}

/// The episode of the series that the draft is.
fn episode<'a>(ctx: &Context<'a>, slug: &str) -> Option<(&'a Episode, Option<&'a Episode>)> {
    let series = ctx.persona.series.as_ref()?;
    let at = series.episode_of(About { title: "", slug })?;
    Some((series.episodes.get(at)?, series.before(at)))
}

fn title(profile: Profile, episode: Option<(&Episode, Option<&Episode>)>) -> String {
    match (profile, episode) {
        (Profile::Postmortem, _) => "Incident report: [working title]".to_owned(),
        (_, Some((it, _))) if !it.title.is_empty() => it.title.clone(),
        (_, Some((it, _))) => match it.numbered() {
            Some(numbered) => format!("{}, {numbered}: [working title]", it.series),
            None => format!("{}: [working title]", it.series),
        },
        (_, None) => "[working title]".to_owned(),
    }
}

fn front_matter(
    ctx: &Context<'_>,
    slug: &str,
    profile: Profile,
    episode: Option<(&Episode, Option<&Episode>)>,
) -> String {
    let quoted = |it: &str| format!("\"{}\"", it.replace('\\', "\\\\").replace('"', "\\\""));
    let mut res = format!("---\ntitle: {}\n", quoted(&title(profile, episode)));
    res.push_str(&format!("slug: {}\n", quoted(slug)));
    let author = ctx
        .persona
        .bio
        .as_ref()
        .and_then(|it| it.name.as_deref())
        .or(ctx.author);
    if let Some(author) = author {
        res.push_str(&format!("author: {}\n", quoted(author)));
    }
    let paths: Vec<String> = ctx
        .sources
        .list
        .iter()
        .filter(|it| it.role == Role::Transcript)
        .map(|it| quoted(&cite::relative(ctx.path, &it.path)))
        .collect();
    match &paths[..] {
        [one] => res.push_str(&format!("transcript: {one}\n")),
        many => res.push_str(&format!("transcripts: [{}]\n", many.join(", "))),
    }
    res.push_str(&format!("profile: {}\ndraft: true\n---", profile.name()));
    res
}

/// Two to four bullets: whom it hit, what it was, what was done; the recurring character has the last.
fn tldr(ctx: &Context<'_>, notes: &mut Notes) -> Vec<Piece> {
    let facts = fact::facts(ctx.sources);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut bullets = Vec::new();
    for (phases, kinds) in [
        (
            &[Phase::Happened, Phase::Changed][..],
            &[Kind::Impact, Kind::Symptom, Kind::Metric, Kind::Detection][..],
        ),
        (
            &[Phase::Found, Phase::Changed],
            &[Kind::RootCause, Kind::Mechanism, Kind::Trigger],
        ),
        (
            &[Phase::Mended, Phase::Repaired, Phase::Open],
            &[Kind::Fix, Kind::DataRepair, Kind::Decision],
        ),
    ] {
        let mut own: Vec<&Fact> = facts.iter().filter(|it| kinds.contains(&it.kind)).collect();
        let has_number = |it: &Fact| !it.quantities(ctx.sources).is_empty();
        own.sort_by(|a, b| {
            let place = |it: &Fact| !phases.contains(&it.phase);
            let rank = |it: &Fact| kinds.iter().position(|kind| *kind == it.kind);
            place(a)
                .cmp(&place(b))
                .then(rank(a).cmp(&rank(b)))
                .then(has_number(b).cmp(&has_number(a)))
                .then(b.weight.total_cmp(&a.weight))
        });
        let best = own.iter().take(8).find_map(|it| {
            let forms = phrase::phrases(ctx, it);
            let plain = forms.into_iter().find(|it| it.form == Form::Plain)?;
            let is_new = !taken.contains(&(it.source, it.unit));
            // "This had been happening" says nothing before anybody knows what.
            let opening = plain.text.split([' ', ',']).next().unwrap_or("");
            let goes_on = matches!(opening, "Second" | "Third" | "Finally" | "Then");
            let stands_alone = !fact::opens_with_pronoun(&plain.text) && !goes_on;
            (is_new && stands_alone && plain.units.len() == 1).then_some(plain)
        });
        if let Some(phrase) = best {
            taken.extend(phrase.units.iter().map(|unit| (phrase.source, *unit)));
            bullets.push(claim(format!("- {}", notes.cited(ctx, &phrase))));
        }
    }
    bullets.extend(last_word(ctx, &facts).map(|it| claim(format!("- {}", notes.cited(ctx, &it)))));
    bullets
}

/// A line of the recurring character: the catchphrase, else the best that they say.
fn last_word(ctx: &Context<'_>, facts: &[Fact]) -> Option<Phrase> {
    let voice = ctx.persona.voice.as_ref()?;
    let is_character = |name: &str| {
        let name = name.to_lowercase();
        voice
            .characters
            .iter()
            .any(|it| it.name.to_lowercase().starts_with(&name))
    };
    let lines = fact::quotable(ctx.sources);
    let mut own: Vec<&Fact> = facts
        .iter()
        .chain(&lines)
        .filter(|it| it.speaker(ctx.sources).is_some_and(is_character))
        .collect();
    own.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let forms: Vec<Phrase> = own.iter().flat_map(|it| phrase::phrases(ctx, it)).collect();
    let said = |it: &&Phrase| matches!(it.form, Form::Catchphrase(_));
    let quoted = |it: &&Phrase| it.form == Form::Quote;
    forms
        .iter()
        .find(said)
        .or_else(|| forms.iter().find(quoted))
        .cloned()
}

/// What opens the post before its first fact: where the last episode is.
fn hook(episode: Option<(&Episode, Option<&Episode>)>, numbers: &mut Numbers) -> Vec<Piece> {
    let Some((_, Some(last))) = episode else {
        return Vec::new();
    };
    let number = last.numbered().map_or_else(String::new, |it| format!("{it}, "));
    vec![plain(
        numbers.next("Link", &format!("{number}\"{}\"", last.title)),
    )]
}

/// The entries of a section as paragraphs: what was said in one turn stands together.
fn paragraphs(
    ctx: &Context<'_>,
    section: &Section,
    entries: Vec<Entry>,
    (numbers, notes): (&mut Numbers, &mut Notes),
) -> Vec<Piece> {
    let mut res: Vec<Piece> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for entry in entries {
        match entry {
            Entry::Shown(it) => {
                last = None;
                let mut text = numbers.next(it.kind, &it.what);
                if it.kind == "Code" {
                    text = format!("{text}\n\n{}", cite::comment(ctx.path, VERIFY));
                }
                res.push(plain(text));
            }
            Entry::Listed(phrase) => {
                last = None;
                res.push(claim(format!("- {}", notes.cited(ctx, &phrase))));
            }
            Entry::Told(phrase) => {
                let transcript = &ctx.sources.list[phrase.source].transcript;
                let turn = (phrase.source, transcript.units[phrase.units[0]].turn);
                let text = notes.cited(ctx, &phrase);
                let stands_alone = section.is_list || text.contains("\n\n") || phrase.form != Form::Plain;
                if section.is_list {
                    res.push(claim(format!("- {text}")));
                    continue;
                }
                match res.last_mut().filter(|_| last == Some(turn) && !stands_alone) {
                    Some(paragraph) => {
                        paragraph.text.push(' ');
                        paragraph.text.push_str(&text);
                    }
                    None => res.push(claim(text)),
                }
                last = Some(turn).filter(|_| !stands_alone);
            }
        }
    }
    res
}

/// What the series still wants of the draft: callbacks, an answer to the teaser, a teaser of its own.
fn due(ctx: &Context<'_>, slug: &str, pieces: &mut Vec<Piece>, numbers: &mut Numbers) {
    let Some((episode, last)) = episode(ctx, slug) else {
        return;
    };
    let text = join(pieces);
    let draft = Draft::parse(&text);
    let findings = findings_in(ctx, &draft);
    let shape = Shape::read(&draft, ctx.persona);
    for it in rules::missing_callbacks(&rules_context(ctx, &draft, &findings), &shape) {
        pieces.push(plain(numbers.next("Fact", &format!("callback to {}", it.text))));
    }
    if last.is_some_and(|it| it.teaser().is_some()) || episode.teaser().is_some() {
        pieces.push(plain(
            numbers.next("Fact", "next time: teaser for the next episode"),
        ));
    }
}

/// The bio, its slot left open.
fn bio(ctx: &Context<'_>) -> Vec<Piece> {
    let schema = ctx.persona.bio.as_ref().and_then(|it| it.schema.as_ref());
    let Some(schema) = schema else { return Vec::new() };
    let parts: Vec<String> = schema
        .parts
        .iter()
        .map(|it| match it {
            Part::Fixed(text) => text.clone(),
            Part::Slot(text) => format!("[{text}]"),
        })
        .collect();
    vec![plain("---"), plain(parts.join(" "))]
}
