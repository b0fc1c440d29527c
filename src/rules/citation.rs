//! Citations against the sources: does the line exist, does it say anything of the sentence.

use rustc_hash::FxHashSet;

use super::message::{self, Said};
use super::spelling::slips;
use super::{Context, Rule, issue};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::draft::Citation;
use crate::evidence::{Evidence, Source};
use crate::language::words;
use crate::text::Span;
use crate::verdict::IssueKind;

/// The least share of a sentence that a line must hold to be offered in place of the cited one.
const LIKELY: f32 = 0.3;

/// Citations of a file or line that does not exist.
pub(super) fn broken(ctx: &Context<'_>, rule: &'static Rule, out: &mut Vec<Diagnostic>) {
    if ctx.sources.list.is_empty() {
        return;
    }
    for it in &ctx.draft.citations {
        let source = resolve(ctx, &it.path);
        let pointer = pointer(ctx, it);
        if let Some((span, turned)) = pointer.as_ref().and_then(|it| it.turned.clone()) {
            if source.is_some_and(|n| lies_in(&ctx.sources.list[n], it)) {
                let written = ctx.draft.text.get(span.range()).unwrap_or_default();
                let written = message::brief(written, 24);
                out.push(Diagnostic {
                    expected: Some(turned.clone()),
                    fixes: vec![put(span, turned, |new| format!("Replace {written} with {new}"))],
                    ..issue::plain(
                        rule,
                        it.span,
                        format!("{written} runs backwards: the first line stands behind the last."),
                        it.sentence,
                    )
                });
                continue;
            }
        }
        let meant = match source {
            Some(_) => None,
            None => misspelt(ctx, &it.path),
        };
        if let (Some(meant), Some(pointer)) = (meant, &pointer) {
            let path = relative(ctx.path, &ctx.sources.list[meant].path);
            let (written, right) = (message::file_name(&it.path), message::file_name(&path));
            out.push(Diagnostic {
                expected: Some(path.clone()),
                fixes: vec![put(pointer.path, path, |_| {
                    format!("Replace {written} with {right}")
                })],
                ..issue::plain(
                    rule,
                    it.span,
                    format!("{written} is none of this draft's sources; {right} is."),
                    it.sentence,
                )
            });
            continue;
        }
        let head = match source {
            Some(n) if lies_in(&ctx.sources.list[n], it) => continue,
            Some(n) => {
                let count = line_count(&ctx.sources.list[n]);
                let name = message::file_name(&ctx.sources.list[n].path);
                format!("{name} has {count} lines, not {}.", it.lines.0.max(it.lines.1))
            }
            None if !is_meant_as_source(ctx, it) => continue,
            None => format!(
                "{} is none of this draft's sources.",
                message::file_name(&it.path)
            ),
        };
        let best = best_evidence(ctx, it, source).filter(|it| LIKELY <= it.score);
        let said = best.and_then(|it| Said::of(ctx.sources, it));
        let message = message::with_closest(&head, said.as_ref(), source.is_some());
        let fixes = said
            .as_ref()
            .zip(pointer)
            .map(|(said, pointer)| point_to(ctx, it, &pointer, source.is_some(), said));
        out.push(Diagnostic {
            expected: said.as_ref().map(|it| it.tag(false)),
            related: said.as_ref().map(issue::related_of).into_iter().collect(),
            fixes: fixes.into_iter().collect(),
            ..issue::plain(rule, it.span, message, it.sentence)
        });
    }
}

/// Citations whose lines share nothing with their sentence, and those the engine found to say otherwise.
pub(super) fn mismatched(ctx: &Context<'_>, rule: &'static Rule, out: &mut Vec<Diagnostic>) {
    let from = out.len();
    for it in &ctx.draft.citations {
        let Some(source) = resolve(ctx, &it.path) else {
            continue;
        };
        let file = &ctx.sources.list[source];
        if !lies_in(file, it) || shares_something(ctx, it, source) {
            continue;
        }
        let lines = &file.transcript.lines;
        let span = Span::new(
            lines.start(it.lines.0 - 1),
            lines.start(it.lines.1).max(lines.start(it.lines.0)),
        );
        let place = crate::evidence::Place { source, span };
        let cited = Said::at(ctx.sources, place);
        let closest = best_evidence(ctx, it, Some(source)).and_then(|it| Said::of(ctx.sources, it));
        let name = message::file_name(&file.path);
        let head = match &closest {
            Some(said) => {
                let better = message::lines(said.lines);
                format!(
                    "Line {better} fits better; {name}:{} says:",
                    message::lines(it.lines)
                )
            }
            None => format!("{name}:{} says something else:", message::lines(it.lines)),
        };
        let words = cited
            .as_ref()
            .and_then(|said| message::quoted(said, message::LIMIT.saturating_sub(message::count(&head) + 3)));
        let message = match words {
            Some(words) => format!("{head} \"{words}\""),
            None => head.trim_end_matches(':').to_owned(),
        };
        let related = [cited, closest].into_iter().flatten();
        out.push(Diagnostic {
            related: related.map(|it| issue::related_of(&it)).collect(),
            ..issue::plain(rule, it.span, message, it.sentence)
        });
    }
    for found in issue::each(ctx, IssueKind::CitationMismatch) {
        if out[from..].iter().any(|it| it.span == found.issue.span) {
            continue;
        }
        let message = message::with_source("The cited lines say otherwise.", found.said().as_ref());
        out.push(found.report(rule, message, Vec::new()));
    }
}

