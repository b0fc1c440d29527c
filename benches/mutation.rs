//! The mutation bench: takes sentences that labels call supported, makes one wrong change to each, and counts how often
//! the change is found. `cargo bench --bench mutation` takes `fixtures/labelled`; `-- FOLDER…` other folders.
//!
//! After SummEdits (arXiv 2305.14540): a verified text and many small edits, each of one known class. Everything is
//! deterministic. A change is found when its sentence is judged wrong; a dropped hedge or a
//! widened scope also when a hint says so. Of the
//! unmutated sentences only those that are not flagged are changed; those that are, stand in the last row.
//!
//! Two figures a class: over all sentences, and over those told closely, which share at least half of their content words
//! with the lines that the labels name. What is told in other words altogether, no comparison of words can decide.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

mod cases;
mod lifted;

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::claim::{Amount, Claim};
use backline::findings::Finding;
use backline::language::alias::Aliases;
use backline::language::quantity::{Bound, Dimension, Sort};
use backline::language::time::{TimeRef, WEEKDAYS};
use backline::language::words;
use backline::text::Span;

use crate::cases::Case;

/// A wrong change: the bytes of the sentence that it replaces, and by what.
struct Edit {
    span: Span,
    with: String,
}

/// What a class of mutations makes of a sentence, if it can.
type Mutate = fn(&Sentence<'_>) -> Option<Edit>;

/// A supported sentence and what a mutation may draw on.
struct Sentence<'a> {
    text: &'a str,
    claim: Claim,
    /// Its quotations, inner spans.
    quotes: Vec<Span>,
    inputs: &'a Inputs,
    /// Counts the sentences, so that choices vary.
    turn: usize,
}

const CLASSES: [(&str, Mutate); 12] = [
    ("number", number),
    ("role", role),
    ("speaker", speaker),
    ("negation", negation),
    ("from/to", from_to),
    ("weekday", weekday),
    ("misspelt name", misspelt),
    ("person", person),
    ("quote word", quote_word),
    ("merged quote", merged_quote),
    ("dropped hedge", dropped_hedge),
    ("widened scope", widened),
];

/// Experiences that no transcript of the fixtures holds, appended as sentences of their own.
const INVENTED: [&str; 8] = [
    "My wife drove me to the airport that evening.",
    "A lawyer phoned us the next morning and asked for every log.",
    "We celebrated with two pizzas on the roof.",
    "I had seen the same failure at my last employer, a bank in Zurich.",
    "The board asked for an external audit within the week.",
    "Our biggest competitor had announced the same feature on the radio.",
    "Her dog barked through the whole call.",
    "Two interns quit over it.",
];

/// Share of its content words that a closely told sentence has in common with its lines.
const CLOSE: f64 = 0.5;

#[derive(Clone, Copy, Default)]
struct Tally {
    made: usize,
    found: usize,
    close_made: usize,
    close_found: usize,
}

impl Tally {
    fn count(&mut self, found: bool, close: bool) {
        self.made += 1;
        self.found += usize::from(found);
        self.close_made += usize::from(close);
        self.close_found += usize::from(found && close);
    }
}

/// Whether the sentence is told in the words of its lines.
fn is_close(claim: &Claim, lines: &[usize], inputs: &Inputs) -> bool {
    let index = &inputs.sources.index;
    let in_lines = |at: usize| {
        let entry = &index.entries[at];
        let (first, last) = inputs.sources.list[entry.source]
            .transcript
            .unit_lines(entry.unit);
        lines.iter().any(|it| (first..=last).contains(it))
    };
    let entries: Vec<usize> = (0..index.entries.len()).filter(|&at| in_lines(at)).collect();
    let content: Vec<_> = claim.words.iter().filter(|it| !it.stop).collect();
    let shared = content
        .iter()
        .filter(|it| entries.iter().any(|&at| index.entries[at].claim.has(it.stem)));
    shared.count() as f64 >= CLOSE * content.len() as f64
}

fn main() {
    let verbose = std::env::args().any(|it| it == "--missed");
    let (mut retold, mut lifted) = (Tallies::default(), Tallies::default());
    let mut seen: Vec<String> = Vec::new();
    for case in cases::cases() {
        let inputs = cases::inputs(&case);
        retold.measure(&case, &inputs, verbose);
        // Of several drafts made from one transcript, the transcript counts once.
        let of_case = lifted::lifted(&case, &inputs);
        if !seen.contains(&of_case.draft) {
            lifted.measure(&of_case, &inputs, verbose);
            seen.push(of_case.draft);
        }
    }
    println!("The drafts:\n");
    retold.print();
    println!("\nSentences lifted from the transcripts:\n");
    lifted.print();
}

