//! `machine-phrasing`: habits of machine-made prose, except for those that the author's own profile uses.

use super::{Check, Context, Rule, issue, message, preamble_opening, quote, run};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::Draft;
use crate::persona::habit::{self, Habit, Pattern};
use crate::persona::voice::Voice;

/// Named patterns, one by one.
pub(super) static RULE: Rule = Rule {
    name: "machine-phrasing",
    group: Group::Voice,
    severity: None,
    fixable: false,
    docs: include_str!("machine_phrasing.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !run::is_asked(ctx, &RULE) {
        return;
    }
    let switches = &ctx.config.machine_phrasing;
    let allowed = ctx.persona.voice.as_ref().map(allowances).unwrap_or_default();
    // One word on one thing: of a post that begins by announcing itself, `preamble-opening` says so.
    let announcing =
        preamble_opening::announcing(ctx).filter(|_| run::is_asked(ctx, &preamble_opening::RULE));
    let is_said =
        |it: &Habit| it.pattern == Pattern::Preamble && announcing.is_some() && it.sentence == announcing;
    for it in habit::find(ctx.draft, |it| switches.looks_for(it.name())) {
        if is_said(&it) {
            continue;
        }
        let device = allowing(&allowed, &it, ctx.draft);
        if device.is_none() || switches.show_exempt {
            out.push(report(ctx, &it, device));
        }
    }
}

/// A habit that the profile's own examples have.
struct Allowance {
    pattern: Pattern,
    /// Where words are what is wrong, only these.
    words: Option<&'static str>,
    /// The device whose example it is; empty where it takes several.
    device: String,
    /// The letters of the examples.
    letters: String,
}

impl Allowance {
    fn covers(&self, habit: &Habit) -> bool {
        self.pattern == habit.pattern && self.words == habit.words
    }
}

/// The device that allows `habit`: the one that quotes these very words, else the first that shows the pattern.
fn allowing<'a>(allowed: &'a [Allowance], habit: &Habit, draft: &Draft) -> Option<&'a str> {
    let words = quote::letters(draft.text.get(habit.span.range()).unwrap_or_default());
    let covering = || allowed.iter().filter(|it| it.covers(habit));
    let same = covering().find(|it| it.letters.contains(&words));
    same.or_else(|| covering().next()).map(|it| it.device.as_str())
}

/// What the quoted examples of `voice` show, device by device, then all of them as one text.
fn allowances(voice: &Voice) -> Vec<Allowance> {
    let mut res = Vec::new();
    let mut take = |text: &str, device: &str| {
        let mut habits = habit::find(&Draft::parse(text), |_| true);
        // A dash in an example is how the author sets remarks apart, however many a section has of them.
        let dashes = text.contains('—').then_some(Pattern::DashHeavy);
        habits.retain(|it| it.pattern != Pattern::DashHeavy);
        let of_words = habits.iter().map(|it| (it.pattern, it.words));
        res.extend(
            of_words
                .chain(dashes.map(|it| (it, None)))
                .map(|(pattern, words)| Allowance {
                    pattern,
                    words,
                    device: device.to_owned(),
                    letters: quote::letters(text),
                }),
        );
    };
    for device in &voice.devices {
        take(&device.examples.join("\n\n"), &device.name);
    }
    take(&voice.examples().collect::<Vec<&str>>().join("\n\n"), "");
    res
}

fn report(ctx: &Context<'_>, habit: &Habit, device: Option<&str>) -> Diagnostic {
    let pattern = habit.pattern;
    let name = pattern.name();
    let words = message::draft_words(ctx.draft, habit.span);
    let mut text = match pattern {
        Pattern::TypographicMarks => {
            format!("{}, {}: {}", words_of(habit), times(habit.n), pattern.what())
        }
        Pattern::DashHeavy | Pattern::BoldOveruse => format!("{} of them: {}", habit.n, pattern.what()),
        Pattern::TitleCaseHeading | Pattern::BoldLabelList | Pattern::RuledSections => {
            format!("{}, {}", pattern.what(), times(habit.n))
        }
        _ => format!("\"{words}\": {}", pattern.what()),
    };
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    let text = match device {
        None => format!("{text} ({name})."),
        Some("") => format!("{text} ({name}). The examples of your voice profile allow it."),
        Some(device) => format!(
            "{text} ({name}). Your device \"{}\" allows it.",
            message::brief(device, 32)
        ),
    };
    let is_loud = pattern.is_counting() && device.is_none();
    Diagnostic {
        // As loud as the configuration says, but what is a matter of taste never louder than a hint.
        severity: if is_loud { Severity::Error } else { Severity::Hint },
        ..issue::plain(&RULE, habit.span, text, habit.sentence)
    }
}

fn words_of(habit: &Habit) -> &'static str {
    habit.words.unwrap_or(habit.pattern.name())
}

fn times(n: usize) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{n} times"),
    }
}