/// The source that a citation's path means: the same path from some folder on, else the only one with this
/// file name.
fn resolve(ctx: &Context<'_>, path: &str) -> Option<usize> {
    let path = path.trim_start_matches("./").trim_start_matches("../");
    let sources = &ctx.sources.list;
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|head| head.is_empty() || head.ends_with('/'))
    };
    let same = |it: &Source| ends(&it.path, path) || ends(path, &it.path);
    if let Some(n) = sources.iter().position(same) {
        return Some(n);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut named = (0..sources.len()).filter(|&n| sources[n].path.rsplit('/').next() == Some(name));
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

/// Whether an unresolved path was meant as one of the sources: a `cite:` comment always is; a link with
/// `#L12` may as well point into code, so there the name has to resemble a source's.
fn is_meant_as_source(ctx: &Context<'_>, it: &Citation) -> bool {
    let written = ctx.draft.text.get(it.span.range()).unwrap_or_default();
    if written.starts_with("<!--") || written.starts_with("{/*") {
        return true;
    }
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split('.').next().unwrap_or(name).to_lowercase()
    };
    let cited = stem(&it.path);
    let is_url = it.path.contains("://");
    let resembles = |it: &Source| {
        let known = stem(&it.path);
        let short = cited.len().min(known.len());
        3 < short && (cited.starts_with(&known) || known.starts_with(&cited))
    };
    !is_url && ctx.sources.list.iter().any(resembles)
}

/// Lines of a source as people count them: an empty last line is none.
fn line_count(source: &Source) -> usize {
    let it = &source.transcript;
    let ends_with_break = it.text.ends_with(['\n', '\r']);
    it.lines.count() - usize::from(ends_with_break)
}

fn lies_in(source: &Source, it: &Citation) -> bool {
    let (first, last) = it.lines;
    0 < first && first <= last && last <= line_count(source)
}

/// The best evidence of the citation's sentence, in `source` where that is known.
fn best_evidence<'a>(ctx: &Context<'a>, it: &Citation, source: Option<usize>) -> Option<&'a Evidence> {
    let evidence = &ctx.findings.get(it.sentence?)?.evidence;
    let there = |it: &&Evidence| source.is_none_or(|n| it.source == n);
    evidence.iter().find(there)
}

/// Where a citation says what it points at, in the draft.
struct Pointer {
    /// `talks/a.txt`
    path: Span,
    /// `talks/a.txt#L12-L14`
    whole: Span,
    /// Lines written last first, and how they ought to stand.
    turned: Option<(Span, String)>,
}

/// Reads `path#L12-L14` inside the citation.
fn pointer(ctx: &Context<'_>, it: &Citation) -> Option<Pointer> {
    let written = ctx.draft.text.get(it.span.range())?;
    let target = format!("{}#", it.path);
    let at = written.find(&target)?;
    let start = it.span.start + at;
    let lines = &written[at + target.len()..];
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = usize::from(lines.starts_with(['L', 'l']));
    let first = letter + digits(&lines[letter..]);
    let last = lines[first..].strip_prefix('-').map(|rest| {
        let letter = usize::from(rest.starts_with(['L', 'l']));
        &rest[..letter + digits(&rest[letter..])]
    });
    let last = last.filter(|it| it.ends_with(|c: char| c.is_ascii_digit()));
    let whole = Span::new(
        start,
        start + target.len() + first + last.map_or(0, |it| 1 + it.len()),
    );
    let turned = last.and_then(|last| {
        let number = |it: &str| it.trim_start_matches(['L', 'l']).parse::<usize>().ok();
        let (a, b) = (number(&lines[..first])?, number(last)?);
        (b < a).then(|| (Span::new(start + target.len(), whole.end), format!("L{b}-L{a}")))
    });
    Some(Pointer {
        path: Span::new(start, start + it.path.len()),
        whole,
        turned,
    })
}