/// The counts of one kind of drafts.
#[derive(Default)]
struct Tallies {
    classes: [Tally; CLASSES.len()],
    invented: Tally,
    unmutated: Tally,
    /// Counts the sentences, so that choices vary.
    turn: usize,
}

impl Tallies {
    /// Changes every sentence of `case` that is rightly left alone, once for each class.
    fn measure(&mut self, case: &Case, inputs: &Arc<Inputs>, verbose: bool) {
        let analysis = Analysis::new(&case.draft, Arc::clone(inputs), &mut Memo::default());
        for label in case.labels.iter().filter(|it| it.is_right()) {
            let covered: Vec<usize> = (0..analysis.draft.sentences.len())
                .filter(|&n| analysis.draft.sentences[n].span.overlaps(label.span))
                .collect();
            let flagged = covered.iter().any(|&n| is_wrong(&analysis.findings[n]));
            let claim = Claim::read(&case.draft[label.span.range()], &[], &Aliases::default());
            let close = is_close(&claim, &label.lines, inputs);
            self.turn += 1;
            self.unmutated.count(flagged, close);
            if flagged && verbose {
                println!("false alarm: {}", &case.draft[label.span.range()]);
            }
            let [only] = covered[..] else { continue };
            if flagged || label.verdict != "supported" {
                continue;
            }
            let span = analysis.draft.sentences[only].span;
            let text = &case.draft[span.range()];
            let quotes = analysis.draft.sentences[only].quotes.iter();
            let view = &analysis.draft.sentences[only].view;
            let sentence = Sentence {
                text,
                claim: Claim::read(text, &[], &Aliases::default()),
                quotes: quotes
                    .map(|it| view.in_file(it.inner))
                    .map(|it| Span::new(it.start - span.start, it.end - span.start))
                    .collect(),
                inputs,
                turn: self.turn,
            };
            for ((name, mutate), tally) in CLASSES.iter().zip(&mut self.classes) {
                let Some(edit) = mutate(&sentence) else { continue };
                let at = Span::new(span.start + edit.span.start, span.start + edit.span.end);
                let hints = matches!(*name, "dropped hedge" | "widened scope");
                let found = is_found(&case.draft, at, &edit.with, span.start, inputs, hints);
                tally.count(found, close);
                if verbose && !found {
                    let (before, behind) = (&text[..edit.span.start], &text[edit.span.end..]);
                    println!(
                        "{name}{}: {before}[{}→{}]{behind}",
                        if close { " (told closely)" } else { "" },
                        &text[edit.span.range()],
                        edit.with
                    );
                }
            }
            if self.turn.is_multiple_of(4) {
                let with = format!(" {}", INVENTED[self.turn / 4 % INVENTED.len()]);
                let end = span.end;
                let found = is_found(&case.draft, Span::new(end, end), &with, end + 1, inputs, false);
                self.invented.count(found, close);
            }
        }
    }

    fn print(&self) {
        println!("| mutation | made | found | share | told closely | found | share |");
        println!("|---|---|---|---|---|---|---|");
        for ((name, _), tally) in CLASSES.iter().zip(&self.classes) {
            println!("{}", row(name, *tally));
        }
        println!("{}", row("invented experience", self.invented));
        println!("{}", row("none (false alarms)", self.unmutated));
    }
}

fn row(name: &str, it: Tally) -> String {
    let share = |made: usize, found: usize| {
        if made == 0 {
            "-".to_owned()
        } else {
            format!("{:.3}", found as f64 / made as f64)
        }
    };
    format!(
        "| {name} | {} | {} | {} | {} | {} | {} |",
        it.made,
        it.found,
        share(it.made, it.found),
        it.close_made,
        it.close_found,
        share(it.close_made, it.close_found)
    )
}

fn is_wrong(finding: &Finding) -> bool {
    finding.verdict.is_wrong()
}

