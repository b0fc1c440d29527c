//! Research notes for a post: what the sources hold, a plan for the text, and what to ask back before writing it.

use std::fmt::Write;

use super::placeholder;
use super::timeline::Layout;
use super::{Context, checked_section, cite};
use super::{calibration, outline};
use crate::config::{Config, Profile};
use crate::evidence::{Role, Source};
use crate::fact::{self, Fact, KINDS, Kind};
use crate::language::polarity;
use crate::language::quantity::{Bound, Quantity};
use crate::persona::episode::About;
use crate::text::{grouped, one_line};
use crate::transcript::{Stamp, TurnKind};

/// What a research file is made of beside its sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct Brief<'a> {
    /// The slug of the post.
    pub slug: &'a str,
    /// The day on which the notes are made, as the author gives it.
    pub date: Option<&'a str>,
    /// The author's notes on the product, such as `persona/product.md`, as Markdown, and their path.
    pub product: Option<(&'a str, &'a str)>,
    /// Earlier posts of the author, as Markdown.
    pub posts: &'a [String],
    /// What the text is to be.
    pub profile: Option<Profile>,
}

/// The text of `blog-research-SLUG.md`.
pub fn research(ctx: &Context<'_>, brief: Brief<'_>) -> String {
    let facts = fact::facts(ctx.sources);
    let mut res = format!("# Research Memory Bank: {}\n\n", working_title(ctx, brief.slug));
    let date = brief.date.unwrap_or("[date]");
    // Writing to a string cannot fail.
    let _ = writeln!(res, "Created: {date}\nLast updated: {date}\n");
    let _ = writeln!(res, "## Source Material Summary\n\n{}", sources(ctx));
    let _ = writeln!(res, "{}", facts_by_kind(ctx, &facts));
    let _ = writeln!(res, "## Product Context\n\n{}", product(brief));
    let _ = writeln!(res, "## Clarification Log\n\n{}", questions(ctx, &facts));
    let _ = writeln!(res, "## Editorial Plan\n\n{}", plan(ctx, &facts, brief));
    let _ = writeln!(
        res,
        "## Voice Calibration\n\n{}",
        calibration::calibration(ctx, &facts, brief.posts)
    );
    let _ = write!(res, "## Draft Notes\n\n{}", notes(ctx));
    res
}

fn working_title(ctx: &Context<'_>, slug: &str) -> String {
    let series = ctx.persona.series.as_ref();
    let episode = series.and_then(|it| it.episodes.get(it.episode_of(About { title: "", slug })?));
    match episode {
        Some(it) if !it.title.is_empty() => it.title.clone(),
        Some(it) => match it.numbered() {
            Some(numbered) => format!("{}, {numbered}", it.series),
            None => it.series.clone(),
        },
        None => slug.replace(['-', '_'], " "),
    }
}

fn transcripts<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a Source> {
    ctx.sources.list.iter().filter(|it| it.role == Role::Transcript)
}

/// One paragraph per source: how it was read, who speaks how often, from when to when.
fn sources(ctx: &Context<'_>) -> String {
    let mut res = String::new();
    for it in transcripts(ctx) {
        let transcript = &it.transcript;
        let counts: Vec<String> = transcript
            .speakers
            .iter()
            .enumerate()
            .map(|(id, speaker)| {
                let n = transcript
                    .turns
                    .iter()
                    .filter(|it| it.speaker == Some(id))
                    .count();
                format!("{} ({n})", cite::display(&speaker.name))
            })
            .collect();
        let words: usize = transcript
            .turns
            .iter()
            .filter(|it| it.kind != TurnKind::Heading)
            .map(|it| it.view.text().split_whitespace().count())
            .sum();
        let who = if counts.is_empty() {
            "nobody named".to_owned()
        } else {
            counts.join(", ")
        };
        let _ = writeln!(
            res,
            "- **{}**: {}, {} turns, {} words. Speakers: {who}.{}",
            it.path,
            transcript.format,
            transcript.labelled_turns(),
            grouped(words),
            stretch(it),
        );
    }
    res
}

/// ` From 09:14 to 09:57.`, where the source has clock times.
fn stretch(it: &Source) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut times = it.transcript.turns.iter().filter_map(|it| match it.start {
        Some(Stamp::Clock(minutes)) => Some(minutes),
        _ => None,
    });
    let Some(first) = times.next() else {
        return String::new();
    };
    let last = times.next_back().unwrap_or(first);
    format!(" From {} to {}.", clock(first), clock(last))
}