/// Puts the line of `said` in.
fn point_to(
    ctx: &Context<'_>,
    it: &Citation,
    pointer: &Pointer,
    path_is_right: bool,
    said: &Said<'_>,
) -> Fix {
    let path = if path_is_right {
        it.path.clone()
    } else {
        relative(ctx.path, said.path)
    };
    let (first, last) = said.lines;
    let lines = if first == last {
        format!("L{first}")
    } else {
        format!("L{first}-L{last}")
    };
    put(pointer.whole, format!("{path}#{lines}"), |_| {
        format!("Cite line {}", message::lines(said.lines))
    })
}

/// Writes `text` over `span`.
fn put(span: Span, text: String, title: impl Fn(&str) -> String) -> Fix {
    Fix {
        title: title(&text),
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text }],
    }
}

/// The source whose file name `path` is most likely a slip of the pen for: one or two letters apart. Names
/// that differ in a number are names of different files.
fn misspelt(ctx: &Context<'_>, path: &str) -> Option<usize> {
    const MOST_SLIPS: usize = 2;
    const LONGEST: usize = 120;
    if path.contains("://") {
        return None;
    }
    let last = |path: &'_ str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let name = |path: &str| -> Vec<char> {
        last(path)
            .chars()
            .take(LONGEST)
            .flat_map(char::to_lowercase)
            .collect()
    };
    let number = |name: &[char]| -> Vec<char> { name.iter().copied().filter(char::is_ascii_digit).collect() };
    let written = name(path);
    let scored = ctx.sources.list.iter().enumerate().filter_map(|(n, it)| {
        let known = name(&it.path);
        let n_slips = slips(&written, &known);
        let is_near = n_slips <= MOST_SLIPS && 4 * n_slips <= known.len() && last(path) != last(&it.path);
        (is_near && number(&written) == number(&known)).then_some((n_slips, n))
    });
    scored.min().map(|(_, n)| n)
}

/// `path` as seen from the folder of `from`.
fn relative(from: &str, path: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let parts: Vec<&str> = path.split('/').collect();
    let shared = folders
        .iter()
        .zip(&parts[..parts.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = "../".repeat(folders.len() - shared);
    format!("{up}{}", parts[shared..].join("/"))
}

/// Whether the cited lines share a word, number or name with the sentence. A citation without a sentence, or
/// of a sentence without content words, is left alone.
fn shares_something(ctx: &Context<'_>, it: &Citation, source: usize) -> bool {
    let Some(sentence) = it.sentence.and_then(|n| ctx.draft.sentences.get(n)) else {
        return true;
    };
    let transcript = &ctx.sources.list[source].transcript;
    let cited = |(first, last): (usize, usize)| first <= it.lines.1 && it.lines.0 <= last;
    // What the engine already found there answers most cases without reading a word.
    let evidence = it
        .sentence
        .and_then(|n| ctx.findings.get(n))
        .map(|it| it.evidence.iter());
    let mut bearing = evidence.into_iter().flatten().filter(|it| it.source == source);
    if bearing.any(|it| it.unit < transcript.units.len() && cited(transcript.unit_lines(it.unit))) {
        return true;
    }
    let lines = &transcript.lines;
    let mut span = Span::new(lines.start(it.lines.0 - 1), lines.start(it.lines.1));
    // Units that reach into the cited lines count whole, with the question that they answer.
    let from = transcript
        .units
        .partition_point(|unit| unit.view.span().end <= span.start);
    let touched: Vec<Span> = transcript.units[from..]
        .iter()
        .take_while(|unit| unit.view.span().start < span.end)
        .flat_map(|unit| [Some(unit), unit.question.and_then(|n| transcript.units.get(n))])
        .flatten()
        .map(|unit| unit.view.span())
        .collect();
    let mut there = content(transcript.text.get(span.range()).unwrap_or_default());
    for it in touched {
        if !span.contains(it) {
            there.extend(content(transcript.text.get(it.range()).unwrap_or_default()));
            span = span.cover(it);
        }
    }
    let said = content(sentence.view.text());
    said.is_empty() || said.iter().any(|it| there.contains(it))
}

/// The stems of a text's content words and numbers.
fn content(text: &str) -> FxHashSet<words::Stem> {
    words::words(text)
        .into_iter()
        .filter(|it| !it.stop)
        .map(|it| it.stem)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_the_drafts_folder() {
        assert_eq!(relative("draft.md", "transcript.txt"), "transcript.txt");
        assert_eq!(relative("posts/draft.md", "posts/t/a.txt"), "t/a.txt");
        assert_eq!(relative("posts/draft.md", "talks/a.txt"), "../talks/a.txt");
    }
}