/// Whether the sentence at `start` of the changed draft is judged wrong.
fn is_found(draft: &str, at: Span, with: &str, start: usize, inputs: &Arc<Inputs>, hints: bool) -> bool {
    let text = format!("{}{with}{}", &draft[..at.start], &draft[at.end..]);
    let end = at.start + with.len();
    let analysis = Analysis::new(&text, Arc::clone(inputs), &mut Memo::default());
    let sentences = analysis.draft.sentences.iter().zip(analysis.findings.iter());
    let mut touched = sentences.filter(|(it, _)| it.span.start < end.max(start + 1) && start < it.span.end);
    touched.any(|(_, it)| is_wrong(it) || (hints && !it.issues.is_empty()))
}

/// Another number, written the same way, that is neither close nor in the sentence.
fn number(it: &Sentence<'_>) -> Option<Edit> {
    let amount = it.claim.amounts.iter().find(|amount| is_changeable(it, amount))?;
    let span = amount.quantity.number;
    let said = &it.text[span.range()];
    let with = if said.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
        let turned: String = said
            .chars()
            .map(|c| {
                c.to_digit(10)
                    .map_or(c, |digit| char::from(b'0' + ((digit + 3) % 9 + 1) as u8))
            })
            .collect();
        turned
    } else {
        const WORDS: [&str; 6] = ["seven", "eleven", "thirteen", "nineteen", "twenty-three", "sixty"];
        let others = WORDS
            .iter()
            .filter(|word| !said.eq_ignore_ascii_case(word) && !it.text.contains(**word));
        (*others.cycle().nth(it.turn % 6)?).to_owned()
    };
    Some(Edit { span, with })
}

/// Whether another number makes the sentence wrong: "under 60" is true of what is under 5, and "half of the fields" may
/// well be nineteen of them.
fn is_changeable(it: &Sentence<'_>, amount: &Amount) -> bool {
    let quantity = &amount.quantity;
    let is_share = quantity.dimension == Dimension::Percent && quantity.unit.is_empty();
    quantity.sort == Sort::Amount
        && quantity.is_single()
        && amount.face >= 4.0
        && matches!(quantity.bound, Bound::Exact | Bound::About)
        && !is_share
        && !in_quote(it, quantity.span)
}

/// A number of the source in the place of another of the same measure.
fn role(it: &Sentence<'_>) -> Option<Edit> {
    let index = &it.inputs.sources.index;
    for amount in &it.claim.amounts {
        let quantity = &amount.quantity;
        if !is_changeable(it, amount) {
            continue;
        }
        let mut others: Vec<(f64, String)> = Vec::new();
        for entry in &index.entries {
            let text = it.inputs.sources.list[entry.source].transcript.units[entry.unit]
                .view
                .text();
            for other in &entry.claim.amounts {
                let fits = other.quantity.sort == Sort::Amount
                    && other.quantity.is_single()
                    && other.quantity.dimension == quantity.dimension
                    && other.quantity.scale == quantity.scale
                    && other.quantity.per == quantity.per
                    && !matches!(&text[other.quantity.number.range()], "a" | "an")
                    && (quantity.dimension != Dimension::Count || other.heads != amount.heads)
                    && other.face >= 4.0
                    && !it
                        .claim
                        .amounts
                        .iter()
                        .any(|own| (own.face / other.face - 1.0).abs() < 0.2);
                if fits && others.iter().all(|known| known.0 != other.face) {
                    others.push((other.face, text[other.quantity.number.range()].to_owned()));
                }
            }
        }
        if !others.is_empty() {
            let (_, with) = others.swap_remove(it.turn % others.len());
            return Some(Edit {
                span: quantity.number,
                with,
            });
        }
    }
    None
}

/// The speakers' first names as prose writes them.
fn people(it: &Sentence<'_>) -> Vec<String> {
    let sources = &it.inputs.sources.list;
    let names = sources
        .iter()
        .flat_map(|it| &it.transcript.speakers)
        .map(|it| &it.name);
    names.filter_map(|it| lifted::first_name(it)).collect()
}

/// Where a speaker's name stands outside quotations, and somebody else's.
fn swapped_name(it: &Sentence<'_>, fits: impl Fn(usize) -> bool) -> Option<Edit> {
    let people = people(it);
    let tokens = words::spans(it.text);
    for (n, span) in tokens.iter().enumerate() {
        let said = &it.text[span.range()];
        if !people.iter().any(|it| it == said) || in_quote(it, *span) || !fits(n) {
            continue;
        }
        let mut others = people
            .iter()
            .filter(|other| *other != said && !it.text.contains(other.as_str()));
        let count = others.clone().count();
        let with = others.nth(if count == 0 { 0 } else { it.turn % count })?.clone();
        return Some(Edit { span: *span, with });
    }
    None
}