/// The facts, each with its line, under their kinds.
fn facts_by_kind(ctx: &Context<'_>, facts: &[Fact]) -> String {
    let mut res = String::new();
    for kind in KINDS {
        let own: Vec<&Fact> = facts.iter().filter(|it| it.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(res, "### {}\n", kind.title());
        for it in own {
            let _ = writeln!(res, "- {}", told(ctx, it));
        }
        res.push('\n');
    }
    res.trim_end().to_owned() + "\n"
}

/// `Ravi: How long? Six days. (transcript.txt:9)`
fn told(ctx: &Context<'_>, it: &Fact) -> String {
    let who = it
        .speaker(ctx.sources)
        .map_or_else(String::new, |it| format!("{}: ", cite::display(it)));
    let words = one_line(&it.text_with_question(ctx.sources));
    let (line, _) = it.lines(ctx.sources);
    format!(
        "{who}{} ({}:{line})",
        cite::escape(&words),
        ctx.sources.list[it.source].path
    )
}

/// The first words of the author's notes on the product.
fn product(brief: Brief<'_>) -> String {
    const MOST: usize = 12;
    let Some((path, text)) = brief.product else {
        return "None given. Where the post needs it, put it into persona/product.md.\n".to_owned();
    };
    let lines: Vec<&str> = text
        .lines()
        .filter(|it| !it.trim_start().starts_with("# "))
        .collect();
    let kept: Vec<&str> = lines
        .iter()
        .copied()
        .skip_while(|it| it.trim().is_empty())
        .take(MOST)
        .collect();
    format!("From {path}:\n\n{}\n", kept.join("\n").trim_end())
}

/// A question to ask back, with what backline would assume.
struct Question {
    asks: String,
    guess: String,
}

/// What the sources leave unclear, each with a best guess.
fn questions(ctx: &Context<'_>, facts: &[Fact]) -> String {
    let mut all: Vec<Question> = Vec::new();
    let has = |kind: Kind| facts.iter().any(|it| it.kind == kind);
    for it in facts.iter().filter(|it| it.kind == Kind::OpenQuestion) {
        all.push(Question {
            asks: format!("Is this known by now? {}", told(ctx, it)),
            guess: "No; say so in the post.".to_owned(),
        });
    }
    for it in facts {
        all.extend(hedged(ctx, it));
    }
    all.extend(scope(ctx, facts));
    for shown in placeholder::all(ctx.sources) {
        let place = ctx.sources.list[shown.source].transcript.unit_lines(shown.unit).0;
        let path = &ctx.sources.list[shown.source].path;
        let what = if shown.kind == "Code" {
            "the code as it is"
        } else {
            "a picture of it"
        };
        all.push(Question {
            asks: format!("Can you send {what}: {} ({path}:{place})?", shown.what),
            guess: format!("A placeholder: [{} …].", shown.kind),
        });
    }
    for (kind, asks, guess) in [
        (
            Kind::Detection,
            "Who noticed it, and how?",
            "Left out; backline found nothing that says so.",
        ),
        (
            Kind::RootCause,
            "What was the root cause, in one sentence?",
            "The mechanism as it was told.",
        ),
        (
            Kind::Verification,
            "How do you know that it is fixed?",
            "Left out; backline found nothing that says so.",
        ),
        (
            Kind::FollowUp,
            "What is still to be done, by whom, until when?",
            "Nothing that the sources name.",
        ),
    ] {
        let is_known = has(kind) || (kind == Kind::RootCause && has(Kind::Mechanism));
        if !is_known {
            all.push(Question {
                asks: asks.to_owned(),
                guess: guess.to_owned(),
            });
        }
    }
    let times = transcripts(ctx).any(|it| !crate::event::events(&it.transcript).is_empty());
    if !times {
        all.push(Question {
            asks: "When did it happen? The sources state no time.".to_owned(),
            guess: "No dates in the post.".to_owned(),
        });
    }
    let names: Vec<String> = transcripts(ctx)
        .flat_map(|it| it.transcript.speakers.iter().map(|it| cite::display(&it.name)))
        .collect();
    if 1 < names.len() {
        all.push(Question {
            asks: format!("May everybody be named: {}?", names.join(", ")),
            guess: "Yes, by first name.".to_owned(),
        });
    }
    let mut res = String::new();
    for (n, it) in all.iter().enumerate() {
        let _ = writeln!(res, "{}. {}\n   Best guess: {}", n + 1, it.asks, it.guess);
    }
    if res.is_empty() {
        "Nothing to ask.\n".to_owned()
    } else {
        res
    }
}

/// A number that somebody gave as about so much, or as what they think.
fn hedged(ctx: &Context<'_>, it: &Fact) -> Option<Question> {
    let text = it.text(ctx.sources);
    let is_about = |it: &Quantity| matches!(it.bound, Bound::About) && !it.in_words;
    let quantities = it.quantities(ctx.sources);
    let about = quantities.iter().find(|it| is_about(it))?;
    let said = text[about.span.range()].trim();
    let guessed = fact::lower_words(text).any(|it| polarity::is_belief(&it) && it != "about");
    let guess = if guessed {
        "It stays a guess, and is called one."
    } else {
        "It stays rounded, as it was said."
    };
    Some(Question {
        asks: format!("Is there an exact value for \"{said}\"? {}", told(ctx, it)),
        guess: guess.to_owned(),
    })
}

/// Numbers of one customer beside numbers of all: which is which.
fn scope(ctx: &Context<'_>, facts: &[Fact]) -> Option<Question> {
    let of_one = facts.iter().find(|it| {
        let transcript = it.transcript(ctx.sources);
        let around = [it.unit.checked_sub(1), Some(it.unit)];
        let says_one = around.into_iter().flatten().any(|unit| {
            let words: Vec<String> = fact::lower_words(transcript.units[unit].view.text()).collect();
            words.windows(2).any(|it| {
                matches!(it[0].as_str(), "a" | "one")
                    && matches!(
                        it[1].as_str(),
                        "customer" | "user" | "client" | "tenant" | "account" | "device"
                    )
            })
        });
        says_one && 2 <= it.quantities(ctx.sources).len()
    })?;
    Some(Question {
        asks: format!(
            "These are the numbers of one; what is the total? {}",
            told(ctx, of_one)
        ),
        guess: "The post gives them as the one case that they are.".to_owned(),
    })
}

/// Title, series, outline with the facts that it rests on, placeholders.
fn plan(ctx: &Context<'_>, facts: &[Fact], brief: Brief<'_>) -> String {
    let profile = brief.profile.unwrap_or(Profile::BlogPost);
    let mut res = format!("- Working title: {}\n", working_title(ctx, brief.slug));
    let _ = writeln!(res, "- Kind of text: {}", profile.name());
    let config = Config {
        profile: Some(profile),
        ..ctx.config.clone()
    };
    if let Some((least, most)) = config.words() {
        let _ = writeln!(
            res,
            "- Length: {} to {} words without the bio",
            grouped(least),
            grouped(most)
        );
    }
    if let Some(series) = &ctx.persona.series
        && let Some(at) = series.episode_of(About {
            title: "",
            slug: brief.slug,
        })
        && let Some(episode) = series.episodes.get(at)
    {
        if let Some(teaser) = series.before(at).and_then(|it| it.teaser()) {
            let _ = writeln!(
                res,
                "- To answer: the teaser {} ({}:{})",
                teaser.text, series.path, teaser.line
            );
        }
        for due in episode.callbacks_due() {
            let _ = writeln!(
                res,
                "- To call back to: {} ({}:{})",
                due.text, series.path, due.line
            );
        }
    }
    res.push_str("\n### Outline\n\n");
    if profile == Profile::BlogPost {
        res.push_str("1. TLDR: two to four bullets\n");
    }
    let sections = outline::sections(profile);
    let placed = outline::section_of_each(facts, sections);
    let mut n = usize::from(profile == Profile::BlogPost);
    for (at, section) in sections.iter().enumerate() {
        let lines: Vec<usize> = facts
            .iter()
            .zip(&placed)
            .filter(|(_, place)| **place == Some(at))
            .map(|(it, _)| it.lines(ctx.sources).0)
            .collect();
        if lines.is_empty() {
            continue;
        }
        n += 1;
        let heading = if section.heading.is_empty() {
            "Opening"
        } else {
            section.heading
        };
        let _ = writeln!(res, "{n}. {heading}: lines {}", numbers_of(&lines));
    }
    let shown = placeholder::all(ctx.sources);
    if !shown.is_empty() {
        res.push_str("\n### To show\n\n");
        for it in &shown {
            let _ = writeln!(res, "- {}: {}", it.kind, it.what);
        }
    }
    res
}

/// `9, 13, 21`: each line once, ascending.
fn numbers_of(lines: &[usize]) -> String {
    let mut sorted = lines.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let words: Vec<String> = sorted.iter().map(usize::to_string).collect();
    words.join(", ")
}

/// The timeline, and the lines worth quoting.
fn notes(ctx: &Context<'_>) -> String {
    let mut res = String::new();
    let timeline = checked_section(ctx, 0, Layout::default());
    let is_marker = |it: &&str| it.starts_with("<!--") || it.starts_with("{/*");
    let table: Vec<&str> = timeline.lines().filter(|it| !is_marker(it)).collect();
    let table = table.join("\n").trim().to_owned();
    if !table.is_empty() {
        let _ = writeln!(res, "### Timeline\n\n{table}\n");
    }
    let mut lines = fact::quotable(ctx.sources);
    lines.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    lines.truncate(8);
    lines.sort_by_key(|it| (it.source, it.unit));
    if !lines.is_empty() {
        res.push_str("### Lines worth quoting\n\n");
        for it in &lines {
            let _ = writeln!(res, "- {}", told(ctx, it));
        }
    }
    if res.is_empty() {
        "Nothing yet.\n".to_owned()
    } else {
        res
    }
}
