//! `tldr-shape`: a post without TLDR, or with one that is late, too long, or in the wrong order.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::persona::voice::Character;
use crate::shape::{Shape, Tldr};

/// A TLDR of few bullets before the body, the recurring character's last.
pub(super) static RULE: Rule = Rule {
    name: "tldr-shape",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("tldr_shape.md"),
    check: Check::Findings(check),
};

/// A draft with a shorter body has hardly begun.
const LEAST_BODY: usize = 150;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(shape) = post::blog_post(ctx) else { return };
    let (least, most) = ctx.config.limits.tldr_bullets;
    let Some(tldr) = &shape.tldr else {
        if LEAST_BODY <= shape.body_words {
            let message = format!("There is no TLDR: {} before the body.", bullets(least, most));
            out.push(post::about_all(ctx, shape, &RULE, message));
        }
        return;
    };
    if tldr.is_late() {
        let message = "The TLDR stands before the body, right behind the title.".to_owned();
        out.push(issue::plain(&RULE, tldr.head, message, None));
    }
    let n = tldr.bullets.len();
    if n < least || most < n {
        let message = format!("{} in the TLDR, not {n}.", bullets(least, most));
        out.push(issue::plain(&RULE, tldr.head, message, None));
    }
    out.extend(out_of_order(ctx, shape, tldr));
}

/// `2 to 4 bullets`.
fn bullets(least: usize, most: usize) -> String {
    if least == most {
        return format!("{least} bullet{}", if least == 1 { "" } else { "s" });
    }
    format!("{least} to {most} bullets")
}

/// The recurring character has the last bullet, where the post is about them at all.
fn out_of_order(ctx: &Context<'_>, shape: &Shape, tldr: &Tldr) -> Option<Diagnostic> {
    let characters = &ctx.persona.voice.as_ref()?.characters;
    let last = tldr.bullets.last()?;
    let speaks_of = |text: &str, who: &Character| post::names(text, &who.name) || says(text, who);
    let last_text = last.text(ctx.draft);
    if characters.iter().any(|who| speaks_of(&last_text, who)) {
        return None;
    }
    for who in characters {
        let earlier = tldr.bullets.iter().rev().skip(1);
        let name = message::brief(&who.name, 30);
        for bullet in earlier {
            if post::names(&bullet.text(ctx.draft), &who.name) {
                let message = format!("{name} has the last bullet of the TLDR; this one stands before it.");
                return Some(issue::plain(&RULE, bullet.span, message, None));
            }
        }
    }
    let body = ctx.draft.blocks.get(shape.body.clone())?;
    let is_told_of = |who: &&Character| body.iter().any(|it| post::names(it.view.text(), &who.name));
    let who = characters.iter().find(is_told_of)?;
    let name = message::brief(&who.name, 30);
    let message = format!("The last bullet of the TLDR is for {name}, who recurs in your posts.");
    Some(Diagnostic {
        severity: Severity::Info,
        ..issue::plain(&RULE, last.span, message, None)
    })
}

/// Whether `text` holds the catchphrase of `who`, in about its words.
fn says(text: &str, who: &Character) -> bool {
    let Some(phrase) = &who.catchphrase else {
        return false;
    };
    let held = crate::language::words::words(text);
    let mut wanted = crate::language::words::words(phrase);
    wanted.retain(|it| !it.stop);
    !wanted.is_empty()
        && wanted
            .iter()
            .all(|it| held.iter().any(|other| other.stem == it.stem))
}