/// Whose words these are.
fn speaker(it: &Sentence<'_>) -> Option<Edit> {
    const SAYS: [&str; 12] = [
        "said",
        "says",
        "asked",
        "wrote",
        "added",
        "told",
        "replied",
        "noted",
        "argued",
        "answered",
        "pointed",
        "concluded",
    ];
    let tokens = words::spans(it.text);
    let says = |n: usize| {
        tokens
            .get(n)
            .is_some_and(|span| SAYS.contains(&&it.text[span.range()]))
    };
    if it
        .quotes
        .iter()
        .all(|quote| words::spans(&it.text[quote.range()]).len() < 4)
    {
        return None;
    }
    swapped_name(it, |n| says(n + 1) || n.checked_sub(1).is_some_and(says))
}

/// Who did it.
fn person(it: &Sentence<'_>) -> Option<Edit> {
    let tokens = words::spans(it.text);
    let acts = |n: usize| {
        tokens.get(n).is_some_and(|span| {
            let word = &it.text[span.range()];
            backline::language::polarity::is_past(word) && !backline::language::polarity::is_speech(word)
        })
    };
    if !it.quotes.is_empty() {
        return None;
    }
    swapped_name(it, |n| acts(n + 1))
}

/// `was` → `was not`, `did not` → `did`.
fn negation(it: &Sentence<'_>) -> Option<Edit> {
    const VERBS: [&str; 12] = [
        "was", "were", "is", "are", "had", "has", "could", "can", "will", "would", "did", "does",
    ];
    for span in words::spans(it.text) {
        let said = &it.text[span.range()];
        if !VERBS.contains(&said) || in_quote(it, span) || it.claim.negated {
            continue;
        }
        return Some(Edit {
            span,
            with: format!("{said} not"),
        });
    }
    None
}

/// `from X to Y` → `from Y to X`, where X is up to three words and Y as many.
fn from_to(it: &Sentence<'_>) -> Option<Edit> {
    let tokens = words::spans(it.text);
    let froms = (0..tokens.len()).filter(|&n| it.text[tokens[n].range()].eq_ignore_ascii_case("from"));
    froms.into_iter().find_map(|from| swapped_ends(it, &tokens, from))
}

fn swapped_ends(it: &Sentence<'_>, tokens: &[Span], from: usize) -> Option<Edit> {
    const LONG: usize = 3;
    let at = |n: usize| &it.text[tokens[n].range()];
    let to = (from + 2..tokens.len().min(from + 2 + LONG)).find(|&n| at(n) == "to")?;
    let end = (to + to - from).min(tokens.len());
    // What Y is must end where it is cut: at a mark, a small word or the end.
    let ends = tokens.get(end).is_none_or(|next| {
        let is_small = words::words(at(end)).first().is_none_or(|word| word.stop);
        is_small || !it.text[tokens[end - 1].end..next.start].trim().is_empty()
    });
    let (x, y) = (
        tokens[from + 1].cover(tokens[to - 1]),
        tokens.get(to + 1)?.cover(tokens[end - 1]),
    );
    let plain = |span: Span| !it.text[span.range()].contains([',', '.', ';', ':', '(', ')']);
    let is_made = ends && plain(x) && plain(y) && !in_quote(it, x.cover(y));
    is_made.then(|| Edit {
        span: x.cover(y),
        with: format!("{} to {}", &it.text[y.range()], &it.text[x.range()]),
    })
}

fn weekday(it: &Sentence<'_>) -> Option<Edit> {
    let mention = it
        .claim
        .times
        .iter()
        .find(|time| matches!(time.value, TimeRef::Weekday(_)) && !in_quote(it, time.span))?;
    let TimeRef::Weekday(day) = mention.value else {
        return None;
    };
    let said = &it.text[mention.span.range()];
    let with = WEEKDAYS[(usize::from(day) + 1 + it.turn % 6) % 7];
    WEEKDAYS.contains(&said).then(|| Edit {
        span: mention.span,
        with: with.to_owned(),
    })
}

/// Two letters inside a name change places.
fn misspelt(it: &Sentence<'_>) -> Option<Edit> {
    use backline::language::names::NameKind;
    let name = it.claim.names.iter().find(|name| {
        let said = &it.text[name.span.range()];
        let plain = said.len() >= 6 && said.bytes().all(|b| b.is_ascii_alphabetic());
        let heard = it.inputs.sources.index.has_heard(name.key);
        name.kind == NameKind::Proper && !name.opens && plain && heard && !in_quote(it, name.span)
    })?;
    let mut letters: Vec<char> = it.text[name.span.range()].chars().collect();
    let at = (2..letters.len() - 1).find(|&n| letters[n] != letters[n + 1])?;
    letters.swap(at, at + 1);
    Some(Edit {
        span: name.span,
        with: letters.into_iter().collect(),
    })
}

/// A content word of a quotation gives way to another one.
fn quote_word(it: &Sentence<'_>) -> Option<Edit> {
    const OTHERS: [&str; 6] = [
        "yesterday",
        "carefully",
        "engineers",
        "broken",
        "quietly",
        "weather",
    ];
    let quote = it
        .quotes
        .iter()
        .find(|quote| words::spans(&it.text[quote.range()]).len() >= 4)?;
    let inside = words::words(&it.text[quote.range()]);
    let word = inside
        .iter()
        .filter(|word| !word.stop)
        .nth(it.turn % 2)
        .or_else(|| inside.iter().find(|word| !word.stop))?;
    Some(Edit {
        span: word.span.shift(quote.start),
        with: OTHERS[it.turn % OTHERS.len()].to_owned(),
    })
}

/// The second half of a quotation gives way to words of another turn.
fn merged_quote(it: &Sentence<'_>) -> Option<Edit> {
    let quote = it
        .quotes
        .iter()
        .find(|quote| words::spans(&it.text[quote.range()]).len() >= 6)?;
    let tokens = words::spans(&it.text[quote.range()]);
    let from = tokens[tokens.len() / 2].start + quote.start;
    let to = tokens[tokens.len() - 1].end + quote.start;
    let index = &it.inputs.sources.index;
    let entries = index.entries.iter().filter(|entry| entry.claim.words.len() >= 6);
    let other = entries.cycle().nth(it.turn * 7 % index.entries.len().max(1))?;
    let text = it.inputs.sources.list[other.source].transcript.units[other.unit]
        .view
        .text();
    let tail = &text[other.claim.words[other.claim.words.len() - 4].span.start
        ..other.claim.words[other.claim.words.len() - 1].span.end];
    (!it.text.contains(tail)).then(|| Edit {
        span: Span::new(from, to),
        with: tail.to_owned(),
    })
}

/// `about 400` → `400`.
fn dropped_hedge(it: &Sentence<'_>) -> Option<Edit> {
    const HEDGES: [&str; 8] = [
        "about ",
        "around ",
        "roughly ",
        "nearly ",
        "almost ",
        "probably ",
        "maybe ",
        "perhaps ",
    ];
    let (at, hedge) = HEDGES
        .iter()
        .find_map(|hedge| it.text.find(hedge).map(|at| (at, hedge)))?;
    let numbered = hedge.len() > 7 && matches!(*hedge, "probably " | "maybe " | "perhaps ")
        || it
            .claim
            .amounts
            .iter()
            .any(|amount| amount.quantity.number.start == at + hedge.len());
    let span = Span::new(at, at + hedge.len());
    (numbered && at > 0 && it.text.as_bytes()[at - 1] == b' ' && !in_quote(it, span)).then(|| Edit {
        span,
        with: String::new(),
    })
}

/// `some customers` → `all customers`, `some of them` → `all of them`.
fn widened(it: &Sentence<'_>) -> Option<Edit> {
    const NARROW: [&str; 9] = [
        " some of ",
        " many of ",
        " most of ",
        " one of ",
        " half of ",
        " a few ",
        " some ",
        " several ",
        " two of ",
    ];
    let (at, narrow) = NARROW
        .iter()
        .find_map(|it_is| it.text.find(it_is).map(|at| (at, it_is)))?;
    let span = Span::new(at, at + narrow.len());
    (!in_quote(it, span)).then(|| Edit {
        span,
        with: if narrow.ends_with(" of ") {
            " all of "
        } else {
            " all "
        }
        .to_owned(),
    })
}

fn in_quote(it: &Sentence<'_>, span: Span) -> bool {
    it.quotes.iter().any(|quote| quote.overlaps(span))
}
